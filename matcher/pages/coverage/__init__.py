"""Where there is support and where not: the map by discipline and goal, and its numbers as a file."""
