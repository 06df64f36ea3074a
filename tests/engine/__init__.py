"""The engine, without Django: what it promises, and the slow and obvious implementation that it is held against."""
