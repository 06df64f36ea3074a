"""What answers make of a predicate on a day, and the questions that can still settle it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import assert_never

from .answers import BASE, PARTNERS, PLACE, START, Answers, PlaceCode, QuestionName
from .places import Area, Atlas, GroupId
from .predicates import (
    After,
    AllPlaces,
    AllWithin,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Available,
    Before,
    Confirmed,
    CountsAtLeast,
    Destination,
    InTime,
    NoneOf,
    NoPlace,
    Not,
    Partnership,
    Predicate,
    questions_of,
)
from .timing import due
from .truth import Truth, all_of, any_of


def evaluate(predicate: Predicate, answers: Answers, atlas: Atlas, on: date) -> Truth:
    """What the answers make of one predicate on a day."""
    match predicate:
        case AnyOf(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(not chosen.isdisjoint(values))
        case NoneOf(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(chosen.isdisjoint(values))
        case AllWithin(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(chosen <= values)
        case AnyPlace(question, area):
            return _any_place(answers.chosen(question), area, atlas)
        case NoPlace(question, area):
            return ~_any_place(answers.chosen(question), area, atlas)
        case AllPlaces(question, area):
            chosen = answers.chosen(question)
            if chosen is None:
                return Truth.UNKNOWN
            return all_of(atlas.within(PlaceCode(code), area) for code in chosen)
        case CountsAtLeast(question, area, count):
            chosen = answers.chosen(question)
            if chosen is None:
                return Truth.UNKNOWN
            return enough({PlaceCode(code): atlas.within(PlaceCode(code), area) for code in chosen}, count, atlas)
        case AtLeast(question, limit):
            number = answers.number(question)
            return Truth.UNKNOWN if number is None else Truth.of(number >= limit)
        case AtMost(question, limit):
            number = answers.number(question)
            return Truth.UNKNOWN if number is None else Truth.of(number <= limit)
        case Before(question, day):
            given = answers.day(question)
            return Truth.UNKNOWN if given is None else Truth.of(given < day)
        case After(question, day):
            given = answers.day(question)
            return Truth.UNKNOWN if given is None else Truth.of(given > day)
        case Destination(area):
            return countries_count(answers, Partnership(0, 0, area, Area()), atlas)
        case Partnership():
            return all_of((partners_count(answers, predicate), countries_count(answers, predicate, atlas)))
        case InTime(timing):
            return due(timing, answers.day(START), on).in_time
        case Confirmed(check):
            return Truth.of(answers.checks.get(check, True))
        case Available():
            return Truth.NOT_MET
        case Not(opposite):
            return ~evaluate(opposite, answers, atlas, on)
        case _:
            assert_never(predicate)


def partners_count(answers: Answers, wanted: Partnership) -> Truth:
    """Whether there are partners enough."""
    if wanted.min_partners == 0:
        return Truth.MET
    partners = answers.number(PARTNERS)
    return Truth.UNKNOWN if partners is None else Truth.of(partners >= wanted.min_partners)


def countries_count(answers: Answers, wanted: Partnership, atlas: Atlas) -> Truth:
    """Whether the places are in countries enough, or one of them is a destination.

    Where the visitor is established decides which places are abroad: unanswered, every possibility must agree."""
    if wanted.min_countries == 0 and not wanted.area:
        return Truth.MET
    places = answers.chosen(PLACE)
    if places is None:
        return Truth.UNKNOWN
    codes = [PlaceCode(code) for code in places]
    homes = homes_of(answers.chosen(BASE), codes, atlas)
    outcomes = {_from(home, codes, wanted, atlas) for home in homes}
    return outcomes.pop() if len(outcomes) == 1 else Truth.UNKNOWN


def homes_of(base: frozenset[str] | None, codes: Iterable[PlaceCode], atlas: Atlas) -> Collection[PlaceCode | None]:
    """The countries that the visitor may be established in, as far as the places make a difference; None: another one."""
    known = atlas.homes(base)
    return known if known is not None else {None, *(country for code in codes for country in atlas.countries_of(code))}


def _from(home: PlaceCode | None, codes: list[PlaceCode], wanted: Partnership, atlas: Atlas) -> Truth:
    counting = {code: counts(code, home, wanted, atlas) for code in codes}
    return enough(counting, max(wanted.min_countries, 1), atlas)


def counts(code: PlaceCode, home: PlaceCode | None, wanted: Partnership, atlas: Atlas) -> Truth:
    """Whether one place counts for somebody established in the country `home` (None: in none of the places' countries)."""
    country = atlas.country(code)
    if country is None and home is not None:
        members = atlas.members[GroupId(code)]
        truths = {counts(member, home, wanted, atlas) for member in members.full | members.partial}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    if country is None or country != home:
        return atlas.within(code, wanted.area) if wanted.area else Truth.MET
    named = atlas.within(code, wanted.area, by_name=True)
    if wanted.min_countries == 0:
        return named
    return all_of((named, ~atlas.within(code, wanted.home)))


def _any_place(chosen: frozenset[str] | None, area: Area, atlas: Atlas) -> Truth:
    if chosen is None:
        return Truth.UNKNOWN
    return any_of(atlas.within(PlaceCode(code), area) for code in chosen)


def enough(counting: Mapping[PlaceCode, Truth], wanted: int, atlas: Atlas) -> Truth:
    """Whether the places that count lie in so many countries; a group of several countries adds one that is not known."""
    surely = {atlas.country(code) for code, truth in counting.items() if truth is Truth.MET}
    perhaps = [atlas.country(code) for code, truth in counting.items() if truth is not Truth.NOT_MET]
    named = surely - {None}
    if max(len(named), 1 if surely else 0) >= wanted:
        return Truth.MET
    possible = len(set(perhaps) - {None}) + perhaps.count(None)
    return Truth.UNKNOWN if possible >= wanted else Truth.NOT_MET


def waiting_for(predicate: Predicate, answers: Answers, atlas: Atlas, on: date) -> tuple[QuestionName, ...]:
    """The questions whose answer can still settle an unknown predicate; one that was answered too coarsely is named again."""
    match predicate:
        case Destination(area):
            return waiting_for(Partnership(0, 0, area, Area()), answers, atlas, on)
        case Partnership():
            partners, countries = partners_count(answers, predicate), countries_count(answers, predicate, atlas)
            if all_of((partners, countries)) is not Truth.UNKNOWN:
                return ()
            asked = (PARTNERS,) if partners is Truth.UNKNOWN else ()
            return (*asked, _where_from(answers, predicate, atlas)) if countries is Truth.UNKNOWN else asked
        case _:
            return questions_of(predicate) if evaluate(predicate, answers, atlas, on) is Truth.UNKNOWN else ()


def _where_from(answers: Answers, wanted: Partnership, atlas: Atlas) -> QuestionName:
    """Whether the places are to be named, or named more closely, or where the visitor is established."""
    places = answers.chosen(PLACE)
    if places is None or BASE in answers:
        return PLACE
    codes = [PlaceCode(code) for code in places]
    outcomes = {_from(home, codes, wanted, atlas) for home in homes_of(None, codes, atlas)}
    return BASE if len(outcomes) > 1 else PLACE
