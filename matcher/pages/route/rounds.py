"""The chances to apply for one route: those that come back every year, and those with a date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.timing import RoundEntry
from catalogue.vocabulary import State
from matcher.engine.days import MonthDay
from matcher.rules.timing import season_of
from matcher.speech.rounds import round_named, season_before, season_of_starts


@dataclass(frozen=True, slots=True)
class YearlyRound:
    """A window as it comes back: when it closes next, and from which to which day of a year the starts lie.

    The year of the starts means nothing; `years_later` says how many years after the closing day they begin."""

    closes: date
    starts_from: date | None
    starts_to: date | None
    years_later: int
    last_seen: str
    """The year in which it was so, "" where that is not known."""
    is_of_before: bool
    """Whether it closed since without anybody having seen that it did: then nobody knows that it is still so."""


@dataclass(frozen=True, slots=True)
class DatedRound:
    round: RoundEntry
    is_over: bool
    """It closed, what it was for has begun, or the route has ended."""

    @property
    def name(self) -> str:
        """What its funder calls it; empty where its days tell the same (`2024-10` closes on 15 October 2024)."""
        told = (self.round.closes, self.round.opens if not self.round.closes else "", self.round.starts_from)
        return "" if any(day and day.startswith(self.round.code) for day in told) else round_named(self.round.code)

    @property
    def is_within(self) -> bool:
        """Its starts lie in one year or month, of which no closer days are known."""
        return (
            bool(self.round.starts_from)
            and self.round.starts_from == self.round.starts_until
            and len(self.round.starts_from) < len("2027-01-31")
        )


def dated_rounds(entry: InstrumentEntry, on: date) -> list[DatedRound]:
    """Latest first; days count as far as they are known."""
    rounds = sorted(entry.rounds, key=lambda one: one.closes or one.opens or one.code, reverse=True)
    ended = entry.status.state == State.ENDED
    return [DatedRound(one, ended or is_past(one.closes, on) or is_past(one.starts_until, on)) for one in rounds]


def is_past(day: str, on: date) -> bool:
    return bool(day) and day < on.isoformat()[: len(day)]


def season_told(entry: InstrumentEntry) -> str:
    """In which part of every year it starts; "" for any, or where that is not known."""
    season = season_of(entry.timing)
    if season is None:
        return ""
    return season_before(season) if entry.may_be_gone else season_of_starts(season)


def yearly_rounds(entry: InstrumentEntry, on: date) -> list[YearlyRound]:
    """The one that closes next first."""
    return sorted(_yearly(entry, on), key=lambda one: one.closes)


def _yearly(entry: InstrumentEntry, on: date) -> Iterator[YearlyRound]:
    for window in entry.timing.windows:
        by = MonthDay.parse(window.submit_by)
        closes = by.on(on.year) if on <= by.on(on.year) else by.on(on.year + 1)
        seen = window.last_seen[:4]
        first, last = (MonthDay.parse(text) if text else None for text in (window.start_from, window.start_to))
        yield YearlyRound(
            closes,
            first.on(on.year) if first else None,
            last.on(on.year) if last else None,
            _years_later(window.start_year_offset, by, first),
            window.last_seen,
            bool(seen) and int(seen) < closes.year - 1,
        )


def _years_later(told: int | None, closes: MonthDay, first: MonthDay | None) -> int:
    """As the source says; without that, the starts begin on the first such day after the round has closed."""
    if told is not None:
        return told
    return int(first is not None and (first.month, first.day) < (closes.month, closes.day))
