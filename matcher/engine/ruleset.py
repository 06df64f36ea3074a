"""All that matching goes by: instruments, rules, weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType

from .answers import CheckId, EngineQuestion, QuestionName
from .criteria import RuleId
from .money import Amount
from .places import Area, GroupId, Period, PlaceTree
from .predicates import Predicate, Side
from .timing import State, Timing, TimingKind

InstrumentId = NewType("InstrumentId", str)


class RuleEffect(StrEnum):
    REQUIRE = "require"
    EXCLUDE = "exclude"
    POINTS = "points"
    ADVISE = "advise"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class EngineRule:
    """When all of `when` hold, then the effect, for the instruments named, on the days from `since` until `until`.

    `require` holds the one predicate demanded, for REQUIRE alone; `points` are for POINTS alone, and may be negative. `max_eur`
    and `max_rate_pct` are for LIMIT alone: what is paid at most instead of what the route says, above or below it."""

    id: RuleId
    effect: RuleEffect
    instruments: frozenset[InstrumentId]
    when: tuple[Predicate, ...] = ()
    require: Predicate | None = None
    points: int = 0
    max_eur: int | None = None
    max_rate_pct: int | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


APPLICATION = "application"
"""How one comes to get a route for which one can apply."""


class WhereRole(StrEnum):
    """What a place is asked for."""

    DESTINATION = "destination"
    PARTNER = "partner"
    AREA = "area"


class Effort(StrEnum):
    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class Part(StrEnum):
    """The named parts of a score."""

    GOAL = "goal"
    SPECIFICITY = "specificity"
    SHARE = "share"
    TIME = "time"
    EFFORT = "effort"
    THEME = "theme"
    RULES = "rules"


class ChecksFor(NamedTuple):
    """A check is left to these applicants, and to who has not said what they are."""

    check: CheckId
    applicants: frozenset[str]


class Through(NamedTuple):
    """Another applies for plans of this sort of applicant. `goals` are those of such a plan where the other has a goal of its own
    (who receives and who comes); none: those of the instrument."""

    applicant: str
    goals: frozenset[str] = frozenset()
    home: Area = Area()
    """Where this applicant is established; none: wherever."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One route as far as matching needs it. An empty set makes no demand; None is not known."""

    id: InstrumentId
    sort_name: str
    """Breaks ties between equal scores."""
    gives_money: bool = True
    applicants: frozenset[str] = frozenset()
    disciplines: frozenset[str] = frozenset()
    any_art_for: frozenset[str] = frozenset()
    """Applicants whose trade it is for, whatever art they name."""
    goals: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    base: Area = Area()
    base_not_for: frozenset[str] = frozenset()
    """Applicants whom the address rule does not bind."""
    where: Area = Area()
    where_role: WhereRole = WhereRole.DESTINATION
    is_away: bool = False
    """Whether it pays only for what happens at a destination, never for what happens where the applicant is established."""
    is_in_person: bool = False
    """Whether one stays or goes somewhere, so that nothing of it happens online."""
    base_lead_only: bool = False
    """Whether only who leads must be established in `base`."""
    sides: tuple[Side, ...] = ()
    through: tuple[Through, ...] = ()
    admission: str = APPLICATION
    needs_first: bool = False
    """Whether a recognition, a label or membership must come first."""
    min_partners: int | None = None
    min_countries: int | None = None
    amount: Amount = Amount()
    min_is_threshold: bool = False
    """Whether a budget below the minimum amount fails."""
    max_months: int | None = None
    """How long a project lasts at most, where that is not the stay."""
    timing: Timing = Timing(TimingKind.NONE, State.OPEN)
    effort: Effort = Effort.MEDIUM
    checks: tuple[CheckId, ...] = ()
    checks_for: tuple[ChecksFor, ...] = ()
    """For whom some of the checks are; the others are for everybody."""

    @property
    def areas(self) -> tuple[Area, ...]:
        """All that it asks of places, or pays by."""
        return (
            self.base,
            self.where,
            *[side.area for side in self.sides],
            *[unit.area for unit in self.amount.units],
            *[one.home for one in self.through],
        )


@dataclass(frozen=True, slots=True)
class AllowedChange:
    """With one of these goals (none: with any) a question can be answered otherwise, and the plan is still the same.

    From one of the options to one of others (none: any). `most` bounds it: months for a day, a number, a percentage of what an
    amount was, how many places are added; None: no bound."""

    question: QuestionName
    goals: frozenset[str] = frozenset()
    from_options: frozenset[str] = frozenset()
    to_options: frozenset[str] = frozenset()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All that decides, for every day: questions in the order to ask them, places, instruments, rules, weights."""

    version: str
    questions: tuple[EngineQuestion, ...]
    places: PlaceTree
    groups: Mapping[GroupId, tuple[Period, ...]]
    instruments: tuple[Instrument, ...]
    rules: tuple[EngineRule, ...]
    weights: Mapping[Part, int]
    """The most points that each part can give."""
    changes: tuple[AllowedChange, ...] | None = None
    """Which changes leave a plan the same plan; None: any of a question that can be answered otherwise."""
