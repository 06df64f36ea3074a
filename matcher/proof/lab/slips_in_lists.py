"""Slips in what routes share: the members of groups, and which changes leave a plan the same plan."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from catalogue.entries.group import GroupEntry, MemberEntry, PeriodEntry
from catalogue.vocabulary import MemberRole
from matcher.engine.answers import QuestionName
from matcher.engine.ruleset import InstrumentId
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.slips import Make, Source, Ways, of_entries, put, swapped
from matcher.rules.entries import PlanChangeEntry


def of_all(source: Source, _entry: object) -> frozenset[InstrumentId]:
    """Any route may ask for the group, or be opened by the change."""
    return source.every


def of_members(change: Callable[[MemberEntry], Iterator[tuple[MemberEntry, str]]]) -> Make:
    """Of those that have something to say: that they count from a day, until a day, in part, or in another role."""

    def changed(source: Source, group: GroupEntry) -> Ways[GroupEntry]:
        for place, period in enumerate(group.periods):
            for index, member in enumerate(period.limited):
                for instead, told in change(member):
                    other = put(period, limited=swapped(period.limited, index, instead))
                    yield put(group, periods=swapped(group.periods, place, other)), f"{member.place}: {told}"

    return of_entries(GroupEntry, changed, of_all)


def period_shifted(member: MemberEntry) -> Iterator[tuple[MemberEntry, str]]:
    for field in ("since", "until"):
        day: date | None = getattr(member, field)
        if day is not None and day.year < date.max.year:
            other = day.replace(year=day.year + 1, day=min(day.day, 28))
            yield put(member, **{field: other}), f"{field} {day} became {other}"
            yield put(member, **{field: None}), f"{field} {day} became always"


def role_confused(member: MemberEntry) -> Iterator[tuple[MemberEntry, str]]:
    other = MemberRole.JOINS if member.role == MemberRole.FULL else MemberRole.FULL
    yield put(member, role=other), f"{member.role} became {other}"
    if member.is_partial:
        yield put(member, is_partial=False), "counts in whole"


def ground_changed(source: Source, group: GroupEntry) -> Ways[GroupEntry]:
    def otherwise(place: int, period: PeriodEntry, told: str) -> tuple[GroupEntry, str]:
        return put(group, periods=swapped(group.periods, place, period)), told

    for place, period in enumerate(group.periods):
        with_them = not period.with_territories
        if period.with_territories or any(source.territories.get(one) for one in period.places):
            yield otherwise(place, put(period, with_territories=with_them), f"territories became {with_them}")
        for one in period.except_places:
            left = [other for other in period.except_places if other != one]
            yield otherwise(place, put(period, except_places=left), f"{one} is no exception")


def plan_change_changed(source: Source, row: PlanChangeEntry) -> Ways[PlanChangeEntry]:
    if row.most:
        yield put(row, most=row.most * 10), f"at most {row.most} became {row.most * 10}"
        yield put(row, most=max(row.most // 4, 0)), f"at most {row.most} became {max(row.most // 4, 0)}"
    for goal in row.goals:
        if len(row.goals) > 1:
            yield put(row, goals=[other for other in row.goals if other != goal]), f"not with {goal}"
    for goal in source.options.get(QuestionName("goal"), ()):
        if row.goals and goal not in row.goals:
            yield put(row, goals=[*row.goals, goal]), f"with {goal} too"
    for field in ("from_options", "to_options"):
        options: list[str] = getattr(row, field)
        for one in options:
            if len(options) > 1:
                yield put(row, **{field: [other for other in options if other != one]}), f"{field} without {one}"
        for other in source.options.get(QuestionName(row.question), ()):
            if options and other not in options:
                yield put(row, **{field: [*options, other]}), f"{field} with {other} too"


MAKERS: Mapping[FaultKind, Make] = {
    FaultKind.MEMBER_PERIOD: of_members(period_shifted),
    FaultKind.MEMBER_ROLE: of_members(role_confused),
    FaultKind.TERRITORIES: of_entries(GroupEntry, ground_changed, of_all),
    FaultKind.PLAN_CHANGE: of_entries(PlanChangeEntry, plan_change_changed, of_all),
}
