"""The pages on which staff edit the catalogue, one file per thing. Those of questions and rules: `matcher.admin`."""

from django.contrib import admin

from catalogue.admin import (
    example,
    fact,
    glossary,
    guide,
    instrument,
    matrix,
    organisation,
    place,
    programme,
    report,
    shelf_life,
    synonym,
    term,
)

__all__ = [
    "example",
    "fact",
    "glossary",
    "guide",
    "instrument",
    "matrix",
    "organisation",
    "place",
    "programme",
    "report",
    "shelf_life",
    "synonym",
    "term",
]

admin.site.site_header = "Overzet"
admin.site.site_title = "Overzet"
