"""Finding things by words, whatever the accents, the endings and the slips of the pen.

An index is made of one edition, in plain Python, so that a search asks no database and finds the same on each. What is
searched and what it counts for stands in `catalogue.editions.searched`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from catalogue.editions.postings import Weights
from catalogue.editions.search_compounds import last_parts_of, parts_of
from catalogue.editions.search_feminine import masculine_of
from catalogue.editions.search_function_words import ALL_ARE_ABOUT, FUNCTION_WORDS, WHAT_IS_MADE, WHO_DOES_IT
from catalogue.editions.search_places import HOME, NOWHERE, Places, is_large_enough
from catalogue.editions.search_suggestions import nearest
from catalogue.editions.search_weights import all_of, most_of, share_of, together
from catalogue.editions.search_words import (
    LONGEST,
    SHORT_HEAD,
    SHORTEST,
    as_one,
    folded,
    joined_heads,
    slips,
    stem_of,
    words_of,
)
from catalogue.editions.searched import (
    EVERYWHERE,
    PART_OF_GIVER,
    Weight,
)
from catalogue.entries.kinds import Name
from catalogue.entries.place import PlaceEntry
from catalogue.kept import Kept

ENDING, BEGINNING, MEANT, SAME = 0.9, 0.5, 0.75, 0.5
"""What a word counts for that stands there with another ending, as the beginning of one, by a synonym, or by what is
said for the same (shares)."""
IN_PASSING = 0.45
"""The share of a word with another ending in a text, where the word itself stands in names."""
WHOLE_NAME, WHOLE_GIVER, BEGINS_NAME = 150, 75, 40
"""What is added where a text is a thing's whole name, that of its funder or programme, or the first of its name; of the rest
a share of COVERS."""
COVERS = 40
LONG = 5
"""From so many letters a word that is known counts as the beginning of others too, in names."""
MENDED = 6
"""From so many letters a word that nobody knows is searched as the known one that it nearly is."""
SAME_START = 2
"""So many first letters are never taken for a slip."""
TWO_SLIPS = 10
"""From so many letters a word may have two slips."""
NOT_REQUIRED = 0.15
"""The share of a word that all routes are about, beside others."""
ANYWHERE = EVERYWHERE / 2
"""What a place counts for in a route that says nothing of where: it may be for it, as the filter has it."""
MOST_IN_PHRASE = 6
MOST_SHEETS = 3
"""Of a name of more countries than this, no sheet of a country comes before the routes."""
MOST_KEPT = 512
"""Words asked lately, of which is kept what they find."""
ROUTE, PLACE = "instrument", PlaceEntry.kind_of_entry


@dataclass(frozen=True, slots=True)
class SearchUnit:
    """Words that are looked for as one: one word, or several that are a name or a synonym."""

    words: tuple[str, ...]
    places: tuple[str, ...] = ()
    """The codes of the places that are meant."""

    @property
    def says_nothing(self) -> bool:
        return not self.places and len(self.words) == 1 and self.words[0] in FUNCTION_WORDS

    @property
    def is_of_all(self) -> bool:
        return not self.places and len(self.words) == 1 and self.words[0] in ALL_ARE_ABOUT


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
    """Which things hold which words. What it gives for a text depends on the edition, and on what is said of places."""

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
    _kept: Kept[Weights] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)
    _kept_alone: Kept[Weights] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)
    """The same without what is said for the same."""
    _read: Kept[tuple[str, ...]] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)
    """What words are searched as."""
    _found: Kept[Mapping[Name, float]] = field(default_factory=lambda: Kept(MOST_KEPT), compare=False, repr=False)

    def find(self, text: str, kind: str = ROUTE, *, places: Places = NOWHERE) -> dict[str, float]:
        """The keys of the things of one kind in which every word occurs, by how well they match: more is better. Everything, all
        alike, for an empty text; nothing for signs without a word."""
        return {key: score for (of_kind, key), score in self.find_all(text, places=places).items() if of_kind == kind}

    def find_all(self, text: str, *, places: Places = NOWHERE) -> Mapping[Name, float]:
        """The things of all kinds, the best first; none for signs without a word, or with none that says what is looked for."""
        words = self._mended(tuple(self.asked(text, places)), places)
        if not words:
            return {} if text.strip() else dict.fromkeys(self.things, 0.0)
        return self._found.of((tuple(words), places), lambda: self._find_all(list(words), places))

    def asked(self, text: str, places: Places = NOWHERE) -> list[str]:
        """The words of a text, with those that marks hold together as one where it is known so and the text is no place."""
        text = folded(text[:LONGEST])
        if len(apart := words_of(text)) > 1 and self._meant_places(apart, places):
            return apart
        joined = joined_heads(text)
        if all(word in self.words or word in self.typed for word in set(words_of(joined)) - set(words_of(text))):
            text = joined
        as_ones = words_of(as_one(text))
        words = as_ones if all(word in self.words for word in as_ones) else words_of(text)
        return list(dict.fromkeys(said for word in words for said in self._as_known(word)))

    def read_as(self, text: str, places: Places = NOWHERE) -> str:
        """What is searched for a text with a slip of the pen; "" where it is searched as it was typed."""
        words = tuple(self.asked(text, places))
        mended = self._mended(words, places)
        return " ".join(mended) if mended != words else ""

    def _mended(self, words: tuple[str, ...], places: Places) -> tuple[str, ...]:
        """These with each word that nobody knows as the known one, or the place, that it nearly is."""
        return self._read.of((words, places), lambda: self._mended_now(words, places))

    def _mended_now(self, words: tuple[str, ...], places: Places) -> tuple[str, ...]:
        as_place = places.near(" ".join(words)) if words and not any(map(self._is_met, words)) else ""
        if as_place and not self._meant_places(words, places) and is_large_enough(as_place, is_word=True):
            return tuple(words_of(as_place))
        units = [unit for unit in self._units(words, places) if not unit.says_nothing]
        strange = {unit.words[0] for unit in units if len(unit.words) == 1 and not unit.places}
        return tuple(self._likely(word) if word in strange else word for word in words)

    def _likely(self, word: str) -> str:
        """A word that nobody knows as the known one that it nearly is: of those that are as near the one that most hold."""
        if len(word) < MENDED or self._is_met(word):
            return word
        near = self._misspelt(word)
        return max(near, key=lambda one: (len(self.met(one)), one), default=word)

    def _is_met(self, word: str) -> bool:
        return word in self.words or bool(self.met(word))

    def _as_known(self, word: str) -> tuple[str, ...]:
        """What a word that no name holds is by the words of the field: that of a man for that of a woman, an art and who does it
        for both in one, and for a compound its last part. Itself where it is none of these."""
        if word in self.typed or self._is_heavy(word):
            return (word,)
        for one in masculine_of(word):
            if one in self.typed or self._is_heavy(one):
                return (one,)
        if both := next((both for one in (word, *masculine_of(word)) if (both := self._art_and_who(one))), ()):
            return both
        if word in self.words or self.met(word):
            return (word,)
        return (self._art_behind(word) or word,)

    def _stem_of_art(self, word: str) -> str:
        """A word without its ending; of a compound that is an art, but not two of them, the art."""
        stem, art = stem_of(word), self._art_behind(word)
        is_one_art = bool(art) and stem not in self.terms and not self._is_art(word.removesuffix(art))
        return stem_of(art) if is_one_art else stem

    def _art_behind(self, word: str) -> str:
        """The art with which a compound ends; "" for another word."""
        parts = (one for one in last_parts_of(word) if one in self.words or one in self.typed)
        return next((one for one in parts if stem_of(one) in self._arts), "")

    def _art_and_who(self, word: str) -> tuple[str, ...]:
        """The two that are written together, the art first; none for another word."""
        both = parts_of(word, lambda part: part in WHO_DOES_IT or part in WHAT_IS_MADE or self._is_art(part))
        return next(((art, rest) for art, rest in both if self._adds_nothing(art, rest)), ())

    def _adds_nothing(self, art: str, rest: str) -> bool:
        """Whether a word behind an art says who does it, or what is made of it: "danser" and "voorstelling"."""
        return (rest in WHO_DOES_IT and self._is_art(art)) or (rest in WHAT_IS_MADE and stem_of(art) in self.sorts)

    def _is_heavy(self, word: str) -> bool:
        """Whether something is called or sorted by it."""
        return max(self.words.get(word, {}).values(), default=0) > Weight.TEXT

    def _is_art(self, word: str) -> bool:
        """Whether an art is called so, or people type it for one word of the field."""
        return stem_of(word) in self.sorts or (stem_of(word),) in self.synonyms

    def _find_all(self, words: list[str], places: Places) -> Mapping[Name, float]:
        units = self._units(words, places)
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
            for rank, code in enumerate(self._sheets(required[0], places), start=1):
                place = self._at[("place", code)]
                score[place] = score.get(place, 0.0) + WHOLE_GIVER / rank
        said = [unit for unit in required if not unit.places]
        stems = {self._stem_of_art(word) for unit in said for word in unit.words}
        are_terms = bool(stems) and stems <= self.terms
        names_art = not stems.isdisjoint(self.sorts)
        for thing in score:
            weight = score[thing]
            if are_terms:
                weight += self.bonuses_alone[thing] + (0.0 if names_art else self.bonuses_any_art[thing])
            score[thing] = weight * self.shares[thing] + self._named(thing, words, called) + self.bonuses[thing]
        whole = self._called_wholly.get(tuple(words), ())
        if (
            len(whole) == 1 and whole[0] in score and not self.common.issuperset(words)
        ):  # a name is explained, and nothing else is called so
            score[whole[0]] -= min(self.bonuses[whole[0]], 0.0)
        ordered = sorted(score, key=lambda thing: (-round(score[thing], 4), self.things[thing]))
        return {self.things[thing]: score[thing] for thing in ordered}

    def _required(self, units: list[SearchUnit]) -> list[SearchUnit]:
        """Those that must be there: not what all routes are about, nor who does it or what is made behind an art."""
        required = [unit for unit in units if not unit.is_of_all] or units
        behind = [
            unit
            for before, unit in pairwise(required)
            if not unit.places
            and not before.places
            and len(before.words) == len(unit.words) == 1
            and self._adds_nothing(before.words[0], unit.words[0])
        ]
        return [unit for unit in required if unit not in behind]

    def _units(self, words: Sequence[str], places: Places) -> list[SearchUnit]:
        """The words one by one; together those that are a synonym or a place, and short ones that are one name ("vi be")."""
        units: list[SearchUnit] = []
        at = 0
        while at < len(words):
            found, length = self._longest(words[at : at + MOST_IN_PHRASE], places)
            units += found
            at += length
        return units

    def _longest(self, words: Sequence[str], places: Places) -> tuple[list[SearchUnit], int]:
        """The units with which these begin, and of how many words they are made. A whole name names no place by a part."""
        for length in range(len(words), 1, -1):
            several = tuple(words[:length])
            codes = () if several[0] in FUNCTION_WORDS else self._meant_places(several, places)
            if not codes and (joined := "".join(several)) and self._is_one_word(several, joined):
                return [SearchUnit((joined,))], length
            stems = tuple(map(stem_of, several))
            if codes or stems in self.synonyms or stems in self.same or stems in self.evokes:
                return [SearchUnit(several, codes)], length
            if several in self._called_wholly:
                return [SearchUnit((word,)) for word in several], length
        return [SearchUnit((words[0],), self._meant_places(words[:1], places))], 1

    def _is_one_word(self, several: tuple[str, ...], joined: str) -> bool:
        """Whether these are written together elsewhere: short ones ("vi be"), a short head ("co productie"), or one typed so."""
        if joined in self.words and max(map(len, several)) < SHORTEST:
            return True
        if len(several) > 2 or several[0] in FUNCTION_WORDS:
            return False
        known = joined in self.words or joined in self.typed
        return known and (len(several[0]) <= SHORT_HEAD or not self._are_words(several))

    def _meant_places(self, several: Sequence[str], places: Places) -> tuple[str, ...]:
        """The codes of the places of which this is a name. A code by itself is none, and neither is a word of the field or what
        something else is called, unless a large city is."""
        name = " ".join(several)
        if name in FUNCTION_WORDS | ALL_ARE_ABOUT:
            return ()
        if len(name) < SHORT_HEAD and name in self.words and tuple(several) not in self.synonyms:
            return ()
        codes = tuple(
            code
            for code in places.named(name)
            if code in self.places and (code in self.members or code.casefold() != name)
        )
        if not codes or HOME.issuperset(codes):
            return ()
        is_word = len(several) == 1 and (several[0] in self.common or several[0] in self._names_of_one_word)
        is_own = tuple(several) in self.place_names or tuple(several) in self.group_names
        return codes if is_own or is_large_enough(name, is_word=is_word) else ()

    def _around(self, unit: SearchUnit, places: Places) -> tuple[str, ...]:
        """The codes of the places in which that lies which a unit names; none where it is their own name."""
        if unit.words in self.place_names:
            return ()
        codes = dict.fromkeys(around for code in unit.places for around in places.around(code))
        members = dict.fromkeys(one for code in unit.places for one in self.members.get(code, ()))
        return tuple(code for code in codes | members if self.places.get(code) and code not in HOME)

    def _sheets(self, unit: SearchUnit, places: Places) -> tuple[str, ...]:
        """The codes of those whose sheet comes first; none for a name of many countries."""
        return () if self._is_wide(unit) else self._around(unit, places)

    def _is_wide(self, unit: SearchUnit) -> bool:
        return len(unit.places) > MOST_SHEETS or not self.members.keys().isdisjoint(unit.places)

    def _unit(self, unit: SearchUnit, places: Places) -> Weights:
        said = [word for word in unit.words if word not in FUNCTION_WORDS] or unit.words
        if unit.places:
            return self._there(unit, [self._as_it_is(word) for word in said], places)
        return self.met(said[0]) if len(unit.words) == 1 else self._with_same(unit.words)

    def _with_same(self, words: tuple[str, ...]) -> Weights:
        """What these find, and for less what is said for the same."""
        others = self.same.get(tuple(map(stem_of, words)), ())
        return most_of(self._phrase(words), *(self._for_the_same(other) for other in others))

    def _for_the_same(self, words: tuple[str, ...]) -> Weights:
        """The routes that other words for the same find, and what else is called so. A name that holds them counts for no more
        than a discipline that is called so."""
        return {
            thing: min(Weight.SORT, weight) * SAME
            for thing, weight in self._phrase(words).items()
            if weight > Weight.TEXT or self.things[thing][0] == ROUTE
        }

    def _phrase(self, words: tuple[str, ...]) -> Weights:
        """What words find that stand together. A synonym is not looked for in texts, but what it means is."""
        if (place := self.evokes.get(tuple(map(stem_of, words)))) is not None:
            return self._evoked(words, place)
        if len(words) == 1:
            return self._alone(words[0])
        said = [self._alone(word) for word in words if word not in FUNCTION_WORDS] or [self._alone(words[0])]
        if tuple(map(stem_of, words)) in self.same:
            return most_of(in_one_text(said), self._meant(words))
        own = [{thing: weight for thing, weight in one.items() if weight >= Weight.GIVER} for one in said]
        return most_of(all_of(own), self._meant(words))

    def _evoked(self, words: tuple[str, ...], place: tuple[str, ...]) -> Weights:
        """What has a name, or a funder, of all these words; behind that the sheet of the place alone, never the routes there."""
        holding = all_of([self.words.get(word, {}) for word in words])
        found = {thing: float(Weight.GIVER) for thing in holding if self._has_name_of(thing, words)}
        sheets = {at: float(Weight.KIND) for at in self._called_wholly.get(place, ()) if self.things[at][0] == PLACE}
        return most_of(found, sheets)

    def _has_name_of(self, thing: int, words: Iterable[str]) -> bool:
        return any(set(words) <= set(name) for name in (*self.names[thing], *self.givers[thing]))

    def _alone(self, word: str) -> Weights:
        return self._kept_alone.of(word, lambda: self._met(word))

    def _there(self, unit: SearchUnit, said: Sequence[Weights], places: Places) -> Weights:
        """First what names the place. Then the routes that serve it, as the filter of places has it, those for it alone before
        those for many, and what else is about it."""
        served = {self._at[(ROUTE, slug)] for slug in places.served(unit.places) if (ROUTE, slug) in self._at}
        own = self._named_so(unit, said, served)
        around = self._around(unit, places)
        is_wide = self._is_wide(unit)
        least = EVERYWHERE * MEANT if is_wide else 0.0
        meant = most_of(
            together(
                {thing: weight for thing, weight in one.items() if weight > least}
                for one in (_meant_by([self._as_it_is(word) for word in self.places[code]]) for code in around)
            ),
            self._meant(unit.words),
        )
        there = {
            thing: weight
            for thing, weight in meant.items()
            if thing in served or (self.things[thing][0] != ROUTE and not is_wide)
        }
        if around:
            own = {thing: weight + Weight.SORT for thing, weight in own.items() if weight > Weight.ADVISER}
        return most_of(own, there, dict.fromkeys(served, ANYWHERE))

    def _named_so(self, unit: SearchUnit, said: Sequence[Weights], served: Collection[int]) -> Weights:
        """What names a place as it was typed. Of a common word only what serves it and what is called so; of several words not
        what has them in different texts."""
        if len(said) == 1 and self.common.issuperset(unit.words):
            return {
                thing: weight
                for thing, weight in said[0].items()
                if thing in served or self._is_called(thing, unit.words)
            }
        return in_one_text(said)

    def _is_called(self, thing: int, words: Iterable[str]) -> bool:
        """Whether a thing that is no route has all of these words in its name."""
        return self.things[thing][0] != ROUTE and self._words_of_names[thing].issuperset(words)

    def _meant(self, several: tuple[str, ...]) -> Weights:
        """What a synonym finds: the words it stands for as they are, or with another ending. A name that holds them counts for no
        more than a discipline that is called so."""
        ways = self.synonyms.get(tuple(map(stem_of, several)), ())
        return together(_meant_by([self._as_it_is(word) for word in meant]) for meant in ways)

    def _are_words(self, several: tuple[str, ...]) -> bool:
        return all(word in self.words for word in several)

    def _as_it_is(self, word: str) -> Weights:
        exact = self.words.get(word, {})
        is_name = word in self._names_of_one_word
        if len(word) < SHORTEST or word in self._proper_names:
            return exact
        is_named = Weight.NAME in exact.values()
        others = (other for other in self._stems.get(stem_of(word), ()) if other != word)
        least = Weight.TEXT if is_name else 0
        endings = (
            {
                thing: weight * (ENDING if weight > Weight.TEXT or not is_named else IN_PASSING)
                for thing, weight in self.words[other].items()
                if weight > least
            }
            for other in others
        )
        return most_of(exact, *endings)

    def met(self, word: str) -> Weights:
        """The things in which a word occurs, by how well: as it is, with another ending, by what it means or is short for, as two
        words written together, or as the beginning of a word, of a synonym's too where nothing else is found."""
        return self._kept.of(word, lambda: self._with_same((word,)))

    def _met(self, word: str) -> Weights:
        found = self._as_it_is(word)
        if meant := self._meant((word,)) or (not found and self.acronyms.get(word, {})):
            return most_of(self._of_art(found, meant) if stem_of(word) in self.sorts else found, meant)
        if found and (both := self._art_and_who(word)):
            return most_of(found, share_of(self._alone(both[0]), ENDING))
        if found and stem_of(word) not in self.terms and self._begins_with_art(word):
            return most_of(found, share_of(self._in_parts(word), ENDING))
        if found and not self._is_heavy(word) and (art := self._art_behind(word)):
            return most_of(found, share_of(self._alone(art), ENDING))
        found = found or self._in_parts(word)
        if word not in self._proper_names and (len(word) >= LONG or (len(word) >= SHORTEST and not found)):
            found = most_of(found, self._beginning(word, least=Weight.KIND if found else 0)) or self._begun(word)
        return found

    def _of_art(self, found: Weights, meant: Weights) -> Weights:
        """Where a word is typed for an art: a route that is not for it holds the word for something else in its name."""
        return {
            thing: weight if thing in meant or self.things[thing][0] != ROUTE else min(weight, float(Weight.TEXT))
            for thing, weight in found.items()
        }

    def _in_parts(self, word: str) -> Weights:
        """What is found by both parts of a word that is two of the field written together; behind that, what the last part finds
        where it is an art: "jeugdorkest" is an orchestra too."""
        for parts in parts_of(word, self._is_field_word):
            if found := all_of([self._part(part) for part in parts]):
                art = self._art_behind(word)
                return most_of(found, share_of(self._alone(art), BEGINNING)) if art else found
        return {}

    def _part(self, word: str) -> Weights:
        """What a part of a word finds: it and what is said for the same, as they are or by a synonym."""
        others = (other[0] for other in self.same.get((stem_of(word),), ()) if len(other) == 1)
        own = most_of(self._as_it_is(word), self._meant((word,)))
        return most_of(own, *(share_of(most_of(self._as_it_is(one), self._meant((one,))), SAME) for one in others))

    def _begins_with_art(self, word: str) -> bool:
        """Whether it is an art and another word of the field written together."""
        return any(stem_of(art) in self.sorts for art, _rest in parts_of(word, self._is_field_word))

    def _is_field_word(self, word: str) -> bool:
        return word in self.field_words or stem_of(word) in self._field_stems

    def _beginning(self, word: str, least: float) -> Weights:
        """The things that hold a word that begins so, where it counts for so much."""
        longer = (other for other in self._by_start.get(word[:SAME_START], ()) if other.startswith(word))
        return most_of(
            *(
                {thing: weight * BEGINNING for thing, weight in self.words[other].items() if weight > least}
                for other in longer
                if other in self.words
            )
        )

    def _begun(self, word: str) -> Weights:
        """What is meant by words of synonyms that begin so."""
        longer = (other for other in self._by_start.get(word[:SAME_START], ()) if other.startswith(word))
        return share_of(most_of(*(self._meant((other,)) for other in longer)), BEGINNING)

    def _misspelt(self, word: str) -> list[str]:
        """The nearest of the words that begin alike."""
        most = 2 if len(word) >= TWO_SLIPS else 1
        others = (other for other in self._by_start.get(word[:SAME_START], ()) if len(other) >= SHORTEST)
        counted = [(slips(word, other, most), other) for other in others]
        least = min((count for count, _other in counted), default=most + 1)
        return [other for count, other in counted if count == least <= most]

    def _other_names(self, units: Sequence[SearchUnit]) -> tuple[tuple[str, ...], ...]:
        """The names of several words that are meant by a text that is one synonym."""
        ways = self.synonyms.get(tuple(map(stem_of, units[0].words)), ()) if len(units) == 1 else ()
        return tuple(way for way in ways if len(way) > 1)

    def _named(self, thing: int, words: list[str], others: Sequence[tuple[str, ...]]) -> float:
        """What is added for a thing that is called so, wholly or in part, or that a synonym calls so."""
        own = self._called(thing, tuple(words))
        return max(own, *(MEANT * self._called(thing, other) for other in others)) if others else own

    def _called(self, thing: int, asked: tuple[str, ...]) -> float:
        best = 0.0
        if self._words_of_names[thing].isdisjoint(asked):
            return WHOLE_GIVER if asked in self.givers[thing] else best
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
    def _called_wholly(self) -> Mapping[tuple[str, ...], list[int]]:
        """By a whole name: the things that are called so, or whose funder or programme is."""
        found: dict[tuple[str, ...], list[int]] = {}
        for thing, names in enumerate(self.names):
            for name in self.givers[thing].union(names):
                found.setdefault(name, []).append(thing)
        return found

    @cached_property
    def _words_of_names(self) -> Sequence[frozenset[str]]:
        return tuple(frozenset(word for name in names for word in name) for names in self.names)

    @cached_property
    def _names_of_one_word(self) -> frozenset[str]:
        """What a thing that is no place is called by that word alone: who types it does not mean others with another ending."""
        return frozenset(
            name[0]
            for (kind, _key), names in zip(self.things, self.names, strict=True)
            for name in names
            if len(name) == 1 and kind != PlaceEntry.kind_of_entry
        )

    @cached_property
    def _proper_names(self) -> frozenset[str]:
        """Names that are no word beside: FARO is not Faroe, nor the other way round."""
        of_places = {word for name in self.place_names for word in name}
        return (self._names_of_one_word | of_places) - self.common

    @cached_property
    def _stems(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(stem_of(word), []).append(word)
        return found

    @cached_property
    def _arts(self) -> frozenset[str]:
        """The single words that mean an art, without their endings: what is typed for it, and what that finds."""
        typed = {
            phrase[0]: ways for phrase, ways in self.synonyms.items() if len(phrase) == 1 and phrase[0] in self.sorts
        }
        found = {stem_of(way[0]) for ways in typed.values() for way in ways if len(way) == 1}
        return self.sorts & (typed.keys() | found)

    @cached_property
    def _field_stems(self) -> frozenset[str]:
        return frozenset(map(stem_of, self.field_words)) | self.terms

    @cached_property
    def _by_start(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.words.keys() | self.typed):
            found.setdefault(word[:SAME_START], []).append(word)
        return found

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
        return word in FUNCTION_WORDS or bool(self.met(word)) or bool(self._meant_places([word], places))

    def _said_in(self, language: str) -> Iterable[str]:
        strange = self.strange.get(language, frozenset())
        return (word for word in self.words if word not in strange)


def without_parts_of_givers(score: Mapping[int, float]) -> dict[int, float]:
    """Where a word counts for more elsewhere: without those who only have it within the name of their funder."""
    is_sort = max(score.values(), default=0.0) >= Weight.TEXT
    return {thing: weight for thing, weight in score.items() if not is_sort or weight > PART_OF_GIVER}


def in_one_text(said: Sequence[Weights]) -> dict[int, float]:
    """What holds all of these, but for what has one of them in a text alone, and another elsewhere."""
    return {
        thing: weight
        for thing, weight in all_of(said).items()
        if weight == Weight.TEXT or Weight.TEXT not in [one[thing] for one in said]
    }
