"""How the name of a place was read, in a sentence; and what to write where it can be two."""

from collections.abc import Mapping
from typing import assert_never

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.gazetteer.gazetteer import subdivision
from matcher.answers.places.names import PlaceNames
from matcher.answers.places.readings import Meant, Reading
from matcher.rules.words import say


def reading_told(meant: Meant, names: PlaceNames) -> str:
    """ "" where nothing has to be said: it is the name of the place."""
    values = {"text": meant.text}
    match meant.reading:
        case Reading.IS | Reading.NOTHING:
            return ""
        case Reading.LIES_IN:
            return _("%(text)s: %(where)s.") % {**values, "where": where(meant, names)}
        case Reading.PART:
            if meant.text.upper() == meant.part:
                values["text"] = f"{meant.text} ({part_name(meant.part)})"
            values |= {"where": where(meant, names, with_part=False), "place": called(meant.codes[0], names)}
            return (
                _("%(text)s: %(where)s. We do not know this part by itself: it counts as a part of %(place)s.") % values
            )
        case Reading.SEVERAL_THERE:
            values["place"] = called(meant.codes[0], names)
            return _("%(text)s: there are several in %(place)s, so it counts as %(place)s.") % values
        case Reading.ALSO:
            values |= {"place": called_in_full(meant.codes[0], names), "other": called_in_full(meant.beside, names)}
            return _("We read “%(text)s” as %(place)s. There is another in %(other)s.") % values
        case Reading.ROUGHLY:
            values |= {"unknown": meant.beside, "place": called(meant.codes[0], names)}
            return _("We do not know “%(unknown)s”: “%(text)s” counts as %(place)s.") % values
        case Reading.ASKED:
            listed = " · ".join(called_in_full(code, names) for code in meant.codes)
            return _("“%(text)s” can be more than one place: %(choices)s. Which one?") % {**values, "choices": listed}
        case Reading.NO_CHOICE:
            return say(meant.told)
        case _:
            assert_never(meant.reading)


def called(code: str, names: PlaceNames) -> str:
    """A place or group in the active language."""
    name = names.names[code]
    return say(name) if isinstance(name, Mapping) else str(name)


def called_in_full(code: str, names: PlaceNames) -> str:
    """A place with what it lies in: "Andalusia, Spain"; a part that the catalogue does not know too."""
    part = [part_name(code)] if code not in names.names else []
    return ", ".join([*part, *(called(one, names) for one in names.way_up(code))])


def where(meant: Meant, names: PlaceNames, *, with_part: bool = True) -> str:
    """What it lies in, the smallest first."""
    part = [part_name(meant.part)] if meant.part and with_part else []
    return ", ".join([*part, *(called(one, names) for one in names.way_up(meant.codes[0]))])


def part_name(code: str) -> str:
    """The name of a subdivision that the catalogue does not know; its code where nobody knows it."""
    part = subdivision(code)
    if part is None:
        return code
    return part.name_nl if (get_language() or "").startswith("nl") else part.name_en
