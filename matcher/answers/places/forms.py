"""How people write the name of a place beside the name itself: with what it is before or behind it ("City of Ghent", "provincie
Namen"), with a point of the compass, with its saints cut short. Texts as `spelling_key` writes them; no list of places."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice, product

ARTICLES = "the|de|het|la|le|les|l|der|die|das|den|dem"
LINK = rf"(?: (?:of|van|de|du|des|d|der|von|di|del|da))?(?: (?:{ARTICLES}))?"


class SaidToBe(StrEnum):
    """What a word before or behind a name says that it is."""

    COUNTRY = "country"
    AREA = "area"
    """A part of a country: of a province and a country of one name, the province."""
    CITY = "city"
    """Of a country and its capital of one name, the city."""
    THERE = "there"
    """Nothing: that it is there, or close to it."""


WORDS: dict[SaidToBe, str] = {
    SaidToBe.COUNTRY: "republic|republiek|republique|republik|kingdom|koninkrijk|royaume|konigreich|grand duchy|groothertogdom"
    "|grand duche|grossherzogtum|bondsrepubliek|bundesrepublik|volksrepubliek|volksrepublik|principality|vorstendom"
    "|principaute|furstentum|sultanate|sultanaat|commonwealth|federation|federatie|confederation",
    SaidToBe.AREA: "province|provincie|prov|provinz|provincia|county|graafschap|comte|grafschaft|state|staat|deelstaat|etat"
    "|bundesland|bundesstaat|land|canton|kanton|departement|department|district|bezirk|region|regio|gewest|streek"
    "|landsdeel|autonomous community|autonome regio|isle|isles|island|islands|eiland|eilanden|ile|iles|insel|inseln"
    "|duchy|hertogdom|duche|herzogtum|territory|free state|vrijstaat|freistaat|emirate|emiraat|peninsula|schiereiland"
    "|halbinsel|voivodeship|oblast|prefecture|coast|kust|arrondissement",
    SaidToBe.CITY: "city|stad|ville|stadt|town|village|dorp|gemeente|commune|municipality|gemeinde|deelgemeente|borough"
    "|metropole|metropool|metropolis|agglomeratie|agglomeration|port|haven|hansestadt|freie und hansestadt"
    "|landeshauptstadt|centrum|binnenstad|groot|greater|grand",
    SaidToBe.THERE: "in|te|nabij|near|omgeving|in de buurt|buurt|regio rond|rond",
}
BEHIND: dict[SaidToBe, str] = {
    SaidToBe.COUNTRY: "republic|republiek|republique|republik",
    SaidToBe.AREA: "province|provincie|prov|provinz|county|state|canton|kanton|departement|department|region|regio|gewest"
    "|island|islands|eiland|eilanden|peninsula|schiereiland",
    SaidToBe.CITY: "city|stad|ville|stadt|town|village|gemeente|commune|centrum|centre|center",
    SaidToBe.THERE: "en omgeving|en omstreken|area",
}
OF_STATES = (
    "federal|federale|federatieve|federative|democratic|democratische|democratique|demokratische|people s|islamic"
    "|islamitische|islamique|islamische|arab|arabische|arabe|socialist|socialistische|united|verenigde|bolivarian|hashemite"
)
"""What stands before "republic" or "kingdom"."""
FORMS = tuple(
    (kind, re.compile(form))
    for kind in SaidToBe
    for form in (
        rf"(?:(?:{ARTICLES}) )?(?:(?:{OF_STATES}) ){{0,3}}(?:{WORDS[kind]}){LINK} (?P<name>.+)",
        rf"(?P<name>.+) (?:{BEHIND[kind]})",
    )
)
COMPASS = (
    r"(?:noord|zuid|oost|west|midden|centraal|north|south|east|west|mid|central|nord|sud|est|ouest|ost|mittel|zentral)"
    r"(?:[ -]?(?:oost|west|east|est|ouest|ost))?"
)
PART_BEFORE = re.compile(
    rf"(?:(?:the|het|le|la|l|der|die|das|in) )?{COMPASS}(?:(?:elijk|lijk|ern|en)?e?(?= ))?"
    r"(?P<between> (?:van|of|de|du|von|d)(?: (?:the|la|le|l|het|de))? | ?)(?P<whole>.{3,})"
)
PART_BEHIND = re.compile(
    r"(?P<whole>.{3,})(?P<between> )(?:(?:du |de l )(?:nord|sud|est|ouest)(?: est| ouest)?"
    r"|centrale?|meridionale?|septentrionale?|australe?)"
)
"""A part of a country or of a part of the world: "southern Germany", "het zuiden van Frankrijk", "Italie du Nord"."""
NOT_PARTED = frozenset({"island", "islands", "america", "amerika"})
"""The north of these is no part of the country that they name by themselves: "North Island" is no part of Iceland, as Germans
write it, and Central America none of the United States."""
SAINTS = {
    "st": ("sint", "saint", "sankt", "st", "san"),
    "ste": ("sainte", "ste"),
    "skt": ("sankt", "sint"),
    "sankt": ("sankt", "st", "sint", "saint"),
    "sint": ("sint", "st", "saint", "sankt"),
    "saint": ("saint", "st", "sint"),
    "sainte": ("sainte", "ste"),
}
OUR_LADY = re.compile(r"\b(?:olv|o l v|o l vrouw|ol vrouw)\b")
MOST_SPELLINGS = 30


def kinds(key: str) -> Iterator[tuple[SaidToBe, str]]:
    """What it is said to be, each with the name that is left.

    >>> list(kinds("city of ghent")), list(kinds("luxemburg provincie")), list(kinds("gent"))
    ([(<SaidToBe.CITY: 'city'>, 'ghent')], [(<SaidToBe.AREA: 'area'>, 'luxemburg')], [])
    """
    for kind, form in FORMS:
        if found := form.fullmatch(key):
            yield kind, found["name"]


def parted(key: str) -> Iterator[tuple[str, bool]]:
    """The whole of which a point of the compass names a part, each with whether a space stands between them.

    >>> list(parted("noord frankrijk")), list(parted("sudfrankreich")), list(parted("north island"))
    ([('frankrijk', True)], [('frankreich', False)], [])
    """
    for form in (PART_BEFORE, PART_BEHIND):
        found = form.fullmatch(key)
        if found and found["whole"] not in NOT_PARTED:
            yield found["whole"], bool(found["between"])


def spelled_out(key: str) -> list[str]:
    """The other ways in which a name with a saint is written.

    >>> spelled_out("st gillis")[:2], spelled_out("molenbeek st jean")[1], spelled_out("gent")
    (['sint gillis', 'saint gillis'], 'molenbeek saint jean', [])
    """
    whole = OUR_LADY.sub("onze lieve vrouw", key)
    ways = [SAINTS.get(word, (word,)) for word in whole.split()]
    spelled = [" ".join(one) for one in islice(product(*ways), MOST_SPELLINGS)]
    return [one for one in spelled if one != key]
