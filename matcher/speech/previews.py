"""What staff wrote, as visitors will read it: a rule as a sentence, and what the fields of an instrument ask for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.languages import LANGUAGES, Label
from matcher.engine.answers import APPLICANT, Answers, QuestionName
from matcher.engine.availability import Availability, availability
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.demands import criteria_of
from matcher.engine.predicates import Available, Confirmed
from matcher.engine.ruleset import EngineRule, RuleEffect
from matcher.engine.timing import Timing, TimingKind, Window
from matcher.models import Scope
from matcher.rules.entries import QuestionEntry, RuleEntry
from matcher.rules.holding import held, working_site
from matcher.rules.ruleset import instrument_of, rule_of
from matcher.rules.site import Site
from matcher.speech.conditions import rule_sentence
from matcher.speech.naming import Namer
from matcher.speech.rounds import day_of_year, season_of_starts
from matcher.speech.sentences import Teller
from matcher.speech.writing import all_of, listed, long_date

TOPICS: dict[Topic, Label] = {
    Topic.GOAL: gettext_lazy("goals"),
    Topic.APPLICANT: gettext_lazy("who may apply"),
    Topic.DISCIPLINE: gettext_lazy("disciplines"),
    Topic.BASE: gettext_lazy("applicant established in"),
    Topic.WHERE: gettext_lazy("destinations or partner countries"),
    Topic.PARTNERS: gettext_lazy("partners"),
    Topic.BUDGET: gettext_lazy("minimum in euros"),
    Topic.MONTHS: gettext_lazy("lasts at most, in months"),
    Topic.START: gettext_lazy("when to apply"),
    Topic.AVAILABILITY: pgettext_lazy("of a route", "state"),
    Topic.CHECK: pgettext_lazy("what one looks into oneself", "check"),
}


@dataclass(frozen=True, slots=True)
class RuleTeller:
    """Tells rules as sentences, in the names of one edition; of nobody in particular."""

    site: Site

    def sentence(self, rule: RuleEntry, scope: str = "") -> str:
        """The rule in the active language, with the days on which it holds. `scope` stands for what it holds for."""
        try:
            read = rule_of(rule, frozenset(), self.site.all(QuestionEntry))
        except KeyError:
            return _("A question that this rule asks about is out of use: nobody can answer it.")
        except ValueError:
            return _("A condition of this rule is not complete: mend it below.")
        count = 1 if scope else len(rule.scope.instruments)
        told = rule_sentence(read, Namer(self.site.words), scope or self.scope(rule), count or 1)
        return " ".join([told, *limits_of(rule)])

    def scope(self, rule: RuleEntry) -> str:
        """What the rule holds for."""
        match rule.scope.kind:
            case Scope.EVERYTHING:
                return _("every route")
            case Scope.PROGRAMME:
                programme = self.site.get(ProgrammeEntry, rule.scope.programme or "")
                return _("every route of “%(programme)s”") % {"programme": programme.name if programme else "…"}
            case Scope.LEVEL:
                level = rule.scope.level
                return _("every route of the level “%(level)s”") % {"level": level.label if level else "…"}
            case Scope.INSTRUMENTS:
                return all_of(f"“{self.site.words.instrument(slug)}”" for slug in rule.scope.instruments) or "…"


def rules_told(site: Site, slug: str, on: date) -> list[str]:
    """What the rules say that hold for one route on a day, in the order of their names; of some that say the same, one."""
    mine = [rule.id for rule in site.ruleset.rules if rule.holds(on) and slug in rule.instruments]
    entries = sorted((site.all(RuleEntry)[rule] for rule in mine), key=lambda one: one.name)
    return list(dict.fromkeys(str(one.because) for one in entries))


def is_plain_advice(rule: EngineRule) -> bool:
    return rule.effect is RuleEffect.ADVISE and not rule.when


def limits_of(rule: RuleEntry) -> Iterator[str]:
    """The days on which a rule holds, where it does not always."""
    if rule.valid_from:
        yield _("Holds from %(day)s.") % {"day": long_date(rule.valid_from)}
    if rule.valid_until:
        yield _("Holds until %(day)s.") % {"day": long_date(rule.valid_until)}
    if not rule.is_active:
        yield _("Not in force now.")


def field_sentences(entry: InstrumentEntry, site: Site) -> list[tuple[str, str, str]]:
    """What the fields of a route ask of a visitor who does not meet them: the topic, in Dutch, in English."""
    told: list[list[tuple[Topic, str]]] = []
    for language in LANGUAGES:
        with override(language):
            told.append(list(_told(entry, site)))
    return [(str(TOPICS[topic]), nl, en) for (topic, nl), (_topic, en) in zip(*told, strict=True)]


def _told(entry: InstrumentEntry, site: Site) -> Iterator[tuple[Topic, str]]:
    read = instrument_of(entry)
    teller = Teller(site.compiled(localdate()), site.words, Answers())
    checks = {f"{entry.id}.{check.id}": str(check.statement) for check in entry.checks}
    for criterion in criteria_of(read, _any_question):
        yield criterion.topic, teller.unmet(criterion)
        if criterion.topic is Topic.BASE and read.base_not_for:
            who = teller.namer.options(APPLICANT, read.base_not_for)
            said = _("Where you are established plays no part for you: %(applicants)s.") % {"applicants": who}
            yield Topic.BASE, said
    for sentence in timing_sentences(read.timing):
        yield Topic.START, sentence
    if availability(read.timing, localdate()) is Availability.CLOSED:
        closed = Criterion(Topic.AVAILABILITY, (Available(),), can_change=False)
        yield Topic.AVAILABILITY, teller.unmet(closed, read.timing.state)
    for check in read.checks:
        known = check in site.words.checks
        yield (
            Topic.CHECK,
            teller.unmet(Criterion(Topic.CHECK, (Confirmed(check),), can_change=True)) if known else checks[check],
        )


def option_names(columns: Mapping[str, Any], values: Sequence[str]) -> str:
    """The options of a condition, as the columns of its entry have it, by their labels."""
    question = columns["question"].key
    words = held().words
    if any((question, value) not in words.options for value in values):  # one that waits to be published
        words = working_site().words
    return listed(words.option(question, value) for value in values)


def timing_sentences(timing: Timing) -> Iterator[str]:
    """By when to apply, as far as it is known without a start."""
    if timing.kind is TimingKind.ROLLING:
        yield _lead(timing)
    if timing.season is not None:
        yield season_of_starts(timing.season)
    for window in timing.windows:
        yield _yearly(window)
    for call in timing.calls:
        if call.opens and call.closes:
            values = {"opens": long_date(call.opens), "closes": long_date(call.closes)}
            yield _("Apply from %(opens)s to %(closes)s.") % values
        elif call.closes:
            yield _("Apply by %(closes)s.") % {"closes": long_date(call.closes)}
        elif call.opens:
            yield _("Apply from %(opens)s; the last day is not known.") % {"opens": long_date(call.opens)}


def _lead(timing: Timing) -> str:
    if timing.lead_months is not None:
        months = timing.lead_months
        return ngettext(
            "Apply at least %(n)d month before the start.", "Apply at least %(n)d months before the start.", months
        ) % {"n": months}
    if timing.lead_days is not None:
        days = timing.lead_days
        return ngettext(
            "Apply at least %(n)d day before the start.", "Apply at least %(n)d days before the start.", days
        ) % {"n": days}
    return _("Apply at any time before the start.")


def _yearly(window: Window) -> str:
    """A day of every year, with the year in which it was last seen, as far as that is known."""
    said = _of_every_year(window)
    return f"{said} {_('Last seen in %(year)s.') % {'year': window.last_seen}}" if window.last_seen else said


def _of_every_year(window: Window) -> str:
    closes = day_of_year(window.submit_by)
    if window.start_from is None:
        return _("Apply by %(closes)s, every year.") % {"closes": closes}
    values = {"closes": closes, "since": day_of_year(window.start_from)}
    if window.start_to is None:
        return _("Apply by %(closes)s, every year, for a start from %(since)s.") % values
    values["until"] = day_of_year(window.start_to)
    return _("Apply by %(closes)s, every year, for a start from %(since)s to %(until)s.") % values


def _any_question(_question: QuestionName) -> bool:
    return True
