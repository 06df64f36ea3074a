"""The whole database as one file, and back: on SQLite and PostgreSQL alike, whichever of the two it came from.

`tables` are rows as lines, `archive` the file, `acts` what the two commands do. What the public sees as a file of its own is an
exported edition (`catalogue.editions.store`)."""
