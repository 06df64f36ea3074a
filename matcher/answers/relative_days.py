"""Days that are counted from today ("morgen", "over 3 maanden", "volgende maand", "next Monday"), as people write them.

The text is tidied (`matcher.answers.spellings.tidy`). Nothing raises: what is no such day is None."""

import re
from datetime import date, timedelta

from matcher.answers.count_words import CountUnit
from matcher.answers.counts import count
from matcher.engine.days import add_months

LONGEST_DAYS = 366 * 75
DAYS_AWAY = {
    **dict.fromkeys(
        ("vandaag", "today", "nu", "now", "meteen", "vanaf nu", "vanaf vandaag", "aujourd'hui", "heute"), 0
    ),
    **dict.fromkeys(("morgen", "tomorrow", "vanaf morgen", "demain"), 1),
    **dict.fromkeys(("overmorgen", "the day after tomorrow", "day after tomorrow", "apres-demain", "ubermorgen"), 2),
}
AWAY = re.compile(
    r"(?:(?:over|binnen|in|within|dans)(?: de| ongeveer| about)? (?P<after>.+)|(?P<before>.+) (?:from now"
    r"|later|vanaf nu|from today))"
)
MONTHS_IN = re.compile(
    r"(?P<many>.+?) (?P<unit>maand|maanden|mnd|month|months|mois|monat|monaten|jaar|jaren|year|years|an|ans"
    r"|jahr|jahren|kwartaal|quarter)"
)
OF_YEARS = frozenset(["jaar", "jaren", "year", "years", "an", "ans", "jahr", "jahren"])
NEXT = (
    r"(?:(?:de |the |vanaf |from )?(?:volgende?|komende?|aanstaande|eerstvolgende|next|coming|this coming|this"
    r"|deze|dit|prochain|nachste[rns]?)"
    r" )"
)
NEXT_MONTH = re.compile(
    r"(?:begin |early |vanaf |from )?(?:de |the )?(?:volgende|komende|aanstaande|next|coming"
    r"|nachsten) (?:maand|month|monat)"
    r"|(?:le )?mois prochain"
)
NEXT_WEEK = re.compile(
    r"(?:begin |early |vanaf |from )?(?:de |the )?(?:volgende|komende|aanstaande|next|coming|nachste) (?:week"
    r"|woche)|(?:la )?semaine prochaine"
)
NEXT_YEAR = re.compile(
    r"(?:(?:ergens |some ?time |in |begin |early |eind |late |vanaf |from )*)(?:het |the )?(?:volgende?"
    r"|komende?|next|dit|this|coming)"
    r" (?:jaar|year|seizoen|season|schooljaar)|l'annee prochaine"
)
"""Too wide to count from."""
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag monday lundi montag",
            "dinsdag tuesday mardi dienstag",
            "woensdag wednesday mercredi mittwoch",
            "donderdag thursday jeudi donnerstag",
            "vrijdag friday vendredi freitag",
            "zaterdag saturday samedi samstag",
            "zondag sunday dimanche sonntag",
        )
    )
    for name in names.split()
}
WEEKDAY_TO_COME = re.compile(rf"{NEXT}?(?P<name>[a-z]+)")


def relative_day(tidied: str, on: date) -> date | None:
    """The day that is meant, counted from `on`; that of next week is its Monday, that of next month its first.

    >>> on = date(2026, 11, 27)
    >>> [str(relative_day(text, on)) for text in ("morgen", "over 3 maanden", "next month", "volgende week", "maandag")]
    ['2026-11-28', '2027-02-27', '2026-12-01', '2026-11-30', '2026-11-30']
    """
    if tidied in DAYS_AWAY:
        return _later(on, DAYS_AWAY[tidied])
    if NEXT_MONTH.fullmatch(tidied):
        return add_months(on.replace(day=1), 1)
    if NEXT_WEEK.fullmatch(tidied):
        return _later(on, 7 - on.weekday())
    if (found := WEEKDAY_TO_COME.fullmatch(tidied)) and found["name"] in WEEKDAYS:
        return _later(on, (WEEKDAYS[found["name"]] - on.weekday() - 1) % 7 + 1)
    return _away(tidied, on)


def _away(tidied: str, on: date) -> date | None:
    found = AWAY.fullmatch(tidied)
    if found is None:
        return None
    many = found["after"] or found["before"]
    months = count(many, CountUnit.MONTHS) if MONTHS_IN.fullmatch(many) else None
    if months is not None and months.least == months.most:
        return add_months(on, months.least) if months.least * 31 <= LONGEST_DAYS else None
    days = count(many, CountUnit.DAYS) if not many.isdecimal() else None
    return _later(on, days.least) if days is not None and days.least == days.most else None


def _later(on: date, days: int) -> date | None:
    return on + timedelta(days) if days <= LONGEST_DAYS else None
