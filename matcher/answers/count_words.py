"""The words with which people count: what a box counts, the words for it with how many of it each is, and the shapes of what
they write, in four languages. How a text is read by them stands in `matcher.answers.counts`."""

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType


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
