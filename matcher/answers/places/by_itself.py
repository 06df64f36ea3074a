"""One place with nothing around it: a code, a name, or a name with what people write before or behind it."""

import re
from dataclasses import replace
from typing import assert_never

from catalogue.gazetteer.gazetteer import Naming, named, spelling_key
from catalogue.gazetteer.three_letters import country_of
from matcher.answers.places.called import asked, by_name, weighed
from matcher.answers.places.forms import SaidToBe, kinds, parted, spelled_out
from matcher.answers.places.names import COUNTRY, HOME, PART_OF_COUNTRY, PLACE, PlaceNames
from matcher.answers.places.readings import Meant, Reading

TURNED_ROUND = re.compile(r"(?P<name>[^,]+),\s*(?P<said>[^,]+\s(?:of(?: the)?|van(?: de)?|de))", re.IGNORECASE)
"""As lists of countries have it: "Korea, Republic of"."""
DOTTED = re.compile(r"(?:[a-z]\.){2,}[a-z]?", re.IGNORECASE)
ARTICLE = re.compile(r"(?:the|de|het|la|le|les|l|der|die|das) ")
THREE_LETTERS = re.compile(r"[A-Z]{3}")


def by_itself(text: str, names: PlaceNames) -> Meant | None:
    capitals = text.upper()
    code = text if text in names.names else capitals if capitals in names.names else ""
    code = code or names.former.get(text) or names.former.get(capitals, "")
    if code and (others := names.namesakes.get(code)):
        if text in names.names:
            return Meant(text, Reading.ALSO, (code,), beside=others[0])
        return Meant(text, Reading.ASKED, (*others, code))
    if code:
        return Meant(text, Reading.IS, (code,))
    key = spelling_key(text)
    if PART_OF_COUNTRY.fullmatch(capitals) and key not in names.others and (code := names.known(capitals)):
        return Meant(text, Reading.PART, (code,), part=capitals)
    if one := _by_three_letters(text, key, names):
        return one
    found = by_name(text, key, names) or by_name(text, ARTICLE.sub("", key, count=1), names)
    slug = names.small_codes.get(text.casefold())
    if found is None and DOTTED.fullmatch(text) and (undotted := by_itself(text.replace(".", ""), names)):
        return replace(undotted, text=text)
    return found or (Meant(text, Reading.IS, (slug,)) if slug else _by_form(text, key, names))


def _by_three_letters(text: str, key: str, names: PlaceNames) -> Meant | None:
    """A code of ISO or of the Olympic Games, in capitals: a town of Belgium that is written so is asked too."""
    code = country_of(text) if THREE_LETTERS.fullmatch(text) and key not in names.others else ""
    if code not in names.names:
        return None
    towns = {names.place_of(one) for one in named(key) if one.naming is Naming.MUNICIPALITY}
    return Meant(text, Reading.ASKED, (*sorted(towns), code)) if towns else Meant(text, Reading.IS, (code,))


def _by_form(text: str, key: str, names: PlaceNames) -> Meant | None:
    """By what people write otherwise or beside a name: its saint cut short, two words as one, what it is, a point of the
    compass."""
    for spelling in (*spelled_out(key), *names.tight.get(key.replace(" ", ""), ())):
        if found := by_name(text, spelling, names):
            return found
    if turned := TURNED_ROUND.fullmatch(text):
        straight = by_itself(f"{turned['said']} {turned['name']}", names)
        return replace(straight, text=text) if straight else None
    if "," in text or ";" in text:
        return None
    said = (_by_kind(text, kind, name, names) for kind, name in kinds(key))
    parts = (_by_compass(text, whole, is_apart, names) for whole, is_apart in parted(key))
    return next(filter(None, (*said, *parts)), None)


def _by_kind(text: str, kind: SaidToBe, key: str, names: PlaceNames) -> Meant | None:
    """ "Republic of Korea", "provincie Luxemburg", "City of Luxembourg": of what is called so, that which is one."""
    whole = by_name(text, key, names) or next(
        filter(None, (by_name(text, one, names) for one in spelled_out(key))), None
    )
    if whole is None or whole.reading is Reading.NO_CHOICE:
        return whole
    match kind:
        case SaidToBe.COUNTRY:
            countries = tuple(code for code in whole.codes if COUNTRY.fullmatch(code))
            is_one = len(countries) == 1 and whole.reading in (Reading.IS, Reading.ALSO, Reading.ASKED)
            return Meant(text, Reading.IS, countries) if is_one else whole
        case SaidToBe.AREA:
            return _area(text, key, names) or whole
        case SaidToBe.CITY:
            areas = {*names.called(key)}
            is_area = all(COUNTRY.fullmatch(code) for code in whole.codes) or whole.reading is Reading.ASKED
            if not is_area or not areas.issuperset(whole.codes):
                return whole
            cities = [one for one in named(key) if one.naming is not Naming.AREA and names.known(one.code)]
            city = Meant(text, Reading.LIES_IN, whole.codes) if len(whole.codes) == 1 else whole
            return weighed(text, cities, names) or city
        case SaidToBe.THERE:
            return whole
        case _:
            assert_never(kind)


def _area(text: str, key: str, names: PlaceNames) -> Meant | None:
    """The part of a country that is called so; at home the one in Belgium."""
    other = names.others.get(key)
    written = other.codes if other and not other.lies_within else ()
    own = [*written, *names.called(key)]
    parts = {code: code for code in own if PLACE.fullmatch(code) and not COUNTRY.fullmatch(code)}
    for one in named(key):
        if one.naming is Naming.AREA and "-" in one.code and (known := names.known(one.code)):
            parts.setdefault(known, one.code)
    here = [code for code in parts if names.country(code) == HOME]
    if names.is_for_home and len(here) == 1 and len(parts) > 1:
        return Meant(text, Reading.ALSO, (here[0],), beside=next(code for code in parts if code != here[0]))
    if len(parts) != 1:
        return asked(text, tuple(parts), names) if parts else None
    ((code, part),) = parts.items()
    return Meant(text, Reading.IS, (code,)) if code == part else Meant(text, Reading.PART, (code,), part=part)


def _by_compass(text: str, key: str, is_apart: bool, names: PlaceNames) -> Meant | None:
    """The north, the south or the middle of a country or a region: that counts as the whole; of what is too wide to choose,
    so is its part. Of a country and a region of one name it is asked which."""
    whole = by_name(text, key, names)
    if whole is None or whole.reading in (Reading.NO_CHOICE, Reading.ASKED):
        return whole
    if whole.reading is Reading.ALSO:
        return Meant(text, Reading.ASKED, (*whole.codes, whole.beside))
    if whole.reading is Reading.LIES_IN:
        other = names.others.get(key) if is_apart else None
        return whole if other and other.lies_within else None
    return Meant(text, Reading.PART, whole.codes, part=whole.part) if whole.reading.is_clear else None
