"""Places and groups of places, by code or by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.editions.search.words import folded
from matcher.answers.notes import LONGEST, Telling
from matcher.answers.parameters.choices import ManyParameter
from matcher.answers.parameters.parameter import said
from matcher.answers.places.meant import meant
from matcher.answers.places.names import PlaceNames
from matcher.answers.places.readings import Meant, Reading
from matcher.answers.places.slips import near
from matcher.answers.places.told import reading_told


@dataclass(frozen=True, slots=True)
class PlacesParameter(ManyParameter):
    """Places and groups of places, by code or by any name that people have for them or for what lies in them."""

    known: PlaceNames | None = None
    """How they are called beside the names of the options."""
    keeps_parts: bool = False
    """Whether a part of a country that is no option is kept as a place of its own: it lies in that country, and in none of the
    parts that are options."""

    @property
    def place_names(self) -> PlaceNames:
        return self.known or PlaceNames(self.options)

    def read(self, given: Sequence[str], telling: Telling) -> tuple[str, ...] | None:
        names = self.place_names
        if all(text in self.options and text not in names.namesakes for text in given):
            return ManyParameter.read(self, given, telling)
        codes: list[str] = []
        parts: dict[str, None] = {}
        for text in given:
            readings = meant(text, names)
            for one in readings:
                if self.keeps_parts and one.own_part:
                    parts[one.own_part] = None
                else:
                    codes += [code for code in one.codes if one.reading.is_clear and code in self.options]
            self.tell(text, readings, names, telling)
        known = ManyParameter.read(self, list(dict.fromkeys(codes)), telling) if codes else None
        return tuple(sorted((*(known or ()), *parts))[: self.most]) or None

    def tell(self, typed: str, readings: Sequence[Meant], names: PlaceNames, telling: Telling) -> None:
        """Of a list only what was not understood stays typed."""
        for one in readings:
            text = one.text if len(readings) > 1 else typed
            if one.reading is Reading.NOTHING or not (one.codes or one.told):
                telling.refuse(self.name, text, self.not_a_choice(text) if telling.has_room else "")
            elif one.reading.is_clear:
                if told := reading_told(one, names):
                    telling.tell(self.name, text, told, is_read=True)
            else:
                telling.refuse(self.name, text, reading_told(one, names), choices=one.codes)

    def not_a_choice(self, given: str) -> str:
        """What is not in any list of places can be asked for by the country in which it lies."""
        if self.nearest(given):
            return ManyParameter.not_a_choice(self, given)
        message = _(
            "We do not know “%(value)s” as a place. Name the country in which it lies, or a larger city close to it."
        )
        return message % {"value": given[:LONGEST]}

    def nearest(self, given: str) -> str:
        name, code = near(given, self.place_names)
        if not name or folded(name) == folded(given):
            return ""
        label = said(self.options[code])
        return (
            f"{label} ({code})"
            if folded(label) == folded(name) or folded(name) in self.by_text()
            else f"{name} ({label})"
        )


@dataclass(frozen=True, slots=True)
class PlaceParameter(PlacesParameter):
    most: int = 1
