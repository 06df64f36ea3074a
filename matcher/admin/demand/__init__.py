"""Demand beside supply: what visitors looked for, and how many routes there are for it; a page and a file, for staff alone."""
