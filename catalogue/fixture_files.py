"""The fixture files: their shape, and how they are read. YAML to checked values, without the database.

Every entry is a pydantic model that refuses unknown fields. What is left out is not known (numbers, days) or empty
(lists, texts). Lists of ids are sets: their order means nothing, and they are kept sorted."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from catalogue.models.days import MONTH_DAY, PARTIAL_DATE
from catalogue.models.words import SLUG
from catalogue.vocabulary import (
    ChallengeBasis,
    ChallengeGroup,
    Effort,
    FacetKind,
    GroupKind,
    Kind,
    OrganisationKind,
    PlaceKind,
    State,
    TimingKind,
)


@dataclass
class FixtureError(Exception):
    """What is wrong in which file, in which entry, in which field."""

    file: Path | str
    entry: str
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (str(self.file), self.entry, self.field, self.reason) if part)


# --- The parts of an entry ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ref:
    """Marks a field whose ids are keys of entries of this kind."""

    kind: str


def is_from_a_row(info: ValidationInfo) -> bool:
    """A value read back from the database, which staff may have left half filled; a file may not be."""
    return bool(info.context and info.context.get("row"))


def _filled(text: str, info: ValidationInfo) -> str:
    if not text.strip() and not is_from_a_row(info):
        raise ValueError("is empty: write it, or leave the whole field out")
    return text


def _matches(form: str, expected: str) -> AfterValidator:
    def check(text: str, info: ValidationInfo) -> str:
        if text and not is_from_a_row(info) and not re.fullmatch(form, text):
            raise ValueError(f"expected {expected}, got {text!r}")
        return text

    return AfterValidator(check)


def _once(ids: list[str]) -> list[str]:
    """The ids in order; raises where one is named twice."""
    if len(set(ids)) < len(ids):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        raise ValueError(f"named twice: {', '.join(twice)}")
    return sorted(ids)


Text = Annotated[str, AfterValidator(_filled)]
Id = Annotated[str, _matches(SLUG, "lower-case letters, digits and single hyphens")]
Ids = Annotated[list[str], AfterValidator(_once)]
Url = Annotated[str, _matches(r"https?://[^\s/]+\.[^\s]+", "an address such as https://example.org/page")]
PartialDate = Annotated[str, _matches(PARTIAL_DATE, "a day as 2026, 2026-02 or 2026-02-28")]
MonthDay = Annotated[str, _matches(MONTH_DAY, "a month and a day as 10-31")]
CountryCode = Annotated[str, _matches(r"[A-Z]{2}|INT", "two capitals (BE), or EU, or INT")]
PlaceCode = Annotated[
    str, _matches(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|x-[a-z]{2}-[a-z]{2,5}", "a code as FR, FR-HDF, x-be-fwb")
]
Count = Annotated[int, Field(ge=0)]
Lax = Strict(False)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Words(Part):
    """One text in both languages."""

    nl: Text
    en: Text


class SourceEntry(Part):
    url: Url = ""
    ref: str = ""
    supports: Words
    seen: str = ""

    @model_validator(mode="after")
    def _names_a_place(self) -> "SourceEntry":
        if not self.url and not self.ref:
            raise ValueError("a source needs an address (url) or a reference (ref)")
        return self


class Entry(Part):
    """A thing that other entries may name. `kind_of_entry` is the word by which loaders and errors know it."""

    kind_of_entry: ClassVar[str]

    @property
    def key(self) -> str:
        return str(getattr(self, "id"))  # noqa: B009 - each entry declares its own id


class TermEntry(Entry):
    id: Id
    name: Words
    about: Words | None = None


class DisciplineFamilyEntry(TermEntry):
    kind_of_entry = "discipline-family"


class DisciplineEntry(TermEntry):
    kind_of_entry = "discipline"
    family: Annotated[str | None, Ref("discipline-family")] = None


class GoalEntry(TermEntry):
    kind_of_entry = "goal"


class ApplicantEntry(TermEntry):
    kind_of_entry = "applicant"


class ThemeEntry(TermEntry):
    kind_of_entry = "theme"
    abbreviation: Text
    chapter: str = ""


class LevelEntry(TermEntry):
    kind_of_entry = "level"
    chapter: str = ""


class PlaceEntry(Entry):
    kind_of_entry = "place"
    code: PlaceCode
    name: Words
    kind: Annotated[PlaceKind, Lax] = PlaceKind.COUNTRY
    parent: Annotated[str | None, Ref("place")] = None
    overlaps: Annotated[Ids, Ref("place")] = []
    is_covered_by_children: bool = False

    @property
    def key(self) -> str:
        return self.code


class MemberEntry(Part):
    """A member with something to say: that it counts only in part, or how."""

    place: Annotated[str, Ref("place")]
    is_partial: bool = False
    note: Words | None = None


class PeriodEntry(Part):
    holds_from: Annotated[date | None, Lax] = None
    holds_until: Annotated[date | None, Lax] = None
    all_countries: bool = False
    except_places: Annotated[Ids, Ref("place")] = []
    includes: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    limited: list[MemberEntry] = []

    @model_validator(mode="after")
    def _once_and_in_order(self) -> "PeriodEntry":
        if twice := {member.place for member in self.limited} & set(self.places):
            raise ValueError(f"stands in places and in limited: {', '.join(sorted(twice))}")
        if self.holds_from and self.holds_until and self.holds_from > self.holds_until:
            raise ValueError("holds_until comes before holds_from")
        return self


class GroupEntry(Entry):
    kind_of_entry = "group"
    id: Id
    name: Words
    kind: Annotated[GroupKind, Lax]
    note: Words | None = None
    provenance: str = ""
    dossier: str = ""
    periods: list[PeriodEntry]
    sources: list[SourceEntry] = []
    doubts: list[Words] = []

    @model_validator(mode="after")
    def _periods_apart(self) -> "GroupEntry":
        ordered = sorted(self.periods, key=lambda period: period.holds_from or date.min)
        for earlier, later in pairwise(ordered):
            if (earlier.holds_until or date.max) >= (later.holds_from or date.min):
                raise ValueError("two periods overlap: end one on the day before the other starts")
        return self


class TodayEntry(Part):
    """What became of an organisation; without a name it is gone, or nobody could say."""

    name: str = ""
    organisation: Annotated[str | None, Ref("organisation")] = None
    is_certain: bool
    note: Words | None = None


class OrganisationEntry(Entry):
    kind_of_entry = "organisation"
    id: Id
    name: Words
    kind: Annotated[OrganisationKind, Lax]
    country: CountryCode
    disciplines: Annotated[Ids, Ref("discipline")] = []
    serves_all_disciplines: bool = False
    does: Words | None = None
    url: Url = ""
    former_names: list[Text] = []
    platform_member_2010: str = ""
    today: TodayEntry | None = None
    sources: list[SourceEntry] = []
    doubts: list[Words] = []


class ProgrammeEntry(Entry):
    kind_of_entry = "programme"
    id: Id
    name: Words


class WhereEntry(Part):
    groups: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    note: Words | None = None


class BasedInEntry(Part):
    groups: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    not_for: Annotated[Ids, Ref("applicant")] = []
    note: Words | None = None


class PartnersEntry(Part):
    min_partners: Count | None = None
    min_countries: Count | None = None
    note: Words | None = None


class AmountEntry(Part):
    min_eur: Count | None = None
    max_eur: Count | None = None
    max_rate_pct: Annotated[int, Field(ge=0, le=100)] | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "AmountEntry":
        if self.min_eur is not None and self.max_eur is not None and self.min_eur > self.max_eur:
            raise ValueError(f"min_eur {self.min_eur} is above max_eur {self.max_eur}")
        return self


class WindowEntry(Part):
    submit_by: MonthDay
    start_from: MonthDay = ""
    start_to: MonthDay = ""
    start_year_offset: Count | None = None


class TimingEntry(Part):
    kind: Annotated[TimingKind, Lax] = TimingKind.UNKNOWN
    lead_days: Count | None = None
    lead_months: Count | None = None
    windows: list[WindowEntry] = []
    duration_max_months: Count | None = None
    decision_weeks: Count | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _one_lead_time(self) -> "TimingEntry":
        if self.lead_days is not None and self.lead_months is not None:
            raise ValueError("give lead_days or lead_months, not both")
        if (self.lead_days, self.lead_months) != (None, None) and self.kind != TimingKind.ROLLING:
            raise ValueError("a lead time belongs to kind rolling")
        return self


class RoundEntry(Part):
    code: str = ""
    opens: PartialDate = ""
    closes: PartialDate = ""
    starts_from: PartialDate = ""
    starts_until: PartialDate = ""
    max_eur: Count | None = None
    note: Words | None = None
    sets_own_rules: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> "RoundEntry":
        for first, last in ((self.opens, self.closes), (self.starts_from, self.starts_until)):
            if first[: len(last)] > last[: len(first)]:
                raise ValueError(f"{last} comes before {first}")
        return self


class CombineEntry(Part):
    """`with` and `not_with` name instruments; `also_with` and `never_with` say it in words."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)
    with_: Annotated[Ids, Ref("instrument")] = Field(default=[], alias="with")
    not_with: Annotated[Ids, Ref("instrument")] = []
    also_with: list[Words] = []
    never_with: list[Words] = []
    note: Words | None = None


class ApplyEntry(Part):
    channel: Words | None = None
    url: Url = ""
    language: Words | None = None


class StatusEntry(Part):
    state: Annotated[State, Lax]
    as_of: PartialDate = ""
    note: Words | None = None


class CheckEntry(Part):
    """`source` is the address, or else the reference, of one of the instrument's sources."""

    id: Id
    statement: Words
    source: str = ""


def _every_discipline(raw: Any) -> Any:
    return "all" if raw == ["all"] else raw


class InstrumentEntry(Entry):
    kind_of_entry = "instrument"
    id: Id
    name: Words
    kind: Annotated[Kind, Lax]
    level: Annotated[str, Ref("level")]
    themes: Annotated[Ids, Ref("theme")] = []
    programme: Annotated[str | None, Ref("programme")] = None
    provider: Annotated[str, Ref("organisation")]
    summary: Words
    dossier: str = ""
    named_in: list[Text] = []
    applicants: Annotated[Ids, Ref("applicant")] = []
    disciplines: Annotated[Literal["all"] | Ids, BeforeValidator(_every_discipline), Ref("discipline")] = []
    goals: Annotated[Ids, Ref("goal")] = []
    direction: Annotated[list[Literal["outgoing", "incoming"]], AfterValidator(_once)] = []
    where: WhereEntry = WhereEntry()
    based_in: BasedInEntry = BasedInEntry()
    partners: PartnersEntry = PartnersEntry()
    pays_for: list[Words] = []
    excludes: list[Words] = []
    amount: AmountEntry = AmountEntry()
    timing: TimingEntry = TimingEntry()
    rounds: list[RoundEntry] = []
    combine: CombineEntry = CombineEntry()
    limits: Words | None = None
    apply: ApplyEntry = ApplyEntry()
    help: Annotated[Ids, Ref("organisation")] = []
    effort: Annotated[Effort, Lax] | None = None
    status: StatusEntry
    is_published: bool = True
    checks: list[CheckEntry] = []
    sources: list[SourceEntry]
    doubts: list[Words] = []

    @model_validator(mode="after")
    def _checks_rest_on_its_sources(self, info: ValidationInfo) -> "InstrumentEntry":
        if is_from_a_row(info):
            return self
        _once([check.id for check in self.checks])
        known = {source.url for source in self.sources} | {source.ref for source in self.sources}
        for check in self.checks:
            if check.source and check.source not in known:
                raise ValueError(f"check {check.id} rests on {check.source}, which is none of its sources")
        if not self.sources:
            raise ValueError("an instrument needs at least one source")
        return self


class PartnerEntry(Part):
    name: Text
    country: Annotated[CountryCode, Ref("place")] = ""


class ExampleEntry(Entry):
    kind_of_entry = "example"
    id: Id
    title: Text
    instrument: Annotated[str | None, Ref("instrument")] = None
    funding_family: Id = ""
    candidates: Annotated[Ids, Ref("instrument")] = []
    table: str = ""
    chapter: str = ""
    theme: Annotated[str, Ref("theme")]
    lead: PartnerEntry | None = None
    partners: list[PartnerEntry] = []
    countries: Annotated[list[str], Ref("place")] = []
    disciplines: Annotated[Ids, Ref("discipline")] = []
    period: str = ""
    call: str = ""
    artists: list[Text] = []
    summary: Words
    sources: list[SourceEntry]
    doubts: list[Words] = []


class ChallengeEntry(Entry):
    kind_of_entry = "challenge"
    id: Id
    chapter: str
    group: Annotated[ChallengeGroup, Lax]
    summary: Words


class CellInstrumentEntry(Part):
    """An instrument, or a family of them with its members."""

    instrument: Annotated[str | None, Ref("instrument")] = None
    family: Id = ""
    members: Annotated[Ids, Ref("instrument")] = []
    name: Text
    chapter: str
    note: Words | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "CellInstrumentEntry":
        if (self.instrument is None) == (not self.family):
            raise ValueError("name an instrument or a family, not both")
        return self


class CellNetworkEntry(Part):
    instrument: Annotated[str, Ref("instrument")]
    chapter: str


class PracticeEntry(Part):
    name: Words
    chapter: str


class CellChallengeEntry(Part):
    challenge: Annotated[str, Ref("challenge")]
    basis: Annotated[ChallengeBasis, Lax]


class CellEntry(Entry):
    kind_of_entry = "cell"
    level: Annotated[str, Ref("level")]
    theme: Annotated[str, Ref("theme")]
    chapter: str
    summary: Words
    instruments: list[CellInstrumentEntry] = []
    networks: list[CellNetworkEntry] = []
    organisations: Annotated[Ids, Ref("organisation")] = []
    practices: list[PracticeEntry] = []
    examples: Annotated[Ids, Ref("example")] = []
    challenges: list[CellChallengeEntry] = []

    @property
    def key(self) -> str:
        return f"{self.level}/{self.theme}"


class FacetEntry(Entry):
    kind_of_entry = "facet"
    kind: Annotated[FacetKind, Lax]
    id: Id
    chapter: str
    name: Words

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.id}"


class FrameworkRowEntry(Entry):
    """A row of table 5; `themes` are those that the table marks."""

    kind_of_entry = "framework-row"
    id: Id
    group: Text
    name: Text
    instrument: Annotated[str | None, Ref("instrument")] = None
    members: Annotated[Ids, Ref("instrument")] = []
    type: Words
    core_focus: Words
    themes: Annotated[Ids, Ref("theme")] = []
    marks_as_printed: Text
    note: Words | None = None


class DecreeEntry(Entry):
    kind_of_entry = "decree"
    id: Id
    name: Text
    lines: list[Words]
    note: Words | None = None


class StatisticEntry(Entry):
    kind_of_entry = "statistic"
    id: Id
    figure: Text
    about: Words
    source: Text
    year: Text
    chapter: str = ""
    note: Words | None = None


class AttentionPointEntry(Entry):
    kind_of_entry = "attention-point"
    id: Id
    name: Words


class PriorityPartnerEntry(Entry):
    kind_of_entry = "priority-partner"
    id: Id
    name: Words


class DossierNoteEntry(Entry):
    kind_of_entry = "dossier-note"
    id: Id
    title: str = ""
    author: str = ""
    year: str = ""
    chapter: str = ""
    text: Words


# --- The files ---------------------------------------------------------------------------------------------------

# What each file holds: glob -> section -> the shape of its entries.
FILES: dict[str, dict[str, type[Entry]]] = {
    "vocabulary.yaml": {
        "discipline_families": DisciplineFamilyEntry,
        "disciplines": DisciplineEntry,
        "goals": GoalEntry,
        "applicants": ApplicantEntry,
        "themes": ThemeEntry,
        "levels": LevelEntry,
    },
    "places.yaml": {"places": PlaceEntry, "groups": GroupEntry},
    "organisations.yaml": {"organisations": OrganisationEntry},
    "instruments/*.yaml": {"programmes": ProgrammeEntry, "instruments": InstrumentEntry},
    "examples.yaml": {"examples": ExampleEntry},
    "matrix.yaml": {
        "dossier_notes": DossierNoteEntry,
        "facets": FacetEntry,
        "challenges": ChallengeEntry,
        "cells": CellEntry,
        "framework_rows": FrameworkRowEntry,
        "decrees": DecreeEntry,
        "statistics": StatisticEntry,
        "attention_points": AttentionPointEntry,
        "priority_partners": PriorityPartnerEntry,
    },
}


class FixtureLoader(yaml.CSafeLoader):
    """YAML in which `NO` is Norway and 2026-02-28 is text, and in which a key stands once."""


FixtureLoader.yaml_implicit_resolvers = {
    first: [
        (tag, form) for tag, form in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
FixtureLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _mapping(loader: FixtureLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [key.value for key, _value in node.value]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise yaml.constructor.ConstructorError(None, None, f"{twice} stands twice", node.start_mark)
    return loader.construct_mapping(node, deep=True)


FixtureLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


@dataclass(frozen=True)
class Read:
    """An entry and the file it was read from, named as it stands below the directory."""

    file: str
    value: Entry


def read_directory(
    directory: Path, files: Mapping[str, Mapping[str, type[Entry]]] | None = None
) -> dict[str, dict[str, Read]]:
    """Every entry by kind and key, in the order of `files` (FILES), with all ids resolved. Raises FixtureError."""
    if not directory.is_dir():
        raise FixtureError(directory, "", "", "is not a directory")
    found: dict[str, dict[str, Read]] = {}
    for pattern, sections in (FILES if files is None else files).items():
        for shape in sections.values():
            found.setdefault(shape.kind_of_entry, {})
        paths = sorted(directory.glob(pattern))
        if not paths:
            raise FixtureError(directory / pattern, "", "", "does not exist")
        for path in paths:
            for read in read_file(path, path.relative_to(directory).as_posix(), sections):
                entries = found[read.value.kind_of_entry]
                if read.value.key in entries:
                    first = entries[read.value.key].file
                    raise FixtureError(read.file, read.value.key, "id", f"stands already in {first}")
                entries[read.value.key] = read
    check_references(found)
    return found


def read_file(path: Path, name: str, sections: Mapping[str, type[Entry]]) -> Iterator[Read]:
    """The entries of one file, section by section. `name` is how errors call the file."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=FixtureLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        raise FixtureError(name, where, "", getattr(error, "problem", None) or "is not YAML") from error
    if not isinstance(content, dict):
        raise FixtureError(name, "", "", f"expected the sections {', '.join(sections)}")
    for section, raws in content.items():
        if section not in sections:
            raise FixtureError(name, "", str(section), f"unknown section{_nearest(str(section), sections)}")
        if not isinstance(raws, list):
            raise FixtureError(name, "", str(section), "expected a list of entries")
    for section, shape in sections.items():
        for place, raw in enumerate(content.get(section) or (), start=1):
            yield Read(name, read_entry(shape, raw, name, f"{section} {place}"))


def read_entry(shape: type[Entry], raw: Any, file: str, otherwise: str) -> Entry:
    """The value of one entry; an error calls it by its id, or by `otherwise` when it has none."""
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        entry = str((raw.get("id") or raw.get("code") or otherwise) if isinstance(raw, dict) else otherwise)
        field = ".".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"])
        raise FixtureError(file, entry, field, _reason(first, shape)) from error


def _reason(error: Any, shape: type[Entry]) -> str:
    if error["type"] == "extra_forbidden":
        return f"unknown field{_nearest(str(error['loc'][-1]), _field_names(shape))}"
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return f"{error['msg'][:1].lower()}{error['msg'][1:]}, got {error['input']!r:.80}"


@cache
def _field_names(shape: type[BaseModel]) -> frozenset[str]:
    """The names of all fields of an entry and of its parts."""
    names = {field.alias or name for name, field in shape.model_fields.items()}
    for field in shape.model_fields.values():
        for part in _parts_in(field.annotation):
            names |= _field_names(part)
    return frozenset(names)


def _parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inside in getattr(annotation, "__args__", ()):
        yield from _parts_in(inside)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


# --- Ids that name other entries ---------------------------------------------------------------------------------


def check_references(found: Mapping[str, Mapping[str, Read]]) -> None:
    """Raise FixtureError at the first id that names nothing, or at a place that overlaps without being overlapped."""
    for entries in found.values():
        for key, read in entries.items():
            for field, kind, ids in references(read.value):
                known = found.get(kind, {})
                for one in ids:
                    if one not in known:
                        raise FixtureError(read.file, key, field, f"no {kind} is called {one!r}{_nearest(one, known)}")
    places = found.get("place", {})
    for code, read in places.items():
        for other in getattr(read.value, "overlaps", ()):
            if code not in getattr(places[other].value, "overlaps", ()):
                raise FixtureError(read.file, code, "overlaps", f"{other} has to overlap with {code} too")


def references(part: BaseModel, path: str = "") -> Iterator[tuple[str, str, Sequence[str]]]:
    """(field, kind, ids) for every field that is marked with a Ref, in the entry and in its parts."""
    for name, kind, has_parts in _marked(type(part)):
        value = getattr(part, name)
        if kind and value and value != "all":
            yield f"{path}{name.rstrip('_')}", kind, [value] if isinstance(value, str) else value
        elif has_parts and isinstance(value, BaseModel):
            yield from references(value, f"{path}{name}.")
        elif has_parts and isinstance(value, list):
            for place, inside in enumerate(value, start=1):
                yield from references(inside, f"{path}{name}.{place}.")


@cache
def _marked(shape: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """(field, kind of its Ref or "", whether it holds parts with Refs) for the fields that matter."""
    marked = []
    for name, field in shape.model_fields.items():
        kind = next((mark.kind for mark in field.metadata if isinstance(mark, Ref)), "")
        has_parts = any(_marked(part) for part in _parts_in(field.annotation))
        if kind or has_parts:
            marked.append((name, kind, has_parts))
    return tuple(marked)
