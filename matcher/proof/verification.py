"""What is wrong with the published rules, in sentences that staff can act on, each with an example to open where there is one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from catalogue.editions.edition import Edition
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry
from catalogue.freshness import contacts_seen
from catalogue.languages import in_active_language
from catalogue.models import InstrumentSource
from matcher.answers.address import Asked, write
from matcher.answers.advisers import advisers_of_plan
from matcher.answers.next_steps import openings
from matcher.answers.obstacles import obstacles
from matcher.engine.answers import APPLICANT, START, Answers, QuestionName
from matcher.engine.classes import Classes
from matcher.engine.compile import Compiled
from matcher.engine.match import match
from matcher.engine.ruleset import Ruleset
from matcher.engine.verify import Fault, Finding, Step, steps
from matcher.models import Rule
from matcher.proof.sentences.asked_by_sources import (
    Asking,
    asked_by_sources,
    members_by_sources,
    not_as_asked,
    not_as_counted,
)
from matcher.proof.sentences.claims import Claim, statements, unsaid
from matcher.proof.sentences.group_words import unsaid_of_group
from matcher.proof.sentences.reviewed import only_told, reviews, rules_by_route
from matcher.proof.sentences.rule_words import unsaid_of_rule
from matcher.proof.sentences.vocabulary import Sense
from matcher.rules.entries import RuleEntry
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.sentences import Teller
from matcher.speech.shelf_lives import shelf_lives
from matcher.speech.writing import all_of, long_date, one_of

E = TypeVar("E", bound=Entry)
OF_SENSE: Mapping[Sense, str] = {
    Sense.EUR: _("euro"),
    Sense.PCT: _("per cent"),
    Sense.DAY: _("days"),
    Sense.WEEK: _("weeks"),
    Sense.MONTH: _("months"),
    Sense.YEAR: _("years"),
}
OF_ASKING: Mapping[Asking, str] = {
    Asking.STATUS: _("the status that is needed first"),
    Asking.THROUGH: _("who applies for whom"),
    Asking.SIDES: _("the sides of the partnership"),
    Asking.ROUNDS: _("the number of rounds a year"),
    Asking.ADMISSION: _("whether one can apply"),
}
SENTENCES: dict[Fault, str] = {
    Fault.UNREACHABLE: _("Nobody can get “%(subject)s”: whatever one answers, something fails."),
    Fault.NEVER_CERTAIN: _(
        "“%(subject)s” may fit, but no answer makes it certain. Some of its places may count only in part."
    ),
    Fault.NOT_FROM_HERE: _(
        "Nobody who is established here can get “%(subject)s”: it is for applicants from elsewhere."
    ),
    Fault.FOR_EVERYBODY: _("“%(subject)s” asks nothing of anybody: everybody gets to see it."),
    Fault.RULE_FOR_NOTHING: _("The rule “%(subject)s” is for no route at all."),
    Fault.RULE_OVER: _("The period of the rule “%(subject)s” has passed."),
    Fault.RULE_NEVER_FIRES: _("No answer meets all conditions of the rule “%(subject)s”."),
    Fault.RULE_CHANGES_NOTHING: _(
        "The rule “%(subject)s” changes nothing: the facts of %(others)s, or other rules, say the same already."
    ),
    Fault.RULE_FOR_CLOSED: _(
        "The rule “%(subject)s” changes nothing now: nobody can get %(others)s, whatever the rule says."
    ),
    Fault.RULE_SHUTS_OUT: _(
        "The rule “%(subject)s” requires what %(others)s does not allow. If it is meant to exclude, let it say so."
    ),
    Fault.RULES_CONTRADICT: _(
        "The rules “%(subject)s” and “%(other)s” contradict each other for %(others)s: nobody can follow both."
    ),
    Fault.UNKNOWN_OPTION: _("A condition asks for the answer %(others)s to “%(subject)s”, which does not offer it."),
    Fault.OPTION_NEVER_MATTERS: _("The answer %(others)s to “%(subject)s” changes nothing."),
    Fault.QUESTION_NEVER_MATTERS: _("Nothing depends on the question “%(subject)s”."),
    Fault.GROUP_OVER: _("The list “%(subject)s” holds no places on this day, but is asked for by %(others)s."),
    Fault.STARTS_OVERLAP: _("For a start on %(day)s, two rounds of “%(subject)s” close on different days."),
    Fault.STARTS_LEFT_OUT: _(
        "No round of “%(subject)s” serves a start on %(day)s, though rounds before and after it do."
    ),
    Fault.ROUND_OFF_PATTERN: _("“%(subject)s”: a dated round closes on a day that none of its yearly rounds names."),
    Fault.CLOSED_WITH_ROUNDS: _("“%(subject)s” is closed, though it names a day of every year to apply by."),
    Fault.ROUND_SERVES_NOTHING: _(
        "“%(subject)s”: a round closes after all the starts that it is for, so that it serves nobody."
    ),
    Fault.TOO_FEW_MEMBERS: _(
        "“%(subject)s” asks for more countries than its area has, or for partners where no place counts: nobody can get it."
    ),
    Fault.CHECK_FOR_NOBODY: _("“%(subject)s”: a check is for applicants alone that the route is not for."),
    Fault.STATUS_FROM_NOWHERE: _(
        "“%(subject)s” needs a status first, and no route is named that gives it, or that route has ended."
    ),
    Fault.CHANGE_FOR_NOTHING: _("A possible change of the answer to “%(subject)s” would open no route at all."),
    Fault.NO_DEADLINE: _("“%(subject)s”: it is not known by when to apply."),
    Fault.NO_AMOUNT: _("“%(subject)s”: it is not known how much it gives."),
    Fault.NO_SOURCE: _("“%(subject)s”: no source says where its facts come from."),
    Fault.CONTACT_NOT_CONFIRMED: _("“%(subject)s”: look on its own page and confirm %(others)s."),
    Fault.RULE_OTHER_SOURCE: _("The rule “%(subject)s” has a source that none of the routes that it is for names."),
    Fault.ONLY_TOLD: _("“%(subject)s” says %(others)s, and no field, rule or check of it does."),
    Fault.NOT_SAID: _("“%(subject)s” has %(others)s in a field, and neither its words nor its sources say so."),
    Fault.NOT_AS_ASKED: _("“%(subject)s”: its fields and its sources do not say the same of %(others)s."),
    Fault.RULE_NOT_SAID: _("The rule “%(subject)s” and its reason do not agree on %(others)s."),
    Fault.MEMBER_NOT_SAID: _("“%(subject)s”: its words do not say from when, until when or how %(others)s counts."),
    Fault.ENDS_WITH_NOTHING: _(
        "%(subject)s: %(ended)s of %(plans)s plans leave no route that gives money, even after one change; %(beside)s of "
        "those have a network or a label beside it. %(advice)s"
    ),
    Fault.ENDS_WITH_A_CHANGE: _(
        "%(subject)s: %(ended)s of %(plans)s plans leave a route that gives money only after one change. %(advice)s"
    ),
}
TITLES: dict[Fault, str] = {
    Fault.UNREACHABLE: _("Routes that nobody can get"),
    Fault.NEVER_CERTAIN: _("Routes that are never certain"),
    Fault.NOT_FROM_HERE: _("Routes for applicants from elsewhere"),
    Fault.FOR_EVERYBODY: _("Routes that everybody gets"),
    Fault.RULE_FOR_NOTHING: _("Rules for no route"),
    Fault.RULE_OVER: _("Rules of which the period has passed"),
    Fault.RULE_NEVER_FIRES: _("Rules that never hold"),
    Fault.RULE_CHANGES_NOTHING: _("Rules that change nothing"),
    Fault.RULE_FOR_CLOSED: _("Rules for closed routes"),
    Fault.RULE_SHUTS_OUT: _("Rules against the facts of a route"),
    Fault.RULES_CONTRADICT: _("Rules against each other"),
    Fault.UNKNOWN_OPTION: _("Answers that are not offered"),
    Fault.OPTION_NEVER_MATTERS: _("Answers that change nothing"),
    Fault.QUESTION_NEVER_MATTERS: _("Questions that change nothing"),
    Fault.GROUP_OVER: _("Lists of places outside their period"),
    Fault.STARTS_OVERLAP: _("Rounds that overlap"),
    Fault.STARTS_LEFT_OUT: _("Starts between two rounds"),
    Fault.ROUND_OFF_PATTERN: _("Dated rounds beside the yearly ones"),
    Fault.CLOSED_WITH_ROUNDS: _("Closed routes with yearly rounds"),
    Fault.ROUND_SERVES_NOTHING: _("Rounds that serve nobody"),
    Fault.TOO_FEW_MEMBERS: _("Too few places for what is asked"),
    Fault.CHECK_FOR_NOBODY: _("Checks for nobody"),
    Fault.STATUS_FROM_NOWHERE: _("A status that no route gives"),
    Fault.CHANGE_FOR_NOTHING: _("Possible changes that open nothing"),
    Fault.NO_DEADLINE: _("No day to apply by"),
    Fault.NO_AMOUNT: _("No amount"),
    Fault.NO_SOURCE: _("No source"),
    Fault.CONTACT_NOT_CONFIRMED: _("Numbers and addresses that are not confirmed"),
    Fault.RULE_OTHER_SOURCE: _("Rules from another source"),
    Fault.ONLY_TOLD: _("Conditions that are only told"),
    Fault.NOT_SAID: _("Figures that no source says"),
    Fault.NOT_AS_ASKED: _("Fields that say more or less than their sources"),
    Fault.RULE_NOT_SAID: _("Rules that their reason does not say"),
    Fault.MEMBER_NOT_SAID: _("Members that no words explain"),
    Fault.ENDS_WITH_NOTHING: _("Plans that end with nothing"),
    Fault.ENDS_WITH_A_CHANGE: _("Plans that only a change saves"),
}
"""Each kind of fault in a few words."""
IN_ORDER = {fault: place for place, fault in enumerate(Fault)}
OF_A_RULE = {
    Fault.RULE_FOR_NOTHING,
    Fault.RULE_OVER,
    Fault.RULE_NEVER_FIRES,
    Fault.RULE_CHANGES_NOTHING,
    Fault.RULE_FOR_CLOSED,
    Fault.RULE_SHUTS_OUT,
    Fault.RULES_CONTRADICT,
    Fault.RULE_OTHER_SOURCE,
    Fault.RULE_NOT_SAID,
}
OF_A_QUESTION = {
    Fault.UNKNOWN_OPTION,
    Fault.OPTION_NEVER_MATTERS,
    Fault.QUESTION_NEVER_MATTERS,
    Fault.CHANGE_FOR_NOTHING,
}
OF_AN_APPLICANT = {Fault.ENDS_WITH_NOTHING, Fault.ENDS_WITH_A_CHANGE}


@dataclass(frozen=True, slots=True)
class Told:
    finding: Finding
    sentence: str
    example: str
    """The address of results that show it, "" where nothing does."""


class Stage(NamedTuple):
    """One step of a verification; after the last one, `done` is `of`."""

    done: int
    of: int
    told: tuple[Told, ...]


def verified(now: Site, on: date) -> list[Told]:
    """Every fault of the published rules on a day, kind by kind, in the active language."""
    return in_order(one for stage in stages(now, on) for one in stage.told)


def in_order(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda one: IN_ORDER[one.finding.fault])


def stages(now: Site, on: date) -> Iterator[Stage]:
    """As `verified`, as it is found, so that somebody who waits can be told how far it is."""
    done = 0
    for step in kept_steps(now.compiled(on), now.words.offered()):
        done, of = step.done, step.of + 1
        yield Stage(done, of, tuple(tell(one, now, on) for one in step.findings))
    facts = (
        *read_sources().findings(now.ruleset),
        *old_contacts(now, on),
        *statuses(now, on),
        *only_told_findings(now.edition),
        *unsaid_findings(now.edition),
    )
    yield Stage(done + 1, done + 1, tuple(tell(one, now, on) for one in facts))


_steps: WeakKeyDictionary[Compiled, tuple[Step, ...]] = WeakKeyDictionary()
"""What was found in a compiled ruleset, as long as somebody holds that."""


def kept_steps(compiled: Compiled, offered: Mapping[QuestionName, Sequence[str]]) -> Iterator[Step]:
    """Found as it is asked for; who asks again has all of it at once."""
    if compiled in _steps:
        yield from _steps[compiled]
        return
    found = []
    for step in steps(Classes(compiled, offered)):
        found.append(step)
        yield step
    _steps[compiled] = tuple(found)


def old_contacts(now: Site, on: date) -> Iterator[Finding]:
    """The organisations of which a number or an address is past its shelf life, with those."""
    for slug, entry in now.all(OrganisationEntry).items():
        old = tuple(
            one.contact.value or str(one.contact.text)
            for one in contacts_seen(entry, shelf_lives(now), on)
            if one.is_stale
        )
        if old:
            yield Finding(Fault.CONTACT_NOT_CONFIRMED, slug, old)


def statuses(now: Site, on: date) -> Iterator[Finding]:
    """The routes that need a status which no route gives that is still there."""
    compiled = now.compiled(on)
    for slug, (_status, giving) in now.words.needs_first.items():
        if slug in compiled and (giving is None or giving not in compiled or compiled.has_ended(giving)):
            yield Finding(Fault.STATUS_FROM_NOWHERE, slug)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where facts come from, which only the rows know: the addresses that instruments and rules name."""

    of_instruments: Mapping[str, frozenset[str]]
    of_rules: Mapping[str, str]

    def findings(self, ruleset: Ruleset) -> Iterator[Finding]:
        for instrument in ruleset.instruments:
            if not self.of_instruments.get(instrument.id):
                yield Finding(Fault.NO_SOURCE, instrument.id)
        for rule in ruleset.rules:
            source = self.of_rules.get(rule.id)
            named = [self.of_instruments.get(one, ()) for one in rule.instruments]
            if source and named and not any(source in those for those in named):
                yield Finding(Fault.RULE_OTHER_SOURCE, rule.id)


def read_sources() -> Sources:
    """Two queries. A source without an address is known by where it was read."""
    named: dict[str, set[str]] = {}
    for slug, url, ref in InstrumentSource.objects.values_list("instrument__slug", "url", "ref"):
        named.setdefault(slug, set()).add(url or ref)
    rules = dict(Rule.objects.exclude(source_url="").values_list("slug", "source_url"))
    return Sources({slug: frozenset(those) for slug, those in named.items()}, rules)


def of_these(edition: Edition, shape: type[E], names: frozenset[Name] | None) -> Iterator[E]:
    """The entries of a kind that are named; None: all."""
    if names is None:
        return iter(edition.all(shape).values())
    keys = sorted(key for kind, key in names if kind == shape.kind_of_entry)
    return (one for key in keys if (one := edition.get(shape, key)) is not None)


def unsaid_findings(edition: Edition, names: frozenset[Name] | None = None) -> Iterator[Finding]:
    """Where fields say what words and sources do not: of routes, of rules and of groups (None: of all)."""
    for route in of_these(edition, InstrumentEntry, names):
        for claim in unsaid(route, statements().get(route.id, ())):
            yield Finding(Fault.NOT_SAID, route.id, (in_words(claim),))
        for asking in not_as_asked(route, asked_by_sources().get(route.id, ())):
            yield Finding(Fault.NOT_AS_ASKED, route.id, (asking,))
    for rule in of_these(edition, RuleEntry, names):
        for asked in unsaid_of_rule(rule):
            yield Finding(Fault.RULE_NOT_SAID, rule.id, (asked,))
    for group in of_these(edition, GroupEntry, names):
        for place, said in unsaid_of_group(group):
            yield Finding(Fault.MEMBER_NOT_SAID, group.id, (place, said))
        for place in not_as_counted(group, members_by_sources().get(group.id, ())):
            yield Finding(Fault.MEMBER_NOT_SAID, group.id, (place, "stated"))


def in_words(claim: Claim) -> str:
    """What a field claims, in the active language: a sum, a length, a day, or what stands in the field."""
    if claim.figure is None:
        return claim.told
    number, sense = claim.figure.number, claim.figure.sense
    if sense is Sense.DATE:
        month, day = divmod(int(number), 100)
        return f"{day:02}-{month:02}"
    written = number_format(f"{number:g}" if number % 1 else int(number), use_l10n=True, force_grouping=True)
    return f"{written} {gettext(OF_SENSE[sense])}" if sense in OF_SENSE else written


def only_told_findings(edition: Edition, names: frozenset[Name] | None = None) -> Iterator[Finding]:
    """Every sentence of a route (None: of all) with a condition that nothing holds and nobody has reviewed, in the active
    language."""
    rules = rules_by_route(edition)
    for entry in of_these(edition, InstrumentEntry, names):
        slug = entry.id
        for one in only_told(entry, rules[slug], reviews().get(slug, ())):
            said = {"nl": one.sentence.nl, "en": one.sentence.en}
            yield Finding(Fault.ONLY_TOLD, slug, (in_active_language(said),))


def tell(finding: Finding, now: Site, on: date) -> Told:
    return Told(finding, sentence(finding, now, on), example(finding, now, on))


def sentence(finding: Finding, now: Site, on: date) -> str:
    day = finding.example.day(START) if finding.example else None
    others = finding.others[1:] if finding.fault is Fault.RULES_CONTRADICT else finding.others
    if finding.fault is Fault.MEMBER_NOT_SAID:
        others = others[:1]
    values = {
        "subject": subject(finding, now),
        "other": "".join(finding.others[:1]),
        "others": all_of(named(finding, one, now) for one in others),
        "day": long_date(day) if day else "",
    }
    if finding.fault in OF_AN_APPLICANT and finding.example:
        figures = [str(number_format(one, use_l10n=True, force_grouping=True)) for one in finding.figures]
        values |= dict(zip(("ended", "plans", "beside"), figures, strict=True))
        values["advice"] = advice(finding.example, now, on)
    return gettext(SENTENCES[finding.fault]) % values


def advice(answers: Answers, now: Site, on: date) -> str:
    """What the results page advises for a plan that ends with nothing."""
    asked = Asked(answers, on, on_given=True)
    compiled = now.compiled(on)
    found = match(compiled, answers)
    if doors := openings(found, Teller(compiled, now.words, answers), most=1):
        return gettext("The example is told: %(change)s.") % {"change": doors[0].words}
    back = one_of(" + ".join(f"“{given.said}”" for given in way.answers) for way in obstacles(now, asked))
    call = one_of(str(one.name) for one in advisers_of_plan(now, answers).all)
    if back and call:
        return gettext("The example is told to take back %(back)s, or to call %(call)s.") % {"back": back, "call": call}
    if back:
        return gettext("The example is told to take back %(back)s.") % {"back": back}
    return gettext("The example is told nothing more.")


def subject(finding: Finding, now: Site) -> str:
    words = now.words
    if finding.fault in OF_A_RULE:
        return finding.subject
    if finding.fault in OF_A_QUESTION:
        return words.question(finding.subject)
    if finding.fault in OF_AN_APPLICANT:
        return words.option(APPLICANT, finding.subject)
    if finding.fault is Fault.CONTACT_NOT_CONFIRMED:
        return str(now.all(OrganisationEntry)[finding.subject].name)
    of_places = (Fault.GROUP_OVER, Fault.MEMBER_NOT_SAID)
    say: Callable[[str], str] = words.place if finding.fault in of_places else words.instrument
    return say(finding.subject)


def named(finding: Finding, one: str, now: Site) -> str:
    if finding.fault is Fault.RULE_NOT_SAID:
        return asked_in_words(one, now)
    if finding.fault is Fault.MEMBER_NOT_SAID:
        return now.words.place(one)
    if finding.fault is Fault.NOT_SAID:
        return one
    if finding.fault is Fault.NOT_AS_ASKED:
        return gettext(OF_ASKING[Asking(one)])
    if finding.fault in OF_A_QUESTION:
        return f"“{now.words.option(finding.subject, one)}”"
    return f"“{one if finding.fault in (Fault.ONLY_TOLD, Fault.CONTACT_NOT_CONFIRMED) else now.words.instrument(one)}”"


def asked_in_words(asked: str, now: Site) -> str:
    """What a rule asks, from its codes: a question with the limit or with the answer."""
    question, *rest = asked.split()
    known = now.words.questions.get(question)
    return f"“{say(known.short) if known else question}: {now.words.option(question, rest[-1])}”"


def example(finding: Finding, now: Site, on: date) -> str:
    if finding.example is None:
        return ""
    return f"{reverse('results')}?{write(now.ruleset, finding.example, on=on)}"
