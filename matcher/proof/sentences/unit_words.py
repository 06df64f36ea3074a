"""What a sum is paid for each of, by the words that stand around it.

`claims` asks that a text has the sum and the word for its unit. Here the words next to the sum are read: where they name a
unit, and nowhere that of the field, the field says something else than the source does."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import UnitEntry
from catalogue.vocabulary import UnitPer
from matcher.proof.sentences.reading import number_of
from matcher.proof.sentences.vocabulary import AMOUNT, LANGUAGES, PER

NARROWER: Mapping[UnitPer, UnitPer] = {
    UnitPer.DAY: UnitPer.PERSON_DAY,
    UnitPer.PERSON: UnitPer.PERSON_DAY,
    UnitPer.NIGHT: UnitPer.PERSON_NIGHT,
}
"""What is paid for each person a day is not paid for each day, nor for each person."""
FIGURE = re.compile(rf"(?<![\w.,-]){AMOUNT}")
UNITS = {
    language: {per: re.compile(rf"(?is){words[language]}") for per, words in PER.items() if per != UnitPer.KM}
    for language in LANGUAGES
}
HEADING = re.compile(r"(?i)[^,;:.\d]*\bper\b[^,;:.\d]*[:,]")
STOP, PAUSE = re.compile(r"[.;]\s"), re.compile(r"[,.;:]\s")
EUROS = re.compile(r"(?i)\W*euros?\b")


def paid_otherwise(entry: InstrumentEntry, texts: Mapping[str, Sequence[str]]) -> Iterator[UnitEntry]:
    """The units of a route that its texts, by language, name by another unit, and nowhere by their own."""
    for unit in entry.amount.units:
        if unit.eur is None or unit.per == UnitPer.KM:
            continue
        named = [
            pers
            for language, those in texts.items()
            for text in those
            for number, pers in sums_of(text, language)
            if number == float(unit.eur) and pers
        ]
        if named and not any(unit.per in pers for pers in named):
            yield unit


@cache
def sums_of(text: str, language: str) -> tuple[tuple[float, frozenset[UnitPer]], ...]:
    """Every sum in euro of a text, with the units that the words around it name: from the last figure or sentence to the next
    comma, and what the text begins with ("Per person: ..."). A distance is no unit."""
    sums: list[tuple[float, frozenset[UnitPer]]] = []
    start, heading = 0, HEADING.match(text)
    for found in FIGURE.finditer(text):
        if EUROS.match(text, found.end()) or text[: found.start()].endswith("€ "):
            before = STOP.split(text[start : found.start()])[-1]
            words = (heading[0] if heading else "") + before + PAUSE.split(text[found.end() :])[0]
            named = frozenset(per for per, form in UNITS[language].items() if form.search(words))
            sums.append(
                (number_of(found[0], language), frozenset(per for per in named if NARROWER.get(per) not in named))
            )
        start = found.end()
    return tuple(sums)
