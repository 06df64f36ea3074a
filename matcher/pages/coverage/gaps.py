"""The white spots of the map of support: where no route is left, and what lies nearest."""

from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.engine.answers import DISCIPLINE, GOAL
from matcher.pages.coverage.coverage import Pair, Support
from matcher.speech.writing import lowered

STANDING_OUT = 3


class Near(NamedTuple):
    """A cell that has routes, and lies near a white one."""

    label: str
    address: str


class Gap(NamedTuple):
    """A white spot, in words."""

    title: str
    told: str
    near: tuple[Near, ...]


class GapsOfGoal(NamedTuple):
    """The disciplines without a route for one goal, each with the results that say what stands in the way."""

    goal: str
    disciplines: tuple[Near, ...]
    is_whole: bool
    """Whether that is every discipline."""


def standing_out(support: Support) -> list[Gap]:
    """The white spots whose relatives have most routes; as many different goals as there are come first."""
    related = {pair: best_relative(support, pair) for pair in support.white()}
    ranked = sorted(related, key=lambda pair: -(support.counts[related[pair], pair[1]] if related[pair] else 0))
    seen: dict[str, int] = {}
    turns = []
    for pair in ranked:
        seen[pair[1]] = seen.get(pair[1], 0) + 1
        turns.append(seen[pair[1]])
    chosen = [pair for _turn, pair in sorted(zip(turns, ranked, strict=True), key=lambda both: both[0])]
    return [in_words(support, pair, related[pair]) for pair in chosen[:STANDING_OUT]]


def best_relative(support: Support, pair: Pair) -> str:
    """The discipline of the same family that has most routes for the goal; "" where none has any."""
    discipline, goal = pair
    family = next(one.family for one in support.disciplines if one.value == discipline)
    related = [one.value for one in support.disciplines if family and one.family == family]
    best = max(related, key=lambda one: support.counts[one, goal], default="")
    return best if best and support.counts[best, goal] else ""


def best_neighbour(support: Support, pair: Pair) -> str:
    """The goal that has most routes for the discipline, of the two beside it, or else of all; "" where none has any."""
    goals = [one.value for one in support.goals]
    at = goals.index(pair[1])
    for nearby in (goals[max(0, at - 1) : at + 2], goals):
        best = max(nearby, key=lambda goal: support.counts[pair[0], goal])
        if support.counts[pair[0], best]:
            return best
    return ""


def in_words(support: Support, pair: Pair, relative: str) -> Gap:
    discipline, goal = support.label(DISCIPLINE, pair[0]), support.label(GOAL, pair[1])
    values = {"discipline": lowered(discipline), "goal": lowered(goal)}
    near = []
    if relative:
        near.append(near_by(support, (relative, pair[1])))
    if neighbour := best_neighbour(support, pair):
        near.append(near_by(support, (pair[0], neighbour)))
    told = _("For %(discipline)s we found no route with the goal “%(goal)s”.")
    if support.is_narrowed:
        told = _("With your choices, no route is left for %(discipline)s with the goal “%(goal)s”.")
    nearest = _("Nearest by:") if near else _("Related disciplines and goals have none either.")
    return Gap(f"{discipline}: {lowered(goal)}", f"{told % values} {nearest}", tuple(near))


def near_by(support: Support, pair: Pair) -> Near:
    count = support.counts[pair]
    routes = ngettext("%(count)d route", "%(count)d routes", count) % {"count": count}
    return Near(f"{support.pair_in_words(pair)}: {routes}", support.results(*pair))


def by_goal(support: Support) -> list[GapsOfGoal]:
    """Every white spot, in the order of the goals."""
    order = {one.value: place for place, one in enumerate(support.goals)}
    pairs = sorted(support.white(), key=lambda pair: order[pair[1]])
    found = []
    for goal, group in groupby(pairs, key=lambda pair: pair[1]):
        white = [pair[0] for pair in group]
        near = tuple(Near(support.label(DISCIPLINE, one), support.results(one, goal)) for one in white)
        found.append(GapsOfGoal(support.label(GOAL, goal), near, len(white) == len(support.disciplines)))
    return found
