"""What the working state comes to for all personas: which are red, how many meet each route, and what would change for them.

All of them take seconds, so what an edition came to is kept. The next one matches them with the routes that changed alone, and
judges those anew that expect something of one."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from threading import Event, Lock

from catalogue.kept import Kept
from matcher.engine.match import Matching
from matcher.engine.verdicts import Verdict
from matcher.models import Expectation, Persona
from matcher.proof.differing import (
    Few,
    PersonaStanding,
    answers_with,
    changed,
    changed_groups,
    renamed,
    standings,
    understood_alike,
)
from matcher.proof.effects import fetched
from matcher.proof.personas import Outcome, outcome_of, read
from matcher.rules.holding import working_site
from matcher.rules.site import Site

Standings = Mapping[str, PersonaStanding]
"""Where routes stand for one persona; those that do not fit at all are left out."""


@dataclass(frozen=True, slots=True)
class PersonaMet:
    """One persona, judged."""

    written: str
    """Tells apart how the persona itself reads."""
    outcome: Outcome
    expects: frozenset[str]
    """The routes of which it expects something."""
    standings: Standings

    @property
    def persona(self) -> Persona:
        return self.outcome.persona

    @property
    def routes(self) -> Iterator[str]:
        """Those that fit or may, and that ask about something that it says."""
        for slug, one in self.standings.items():
            if one.asks and one.verdict in (Verdict.FITS, Verdict.MAY_FIT):
                yield slug

    @property
    def told(self) -> Mapping[str, tuple[Verdict, int, date | None]]:
        """What of it shows in the results."""
        return {slug: (one.verdict, one.score, one.closes) for slug, one in self.standings.items()}


@dataclass(frozen=True)
class PersonasMet:
    site: Site
    by_persona: Mapping[int, PersonaMet]

    @cached_property
    def red(self) -> tuple[Outcome, ...]:
        """Those that must hold first."""
        found = [one.outcome for one in self.by_persona.values() if not one.outcome.is_green]
        return tuple(sorted(found, key=lambda one: (not one.persona.is_must, one.persona.slug)))

    @cached_property
    def of_route(self) -> Counter[str]:
        """How many personas each route is for."""
        return Counter(route for one in self.by_persona.values() for route in one.routes)

    @cached_property
    def _routes(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(one.routes) for one in self.by_persona.values())

    def of_routes(self, routes: frozenset[str]) -> int:
        """How many personas at least one of these is for."""
        return sum(not routes.isdisjoint(those) for those in self._routes)

    def changed_since(self, before: "PersonasMet") -> tuple[int, int]:
        """For how many something changes in the results, and how many of those turn red."""
        pairs = [(was, now) for pk, now in self.by_persona.items() if (was := before.by_persona.get(pk)) is not None]
        changes = sum(
            (was.standings is not now.standings and was.told != now.told)
            or was.outcome.failures != now.outcome.failures
            for was, now in pairs
        )
        return changes, sum(was.outcome.is_green and not now.outcome.is_green for was, now in pairs)


_kept: Kept[PersonasMet] = Kept(4)
_last: list[PersonasMet] = []
"""The one that was made last: where the next begins."""
_working = Lock()
_asked = Event()
"""Somebody waits for what is being made ahead: it rests no longer."""
RESTS = 4
"""How many times as long as it worked it rests, so that four of five requests never meet it."""


def personas_met(site: Site) -> PersonasMet:
    """In two queries where nothing changed since it was asked last."""
    written = personas_written()
    return _kept.of((site.edition.digest, tuple(written.items())), lambda: _met(site, written))


def personas_met_on_both(before: Site, after: Site) -> tuple[PersonasMet, PersonasMet]:
    """Of two editions, in the same two queries."""
    written = personas_written()
    first, second = (
        _kept.of((site.edition.digest, tuple(written.items())), lambda site=site: _met(site, written))  # type: ignore[misc]
        for site in (before, after)
    )
    return first, second


def personas_written() -> dict[int, str]:
    """How each persona reads, with what is expected of it, in a few letters."""
    columns = ["pk", "slug", "name_nl", "name_en", "answers", "on", "is_must", "names_all"]
    read = {row[0]: [repr(row)] for row in Persona.objects.order_by("pk").values_list(*columns)}
    expected = Expectation.objects.order_by("pk")
    for pk, *row in expected.values_list("persona", "instrument", "verdict", "submit_by", "rank"):
        if pk in read:
            read[pk].append(repr(row))
    return {pk: sha256("\n".join(lines).encode()).hexdigest()[:16] for pk, lines in read.items()}


def met_ahead(_published: Site) -> None:
    """Work out what the working state comes to before somebody asks, a persona at a time between the requests of others."""
    site = working_site()
    written = personas_written()
    _kept.of((site.edition.digest, tuple(written.items())), lambda: _met_resting(site, written))


def _met_resting(site: Site, written: Mapping[int, str]) -> PersonasMet:
    with _working:
        return _worked_out(site, written, rest=lambda seconds: _asked.wait(seconds * RESTS))


def _met(site: Site, written: Mapping[int, str]) -> PersonasMet:
    """Who asks while another is at it waits for that, and has little left to do."""
    _asked.set()
    with _working:
        _asked.clear()
        return _worked_out(site, written, rest=lambda _seconds: None)


def _worked_out(site: Site, written: Mapping[int, str], rest: Callable[[float], object]) -> PersonasMet:
    before = _last[-1] if _last else None
    known: dict[int, PersonaMet] = {}
    if before is not None:
        same = [one for pk, one in before.by_persona.items() if written.get(pk) == one.written]
        known = {one.persona.pk: one for one in carried_over(same, before.site, site)}
    for persona in fetched(Persona.objects.filter(pk__in=written.keys() - known.keys())):
        began = time.thread_time()
        known[persona.pk] = judged(persona, written[persona.pk], site)
        rest(time.thread_time() - began)
    found = PersonasMet(site, {pk: known[pk] for pk in written if pk in known})
    _last[:] = [found]
    return found


def judged(persona: Persona, written: str, site: Site) -> PersonaMet:
    answers, notes = read(persona.answers, site)
    matching = Matching(site.compiled(persona.on), answers)
    return PersonaMet(
        written=written,
        outcome=outcome_of(persona, notes, matching),
        expects=frozenset(one.instrument.slug for one in persona.expectations.all()),
        standings={slug: one for slug, one in standings(matching, answers) if one.verdict is not Verdict.NO},
    )


def carried_over(those: Iterable[PersonaMet], before: Site, after: Site) -> Iterator[PersonaMet]:
    """What each comes to in another edition; those that have to be judged anew are left out.

    An unchanged route stands where it stood, also beside others, so only what is expected of a changed one can turn."""
    if not understood_alike(before, after):
        return
    if before.ruleset.version == after.ruleset.version:
        yield from those
        return
    routes = changed(before.ruleset, after.ruleset)
    if routes is None:
        return
    few, groups = Few(after.ruleset, routes), changed_groups(before.ruleset, after.ruleset)
    moved = routes | frozenset(renamed(before.ruleset, after.ruleset))
    for one in those:
        if answers_with(one.persona, groups) or not moved.isdisjoint(one.expects):
            continue
        now: dict[str, PersonaStanding] = {
            str(slug): standing
            for slug, standing in few.standings(one.outcome.answers, one.persona.on).items()
            if standing.verdict is not Verdict.NO
        }
        if now == {slug: standing for slug, standing in one.standings.items() if slug in routes}:
            yield one
        elif not one.persona.names_all:
            others = {slug: standing for slug, standing in one.standings.items() if slug not in routes}
            yield replace(one, standings={**others, **now})
