"""Amounts and days as people in Belgium write them, in Dutch and in English: a text to a value, without a language. Days may
have their months in French and in German too.

Nothing raises: what is no amount or no day is None. Only the digits 0 to 9 count as digits."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from matcher.answers.number_words import HALVES, in_words

MOST_LETTERS = 40
"""Nobody writes an amount or a day that is longer."""
THOUSAND = 1000
LEAST_IN_WORDS = 100

EURO = r"(?:€|eur(?:o|os|o's)?)?"
ABOUT = re.compile(
    r"(?:ca\.?|circa|±|\+/-|~|ong\.|ongeveer|zowat|zo'n|zeker|naar schatting|bijna|rond(?: de)?|about|around"
    r"|approx(?:imately|\.)?|roughly|almost"
    r"|nearly|maximaal|maximum|max\.?|(?:ten )?hoogste(?:ns)?|hoogstens|niet meer dan|at most|no more than"
    r"|up to|tot|onder(?: de)?"
    r"|under|minder dan|less than|below|minimaal|minimum|minstens|min\.|ten ?minste|at least|vanaf|from"
    r"|meer dan|more than|boven"
    r"|over|above|environ|etwa|[<>]=?|[≤≥=])\s*"
)
BEHIND = re.compile(
    r"(?:\s*\+| (?:max\.?|maximaal|maximum|ongeveer|ca\.?|of meer|or more|of minder|or less|in totaal|in total"
    r"|all in))$"
)
TIMES = {
    **dict.fromkeys(("k", "duizend", "thousand", "mille"), THOUSAND),
    "ton": 100 * THOUSAND,
    **dict.fromkeys(("m", "mln", "mln.", "mio", "miljoen", "million", "millions"), THOUSAND * THOUSAND),
}
MONEY = re.compile(
    rf"{EURO}\s*(?P<number>[0-9][0-9., ]*?)\s*(?P<times>{'|'.join(map(re.escape, TIMES))})?\s*"
    rf"(?P<dash>[.,][-–—=]{{1,2}})?\s*{EURO}\.?"
)
"""The euro before or after, "k" and "miljoen" behind it, ",-" for no cents."""
IN_WORDS = re.compile(rf"{EURO}\s*(?P<words>[a-z½][a-z½ -]*?)\s*{EURO}")
RANGE = re.compile(
    r"(?:tussen(?: de)? |between |van |from )?(?P<first>.+?)\s*(?:-|–|—|tot en met|t/m|tot| a | of | en |to"
    r"| or | and )\s*(?P<last>.+)"
)
APOSTROPHE = re.compile(r"(?<=[0-9])['’](?=[0-9]{3})")
"""As the Swiss part thousands."""
PLAIN = re.compile(r"[0-9]+")
ONE_MARK = re.compile(r"(?P<first>[1-9][0-9]{0,2})(?P<mark>[.,])(?P<three>[0-9]{3})")
SPACES = re.compile(r"\s+")
ACCENTS = re.compile("[\u0300-\u036f]")

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan janvier januar janv",
            "februari february feb febr fevrier februar fevr",
            "maart march mrt mar mars marz maerz",
            "april apr avril avr",
            "mei may mai",
            "juni june jun juin",
            "juli july jul juillet juil",
            "augustus august aug aout",
            "september sep sept septembre",
            "oktober october okt oct octobre",
            "november nov novembre",
            "december dec decembre dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})(?:[-/. ](?P<day>[0-9]{1,2}))?")
DAY_FIRST = re.compile(r"(?:(?P<day>[0-9]{1,2})[-/. ])?(?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})")
SHORT_YEAR = re.compile(r"(?P<day>[0-9]{1,2})[-/. ](?P<month>[0-9]{1,2})[-/. ]'?(?P<short>[0-9]{2})")
"""Two figures stand for a year only where a day and a month stand before it."""
WITH_MONTH = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|e|ste|de)?[-. ]+(?:of )?)?(?P<month>[a-z]+)\.?[-, ]+(?P<year>[0-9]{4})"
)
WITH_SHORT_YEAR = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|e|ste"
    r"|de)?[-. ]+(?:of )?)(?P<month>[a-z]+)\.?[-, ]+['’]?(?P<short>[0-9]{2})"
    r"|(?P<only_month>[a-z]+)\.? ['’](?P<of_year>[0-9]{2})"
)
BEGINNING = re.compile(
    r"^(?:begin|start|early|vanaf|from|since|sinds|in|op|on|le|am|den|de|the|debut|anfang) (?:van |of |de |den |the )?"
)
DAYS_OF_WEEK = {
    name: number
    for number, names in enumerate(
        (
            "maandag ma monday mon lundi montag",
            "dinsdag di tuesday tue mardi dienstag",
            "woensdag wo wednesday wed mercredi mittwoch",
            "donderdag do thursday thu jeudi donnerstag",
            "vrijdag vr friday fri vendredi freitag",
            "zaterdag za saturday sat samedi samstag",
            "zondag zo sunday sun dimanche sonntag",
        )
    )
    for name in names.split()
}
"""By name, as `date.weekday` counts."""
WEEKDAY = re.compile(
    rf"^(?:on |op |le |am )?(?P<name>{'|'.join(DAYS_OF_WEEK)})\.?,? (?:(?:the|de|den|le) )?(?=[0-9a-z])"
)
CENTURY = 2000
MINUS = ("-", "\u2212", "\u2013")
MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})")


def tidy(text: str) -> str:
    """In small letters without accents, with single plain spaces, whatever kind of space was typed; "" for what is too long to be
    meant."""
    if len(text) > MOST_LETTERS:
        return ""
    tidied = SPACES.sub(" ", text).strip().casefold()
    return tidied if tidied.isascii() else ACCENTS.sub("", unicodedata.normalize("NFD", tidied))


def amounts(text: str) -> tuple[int, ...]:
    """Whole euros, cents dropped: none where it is no amount, two where it can be read in two ways.

    The last mark with one or two digits after it parts the cents; marks with three digits after them part the thousands.
    A single mark before three digits can be either: which of the two it is says the language of who writes, and `amount`.

    >>> amounts("€ 30 000,50"), amounts("30k"), amounts("30.000,-"), amounts("30,000"), amounts("1,500"), amounts("veel")
    ((30000,), (30000,), (30000,), (30000,), (1500, 1), ())
    """
    bare = _bare(text)
    found = MONEY.fullmatch(bare)
    if not found:
        return _in_words(bare)
    number, dash = found["number"], found["dash"] or ""
    times = TIMES.get(found["times"] or "", 1)
    either = ONE_MARK.fullmatch(number)
    if either and not dash and either["three"] != "000":
        whole = int(either["first"])
        return (whole * 1000 + int(either["three"])) * times, whole * times + int(either["three"]) * times // 1000
    cents = _cents_mark(number, dash)
    whole_part, _mark, rest = number.partition(cents) if cents else (number, "", "")
    digits = _without_thousands(whole_part, cents)
    if digits is None:
        return ()
    return (int(digits) * times + (int(rest) * times // 10 ** len(rest) if rest else 0),)


def _bare(text: str) -> str:
    """Without what stands before or behind an amount and changes nothing of it."""
    tidied = APOSTROPHE.sub(" ", tidy(text))
    before = ABOUT.match(tidied)
    return BEHIND.sub("", tidied[before.end() :] if before else tidied)


def _in_words(bare: str) -> tuple[int, ...]:
    """ "Dertigduizend euro". A number below a hundred is no amount that anybody writes in words."""
    found = IN_WORDS.fullmatch(bare)
    words = found["words"] if found else ""
    half = next((half for half in HALVES if words.startswith(f"{half} ") and words[len(half) + 1 :] in TIMES), "")
    if half:
        return (int(HALVES[half] * TIMES[words[len(half) + 1 :]]),)
    number = in_words(words) if len(words) > 1 else None
    return (number,) if number is not None and number >= LEAST_IN_WORDS else ()


def amount_range(text: str) -> tuple[int, int] | None:
    """The least and the most euros of what lies between two amounts; "k" behind the last counts for the first too.

    >>> amount_range("5-10k"), amount_range("tussen 5000 en 10.000 euro"), amount_range("30.000,-"), amount_range("10k-5k")
    ((5000, 10000), (5000, 10000), None, None)
    """
    found = RANGE.fullmatch(_bare(text)) if not amounts(text) else None
    if not found:
        return None
    firsts, lasts = amounts(found["first"]), amounts(found["last"])
    times = re.search(rf"({'|'.join(map(re.escape, TIMES))})\s*{EURO}$", found["last"])
    if times and lasts and (scaled := amounts(f"{found['first']} {times[1]}")) and scaled[0] < lasts[0]:
        firsts = scaled
    return (firsts[0], lasts[0]) if firsts and lasts and 0 <= firsts[0] < lasts[0] else None


def drops_cents(text: str) -> bool:
    """Whether an amount that can be read in one way has cents beside its whole euros.

    >>> drops_cents("€ 1.250,75"), drops_cents("1250,00"), drops_cents("1,5k"), drops_cents("1.500")
    (True, False, False, False)
    """
    found = MONEY.fullmatch(_bare(text))
    if not found or len(amounts(text)) != 1:
        return False
    number = found["number"]
    cents = _cents_mark(number, found["dash"] or "")
    rest = number.partition(cents)[2] if cents else ""
    return bool(rest) and int(rest) * TIMES.get(found["times"] or "", 1) % 10 ** len(rest) != 0


def _cents_mark(number: str, dash: str) -> str:
    """The mark that parts the cents, "" for none."""
    if dash:
        return dash[0]
    last = re.search(r"([.,])[0-9]{1,2}$", number)
    return last[1] if last and number.count(last[1]) == 1 else ""


def _without_thousands(whole: str, cents: str) -> str | None:
    """The digits of an amount without the marks between its thousands; None where they do not stand by three."""
    if PLAIN.fullmatch(whole):
        return whole
    marks = {letter for letter in whole if not letter.isdigit()}
    mark = marks.pop()
    if marks or mark == cents or not re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+", whole):
        return None
    return whole.replace(mark, "")


def amount(text: str, *, marks_thousands: str) -> int | tuple[int, ...]:
    """One amount where it is clear which; else the readings there are, none for what is no amount.

    `marks_thousands` is the mark between thousands there: "." in Dutch, "," in English; before "k" it may be either.

    >>> amount("1.500", marks_thousands="."), amount("1,500", marks_thousands="."), amount("1.250k", marks_thousands=".")
    (1500, (1500, 1), (1250000, 1250))
    """
    readings, found = amounts(text), MONEY.fullmatch(_bare(text))
    is_usual = found is not None and marks_thousands in text and not found["times"]
    return readings[0] if len(readings) == 1 or (readings and is_usual) else readings


def whole_number(text: str) -> int | None:
    """A number without cents, thousands parted by dots or spaces or by nothing.

    >>> whole_number("12"), whole_number("1 200"), whole_number("2,5")
    (12, 1200, None)
    """
    tidied = tidy(text)
    if re.fullmatch(r"[0-9]{1,3}(?:[. ][0-9]{3})+", tidied):
        tidied = re.sub(r"[. ]", "", tidied)
    return int(tidied) if PLAIN.fullmatch(tidied) else None


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day, and whether only its month was written: then it is the first of it."""

    day: date
    is_month: bool


def day(text: str) -> WrittenDay | None:
    """The day that is meant; the day stands before the month, as Belgians write it.

    >>> day("20/6/2027"), day("juni 2027")
    (WrittenDay(day=datetime.date(2027, 6, 20), is_month=False), WrittenDay(day=datetime.date(2027, 6, 1), is_month=True))
    """
    tidied = BEGINNING.sub("", WEEKDAY.sub("", tidy(text), count=1), count=1)
    patterns = (YEAR_FIRST, DAY_FIRST, SHORT_YEAR, WITH_MONTH, MONTH_FIRST, WITH_SHORT_YEAR)
    for found in filter(None, (pattern.fullmatch(tidied) for pattern in patterns)):
        written = found.groupdict()
        month = written.get("month") or written.get("only_month") or ""
        short = written.get("short") or written.get("of_year")
        year = CENTURY + int(short) if short else int(written["year"] or 0)
        number = MONTHS.get(month) or (int(month) if PLAIN.fullmatch(month) else 0)
        try:
            return WrittenDay(date(year, number, int(written["day"] or 1)), is_month=written["day"] is None)
        except ValueError:
            continue
    return None


def has_other_weekday(text: str, on: date) -> bool:
    """Whether the name of a day of the week stands before a date that falls on another.

    >>> has_other_weekday("maandag 20 juni 2027", date(2027, 6, 20)), has_other_weekday("zo 20 juni 2027", date(2027, 6, 20))
    (True, False)
    """
    found = WEEKDAY.match(tidy(text))
    return found is not None and DAYS_OF_WEEK[found["name"]] != on.weekday()


def is_below_nought(text: str) -> bool:
    """Whether it is a number or an amount with a minus before it: it is one, but out of any range that is asked for.

    >>> is_below_nought("-5"), is_below_nought("\u2212 1.000 euro"), is_below_nought("-"), is_below_nought("30.000,-")
    (True, True, False, False)
    """
    tidied = tidy(text)
    return tidied[:1] in MINUS and bool(amounts(tidied[1:].strip()))
