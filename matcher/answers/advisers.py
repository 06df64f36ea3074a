"""Whom to call about a plan or a route: the one or two who advise on it, and where nobody is known who does, the nearest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalogue.entries.contact import AdviceEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.vocabulary import DisciplineEntry
from catalogue.vocabulary import Kind
from matcher.engine.answers import APPLICANT, DISCIPLINE, GOAL, Answers
from matcher.rules.site import Site
from matcher.speech.contacts import AdviserTold, Letter, adviser_told

MOST = 2
CLOSE = 2
"""The last rank of those who are there for just this; whoever comes after is there for the whole field."""
LEAST_SHARE = 5
"""Who advises on fewer than one in five of the disciplines, or of the kinds of applicants, that are asked is not the one to call;
but any of these kinds is enough for whom the route itself names."""


@dataclass(frozen=True, slots=True)
class AdviceWanted:
    """What advice is wanted on. What is empty is not known, or makes no difference; `route` is None for a plan."""

    disciplines: frozenset[str] = frozenset()
    applicants: frozenset[str] = frozenset()
    goals: frozenset[str] = frozenset()
    route: InstrumentEntry | None = None

    @property
    def is_enough(self) -> bool:
        """Whether somebody can be sent to an adviser: the discipline or who applies is known."""
        return bool(self.disciplines or self.applicants)


@dataclass(frozen=True, slots=True)
class Advisers:
    """At most two together. `nearest` is there where nobody is known who is there for just this."""

    known: tuple[OrganisationEntry, ...] = ()
    nearest: OrganisationEntry | None = None

    @property
    def all(self) -> tuple[OrganisationEntry, ...]:
        """The nearest first, for it is nearer than who is there for the whole field."""
        return (*((self.nearest,) if self.nearest else ()), *self.known)


def advisers_of_plan(site: Site, answers: Answers) -> Advisers:
    """Nobody for a plan that says neither its discipline nor who applies."""
    return advisers(site, asked_by(answers))


def advisers_of_route(site: Site, entry: InstrumentEntry, answers: Answers | None = None) -> Advisers:
    """For the part of a plan that the route is for; of what the plan leaves open, and of another plan, for the whole route."""
    plan = asked_by(answers or Answers())
    disciplines = frozenset(site.all(DisciplineEntry) if entry.disciplines == "all" else entry.disciplines)
    asked = AdviceWanted(
        plan.disciplines & disciplines or disciplines,
        plan.applicants & frozenset(entry.applicants) or frozenset(entry.applicants),
        plan.goals & frozenset(entry.goals) or frozenset(entry.goals),
        entry,
    )
    return advisers(site, asked)


def told(site: Site, found: Advisers, on: date, letter: Letter) -> tuple[AdviserTold, ...]:
    """In the active language, each with a mail that is the letter."""
    return tuple(adviser_told(site, one, on, letter, is_nearest=one is found.nearest) for one in found.all)


def asked_by(answers: Answers) -> AdviceWanted:
    disciplines, applicants, goals = (answers.chosen(one) or frozenset() for one in (DISCIPLINE, APPLICANT, GOAL))
    return AdviceWanted(disciplines, applicants, goals)


def advisers(site: Site, asked: AdviceWanted) -> Advisers:
    found = ranked(site, asked, lambda one, named: (one.is_certain or named) and covers(one, asked, named))
    known = tuple(entry for _rank, entry in found)[:MOST]
    if any(rank <= CLOSE for rank, _entry in found[:MOST]):
        return Advisers(known)
    near = next((one for one in nearest_to(site, asked) if one not in known), None)
    return Advisers(known[: MOST - bool(near)], near)


def nearest_to(site: Site, asked: AdviceWanted) -> Iterator[OrganisationEntry]:
    """Who may be there for this; whom the route names; who is there for the discipline; who for the kind of applicant."""
    yield from (entry for _rank, entry in ranked(site, asked, lambda one, named: covers(one, asked, named)))
    if asked.route:
        yield from (one for one in site.named(OrganisationEntry, asked.route.help) if one.stands_today)
    if asked.disciplines:
        alike = replace(asked, applicants=frozenset(), goals=frozenset())
        yield from (entry for _rank, entry in ranked(site, alike, lambda one, named: covers(one, alike, named)))
    if asked.applicants:
        found = ranked(site, asked, lambda one, _named: bool(asked.applicants.intersection(one.applicants)))
        yield from (entry for _rank, entry in found)


Key = tuple[bool, int, bool, bool, int, int, int, str]
Holds = Callable[[AdviceEntry, bool], bool]
"""Whether an advice is on what is asked; and whether the route names who gives it."""


def ranked(site: Site, asked: AdviceWanted, holds: Holds) -> tuple[tuple[int, OrganisationEntry], ...]:
    """The organisations of which an advice holds, each once, by the best of them, with its rank."""
    route = asked.route
    named = frozenset(named_by(route) if route else ())
    houses = (*site.kept(advising), *(one for one in site.named(OrganisationEntry, named) if not one.advice))
    best: dict[str, tuple[Key, int]] = {}
    for entry in houses:
        is_named = entry.id in named
        keys = [
            (order(one, entry, asked, is_named), one.rank)
            for one in entry.advice or (NAMED,)
            if reaches(one, entry, route) and (one is NAMED or holds(one, is_named))
        ]
        if keys and entry.stands_today:
            best[entry.id] = min(keys)
    return tuple((best[slug][1], site.all(OrganisationEntry)[slug]) for slug in sorted(best, key=lambda one: best[one]))


def named_by(route: InstrumentEntry) -> Sequence[str]:
    """Whom a route names; who gives it, where it names nobody. Nobody calls whoever wrote a policy."""
    return route.help or ([] if route.kind is Kind.FRAMEWORK else [route.provider])


def advising(site: Site) -> tuple[OrganisationEntry, ...]:
    """Those of which it is known whom they advise."""
    return tuple(one for one in site.all(OrganisationEntry).values() if one.advice)


NAMED = AdviceEntry(rank=CLOSE, ref="-")
"""What an organisation advises on of which nothing more is known than that a route names it."""


def reaches(advice: AdviceEntry, entry: OrganisationEntry, route: InstrumentEntry | None) -> bool:
    """Whether the advice is not kept to routes, or to this one among others."""
    if not is_for_routes(advice):
        return True
    if route is None:
        return False
    return route.programme in advice.programmes or (advice.on_own_routes and route.provider == entry.id)


def is_for_routes(advice: AdviceEntry) -> bool:
    return advice.on_own_routes or bool(advice.programmes)


def covers(advice: AdviceEntry, asked: AdviceWanted, named: bool = False) -> bool:
    """Whether it is on what is asked. Who is there for some disciplines is not called before they are known; and what says
    nothing of the discipline and the applicant is on a route, or on nothing."""
    decides = asked.disciplines.intersection(advice.disciplines) or asked.applicants.intersection(advice.applicants)
    return (
        (not advice.disciplines or (bool(asked.disciplines) and is_for(advice.disciplines, asked.disciplines)))
        and (not advice.applicants or is_for(advice.applicants, asked.applicants, is_any=named))
        and (not advice.goals or not asked.goals or not asked.goals.isdisjoint(advice.goals))
        and (bool(decides) or is_for_routes(advice))
    )


def is_for(told: Iterable[str], wanted: frozenset[str], is_any: bool = False) -> bool:
    """Whether enough of what is wanted is told, or nothing is wanted in particular."""
    found = len(wanted.intersection(told))
    return not wanted or (found > 0 if is_any else found * LEAST_SHARE >= len(wanted))


def order(advice: AdviceEntry, entry: OrganisationEntry, asked: AdviceWanted, named: bool) -> Key:
    """Who is there for this very route; then by rank; then who knows most of what is asked."""
    return (
        not (named or is_for_routes(advice)),
        advice.rank,
        not is_for_routes(advice),
        not named,
        -len(asked.applicants.intersection(advice.applicants) if asked.applicants else advice.applicants),
        -len(asked.disciplines.intersection(advice.disciplines)),
        -len(asked.goals.intersection(advice.goals)),
        entry.id,
    )
