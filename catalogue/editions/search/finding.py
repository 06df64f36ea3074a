"""What words find, one by one or as a phrase: as they are, with another ending, by what they mean or are a part of."""

from collections.abc import Iterable, Sequence

from catalogue.editions.postings import Weights
from catalogue.editions.search.compounds import parts_of
from catalogue.editions.search.field_words import FieldWords
from catalogue.editions.search.function_words import FUNCTION_WORDS
from catalogue.editions.search.held import MOST_KEPT, PLACE, ROUTE, SAME_START, HeldWords
from catalogue.editions.search.searched import Weight
from catalogue.editions.search.weights import all_of, most_of, share_of, together
from catalogue.editions.search.words import SHORTEST, stem_of
from catalogue.kept import Kept

ENDING, BEGINNING, MEANT, SAME = 0.9, 0.5, 0.75, 0.5
"""What a word counts for that stands there with another ending, as the beginning of one, by a synonym, or by what is
said for the same (shares)."""
IN_PASSING = 0.45
"""The share of a word with another ending in a text, where the word itself stands in names."""
LONG = 5
"""From so many letters a word that is known counts as the beginning of others too, in names."""


class Finding:
    """Which things words find, and for how much. What was asked lately is kept."""

    def __init__(self, held: HeldWords, field: FieldWords) -> None:
        self.held = held
        self.field = field
        self._kept: Kept[Weights] = Kept(MOST_KEPT)
        self._kept_alone: Kept[Weights] = Kept(MOST_KEPT)
        """The same without what is said for the same."""

    def met(self, word: str) -> Weights:
        """The things in which a word occurs, by how well: as it is, with another ending, by what it means or is short for, as two
        words written together, or as the beginning of a word, of a synonym's too where nothing else is found."""
        return self._kept.of(word, lambda: self.with_same((word,)))

    def with_same(self, words: tuple[str, ...]) -> Weights:
        """What these find, and for less what is said for the same."""
        others = self.held.same.get(tuple(map(stem_of, words)), ())
        return most_of(self._phrase(words), *(self._for_the_same(other) for other in others))

    def _for_the_same(self, words: tuple[str, ...]) -> Weights:
        """The routes that other words for the same find, and what else is called so. A name that holds them counts for no more
        than a discipline that is called so."""
        return {
            thing: min(Weight.SORT, weight) * SAME
            for thing, weight in self._phrase(words).items()
            if weight > Weight.TEXT or self.held.things[thing][0] == ROUTE
        }

    def _phrase(self, words: tuple[str, ...]) -> Weights:
        """What words find that stand together. A synonym is not looked for in texts, but what it means is."""
        if (place := self.held.evokes.get(tuple(map(stem_of, words)))) is not None:
            return self._evoked(words, place)
        if len(words) == 1:
            return self._alone(words[0])
        said = [self._alone(word) for word in words if word not in FUNCTION_WORDS] or [self._alone(words[0])]
        if tuple(map(stem_of, words)) in self.held.same:
            return most_of(in_one_text(said), self.meant(words))
        own = [{thing: weight for thing, weight in one.items() if weight >= Weight.GIVER} for one in said]
        return most_of(all_of(own), self.meant(words))

    def _evoked(self, words: tuple[str, ...], place: tuple[str, ...]) -> Weights:
        """What has a name, or a funder, of all these words; behind that the sheet of the place alone, never the routes there."""
        holding = all_of([self.held.words.get(word, {}) for word in words])
        found = {thing: float(Weight.GIVER) for thing in holding if self._has_name_of(thing, words)}
        sheets = {
            at: float(Weight.KIND) for at in self.held.called_wholly.get(place, ()) if self.held.things[at][0] == PLACE
        }
        return most_of(found, sheets)

    def _has_name_of(self, thing: int, words: Iterable[str]) -> bool:
        return any(set(words) <= set(name) for name in (*self.held.names[thing], *self.held.givers[thing]))

    def _alone(self, word: str) -> Weights:
        return self._kept_alone.of(word, lambda: self._met(word))

    def _met(self, word: str) -> Weights:
        found = self.as_it_is(word)
        if meant := self.meant((word,)) or (not found and self.held.acronyms.get(word, {})):
            return most_of(self._of_art(found, meant) if stem_of(word) in self.held.sorts else found, meant)
        if found and (both := self.field.art_and_who(word)):
            return most_of(found, share_of(self._alone(both[0]), ENDING))
        if found and stem_of(word) not in self.held.terms and self.field.begins_with_art(word):
            return most_of(found, share_of(self._in_parts(word), ENDING))
        if found and not self.field.is_heavy(word) and (art := self.field.art_behind(word)):
            return most_of(found, share_of(self._alone(art), ENDING))
        found = found or self._in_parts(word)
        if word not in self.held.proper_names and (len(word) >= LONG or (len(word) >= SHORTEST and not found)):
            found = most_of(found, self._beginning(word, least=Weight.KIND if found else 0)) or self._begun(word)
        return found

    def as_it_is(self, word: str) -> Weights:
        exact = self.held.words.get(word, {})
        is_name = word in self.held.names_of_one_word
        if len(word) < SHORTEST or word in self.held.proper_names:
            return exact
        is_named = Weight.NAME in exact.values()
        others = (other for other in self.held.stems.get(stem_of(word), ()) if other != word)
        least = Weight.TEXT if is_name else 0
        endings = (
            {
                thing: weight * (ENDING if weight > Weight.TEXT or not is_named else IN_PASSING)
                for thing, weight in self.held.words[other].items()
                if weight > least
            }
            for other in others
        )
        return most_of(exact, *endings)

    def meant(self, several: tuple[str, ...]) -> Weights:
        """What a synonym finds: the words it stands for as they are, or with another ending. A name that holds them counts for no
        more than a discipline that is called so."""
        ways = self.held.synonyms.get(tuple(map(stem_of, several)), ())
        return together(meant_by([self.as_it_is(word) for word in meant]) for meant in ways)

    def _of_art(self, found: Weights, meant: Weights) -> Weights:
        """Where a word is typed for an art: a route that is not for it holds the word for something else in its name."""
        return {
            thing: weight if thing in meant or self.held.things[thing][0] != ROUTE else min(weight, float(Weight.TEXT))
            for thing, weight in found.items()
        }

    def _in_parts(self, word: str) -> Weights:
        """What is found by both parts of a word that is two of the field written together; behind that, what the last part finds
        where it is an art: "jeugdorkest" is an orchestra too."""
        for parts in parts_of(word, self.field.is_field_word):
            if found := all_of([self._part(part) for part in parts]):
                art = self.field.art_behind(word)
                return most_of(found, share_of(self._alone(art), BEGINNING)) if art else found
        return {}

    def _part(self, word: str) -> Weights:
        """What a part of a word finds: it and what is said for the same, as they are or by a synonym."""
        others = (other[0] for other in self.held.same.get((stem_of(word),), ()) if len(other) == 1)
        own = most_of(self.as_it_is(word), self.meant((word,)))
        return most_of(own, *(share_of(most_of(self.as_it_is(one), self.meant((one,))), SAME) for one in others))

    def _beginning(self, word: str, least: float) -> Weights:
        """The things that hold a word that begins so, where it counts for so much."""
        longer = (other for other in self.held.by_start.get(word[:SAME_START], ()) if other.startswith(word))
        return most_of(
            *(
                {thing: weight * BEGINNING for thing, weight in self.held.words[other].items() if weight > least}
                for other in longer
                if other in self.held.words
            )
        )

    def _begun(self, word: str) -> Weights:
        """What is meant by words of synonyms that begin so."""
        longer = (other for other in self.held.by_start.get(word[:SAME_START], ()) if other.startswith(word))
        return share_of(most_of(*(self.meant((other,)) for other in longer)), BEGINNING)


def meant_by(found: Sequence[Weights]) -> dict[int, float]:
    """What all of them hold, by the least."""
    least = {
        thing: min(Weight.SORT, *(one[thing] for one in found))
        for thing in found[0]
        if all(thing in one for one in found)
    }
    return {thing: weight * MEANT for thing, weight in least.items() if weight > Weight.ADVISER}


def in_one_text(said: Sequence[Weights]) -> dict[int, float]:
    """What holds all of these, but for what has one of them in a text alone, and another elsewhere."""
    return {
        thing: weight
        for thing, weight in all_of(said).items()
        if weight == Weight.TEXT or Weight.TEXT not in [one[thing] for one in said]
    }
