"""Keeping what a visitor says is wrong: the one thing that the public writes."""

from dataclasses import dataclass

from catalogue.models import Instrument, Report
from catalogue.models.report import LONGEST_FACT, LONGEST_TEXT

__all__ = ["LONGEST_FACT", "LONGEST_TEXT", "ProposedFact", "keep_report"]


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """What a fact of an entry should be: `fact` is a value of `vocabulary.ReportedFact`, "" for a report that names none."""

    kind: str = ""
    key: str = ""
    fact: str = ""
    was: str = ""
    proposed: str = ""


NO_FACT = ProposedFact()


def keep_report(
    *, route: str, page: str, text: str, source_url: str, contact: str, fact: ProposedFact = NO_FACT
) -> None:
    """`route` is the slug of the route that it is about, "" for none."""
    about = Instrument.objects.filter(slug=route).first() if route else None
    Report.objects.create(
        route=about,
        page=page,
        text=text,
        source_url=source_url,
        contact=contact,
        kind=fact.kind,
        key=fact.key,
        fact=fact.fact,
        was=fact.was,
        proposed=fact.proposed,
    )
