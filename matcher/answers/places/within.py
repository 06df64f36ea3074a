"""One place with what it lies in beside it: a postcode, a country, a state."""

import re
from collections.abc import Collection
from dataclasses import replace

from catalogue.gazetteer.gazetteer import Naming, named, spelling_key, subdivision
from matcher.answers.places.by_itself import by_itself
from matcher.answers.places.called import weighed
from matcher.answers.places.names import COUNTRY, HOME, PlaceNames
from matcher.answers.places.readings import Meant, Reading

IN_BRACKETS = re.compile(r"(?P<head>[^()]+)\((?P<tail>[^()]+)\)")
POSTCODE = re.compile(r"(?:BE?[- ]?)?(?P<code>[0-9]{4})(?:[\s,]+(?P<name>\D+))?", re.IGNORECASE)
"""A Belgian postcode, and mostly a name behind it."""
NAME_FIRST = re.compile(r"(\D+?)[\s,(]+((?:BE?[- ]?)?[0-9]{4})\)?", re.IGNORECASE)
OTHER_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?)?[0-9]{4,5}(?: ?[A-Z]{2}\b)?[\s,]+(?P<name>\D+)")
"""One of another country before the name of a place."""
STATES = ("US", "CA", "AU")
"""The countries where the name of a town has that of its state behind it: "Paris, Texas" is no Paris and no other Texas."""


def with_postcode(text: str, names: PlaceNames) -> Meant | None:
    """ "9000 Gent", "Essen (2910)": the place of that name in the province of the postcode, or else in the world; what nobody
    knows counts as the province."""
    found = POSTCODE.fullmatch(NAME_FIRST.sub(r"\2 \1", text))
    around = named(found["code"]) if found else ()
    if found is None or not around:
        abroad = OTHER_POSTCODE.fullmatch(text)
        elsewhere = by_itself(abroad["name"], names) if abroad else None
        return replace(_out_of_home(elsewhere, names), text=text) if elsewhere else None
    if found["name"] is None:
        return by_itself(found["code"], names)
    provinces, one = {place.code for place in around}, by_itself(found["name"], names)
    if one is not None and one.reading.is_clear and provinces.intersection(names.line(one.codes[0])):
        return replace(one, text=text)
    inside = [place for place in named(spelling_key(found["name"])) if place.code in provinces]
    if not inside and (there := _there(text, one, provinces, names)):
        return replace(there, reading=Reading.LIES_IN)
    is_unsure = names.is_for_home and one is not None and not one.reading.is_clear
    if inside or one is None or is_unsure:
        by_code = by_itself(found["code"], names)
        codes = by_code.codes if by_code else (names.place_of(around[0]),)
        return weighed(text, inside, names) or Meant(text, Reading.ROUGHLY, codes, beside=found["name"])
    return replace(one, text=text)


def _out_of_home(meant: Meant, names: PlaceNames) -> Meant:
    """Of what can be several places, the one that lies abroad."""
    codes = [code for code in meant.codes if names.country(code) != HOME]
    is_one = meant.reading is Reading.ASKED and len(codes) == 1
    return Meant(meant.text, Reading.LIES_IN, tuple(codes)) if is_one else meant


def with_country(text: str, names: PlaceNames) -> Meant | None:
    """ "Lyon, France", "London (Ontario)", "Parijs Frankrijk": the place of the first name that lies in the second."""
    bracketed = IN_BRACKETS.fullmatch(text)
    head, mark, tail = text.rpartition(",")
    if bracketed:
        head, tail = bracketed["head"], bracketed["tail"]
    elif not mark:
        head, _mark, tail = text.rpartition(" ")
    head, tail = head.strip(), tail.strip()
    if state := _in_state(text, head, tail, names, is_apart=bool(mark or bracketed)):
        return state
    around = by_itself(tail, names) if head and tail else None
    if around is None or not around.codes:
        return None
    if not mark and not bracketed and (around.reading is not Reading.IS or not COUNTRY.fullmatch(around.codes[0])):
        return None
    wanted = {around.part} if around.part else {*around.codes, around.beside} - {""}
    inner = with_country(head, names) if mark and "," in head else None
    if inner is not None and inner.codes and wanted.intersection(names.line(inner.part or inner.codes[0])):
        return replace(inner, text=text)
    key = spelling_key(head)
    other = names.others.get(key)
    own = [*(other.codes if other else ()), *names.called(key)]
    inside = [code for code in dict.fromkeys(own) if wanted.intersection(names.line(code))]
    if len(inside) == 1:
        reading = Reading.IS if inside[0] in names.own.get(key, ()) else Reading.LIES_IN
        return Meant(text, reading, tuple(inside))
    found = weighed(text, [one for one in named(key) if wanted.intersection(names.line(one.code))], names)
    return found or _there(text, by_itself(head, names), wanted, names)


def _there(text: str, whole: Meant | None, wanted: Collection[str], names: PlaceNames) -> Meant | None:
    """ "Stad Gent, België", "Provincie Limburg, Nederland": what a name means, if that lies there."""
    inside = [code for code in (whole.codes if whole else ()) if not {*wanted}.isdisjoint(names.line(code))]
    if whole is None or len(inside) != 1:
        return None
    return replace(whole, text=text) if whole.reading.is_clear else Meant(text, Reading.IS, tuple(inside))


def _in_state(text: str, head: str, tail: str, names: PlaceNames, *, is_apart: bool) -> Meant | None:
    """ "Austin, TX", "Toronto ON", "Paris, Texas", "Athens, Georgia": a town in that state. Where nothing but a state is
    called so, also one that the list of the world lacks there; without a mark between them the state is written short."""
    if not head or not tail:
        return None
    short = _states_called(tail)
    areas = [one.code for one in named(spelling_key(tail)) if one.naming is Naming.AREA] if is_apart else []
    towns = named(spelling_key(head))
    is_city = bool(towns) and all(one.naming is not Naming.AREA for one in towns)
    other = names.others.get(spelling_key(head))
    countries = {names.country(code) for code in other.codes} if other and short else set()
    states = short or [code for code in areas if code[:2] in STATES and "-" in code]
    there = [state for state in states if any(state in names.line(one.code) for one in towns)]
    for state in there or states:
        is_sure = state in there or (is_city and areas == [state]) or state[:2] in countries
        if is_sure and (known := names.known(state)):
            return Meant(text, Reading.LIES_IN, (known,), part="" if known == state else state)
    return None


def _states_called(short: str) -> list[str]:
    """The states and provinces that have these capitals as their code: "WA" is one in America and one in Australia."""
    if not re.fullmatch("[A-Z]{2,3}", short):
        return []
    return [code for country in STATES if subdivision(code := f"{country}-{short}")]
