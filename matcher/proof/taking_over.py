"""What matching makes of a persona, taken over as what is expected of it, by somebody who looked and found it right."""

from django.db import transaction

from catalogue.models import Instrument
from matcher.engine.match import Matching
from matcher.engine.verdicts import Verdict
from matcher.models import Expectation, Persona
from matcher.proof.personas import (
    NotNamed,
    NotThere,
    OtherDay,
    OtherOrder,
    OtherVerdict,
    check,
    closing,
    outcome_of,
    read,
)
from matcher.rules.site import Site


def take_over(persona: Persona, now: Site) -> bool:
    """Change what differs, and nothing else: a verdict, a day, an order; a route that is not named is added, one that is gone
    leaves. Gives whether the persona is green then: answers that no question takes any more somebody has to change by hand."""
    answers, notes = read(persona.answers, now)
    matching = Matching(now.compiled(persona.on), answers)
    failures = outcome_of(persona, notes, matching).failures
    rows = {one.instrument.slug: one for one in persona.expectations.select_related("instrument")}
    with transaction.atomic():
        for failure in failures:
            match failure:
                case NotThere(slug):
                    rows.pop(slug).delete()
                case OtherVerdict(slug) | OtherDay(slug):
                    _as_found(rows[slug], matching)
                case NotNamed(slug):
                    rows[slug] = _named(persona, slug, len(rows), matching)
        if any(isinstance(failure, OtherOrder | OtherVerdict) for failure in failures):
            _in_order_found(list(rows.values()), matching)
    return check(Persona.objects.for_check().get(pk=persona.pk), now).is_green


def _as_found(row: Expectation, matching: Matching) -> None:
    slug = row.instrument.slug
    verdict = matching.verdict(slug) or Verdict.NO
    row.verdict = verdict.value
    if row.submit_by is not None:
        row.submit_by = None if verdict is Verdict.NO else closing(matching.due(slug))
    row.save()


def _named(persona: Persona, slug: str, position: int, matching: Matching) -> Expectation:
    verdict = matching.verdict(slug) or Verdict.NO
    day = closing(matching.due(slug))
    instrument = Instrument.objects.get(slug=slug)
    return Expectation.objects.create(
        persona=persona, instrument=instrument, verdict=verdict.value, submit_by=day, position=position
    )


def _in_order_found(rows: list[Expectation], matching: Matching) -> None:
    """The same places in the order, given out anew. No two rows have the same place at any moment."""
    order = {str(one.instrument): place for place, one in enumerate((*matching.ranked(), *matching.ranked_beside()))}
    ranked = sorted((row for row in rows if row.rank is not None), key=lambda row: order[row.instrument.slug])
    ranks = sorted(row.rank for row in ranked if row.rank is not None)
    Expectation.objects.filter(pk__in=[row.pk for row in ranked]).update(rank=None)
    for row, rank in zip(ranked, ranks, strict=True):
        row.rank = rank
        row.save()
