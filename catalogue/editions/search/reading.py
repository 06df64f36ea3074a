"""What a text asks: its words as they are known, without slips of the pen, and which of them are looked for as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.editions.search.feminine import masculine_of
from catalogue.editions.search.field_words import FieldWords
from catalogue.editions.search.finding import Finding
from catalogue.editions.search.function_words import ALL_ARE_ABOUT, FUNCTION_WORDS
from catalogue.editions.search.held import MOST_KEPT, SAME_START, HeldWords
from catalogue.editions.search.places import HOME, Places, is_large_enough
from catalogue.editions.search.words import (
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
from catalogue.kept import Kept

MENDED = 6
"""From so many letters a word that nobody knows is searched as the known one that it nearly is."""
TWO_SLIPS = 10
"""From so many letters a word may have two slips."""
MOST_IN_PHRASE = 6


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


class Reading:
    """What texts ask of an edition, and of what is said of places."""

    def __init__(self, held: HeldWords, field: FieldWords, finding: Finding) -> None:
        self.held = held
        self.field = field
        self.finding = finding
        self._read: Kept[tuple[str, ...]] = Kept(MOST_KEPT)
        """What words are searched as."""

    def asked(self, text: str, places: Places) -> list[str]:
        """The words of a text, with those that marks hold together as one where it is known so and the text is no place."""
        text = folded(text[:LONGEST])
        if len(apart := words_of(text)) > 1 and self.meant_places(apart, places):
            return apart
        joined = joined_heads(text)
        made = set(words_of(joined)) - set(words_of(text))
        if all(word in self.held.words or word in self.held.typed for word in made):
            text = joined
        as_ones = words_of(as_one(text))
        words = as_ones if all(word in self.held.words for word in as_ones) else words_of(text)
        return list(dict.fromkeys(said for word in words for said in self._as_known(word)))

    def mended(self, words: tuple[str, ...], places: Places) -> tuple[str, ...]:
        """These with each word that nobody knows as the known one, or the place, that it nearly is."""
        return self._read.of((words, places), lambda: self._mended_now(words, places))

    def _mended_now(self, words: tuple[str, ...], places: Places) -> tuple[str, ...]:
        likely = {word: self._likely(word) for word in words}
        is_known = any(self._is_met(word) or is_swapped(word, likely[word]) for word in words)
        as_place = places.near(" ".join(words)) if words and not is_known else ""
        if as_place and not self.meant_places(words, places) and is_large_enough(as_place, is_word=True):
            return tuple(words_of(as_place))
        units = [unit for unit in self.units(words, places) if not unit.says_nothing]
        strange = {unit.words[0] for unit in units if len(unit.words) == 1 and not unit.places}
        return tuple(likely[word] if word in strange else word for word in words)

    def _likely(self, word: str) -> str:
        """A word that nobody knows as the known one that it nearly is: of those that are as near the one of the same letters,
        else the one that most hold."""
        if len(word) < MENDED or self._is_met(word):
            return word
        near = self._misspelt(word)
        return max(near, key=lambda one: (is_swapped(word, one), len(self.finding.met(one)), one), default=word)

    def _is_met(self, word: str) -> bool:
        return word in self.held.words or bool(self.finding.met(word))

    def _misspelt(self, word: str) -> list[str]:
        """The nearest of the words that begin alike."""
        most = 2 if len(word) >= TWO_SLIPS else 1
        others = (other for other in self.held.by_start.get(word[:SAME_START], ()) if len(other) >= SHORTEST)
        counted = [(slips(word, other, most), other) for other in others]
        least = min((count for count, _other in counted), default=most + 1)
        return [other for count, other in counted if count == least <= most]

    def _as_known(self, word: str) -> tuple[str, ...]:
        """What a word that no name holds is by the words of the field: that of a man for that of a woman, an art and who does it
        for both in one, and for a compound its last part. Itself where it is none of these."""
        if word in self.held.typed or self.field.is_heavy(word):
            return (word,)
        for one in masculine_of(word):
            if one in self.held.typed or self.field.is_heavy(one):
                return (one,)
        if both := next((both for one in (word, *masculine_of(word)) if (both := self.field.art_and_who(one))), ()):
            return both
        if word in self.held.words or self.finding.met(word):
            return (word,)
        return (self.field.art_behind(word) or word,)

    def units(self, words: Sequence[str], places: Places) -> list[SearchUnit]:
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
            codes = () if several[0] in FUNCTION_WORDS else self.meant_places(several, places)
            if not codes and (joined := "".join(several)) and self._is_one_word(several, joined):
                return [SearchUnit((joined,))], length
            stems = tuple(map(stem_of, several))
            if codes or stems in self.held.synonyms or stems in self.held.same or stems in self.held.evokes:
                return [SearchUnit(several, codes)], length
            if several in self.held.called_wholly:
                return [SearchUnit((word,)) for word in several], length
        return [SearchUnit((words[0],), self.meant_places(words[:1], places))], 1

    def _is_one_word(self, several: tuple[str, ...], joined: str) -> bool:
        """Whether these are written together elsewhere: short ones ("vi be"), a short head ("co productie"), or one typed so."""
        if joined in self.held.words and max(map(len, several)) < SHORTEST:
            return True
        if len(several) > 2 or several[0] in FUNCTION_WORDS:
            return False
        known = joined in self.held.words or joined in self.held.typed
        return known and (len(several[0]) <= SHORT_HEAD or not all(word in self.held.words for word in several))

    def meant_places(self, several: Sequence[str], places: Places) -> tuple[str, ...]:
        """The codes of the places of which this is a name. A code by itself is none, and neither is a word of the field or what
        something else is called, unless a large city is."""
        name = " ".join(several)
        if name in FUNCTION_WORDS | ALL_ARE_ABOUT:
            return ()
        if len(name) < SHORT_HEAD and name in self.held.words and tuple(several) not in self.held.synonyms:
            return ()
        codes = tuple(
            code
            for code in places.named(name)
            if code in self.held.places and (code in self.held.members or code.casefold() != name)
        )
        if not codes or HOME.issuperset(codes):
            return ()
        is_word = len(several) == 1 and (several[0] in self.held.common or several[0] in self.held.names_of_one_word)
        is_own = tuple(several) in self.held.place_names or tuple(several) in self.held.group_names
        return codes if is_own or is_large_enough(name, is_word=is_word) else ()


def is_swapped(word: str, other: str) -> bool:
    """Whether these are other words of the same letters.

    >>> is_swapped("residentei", "residentie"), is_swapped("residentei", "residenten"), is_swapped("dans", "dans")
    (True, False, False)
    """
    return word != other and sorted(word) == sorted(other)
