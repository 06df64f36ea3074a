"""What one change would open."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import assert_never

from .answers import BASE, GOAL, PARTNERS, PLACE, START, Answers, PlaceCode, QuestionKind, QuestionName, Value
from .compile import Compiled
from .days import DAY
from .evaluation import agreed, counts, evaluate, judged_by, on_side
from .places import Area, Atlas
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
    areas_of,
    questions_of,
    undated,
)
from .ranking import place_level
from .timing import earliest_start
from .truth import Truth
from .verdicts import Change

Changes = Mapping[QuestionName, Value | None]
Trials = dict[tuple[tuple[QuestionName, Value | None], ...], "TriedChange"]
"""Of the same answers, by what each changes."""
MADE_FOR = 3
"""From which level a route counts as made for places (`ranking.place_level`): at most a dozen."""
FEW = 6
"""How many places to try before giving up on an area."""


class TriedChange:
    """One change, and what comes of it."""

    def __init__(self, compiled: Compiled, answers: Answers, changes: Changes) -> None:
        self.change = Change(MappingProxyType(dict(changes)))
        self._compiled = compiled
        self._changed = frozenset(changes)
        self._answers = answers.changed(changes)
        self._fails: dict[int, bool] = {}
        self._open: dict[int, tuple[QuestionName, ...]] = {}

    def opens(self, bit: int) -> bool:
        """Whether nothing fails for an instrument, given that only what looks at these questions failed before."""
        compiled, fails = self._compiled, self._fails
        for index in compiled.criteria_of[bit]:
            if index not in fails:
                asks = not compiled.looks_at[index].isdisjoint(self._changed)
                fails[index] = asks and compiled.settle(compiled.criteria[index], self._answers) is Truth.NOT_MET
            if fails[index]:
                return False
        return True

    def waits_for(self, bit: int, failing: Collection[int]) -> Iterator[QuestionName]:
        """The questions that decide whether it goes on opening an instrument: with other answers to them it may not. Of what
        fails now only those count that no change may answer otherwise: where it needs more of another, the change is larger."""
        compiled = self._compiled
        for index in compiled.criteria_of[bit]:
            if index not in self._open:
                asks = not compiled.looks_at[index].isdisjoint(self._changed)
                waits = compiled.waiting(compiled.criteria[index], self._answers) if asks else ()
                if index in failing:
                    waits = tuple([one for one in waits if not compiled.can_change(one)])
                self._open[index] = waits
            yield from self._open[index]


def ways_in(compiled: Compiled, answers: Answers, almost: Mapping[int, Sequence[int]]) -> dict[int, TriedChange]:
    """The change that opens each instrument, where there is one: the first that meets what fails and, tried out, leaves
    nothing failing.

    `almost` has, by the number of the criterion that fails, the instruments for which nothing else does; none of those criteria
    is fixed."""
    trials: Trials = {}
    found: dict[int, TriedChange] = {}
    for index, bits in almost.items():
        found |= first_that_open(compiled, answers, possible_changes(compiled, index, answers), bits, trials)
    return found


def first_that_open(
    compiled: Compiled, answers: Answers, possible: Iterable[Changes], bits: Sequence[int], trials: Trials
) -> dict[int, TriedChange]:
    """Per instrument that some possible change opens, the first. What was tried before is not tried again."""
    found: dict[int, TriedChange] = {}
    left = bits
    for changes in possible if left else ():
        key = tuple(changes.items())
        trial = trials.get(key)
        if trial is None:
            trial = trials[key] = TriedChange(compiled, answers, changes)
        found.update({bit: trial for bit in left if trial.opens(bit)})
        left = [bit for bit in left if bit not in found]
        if not left:
            break
    return found


def possible_changes(compiled: Compiled, index: int, answers: Answers) -> Iterator[Changes]:
    """Other answers that may meet a criterion and leave the plan the same plan, the smallest first. They follow from the
    answers that the criterion looks at, and from what the change table allows with the goals of the plan."""
    for predicate in compiled.criteria[index].any_of:
        if not any(compiled.plan_changes.possible(one, answers) for one in questions_of(predicate)):
            continue
        for changes in ways_to_meet(predicate, answers, compiled):
            if not is_change(changes, answers) or not compiled.plan_changes.allow(changes, answers):
                continue
            if compiled.plan_changes.knows_no_bounds or goes_the_same_way(predicate, changes, answers, compiled):
                yield changes


def goes_the_same_way(predicate: Predicate, changes: Changes, answers: Answers, compiled: Compiled) -> bool:
    """Whether what places are added leaves a plan where it was: one more in a wide area, or in the country of one that it has.
    A partner in the one country that a route is made for is another plan for whoever works with another, as is another country
    to go to, or for it to happen in. Without a goal there is no plan yet."""
    named, added = answers.chosen(PLACE), changes.get(PLACE)
    if named is None or not isinstance(added, frozenset) or GOAL not in answers:
        return True
    atlas = compiled.atlas
    countries = {country for code in named for country in atlas.countries_of(PlaceCode(code))}
    made_for = [area for area in areas_of(predicate) if place_level(area, atlas) >= MADE_FOR]
    asked = undated(predicate)
    leads_there = isinstance(asked, Destination | AnyPlace) or (isinstance(asked, Partnership) and asked.is_journey)
    for code in added - named:
        if leads_there and countries.isdisjoint(atlas.countries_of(PlaceCode(code))):
            return False
        those = [area for area in made_for if atlas.within(PlaceCode(code), area) is Truth.MET]
        if those and all(countries.isdisjoint(atlas.countries_in(area)) for area in those):
            return False
    return True


def is_change(changes: Changes, answers: Answers) -> bool:
    """Whether anything is answered otherwise: on the ground of a day without members there is nothing to add."""
    return any(answers.values.get(question) != value for question, value in changes.items())


def ways_to_meet(
    predicate: Predicate, answers: Answers, compiled: Compiled, on_ground_of: Atlas | None = None
) -> Iterator[Changes]:
    """Other answers under which a failing predicate would no longer fail, the smallest change first; with the members of
    another day, where its atlas is given."""
    atlas = on_ground_of or compiled.atlas
    match predicate:
        case AnyOf(question, values) | AnsweredAs(question, values) | AllWithin(question, values):
            yield from _choose(question, sorted(values), answers, compiled)
        case NoneOf(question, values):
            if compiled.questions[question].kind is QuestionKind.CHOICE:
                others = [one for one in compiled.questions[question].options if one not in values]
                yield from ({question: frozenset({one})} for one in others)
            yield {question: (answers.chosen(question) or frozenset()) - values or None}
        case AnyPlace(question, area):
            yield from _go_to(question, compiled.members(area, atlas), answers, compiled)
        case NoPlace(question, area):
            yield _keep(question, area, Truth.NOT_MET, answers, atlas)
        case AllPlaces(question, area):
            yield _keep(question, area, Truth.MET, answers, atlas)
            yield from ({question: frozenset({code})} for code in compiled.members(area, atlas)[:FEW])
        case CountsAtLeast(question, area, count):
            wanted = Partnership(0, count, area, Area())
            yield {question: _countries(question, wanted, answers, compiled, atlas)}
        case AtLeast(question, limit) | AtMost(question, limit) | AnsweredFrom(question, limit):
            yield {question: limit}
        case Not(AnsweredFrom(question, limit)):
            yield {question: limit - 1}
        case Before(question, day):
            yield {question: day - DAY}
        case After(question, day):
            yield {question: day + DAY}
        case Destination():
            yield {PLACE: _countries(PLACE, predicate.partnership, answers, compiled, atlas)}
        case Partnership():
            yield _partners(predicate, answers, compiled, atlas)
        case Sides():
            yield _on_sides(predicate, answers, compiled, atlas)
        case OnDay(inside):
            for other in _grounds(predicate, answers, compiled):
                yield from ways_to_meet(inside, answers, compiled, other)
            start = answers.day(START)
            if start is not None:
                yield from ({START: other} for other in _other_starts(start, predicate, answers, compiled))
        case InTime(timing):
            start = answers.day(START)
            possible = compiled.timetable.due(timing, start).possible
            if start is not None and possible is not None:
                yield {START: possible.nearest(start)}
        case Not(AllWithin(question, _) | AllPlaces(question, _) | AnsweredAs(question, _)):
            yield {question: None}
        case Not(CountsAtLeast(question, area, _)):
            yield _keep(question, area, Truth.NOT_MET, answers, atlas)
        case Not() | Confirmed() | Available() | OpenToApply():
            return
        case _:
            assert_never(predicate)


def _grounds(predicate: OnDay, answers: Answers, compiled: Compiled) -> Iterator[Atlas]:
    """The members by which a condition may be judged: of today, of the days that count for the start, and without a start those
    to come."""
    tried = [
        compiled.atlas,
        *judged_by(
            predicate,
            compiled.timetable.due(predicate.timing, answers.day(START)),
            answers.day(START),
            compiled.atlas,
            compiled.on,
        ),
    ]
    if START not in answers:
        tried += [compiled.atlas.at(turn) for turn in predicate.turns]
    yield from {id(one): one for one in tried}.values()


def _other_starts(start: date, predicate: OnDay, answers: Answers, compiled: Compiled) -> Iterator[date]:
    """Starts that are judged by other members, and with which the condition does not fail, the closest first."""
    timing = predicate.timing
    tried = {compiled.on}
    for turn in predicate.turns:
        tried |= {turn - DAY, turn, earliest_start(timing, turn)}
        rounds = (chance for chance in compiled.timetable.agenda(timing).chances if chance.closes >= turn)
        tried |= {chance.starts.nearest(start) for chance in rounds}

    outcomes: dict[int, Truth] = {}

    def outcome(atlas: Atlas) -> Truth:
        """With the members of one period, whatever the start: worked out once for all starts that fall in it."""
        if id(atlas) not in outcomes:
            outcomes[id(atlas)] = evaluate(predicate.predicate, answers, atlas, compiled.on)
        return outcomes[id(atlas)]

    def helps(other: date) -> bool:
        periods = judged_by(predicate, compiled.timetable.due(timing, other), other, compiled.atlas, compiled.on)
        return agreed(map(outcome, periods)) is not Truth.NOT_MET

    return filter(helps, sorted(tried, key=lambda other: (abs(other - start), other)))


def _choose(question: QuestionName, values: list[str], answers: Answers, compiled: Compiled) -> Iterator[Changes]:
    """One of the options: instead of the given one, or beside the given ones where several may be chosen."""
    several = compiled.questions[question].kind in (QuestionKind.CHOICES, QuestionKind.PLACES)
    for value in values:
        if several:
            yield {question: (answers.chosen(question) or frozenset()) | {value}}
        yield {question: frozenset({value})}


def _go_to(
    question: QuestionName, codes: Sequence[PlaceCode], answers: Answers, compiled: Compiled
) -> Iterator[Changes]:
    return _choose(question, [str(code) for code in codes[:FEW]], answers, compiled)


def _keep(question: QuestionName, area: Area, truth: Truth, answers: Answers, atlas: Atlas) -> Changes:
    """Only the places about which this holds; none left: the answer taken back."""
    chosen = answers.chosen(question) or frozenset()
    return {question: frozenset(one for one in chosen if atlas.within(PlaceCode(one), area) is truth) or None}


def _partners(wanted: Partnership, answers: Answers, compiled: Compiled, atlas: Atlas) -> Changes:
    changes: dict[QuestionName, Value | None] = {}
    partners = answers.number(PARTNERS)
    if partners is not None and partners < wanted.min_partners:
        changes[PARTNERS] = wanted.min_partners
    if answers.chosen(PLACE) is not None and (wanted.area or wanted.min_countries):
        places = _countries(PLACE, wanted, answers, compiled, atlas)
        if places != answers.chosen(PLACE):
            changes[PLACE] = places
    return changes


def _on_sides(wanted: Sides, answers: Answers, compiled: Compiled, atlas: Atlas) -> Changes:
    """Partners and places as the partnership asks, and one place more on each side that lacks one; first those that serve several
    sides at once."""
    changes = dict(_partners(wanted.partnership, answers, compiled, atlas))
    places = answers.changed(changes).chosen(PLACE)
    if places is None:
        return changes
    added = set(places)
    for side in wanted.sides:
        lacking = answers.changed({**changes, PLACE: frozenset(added)})
        for code in _serving_most(wanted, side, lacking, compiled.members(side.area, atlas), atlas):
            if on_side(side, lacking, atlas) is not Truth.NOT_MET:
                break
            added.add(code)
            lacking = lacking.changed({PLACE: frozenset(added)})
    if added != places:
        changes[PLACE] = frozenset(added)
    partners = answers.number(PARTNERS)
    if partners is not None:
        have = max(partners, wanted.partnership.min_partners)
        enough = _partners_for(wanted, answers.changed(changes), max(have, len(added)), atlas)
        if have < enough:
            changes[PARTNERS] = enough
    return changes


def _partners_for(wanted: Sides, answers: Answers, least: int, atlas: Atlas) -> int:
    """The smallest number of partners, `least` or more, with which no side lacks any: who is elsewhere is a partner too."""
    most = least + max(side.least for side in wanted.sides)
    for number in range(least, most):
        there = answers.changed({PARTNERS: number})
        if all(on_side(side, there, atlas) is not Truth.NOT_MET for side in wanted.sides):
            return number
    return most


def _serving_most(
    wanted: Sides, side: Side, answers: Answers, members: Sequence[PlaceCode], atlas: Atlas
) -> Sequence[PlaceCode]:
    """The members of a side, before all those that lie in other sides that lack one too."""
    others = [one for one in wanted.sides if one != side and on_side(one, answers, atlas) is Truth.NOT_MET]
    if not others:
        return members
    return sorted(members, key=lambda code: -sum(atlas.within(code, one.area) is Truth.MET for one in others))


def _countries(
    question: QuestionName, wanted: Partnership, answers: Answers, compiled: Compiled, atlas: Atlas
) -> frozenset[str]:
    """The places named, and as many more countries of the area as are lacking."""
    home = next((atlas.country(PlaceCode(one)) for one in answers.chosen(BASE) or ()), None)
    chosen = answers.chosen(question) or frozenset()

    def country_that_counts(code: PlaceCode) -> PlaceCode | None:
        met = counts(code, home, wanted, atlas) is Truth.MET
        return atlas.counted(code, wanted.area) if met else None

    counted = {country_that_counts(PlaceCode(one)) for one in chosen} - {None}
    added = set(chosen)
    for code in compiled.members(wanted.area, atlas):
        if len(counted) >= max(wanted.min_countries, 1):
            break
        country = country_that_counts(code)
        if country is not None and country not in counted:
            counted.add(country)
            added.add(code)
    return frozenset(added)
