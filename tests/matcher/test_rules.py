"""The rules that are loaded: complete, sourced, and each doing what its source says. And what may never be stored."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from catalogue.models import Instrument
from matcher.answers import address
from matcher.engine.criteria import Topic
from matcher.engine.match import Match, match
from matcher.engine.verdicts import Route, Verdict
from matcher.models import Operator, Option, Question, Role, Rule, Scope, Then
from matcher.models.checks import AskedBy, Row, asked_by, check_condition, check_rows
from matcher.rules.holding import held
from tests.some import some
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

FITS, MAY_FIT, ALMOST, NO = Verdict
AUTUMN = "2026-11-21"
CALL_FOR_PARIS = "2024-02-01"
"""A day on which deBuren asked for writers."""


def matched(query: str, on: str) -> Match:
    now = held()
    day = date.fromisoformat(on)
    asked = address.read(dict(QueryDict(query).lists()), now.ruleset, now.words, today=day)
    assert not asked.notes
    return match(now.compiled(day), asked.answers)


def routed(slug: str, query: str, on: str = AUTUMN) -> Route:
    return the(matched(query, on).route(slug))


def unmet_rules(route: Route) -> set[str]:
    return {failure.criterion.rule for failure in route.fails if failure.criterion.rule}


def points_by_rules(route: Route) -> int:
    return next(part.points for part in route.parts if part.part == "rules")


# What every rule must have


def rules() -> list[Rule]:
    return list(Rule.objects.prefetch_related("instruments__sources", "conditions__question"))


def test_there_are_enough_rules() -> None:
    assert Rule.objects.count() >= 40


def test_every_rule_says_why_in_both_languages() -> None:
    for rule in some(rules()):
        assert rule.name, rule.slug
        for text in (rule.because_nl, rule.because_en):
            assert text.endswith("."), rule.slug
            assert "!" not in text, rule.slug
            assert len(text) <= 260, rule.slug
        assert rule.because_nl != rule.because_en, rule.slug


def test_every_rule_can_be_traced() -> None:
    for rule in some(rules()):
        assert rule.source_url or rule.source_note, rule.slug


def test_the_address_of_a_rule_is_a_source_of_a_route_that_it_is_for() -> None:
    for rule in some(rules()):
        if rule.scope == Scope.PROGRAMME:
            routes = list(Instrument.objects.filter(programme=rule.programme).prefetch_related("sources"))
        else:
            assert rule.scope == Scope.INSTRUMENTS, rule.slug
            routes = list(rule.instruments.all())
        known = {source.url for route in routes for source in route.sources.all()}
        assert not rule.source_url or rule.source_url in known, rule.slug


def test_every_stored_rule_passes_the_checks() -> None:
    for rule in rules():
        told = []
        for one in rule.conditions.all():
            question = asked_by(one.question)
            check_condition(question, one.operator, one.options, one.number, one.day)
            told.append(Row(one.role, question, one.places.exists() or one.groups.exists()))
        named = rule.scope != Scope.INSTRUMENTS or bool(rule.instruments.all())
        check_rows(rule.effect, told, has_instruments=named)
        rule.full_clean()


def test_no_two_rules_say_the_same_of_one_route() -> None:
    said: dict[tuple[str, str], str] = {}
    for rule in some(rules()):
        if rule.effect == Then.ADVISE:
            for route in rule.instruments.all():
                assert said.setdefault((route.slug, rule.because_en), rule.slug) == rule.slug


# What the rules do

TOUR = "applicant=arts-organisation&base=BE-VLG&discipline=pop-jazz-folk&goal=present-tour&place=DE&start=2026-07-15"
IP = "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&place=NL&partners=1"
COOPERATION = "applicant=arts-organisation&base=BE-VLG&goal=cooperate&partners=3&place=FR&place=DE&place=NL"
MOBILITY = "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=residency&place=PT&partners=1&age=30"
GROUP = MOBILITY.replace("individual-artist", "collective")
COMACINA = "applicant=individual-artist&base=BE-BRU&discipline=visual-arts&goal=residency&place=IT"
PROJECT = "base=BE-VLG&discipline=dance&goal=create-coproduce&place=FR"
CIRCUS = "base=BE-VLG&discipline=circus&goal=present-tour&place=FR"
HERITAGE = "applicant=heritage-organisation&base=BE-VLG&discipline=movable-heritage&goal=cooperate&place=NL&partners=2"
BOOKS = "applicant=publisher&base=BE-VLG&discipline=literature&goal=translate-publish&place=FR"
WRITER = "applicant=individual-artist&discipline=literature&goal=exchange-learn"
CONCERTS = "applicant=individual-artist&base=BE-VLG&discipline=pop-jazz-folk&goal=present-tour&place=FR&days=14"
PARIS = "applicant=individual-artist&base=BE-VLG&discipline=literature&goal=residency&place=FR"
YOUTH = "applicant=youth-organisation&base=BE-VLG&discipline=theatre&goal=exchange-learn&place=ES&partners=1"
TRAIN = "applicant=private-person&base=BE-VLG&discipline=theatre&goal=exchange-learn&place=ES"
ZEELAND = "applicant=arts-organisation&discipline=dance&goal=cooperate&partners=1"
NORTH_WEST = "base=BE-VLG&discipline=design&goal=cooperate&partners=2&place=NL&place=FR"
INITIATIVE = "applicant=amateur-group&base=BE-VLG&place=NL&partners=1"


@pytest.mark.parametrize(
    ("slug", "query", "rule"),
    [
        pytest.param("kunstendecreet-projectsubsidie", f"{PROJECT}&applicant=arts-organisation&grant=kunstendecreet",
                     "projectsubsidie-no-operating-grant", id="a project grant beside an operating grant"),
        pytest.param("circusdecreet-internationale-reiskosten", f"{CIRCUS}&applicant=arts-organisation&grant=circus",
                     "circus-travel-no-operating-grant", id="circus travel beside an operating grant"),
        pytest.param("circusdecreet-creatie-spreiding", f"{CIRCUS}&applicant=arts-organisation&grant=circus",
                     "circus-creation-no-operating-grant", id="circus creation beside an operating grant"),
        pytest.param("cultureelerfgoed-cofinanciering", f"{HERITAGE}&grant=none",
                     "erfgoed-cofinanciering-operating-grant", id="heritage co-financing without an operating grant"),
        pytest.param("residentie-isola-comacina", f"{COMACINA}&people=2", "isola-comacina-alone", id="two to the island"),
        pytest.param("culture-moves-europe-individual", f"{MOBILITY}&days=6", "cme-at-least-seven-days", id="six days"),
        pytest.param("culture-moves-europe-individual", f"{MOBILITY}&days=61", "cme-at-most-sixty-days", id="61 days"),
        pytest.param("culture-moves-europe-individual", f"{GROUP}&days=30&people=3",
                     "cme-group-three-weeks", id="a group for a month"),
        pytest.param("culture-moves-europe-individual", f"{GROUP}&days=14&people=6",
                     "cme-group-of-five", id="a group of six"),
        pytest.param("creative-europe-literary-works", f"{BOOKS}&works=4", "literary-works-five", id="four books"),
        pytest.param("literaire-uitwisseling-makers", f"{WRITER}&base=BE-VLG&place=BE-BRU",
                     "literaire-uitwisseling-other-part", id="from Flanders to Brussels"),
        pytest.param("deburen-schrijfresidentie-parijs", f"{PARIS}&age=31", "deburen-parijs-up-to-30", id="Paris at 31"),
        pytest.param("deburen-schrijfresidentie-parijs", f"{PARIS}&age=17", "deburen-parijs-from-18", id="Paris at 17"),
        pytest.param("erasmus-youth-exchanges", f"{YOUTH}&age=12", "youth-from-13", id="an exchange at 12"),
        pytest.param("erasmus-youth-exchanges", f"{YOUTH}&age=31", "youth-up-to-30", id="an exchange at 31"),
        pytest.param("erasmus-youth-participation", f"{YOUTH}&age=31",
                     "youth-participation-up-to-30", id="participation at 31"),
        pytest.param("discover-eu", f"{TRAIN}&age=19", "discover-eu-not-after-18", id="a train pass at 19"),
        pytest.param("discover-eu", f"{TRAIN}&age=16", "discover-eu-not-before-18", id="a train pass at 16"),
        pytest.param("discover-eu-inclusion", f"{YOUTH}&age=22", "discover-eu-inclusion-up-to-21", id="inclusion at 22"),
        pytest.param("interreg-north-west-europe", f"{NORTH_WEST}&applicant=creative-enterprise&role=lead",
                     "nwe-lead-non-profit", id="a business in the lead"),
        pytest.param("internationale-initiatieven-sociaal-cultureel",
                     f"{INITIATIVE}&discipline=amateur-arts&goal=network",
                     "internationale-initiatieven-study-visit", id="amateur arts without a study visit"),
    ],
)  # fmt: skip
def test_what_a_rule_keeps_out(slug: str, query: str, rule: str) -> None:
    route = routed(slug, query)
    assert route.verdict in (ALMOST, NO)
    assert rule in unmet_rules(route)


@pytest.mark.parametrize(
    ("slug", "query", "on"),
    [
        pytest.param("kunstendecreet-projectsubsidie",
                     f"{PROJECT}&applicant=individual-artist&grant=kunstendecreet&months=12", AUTUMN,
                     id="an artist is no organisation"),
        pytest.param("kunstendecreet-projectsubsidie", f"{PROJECT}&applicant=arts-organisation&grant=none&months=36", AUTUMN,
                     id="an organisation without an operating grant"),
        pytest.param("circusdecreet-internationale-reiskosten", f"{CIRCUS}&applicant=arts-organisation&grant=none", AUTUMN,
                     id="circus without an operating grant"),
        pytest.param("cultureelerfgoed-cofinanciering", f"{HERITAGE}&grant=erfgoed&status=non-profit", AUTUMN,
                     id="heritage with one"),
        pytest.param("residentie-isola-comacina", f"{COMACINA}&people=1&days=21", AUTUMN, id="alone to the island"),
        pytest.param("culture-moves-europe-individual", f"{MOBILITY}&days=7&people=1", AUTUMN, id="seven days"),
        pytest.param("culture-moves-europe-individual", f"{MOBILITY}&days=60&people=1", AUTUMN, id="sixty days alone"),
        pytest.param("culture-moves-europe-individual", f"{GROUP}&days=21&people=5", AUTUMN, id="five people for three weeks"),
        pytest.param("creative-europe-literary-works", f"{BOOKS}&works=5", AUTUMN, id="five books"),
        pytest.param("sabam-exportbeurs", f"{CONCERTS}&works=5", AUTUMN, id="five concerts"),
        pytest.param("literaire-uitwisseling-makers", f"{WRITER}&base=BE-VLG&place=NL", AUTUMN,
                     id="from Flanders to the Netherlands"),
        pytest.param("literaire-uitwisseling-makers", f"{WRITER}&base=NL&place=BE-VLG", AUTUMN,
                     id="from the Netherlands to Flanders"),
        pytest.param("deburen-schrijfresidentie-parijs", f"{PARIS}&age=18&days=14", CALL_FOR_PARIS, id="Paris at 18"),
        pytest.param("deburen-schrijfresidentie-parijs", f"{PARIS}&age=30&days=14", CALL_FOR_PARIS, id="Paris at 30"),
        pytest.param("erasmus-youth-exchanges", f"{YOUTH}&age=13&days=10&people=20&months=6", AUTUMN, id="an exchange at 13"),
        pytest.param("erasmus-youth-exchanges", f"{YOUTH}&age=30&days=10&people=20&months=6", AUTUMN, id="an exchange at 30"),
        pytest.param("discover-eu", f"{TRAIN}&age=18&days=20&people=1", AUTUMN, id="a train pass at 18"),
        pytest.param("discover-eu", f"{TRAIN}&age=17&days=20&people=1", AUTUMN, id="18 later this year"),
        pytest.param("discover-eu-inclusion", f"{YOUTH}&age=21&people=4&days=20&months=6", AUTUMN, id="inclusion at 21"),
        pytest.param("scheldemondfonds", f"{ZEELAND}&base=BE-VWV&place=NL-ZE", AUTUMN, id="the Scheldt from West Flanders"),
    ],
)  # fmt: skip
def test_what_the_rules_let_in(slug: str, query: str, on: str) -> None:
    route = routed(slug, query, on)
    assert unmet_rules(route) == set()
    assert not [one for one in route.waits_for if one.criterion.rule]
    assert route.verdict in (FITS, MAY_FIT)


@pytest.mark.parametrize(
    ("slug", "query", "questions"),
    [
        pytest.param("kunstendecreet-projectsubsidie", f"{PROJECT}&applicant=arts-organisation", {"grant"}, id="grant"),
        pytest.param("kunstendecreet-projectsubsidie", f"{PROJECT}&applicant=individual-artist", set(), id="no grant"),
        pytest.param("residentie-isola-comacina", COMACINA, {"days", "people"}, id="people"),
        pytest.param("culture-moves-europe-individual", f"{MOBILITY}&days=14", set(), id="a fortnight, however many"),
        pytest.param("culture-moves-europe-individual", f"{MOBILITY}&days=30", {"people"}, id="a month, how many"),
        pytest.param("erasmus-youth-exchanges", YOUTH, {"age", "days", "people", "months"}, id="age"),
        pytest.param("creative-europe-literary-works", BOOKS, {"works"}, id="works"),
    ],
)  # fmt: skip
def test_what_a_rule_still_asks(slug: str, query: str, questions: set[str]) -> None:
    route = routed(slug, query)
    assert {name for one in route.waits_for if one.criterion.rule for name in one.questions} == questions


@pytest.mark.parametrize(
    ("said", "waits", "fails"), [("", True, False), ("&months=36", False, False), ("&months=37", False, True)]
)
def test_how_long_a_project_lasts_is_asked_by_its_field(said: str, waits: bool, fails: bool) -> None:
    route = routed("kunstendecreet-projectsubsidie", f"{PROJECT}&applicant=individual-artist{said}")
    assert (Topic.MONTHS in {one.criterion.topic for one in route.waits_for}) is waits
    assert (Topic.MONTHS in {one.criterion.topic for one in route.fails}) is fails


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_film_project_alone_is_not_offered_cooperation(size: str) -> None:
    route = routed(f"creative-europe-cooperation-{size}", f"{COOPERATION}&discipline=audiovisual")
    assert route.verdict is NO
    assert "cooperation-not-audiovisual-only" in unmet_rules(route)


def test_with_dance_added_it_is() -> None:
    route = routed("creative-europe-cooperation-small", f"{COOPERATION}&discipline=audiovisual&discipline=dance")
    assert route.verdict in (FITS, MAY_FIT)


@pytest.mark.parametrize(
    ("disciplines", "rule_applies"),
    [
        pytest.param("discipline=pop-jazz-folk&discipline=classical-music", True, id="concerts only"),
        pytest.param("discipline=pop-jazz-folk&discipline=dance", False, id="music with dance"),
    ],
)
def test_perform_europe_is_not_for_concerts_alone(disciplines: str, rule_applies: bool) -> None:
    query = f"applicant=arts-organisation&base=BE-VLG&goal=present-tour&place=FR&place=DE&partners=2&{disciplines}"
    assert ("perform-europe-not-music-only" in unmet_rules(routed("perform-europe", query))) is rule_applies


@pytest.mark.parametrize(
    ("slug", "query", "on", "points"),
    [
        pytest.param("kunstendecreet-ip", IP, "2025-06-01", 10, id="a priority country while the framework holds"),
        pytest.param("kunstendecreet-ip", IP, "2025-12-31", 10, id="on its last day"),
        pytest.param("kunstendecreet-ip", IP, "2026-01-01", 0, id="the day after"),
        pytest.param("kunstendecreet-ip", IP, AUTUMN, 0, id="long after"),
        pytest.param("kunstendecreet-ip", IP.replace("NL", "JP"), "2025-06-01", 0, id="another country"),
        pytest.param("bilateraal-franse-gemeenschap", f"{PROJECT}&applicant=arts-organisation&partners=1".replace(
                     "place=FR", "place=x-be-fwb"), AUTUMN, 10, id="a partner in the French Community"),
        pytest.param("bilateraal-franse-gemeenschap", f"{PROJECT}&applicant=arts-organisation&partners=1".replace(
                     "place=FR", "place=x-be-fwb&place=FR"), AUTUMN, 0, id="and one in France too"),
        pytest.param("nederlandse-ambassade-open-call",
                     "applicant=arts-organisation&base=BE-WAL&goal=host-incoming&place=NL&partners=1",
                     AUTUMN, 5, id="the embassy prefers Wallonia"),
        pytest.param("nederlandse-ambassade-open-call",
                     "applicant=arts-organisation&base=BE-VLG&goal=host-incoming&place=NL&partners=1",
                     AUTUMN, 0, id="and takes Flanders too"),
    ],
)  # fmt: skip
def test_what_a_rule_gives(slug: str, query: str, on: str, points: int) -> None:
    assert points_by_rules(routed(slug, query, on)) == points


@pytest.mark.parametrize(
    ("slug", "query", "on", "rule", "given"),
    [
        pytest.param("kunstendecreet-tip", TOUR, "2026-05-10", "tip-not-with-ip", True, id="TIP or IP"),
        pytest.param("kunstendecreet-tip", TOUR, "2026-05-10", "tip-two-a-year", True, id="two a year"),
        pytest.param("kunstendecreet-ip", IP, AUTUMN, "ip-not-with-tip", True, id="IP or TIP"),
        pytest.param("kunstendecreet-ip", IP, AUTUMN, "ip-with-projectsubsidie", True, id="IP and project grant"),
        pytest.param("creative-europe-cooperation-large", COOPERATION, "2026-12-31",
                     "cooperation-large-not-in-2026", True, id="large scale on the last day of 2026"),
        pytest.param("creative-europe-cooperation-large", COOPERATION, "2027-01-01",
                     "cooperation-large-not-in-2026", False, id="large scale in 2027"),
        pytest.param("creative-europe-cooperation-small", f"{COOPERATION}&role=lead", AUTUMN,
                     "cooperation-coordinator-two-years", True, id="the leader exists for two years"),
        pytest.param("creative-europe-cooperation-small", f"{COOPERATION}&role=partner", AUTUMN,
                     "cooperation-coordinator-two-years", False, id="a partner need not"),
        pytest.param("interreg-maas-rijn-project", COOPERATION, AUTUMN, "interreg-no-other-eu-money", True,
                     id="a whole programme"),
        pytest.param("scheldemondfonds", COOPERATION, AUTUMN, "interreg-no-other-eu-money", False, id="and no other programme"),
        pytest.param("vaf-nff-coproductie", "base=BE-VLG", AUTUMN, "nff-minority-flemish", True, id="VAF from here"),
        pytest.param("vaf-nff-coproductie", "base=NL", AUTUMN, "nff-minority-flemish", False, id="not from the Netherlands"),
    ],
)  # fmt: skip
def test_what_a_rule_advises(slug: str, query: str, on: str, rule: str, given: bool) -> None:
    assert (rule in routed(slug, query, on).advice) is given


@pytest.mark.parametrize(("on", "verdict"), [("2026-05-10", FITS), ("2026-06-03", ALMOST)])
def test_the_rules_leave_a_tour_to_germany_as_it_was(on: str, verdict: Verdict) -> None:
    assert routed("kunstendecreet-tip", TOUR, on).verdict is verdict


# What may not be stored


def question(name: str) -> AskedBy:
    return asked_by(Question.objects.get(name=name))


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        pytest.param("age", {"operator": Operator.ANY_OF}, "operator", id="any of, about a number"),
        pytest.param("discipline", {"operator": Operator.AT_LEAST, "number": 1}, "operator", id="at least, of options"),
        pytest.param("base", {"operator": Operator.COUNTS_AT_LEAST, "number": 2}, "operator", id="counting one place"),
        pytest.param("start", {"operator": Operator.AT_MOST, "number": 3}, "operator", id="at most, about a date"),
        pytest.param("age", {"operator": Operator.AT_LEAST}, "number", id="at least, without a number"),
        pytest.param("budget", {"operator": Operator.AT_MOST}, "number", id="at most, without an amount"),
        pytest.param("place", {"operator": Operator.COUNTS_AT_LEAST}, "number", id="counting to nothing"),
        pytest.param("place", {"operator": Operator.COUNTS_AT_LEAST, "number": 0}, "number", id="counting to nought"),
        pytest.param("start", {"operator": Operator.BEFORE}, "day", id="before no day"),
        pytest.param("grant", {"operator": Operator.ANY_OF}, "options", id="any of no options"),
        pytest.param("grant", {"operator": Operator.ANY_OF, "options": ["dance"]}, "options", id="an unknown option"),
        pytest.param("grant", {"operator": Operator.ANY_OF, "options": "circus"}, "options", id="options as a text"),
        pytest.param("grant", {"operator": Operator.ANY_OF, "options": [1]}, "options", id="a number as an option"),
        pytest.param("discipline", {"operator": Operator.ALL_WITHIN, "options": ["film"]}, "options", id="no such term"),
        pytest.param("age", {"operator": Operator.AT_MOST, "number": 3, "options": ["x"]}, "options", id="options to a number"),
        pytest.param("place", {"operator": Operator.ANY_OF, "options": ["DE"]}, "options", id="places as options"),
    ],
)  # fmt: skip
def test_a_condition_that_is_refused(name: str, given: dict[str, Any], field: str) -> None:
    said = {"options": [], "number": None, "day": None} | given
    with pytest.raises(ValidationError) as refused:
        check_condition(question(name), **said)
    assert list(refused.value.message_dict) == [field]


def test_a_refusal_names_what_there_is() -> None:
    with pytest.raises(ValidationError) as refused:
        check_condition(question("role"), Operator.ANY_OF, ["leader"], None, None)
    (message,) = refused.value.messages
    assert "leader" in message
    assert all(
        value in message for value in Option.objects.filter(question__name="role").values_list("value", flat=True)
    )


WHEN, REQUIRE = Role.WHEN, Role.REQUIRE


@pytest.mark.parametrize(
    ("effect", "rows", "named"),
    [
        pytest.param(Then.ADVISE, [], False, id="for no route at all"),
        pytest.param(Then.REQUIRE, [], True, id="requiring nothing"),
        pytest.param(Then.REQUIRE, [(WHEN, "age", False)], True, id="a condition alone requires nothing"),
        pytest.param(
            Then.REQUIRE, [(REQUIRE, "age", False), (REQUIRE, "days", False)], True, id="requiring two things"
        ),
        pytest.param(Then.EXCLUDE, [(REQUIRE, "age", False)], True, id="excluding and requiring"),
        pytest.param(Then.POINTS, [(REQUIRE, "age", False)], True, id="points and requiring"),
        pytest.param(Then.EXCLUDE, [], True, id="excluding always"),
        pytest.param(Then.LIMIT, [], True, id="setting always what is paid"),
        pytest.param(Then.ADVISE, [(WHEN, "place", False)], True, id="a place that is not named"),
        pytest.param(Then.ADVISE, [(WHEN, "base", False)], True, id="a home that is not named"),
        pytest.param(Then.ADVISE, [(WHEN, "age", True)], True, id="an age in a country"),
    ],
)
def test_rows_that_are_refused(effect: Then, rows: list[tuple[Role, str, bool]], named: bool) -> None:
    told = [Row(role, question(name), has_area) for role, name, has_area in rows]
    with pytest.raises(ValidationError):
        check_rows(effect, told, has_instruments=named)


@pytest.mark.parametrize(
    ("effect", "rows"),
    [
        pytest.param(Then.ADVISE, [], id="advice always"),
        pytest.param(Then.POINTS, [], id="points always"),
        pytest.param(Then.LIMIT, [(WHEN, "age", False)], id="setting what is paid on a condition"),
        pytest.param(Then.EXCLUDE, [(WHEN, "age", False)], id="excluding on a condition"),
        pytest.param(Then.REQUIRE, [(REQUIRE, "base", True)], id="requiring always"),
        pytest.param(Then.REQUIRE, [(WHEN, "age", False), (REQUIRE, "place", True)], id="requiring on a condition"),
    ],
)
def test_rows_that_are_accepted(effect: Then, rows: list[tuple[Role, str, bool]]) -> None:
    told = [Row(role, question(name), has_area) for role, name, has_area in rows]
    check_rows(effect, told, has_instruments=True)
