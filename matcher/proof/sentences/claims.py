"""What the fields of a route claim in figures, and whether its words or its sources say so too: the way back from a field.

`reading` goes from sentences to fields. Here every sum, share, day, length and number of a field has to stand in the words of
the route, in both languages, or in what a source of it states (`stated_by_sources.yaml`, written from those pages and not from
the fields). So one figure that is typed otherwise is found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import STAY_KINDS, UnitPer
from matcher.proof.sentences.holding import counted, dated
from matcher.proof.sentences.reading import Quantity, figures_in, texts_of
from matcher.proof.sentences.unit_words import paid_otherwise
from matcher.proof.sentences.vocabulary import LANGUAGES, MONTHS, ONE, OWN_SHARE, PER, USUALLY, Sense

STATED = Path(__file__).with_name("stated_by_sources.yaml")
NO_WORDS = frozenset({"name", "doubts"})
"""Names, and what is not known."""


class Statement(BaseModel):
    """What a source of a route states, in English. `source`: its address, or its reference where it has none."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str
    says: str


@cache
def statements() -> Mapping[str, Sequence[Statement]]:
    """What the sources of each route state of the figures that its words leave to the fields."""
    read = yaml.safe_load(STATED.read_text(encoding="utf-8"))
    return {route: tuple(Statement.model_validate(row) for row in rows) for route, rows in read.items()}


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a field (None: words alone), with the words that belong to it by language, and other ways to say the same."""

    field: str
    figure: Quantity | None
    words: Mapping[str, str] | None = None
    same: tuple["Claim", ...] = ()
    told: str = ""

    def is_said(self, text: str, language: str) -> bool:
        """In one text: the figure, and its words."""
        has_words = self.words is None or bool(re.search(rf"(?i){self.words[language]}", text))
        if has_words and (self.figure is None or exact(self.figure) in map(exact, figures_said(text, language))):
            return True
        return any(one.is_said(text, language) for one in self.same)


def exact(one: Quantity) -> Quantity:
    """A year as twelve months, a week as seven days."""
    if one.sense is Sense.YEAR:
        return Quantity(Sense.MONTH, one.number * 12)
    return Quantity(Sense.DAY, one.number * 7) if one.sense is Sense.WEEK else one


@cache
def figures_said(text: str, language: str) -> frozenset[Quantity]:
    """As `figures_in`, with what one, half and all are."""
    ones = [Quantity(sense, 1.0) for sense, form in ONE[language] if re.search(rf"(?i)\b(?:{form})\b", text)]
    parts = [
        Quantity(Sense.PCT, share)
        for share, form in ((50.0, r"helft|half"), (100.0, r"volledig\w*|alle kosten|in full|all costs|full cost\w*"))
        if re.search(rf"(?i)\b(?:{form})\b", text)
    ]
    return frozenset([*figures_in(text, language), *ones, *parts])


def unsaid(entry: InstrumentEntry, stated: Sequence[Statement] = ()) -> Iterator[Claim]:
    """The claims of a route that neither its words, in both languages, nor its sources say."""
    names = {source.url for source in entry.sources} | {source.ref for source in entry.sources}
    says = [one.says for one in stated if one.source in names]
    texts = {
        language: [getattr(text, language) for field, text in texts_of(entry) if field not in NO_WORDS]
        for language in LANGUAGES
    }
    known = [*says, *[one.supports.en for one in entry.sources]]
    found = [
        *[claim for claim in claims(entry) if not _is_said(claim, texts, says)],
        *_as_its_source_names_it(entry, known),
        *_paid_otherwise(entry, {**texts, "en": [*texts["en"], *says]}),
    ]
    yield from {(one.field, one.told): one for one in found}.values()


def _is_said(claim: Claim, texts: Mapping[str, Sequence[str]], says: Sequence[str]) -> bool:
    """By the words of a route in both languages, or by one of its sources."""
    in_words = all(any(claim.is_said(text, language) for text in texts[language]) for language in LANGUAGES)
    return in_words or any(claim.is_said(text, "en") for text in says)


def claims(entry: InstrumentEntry) -> Iterator[Claim]:
    yield from _of_the_amount(entry)
    yield from _of_the_timing(entry)
    yield from _of_the_rounds(entry)
    yield from _of_the_partners(entry)


def _claim(field: str, sense: Sense, number: float | None, *same: Quantity, words: str = "") -> Iterator[Claim]:
    for figure in counted(sense, number):
        others = tuple(Claim(field, one) for one in same)
        yield Claim(field, figure, PER[UnitPer(words)] if words else None, others, f"{figure.told} {words}".strip())


def _day(field: str, day: Quantity, *, is_whole_month: bool) -> Claim:
    """A day, or the month alone where it is the first or the last one of it."""
    month = Claim(field, Quantity(Sense.DATE, day.number // 100 * 100))
    return Claim(field, day, same=(month,) if is_whole_month else (), told=day.told)


def _of_the_amount(entry: InstrumentEntry) -> Iterator[Claim]:
    amount = entry.amount
    yield from _claim("amount.min_eur", Sense.EUR, amount.min_eur)
    yield from _claim("amount.max_eur", Sense.EUR, amount.max_eur)
    yield from _claim("amount.some_rate_pct", Sense.PCT, amount.some_rate_pct)
    for rate in counted(Sense.PCT, amount.max_rate_pct):
        own = Claim("amount.max_rate_pct", Quantity(Sense.PCT, 100 - rate.number), OWN_SHARE)
        yield Claim("amount.max_rate_pct", rate, same=(own,), told=rate.told)
    for unit in amount.units:
        if unit.eur is None:
            yield Claim("amount.units", None, PER[unit.per], told=unit.per)
        else:
            yield from _claim("amount.units", Sense.EUR, float(unit.eur), words=unit.per)
        for day in filter(None, (unit.from_day, unit.until_day)):
            nth = _both(rf"\b(?:day|dag) {day}\b")
            yield Claim(
                "amount.units", Quantity(Sense.DAY, day), same=(Claim("amount.units", None, nth),), told=f"day {day}"
            )
        for km in (unit.from_km, unit.until_km):
            yield from _claim("amount.units", Sense.COUNT, km)
    for figure in amount.figures:
        sense = Sense.EUR if figure.currency == "EUR" else Sense.COUNT
        for number in (figure.least, figure.most):
            yield from _claim("amount.figures", sense, number)


def _of_the_timing(entry: InstrumentEntry) -> Iterator[Claim]:
    timing = entry.timing
    yield from _claim("timing.lead_days", Sense.DAY, timing.lead_days)
    yield from _claim("timing.lead_months", Sense.MONTH, timing.lead_months)
    yield from _claim("timing.decision_weeks", Sense.WEEK, timing.decision_weeks)
    if entry.kind not in STAY_KINDS:
        yield from _claim("timing.duration_max_months", Sense.MONTH, timing.duration_max_months)
    for field, edge in (("season_from", "01"), ("season_to", "28 29 30 31")):
        for day in dated(getattr(timing, field)):
            yield _day(f"timing.{field}", day, is_whole_month=getattr(timing, field)[3:] in edge.split())
    for window in timing.windows:
        for field in ("submit_by", "decides"):
            for day in dated(getattr(window, field)):
                yield Claim(f"timing.windows.{field}", day, told=day.told)
        for field, edge in (("start_from", "01"), ("start_to", "28 29 30 31")):
            for day in dated(getattr(window, field)):
                is_whole = getattr(window, field)[3:] in edge.split()
                yield _day(f"timing.windows.{field}", day, is_whole_month=is_whole)
        yield from _hour(window.closes_at)
        if window.last_seen and window.last_seen not in _years(entry):
            yield Claim("timing.windows.last_seen", None, words=_both(window.last_seen), told=window.last_seen)


def _of_the_rounds(entry: InstrumentEntry) -> Iterator[Claim]:
    for one in entry.rounds:
        for field, edge in (
            ("opens", ""),
            ("closes", ""),
            ("decides", ""),
            ("starts_from", "01"),
            ("starts_until", "28 29 30 31"),
        ):
            for day in dated(getattr(one, field)[5:]):
                is_whole = getattr(one, field)[8:] in edge.split()
                yield _day(f"rounds.{field}", day, is_whole_month=is_whole)
        yield from _hour(one.closes_at)
        yield from _claim("rounds.max_eur", Sense.EUR, one.max_eur)


def _as_its_source_names_it(entry: InstrumentEntry, says: Sequence[str]) -> Iterator[Claim]:
    """What a round has otherwise than the source that names its very day: its sum; or that it is usual, which is also said by
    nobody where neither its note nor a source that names its year says so."""
    for one in entry.rounds:
        year, *rest = one.closes.split("-")
        named = f"{int(rest[1])} {MONTHS['en'].split('|')[int(rest[0]) - 1]} {year}" if len(rest) == 2 else ""
        of_this = [text for text in says if named and named in text]
        if year and not one.is_announced:
            note = [("nl", one.note.nl), ("en", one.note.en)] if one.note else []
            usually = [re.search(rf"(?i){USUALLY[language]}", text) for language, text in note]
            usually += [re.search(rf"(?i){USUALLY['en']}", text) for text in says if year in text]
            if of_this or not any(usually):
                yield Claim("rounds.is_announced", None, told="usual")
        sums = {figure for text in of_this for figure in figures_said(text, "en") if figure.sense is Sense.EUR}
        for most in counted(Sense.EUR, one.max_eur):
            if sums and most not in sums:
                yield Claim("rounds.max_eur", most, told=most.told)


def _paid_otherwise(entry: InstrumentEntry, texts: Mapping[str, Sequence[str]]) -> Iterator[Claim]:
    for unit in paid_otherwise(entry, texts):
        yield from _claim("amount.units", Sense.EUR, float(unit.eur or 0), words=unit.per)


def _of_the_partners(entry: InstrumentEntry) -> Iterator[Claim]:
    """With the applicant or without: as a source counts."""
    for field in ("min_partners", "min_countries"):
        least: int | None = getattr(entry.partners, field)
        if least and least > 1:
            yield from _claim(f"partners.{field}", Sense.COUNT, least, *counted(Sense.COUNT, least + 1))


def _hour(at: str) -> Iterator[Claim]:
    if at:
        hour, _colon, minutes = at.partition(":")
        spelled = rf"\b{int(hour):02}[:.]{minutes}\b" + (rf"|\b{int(hour)} uur\b" if minutes == "00" else "")
        yield Claim("closes_at", None, words=_both(spelled), told=at)


def _years(entry: InstrumentEntry) -> frozenset[str]:
    """Those in which a source of the route was seen, or a round of it closed before one was."""
    seen = [one.seen[:4] for one in entry.sources]
    closed = [one.closes[:4] for one in entry.rounds]
    return frozenset([*seen, *[year for year in closed if year <= max(seen, default=year)]])


def _both(words: str) -> Mapping[str, str]:
    return dict.fromkeys(LANGUAGES, words)
