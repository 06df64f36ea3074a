"""What can be done next: the one change that opens most, and what lies nearest where nothing fits."""

from dataclasses import dataclass
from itertools import islice

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Kind
from matcher.engine.answers import GOAL, PLACE, Answers
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.judgement import InstrumentSet
from matcher.engine.match import Match
from matcher.engine.openers import is_change, ways_to_meet
from matcher.engine.overview import Opens
from matcher.engine.ruleset import InstrumentId
from matcher.engine.verdicts import Change, Group, Route
from matcher.rules.site import Site
from matcher.speech.sentences import Teller

FAR = frozenset({Topic.GOAL, Topic.DISCIPLINE, Topic.APPLICANT, Topic.BASE, Topic.AVAILABILITY, Topic.ADMISSION})
"""What makes a route one for another plan or another art, for somebody else, or for nobody now. Elsewhere does so too, unless
only a partner has to be there."""
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
    by_words: dict[str, tuple[Opens, InstrumentSet]] = {}
    for one in sorted(match.overview.opened(), key=lambda one: match.routes.best_of(one.those)):
        words = teller.change(one.criterion, one.change)
        first, those = by_words.get(words, (one, one.those))
        by_words[words] = first, those | one.those
    ranked = sorted(by_words.items(), key=lambda one: -len(one[1][1]))[:most]
    return tuple(
        Opening(words, one.criterion, one.change, tuple(match.routes.among(those).ids))
        for words, (one, those) in ranked
    )


def leads_elsewhere(criterion: Criterion, answers: Answers, compiled: Compiled) -> bool:
    """Whether it would be met only by going, or working with somebody, where this plan does not lead: a host who invites from
    Flanders does not want a company from Spain."""
    ways = [way for one in criterion.any_of for way in ways_to_meet(one, answers, compiled) if is_change(way, answers)]
    return bool(ways) and all(
        PLACE in way and not compiled.plan_changes.allow({PLACE: way[PLACE]}, answers) for way in ways
    )


def nearest(site: Site, match: Match, most: int = 3) -> tuple[Route, ...]:
    """The routes of which least fails, for when not even one change is enough: such as are for what one wants to do, where one
    wants to, can still be had, and are not lent to whom asked for no loan."""
    overview, compiled, kinds = match.overview, site.compiled(match.on), site.all(InstrumentEntry)
    near = overview.group(Group.OTHER) & overview.money
    for criterion, those in overview.failing():
        if criterion.topic in FAR or leads_elsewhere(criterion, match.answers, compiled):
            near -= those
        elif criterion.topic is Topic.WHERE:
            near -= those - overview.where_as_partner
    found = match.routes.among(near, by=overview.how_many_fail)
    borrows = INVEST in (match.answers.chosen(GOAL) or ())
    real = (route for route in found if borrows or kinds[route.instrument.id].kind is not Kind.LOAN)
    return tuple(islice(real, most))
