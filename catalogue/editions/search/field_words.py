"""Which words are those of the field: arts, who does them and what is made of them, by themselves or within a longer word."""

from functools import cached_property

from catalogue.editions.search.compounds import last_parts_of, parts_of
from catalogue.editions.search.function_words import WHAT_IS_MADE, WHO_DOES_IT
from catalogue.editions.search.held import HeldWords
from catalogue.editions.search.searched import Weight
from catalogue.editions.search.words import stem_of


class FieldWords:
    """What the words of an edition are to the field."""

    def __init__(self, held: HeldWords) -> None:
        self.held = held

    def is_heavy(self, word: str) -> bool:
        """Whether something is called or sorted by it."""
        return max(self.held.words.get(word, {}).values(), default=0) > Weight.TEXT

    def is_art(self, word: str) -> bool:
        """Whether an art is called so, or people type it for one word of the field."""
        return stem_of(word) in self.held.sorts or (stem_of(word),) in self.held.synonyms

    def stem_of_art(self, word: str) -> str:
        """A word without its ending; of a compound that is an art, but not two of them, the art."""
        stem, art = stem_of(word), self.art_behind(word)
        is_one_art = bool(art) and stem not in self.held.terms and not self.is_art(word.removesuffix(art))
        return stem_of(art) if is_one_art else stem

    def art_behind(self, word: str) -> str:
        """The art with which a compound ends; "" for another word."""
        parts = (one for one in last_parts_of(word) if one in self.held.words or one in self.held.typed)
        return next((one for one in parts if stem_of(one) in self._arts), "")

    def art_and_who(self, word: str) -> tuple[str, ...]:
        """The two that are written together, the art first; none for another word."""
        both = parts_of(word, lambda part: part in WHO_DOES_IT or part in WHAT_IS_MADE or self.is_art(part))
        return next(((art, rest) for art, rest in both if self.adds_nothing(art, rest)), ())

    def adds_nothing(self, art: str, rest: str) -> bool:
        """Whether a word behind an art says who does it, or what is made of it: "danser" and "voorstelling"."""
        return (rest in WHO_DOES_IT and self.is_art(art)) or (rest in WHAT_IS_MADE and stem_of(art) in self.held.sorts)

    def begins_with_art(self, word: str) -> bool:
        """Whether it is an art and another word of the field written together."""
        return any(stem_of(art) in self.held.sorts for art, _rest in parts_of(word, self.is_field_word))

    def is_field_word(self, word: str) -> bool:
        return word in self.held.field_words or stem_of(word) in self._field_stems

    @cached_property
    def _arts(self) -> frozenset[str]:
        """The single words that mean an art, without their endings: what is typed for it, and what that finds."""
        typed = {
            phrase[0]: ways
            for phrase, ways in self.held.synonyms.items()
            if len(phrase) == 1 and phrase[0] in self.held.sorts
        }
        found = {stem_of(way[0]) for ways in typed.values() for way in ways if len(way) == 1}
        return self.held.sorts & (typed.keys() | found)

    @cached_property
    def _field_stems(self) -> frozenset[str]:
        return frozenset(map(stem_of, self.held.field_words)) | self.held.terms
