"""What each move is due to: a day that passed, or one thing that staff changed.

The old edition is judged on the new day, and the new one on the old: what only the first moves, the day moved. For the rest the
entries that changed are put into the old edition, those of routes first, then rules, lists of places, and all others: what moves
with them is due to them. What moves with none of them alone is due to those without which, put back, it would not have moved."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.editions.edition import Edition
from catalogue.editions.problems import problems
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from matcher.engine.answers import START
from matcher.pages.selections.outcomes import KeptAddress, PageOutcome, outcome
from matcher.pages.selections.since import Aspect, Move, moves, reached
from matcher.rules.entries import RuleEntry
from matcher.rules.site import Site

TRIED = -2
"""The number of an edition that nobody published: only to see what a change does."""
MOST_TRIED = 12
ROUTE, RULE = InstrumentEntry.kind_of_entry, RuleEntry.kind_of_entry


class CauseKind(StrEnum):
    DAY = "day"
    """A day passed."""
    START = "start"
    """The start of the plan passed."""
    NEW = "new"
    GONE = "gone"
    CHECKED = "checked"
    """A source was seen again."""
    FACT = "fact"
    RULE = "rule"
    PLACES = "places"
    """Where a list of places reaches, or who is a member."""
    OTHER = "other"
    """Questions, words, weights."""
    SEVERAL = "several"
    """No change does it alone."""


@dataclass(frozen=True, slots=True)
class Cause:
    """`on` is the day that passed, or that of the edition in which it changed; `names` what changed."""

    kind: CauseKind
    on: date | None = None
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Caused:
    move: Move
    cause: Cause


@dataclass(frozen=True, slots=True)
class SiteOnDay:
    """An edition with all that follows from it, and a day."""

    site: Site
    on: date


@dataclass(frozen=True, slots=True)
class Since:
    """What an address came to then, and comes to now; `between` is the old edition on the new day."""

    kept: KeptAddress
    then: SiteOnDay
    now: SiteOnDay
    before: PageOutcome
    between: PageOutcome
    after: PageOutcome
    moves: tuple[Caused, ...]


LAYERS: Sequence[tuple[CauseKind, frozenset[str]]] = (
    (CauseKind.FACT, frozenset({ROUTE})),
    (CauseKind.RULE, frozenset({RULE})),
    (CauseKind.PLACES, frozenset({"place", "group"})),
)


def since(kept: KeptAddress, then: SiteOnDay, now: SiteOnDay) -> Since:
    before, after = outcome(then.site, kept, then.on), outcome(now.site, kept, now.on)
    is_same_day, is_same_edition = then.on == now.on, then.site.edition.digest == now.site.edition.digest
    between = before if is_same_day else after if is_same_edition else outcome(then.site, kept, now.on)
    found = tuple(moves(before.stands, after.stands))
    by_day = [one for one in found if reached(one, between.stands)] if not is_same_day else []
    by_now = before if is_same_edition or not by_day else outcome(now.site, kept, then.on)
    by_day = [one for one in by_day if is_same_edition or not reached(one, by_now.stands)]
    told = {one: by_the_day(one, by_now, then.on, now.on) for one in by_day}
    told |= by_edit([one for one in found if one not in told], kept, then.site, now)
    return Since(kept, then, now, before, between, after, tuple(Caused(one, told[one]) for one in found))


def by_the_day(move: Move, by_now: PageOutcome, since: date, until: date) -> Cause:
    """The closing day of the route that went by, or the start of the plan, where one did. `by_now`: the new edition, on the old
    day."""
    stood = by_now.stands.get(move.route)
    closes, start = stood.closes if stood else None, by_now.match.answers.day(START)
    if closes is not None and since <= closes < until:
        return Cause(CauseKind.DAY, closes)
    if start is not None and since <= start < until:
        return Cause(CauseKind.START, start)
    return Cause(CauseKind.DAY)


def by_edit(left: Sequence[Move], kept: KeptAddress, old: Site, now: SiteOnDay) -> dict[Move, Cause]:
    """What was changed in between, for each of these moves."""
    new = now.site
    names = changed(old.edition, new.edition)
    told = {move: cause for move in left if (cause := of_itself(move, old.edition, new.edition, names))}
    others = frozenset({one for one, _key in names} - {kind for _, kinds in LAYERS for kind in kinds})
    layers = [(kind, those) for kind, kinds in (*LAYERS, (CauseKind.OTHER, others)) if (those := among(names, kinds))]
    for kind, those in layers:
        if any(move not in told for move in left) and (does := put(new, those, kept, old, now.on)):
            for move in left:
                if move not in told and reached(move, does.stands):
                    alone = named_alone(move, those, kept, old, now)
                    told[move] = Cause(kind, changed_on(alone, new.edition), alone)
    for kind, those in layers:
        if any(move not in told for move in left) and (does := put(old, those, kept, new, now.on)):
            for move in left:
                if move not in told and not reached(move, does.stands):
                    likely = likely_for(move, those, old, new)
                    told[move] = Cause(kind, changed_on(likely, new.edition), likely)
    every = tuple(names)
    return told | {
        move: Cause(CauseKind.SEVERAL, changed_on(every, new.edition), every) for move in left if move not in told
    }


def among(names: Iterable[Name], kinds: Collection[str]) -> list[Name]:
    return [name for name in names if name[0] in kinds]


def changed(old: Edition, new: Edition) -> list[Name]:
    """The names of what is new, gone or otherwise."""
    digests = {name: one.digest for name, one in old.stored.items()}
    return sorted(
        {name for name, one in new.stored.items() if digests.get(name) != one.digest}
        | (old.stored.keys() - new.stored.keys())
    )


def of_itself(move: Move, old: Edition, new: Edition, names: Iterable[Name]) -> Cause | None:
    """For a route that came or went, and for what its own entry alone can say."""
    name = ROUTE, move.route
    if name not in old.stored:
        return Cause(CauseKind.NEW, changed_on([name], new), (name,))
    if name not in new.stored:
        return Cause(CauseKind.GONE, new.at.date() if new.at else None, (name,))
    if move.aspect in (Aspect.SEEN, Aspect.AMOUNT) and name in names:
        kind = CauseKind.CHECKED if move.aspect is Aspect.SEEN else CauseKind.FACT
        return Cause(kind, changed_on([name], new), (name,))
    return None


def put(giver: Site, names: Sequence[Name], kept: KeptAddress, taker: Site, on: date) -> PageOutcome | None:
    """What an edition comes to with these entries as another has them; None where that does not add up."""
    mixed = taker.edition.replaced(TRIED, {name: giver.edition.stored.get(name) for name in names})
    if problems(mixed):
        return None
    return outcome(Site(mixed), kept, on)


def named_alone(move: Move, those: Sequence[Name], kept: KeptAddress, old: Site, now: SiteOnDay) -> tuple[Name, ...]:
    """Of the entries that move it together, the one that does so alone; else those that it may be."""
    likely = likely_for(move, those, old, now.site)
    if 1 < len(likely) <= MOST_TRIED:
        for name in likely:
            if (does := put(now.site, [name], kept, old, now.on)) and reached(move, does.stands):
                return (name,)
    return likely


def likely_for(move: Move, those: Sequence[Name], old: Site, new: Site) -> tuple[Name, ...]:
    """Its own entry, or the rules that are for it; else all of them."""
    own = (ROUTE, move.route)
    if own in those:
        return (own,)
    return tuple(name for name in those if is_about(name, move.route, old, new)) or tuple(those)


def is_about(name: Name, route: str, old: Site, new: Site) -> bool:
    """Whether a rule is for this route, as far as it names routes; what is no rule may be about any."""
    rules = [one for site in (old, new) if isinstance(one := site.edition.entry(name), RuleEntry)]
    return not rules or any(not one.scope.instruments or route in one.scope.instruments for one in rules)


def changed_on(names: Iterable[Name], edition: Edition) -> date | None:
    """The day of the edition in which the last of these came to read as it does."""
    days = [edition.stored[name].since_on for name in names if name in edition.stored]
    return max(days, default=edition.at.date() if edition.at else None)
