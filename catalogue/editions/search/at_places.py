"""What the name of a place finds: what is called so, the routes that serve it, and the sheets of those around it."""

from collections.abc import Collection, Iterable, Sequence

from catalogue.editions.postings import Weights
from catalogue.editions.search.finding import MEANT, Finding, in_one_text, meant_by
from catalogue.editions.search.held import ROUTE, HeldWords
from catalogue.editions.search.places import HOME, Places
from catalogue.editions.search.reading import SearchUnit
from catalogue.editions.search.searched import EVERYWHERE, Weight
from catalogue.editions.search.weights import most_of, together

ANYWHERE = EVERYWHERE / 2
"""What a place counts for in a route that says nothing of where: it may be for it, as the filter has it."""
MOST_SHEETS = 3
"""Of a name of more countries than this, no sheet of a country comes before the routes."""


class AtPlaces:
    """What units that name places find."""

    def __init__(self, held: HeldWords, finding: Finding) -> None:
        self.held = held
        self.finding = finding

    def there(self, unit: SearchUnit, said: Sequence[Weights], places: Places) -> Weights:
        """First what names the place. Then the routes that serve it, as the filter of places has it, those for it alone before
        those for many, and what else is about it."""
        served = {self.held.at[(ROUTE, slug)] for slug in places.served(unit.places) if (ROUTE, slug) in self.held.at}
        own = self._named_so(unit, said, served)
        around = self._around(unit, places)
        is_wide = self._is_wide(unit)
        least = EVERYWHERE * MEANT if is_wide else 0.0
        meant = most_of(
            together(
                {thing: weight for thing, weight in one.items() if weight > least}
                for one in (
                    meant_by([self.finding.as_it_is(word) for word in self.held.places[code]]) for code in around
                )
            ),
            self.finding.meant(unit.words),
        )
        there = {
            thing: weight
            for thing, weight in meant.items()
            if thing in served or (self.held.things[thing][0] != ROUTE and not is_wide)
        }
        if around:
            own = {thing: weight + Weight.SORT for thing, weight in own.items() if weight > Weight.ADVISER}
        return most_of(own, there, dict.fromkeys(served, ANYWHERE))

    def _named_so(self, unit: SearchUnit, said: Sequence[Weights], served: Collection[int]) -> Weights:
        """What names a place as it was typed. Of a common word only what serves it and what is called so; of several words not
        what has them in different texts."""
        if len(said) == 1 and self.held.common.issuperset(unit.words):
            return {
                thing: weight
                for thing, weight in said[0].items()
                if thing in served or self._is_called(thing, unit.words)
            }
        return in_one_text(said)

    def _is_called(self, thing: int, words: Iterable[str]) -> bool:
        """Whether a thing that is no route has all of these words in its name."""
        return self.held.things[thing][0] != ROUTE and self.held.words_of_names[thing].issuperset(words)

    def sheets(self, unit: SearchUnit, places: Places) -> tuple[str, ...]:
        """The codes of those whose sheet comes first; none for a name of many countries."""
        return () if self._is_wide(unit) else self._around(unit, places)

    def _around(self, unit: SearchUnit, places: Places) -> tuple[str, ...]:
        """The codes of the places in which that lies which a unit names; none where it is their own name."""
        if unit.words in self.held.place_names:
            return ()
        codes = dict.fromkeys(around for code in unit.places for around in places.around(code))
        members = dict.fromkeys(one for code in unit.places for one in self.held.members.get(code, ()))
        return tuple(code for code in codes | members if self.held.places.get(code) and code not in HOME)

    def _is_wide(self, unit: SearchUnit) -> bool:
        return len(unit.places) > MOST_SHEETS or not self.held.members.keys().isdisjoint(unit.places)
