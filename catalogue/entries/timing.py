"""When one applies and when it is decided: the days of every year, and the rounds that were called or announced."""

from typing import Annotated, Any

from pydantic import model_validator

from catalogue import models as rows
from catalogue.entries.parts import Parts, columns_of, words, words_of
from catalogue.entries.values import Count, Hour, Lax, MonthDay, Part, PartialDate, Words, Year
from catalogue.vocabulary import TimingKind


class WindowEntry(Part):
    submit_by: MonthDay
    closes_at: Hour = ""
    start_from: MonthDay = ""
    start_to: MonthDay = ""
    start_year_offset: Count | None = None
    last_seen: Year = ""
    decides: MonthDay = ""


class TimingEntry(Part):
    kind: Annotated[TimingKind, Lax] = TimingKind.UNKNOWN
    lead_days: Count | None = None
    lead_months: Count | None = None
    windows: list[WindowEntry] = []
    season_from: MonthDay = ""
    season_to: MonthDay = ""
    """The first and the last day of every year on which what it pays starts, whatever the round; "": no source draws that."""
    rounds_a_year: Count | None = None
    duration_max_months: Count | None = None
    decision_weeks: Count | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _one_lead_time(self) -> "TimingEntry":
        if self.lead_days is not None and self.lead_months is not None:
            raise ValueError("give lead_days or lead_months, not both")
        if self.rounds_a_year is not None and self.rounds_a_year < len(self.windows):
            raise ValueError(f"rounds_a_year {self.rounds_a_year} is fewer than its windows")
        if self.decision_weeks is not None and any(window.decides for window in self.windows):
            raise ValueError("give decision_weeks or the days on which windows decide, not both")
        if (self.lead_days, self.lead_months) != (None, None) and self.kind != TimingKind.ROLLING:
            raise ValueError("a lead time belongs to kind rolling")
        if bool(self.season_from) != bool(self.season_to):
            raise ValueError("give season_from and season_to, or neither")
        return self


class RoundEntry(Part):
    code: str = ""
    opens: PartialDate = ""
    closes: PartialDate = ""
    closes_at: Hour = ""
    is_announced: bool = True
    decides: PartialDate = ""
    starts_from: PartialDate = ""
    starts_until: PartialDate = ""
    max_eur: Count | None = None
    note: Words | None = None
    sets_own_rules: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> "RoundEntry":
        for first, last in ((self.opens, self.closes), (self.starts_from, self.starts_until)):
            if first[: len(last)] > last[: len(first)]:
                raise ValueError(f"{last} comes before {first}")
        return self


def timing_columns(value: TimingEntry) -> dict[str, Any]:
    """The columns of the route itself; its windows are rows of their own."""
    own = value.model_dump(exclude={"kind", "windows", "note"})
    return {"timing_kind": value.kind, **own, **words("timing_note", value.note)}


def timing_back(row: rows.Instrument) -> dict[str, Any]:
    return {
        **columns_of(row, TimingEntry, "kind", "windows", "note"),
        "kind": row.timing_kind,
        "windows": [columns_of(one, WindowEntry) for one in row.windows.all()],
        "note": words_of(row, "timing_note"),
    }


def window_parts(value: WindowEntry) -> Parts:
    return Parts(value.model_dump())


def round_parts(value: RoundEntry) -> Parts:
    return Parts({**value.model_dump(exclude={"note"}), **words("note", value.note)})


def round_back(row: rows.Round) -> dict[str, Any]:
    return {**columns_of(row, RoundEntry, "note"), "note": words_of(row, "note")}
