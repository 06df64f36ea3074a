"""The search box on a day: the words of an edition, and the places that they name with the routes that serve those."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from catalogue.editions.search.index import SearchIndex
from catalogue.entries.kinds import Name
from catalogue.gazetteer.parts_of_the_world import countries_of
from matcher.answers.places.meant import meant
from matcher.answers.places.names import PlaceNames
from matcher.answers.places.readings import Reading
from matcher.answers.places.slips import near
from matcher.engine.compile import Compiled


@dataclass(frozen=True, eq=False)
class PlacesOnDay:
    """What names of places mean to the questionnaire, and what the filter of places leaves."""

    names: PlaceNames
    compiled: Compiled

    def named(self, text: str) -> tuple[str, ...]:
        read = meant(text.title(), self.names)  # groups are called by codes in small letters
        is_place = all(one.reading.is_clear or one.reading is Reading.ASKED for one in read)
        codes = dict.fromkeys(code for one in read for code in one.codes) if is_place else countries_of(text)
        return tuple(codes)

    def near(self, text: str) -> str:
        return near(text, self.names)[0].casefold()

    def around(self, code: str) -> tuple[str, ...]:
        return tuple(self.names.way_up(code))

    def served(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self.compiled.routes_at(code) for code in codes))


@dataclass(frozen=True)
class SearchOnDay:
    index: SearchIndex
    places: PlacesOnDay

    def find(self, text: str) -> dict[str, float]:
        """The routes, by how well they match: more is better."""
        return self.index.find(text, places=self.places)

    def find_all(self, text: str) -> Mapping[Name, float]:
        """The things of all kinds, the best first."""
        return self.index.find_all(text, places=self.places)

    def read_as(self, text: str) -> str:
        """What is searched for a text with a slip of the pen; "" where it is searched as it was typed."""
        return self.index.read_as(text, places=self.places)

    def suggestion(self, text: str, language: str) -> str:
        return self.index.suggestion(text, language, places=self.places)

    def known_words(self, text: str) -> str:
        return self.index.known_words(text, places=self.places)
