"""The values that files, editions and exports hold: one file per kind, with its entry, its row and the way there and back.

`values` and `parts` are what they are made of, `kinds` the list of them. How files become rows stands in
`catalogue.loading`, how entries are published in `catalogue.editions`. Importing the
package registers the catalogue's kinds in the order in which they load."""

from catalogue.entries import vocabulary  # isort: skip
from catalogue.entries import place, group, place_name  # isort: skip
from catalogue.entries import programme, organisation, instrument  # isort: skip
from catalogue.entries import example, guide, fact, glossary, matrix  # isort: skip
from catalogue.entries import shelf_life, synonym  # isort: skip

__all__ = [
    "example",
    "fact",
    "glossary",
    "group",
    "guide",
    "instrument",
    "matrix",
    "organisation",
    "place",
    "place_name",
    "programme",
    "shelf_life",
    "synonym",
    "vocabulary",
]
