"""What the working state comes to for all personas: which are red, and how many meet each route.

All of them take seconds, so what an edition came to is kept, and the next one judges those alone for which it can differ."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from catalogue.kept import Kept
from matcher.engine.match import Matching
from matcher.models import Expectation, Persona
from matcher.proof.differing import may_differ
from matcher.proof.effects import fetched
from matcher.proof.personas import Outcome, outcome_of, read
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class PersonaMet:
    """One persona, judged; `routes` fit or may fit it, and ask about something that it says."""

    written: str
    """Tells apart how the persona itself reads."""
    outcome: Outcome
    routes: frozenset[str]


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

    def of_routes(self, routes: frozenset[str]) -> int:
        """How many personas at least one of these is for."""
        return sum(1 for one in self.by_persona.values() if not routes.isdisjoint(one.routes))


_kept: Kept[PersonasMet] = Kept(4)
_last: list[PersonasMet] = []
"""The one that was made last: where the next begins."""


def personas_met(site: Site) -> PersonasMet:
    """In two queries where nothing changed since it was asked last."""
    written = personas_written()
    return _kept.of((site.edition.digest, tuple(written.items())), lambda: _met(site, written))


def personas_written() -> dict[int, str]:
    """How each persona reads, with what is expected of it, in a few letters."""
    columns = ["pk", "slug", "name_nl", "name_en", "answers", "on", "is_must", "names_all"]
    read = {row[0]: [repr(row)] for row in Persona.objects.order_by("pk").values_list(*columns)}
    expected = Expectation.objects.order_by("pk")
    for pk, *row in expected.values_list("persona", "instrument", "verdict", "submit_by", "rank"):
        if pk in read:
            read[pk].append(repr(row))
    return {pk: sha256("\n".join(lines).encode()).hexdigest()[:16] for pk, lines in read.items()}


def _met(site: Site, written: Mapping[int, str]) -> PersonasMet:
    before = _last[-1] if _last else None
    known = {pk: one for pk, one in (before.by_persona if before else {}).items() if written.get(pk) == one.written}
    if before is not None and known:
        for persona in may_differ([one.outcome.persona for one in known.values()], before.site, site):
            del known[persona.pk]
    new = fetched(Persona.objects.filter(pk__in=written.keys() - known.keys()))
    for persona in sorted(new, key=lambda one: one.on):  # a ruleset is compiled per day
        answers, notes = read(persona.answers, site)
        matching = Matching(site.compiled(persona.on), answers)
        asks_about = matching.compiled.asks_about
        routes = frozenset(slug for slug in matching.fitting() if not asks_about(slug).isdisjoint(answers))
        known[persona.pk] = PersonaMet(written[persona.pk], outcome_of(persona, notes, matching), routes)
    found = PersonasMet(site, known)
    _last[:] = [found]
    return found
