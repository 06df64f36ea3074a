"""Entries of one kind as a table and back: workbook, CSV and YAML, without loss.

`columns` says which cells an entry has, `files` reads and writes the formats (those of django-import-export), `proposals`
compares what a file says with what is kept, and keeps it as every save is kept. The pages stand in `catalogue.admin.exchange`."""
