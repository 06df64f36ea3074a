"""Stretches of time as people write them where a day is asked (a season, a quarter, a month of no year), as their first day.

What is a day, or a month of a year, is read by `matcher.answers.spellings`. Nothing raises: what is no such stretch is None."""

import re
from datetime import date, timedelta

from matcher.answers.feasts import FEASTS
from matcher.answers.relative_days import NEXT, NEXT_YEAR, relative_day
from matcher.answers.spellings import CENTURY, MONTHS, WEEKDAY, WrittenDay, day, tidy

SEASONS: dict[str, tuple[int, int]] = {
    name: first
    for names, first in (
        ("lente voorjaar spring printemps fruhling fruhjahr", (3, 21)),
        ("zomer summer ete sommer", (6, 21)),
        ("herfst najaar autumn fall automne herbst", (9, 21)),
        ("winter hiver", (12, 21)),
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
    **dict.fromkeys(("begin", "start", "early", "in", "vanaf", "from", "debut", "anfang"), 1),
    **dict.fromkeys(("half", "midden", "medio", "mid", "mi", "mitte"), 15),
    **dict.fromkeys(("eind", "einde", "late", "end", "fin", "ende"), 21),
}
"""With which day each begins."""
WORD, YEAR = r"[a-z]+", r"(?P<year>[0-9]{4})"
OF = r"(?:van |of |van de |van het |of the )?"
YEAR_ALONE = re.compile(
    r"(?:(?:(?:ergens |some ?time )?in|(?:het |the )?(?:jaar|year)|begin|start|half|midden|medio|einde?|early"
    r"|mid|late|winter)"
    r"(?: van| of)?[ -])?[0-9]{4}(?: ?[-/] ?(?:[0-9]{2}|[0-9]{4}))?"
)
"""Nobody begins "in 2027" on its first day; the winter of a year is one of two."""
SEASON = re.compile(
    rf"(?:in )?(?:de |het |the |{NEXT})?(?P<season>{WORD})(?: {OF}{YEAR}(?:[-/](?:[0-9]{{2}}|[0-9]{{4}}))?)?"
)
QUARTER = re.compile(
    rf"(?:(?:q|kwartaal |trimester |quarter )(?P<q>[1-4])|(?P<quarter>[a-z0-9]+) (?:kwartaal|trimester|quarter))"
    rf"(?:[ /-]{OF}{YEAR})?|{YEAR.replace('year', 'before')}[ -]q(?P<after>[1-4])"
)
YEAR_OF_HOUSES = re.compile(
    r"(?:in )?(?:het |the |de )?(?:(?:theater|concert|cultuur)?seizoen|season|(?:school|academie|werk)jaar|school year"
    r"|academic year)"
    r" (?P<year>(?:20)?[0-9]{2})(?: ?[-/–] ?(?P<next>(?:20)?[0-9]{2}))?"
)
FIRST_OF_SEASON = (9, 1)
"""Houses, schools and their seasons begin in September."""
FEAST = re.compile(rf"(?:in |met |at |op )?(?:de |the )?(?:{NEXT})?(?P<feast>[a-z' ]+?)(?: {OF}{YEAR})?")
AROUND = re.compile(
    r"(?:rond|omstreeks|ongeveer|around|about|circa|ca\.?|~|±"
    r"|ten vroegste|op z'n vroegst|op zijn vroegst|at the earliest"
    r"|vers|um|na|after|vanaf|from|kort na)(?: de| het| the)? ?"
)
MONTH_AND_NUMBER = re.compile(
    rf"(?:(?:in|begin|vanaf|from|early) )?(?P<month>{WORD})\.?[ /-](?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)?"
)
NUMBERED_MONTH = re.compile(r"(?P<month>[0-9]{1,2})[/-](?P<number>[0-9]{2})")
DUTCH_MONTHS = frozenset(["januari", "februari", "maart", "mrt", "mei", "juni", "juli", "augustus", "oktober", "okt"])
ENGLISH_MONTHS = frozenset(["january", "february", "march", "may", "june", "july", "august", "october", "oct"])
"""Who writes the name of a month in English may put the day behind it; in Dutch nobody does."""
YEARS_AHEAD = 10
SHORT_YEAR_BEHIND = re.compile(r" ['’]([0-9]{2})$")
PART_OF_SHORT_YEAR = re.compile(
    r"(?P<part>in|begin|half|midden|medio|einde?|early|mid|late|end of) (?P<month>[a-z]+)\.? (?P<short>[0-9]{2})"
)
YEAR_BEFORE = re.compile(rf"{YEAR} (?P<month>[a-z]+)")
WEEK = re.compile(rf"(?:in |vanaf |de |from )*week (?P<week>[0-9]{{1,2}})(?:[ /-]{OF}{YEAR})?")
BETWEEN_DAYS = re.compile(r" (?:t/m|tot en met|tot|to|until|till|-|–|—) ")
HALF_YEAR = re.compile(rf"(?:de |het |the )?(?P<half>[a-z0-9]+) (?:helft|semester|jaarhelft|half)(?: {OF}{YEAR})?")
PART_OF_MONTH = re.compile(rf"(?P<part>{WORD})[- ]{OF}(?P<month>{WORD})\.?(?: {YEAR})?")
MONTH = re.compile(rf"(?P<month>{WORD})\.?")
DAY_OF_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|e|ste|de)?(?:[-. /]+(?:of )?(?:(?P<month>{WORD})\.?"
    rf"|(?P<number>[0-9]{{1,2}})))"
)
SPAN = re.compile(
    r"(?:van |from )?(?P<first>[0-9a-z./ ]+?) ?(?:-|–|t/m|tot en met|tot|en|of|to|until|and|or"
    r"|/) ?(?P<last>[0-9a-z./ ]+)"
)


def is_year(text: str) -> bool:
    """Whether nothing closer than a year is written: too long to take a day of it."""
    tidied = tidy(text)
    return YEAR_ALONE.fullmatch(tidied) is not None or NEXT_YEAR.fullmatch(tidied) is not None


def period(text: str, on: date) -> date | None:
    """The first day of the stretch that is meant; without a year, the next one that begins after `on`.

    >>> on = date(2026, 11, 27)
    >>> [str(period(text, on)) for text in ("zomer 2027", "Q3 2027", "half maart", "oktober", "20 juni", "3-5 mei 2027")]
    ['2027-06-21', '2027-07-01', '2027-03-15', '2027-10-01', '2027-06-20', '2027-05-03']
    """
    tidied = _whole_years(WEEKDAY.sub("", tidy(text).rstrip("."), count=1), on)
    written = day(tidied) if tidied != tidy(text) else None
    if written is not None:
        return written.day
    reads = (relative_day, _week, _season, _season_of_houses, _feast, _quarter, _half_year, _part_of_month, _month)
    for read in (*reads, _month_and_number, _day_of_month, _around):
        found = read(tidied, on)
        if found is not None:
            return found
    return _span(tidied, on)


def _whole_years(tidied: str, on: date) -> str:
    """With four figures where two with an apostrophe stand for a year, and where they stand behind a part of a month; the year
    behind the name of a month."""
    whole = SHORT_YEAR_BEHIND.sub(rf" {CENTURY // 100}\1", tidied)
    found = PART_OF_SHORT_YEAR.fullmatch(whole)
    if found and on.year <= CENTURY + int(found["short"]) <= on.year + YEARS_AHEAD and found["month"] in MONTHS:
        whole = f"{found['part']} {found['month']} {CENTURY + int(found['short'])}"
    before = YEAR_BEFORE.fullmatch(whole)
    return f"{before['month']} {before['year']}" if before else whole


def either_of(text: str, on: date) -> tuple[date, date] | None:
    """The day and the month of a year that a text can be, where it says too little: "september 27"."""
    found = MONTH_AND_NUMBER.fullmatch(tidy(text))
    if found is None or found["month"] in DUTCH_MONTHS | ENGLISH_MONTHS:
        return None
    as_day, as_year = _numbered(found, on)
    return (as_day, as_year) if as_day and as_year else None


def _season(tidied: str, on: date) -> date | None:
    found = SEASON.fullmatch(tidied)
    first = SEASONS.get(found["season"]) if found else None
    if found is None or first is None:
        return None
    if found["season"] == "winter" and found["year"] and not re.search(r"[0-9]{4}[-/]", tidied):
        return None  # the one that begins in that year, or the one before it
    return _dated(first, found["year"], on)


def _season_of_houses(tidied: str, on: date) -> date | None:
    found = YEAR_OF_HOUSES.fullmatch(tidied)
    if found is None:
        return None
    year, following = (int(one) % CENTURY for one in (found["year"], found["next"] or found["year"]))
    if found["next"] and following % 100 != (year + 1) % 100:
        return None
    return _dated(FIRST_OF_SEASON, str(CENTURY + year), on)


def _feast(tidied: str, on: date) -> date | None:
    found = FEAST.fullmatch(tidied)
    falls = FEASTS.get(found["feast"]) if found else None
    if found is None or falls is None:
        return None
    if found["year"]:
        return falls(int(found["year"])) if date.min.year < int(found["year"]) < date.max.year else None
    return next(day for day in (falls(on.year), falls(on.year + 1)) if day >= on)


def _around(tidied: str, on: date) -> date | None:
    """Near a day or a stretch that is named."""
    found = AROUND.match(tidied)
    rest = tidied[found.end() :] if found else ""
    if not rest:
        return None
    written = day(rest)
    return written.day if written is not None else period(rest, on)


def _month_and_number(tidied: str, on: date) -> date | None:
    """ "Maart 27" is a month of a year, "March 27" a day; which of the two "september 27" is, `either_of` asks."""
    if found := NUMBERED_MONTH.fullmatch(tidied):
        return (
            _dated((int(found["month"]), 1), str(CENTURY + int(found["number"])), on)
            if int(found["number"]) > 12
            else None
        )
    found = MONTH_AND_NUMBER.fullmatch(tidied)
    if found is None:
        return None
    as_day, as_year = _numbered(found, on)
    if found["month"] in DUTCH_MONTHS:
        return as_year or as_day
    if found["month"] in ENGLISH_MONTHS:
        return as_day or as_year
    return None if as_day and as_year else as_day or as_year


def _numbered(found: re.Match[str], on: date) -> tuple[date | None, date | None]:
    """The number behind a month as a day, and as a year that is not past and not far away."""
    month, number = MONTHS.get(found["month"]), int(found["number"])
    if month is None:
        return None, None
    as_day = _dated((month, number), "", on)
    is_year = len(found["number"]) == len("27") and on.year <= CENTURY + number <= on.year + YEARS_AHEAD
    return as_day, _dated((month, 1), str(CENTURY + number), on) if is_year else None


def _week(tidied: str, on: date) -> date | None:
    """The Monday of a numbered week."""
    found = WEEK.fullmatch(tidied)
    if found is None:
        return None
    for year in [int(found["year"])] if found["year"] else [on.year, on.year + 1]:
        try:
            monday = date.fromisocalendar(year, int(found["week"]), 1)
        except ValueError:
            continue
        if monday >= on or found["year"]:
            return monday
    return None


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
    ends = [day(one) for one in BETWEEN_DAYS.split(tidied)]
    if len(ends) == len(("first", "last")) and ends[0] and ends[1] and ends[0].day <= ends[1].day:
        return ends[0].day
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
