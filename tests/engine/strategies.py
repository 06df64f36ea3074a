"""Generated rulesets and answers, from the small world of `tests.builders`."""

from datetime import date

from hypothesis import strategies as st

from matcher.engine import predicates as p
from matcher.engine.answers import CheckId, PlaceCode, QuestionKind
from matcher.engine.criteria import RuleId
from matcher.engine.money import Amount
from matcher.engine.places import Area, GroupId
from matcher.engine.ruleset import Effort, EngineRule, Instrument, InstrumentId, RuleEffect, Ruleset
from matcher.engine.timing import Call, MonthDay, State, Timing, TimingKind, Window
from tests.builders import GROUPS, PLACES, QUESTIONS, WEIGHTS, answers, ruleset

GOALS = ("tour", "residency", "network")
DISCIPLINES = ("dance", "theatre", "music", "film", "circus", "games", "design", "crafts")
APPLICANTS = ("artist", "organisation", "choir")
THEMES = ("democracy", "solidarity")
CODES = tuple(place.code for place in PLACES)
DAYS = st.dates(date(2026, 10, 1), date(2029, 3, 1))


def subsets(values: tuple[str, ...], least: int = 0, most: int | None = None) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=least, max_size=most)


areas = st.builds(
    lambda groups, places: Area(tuple(sorted(groups)), tuple(sorted(places))),
    st.frozensets(st.sampled_from(sorted(GROUPS)), max_size=2),
    st.frozensets(st.sampled_from(CODES), max_size=2),
)
some_area = areas.filter(bool)
month_days = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))
windows = st.builds(Window, month_days, st.none() | month_days, st.none() | month_days, st.none() | st.integers(0, 1))
calls = st.builds(
    lambda opens, closes: Call(min(opens, closes), closes) if opens and closes else Call(opens, closes),
    st.none() | DAYS,
    st.none() | DAYS,
)
timings = st.one_of(
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
    ),
)
amounts = st.builds(
    Amount,
    st.none() | st.integers(1, 60_000),
    st.none() | st.integers(1, 90_000),
    st.none() | st.integers(1, 100),
)


@st.composite
def instruments(draw: st.DrawFn, number: int) -> Instrument:
    id = InstrumentId(f"route-{number}")
    return Instrument(
        id=id,
        sort_name=draw(st.sampled_from(["a", "b", "c"])),
        gives_money=draw(st.integers(0, 4)) > 0,
        applicants=draw(subsets(APPLICANTS)),
        disciplines=draw(subsets(DISCIPLINES)),
        goals=draw(subsets(GOALS)),
        themes=draw(subsets(THEMES)),
        base=draw(areas),
        base_not_for=draw(subsets(APPLICANTS, most=1)),
        where=draw(areas),
        min_partners=draw(st.none() | st.integers(0, 3)),
        min_countries=draw(st.none() | st.integers(0, 3)),
        amount=draw(amounts),
        min_is_threshold=draw(st.booleans()),
        timing=draw(timings),
        effort=draw(st.sampled_from(Effort)),
        checks=draw(st.sampled_from([(), (CheckId(f"{id}.selected"),)])),
    )


@st.composite
def predicates(draw: st.DrawFn) -> p.Predicate:
    question = draw(st.sampled_from(QUESTIONS))
    name = question.name
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            options = {"goal": GOALS, "discipline": DISCIPLINES, "applicant": APPLICANTS, "theme": THEMES}[name]
            return draw(st.sampled_from([p.AnyOf, p.NoneOf, p.AllWithin]))(name, draw(subsets(options, least=1)))
        case QuestionKind.PLACE | QuestionKind.PLACES:
            if draw(st.booleans()) and question.kind is QuestionKind.PLACES:
                return p.CountsAtLeast(name, draw(some_area), draw(st.integers(1, 3)))
            return draw(st.sampled_from([p.AnyPlace, p.NoPlace, p.AllPlaces]))(name, draw(some_area))
        case QuestionKind.DATE:
            return draw(st.sampled_from([p.Before, p.After]))(name, draw(DAYS))
        case _:
            return draw(st.sampled_from([p.AtLeast, p.AtMost]))(name, draw(st.integers(0, 60_000)))


@st.composite
def rules(draw: st.DrawFn, number: int, ids: list[InstrumentId]) -> EngineRule:
    effect = draw(st.sampled_from(RuleEffect))
    since = draw(st.none() | DAYS)
    return EngineRule(
        id=RuleId(f"rule-{number}"),
        effect=effect,
        instruments=draw(st.frozensets(st.sampled_from(ids))),
        when=tuple(draw(st.lists(predicates(), min_size=1 if effect is RuleEffect.EXCLUDE else 0, max_size=3))),
        require=draw(predicates()) if effect is RuleEffect.REQUIRE else None,
        points=draw(st.integers(-15, 15).filter(bool)) if effect is RuleEffect.POINTS else 0,
        since=since,
        until=draw(st.none() | DAYS.filter(lambda day: since is None or since <= day)),
    )


@st.composite
def rulesets(draw: st.DrawFn, most: int = 7) -> Ruleset:
    routes = [draw(instruments(number)) for number in range(draw(st.integers(1, most)))]
    ids = [one.id for one in routes]
    written = [draw(rules(number, ids)) for number in range(draw(st.integers(0, 4)))]
    return ruleset(*routes, rules=written, weights=WEIGHTS)


values = {
    "goal": subsets(GOALS, 1),
    "discipline": subsets(DISCIPLINES, 1, 3),
    "applicant": subsets(APPLICANTS, 1, 1),
    "base": st.sampled_from(CODES).map(lambda code: frozenset({code})),
    "place": subsets(CODES, 1, 4),
    "start": DAYS,
    "budget": st.integers(1, 100_000),
    "partners": st.integers(0, 5),
    "days": st.integers(0, 60_000),
    "theme": subsets(THEMES, 1),
}


@st.composite
def given_answers(draw: st.DrawFn) -> object:
    said = draw(st.fixed_dictionaries({}, optional=values))
    checks = draw(st.fixed_dictionaries({}, optional={f"route-{n}.selected": st.booleans() for n in range(3)}))
    return answers(checks=checks, **said)


days = st.dates(date(2026, 11, 1), date(2027, 12, 31))
GROUP_IDS = tuple(GroupId(group) for group in GROUPS)
PLACE_CODES = tuple(PlaceCode(code) for code in CODES)
