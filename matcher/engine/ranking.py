"""Points: what each named part gives a route, and why. A score is their sum."""

from datetime import date

from .answers import BUDGET, DISCIPLINE, GOAL, PLACE, THEME, Answers, PlaceCode
from .criteria import Effort, Part
from .money import Amount, Cover
from .places import Area, Atlas
from .timing import Availability, Due
from .truth import Truth, any_of
from .verdicts import ScorePart, Why

WORTH_FROM_EUR = {Effort.LIGHT: 0, Effort.MEDIUM: 5_000, Effort.HEAVY: 50_000}
"""The amount asked from which an application of this effort is worth it."""

ENOUGH_DAYS = ((90, 4), (30, 3), (14, 2), (0, 1))
"""Days left to apply, and how many quarters of the points they give."""


def goal_part(goals: frozenset[str], answers: Answers, most: int) -> ScorePart:
    asked = answers.chosen(GOAL)
    if asked is None:
        return ScorePart(Part.GOAL, 0, most, Why.GOAL_UNKNOWN)
    served = len(asked & goals) if goals else len(asked)
    return ScorePart(Part.GOAL, _of(most, served, len(asked)), most, Why.GOALS_SERVED, (served, len(asked)))


def made_for_discipline(disciplines: frozenset[str], answers: Answers) -> int:
    """From 0, open to all, to 4, made for one of the visitor's disciplines and hardly another."""
    chosen = answers.chosen(DISCIPLINE)
    if chosen is None or chosen.isdisjoint(disciplines):
        return 0
    return 4 if len(disciplines) <= 2 else 3 if len(disciplines) <= 6 else 2


def made_for_place(where: Area, answers: Answers, atlas: Atlas) -> int:
    """From 0, open to the world, to 4, made for one of the visitor's places and hardly another."""
    places = answers.chosen(PLACE)
    if places is None or not where or any_of(atlas.within(PlaceCode(code), where) for code in places) is not Truth.MET:
        return 0
    reach = len(atlas.ground(where).full)
    return 4 if reach <= 3 else 3 if reach <= 12 else 2 if reach <= 60 else 1


def specificity_part(discipline: int, place: int, most: int) -> ScorePart:
    """Half for a route made for the discipline, half for one made for the place."""
    return ScorePart(Part.SPECIFICITY, _of(most, discipline + place, 8), most, Why.SPECIFIC, (discipline, place))


def share_part(amount: Amount, covered: Cover, most: int) -> ScorePart:
    """In proportion to the share of the budget; half the points where what the route pays is not known."""
    if not amount.is_known:
        return ScorePart(Part.SHARE, _of(most, 1, 2), most, Why.SHARE_UNKNOWN)
    share = covered.share
    if share is None:
        return ScorePart(Part.SHARE, 0, most, Why.BUDGET_UNKNOWN)
    percent = round(share * 100)
    return ScorePart(Part.SHARE, _of(most, percent, 100), most, Why.SHARE_COVERED, (percent,))


def time_part(due: Due, available: Availability, on: date, most: int) -> ScorePart:
    closing = due.submit_by or due.next_closing
    if available in (Availability.CLOSED, Availability.EXPECTED):
        return ScorePart(Part.TIME, 0, most, Why.NOT_OPEN)
    if closing is not None:
        days = (closing - on).days
        quarters = next(quarters for least, quarters in ENOUGH_DAYS if days >= least)
        return ScorePart(Part.TIME, _of(most, quarters, 4), most, Why.DAYS_LEFT, (days,))
    if due.in_time is Truth.NOT_MET:
        return ScorePart(Part.TIME, 0, most, Why.DATE_UNKNOWN)
    return ScorePart(Part.TIME, _of(most, 3, 4), most, Why.ANY_TIME)


def effort_part(effort: Effort, answers: Answers, most: int) -> ScorePart:
    """In proportion to the budget, up to the amount from which the effort is worth it."""
    worth = WORTH_FROM_EUR[effort]
    budget = answers.number(BUDGET)
    if budget is None:
        return ScorePart(Part.EFFORT, 0 if worth else most, most, Why.BUDGET_UNKNOWN if worth else Why.EFFORT, (worth,))
    return ScorePart(Part.EFFORT, _of(most, min(budget, worth), worth) if worth else most, most, Why.EFFORT, (worth,))


def theme_part(themes: frozenset[str], answers: Answers, most: int) -> ScorePart:
    wanted = answers.chosen(THEME)
    if wanted is None:
        return ScorePart(Part.THEME, 0, most, Why.THEME_UNKNOWN)
    shared = len(wanted & themes)
    return ScorePart(Part.THEME, _of(most, shared, len(wanted)), most, Why.THEMES_SHARED, (shared, len(wanted)))


def _of(most: int, part: int, whole: int) -> int:
    """That part of the most points, rounded half up."""
    return (2 * most * part + whole) // (2 * whole)
