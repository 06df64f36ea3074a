"""The public pages, a folder each: `views.py` reads the address, asks and renders; beside it stands what only that page shows.

The same as JSON is made in `matcher.api`; what staff see in `matcher.admin`; the templates are in `templates/pages/<page>/`."""
