"""The distinct criteria of all instruments, numbered topic by topic, and who demands which."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from .agenda import Agenda
from .answers import START, QuestionName
from .bitmaps import Partition, bitmap
from .criteria import Criterion, Topic
from .demands import DEMANDS
from .places import Atlases
from .predicates import Available, InTime, OpenToApply
from .ruleset import APPLICATION, Instrument
from .timetable import Timetable


class AskedByClass(NamedTuple):
    """What is demanded about one topic, of instruments sorted by the fields that it is about."""

    masks: tuple[int, ...]
    """Of each class, a bitmap of its instruments."""
    number: tuple[int, ...]
    """Of each instrument, the number of its class."""
    criteria: Sequence[Criterion | None]
    """Of each class, what it demands."""


class CriteriaIndex:
    """The distinct criteria by their numbers."""

    def __init__(
        self, asked: Iterable[AskedByClass], by_rules: Iterable[tuple[Criterion, list[int]]], size: int
    ) -> None:
        """By topic, and by rule with the bits of the instruments that it is for; of so many instruments."""
        number: dict[Criterion, int] = {}
        masks: list[int] = []
        demanded: list[list[int]] = [[] for _ in range(size)]

        def numbered(criterion: Criterion, mask: int) -> int:
            index = number.setdefault(criterion, len(number))
            if index == len(masks):
                masks.append(0)
            masks[index] |= mask
            return index

        for topic in asked:
            indexes = [
                None if criterion is None else numbered(criterion, mask)
                for criterion, mask in zip(topic.criteria, topic.masks, strict=True)
            ]
            for those, which in zip(demanded, topic.number, strict=True):
                if (index := indexes[which]) is not None:
                    those.append(index)
        for criterion, bits in by_rules:
            index = numbered(criterion, bitmap(bits))
            for bit in bits:
                demanded[bit].append(index)
        self.criteria = tuple(number)
        self.masks = tuple(masks)
        """Of each criterion, the instruments that demand it."""
        self.criteria_of = tuple([tuple(those) for those in demanded])
        """Of each instrument, the numbers of what it demands, in the order to explain it."""


def asked_of(
    instruments: Sequence[Instrument],
    known: Mapping[str, Sequence[Hashable]],
    timetable: Timetable,
    atlases: Atlases,
    can_change: Callable[[QuestionName], bool],
) -> Iterator[AskedByClass]:
    """What instruments demand by their fields and their dates, in the order to explain it. `known`: of some fields, the
    number of each instrument's value."""
    yield from _asked_by_fields(instruments, known, timetable, atlases, can_change)
    admissions = Partition.by([one.admission if one.gives_money else APPLICATION for one in instruments])
    yield AskedByClass(admissions.masks, admissions.number, [_asked_by_admission(how) for how in admissions.keys])
    timings = timetable.timings
    by_dates = [_asked_by_dates(agenda, can_change) for agenda in timetable.agendas]
    yield AskedByClass(timings.masks, timings.number, by_dates)


def _asked_by_fields(
    instruments: Sequence[Instrument],
    known: Mapping[str, Sequence[Hashable]],
    timetable: Timetable,
    atlases: Atlases,
    can_change: Callable[[QuestionName], bool],
) -> Iterator[AskedByClass]:
    """Worked out once per class, not per instrument: many are alike in what they ask of one topic. Classes of several
    fields are told apart by the numbers that their values have, for the values themselves are slow to hash."""
    columns: dict[str, Sequence[Hashable]] = {
        **known,
        "applicants": Partition.by([one.applicants for one in instruments]).number,
        "base": Partition.by([one.base for one in instruments]).number,
        "base_not_for": [one.base_not_for for one in instruments],
        "is_away": [one.is_away for one in instruments],
        "is_in_person": [one.is_in_person for one in instruments],
        "base_lead_only": [one.base_lead_only for one in instruments],
        "where_role": [one.where_role for one in instruments],
        "sides": Partition.by([one.sides for one in instruments]).number,
        "min_partners": [one.min_partners for one in instruments],
        "min_countries": [one.min_countries for one in instruments],
        "min_is_threshold": [one.min_is_threshold for one in instruments],
        "max_months": [one.max_months for one in instruments],
    }
    turns_of = cache(lambda areas: atlases.turns(areas, timetable.on))
    for demand in DEMANDS:
        turns = [turns_of(demand.areas(one)) for one in instruments]
        dated = [which if days else None for which, days in zip(timetable.timings.number, turns, strict=True)]
        alike = Partition.by(zip(dated, *[columns[name] for name in demand.fields], strict=True))
        firsts = [(mask & -mask).bit_length() - 1 for mask in alike.masks]
        asked = [demand.criterion(instruments[bit], can_change, turns[bit]) for bit in firsts]
        yield AskedByClass(alike.masks, alike.number, asked)


def _asked_by_admission(how: str) -> Criterion | None:
    return None if how == APPLICATION else Criterion(Topic.ADMISSION, (OpenToApply(how),), can_change=False)


def _asked_by_dates(agenda: Agenda, can_change: Callable[[QuestionName], bool]) -> Criterion | None:
    if agenda.is_shut:
        return Criterion(Topic.AVAILABILITY, (Available(),), can_change=False)
    if agenda.asks_for_start:
        return Criterion(Topic.START, (InTime(agenda.timing),), can_change(START))
    return None
