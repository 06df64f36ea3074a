"""The catalogue with its filters, as page and API ask for it, and the lines in which a route stands in lists."""
