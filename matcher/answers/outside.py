"""What does not fit a plan: how many routes, for which reason, and where the catalogue shows those."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qs, urlencode

from django.urls import reverse

from matcher.answers.address import ON, Asked, read
from matcher.answers.questionnaire import state
from matcher.engine.criteria import Topic
from matcher.engine.judgement import InstrumentSet
from matcher.engine.match import Match, match
from matcher.engine.verdicts import Group
from matcher.rules.site import Site

PLAN, WHY = "plan", "why"
NO_PLAN = "none"
"""A plan of which nothing was said: no question has that name."""
LINES = 3


class Reason(StrEnum):
    """Why a route is not for a plan, by its name in the address. Where there are more reasons, the first of these counts."""

    GOAL = "goal"
    APPLICANT = "applicant"
    DISCIPLINE = "discipline"
    PLACE = "place"
    OTHER = "other"


TOPICS = {
    Topic.GOAL: Reason.GOAL,
    Topic.APPLICANT: Reason.APPLICANT,
    Topic.BASE: Reason.APPLICANT,
    Topic.DISCIPLINE: Reason.DISCIPLINE,
    Topic.WHERE: Reason.PLACE,
}


def outside(found: Match) -> Mapping[Reason, InstrumentSet]:
    """The routes that give money and are in no group of a result, by why."""
    left = found.overview.group(Group.OTHER) & found.overview.money
    those = dict[Reason, InstrumentSet]()
    for reason in Reason:
        topics = [topic for topic, told in TOPICS.items() if told is reason]
        those[reason] = left if reason is Reason.OTHER else left & found.overview.failing_of(topics)
        left -= those[reason]
    return {reason: one for reason, one in those.items() if one}


def plan_named(site: Site, plan: str, on: date) -> Asked | None:
    """What a plan as one text says, `NO_PLAN` nothing; None for what is no plan."""
    asked = read(parse_qs(plan), site.ruleset, site.words, today=on)
    is_plan = plan == NO_PLAN or asked.answers.values or asked.answers.checks or asked.skipped
    return asked if is_plan else None


def outside_plan(site: Site, asked: Asked, reasons: Sequence[str], on: date) -> frozenset[str]:
    """The names of those routes, for a plan and for one of these reasons; none named: for any."""
    found = match(site.compiled(on), asked.answers)
    named = [those for why, those in outside(found).items() if not reasons or why in reasons]
    return frozenset(slug for those in named for slug in found.routes.among(those).ids)


@dataclass(frozen=True, slots=True)
class RestLine:
    """So many routes for one reason (OTHER: for those that are not named), and the address that shows them."""

    reason: Reason
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Rest:
    """All that is outside a plan."""

    count: int
    address: str
    lines: tuple[RestLine, ...]
    """The reasons of most of them; the last takes the others together."""


def rest_of(site: Site, asked: Asked, found: Match) -> Rest:
    counts = Counter({reason: len(those) for reason, those in outside(found).items()})
    count = counts.total()
    named = [one for one, _ in counts.most_common() if one is not Reason.OTHER]
    first = named if len(counts) <= LINES else named[: LINES - 1]
    others = [one for one in Reason if one in counts and one not in first]
    lines = [RestLine(one, counts[one], shown_at(site, asked, (one,))) for one in first]
    if others:
        left = sum(counts[one] for one in others)
        lines.append(RestLine(Reason.OTHER, left, shown_at(site, asked, others)))
    return Rest(count, shown_at(site, asked, ()), tuple(lines))


def shown_at(site: Site, asked: Asked, reasons: Sequence[Reason]) -> str:
    """The catalogue, filtered to what is outside the plan for these reasons. The plan is one value of that address."""
    plain = Asked(asked.answers, asked.on, on_given=False)
    day = [(ON, asked.on.isoformat())] if asked.on_given else []
    said = [(PLAN, state(site, plain) or NO_PLAN), *[(WHY, one.value) for one in reasons], *day]
    return f"{reverse('routes')}?{urlencode(said)}"
