"""Generated rulesets and answers, from the small world of `tests.builders`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from matcher.engine import predicates as p
from matcher.engine.answers import (
    APPLICANT,
    BASE,
    GOAL,
    PLACE,
    Answers,
    CheckId,
    PlaceCode,
    QuestionKind,
    QuestionName,
    Value,
)
from matcher.engine.criteria import RuleId
from matcher.engine.days import MonthDay
from matcher.engine.money import Amount
from matcher.engine.places import Area, GroupId
from matcher.engine.ruleset import (
    AllowedChange,
    ChecksFor,
    Effort,
    EngineRule,
    Instrument,
    InstrumentId,
    RuleEffect,
    Ruleset,
    Through,
    WhereRole,
)
from matcher.engine.timing import Call, Season, Starts, State, Timing, TimingKind, Window
from tests.builders import GROUPS, PLACES, QUESTIONS, WEIGHTS, answers, ruleset

V = TypeVar("V")
GOALS = ("tour", "residency", "network")
DISCIPLINES = ("dance", "theatre", "music", "film", "circus", "games", "design", "crafts")
APPLICANTS = ("artist", "organisation", "choir")
THEMES = ("democracy", "solidarity")
ROLES = ("lead", "partner")
WHEREABOUTS = ("there", "here", "online")
CODES = tuple(place.code for place in PLACES)
DAYS = st.dates(date(2026, 10, 1), date(2029, 3, 1))


@cache
def subsets(values: tuple[str, ...], least: int = 0, most: int | None = None) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=least, max_size=most)


areas = st.builds(
    lambda groups, places, joining: Area(tuple(sorted(groups)), tuple(sorted(places)), joining and bool(groups)),
    st.frozensets(st.sampled_from(sorted(GROUPS)), max_size=2),
    st.frozensets(st.sampled_from(CODES), max_size=2),
    st.booleans(),
)
some_area = areas.filter(bool)
month_days = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))
windows = st.builds(Window, month_days, st.none() | month_days, st.none() | month_days, st.none() | st.integers(0, 1))
calls = st.builds(
    lambda opens, closes, starts: Call(
        min(opens, closes) if opens and closes else opens, closes, Starts(starts) if starts else None
    ),
    st.none() | DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
)
rounds = st.one_of(
    st.builds(Timing, st.just(TimingKind.ROLLING), st.sampled_from(State), st.none() | st.integers(0, 90)),
    st.builds(Timing, st.just(TimingKind.ROLLING), st.sampled_from(State), st.none(), st.none() | st.integers(1, 6)),
    st.builds(
        Timing,
        st.sampled_from([TimingKind.FIXED_DATES, TimingKind.CALL, TimingKind.NONE]),
        st.sampled_from(State),
        st.none(),
        st.none(),
        st.lists(windows, max_size=2).map(tuple),
        st.lists(calls, max_size=2).map(tuple),
        st.none() | st.integers(0, 3),
    ),
)
seasons = st.builds(Season, month_days, month_days)
timings = rounds | st.builds(lambda timing, season: replace(timing, season=season), rounds, seasons)
amounts = st.builds(
    Amount,
    st.none() | st.integers(1, 60_000),
    st.none() | st.integers(1, 90_000),
    st.none() | st.integers(1, 100),
)


some_of = cache(st.sampled_from)
"""One of these values. A strategy that is made once is checked once, and not again at every draw."""
few = st.none() | st.integers(0, 3)
four_of_five = st.integers(0, 4).map(bool)
sides = st.just(()) | st.lists(st.builds(p.Side, some_area, st.integers(1, 3)), max_size=2).map(tuple)
sums = st.integers(0, 60_000)
limits = st.fixed_dictionaries(
    {"max_eur": st.none() | st.integers(1, 90_000), "max_rate_pct": st.none() | st.integers(1, 100)}
)
some_length = st.none() | st.integers(6, 48)
some_points = st.integers(-15, 15).filter(bool)
some_day = st.none() | DAYS
yes_or_no = st.booleans()
throughs = st.dictionaries(st.sampled_from(APPLICANTS), st.just(frozenset()) | subsets(GOALS, most=2), max_size=1).map(
    lambda told: tuple(Through(*one) for one in told.items())
)
homes = st.sampled_from([Area(), Area(), Area((GroupId("flanders-brussels"),))])


@st.composite
def instruments(draw: st.DrawFn, number: int) -> Instrument:
    id = InstrumentId(f"route-{number}")
    return Instrument(
        id=id,
        sort_name=draw(some_of(("a", "b", "c"))),
        gives_money=draw(four_of_five),
        applicants=draw(subsets(APPLICANTS)),
        disciplines=draw(subsets(DISCIPLINES)),
        any_art_for=draw(subsets(APPLICANTS, most=1)),
        goals=draw(subsets(GOALS)),
        themes=draw(subsets(THEMES)),
        base=draw(areas),
        base_not_for=draw(subsets(APPLICANTS, most=1)),
        where=draw(areas),
        where_role=draw(some_of(WhereRole)),
        is_away=draw(yes_or_no),
        is_in_person=draw(yes_or_no),
        base_lead_only=not draw(four_of_five),
        sides=draw(sides),
        through=tuple(one._replace(home=draw(homes)) for one in draw(throughs)),
        needs_first=draw(st.integers(0, 4)) == 0,
        admission=draw(some_of(("application",) * 5 + ("nomination",))),
        min_partners=draw(few),
        min_countries=draw(few),
        amount=draw(amounts),
        min_is_threshold=draw(yes_or_no),
        max_months=draw(some_length),
        timing=draw(timings),
        effort=draw(some_of(Effort)),
        checks=(checks := draw(some_of(((), (CheckId(f"{id}.selected"),))))),
        checks_for=tuple([ChecksFor(check, those) for check in checks if (those := draw(subsets(APPLICANTS, most=2)))]),
    )


Asks = st.SearchStrategy[Callable[[QuestionName, V], p.Predicate]]
of_options: Asks[frozenset[str]] = st.sampled_from((p.AnyOf, p.NoneOf, p.AllWithin))
of_places: Asks[Area] = st.sampled_from((p.AnyPlace, p.NoPlace, p.AllPlaces))
of_days: Asks[date] = st.sampled_from((p.Before, p.After))
of_numbers: Asks[int] = st.sampled_from((p.AtLeast, p.AtMost))


@st.composite
def predicates(draw: st.DrawFn) -> p.Predicate:
    question = draw(some_of(QUESTIONS))
    name = question.name
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            options = {
                "goal": GOALS,
                "discipline": DISCIPLINES,
                "applicant": APPLICANTS,
                "theme": THEMES,
                "role": ROLES,
                "at": WHEREABOUTS,
            }[name]
            return draw(of_options)(name, draw(subsets(options, least=1)))
        case QuestionKind.PLACE | QuestionKind.PLACES:
            if draw(yes_or_no) and question.kind is QuestionKind.PLACES:
                return p.CountsAtLeast(name, draw(some_area), draw(st.integers(1, 3)))
            return draw(of_places)(name, draw(some_area))
        case QuestionKind.DATE:
            return draw(of_days)(name, draw(DAYS))
        case _:
            return draw(of_numbers)(name, draw(sums))


@st.composite
def rules(draw: st.DrawFn, number: int, ids: list[InstrumentId]) -> EngineRule:
    effect = draw(some_of(RuleEffect))
    since = draw(some_day)
    return EngineRule(
        id=RuleId(f"rule-{number}"),
        effect=effect,
        instruments=draw(st.frozensets(st.sampled_from(ids))),
        when=tuple(draw(st.lists(predicates(), min_size=1 if effect is RuleEffect.EXCLUDE else 0, max_size=3))),
        require=draw(predicates()) if effect is RuleEffect.REQUIRE else None,
        points=draw(some_points) if effect is RuleEffect.POINTS else 0,
        **(draw(limits) if effect is RuleEffect.LIMIT else {}),
        since=since,
        until=draw(st.none() | DAYS.filter(lambda day: since is None or since <= day)),
    )


@st.composite
def rulesets(draw: st.DrawFn, most: int = 7) -> Ruleset:
    routes = [draw(instruments(number)) for number in range(draw(st.integers(1, most)))]
    ids = [one.id for one in routes]
    written = [draw(rules(number, ids)) for number in range(draw(st.integers(0, 4)))]
    made = ruleset(*routes, rules=written, weights=WEIGHTS)
    offered = draw(st.sampled_from([(), ("BE-VLG", "BE-BRU"), ("FR",)]))
    asked = tuple(replace(one, options=offered) if one.name == BASE else one for one in made.questions)
    return replace(made, questions=asked)


allowed_changes = st.one_of(
    st.builds(AllowedChange, st.just(GOAL), subsets(GOALS)),
    st.builds(AllowedChange, st.just(APPLICANT), subsets(GOALS), subsets(APPLICANTS), subsets(APPLICANTS)),
    st.builds(AllowedChange, st.just(PLACE), subsets(GOALS), most=st.none() | st.integers(1, 3)),
)


some_places = subsets(CODES, 1, 4)
values: dict[str, st.SearchStrategy[Value]] = {
    "goal": subsets(GOALS, 1),
    "discipline": subsets(DISCIPLINES, 1, 3),
    "applicant": subsets(APPLICANTS, 1, 1),
    "base": st.sampled_from(CODES).map(lambda code: frozenset({code})),
    "place": some_places,
    "start": DAYS,
    "budget": st.integers(1, 100_000),
    "partners": st.integers(0, 5),
    "days": st.integers(0, 60_000),
    "months": st.integers(1, 60),
    "theme": subsets(THEMES, 1),
    "role": st.sampled_from(ROLES).map(lambda role: frozenset({role})),
    "at": st.sampled_from(WHEREABOUTS).map(lambda at: frozenset({at})),
}


some_values = st.fixed_dictionaries({}, optional=values)
some_checks = st.fixed_dictionaries({}, optional={f"route-{n}.selected": st.booleans() for n in range(3)})


@st.composite
def given_answers(draw: st.DrawFn) -> Answers:
    said, checks = draw(some_values), draw(some_checks)
    return answers(checks=checks, **said)


days = st.dates(date(2026, 11, 1), date(2027, 12, 31))
GROUP_IDS = tuple(GroupId(group) for group in GROUPS)
PLACE_CODES = tuple(PlaceCode(code) for code in CODES)
