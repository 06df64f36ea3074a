"""Whether the fields that hold no figure say what the sources state: who applies, with whom, and how members of a group count.

That one cannot apply, a status that is needed first, who applies for whom, the sides of a partnership and the number of rounds
stand for each route in `asked_by_sources.yaml`, what does not simply count in a group in `members_by_sources.yaml`: written
from those pages in their sense, and not from the fields. So a field that was forgotten, added or filled in otherwise is found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import Field

from catalogue.entries.group import GroupEntry, MemberEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.partnership import SideEntry
from catalogue.entries.values import SourceEntry
from catalogue.vocabulary import Admission, MemberRole
from matcher.proof.sentences.claims import Statement

OF_ROUTES = Path(__file__).with_name("asked_by_sources.yaml")
OF_GROUPS = Path(__file__).with_name("members_by_sources.yaml")


class Asking(StrEnum):
    """What of a route its sources state."""

    STATUS = "status"
    THROUGH = "through"
    SIDES = "sides"
    ROUNDS = "rounds"
    ADMISSION = "admission"


class AskedBySource(Statement):
    """What a source of a route asks. `status`: words that the field says too; `applies`: who does `whom`'s plan, with
    these `goals` where the other has its own."""

    status: str = ""
    applies: str | None = None
    whom: tuple[str, ...] = Field(default=(), alias="for")
    goals: tuple[str, ...] = ()
    sides: tuple[SideEntry, ...] = ()
    rounds_a_year: int | None = None
    admission: Admission = Admission.APPLICATION


class MembersBySource(Statement):
    """How a source of a group counts some of its members."""

    members: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    joins: bool = False
    in_part: bool = False
    except_places: tuple[str, ...] = ()
    with_territories: bool = False


S = TypeVar("S", bound=Statement)


def read(path: Path, shape: type[S]) -> Mapping[str, Sequence[S]]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {key: tuple(shape.model_validate(one) for one in those) for key, those in rows.items()}


@cache
def asked_by_sources() -> Mapping[str, Sequence[AskedBySource]]:
    return read(OF_ROUTES, AskedBySource)


@cache
def members_by_sources() -> Mapping[str, Sequence[MembersBySource]]:
    return read(OF_GROUPS, MembersBySource)


def own(stated: Sequence[S], sources: Sequence[SourceEntry]) -> list[S]:
    """What is stated by these sources, or by none where an entry is what its name says."""
    names = {""} | {one.url for one in sources} | {one.ref for one in sources}
    return [one for one in stated if one.source in names]


def not_as_asked(entry: InstrumentEntry, stated: Sequence[AskedBySource]) -> Iterator[Asking]:
    """Of what the fields of a route and its sources do not say the same."""
    known = own(stated, entry.sources)
    words = [one.status for one in known if one.status]
    status = entry.needs_first.status.en if entry.needs_first else ""
    if bool(words) != bool(status) or not all(one in status for one in words):
        yield Asking.STATUS
    told = {(one.applicant, one.by, tuple(one.goals)) for one in entry.through}
    if told != {(whom, one.applies, one.goals) for one in known for whom in one.whom}:
        yield Asking.THROUGH
    sides = [_side(one) for one in entry.partners.sides]
    if sorted(sides) != sorted(_side(side) for one in known for side in one.sides):
        yield Asking.SIDES
    rounds = [one.rounds_a_year for one in known if one.rounds_a_year]
    if rounds != [one for one in (entry.timing.rounds_a_year,) if one]:
        yield Asking.ROUNDS
    how = [one.admission for one in known if one.admission != Admission.APPLICATION]
    if how != [one for one in (entry.admission,) if one != Admission.APPLICATION]:
        yield Asking.ADMISSION


def _side(one: SideEntry) -> tuple[int, list[str], list[str]]:
    return one.least, sorted(one.groups), sorted(one.places)


Counts = tuple[date | None, date | None, bool, bool]


def not_as_counted(group: GroupEntry, stated: Sequence[MembersBySource]) -> Iterator[str]:
    """The places that a group and its sources do not count alike; the group itself where its territories are meant."""
    known = own(stated, group.sources)
    told: dict[str, Counts] = {
        place: (one.since, one.until, one.joins, one.in_part) for one in known for place in one.members
    }
    for period in group.periods:
        counted = {one.place: _counts(one) for one in period.limited}
        yield from sorted(place for place in counted.keys() | told.keys() if counted.get(place) != told.get(place))
        yield from sorted({*period.except_places} ^ {place for one in known for place in one.except_places})
        if period.with_territories != any(one.with_territories for one in known):
            yield group.id


def _counts(one: MemberEntry) -> Counts:
    return one.since, one.until, one.role == MemberRole.JOINS, one.is_partial
