"""Numbers written in words, in Dutch and English, and the simple ones in French and German: a text to a number.

The text is tidied and has no accents (`matcher.answers.spellings.tidy`). Nothing raises: what is no number is None."""

import re
from fractions import Fraction
from functools import cache
from itertools import product

UNITS = {
    "nl": "een twee drie vier vijf zes zeven acht negen",
    "en": "one two three four five six seven eight nine",
    "fr": "un deux trois quatre cinq six sept huit neuf",
    "de": "eins zwei drei vier funf sechs sieben acht neun",
}
TEENS = {
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "fr": "dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf",
    "de": "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
}
TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
}
ONE = frozenset({"een", "eentje", "a", "an", "one", "un", "une", "ein", "eine", "einen", "1"})
"""The articles among them count what follows."""
MORE = {
    **dict.fromkeys(("nul", "zero", "null"), 0),
    **dict.fromkeys(ONE - {"1"}, 1),
    "dozijn": 12,
    "dozen": 12,
    "zesental": 6,
    "tiental": 10,
    "vijftiental": 15,
    "twintigtal": 20,
    "dertigtal": 30,
    "vijftal": 5,
    "honderdtal": 100,
}
HALVES = {
    **dict.fromkeys(("half", "halve", "halfjes", "half a", "½", "een half", "een halve", "a half"), Fraction(1, 2)),
    **dict.fromkeys(("anderhalf", "anderhalve", "one and a half", "1½", "een en een half", "1 1/2"), Fraction(3, 2)),
    **dict.fromkeys(("twee en een half", "twee en een halve", "tweeeneenhalf", "two and a half", "2½"), Fraction(5, 2)),
}
LARGE = (
    (1_000_000, ("miljoen", "million", "millionen")),
    (1_000, ("duizend", "thousand", "mille", "tausend")),
    (100, ("honderd", "hundred", "hundert")),
)
"""French "cent" is left out: it is a part of a euro in the other languages."""
JOINS = ("en", "and", "und", "et")
PARTS = re.compile(r"[ -]+")
DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


@cache
def below_hundred() -> dict[str, int]:
    """Those that are one word, or become one without the spaces and dashes in them."""
    found = dict(MORE)
    for language in UNITS:
        units, teens, tens = (table[language].split() for table in (UNITS, TEENS, TENS))
        found |= {word: number for number, word in enumerate([*units, *teens], start=1)}
        for (number, ten), (unit, word) in product(enumerate(tens, start=2), enumerate(["", *units])):
            joined = {
                "nl": f"{word}en{ten}",
                "de": f"{word.replace('eins', 'ein')}und{ten}",
                "fr": f"{ten}et{word}" if unit == 1 else f"{ten}{word}",
                "en": f"{ten}{word}",
            }
            found[joined[language] if unit else ten] = number * 10 + unit
    return found


def in_words(text: str) -> int | None:
    """A whole number in words.

    >>> in_words("vijfentwintig"), in_words("twenty-five"), in_words("dertigduizend"), in_words("two hundred and fifty")
    (25, 25, 30000, 250)
    >>> in_words("twaalfhonderd"), in_words("veel")
    (1200, None)
    """
    return _joined(PARTS.sub("", re.sub(r"^(?:a|an|een) (?=[a-z]{4})", "", text)))


def _joined(word: str) -> int | None:
    known = below_hundred().get(word)
    if known is not None:
        return known
    for times, names in LARGE:
        for name in names:
            before, named, after = word.partition(name)
            if named:
                return _times(before, times, after)
    return None


def _times(before: str, times: int, after: str) -> int | None:
    rest = next(
        (after.removeprefix(join) for join in JOINS if after.startswith(join) and _joined(after) is None), after
    )
    first, last = _joined(before) if before else 1, _joined(rest) if rest else 0
    return first * times + last if first and last is not None and last < times else None


def written(text: str) -> Fraction | None:
    """A number in digits or in words, halves too.

    >>> written("2,5"), written("anderhalf"), written("twaalf"), written("1.200"), written("")
    (Fraction(5, 2), Fraction(3, 2), Fraction(12, 1), Fraction(1200, 1), None)
    """
    text = text.strip()
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:[., ][0-9]{3})+", text):
        return Fraction(re.sub(r"[., ]", "", text))
    if DIGITS.fullmatch(text):
        return Fraction(text.replace(",", "."))
    if text in HALVES:
        return HALVES[text]
    number = in_words(text)
    return None if number is None else Fraction(number)
