"""A persona proposed from a result page: the answers, the day, a name, and what the page shows as what to expect."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify
from django.utils.translation import override

from catalogue.languages import LANGUAGES
from catalogue.models import Instrument
from matcher.answers.address import Asked
from matcher.engine.answers import APPLICANT, BASE, DISCIPLINE, GOAL, PLACE, Answers
from matcher.engine.match import match
from matcher.engine.verdicts import Route, Verdict
from matcher.models import Persona
from matcher.proof.personas import closing, written
from matcher.rules.site import Site
from matcher.speech.naming import Namer

NAMED_BY = (APPLICANT, DISCIPLINE, GOAL, BASE, PLACE)
LONGEST_NAME, LONGEST_SLUG = 250, 70
MOST_EXPECTED = 12
"""Of each verdict, the first so many routes."""


@dataclass(frozen=True, slots=True)
class Expected:
    instrument: int
    """The key of its row."""
    verdict: Verdict
    submit_by: date | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    slug: str
    names: dict[str, str]
    """Per language, the answers in words."""
    answers: dict[str, list[str]]
    on: date
    expected: tuple[Expected, ...]


def proposal(asked: Asked, site: Site) -> Proposal:
    """What the result page of these answers shows, to be checked by whoever keeps it.

    Only the first verdict with routes gets an order: after that the verdicts themselves decide it."""
    compiled = site.compiled(asked.on)
    judged = match(compiled, asked.answers).routes
    shown = [
        [route for route in judged if route.verdict is verdict][:MOST_EXPECTED]
        for verdict in (Verdict.FITS, Verdict.MAY_FIT, Verdict.ALMOST)
    ]
    ranks = {str(route.instrument.id): place for place, route in enumerate(next(filter(None, shown), []), start=1)}
    routes = [route for group in shown for route in group]
    keys = dict(Instrument.objects.filter(slug__in=[one.instrument.id for one in routes]).values_list("slug", "pk"))
    names = {language: name_in(language, asked.answers, Namer(site.words)) for language in LANGUAGES}
    return Proposal(
        slug=free_slug(names["en"] or "persona"),
        names=names,
        answers=written(asked.answers, site),
        on=asked.on,
        expected=tuple(expected(route, keys, ranks) for route in routes if str(route.instrument.id) in keys),
    )


def expected(route: Route, keys: dict[str, int], ranks: dict[str, int]) -> Expected:
    slug = str(route.instrument.id)
    return Expected(keys[slug], route.verdict, closing(route.due), ranks.get(slug))


def name_in(language: str, answers: Answers, namer: Namer) -> str:
    with override(language):
        said = ", ".join(namer.answer(name, answers.values[name]) for name in NAMED_BY if name in answers)
    name = said[:LONGEST_NAME]
    return name[:1].upper() + name[1:]


def free_slug(name: str) -> str:
    """A short name that no persona has yet."""
    wanted = slugify(name)[:LONGEST_SLUG].strip("-") or "persona"
    taken = {*Persona.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)}
    return next(one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
