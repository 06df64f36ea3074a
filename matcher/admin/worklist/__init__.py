"""The home page of staff: what is to be done, section by section, with a button for what one click can do.

`section` says what a section is, `sections` has one file for each, `acts` what the buttons do, `views` the pages. What has to be
done is calculated in `matcher.upkeep`. A new section is a file and a line in `sections/__init__.py`."""
