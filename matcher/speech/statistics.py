"""The figures of the dossier, each with what it counts, from whom and from when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.entries.matrix import StatisticEntry
from catalogue.vocabulary import Level
from matcher.rules.site import Site

PART_OF_WHOLE = re.compile(r"(?P<part>\d+) of (?P<whole>\d+)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
DECIMALS = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class StatisticShown:
    """`source` names who counted, and when."""

    figure: str
    about: str
    source: str
    note: str


def shown(entries: Iterable[StatisticEntry]) -> tuple[StatisticShown, ...]:
    return tuple(
        StatisticShown(
            figure_told(one.figure), str(one.about), f"{one.source}, {one.year}", str(one.note) if one.note else ""
        )
        for one in entries
    )


def statistics_of_level(site: Site, level: Level) -> tuple[StatisticShown, ...]:
    return shown(one for one in site.all(StatisticEntry).values() if one.level == level)


def statistics_of_place(site: Site, code: str) -> tuple[StatisticShown, ...]:
    return shown(one for one in site.all(StatisticEntry).values() if code in one.places)


def statistics_of_discipline(site: Site, discipline: str) -> tuple[StatisticShown, ...]:
    return shown(one for one in site.all(StatisticEntry).values() if discipline in one.disciplines)


def figure_told(figure: str) -> str:
    """As the language of the page writes numbers; the dossier's are written as in English.

    >>> from django.utils.translation import override
    >>> with override("nl"):
    ...     print(figure_told("1,561 -> 2,715"), figure_told("68 of 131"))
    1.561 → 2.715 68 op 131
    """
    told = PART_OF_WHOLE.sub(lambda found: _("%(part)s of %(whole)s") % found.groupdict(), figure.replace("->", "→"))
    if get_language() == "nl":
        told = THOUSANDS.sub(".", DECIMALS.sub(",", told)).replace("%", "\u00a0%")
    return told
