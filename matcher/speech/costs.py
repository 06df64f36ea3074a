"""Which costs a route pays, read from what its sources say that it pays for and does not.

The catalogue has that as phrases, not as a list to choose from. A kind of cost is read where a phrase names it; of what no phrase
names, nothing is known. A phrase that names all costs of a project at once pays every kind that is not excluded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import CostKind

NAMED = {
    CostKind.TRAVEL: re.compile(r"\breis(?!pas)|\bvervoer\b(?! ter plaatse)|\bverplaatsing"),
    CostKind.STAY: re.compile(
        r"\bverblijf|\blogies\b|\bovernacht|\bleefkosten|\bleef- en|\bdagvergoeding|\bdag- en|\bwoonkosten|\bkamer\b"
    ),
    CostKind.TRANSPORT: re.compile(r"\btransport"),
    CostKind.FEES: re.compile(
        r"\bloon\b|\bvergoeding(en)? van (de )?(artiest|kunstenaar)|\bsessiemuzikanten|honorarium\b"
    ),
    CostKind.PRODUCTION: re.compile(r"\bproductie(kosten|budgetten)?\b|(?<!voor )\bcreatie\b|\bdecor\b"),
    CostKind.TRANSLATION: re.compile(r"vertaling\b|\bvertalen\b|\bvertalershonorarium"),
    CostKind.COMMUNICATION: re.compile(r"\bpromotie\b|\bcommunicatie\b|\bpersattach|\bpublicatie"),
}
"""What names a kind in Dutch, the language in which the catalogue is written first."""
LOCAL = re.compile(r"\blokaal vervoer\b")
EVERYTHING = re.compile(
    r"\w*projectkosten\b|\bkosten die tussen de begin- en einddatum\b|\bkosten van het creatie- en spreidingsproces\b"
)
ONLY_SOME = re.compile(r"\b(van|voor|zonder)\b")
"""What is excluded with such a word is a part of a kind: the rest of it may be paid."""


@dataclass(frozen=True, slots=True)
class CostsPaid:
    """`pays` are the kinds that a source says it pays; empty: none is named, so that nothing is known."""

    pays: frozenset[CostKind]
    excludes: frozenset[CostKind]


def costs_paid(entry: InstrumentEntry) -> CostsPaid:
    """A kind that is both named and excluded, as where only a part of it is paid, counts as not paid."""
    paid = [phrase.nl for phrase in entry.pays_for]
    excluded = kinds_in(phrase.nl for phrase in entry.excludes if not ONLY_SOME.search(phrase.nl.casefold()))
    everything = any(EVERYTHING.search(phrase.casefold()) for phrase in paid)
    named = frozenset(CostKind) if everything else kinds_in(paid)
    return CostsPaid(named - excluded, excluded)


def kinds_in(phrases: Iterable[str]) -> frozenset[CostKind]:
    texts = [LOCAL.sub("", phrase.casefold()) for phrase in phrases]
    return frozenset(kind for kind, named in NAMED.items() if any(named.search(text) for text in texts))
