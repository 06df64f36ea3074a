"""Stretches of time as people write them where a day is asked (a season, a quarter, a month of no year), as their first day.

What is a day, or a month of a year, is read by `matcher.answers.spellings`. Nothing raises: what is no such stretch is None."""

import re
from datetime import date, timedelta

from matcher.answers.spellings import MONTHS, WEEKDAY, WrittenDay, day, tidy

SEASONS: dict[str, tuple[int, int]] = {
    name: first
    for names, first in (
        ("lente voorjaar spring", (3, 21)),
        ("zomer summer", (6, 21)),
        ("herfst najaar autumn fall", (9, 21)),
        ("winter", (12, 21)),
    )
    for name in names.split()
}
"""By the calendar: the month and the day on which each begins."""
ORDINALS = {
    **dict.fromkeys(("1", "1e", "1ste", "1st", "eerste", "first"), 1),
    **dict.fromkeys(("2", "2e", "2de", "2nd", "tweede", "second"), 2),
    **dict.fromkeys(("3", "3e", "3de", "3rd", "derde", "third"), 3),
    **dict.fromkeys(("4", "4e", "4de", "4th", "vierde", "fourth"), 4),
}
PARTS_OF_MONTH = {
    **dict.fromkeys(("begin", "start", "early", "in", "vanaf", "from"), 1),
    **dict.fromkeys(("half", "midden", "medio", "mid"), 15),
    **dict.fromkeys(("eind", "einde", "late", "end"), 21),
}
"""With which day each begins."""
WORD, YEAR = r"[a-z]+", r"(?P<year>[0-9]{4})"
OF = r"(?:van |of |van de |van het |of the )?"
YEAR_ALONE = re.compile(
    r"(?:(?:(?:ergens |some ?time )?in|(?:het |the )?(?:jaar|year)|begin|start|half|midden|medio|einde?|early|mid|late|winter)"
    r"(?: van| of)?[ -])?[0-9]{4}(?: ?[-/] ?(?:[0-9]{2}|[0-9]{4}))?"
)
"""Nobody begins "in 2027" on its first day; the winter of a year is one of two."""
SEASON = re.compile(rf"(?:in )?(?:de |het |the )?(?P<season>{WORD})(?: {OF}{YEAR}(?:[-/](?:[0-9]{{2}}|[0-9]{{4}}))?)?")
QUARTER = re.compile(
    rf"(?:q(?P<q>[1-4])|(?P<quarter>[a-z0-9]+) (?:kwartaal|trimester|quarter))(?:[ -]{OF}{YEAR})?"
    rf"|{YEAR.replace('year', 'before')}[ -]q(?P<after>[1-4])"
)
HALF_YEAR = re.compile(rf"(?:de |het |the )?(?P<half>[a-z0-9]+) (?:helft|semester|jaarhelft|half)(?: {OF}{YEAR})?")
PART_OF_MONTH = re.compile(rf"(?P<part>{WORD})[- ]{OF}(?P<month>{WORD})\.?(?: {YEAR})?")
MONTH = re.compile(rf"(?P<month>{WORD})\.?")
DAY_OF_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|e|ste|de)?(?:[-. /]+(?:of )?(?:(?P<month>{WORD})\.?|(?P<number>[0-9]{{1,2}})))"
)
SPAN = re.compile(
    r"(?:van |from )?(?P<first>[0-9a-z./ ]+?) ?(?:-|–|t/m|tot en met|tot|en|of|to|until|and|or|/) ?(?P<last>[0-9a-z./ ]+)"
)


def is_year(text: str) -> bool:
    """Whether nothing closer than a year is written: too long to take a day of it."""
    return YEAR_ALONE.fullmatch(tidy(text)) is not None


def period(text: str, on: date) -> date | None:
    """The first day of the stretch that is meant; without a year, the next one that begins after `on`.

    >>> on = date(2026, 11, 27)
    >>> [str(period(text, on)) for text in ("zomer 2027", "Q3 2027", "half maart", "oktober", "20 juni", "3-5 mei 2027")]
    ['2027-06-21', '2027-07-01', '2027-03-15', '2027-10-01', '2027-06-20', '2027-05-03']
    """
    tidied = WEEKDAY.sub("", tidy(text), count=1)
    for read in (_season, _quarter, _half_year, _part_of_month, _month, _day_of_month):
        found = read(tidied, on)
        if found is not None:
            return found
    return _span(tidied, on)


def _season(tidied: str, on: date) -> date | None:
    found = SEASON.fullmatch(tidied)
    first = SEASONS.get(found["season"]) if found else None
    if found is None or first is None:
        return None
    if found["season"] == "winter" and found["year"] and not re.search(r"[0-9]{4}[-/]", tidied):
        return None  # the one that begins in that year, or the one before it
    return _dated(first, found["year"], on)


def _quarter(tidied: str, on: date) -> date | None:
    found = QUARTER.fullmatch(tidied)
    number = ORDINALS.get(found["q"] or found["quarter"] or found["after"]) if found else None
    return _dated((3 * number - 2, 1), found["year"] or found["before"], on) if found and number else None


def _half_year(tidied: str, on: date) -> date | None:
    found = HALF_YEAR.fullmatch(tidied)
    number = ORDINALS.get(found["half"]) if found else None
    return _dated((6 * number - 5, 1), found["year"], on) if found and number in (1, 2) else None


def _part_of_month(tidied: str, on: date) -> date | None:
    found = PART_OF_MONTH.fullmatch(tidied)
    begins, month = (PARTS_OF_MONTH.get(found["part"]), MONTHS.get(found["month"])) if found else (None, None)
    return _dated((month, begins), found["year"], on) if found and begins and month else None


def _month(tidied: str, on: date) -> date | None:
    found = MONTH.fullmatch(tidied)
    month = MONTHS.get(found["month"]) if found else None
    return _dated((month, 1), "", on) if month else None


def _day_of_month(tidied: str, on: date) -> date | None:
    found = DAY_OF_MONTH.fullmatch(tidied)
    month = (MONTHS.get(found["month"]) if found["month"] else int(found["number"])) if found else None
    return _dated((month, int(found["day"])), "", on) if found and month else None


def _span(tidied: str, on: date) -> date | None:
    """From a day or a month to another: "3-5 mei 2027", "juni tot augustus". What the first lacks stands with the last."""
    found = SPAN.fullmatch(tidied)
    if found is None:
        return None
    last = _day_or_period(found["last"], on)
    if last is None:
        return None
    if found["first"].isdigit():
        tries = [f"{found['first']} {found['last'].partition(' ')[2]}"]
    else:
        year = re.search(r" [0-9]{4}$", found["last"])
        tries = [found["first"], found["first"] + (year[0] if year else "")]
    firsts = [first for one in tries if (first := _day_or_period(one, on)) is not None and first <= last]
    return max(firsts, default=None)


def _day_or_period(text: str, on: date) -> date | None:
    written: WrittenDay | None = day(text)
    if written is not None:
        return written.day
    return next((found for read in (_part_of_month, _month, _day_of_month) if (found := read(text, on))), None)


def _dated(first: tuple[int, int], year: str | None, on: date) -> date | None:
    """That day of the year, or else the next one after `on`; None where no year has it."""
    years = [int(year)] if year else [on.year, on.year + 1]
    for one in years:
        try:
            found = date(one, *first)
        except ValueError:
            continue
        if year or found > on - timedelta(days=1):
            return found
    return None
