"""The effect of an edit in the words of the pages of staff, with the addresses that show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.answers.address import write
from matcher.engine.answers import Answers
from matcher.engine.effects import Reach
from matcher.engine.verdicts import Verdict
from matcher.proof.effects import EditionEffect, Stand, Touched, Turn
from matcher.proof.persona_sentences import sentences, verdict_word
from matcher.rules.site import Site
from matcher.speech.writing import long_date

Picks = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ToldReach:
    """For whom one route comes within reach, or goes out of it; an address "" where there is nothing to show."""

    route: str
    gained: int
    lost: int
    of: int
    example_gained: str
    example_lost: str


@dataclass(frozen=True, slots=True)
class ToldTurn:
    route: str
    before: str
    after: str
    is_changed: bool
    is_shown: bool
    """It fits, may fit or nearly fits on one of the sides."""


@dataclass(frozen=True, slots=True)
class ToldPersona:
    key: int
    """Of its row."""
    name: str
    address: str
    is_must: bool
    is_green: bool
    flips: bool
    failures: tuple[str, ...]
    turns: tuple[ToldTurn, ...]
    preview: str


@dataclass(frozen=True, slots=True)
class ToldEffect:
    summary: str
    personas: tuple[ToldPersona, ...]
    """Of which the outcome would no longer be as expected, or already is not."""
    as_expected: tuple[ToldPersona, ...]
    reaches: tuple[ToldReach, ...]
    refused: tuple[str, ...]
    must_flip: tuple[str, ...]


def told_effect(effect: EditionEffect, picks: Picks) -> ToldEffect:
    personas = [_persona(one, effect, picks) for one in effect.touched]
    return ToldEffect(
        summary=_summary(effect),
        personas=tuple(one for one in personas if not one.is_green),
        as_expected=tuple(one for one in personas if one.is_green),
        reaches=tuple(_reach(one, effect, picks) for one in effect.reaches),
        refused=tuple(problem.sentence for problem in effect.problems),
        must_flip=tuple(str(one.persona) for one in effect.flipped_musts),
    )


def _summary(effect: EditionEffect) -> str:
    personas, routes = len(effect.touched), len(effect.reaches)
    if not personas and not routes:
        return _("No persona changes, and no class of answers gains or loses a route.")
    said = [
        ngettext(
            "Something changes for %(n)d persona of %(all)d.",
            "Something changes for %(n)d personas of %(all)d.",
            personas,
        )
        % {"n": personas, "all": effect.personas},
        ngettext(
            "%(n)d route is within reach of other answers than before.",
            "%(n)d routes are within reach of other answers than before.",
            routes,
        )
        % {"n": routes},
    ]
    return " ".join(said)


def told_persona(one: Touched, before: Site, after: Site, preview: str) -> ToldPersona:
    """`preview` shows all that these answers come to, on both sides."""
    return ToldPersona(
        key=one.persona.pk,
        name=str(one.persona),
        address=reverse("admin:matcher_persona_change", args=[one.persona.pk]),
        is_must=one.persona.is_must,
        is_green=one.after.is_green,
        flips=one.flips,
        failures=tuple(sentences(one.after, after)),
        turns=tuple(told_turn(turn, before, after) for turn in one.turns),
        preview=preview,
    )


def _persona(one: Touched, effect: EditionEffect, picks: Picks) -> ToldPersona:
    preview = _preview(effect.before, one.before.answers, picks, on=one.persona.on.isoformat())
    return told_persona(one, effect.before, effect.after, preview)


def _reach(one: Reach, effect: EditionEffect, picks: Picks) -> ToldReach:
    def shown(example: Answers | None) -> str:
        return _preview(effect.after, example, picks, on=effect.on.isoformat()) if example is not None else ""

    words = effect.after.words if one.instrument in effect.after.words.instruments else effect.before.words
    return ToldReach(
        route=words.instrument(one.instrument),
        gained=one.gained,
        lost=one.lost,
        of=one.before + one.after - one.both,
        example_gained=shown(one.example_gained),
        example_lost=shown(one.example_lost),
    )


def _preview(now: Site, answers: Answers, picks: Picks, *, on: str) -> str:
    query = "&".join(part for part in (write(now.ruleset, answers), urlencode([("on", on), *picks])) if part)
    return f"{reverse('admin:catalogue_edition_preview')}?{query}"


def told_turn(turn: Turn, before: Site, after: Site) -> ToldTurn:
    now = after if turn.after else before
    return ToldTurn(
        route=now.words.instrument(turn.instrument),
        before=_said(turn.before),
        after=_said(turn.after),
        is_changed=turn.is_changed,
        is_shown=any(side is not None and side.verdict is not Verdict.NO for side in (turn.before, turn.after)),
    )


def _said(stand: Stand | None) -> str:
    """The verdict, and for one that may be applied for its place, score and day."""
    if stand is None:
        return _("not published")
    said = [verdict_word(stand.verdict)]
    if stand.place is not None:
        said.append(_("place %(place)d with %(score)d points") % {"place": stand.place, "score": stand.score})
    if stand.closes is not None:
        said.append(_("apply by %(day)s") % {"day": long_date(stand.closes)})
    return ", ".join(said)
