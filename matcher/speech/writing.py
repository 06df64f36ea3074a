"""Amounts, days, numbers and enumerations as they are written, in the active language."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_noop, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from matcher.engine.money import Per, Sum

MOST_NAMED = 7


def euros(amount: int) -> str:
    """€ 30.000 in Dutch, € 30,000 in English, with a space that does not break."""
    return f"€\u00a0{number_format(amount, use_l10n=True, force_grouping=True)}"


def euros_exactly(amount: Decimal) -> str:
    """With its cents, where it has some: € 85, € 171,90, € 0,4259."""
    places = 0 if amount == int(amount) else max(2, len(str(amount.normalize()).partition(".")[2]))
    return f"€\u00a0{number_format(amount, places, use_l10n=True, force_grouping=True)}"


def at_most(amount: int | None, percent: int | None) -> str:
    """An amount, a share or both, as the most that is paid."""
    share = _("%(percent)d%% of the costs") % {"percent": percent} if percent is not None else ""
    return all_of(filter(None, [euros(amount) if amount is not None else "", share]))


def long_date(day: date) -> str:
    return date_format(day, "j F Y")


CAPITAL_MONTHS = frozenset({"en"})
"""The languages in which the name of a month begins with a capital: that of one in short does not by itself."""


def short_month(day: date) -> str:
    """mrt in Dutch, Mar in English."""
    name = date_format(day, "b")
    return name.capitalize() if (get_language() or "")[:2] in CAPITAL_MONTHS else name


SOURCE_PHRASES = (
    gettext_noop("the newer version names the ceiling"),
    gettext_noop("page undated"),
    gettext_noop("written end of"),
    gettext_noop("or earlier"),
    gettext_noop("or later"),
    gettext_noop("about 20"),
)
"""What the dossier says of a source whose day it does not know. What staff write themselves stands as they wrote it."""


WITH_ARTICLE: dict[str, dict[str, frozenset[str]]] = {
    "en": {
        "the": frozenset(
            {"AE", "AX", "BQ", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "GB", "GM", "IM", "IO", "KM", "KY", "MH"}
            | {"MP", "MV", "NL", "PH", "PN", "PS", "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI"}
            | {"ES-CN", "ES-IB", "ES-PV", "PT-20", "x-be-dg", "x-be-fwb", "x-be-vlg"}
        )
    },
    "nl": {
        "de": frozenset(
            {"AE", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "KM", "KY", "MH", "MP", "MV", "PH", "PN", "PS", "SB"}
            | {"SC", "TC", "TF", "UM", "US", "VG", "VI"}
            | {"ES-CN", "ES-IB", "PT-20", "x-be-dg", "x-be-fwb", "x-be-vlg"}
        ),
        "het": frozenset({"GB", "IO", "ES-PV"}),
    },
}
"""The places whose name has an article before it in a sentence, by language and article: the Netherlands, de Faeröer."""


def in_a_sentence(code: str, name: str) -> str:
    """The name of a place, as it is written inside a sentence."""
    articles = WITH_ARTICLE.get((get_language() or "")[:2], {})
    article = next((one for one, codes in articles.items() if code in codes), "")
    return f"{article} {name}" if article else name


def known_day(day: str) -> str:
    """A day as precisely as it is known: 2026, februari 2026, 28 februari 2026; "2024 or later" in the language of the page."""
    try:
        if len(day) == len("2026-02"):
            return date_format(date.fromisoformat(f"{day}-01"), "F Y")
        if len(day) == len("2026-02-28"):
            return long_date(date.fromisoformat(day))
    except ValueError:
        pass
    return as_told(day)


def as_told(text: str) -> str:
    """A text about a source, its usual phrases in the language of the page."""
    for phrase in SOURCE_PHRASES:
        text = text.replace(phrase, _(phrase))
    return located(text)


PARTS_OF_A_STUDY: dict[str, dict[str, str]] = {
    "en": {
        "bijlage": "annex",
        "hoofdstuk": "chapter",
        "tabel": "table",
        "thema": "theme",
        "voetnoot": "footnote",
        "voetnoten": "footnotes",
    }
}
"""What the study that all started from calls its own parts, in other languages than its own."""
A_PART = re.compile(r"\b(bijlage|hoofdstuk|tabel|thema|voetnoot|voetnoten)\b(?= \d)", re.IGNORECASE)
AND_A_PART = re.compile(r"(?<=[\d)]) en (?=\d|(?:bijlage|hoofdstuk|tabel|thema|voetnoot|voetnoten) \d)", re.IGNORECASE)


def located(text: str) -> str:
    """Where in a Dutch study something stands, in the language of the page: "Table 4 and footnote 19". Names stay as they are."""
    words = PARTS_OF_A_STUDY.get((get_language() or "")[:2])
    if words is None:
        return text

    def part(found: re.Match[str]) -> str:
        said = words[found[0].lower()]
        return said.capitalize() if found[0][0].isupper() else said

    return A_PART.sub(part, AND_A_PART.sub(" and ", text))


def one_of(names: Iterable[str]) -> str:
    """a, b or c"""
    return _join(list(names), _("%(first)s or %(last)s"))


def all_of(names: Iterable[str]) -> str:
    """a, b and c"""
    return _join(list(names), _("%(first)s and %(last)s"))


def separator(names: Iterable[str]) -> str:
    """What stands between names: a comma, or a semicolon where a name itself holds a comma."""
    return "; " if any(", " in name for name in names) else ", "


def listed(names: Iterable[str]) -> str:
    """a, b, c; and a; b, c; d where a name itself holds a comma."""
    names = list(names)
    return separator(names).join(names)


def _join(names: list[str], pattern: str) -> str:
    if len(names) > MOST_NAMED:
        more = len(names) - MOST_NAMED + 1
        names = [*names[: MOST_NAMED - 1], ngettext("%(more)d other", "%(more)d others", more) % {"more": more}]
    if len(names) < 2:
        return "".join(names)
    between = separator(names)
    first = between.join(names[:-1]) + (between.strip(", ") if len(names) > 2 else "")
    return pattern % {"first": first, "last": names[-1]}


def lowered(text: str) -> str:
    """A label inside a sentence: its first letter small, unless there are more capitals ("VI.BE", "Arts Decree")."""
    return text if text[1:] != text[1:].lower() else text[:1].lower() + text[1:]


def iso(day: date) -> str:
    return day.isoformat()


COUNTED: dict[Per, Any] = {
    Per.DAY: ngettext_lazy("%(n)d day", "%(n)d days", "n"),
    Per.NIGHT: ngettext_lazy("%(n)d night", "%(n)d nights", "n"),
    Per.PERSON_DAY: ngettext_lazy("%(n)d day in all", "%(n)d days, everybody together", "n"),
    Per.PERSON_NIGHT: ngettext_lazy("%(n)d night in all", "%(n)d nights, everybody together", "n"),
    Per.MONTH: ngettext_lazy("%(n)d month", "%(n)d months", "n"),
    Per.PERSON: ngettext_lazy("%(n)d person", "%(n)d people", "n"),
    Per.TRIP: ngettext_lazy("%(n)d trip", "%(n)d trips", "n"),
    Per.WORK: ngettext_lazy("%(n)d work", "%(n)d works", "n"),
    Per.EVENT: ngettext_lazy("%(n)d event", "%(n)d events", "n"),
    Per.PARTNER: ngettext_lazy("%(n)d partner", "%(n)d partners", "n"),
    Per.PROJECT: ngettext_lazy("%(n)d project", "%(n)d projects", "n"),
}
"""A sum per unit, so many times."""


def counted(one: Sum) -> str:
    """How many times a sum per unit is paid: "20 days"."""
    return str(COUNTED[one.unit.per] % {"n": one.times})
