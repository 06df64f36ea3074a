"""What a sum per unit says: all that decides whether it is yours, in both languages."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs

import pytest
from django.utils.translation import override
from pydantic import ValidationError

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import AmountEntry, FigureEntry, UnitEntry
from catalogue.vocabulary import FigureKind, UnitPer
from matcher.engine.match import Matching
from matcher.engine.money import Per, Sum, Unit
from matcher.engine.ruleset import RuleEffect
from matcher.engine.verdicts import Route
from matcher.pages.routes.shown import route_shown
from matcher.proof import personas
from matcher.rules.holding import held
from matcher.speech.sums import figure_told, known_otherwise, unit_told
from matcher.speech.writing import counted
from tests.some import some
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.mark.parametrize(
    ("unit", "what", "when"),
    [
        pytest.param(
            {"eur": 28, "from_km": 10, "until_km": 99},
            "€\u00a028 per reis en per persoon",
            "10 tot 99 km",
            id="between",
        ),
        pytest.param({"eur": 28, "from_km": 8000}, "€\u00a028 per reis en per persoon", "vanaf 8.000 km", id="from"),
        pytest.param({"eur": 28, "until_km": 4999}, "€\u00a028 per reis en per persoon", "tot 4.999 km", id="up to"),
        pytest.param(
            {"eur": "171.9", "is_most": True}, "hoogstens €\u00a0171,90 per reis en per persoon", "", id="cents"
        ),
        pytest.param(
            {"from_day": 15},
            "Wordt betaald, hoeveel is niet bekend: per reis en per persoon",
            "vanaf dag 15",
            id="no sum",
        ),
        pytest.param(
            {"eur": 5, "from_day": 1, "until_day": 14, "places": ["SE", "BE"], "as_of": "2024"},
            "€\u00a05 per reis en per persoon",
            "dag 1 tot 14; in België, Zweden (2024)",
            id="days and places",
        ),
    ],
)
def test_a_sum_says_when_it_holds(unit: dict[str, object], what: str, when: str) -> None:
    entry = UnitEntry.model_validate({"per": UnitPer.TRIP, **unit}, context={"row": True})
    assert unit_told(entry, held().words) == (what, when)


PAID = [
    # https://www.euro-access.eu/en/calls/2410: 100,000 euro for 5 to 10 books, 200,000 for 11 to 20, 300,000 from 21
    # https://www.effea.eu: Discovery with one partner festival, 8,000 euro; Springboard from two, 15,000
    pytest.param("efa-effea", "partners=1", 8_000, None, id="one partner festival"),
    pytest.param("efa-effea", "partners=2", 15_000, None, id="two partner festivals"),
    pytest.param("creative-europe-literary-works", "works=8", 100_000, 60, id="eight books"),
    pytest.param("creative-europe-literary-works", "works=10", 100_000, 60, id="ten books"),
    pytest.param("creative-europe-literary-works", "works=11", 200_000, 60, id="eleven books"),
    pytest.param("creative-europe-literary-works", "works=21", 300_000, 60, id="21 books"),
    pytest.param("creative-europe-literary-works", "", 300_000, 60, id="books not said"),
    # https://www2.fundsforngos.org: 20,000 euro for two organisations, 30,000 for three or more
    pytest.param("culture-helps-solidarity-samenwerking", "partners=1", 20_000, None, id="two organisations"),
    pytest.param("culture-helps-solidarity-samenwerking", "partners=2", 30_000, None, id="three organisations"),
    # https://culture.ec.europa.eu/node/2985: 120,000 euro for two companies; no figure for three
    pytest.param("media-co-development", "partners=1", 120_000, 70, id="two companies"),
    pytest.param("media-co-development", "partners=2", None, 70, id="three companies: not known"),
    # https://www.vlaanderen.be/cjm: 12,000 euro a year, for one, two or three years
    pytest.param("kunstendecreet-beurs-bewezen-talent", "months=12", 12_000, None, id="one year"),
    pytest.param("kunstendecreet-beurs-bewezen-talent", "months=24", 24_000, None, id="two years"),
    pytest.param("kunstendecreet-beurs-bewezen-talent", "months=36", 36_000, None, id="three years"),
    # https://www.sabam.be: 750 euro a person, 1,500 for two people of one project
    pytest.param("sabam-activiteiten-buitenland", "people=1", 750, 50, id="one person"),
    pytest.param("sabam-activiteiten-buitenland", "people=2", 1500, 50, id="two people"),
    # https://www.flandersliterature.be/grants/travel-grants: at most 500 euro for a digital event
    pytest.param("flanders-literature-reissubsidie", "at=online", 500, None, id="online"),
    pytest.param("flanders-literature-reissubsidie", "at=there", None, None, id="there"),
    # https://www.myresearchconnect.com: 80 % for public bodies, 70 % for private non-profits
    pytest.param("interreg-europe", "status=non-profit", None, 70, id="a non-profit"),
    pytest.param("interreg-europe", "status=public", None, 80, id="a public body"),
    # https://www.flandersliterature.be/news/whats-going-on/update-grants-2025
    pytest.param("flanders-literature-vertaalsubsidie", "base=SE", 8000, 90, id="into Swedish"),
    pytest.param("flanders-literature-vertaalsubsidie", "base=FR", 8000, 70, id="into French"),
    # https://www.interregnorthsea.eu/available-funds
    pytest.param("interreg-north-sea", "base=NO", None, 50, id="a partner in Norway"),
    pytest.param("interreg-north-sea", "base=NL", None, 60, id="a partner in the Netherlands"),
]
"""What sources say is paid at most: route, answers, euros, share."""


@pytest.mark.parametrize(("slug", "said", "max_eur", "max_rate_pct"), PAID)
def test_what_is_paid_at_most_hangs_on_the_plan(
    slug: str, said: str, max_eur: int | None, max_rate_pct: int | None
) -> None:
    budget = 10_000_000
    route = judged(slug, f"{said}&budget={budget}")
    assert (route.amount.max_eur, route.amount.max_rate_pct) == (max_eur, max_rate_pct)
    ceilings = [one for one in (max_eur, budget * max_rate_pct // 100 if max_rate_pct else None) if one is not None]
    assert route.cover.covers_eur == min(ceilings, default=None)


def test_no_rule_that_sets_what_is_paid_can_be_taken_away_unseen() -> None:
    sets = {rule.id for rule in held().ruleset.rules if rule.effect is RuleEffect.LIMIT}
    assert sets == {limit for row in PAID for limit in judged(*map(str, row.values[:2])).limits}


def test_a_journey_overseas_adds_what_only_overseas_gets() -> None:
    """https://culture.ec.europa.eu: 175 euro more from or to an overseas or outermost region."""
    for place, total in (("FR", 10 * 85 + 400), ("RE", 10 * 85 + 400 + 175), ("GL", 10 * 85 + 400 + 175)):
        plan = f"applicant=individual-artist&base=BE-VLG&place={place}&days=10&people=1"
        assert judged("culture-moves-europe-individual", plan).cover.covers_eur == total


def judged(slug: str, plan: str) -> Route:
    site = held()
    answers, _ = personas.read(parse_qs(plan), site)
    route = Matching(site.compiled(date(2026, 11, 25)), answers).route(slug)
    assert route is not None
    return route


@pytest.mark.parametrize(
    ("figure", "what"),
    [
        pytest.param({"most": 7000, "rate_pct": 75}, "€\u00a07.000, 75%", id="with a share"),
        pytest.param({"least": 2500, "most": 3500}, "€\u00a02.500 tot €\u00a03.500", id="between"),
        pytest.param({"most": 5000, "currency": "GBP"}, "GBP\u00a05.000", id="other money"),
    ],
)
def test_a_figure_is_written_as_any_other_amount(figure: dict[str, object], what: str) -> None:
    entry = FigureEntry.model_validate({"kind": FigureKind.FORMER, **figure}, context={"row": True})
    assert figure_told(entry).what.replace("75 %", "75%") == what


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        pytest.param(
            {"figures": [{"kind": "former", "most": 7000, "rate_pct": 75, "year": "2017"}]},
            "formerly up to € 7,000, 75% (2017)",
            id="what it was",
        ),
        pytest.param(
            {"figures": [{"kind": "former", "most": most, "year": "2022"} for most in (15000, 250000, 50000)]},
            "formerly up to € 250,000 (2022)",
            id="one for each purpose",
        ),
        pytest.param(
            {"figures": [{"kind": "former", "least": 900, "most": 1800}, {"kind": "former", "most": 1200}]},
            "formerly € 900 to € 1,800",
            id="from the least to the most",
        ),
        pytest.param({"figures": [{"kind": "former", "rate_pct": 75}]}, "formerly 75%", id="a share alone"),
        pytest.param(
            {"figures": [{"kind": "former", "least": 50000, "year": "2023"}]},
            "formerly from € 50,000 (2023)",
            id="a floor",
        ),
        pytest.param(
            {
                "figures": [
                    {
                        "kind": "granted",
                        "most": 11000000,
                        "year": "2024",
                        "note": {"nl": "voor vijf orkesten", "en": "for five orchestras"},
                    }
                ]
            },
            "given before: up to € 11,000,000 (2024; for five orchestras)",
            id="to whom it was given decides what it says",
        ),
        pytest.param(
            {"figures": [{"kind": "currency", "most": 25000, "currency": "DKK", "year": "2025"}]},
            "up to DKK 25,000 (2025)",
            id="other money",
        ),
        pytest.param(
            {"units": [{"per": "trip"}, {"per": "event", "eur": 100, "is_extra": True, "as_of": "2025"}]},
            "on top: € 100 per event (2025)",
            id="beside what is not known",
        ),
        pytest.param({"units": [{"per": "day"}]}, "", id="paid, how much is not known"),
    ],
)
def test_what_is_known_is_told_as_what_it_was(amount: dict[str, object], said: str) -> None:
    entry = AmountEntry.model_validate(amount, context={"row": True})
    with override("en"):
        assert known_otherwise(entry).replace("\u00a0", " ") == said


def test_no_route_of_which_a_sum_is_known_says_that_none_is() -> None:
    """TIP: 7,000 euro and 75 per cent in 2017 (VI.BE, February 2017)."""
    site, known = held(), set()
    with override("en"):
        for slug, entry in site.all(InstrumentEntry).items():
            sums = [*entry.amount.figures, *[one for one in entry.amount.units if one.eur is not None]]
            if sums:
                known.add(slug)
                assert "not known" not in route_shown(site, slug).amount, slug
        assert "formerly up to €\u00a07,000, 75% (2017)" in route_shown(site, "kunstendecreet-tip").amount
    assert {"kunstendecreet-tip", "flanders-literature-reissubsidie", "vaf-gamefonds"} <= known


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_sums_of_a_route_are_told_alike(language: str) -> None:
    """Sums that differ in a field only would be: each field that decides is told."""
    site = held()
    with override(language):
        for entry in some(site.all(InstrumentEntry).values()):
            told = [unit_told(one, site.words) for one in entry.amount.units]
            assert len({one.when + one.what.lstrip("0123456789€., \u00a0") for one in told}) == len(told), entry.id


@pytest.mark.parametrize(
    ("per", "times", "said", "told"),
    [
        (Per.DAY, 5, "5 days", "5 dagen"),
        (Per.PERSON_DAY, 50, "50 days, everybody together", "50 dagen, iedereen samen"),
        (Per.PERSON_NIGHT, 20, "20 nights, everybody together", "20 nachten, iedereen samen"),
        (Per.PERSON, 10, "10 people", "10 mensen"),
    ],
)
def test_days_of_several_people_are_said_to_be_those_of_everybody(per: Per, times: int, said: str, told: str) -> None:
    """Ten people for five days are fifty days; "50 days" alone would read as a stay of seven weeks."""
    one = Sum(Unit(per, eur=Decimal(85)), times, 85 * times)
    with override("en"):
        assert counted(one) == said
    with override("nl"):
        assert counted(one) == told


@pytest.mark.parametrize(("rate", "more"), [(60, 60), (60, 50), (None, 50)])
def test_a_share_for_some_is_larger_than_that_of_most(rate: int | None, more: int) -> None:
    with pytest.raises(ValidationError, match="some_rate_pct"):
        AmountEntry.model_validate({"max_rate_pct": rate, "some_rate_pct": more}, context={"row": True})


def test_who_is_paid_a_higher_share_by_a_rule_is_among_those_for_whom_there_is_one() -> None:
    site = held()
    entries = site.all(InstrumentEntry)
    rates = [one for one in site.ruleset.rules if one.effect is RuleEffect.LIMIT and one.max_rate_pct is not None]
    for rule in some(rates):
        for slug in some(rule.instruments):
            amount = entries[slug].amount
            assert the(rule.max_rate_pct) <= (amount.some_rate_pct or amount.max_rate_pct or 100), rule.id
