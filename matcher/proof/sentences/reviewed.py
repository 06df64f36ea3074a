"""The sentences with a condition that nothing holds, and those that somebody looked at and found right."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, reduce
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from catalogue.editions.edition import Edition
from catalogue.entries.instrument import InstrumentEntry
from matcher.proof.sentences.holding import Held
from matcher.proof.sentences.reading import Sentence, sentences_of
from matcher.rules.entries import RuleEntry
from matcher.rules.ruleset import Scopes

REVIEWED = Path(__file__).with_name("reviewed_sentences.yaml")


class Grounds(StrEnum):
    """Why a sentence that no field, rule or check holds may stay."""

    HISTORY = "history"
    """Since when it exists, from when a page or a decree is: nothing is asked."""
    FORMER = "former"
    """What held before, or was seen on an old page: no condition of today."""
    ONE_ROUND = "one-round"
    """What held in one round, and stands there."""
    POT = "pot"
    """The money of a whole call, how many get it, how many there are."""
    NO_MONEY = "no-money"
    """That it gives no money, which its kind says too."""
    NOTHING_ASKED = "nothing-asked"
    """That something is not asked, or that one is free to choose."""
    FUNDER = "funder"
    """What the funder or the house does: calls, decides, answers, sets places apart, takes papers in."""
    DESCRIBES = "describes"
    """What the scheme, the house or another scheme is."""
    PAYS = "pays"
    """What the money is for, or the parts of a sum that is a field."""
    SHARE_FOR_SOME = "share-for-some"
    """Another share for some, whom no question tells apart."""
    AFTERWARDS = "afterwards"
    """What comes after the grant: proof, instalments, paying back."""
    ADVICE = "advice"
    """What is better, and not asked."""


class Review(BaseModel):
    """One sentence that may stay: the route holds it (`by`), or it is no condition on a plan (`why`).

    `says` is the Dutch sentence as it stands: one that is rewritten is looked at again. `by` names a field that is filled, or
    `check:` or `rule:` and an id."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    says: str
    by: str = ""
    why: Grounds | None = None

    @model_validator(mode="after")
    def _gives_one_reason(self) -> "Review":
        if bool(self.by) == bool(self.why):
            raise ValueError("say by what it is held, or why it may stay")
        return self

    def stands(self, entry: InstrumentEntry, rules: Sequence[RuleEntry]) -> bool:
        """Whether what it rests on is there."""
        kind, _colon, key = self.by.rpartition(":")
        if kind == "check":
            return key in {one.id for one in entry.checks}
        if kind == "rule":
            return key in {one.id for one in rules}
        return bool(reduce(getattr, key.split("."), entry)) if key else True


Reviews = Mapping[str, Sequence[Review]]


@cache
def reviews() -> Reviews:
    """The reviewed sentences of each route."""
    read = yaml.safe_load(REVIEWED.read_text(encoding="utf-8"))
    return {route: tuple(Review.model_validate(row) for row in rows) for route, rows in read.items()}


class Spoken(NamedTuple):
    """A sentence with conditions, and what of it nothing holds."""

    sentence: Sentence
    lacks: tuple[str, ...]


def conditions(entry: InstrumentEntry, rules: Sequence[RuleEntry]) -> tuple[Spoken, ...]:
    """The sentences of a route that hold a condition. `rules` are those that are for it."""
    held = Held(entry, rules)
    found = [one for one in sentences_of(entry) if one.figures or one.exclusions]
    return tuple(Spoken(one, held.lacks(one)) for one in found)


def only_told(entry: InstrumentEntry, rules: Sequence[RuleEntry], reviewed: Sequence[Review] = ()) -> Iterator[Spoken]:
    """The sentences of a route with a condition that nothing holds and nobody has reviewed."""
    known = {one.says for one in reviewed if one.stands(entry, rules)}
    return (one for one in conditions(entry, rules) if one.lacks and one.sentence.nl not in known)


def rules_by_route(edition: Edition) -> Mapping[str, Sequence[RuleEntry]]:
    instruments = edition.all(InstrumentEntry)
    scopes = Scopes(instruments.values())
    found: dict[str, list[RuleEntry]] = {slug: [] for slug in instruments}
    for rule in edition.all(RuleEntry).values():
        for slug in scopes.of(rule):
            found[slug].append(rule)
    return found
