"""What publishing would do, before anybody else sees it: to personas, to all classes of answers, to one set of answers."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue.editions import publish as editions
from catalogue.editions.edition import Edition, Stored
from catalogue.editions.problems import Problem, problems
from catalogue.editions.publish import NotPublished, back_to, select
from catalogue.editions.store import read_latest
from catalogue.editions.working import WORKING, exclusive_transaction, replacements
from catalogue.entries.kinds import Name
from catalogue.models import Edition as EditionRow
from matcher.answers.notes import Note
from matcher.engine.answers import Answers
from matcher.engine.effects import Reach, effects
from matcher.engine.match import Matching
from matcher.engine.verdicts import Verdict
from matcher.models import Persona
from matcher.proof.differing import may_differ
from matcher.proof.personas import Outcome, closing, outcome_of, read
from matcher.rules.holding import site_of
from matcher.rules.site import Site

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
        """In its verdict, its day or its score; a mere place in the order changes with every neighbour. A route that does not
        fit is no other than one that is not there: no visitor sees either."""
        return _as_seen(self.before) != _as_seen(self.after)


def _as_seen(one: Stand | None) -> tuple[Verdict, int, date | None] | None:
    return None if one is None or one.verdict is Verdict.NO else (one.verdict, one.score, one.closes)


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
class EditionEffect:
    """What another edition comes to, on a day."""

    before: Site
    after: Site
    on: date
    problems: tuple[Problem, ...]
    """Why it cannot go out as it is."""
    reaches: tuple[Reach, ...]
    touched: tuple[Touched, ...]
    personas: int

    @property
    def flipped_musts(self) -> tuple[Touched, ...]:
        """These keep it from being published without a written reason."""
        return tuple(one for one in self.touched if one.flips and one.persona.is_must)


def effect_of(published: Edition, changes: Mapping[Name, Stored | None], on: date) -> EditionEffect:
    """What would change for personas, each on its own day, and for all classes of answers on one day."""
    edition = published.replaced(WORKING, changes)
    before, after = site_of(published), site_of(edition)
    those = everyone()
    return EditionEffect(
        before=before,
        after=after,
        on=on,
        problems=problems(edition),
        reaches=reaches(before, after, on),
        touched=touched(fetched(may_differ(those, before, after)), before, after),
        personas=len(those),
    )


def everyone() -> list[Persona]:
    """The personas for whom an effect is told."""
    return list(Persona.objects.all())


def reaches(before: Site, after: Site, on: date) -> tuple[Reach, ...]:
    if before.ruleset.version == after.ruleset.version:
        return ()
    return tuple(effects(before.compiled(on), after.compiled(on), before.words.offered() | after.words.offered()))


def fetched(personas: Iterable[Persona]) -> list[Persona]:
    """The same with what is expected of them."""
    keys = [one.pk for one in personas]
    return list(Persona.objects.for_check().filter(pk__in=keys)) if keys else []


def touched(personas: Iterable[Persona], before: Site, after: Site) -> tuple[Touched, ...]:
    """Those of these (fetched with `for_check()`) for which something changes; what turns red first."""
    found = []
    in_order = sorted(personas, key=lambda one: (one.on, one.slug))  # a ruleset is compiled per day
    # One edition after the other: what it reads answers by is kept of the last.
    said, says = ([read(one.answers, site) for one in in_order] for site in (before, after))
    for persona, old_answers, new_answers in zip(in_order, said, says, strict=True):
        old, was = checked(persona, before, old_answers)
        new, now = checked(persona, after, new_answers)
        turned = () if was == now else tuple(turn for turn in turns(was, now) if turn.is_changed)
        found.append(Touched(persona, old, new, turned))
    return tuple(sorted((one for one in found if one.is_touched), key=lambda one: (one.urgency, one.persona.slug)))


def checked(persona: Persona, site: Site, said: tuple[Answers, tuple[Note, ...]]) -> tuple[Outcome, dict[str, Stand]]:
    """What an edition makes of one persona, who said so, and where all routes stand for it."""
    answers, notes = said
    matching = Matching(site.compiled(persona.on), answers)
    return outcome_of(persona, notes, matching), stands_in(matching)


def stands(site: Site, answers: Answers, on: date) -> dict[str, Stand]:
    """Every route that gives money, by id, in the order of the results."""
    return stands_in(Matching(site.compiled(on), answers))


def stands_in(matching: Matching) -> dict[str, Stand]:
    found: dict[str, Stand] = {}
    for place, (slug, verdict, score, due) in enumerate(matching.ranked(), start=1):
        if verdict is Verdict.NO:
            stand = Stand(verdict)
        else:
            stand = Stand(verdict, score, closing(due), place if verdict is not Verdict.ALMOST else None)
        found[slug] = stand
    return found


def turns(was: dict[str, Stand], now: dict[str, Stand]) -> tuple[Turn, ...]:
    """The routes of two readings of the same answers, in the order in which they are to stand."""
    return tuple(Turn(name, was.get(name), now.get(name)) for name in dict.fromkeys([*now, *was]))


def publish(names: Collection[Name] | None, *, author: "User", why: str, despite: str) -> EditionRow:
    """What waits, or what of it is named. Raises ValidationError where it does not add up, where a persona that must hold flips
    and nobody says why that is right, or where somebody else was faster."""
    with exclusive_transaction():
        published = read_latest()
        selection = select(published, names)
        if names is not None and len(selection.chosen) < len(names):
            raise ValidationError(_("Somebody published at the same moment: look again."))
        refuse_without_reason(published, replacements(selection.all), despite)
        with refusals():
            return editions.publish(author=author, why=why, despite=despite, names=names)


def restore(number: int, *, author: "User", why: str, despite: str) -> EditionRow:
    """As `publish`."""
    with exclusive_transaction():
        published = read_latest()
        refuse_without_reason(published, back_to(published, number), despite)
        with refusals():
            return editions.restore(number, author=author, why=why, despite=despite)


@contextmanager
def refusals() -> Iterator[None]:
    """What rows refuse, though the edition adds up, is told where it is asked for too."""
    try:
        yield
    except NotPublished as refusal:
        raise ValidationError([problem.sentence for problem in refusal.problems]) from refusal


def refuse_without_reason(published: Edition, changes: Mapping[Name, Stored | None], despite: str) -> None:
    """Personas that must hold are matched, and nothing else is: only they can be in the way, and only of who gives no reason."""
    edition = published.replaced(WORKING, changes)
    if found := problems(edition):
        raise ValidationError([problem.sentence for problem in found])
    if not despite.strip() and (flipped := flipped_musts(site_of(published), site_of(edition))):
        named = ", ".join(str(one.persona) for one in flipped)
        raise ValidationError(
            _(
                "A persona that must hold turns red: %(names)s. Mend the edit or the persona, or write down why it is right."
            )
            % {"names": named}
        )


def flipped_musts(before: Site, after: Site) -> tuple[Touched, ...]:
    """As an `EditionEffect` has them, without the rest of it."""
    musts = [one for one in everyone() if one.is_must]
    return tuple(one for one in touched(fetched(may_differ(musts, before, after)), before, after) if one.flips)
