"""The first page, with the plan as one sentence to fill in."""
