"""What matching says: a verdict on every route, each with its reasons.

What is made once per route and match is a named tuple: as frozen as a dataclass, and made three times as fast."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from .answers import CheckId, QuestionName, Value
from .availability import Availability
from .criteria import Criterion, RuleId
from .due import Due
from .money import Amount, Cover
from .ruleset import Instrument, InstrumentId, Part


class Verdict(StrEnum):
    """In the order to show them."""

    FITS = "fits"
    MAY_FIT = "may-fit"
    ALMOST = "almost"
    NO = "no"


class Group(StrEnum):
    """Under which heading a route is told, in this order. What is told under the last three has verdict `no`."""

    FITS = "fits"
    MAY_FIT = "may-fit"
    ONE_CHANGE = "one-change"
    THROUGH = "through"
    """All fits, but another applies for it."""
    LATER = "later"
    """All fits, but it is closed now."""
    OTHER = "other"


class Tier(StrEnum):
    """What stands before points in the order within a verdict, best first: whether one can apply, and what must come first."""

    NOW = "now"
    """One can apply, or knows from when."""
    STATUS_FIRST = "status-first"
    """A recognition, a label or membership must come first."""
    EXPECTED = "expected"
    """It comes back, but no day is announced, or it is closed."""
    EXPECTED_STATUS_FIRST = "expected-status-first"
    ELSEWHERE = "elsewhere"
    """Only while it is not known where somebody is established: it is for nobody who is where most who ask are."""


class Change(NamedTuple):
    """Other answers to one or two questions; None takes an answer back. Applied, it opens the route it was found for."""

    values: Mapping[QuestionName, Value | None]

    @property
    def question(self) -> QuestionName:
        """The question to name first."""
        return next(iter(self.values))


class Failure(NamedTuple):
    """A criterion that fails, and the one change that would open the route. None: nobody can change it, more must, or it is a
    check, which can be ticked."""

    criterion: Criterion
    change: Change | None = None


class Waiting(NamedTuple):
    """A criterion that is not settled, and the questions that can still settle it."""

    criterion: Criterion
    questions: tuple[QuestionName, ...]


class Why(StrEnum):
    """Why a part gives the points it gives; `ScorePart.values` holds the figures that belong to it."""

    GOALS_SERVED = "goals-served"  # how many of the goals, of how many
    GOAL_UNKNOWN = "goal-unknown"
    SPECIFIC = "specific"  # discipline and place, each from 0 (open to all) to 4 (made for this)
    SHARE_COVERED = "share-covered"  # whole per cent of the budget
    RATE_ALONE = "rate-alone"  # whole per cent of the costs that count; how much of the budget those are is not known
    SHARE_UNKNOWN = "share-unknown"
    BUDGET_UNKNOWN = "budget-unknown"
    DAYS_LEFT = "days-left"
    ANY_TIME = "any-time"
    ROUND_UNKNOWN = "round-unknown"
    DATE_UNKNOWN = "date-unknown"
    NOT_OPEN = "not-open"
    EFFORT = "effort"  # the amount from which the effort is worth it
    THEMES_SHARED = "themes-shared"
    THEME_UNKNOWN = "theme-unknown"
    RULES_APPLIED = "rules-applied"


class ScorePart(NamedTuple):
    part: Part
    points: int
    max: int
    why: Why
    values: tuple[int, ...] = ()
    rules: tuple[RuleId, ...] = ()


class Route(NamedTuple):
    """One instrument, judged. Exactly what its verdict needs is filled: `waits_for` when it may fit, `fails` when not."""

    instrument: Instrument
    verdict: Verdict
    rank: int
    """From 1, over all routes that give money."""
    score: int
    parts: tuple[ScorePart, ...]
    met: tuple[Criterion, ...]
    waits_for: tuple[Waiting, ...]
    unknown: tuple[Criterion, ...]
    """What no answer settles."""
    fails: tuple[Failure, ...]
    advice: tuple[RuleId, ...]
    amount: Amount
    """What it pays, as rules set it for these answers."""
    limits: tuple[RuleId, ...]
    """The rules that set it so."""
    cover: Cover
    due: Due
    availability: Availability
    checks: tuple[CheckId, ...]
    group: Group
    tier: Tier
    """Routes of one verdict stand by tier, then by score, then by name."""


class RankedRoute(NamedTuple):
    """One instrument, judged and placed, without a word of why. A score is below nought where rules took more than the other
    parts gave."""

    instrument: InstrumentId
    verdict: Verdict
    score: int
    due: Due
