"""What the texts of a route say: their sentences, and the figures and exclusions in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.values import Part, Words
from matcher.proof.sentences.vocabulary import (
    AMOUNT,
    EXCLUSIONS,
    KNOWING,
    MONTHS,
    NUMBERS,
    SCALES,
    UNITS,
    WHETHER,
    YEAR,
    Sense,
)

DAYS_IN: Mapping[Sense, tuple[int, int]] = {
    Sense.DAY: (1, 1),
    Sense.WEEK: (7, 7),
    Sense.MONTH: (28, 31),
    Sense.YEAR: (336, 372),
}
"""Between how many days each length lies."""
NOT_READ = frozenset({"name", "sources.supports", "doubts", "checks.statement", "needs_first.status", "through.reason"})
"""Names, sources, what is not known, and the texts of what is judged itself."""
LISTS_OF_WHAT_IS_OUT = frozenset({"excludes", "combine.never_with"})
"""That these leave something out is said by where they stand; their figures are read."""
WORDS_OF_A_SUM = frozenset({"amount.units.when", "amount.figures.note"})
"""When a sum is paid is said by the sum; another sum or share in its words is read, for it has a place of its own."""


@dataclass(frozen=True, slots=True)
class Quantity:
    sense: Sense
    number: float

    @property
    def told(self) -> str:
        return f"{self.number:g} {self.sense}"

    def may_equal(self, other: "Quantity") -> bool:
        """Whether both are lengths that last as many days: a year is twelve months, two months may be 61 days."""
        if self.sense not in DAYS_IN or other.sense not in DAYS_IN:
            return False
        least, most = (self.number * days for days in DAYS_IN[self.sense])
        low, high = (other.number * days for days in DAYS_IN[other.sense])
        return low <= most and least <= high


def sentences(text: str) -> list[str]:
    """The sentences of a text. A full stop before a small letter or a figure ends none."""
    return [one for one in re.split(r"(?<=[.!?])\s+(?=[^a-z\s\d])", text.strip()) if one]


def number_of(written: str, language: str) -> float:
    """`50.000` and `50,000` are fifty thousand in either language; `0,40` and `0.40` less than one."""
    word = NUMBERS[language].get(written.lower())
    if word is not None:
        return float(word)
    whole, *rest = re.split(r"[.,\u00a0]", written)
    for part in rest:
        whole += part if len(part) == 3 else f".{part}"
    return float(whole)


def figures_in(text: str, language: str) -> Iterator[Quantity]:
    """Every figure of a text, each with the unit that follows it or its neighbour: "two to five months" is both."""
    text = re.sub(YEAR, " ", text)
    months = MONTHS[language]
    day = rf"(?:(?:(\d{{1,2}})\s(?:en|and|tot|to|–)\s)?(\d{{1,2}})\s)?(?<![\w-])({months})\b"
    for found in re.finditer(day, text):
        if found[0] == "May" and not text[: found.start()].strip():
            continue  # "May go together", and no month
        month = (months.split("|").index(found[3]) + 1) * 100
        for number in filter(None, (found[1], found[2])) if found[2] else ("0",):
            yield Quantity(Sense.DATE, month + int(number))
    text = re.sub(day, " ", text)
    word = rf"(?:{AMOUNT}|\b(?:{'|'.join(NUMBERS[language])})\b)"
    for found in re.finditer(
        rf"(?i)(€\s?)?(?<![\w.,-])(?<!\blot )({word})(?:\s({'|'.join(SCALES)})\b)?(?![\w-]*\d)", text
    ):
        number = number_of(found[2], language) * SCALES.get((found[3] or "").lower(), 1)
        sense = Sense.EUR if found[1] or found[3] else _unit(text[found.end() :], word, language)
        yield Quantity(sense, number)


def _unit(after: str, word: str, language: str) -> Sense:
    """The unit that follows a number, across the rest of a range or a list ("18 tot 30 jaar", "two, three or five months")."""
    beside = rf"(?:\s*(?:,|-|–|/|tot|of|en|to|or|and)\s*(?:€\s?)?{word})*"
    for sense, form in UNITS[language]:
        if re.match(rf"(?i){beside}[\s-]*(?:[^\W\d]+\s)?(?:{form})(?![a-z])", after):
            return sense
    return Sense.COUNT


def exclusions_in(text: str, language: str) -> list[str]:
    """The words that leave something out, but for those that tell what is not known."""
    known = rf"(?i)\b(?:{KNOWING[language]})\b"
    if re.match(rf"(?i)(?:{WHETHER[language]})\s", text) and re.search(known, text):
        return []
    parts = [one for one in re.split(r"[,;:.!?]\s", text) if not re.search(known, one)]
    words = rf"(?i)(?<![\w-])(?:{EXCLUSIONS[language]})(?![\w-])"
    return [found[0].lower() for part in parts for found in re.finditer(words, part)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages, or a whole text where the languages divide it otherwise, and the conditions in it."""

    route: str
    field: str
    nl: str
    en: str
    figures: frozenset[Quantity]
    exclusions: frozenset[str]


def texts_of(part: object, path: str = "") -> Iterator[tuple[str, Words]]:
    """Every text of an entry, with the names of the fields that lead to it."""
    if isinstance(part, Words):
        yield path, part
    elif isinstance(part, list | tuple):
        for inside in part:
            yield from texts_of(inside, path)
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from texts_of(getattr(part, name), f"{path}.{name}".lstrip("."))


def sentences_of(entry: InstrumentEntry) -> Iterator[Sentence]:
    """Every sentence of a route's texts, with the conditions in it; most have none."""
    for field, text in texts_of(entry):
        if field in NOT_READ:
            continue
        nl, en = sentences(text.nl), sentences(text.en)
        pairs = zip(nl, en, strict=True) if len(nl) == len(en) else [(text.nl, text.en)]
        for dutch, english in pairs:
            figures = frozenset([*figures_in(dutch, "nl"), *figures_in(english, "en")])
            exclusions = frozenset([*exclusions_in(dutch, "nl"), *exclusions_in(english, "en")])
            if field in LISTS_OF_WHAT_IS_OUT | WORDS_OF_A_SUM:
                exclusions = frozenset()
            if field in WORDS_OF_A_SUM:
                figures = frozenset(one for one in figures if one.sense in (Sense.EUR, Sense.PCT))
            yield Sentence(entry.id, field, dutch, english, figures, exclusions)
