"""Codes and values of the engine as sentences, in the active language.

Whole sentences with named places to fill in, so that every language can order its words. Reasons are `met`, `unmet` and
`unknown` of a criterion; a change is what to do about it."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from matcher.engine.answers import (
    APPLICANT,
    AT,
    BASE,
    ONLINE,
    PARTNERS,
    PLACE,
    START,
    Answers,
    PlaceCode,
    QuestionName,
    Value,
)
from matcher.engine.availability import Availability
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion, Topic, looks_at
from matcher.engine.evaluation import counts, evaluate
from matcher.engine.places import Area
from matcher.engine.predicates import (
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
    answered,
    questions_of,
    undated,
)
from matcher.engine.ruleset import EngineRule, InstrumentId, RuleEffect
from matcher.engine.timing import State
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Change
from matcher.rules.words import Words, say
from matcher.speech.rounds import (
    Say,
    in_time,
    not_by_applying,
    outside_season,
    round_unsure,
    season_of_starts,
    starts,
    too_late,
)
from matcher.speech.writing import all_of, at_most, euros, in_a_sentence, long_date, lowered, one_of


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what a compiled ruleset makes of one set of answers. `day` writes a date: in words for people, ISO for programs."""

    compiled: Compiled
    words: Words
    answers: Answers
    day: Say = long_date

    # Names

    def options(self, question: str, values: Iterable[str], join: Callable[[Iterable[str]], str] = one_of) -> str:
        those = frozenset(values)

        def said() -> str:
            asked = self.words.questions.get(question)
            order = {one.value: index for index, one in enumerate(asked.options)} if asked else {}
            ordered = sorted(those, key=lambda value: (order.get(value, len(order)), value))
            return join(lowered(self.words.option(question, value)) for value in ordered)

        return self._kept(said, question, those, join)

    def area(self, area: Area) -> str:
        if not area:
            return _("another country than your own")
        named = (*area.groups, *area.places)
        return self._kept(lambda: one_of(self._placed(code) for code in named), named)

    def _kept(self, say: Callable[[], str], *about: Hashable) -> str:
        """What the words keep as it is said in the active language; else it is put together."""
        return self.words.said.of((get_language(), *about), say)

    def answer(self, name: QuestionName) -> str:
        """What was answered, in words."""
        value = self.answers.values[name]
        asked = self.words.questions[name]
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int):
            return self._number(name, value)
        if asked.kind in ("place", "places"):
            return all_of(self.words.place(code) for code in sorted(value))
        return self.options(name, value, all_of)

    def places(self, codes: Iterable[str]) -> str:
        return all_of(self._placed(code) for code in sorted(codes))

    def _placed(self, code: str) -> str:
        return in_a_sentence(code, self.words.place(code))

    def question(self, name: str) -> str:
        return lowered(self.words.question(name))

    # Reasons

    def met(self, criterion: Criterion) -> str:
        """Why a criterion holds. "" for a rule that does not touch these answers: there is nothing to say."""
        if criterion.topic in (Topic.RULE, Topic.CHECK):
            return self._met(criterion)
        asked = looks_at(criterion) | ({APPLICANT} if criterion.topic is Topic.BASE else set())
        return self._reason(
            lambda: self._met(criterion), "met", criterion, *[self._given_to(one) for one in sorted(asked)]
        )

    def _given_to(self, question: QuestionName) -> Value | None:
        return self.answers.values.get(question)

    def _reason(self, say: Callable[[], str], *about: Hashable) -> str:
        """What hangs on the day, on how days are written, and on what else it is about; said once for all the same."""
        return self._kept(say, self.compiled.on, self.day, *about)

    def _met(self, criterion: Criterion) -> str:
        predicate = undated(criterion.any_of[0])
        match criterion.topic, predicate:
            case Topic.GOAL, AnyOf(question, values):
                return _("Serves your goal: %(goals)s.") % {"goals": self._given(question, values)}
            case Topic.APPLICANT, AnyOf(question, values):
                return _("Open to you: %(applicants)s.") % {"applicants": self._given(question, values)}
            case Topic.DISCIPLINE, AnyOf(question, values):
                if not values.isdisjoint(self.answers.chosen(question) or ()):
                    return _("Your discipline counts: %(disciplines)s.") % {
                        "disciplines": self._given(question, values)
                    }
                who = self._given(APPLICANT, self.answers.chosen(APPLICANT) or frozenset())
                return _("Which art it is about plays no part for you: %(applicants)s.") % {"applicants": who}
            case Topic.BASE, AnyPlace(_question, area):
                if self.compiled.settle(Criterion(Topic.BASE, (predicate,), False), self.answers) is Truth.MET:
                    return _("You are established where it asks: %(area)s.") % {"area": self.area(area)}
                who = self._given(APPLICANT, self.answers.chosen(APPLICANT) or frozenset())
                return _("Where you are established plays no part for you: %(applicants)s.") % {"applicants": who}
            case Topic.WHERE, Not():
                return ""
            case Topic.WHERE, AnyPlace(_, area) if len(criterion.any_of) > 1:
                return ""
            case Topic.WHERE, Destination(area) | AnyPlace(_, area):
                return _("Your destination counts: %(places)s.") % {"places": self._counting(area)}
            case Topic.PARTNERS, Partnership():
                return self._enough_partners(predicate)
            case Topic.PARTNERS, Sides():
                return _("You are together where it asks: %(partners)s.") % {"partners": self._sides(predicate)}
            case Topic.BUDGET, AtLeast(_question, limit):
                return _("Your budget reaches the minimum of %(amount)s.") % {"amount": euros(limit)}
            case Topic.MONTHS, AtMost(_question, limit):
                said = ngettext(
                    "Your project is not too long: it lasts at most %(n)d month.",
                    "Your project is not too long: it lasts at most %(n)d months.",
                    limit,
                )
                return said % {"n": limit}
            case Topic.START, InTime(timing):
                if not self.compiled.timetable.agenda(timing).weighs_start:
                    return ""
                found = self.compiled.timetable.due(timing, self.answers.day(START))
                if found.submit_by is None and timing.season is not None:
                    return season_of_starts(timing.season)
                return in_time(found, self.day)
            case Topic.CHECK, Confirmed(check):
                statement = say(self.words.checks.get(check, {}))
                return _("You say that this holds: “%(statement)s”") % {"statement": statement}
            case Topic.AVAILABILITY, _predicate:
                return _("This route can be applied for.")
            case _:
                return self._holding(criterion)

    def unmet(self, criterion: Criterion, state: State = State.CLOSED) -> str:
        """Why a criterion fails. `state` is what the source says of a route that is not available."""
        start = self._given_to(START) if criterion.topic is Topic.START else None
        told = self._reason(lambda: self._unmet(criterion, state), "unmet", criterion, state, start)
        return " ".join([told, *self._not_at_home(criterion)])

    def _unmet(self, criterion: Criterion, state: State) -> str:
        predicate = undated(criterion.any_of[0])
        match criterion.topic, predicate:
            case Topic.GOAL, AnyOf(question, values):
                return _("Only for these goals: %(goals)s.") % {"goals": self.options(question, values)}
            case Topic.APPLICANT, AnyOf(question, values):
                return _("Only open to these applicants: %(applicants)s.") % {
                    "applicants": self.options(question, values)
                }
            case Topic.DISCIPLINE, AnyOf(question, values):
                return _("Only for these disciplines: %(disciplines)s.") % {
                    "disciplines": self.options(question, values, all_of)
                }
            case Topic.BASE, AnyPlace(_question, area):
                return _("Only for those established in %(area)s.") % {"area": self.area(area)}
            case Topic.WHERE, Destination(area):
                return _("Your destination does not count. Those that do: %(area)s.") % {"area": self.area(area)}
            case Topic.WHERE, Not(AnsweredAs(_, where)) if where == {ONLINE}:
                return _("This is for a journey or a stay, and not for what happens online.")
            case Topic.WHERE, Not():
                return _("This pays for what happens elsewhere, and not for what happens where you are.")
            case Topic.WHERE, AnyPlace(_, area):
                return _("Only for what happens here: %(area)s.") % {"area": self.area(area)}
            case Topic.PARTNERS, Partnership():
                return _("This route asks for %(partners)s.") % {"partners": self._partnership(predicate)}
            case Topic.PARTNERS, Sides():
                return _("This route asks for %(partners)s.") % {"partners": self._sides(predicate)}
            case Topic.ADMISSION, OpenToApply(how):
                return not_by_applying(how)
            case Topic.BUDGET, AtLeast(_question, limit):
                return _("Your budget lies below the minimum of %(amount)s.") % {"amount": euros(limit)}
            case Topic.MONTHS, AtMost(_question, limit):
                said = ngettext("A project lasts at most %(n)d month.", "A project lasts at most %(n)d months.", limit)
                return said % {"n": limit}
            case Topic.START, InTime(timing):
                start = self.answers.day(START)
                if start is not None and timing.season is not None and not timing.season.holds(start):
                    return outside_season(timing.season)
                return too_late(self.compiled.timetable.due(timing, start).possible, self.day)
            case Topic.CHECK, Confirmed(check):
                statement = say(self.words.checks.get(check, {}))
                return _("You say that this does not hold: “%(statement)s”") % {"statement": statement}
            case Topic.AVAILABILITY, _predicate:
                if state is State.ENDED:
                    return _("This route has ended.")
                return _("This route is closed: no new round has been announced.")
            case _:
                return self._because(criterion)

    def _uncertain(self, asked: str, question: QuestionName, areas: Iterable[Area]) -> str:
        """Of a place that counts only in part, or of which no source says whether it counts: nothing nearer settles it. What is
        said of such a place is told with it."""
        said = _("It asks for %(area)s. Whether your place counts is not certain: ask.") % {"area": asked}
        return " ".join([said, *dict.fromkeys(self._in_part(question, areas))])

    def _in_part(self, question: QuestionName, areas: Iterable[Area]) -> Iterator[str]:
        """What is said of those of the places named that count only in part."""
        tree, named = self.compiled.atlas.tree, self.answers.chosen(question) or frozenset()
        around = {PlaceCode(line) for code in sorted(named) if code in tree for line in tree.line(PlaceCode(code))}
        for group in dict.fromkeys(group for area in areas for group in area.groups):
            for one in self.words.in_part.get(group, ()):
                if one.place in around and one.holds(self.compiled.on):
                    note = {"place": self._placed(one.place), "note": say(one.note).rstrip(".")}
                    yield _("About %(place)s: %(note)s.") % note

    def unknown(self, criterion: Criterion, questions: Iterable[QuestionName]) -> str:
        """What a criterion waits for, and what it will ask."""
        predicate = undated(criterion.any_of[0])
        named = list(questions)
        if not named and START in self.answers and isinstance(criterion.any_of[0], OnDay):
            return _("Which countries take part changes before your start. Whether yours do then, we don't know: ask.")
        if named == [START] and isinstance(criterion.any_of[0], OnDay):
            return _("Depends on when you start: which countries take part changes.")
        coarse = PLACE in named and PLACE in self.answers
        match criterion.topic, predicate:
            case Topic.GOAL, AnyOf(question, values):
                return _("Depends on your goal. It serves these: %(goals)s.") % {
                    "goals": self.options(question, values)
                }
            case Topic.APPLICANT, AnyOf(question, values):
                return _("Depends on who applies. It is open to: %(applicants)s.") % {
                    "applicants": self.options(question, values)
                }
            case Topic.DISCIPLINE, AnyOf(question, values):
                if question in self.answers:
                    either = [
                        one.values for one in criterion.any_of if isinstance(one, AnyOf) and one.question in named
                    ]
                    who = self.options(APPLICANT, frozenset[str]().union(*either), all_of)
                    return _("Depends on who applies: whatever art it is about, it counts for %(applicants)s.") % {
                        "applicants": who
                    }
                return _("Depends on your discipline. It is there for: %(disciplines)s.") % {
                    "disciplines": self.options(question, values)
                }
            case (Topic.BASE, AnyPlace(question, area)) | (Topic.WHERE, AnyPlace(question, area)) if (
                question in self.answers and not named
            ):
                return self._uncertain(self.area(area), question, [area])
            case Topic.WHERE, Destination(area) if PLACE in self.answers and not named:
                return self._uncertain(self.area(area), PLACE, [area])
            case Topic.BASE, AnyPlace(_question, area):
                if BASE in self.answers:
                    return _("Say more precisely where you are established: it asks for %(area)s.") % {
                        "area": self.area(area)
                    }
                return _("Depends on where you are established: it asks for %(area)s.") % {"area": self.area(area)}
            case Topic.WHERE, AnyPlace() if AT in named and PLACE in self.answers:
                return _("Depends on where it happens: at your own house, or with those you work with.")
            case Topic.WHERE, Destination(area) | AnyPlace(_, area):
                if coarse:
                    return _("Say more precisely where you go: it asks for %(area)s.") % {"area": self.area(area)}
                return _("Depends on where you go: it asks for %(area)s.") % {"area": self.area(area)}
            case Topic.PARTNERS, Partnership() if PLACE in self.answers and not named:
                return self._uncertain(self._partnership(predicate), PLACE, [predicate.area])
            case Topic.PARTNERS, Sides() if PLACE in self.answers and not named:
                areas = [predicate.partnership.area, *[side.area for side in predicate.sides]]
                return self._uncertain(self._sides(predicate), PLACE, areas)
            case Topic.PARTNERS, Partnership():
                if coarse and PARTNERS not in named:
                    return _("Say more precisely where your partners are: it asks for %(partners)s.") % {
                        "partners": self._partnership(predicate)
                    }
                return _("Depends on your partners: it asks for %(partners)s.") % {
                    "partners": self._partnership(predicate)
                }
            case Topic.PARTNERS, Sides():
                return _("Depends on your partners: it asks for %(partners)s.") % {"partners": self._sides(predicate)}
            case Topic.BUDGET, AtLeast(_question, limit):
                return _("Depends on your budget: at least %(amount)s.") % {"amount": euros(limit)}
            case Topic.MONTHS, AtMost(_question, limit):
                said = ngettext(
                    "Depends on how long the project lasts: at most %(n)d month.",
                    "Depends on how long the project lasts: at most %(n)d months.",
                    limit,
                )
                return said % {"n": limit}
            case Topic.START, InTime(timing) if START in self.answers:
                start, on = self.answers.day(START), self.compiled.on
                left = (start or on) - on
                if self.compiled.timetable.agenda(timing).standing is Availability.EXPECTED:
                    return _("No new call has been announced, and your start is near: it probably comes too late. Ask.")
                return round_unsure(self.compiled.timetable.due(timing, start), timing.least_lead, left, self.day)
            case Topic.START, InTime(_timing):
                return _("Depends on when you start.")
            case Topic.CHECK, Confirmed(check):
                statement = say(self.words.checks.get(check, {}))
                return _("Depends on who applies: you say that this does not hold: “%(statement)s”") % {
                    "statement": statement
                }
            case _:
                asked = all_of(self.question(name) for name in named)
                return _("What we still need to know: %(questions)s. %(because)s") % {
                    "questions": asked,
                    "because": self._because(criterion),
                }

    def change(self, criterion: Criterion, change: Change | None) -> str:
        """What to answer otherwise, as a part of a sentence; "" where nothing can be."""
        if change is None:
            return ""
        predicate = undated(criterion.any_of[0])
        match criterion.topic, predicate:
            case Topic.START, InTime(timing):
                possible = self.compiled.timetable.due(timing, self.answers.day(START)).possible
                return starts(possible, self.day) if possible else ""
            case Topic.PARTNERS, Partnership():
                told = self._partnership(predicate)
                if self._at_home(predicate):
                    return _("%(partners)s, outside your own country") % {"partners": told}
                return told
            case Topic.PARTNERS, Sides():
                return self._sides(predicate)
            case Topic.WHERE, Destination(area) | AnyPlace(_, area):
                return _("a place in %(area)s") % {"area": self.area(area)}
            case _topic, Not(AllPlaces(question, area)) if question != BASE:
                return _("a place outside %(area)s") % {"area": self.area(area)}
            case Topic.BUDGET, AtLeast(_question, limit):
                return _("a budget of at least %(amount)s") % {"amount": euros(limit)}
            case Topic.MONTHS, AtMost(_question, limit):
                said = ngettext("a project of at most %(n)d month", "a project of at most %(n)d months", limit)
                return said % {"n": limit}
            case Topic.GOAL, AnyOf(question, values):
                return _("as goal: %(goals)s") % {"goals": self.options(question, self._possible(question, values))}
            case Topic.APPLICANT, AnyOf(question, values):
                return _("with another as applicant: %(applicants)s") % {
                    "applicants": self.options(question, self._possible(question, values))
                }
            case Topic.CHECK, Confirmed(check):
                return _("this holds: “%(statement)s”") % {"statement": say(self.words.checks.get(check, {}))}
            case _:
                helping = [one for one in criterion.any_of if change.question in questions_of(one)]
                return self.condition(answered(helping[0])) if helping else ""

    def _possible(self, question: QuestionName, values: frozenset[str]) -> frozenset[str]:
        """The options with which the plan would still be the same plan; all, where the change table knows of none."""
        allow = self.compiled.plan_changes.allow
        return frozenset(one for one in values if allow({question: frozenset({one})}, self.answers)) or values

    # Parts of sentences

    def condition(self, predicate: Predicate) -> str:
        """A predicate as a condition: "the goal is touring"."""
        match predicate:
            case AnyOf(question, values):
                return _("%(question)s: %(values)s") % self._said(question, self.options(question, values))
            case AnsweredAs(question, values):
                return _("%(question)s: %(values)s, if you say so") % self._said(
                    question, self.options(question, values)
                )
            case NoneOf(question, values):
                return _("%(question)s: not %(values)s") % self._said(question, self.options(question, values))
            case AllWithin(question, values):
                return _("%(question)s: only %(values)s") % self._said(question, self.options(question, values))
            case AnyPlace(question, area) if question == BASE:
                return _("you are established in %(area)s") % {"area": self.area(area)}
            case NoPlace(question, area) if question == BASE:
                return _("you are not established in %(area)s") % {"area": self.area(area)}
            case AnyPlace(question, area):
                return _("%(question)s lies in %(values)s") % self._said(question, self.area(area))
            case NoPlace(question, area):
                return _("%(question)s does not lie in %(values)s") % self._said(question, self.area(area))
            case AllPlaces(question, area) if question == BASE:
                return _("you are established in %(area)s alone") % {"area": self.area(area)}
            case AllPlaces(question, area):
                return _("%(question)s lies wholly in %(values)s") % self._said(question, self.area(area))
            case CountsAtLeast(question, area, count):
                said = self._said(question, self.area(area)) | {"count": count}
                return (
                    ngettext(
                        "%(question)s counts at least %(count)d country in %(values)s",
                        "%(question)s counts at least %(count)d different countries, all in %(values)s",
                        count,
                    )
                    % said
                )
            case AtLeast(question, limit):
                return _("%(question)s is at least %(values)s") % self._said(question, self._number(question, limit))
            case AtMost(question, limit):
                return _("%(question)s is at most %(values)s") % self._said(question, self._number(question, limit))
            case AnsweredFrom(question, limit):
                return _("%(question)s is at least %(values)s, if you say so") % self._said(
                    question, self._number(question, limit)
                )
            case Before(question, day):
                return _("%(question)s is before %(values)s") % self._said(question, self.day(day))
            case After(question, day):
                return _("%(question)s is after %(values)s") % self._said(question, self.day(day))
            case Destination(area):
                return _("a place counts in %(values)s") % {"values": self.area(area)}
            case Partnership():
                return _("there are %(values)s") % {"values": self._partnership(predicate)}
            case Sides():
                return _("there are %(values)s") % {"values": self._sides(predicate)}
            case OnDay(inside):
                return self.condition(inside)
            case OpenToApply():
                return _("one can apply for it")
            case InTime():
                return _("the start can still be applied for")
            case Confirmed(check):
                return _("this holds: “%(statement)s”") % {"statement": say(self.words.checks.get(check, {}))}
            case Available():
                return _("the route is open")
            case Not(AllWithin(question, values)):
                return _("%(question)s: not only %(values)s") % self._said(question, self.options(question, values))
            case Not(AllPlaces(question, area)) if question == BASE:
                return _("you are not established in %(area)s alone") % {"area": self.area(area)}
            case Not(AllPlaces(question, area)):
                return _("%(question)s does not lie wholly in %(values)s") % self._said(question, self.area(area))
            case Not(opposite):
                return _("it does not hold that %(condition)s") % {"condition": self.condition(opposite)}
            case _:
                assert_never(predicate)

    def rule(self, rule: EngineRule, scope: str, count: int = 1) -> str:
        """A rule as one sentence; `scope` names what it holds for, `count` how many names that are."""
        when = all_of(f"“{self.condition(predicate)}”" for predicate in rule.when)
        said: dict[str, object] = {"scope": scope}
        match rule.effect:
            case RuleEffect.REQUIRE:
                said["required"] = self.condition(rule.require) if rule.require else "…"
                then = ngettext("%(scope)s asks: “%(required)s”", "%(scope)s ask: “%(required)s”", count)
            case RuleEffect.EXCLUDE:
                then = ngettext("%(scope)s is out", "%(scope)s are out", count)
            case RuleEffect.POINTS:
                said["points"] = ngettext("%(points)+d point", "%(points)+d points", abs(rule.points)) % {
                    "points": rule.points
                }
                then = ngettext("%(scope)s gets %(points)s", "%(scope)s get %(points)s", count)
            case RuleEffect.ADVISE:
                then = _("this advice is given with %(scope)s")
            case RuleEffect.LIMIT:
                said["sum"] = at_most(rule.max_eur, rule.max_rate_pct)
                then = ngettext("%(scope)s pays at most %(sum)s", "%(scope)s pay at most %(sum)s", count)
            case _:
                assert_never(rule.effect)
        if not when:
            return _("Always: %(then)s.") % {"then": then % said}
        return _("With %(when)s: %(then)s.") % {"when": when, "then": then % said}

    def another(self, instrument: InstrumentId) -> str:
        """Who applies for it instead of such a visitor, and why; "" where nobody does."""
        applicants = sorted(self.answers.chosen(APPLICANT) or ())
        reasons = (self.words.through.get((instrument, one)) for one in applicants)
        return next((say(found[0]) for found in reasons if found), "")

    def advice(self, rule: str) -> str:
        return say(self.words.rules.get(rule, {}))

    def _because(self, criterion: Criterion) -> str:
        because = say(self.words.rules.get(criterion.rule, {})) if criterion.rule else ""
        if because:
            return because
        return _("It asks this: %(condition)s.") % {
            "condition": one_of(f"“{self.condition(predicate)}”" for predicate in criterion.any_of)
        }

    def _holding(self, criterion: Criterion) -> str:
        """What holds of that which a rule requires, rather than that the rule is not about these answers."""
        rule = self.compiled.rule.get(criterion.rule) if criterion.rule else None
        wanted = criterion.any_of if rule is None else (rule.require,) if rule.require else ()
        met = [one for one in wanted if evaluate(one, self.answers, self.compiled.atlas, self.compiled.on) is Truth.MET]
        if not met:
            return ""
        return _("What it asks holds: %(condition)s.") % {
            "condition": all_of(f"“{self.condition(one)}”" for one in met)
        }

    def _said(self, question: str, values: str) -> dict[str, object]:
        return {"question": self.question(question), "values": values}

    def _number(self, question: str, number: int) -> str:
        asked = self.words.questions.get(question)
        return euros(number) if asked and asked.kind == "money" else str(number)

    def _given(self, question: str, values: frozenset[str]) -> str:
        """Those of the values that the visitor named."""
        chosen = self.answers.chosen(QuestionName(question)) or frozenset()
        return self.options(question, chosen & values, all_of)

    def _counting(self, area: Area) -> str:
        """The places that count; where none of those named does, the visitor's own."""
        named = self.answers.chosen(PLACE) or frozenset()
        for chosen in (named, self.answers.chosen(BASE) or frozenset()):
            counted = [one for one in chosen if self.compiled.atlas.within(PlaceCode(one), area) is Truth.MET]
            if counted:
                return self.places(counted)
        return self.places(named)

    def _enough_partners(self, wanted: Partnership) -> str:
        """That there are enough; and which of the places count for nothing, for who is there may not take part."""
        told = (
            _("You have partners enough, in countries enough: it asks for %(partners)s.")
            if wanted.min_countries > 1
            else _("You have the partners that it asks for: %(partners)s.")
        ) % {"partners": self._partnership(wanted)}
        outside = self._outside(wanted.area)
        return (
            " ".join([told, _("Not counted for it: %(places)s.") % {"places": self.places(outside)}])
            if outside
            else told
        )

    def _not_at_home(self, criterion: Criterion) -> Iterator[str]:
        """Which of the places count for nothing because they lie in the visitor's own country."""
        predicate = undated(criterion.any_of[0])
        wanted = predicate.partnership if isinstance(predicate, Destination | Sides) else predicate
        if isinstance(wanted, Partnership) and (at_home := self._at_home(wanted)):
            yield _("What lies in your own country does not count: %(places)s.") % {"places": self.places(at_home)}

    def _at_home(self, wanted: Partnership) -> list[PlaceCode]:
        """The places in the area that would count for somebody from elsewhere."""
        atlas, homes = self.compiled.atlas, self.compiled.atlas.homes(self.answers.chosen(BASE)) or frozenset()
        own = [
            (PlaceCode(code), atlas.tree.country(PlaceCode(code)))
            for code in sorted(self.answers.chosen(PLACE) or ())
            if code in atlas.tree and (wanted.area or wanted.min_countries)
        ]
        return [
            code
            for code, country in own
            if country in homes
            and counts(code, None, wanted, atlas) is Truth.MET
            and counts(code, country, wanted, atlas) is Truth.NOT_MET
        ]

    def _outside(self, area: Area) -> list[str]:
        """The places abroad that do not lie in the area."""
        atlas = self.compiled.atlas
        own = {atlas.tree.country(PlaceCode(code)) for code in self.answers.chosen(BASE) or () if code in atlas.tree}
        named = [code for code in sorted(self.answers.chosen(PLACE) or ()) if area and code in atlas.tree]
        abroad = [code for code in named if atlas.tree.country(PlaceCode(code)) not in own]
        return [code for code in abroad if atlas.within(PlaceCode(code), area) is Truth.NOT_MET]

    def _partnership(self, wanted: Partnership) -> str:
        partners = ngettext("at least %(n)d partner", "at least %(n)d partners", wanted.min_partners) % {
            "n": wanted.min_partners
        }
        area = self.area(wanted.area)
        if wanted.min_countries > 1:
            values = {"partners": partners, "n": wanted.min_countries, "area": area}
            match bool(wanted.min_partners), bool(wanted.area):
                case True, True:
                    return _("%(partners)s in %(n)d different countries, all in %(area)s") % values
                case True, False:
                    return _("%(partners)s in %(n)d different countries other than your own") % values
                case False, True:
                    return _("partners in at least %(n)d different countries, all in %(area)s") % values
                case _:
                    return _("partners in at least %(n)d different countries other than your own") % values
        if wanted.area or wanted.min_countries:
            if not wanted.min_partners:
                return _("a partner in %(area)s") % {"area": area}
            return _("%(partners)s in %(area)s") % {"partners": partners, "area": area}
        return partners

    def sides(self, wanted: Sides) -> str:
        """Where a partnership has members, as a sentence."""
        return _("Together you are established in: %(sides)s.") % {"sides": self._each_side(wanted)}

    def _sides(self, wanted: Sides) -> str:
        """A member on each of two sides is a partner already, and a side that is named need not be named again."""
        partnership = wanted.partnership
        sides = all_of(map(self._one_of_you, wanted.sides))
        is_said = len(wanted.sides) > max(1, partnership.min_partners) and partnership.min_countries <= 1
        if is_said or not (partnership.min_partners or partnership.min_countries):
            return sides
        if any(side.area == partnership.area for side in wanted.sides):
            partnership = replace(partnership, area=Area())
        return _("%(partners)s, and %(sides)s") % {"partners": self._partnership(partnership), "sides": sides}

    def _one_of_you(self, side: Side) -> str:
        said = {"area": self.area(side.area), "n": side.least}
        return (_("%(n)d of you in %(area)s") if side.least > 1 else _("one of you in %(area)s")) % said

    def _each_side(self, wanted: Sides) -> str:
        return all_of(
            self.area(side.area)
            if side.least == 1
            else _("%(area)s (at least %(n)d)") % {"area": self.area(side.area), "n": side.least}
            for side in wanted.sides
        )
