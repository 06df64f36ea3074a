"""Finding things by words, whatever the accents, the endings and the slips of the pen.

An index is made of one edition, in plain Python, so that a search asks no database and finds the same on each. What is
searched and what it counts for stands in `catalogue.editions.searched`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, cached_property

from catalogue.editions.edition import Edition
from catalogue.editions.postings import Postings, Weights
from catalogue.editions.searched import BESIDE_ROUTES, Weight, searchables
from catalogue.entries.kinds import Name
from catalogue.entries.place import PlaceEntry
from catalogue.entries.synonym import SynonymEntry
from catalogue.entries.vocabulary import DisciplineEntry
from catalogue.gazetteer.gazetteer import Naming, heaviest, named, way_up
from catalogue.gazetteer.gazetteer import weight as people
from catalogue.kept import Kept
from catalogue.models.words import LANGUAGES

ENDING, BEGINNING, MISSPELT, MEANT = 0.9, 0.5, 0.5, 0.75
"""What a word counts for that stands there with another ending, as the beginning of one, misspelt, or by a synonym (shares)."""
IN_PASSING = 0.45
"""The share of a word with another ending in a text, where the word itself stands in names."""
BESIDE = 0.3
"""The share of what a second meaning counts for."""
WHOLE_NAME, WHOLE_GIVER, BEGINS_NAME = 150, 75, 40
"""What is added where a text is a thing's whole name, that of its funder or programme, or the first of its name; of the rest
a share of COVERS."""
COVERS = 40
SHORTEST = 4
"""A shorter word must stand there as it is."""
LONG = 5
"""From so many letters a word that is known counts as the beginning of others too, in names."""
SAME_START = 2
"""So many first letters are never taken for a slip."""
TWO_SLIPS = 8
"""From so many letters a word may have two slips."""
CITY_THOUSANDS = 20
"""How large a city or town is that stands for the country in which it lies."""
WELL_KNOWN_THOUSANDS = 200
"""The same, where the catalogue has its name for a word of its own: "Nice" may be one."""
LONGEST, MOST_WORDS = 80, 8
MOST_IN_PHRASE = 4
MOST_KEPT = 512
"""Words asked lately, of which is kept what they find."""
WORD = re.compile(r"[a-z0-9]+")
HELD_TOGETHER = re.compile(r"[a-z0-9]+(?:[.+&/'][a-z0-9]+)+")
ENDINGS = ("ingen", "ies", "jes", "en", "es", "s", "e")
PASSED_OVER = frozenset(
    {
        *("de", "het", "een", "van", "voor", "in", "op", "en", "met", "naar", "bij", "uit", "te", "om"),
        *("the", "a", "an", "of", "for", "to", "at", "and", "with", "from"),
    }
)
"""Words that say nothing of what is looked for, unless there is no other."""


def folded(text: str) -> str:
    """Without capitals and accents, so that "reisbeurs" finds "Reisbeurs" and "Theatre" finds "théâtre"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words to look for, each once; few enough that no text makes a search slow."""
    return list(dict.fromkeys(WORD.findall(folded(text[:LONGEST]))))[:MOST_WORDS]


def words_in(text: str) -> Iterator[str]:
    """The words of a text of the catalogue; those that a mark holds together also as one.

    >>> list(words_in("VI.BE helpt"))
    ['vi', 'be', 'helpt', 'vibe']
    """
    said = folded(text)
    yield from WORD.findall(said)
    for held_together in HELD_TOGETHER.findall(said):
        yield as_one(held_together)


def as_one(text: str) -> str:
    """Without the marks that hold words together.

    >>> as_one("S+T+ARTS prize")
    'starts prize'
    """
    return HELD_TOGETHER.sub(lambda found: "".join(WORD.findall(found[0])), folded(text))


def stem_of(word: str) -> str:
    """A word without its ending, so that the plural finds the singular.

    >>> stem_of("residenties") == stem_of("residentie"), stem_of("beurzen") == stem_of("beurs")
    (True, True)
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    word = word.replace("z", "s").replace("v", "f").removesuffix("i")
    while word.endswith("s") and len(word) > SHORTEST:
        word = word[:-1]
    return word


def slips(word: str, other: str, most: int) -> int:
    """How many letters were lost, added, changed or swapped, as far as `most`; more than that is `most` + 1.

    >>> slips("creatve", "creative", 1), slips("residnetie", "residentie", 1), slips("dans", "dance", 1)
    (1, 1, 2)
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for down, letter in enumerate(word, start=1):
        two_before, before, row = before, row, [down]
        for across, there in enumerate(other, start=1):
            least = min(before[across] + 1, row[-1] + 1, before[across - 1] + (letter != there))
            if down > 1 and across > 1 and letter == other[across - 2] and word[down - 2] == there:
                least = min(least, two_before[across - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _most(*found: Weights) -> dict[int, float]:
    """For each thing the most that one of them gives."""
    most: dict[int, float] = {}
    for one in found:
        for thing, weight in one.items():
            if weight > most.get(thing, 0.0):
                most[thing] = weight
    return most


def _together(found: Iterable[Weights]) -> dict[int, float]:
    """The most that one of them gives, and a share of what the others do: what is meant in two ways comes first."""
    total: dict[int, float] = {}
    most: dict[int, float] = {}
    for one in found:
        for thing, weight in one.items():
            total[thing] = total.get(thing, 0.0) + weight
            most[thing] = max(most.get(thing, 0.0), weight)
    return {thing: weight + (total[thing] - weight) * BESIDE for thing, weight in most.items()}


def _share(found: Weights, share: float) -> dict[int, float]:
    return {thing: weight * share for thing, weight in found.items()}


def _all_of(found: Sequence[Weights]) -> dict[int, float]:
    """What all of them hold, by their mean."""
    fewest = min(found, key=len)
    return {
        thing: sum(one[thing] for one in found) / len(found) for thing in fewest if all(thing in one for one in found)
    }


def _meant_by(found: Sequence[Weights]) -> dict[int, float]:
    """What all of them hold, by the least."""
    least = {
        thing: min(Weight.SORT, *(one[thing] for one in found))
        for thing in found[0]
        if all(thing in one for one in found)
    }
    return {thing: weight * MEANT for thing, weight in least.items() if weight > Weight.ADVISER}


@dataclass(frozen=True)
class SearchIndex:
    """Which things hold which words. What it gives for a text depends on the edition alone."""

    things: tuple[Name, ...]
    words: Mapping[str, Weights]
    """By word: what it counts for in which thing."""
    names: tuple[tuple[tuple[str, ...], ...], ...]
    """Of each thing what it is called, as words."""
    givers: tuple[frozenset[tuple[str, ...]], ...]
    """Of each thing what its funder and its programme are called, as words."""
    bonuses: tuple[float, ...]
    bonuses_alone: tuple[float, ...]
    """What is added to that, where an art alone is looked for."""
    sorts: frozenset[str]
    """The words of arts, and those typed for them, without their endings."""
    shares: tuple[float, ...]
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    """By the stems of what is typed: the words that are meant, one way or another."""
    typed: frozenset[str]
    """The words of which synonyms are made."""
    places: Mapping[str, tuple[str, ...]]
    """What places are called, as words, by their codes."""
    strange: Mapping[str, frozenset[str]]
    """By language the words that are said in another alone."""
    _kept: Kept[Weights] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)
    _found: Kept[Mapping[Name, float]] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)

    @classmethod
    def of(cls, edition: Edition) -> "SearchIndex":
        arts = words_of_arts(edition)
        sorts = arts | typed_for(arts, edition)
        words, things = Postings(), []
        said_in: dict[str, set[str]] = {}
        split = cache(lambda text: tuple(words_in(text)))  # the names of arts, goals and places stand in many things
        for place, thing in enumerate(searchables(edition)):
            own: dict[str, float] = {}
            for word in {word for name in thing.names for word in words_in(name)}:
                is_art_of_others = thing.is_beside and stem_of(word) in sorts and not thing.begins_with(word)
                own[word] = Weight.SORT * BESIDE_ROUTES if is_art_of_others else Weight.NAME
            for said in thing.texts:
                for word in split(said.text):
                    said_in.setdefault(word, set()).update(said.languages)
                    own[word] = max(own.get(word, 0.0), said.weight)
            words.add(place, own)
            things.append(replace(thing, texts=()))
        synonyms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        typed: set[str] = set()
        for synonym in edition.all(SynonymEntry).values():
            meant = tuple(WORD.findall(folded(synonym.finds)))
            for phrase in synonym.typed:
                said_as = WORD.findall(folded(phrase))
                if said_as and meant:
                    typed.update(said_as)
                    synonyms.setdefault(tuple(map(stem_of, said_as)), []).append(meant)
        return cls(
            things=tuple(thing.name for thing in things),
            words=words,
            names=tuple(_as_words(thing.names) for thing in things),
            givers=tuple(frozenset(_as_words(thing.givers)) for thing in things),
            bonuses=tuple(thing.bonus for thing in things),
            bonuses_alone=tuple(thing.bonus_alone for thing in things),
            sorts=sorts,
            shares=tuple(thing.share for thing in things),
            synonyms={phrase: tuple(meant) for phrase, meant in synonyms.items()},
            typed=frozenset(typed),
            places={code: tuple(WORD.findall(folded(one.name.nl))) for code, one in edition.all(PlaceEntry).items()},
            strange={
                language: frozenset(word for word, those in said_in.items() if those and language not in those)
                for language in LANGUAGES
            },
        )

    def find(self, text: str, kind: str = "instrument") -> dict[str, float]:
        """The keys of the things of one kind in which every word occurs, by how well they match: more is better. Everything, all
        alike, for an empty text; nothing for signs without a word."""
        return {key: score for (of_kind, key), score in self.find_all(text).items() if of_kind == kind}

    def find_all(self, text: str) -> Mapping[Name, float]:
        """The things of all kinds, the best first; none for signs without a word."""
        words = words_of(text)
        if not words:
            return {} if text.strip() else dict.fromkeys(self.things, 0.0)
        together = words_of(as_one(text[:LONGEST]))
        if all(word in self.words for word in together):
            words = together
        return self._found.of(tuple(words), lambda: self._find_all(words))

    def _find_all(self, words: list[str]) -> Mapping[Name, float]:
        units = self._units([word for word in words if word not in PASSED_OVER] or words)
        score = _all_of([self._unit(unit) for unit in units])
        for code in self._around(units[0]) if len(units) == 1 else ():
            place = self._at[("place", code)]
            score[place] = score.get(place, 0.0) + WHOLE_GIVER
        is_art_alone = len(units) == 1 and all(stem_of(word) in self.sorts for word in units[0])
        for thing in score:
            said = score[thing] + (self.bonuses_alone[thing] if is_art_alone else 0.0)
            score[thing] = said * self.shares[thing] + self._named(thing, words) + self.bonuses[thing]
        ordered = sorted(score, key=lambda thing: (-round(score[thing], 4), self.things[thing]))
        return {self.things[thing]: score[thing] for thing in ordered}

    def _units(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """The words one by one; together those that are a synonym, and short ones that are one name ("vi be")."""
        units, at = [], 0
        while at < len(words):
            unit, length = self._longest(words[at : at + MOST_IN_PHRASE])
            units.append(unit)
            at += length
        return units

    def _longest(self, words: Sequence[str]) -> tuple[tuple[str, ...], int]:
        """The unit with which these begin, and of how many of them it is made."""
        for length in range(len(words), 1, -1):
            unit = tuple(words[:length])
            joined = "".join(unit)
            if joined in self.words and max(map(len, unit)) < SHORTEST:
                return (joined,), length
            if tuple(map(stem_of, unit)) in self.synonyms or self._around(unit):
                return unit, length
        return (words[0],), 1

    def _unit(self, unit: tuple[str, ...]) -> Weights:
        own = _all_of([self.met(word) for word in unit])
        return _most(own, self._meant(unit)) if len(unit) > 1 else own

    def _meant(self, unit: tuple[str, ...]) -> Weights:
        """What a synonym finds: the words it stands for as they are, or with another ending. A name that holds them counts for no
        more than a discipline that is called so."""
        ways = self.synonyms.get(tuple(map(stem_of, unit)), ())
        if not ways and not self._are_words(unit):
            ways = tuple(self.places[code] for code in self._around(unit))
        return _together(_meant_by([self._as_it_is(word) for word in meant]) for meant in ways)

    def _are_words(self, unit: tuple[str, ...]) -> bool:
        return all(word in self.words for word in unit)

    def _around(self, unit: tuple[str, ...]) -> tuple[str, ...]:
        """For the name of a city, or of a part of a country that the catalogue does not know: the codes of the places around it.
        None for a name of the catalogue's own, and for a smaller place that has the name of something else."""
        if unit in self.places.values():
            return ()
        is_word = self._are_words(unit)
        least = WELL_KNOWN_THOUSANDS if is_word else CITY_THOUSANDS
        called = [one for one in named(" ".join(unit)) if not (is_word and one.naming is Naming.AREA)]
        found = heaviest([one for one in called if people(one) >= least])
        codes = dict.fromkeys(code for one in found for code in way_up(one.code))
        return tuple(code for code in codes if self.places.get(code))

    def _as_it_is(self, word: str) -> Weights:
        exact = self.words.get(word, {})
        is_named = Weight.NAME in exact.values()
        others = (other for other in self._stems.get(stem_of(word), ()) if other != word)
        least = Weight.TEXT if word in self._names_of_one_word else 0
        endings = (
            {
                thing: weight * (ENDING if weight > Weight.TEXT or not is_named else IN_PASSING)
                for thing, weight in self.words[other].items()
                if weight > least
            }
            for other in others
        )
        return _most(exact, *endings)

    def met(self, word: str) -> Weights:
        """The things in which a word occurs, by how well: as it is, with another ending, by what it means, or as the beginning
        of a word, of a synonym's too where nothing else is found; misspelt only then."""
        return self._kept.of(word, lambda: self._met(word))

    def _met(self, word: str) -> Weights:
        found = self._as_it_is(word)
        meant = self._meant((word,))
        if meant:
            return _most(found, meant)
        if len(word) >= LONG or (len(word) >= SHORTEST and not found):
            found = _most(found, self._beginning(word, least=Weight.KIND if found else 0)) or self._begun(word)
        if found or len(word) < SHORTEST:
            return found
        near = self._misspelt(word)
        return _most(*(_share(_most(self._as_it_is(other), self._meant((other,))), MISSPELT) for other in near))

    def _beginning(self, word: str, least: float) -> Weights:
        """The things that hold a word that begins so, where it counts for so much."""
        longer = (other for other in self._by_start.get(word[:SAME_START], ()) if other.startswith(word))
        return _most(
            *(
                {thing: weight * BEGINNING for thing, weight in self.words[other].items() if weight > least}
                for other in longer
                if other in self.words
            )
        )

    def _begun(self, word: str) -> Weights:
        """What is meant by words of synonyms that begin so."""
        longer = (other for other in self._by_start.get(word[:SAME_START], ()) if other.startswith(word))
        return _share(_most(*(self._meant((other,)) for other in longer)), BEGINNING)

    def _misspelt(self, word: str) -> list[str]:
        """The nearest of the words that begin alike."""
        most = 2 if len(word) >= TWO_SLIPS else 1
        others = (other for other in self._by_start.get(word[:SAME_START], ()) if len(other) >= SHORTEST)
        counted = [(slips(word, other, most), other) for other in others]
        least = min((count for count, _other in counted), default=most + 1)
        return [other for count, other in counted if count == least <= most]

    def _named(self, thing: int, words: list[str]) -> float:
        """What is added for a thing that is called so, wholly or in part."""
        asked, best = tuple(words), 0.0
        for name in self.names[thing]:
            if asked == name:
                return WHOLE_NAME
            covered = sum(word in asked for word in name) / len(name)
            begins = BEGINS_NAME if name[: len(asked)] == asked else 0
            best = max(best, begins + COVERS * covered)
        return max(best, WHOLE_GIVER) if asked in self.givers[thing] else best

    @cached_property
    def _at(self) -> Mapping[Name, int]:
        return {name: place for place, name in enumerate(self.things)}

    @cached_property
    def _names_of_one_word(self) -> frozenset[str]:
        """What a thing is called by that word alone: who types it does not mean others with another ending."""
        return frozenset(name[0] for names in self.names for name in names if len(name) == 1)

    @cached_property
    def _stems(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(stem_of(word), []).append(word)
        return found

    @cached_property
    def _by_start(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.words.keys() | self.typed):
            found.setdefault(word[:SAME_START], []).append(word)
        return found

    def suggestion(self, text: str, language: str) -> str:
        """The nearest words that do occur in a language, for a text that finds nothing; "" where none is near."""
        words = words_of(text)
        strange = self.strange.get(language, frozenset())
        known = [word for word in self._known if word not in strange]
        near = [word if word in self.words and len(word) >= SHORTEST else nearest(word, known) for word in words]
        return " ".join(near) if near != words and all(near) else ""

    @cached_property
    def _known(self) -> list[str]:
        return sorted(word for word in self.words if len(word) >= SHORTEST)


def words_of_arts(edition: Edition) -> frozenset[str]:
    """The words of arts, without their endings."""
    names = [text for term in edition.all(DisciplineEntry).values() for text in (term.name.nl, term.name.en)]
    return frozenset(stem_of(word) for text in names for word in words_in(text)) - PASSED_OVER


def typed_for(arts: frozenset[str], edition: Edition) -> frozenset[str]:
    """The single words that people type for them, without their endings."""
    return frozenset(
        stem_of(folded(one))
        for synonym in edition.all(SynonymEntry).values()
        if arts.issuperset(map(stem_of, words_in(synonym.finds)))
        for one in synonym.typed
        if WORD.fullmatch(folded(one))
    )


def _as_words(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    written = (text for name in names for text in (name, as_one(name)))
    return tuple(dict.fromkeys(words for text in written if (words := tuple(WORD.findall(folded(text))))))


def nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")
