"""Questions, rules, weights and personas in the fixture files: their shape, and how they become rows and values again.

`catalogue.loading` does the work; this adds the kinds that are the matcher's, after its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from pydantic import BeforeValidator, Field, model_validator

from catalogue.fixture_files import Entry, FixtureError, Id, Ids, Lax, Part, Read, Ref, Text, Url, Words
from catalogue.loading import Key, Loader, Parts, codes, register, slugs, words, words_of
from matcher.engine.criteria import Part as ScorePart
from matcher.models import (
    Condition,
    Expectation,
    Kind,
    Operator,
    Option,
    Outlook,
    Persona,
    Question,
    Role,
    Rule,
    Scope,
    Then,
    Vocabulary,
    Weight,
    When,
    checks,
)
from matcher.proof import personas
from matcher.rules.current import Current
from matcher.rules.ruleset import InForce, assemble
from matcher.rules.words import read_words

MOST_POINTS = 50
Name = Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]


class OptionEntry(Part):
    value: Text
    label: Words
    help: Words | None = None


class QuestionEntry(Entry):
    kind_of_entry: ClassVar[str] = "question"
    id: Name
    position: int
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


class ConditionEntry(Part):
    question: Annotated[str, Ref("question")]
    operator: Annotated[Operator, Lax]
    options: Ids = []
    places: Annotated[Ids, Ref("place")] = []
    groups: Annotated[Ids, Ref("group")] = []
    number: int | None = None
    day: Annotated[date | None, Lax] = None


class ScopeEntry(Part):
    """What a rule is for; nothing named: everything."""

    instruments: Annotated[Ids, Ref("instrument")] = []
    programme: Annotated[str | None, Ref("programme")] = None
    level: Annotated[str | None, Ref("level")] = None

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
    because: Words
    valid_from: Annotated[date | None, Lax] = None
    valid_until: Annotated[date | None, Lax] = None
    source: Url = ""
    seen_in: str = ""
    is_active: bool = True


class WeightEntry(Entry):
    kind_of_entry: ClassVar[str] = "weight"
    id: Annotated[ScorePart, Lax]
    points: Annotated[int, Field(ge=0, le=100)]


def _as_texts(given: object) -> object:
    """Answers as in an address: a list of texts per question. A file may leave the list out for a single one."""
    if not isinstance(given, Mapping):
        return given
    return {
        name: [str(one) for one in values] if isinstance(values, list) else [str(values)]
        for name, values in given.items()
    }


class ExpectationEntry(Part):
    """`submit_by` is the last day to apply; without a start, the next closing day."""

    route: Annotated[str, Ref("instrument")]
    verdict: Annotated[Outlook, Lax]
    submit_by: Annotated[date | None, Lax] = None


IN_SHORT: dict[str, Outlook] = {
    "fits": Outlook.FITS,
    "may_fit": Outlook.MAY_FIT,
    "almost": Outlook.ALMOST,
    "no": Outlook.NO,
}
"""Lists of routes of which only the verdict is expected."""


class PersonaEntry(Entry):
    """`order` names routes out of `expects` that come in this order; others may stand between them.

    A file may write what it expects in short too: `fits: [one, another]` is a row for each (IN_SHORT)."""

    kind_of_entry: ClassVar[str] = "persona"
    id: Id
    name: Words
    answers: Annotated[dict[str, list[str]], BeforeValidator(_as_texts)]
    on: Annotated[date, Lax]
    is_must: bool = False
    names_all: bool = False
    because: Words | None = None
    expects: list[ExpectationEntry] = []
    order: Annotated[list[str], Ref("instrument")] = []

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or not IN_SHORT.keys() & raw.keys():
            return raw
        rows = [
            {"route": route, "verdict": verdict} for name, verdict in IN_SHORT.items() for route in raw.get(name, ())
        ]
        return {name: value for name, value in raw.items() if name not in IN_SHORT} | {
            "expects": [*raw.get("expects", ()), *rows]
        }

    @model_validator(mode="after")
    def _adds_up(self) -> "PersonaEntry":
        routes = [one.route for one in self.expects]
        for which in (routes, self.order):
            if twice := sorted({one for one in which if which.count(one) > 1}):
                raise ValueError(f"named twice: {', '.join(twice)}")
        if strays := [one for one in self.order if one not in routes]:
            raise ValueError(f"order names {', '.join(strays)}, of which nothing is expected: say its verdict too")
        if self.is_must and self.because is None:
            raise ValueError("a persona that must hold says why: write because")
        return self


def register_all() -> None:
    conditions = Condition.objects.select_related("question").prefetch_related("places", "groups")
    register(
        Loader(
            QuestionEntry,
            Question,
            _question_parts,
            _question_back,
            rows=lambda: Question.objects.prefetch_related("options"),
            key=lambda row: row.name,
        ),
        "questions.yaml",
        "questions",
    )
    register(
        Loader(WeightEntry, Weight, _weight_parts, _weight_back, rows=Weight.objects.all, key=lambda row: row.part),
        "questions.yaml",
        "weights",
    )
    register(
        Loader(
            RuleEntry,
            Rule,
            _rule_parts,
            _rule_back,
            rows=lambda: Rule.objects.select_related("programme", "level").prefetch_related(
                "instruments", Prefetch("conditions", conditions)
            ),
        ),
        "rules.yaml",
        "rules",
    )
    register(
        Loader(
            PersonaEntry,
            Persona,
            _persona_parts,
            _persona_back,
            rows=lambda: Persona.objects.for_check(),
            check=_check_answers,
        ),
        "personas.yaml",
        "personas",
    )


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


def _weight_parts(value: WeightEntry) -> Parts:
    return Parts({"part": value.id.value, "points": value.points})


def _weight_back(row: Weight) -> dict[str, Any]:
    return {"id": row.part, "points": row.points}


def _rule_parts(value: RuleEntry) -> Parts:
    """Raises FixtureError for what the admin refuses too; the questions are in the database by then."""
    rows = [(Role.WHEN, one) for one in value.when]
    if value.require is not None:
        rows.append((Role.REQUIRE, value.require))
    _check(value, rows)
    return Parts(
        {
            "slug": value.id,
            "name": value.name,
            "effect": value.then,
            "scope": value.scope.kind,
            "programme": Key("programme", value.scope.programme) if value.scope.programme else None,
            "level": Key("level", value.scope.level) if value.scope.level else None,
            "points": value.points,
            "valid_from": value.valid_from,
            "valid_until": value.valid_until,
            "source_url": value.source,
            "source_note": value.seen_in,
            "is_active": value.is_active,
            **words("because", value.because),
        },
        links={"instruments": ("instrument", value.scope.instruments)},
        children={"conditions": [_condition_parts(role, one) for role, one in rows]},
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


def _check(value: RuleEntry, rows: list[tuple[Role, ConditionEntry]]) -> None:
    questions = {row.name: row for row in _questions()}
    try:
        for _role, one in rows:
            checks.check_condition(questions[one.question], one.operator, one.options, one.number, one.day)
        told = [
            checks.Row(role, questions[one.question], one.operator, bool(one.places or one.groups))
            for role, one in rows
        ]
        checks.check_rows(value.then, told, has_instruments=True)
    except ValidationError as error:
        raise FixtureError("rules.yaml", value.id, "when", " ".join(error.messages)) from error


def _questions() -> QuerySet[Question]:
    return Question.objects.prefetch_related("options")


def _rule_back(row: Rule) -> dict[str, Any]:
    conditions = list(row.conditions.all())
    required = [_condition_back(one) for one in conditions if one.role == Role.REQUIRE]
    return {
        "id": row.slug,
        "name": row.name,
        "for": {
            "instruments": slugs(row.instruments),
            "programme": row.programme.slug if row.programme else None,
            "level": row.level.slug if row.level else None,
        },
        "when": [_condition_back(one) for one in conditions if one.role == Role.WHEN],
        "then": row.effect,
        "require": required[0] if required else None,
        "points": row.points,
        "because": words_of(row, "because"),
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "source": row.source_url,
        "seen_in": row.source_note,
        "is_active": row.is_active,
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


def _persona_parts(value: PersonaEntry) -> Parts:
    ranks = {route: place for place, route in enumerate(value.order, start=1)}
    return Parts(
        {
            "slug": value.id,
            "answers": value.answers,
            "on": value.on,
            "is_must": value.is_must,
            "names_all": value.names_all,
            **words("name", value.name),
            **words("because", value.because),
        },
        children={
            "expectations": [
                Parts(
                    {
                        "instrument": Key("instrument", one.route),
                        "verdict": one.verdict,
                        "submit_by": one.submit_by,
                        "rank": ranks.get(one.route),
                    }
                )
                for one in value.expects
            ]
        },
    )


def _check_answers(reads: Sequence[Read]) -> None:
    """Refuse what no question takes. Questions, places and routes are in the database by then, not yet in force."""
    now = Current(InForce(0, assemble()), read_words())
    for read in reads:
        value = read.value
        assert isinstance(value, PersonaEntry)
        for name, given in value.answers.items():
            try:
                wanted = personas.understood({name: given}, now)
            except ValidationError as error:
                raise FixtureError(read.file, value.key, f"answers.{name}", " ".join(error.messages)) from error
            if wanted.get(name) != sorted(given):
                raise FixtureError(read.file, value.key, f"answers.{name}", f"write it as {wanted.get(name)}")


def _persona_back(row: Persona) -> dict[str, Any]:
    expected = list(row.expectations.all())
    ranked = sorted((one.rank, one.instrument.slug) for one in expected if one.rank is not None)
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "answers": row.answers,
        "on": row.on,
        "is_must": row.is_must,
        "names_all": row.names_all,
        "because": words_of(row, "because"),
        "expects": [_expectation_back(one) for one in expected],
        "order": [slug for _rank, slug in ranked],
    }


def _expectation_back(row: Expectation) -> dict[str, Any]:
    return {"route": row.instrument.slug, "verdict": row.verdict, "submit_by": row.submit_by}
