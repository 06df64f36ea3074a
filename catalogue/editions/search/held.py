"""What is known of the words of an edition: what holds them, what they stand for and what is called by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from catalogue.editions.postings import Weights
from catalogue.editions.search.words import stem_of
from catalogue.entries.kinds import Name
from catalogue.entries.place import PlaceEntry

SAME_START = 2
"""So many first letters are never taken for a slip."""
MOST_KEPT = 512
"""Words asked lately, of which is kept what they find."""
ROUTE, PLACE = "instrument", PlaceEntry.kind_of_entry


@dataclass(frozen=True)
class HeldWords:
    """Which things hold which words, what else these stand for, and of which names they are."""

    things: tuple[Name, ...]
    words: Mapping[str, Weights]
    """By word: what it counts for in which thing."""
    names: tuple[tuple[tuple[str, ...], ...], ...]
    """Of each thing what it is called, as words."""
    givers: tuple[frozenset[tuple[str, ...]], ...]
    """Of each thing what its funder and its programme are called, as words."""
    bonuses: tuple[float, ...]
    bonuses_alone: tuple[float, ...]
    """What is added to that, where arts, goals and applicants alone are looked for."""
    bonuses_any_art: tuple[float, ...]
    """The same, where no art is named."""
    sorts: frozenset[str]
    """The words of arts, and those typed for them, without their endings."""
    terms: frozenset[str]
    """The same of arts, goals and those who apply most."""
    shares: tuple[float, ...]
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    """By the stems of what is typed: the words that are meant, one way or another."""
    evokes: Mapping[tuple[str, ...], tuple[str, ...]]
    """By the stems of a name that is no place: the place that it makes one think of, as "British Council" does."""
    same: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    """By the stems of what is typed: what is said for the same, in the other language or by everyday words."""
    typed: frozenset[str]
    """The words of which synonyms are made."""
    acronyms: Mapping[str, Weights]
    """By the first letters of names of several words: the things that are, or belong to, what is called so."""
    places: Mapping[str, tuple[str, ...]]
    """What places and groups are called, as words, by their codes."""
    members: Mapping[str, tuple[str, ...]]
    """By group the codes of its places; none where it is for all countries."""
    place_names: frozenset[tuple[str, ...]]
    """What places are called in each language."""
    group_names: frozenset[tuple[str, ...]]
    """The same of groups, and what else staff wrote down for them."""
    common: frozenset[str]
    """The words that stand in texts without a capital, and what people type for something that is no place."""
    field_words: frozenset[str]
    """Those of them that things are called or sorted by: parts of longer words."""
    strange: Mapping[str, frozenset[str]]
    """By language the words that are said in another alone."""

    @cached_property
    def at(self) -> Mapping[Name, int]:
        return {name: place for place, name in enumerate(self.things)}

    @cached_property
    def called_wholly(self) -> Mapping[tuple[str, ...], list[int]]:
        """By a whole name: the things that are called so, or whose funder or programme is."""
        found: dict[tuple[str, ...], list[int]] = {}
        for thing, names in enumerate(self.names):
            for name in self.givers[thing].union(names):
                found.setdefault(name, []).append(thing)
        return found

    @cached_property
    def words_of_names(self) -> Sequence[frozenset[str]]:
        return tuple(frozenset(word for name in names for word in name) for names in self.names)

    @cached_property
    def names_of_one_word(self) -> frozenset[str]:
        """What a thing that is no place is called by that word alone: who types it does not mean others with another ending."""
        return frozenset(
            name[0]
            for (kind, _key), names in zip(self.things, self.names, strict=True)
            for name in names
            if len(name) == 1 and kind != PLACE
        )

    @cached_property
    def proper_names(self) -> frozenset[str]:
        """Names that are no word beside: FARO is not Faroe, nor the other way round."""
        of_places = {word for name in self.place_names for word in name}
        return (self.names_of_one_word | of_places) - self.common

    @cached_property
    def stems(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(stem_of(word), []).append(word)
        return found

    @cached_property
    def by_start(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.words.keys() | self.typed):
            found.setdefault(word[:SAME_START], []).append(word)
        return found
