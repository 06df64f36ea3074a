"""Which routes are most like one: for the same people, to do the same things."""

from collections.abc import Hashable
from datetime import date

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.answers import BASE, Answers
from matcher.engine.availability import Availability
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Topic
from matcher.engine.ruleset import Instrument
from matcher.engine.truth import Truth
from matcher.rules.site import Site

MOST = 4
FEWEST_SHARED = 1.5
"""Below this, of at most four, two routes are not alike enough to name one beside the other."""


def most_like(site: Site, on: date, slug: str) -> list[InstrumentEntry]:
    """At most `MOST` routes that are most like it and not closed that day, money beside money, the likest first. Beside what is
    for somebody from here stands nothing that is not."""
    compiled = site.compiled(on)
    its, is_for_here = compiled.instrument(slug), for_somebody_here(compiled, slug)
    others = [
        one
        for one in compiled.instruments
        if one.id != its.id
        and one.gives_money == its.gives_money
        and compiled.standing(one.id).availability is not Availability.CLOSED
        and (not is_for_here or for_somebody_here(compiled, one.id))
    ]
    ranked = sorted(((likeness(its, one), one) for one in others), key=lambda pair: (-pair[0], pair[1].sort_name))
    entries = site.all(InstrumentEntry)
    return [entries[str(one.id)] for shared, one in ranked[:MOST] if shared >= FEWEST_SHARED]


def for_somebody_here(compiled: Compiled, slug: str) -> bool:
    """Whether somebody established in one of the places that the questionnaire offers may apply."""
    homes = compiled.questions[BASE].options if BASE in compiled.questions else ()
    answers = [Answers({BASE: frozenset({place})}) for place in homes]
    asked = [one for one in compiled.demanded(slug) if one.topic is Topic.BASE]
    return not answers or any(all(compiled.settle(one, home) is not Truth.NOT_MET for one in asked) for home in answers)


def likeness(one: Instrument, other: Instrument) -> float:
    """From 0 to 4: what they share of goals, disciplines, applicants and places, each from nothing to all."""
    return (
        shared(one.goals, other.goals)
        + shared(one.disciplines, other.disciplines)
        + shared(one.applicants, other.applicants)
        + shared(
            frozenset([*one.where.groups, *one.where.places]), frozenset([*other.where.groups, *other.where.places])
        )
    )


def shared(some: frozenset[Hashable], others: frozenset[Hashable]) -> float:
    """The part of both together that is in both. Nothing asked is open to all, and is like nothing asked.

    >>> shared(frozenset("ab"), frozenset("bc"))
    0.3333333333333333
    >>> shared(frozenset(), frozenset())
    1.0
    """
    both = some | others
    return len(some & others) / len(both) if both else 1.0
