"""The difference of two outcomes, as moves of one thing each: applied to the one, they give the other."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from matcher.pages.selections.outcomes import RouteStands


class Aspect(StrEnum):
    """What of a route moved; by the names of `RouteStands`, but for whether it is there at all."""

    LISTED = "listed"
    GROUP = "group"
    CLOSES = "closes"
    AT = "at"
    CERTAINTY = "certainty"
    AVAILABILITY = "availability"
    LEAD = "lead"
    AMOUNT = "amount"
    SEEN = "seen"


OF_STAND = tuple(one for one in Aspect if one is not Aspect.LISTED)


class Move(NamedTuple):
    """`before` and `after` hold the aspect; of LISTED, how the route stands, or None where it is not listed."""

    route: str
    aspect: Aspect
    before: Any
    after: Any


def moves(before: Mapping[str, RouteStands], after: Mapping[str, RouteStands]) -> Iterator[Move]:
    """By the names of routes, then in the order of the aspects."""
    for route in sorted(before.keys() | after.keys()):
        was, now = before.get(route), after.get(route)
        if was is None or now is None:
            yield Move(route, Aspect.LISTED, was, now)
            continue
        for aspect in OF_STAND:
            if (one := getattr(was, aspect)) != (other := getattr(now, aspect)):
                yield Move(route, aspect, one, other)


def moved(stands: Mapping[str, RouteStands], told: Iterable[Move]) -> Mapping[str, RouteStands]:
    """What becomes of routes by these moves."""
    found = dict(stands)
    for move in told:
        if move.aspect is not Aspect.LISTED:
            found[move.route] = found[move.route]._replace(**{move.aspect.value: move.after})
        elif move.after is None:
            del found[move.route]
        else:
            found[move.route] = move.after
    return found


def reached(move: Move, stands: Mapping[str, RouteStands]) -> bool:
    """Whether among these routes it is already as it is after the move."""
    there = stands.get(move.route)
    if move.aspect is Aspect.LISTED:
        return (there is None) == (move.after is None)
    return there is not None and bool(getattr(there, move.aspect) == move.after)
