"""Ready filters on a result: their names in the address, and which routes each of them leaves."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from matcher.engine.availability import Availability
from matcher.engine.criteria import Topic
from matcher.engine.judgement import InstrumentSet
from matcher.engine.money import Cover
from matcher.engine.overview import Overview

SHOW = "show"
LARGE_EUR = 10_000


class ReadyFilter(StrEnum):
    """A filter, by its name in the address."""

    OPEN = "open"
    LARGE = "10000"
    ALONE = "alone"


def is_large(cover: Cover) -> bool:
    """Whether it is known to pay so much: by its ceiling, or by what its sums per unit add up to; not by a rate alone."""
    covers = cover.covers_eur if cover.is_bounded else None
    return max(cover.max_eur or 0, covers or 0) >= LARGE_EUR


def asking_a_partner(found: Overview) -> InstrumentSet:
    """The routes for which somebody abroad has to take part, or that ask for a place as that of a partner."""
    return found.about(Topic.PARTNERS) | found.where_as_partner


LEAVES: Mapping[ReadyFilter, Callable[[Overview], InstrumentSet]] = {
    ReadyFilter.OPEN: lambda found: found.with_timing(lambda _due, stands: stands is Availability.OPEN),
    ReadyFilter.LARGE: lambda found: found.with_cover(is_large),
    ReadyFilter.ALONE: lambda found: found.all - asking_a_partner(found),
}


def left_by(shown: Iterable[ReadyFilter], found: Overview) -> InstrumentSet:
    """The routes that every one of these filters leaves."""
    left = found.all
    for one in shown:
        left &= LEAVES[one](found)
    return left
