"""Engine values for tests: a small world of places, and short ways to write instruments, rules and answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from matcher.engine.answers import (
    Answers,
    CheckId,
    EngineQuestion,
    PlaceCode,
    QuestionKind,
    QuestionName,
    Value,
    WhenAsked,
)
from matcher.engine.compile import Compiled
from matcher.engine.match import Match, match
from matcher.engine.places import Area, GroupId, Period, Place, PlaceTree
from matcher.engine.ruleset import EngineRule, Instrument, InstrumentId, Part, Ruleset
from matcher.engine.verdicts import Route
from tests.the import the

ON = date(2027, 1, 5)


def _place(
    code: str,
    parent: str | None = None,
    overlaps: Iterable[str] = (),
    *,
    covered: bool = False,
    community: bool = False,
    state: str | None = None,
) -> Place:
    country = code if parent is None else "BE" if "be" in code.lower().split("-")[:2] else parent[:2]
    shared = frozenset(PlaceCode(one) for one in overlaps)
    above = PlaceCode(parent) if parent else None
    belongs_to = PlaceCode(state) if state else None
    return Place(PlaceCode(code), PlaceCode(country), above, shared, covered, community, belongs_to)


PLACES = (
    _place("BE", covered=True),
    _place("BE-VLG", "BE", covered=True),
    _place("BE-VAN", "BE-VLG"),
    _place("BE-VWV", "BE-VLG"),
    _place("BE-BRU", "BE", ["x-be-fwb"]),
    _place("BE-WAL", "BE", ["x-be-fwb"]),
    _place("BE-WLG", "BE-WAL"),
    _place("x-be-dg", "BE-WLG", community=True),
    _place("x-be-fwb", "BE", ["BE-WAL", "BE-BRU"], community=True),
    _place("FR"),
    _place("FR-HDF", "FR", covered=True),
    _place("FR-59", "FR-HDF"),
    _place("FR-62", "FR-HDF"),
    _place("FR-ARA", "FR"),
    _place("RE", state="FR"),
    _place("NL"),
    _place("DE"),
    _place("PT"),
    _place("JP"),
)
TREE = PlaceTree(PLACES)


def _codes(*codes: str) -> frozenset[PlaceCode]:
    return frozenset(PlaceCode(code) for code in codes)


GROUPS: Mapping[GroupId, tuple[Period, ...]] = {
    GroupId("union"): (Period(None, None, _codes("BE", "FR", "NL", "DE", "PT", "RE")),),
    GroupId("abroad"): (Period(None, None, _codes("FR", "NL", "DE", "PT", "JP", "BE-WAL")),),
    GroupId("flanders-brussels"): (Period(None, None, _codes("BE-VLG", "BE-BRU")),),
    GroupId("french-community"): (Period(None, None, _codes("BE-WAL", "x-be-fwb"), _codes("BE-BRU")),),
    GroupId("neighbours"): (
        Period(
            None, None, _codes("FR", "NL", "BE-WAL"), joining=_codes("JP", "PT"), without=_codes("FR-62", "x-be-dg")
        ),
    ),
    GroupId("border"): (Period(None, None, _codes("FR-59", "FR-62", "BE-WAL"), _codes("BE-VWV")),),
    GroupId("priority"): (
        Period(date(2021, 1, 1), date(2025, 12, 31), _codes("FR", "NL")),
        Period(date(2027, 1, 1), None, _codes("DE")),
    ),
}
QUESTIONS = tuple(
    EngineQuestion(QuestionName(name), kind, asked, can_change, position)
    for position, (name, kind, asked, can_change) in enumerate(
        [
            ("goal", QuestionKind.CHOICES, WhenAsked.ALWAYS, True),
            ("discipline", QuestionKind.CHOICES, WhenAsked.ALWAYS, False),
            ("applicant", QuestionKind.CHOICE, WhenAsked.ALWAYS, True),
            ("base", QuestionKind.PLACE, WhenAsked.ALWAYS, False),
            ("place", QuestionKind.PLACES, WhenAsked.ALWAYS, True),
            ("start", QuestionKind.DATE, WhenAsked.ALWAYS, True),
            ("budget", QuestionKind.MONEY, WhenAsked.ALWAYS, True),
            ("partners", QuestionKind.NUMBER, WhenAsked.WHILE_NEEDED, True),
            ("days", QuestionKind.NUMBER, WhenAsked.WHILE_NEEDED, True),
            ("role", QuestionKind.CHOICE, WhenAsked.WHILE_NEEDED, True),
            ("at", QuestionKind.CHOICE, WhenAsked.WHILE_NEEDED, True),
            ("months", QuestionKind.NUMBER, WhenAsked.WHILE_NEEDED, True),
            ("theme", QuestionKind.CHOICES, WhenAsked.OPTIONAL, True),
        ]
    )
)
WEIGHTS = {
    Part.GOAL: 25,
    Part.SPECIFICITY: 20,
    Part.SHARE: 20,
    Part.TIME: 10,
    Part.EFFORT: 10,
    Part.THEME: 5,
    Part.RULES: 10,
}


def area(*names: str) -> Area:
    """Groups by id, places by code."""
    groups = tuple(GroupId(name) for name in names if GroupId(name) in GROUPS)
    return Area(groups, tuple(PlaceCode(name) for name in names if GroupId(name) not in GROUPS))


def instrument(id: str = "route", **fields: Any) -> Instrument:
    return Instrument(InstrumentId(id), fields.pop("sort_name", id), **fields)


def ruleset(
    *instruments: Instrument,
    rules: Iterable[EngineRule] = (),
    weights: Mapping[Part, int] = WEIGHTS,
    version: str = "test",
) -> Ruleset:
    return Ruleset(version, QUESTIONS, TREE, GROUPS, instruments, tuple(rules), weights)


def compiled(*instruments: Instrument, rules: Iterable[EngineRule] = (), on: date = ON) -> Compiled:
    return Compiled(ruleset(*instruments, rules=rules), on)


def answers(*, checks: Mapping[str, bool] | None = None, **given: object) -> Answers:
    """A text is one option, a list or set several; days and numbers stand for themselves."""
    values: dict[QuestionName, Value] = {}
    for name, value in given.items():
        if isinstance(value, str):
            values[QuestionName(name)] = frozenset({value})
        elif isinstance(value, date | int):
            values[QuestionName(name)] = value
        elif isinstance(value, list | set | frozenset | tuple):
            values[QuestionName(name)] = frozenset(value)
    said = {CheckId(check): holds for check, holds in (checks or {}).items()}
    return Answers(MappingProxyType(values), MappingProxyType(said))


def matched(*instruments: Instrument, rules: Iterable[EngineRule] = (), on: date = ON, **given: Any) -> Match:
    return match(compiled(*instruments, rules=rules, on=on), answers(**given))


def route(one: Instrument, *, rules: Iterable[EngineRule] = (), on: date = ON, **given: Any) -> Route:
    """The verdict on a single instrument."""
    return the(matched(one, rules=rules, on=on, **given).route(one.id))
