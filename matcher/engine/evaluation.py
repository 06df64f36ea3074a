"""What answers make of a predicate on a day, and the questions that can still settle it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple, assert_never

from .agenda import due
from .answers import APPLICANT, BASE, PARTNERS, PLACE, START, Answers, PlaceCode, QuestionName
from .due import Due
from .places import Area, Atlas, GroupId
from .predicates import (
    After,
    AllPlaces,
    AllWithin,
    AnsweredAs,
    AnsweredFrom,
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
    OnDay,
    OpenToApply,
    Partnership,
    Predicate,
    Side,
    Sides,
    questions_of,
)
from .truth import Truth, all_of, any_of


def evaluate(predicate: Predicate, answers: Answers, atlas: Atlas, on: date) -> Truth:
    """What the answers make of one predicate on a day."""
    match predicate:
        case AnyOf(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(not chosen.isdisjoint(values))
        case AnsweredAs(question, values):
            return Truth.of(not (answers.chosen(question) or frozenset()).isdisjoint(values))
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
            lying = partial(atlas.within, area=area)
            codes = [PlaceCode(code) for code in chosen]
            return enough({code: lying(code) for code in codes}, count, area, atlas, _perhaps(codes, lying, atlas))
        case AtLeast(question, limit):
            number = answers.number(question)
            return Truth.UNKNOWN if number is None else Truth.of(number >= limit)
        case AtMost(question, limit):
            number = answers.number(question)
            return Truth.UNKNOWN if number is None else Truth.of(number <= limit)
        case AnsweredFrom(question, limit):
            number = answers.number(question)
            return Truth.of(number is not None and number >= limit)
        case Before(question, day):
            given = answers.day(question)
            return Truth.UNKNOWN if given is None else Truth.of(given < day)
        case After(question, day):
            given = answers.day(question)
            return Truth.UNKNOWN if given is None else Truth.of(given > day)
        case Destination():
            return countries_count(answers, predicate.partnership, atlas)
        case Partnership():
            return all_of((partners_count(answers, predicate), countries_count(answers, predicate, atlas)))
        case Sides(sides, partnership):
            together = [evaluate(partnership, answers, atlas, on)]
            return all_of((*together, *[on_side(side, answers, atlas) for side in sides]))
        case OnDay(_, timing):
            return on_its_day(predicate, due(timing, answers.day(START), on), answers, atlas, on)
        case InTime(timing):
            return due(timing, answers.day(START), on).in_time
        case Confirmed(check):
            return Truth.of(answers.checks.get(check, True))
        case Available() | OpenToApply():
            return Truth.NOT_MET
        case Not(opposite):
            return ~evaluate(opposite, answers, atlas, on)
        case _:
            assert_never(predicate)


def partners_count(answers: Answers, wanted: Partnership) -> Truth:
    """Whether there are partners enough."""
    partners = answers.number(PARTNERS)
    return agreed(
        Truth.MET if least == 0 else Truth.UNKNOWN if partners is None else Truth.of(partners >= least)
        for least in partners_wanted(wanted.min_partners, wanted.partner_too, answers.chosen(APPLICANT))
    )


def partners_wanted(least: int, partner_too: frozenset[str], applicant: frozenset[str] | None) -> Collection[int]:
    """How many partners beside the applicant it can be that are asked for: one less of who is a partner too."""
    if not least or not partner_too or (applicant is not None and applicant.isdisjoint(partner_too)):
        return (least,)
    return (least - 1,) if applicant is not None and applicant <= partner_too else (least - 1, least)


def countries_count(answers: Answers, wanted: Partnership, atlas: Atlas) -> Truth:
    """Whether the places are in countries enough, or one of them is a destination.

    Where the visitor is established decides which places are abroad: unanswered, every possibility must agree."""
    if wanted.min_countries == 0 and not wanted.area:
        return Truth.MET
    places = answers.chosen(PLACE)
    codes = [PlaceCode(code) for code in places or ()]
    found = agreed(_from(view, codes, wanted, atlas) for view in seen_from(answers, codes, wanted, atlas))
    return found if places is not None or found is Truth.MET else Truth.UNKNOWN


def agreed(truths: Iterable[Truth]) -> Truth:
    """What all of them say."""
    outcomes = set(truths)
    return outcomes.pop() if len(outcomes) == 1 else Truth.UNKNOWN


def on_its_day(predicate: OnDay, found: Due, answers: Answers, atlas: Atlas, on: date) -> Truth:
    """With the members of the days that count for the start (`Due.judged_within`), never of a day before today; unknown, where
    they disagree. Without a start those of today, but what could still come to be met is not known. `found` is what the
    dates make of the start."""
    truth = agreed(
        evaluate(predicate.predicate, answers, one, on)
        for one in judged_by(predicate, found, answers.day(START), atlas, on)
    )
    if START in answers or truth is not Truth.NOT_MET:
        return truth
    later = (evaluate(predicate.predicate, answers, atlas.at(turn), on) for turn in predicate.turns)
    return Truth.of(False) if all(one is Truth.NOT_MET for one in later) else Truth.UNKNOWN


def judged_by(predicate: OnDay, found: Due, start: date | None, atlas: Atlas, on: date) -> Iterator[Atlas]:
    """The members that may count for the start, by period; today's, as long as no start is known."""
    if start is None:
        yield atlas
        return
    first, last = found.judged_within(start)
    yield atlas.at(max(first, on))
    for turn in predicate.turns:
        if first < turn <= last:
            yield atlas.at(max(turn, on))


class View(NamedTuple):
    """From where abroad is seen: the country that counts as home (None: none of the places'), and, seen from there, the
    visitor's own place among the destinations (None: it is none)."""

    home: PlaceCode | None
    own: PlaceCode | None = None


SOMEWHERE = PlaceCode("")
"""A visitor's own place that is not known yet."""


def seen_from(answers: Answers, codes: Iterable[PlaceCode], wanted: Partnership, atlas: Atlas) -> Collection[View]:
    """The views, as far as they make a difference: from where the visitor is established, or, for those whom the address rule
    does not bind, from where the others are. Seen from there the visitor's own place is a destination, whether or not it is
    named beside where the guests come from."""
    base = answers.chosen(BASE)
    bound = [View(home) for home in homes_of(base, codes, atlas)]
    here = atlas.countries_in(wanted.home) if wanted.not_for else frozenset[PlaceCode]()
    chosen = answers.chosen(APPLICANT) if here else frozenset[str]()
    if chosen is not None and chosen.isdisjoint(wanted.not_for):
        return bound
    own = (SOMEWHERE,) if base is None else tuple(map(PlaceCode, base))
    free = [View(home, at) for home in here for at in own]
    return free if chosen is not None and chosen <= wanted.not_for else [*bound, *free]


def on_side(side: Side, answers: Answers, atlas: Atlas) -> Truth:
    """Whether enough of the applicant and the partners are established in the area. In each place named is at least one
    partner; of more partners than places it is only known that they are in one of these."""
    base, places, partners = answers.chosen(BASE), answers.chosen(PLACE), answers.number(PARTNERS)
    at_home = Truth.UNKNOWN if base is None else agreed(atlas.within(PlaceCode(code), side.area) for code in base)
    surely, possibly = int(at_home is Truth.MET), int(at_home is not Truth.NOT_MET)
    if places is None:
        return Truth.MET if surely >= side.least else Truth.UNKNOWN
    truths = [atlas.within(PlaceCode(code), side.area) for code in places]
    met, lost = truths.count(Truth.MET), truths.count(Truth.NOT_MET)
    more = None if partners is None else max(partners - len(truths), 0)
    surely += met + ((more or 0) if met == len(truths) else 0)
    possibly += len(truths) - lost
    if surely >= side.least:
        return Truth.MET
    if lost == len(truths):
        return Truth.of(False) if possibly < side.least else Truth.UNKNOWN
    return Truth.UNKNOWN if more is None or possibly + more >= side.least else Truth.NOT_MET


def homes_of(base: frozenset[str] | None, codes: Iterable[PlaceCode], atlas: Atlas) -> Collection[PlaceCode | None]:
    """The countries that the visitor may be established in, as far as the places make a difference; None: another one."""
    known = atlas.homes(base)
    return known if known is not None else {None, *(country for code in codes for country in atlas.countries_of(code))}


def _from(view: View, codes: list[PlaceCode], wanted: Partnership, atlas: Atlas) -> Truth:
    more = int(view.own == SOMEWHERE)
    if view.own is not None and not more:
        codes = [*codes, view.own]
    one_counts = partial(counts, home=view.home, wanted=wanted, atlas=atlas)
    counting = {code: one_counts(code) for code in codes}
    perhaps = _perhaps(codes, one_counts, atlas)
    return enough(counting, max(wanted.min_countries, 1), wanted.area, atlas, perhaps, perhaps_more=more)


def _perhaps(codes: Iterable[PlaceCode], one_counts: Callable[[PlaceCode], Truth], atlas: Atlas) -> Iterator[PlaceCode]:
    """What may count of the groups that span several countries, each of which stands for as many as it has."""
    groups = (code for code in codes if atlas.country(code) is None)
    return (one for code in groups for one in atlas.places_of(code) if one_counts(one) is not Truth.NOT_MET)


def counts(code: PlaceCode, home: PlaceCode | None, wanted: Partnership, atlas: Atlas) -> Truth:
    """Whether one place counts for somebody established in the country `home` (None: in none of the places' countries)."""
    country = atlas.country(code)
    if country is None and home is not None:
        return agreed(_in_group(code, home, wanted, atlas))
    if country is None or country != home or (wanted.home_counts and wanted.min_countries == 0):
        return atlas.within(code, wanted.area) if wanted.area else Truth.MET
    named = atlas.within(code, wanted.area, by_name=True)
    if wanted.min_countries == 0:
        return named
    if not atlas.names_beyond(wanted.area, wanted.home):
        return Truth.of(False)
    return all_of((named, ~atlas.within(code, wanted.home)))


def _in_group(code: PlaceCode, home: PlaceCode, wanted: Partnership, atlas: Atlas) -> set[Truth]:
    """What a member of the group may count as. Those outside the home country count the same whichever that is."""
    spread = atlas.spread(code, wanted.area)
    if home not in spread.members:
        return set(spread.countries)
    at_home = spread.truths[home]
    elsewhere = {truth for truth, number in spread.countries.items() if number > (truth in at_home)}
    return elsewhere | {counts(member, home, wanted, atlas) for member in spread.members[home]}


def _any_place(chosen: frozenset[str] | None, area: Area, atlas: Atlas) -> Truth:
    if chosen is None:
        return Truth.UNKNOWN
    return any_of(atlas.within(PlaceCode(code), area) for code in chosen)


def enough(
    counting: Mapping[PlaceCode, Truth],
    wanted: int,
    area: Area,
    atlas: Atlas,
    perhaps: Iterable[PlaceCode],
    *,
    perhaps_more: int = 0,
) -> Truth:
    """Whether the places that count lie in so many countries. A group of several countries is one of them at least; `perhaps` are
    those of its members that may count. `perhaps_more`: so many countries more, of places that are not known yet."""
    surely = {atlas.counted(code, area) for code, truth in counting.items() if truth is Truth.MET}
    if max(len(surely - {None}), 1 if surely else 0) >= wanted:
        return Truth.MET
    possible = {atlas.counted(code, area) for code, truth in counting.items() if truth is not Truth.NOT_MET} - {None}
    for member in perhaps:
        if len(possible) + perhaps_more >= wanted:
            break
        possible.add(atlas.counted(member, area))
    return Truth.UNKNOWN if len(possible) + perhaps_more >= wanted else Truth.NOT_MET


def waiting_for(predicate: Predicate, answers: Answers, atlas: Atlas, on: date) -> tuple[QuestionName, ...]:
    """The questions whose answer can still settle an unknown predicate; one that was answered too coarsely is named again."""
    match predicate:
        case Destination():
            return waiting_for(predicate.partnership, answers, atlas, on)
        case Partnership():
            partners, countries = partners_count(answers, predicate), countries_count(answers, predicate, atlas)
            if all_of((partners, countries)) is not Truth.UNKNOWN:
                return ()
            asked = _whether_enough(answers, predicate) if partners is Truth.UNKNOWN else ()
            return (*asked, *_where_from(answers, predicate, atlas)) if countries is Truth.UNKNOWN else asked
        case Sides(sides, partnership):
            if evaluate(predicate, answers, atlas, on) is not Truth.UNKNOWN:
                return ()
            asked = waiting_for(partnership, answers, atlas, on)
            if any(on_side(side, answers, atlas) is Truth.UNKNOWN for side in sides):
                unanswered = [question for question in (PLACE, BASE, PARTNERS) if question not in answers]
                asked = (*asked, *(unanswered or nearer(PLACE, answers, atlas, partnership.area)))
            return tuple(dict.fromkeys(asked))
        case OnDay(inside, timing, _):
            if evaluate(predicate, answers, atlas, on) is not Truth.UNKNOWN:
                return ()
            found = due(timing, answers.day(START), on)
            judged = list(judged_by(predicate, found, answers.day(START), atlas, on))
            if START not in answers and evaluate(inside, answers, atlas, on) is Truth.NOT_MET:
                later = [name for turn in predicate.turns for name in waiting_for(inside, answers, atlas.at(turn), on)]
                return tuple(dict.fromkeys((START, *later)))
            return tuple(dict.fromkeys(name for one in judged for name in waiting_for(inside, answers, one, on)))
        case _:
            if evaluate(predicate, answers, atlas, on) is not Truth.UNKNOWN:
                return ()
            area = predicate.area if isinstance(predicate, AnyPlace) else Area()
            return tuple(
                [one for one in questions_of(predicate) if one not in answers or nearer(one, answers, atlas, area)]
            )


def nearer(question: QuestionName, answers: Answers, atlas: Atlas, area: Area) -> tuple[QuestionName, ...]:
    """The question again, where one of the places given can be named more closely, and that can settle whether it lies in the
    area: of what counts only in part, all that lies in it is as uncertain, and what surely does or does not is settled."""
    value = answers.values.get(question)
    codes = [PlaceCode(code) for code in value if code in atlas] if isinstance(value, frozenset) else []
    unsettled = [
        code for code in codes if not area or GroupId(code) in atlas.meant or atlas.within(code, area) is Truth.UNKNOWN
    ]
    return (question,) if any(atlas.is_settled_nearer(code, area) for code in unsettled) else ()


def _whether_enough(answers: Answers, wanted: Partnership) -> tuple[QuestionName, ...]:
    """How many partners there are, or, where that is known, who applies: one of them, or not."""
    if PARTNERS not in answers:
        return (PARTNERS,)
    return (APPLICANT,) if wanted.partner_too and APPLICANT not in answers else ()


def _where_from(answers: Answers, wanted: Partnership, atlas: Atlas) -> tuple[QuestionName, ...]:
    """Whether the places are to be named, or named more closely, or where the visitor is established, or who applies."""
    codes = [PlaceCode(code) for code in answers.chosen(PLACE) or ()]
    views = seen_from(answers, codes, wanted, atlas)
    free = [view.own for view in views if view.own is not None]
    unanswered: tuple[QuestionName, ...] = ()
    if SOMEWHERE in free or len({_from(view, codes, wanted, atlas) for view in views}) > 1:
        asked = (BASE, *((APPLICANT,) if wanted.not_for else ()))
        unanswered = tuple([question for question in asked if question not in answers])
    if PLACE not in answers:
        return (PLACE, *unanswered)
    if unanswered:
        return unanswered
    base = answers.chosen(BASE) or ()
    is_coarse = any(atlas.country(PlaceCode(code)) is None for code in base) or any(map(atlas.is_divided, free))
    return nearer(PLACE, answers, atlas, wanted.area) or ((BASE,) if is_coarse else ())
