"""What publishing would do, before anybody else sees it: to personas, to all classes of answers, to one set of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue import drafts
from catalogue.models import Edit, Version
from matcher.current import Current, current
from matcher.engine.effects import Reach, effects
from matcher.engine.verdicts import Route, Verdict
from matcher.models import Persona
from matcher.personas import Outcome, check_each, closing

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Turn:
    """One route, as it is and as it would be. None: it is not among the routes."""

    instrument: str
    before: Route | None
    after: Route | None
    place_before: int | None
    place_after: int | None
    """From 1; None for one that does not fit."""

    @property
    def is_changed(self) -> bool:
        """In its verdict, its dates or its score; a mere place in the order changes with every neighbour."""
        return _told(self.before) != _told(self.after)


def _told(route: Route | None) -> tuple[object, ...] | None:
    """What a visitor would see of it; the points of what does not fit are seen by nobody."""
    if route is None:
        return None
    if route.verdict is Verdict.NO:
        return (route.verdict,)
    return route.verdict, closing(route), route.score


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
    found = [
        Touched(one, old, new, tuple(turn for turn in side_by_side(old.routes, new.routes) if turn.is_changed))
        for one, old, new in both
    ]
    return Effect(
        before=before,
        after=after,
        on=on,
        refused=refused,
        reaches=tuple(effects(before.compiled(on), after.compiled(on), before.words.offered() | after.words.offered())),
        touched=tuple(sorted((one for one in found if one.is_touched), key=lambda one: one.urgency)),
        personas=len(personas),
    )


def side_by_side(before: Sequence[Route], after: Sequence[Route]) -> tuple[Turn, ...]:
    """Every route of two readings of the same answers, in the order in which it is to stand."""
    was, now = ({route.instrument.id: route for route in side} for side in (before, after))
    places = [places_of(side) for side in (before, after)]
    return tuple(
        Turn(name, was.get(name), now.get(name), places[0].get(name), places[1].get(name))
        for name in dict.fromkeys([*now, *was])
    )


def places_of(routes: Sequence[Route]) -> dict[str, int]:
    fitting = [route.instrument.id for route in routes if route.verdict in (Verdict.FITS, Verdict.MAY_FIT)]
    return {name: place for place, name in enumerate(fitting, start=1)}


def publish(edits: Sequence[Edit], *, author: "User", why: str, despite: str, on: date) -> Version:
    """Raises ValidationError where a persona that must hold flips and nobody says why that is right."""
    refuse_without_reason(effect_of(drafts.wanted(edits), on), despite)
    return drafts.publish(edits, author=author, why=why, despite=despite)


def restore(version: Version, *, author: "User", why: str, despite: str, on: date) -> Version:
    """As `publish`."""
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
