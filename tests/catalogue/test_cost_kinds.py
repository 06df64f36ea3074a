"""Which lines of a budget a route pays: a field that staff fill in, against what its phrases say in Dutch."""

import re

import pytest
from django.core.exceptions import ValidationError

from catalogue.entries.instrument import InstrumentEntry
from catalogue.models.limits import are_kinds_of_costs
from catalogue.vocabulary import CostKind
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

NAMED = {
    CostKind.TRAVEL: r"\breis(?!pas)|\bvervoer\b(?! ter plaatse)|\bverplaatsing",
    CostKind.STAY: r"\bverblijf|\blogies\b|\bovernacht|\bleefkosten|\bleef- en|\bdagvergoeding|\bdag- en|\bwoonkosten|kamer\b",
    CostKind.TRANSPORT: r"\btransport",
    CostKind.FEES: r"\bloon\b|\bvergoeding(en)? van (de )?(artiest|kunstenaar)|\bsessiemuzikanten",
    CostKind.PRODUCTION: r"\bproductie(kosten|budgetten)?\b|(?<!voor )\bcreatie\b|\bdecor\b",
    CostKind.TRANSLATION: r"vertaling\b|\bvertalen\b|\bvertalershonorarium|\bhonorarium van de vertaler",
    CostKind.COMMUNICATION: r"\bpromotie\b|\bcommunicatie\b|\bpersattach|\bpublicatie",
}
EVERYTHING = (
    r"\w*projectkosten\b|\bkosten die tussen de begin- en einddatum\b|\bkosten van het creatie- en spreidingsproces\b"
)
PAID_IN_PART = {
    ("flanders-literature-vertaalsubsidie", CostKind.PRODUCTION),  # for poetry and illustrated work
    ("ica-new-professionals", CostKind.TRAVEL),  # in 2016
    ("ietm-reisbeurzen", CostKind.STAY),  # three nights, no meals
    ("residenties-digitale-cultuur", CostKind.PRODUCTION),
    ("sabam-activiteiten-buitenland", CostKind.STAY),  # no meals
    ("statens-kunstfond-literatuur", CostKind.PRODUCTION),  # of illustrated work
    ("unesco-ifcd", CostKind.PRODUCTION),  # policy on it, not the work
}
"""Named, and not paid whole: such a line of a budget is not counted."""
BY_SUMS_PER_UNIT = {
    ("erasmus-ka1-adult-accredited", CostKind.STAY),
    ("erasmus-ka1-adult-accredited", CostKind.TRAVEL),
    ("erasmus-ka1-adult-short", CostKind.STAY),
    ("erasmus-ka1-adult-short", CostKind.TRAVEL),
    ("erasmus-ka1-vet", CostKind.TRAVEL),
}
"""Paid by trip and by day, which no phrase says."""


def named(entry: InstrumentEntry) -> set[CostKind]:
    paid = [phrase.nl.casefold().replace("lokaal vervoer", "") for phrase in entry.pays_for]
    if any(re.search(EVERYTHING, phrase) for phrase in paid):
        return set(CostKind)
    excluded = [phrase.nl.casefold() for phrase in entry.excludes]
    whole = [phrase for phrase in excluded if not re.search(r"\b(van|voor|zonder)\b", phrase)]
    return kinds_in(paid) - (kinds_in(whole) - set(entry.cost_kinds))


def kinds_in(phrases: list[str]) -> set[CostKind]:
    return {kind for kind, words in NAMED.items() if any(re.search(words, phrase) for phrase in phrases)}


def test_what_a_route_pays_is_what_its_phrases_name() -> None:
    entries = held().all(InstrumentEntry).values()
    pairs = {(entry.id, kind) for entry in entries for kind in named(entry) ^ set(entry.cost_kinds)}
    assert pairs - PAID_IN_PART == BY_SUMS_PER_UNIT


def test_no_other_word_is_a_kind_of_costs() -> None:
    are_kinds_of_costs([kind.value for kind in CostKind])
    with pytest.raises(ValidationError, match="not among them: food"):
        are_kinds_of_costs(["travel", "food"])
