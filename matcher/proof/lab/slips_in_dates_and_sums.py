"""Slips in the dates of routes and in what they pay."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import AmountEntry, UnitEntry
from catalogue.entries.timing import RoundEntry, TimingEntry, WindowEntry
from catalogue.vocabulary import State, UnitPer
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.slips import Make, Source, Ways, later, noughts, off_by_one, put, swapped
from matcher.proof.lab.slips_in_routes import of_routes

PER_OTHER: Mapping[UnitPer, UnitPer] = {
    UnitPer.DAY: UnitPer.NIGHT,
    UnitPer.NIGHT: UnitPer.DAY,
    UnitPer.MONTH: UnitPer.PROJECT,
    UnitPer.PERSON: UnitPer.PERSON_DAY,
    UnitPer.PERSON_DAY: UnitPer.DAY,
    UnitPer.PERSON_NIGHT: UnitPer.NIGHT,
    UnitPer.TRIP: UnitPer.PROJECT,
    UnitPer.KM: UnitPer.TRIP,
    UnitPer.EVENT: UnitPer.PERSON,
    UnitPer.WORK: UnitPer.EVENT,
    UnitPer.PARTNER: UnitPer.PROJECT,
    UnitPer.PROJECT: UnitPer.PERSON,
}
"""What each unit is easily taken for."""


def timed(one: InstrumentEntry, **changes: object) -> InstrumentEntry:
    return put(one, timing=put(one.timing, **changes))


def lead_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    days, months = one.timing.lead_days, one.timing.lead_months
    if days:
        yield timed(one, lead_days=days + 30), f"lead_days {days} became {days + 30}"
        yield timed(one, lead_days=None, lead_months=days), f"{days} days became {days} months"
    if months:
        yield timed(one, lead_months=months + 1), f"lead_months {months} became {months + 1}"
        yield timed(one, lead_months=None, lead_days=months), f"{months} months became {months} days"


def of_windows(change: Callable[[WindowEntry], Iterator[tuple[WindowEntry, str]]]) -> Make:
    def changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
        windows = one.timing.windows
        for index, window in enumerate(windows):
            for instead, told in change(window):
                yield timed(one, windows=swapped(windows, index, instead)), told

    return of_routes(changed)


def of_rounds(change: Callable[[RoundEntry], Iterator[tuple[RoundEntry, str]]]) -> Make:
    def changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
        for index, each in enumerate(one.rounds):
            for instead, told in change(each):
                yield put(one, rounds=swapped(one.rounds, index, instead)), f"round of {each.closes}: {told}"

    return of_routes(changed)


def window_shifted(one: WindowEntry) -> Iterator[tuple[WindowEntry, str]]:
    """The day to apply by, or the first or last start that it serves."""
    for field in ("submit_by", "start_from", "start_to"):
        day: str = getattr(one, field)
        if day:
            yield put(one, **{field: later(day)}), f"{field} {day} became {later(day)}"


def season_shifted(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    """The first or the last start of every year."""
    for field in ("season_from", "season_to"):
        day: str = getattr(one.timing, field)
        if day:
            yield timed(one, **{field: later(day)}), f"{field} {day} became {later(day)}"


def call_shifted(one: RoundEntry) -> Iterator[tuple[RoundEntry, str]]:
    if len(one.closes) == len("2026-10-31"):
        yield put(one, closes=later(one.closes)), f"closes {one.closes} became {later(one.closes)}"


def starts_shifted(one: RoundEntry) -> Iterator[tuple[RoundEntry, str]]:
    for field in ("starts_from", "starts_until"):
        day: str = getattr(one, field)
        if len(day) > len("2026"):
            yield put(one, **{field: later(day)}), f"{field} {day} became {later(day)}"


def undated_rounds(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    known = one.timing.rounds_a_year
    if known:
        yield timed(one, rounds_a_year=None), f"{known} rounds a year became as many as have a day"
        for other in off_by_one(known, 1):
            yield timed(one, rounds_a_year=other), f"{known} rounds a year became {other}"


def certainty_confused(one: RoundEntry) -> Iterator[tuple[RoundEntry, str]]:
    if one.closes:
        yield put(one, is_announced=not one.is_announced), f"announced became {not one.is_announced}"


def last_seen_changed(one: WindowEntry) -> Iterator[tuple[WindowEntry, str]]:
    if one.last_seen:
        other = str(int(one.last_seen) + 1)
        yield put(one, last_seen=other), f"last seen in {one.last_seen} became {other}"


def hour_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    def other(hour: str) -> str:
        return "12:00" if hour != "12:00" else "17:00"

    for index, each in enumerate(one.rounds):
        if each.closes_at:
            instead = put(each, closes_at=other(each.closes_at))
            yield put(one, rounds=swapped(one.rounds, index, instead)), f"{each.closes_at} became {instead.closes_at}"
    for index, window in enumerate(one.timing.windows):
        if window.closes_at:
            at = other(window.closes_at)
            windows = swapped(one.timing.windows, index, put(window, closes_at=at))
            yield timed(one, windows=windows), f"{window.closes_at} became {at}"


def decision_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    timing: TimingEntry = one.timing
    if weeks := timing.decision_weeks:
        yield timed(one, decision_weeks=weeks * 4), f"{weeks} weeks became {weeks * 4}"
        yield timed(one, decision_weeks=weeks + 1), f"{weeks} weeks became {weeks + 1}"
    for index, window in enumerate(timing.windows):
        if window.decides:
            instead = put(window, decides=later(window.decides))
            told = f"decides {window.decides} became {instead.decides}"
            yield timed(one, windows=swapped(timing.windows, index, instead)), told
    for index, each in enumerate(one.rounds):
        if each.decides and len(each.decides) > len("2026"):
            later_one = put(each, decides=later(each.decides))
            told = f"decides {each.decides} became {later_one.decides}"
            yield put(one, rounds=swapped(one.rounds, index, later_one)), told


def state_confused(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    was = one.status.state
    other = State.OPEN if was in (State.CLOSED, State.ENDED) else State.CLOSED
    if one.gives_money:
        yield put(one, status=put(one.status, state=other)), f"{was} became {other}"


def paid(one: InstrumentEntry, amount: AmountEntry) -> InstrumentEntry:
    return put(one, amount=amount)


def amount_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    amount = one.amount
    for field in ("min_eur", "max_eur"):
        euros: int | None = getattr(amount, field)
        if euros:
            for other in noughts(euros):
                yield paid(one, put(amount, **{field: other})), f"{field} {euros} became {other}"
    if rate := amount.max_rate_pct:
        half = rate // 2 if rate in (50, 100) else 100 - rate
        yield paid(one, put(amount, max_rate_pct=half)), f"max_rate_pct {rate} became {half}"


def of_units(change: Callable[[UnitEntry], Iterator[tuple[UnitEntry, str]]]) -> Make:
    def changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
        units = one.amount.units
        for index, unit in enumerate(units):
            for instead, told in change(unit):
                yield paid(one, put(one.amount, units=swapped(units, index, instead))), told

    return of_routes(changed)


def unit_changed(unit: UnitEntry) -> Iterator[tuple[UnitEntry, str]]:
    if unit.eur:
        for other in (unit.eur * 10, unit.eur / Decimal(10)):
            yield put(unit, eur=other), f"{unit.eur} a {unit.per} became {other}"


def bound_changed(unit: UnitEntry) -> Iterator[tuple[UnitEntry, str]]:
    for field in ("from_day", "until_day"):
        day: int | None = getattr(unit, field)
        if day:
            for other in off_by_one(day, 1):
                yield put(unit, **{field: other}), f"{field} {day} became {other}"
    for field in ("from_km", "until_km"):
        km: int | None = getattr(unit, field)
        if km:
            yield put(unit, **{field: km * 10}), f"{field} {km} became {km * 10}"


def per_changed(unit: UnitEntry) -> Iterator[tuple[UnitEntry, str]]:
    other = PER_OTHER[unit.per]
    yield put(unit, per=other), f"{unit.eur} a {unit.per} became a {other}"


def figure_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    figures = one.amount.figures
    for index, figure in enumerate(figures):
        for field in ("least", "most"):
            euros: int | None = getattr(figure, field)
            if euros:
                for other in noughts(euros):
                    instead = swapped(figures, index, put(figure, **{field: other}))
                    yield paid(one, put(one.amount, figures=instead)), f"figure {euros} became {other}"


def round_sum_changed(one: RoundEntry) -> Iterator[tuple[RoundEntry, str]]:
    if one.max_eur:
        for other in noughts(one.max_eur):
            yield put(one, max_eur=other), f"{one.max_eur} became {other}"


MAKERS: Mapping[FaultKind, Make] = {
    FaultKind.LEAD_TIME: of_routes(lead_changed),
    FaultKind.WINDOW: of_windows(window_shifted),
    FaultKind.SEASON: of_routes(season_shifted),
    FaultKind.CALL: of_rounds(call_shifted),
    FaultKind.STARTS: of_rounds(starts_shifted),
    FaultKind.UNDATED_ROUNDS: of_routes(undated_rounds),
    FaultKind.CERTAINTY: of_rounds(certainty_confused),
    FaultKind.LAST_SEEN: of_windows(last_seen_changed),
    FaultKind.HOUR: of_routes(hour_changed),
    FaultKind.DECISION: of_routes(decision_changed),
    FaultKind.STATE: of_routes(state_confused),
    FaultKind.AMOUNT: of_routes(amount_changed),
    FaultKind.UNIT: of_units(unit_changed),
    FaultKind.UNIT_BOUND: of_units(bound_changed),
    FaultKind.UNIT_PER: of_units(per_changed),
    FaultKind.FIGURE: of_routes(figure_changed),
    FaultKind.ROUND_SUM: of_rounds(round_sum_changed),
}
