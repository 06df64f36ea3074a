"""Practical guides: the list of them, and the page of one. Facts as pages show them: `matcher.pages.facts`."""
