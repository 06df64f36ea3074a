"""A route as one folded line: what it pays, by when, what is special to it, and what would hurt to learn late."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import AmountEntry
from matcher.engine.availability import Availability, returns
from matcher.engine.criteria import Topic
from matcher.engine.due import Certainty
from matcher.engine.judgement import InstrumentSet
from matcher.engine.overview import Overview
from matcher.engine.timing import TimingKind
from matcher.engine.verdicts import Group, Route, Verdict
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.rounds import how_it_stands
from matcher.speech.sentences import Teller
from matcher.speech.shelf_lives import old_rule
from matcher.speech.sums import amount_for

MOST_LACKING = 2
SIGNS = {Group.MAY_FIT: "ask", Group.LATER: "cal"}
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
    """0 for what is out of reach now."""
    look: str
    """How its tile is printed."""
    amount: AmountEntry
    gives_money: bool
    closes: date | None
    """None too for a route that is closed."""
    at: str
    """Until which hour of that day, in Brussels."""
    last_seen: str
    """The last year in which a usual day was seen."""
    box: DayBox
    rule: str
    """How old the rule is by which the day is counted, where it is past its shelf life."""
    availability: Availability
    opens_later: bool
    """Whether it is not open yet, and no closing day is known for any start."""
    is_rolling: bool
    lacking: str
    """What it waits for (a start that may be too late first), what one changes, who applies, or when it comes back; "" for a
    route that fits."""
    sign: str
    """The icon of what is lacking."""
    reason: str
    """What holds of it and of few others, or what it pays for; "" where something is lacking."""
    warning: str


class Closing(NamedTuple):
    """The day to apply by, or of what is closed the usual one on which it comes back, and all that is known of that day."""

    closes: date | None
    at: str
    certainty: Certainty
    last_seen: str


def closing_of(route: Route, on: date) -> Closing:
    if route.availability is Availability.CLOSED:
        back = returns(route.instrument.timing, on)
        return Closing(back.closes, "", back.certainty, back.last_seen)
    due = route.due
    return Closing(due.closes, due.at, due.certainty, due.last_seen)


def look_of(verdict: Verdict, availability: Availability) -> str:
    if verdict is Verdict.FITS and availability is not Availability.EXPECTED:
        return "on"
    return "may" if verdict in (Verdict.FITS, Verdict.MAY_FIT) else "off"


def left_to_check(teller: Teller, route: Route) -> int:
    """How many conditions that nobody asked are neither ticked nor denied."""
    return sum(check not in teller.answers.checks for check in route.checks)


@dataclass(frozen=True)
class LineWriter:
    """Writes the lines of routes that stand together."""

    teller: Teller
    overview: Overview
    among: InstrumentSet
    """All that stand together, those that are not shown as well."""
    on: date
    site: Site

    @cached_property
    def checks_told(self) -> bool:
        """Whether it stands above them how many conditions are left to check, the same number for each."""
        return len(self.overview.left_to_check(self.among)) == 1

    def line(self, route: Route, entry: InstrumentEntry) -> ResultLine:
        closing = closing_of(route, self.on)
        closes = closing.closes
        lacking = self.lacking(route)
        return ResultLine(
            id=entry.id,
            name=str(entry.name),
            level=entry.level,
            rank=0 if route.verdict is Verdict.NO else route.rank,
            look=look_of(route.verdict, route.availability),
            amount=amount_for(entry, route),
            gives_money=entry.gives_money,
            closes=closes,
            at=closing.at,
            last_seen=closing.last_seen,
            box=self.box(route, closes),
            rule=rule.in_short if closes and (rule := old_rule(self.site, entry, self.on)) else "",
            availability=route.availability,
            opens_later=self.teller.compiled.standing(entry.id).closes is None,
            is_rolling=route.instrument.timing.kind is TimingKind.ROLLING,
            lacking=lacking,
            sign=SIGNS.get(route.group, "swap"),
            reason="" if lacking else self.reason(route, entry),
            warning=self.warning(route, entry),
        )

    def box(self, route: Route, closes: date | None) -> DayBox:
        if route.availability is Availability.CLOSED:
            return DayBox.USUAL if closes else DayBox.NONE
        if route.instrument.timing.kind is TimingKind.ROLLING:
            return DayBox.ROLLING
        if closes is None:
            return DayBox.NONE
        return DayBox.USUAL if route.due.certainty is Certainty.USUAL else DayBox.FIXED

    def lacking(self, route: Route) -> str:
        match route.group:
            case Group.ONE_CHANGE if told := self.teller.change(route.fails[0].criterion, route.fails[0].change):
                return capfirst(told)
            case Group.THROUGH:
                return self.teller.another(route.instrument.id)
            case Group.LATER:
                timing = route.instrument.timing
                back = returns(timing, self.on)
                return _("Closed now.") if back.closes else how_it_stands(timing, self.on, self.teller.day)
        late = next((one for one in route.unknown if one.topic is Topic.START), None)
        if late is not None:
            return self.teller.unknown(late, ())
        if route.waits_for:
            waiting = route.waits_for[0]
            return self.teller.unknown(waiting.criterion, waiting.questions)
        if route.unknown:
            return self.teller.unknown(route.unknown[0], ())
        state = route.instrument.timing.state
        return " ".join(self.teller.unmet(one.criterion, state) for one in route.fails[:MOST_LACKING])

    def reason(self, route: Route, entry: InstrumentEntry) -> str:
        """Of what holds, that which holds in few others; else what this one pays for."""
        times = {id(one): self.overview.times(one, self.among) for one in route.met}
        rarest = sorted(route.met, key=lambda one: times[id(one)])
        special = rarest[0] if rarest and FEW * times[id(rarest[0])] <= len(self.among) else None
        if special is not None and (told := self.teller.met(special)):
            return told
        if entry.pays_for:
            return _("Pays for: %(cost)s.") % {"cost": str(entry.pays_for[0]).rstrip(".")}
        return next((told for one in rarest if (told := self.teller.met(one))), "")

    def warning(self, route: Route, entry: InstrumentEntry) -> str:
        """What must come first, or that it may be gone, or advice of the support centres, or how much nobody asked that must
        hold as well."""
        needed = self.teller.words.needs_first.get(route.instrument.id)
        if needed:
            return _("Needed first: %(status)s.") % {"status": say(needed[0]).rstrip(".")}
        if entry.may_be_gone:
            return _("Ask first whether it still exists.")
        if route.advice:
            return self.teller.advice(route.advice[0])
        left = left_to_check(self.teller, route)
        if not left or self.checks_told:
            return ""
        return ngettext("Check %(count)d condition yourself.", "Check %(count)d conditions yourself.", left) % {
            "count": left
        }
