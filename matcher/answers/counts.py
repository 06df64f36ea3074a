"""Counted things as people write them ("5 dagen", "een maand", "solo", "2-3 partners", "minstens 18 jaar"): a text to numbers.

What each box counts is a `CountUnit`; other units of the same kind are converted. Nothing raises: what is no count is None."""

import re
from dataclasses import dataclass
from fractions import Fraction

from matcher.answers.count_words import (
    ABOUT,
    ALONE,
    BEHIND,
    BETWEEN,
    CALLED,
    ENSEMBLES,
    GROUPED,
    IDIOM,
    IN_BRACKETS,
    JOINED,
    LEAST,
    MOST,
    NO_NOUN,
    NONE,
    NOUN,
    OPEN_ENDED,
    OUTER,
    OVER,
    OWN,
    SUM,
    TIMES,
    TOGETHER,
    UNDER,
    CountUnit,
)
from matcher.answers.number_words import ONE, in_words, written
from matcher.answers.spellings import tidy


@dataclass(frozen=True, slots=True)
class NumbersMeant:
    """The least and the most that is meant: one number twice, but for a range. `is_plain`: as the box counts it itself."""

    least: int
    most: int
    is_plain: bool = True


def count(text: str, unit: CountUnit) -> NumbersMeant | None:
    """What a text counts, in the unit of its box.

    >>> count("2 weken", CountUnit.DAYS)
    NumbersMeant(least=14, most=14, is_plain=False)
    >>> count("2-3", CountUnit.PARTNERS)
    NumbersMeant(least=2, most=3, is_plain=False)
    >>> count("solo", CountUnit.PEOPLE), count("veel", CountUnit.PEOPLE)
    (NumbersMeant(least=1, most=1, is_plain=True), None)
    """
    said = IN_BRACKETS.sub("", tidy(text)).strip(" .!")
    if not said:
        return None
    if (several := _of_people(said, unit)) is not None:
        return NumbersMeant(several, several)
    if NONE.fullmatch(said):
        return NumbersMeant(0, 0)
    return _bounded(said, unit)


def _of_people(said: str, unit: CountUnit) -> int | None:
    """Who goes alone, and sets of people that have a name of their own."""
    if unit is CountUnit.PARTNERS and ALONE.fullmatch(said):
        return 0
    if unit is not CountUnit.PEOPLE:
        return None
    if ALONE.fullmatch(said):
        return 1
    found = TOGETHER.fullmatch(said)
    if found is None:
        return None
    return (
        ENSEMBLES.get(found["how"])
        or GROUPED.get(found["how"])
        or (in_words(found["how"]) if CALLED.search(said) else None)
    )


def _bounded(said: str, unit: CountUnit) -> NumbersMeant | None:
    """With what stands before or behind the number: about, at least, more than ..."""
    bare = BEHIND.sub("", ABOUT.sub("", said, count=1) if ABOUT.match(said) else said)
    one = _one(bare, unit)
    if one is not None:
        return one
    for bound, more in ((LEAST, 0), (MOST, 0), (OVER, 1), (UNDER, -1)):
        if (found := bound.match(bare)) and (inner := _one(bare[found.end() :], unit)):
            number = max(inner.least + more, 0)
            return NumbersMeant(number, number, is_plain=False)
    if (found := OPEN_ENDED.fullmatch(bare)) and (inner := _one(found["rest"], unit)):
        return NumbersMeant(inner.least, inner.most, is_plain=False)
    return _range(bare, unit)


def _one(said: str, unit: CountUnit) -> NumbersMeant | None:
    """One number, with its unit or without; or some that add up ("1 jaar en 6 maanden")."""
    number, noun = _amount(said, unit), _noun_of(said)
    is_plain = number is not None and (noun is None or noun in OWN.get(unit, {noun}))
    if number is None:
        number = _sum(said, unit)
    if number is None or (number.denominator != 1 and is_plain):
        return None
    whole = number.numerator if number.denominator == 1 else max(1, int(number + Fraction(1, 2)))
    return NumbersMeant(whole, whole, is_plain)


def _split(said: str) -> tuple[Fraction, str] | None:
    """The number at the beginning, as long as it can be, and what comes after it."""
    if found := re.fullmatch(r"([0-9]+(?:[., ][0-9]{3})*(?:[.,][0-9]+)?)(?:[ -]?([^0-9].*))?", said):
        number = written(found[1])
        return (number, found[2] or "") if number is not None else None
    if idiom := IDIOM.fullmatch(said):
        several = written(idiom["number"])
        return (several, idiom["noun"]) if several is not None else None
    words = said.split(" ")
    for length in range(len(words), 0, -1):
        number = written(" ".join(words[:length]))
        if number is None and words[0] in ONE and length > 1:
            number = written(" ".join(words[1:length]))
        if number is not None:
            return number, " ".join(words[length:])
    return None


def _noun_of(said: str) -> str | None:
    """What stands after the number; None where nothing does."""
    found = _split(said)
    return (found[1] or None) if found else None


def _amount(said: str, unit: CountUnit) -> Fraction | None:
    found = _split(said)
    if found is None:
        return None
    number, noun = found
    if not noun:
        return number
    times = TIMES.get(unit)
    if times is not None:
        return number * times[noun] if noun in times else None
    words = re.split(r"[ /]+", noun.rstrip("."))
    if unit is CountUnit.NUMBER or not NOUN.fullmatch(noun) or any(word in NO_NOUN or in_words(word) for word in words):
        return None
    return number


def _sum(said: str, unit: CountUnit) -> Fraction | None:
    """Of two that both name what they count."""
    found = SUM.fullmatch(said)
    if found is None or unit is CountUnit.YEARS:
        return None
    parts = [found["first"], found["last"]]
    if not all(_noun_of(part) for part in parts):
        return None
    first, last = (_amount(part, unit) for part in parts)
    return first + last if first is not None and last is not None else None


def _range(said: str, unit: CountUnit) -> NumbersMeant | None:
    found = BETWEEN.fullmatch(said)
    if found is None or (found["join"] in JOINED and not OUTER.match(said)):
        return None
    last = _one(found["last"], unit)
    noun = _noun_of(found["last"])
    first = _one(f"{found['first']} {noun}", unit) if noun else None
    first = first or _one(found["first"], unit)
    if first is None or last is None or first.least > last.most:
        return None
    return NumbersMeant(first.least, last.most, is_plain=first == last and last.is_plain)
