"""What to do for one route, in order: counted back from the day by which one applies, as far as that is known.

Days that the funder or the visitor sets are facts; the others are our advice, and how long something takes is said only where a
source says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry
from catalogue.entries.needs import NeedEntry
from catalogue.entries.partnership import PartnersEntry
from catalogue.entries.values import Words
from catalogue.vocabulary import STAY_KINDS, Admission, NeedKind
from matcher.engine.answers import APPLICANT, START, Answers
from matcher.engine.availability import Availability
from matcher.engine.due import Certainty, Due
from matcher.engine.timing import Timing, TimingKind, before
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Group, Route
from matcher.pages.compare.workyear import WORK_WEEKS
from matcher.pages.route.axis import Terms, decision, terms_of
from matcher.speech.sums import amount_for


class StepKind(StrEnum):
    """In the order of doing."""

    EXISTENCE = "existence"
    THROUGH = "through"
    STATUS = "status"
    PARTNERS = "partners"
    ACCOUNT = "account"
    AGREEMENT = "agreement"
    INVITATION = "invitation"
    LETTERS = "letters"
    COFINANCING = "co-financing"
    WRITE = "write"
    APPLY = "apply"
    DECISION = "decision"
    START = "start"


TITLES: dict[StepKind, Promise] = {
    StepKind.EXISTENCE: _("Ask whether it still exists"),
    StepKind.THROUGH: _("Ask who applies for you"),
    StepKind.STATUS: _("Make sure of what must come first"),
    StepKind.PARTNERS: _("Find your partner, and agree on what you do"),
    StepKind.ACCOUNT: _("Make sure that you can log in"),
    StepKind.AGREEMENT: _("Sign an agreement with your partner"),
    StepKind.INVITATION: _("Get it in writing from whoever invites you"),
    StepKind.LETTERS: _("Collect the letters"),
    StepKind.COFINANCING: _("Arrange the rest of the money"),
    StepKind.WRITE: _("Write your plan and your budget"),
    StepKind.APPLY: _("Send your application in"),
    StepKind.DECISION: _("You hear the decision"),
    StepKind.START: _("You start"),
}
ADVISED_WEEKS = {
    StepKind.PARTNERS: WORK_WEEKS,
    StepKind.ACCOUNT: 6,
    StepKind.AGREEMENT: 4,
    StepKind.INVITATION: 4,
    StepKind.LETTERS: 4,
    StepKind.COFINANCING: 4,
    StepKind.WRITE: 2,
}
"""How long before applying we advise to have it done."""
STEP_OF = {
    NeedKind.ACCOUNT: StepKind.ACCOUNT,
    NeedKind.AGREEMENT: StepKind.AGREEMENT,
    NeedKind.INVITATION: StepKind.INVITATION,
    NeedKind.LETTERS: StepKind.LETTERS,
    NeedKind.COFINANCING: StepKind.COFINANCING,
    NeedKind.PAPER: StepKind.WRITE,
}


class Basis(StrEnum):
    """From what the days are counted, or why there are none."""

    START = "start"
    """The day that serves the visitor's start."""
    UNSURE = "unsure"
    """The closing day that may serve the visitor's start: for which starts it is, is not known."""
    NEXT = "next"
    """The next closing day; no start was given."""
    NONE_SERVES = "none-serves"
    """No round that is known serves the start: a day of another one would be somebody else's."""
    TOO_LATE = "too-late"
    """The day to apply by for this start is past."""
    LEAD = "lead"
    """One applies so long before the start, and no start was given."""
    ALWAYS = "always"
    """One may apply on any day."""
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NeedShown:
    need: NeedEntry
    source: RouteSourceEntry | None


@dataclass(frozen=True, slots=True)
class RouteStep:
    kind: StepKind
    needs: tuple[NeedShown, ...] = ()
    words: tuple[Words, ...] = ()
    """What else is said of it."""
    by: date | None = None
    """The last day for it; None is not known."""
    weeks: int | None = None
    """So many weeks before one applies; None for what is counted otherwise."""
    is_past: bool = False
    """Whether its day lies before today."""
    takes: int | None = None
    """The weeks that it takes, where a source says so."""
    is_short: bool = False
    """Whether that is longer than there is left."""
    certainty: Certainty | None = None
    """Of a day that the funder sets or that follows from the start; None: our advice."""

    of_a_stay: bool = False
    """Whether what is given is a place to work: nobody asks a budget for that, unless a source says so."""

    @property
    def title(self) -> str:
        if self.of_a_stay and self.kind is StepKind.WRITE:
            return str(_("Write your application"))
        return str(TITLES[self.kind])


@dataclass(frozen=True, slots=True)
class Steps:
    steps: tuple[RouteStep, ...]
    basis: Basis
    due: Due
    """The day to apply by."""
    own_pct: int | None
    """The least share that comes from elsewhere; None is not known."""
    is_own_mostly: bool
    """Whether it is less for some."""
    knows_papers: bool
    """Whether a source says which papers an application needs."""
    has_late_decision: bool
    """Whether one hears after the start."""
    may_be_gone: bool
    """Whether one asks first if the route still exists."""
    knows_decision: bool
    """Whether it is known how long one waits for the decision."""

    @property
    def is_usual(self) -> bool:
        return self.due.certainty is Certainty.USUAL


def steps_of(entry: InstrumentEntry, route: Route, upcoming: Due, answers: Answers, on: date) -> Steps | None:
    """`upcoming` is the next closing day, whatever the start. None for what nobody applies for."""
    if not entry.gives_money or entry.admission is not Admission.APPLICATION:
        return None
    terms, start = terms_of(entry), answers.day(START)
    basis, due = counted_from(terms.timing, route, upcoming, on, start)
    amount = amount_for(entry, route)
    rate = amount.max_rate_pct
    counted = due.closes if basis is not Basis.TOO_LATE else None
    found = [*_before(entry, route, answers, counted, on), *_from_applying(terms, basis, due, on, start)]
    hears = next((step.by for step in found if step.kind is StepKind.DECISION), None)
    return Steps(
        steps=tuple(found),
        basis=basis,
        due=due,
        own_pct=100 - rate if rate is not None and rate < 100 else None,
        is_own_mostly=amount.some_rate_pct is not None,
        knows_papers=any(need.kind is not NeedKind.ACCOUNT for need in entry.needs),
        has_late_decision=basis is Basis.START and start is not None and hears is not None and hears > start,
        may_be_gone=entry.may_be_gone,
        knows_decision=entry.timing.decision_weeks is not None,
    )


def counted_from(timing: Timing, route: Route, upcoming: Due, on: date, start: date | None) -> tuple[Basis, Due]:
    """From what the days are counted, and the day to apply by, if there is one."""
    nothing = Due(Truth.UNKNOWN)
    if route.availability is Availability.CLOSED:
        return Basis.CLOSED, nothing
    if timing.kind is TimingKind.ROLLING:
        if not timing.has_lead:
            return Basis.ALWAYS, nothing
        if start is None:
            return Basis.LEAD, nothing
        late = route.due.in_time is Truth.NOT_MET
        gone = Due(Truth.NOT_MET, submit_by=before(start, timing), certainty=Certainty.ROLLING)
        return (Basis.TOO_LATE, gone) if late else (Basis.START, route.due)
    if route.due.submit_by is not None:
        return (Basis.START if route.due.in_time is Truth.MET else Basis.UNSURE), route.due
    if upcoming.closes is None:
        return Basis.UNKNOWN, nothing
    return (Basis.NEXT, upcoming) if start is None else (Basis.NONE_SERVES, nothing)


def _before(
    entry: InstrumentEntry, route: Route, answers: Answers, closes: date | None, on: date
) -> Iterator[RouteStep]:
    """What comes before applying."""
    if entry.may_be_gone:
        yield RouteStep(StepKind.EXISTENCE)
    if route.group is Group.THROUGH:
        applicants = answers.chosen(APPLICANT) or ()
        yield RouteStep(
            StepKind.THROUGH, words=tuple(one.reason for one in entry.through if one.applicant in applicants)
        )
    if entry.needs_first:
        yield RouteStep(StepKind.STATUS)
    rate = amount_for(entry, route).max_rate_pct
    asked = {
        StepKind.PARTNERS: _asks_partners(entry.partners),
        StepKind.COFINANCING: rate is not None and rate < 100,
        StepKind.WRITE: True,
    }
    for kind, advised in ADVISED_WEEKS.items():
        needs = [NeedShown(need, entry.source_named(need.source)) for need in entry.needs if STEP_OF[need.kind] is kind]
        if needs or asked.get(kind):
            yield replace(_advised(kind, needs, advised, closes, on), of_a_stay=entry.kind in STAY_KINDS)


def _asks_partners(asked: PartnersEntry) -> bool:
    """Sides count the applicant too: one that asks for a single member may be filled by who applies."""
    if asked.min_partners is not None:
        return asked.min_partners > 0
    return sum(side.least for side in asked.sides) > 1


def _advised(kind: StepKind, needs: Sequence[NeedShown], advised: int, closes: date | None, on: date) -> RouteStep:
    """As long before as we advise, or as long as a source says that it takes."""
    takes = max((one.need.weeks for one in needs if one.need.weeks is not None), default=None)
    weeks = max(advised, takes or 0)
    if closes is None:
        return RouteStep(kind, tuple(needs), weeks=weeks, takes=takes)
    by = closes - timedelta(weeks=weeks)
    is_short = takes is not None and closes - timedelta(weeks=takes) < on
    return RouteStep(kind, tuple(needs), by=by, weeks=weeks, is_past=by < on, takes=takes, is_short=is_short)


def _from_applying(terms: Terms, basis: Basis, due: Due, on: date, start: date | None) -> Iterator[RouteStep]:
    closes = due.closes
    gone = closes is not None and closes < on
    yield RouteStep(StepKind.APPLY, by=closes, is_past=gone, certainty=due.certainty if closes else None)
    hears = next(decision(terms, closes), None) if closes and not gone else None
    sure = Certainty.USUAL if hears and (hears.is_expected or due.certainty is Certainty.USUAL) else Certainty.ANNOUNCED
    yield RouteStep(StepKind.DECISION, by=hears.day if hears else None, certainty=sure if hears else None)
    if start is not None and basis is Basis.START:
        yield RouteStep(StepKind.START, by=start, certainty=Certainty.ANNOUNCED)
