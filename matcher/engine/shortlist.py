"""The routes of a match in their order. One is explained when somebody looks at it: what counts, or chooses, looks at sets."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias, overload

from .bitmaps import bits_of
from .explaining import Placed, RouteMaker
from .judgement import InstrumentSet
from .ruleset import InstrumentId
from .verdicts import Route, Tier, Verdict

Slice: TypeAlias = "slice[int | None, int | None, int | None]"


class Order(NamedTuple):
    """Instruments by their bits, best first, and in the same order what puts them there."""

    bits: Sequence[int]
    scores: Sequence[int]
    verdicts: Sequence[Verdict]
    tiers: Sequence[Tier]

    def placed(self, at: int) -> Placed:
        return Placed(self.bits[at], self.verdicts[at], self.tiers[at], at + 1, self.scores[at])


class Shortlist(Sequence[Route]):
    """Some of the routes of a ranking, in an order of their own; each has the rank that it has among all."""

    def __init__(self, ranking: "Ranking", at: Sequence[int]) -> None:
        """`at` says where in the ranking each of them stands, from 0."""
        self._whole = ranking
        self._at = at

    @property
    def _ranking(self) -> "Ranking":
        return self._whole

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, at: int) -> Route: ...

    @overload
    def __getitem__(self, at: Slice) -> "Shortlist": ...

    def __getitem__(self, at: "int | Slice") -> "Route | Shortlist":
        if isinstance(at, slice):
            return Shortlist(self._ranking, self._at[at])
        return self._ranking.explained([self._at[at]])[0]

    def __iter__(self) -> Iterator[Route]:
        return iter(self._ranking.explained(self._at))

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Shortlist) else NotImplemented

    def __repr__(self) -> str:
        return repr(list(self))

    __hash__ = None  # type: ignore[assignment]

    @property
    def ids(self) -> list[InstrumentId]:
        instruments = self._ranking.maker.judged.compiled.instruments
        return [instruments[self._ranking.order.bits[at]].id for at in self._at]

    @cached_property
    def those(self) -> InstrumentSet:
        """The same, in no order."""
        return InstrumentSet.of([self._ranking.order.bits[at] for at in self._at])


class Ranking(Shortlist):
    """Routes, best first. It holds nothing that holds it: a match goes when nobody looks at it any more, without a collector."""

    def __init__(self, maker: RouteMaker, order: Order) -> None:
        self._at = range(len(order.bits))
        self.maker = maker
        self.order = order
        self._explained: dict[int, Route] = {}

    @property
    def _ranking(self) -> "Ranking":
        return self

    @cached_property
    def _place(self) -> dict[int, int]:
        return {bit: at for at, bit in enumerate(self.order.bits)}

    def among(self, those: InstrumentSet, by: Callable[[int], int] | None = None) -> Shortlist:
        """Those of a set, best first; with `by`, which says something of a bit, the least of that first and then the best."""
        place = self._place
        found = sorted([place[bit] for bit in bits_of((those & self.those).mask)])
        if by is not None:
            found.sort(key=lambda at: by(self.order.bits[at]))
        return Shortlist(self, found)

    def best_of(self, those: InstrumentSet) -> int:
        """Where the best of a set stands, from 0; behind all, where none of it is here."""
        return min([self._place[bit] for bit in bits_of((those & self.those).mask)], default=len(self))

    def of(self, bit: int) -> Route | None:
        """None: it is not among them."""
        at = self._place.get(bit)
        return None if at is None else self[at]

    def explained(self, at: Sequence[int]) -> list[Route]:
        """Those that stand there, explained together as far as nobody looked at them before."""
        known = self._explained
        new = [one for one in at if one not in known]
        known.update(zip(new, self.maker.routes([*map(self.order.placed, new)]), strict=True))
        return [known[one] for one in at]
