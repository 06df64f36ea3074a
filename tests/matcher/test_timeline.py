"""Days as places on a line, and one route along it: layouts that everybody can check by hand."""

import doctest
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.days import MonthDay
from matcher.engine.timing import Call, Starts, State, Timing, TimingKind, Window
from matcher.pages.deadlines import timeline
from matcher.pages.deadlines.deadlines import closing_days
from matcher.pages.deadlines.timeline import FIGURE, WIDTH, Mark, Scale, band, rows_for
from matcher.pages.route.axis import LABEL, MomentKind, Stretch, Terms, course_of, lay_out

ON = date(2026, 11, 21)
UNTIL = date(2028, 5, 21)
LANES = {"sectoral": "Sectoral", "bilateral": "Bilateral", "multilateral": "Multilateral"}


def yearly(*days: str, state: State = State.RECURRING, since: str = "", until: str = "") -> Timing:
    windows = tuple(
        Window(MonthDay.parse(day), MonthDay.parse(since) if since else None, MonthDay.parse(until) if until else None)
        for day in days
    )
    return Timing(TimingKind.FIXED_DATES, state, windows=windows)


def call(opens: date | None, closes: date | None, state: State = State.RECURRING) -> Timing:
    return Timing(TimingKind.CALL, state, calls=(Call(opens, closes),))


@pytest.mark.parametrize(
    ("since", "until", "day", "x"),
    [
        pytest.param("2027-01-01", "2027-12-31", "2027-01-01", 0, id="the first day"),
        pytest.param("2027-01-01", "2027-12-31", "2027-12-31", 364, id="the very last day is on the line"),
        pytest.param("2028-01-01", "2028-12-31", "2028-12-31", 365, id="a leap year has a day more"),
        pytest.param("2028-01-01", "2028-12-31", "2028-03-01", 60, id="after a leap day"),
        pytest.param("2026-12-01", "2027-12-01", "2027-01-01", 31, id="over the end of a year"),
        pytest.param("2027-01-01", "2027-01-01", "2027-01-01", 0, id="a line of one day"),
    ],
)
def test_a_day_stands_where_it_lies_between_the_first_and_the_last(since: str, until: str, day: str, x: int) -> None:
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    assert Scale(first, last, width=(last - first).days).x(date.fromisoformat(day)) == x


def test_the_first_month_drawn_and_every_january_carry_their_year() -> None:
    ticks = list(Scale(date(2026, 11, 21), date(2027, 2, 1)).months())
    assert [(tick.day.isoformat(), tick.has_year) for tick in ticks] == [
        ("2026-12-01", True),
        ("2027-01-01", True),
        ("2027-02-01", False),
    ]


def test_months_may_be_counted_in_steps_from_january() -> None:
    ticks = Scale(date(2026, 11, 1), date(2027, 8, 1)).months(3)
    assert [tick.day.month for tick in ticks] == [1, 4, 7]


@given(st.lists(st.integers(0, WIDTH)), st.integers(1, 200))
def test_what_stands_in_one_row_never_overlaps(places: list[int], room: int) -> None:
    rows = rows_for(sorted(places), room)
    for row in set(rows):
        taken = [place for place, at in zip(sorted(places), rows, strict=True) if at == row]
        assert all(after - before >= room for before, after in pairwise(taken))


def test_a_band_holds_the_period_and_nothing_else() -> None:
    days = [ON - timedelta(days=1), ON, UNTIL, UNTIL + timedelta(days=1)]
    drawn = band([Mark(day, "sectoral") for day in days], LANES, {}, on=ON, until=UNTIL)
    assert [figure.day for figure in drawn.lanes[0].figures] == [ON, UNTIL]
    assert drawn.lanes[0].figures[1].x == WIDTH
    assert drawn.since == date(2026, 11, 1)
    assert len(drawn.months) == 19


def test_what_closes_on_one_day_is_one_figure_and_expected_only_if_all_of_it_is() -> None:
    day, other = date(2027, 2, 19), date(2027, 9, 1)
    marks = [
        Mark(day, "bilateral"),
        Mark(day, "bilateral", True),
        Mark(other, "bilateral", True),
        Mark(day, "sectoral"),
    ]
    lane = band(marks, LANES, {"bilateral": 2}, on=ON, until=UNTIL).lanes[1]
    assert [(one.day, one.count, one.is_expected) for one in lane.figures] == [(day, 2, False), (other, 1, True)]
    assert lane.rolling == 2


@given(st.lists(st.tuples(st.integers(0, 546), st.sampled_from(list(LANES))), max_size=80))
def test_figures_hide_none_and_stay_in_their_lane(given_days: list[tuple[int, str]]) -> None:
    drawn = band([Mark(ON + timedelta(days), lane) for days, lane in given_days], LANES, {}, on=ON, until=UNTIL)
    for lane in drawn.lanes:
        for one in lane.figures:
            assert lane.y <= one.y
            assert one.y + FIGURE < lane.end <= drawn.height
            assert not [
                other for other in lane.figures if other != one and other.y == one.y and abs(other.x - one.x) < FIGURE
            ]


@pytest.mark.parametrize(
    ("timing", "on", "days"),
    [
        pytest.param(
            yearly("10-31", "01-31"),
            "2026-10-31",
            ["2026-10-31?", "2027-01-31?", "2027-10-31?", "2028-01-31?"],
            id="yearly: the very last day counts, and the years roll over",
        ),
        pytest.param(
            yearly("10-31", "01-31"),
            "2026-11-01",
            ["2027-01-31?", "2027-10-31?", "2028-01-31?"],
            id="yearly: a day later",
        ),
        pytest.param(
            yearly("02-29"), "2026-11-21", ["2027-02-28?", "2028-02-29?"], id="the leap day is the 28th before"
        ),
        pytest.param(yearly("11-21"), "2026-11-21", ["2026-11-21?", "2027-11-21?"], id="a year ahead to the day"),
        pytest.param(
            yearly("02-19", state=State.EXPECTED), "2026-11-21", ["2027-02-19?", "2028-02-19?"], id="only expected"
        ),
        pytest.param(yearly("02-19", state=State.CLOSED), "2026-11-21", [], id="closed: a pattern is no announcement"),
        pytest.param(call(None, date(2028, 5, 21)), "2026-11-21", ["2028-05-21"], id="a call on the period's last day"),
        pytest.param(call(None, date(2028, 5, 22)), "2026-11-21", [], id="a call after it"),
        pytest.param(call(None, date(2026, 11, 20)), "2026-11-21", [], id="a call that is past"),
        pytest.param(call(date(2027, 1, 1), None), "2026-11-21", [], id="a call of which only the opening is known"),
        pytest.param(Timing(TimingKind.ROLLING, lead_months=2), "2026-11-21", [], id="rolling: counted from the start"),
        pytest.param(
            Timing(TimingKind.CALL, State.OPEN, calls=(Call(None, date(2027, 5, 4)), Call(ON, date(2027, 5, 4)))),
            "2026-11-21",
            ["2027-05-04"],
            id="two calls of one day are one day",
        ),
    ],
)
def test_every_closing_day_of_the_period(timing: Timing, on: str, days: list[str]) -> None:
    """A question mark: expected."""
    found = closing_days(timing, date.fromisoformat(on), UNTIL)
    assert [one.closes.isoformat() + "?" * one.is_expected for one in found] == days


def test_a_dated_call_replaces_the_pattern_of_its_year_and_is_sure_however_far() -> None:
    timing = Timing(
        TimingKind.FIXED_DATES,
        State.RECURRING,
        windows=(Window(MonthDay(2, 19)),),
        calls=(Call(date(2028, 1, 1), date(2028, 3, 5)),),
    )
    found = closing_days(timing, ON, UNTIL)
    assert [(one.closes, one.is_yearly, one.is_expected) for one in found] == [
        (date(2027, 2, 19), True, True),
        (date(2028, 3, 5), False, False),
    ]
    assert found[1].opens == date(2028, 1, 1)


def test_a_closing_day_names_the_starts_that_it_serves_if_they_are_known() -> None:
    known = closing_days(yearly("01-31", since="05-01", until="07-31"), ON, date(2027, 12, 31))
    assert known[0].starts == (Starts(date(2027, 5, 1), date(2027, 7, 31)),)
    assert closing_days(yearly("01-31"), ON, date(2027, 12, 31))[0].starts == ()


TIP = Terms(Timing(TimingKind.ROLLING, lead_months=2))
IP = Terms(yearly("01-31", since="05-01", until="07-31"))
GRANT = Terms(yearly("03-15", since="07-01", until="12-31"), decision_weeks=17, duration_months=12)
CALL = Terms(
    call(date(2027, 1, 10), date(2027, 3, 17)), starts={date(2027, 3, 17): Starts(date(2027, 9, 1), date(2028, 8, 31))}
)


@pytest.mark.parametrize(
    ("terms", "start", "told"),
    [
        pytest.param(
            IP, None, "today 2026-11-21, closes 2027-01-31?, since 2027-05-01?, until 2027-07-31?", id="a yearly window"
        ),
        pytest.param(
            GRANT,
            None,
            "today 2026-11-21, closes 2027-03-15?, since 2027-07-01?, decision 2027-07-12?, until 2027-12-31?, "
            "ends 2028-12-30?",
            id="all that can be known",
        ),
        pytest.param(
            GRANT,
            "2027-09-01",
            "today 2026-11-21, closes 2027-03-15?, since 2027-07-01?, decision 2027-07-12?, start 2027-09-01, "
            "until 2027-12-31?, ends 2028-08-31?",
            id="counted from the visitor's start",
        ),
        pytest.param(
            CALL,
            None,
            "today 2026-11-21, opens 2027-01-10, closes 2027-03-17, since 2027-09-01, until 2028-08-31",
            id="a dated call with its project period",
        ),
        pytest.param(
            TIP, "2027-04-30", "today 2026-11-21, closes 2027-02-28, start 2027-04-30", id="rolling: counted back"
        ),
        pytest.param(TIP, None, "today 2026-11-21, earliest 2027-01-21", id="rolling without a start: from today on"),
        pytest.param(
            TIP, "2026-12-24", "today 2026-11-21, start 2026-12-24, earliest 2027-01-21", id="rolling: too late"
        ),
        pytest.param(TIP, "2020-01-01", "today 2026-11-21, earliest 2027-01-21", id="a start that is past"),
        pytest.param(
            Terms(yearly("02-29", since="03-01"), duration_months=12),
            "2028-03-01",
            "today 2026-11-21, closes 2028-02-29?, since 2028-03-01?, start 2028-03-01, until 2029-02-28?, "
            "ends 2029-02-28?",
            id="leap day",
        ),
        pytest.param(Terms(yearly("01-31")), None, "", id="only a closing day: nothing to add"),
        pytest.param(Terms(Timing(TimingKind.ROLLING)), "2027-04-30", "", id="rolling, lead time not known"),
        pytest.param(Terms(Timing(TimingKind.ROLLING, State.CLOSED, lead_days=9)), None, "", id="rolling, but closed"),
        pytest.param(Terms(call(date(2026, 1, 1), date(2026, 3, 1))), None, "", id="past: no day is made up"),
        pytest.param(Terms(Timing(TimingKind.UNKNOWN)), None, "", id="nothing known"),
        pytest.param(TIP, "2099-01-01", "", id="too far ahead to draw"),
    ],
)
def test_a_course_tells_what_is_known_in_order(terms: Terms, start: str | None, told: str) -> None:
    """A question mark: expected."""
    found = course_of(terms, on=ON, start=date.fromisoformat(start) if start else None)
    moments = found.moments if found else ()
    assert ", ".join(f"{one.step} {one.day}{'?' * one.is_expected}" for one in moments) == told


def test_a_start_between_the_windows_gets_the_one_that_lies_closest_and_is_told() -> None:
    found = course_of(IP, on=ON, start=date(2027, 4, 1))
    assert found is not None
    assert not found.is_in_time
    assert [one.step for one in found.moments][:3] == [MomentKind.TODAY, MomentKind.CLOSES, MomentKind.START]


def test_what_lies_in_between_is_drawn_as_bars() -> None:
    found = course_of(GRANT, on=ON)
    assert found is not None
    assert [(bar.stretch, bar.since, bar.until, bar.is_expected) for bar in found.bars] == [
        (Stretch.JURY, date(2027, 3, 15), date(2027, 7, 12), True),
        (Stretch.STARTS, date(2027, 7, 1), date(2027, 12, 31), True),
        (Stretch.RUNS, date(2027, 12, 31), date(2028, 12, 30), True),
    ]


@given(
    st.sampled_from([TIP, IP, GRANT, CALL]),
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.none() | st.dates(date(2026, 1, 1), date(2034, 12, 31)),
)
def test_an_axis_stays_on_the_drawing_and_its_labels_apart(terms: Terms, on: date, start: date | None) -> None:
    found = course_of(terms, on=on, start=start)
    if found is None:
        return
    axis = lay_out(found)
    labels = [(one.label_y, one.x - LABEL if one.is_left else one.x) for one in axis.points]
    for y, left in labels:
        assert 0 <= left <= WIDTH - LABEL
        assert y < axis.height
        assert sum(row == y and abs(other - left) < LABEL for row, other in labels) == 1
    assert all(0 <= block.x <= block.x + block.width <= WIDTH for block in axis.blocks)
    assert 1 <= len(axis.ticks) <= 15


def test_the_examples_hold() -> None:
    assert doctest.testmod(timeline).failed == 0
