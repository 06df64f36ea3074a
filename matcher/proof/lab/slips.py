"""What a slip is: one entry of an edition that staff could have written otherwise, and how slips of a kind are drawn."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from pydantic import ValidationError

from catalogue.editions.edition import Edition, Stored
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.place import PlaceEntry
from catalogue.entries.values import Entry, Part
from matcher.engine.answers import QuestionName
from matcher.engine.ruleset import InstrumentId
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.rules.entries import RuleEntry
from matcher.rules.ruleset import ruleset_of


@dataclass(frozen=True, slots=True)
class Mutant:
    kind: FaultKind
    subject: str
    """The key of the entry that was changed."""
    change: str
    """What was changed, from what into what."""
    edition: Edition
    instruments: frozenset[InstrumentId]
    """Those for which something may be otherwise."""
    name: Name
    """Of the entry that is otherwise, or that was added."""

    @property
    def touched(self) -> frozenset[Name]:
        """The entries whose words may no longer agree with what is judged."""
        kind, _key = self.name
        routes = self.instruments if kind == RuleEntry.kind_of_entry else ()
        return frozenset({self.name, *[(InstrumentEntry.kind_of_entry, slug) for slug in routes]})


@dataclass(frozen=True)
class Source:
    """What mutants of one kind are made from: an edition, the options that its questions offer, and chance."""

    edition: Edition
    options: Mapping[QuestionName, Sequence[str]]
    chance: random.Random = field(compare=False)

    @cached_property
    def territories(self) -> Mapping[str, Sequence[str]]:
        """The territories of each state that has some."""
        found: dict[str, list[str]] = {}
        for code, place in self.edition.all(PlaceEntry).items():
            if place.state:
                found.setdefault(place.state, []).append(code)
        return found

    @cached_property
    def every(self) -> frozenset[InstrumentId]:
        return frozenset(one.id for one in ruleset_of(self.edition).instruments)


Make = Callable[[Source, FaultKind], Iterator[Mutant]]
E = TypeVar("E", bound=Entry)
P = TypeVar("P", bound=Part)
Ways = Iterable[tuple[E, str]]
"""The entries that somebody could have written instead of one, each with what is otherwise."""


def of_entries(
    shape: type[E],
    change: Callable[[Source, E], Ways[E]],
    touches: Callable[[Source, E], frozenset[InstrumentId]],
) -> Make:
    """One mutant per entry, in any order; one that the change does not suit, or that its form would refuse, is passed over."""

    def make(source: Source, kind: FaultKind) -> Iterator[Mutant]:
        entries = source.edition.all(shape)
        for key in source.chance.sample(sorted(entries), len(entries)):
            ways = list(change(source, entries[key]))
            if not ways:
                continue
            changed, told = source.chance.choice(ways)
            edition = with_entry(source.edition, changed)
            if edition is not None:
                touched = touches(source, entries[key]) | touches(source, changed)
                yield Mutant(kind, key, told, edition, touched, (changed.kind_of_entry, changed.key))

    return make


def with_entry(edition: Edition, entry: Entry) -> Edition | None:
    """The edition with one entry otherwise; None where the entry is refused for what it says."""
    stored = Stored.of(entry, edition.number, date.min)
    try:
        type(stored.entry)  # opened once, as every process would
    except ValidationError:
        return None
    return edition.replaced(edition.number, {(entry.kind_of_entry, entry.key): stored})


def put(part: P, **values: object) -> P:
    """The same with some fields otherwise."""
    return part.model_copy(update=values)


def swapped(parts: Sequence[P], index: int, *instead: P) -> list[P]:
    """The same with another one (none: without) in its place."""
    return [*parts[:index], *instead, *parts[index + 1 :]]


def noughts(euros: int) -> tuple[int, ...]:
    """With a nought too many, and too few."""
    return euros * 10, euros // 10


def off_by_one(number: int, least: int = 0) -> tuple[int, ...]:
    return tuple(other for other in (number - 1, number + 1) if other >= least)


def later(day: str, months: int = 1) -> str:
    """A day as 10-31 or 2026-10-31, or a month as 2026-10, so many months later, and at most on the 28th."""
    *year, month, rest = day.split("-") if len(day) != len("2026-10") else [*day.split("-"), ""]
    number = int(month) - 1 + months
    years = [f"{int(year[0]) + number // 12}"] if year else []
    days = [f"{min(int(rest), 28):02}"] if rest else []
    return "-".join([*years, f"{number % 12 + 1:02}", *days])


def areas_swapped(source: Source, part: P) -> Iterator[tuple[P, str]]:
    """One group, or one place, in place of one that a part names. The part has `groups` and `places`."""
    for name, shape in (("groups", GroupEntry), ("places", PlaceEntry)):
        listed: list[str] = getattr(part, name)
        others = [key for key in sorted(source.edition.all(shape)) if key not in listed]
        for one in listed:
            other = source.chance.choice(others)
            yield put(part, **{name: sorted({*listed, other} - {one})}), f"{other}, not {one}"
