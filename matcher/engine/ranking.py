"""Points: what each named part gives a route, and why. A score is their sum."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .availability import Availability
from .due import Due
from .money import Amount, Cover
from .places import Area, Atlas
from .ruleset import Effort, Part
from .truth import Truth
from .verdicts import ScorePart, Why

WORTH_FROM_EUR = {Effort.LIGHT: 0, Effort.MEDIUM: 5_000, Effort.HEAVY: 50_000}
"""The amount asked from which an application of this effort is worth it."""

ENOUGH_DAYS = ((90, 4), (30, 3), (14, 2), (0, 1))
"""Days left to apply, and how many quarters of the points they give."""


few = lru_cache(maxsize=4096)
"""For parts of which there are few different ones: each is made once, not once per class of instruments and visitor."""


def goal_part(goals: frozenset[str], asked: frozenset[str] | None, most: int) -> ScorePart:
    """In proportion to how many of the goals that were asked for the route serves."""
    if asked is None:
        return ScorePart(Part.GOAL, 0, most, Why.GOAL_UNKNOWN)
    return _goals_served(len(asked & goals) if goals else len(asked), len(asked), most)


@few
def _goals_served(served: int, asked: int, most: int) -> ScorePart:
    return ScorePart(Part.GOAL, _of(most, served, asked), most, Why.GOALS_SERVED, (served, asked))


class MadeFor(NamedTuple):
    """The disciplines of a route, and the applicants whose trade they are, whatever art these name."""

    disciplines: frozenset[str]
    any_art_for: frozenset[str]


def discipline_level(disciplines: frozenset[str]) -> int:
    """How closely a route is made for the disciplines that it names: from 2 to 4, hardly another. Open to all is 0."""
    return 4 if len(disciplines) <= 2 else 3 if len(disciplines) <= 6 else 2


def place_level(where: Area, atlas: Atlas) -> int:
    """How closely a route is made for the places that it names: from 1 to 4, hardly another. Open to the world is 0."""
    reach = len(atlas.ground(where).full)
    return 4 if reach <= 3 else 3 if reach <= 12 else 2 if reach <= 60 else 1


@few
def specificity_part(discipline: int, place: int, most: int) -> ScorePart:
    """Half for a route made for one of the visitor's disciplines, half for one made for one of their places: the level of
    each, 0 where it is not."""
    return ScorePart(Part.SPECIFICITY, _of(most, discipline + place, 8), most, Why.SPECIFIC, (discipline, place))


def share_part(amount: Amount, covered: Cover, most: int) -> ScorePart:
    """In proportion to the share of the budget; half the points where what the route pays is not known, or of what: what is
    known must not count for less than what is not."""
    if not amount.is_known:
        return ScorePart(Part.SHARE, _of(most, 1, 2), most, Why.SHARE_UNKNOWN)
    if covered.share is None and (amount.is_part or not (amount.has_a_ceiling or covered.sums)):
        return ScorePart(Part.SHARE, _of(most, 1, 2), most, Why.SHARE_UNKNOWN)
    if covered.share is None:
        return ScorePart(Part.SHARE, _of(most, 1, 2), most, Why.BUDGET_UNKNOWN)
    why = Why.SHARE_COVERED if covered.is_bounded else Why.RATE_ALONE
    return _share_covered(round(covered.share * 100), most, why)


@few
def _share_covered(percent: int, most: int, why: Why) -> ScorePart:
    return ScorePart(Part.SHARE, _of(most, percent, 100), most, why, (percent,))


def time_part(due: Due, available: Availability, on: date, most: int, *, has_start: bool = False) -> ScorePart:
    """What cannot be known without a start may be applied for at any time; with one it is the day of its round that is not."""
    if available in (Availability.CLOSED, Availability.EXPECTED):
        return _time_without_days(Why.NOT_OPEN, most)
    closing = due.submit_by or due.next_closing
    if closing is not None:
        return _days_left((closing - on).days, most)
    if due.in_time is Truth.NOT_MET:
        return _time_without_days(Why.DATE_UNKNOWN, most)
    is_unsure = has_start and due.in_time is Truth.UNKNOWN
    return _time_without_days(Why.ROUND_UNKNOWN if is_unsure else Why.ANY_TIME, most)


@few
def _days_left(days: int, most: int) -> ScorePart:
    quarters = next(quarters for least, quarters in ENOUGH_DAYS if days >= least)
    return ScorePart(Part.TIME, _of(most, quarters, 4), most, Why.DAYS_LEFT, (days,))


@few
def _time_without_days(why: Why, most: int) -> ScorePart:
    return ScorePart(Part.TIME, _of(most, 3, 4) if why in (Why.ANY_TIME, Why.ROUND_UNKNOWN) else 0, most, why)


def effort_part(effort: Effort, budget: int | None, most: int) -> ScorePart:
    """In proportion to the budget, up to the amount from which the effort is worth it."""
    worth = WORTH_FROM_EUR[effort]
    if budget is None:
        return ScorePart(Part.EFFORT, 0 if worth else most, most, Why.BUDGET_UNKNOWN if worth else Why.EFFORT, (worth,))
    return ScorePart(Part.EFFORT, _of(most, min(budget, worth), worth) if worth else most, most, Why.EFFORT, (worth,))


def theme_part(themes: frozenset[str], wanted: frozenset[str] | None, most: int) -> ScorePart:
    """In proportion to how many of the themes that the visitor finds important the route shares."""
    if wanted is None:
        return ScorePart(Part.THEME, 0, most, Why.THEME_UNKNOWN)
    shared = len(wanted & themes)
    return ScorePart(Part.THEME, _of(most, shared, len(wanted)), most, Why.THEMES_SHARED, (shared, len(wanted)))


def _of(most: int, part: int, whole: int) -> int:
    """That part of the most points, rounded half up."""
    return (2 * most * part + whole) // (2 * whole)
