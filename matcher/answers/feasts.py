"""Feasts by which people say when: the day on which each falls in a year."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

HUNDRED = 100


def easter(year: int) -> date:
    """By the Gregorian computus (Meeus, Jones and Butcher).

    >>> easter(2027), easter(2028)
    (datetime.date(2027, 3, 28), datetime.date(2028, 4, 16))
    """
    golden, (century, short) = year % 19, divmod(year, HUNDRED)
    leap_century, rest_century = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_century - moon + 15) % 30
    leap, rest = divmod(short, 4)
    weekday = (32 + 2 * rest_century + 2 * leap - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def every_year(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _by_name() -> dict[str, Callable[[int], date]]:
    feasts = (
        ("goede vrijdag|good friday|vendredi saint|karfreitag", after_easter(-2)),
        ("pasen|paaszondag|easter|easter sunday|paques|ostern", after_easter(0)),
        ("paasmaandag|easter monday", after_easter(1)),
        ("hemelvaart|ons heer hemelvaart|ascension|ascension day", after_easter(39)),
        ("pinksteren|pentecost|whitsun|pentecote|pfingsten", after_easter(49)),
        ("pinkstermaandag|whit monday", after_easter(50)),
        ("nieuwjaar|new year|new year's day|nieuwjaarsdag", every_year(1, 1)),
        ("dag van de arbeid|labour day", every_year(5, 1)),
        ("zomervakantie|grote vakantie|summer holiday|summer holidays|summer vacation", every_year(7, 1)),
        ("allerheiligen|all saints|all saints' day", every_year(11, 1)),
        ("kerst|kerstmis|kerstdag|christmas|noel|weihnachten", every_year(12, 25)),
    )
    return {name: day for names, day in feasts for name in names.split("|")}


FEASTS: Mapping[str, Callable[[int], date]] = MappingProxyType(_by_name())
