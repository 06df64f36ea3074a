"""A call that comes back: its rounds of last year once more, as usual days, worked out by hand."""

from datetime import date
from typing import Any

import pytest

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import FactSubject, State
from matcher.engine.chances import Chance, chances_from
from matcher.engine.due import Certainty
from matcher.rules.timing import timing_of
from matcher.upkeep.edits import checked, closed, confirmed, reopened, settled, source_about
from matcher.upkeep.next_year import same_again
from tests.catalogue.test_freshness import route, source

ON = date(2026, 11, 27)


def call(*rounds: dict[str, Any], state: str = "recurring", **fields: Any) -> InstrumentEntry:
    return route(
        source("start", "2025-03"),
        timing=fields.pop("timing", {"kind": "call"}),
        rounds=list(rounds),
        status={"state": state},
        **fields,
    )


def closing(*days: str) -> InstrumentEntry:
    return call(*({"closes": day} for day in days))


def again(entry: InstrumentEntry, on: date = ON) -> list[str]:
    """The closing days that it adds."""
    found = same_again(entry, on)
    return [one.closes for one in found.rounds[len(entry.rounds) :]] if found else []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(["2024-03-01"], ["2027-03-01"], id="the next time after today, a Monday"),
        pytest.param(["2026-11-27"], ["2027-11-26"], id="of today: next year; that is a Saturday, so the Friday before"),
        pytest.param(["2026-05-02"], ["2027-05-02"], id="a Saturday already: whoever chose it minds no weekends"),
        pytest.param(["2025-11-28", "2024-11-28"], ["2026-11-28"], id="the same date each year, though a Saturday now"),
        pytest.param(["2024-10-03", "2025-10-02"], ["2027-09-30"], id="always a Thursday: the Thursday closest"),
        pytest.param(["2024-02-29"], ["2027-02-26"], id="29 February: the 28th is a Sunday, so the Friday before"),
        pytest.param(["2024-03"], ["2027-03"], id="as precise as it was"),
        pytest.param(["2024"], ["2026"], id="a year that is not over"),
        pytest.param(["2026-11"], ["2027-11"], id="a month that may not be over yet lies a year on"),
        pytest.param(
            ["2024-01-23", "2025-05-13", "2026-05-05"], ["2027-05-05"], id="of the same season only the last round"
        ),
        pytest.param(
            ["2024-11-15", "2025-05-23"], ["2027-05-21", "2027-11-15"], id="two rounds a year: each the next time"
        ),
        pytest.param(
            ["2025-10-30", "2026-01-29", "2026-04-30"],
            ["2027-01-29", "2027-04-30", "2027-10-29"],
            id="a season from autumn to spring, each after today",
        ),
        pytest.param(["2026-02-12", "2027-02-11"], ["2028-02-10"], id="one lies ahead already: the year after, a Thursday"),
        pytest.param([""], [], id="no day is known: nothing to copy"),
        pytest.param([], [], id="no round at all"),
    ],
)  # fmt: skip
def test_rounds_come_back(days: list[str], expected: list[str]) -> None:
    assert again(closing(*days)) == expected


def test_pressing_it_twice_adds_the_year_after_and_never_the_same_twice() -> None:
    once = same_again(closing("2024-03-01"), ON)
    assert once
    assert again(once) == ["2028-03-01"]


def test_a_copy_is_usual_and_keeps_only_what_holds_every_year() -> None:
    old = {
        "code": "2025",
        "opens": "2025-01-07",
        "closes": "2025-03-03",
        "closes_at": "17:00",
        "decides": "2025-06",
        "starts_from": "2025-09-01",
        "starts_until": "2027-02-28",
        "max_eur": 5000,
        "note": {"nl": "Alleen dit jaar", "en": "This year only"},
    }
    found = same_again(call(old), ON)
    assert found
    new = found.rounds[-1]
    assert (new.opens, new.closes, new.closes_at) == ("2027-01-07", "2027-03-03", "17:00")
    assert (new.decides, new.starts_from, new.starts_until) == ("2027-06", "2027-09-01", "2029-02-28")
    assert (new.code, new.note, new.max_eur, new.is_announced) == ("", None, 5000, False)

    alone = same_again(call({**old, "sets_own_rules": True}), ON)
    assert alone
    assert (alone.rounds[-1].max_eur, alone.rounds[-1].sets_own_rules) == (None, False)


def test_the_end_of_february_stays_the_end_of_february() -> None:
    found = same_again(call({"closes": "2026-03-02", "starts_until": "2027-02-28"}), ON)
    assert found
    assert found.rounds[-1].starts_until == "2028-02-29"


def test_what_was_closed_comes_back() -> None:
    found = same_again(call({"closes": "2024-03-01"}, state="closed"), ON)
    assert found
    assert (found.status.state, found.status.as_of) == (State.RECURRING, "2026-11-27")


# --- The other edits ----------------------------------------------------------------------------------------------


def first_chance(entry: InstrumentEntry) -> Chance:
    return min(chances_from(timing_of(entry), ON), key=lambda one: one.closes)


def test_a_usual_round_that_is_confirmed_is_announced_and_its_source_was_seen() -> None:
    found = confirmed(call({"closes": "2026-12-01", "is_announced": False}), ON)
    assert found
    assert [(one.closes, one.is_announced) for one in found.rounds] == [("2026-12-01", True)]
    assert [one.seen for one in found.sources] == ["2026-11-27"]
    assert confirmed(found, ON) is None, "it is announced now"


def test_a_day_of_a_yearly_pattern_that_is_confirmed_leaves_the_other_days_of_that_year() -> None:
    windows = [
        {"submit_by": "12-01", "start_from": "03-01", "start_to": "06-30", "start_year_offset": 1},
        {"submit_by": "12-15"},
        {"submit_by": "05-01"},
    ]
    before = call(timing={"kind": "fixed-dates", "windows": windows})
    days = {one.closes for one in chances_from(timing_of(before), ON)}
    after = confirmed(before, ON)
    assert after
    assert [(one.closes, one.is_announced) for one in after.rounds] == [("2026-12-01", True), ("2026-12-15", False)]
    assert (after.rounds[0].starts_from, after.rounds[0].starts_until) == ("2027-03-01", "2027-06-30")
    assert {one.closes for one in chances_from(timing_of(after), ON)} == days
    assert first_chance(before).certainty is Certainty.USUAL
    assert first_chance(after).certainty is Certainty.ANNOUNCED
    assert first_chance(after).sure == first_chance(before).sure


def test_nobody_confirms_a_day_without_a_source_that_says_it() -> None:
    entry = route(source("amount", "2026-11"), rounds=[{"closes": "2026-12-01", "is_announced": False}])
    assert confirmed(entry, ON) is None


def test_to_close_and_to_reopen_keep_the_day() -> None:
    shut = closed(call({"closes": "2024-03-01"}), ON)
    assert shut
    assert (shut.status.state, shut.status.as_of, closed(shut, ON)) == (State.CLOSED, "2026-11-27", None)
    opened = reopened(shut, ON)
    assert opened
    assert (opened.status.state, reopened(opened, ON)) == (State.RECURRING, None)
    always = closed(route(timing={"kind": "rolling"}), ON)
    assert always
    now = reopened(always, ON)
    assert now
    assert now.status.state == State.OPEN


def test_checked_today_moves_the_one_source_that_bears_the_fact_out() -> None:
    entry = route(source("amount", "2020", "A"), source("amount", "2021", "B"), source("start goal", "2019", "C"))
    found = checked(entry, "amounts", ON)
    assert isinstance(found, InstrumentEntry)
    assert [one.seen for one in found.sources] == ["2020", "2026-11-27", "2019"]
    assert checked(found, "amounts", ON) is None, "it was seen today already"


def test_what_a_route_is_for_may_rest_on_what_says_that_it_is_there() -> None:
    entry = route(source("existence", "2020"))
    assert source_about(entry, FactSubject.PURPOSE) == entry.sources[0]
    assert checked(entry, "dates", ON) is None, "no source says when"


def test_a_doubt_that_is_settled_goes_alone() -> None:
    entry = route(doubts=[{"nl": "Een", "en": "One"}, {"nl": "Twee", "en": "Two"}])
    found = settled(entry, "0")
    assert isinstance(found, InstrumentEntry)
    assert [one.en for one in found.doubts] == ["Two"]
    assert settled(found, "1") is None
