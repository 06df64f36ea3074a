"""Promises, and what holds them. `python -m tests.run` runs all of it on every database that there is."""
