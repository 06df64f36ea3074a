"""The name that was likely meant where what was typed is none: one slip away, or much like it."""

from difflib import get_close_matches
from math import inf

from catalogue.gazetteer.gazetteer import AREA_THOUSANDS, NamedPlace, Naming, named, spelling_key, weight, with_one_slip
from matcher.answers.places.called import by_name
from matcher.answers.places.names import LONGEST_NAME, PlaceNames
from matcher.answers.places.readings import Meant, Reading

KNOWN_TO_MANY = 20
"""What a city must weigh to be proposed for a word that is nearly its name."""
LIKE, LONG_ENOUGH = 0.82, 6
"""How alike a longer name must be to be proposed, where it is more than one slip away."""


def near(typed: str, names: PlaceNames) -> tuple[str, str]:
    """The name that was likely meant, with the code of its place; twice "" where none is."""
    key = spelling_key(typed[:LONGEST_NAME])
    found = [one for spelling in with_one_slip(key) if (one := by_name(spelling, spelling, names))]
    weighed = [(_weight_of_name(one, names), one) for one in found if one.reading.is_clear]
    most, best = max(weighed, key=lambda pair: pair[0], default=(0, None))
    if best is not None and most >= KNOWN_TO_MANY:
        return best.text.title(), best.codes[0]
    if len(key) >= LONG_ENOUGH:
        alike = [name for name in names.own if name[0] == key[0]]
        for name in get_close_matches(key, alike, n=1, cutoff=LIKE):
            return name.title(), names.own[name][0]
    return "", ""


def _weight_of_name(meant: Meant, names: PlaceNames) -> float:
    """What a name weighs by itself: a place of the catalogue more than any city, and so does what staff wrote down."""
    key = spelling_key(meant.text)
    if meant.reading is Reading.IS:
        return inf
    written = [AREA_THOUSANDS] if key in names.others else []
    return max([*written, *map(_weight_near, named(key))], default=KNOWN_TO_MANY)


def _weight_near(one: NamedPlace) -> float:
    """A municipality of Belgium is likelier meant by who lives here than any city but a very large one."""
    return weight(one) + AREA_THOUSANDS * (one.naming is Naming.MUNICIPALITY)
