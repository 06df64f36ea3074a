"""Counted things as people write them ("5 dagen", "een maand", "solo", "2-3 partners", "minstens 18 jaar"): a text to numbers.

What each box counts is a `CountUnit`; other units of the same kind are converted. Nothing raises: what is no count is None."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from matcher.answers.number_words import ONE, in_words, written
from matcher.answers.spellings import tidy


class CountUnit(StrEnum):
    """What a box counts."""

    NUMBER = "number"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    """Of age."""
    PEOPLE = "people"
    PARTNERS = "partners"
    WORKS = "works"


@dataclass(frozen=True, slots=True)
class NumbersMeant:
    """The least and the most that is meant: one number twice, but for a range. `is_plain`: as the box counts it itself."""

    least: int
    most: int
    is_plain: bool = True


def named(*words: str) -> frozenset[str]:
    return frozenset(word for some in words for word in some.split())


DAY = named("dag dagen dagje d day days jour jours tag tage werkdag werkdagen workday workdays speeldag speeldagen")
NIGHT = named("nacht nachten night nights nuit nuits nacht nachte")
WEEK = named("week weken weekje w wk weeks wks semaine semaines woche wochen")
WEEKEND = named("weekend weekends weekeinde")
MONTH = named("maand maanden maandje mnd mnd. mo month months mois monat monate")
QUARTER = named("kwartaal kwartalen quarter quarters")
YEAR = named("jaar jaren jaartje jr jr. j year years yr yrs yr. y an ans annee annees jahr jahre jarige jarigen yo")
DAYS_OF_YEAR, MONTHS_OF_YEAR = 365, 12
FORTNIGHT = named("fortnight fortnights")
IN_DAYS = {DAY: 1, NIGHT: 1, WEEK: 7, FORTNIGHT: 14, WEEKEND: 2, MONTH: 30, QUARTER: 91, YEAR: DAYS_OF_YEAR}
IN_MONTHS = {
    MONTH: Fraction(1),
    YEAR: Fraction(MONTHS_OF_YEAR),
    QUARTER: Fraction(3),
    WEEK: Fraction(7 * MONTHS_OF_YEAR, DAYS_OF_YEAR),
    DAY: Fraction(MONTHS_OF_YEAR, DAYS_OF_YEAR),
}


def each(table: Mapping[frozenset[str], int | Fraction]) -> Mapping[str, Fraction]:
    return MappingProxyType({word: Fraction(times) for words, times in table.items() for word in words})


TIMES: Mapping[CountUnit, Mapping[str, Fraction]] = {
    CountUnit.DAYS: each(IN_DAYS),
    CountUnit.MONTHS: each(IN_MONTHS),
    CountUnit.YEARS: each({YEAR: 1}),
}
"""The words that a unit takes, and how many of it each is. The others take any noun that is none of these."""
OWN = {CountUnit.DAYS: DAY, CountUnit.MONTHS: MONTH, CountUnit.YEARS: YEAR}
OF_TIME = frozenset(word for words in (*IN_DAYS, *IN_MONTHS) for word in words if len(word) > 1) | named(
    "uur uren hour hours minuut minuten minutes"
)
VAGUE = named(
    "gezin familie family koppel klasgroep school compagnie company bus delegatie delegation"
    " paar few lot couple hoop heleboel aantal groep groepje group koor choir bunch handvol handful ensemble gezelschap orkest"
    " orchestra band klas class team veel many several enkele some"
)
NO_NOUN = (
    OF_TIME
    | VAGUE
    | named(
        "euro euros eur k duizend thousand mln miljoen million procent percent pct km niet not geen no of or en and per op uit"
        " tot to keer maal times x jaarlijks weet ofzo misschien maybe"
        " e de ste st nd rd th m"
    )
)
NOUN = re.compile(r"(?:[a-z][a-z'’-]*\.? ?(?:/ ?)?){1,4}")
NONE = re.compile(
    r"(?:nog |momenteel |voorlopig )?(?:geen|niemand|none|nobody|no one|no|nul|zero|nihil|aucun|keine?)"
    r"(?: (?:enkele|een|one|at all|yet|nog|buitenlandse|foreign|buitenland|abroad|in|het|partners?|organisaties?"
    r"|organi[sz]ations?|mensen|people|dagen|days|partenaires?|partner))*"
)
ALONE = re.compile(
    r"(?:ik )?(?:ga )?(?:solo|alleen|alone|seule?|allein|enkel ik|alleen ik|ik alleen|ik|ikzelf|mezelf|me|just me"
    r"|only me|myself"
    r"|by myself|(?:op|in) m(?:ij|')n eentje)(?:project|voorstelling| show| project| artist)?"
)
ENSEMBLES = {
    "duo": 2, "trio": 3, "kwartet": 4, "quartet": 4, "kwintet": 5, "quintet": 5, "sextet": 6, "septet": 7, "octet": 8, "nonet": 9,
}  # fmt: skip
TOGETHER = re.compile(
    r"(?:wij |we zijn |we are |we gaan )?(?:(?:met|per) )?(?:ons |z'?n |zijn |hun |the )?(?P<how>[a-z]+)(?: of us)?"
)
CALLED = re.compile(r" of us$|^(?:wij|we zijn|we are|ons) ")
GROUPED = {
    word: number
    for number, word in enumerate(
        (
            "tweeen",
            "drieen",
            "vieren",
            "vijven",
            "zessen",
            "zevenen",
            "achten",
            "negenen",
            "tienen",
            "elven",
            "twaalven",
        ),
        start=2,
    )
}
IN_BRACKETS = re.compile(r" ?\([^()]*\)$")
"""What somebody adds: "2 (Berlin and Paris)"."""
LEAST = re.compile(
    r"(?:minstens|zeker|minimaal|minimum|min\.?|ten ?minste|at least|vanaf|from|au moins|mindestens|>=|≥) ?"
)
MOST = re.compile(
    r"(?:hoogstens|maximaal|maximum|max\.?|ten hoogste|at most|up to|no more than|niet meer dan"
    r"|tot(?: en met)?|t/m|jusqu'a"
    r"|hochstens|<=|≤) ?"
)
OVER = re.compile(
    r"(?:meer dan|more than|over(?: the)?|ouder dan|older than|langer dan|longer than|boven(?: de)?|above|>) ?"
)
UNDER = re.compile(
    r"(?:minder dan|less than|fewer than|under(?: the)?|onder(?: de)?|jonger dan|younger than|korter dan|<) ?"
)
ABOUT = re.compile(
    r"(?:ongeveer|ong\.|ca\.?|circa|zowat|zo'n|een stuk of|rond(?: de)?|omstreeks|about|around"
    r"|approx(?:imately|\.)?|roughly|some"
    r"|environ|etwa|±|\+/-|~|gedurende|voor|for|met|with|in totaal|samen|leeftijd|aged?|telkens|elk) ?"
)
BEHIND = re.compile(
    r" (?:lang|long|in totaal|in total|totaal|total|samen|together|oud|old|yet|of age|ongeveer|of zo|or so"
    r"|max\.?|maximaal|maximum)$"
)
OPEN_ENDED = re.compile(
    r"(?P<rest>.+?)(?: ?\+| of meer| or more| of ouder| or older| and over| en meer|-plus| plus| minstens| minimum)"
)
NUMBER = r"(?:[0-9]+(?:[., ][0-9]{3})*(?:[.,][0-9]+)?|[a-z½]+(?:[ -][a-z½]+){0,4})"
BETWEEN = re.compile(
    rf"(?:tussen(?: de)? |between |van |from |entre |zwischen )?(?P<first>{NUMBER}(?: [a-z.]+)??) ?"
    r"(?P<join>-|–|—|tot en met|t/m|tot|a|of|en|to|until|or|and|ou|oder|bis|/) ?"
    rf"(?P<last>{NUMBER}(?:[ -]?[a-z'’.-]+){{0,4}})"
)
JOINED = ("en", "and", "/")
"""Between two numbers without "tussen" before them they add up, or say nothing."""
OUTER = re.compile(r"(?:tussen|between|entre|zwischen) ")
SUM = re.compile(r"(?P<first>.+?) ?(?:,|\+| en | and | plus ) ?(?P<last>.+)")
IDIOM = re.compile(r"een (?P<noun>[a-z]+) of (?P<number>[a-z0-9]+)")
"""As in "een week of twee"."""


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
    found = _amount(said, unit)
    if found is None:
        found = _sum(said, unit)
        is_plain = False
    else:
        number, times = found, _unit_of(said, unit)
        is_plain = times is None or times in OWN.get(unit, {times})
        found = number
    if found is None or (found.denominator != 1 and is_plain):
        return None
    whole = found.numerator if found.denominator == 1 else max(1, int(found + Fraction(1, 2)))
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


def _unit_of(said: str, unit: CountUnit) -> str | None:
    """The word after the number; None where there is none."""
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
    if not all(_unit_of(part, unit) for part in parts):
        return None
    first, last = (_amount(part, unit) for part in parts)
    return first + last if first is not None and last is not None else None


def _range(said: str, unit: CountUnit) -> NumbersMeant | None:
    found = BETWEEN.fullmatch(said)
    if found is None or (found["join"] in JOINED and not OUTER.match(said)):
        return None
    last = _one(found["last"], unit)
    noun = _unit_of(found["last"], unit)
    first = _one(f"{found['first']} {noun}", unit) if noun else None
    first = first or _one(found["first"], unit)
    if first is None or last is None or first.least > last.most:
        return None
    return NumbersMeant(first.least, last.most, is_plain=first == last and last.is_plain)
