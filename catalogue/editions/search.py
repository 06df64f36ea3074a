"""Finding instruments by words, whatever the accents, the endings and the slips of the pen.

An index is made of one edition, in plain Python, so that a search asks no database and finds the same on each. `FIELDS` says what
is searched and how much it counts."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from catalogue.editions.edition import Edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Words
from catalogue.kept import Kept

Naming = Callable[[InstrumentEntry, Edition], Iterable[Words | None]]


def _name(entry: InstrumentEntry, edition: Edition) -> Iterable[Words | None]:
    return [entry.name]


def _givers(entry: InstrumentEntry, edition: Edition) -> Iterable[Words | None]:
    provider = edition.get(OrganisationEntry, entry.provider)
    programme = edition.get(ProgrammeEntry, entry.programme or "")
    return [one.name for one in (provider, programme) if one]


def _summary(entry: InstrumentEntry, edition: Edition) -> Iterable[Words | None]:
    return [entry.summary]


FIELDS: list[tuple[int, Naming]] = [(4, _name), (2, _givers), (1, _summary)]
"""What is searched of an instrument, and what a word in it counts for."""

ENDING, INSIDE, MISSPELT = 0.9, 0.8, 0.5
"""What a word counts for that stands there with another ending (a share of its weight), within another, or misspelt (a share)."""
CLOSE = 0.8
"""From which likeness a word counts as misspelt, from 0 to 1; `difflib` counts it."""
MISSPELT_FROM = 2
"""Only in what counts for so much is a word looked for that is misspelt."""
SHORTEST = 4
"""A shorter word must stand there as it is."""
LONGEST, MOST_WORDS = 80, 8
MOST_KEPT = 512
"""Words asked lately, of which is kept what they find."""
WORD = re.compile(r"[a-z0-9]+")
ENDINGS = ("ingen", "ies", "jes", "en", "es", "s", "e")

Weights = Mapping[str, float]
"""By slug."""


def folded(text: str) -> str:
    """Without capitals and accents, so that "reisbeurs" finds "Reisbeurs" and "Theatre" finds "théâtre"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words to look for, each once; few enough that no text makes a search slow."""
    return list(dict.fromkeys(WORD.findall(folded(text[:LONGEST]))))[:MOST_WORDS]


def stem_of(word: str) -> str:
    """A word without its ending, so that the plural finds the singular.

    >>> stem_of("residenties") == stem_of("residentie"), stem_of("beurzen") == stem_of("beurs")
    (True, True)
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    return word.replace("z", "s").replace("v", "f").removesuffix("i")


@dataclass(frozen=True)
class SearchIndex:
    """Which instruments hold which words. What it gives for a text depends on the edition alone."""

    slugs: tuple[str, ...]
    words: Mapping[str, Mapping[str, int]]
    """By word: what it counts for in which instrument."""
    parts_of_slugs: Mapping[str, frozenset[str]]
    """By word: the instruments that have it in their slug. They count as words within others do."""
    _kept: Kept[Weights] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)

    @classmethod
    def of(cls, edition: Edition) -> "SearchIndex":
        words: dict[str, dict[str, int]] = {}
        parts: dict[str, set[str]] = {}
        entries = edition.all(InstrumentEntry)
        for slug, entry in entries.items():
            for weight, texts in FIELDS:
                for text in texts(entry, edition):
                    if text is not None:
                        for word in WORD.findall(folded(f"{text.nl} {text.en}")):
                            held = words.setdefault(word, {})
                            held[slug] = max(held.get(slug, 0), weight)
            for part in WORD.findall(slug):
                parts.setdefault(part, set()).add(slug)
        return cls(tuple(entries), words, {part: frozenset(those) for part, those in parts.items()})

    def find(self, text: str) -> dict[str, float]:
        """The slugs of the instruments in which every word occurs, in one language or the other, by how well they match: more is
        better. Everything, all alike, for a text without words."""
        words = words_of(text)
        if not words:
            return dict.fromkeys(self.slugs, 0.0)
        met = [self.met(word) for word in words]
        fewest = min(met, key=len)
        return {slug: sum(one[slug] for one in met) for slug in fewest if all(slug in one for one in met)}

    def met(self, word: str) -> Weights:
        """The instruments in which a word occurs, by how well: as it is, by its stem, within another word, or misspelt. What of
        those comes first counts, also where another would give more."""
        return self._kept.of(word, lambda: self._met(word))

    def _met(self, word: str) -> Weights:
        stems = self._stems.get(stem_of(word), ())
        found: dict[str, float] = self._most(self._misspelt(word), MISSPELT) if len(word) >= SHORTEST else {}
        found |= dict.fromkeys(self._inside(word), INSIDE)
        found |= self._most(stems, ENDING)
        found |= self.words.get(word, {})
        return found

    def _most(self, words: Iterable[str], share: float) -> dict[str, float]:
        """What the best of the words counts for in each instrument."""
        found: dict[str, float] = {}
        for word in words:
            least = MISSPELT_FROM if share == MISSPELT else 0
            for slug, weight in self.words[word].items():
                if weight >= least and weight * share > found.get(slug, 0):
                    found[slug] = weight * share
        return found

    def _inside(self, word: str) -> Iterator[str]:
        """The instruments that have a word within one of theirs."""
        at = self._all_words.find(word)
        while at >= 0:
            start = self._all_words.rfind("\n", 0, at) + 1
            end = self._all_words.find("\n", at)
            holding = self._all_words[start:end]
            yield from self.words.get(holding, ())
            yield from self.parts_of_slugs.get(holding, ())
            at = self._all_words.find(word, end)

    def _misspelt(self, word: str) -> Iterator[str]:
        """Words that are near to one, of those in which slips are looked for. The letters that two have in common bound how near
        they can be."""
        letters = Counter(word).items()
        for length in range(len(word) - 2, len(word) + 3):
            needed = CLOSE * (len(word) + length) / 2
            for other, held in self._by_length.get(length, ()):
                common = 0
                for letter, times in letters:
                    there = held.get(letter, 0)
                    common += times if times < there else there
                if common >= needed and SequenceMatcher(None, word, other).ratio() >= CLOSE:
                    yield other

    @cached_property
    def _stems(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(stem_of(word), []).append(word)
        return found

    @cached_property
    def _all_words(self) -> str:
        return "\n".join(["", *sorted(self.words.keys() | self.parts_of_slugs.keys()), ""])

    @cached_property
    def _by_length(self) -> Mapping[int, list[tuple[str, Counter[str]]]]:
        found: dict[int, list[tuple[str, Counter[str]]]] = {}
        for word, weights in self.words.items():
            if max(weights.values()) >= MISSPELT_FROM:
                found.setdefault(len(word), []).append((word, Counter(word)))
        return found

    def suggestion(self, text: str) -> str:
        """The nearest words that do occur, for a text that finds nothing; "" where none is near."""
        words = words_of(text)
        known = self._known
        near = [word if word in self.words and len(word) >= SHORTEST else nearest(word, known) for word in words]
        return " ".join(near) if near != words and all(near) else ""

    @cached_property
    def _known(self) -> list[str]:
        return sorted(word for word in self.words if len(word) >= SHORTEST)


def nearest(word: str, known: list[str]) -> str:
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), "")
