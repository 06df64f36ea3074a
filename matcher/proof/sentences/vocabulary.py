"""The words by which figures and exclusions are known, in each language."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from catalogue.vocabulary import UnitPer

LANGUAGES = ("nl", "en")


class Sense(StrEnum):
    """What a figure counts."""

    EUR = "eur"
    PCT = "pct"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DATE = "date"
    """A day of the year, as month * 100 + day; a month alone is month * 100."""
    COUNT = "count"
    """People, partners, countries, works and all else that is counted."""


NUMBERS: Mapping[str, Mapping[str, int]] = {
    "nl": {
        "twee": 2,
        "drie": 3,
        "vier": 4,
        "vijf": 5,
        "zes": 6,
        "zeven": 7,
        "acht": 8,
        "negen": 9,
        "tien": 10,
        "elf": 11,
        "twaalf": 12,
        "dertien": 13,
        "veertien": 14,
        "vijftien": 15,
        "zestien": 16,
        "achttien": 18,
        "twintig": 20,
        "dertig": 30,
        "veertig": 40,
        "vijftig": 50,
        "zestig": 60,
    },
    "en": {
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "eighteen": 18,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
    },
}
"""One is left out: it is an article too."""
SCALES = {"miljoen": 1e6, "million": 1e6, "miljard": 1e9, "billion": 1e9}
MONTHS: Mapping[str, str] = {
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
UNITS: Mapping[str, Sequence[tuple[Sense, str]]] = {
    "nl": (
        (Sense.PCT, r"%|procent"),
        (Sense.EUR, r"euro"),
        (Sense.DAY, r"(?:werk|kalender)?dag(?:en)?|nacht(?:en)?"),
        (Sense.WEEK, r"we(?:ek|ken)"),
        (Sense.MONTH, r"maand(?:en)?"),
        (Sense.YEAR, r"ja(?:ar|ren)"),
    ),
    "en": (
        (Sense.PCT, r"%|per cent"),
        (Sense.EUR, r"euros?"),
        (Sense.DAY, r"(?:working |calendar )?days?|nights?"),
        (Sense.WEEK, r"weeks?"),
        (Sense.MONTH, r"months?"),
        (Sense.YEAR, r"years?"),
    ),
}
BOUNDS: Mapping[str, str] = {
    "nl": r"minstens|minimaal|minimum|ten minste|tenminste|minder dan|meer dan|hoogstens|maximaal|maximum|ten hoogste|uiterlijk"
    r"|slechts|jonger dan|ouder dan",
    "en": r"at least|minimum|less than|fewer than|more than|at most|maximum|at the latest|younger than|older than",
}
"""Words that bound a figure: they are held where it is."""
EXCLUSIONS: Mapping[str, str] = {
    "nl": BOUNDS["nl"]
    + r"|alleen|enkel|uitsluitend|niet|geen|nooit|niemand|voormalige?|vroegere?|gewezen|tenzij|behalve|uitgezonderd|uitgesloten"
    r"|zonder|verplicht|moet|moeten|vereist",
    "en": BOUNDS["en"]
    + r"|only|solely|exclusively|alone|not|no|never|nobody|cannot|former|unless|except|excluded|without|compulsory|must|has to"
    r"|have to|required",
}
"""Words that leave something out, or demand it."""
KNOWING: Mapping[str, str] = {
    "nl": r"gevonden|vonden|gezien|zagen|bekend|bevestigd|aangekondigd|weten we|staat er niet bij|geen bron|geen sprake"
    r"|(?:heeft|noemt|met) geen (?:datum|dag|sluitingsdag)|geen van beide heeft een datum",
    "en": r"found|find|seen|saw|known|know|confirmed|announced|not said|not say|no source|not mentioned"
    r"|(?:has|have|names|with) no (?:date|day|closing day)|neither has a date",
}
"""A part of a sentence with one of these tells how much we know: what is left out there is left out by nobody."""
WHETHER: Mapping[str, str] = {"nl": r"of|hoeveel|wanneer|welke?", "en": r"whether|how|when|which"}
"""A sentence that begins so and tells how much we know is about nothing else."""
YEAR = r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d|\s?(?:euros?\b|%))"
"""A year alone says when something was seen or held."""
AMOUNT = r"\d{1,3}(?:[.,\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,](?:\d{4}|\d{1,2}))?"
"""A number in figures."""

STEM = 6
"""Words that begin with the same letters, so many, are taken for the same."""
_COMMON = """
aanvraag aanvragen aanvrager aanvragers andere alleen daarna deze door eerst eigen elke enkel euro geen hebben heeft hier
hoogstens hoeft jaar jaren jouw keer krijg krijgt kunt kunst kunstenaar kunstenaars
land landen maar maken meer minstens moet naar niet
nodig nooit onder ook organisatie organisaties over partner partners project projecten route samen
steun subsidie telt tijdens twee drie
vanaf veel voor voorwaarde vraagt wanneer waar want wordt worden zonder zijn
application applicant applicants apply applies another alone been country countries does each euro every first from funding gets
grant grants have here least less more most must need needed never only organisation organisations other partner partners people
person project projects receive support than that their them then there they this those three together under what when where which
with without work works year years your artist artists
"""
COMMON = frozenset(word[:STEM] for word in _COMMON.split())
"""Words that many routes share: in common they say nothing."""

ONE: Mapping[str, Sequence[tuple[Sense, str]]] = {
    "nl": (
        (Sense.DAY, r"(?:een|één) (?:werk)?dag"),
        (Sense.WEEK, r"(?:een|één) week"),
        (Sense.MONTH, r"(?:een|één) maand"),
        (Sense.YEAR, r"(?:een|één)(?:, \w+)*(?: (?:of|tot) \w+)? jaar|jaarlijks\w*|eenjarig\w*"),
        (Sense.COUNT, r"één|een enkele?|enkel?"),
    ),
    "en": (
        (Sense.DAY, r"(?:a|one) (?:working )?day"),
        (Sense.WEEK, r"(?:a|one) week"),
        (Sense.MONTH, r"(?:a|one) month"),
        (Sense.YEAR, r"(?:a|one)(?:, \w+)*(?: (?:or|to) \w+)? years?|yearly|annual"),
        (Sense.COUNT, r"one|single"),
    ),
}
"""How one of something is written: its article counts, where a field asks whether it is said."""
PER: Mapping[UnitPer, Mapping[str, str]] = {
    UnitPer.DAY: {"nl": r"\bdag", "en": r"\bday|\bdaily"},
    UnitPer.NIGHT: {"nl": r"nacht", "en": r"night"},
    UnitPer.MONTH: {"nl": r"maand", "en": r"month"},
    UnitPer.PERSON: {
        "nl": r"persoon|deelnemer|kunstenaar|lid\b|leden|mens|kind",
        "en": r"person|participant|artist|member|people|child",
    },
    UnitPer.PERSON_DAY: {
        "nl": r"(?=.*\bdag)(?=.*(?:persoon|deelnemer))",
        "en": r"(?=.*\bday)(?=.*(?:person|participant))",
    },
    UnitPer.PERSON_NIGHT: {"nl": r"(?=.*nacht)(?=.*persoon)", "en": r"(?=.*night)(?=.*person)"},
    UnitPer.TRIP: {"nl": r"reis|vlucht|trein|rit\b", "en": r"trip|travel|flight|train|journey"},
    UnitPer.KM: {"nl": r"kilometer|km\b", "en": r"kilomet|km\b"},
    UnitPer.EVENT: {
        "nl": r"concert|evenement|festival|optreden|voorstelling|activiteit",
        "en": r"concert|event|festival|performance|show|activity",
    },
    UnitPer.WORK: {"nl": r"boek|film|werk|titel|concert", "en": r"book|film|work|title|concert"},
    UnitPer.PARTNER: {
        "nl": r"partner|organisatie|stad|steden|gemeente",
        "en": r"partner|organisation|town|municipalit",
    },
    UnitPer.PROJECT: {
        "nl": r"project|forfait|vast bedrag|vaste som|aanvraag|schijf",
        "en": r"project|lump sum|fixed sum|application|bracket",
    },
}
"""How one says what a sum is paid for each of."""
USUALLY: Mapping[str, str] = {
    "nl": r"gewoonlijk|meestal|doorgaans|elk jaar",
    "en": r"usual|mostly|every year|as a rule",
}
"""That a day follows from a pattern, and no source of that very round names it."""
OWN_SHARE: Mapping[str, str] = {"nl": r"\bzelf\b|\beigen\b|partners", "en": r"yourself|\bown\b|partners|elsewhere"}
"""That a share is what one pays oneself."""
