"""One route: what it is, its days on a line, how old its sources are, and what is like it."""
