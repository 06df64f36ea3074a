"""A route as one folded line: what it pays, by when, what is special to it, and what would hurt to learn late."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.entries.instrument import AmountEntry, InstrumentEntry
from matcher.engine.timing import Availability, TimingKind
from matcher.engine.verdicts import Route, Verdict
from matcher.pages.deadlines.deadlines import is_expected
from matcher.speech.sentences import Teller

FEW = 4
"""What holds for at most one in so many is special."""


class DayBox(StrEnum):
    """How sure the day in a line is."""

    FIXED = "fix"
    USUAL = "usual"
    ROLLING = "roll"
    NONE = "open"


@dataclass(frozen=True, slots=True)
class ResultLine:
    id: str
    name: str
    level: str
    """Its slug."""
    rank: int
    look: str
    """How its tile is printed."""
    amount: AmountEntry
    gives_money: bool
    closes: date | None
    """None too for a route that is closed."""
    box: DayBox
    availability: Availability
    is_rolling: bool
    lacking: str
    """What it waits for, or what fails; "" for a route that fits."""
    reason: str
    """What holds of it and of few others, or what it pays for; "" where something is lacking."""
    warning: str


def look_of(verdict: Verdict, availability: Availability) -> str:
    if verdict is Verdict.FITS and availability is not Availability.EXPECTED:
        return "on"
    return "may" if verdict in (Verdict.FITS, Verdict.MAY_FIT) else "off"


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes the lines of the routes that share a verdict: `routes` are all of them, those that are not shown as well."""

    teller: Teller
    routes: Sequence[Route]
    times: Mapping[int, int]
    """In how many of them a criterion holds, by its identity: they are the same objects in all routes of a match."""

    @classmethod
    def of(cls, teller: Teller, routes: Sequence[Route]) -> "LineWriter":
        return cls(teller, routes, Counter([id(one) for route in routes for one in route.met]))

    def line(self, route: Route, entry: InstrumentEntry) -> ResultLine:
        closes = route.due.submit_by or route.due.next_closing
        if route.availability is Availability.CLOSED:
            closes = None
        lacking = self.lacking(route)
        return ResultLine(
            id=entry.id,
            name=str(entry.name),
            level=entry.level,
            rank=route.rank,
            look=look_of(route.verdict, route.availability),
            amount=entry.amount,
            gives_money=entry.gives_money,
            closes=closes,
            box=self.box(route, closes),
            availability=route.availability,
            is_rolling=route.instrument.timing.kind is TimingKind.ROLLING,
            lacking=lacking,
            reason="" if lacking else self.reason(route, entry),
            warning=self.warning(route),
        )

    def box(self, route: Route, closes: date | None) -> DayBox:
        timing = route.instrument.timing
        if timing.kind is TimingKind.ROLLING:
            return DayBox.ROLLING
        if closes is None:
            return DayBox.NONE
        return DayBox.USUAL if is_expected(timing, closes, self.teller.compiled.on) else DayBox.FIXED

    def lacking(self, route: Route) -> str:
        if route.waits_for:
            waiting = route.waits_for[0]
            return self.teller.unknown(waiting.criterion, waiting.questions)
        if route.fails:
            return self.teller.unmet(route.fails[0].criterion, route.instrument.timing.state)
        return ""

    def reason(self, route: Route, entry: InstrumentEntry) -> str:
        """Of what holds, that which holds in few others; else what this one pays for."""
        rarest = sorted(route.met, key=lambda one: self.times[id(one)])
        special = next((one for one in rarest if FEW * self.times[id(one)] <= len(self.routes)), None)
        if special is not None and (told := self.teller.met(special)):
            return told
        if entry.pays_for:
            return _("Pays for: %(cost)s.") % {"cost": str(entry.pays_for[0]).rstrip(".")}
        return next((told for one in rarest if (told := self.teller.met(one))), "")

    def warning(self, route: Route) -> str:
        """Advice of the support centres, or else how much nobody asked that must hold as well."""
        if route.advice:
            return self.teller.advice(route.advice[0])
        left = sum(check not in self.teller.answers.checks for check in route.checks)
        if not left:
            return ""
        return ngettext("Check %(count)d condition yourself.", "Check %(count)d conditions yourself.", left) % {
            "count": left
        }
