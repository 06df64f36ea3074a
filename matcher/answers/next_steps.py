"""What can be done next: the one change that opens most, and what lies nearest where nothing fits."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Kind
from matcher.engine.answers import GOAL, PLACE, Answers
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.openers import is_change, ways_to_meet
from matcher.engine.ruleset import InstrumentId, WhereRole
from matcher.engine.verdicts import Change, Failure, Group, Match, Route, Verdict
from matcher.rules.site import Site
from matcher.speech.sentences import Teller

FAR = frozenset({Topic.GOAL, Topic.DISCIPLINE, Topic.APPLICANT, Topic.BASE, Topic.AVAILABILITY, Topic.ADMISSION})
"""What makes a route one for another plan or another art, for somebody else, or for nobody now."""
INVEST = "invest"
"""The goal of who asks for a loan."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One change in words, and the routes that it opens, in the order of their rank."""

    words: str
    criterion: Criterion
    """What fails without it; where that is put in the same words for several, the first."""
    change: Change
    routes: tuple[InstrumentId, ...]


def openings(match: Match, teller: Teller, most: int | None = None) -> tuple[Opening, ...]:
    """The changes that open most routes. What is alike is worded once; changes that read the same are one."""
    alike: dict[Hashable, tuple[Failure, Change, list[int]]] = {}
    for place, route in enumerate(match.routes):
        failure = route.fails[0] if route.fails else None
        if route.verdict is Verdict.ALMOST and failure and failure.change:
            key = id(failure.criterion), tuple(failure.change.values.items())
            alike.setdefault(key, (failure, failure.change, []))[2].append(place)
    by_words: dict[str, tuple[Failure, Change, list[int]]] = {}
    for failure, change, places in alike.values():
        words = teller.change(failure.criterion, change)
        by_words.setdefault(words, (failure, change, []))[2].extend(places)
    ranked = sorted(by_words.items(), key=lambda one: -len(one[1][2]))[:most]
    return tuple(
        Opening(words, failure.criterion, change, tuple(match.routes[place].instrument.id for place in sorted(places)))
        for words, (failure, change, places) in ranked
    )


def is_far(route: Route, topic: Topic) -> bool:
    """Whether a route of which this fails is one for another plan: elsewhere is, unless only a partner has to be there."""
    return topic in FAR or (topic is Topic.WHERE and route.instrument.where_role is not WhereRole.PARTNER)


def leads_elsewhere(failure: Failure, answers: Answers, compiled: Compiled) -> bool:
    """Whether it would be met only by going, or working with somebody, where this plan does not lead: a host who invites from
    Flanders does not want a company from Spain."""
    ways = [
        way
        for one in failure.criterion.any_of
        for way in ways_to_meet(one, answers, compiled)
        if is_change(way, answers)
    ]
    return bool(ways) and all(
        PLACE in way and not compiled.plan_changes.allow({PLACE: way[PLACE]}, answers) for way in ways
    )


def nearest(site: Site, match: Match, most: int = 3) -> tuple[Route, ...]:
    """The routes of which least fails, for when not even one change is enough: such as are for what one wants to do, where one
    wants to, can still be had, and are not lent to whom asked for no loan."""
    kinds, compiled = site.all(InstrumentEntry), site.compiled(match.on)
    failing = [
        route
        for route in match.routes
        if route.group is Group.OTHER
        and route.fails
        and not any(
            is_far(route, one.criterion.topic) or leads_elsewhere(one, match.answers, compiled) for one in route.fails
        )
    ]
    real = [
        route
        for route in failing
        if kinds[route.instrument.id].kind is not Kind.LOAN or INVEST in (match.answers.chosen(GOAL) or ())
    ]
    return tuple(sorted(real, key=lambda route: len(route.fails))[:most])
