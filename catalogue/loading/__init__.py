"""Fixture files to rows: `files` reads and checks them, `writing` makes rows of entries, `load` does it for all kinds and
publishes.

What an entry is stands in `catalogue.entries`."""
