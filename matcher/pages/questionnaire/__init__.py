"""One question a page: its form, the places to pick from in a list and on a map of Europe."""
