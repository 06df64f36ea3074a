"""What changed since: moves, applied to what a page said, give what it says now; each is due to what it is said to be."""

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.editions.edition import Edition, Stored
from catalogue.entries.group import GroupEntry, PeriodEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.values import Entry
from catalogue.vocabulary import State
from matcher.engine.due import Certainty
from matcher.engine.verdicts import Group
from matcher.models import SelectionPage
from matcher.pages.selections.causes import CauseKind, Since, SiteOnDay, since
from matcher.pages.selections.outcomes import KeptAddress, outcome
from matcher.pages.selections.since import Aspect, Move, moved, moves
from matcher.pages.selections.told import routes_moved
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.mutations import mutants
from matcher.rules.entries import PlanChangeEntry, RuleEntry
from matcher.rules.holding import held
from matcher.rules.site import Site
from tests.some import few, tries
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]

THEN, LATER = date(2026, 11, 21), date(2027, 1, 18)
PLAN = (
    "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&budget=30000"
)
DANCER = KeptAddress(SelectionPage.RESULTS, PLAN)
TIP, IP = "kunstendecreet-tip", "kunstendecreet-ip"
Changes = Mapping[Name, Entry | None]


def edited(edition: Edition, changes: Changes, on: date = LATER) -> Edition:
    """The edition with entries otherwise, as it would be published on a day."""
    number = edition.number + 1
    stored = {name: Stored.of(value, number, on) if value else None for name, value in changes.items()}
    return edition.replaced(number, stored)


def route(slug: str, **changes: Any) -> Changes:
    entry = held().edition.get(InstrumentEntry, slug)
    assert entry is not None
    return {("instrument", slug): entry.model_copy(update=changes)}


def after(changes: Changes, kept: KeptAddress = DANCER, on: date = THEN) -> Since:
    site = held()
    return since(kept, SiteOnDay(site, THEN), SiteOnDay(Site(edited(site.edition, changes)), on))


def only(told: Since) -> tuple[Move, CauseKind, tuple[Name, ...]]:
    assert len(told.moves) == 1, told.moves
    one = told.moves[0]
    return one.move, one.cause.kind, one.cause.names


# --- Each kind of change ------------------------------------------------------------------------------------------


def test_nothing_is_told_where_nothing_moved() -> None:
    site = held()
    assert since(DANCER, SiteOnDay(site, THEN), SiteOnDay(site, THEN)).moves == ()


def test_an_edit_of_what_the_page_does_not_say_is_not_told() -> None:
    assert after(route(TIP, named_in=[])).moves == ()


def test_a_day_that_passed_is_told_with_that_day() -> None:
    """The call of the international project closes on 31 January every year, says the decree."""
    site = held()
    told = since(DANCER, SiteOnDay(site, THEN), SiteOnDay(site, date(2027, 2, 20)))
    days = {one.move.aspect: one for one in told.moves if one.move.route == IP}
    closes = days[Aspect.CLOSES]
    assert (closes.move.before, closes.move.after) == (date(2027, 1, 31), None)
    assert (closes.cause.kind, closes.cause.on) == (CauseKind.DAY, date(2027, 1, 31))
    assert all(one.cause.kind is CauseKind.DAY for one in told.moves)


def test_a_fact_that_staff_changed_is_the_cause_with_what_it_said() -> None:
    told = after(route(TIP, goals=["residency"]))
    move, kind, names = only(told)
    assert (move.route, move.aspect, move.after) == (TIP, Aspect.LISTED, None)
    assert move.before.group == Group.FITS
    assert (kind, names) == (CauseKind.FACT, (("instrument", TIP),))
    said = the(routes_moved(told)[0].moves[0].cause)
    assert "op 18 januari 2027." in said.rest
    assert "Vroeger stond er" in said.rest
    assert "Nu staat er" in said.rest


def test_another_lead_time_moves_the_day() -> None:
    entry = held().edition.get(InstrumentEntry, TIP)
    assert entry is not None
    told = after(route(TIP, timing=entry.timing.model_copy(update={"lead_months": 3})))
    assert {(one.move.aspect, one.move.after) for one in told.moves} == {
        (Aspect.CLOSES, date(2027, 3, 20)),
        (Aspect.LEAD, (3, None)),
    }
    assert {(one.cause.kind, one.cause.names) for one in told.moves} == {(CauseKind.FACT, (("instrument", TIP),))}


def test_another_lead_time_is_told_where_nobody_said_when_one_starts() -> None:
    entry = held().edition.get(InstrumentEntry, TIP)
    assert entry is not None
    kept = KeptAddress(SelectionPage.COMPARE, f"route={TIP}&route={IP}")
    told = after(route(TIP, timing=entry.timing.model_copy(update={"lead_months": 3})), kept)
    move, kind, _names = only(told)
    assert (move.aspect, move.after, kind) == (Aspect.LEAD, (3, None), CauseKind.FACT)
    shown = routes_moved(told)[0].moves[0]
    assert (shown.before, shown.after) == ("2 maanden voor je start", "3 maanden voor je start")


def test_where_an_edit_and_a_day_would_both_do_it_the_edit_is_named() -> None:
    entry = held().edition.get(InstrumentEntry, IP)
    assert entry is not None
    gone = entry.status.model_copy(update={"state": State.CLOSED})
    told = after(route(IP, status=gone), on=date(2027, 7, 1))
    assert {one.cause.kind for one in told.moves if one.move.route == IP} == {CauseKind.FACT}


def test_another_amount_is_told_with_both() -> None:
    entry = held().edition.get(InstrumentEntry, IP)
    assert entry is not None
    told = after(route(IP, amount=entry.amount.model_copy(update={"max_eur": 12_345})))
    amounts = [one for one in told.moves if one.move.aspect is Aspect.AMOUNT]
    assert [one.move.after.max_eur for one in amounts] == [12_345]
    assert {one.cause.kind for one in told.moves} == {CauseKind.FACT}


def test_a_source_that_was_seen_again_is_no_change_of_facts() -> None:
    entry = held().edition.get(InstrumentEntry, TIP)
    assert entry is not None
    again = [one.model_copy(update={"seen": "2027-01-10"}) for one in entry.sources]
    move, kind, names = only(after(route(TIP, sources=again)))
    assert (move.aspect, move.after) == (Aspect.SEEN, "2027-01-10")
    assert (kind, names) == (CauseKind.CHECKED, (("instrument", TIP),))


def test_a_new_rule_is_the_cause_with_its_reason() -> None:
    rule = RuleEntry.model_validate(
        {
            "id": "no-dance",
            "name": "No dance",
            "for": {"instruments": [TIP]},
            "when": [{"question": "discipline", "operator": "any-of", "options": ["dance"]}],
            "then": "exclude",
            "because": {"nl": "Dit jaar niet voor dans.", "en": "Not for dance this year."},
            "source": "https://www.vlaanderen.be/",
        }
    )
    told = after({("rule", "no-dance"): rule})
    move, kind, names = only(told)
    assert (move.route, move.aspect) == (TIP, Aspect.LISTED)
    assert (kind, names) == (CauseKind.RULE, (("rule", "no-dance"),))
    assert "Dit jaar niet voor dans." in the(routes_moved(told)[0].moves[0].cause).rest


def test_of_two_rules_the_one_that_does_it_is_named() -> None:
    def excluding(id: str, discipline: str) -> RuleEntry:
        return RuleEntry.model_validate(
            {
                "id": id,
                "name": id,
                "for": {"instruments": [TIP]},
                "when": [{"question": "discipline", "operator": "any-of", "options": [discipline]}],
                "then": "exclude",
                "because": {"nl": f"Niet voor {discipline}.", "en": f"Not for {discipline}."},
                "source": "https://www.vlaanderen.be/",
            }
        )

    told = after({("rule", "a"): excluding("a", "circus"), ("rule", "b"): excluding("b", "dance")})
    assert only(told)[1:] == (CauseKind.RULE, (("rule", "b"),))


def test_a_list_of_places_is_the_cause() -> None:
    """Norway leaves the lists of a route: who goes there loses the route."""
    site = held()
    kept = KeptAddress(SelectionPage.RESULTS, PLAN.replace("place=FR", "place=NO"))
    for slug in outcome(site, kept, THEN).stands:
        for group in site.all(InstrumentEntry)[slug].where.groups:
            told = after({("group", group): without(site.all(GroupEntry)[group], "NO")}, kept)
            if mine := [one for one in told.moves if one.move.route == slug]:
                assert {one.cause.kind for one in mine} == {CauseKind.PLACES}
                assert {one.cause.names for one in mine} == {(("group", group),)}
                return
    pytest.fail("no route of this plan asks for a list with Norway in it")


def without(group: GroupEntry, place: str) -> GroupEntry:
    def less(one: PeriodEntry) -> PeriodEntry:
        left = {"places": [code for code in one.places if code != place], "except_places": [*one.except_places, place]}
        return one.model_copy(update={**left, "limited": [member for member in one.limited if member.place != place]})

    periods = [less(one) for one in group.periods]
    return group.model_copy(update={"periods": periods})


def test_a_route_that_is_new_and_one_that_is_gone_say_so() -> None:
    entry = held().edition.get(InstrumentEntry, TIP)
    assert entry is not None
    new = entry.model_copy(update={"id": "new-route"})
    told = after({("instrument", "new-route"): new, ("instrument", IP): None})
    causes = {one.move.route: one.cause.kind for one in told.moves}
    assert causes["new-route"] is CauseKind.NEW
    assert causes[IP] is CauseKind.GONE
    titles = [one.title for one in routes_moved(told)]
    assert any(title.endswith("nieuw in je lijst") for title in titles)


def test_a_change_that_no_longer_leaves_a_plan_the_same_is_no_fact_of_a_route() -> None:
    """Without the table of changes there is nothing that one could change."""
    site = held()
    kept = KeptAddress(SelectionPage.RESULTS, PLAN.replace("base=BE-VLG", "base=BE-WAL"))
    near = [slug for slug, one in outcome(site, kept, THEN).stands.items() if one.group == Group.ONE_CHANGE]
    assert near
    told = after({("plan-change", key): None for key in site.all(PlanChangeEntry)}, kept)
    assert {one.cause.kind for one in told.moves} == {CauseKind.OTHER}
    assert {one.move.route for one in told.moves} == set(near)


def test_what_two_edits_do_only_together_is_told_of_both() -> None:
    """The route asks for a list that is new as well: neither makes sense without the other."""
    site = held()
    entry = site.edition.get(InstrumentEntry, TIP)
    group = next(iter(site.all(GroupEntry).values()))
    assert entry is not None
    far = group.model_copy(update={"id": "far-away", "periods": [PeriodEntry(places=["JP"])]})
    there = entry.model_copy(update={"where": entry.where.model_copy(update={"groups": ["far-away"]})})
    told = after({("group", "far-away"): far, ("instrument", TIP): there})
    mine = [one for one in told.moves if one.move.route == TIP]
    assert {one.cause.kind for one in mine} == {CauseKind.FACT}


def test_certainty_moves_with_the_day_and_is_told_once() -> None:
    site = held()
    told = since(DANCER, SiteOnDay(site, THEN), SiteOnDay(site, date(2027, 2, 20)))
    shown = next(one for one in routes_moved(told) if one.slug == IP)
    aspects = {one.move.aspect for one in told.moves if one.move.route == IP}
    assert {Aspect.CLOSES, Aspect.CERTAINTY} <= aspects
    assert sum(one.is_day for one in shown.moves) == 1
    assert Certainty.USUAL in {one.move.before for one in told.moves}


@pytest.mark.parametrize(
    "kept",
    [
        KeptAddress(SelectionPage.ROUTES, "discipline=dance&place=FR"),
        KeptAddress(SelectionPage.COMPARE, f"{PLAN}&route={TIP}&route={IP}"),
        KeptAddress(SelectionPage.RESULTS, f"{PLAN}&show=open"),
        KeptAddress(SelectionPage.RESULTS, ""),
    ],
    ids=["catalogue", "compared", "filtered", "no answers"],
)
def test_every_page_that_can_be_kept_tells_what_changed(kept: KeptAddress) -> None:
    entry = held().edition.get(InstrumentEntry, TIP)
    assert entry is not None
    told = after(route(TIP, amount=entry.amount.model_copy(update={"max_eur": 4_321})), kept)
    assert {(one.move.route, one.move.aspect) for one in told.moves} == {(TIP, Aspect.AMOUNT)}


# --- Any change ---------------------------------------------------------------------------------------------------


def checked(told: Since) -> None:
    """That the moves lead from the old to the new, and that what each is due to did change."""
    differ = [one.move for one in told.moves]
    assert moved(told.before.stands, differ) == told.after.stands
    assert len(set(differ)) == len(differ)
    old, new = told.then.site.edition, told.now.site.edition
    for one in told.moves:
        if one.cause.kind in (CauseKind.DAY, CauseKind.START):
            assert told.then.on < told.now.on
            assert moved(told.before.stands, [one.move]).get(one.move.route) is not None or one.move.after is None
        else:
            assert one.cause.names
            for name in one.cause.names:
                was, now = old.stored.get(name), new.stored.get(name)
                assert (was and was.digest) != (now and now.digest)
    assert {one.slug for one in routes_moved(told)} == {one.route for one in differ}


HERITAGE = "applicant=heritage-organisation&base=BE-VLG&discipline=heritage&goal=network&place=NL"
"""The little catalogue has nothing for it."""
PLANS = (
    PLAN,
    "applicant=collective&base=BE-BRU&discipline=pop-jazz-folk&goal=present-tour&place=US&start=2027-03-10",
    "applicant=arts-organisation&base=BE-VLG&discipline=theatre&goal=co-produce&place=NL&place=DE&start=2027-10-01&budget=120000",
    "discipline=literature",
)


@pytest.mark.parametrize("plan", PLANS)
def test_slips_of_every_kind_are_told_and_lead_from_the_old_to_the_new(plan: str) -> None:
    """Random edits of random kinds, a few at once, some with a day that passed as well."""
    assert slips(plan)


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("plan", [HERITAGE, *few(PLANS, 1)])
def test_so_they_are_in_the_whole_catalogue(plan: str) -> None:
    assert slips(plan)


def slips(plan: str) -> int:
    """How much moved by them."""
    site, count = held(), 0
    chance = random.Random(plan)
    drawn = mutants(site.edition, site.words.offered(), 3 * len(FaultKind), seed=len(plan))
    for _ in range(tries(24, 8)):
        some = chance.sample(drawn, chance.randint(1, 3))
        changes = {one.name: one.edition.entry(one.name) for one in some}
        now = SiteOnDay(Site(edited(site.edition, changes)), chance.choice([THEN, LATER, date(2027, 9, 1)]))
        told = since(KeptAddress(SelectionPage.RESULTS, plan), SiteOnDay(site, THEN), now)
        checked(told)
        count += len(told.moves)
    return count


@given(st.data())
def test_moves_lead_from_any_list_to_any_other(data: st.DataObject) -> None:
    site = held()
    every = outcome(site, KeptAddress(SelectionPage.ROUTES, ""), THEN).stands
    slugs = st.lists(st.sampled_from(sorted(every)), max_size=6, unique=True)

    def drawn() -> Mapping[str, Any]:
        return {
            slug: every[slug]._replace(
                closes=data.draw(st.sampled_from([None, THEN, LATER])),
                group=data.draw(st.sampled_from(list(Group))).value,
                certainty=data.draw(st.sampled_from(list(Certainty))),
                amount=every[data.draw(st.sampled_from(sorted(every)))].amount,
            )
            for slug in data.draw(slugs)
        }

    before, now = drawn(), drawn()
    told = list(moves(before, now))
    assert moved(before, told) == now
    assert (told == []) == (before == now)
