"""What staff write about matching, one file per thing: questions and options, rules with their conditions, weights, personas.
What visitors keep, who signed in, how staff divide the work (`follow_up`), how often something was looked for (`counted`), how
sources were found (`watch`), and what funders announced.

`lists` are the closed lists, `checks` what a stored rule may say. What exists (routes, places, words) are rows of `catalogue`."""

from matcher.models.announced import Announcement, FunderFeed
from matcher.models.counted import FEWEST, CityFigure, CountKind, DayCount, PendingCount
from matcher.models.follow_up import Assignment, PlannedPublication, StaffComment
from matcher.models.lists import OPERATORS_FOR, Kind, Operator, Outlook, Role, Scope, Then, Vocabulary, When
from matcher.models.persona import Expectation, Persona, PersonaQuerySet
from matcher.models.plan_change import PlanChange
from matcher.models.question import VOCABULARIES, Option, Question
from matcher.models.rule import MOST_POINTS, Condition, Rule
from matcher.models.selection import (
    Attempts,
    CalendarDay,
    Follower,
    Reminder,
    RequestProgress,
    RouteNote,
    Selection,
    SelectionPage,
)
from matcher.models.sign_in import Attempted, SignIn
from matcher.models.watch import AWAY, NOT_WATCHED, WatchedPage, WatchProblem
from matcher.models.weight import Weight

__all__ = [
    "AWAY",
    "FEWEST",
    "MOST_POINTS",
    "NOT_WATCHED",
    "OPERATORS_FOR",
    "VOCABULARIES",
    "Announcement",
    "Assignment",
    "Attempted",
    "Attempts",
    "CalendarDay",
    "CityFigure",
    "Condition",
    "CountKind",
    "DayCount",
    "Expectation",
    "Follower",
    "FunderFeed",
    "Kind",
    "Operator",
    "Option",
    "Outlook",
    "PendingCount",
    "Persona",
    "PersonaQuerySet",
    "PlanChange",
    "PlannedPublication",
    "Question",
    "Reminder",
    "RequestProgress",
    "Role",
    "RouteNote",
    "Rule",
    "Scope",
    "Selection",
    "SelectionPage",
    "SignIn",
    "StaffComment",
    "Then",
    "Vocabulary",
    "WatchProblem",
    "WatchedPage",
    "Weight",
    "When",
]
