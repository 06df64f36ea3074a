"""Ready filters on a result: their names in the address, and which routes each of them leaves."""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum

from matcher.engine.criteria import Topic
from matcher.engine.ruleset import WhereRole
from matcher.engine.timing import Availability
from matcher.engine.verdicts import Route

SHOW = "show"
LARGE_EUR = 10_000


class ReadyFilter(StrEnum):
    """A filter, by its name in the address."""

    OPEN = "open"
    LARGE = "10000"
    ALONE = "alone"


def is_open(route: Route) -> bool:
    return route.availability is Availability.OPEN


def is_large(route: Route) -> bool:
    """Whether it is known to pay so much: by its ceiling, or by what its sums per unit add up to; not by a rate alone."""
    covers = route.cover.covers_eur if route.cover.is_bounded else None
    return max(route.cover.max_eur or 0, covers or 0) >= LARGE_EUR


def asks_no_partner(route: Route) -> bool:
    """Whether nobody abroad has to take part, and no place is asked for as that of a partner."""
    told = (
        *route.met,
        *route.unknown,
        *[one.criterion for one in route.waits_for],
        *[one.criterion for one in route.fails],
    )
    is_partner = route.instrument.where and route.instrument.where_role is WhereRole.PARTNER
    return not is_partner and not any(criterion.topic is Topic.PARTNERS for criterion in told)


LEAVES: Mapping[ReadyFilter, Callable[[Route], bool]] = {
    ReadyFilter.OPEN: is_open,
    ReadyFilter.LARGE: is_large,
    ReadyFilter.ALONE: asks_no_partner,
}


def chosen(routes: Iterable[Route], shown: Collection[ReadyFilter]) -> list[Route]:
    """Those that every one of these filters leaves."""
    return [route for route in routes if all(LEAVES[one](route) for one in shown)]
