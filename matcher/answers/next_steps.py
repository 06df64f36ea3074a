"""What can be done next: the one change that opens most, whom to call, and what lies nearest where nothing fits."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from matcher.engine.criteria import Criterion
from matcher.engine.ruleset import InstrumentId
from matcher.engine.verdicts import Change, Failure, Match, Verdict
from matcher.rules.site import Site
from matcher.speech.sentences import Teller


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


def advisers(site: Site, routes: Iterable[InstrumentEntry], most: int = 4) -> tuple[OrganisationEntry, ...]:
    """Who advises on these routes, those that advise on most of them first."""
    public = site.all(OrganisationEntry)
    times = Counter(slug for route in routes for slug in route.help if slug in public)
    return tuple(public[slug] for slug in sorted(times, key=lambda slug: (-times[slug], slug))[:most])


def nearest(site: Site, match: Match, most: int = 3) -> tuple[InstrumentEntry, ...]:
    """The routes of which least fails, for when not even one change is enough."""
    failing = [route for route in match.routes if route.verdict is Verdict.NO and route.fails]
    first = sorted(failing, key=lambda route: len(route.fails))[:most]
    return tuple(site.all(InstrumentEntry)[route.instrument.id] for route in first)
