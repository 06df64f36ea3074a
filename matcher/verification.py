"""What is wrong with the rules in force, in sentences that staff can act on, each with an example to open where there is one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from matcher.address import write
from matcher.current import Current
from matcher.engine.answers import START, QuestionName
from matcher.engine.verify import Fault, Finding, verify
from matcher.sentences import all_of, long_date

SENTENCES: dict[Fault, str] = {
    Fault.UNREACHABLE: _("Nobody can get “%(subject)s”: whatever one answers, something fails."),
    Fault.NEVER_CERTAIN: _(
        "“%(subject)s” may fit, but no answer makes it certain. Some of its places may count only in part."
    ),
    Fault.FOR_EVERYBODY: _("“%(subject)s” asks nothing of anybody: everybody gets to see it."),
    Fault.RULE_FOR_NOTHING: _("The rule “%(subject)s” is for no route at all."),
    Fault.RULE_OVER: _("The period of the rule “%(subject)s” has passed."),
    Fault.RULE_NEVER_FIRES: _("No answer meets all conditions of the rule “%(subject)s”."),
    Fault.RULE_CHANGES_NOTHING: _(
        "The rule “%(subject)s” changes nothing: the facts of %(others)s say the same already."
    ),
    Fault.RULE_SHUTS_OUT: _(
        "The rule “%(subject)s” requires what %(others)s does not allow. If it is meant to exclude, let it say so."
    ),
    Fault.UNKNOWN_OPTION: _("A condition asks for the answer %(others)s to “%(subject)s”, which does not offer it."),
    Fault.OPTION_NEVER_MATTERS: _("The answer %(others)s to “%(subject)s” changes nothing."),
    Fault.QUESTION_NEVER_MATTERS: _("Nothing depends on the question “%(subject)s”."),
    Fault.GROUP_OVER: _("The list “%(subject)s” holds no places on this day, but is asked for by %(others)s."),
    Fault.STARTS_OVERLAP: _("For a start on %(day)s, two rounds of “%(subject)s” close on different days."),
    Fault.STARTS_LEFT_OUT: _(
        "No round of “%(subject)s” serves a start on %(day)s, though rounds before and after it do."
    ),
    Fault.NO_DEADLINE: _("“%(subject)s”: it is not known by when to apply."),
    Fault.NO_AMOUNT: _("“%(subject)s”: it is not known how much it gives."),
}
OF_A_RULE = {
    Fault.RULE_FOR_NOTHING,
    Fault.RULE_OVER,
    Fault.RULE_NEVER_FIRES,
    Fault.RULE_CHANGES_NOTHING,
    Fault.RULE_SHUTS_OUT,
}
OF_A_QUESTION = {Fault.UNKNOWN_OPTION, Fault.OPTION_NEVER_MATTERS, Fault.QUESTION_NEVER_MATTERS}


@dataclass(frozen=True, slots=True)
class Told:
    finding: Finding
    sentence: str
    example: str
    """The address of results that show it, "" where nothing does."""


def verified(now: Current, on: date) -> Iterator[Told]:
    """Every fault of the rules in force on a day, as it is found, in the active language."""
    options = {
        QuestionName(name): tuple(option.value for option in asked.options)
        for name, asked in now.words.questions.items()
    }
    for finding in verify(now.compiled(on), options):
        yield Told(finding, sentence(finding, now), example(finding, now, on))


def sentence(finding: Finding, now: Current) -> str:
    day = finding.example.day(START) if finding.example else None
    return gettext(SENTENCES[finding.fault]) % {
        "subject": subject(finding, now),
        "others": all_of(named(finding, one, now) for one in finding.others),
        "day": long_date(day) if day else "",
    }


def subject(finding: Finding, now: Current) -> str:
    words = now.words
    if finding.fault in OF_A_RULE:
        return finding.subject
    if finding.fault in OF_A_QUESTION:
        return words.question(finding.subject)
    say: Callable[[str], str] = words.place if finding.fault is Fault.GROUP_OVER else words.instrument
    return say(finding.subject)


def named(finding: Finding, one: str, now: Current) -> str:
    if finding.fault in OF_A_QUESTION:
        return f"“{now.words.option(finding.subject, one)}”"
    return f"“{now.words.instrument(one)}”"


def example(finding: Finding, now: Current, on: date) -> str:
    if finding.example is None:
        return ""
    return f"{reverse('results')}?{write(now.ruleset, finding.example, on=on)}"
