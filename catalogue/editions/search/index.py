"""Finding things by words, whatever the accents, the endings and the slips of the pen.

An index is made of one edition (`catalogue.editions.search.made`), in plain Python, so that a search asks no database and finds
the same on each. What is searched and what it counts for stands in `catalogue.editions.search.searched`, what a text asks in
`reading`, what its words find in `finding`."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from catalogue.editions.postings import Weights
from catalogue.editions.search.at_places import AtPlaces
from catalogue.editions.search.field_words import FieldWords
from catalogue.editions.search.finding import MEANT, Finding
from catalogue.editions.search.function_words import FUNCTION_WORDS
from catalogue.editions.search.held import MOST_KEPT, PLACE, ROUTE, HeldWords
from catalogue.editions.search.places import NOWHERE, Places
from catalogue.editions.search.reading import Reading, SearchUnit
from catalogue.editions.search.searched import PART_OF_GIVER, Weight
from catalogue.editions.search.suggestions import nearest
from catalogue.editions.search.weights import all_of
from catalogue.editions.search.words import stem_of, words_of
from catalogue.entries.kinds import Name
from catalogue.kept import Kept

WHOLE_NAME, WHOLE_GIVER, BEGINS_NAME = 150, 75, 40
"""What is added where a text is a thing's whole name, that of its funder or programme, or the first of its name; of the rest
a share of COVERS."""
COVERS = 40
NOT_REQUIRED = 0.15
"""The share of a word that all routes are about, beside others."""


class SearchIndex:
    """Which things a text finds, the best first. What it gives depends on the edition, and on what is said of places."""

    def __init__(self, held: HeldWords) -> None:
        self.held = held
        self.field = FieldWords(held)
        self.finding = Finding(held, self.field)
        self.reading = Reading(held, self.field, self.finding)
        self.at_places = AtPlaces(held, self.finding)
        self._found: Kept[Mapping[Name, float]] = Kept(MOST_KEPT)

    def find(self, text: str, kind: str = ROUTE, *, places: Places = NOWHERE) -> dict[str, float]:
        """The keys of the things of one kind in which every word occurs, by how well they match: more is better. Everything, all
        alike, for an empty text; nothing for signs without a word."""
        return {key: score for (of_kind, key), score in self.find_all(text, places=places).items() if of_kind == kind}

    def find_all(self, text: str, *, places: Places = NOWHERE) -> Mapping[Name, float]:
        """The things of all kinds, the best first; none for signs without a word, or with none that says what is looked for."""
        words = self.reading.mended(tuple(self.reading.asked(text, places)), places)
        if not words:
            return {} if text.strip() else dict.fromkeys(self.held.things, 0.0)
        return self._found.of((words, places), lambda: self._find_all(list(words), places))

    def read_as(self, text: str, places: Places = NOWHERE) -> str:
        """What is searched for a text with a slip of the pen; "" where it is searched as it was typed."""
        words = tuple(self.reading.asked(text, places))
        mended = self.reading.mended(words, places)
        return " ".join(mended) if mended != words else ""

    def suggestion(self, text: str, language: str, *, places: Places = NOWHERE) -> str:
        """What was likely meant by a text that finds nothing: the same words but for slips of the pen, if they find something;
        else ""."""
        words = words_of(text)
        known = self._said_in(language)
        mended = [word if self._is_known(word, places) else nearest(word, known) for word in words]
        meant = " ".join(mended)
        return meant if mended != words and all(mended) and self.find_all(meant, places=places) else ""

    def known_words(self, text: str, *, places: Places = NOWHERE) -> str:
        """The words of a text that occur somewhere, where others occur nowhere and these find something; else ""."""
        words = words_of(text)
        known = [word for word in words if self._is_known(word, places)]
        left = " ".join(known)
        return left if known and known != words and self.find_all(left, places=places) else ""

    def _is_known(self, word: str, places: Places) -> bool:
        return word in FUNCTION_WORDS or bool(self.finding.met(word)) or bool(self.reading.meant_places([word], places))

    def _said_in(self, language: str) -> list[str]:
        strange = self.held.strange.get(language, frozenset())
        return [word for word in self.held.words if word not in strange]

    def _find_all(self, words: list[str], places: Places) -> Mapping[Name, float]:
        held = self.held
        units = self.reading.units(words, places)
        words = [word for unit in units for word in unit.words]
        units = [unit for unit in units if not unit.says_nothing]
        called = self._other_names(units)
        if not units:
            return {}
        required = self._required(units)
        score = all_of([self._unit(unit, places) for unit in required])
        for unit in units:
            if unit not in required:
                also = self._unit(unit, places)
                score = {thing: weight + NOT_REQUIRED * also.get(thing, 0.0) for thing, weight in score.items()}
        if len(required) == 1:
            score = without_parts_of_givers(score)
            for rank, code in enumerate(self.at_places.sheets(required[0], places), start=1):
                place = held.at[(PLACE, code)]
                score[place] = score.get(place, 0.0) + WHOLE_GIVER / rank
        said = [unit for unit in required if not unit.places]
        stems = {self.field.stem_of_art(word) for unit in said for word in unit.words}
        are_terms = bool(stems) and stems <= held.terms
        names_art = not stems.isdisjoint(held.sorts)
        for thing in score:
            weight = score[thing]
            if are_terms:
                weight += held.bonuses_alone[thing] + (0.0 if names_art else held.bonuses_any_art[thing])
            score[thing] = weight * held.shares[thing] + self._named(thing, words, called) + held.bonuses[thing]
        whole = held.called_wholly.get(tuple(words), [])
        is_explained = len(whole) == 1 and not held.common.issuperset(words)  # a name, and nothing else is called so
        if is_explained and whole[0] in score:
            score[whole[0]] -= min(held.bonuses[whole[0]], 0.0)
        ordered = sorted(score, key=lambda thing: (-round(score[thing], 4), held.things[thing]))
        return {held.things[thing]: score[thing] for thing in ordered}

    def _required(self, units: list[SearchUnit]) -> list[SearchUnit]:
        """Those that must be there: not what all routes are about, nor who does it or what is made behind an art."""
        required = [unit for unit in units if not unit.is_of_all] or units
        behind = [
            unit
            for before, unit in pairwise(required)
            if not unit.places
            and not before.places
            and len(before.words) == len(unit.words) == 1
            and self.field.adds_nothing(before.words[0], unit.words[0])
        ]
        return [unit for unit in required if unit not in behind]

    def _unit(self, unit: SearchUnit, places: Places) -> Weights:
        said = [word for word in unit.words if word not in FUNCTION_WORDS] or unit.words
        if unit.places:
            return self.at_places.there(unit, [self.finding.as_it_is(word) for word in said], places)
        return self.finding.met(said[0]) if len(unit.words) == 1 else self.finding.with_same(unit.words)

    def _other_names(self, units: Sequence[SearchUnit]) -> tuple[tuple[str, ...], ...]:
        """The names of several words that are meant by a text that is one synonym."""
        ways = self.held.synonyms.get(tuple(map(stem_of, units[0].words)), ()) if len(units) == 1 else ()
        return tuple(way for way in ways if len(way) > 1)

    def _named(self, thing: int, words: list[str], others: Sequence[tuple[str, ...]]) -> float:
        """What is added for a thing that is called so, wholly or in part, or that a synonym calls so."""
        own = self._called(thing, tuple(words))
        return max(own, *(MEANT * self._called(thing, other) for other in others)) if others else own

    def _called(self, thing: int, asked: tuple[str, ...]) -> float:
        best = 0.0
        if self.held.words_of_names[thing].isdisjoint(asked):
            return WHOLE_GIVER if asked in self.held.givers[thing] else best
        for name in self.held.names[thing]:
            if asked == name:
                return WHOLE_NAME
            covered = sum(word in asked for word in name) / len(name)
            begins = BEGINS_NAME if name[: len(asked)] == asked else 0
            best = max(best, begins + COVERS * covered)
        return max(best, WHOLE_GIVER) if asked in self.held.givers[thing] else best


def without_parts_of_givers(score: Mapping[int, float]) -> dict[int, float]:
    """Where a word counts for more elsewhere: without those who only have it within the name of their funder."""
    is_sort = max(score.values(), default=0.0) >= Weight.TEXT
    return {thing: weight for thing, weight in score.items() if not is_sort or weight > PART_OF_GIVER}
