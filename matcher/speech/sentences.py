"""Criteria of the engine as sentences, in the active language: why one holds, why it does not, what it waits for.

Whole sentences with named places to fill in, so that every language can order its words. Reasons are `met`, `unmet` and
`unknown` of a criterion; a change is what to do about it."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from matcher.engine.evaluation import evaluate
from matcher.engine.named_places import at_home, counting, outside
from matcher.engine.places import Area
from matcher.engine.predicates import (
    AllPlaces,
    AnsweredAs,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Confirmed,
    Destination,
    InTime,
    Not,
    OnDay,
    OpenToApply,
    Partnership,
    Sides,
    answered,
    questions_of,
    undated,
)
from matcher.engine.ruleset import InstrumentId
from matcher.engine.timing import State
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Change
from matcher.rules.words import Words, say
from matcher.speech.conditions import condition, partners_asked, sides_asked
from matcher.speech.naming import Namer
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
from matcher.speech.writing import all_of, euros, long_date, one_of


@dataclass(frozen=True)
class Teller:
    """Says what a compiled ruleset makes of one set of answers. `day` writes a date: in words for people, ISO for programs."""

    compiled: Compiled
    words: Words
    answers: Answers
    day: Say = long_date

    @cached_property
    def namer(self) -> Namer:
        return Namer(self.words, self.day)

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
        return self.namer.kept(say, self.compiled.on, self.day, *about)

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
                    return _("You are established where it asks: %(area)s.") % {"area": self.namer.area(area)}
                who = self._given(APPLICANT, self.answers.chosen(APPLICANT) or frozenset())
                return _("Where you are established plays no part for you: %(applicants)s.") % {"applicants": who}
            case Topic.WHERE, Not():
                return ""
            case Topic.WHERE, AnyPlace(_, area) if len(criterion.any_of) > 1:
                return ""
            case Topic.WHERE, Destination(area) | AnyPlace(_, area):
                return _("Your destination counts: %(places)s.") % {
                    "places": self.namer.places(counting(area, self.answers, self.compiled.atlas))
                }
            case Topic.PARTNERS, Partnership():
                return self._enough_partners(predicate)
            case Topic.PARTNERS, Sides():
                return _("You are together where it asks: %(partners)s.") % {
                    "partners": sides_asked(predicate, self.namer)
                }
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
                return _("Only for these goals: %(goals)s.") % {"goals": self.namer.options(question, values)}
            case Topic.APPLICANT, AnyOf(question, values):
                return _("Only open to these applicants: %(applicants)s.") % {
                    "applicants": self.namer.options(question, values)
                }
            case Topic.DISCIPLINE, AnyOf(question, values):
                return _("Only for these disciplines: %(disciplines)s.") % {
                    "disciplines": self.namer.options(question, values, all_of)
                }
            case Topic.BASE, AnyPlace(_question, area):
                return _("Only for those established in %(area)s.") % {"area": self.namer.area(area)}
            case Topic.WHERE, Destination(area):
                return _("Your destination does not count. Those that do: %(area)s.") % {"area": self.namer.area(area)}
            case Topic.WHERE, Not(AnsweredAs(_, where)) if where == {ONLINE}:
                return _("This is for a journey or a stay, and not for what happens online.")
            case Topic.WHERE, Not():
                return _("This pays for what happens elsewhere, and not for what happens where you are.")
            case Topic.WHERE, AnyPlace(_, area):
                return _("Only for what happens here: %(area)s.") % {"area": self.namer.area(area)}
            case Topic.PARTNERS, Partnership():
                return _("This route asks for %(partners)s.") % {"partners": partners_asked(predicate, self.namer)}
            case Topic.PARTNERS, Sides():
                return _("This route asks for %(partners)s.") % {"partners": sides_asked(predicate, self.namer)}
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
                    note = {"place": self.namer.place(one.place), "note": say(one.note).rstrip(".")}
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
                    "goals": self.namer.options(question, values)
                }
            case Topic.APPLICANT, AnyOf(question, values):
                return _("Depends on who applies. It is open to: %(applicants)s.") % {
                    "applicants": self.namer.options(question, values)
                }
            case Topic.DISCIPLINE, AnyOf(question, values):
                if question in self.answers:
                    either = [
                        one.values for one in criterion.any_of if isinstance(one, AnyOf) and one.question in named
                    ]
                    who = self.namer.options(APPLICANT, frozenset[str]().union(*either), all_of)
                    return _("Depends on who applies: whatever art it is about, it counts for %(applicants)s.") % {
                        "applicants": who
                    }
                return _("Depends on your discipline. It is there for: %(disciplines)s.") % {
                    "disciplines": self.namer.options(question, values)
                }
            case (Topic.BASE, AnyPlace(question, area)) | (Topic.WHERE, AnyPlace(question, area)) if (
                question in self.answers and not named
            ):
                return self._uncertain(self.namer.area(area), question, [area])
            case Topic.WHERE, Destination(area) if PLACE in self.answers and not named:
                return self._uncertain(self.namer.area(area), PLACE, [area])
            case Topic.BASE, AnyPlace(_question, area):
                if BASE in self.answers:
                    return _("Say more precisely where you are established: it asks for %(area)s.") % {
                        "area": self.namer.area(area)
                    }
                return _("Depends on where you are established: it asks for %(area)s.") % {
                    "area": self.namer.area(area)
                }
            case Topic.WHERE, AnyPlace() if AT in named and PLACE in self.answers:
                return _("Depends on where it happens: at your own house, or with those you work with.")
            case Topic.WHERE, Destination(area) | AnyPlace(_, area):
                if coarse:
                    return _("Say more precisely where you go: it asks for %(area)s.") % {"area": self.namer.area(area)}
                return _("Depends on where you go: it asks for %(area)s.") % {"area": self.namer.area(area)}
            case Topic.PARTNERS, Partnership() if PLACE in self.answers and not named:
                return self._uncertain(partners_asked(predicate, self.namer), PLACE, [predicate.area])
            case Topic.PARTNERS, Sides() if PLACE in self.answers and not named:
                areas = [predicate.partnership.area, *[side.area for side in predicate.sides]]
                return self._uncertain(sides_asked(predicate, self.namer), PLACE, areas)
            case Topic.PARTNERS, Partnership():
                if coarse and PARTNERS not in named:
                    return _("Say more precisely where your partners are: it asks for %(partners)s.") % {
                        "partners": partners_asked(predicate, self.namer)
                    }
                return _("Depends on your partners: it asks for %(partners)s.") % {
                    "partners": partners_asked(predicate, self.namer)
                }
            case Topic.PARTNERS, Sides():
                return _("Depends on your partners: it asks for %(partners)s.") % {
                    "partners": sides_asked(predicate, self.namer)
                }
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
                asked = all_of(self.namer.question(name) for name in named)
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
                told = partners_asked(predicate, self.namer)
                if at_home(predicate, self.answers, self.compiled.atlas):
                    return _("%(partners)s, outside your own country") % {"partners": told}
                return told
            case Topic.PARTNERS, Sides():
                return sides_asked(predicate, self.namer)
            case Topic.WHERE, Destination(area) | AnyPlace(_, area):
                return _("a place in %(area)s") % {"area": self.namer.area(area)}
            case _topic, Not(AllPlaces(question, area)) if question != BASE:
                return _("a place outside %(area)s") % {"area": self.namer.area(area)}
            case Topic.BUDGET, AtLeast(_question, limit):
                return _("a budget of at least %(amount)s") % {"amount": euros(limit)}
            case Topic.MONTHS, AtMost(_question, limit):
                said = ngettext("a project of at most %(n)d month", "a project of at most %(n)d months", limit)
                return said % {"n": limit}
            case Topic.GOAL, AnyOf(question, values):
                return _("as goal: %(goals)s") % {
                    "goals": self.namer.options(question, self._possible(question, values))
                }
            case Topic.APPLICANT, AnyOf(question, values):
                return _("with another as applicant: %(applicants)s") % {
                    "applicants": self.namer.options(question, self._possible(question, values))
                }
            case Topic.CHECK, Confirmed(check):
                return _("this holds: “%(statement)s”") % {"statement": say(self.words.checks.get(check, {}))}
            case _:
                helping = [one for one in criterion.any_of if change.question in questions_of(one)]
                return condition(answered(helping[0]), self.namer) if helping else ""

    def _possible(self, question: QuestionName, values: frozenset[str]) -> frozenset[str]:
        """The options with which the plan would still be the same plan; all, where the change table knows of none."""
        allow = self.compiled.plan_changes.allow
        return frozenset(one for one in values if allow({question: frozenset({one})}, self.answers)) or values

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
            "condition": one_of(f"“{condition(predicate, self.namer)}”" for predicate in criterion.any_of)
        }

    def _holding(self, criterion: Criterion) -> str:
        """What holds of that which a rule requires, rather than that the rule is not about these answers."""
        rule = self.compiled.rule.get(criterion.rule) if criterion.rule else None
        wanted = criterion.any_of if rule is None else (rule.require,) if rule.require else ()
        met = [one for one in wanted if evaluate(one, self.answers, self.compiled.atlas, self.compiled.on) is Truth.MET]
        if not met:
            return ""
        return _("What it asks holds: %(condition)s.") % {
            "condition": all_of(f"“{condition(one, self.namer)}”" for one in met)
        }

    def _given(self, question: str, values: frozenset[str]) -> str:
        """Those of the values that the visitor named."""
        chosen = self.answers.chosen(QuestionName(question)) or frozenset()
        return self.namer.options(question, chosen & values, all_of)

    def _enough_partners(self, wanted: Partnership) -> str:
        """That there are enough; and which of the places count for nothing, for who is there may not take part."""
        told = (
            _("You have partners enough, in countries enough: it asks for %(partners)s.")
            if wanted.min_countries > 1
            else _("You have the partners that it asks for: %(partners)s.")
        ) % {"partners": partners_asked(wanted, self.namer)}
        elsewhere = outside(wanted.area, self.answers, self.compiled.atlas)
        return (
            " ".join([told, _("Not counted for it: %(places)s.") % {"places": self.namer.places(elsewhere)}])
            if elsewhere
            else told
        )

    def _not_at_home(self, criterion: Criterion) -> Iterator[str]:
        """Which of the places count for nothing because they lie in the visitor's own country."""
        predicate = undated(criterion.any_of[0])
        wanted = predicate.partnership if isinstance(predicate, Destination | Sides) else predicate
        if isinstance(wanted, Partnership) and (here := at_home(wanted, self.answers, self.compiled.atlas)):
            yield _("What lies in your own country does not count: %(places)s.") % {"places": self.namer.places(here)}
