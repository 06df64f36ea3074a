"""What publishing would do, before anybody else sees it: to personas, to all classes of answers, to one set of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue import drafts
from catalogue.models import Edit, Version
from matcher.engine.answers import Answers
from matcher.engine.effects import Reach, effects
from matcher.engine.match import Matching
from matcher.engine.verdicts import Verdict
from matcher.models import Persona
from matcher.proof.personas import Outcome, check_each, closing
from matcher.rules.current import Current, current

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one route stands for one set of answers, as far as a visitor would see it."""

    verdict: Verdict
    score: int = 0
    closes: date | None = None
    place: int | None = None
    """From 1; None for one that does not fit."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One route, as it is and as it would be. None: it is not among the routes."""

    instrument: str
    before: Stand | None
    after: Stand | None

    @property
    def is_changed(self) -> bool:
        """In its verdict, its day or its score; a mere place in the order changes with every neighbour."""
        sides = [one and (one.verdict, one.score, one.closes) for one in (self.before, self.after)]
        return sides[0] != sides[1]


@dataclass(frozen=True, slots=True)
class Touched:
    """One persona, and what changes for it."""

    persona: Persona
    before: Outcome
    after: Outcome
    turns: tuple[Turn, ...]

    @property
    def flips(self) -> bool:
        """It was as its expert expects, and would not be any more."""
        return self.before.is_green and not self.after.is_green

    @property
    def is_touched(self) -> bool:
        return bool(self.turns) or self.before.failures != self.after.failures

    @property
    def urgency(self) -> tuple[bool, bool, bool]:
        """What flips comes first, what must hold before the rest."""
        return not self.flips, self.after.is_green, not self.persona.is_must


@dataclass(frozen=True, slots=True)
class Effect:
    """What writing a state to the rows comes to, on a day."""

    before: Current
    after: Current
    on: date
    refused: dict[drafts.Name, str]
    """What cannot be written, with why."""
    reaches: tuple[Reach, ...]
    touched: tuple[Touched, ...]
    personas: int

    @property
    def flipped_musts(self) -> tuple[Touched, ...]:
        """These keep it from being published without a written reason."""
        return tuple(one for one in self.touched if one.flips and one.persona.is_must)


def effect_of(state: drafts.State, on: date) -> Effect:
    """What would change for personas, each on its own day, and for all classes of answers on one day."""
    before = current()
    personas = list(Persona.objects.for_check())
    outcomes_before = check_each(personas, before)
    with drafts.working(state) as refused:
        after = current()
        outcomes_after = check_each(personas, after)
    both = zip(personas, outcomes_before, outcomes_after, strict=True)
    found = [Touched(one, old, new, turned(before, old, after, new)) for one, old, new in both]
    return Effect(
        before=before,
        after=after,
        on=on,
        refused=refused,
        reaches=tuple(effects(before.compiled(on), after.compiled(on), before.words.offered() | after.words.offered())),
        touched=tuple(sorted((one for one in found if one.is_touched), key=lambda one: one.urgency)),
        personas=len(personas),
    )


def turned(before: Current, old: Outcome, after: Current, new: Outcome) -> tuple[Turn, ...]:
    """The routes that change for one persona."""
    on = old.persona.on
    sides = stands(before, old.answers, on), stands(after, new.answers, on)
    return tuple(turn for turn in turns(*sides) if turn.is_changed) if sides[0] != sides[1] else ()


def stands(now: Current, answers: Answers, on: date) -> dict[str, Stand]:
    """Every route that gives money, by id, in the order of the results."""
    compiled = now.compiled(on)
    matching = Matching(compiled, answers)
    found: dict[str, Stand] = {}
    for place, (bit, verdict, score) in enumerate(matching.ranked(), start=1):
        if verdict is Verdict.NO:
            stand = Stand(verdict)
        else:
            closes = closing(matching.assessment.dues[compiled.timings.number[bit]])
            stand = Stand(verdict, score, closes, place if verdict is not Verdict.ALMOST else None)
        found[compiled.instruments[bit].id] = stand
    return found


def turns(was: dict[str, Stand], now: dict[str, Stand]) -> tuple[Turn, ...]:
    """The routes of two readings of the same answers, in the order in which they are to stand."""
    return tuple(Turn(name, was.get(name), now.get(name)) for name in dict.fromkeys([*now, *was]))


def publish(edits: Sequence[Edit], *, author: "User", why: str, despite: str, on: date) -> Version:
    """Raises ValidationError where a persona that must hold flips and nobody says why that is right, or where somebody else
    was faster."""
    with drafts.alone():
        if Edit.objects.waiting().filter(pk__in=[edit.pk for edit in edits]).count() < len(edits):
            raise ValidationError(_("Somebody published at the same moment: look again."))
        refuse_without_reason(effect_of(drafts.wanted(edits), on), despite)
        return drafts.publish(edits, author=author, why=why, despite=despite)


def restore(version: Version, *, author: "User", why: str, despite: str, on: date) -> Version:
    """As `publish`."""
    with drafts.alone():
        refuse_without_reason(effect_of(drafts.back_to(version), on), despite)
        return drafts.restore(version, author=author, why=why, despite=despite)


def refuse_without_reason(effect: Effect, despite: str) -> None:
    if effect.refused:
        named = "; ".join(f"{key}: {why}" for (_kind, key), why in effect.refused.items())
        raise ValidationError(_("This cannot be written as it is: %(what)s.") % {"what": named})
    if effect.flipped_musts and not despite.strip():
        named = ", ".join(str(one.persona) for one in effect.flipped_musts)
        raise ValidationError(
            _(
                "A persona that must hold turns red: %(names)s. Mend the edit or the persona, or write down why it is right."
            )
            % {"names": named}
        )
