"""Everything that the routes of a set ask, on one line of time: counted back from the closing day of each, to the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import NeedKind
from matcher.engine.answers import START, Answers
from matcher.engine.due import Certainty, Due
from matcher.engine.verdicts import Route
from matcher.pages.compare.workyear import WORK_WEEKS
from matcher.pages.deadlines.timeline import WIDTH, Scale, Tick
from matcher.pages.route.steps import Basis, RouteStep, StepKind, Steps, steps_of

HEAD, LANE, FOOT = 62, 88, 62
"""The heights of the months above, of one route, and of what stands below, in units of the drawing."""
BAR = 24
LABEL, WORDS = 190, 460
"""The room that "your start" takes, and the name of a route with its days."""
FEWEST_DAYS_AS_WEEKS = 14


@dataclass(frozen=True, slots=True)
class ChosenRoute:
    """A route of the plan, with its next closing day, whatever the start, and the address of its page."""

    entry: InstrumentEntry
    route: Route
    upcoming: Due
    page: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step, of the route that asks it; no route: it is the visitor's own start."""

    step: RouteStep
    steps: Steps
    entry: InstrumentEntry | None
    page: str = ""
    """The address of that route, where there are others beside it; "" elsewhere."""


class RiskKind(StrEnum):
    """What could go wrong, worst first."""

    LATE_DECISION = "late-decision"
    """One hears after the start."""
    TOO_LATE = "too-late"
    """The day to apply by is past."""
    MONEY_AFTER = "money-after"
    """It asks for money that is arranged, and one hears of that only after applying."""
    NO_ROUND = "no-round"
    """No known round serves the start."""
    SHORT = "short"
    """Something takes longer than there is left."""
    DECISION_UNKNOWN = "decision-unknown"
    DAY_UNKNOWN = "day-unknown"


@dataclass(frozen=True, slots=True)
class Risk:
    kind: RiskKind
    entry: InstrumentEntry
    day: date | None = None
    days: int = 0
    """By how many days it comes too late."""
    other: InstrumentEntry | None = None
    """The route that pays too late for this one."""

    @property
    def weeks(self) -> int:
        """Whole weeks; 0 for less than two, which days tell better."""
        return self.days // 7 if self.days >= FEWEST_DAYS_AS_WEEKS else 0


@dataclass(frozen=True, slots=True)
class PlanLane:
    """One route in the drawing: the weeks of writing, the day to apply by, the wait for the decision."""

    entry: InstrumentEntry
    since: int
    closes: int
    hears: int | None
    y: int
    closes_on: date
    hears_on: date | None
    box: str
    """How sure the closing day is: `fix`, `usual` or `roll`."""

    @property
    def work(self) -> int:
        return self.closes - self.since

    @property
    def wait(self) -> int:
        return 0 if self.hears is None else max(self.hears - self.closes, 0)

    @property
    def is_left(self) -> bool:
        """Whether its words end at the edge of the drawing, for want of room to begin where it begins."""
        return self.since + WORDS > WIDTH

    @property
    def text_x(self) -> int:
        return WIDTH if self.is_left else self.since

    @property
    def middle(self) -> int:
        return self.y + BAR // 2

    @property
    def name_y(self) -> int:
        return self.y - 8

    @property
    def text_y(self) -> int:
        return self.y + BAR + 18


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    lanes: tuple[PlanLane, ...]
    ticks: tuple[Tick, ...]
    today: int
    start: date | None
    start_x: int
    width: int = WIDTH

    @property
    def bottom(self) -> int:
        return HEAD + 30 + LANE * len(self.lanes)

    @property
    def height(self) -> int:
        return self.bottom + FOOT

    @property
    def is_start_left(self) -> bool:
        return self.start_x + LABEL > self.width


@dataclass(frozen=True, slots=True)
class BackPlan:
    dated: tuple[PlanStep, ...]
    """In order of their days."""
    undated: tuple[PlanStep, ...]
    """Those of which no day is known, a route after the other."""
    risks: tuple[Risk, ...]
    drawing: PlanDrawing | None
    """None where no day is known at all."""


def back_plan(chosen: Sequence[ChosenRoute], answers: Answers, on: date) -> BackPlan:
    start = answers.day(START)
    found = [(one, steps_of(one.entry, one.route, one.upcoming, answers, on)) for one in chosen]
    told = [
        PlanStep(step, steps, one.entry, one.page if len(chosen) > 1 else "")
        for one, steps in found
        if steps is not None
        for step in steps.steps
        if step.kind is not StepKind.START
    ]
    each = [(one.entry, steps) for one, steps in found if steps is not None]
    if start is not None and each:
        begins = RouteStep(StepKind.START, by=start, certainty=Certainty.ANNOUNCED)
        told.append(PlanStep(begins, each[0][1], None))
    order = list(StepKind)
    dated = sorted(
        [(one.step.by, one) for one in told if one.step.by is not None],
        key=lambda pair: (pair[0], order.index(pair[1].step.kind)),
    )
    return BackPlan(
        tuple(one for _, one in dated),
        tuple(one for one in told if one.step.by is None),
        risks_of(each, start),
        drawn(each, on, start),
    )


def step_of(steps: Steps, kind: StepKind) -> RouteStep | None:
    return next((step for step in steps.steps if step.kind is kind), None)


def day_of(steps: Steps, kind: StepKind) -> date | None:
    step = step_of(steps, kind)
    return step.by if step else None


def risks_of(each: Sequence[tuple[InstrumentEntry, Steps]], start: date | None) -> tuple[Risk, ...]:
    """What could go wrong, worst first; of decisions, what comes latest."""
    found: list[Risk] = []
    for entry, steps in each:
        closes, hears = day_of(steps, StepKind.APPLY), day_of(steps, StepKind.DECISION)
        if steps.basis is Basis.TOO_LATE:
            found.append(Risk(RiskKind.TOO_LATE, entry, closes))
        elif steps.basis is Basis.NONE_SERVES:
            found.append(Risk(RiskKind.NO_ROUND, entry))
        elif closes is None:
            found.append(Risk(RiskKind.DAY_UNKNOWN, entry))
        elif hears is None:
            found.append(Risk(RiskKind.DECISION_UNKNOWN, entry))
        elif start is not None and hears > start:
            found.append(Risk(RiskKind.LATE_DECISION, entry, hears, (hears - start).days))
        if any(step.is_short for step in steps.steps):
            found.append(Risk(RiskKind.SHORT, entry))
        if closes is not None and any(need.kind is NeedKind.COFINANCING for need in entry.needs):
            found += [
                Risk(RiskKind.MONEY_AFTER, entry, later, other=other)
                for other, its in each
                if other is not entry and (later := day_of(its, StepKind.DECISION)) is not None and later > closes
            ]
    kinds = list(RiskKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), -one.days, one.entry.id)))


def drawn(each: Sequence[tuple[InstrumentEntry, Steps]], on: date, start: date | None) -> PlanDrawing | None:
    days = [
        (closes, day_of(steps, StepKind.DECISION), entry, steps)
        for entry, steps in each
        if (closes := day_of(steps, StepKind.APPLY)) is not None and closes >= on
    ]
    if not days:
        return None
    start = start if start is not None and start >= on else None
    last = max(day for closes, hears, *_ in days for day in (closes, hears, start) if day is not None)
    scale = Scale.of_whole_months(on, last)
    lanes = []
    for row, (closes, hears, entry, steps) in enumerate(sorted(days, key=lambda one: (one[0], one[2].id))):
        since = max(on, closes - timedelta(weeks=WORK_WEEKS))
        lanes.append(
            PlanLane(
                entry,
                scale.x(since),
                scale.x(closes),
                scale.x(hears) if hears else None,
                HEAD + 30 + LANE * row,
                closes,
                hears,
                box_of(steps.due.certainty),
            )
        )
    return PlanDrawing(
        tuple(lanes),
        scale.ticks(),
        scale.x(on),
        start,
        scale.x(start) if start else 0,
    )


def box_of(certainty: Certainty) -> str:
    return {Certainty.USUAL: "usual", Certainty.ROLLING: "roll"}.get(certainty, "fix")
