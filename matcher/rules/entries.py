"""Questions, weights and rules as entries: their shape, their rows, and the way there and back."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from pydantic import Field, model_validator

from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Key, Parts, codes, key_or_none, slug_or_none, slugs, words, words_of
from catalogue.entries.pay import Percentage
from catalogue.entries.values import Count, Entry, FixtureError, Id, Ids, Lax, OrderedEntry, Part, Ref, Text, Url, Words
from catalogue.vocabulary import Level
from matcher.engine.ruleset import Part as ScorePart
from matcher.models import (
    Condition,
    Kind,
    Operator,
    Option,
    PlanChange,
    Question,
    Role,
    Rule,
    Scope,
    Then,
    Vocabulary,
    Weight,
    When,
)
from matcher.models.checks import Row, asked_by, check_condition, check_rows

MOST_POINTS = 50
Name = Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]


# --- Questions ----------------------------------------------------------------------------------------------------


class OptionEntry(Part):
    value: Text
    label: Words
    help: Words | None = None


class QuestionEntry(OrderedEntry):
    kind_of_entry: ClassVar[str] = "question"
    id: Name
    kind: Annotated[Kind, Lax]
    asked: Annotated[When, Lax]
    is_pinned: bool = False
    is_active: bool = True
    can_change: bool = True
    vocabulary: Annotated[Vocabulary, Lax] = Vocabulary.OWN
    text: Words
    short: Words
    help: Words | None = None
    minimum: int | None = None
    maximum: int | None = None
    options: list[OptionEntry] = []


def _question_parts(value: QuestionEntry) -> Parts:
    return Parts(
        {
            "name": value.id,
            "position": value.position,
            "kind": value.kind,
            "asked": value.asked,
            "is_pinned": value.is_pinned,
            "is_active": value.is_active,
            "can_change": value.can_change,
            "vocabulary": value.vocabulary,
            "minimum": value.minimum,
            "maximum": value.maximum,
            **words("text", value.text),
            **words("short", value.short),
            **words("help", value.help),
        },
        children={
            "options": [
                Parts({"value": one.value, **words("label", one.label), **words("help", one.help)})
                for one in value.options
            ]
        },
    )


def _question_back(row: Question) -> dict[str, Any]:
    return {
        "id": row.name,
        "position": row.position,
        "kind": row.kind,
        "asked": row.asked,
        "is_pinned": row.is_pinned,
        "is_active": row.is_active,
        "can_change": row.can_change,
        "vocabulary": row.vocabulary,
        "text": words_of(row, "text"),
        "short": words_of(row, "short"),
        "help": words_of(row, "help"),
        "minimum": row.minimum,
        "maximum": row.maximum,
        "options": [_option_back(option) for option in row.options.all()],
    }


def _option_back(row: Option) -> dict[str, Any]:
    return {"value": row.value, "label": words_of(row, "label"), "help": words_of(row, "help")}


# --- Weights ------------------------------------------------------------------------------------------------------


class WeightEntry(Entry):
    kind_of_entry: ClassVar[str] = "weight"
    id: Annotated[ScorePart, Lax]
    points: Annotated[int, Field(ge=0, le=100)]


def _weight_parts(value: WeightEntry) -> Parts:
    return Parts({"part": value.id.value, "points": value.points})


def _weight_back(row: Weight) -> dict[str, Any]:
    return {"id": row.part, "points": row.points}


# --- Changes that leave a plan the same plan ----------------------------------------------------------------------


class PlanChangeEntry(Entry):
    kind_of_entry: ClassVar[str] = "plan-change"
    id: Id
    question: Annotated[str, Ref("question", is_hard=False)]
    goals: Annotated[Ids, Ref("goal")] = []
    from_options: Ids = []
    to_options: Ids = []
    most: Annotated[int, Field(ge=0)] | None = None


def _plan_change_parts(value: PlanChangeEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "question": Key("question", value.question),
            "from_options": value.from_options,
            "to_options": value.to_options,
            "most": value.most,
        },
        links={"goals": ("goal", value.goals)},
    )


def _plan_change_back(row: PlanChange) -> dict[str, Any]:
    return {
        "id": row.slug,
        "question": row.question.name,
        "goals": slugs(row.goals),
        "from_options": row.from_options,
        "to_options": row.to_options,
        "most": row.most,
    }


# --- Rules --------------------------------------------------------------------------------------------------------


class ConditionEntry(Part):
    question: Annotated[str, Ref("question", is_hard=False)]
    operator: Annotated[Operator, Lax]
    options: Ids = []
    places: Annotated[Ids, Ref("place")] = []
    groups: Annotated[Ids, Ref("group")] = []
    number: int | None = None
    day: Annotated[date | None, Lax] = None


class ScopeEntry(Part):
    """What a rule is for; nothing named: everything."""

    instruments: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    programme: Annotated[str | None, Ref("programme")] = None
    level: Annotated[Level | None, Lax] = None

    @property
    def kind(self) -> Scope:
        if self.instruments:
            return Scope.INSTRUMENTS
        return Scope.PROGRAMME if self.programme else Scope.LEVEL if self.level else Scope.EVERYTHING


class RuleEntry(Entry):
    kind_of_entry: ClassVar[str] = "rule"
    id: Id
    name: Text
    scope: ScopeEntry = Field(ScopeEntry(), alias="for")
    when: list[ConditionEntry] = []
    then: Annotated[Then, Lax]
    require: ConditionEntry | None = None
    points: Annotated[int, Field(ge=-MOST_POINTS, le=MOST_POINTS)] = 0
    max_eur: Count | None = None
    max_rate_pct: Percentage | None = None
    because: Words
    valid_from: Annotated[date | None, Lax] = None
    valid_until: Annotated[date | None, Lax] = None
    source: Url = ""
    seen_in: str = ""
    is_active: bool = True

    @model_validator(mode="after")
    def _names_what_it_sets(self) -> "RuleEntry":
        names = self.max_eur is not None or self.max_rate_pct is not None
        if names != (self.then == Then.LIMIT):
            raise ValueError(
                "a rule that sets what is paid (limit) names max_eur, max_rate_pct or both; no other rule does"
            )
        return self

    @property
    def conditions(self) -> list[tuple[Role, ConditionEntry]]:
        """Those under "when" first, then what is required, if anything is."""
        when = [(Role.WHEN, one) for one in self.when]
        return [*when, (Role.REQUIRE, self.require)] if self.require else when


def _rule_parts(value: RuleEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "name": value.name,
            "effect": value.then,
            "scope": value.scope.kind,
            "programme": key_or_none("programme", value.scope.programme),
            "level": value.scope.level or "",
            "points": value.points,
            "max_eur": value.max_eur,
            "max_rate_pct": value.max_rate_pct,
            "valid_from": value.valid_from,
            "valid_until": value.valid_until,
            "source_url": value.source,
            "source_note": value.seen_in,
            "is_active": value.is_active,
            **words("because", value.because),
        },
        links={"instruments": ("instrument", value.scope.instruments)},
        children={"conditions": [_condition_parts(role, one) for role, one in value.conditions]},
    )


def _condition_parts(role: Role, value: ConditionEntry) -> Parts:
    return Parts(
        {
            "role": role,
            "question": Key("question", value.question),
            "operator": value.operator,
            "options": value.options,
            "number": value.number,
            "day": value.day,
        },
        links={"places": ("place", value.places), "groups": ("group", value.groups)},
    )


def _rule_back(row: Rule) -> dict[str, Any]:
    """One that is for named routes, all of which are gone, is for nothing: it is kept out of use, for an entry that names none is
    for everything."""
    is_for_nothing = row.scope == Scope.INSTRUMENTS and not row.instruments.all()
    conditions = list(row.conditions.all())
    required = [_condition_back(one) for one in conditions if one.role == Role.REQUIRE]
    return {
        "id": row.slug,
        "name": row.name,
        "for": {
            "instruments": slugs(row.instruments) if row.scope == Scope.INSTRUMENTS else [],
            "programme": slug_or_none(row.programme),
            "level": row.level or None,
        },
        "when": [_condition_back(one) for one in conditions if one.role == Role.WHEN],
        "then": row.effect,
        "require": required[0] if required else None,
        "points": row.points,
        "max_eur": row.max_eur,
        "max_rate_pct": row.max_rate_pct,
        "because": words_of(row, "because"),
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "source": row.source_url,
        "seen_in": row.source_note,
        "is_active": row.is_active and not is_for_nothing,
    }


def _condition_back(row: Condition) -> dict[str, Any]:
    return {
        "question": row.question.name,
        "operator": row.operator,
        "options": row.options,
        "places": codes(row.places),
        "groups": slugs(row.groups),
        "number": row.number,
        "day": row.day,
    }


def _check_rules(reads: Sequence[tuple[str, Entry]]) -> None:
    """Refuse what the admin refuses too; the questions are in the database by then. Raises FixtureError."""
    questions = {row.name: asked_by(row) for row in Question.objects.prefetch_related("options")}
    for file, value in reads:
        assert isinstance(value, RuleEntry)
        field = "when"
        try:
            for role, one in value.conditions:
                field = str(role)
                check_condition(questions[one.question], one.operator, one.options, one.number, one.day)
            rows = [
                Row(role, questions[one.question], bool(one.places or one.groups)) for role, one in value.conditions
            ]
            check_rows(value.then, rows, has_instruments=True)
        except ValidationError as error:
            raise FixtureError(file, value.id, field, " ".join(error.messages)) from error


# --- The kinds ----------------------------------------------------------------------------------------------------


def _rules() -> QuerySet[Rule]:
    conditions = Condition.objects.select_related("question").prefetch_related("places", "groups")
    return Rule.objects.select_related("programme").prefetch_related("instruments", Prefetch("conditions", conditions))


register(
    EntryKind(
        QuestionEntry,
        Question,
        _question_parts,
        _question_back,
        lambda: Question.objects.prefetch_related("options"),
        "questions.yaml",
        "questions",
        key=lambda row: str(row.name),
        lookup=lambda key: {"name": key},
        tick="is_active",
        is_digested_bare=True,
    )
)
register(
    EntryKind(
        WeightEntry,
        Weight,
        _weight_parts,
        _weight_back,
        Weight.objects.all,
        "questions.yaml",
        "weights",
        key=lambda row: str(row.part),
        lookup=lambda key: {"part": key},
        is_digested_bare=True,
    )
)
register(
    EntryKind(
        PlanChangeEntry,
        PlanChange,
        _plan_change_parts,
        _plan_change_back,
        lambda: PlanChange.objects.select_related("question").prefetch_related("goals"),
        "questions.yaml",
        "changes",
    )
)
register(
    EntryKind(
        RuleEntry,
        Rule,
        _rule_parts,
        _rule_back,
        _rules,
        "rules.yaml",
        "rules",
        tick="is_active",
        check=_check_rules,
        is_digested_bare=True,
    )
)
