"""Up to four routes side by side, and the year of work that they ask together."""
