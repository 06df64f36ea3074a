"""When a route can be applied for, from its entry to the engine's `Timing`; and days of which only a part is known."""

from datetime import date

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.timing import RoundEntry, TimingEntry, WindowEntry
from matcher.engine.days import DAY, MonthDay, add_months
from matcher.engine.timing import Call, Season, Starts, State, Timing, TimingKind, Window


def timing_of(entry: InstrumentEntry) -> Timing:
    """A day of which only the month is known is not known."""
    return Timing(
        kind=TimingKind(entry.timing.kind),
        state=State(entry.status.state),
        lead_days=entry.timing.lead_days,
        lead_months=entry.timing.lead_months,
        windows=tuple(window_of(window) for window in entry.timing.windows),
        calls=tuple(call for one in entry.rounds if (call := call_of(one)).opens or call.closes),
        rounds_a_year=entry.timing.rounds_a_year,
        past=tuple(day for one in entry.rounds if (day := day_of_past(one))),
        seen=end_of(entry.status.as_of),
        season=season_of(entry.timing),
    )


def season_of(entry: TimingEntry) -> Season | None:
    if not entry.season_from:
        return None
    return Season(MonthDay.parse(entry.season_from), MonthDay.parse(entry.season_to))


def day_of_past(entry: RoundEntry) -> date | None:
    """Of a round without a known opening or closing day, a day on which it is known to have been."""
    if whole_day(entry.closes) or whole_day(entry.opens):
        return None
    return end_of(entry.closes) or end_of(entry.opens) or start_of(entry.starts_from)


def window_of(entry: WindowEntry) -> Window:
    return Window(
        submit_by=MonthDay.parse(entry.submit_by),
        start_from=MonthDay.parse(entry.start_from) if entry.start_from else None,
        start_to=MonthDay.parse(entry.start_to) if entry.start_to else None,
        start_year_offset=entry.start_year_offset,
        last_seen=entry.last_seen,
        at=entry.closes_at,
    )


def call_of(entry: RoundEntry) -> Call:
    since = start_of(entry.starts_from)
    return Call(
        whole_day(entry.opens),
        whole_day(entry.closes),
        Starts(since, end_of(entry.starts_until)) if since else None,
        entry.is_announced,
        entry.closes_at,
    )


def start_of(text: str) -> date | None:
    """The first day of a year, a month or a day; None for ""."""
    return date.fromisoformat(f"{text}-01-01"[:10]) if text else None


def end_of(text: str) -> date | None:
    """The last day of a year, a month or a day; None for ""."""
    first = start_of(text)
    if first is None:
        return None
    months = {4: 12, 7: 1}.get(len(text), 0)
    return add_months(first, months) - DAY if months else first


def whole_day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == len("2026-02-28") else None
