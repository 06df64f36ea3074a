"""What is called by a name, as it stands there: what staff wrote down, the catalogue's own names, the names of the world."""

from collections.abc import Sequence

from catalogue.gazetteer.gazetteer import (
    AREA_THOUSANDS,
    CLEARLY,
    NamedPlace,
    Naming,
    heaviest,
    likeliest,
    named,
    way_up,
    weight,
    with_one_slip,
)
from matcher.answers.places.names import COUNTRY, HOME, PlaceNames, texts_of
from matcher.answers.places.readings import Meant, Reading
from matcher.rules.words import OtherName

HALF = 2
LITTLE_KNOWN = 400
"""A town that weighs less is likelier the name of a country with a slip in it, where it is one: Lichtenstein, Columbia."""


def by_name(text: str, key: str, names: PlaceNames) -> Meant | None:
    other = names.others.get(key)
    if other is not None:
        return _or_at_home(_written_down(text, other), key, names)
    of_the_world = [one for one in named(key) if names.known(one.code)]
    areas = [*names.called(key), *(one.code for one in of_the_world if one.naming is Naming.AREA)]
    countries = {code for code in areas if COUNTRY.fullmatch(code)}
    if len(countries) == 1:
        (country,) = countries
        elsewhere = (code for code in areas if "-" in code and not code.startswith(country))
        beside = next(elsewhere, "")
        if country not in names.own.get(key, ()) and (far := _larger_elsewhere(of_the_world, country, names)):
            return Meant(text, Reading.ASKED, (country, far))
        meant = Meant(text, Reading.ALSO if beside else Reading.IS, (country,), beside=beside)
        return _or_at_home(meant, key, names)
    if own := names.own.get(key):
        if len(own) > 1:
            return asked(text, own, names)
        beside = _larger_elsewhere(of_the_world, own[0], names)
        return _or_at_home(Meant(text, Reading.ALSO if beside else Reading.IS, own, beside=beside), key, names)
    if short := names.without_brackets.get(key):
        towns = _towns_here(key, names) if names.is_for_home and len(short) > 1 else ()
        short = tuple(dict.fromkeys((*short, *towns)))
        return Meant(text, Reading.LIES_IN if len(short) == 1 else Reading.ASKED, short)
    return _or_a_country(weighed(text, of_the_world, names), key, of_the_world, names)


def _written_down(text: str, other: OtherName) -> Meant:
    if not other.codes:
        return Meant(text, Reading.NO_CHOICE, told=other.told)
    if len(other.codes) > 1:
        return Meant(text, Reading.ASKED, other.codes)
    return Meant(text, Reading.LIES_IN if other.lies_within else Reading.IS, other.codes)


def asked(text: str, codes: tuple[str, ...], names: PlaceNames) -> Meant:
    """Which of these is meant. Where all are called alike nobody can choose, and nothing is asked."""
    called = {tuple(texts_of(names.names[code])) for code in codes}
    return Meant(text, Reading.ASKED, codes) if len(called) > 1 else Meant(text, Reading.NO_CHOICE)


def _or_at_home(meant: Meant, key: str, names: PlaceNames) -> Meant:
    """Where somebody is at home, also a town or village of Belgium of which staff wrote down its namesake abroad."""
    towns = _towns_here(key, names)
    is_abroad = all(names.country(code) != HOME for code in meant.codes)
    if not (names.is_for_home and meant.reading.is_clear and is_abroad and towns):
        return meant
    return Meant(meant.text, Reading.ASKED, (*towns, *meant.codes))


def _towns_here(key: str, names: PlaceNames) -> tuple[str, ...]:
    return tuple(sorted({names.place_of(one) for one in named(key) if names.is_at_home(one)}))


def _larger_elsewhere(named_so: Sequence[NamedPlace], code: str, names: PlaceNames) -> str:
    """Where a very large city of that name lies, outside the country of a place; "" for nowhere."""
    cities = (one for one in named_so if one.naming is Naming.CITY and one.thousands > AREA_THOUSANDS)
    return next((names.known(one.code) for one in cities if names.country(one.code) != names.country(code)), "")


def _or_a_country(meant: Meant | None, key: str, named_so: Sequence[NamedPlace], names: PlaceNames) -> Meant | None:
    """A town that few know, of which the name is one slip away from that of a country elsewhere, is asked."""
    is_town = meant is not None and meant.reading in (Reading.LIES_IN, Reading.SEVERAL_THERE)
    is_here = any(names.country(one.code) == HOME for one in named_so)
    if meant is None or not is_town or is_here or max(map(weight, named_so)) >= LITTLE_KNOWN:
        return meant
    slips = (names.countries.get(one, "") for one in with_one_slip(key))
    countries = {one for one in slips if one and one not in names.line(meant.codes[0])}
    return Meant(meant.text, Reading.ASKED, (*sorted(countries), *meant.codes)) if countries else meant


def weighed(text: str, named_so: Sequence[NamedPlace], names: PlaceNames) -> Meant | None:
    """The reading of what the world calls so: the heaviest, and those that are not far lighter."""
    if not named_so:
        return None
    named_so = _without_hamlets(named_so, names)
    most = [_city_of(one, named_so) for one in likeliest(named_so)]
    at_home = heaviest([one for one in named_so if names.is_at_home(one)])
    if not names.is_for_home:  # who names with whom they work, means the city that everybody knows
        at_home = [one for one in at_home if one in most]
    abroad = [one for one in most if one not in at_home]
    stay = [*at_home, *abroad]
    codes = tuple(dict.fromkeys(map(names.place_of, stay)))
    codes = tuple(one for one in codes if not any(one in names.line(other) for other in codes if other != one))
    if len(codes) > 1:
        countries = {names.country(code) for code in codes}
        own = {names.place_of(one) for one in at_home}
        if names.is_for_home and len(own) == 1 and len(countries) > 1 and not _is_far_heavier(abroad, at_home):
            other = max(abroad, key=weight)
            return Meant(text, Reading.ALSO, (*own,), beside=names.place_of(other))
        if len(countries) > 1 or HOME in countries:
            return Meant(text, Reading.ASKED, codes)
        return Meant(text, Reading.SEVERAL_THERE, (countries.pop(),))
    others = sorted({names.place_of(one) for one in named_so if names.is_at_home(one)} - {*codes})
    if names.is_for_home and others:
        return Meant(text, Reading.ALSO, codes, beside=others[0])
    there = [one for one in stay if names.place_of(one) == codes[0]]
    parts = {one.code for one in there if one.code not in names.names}
    part = parts.pop() if len(parts) == 1 else ""
    if any(one.code == codes[0] and one.naming is Naming.AREA for one in there):
        return Meant(text, Reading.IS, codes)
    is_area = all(one.naming is Naming.AREA for one in there)
    return Meant(text, Reading.PART if is_area and part else Reading.LIES_IN, codes, part=part)


def _without_hamlets(named_so: Sequence[NamedPlace], names: PlaceNames) -> list[NamedPlace]:
    """Without what in Belgium is less than half as large as a municipality of its name: Tielt is the town."""
    most = max((weight(one) for one in named_so if one.naming is Naming.MUNICIPALITY), default=0)
    return [
        one
        for one in named_so
        if one.naming is Naming.MUNICIPALITY or weight(one) * HALF >= most or names.country(one.code) != HOME
    ]


def _city_of(province: NamedPlace, named_so: Sequence[NamedPlace]) -> NamedPlace:
    """For a province that bears the name of a city, the city, where that is known by the region around both."""
    around = [*way_up(province.code)][1:] if province.naming is Naming.AREA else []
    cities = (one for one in named_so if one.naming is not Naming.AREA and "-" in one.code and one.code in around)
    return next(cities, province)


def _is_far_heavier(some: Sequence[NamedPlace], others: Sequence[NamedPlace]) -> bool:
    return max(map(weight, some), default=0) >= CLEARLY * max(map(weight, others), default=0)
