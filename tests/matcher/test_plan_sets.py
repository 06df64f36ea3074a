"""Sets of routes of the real catalogue, worked out by hand from what the sources say; what a route pays of which costs."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pytest
from django.http import QueryDict
from django.utils.translation import override

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import CostKind
from matcher.answers import address
from matcher.engine.availability import Availability
from matcher.engine.match import match
from matcher.engine.stacking import Cumulation
from matcher.engine.verdicts import Group
from matcher.pages.plan.addresses import PlanAddress
from matcher.pages.plan.candidates import pairs_of, pairs_to_stack, payers
from matcher.pages.plan.plan import PlanOutcome, PlanShown, plan_of
from matcher.pages.plan.sets import SetShown, basis
from matcher.pages.results.groups import MatchShown
from matcher.rules.holding import held
from tests.plans import PLANS
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
ON = date(2026, 11, 21)
DANCER = (
    "goal=present-tour&discipline=dance&applicant=individual-artist&base=BE-BRU&place=FR&start=2027-07-15&on=2026-11-21"
)
MUSEUM = PLANS["museum in Ghent with Lille and Porto"]
FILM = PLANS["documentary with the Netherlands"].replace("budget=250000", "budget=500000")
TRAVEL, STAY, TRANSPORT, FEES, PRODUCTION, TRANSLATION, COMMUNICATION, OTHER = CostKind


def plan(query: str, lines: dict[CostKind, int] | None = None, named: Sequence[str] = ()) -> PlanShown:
    site, costs = held(), lines or {}
    asked = address.read(dict(QueryDict(query).lists()), site.ruleset, site.words, today=ON)
    board = MatchShown(site, asked, match=match(site.compiled(asked.on), asked.answers))
    return plan_of(board, costs, named, PlanAddress(site, asked, costs))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def told(sets: Sequence[SetShown]) -> list[tuple[dict[str, str], str]]:
    return [({one.id: plain(one.pays) for one in each.members}, plain(each.gap)) for each in sets]


def entry(slug: str) -> InstrumentEntry:
    return held().all(InstrumentEntry)[slug]


def test_a_presentation_project_pays_up_to_its_ceiling_and_its_rules_exclude_the_allowance() -> None:
    """At most 50,000 of 60,000: 83 %, 10,000 short. VI.BE (August 2022): a TIP and an IP do not both pay for one project."""
    found = plan(f"{DANCER}&budget=60000")
    first = found.sure[0]
    assert told([first]) == [({"kunstendecreet-ip": "€ 50.000"}, "€ 10.000")]
    assert first.percent == 83
    assert {(clash.one.name, clash.other.name) for clash in found.clashes} == {
        (str(entry("kunstendecreet-tip").name), str(entry("kunstendecreet-ip").name))
    }
    assert str(entry("kunstendecreet-tip").name) not in first.could_pay
    assert str(entry("kunstendecreet-projectsubsidie").name) in first.could_pay, "no source names a ceiling of it"
    assert found.ask == ()
    assert found.outcome is PlanOutcome.SHORT
    assert str(entry("bilateraal-hauts-de-france").name) in {one.name for one in found.gone}, (
        "its last round was in 2024"
    )


def test_a_share_of_europe_and_nothing_of_what_is_closed_for_good() -> None:
    """Creative Europe pays 80 % of 200,000: 160,000, under its ceiling of 200,000; the fund for festivals at most 15,000.
    Interreg and Hauts-de-France are closed, and nobody says whether they come back: they fill nothing, and are named."""
    found = plan(MUSEUM)
    assert told(found.sure) == [
        ({"creative-europe-cooperation-small": "€ 160.000"}, "€ 40.000"),
        ({"efa-effea": "€ 15.000"}, "€ 185.000"),
    ]
    assert told(found.ask) == [
        ({"creative-europe-cooperation-small": "€ 160.000", "efa-effea": "€ 15.000"}, "€ 25.000"),
    ]
    assert (plain(found.least_gap), plain(found.gap_if_allowed)) == ("€ 40.000", "€ 25.000")
    closed = {str(entry(slug).name) for slug in ("interreg-fwvl-microproject", "bilateraal-hauts-de-france")}
    assert closed <= {one.name for one in found.gone}


def test_two_funds_for_film_that_a_source_lets_go_together() -> None:
    """Of 500,000 Screen Flanders pays at most half, for the other half stands before one applies: 250,000. Eurimages 17 %:
    85,000. Together 335,000, 165,000 short: 67 %."""
    found = plan(FILM)
    assert told(found.sure[:1]) in (
        [({"screen-flanders": "€ 250.000", "eurimages-coproductie": "€ 85.000"}, "€ 165.000")],
        [({"media-slate-development": "€ 500.000"}, "")],
    )
    both = next(
        one for one in found.sure if {"screen-flanders", "eurimages-coproductie"} == {m.id for m in one.members}
    )
    assert told([both]) == [({"screen-flanders": "€ 250.000", "eurimages-coproductie": "€ 85.000"}, "€ 165.000")]
    assert (both.percent, both.asks) == (67, ())
    assert len(both.good) == 1


def test_costs_that_a_route_does_not_pay_are_not_counted() -> None:
    """A presentation project pays travel and fees, as its source says, and no translation: 13,000 of 15,000."""
    lines = {TRAVEL: 4_000, FEES: 9_000, TRANSLATION: 2_000}
    for budget in (15_000, 10_000):
        found = plan(f"{DANCER}&budget={budget}", lines)
        assert told(found.sure[:1]) == [({"kunstendecreet-ip": "€ 13.000"}, "€ 2.000")]
        assert plain(found.lines_exceed) == ("€ 15.000" if budget == 10_000 else "")
        assert found.unsplit == ""


@pytest.mark.parametrize("lines", [{TRANSLATION: 2_000}, {TRANSLATION: 2_000, TRAVEL: 0}], ids=["one", "and a nought"])
def test_what_stands_on_no_line_counts_as_before(lines: dict[CostKind, int]) -> None:
    """Of 30,000, 2,000 for a translation: a presentation project pays the other 28,000."""
    found = plan(f"{DANCER}&budget=30000", lines)
    assert told(found.sure[:1]) == [({"kunstendecreet-ip": "€ 28.000"}, "€ 2.000")]
    assert plain(found.unsplit) == "€ 28.000"
    assert found.lines_exceed == ""


def test_a_line_of_nought_changes_nothing() -> None:
    whole, nought = plan(f"{DANCER}&budget=30000"), plan(f"{DANCER}&budget=30000", {TRAVEL: 0})
    assert told(nought.sure) == told(whole.sure)
    assert (nought.outcome, nought.unsplit) == (whole.outcome, "")


def test_a_share_without_a_ceiling_fills_nothing_until_costs_are_split() -> None:
    """The development grant of the Circus Decree pays 80 % of what it pays: of 4,000 for travel that is 3,200, of the 26,000
    beside it not known."""
    slug = "circusdecreet-ontwikkelingsbeurs"
    circus = DANCER.replace("dance", "circus").replace("present-tour", "exchange-learn").replace("BE-BRU", "BE-VLG")
    whole, split = plan(f"{circus}&budget=30000"), plan(f"{circus}&budget=30000", {TRAVEL: 4_000})
    assert slug not in {member.id for one in (*whole.sure, *whole.ask) for member in one.members}
    assert str(entry(slug).name) in {one.name for one in whole.unknown}
    alone = next(one for one in (*split.sure, *split.ask) if [member.id for member in one.members] == [slug])
    assert told([alone]) == [({slug: "€ 3.200"}, "€ 26.800")]


def test_a_budget_is_reached_for_sure_only_by_what_fits() -> None:
    """Of a presentation project it is not known whether it fits as long as nobody says who takes part."""
    assert plan(f"{DANCER}&budget=30000").outcome is PlanOutcome.MAYBE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("", "an answer is still missing", id="partners are not said"),
        pytest.param(
            "&partners=1&start=2026-12-04", "whether a round is in time, no source says", id="no answer decides"
        ),
    ],
)
def test_what_still_decides_on_a_route_that_may_fit_is_said_as_it_is(given: str, said: str) -> None:
    """Of two of the four rounds of the presentation project the day is not known."""
    with override("en"):
        found = plan(f"{DANCER.replace('&start=2027-07-15', '')}{given or '&start=2027-07-15'}&budget=30000")
        member = next(one for one in found.sure[0].members if one.id == "kunstendecreet-ip")
    assert f"it may fit: {said}" in member.basis


def test_no_set_of_a_real_plan_holds_two_that_exclude_each_other() -> None:
    plans = [plan(query) for query in (f"{DANCER}&budget=60000", MUSEUM, FILM, *PLANS.values())]
    for one in some(each for found in plans for each in (*found.sure, *found.ask)):
        entries = [entry(member.id) for member in one.members]
        assert Cumulation.MAY_NOT not in pairs_to_stack(entries).values()
        for first, second in combinations(entries, 2):
            assert second.id not in first.combine.not_with
            assert first.id not in second.combine.not_with
    for one in some(each for found in plans for each in found.sure):
        entries = [entry(member.id) for member in one.members]
        assert len(pairs_of(entries)) == len(list(combinations(entries, 2))), "each pair rests on what a source says"


def test_what_excludes_money_of_the_eu_in_words_is_put_together_with_no_route_between_many_countries() -> None:
    both = [entry("creative-europe-cooperation-small"), entry("erasmus-small-scale-partnerships")]
    assert set(pairs_to_stack(both).values()) == {Cumulation.MAY_NOT}
    assert pairs_of(both) == {}


def test_routes_that_are_named_in_the_address_are_followed_in_time_and_a_clash_is_told() -> None:
    found = plan(f"{DANCER}&budget=60000", named=["kunstendecreet-tip", "kunstendecreet-ip"])
    assert [one.id for one in found.chosen] == ["kunstendecreet-tip", "kunstendecreet-ip"]
    assert found.is_chosen_illegal
    assert found.chosen_letter == ""


LIVEUROPE = (
    "applicant=collective&discipline=pop-jazz-folk&goal=present-tour&place=GB&base=BE-BRU&start=2027-03-15&budget=6000"
    "&people=4&days=10&works=6&on=2026-11-28"
)


def test_only_what_is_not_open_is_said_not_to_be_open_and_what_is_needed_first_is_named() -> None:
    """Sabam's routes ask membership first, and are open."""
    needing = 0
    site = held()
    for query in (LIVEUROPE, *PLANS.values()):
        asked = address.read(dict(QueryDict(query).lists()), site.ruleset, site.words, today=ON)
        for one in payers(site, match(site.compiled(asked.on), asked.answers), {}):
            with override("en"):
                said = " ".join(basis(one))
            is_expected = one.route.availability is Availability.EXPECTED and one.route.group is Group.FITS
            assert ("not open as far as we know" in said) is is_expected, one.name
            if one.entry.needs_first:
                needing += 1
                assert f"needed first: {one.entry.needs_first.status.en}" in said
    assert needing > 3
    found = plan(LIVEUROPE)
    shown = [member for each in (*found.sure, *found.ask) for member in each.members if member.id == "sabam-liveurope"]
    assert some(shown)
    assert not any("niet open" in said for member in shown for said in member.basis)
