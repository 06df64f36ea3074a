"""What the page of a rule shows while it is being written: the sentence, what is lacking, whom it touches, and a try."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.answers.address import Asked, write
from matcher.answers.notes import Note
from matcher.engine.answers import Answers
from matcher.engine.ruleset import InstrumentId, RuleEffect
from matcher.engine.truth import Truth
from matcher.models import Persona
from matcher.proof.told_effects import ToldPersona, ToldTurn, told_persona, told_turn
from matcher.proof.trial import Trial
from matcher.speech.conditions import condition
from matcher.speech.naming import Namer
from matcher.speech.writing import long_date

PERSONA, ADDRESS = "_try_persona", "_try_address"
"""The fields of the form in which one says with which answers to try the rule."""
MOST_ROUTES = 12


@dataclass(frozen=True, slots=True)
class ToldTouch:
    """For whom of those who can reach a route the rule does something."""

    route: str
    classes: str
    touched: str
    share: str
    example: str
    """Answers that it touches, as a query; "" where there are none."""
    results: str
    """The page with the results of that example."""


@dataclass(frozen=True, slots=True)
class ToldTouches:
    summary: str
    note: str
    heading: str
    routes: tuple[ToldTouch, ...]
    others: str


@dataclass(frozen=True, slots=True)
class ToldCondition:
    sentence: str
    is_required: bool
    truth: str
    word: str


@dataclass(frozen=True, slots=True)
class ToldTry:
    """`answers` as question and answer."""

    name: str
    on: str
    answers: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    conditions: tuple[ToldCondition, ...]
    turns: tuple[ToldTurn, ...]
    results: str


@dataclass
class Preview:
    """Asked for by the template, once the rows are back as they were: each part is worked out when it is shown."""

    sentences: tuple[tuple[str, str], ...] = ()
    """Language and sentence."""
    period: str = ""
    lacking: tuple[str, ...] = ()
    trial: Trial | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    """What the form says of the answers to try."""

    @cached_property
    def clash(self) -> str:
        """Which conditions never hold together; "" where all of them can."""
        return told_clash(self.trial) if self.trial else ""

    @cached_property
    def touches(self) -> ToldTouches | None:
        return told_touches(self.trial) if self.trial else None

    @cached_property
    def personas(self) -> list[ToldPersona]:
        """Those that would change if the rule were published, each with its answers as a query."""
        trial = self.trial
        if trial is None:
            return []
        return [
            told_persona(one, trial.in_force, trial.if_published, _query(trial, one.after.answers, one.persona.on))
            for one in trial.personas()
        ]

    @cached_property
    def tried(self) -> ToldTry | None:
        query = wanted(self.given)
        return told_try(self.trial, *query) if self.trial and query else None


def wanted(given: Mapping[str, str]) -> tuple[str, dict[str, list[str]]] | None:
    """The answers to try, with the name of the persona if they are one's: those of the address go first."""
    if text := given.get(ADDRESS, "").strip():
        return "", parse_qs(urlsplit(text).query or text.partition("?")[2] or text)
    persona = Persona.objects.filter(slug=given.get(PERSONA, "")).first()
    if persona is None:
        return None
    return str(persona), {**persona.answers, "on": [persona.on.isoformat()]}


def told_clash(trial: Trial) -> str:
    conditions = [f"“{condition(one, Namer(trial.written.words))}”" for one in trial.clash()]
    match conditions:
        case []:
            return ""
        case [one]:
            return _("Whatever one answers, this does not hold: %(condition)s. Choose another value.") % {
                "condition": one
            }
        case _:
            return _(
                "Whatever one answers, these do not hold together: %(conditions)s. Take one out, or choose another value."
            ) % {"conditions": ", ".join(conditions)}


# --- Whom it touches ----------------------------------------------------------------------------------------------


def told_touches(trial: Trial) -> ToldTouches:
    reaches = sorted(trial.touches(), key=lambda one: (-one.lost, one.instrument))
    touched = [one for one in reaches if one.lost]
    shown = touched[:MOST_ROUTES]
    return ToldTouches(
        summary=_summary(len(touched), len(reaches)),
        note=_note(trial),
        heading=_heading(trial.rule.effect),
        routes=tuple(
            ToldTouch(
                route=trial.written.words.instrument(one.instrument),
                classes=_counted(one.before),
                touched=_counted(one.lost),
                share=_share(one.lost, one.before),
                example=_query(trial, one.example_lost),
                results=f"{reverse('results')}?{_query(trial, one.example_lost)}",
            )
            for one in shown
        ),
        others=_others(trial, [one.instrument for one in touched[MOST_ROUTES:]], touched=True)
        or _others(trial, [one.instrument for one in reaches if not one.lost], touched=False),
    )


def _summary(touched: int, routes: int) -> str:
    if not routes:
        return _("The rule is for no route that is published.")
    if not touched:
        return _("The rule touches nobody: nobody who can reach its routes meets its conditions.")
    return ngettext(
        "It touches people on %(touched)s of the %(n)d route that it is for.",
        "It touches people on %(touched)s of the %(n)d routes that it is for.",
        routes,
    ) % {"touched": touched, "n": routes}


def _note(trial: Trial) -> str:
    if not trial.is_active:
        return _("The rule is not in force: this is what it would do if it were.")
    if not trial.rule.holds(trial.on):
        return _("No day lies in its period.")
    return _("Counted on %(day)s.") % {"day": long_date(trial.on)}


def _heading(effect: RuleEffect) -> str:
    match effect:
        case RuleEffect.EXCLUDE:
            return _("Excluded by the rule")
        case RuleEffect.REQUIRE:
            return _("Do not have what it requires")
        case RuleEffect.POINTS:
            return _("Get its points")
        case RuleEffect.ADVISE:
            return _("Get its advice")
        case RuleEffect.LIMIT:
            return _("Get at most what it says")


def _others(trial: Trial, names: list[InstrumentId], *, touched: bool) -> str:
    if not names:
        return ""
    named = [trial.written.words.instrument(name) for name in islice(names, MOST_ROUTES)]
    more = len(names) - len(named)
    said = "; ".join(named) + (f"; +{more}" if more else "")
    if touched:
        return _("It also touches people on: %(routes)s.") % {"routes": said}
    return _("It touches nobody on: %(routes)s.") % {"routes": said}


def _counted(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))


def _share(part: int, whole: int) -> str:
    """Never 0 % of something, nor 100 % of all but one."""
    share = round(100 * part / whole) if whole else 0
    return f"{min(max(share, 1), 99) if 0 < part < whole else share}\u00a0%"


def _query(trial: Trial, answers: Answers | None, on: date | None = None) -> str:
    return write(trial.written.ruleset, answers, on=on or trial.on) if answers is not None else ""


# --- A try --------------------------------------------------------------------------------------------------------


def told_try(trial: Trial, name: str, query: Mapping[str, list[str]]) -> ToldTry:
    asked = trial.asked(query)
    namer = Namer(trial.written.words)
    return ToldTry(
        name=name,
        on=long_date(asked.on),
        answers=tuple((namer.question(one), namer.answer(one, value)) for one, value in asked.answers.values.items()),
        notes=asked.notes,
        conditions=tuple(
            ToldCondition(condition(predicate, namer), is_required, truth.name.lower(), truth_word(truth))
            for predicate, truth, is_required in trial.truths(asked)
        ),
        turns=tuple(_turns(trial, asked)),
        results=f"{reverse('results')}?{write(trial.written.ruleset, asked.answers, on=asked.on)}",
    )


def _turns(trial: Trial, asked: Asked) -> Iterator[ToldTurn]:
    """The routes that the rule is for, those that change first; and the few most that it leaves as they are."""
    mine = [turn for turn in trial.tried(asked) if turn.instrument in trial.rule.instruments]
    ordered = sorted(mine, key=lambda turn: not turn.is_changed)
    changed = sum(turn.is_changed for turn in mine)
    for turn in ordered[: max(changed, MOST_ROUTES)]:
        yield told_turn(turn, trial.without, trial.written)


def truth_word(truth: Truth) -> str:
    match truth:
        case Truth.MET:
            return _("holds")
        case Truth.NOT_MET:
            return _("does not hold")
        case Truth.UNKNOWN:
            return _("not known")
