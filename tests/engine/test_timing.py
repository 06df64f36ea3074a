"""By when to apply: the table that everybody can check by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from matcher.engine.agenda import Agenda, due
from matcher.engine.availability import Availability, Returns, availability, returns
from matcher.engine.chances import chances_from
from matcher.engine.days import MonthDay, add_months
from matcher.engine.due import Certainty, Due
from matcher.engine.timing import Call, Season, Starts, State, Timing, TimingKind, Window
from matcher.engine.truth import Truth
from tests.engine.strategies import DAYS, seasons, timings


def day(text: str) -> date:
    return date.fromisoformat(text)


def rolling(days: int | None = None, months: int | None = None, state: State = State.OPEN) -> Timing:
    return Timing(TimingKind.ROLLING, state, lead_days=days, lead_months=months)


def yearly(*windows: tuple[str, str | None, str | None, int | None], state: State = State.RECURRING) -> Timing:
    def parsed(text: str | None) -> MonthDay | None:
        return MonthDay.parse(text) if text else None

    return Timing(
        TimingKind.FIXED_DATES,
        state,
        windows=tuple(
            Window(MonthDay.parse(by), parsed(since), parsed(until), offset) for by, since, until, offset in windows
        ),
    )


def calls(
    *dates: tuple[str | None, str | None],
    state: State = State.RECURRING,
    past: tuple[date, ...] = (),
    seen: date | None = None,
) -> Timing:
    def parsed(text: str | None) -> date | None:
        return day(text) if text else None

    chances = tuple(Call(parsed(opens), parsed(closes)) for opens, closes in dates)
    return Timing(TimingKind.CALL, state, calls=chances, past=past, seen=seen)


TIP = rolling(months=2)
IP = yearly(("10-31", "02-01", "04-30", None), ("01-31", "05-01", "07-31", None))
BUDA = yearly(
    ("02-15", "03-01", "05-31", 1),
    ("05-15", "06-01", "08-31", 1),
    ("08-15", "09-01", "11-30", 1),
    ("12-01", "12-01", "02-28", 1),
)
CIRCUS = yearly(("10-15", "09-01", None, 0))
ONCE_A_YEAR = yearly(("02-19", None, None, None))


@pytest.mark.parametrize(
    ("timing", "start", "on", "submit_by"),
    [
        pytest.param(TIP, "2026-07-15", "2026-05-10", "2026-05-15", id="TIP: the same day two months earlier"),
        pytest.param(TIP, "2026-07-15", "2026-05-15", "2026-05-15", id="TIP: the very last day still counts"),
        pytest.param(TIP, "2026-07-15", "2026-05-16", None, id="TIP: one day late"),
        pytest.param(TIP, "2027-04-30", "2027-01-01", "2027-02-28", id="TIP: February's last day"),
        pytest.param(TIP, "2028-04-30", "2027-01-01", "2028-02-29", id="TIP: February's last day in a leap year"),
        pytest.param(TIP, "2027-01-31", "2026-01-01", "2026-11-30", id="TIP: November's last day, over the year's end"),
        pytest.param(TIP, "2028-02-29", "2027-06-01", "2027-12-29", id="TIP: from a leap day"),
        pytest.param(rolling(days=60), "2027-03-01", "2026-01-01", "2026-12-31", id="sixty days"),
        pytest.param(rolling(days=60), "2028-03-01", "2026-01-01", "2028-01-01", id="sixty days over a leap day"),
        pytest.param(rolling(), "2027-03-01", "2027-02-01", None, id="a lead time that is not known gives no day"),
        pytest.param(
            IP, "2027-02-01", "2026-10-31", "2026-10-31", id="IP: first day of the window, the last day to apply"
        ),
        pytest.param(IP, "2027-04-30", "2026-10-01", "2026-10-31", id="IP: last day of the window, the year before"),
        pytest.param(IP, "2027-05-01", "2026-11-21", "2027-01-31", id="IP: the next window, the same year"),
        pytest.param(IP, "2027-07-31", "2026-11-21", "2027-01-31", id="IP: its last day"),
        pytest.param(IP, "2027-02-01", "2026-11-01", None, id="IP: one day late"),
        pytest.param(IP, "2027-08-01", "2026-11-01", None, id="IP: between the windows that are known"),
        pytest.param(BUDA, "2025-03-01", "2024-02-01", "2024-02-15", id="BUDA: a year later"),
        pytest.param(BUDA, "2027-11-30", "2026-01-01", "2026-08-15", id="BUDA: the last day, a year later"),
        pytest.param(BUDA, "2028-01-15", "2026-06-01", "2026-12-01", id="BUDA: a window over the end of the year"),
        pytest.param(BUDA, "2028-02-29", "2026-06-01", "2026-12-01", id="BUDA: 28 February takes the leap day along"),
        pytest.param(BUDA, "2028-03-01", "2026-12-02", "2027-02-15", id="BUDA: the day after the leap day"),
        pytest.param(CIRCUS, "2026-09-01", "2026-10-01", "2026-10-15", id="circus: a start before the closing day"),
        pytest.param(CIRCUS, "2027-08-31", "2026-10-01", "2026-10-15", id="circus: until the window begins again"),
        pytest.param(CIRCUS, "2027-09-01", "2026-10-01", "2027-10-15", id="circus: the next window"),
        pytest.param(ONCE_A_YEAR, "2027-06-01", "2026-11-21", "2027-02-19", id="yearly day, no window: the next one"),
        pytest.param(ONCE_A_YEAR, "2027-01-01", "2026-11-21", None, id="yearly day, no window: a start before it"),
        pytest.param(calls((None, "2027-05-04")), "2027-09-01", "2027-01-05", "2027-05-04", id="a call's closing day"),
        pytest.param(
            calls((None, "2027-05-04")), "2027-05-04", "2027-05-04", "2027-05-04", id="a call on its last day"
        ),
        pytest.param(
            calls((None, "2027-05-04")), "2027-05-03", "2027-01-05", None, id="a start before the call closes"
        ),
        pytest.param(
            calls((None, "2027-01-31"), (None, "2027-03-31")),
            "2027-09-01",
            "2027-02-01",
            "2027-03-31",
            id="the next of two",
        ),
        pytest.param(
            calls((None, "2026-05-05")), "2027-09-01", "2027-01-05", None, id="a call that is past asks nothing"
        ),
        pytest.param(IP, "2036-05-01", "2026-11-21", "2036-01-31", id="years ahead"),
        pytest.param(IP, "2100-05-01", "2026-11-21", "2100-01-31", id="far ahead: the window of that year"),
        pytest.param(BUDA, "2101-02-28", "2026-11-21", "2099-12-01", id="far ahead: over the end of the year"),
        pytest.param(CIRCUS, "2100-08-31", "2026-11-21", "2099-10-15", id="far ahead: until the window begins again"),
        pytest.param(TIP, "2100-04-30", "2026-11-21", "2100-02-28", id="far ahead: 2100 is no leap year"),
        pytest.param(TIP, "0001-01-05", "2026-11-21", None, id="long past: too late, and no error"),
    ],
)
def test_submit_by(timing: Timing, start: str, on: str, submit_by: str | None) -> None:
    assert due(timing, day(start), day(on)).submit_by == (day(submit_by) if submit_by else None)


@pytest.mark.parametrize(
    ("timing", "start", "on", "since", "until"),
    [
        pytest.param(TIP, "2026-07-15", "2026-06-03", "2026-08-03", None, id="TIP: two months from today"),
        pytest.param(
            TIP, "2027-01-15", "2026-12-30", "2027-03-01", None, id="TIP: the first start that leaves two months"
        ),
        pytest.param(rolling(days=42), "2027-01-06", "2027-01-05", "2027-02-16", None, id="six weeks from today"),
        pytest.param(rolling(), "2027-01-04", "2027-01-05", "2027-01-05", None, id="no lead time: from today"),
        pytest.param(IP, "2027-02-01", "2026-11-01", "2027-05-01", "2027-07-31", id="IP: too late, the next window"),
        pytest.param(IP, "2027-08-10", "2026-11-01", "2027-05-01", "2027-07-31", id="IP: in a gap, the nearest window"),
        pytest.param(
            IP, "2027-12-10", "2026-11-01", "2028-02-01", "2028-04-30", id="IP: in a gap, the one that follows"
        ),
        pytest.param(
            calls((None, "2027-05-04")), "2027-02-01", "2027-01-05", "2027-05-04", None, id="after the call closes"
        ),
    ],
)
def test_what_is_still_possible(timing: Timing, start: str, on: str, since: str, until: str | None) -> None:
    found = due(timing, day(start), day(on))
    assert found.in_time is Truth.NOT_MET
    assert found.possible == Starts(day(since), day(until) if until else None)
    proposed = found.possible.nearest(day(start))
    assert due(timing, proposed, day(on)).in_time is not Truth.NOT_MET


@pytest.mark.parametrize("timing", [TIP, IP, BUDA, CIRCUS, ONCE_A_YEAR], ids=["TIP", "IP", "BUDA", "circus", "yearly"])
@pytest.mark.parametrize("start", [date.min, date(1999, 1, 1), date(2100, 12, 31), date.max])
@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2100, 1, 1)])
def test_any_start_has_an_outcome(timing: Timing, start: date, on: date) -> None:
    """Only a round that is known to exist, or of which the starts are not known, leaves it open."""
    sure = all(window.start_from is not None for window in timing.windows)
    assert due(timing, start, on).in_time is not Truth.UNKNOWN or not sure


@pytest.mark.parametrize(
    ("start", "in_time"),
    [
        ("2027-09-20", Truth.MET),
        ("2027-10-15", Truth.MET),
        ("2027-10-16", Truth.UNKNOWN),
        ("2028-08-31", Truth.UNKNOWN),
    ],
)
def test_a_round_without_a_last_start_is_sure_until_it_closes_while_others_have_no_day(
    start: str, in_time: Truth
) -> None:
    """Three rounds a year, of one of which the source says that a project may begin from 1 September: until when is not said."""
    three = replace(CIRCUS, rounds_a_year=3)
    found = due(three, day(start), day("2027-10-01"))
    assert (found.in_time, found.submit_by) == (in_time, day("2027-10-15"))
    assert due(CIRCUS, day(start), day("2027-10-01")).in_time is Truth.MET


@pytest.mark.parametrize(
    ("start", "in_time", "possible"),
    [
        pytest.param("2027-02-01", Truth.NOT_MET, Starts(day("2027-05-01"), day("2027-07-31")), id="its round is over"),
        pytest.param("2027-04-30", Truth.NOT_MET, Starts(day("2027-05-01"), day("2027-07-31")), id="its last start"),
        pytest.param("2027-01-31", Truth.UNKNOWN, None, id="before it: a round without a day"),
        pytest.param("2027-08-01", Truth.UNKNOWN, None, id="after the next: a round without a day"),
        pytest.param("2027-05-01", Truth.MET, None, id="the next round"),
    ],
)
def test_a_start_of_a_round_that_is_over_waits_for_no_round_without_a_day(
    start: str, in_time: Truth, possible: Starts | None
) -> None:
    """Four rounds a year, each for three months of starts; the days of two are known."""
    found = due(replace(IP, rounds_a_year=4), day(start), day("2026-11-27"))
    assert (found.in_time, found.possible) == (in_time, possible)


def test_a_round_of_which_no_start_is_known_keeps_those_of_the_others_apart() -> None:
    """Wherever it stands among them."""
    unknown = yearly(("09-15", None, None, None)).windows
    for windows in ((*unknown, *IP.windows), (*IP.windows, *unknown)):
        found = due(replace(IP, windows=windows, rounds_a_year=4), day("2027-02-01"), day("2026-11-27"))
        assert found.in_time is Truth.NOT_MET


@pytest.mark.parametrize(
    ("since", "until", "whole"),
    [
        pytest.param("02-01", "02-28", True, id="February of most years"),
        pytest.param("02-01", "02-29", True, id="February of a leap year"),
        pytest.param("07-01", "07-31", True, id="July"),
        pytest.param("07-01", "07-30", False, id="without its last day"),
        pytest.param("07-02", "07-31", False, id="without its first"),
        pytest.param("06-01", "07-31", False, id="two of them"),
    ],
)
def test_a_season_of_one_month_is_the_whole_of_it(since: str, until: str, whole: bool) -> None:
    assert Season(MonthDay.parse(since), MonthDay.parse(until)).is_one_month is whole


A_YEAR = Starts(day("2027-09-01"), day("2028-08-31"))
SIXTEEN_MONTHS = Starts(day("2027-09-01"), day("2028-12-31"))


@pytest.mark.parametrize(
    ("starts", "start", "in_time", "possible"),
    [
        pytest.param(A_YEAR, "2027-09-01", Truth.NOT_MET, "2028-09-01", id="its first start"),
        pytest.param(A_YEAR, "2028-08-31", Truth.NOT_MET, "2028-09-01", id="its last start"),
        pytest.param(A_YEAR, "2028-09-01", Truth.MET, "", id="the first of the next"),
        pytest.param(SIXTEEN_MONTHS, "2028-08-31", Truth.NOT_MET, "2028-09-01", id="no next round begins before"),
        pytest.param(SIXTEEN_MONTHS, "2028-10-01", Truth.MET, "", id="for which the round of the next year comes"),
        pytest.param(Starts(day("2027-09-01")), "2027-12-01", Truth.MET, "", id="of which the last start is not known"),
        pytest.param(None, "2027-12-01", Truth.MET, "", id="of which no start is known"),
    ],
)
def test_what_comes_back_serves_no_start_of_the_round_that_closed_yesterday(
    starts: Starts | None, start: str, in_time: Truth, possible: str
) -> None:
    """https://www.vlaanderen.be/cjm: the call with Hauts-de-France closed on 1 March for a year that begins in September."""
    yearly = Timing(TimingKind.CALL, State.RECURRING, calls=(Call(None, day("2027-03-01"), starts),))
    found = due(yearly, day(start), day("2027-03-02"))
    assert found.in_time is in_time
    assert found.possible == (Starts(day(possible)) if possible else None)


def test_a_season_of_which_the_round_is_over_is_no_longer_possible() -> None:
    """https://www.deburen.eu: the call closes in February for July."""
    july = Season(MonthDay(7, 1), MonthDay(7, 31))
    call = Call(None, day("2027-02-19"), Starts(day("2027-07-01"), day("2027-07-31")))
    found = due(
        Timing(TimingKind.CALL, State.RECURRING, calls=(call,), season=july), day("2027-07-01"), day("2027-02-20")
    )
    assert (found.in_time, found.possible) == (Truth.NOT_MET, Starts(day("2028-07-01"), day("2028-07-31")))


@pytest.mark.parametrize("timing", [IP, BUDA, CIRCUS], ids=["IP", "BUDA", "circus"])
def test_a_pattern_of_every_year_serves_the_same_days_of_every_year(timing: Timing) -> None:
    """From the third year on, by when nothing is too late: what holds in one year holds 4 and 72 years later."""
    on = date(2026, 11, 21)
    for count in range(366):
        start = date(2029, 1, 1) + timedelta(days=count)
        if (start.month, start.day) != (2, 29):
            later = [due(timing, start.replace(year=start.year + years), on).in_time for years in (4, 72)]
            assert later == [due(timing, start, on).in_time] * 2


@pytest.mark.parametrize(
    ("timing", "on", "expected"),
    [
        pytest.param(TIP, "2027-01-05", Due(Truth.UNKNOWN), id="rolling: depends on the start"),
        pytest.param(IP, "2027-01-05", Due(Truth.UNKNOWN, next_closing=date(2027, 1, 31)), id="the next window's day"),
        pytest.param(IP, "2027-02-01", Due(Truth.UNKNOWN, next_closing=date(2027, 10, 31)), id="the one after"),
        pytest.param(
            calls((None, "2027-05-04")),
            "2027-05-04",
            Due(Truth.UNKNOWN, next_closing=date(2027, 5, 4)),
            id="a call today",
        ),
        pytest.param(calls((None, "2027-05-04")), "2027-05-05", Due(Truth.MET), id="a call that is past asks nothing"),
        pytest.param(Timing(TimingKind.NONE), "2027-01-05", Due(Truth.MET), id="no dates at all"),
    ],
)
def test_without_a_start(timing: Timing, on: str, expected: Due) -> None:
    found = due(timing, None, day(on))
    assert (found.in_time, found.submit_by, found.next_closing) == (
        expected.in_time,
        expected.submit_by,
        expected.next_closing,
    )


def test_a_dated_call_replaces_the_yearly_pattern_of_its_year() -> None:
    timing = Timing(
        TimingKind.FIXED_DATES,
        State.RECURRING,
        windows=(Window(MonthDay(2, 19)),),
        calls=(Call(None, date(2027, 3, 5)),),
    )
    assert due(timing, None, date(2027, 1, 5)).next_closing == date(2027, 3, 5)
    assert due(timing, None, date(2027, 3, 6)).next_closing == date(2028, 2, 19)


TWICE = Timing(
    TimingKind.FIXED_DATES,
    State.RECURRING,
    windows=(
        Window(MonthDay(2, 12), MonthDay(6, 1), MonthDay(12, 31)),
        Window(MonthDay(10, 1), MonthDay(1, 1), MonthDay(5, 31)),
    ),
    calls=(Call(None, date(2026, 2, 13)),),
)
"""Erasmus+, youth: two rounds a year, of which one has its day of 2026 (Programme Guide 2026, part B)."""


@pytest.mark.parametrize(
    ("start", "on", "by"),
    [
        pytest.param("2027-03-01", "2026-02-14", "2026-10-01", id="the other round of its year is still there"),
        pytest.param("2026-08-01", "2026-02-01", "2026-02-13", id="the round of which the day is known"),
        pytest.param("2026-04-01", "2026-02-01", None, id="serves the starts that it always serves"),
    ],
)
def test_a_dated_call_is_one_round_of_several(start: str, on: str, by: str | None) -> None:
    found = due(TWICE, day(start), day(on))
    assert found.submit_by == (by and day(by))
    assert (found.in_time is Truth.MET) == bool(by)


@pytest.mark.parametrize(
    ("timing", "on", "expected"),
    [
        pytest.param(
            calls(("2027-01-01", "2027-05-04")), "2027-01-05", Availability.OPEN, id="between opening and closing"
        ),
        pytest.param(calls(("2027-01-01", "2027-05-04")), "2027-05-04", Availability.OPEN, id="on the closing day"),
        pytest.param(calls(("2027-02-01", "2027-05-04")), "2027-01-05", Availability.UPCOMING, id="before it opens"),
        pytest.param(calls((None, "2027-05-04")), "2027-01-05", Availability.UPCOMING, id="opening day not known"),
        pytest.param(calls(("2027-02-01", None)), "2027-01-05", Availability.UPCOMING, id="closing day not known"),
        pytest.param(
            calls(("2026-02-01", None)), "2027-01-05", Availability.EXPECTED, id="opened, end not known: past"
        ),
        pytest.param(calls((None, "2026-05-05")), "2027-01-05", Availability.EXPECTED, id="past, and recurring"),
        pytest.param(calls((None, "2025-01-05")), "2027-01-05", Availability.EXPECTED, id="two years after one round"),
        pytest.param(calls((None, "2025-01-05")), "2027-01-06", Availability.CLOSED, id="not seen for two years"),
        pytest.param(
            calls((None, "2020-05-05"), (None, "2023-05-05")),
            "2026-05-04",
            Availability.EXPECTED,
            id="every three years",
        ),
        pytest.param(
            calls((None, "2020-05-05"), (None, "2023-05-05")),
            "2026-05-05",
            Availability.CLOSED,
            id="a cycle was missed",
        ),
        pytest.param(
            calls((None, "2026-05-05"), state=State.OPEN), "2027-01-05", Availability.EXPECTED, id="said open, past"
        ),
        pytest.param(
            calls((None, "2026-05-05"), state=State.CLOSED), "2027-01-05", Availability.CLOSED, id="closed, past"
        ),
        pytest.param(
            calls(("2027-01-01", "2027-05-04"), state=State.ENDED), "2027-01-05", Availability.OPEN, id="reopened"
        ),
        pytest.param(
            yearly(("05-31", None, None, None), state=State.CLOSED), "2027-01-05", Availability.CLOSED, id="pattern"
        ),
        pytest.param(IP, "2027-01-05", Availability.UPCOMING, id="yearly days are known"),
        pytest.param(TIP, "2027-01-05", Availability.OPEN, id="rolling"),
        pytest.param(rolling(state=State.RECURRING), "2027-01-05", Availability.OPEN, id="rolling, again and again"),
        pytest.param(rolling(state=State.ENDED), "2027-01-05", Availability.CLOSED, id="rolling, ended"),
        pytest.param(rolling(state=State.EXPECTED), "2027-01-05", Availability.EXPECTED, id="rolling, expected"),
        pytest.param(calls(), "2027-01-05", Availability.EXPECTED, id="recurring without any date"),
        pytest.param(
            calls(seen=date(2017, 1, 5)), "2027-01-05", Availability.EXPECTED, id="no round; said ten years ago"
        ),
        pytest.param(calls(seen=date(2017, 1, 5)), "2027-01-06", Availability.CLOSED, id="no round; said longer ago"),
        pytest.param(
            calls(("2026-02-01", None), seen=date(2022, 12, 31)),
            "2027-01-05",
            Availability.EXPECTED,
            id="said long ago, and opened since",
        ),
        pytest.param(
            calls((None, "2026-05-05"), seen=date(2022, 12, 31)),
            "2027-01-05",
            Availability.EXPECTED,
            id="said long ago, and a round since",
        ),
        pytest.param(
            calls((None, "2022-05-05"), seen=date(2026, 12, 31)),
            "2027-01-05",
            Availability.CLOSED,
            id="said lately, but the last round was long ago",
        ),
        pytest.param(
            calls((None, "2022-05-05"), (None, "2024-05-05"), past=(date(2025, 7, 17),)),
            "2027-07-17",
            Availability.EXPECTED,
            id="two years after a round of which only the starts are known",
        ),
        pytest.param(
            calls((None, "2020-05-05"), (None, "2024-05-05"), past=(date(2024, 9, 1),)),
            "2026-09-02",
            Availability.CLOSED,
            id="no cycle is known where a closing day is lacking",
        ),
        pytest.param(
            calls(seen=date(2015, 12, 31), state=State.OPEN), "2027-01-05", Availability.OPEN, id="said open long ago"
        ),
        pytest.param(
            calls((None, "2023-05-05"), (None, "2023-11-05")),
            "2024-11-05",
            Availability.EXPECTED,
            id="half a year between two rounds: a year is waited",
        ),
        pytest.param(
            calls((None, "2023-05-05"), (None, "2023-11-05")), "2024-11-06", Availability.CLOSED, id="and no longer"
        ),
        pytest.param(calls(state=State.OPEN), "2027-01-05", Availability.OPEN, id="said open, no dates"),
        pytest.param(Timing(TimingKind.NONE, State.LABEL_ONLY), "2027-01-05", Availability.OPEN, id="a framework"),
        pytest.param(
            Timing(TimingKind.NONE, State.RECURRING, seen=date(2024, 1, 31)),
            "2027-01-05",
            Availability.EXPECTED,
            id="a network has no rounds that could be missed",
        ),
    ],
)
def test_availability(timing: Timing, on: str, expected: Availability) -> None:
    assert availability(timing, day(on)) is expected


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        pytest.param(
            calls(seen=date(2015, 12, 31)), Returns(None, Certainty.UNKNOWN, "2015", had_round=False), id="said"
        ),
        pytest.param(
            calls((None, "2023-05-05"), seen=date(2026, 3, 31)), Returns(None, Certainty.UNKNOWN, "2023"), id="a round"
        ),
        pytest.param(
            calls((None, "2023-05-05"), past=(date(2024, 9, 1),)),
            Returns(None, Certainty.UNKNOWN, "2024", had_round=False),
            id="a later round without a closing day",
        ),
        pytest.param(calls(), Returns(None, Certainty.UNKNOWN, ""), id="never seen"),
        pytest.param(
            calls(seen=date(2024, 6, 30), state=State.CLOSED),
            Returns(None, Certainty.UNKNOWN, ""),
            id="closed: what was seen is that it is closed",
        ),
    ],
)
def test_when_something_comes_back(timing: Timing, expected: Returns) -> None:
    assert returns(timing, day("2027-01-05")) == expected


@pytest.mark.parametrize("text", ["13-01", "02-30", "1-", "", "x"])
def test_a_day_that_is_no_day_of_a_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        MonthDay.parse(text)


def test_months_keep_the_day_or_take_the_last_one() -> None:
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert add_months(date(2028, 2, 29), -12) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "year", "on", "ends"),
    [
        pytest.param("02-29", 2028, "2028-02-29", "2028-02-29", id="the leap day in a leap year"),
        pytest.param("02-29", 2027, "2027-02-28", "2027-02-28", id="the leap day in another"),
        pytest.param("02-28", 2028, "2028-02-28", "2028-02-29", id="the day before takes it along as an end"),
        pytest.param("02-28", 2027, "2027-02-28", "2027-02-28", id="where there is none, it does not"),
        pytest.param("02-28", 2100, "2100-02-28", "2100-02-28", id="2100 has none"),
        pytest.param("03-29", 2027, "2027-03-29", "2027-03-29", id="the same day of another month"),
        pytest.param("02-27", 2028, "2028-02-27", "2028-02-27", id="another day of February"),
    ],
)
def test_a_day_of_every_year_in_one_of_them(text: str, year: int, on: str, ends: str) -> None:
    assert (MonthDay.parse(text).on(year), MonthDay.parse(text).end_of(year)) == (day(on), day(ends))


@pytest.mark.parametrize(
    ("since", "until", "start", "nearest"),
    [
        ("2027-05-01", "2027-07-31", "2027-04-30", "2027-05-01"),
        ("2027-05-01", "2027-07-31", "2027-05-01", "2027-05-01"),
        ("2027-05-01", "2027-07-31", "2027-06-15", "2027-06-15"),
        ("2027-05-01", "2027-07-31", "2027-07-31", "2027-07-31"),
        ("2027-05-01", "2027-07-31", "2027-08-01", "2027-07-31"),
        ("2027-05-01", None, "2030-01-01", "2030-01-01"),
    ],
)
def test_the_nearest_of_some_starts(since: str, until: str | None, start: str, nearest: str) -> None:
    assert Starts(day(since), day(until) if until else None).nearest(day(start)) == day(nearest)


@pytest.mark.parametrize(
    ("in_time", "submit_by", "days"),
    [
        pytest.param(Truth.MET, "2027-01-31", ("2027-01-31", "2027-01-31"), id="a round surely serves it: its day"),
        pytest.param(Truth.UNKNOWN, "2027-01-31", ("2027-01-31", "2027-06-20"), id="it may: all days up to the start"),
        pytest.param(Truth.UNKNOWN, "2027-09-30", ("2027-09-30", "2027-09-30"), id="it closes after the start"),
        pytest.param(Truth.NOT_MET, None, ("2027-06-20", "2027-06-20"), id="no day: the start"),
    ],
)
def test_the_days_on_which_members_count(in_time: Truth, submit_by: str | None, days: tuple[str, str]) -> None:
    found = Due(in_time, submit_by=day(submit_by) if submit_by else None)
    assert found.judged_within(day("2027-06-20")) == (day(days[0]), day(days[1]))


@pytest.mark.parametrize(
    ("start", "in_time"),
    [
        pytest.param("2027-08-09", Truth.NOT_MET, id="yesterday: no round of any day serves it"),
        pytest.param("2027-08-10", Truth.UNKNOWN, id="today: the round that has no day may"),
        pytest.param("2027-08-11", Truth.UNKNOWN, id="tomorrow: too"),
        pytest.param("2028-02-01", Truth.MET, id="what a known round serves"),
    ],
)
def test_a_start_between_rounds_is_open_while_one_has_no_day(start: str, in_time: Truth) -> None:
    assert due(replace(IP, rounds_a_year=3), day(start), day("2027-08-10")).in_time is in_time


@pytest.mark.parametrize(
    ("last_seen", "on", "followed"),
    [
        pytest.param("2022", date(2026, 11, 27), True, id="a few years ago"),
        pytest.param("2022", date(2032, 11, 27), True, id="ten years ago"),
        pytest.param("2022", date(2033, 1, 1), False, id="longer: nobody knows whether it still holds"),
        pytest.param("2022-08", date(2099, 1, 1), False, id="seventy years"),
        pytest.param("", date(2099, 1, 1), True, id="not known when"),
    ],
)
def test_a_pattern_is_followed_for_ten_years_after_it_was_last_seen(
    last_seen: str, on: date, *, followed: bool
) -> None:
    window = Window(MonthDay(1, 31), MonthDay(5, 1), MonthDay(7, 31), last_seen=last_seen)
    timing = Timing(TimingKind.FIXED_DATES, State.RECURRING, windows=(window,))
    assert bool(list(chances_from(timing, on))) is followed
    assert availability(timing, on) is (Availability.UPCOMING if followed else Availability.EXPECTED)
    assert (returns(timing, on).closes is not None) is followed
    assert (due(timing, None, on).next_closing is not None) is followed


@pytest.mark.parametrize(
    ("start", "in_time"),
    [
        ("2026-11-27", Truth.NOT_MET),
        ("2026-11-28", Truth.UNKNOWN),
        ("2026-11-29", Truth.UNKNOWN),
        ("2027-01-27", Truth.UNKNOWN),
        ("2027-01-28", Truth.MET),
        ("2028-06-01", Truth.MET),
    ],
)
def test_whether_a_call_that_nobody_announced_comes_in_time_for_a_near_start_is_not_known(
    start: str, in_time: Truth
) -> None:
    """It has to open and to close first: two months. For what has begun it does not."""
    expected = Timing(TimingKind.CALL, State.EXPECTED)
    assert Agenda.of(expected, date(2026, 11, 28)).due(date.fromisoformat(start)).in_time is in_time
    assert Agenda.of(expected, date(2026, 11, 28)).without_start.in_time is Truth.MET


@pytest.mark.parametrize(
    ("timing", "days"),
    [
        pytest.param(IP, 90, id="31 October to 1 February is 93 days, 31 January to 1 May 90"),
        pytest.param(BUDA, None, id="years of the starts are counted from the closing day's"),
        pytest.param(ONCE_A_YEAR, None, id="for which starts is not known"),
        pytest.param(yearly(("10-31", "02-01", "04-30", None), ("02-19", None, None, None)), None, id="not of all"),
        pytest.param(TIP, None, id="no rounds"),
    ],
)
def test_how_long_before_their_starts_rounds_close_at_least(timing: Timing, days: int | None) -> None:
    assert timing.least_lead == (None if days is None else timedelta(days=days))


# --- Seasons ------------------------------------------------------------------------------------------------------

AUTUMN = Season(MonthDay(9, 1), MonthDay(9, 30))
WINTER = Season(MonthDay(11, 15), MonthDay(2, 28))
OPENING = Season(MonthDay(10, 1), MonthDay(10, 1))


@pytest.mark.parametrize(
    ("season", "start", "is_held"),
    [
        (AUTUMN, "2027-08-31", False),
        (AUTUMN, "2027-09-01", True),
        (AUTUMN, "2027-09-30", True),
        (AUTUMN, "2027-10-01", False),
        (WINTER, "2027-11-14", False),
        (WINTER, "2027-11-15", True),
        (WINTER, "2027-01-01", True),
        (WINTER, "2028-02-29", True),
        (WINTER, "2028-03-01", False),
        (OPENING, "2027-10-01", True),
        (OPENING, "2027-10-02", False),
        (WINTER, "0001-01-01", False),
        (WINTER, "9999-12-31", False),
        (AUTUMN, "9999-09-30", True),
    ],
)
def test_which_starts_a_season_holds(season: Season, start: str, is_held: bool) -> None:
    """A season that would run over the first or the last New Year of the calendar is none."""
    assert season.holds(day(start)) is is_held


@pytest.mark.parametrize(
    ("timing", "start", "since", "until"),
    [
        pytest.param(Timing(TimingKind.CALL), "2027-08-15", "2027-09-01", "2027-09-30", id="the next one"),
        pytest.param(Timing(TimingKind.CALL), "2027-10-10", "2027-09-01", "2027-09-30", id="the one before is nearer"),
        pytest.param(Timing(TimingKind.CALL), "2026-10-10", "2027-09-01", "2027-09-30", id="not one that is past"),
        pytest.param(
            rolling(months=10), "2027-08-15", "2027-09-21", "2027-09-30", id="as far as it can be applied for"
        ),
        pytest.param(rolling(months=12), "2027-09-15", "2028-09-01", "2028-09-30", id="too late for this year's"),
        pytest.param(
            calls((None, "2027-09-10")), "2027-03-01", "2027-09-10", "2027-09-30", id="after the round closes"
        ),
        pytest.param(Timing(TimingKind.CALL), "2040-01-01", "2039-09-01", "2039-09-30", id="far away"),
        pytest.param(
            calls(("2026-01-01", "2026-03-01"), state=State.EXPECTED),
            "2027-05-01",
            "2027-09-01",
            "2027-09-30",
            id="expected",
        ),
    ],
)
def test_outside_its_season_nothing_starts(timing: Timing, start: str, since: str, until: str) -> None:
    found = due(replace(timing, season=AUTUMN), day(start), day("2026-11-21"))
    assert (found.in_time, found.submit_by) == (Truth.NOT_MET, None)
    assert found.possible == Starts(day(since), day(until))


def test_inside_its_season_all_is_as_without_one() -> None:
    for timing in (Timing(TimingKind.CALL), rolling(months=2), calls((None, "2027-05-01")), TIP):
        start, on = day("2027-09-20"), day("2026-11-21")
        assert due(replace(timing, season=AUTUMN), start, on) == due(timing, start, on)


def test_a_round_that_never_serves_the_season_leaves_nothing() -> None:
    timing = replace(yearly(("10-31", "02-01", "04-30", None)), season=AUTUMN)
    assert due(timing, day("2027-09-20"), day("2026-11-21")) == Due(Truth.NOT_MET)


def test_what_has_a_season_asks_for_the_start() -> None:
    plain = Timing(TimingKind.CALL, State.OPEN)
    assert not Agenda.of(plain, day("2026-11-21")).asks_for_start
    assert Agenda.of(replace(plain, season=AUTUMN), day("2026-11-21")).asks_for_start


@given(timings, seasons, DAYS, DAYS)
def test_seasons_by_counting_days(timing: Timing, season: Season, start: date, on: date) -> None:
    """Whether a day lies in a season is told by its month and day alone."""

    def is_in(one: date) -> bool:
        first, last = (season.since.month, season.since.day), (season.until.month, season.until.day)
        last = (2, 29) if last == (2, 28) else last
        this = (one.month, one.day)
        return first <= this <= last if first <= last else this >= first or this <= last

    plain, found = due(replace(timing, season=None), start, on), due(replace(timing, season=season), start, on)
    if availability(timing, on) is Availability.CLOSED or (plain.in_time is not Truth.NOT_MET and is_in(start)):
        assert found == plain
        return
    assert (found.in_time, found.submit_by) == (Truth.NOT_MET, None)
    if found.possible is not None:
        proposed = found.possible.nearest(start)
        assert is_in(proposed)
        assert due(replace(timing, season=season), proposed, on).in_time is not Truth.NOT_MET


@pytest.mark.parametrize(
    ("rounds", "soonest"),
    [
        pytest.param(3, "2027-01-05", id="a round without a day may serve it"),
        pytest.param(1, "2027-02-15", id="no other"),
    ],
)
def test_what_begins_before_today_may_begin_today_where_a_round_has_no_day(rounds: int, soonest: str) -> None:
    timing = Timing(TimingKind.FIXED_DATES, State.RECURRING, windows=(Window(MonthDay(2, 15)),), rounds_a_year=rounds)
    found = due(timing, day("2026-12-20"), day("2027-01-05"))
    assert found.in_time is Truth.NOT_MET
    assert found.possible == Starts(day(soonest))
