"""Every condition that can be stored says, in both languages, why it holds, why it does not, and what it waits for."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.utils.translation import override

from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.matrix import StatisticEntry
from catalogue.languages import LANGUAGES
from matcher.engine import predicates as p
from matcher.engine.answers import (
    APPLICANT,
    BASE,
    PARTNERS,
    PLACE,
    START,
    Answers,
    CheckId,
    PlaceCode,
    QuestionKind,
    QuestionName,
    Value,
)
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.days import MonthDay
from matcher.engine.evaluation import evaluate
from matcher.engine.match import Matching
from matcher.engine.places import Area, GroupId
from matcher.engine.timing import Season, Timing, TimingKind
from matcher.engine.timing import State as TimingState
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Change
from matcher.models import OPERATORS_FOR, Operator
from matcher.rules.holding import held
from matcher.rules.site import Site
from matcher.speech.conditions import condition, rule_sentence
from matcher.speech.naming import Namer
from matcher.speech.rounds import season_of_starts
from matcher.speech.sentences import Teller
from matcher.speech.writing import all_of, as_told, iso, listed, one_of
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = date(2026, 11, 21)
AREA = Area((GroupId("eu27"),), (PlaceCode("MA"),))
CODE = re.compile(r"\b[a-z]+(-[a-z0-9]+){2,}\b|\b[A-Z]{2}-[A-Z]{3}\b|%\(|\{|\[|None")


def predicate(now: Site, name: QuestionName, operator: Operator) -> p.Predicate:
    """One condition as staff can store it."""
    question = now.words.questions[name]
    is_place = question.kind in (QuestionKind.PLACE, QuestionKind.PLACES)
    options = frozenset(one.value for one in question.options[:3])
    made: dict[Operator, p.Predicate] = {
        Operator.ANY_OF: p.AnyPlace(name, AREA) if is_place else p.AnyOf(name, options),
        Operator.NONE_OF: p.NoPlace(name, AREA) if is_place else p.NoneOf(name, options),
        Operator.ALL_WITHIN: p.AllPlaces(name, AREA) if is_place else p.AllWithin(name, options),
        Operator.ANSWERED_AS: p.AnsweredAs(name, options),
        Operator.COUNTS_AT_LEAST: p.CountsAtLeast(name, AREA, 2),
        Operator.AT_LEAST: p.AtLeast(name, 3),
        Operator.AT_MOST: p.AtMost(name, 3),
        Operator.ANSWERED_FROM: p.AnsweredFrom(name, 3),
        Operator.BEFORE: p.Before(name, ON),
        Operator.AFTER: p.After(name, ON),
    }
    return made[operator]


def storable(now: Site) -> Iterator[tuple[str, p.Predicate]]:
    """Every question with every operator that its kind allows."""
    for question in now.ruleset.questions:
        for operator in OPERATORS_FOR[question.kind]:
            yield f"{question.name} {operator}", predicate(now, question.name, operator)


def of_the_fields() -> list[tuple[str, Criterion]]:
    """What the fields of an instrument ask for."""
    goals, people = frozenset({"present-tour"}), frozenset({"arts-organisation", "translator"})
    rolling = Timing(TimingKind.ROLLING, TimingState.OPEN, lead_days=60)
    made: list[tuple[Topic, p.Predicate]] = [
        (Topic.GOAL, p.AnyOf(QuestionName("goal"), goals)),
        (Topic.APPLICANT, p.AnyOf(QuestionName("applicant"), people)),
        (Topic.DISCIPLINE, p.AnyOf(QuestionName("discipline"), frozenset({"dance", "circus"}))),
        (Topic.BASE, p.AnyPlace(QuestionName("base"), AREA)),
        (Topic.WHERE, p.Destination(AREA)),
        (Topic.PARTNERS, p.Partnership(1, 1, AREA, Area())),
        (Topic.PARTNERS, p.Partnership(2, 3, AREA, Area())),
        (Topic.BUDGET, p.AtLeast(QuestionName("budget"), 60_000)),
        (Topic.MONTHS, p.AtMost(QuestionName("months"), 36)),
        (Topic.START, p.InTime(rolling)),
        (Topic.CHECK, p.Confirmed(CheckId("kunstendecreet-ip.operating-grant-below-400000"))),
        (Topic.AVAILABILITY, p.Available()),
    ]
    return [(f"{topic} {type(one).__name__}", Criterion(topic, (one,), can_change=True)) for topic, one in made]


def said_of(teller: Teller, criterion: Criterion, predicate: p.Predicate) -> dict[str, str]:
    said = {"not met": teller.unmet(criterion)}
    if not isinstance(predicate, p.Confirmed | p.Available):  # nothing ever waits for these
        said["unknown"] = teller.unknown(criterion, tuple(p.questions_of(predicate)))
    return said


def clumsy(sentence: str) -> str:
    """What is wrong with a sentence; "" for nothing."""
    if not sentence:
        return "missing"
    if not (sentence[0].isupper() or sentence[0] == "“"):
        return f"begins small: {sentence}"
    if sentence[-1] not in ".”":
        return f"does not end: {sentence}"
    if "  " in sentence or ".." in sentence or " ." in sentence or " ," in sentence:
        return f"stray space or stop: {sentence}"
    if found := CODE.search(sentence):
        return f"code “{found[0]}” in: {sentence}"
    return ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_and_operator_says_why_not_and_what_it_waits_for(language: str) -> None:
    now = held()
    wrong = []
    with override(language):
        teller = Teller(now.compiled(ON), now.words, Answers())
        walked = [(name, Criterion(Topic.RULE, (one,), True), one) for name, one in storable(now)]
        walked += [(f"not {name}", Criterion(Topic.RULE, (p.Not(one),), True), one) for name, one in storable(now)]
        walked += [(name, one, one.any_of[0]) for name, one in of_the_fields()]
        for name, criterion, predicate in walked:
            for truth, sentence in said_of(teller, criterion, predicate).items():
                if found := clumsy(sentence):
                    wrong.append(f"{name}, {truth}: {found}")
    assert len(walked) > 70
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_that_holds_says_so(language: str) -> None:
    now = held()
    everything = Answers(
        {
            QuestionName("goal"): frozenset({"present-tour"}),
            QuestionName("applicant"): frozenset({"arts-organisation"}),
            QuestionName("discipline"): frozenset({"dance"}),
            QuestionName("base"): frozenset({"BE-BRU"}),
            QuestionName("place"): frozenset({"FR", "DE", "ES"}),
            QuestionName("partners"): 5,
            QuestionName("budget"): 90_000,
            QuestionName("start"): date(2027, 6, 1),
        },
        {CheckId("kunstendecreet-ip.operating-grant-below-400000"): True},
    )
    with override(language):
        teller = Teller(now.compiled(ON), now.words, everything)
        of_fields = {name: teller.met(one) for name, one in of_the_fields()}
        in_rules = {
            name: teller.met(Criterion(Topic.RULE, (one,), True))
            for name, one in storable(now)
            if evaluate(one, everything, teller.compiled.atlas, ON) is Truth.MET
        }
    assert len(in_rules) > 10
    assert {name: clumsy(one) for name, one in (of_fields | in_rules).items() if clumsy(one)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_rules_read_as_sentences(language: str) -> None:
    now = held()
    with override(language):
        namer = Namer(now.words)
        said = [rule_sentence(rule, namer, "“…”").removesuffix(".") + "." for rule in now.ruleset.rules]
    assert len(said) >= 40
    assert [one for one in map(clumsy, said) if one] == []


def test_a_change_names_only_what_leaves_the_plan_the_same_plan() -> None:
    """An artist may apply with a non-profit of their own, and does not become a producer or a publisher for it."""
    now = held()
    alone = Answers({QuestionName("goal"): frozenset({"present-tour"}), APPLICANT: frozenset({"individual-artist"})})
    criterion = Criterion(Topic.APPLICANT, (p.AnyOf(APPLICANT, frozenset({"arts-organisation", "producer"})),), True)
    change = Change({APPLICANT: frozenset({"arts-organisation"})})
    with override("en"):
        teller = Teller(now.compiled(ON), now.words, alone)
        said = teller.change(criterion, change)
        assert said == f"with another as applicant: {teller.namer.options(APPLICANT, ['arts-organisation'])}"
        assert teller.namer.options(APPLICANT, ["producer"]) not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_is_told_as_what_to_answer(language: str) -> None:
    """And not as a test of answers: what it takes that it is not answered, or that something does not hold."""
    now = held()
    wrong = []
    with override(language):
        teller = Teller(now.compiled(ON), now.words, Answers())
        for name, one in storable(now):
            for asked in (one, p.negation(one)):
                said = teller.change(Criterion(Topic.RULE, (asked,), True), Change({p.questions_of(one)[0]: None}))
                if not said or re.search(r"if you say so|als je dat zegt|does not hold|^niet:", said):
                    wrong.append(f"{name}: {said}")
    assert [one for one in wrong if "counts-at-least" not in one] == []


def test_a_number_that_shuts_out_names_the_most_that_does_not() -> None:
    people = QuestionName("people")
    criterion = Criterion(Topic.RULE, (p.Not(p.AnsweredFrom(people, 6)),), True)
    with override("en"):
        now = held()
        said = Teller(now.compiled(ON), now.words, Answers({people: 6})).change(criterion, Change({people: 5}))
    assert said == "number of people is at most 5"


COMMON = {
    *("landen", "grensstreek", "buurlanden", "sterke", "grote", "overzeese", "waar", "het", "de"),
    *("countries", "where", "neighbouring", "strong", "large", "overseas", "priority", "the"),
}
"""Words that have no capital within a sentence."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_group_stands_within_a_sentence(language: str) -> None:
    now = held()
    groups = now.all(GroupEntry).values()
    with override(language):
        teller = Teller(now.compiled(ON), now.words, Answers())
        for group in groups:
            name = getattr(group.name, language)
            assert name.split()[0].lower() not in COMMON or name[0].islower() or name.startswith("The Netherlands")
            wanted = p.Partnership(4, 4, Area((GroupId(group.id),), ()), Area())
            asked = teller.unmet(Criterion(Topic.PARTNERS, (wanted,), True))
            assert name in asked
            assert not re.search(rf"(landen van|countries of) {re.escape(name)}", asked)
    assert len(groups) > 60


@pytest.mark.parametrize(
    ("start", "said"),
    [
        pytest.param("2026-12-04", "sluiten minstens 12 weken voor de start", id="in two weeks"),
        pytest.param("2027-01-31", "sluiten minstens 12 weken voor de start", id="in ten weeks"),
        pytest.param("2027-09-15", "of er een voor deze start is, weten we niet", id="next autumn"),
    ],
)
def test_a_round_without_a_day_is_probably_too_late_for_a_start_sooner_than_the_others_serve(
    start: str, said: str
) -> None:
    """The known rounds of the presentation project close 93 and 90 days before the first start that they serve: over 12 weeks."""
    now = held()
    answers = Answers({START: date.fromisoformat(start)})
    compiled = now.compiled(ON)
    (asked,) = [one for one in compiled.demanded("kunstendecreet-ip") if one.topic is Topic.START]
    with override("nl"):
        assert said in Teller(compiled, now.words, answers).unknown(asked, ())


def test_a_start_is_in_time_for_a_usual_day_only_if_that_comes_as_usual() -> None:
    """An international project closes on 31 January for starts from May on (Kunstenpunt, 2022); nobody announced it."""
    now, compiled = held(), held().compiled(ON)
    (asked,) = [one for one in compiled.demanded("kunstendecreet-ip") if one.topic is Topic.START]
    with override("en"):
        told = Teller(compiled, now.words, Answers({START: date(2027, 6, 1)}), iso).met(asked)
    assert told == (
        "You are in time if it closes as usual, on 2027-01-31, last seen in 2022. That day has not been announced."
    )


@pytest.mark.parametrize(
    ("slug", "said", "note"),
    [
        pytest.param(
            "vaf-minoritaire-coproductie",
            {"place": ["NL"]},
            "About the Netherlands: Films with the Netherlands fall under an agreement of their own; series and feature"
            " animation do not.",
            id="a member in part",
        ),
        pytest.param(
            "vaf-minoritaire-coproductie",
            {"place": ["x-be-fwb"]},
            "Films with the French Community fall under an agreement of their own; series do not.",
            id="a Community",
        ),
        pytest.param(
            "interreg-vlaanderen-nederland",
            {"base": ["BE-VBR"], "place": ["BE-VBR"]},
            "arrondissement of Leuven only.",
            id="a part of a province",
        ),
    ],
)
def test_a_place_that_counts_in_part_is_told_with_what_is_said_of_it(
    slug: str, said: dict[str, list[str]], note: str
) -> None:
    now, compiled = held(), held().compiled(ON)
    answers = Answers({QuestionName(name): frozenset(values) for name, values in said.items()})
    with override("en"):
        teller = Teller(compiled, now.words, answers)
        told = [teller.unknown(one, ()) for one in compiled.demanded(slug) if one.topic in IN_PLACES]
    assert any(one.endswith(note) for one in told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_to_what_is_for_some_waits_for_who_applies_and_says_to_what(language: str) -> None:
    now = held()
    compiled = now.compiled(ON)
    may_fit = Matching(compiled, Answers({})).left()
    for one in some([one for one in compiled.instruments if one.checks_for and one.id in may_fit]):
        for check in [each.check for each in one.checks_for]:
            said = Answers({}, {check: False})
            found = Matching(compiled, said).route(one.id)
            assert found is not None
            (waits,) = [each for each in found.waits_for if each.criterion.topic is Topic.CHECK]
            assert waits.questions == (APPLICANT,)
            with override(language):
                told = Teller(compiled, now.words, said).unknown(waits.criterion, waits.questions)
            assert told.endswith(f"“{now.words.checks[check][language]}”"), told


IN_PLACES = (Topic.BASE, Topic.WHERE, Topic.PARTNERS)


def test_what_hangs_on_the_start_alone_is_said_so() -> None:
    """Switzerland joins in 2027 (movetia.ch): no other answer settles whether it counts."""
    asked = p.OnDay(
        p.Partnership(1, 1, AREA, Area()), Timing(TimingKind.ROLLING, TimingState.OPEN), (date(2027, 1, 1),)
    )
    now, criterion = held(), Criterion(Topic.PARTNERS, (asked,), can_change=True)
    with override("en"):
        unsaid = Teller(now.compiled(ON), now.words, Answers({})).unknown(criterion, [START])
        both = Teller(now.compiled(ON), now.words, Answers({})).unknown(criterion, [START, PLACE])
    assert unsaid == "Depends on when you start: which countries take part changes."
    assert both != unsaid
    assert "partner" in both


ON_ONE = p.Side(Area((), (PlaceCode("UA"),)))
ON_BOTH = (p.Side(Area((), (PlaceCode("FR"),))), p.Side(Area((GroupId("vlaanderen-brussel"),))))
UNION, EITHER = Area((GroupId("eu27"),)), Area((GroupId("vlaanderen-brussel"),), (PlaceCode("FR"),))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param(
            p.Sides(ON_BOTH, p.Partnership(1, 1, EITHER, Area())),
            "one of you in France and one of you in Flanders or Brussels",
            id="a member on each side is a partner",
        ),
        pytest.param(
            p.Sides(ON_BOTH, p.Partnership(2, 1, EITHER, Area())),
            "at least 2 partners in Flanders or Brussels or France, and one of you in France "
            "and one of you in Flanders or Brussels",
            id="more of them than there are sides",
        ),
        pytest.param(
            p.Sides((ON_ONE,), p.Partnership(1, 1, ON_ONE.area, Area())),
            "at least 1 partner in another country than your own, and one of you in Ukraine",
            id="the same place twice",
        ),
        pytest.param(
            p.Sides((ON_ONE,), p.Partnership(0, 1, UNION, Area())),
            "a partner in EU countries, and one of you in Ukraine",
            id="a country, and a side elsewhere",
        ),
        pytest.param(
            p.Partnership(2, 2, Area(), Area()),
            "at least 2 partners in 2 different countries other than your own",
            id="countries anywhere",
        ),
        pytest.param(
            p.Partnership(0, 2, Area(), Area()),
            "partners in at least 2 different countries other than your own",
            id="countries anywhere, of any number of partners",
        ),
        pytest.param(
            p.Partnership(1, 1, Area((), (PlaceCode("NL"), PlaceCode("FO"))), Area()),
            "at least 1 partner in the Netherlands or the Faroe Islands",
            id="a name that has an article",
        ),
    ],
)
def test_where_a_partnership_is_is_said_once(wanted: p.Predicate, said: str) -> None:
    now = held()
    with override("en"):
        assert condition(wanted, Namer(now.words)) == f"there are {said}"


def test_where_the_study_says_something_is_told_in_english_on_english_pages() -> None:
    """What the study calls its own parts; its name and the names that it gives stay as they are."""
    told = [ref for one in held().all(InstrumentEntry).values() for ref in (one.dossier, *(s.ref for s in one.sources))]
    told += [fact for one in held().all(StatisticEntry).values() if (fact := one.chapter)]
    with override("en"):
        shown = [as_told(text) for text in told if text]
        assert as_told("Feitendossier thema 4 (Horizon 2035), 5, 5.3.2 en Tabel 5") == (
            "Feitendossier theme 4 (Horizon 2035), 5, 5.3.2 and Table 5"
        )
        assert as_told("4.1.1 en bijlage 8.1") == "4.1.1 and annex 8.1"
        assert as_told("Kunsten en Erfgoed 2") == "Kunsten en Erfgoed 2"
    dutch = re.compile(r"\b(tabel|bijlage|thema|hoofdstuk|voetnoten|voetnoot) \d|\d\)? en (\d|[a-z]+ \d)", re.I)
    assert [text for text in shown if dutch.search(text)] == []
    assert any("Table 5" in text for text in shown)
    with override("nl"):
        assert as_told("3.1 en bijlage 8.1") == "3.1 en bijlage 8.1"


def test_names_that_hold_a_comma_are_told_apart() -> None:
    with override("en"):
        assert all_of(["a", "b", "c"]) == "a, b and c"
        assert all_of(["a", "b, c", "d"]) == "a; b, c; and d"
        assert one_of(["a, b", "c"]) == "a, b or c"
        assert listed(["a", "b, c"]) == "a; b, c"


@pytest.mark.parametrize(
    ("since", "until", "dutch"),
    [
        ("10-01", "10-01", "Het begint elk jaar op 1 oktober."),
        ("09-01", "09-30", "Het begint elk jaar in september."),
        ("02-01", "02-28", "Het begint elk jaar in februari."),
        ("09-01", "09-29", "Het begint elk jaar tussen 1 september en 29 september."),
        ("06-01", "08-25", "Het begint elk jaar tussen 1 juni en 25 augustus."),
        ("09-01", "10-31", "Het begint elk jaar tussen 1 september en 31 oktober."),
    ],
)
def test_a_part_of_every_year_is_told_by_its_month_where_it_is_one(since: str, until: str, dutch: str) -> None:
    assert season_of_starts(Season(MonthDay.parse(since), MonthDay.parse(until))) == dutch


@pytest.mark.parametrize(
    ("places", "said"),
    [
        pytest.param(["FR", "MA"], "Telt daarvoor niet mee: Marokko.", id="one that may not take part"),
        pytest.param(["FR", "MA", "US"], "Telt daarvoor niet mee: Marokko en de Verenigde Staten.", id="two"),
        pytest.param(["FR", "DE"], "", id="none"),
        pytest.param(["FR", "BE-VLG"], "", id="home is no partner, and is not told as one that may not"),
    ],
)
def test_a_partner_that_may_not_take_part_is_told(places: list[str], said: str) -> None:
    """https://erasmus-plus.ec.europa.eu: in small-scale partnerships organisations of programme countries take part."""
    now, on = held(), date(2026, 11, 21)
    answers = Answers(
        {APPLICANT: frozenset({"arts-organisation"}), PLACE: frozenset(places), BASE: frozenset({"BE-VLG"})}
    )
    answers = answers.changed({PARTNERS: 2})
    route = Matching(now.compiled(on), answers).route("erasmus-small-scale-partnerships")
    assert route is not None
    (told,) = [one for one in route.met if one.topic is Topic.PARTNERS]
    text = Teller(now.compiled(on), now.words, answers).met(told)
    assert text.partition("Telt daarvoor")[1:] == (
        ("Telt daarvoor", said.removeprefix("Telt daarvoor")) if said else ("", "")
    )


def failing(places: list[str], base: str, slug: str) -> tuple[str, str]:
    """What fails of a plan with partners there, and what would have to change."""
    now, on = held(), date(2026, 11, 21)
    said: dict[QuestionName, Value] = {APPLICANT: frozenset({"arts-organisation"}), PLACE: frozenset(places)}
    answers = Answers({**said, BASE: frozenset({base}), PARTNERS: 2, QuestionName("goal"): frozenset({"cooperate"})})
    route = Matching(now.compiled(on), answers).route(slug)
    assert route is not None
    (one,) = [one for one in route.fails if one.criterion.topic is Topic.PARTNERS]
    teller = Teller(now.compiled(on), now.words, answers)
    return teller.unmet(one.criterion), teller.change(one.criterion, one.change)


@pytest.mark.parametrize("slug", ["erasmus-small-scale-partnerships", "creative-europe-cooperation-small"])
def test_a_partner_in_ones_own_country_is_told_as_that(slug: str) -> None:
    """Which country is one's own is told to nobody else."""
    with override("nl"):
        because, change = failing(["BE-WAL"], "BE-VLG", slug)
        assert because.endswith("Wat in je eigen land ligt, telt niet mee: Wallonië.")
        assert change.endswith(", buiten je eigen land")
        because, change = failing(["NL"], "NL", slug)
        assert because.endswith("Wat in je eigen land ligt, telt niet mee: Nederland.")
        because, change = failing(["MA"], "BE-VLG", slug)
        assert "eigen land" not in because + change
