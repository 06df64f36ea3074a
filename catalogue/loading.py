"""Values of the fixture files to rows, and rows back to values.

Loading twice changes nothing. What was loaded is remembered as a digest per entry, so that a row which reads
differently today was changed by staff and is left alone. A row that staff deleted comes back: unpublish it instead.

Other apps add kinds of their own with `register`; kinds load in the order in which they were registered."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Prefetch, QuerySet

from catalogue import fixture_files as files
from catalogue import models as rows
from catalogue.fixture_files import Entry, FixtureError, Read, read_directory

# --- What a value becomes ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """Stands in a column for the row of this kind with this key."""

    kind: str
    key: str


@dataclass(frozen=True)
class Sibling:
    """Stands in a child's column for the child of the same parent, under another name, with this mark."""

    children: str
    mark: str


@dataclass(frozen=True)
class Parts:
    """One row: its columns, the keys that its many-to-many fields link to, and the rows that belong to it.

    `links` is field -> (kind, keys); `children` is related name -> rows; `mark` is how a `Sibling` finds it."""

    columns: Mapping[str, Any]
    links: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    children: Mapping[str, Sequence["Parts"]] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True)
class Loader:
    """How one kind of entry is written and read back.

    `parts` gives the row of a value; `read_back` gives a row's value as plain data; `rows` prefetches what that
    needs; `key` is the key of a row. `at_creation` names the column that takes the entry's place in its file, once.
    `check` sees all entries that are about to be written, after the kinds before it; it raises FixtureError."""

    entry: type[Entry]
    model: type[models.Model]
    parts: Callable[[Any], Parts]
    read_back: Callable[[Any], Mapping[str, Any]]
    rows: Callable[[], QuerySet[Any]]
    key: Callable[[Any], str] = lambda row: str(row.slug)
    at_creation: str = ""
    check: Callable[[Sequence[Read]], None] | None = None

    @property
    def kind(self) -> str:
        return self.entry.kind_of_entry


LOADERS: list[Loader] = []
AFTER_A_CHANGE: list[Callable[[], None]] = []
"""Called inside the transaction of a load that created or changed anything: bulk writes send no signals."""


def register(loader: Loader, file: str, section: str) -> None:
    """Add a kind that the command loads from `section` of the files that match `file` below the fixtures."""
    files.FILES.setdefault(file, {})[section] = loader.entry
    LOADERS.append(loader)


def loader_of(kind: str) -> Loader:
    return next(loader for loader in LOADERS if loader.kind == kind)


def read_back(row: models.Model) -> Entry:
    """The value that a file would hold for this row."""
    loader = next(loader for loader in LOADERS if loader.model is type(row))
    return loader.entry.model_validate(loader.read_back(row), context={"row": True})


def read_all(kind: str) -> dict[str, Entry]:
    """The values of all rows of a kind, by key."""
    loader = loader_of(kind)
    return {loader.key(row): read_back(row) for row in loader.rows()}


def write(values: Iterable[Entry]) -> None:
    """Write these values to their rows, whatever stands there; rows that are not there are made. Call it in a transaction.

    Raises FixtureError for a value that does not fit what is there now: it names a row that is gone."""
    found: dict[str, dict[str, Read]] = {}
    for value in values:
        found.setdefault(value.kind_of_entry, {})[value.key] = Read("", value)
    work = _Load(overwrite=True)
    for loader in LOADERS:
        if reads := found.get(loader.kind):
            keys = work.pks[loader.kind]
            rows_there = loader.model._default_manager.in_bulk([keys[key] for key in reads if key in keys])
            work.write(
                loader,
                [
                    _Work(key, read, 0, rows_there.get(keys.get(key)), loader.parts(read.value))
                    for key, read in reads.items()
                ],
            )


def digest(value: Entry) -> str:
    """Tells values apart. A field at its default does not count, so that a new field changes no digest."""
    plain = value.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


# --- The load ----------------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What happened to the entries of one kind, by key."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def load(directory: Path, *, overwrite: bool = False, dry_run: bool = False) -> dict[str, Outcome]:
    """Write what the files say, in one transaction, and tell per kind what happened. Raises FixtureError."""
    found = read_directory(directory)
    outcomes: dict[str, Outcome] = {}
    with transaction.atomic():
        _Load(overwrite).run(found, outcomes)
        if any(outcome.created or outcome.changed for outcome in outcomes.values()):
            for then in AFTER_A_CHANGE:
                then()
        transaction.set_rollback(dry_run)
    return outcomes


class _Keys(dict[str, dict[str, Any]]):
    """Kind -> key -> primary key, read when a kind is first asked for."""

    def __missing__(self, kind: str) -> dict[str, Any]:
        loader = loader_of(kind)
        self[kind] = {loader.key(row): row.pk for row in loader.model._default_manager.all()}
        return self[kind]


class _Load:
    def __init__(self, overwrite: bool) -> None:
        self.overwrite = overwrite
        self.pks = _Keys()
        self.digests = {(entry.kind, entry.slug): entry.digest for entry in rows.LoadedEntry.objects.all()}

    def run(self, found: Mapping[str, Mapping[str, Read]], outcomes: dict[str, Outcome]) -> None:
        for loader in LOADERS:
            try:
                outcomes[loader.kind] = self.load_kind(loader, found.get(loader.kind, {}))
            except IntegrityError as error:
                raise FixtureError("", loader.kind, "", f"the database refuses it: {error}") from error

    def load_kind(self, loader: Loader, reads: Mapping[str, Read]) -> Outcome:
        outcome = Outcome()
        present = {loader.key(row): row for row in loader.rows()}
        self.pks[loader.kind] = {key: row.pk for key, row in present.items()}
        work: list[_Work] = []
        digests: dict[str, str] = {}
        for position, (key, read) in enumerate(reads.items()):
            wanted = digest(read.value)
            row = present.get(key)
            if row is None:
                outcome.created.append(key)
            elif (now := digest(read_back(row))) == wanted:
                outcome.unchanged.append(key)
                digests[key] = wanted
                continue
            elif self.overwrite or now == self.digests.get((loader.kind, key)):
                outcome.changed.append(key)
            else:
                outcome.kept.append(key)
                continue
            digests[key] = wanted
            work.append(_Work(key, read, position, row, loader.parts(read.value)))
        if loader.check and work:
            loader.check([one.read for one in work])
        self.write(loader, work)
        self.remember(loader.kind, digests)
        return outcome

    def remember(self, kind: str, digests: Mapping[str, str]) -> None:
        new = {key: value for key, value in digests.items() if self.digests.get((kind, key)) != value}
        rows.LoadedEntry.objects.bulk_create(
            [rows.LoadedEntry(kind=kind, slug=key, digest=value) for key, value in new.items()],
            update_conflicts=True,
            unique_fields=["kind", "slug"],
            update_fields=["digest"],
        )

    def write(self, loader: Loader, work: Sequence["_Work"]) -> None:
        known = self.pks[loader.kind]
        pending = [one for one in work if one.row is None]
        existing = [(one.row, one) for one in work if one.row is not None]
        while pending:  # a row waits until the row of its own kind that it names is there
            ready = [one for one in pending if all(key in known for key in one.keys_of(loader.kind))]
            if not ready:
                raise FixtureError(pending[0].read.file, pending[0].key, "", "names itself in a circle")
            for one in ready:
                one.row = loader.model(**self.columns(one.parts))
                if loader.at_creation:
                    setattr(one.row, loader.at_creation, one.position)
                _clean(one.row, one)
            loader.model._default_manager.bulk_create([one.row for one in ready if one.row is not None])
            known.update({one.key: one.row.pk for one in ready if one.row is not None})
            pending = [one for one in pending if one.row is None]
        for row, one in existing:
            for column, value in self.columns(one.parts).items():
                setattr(row, column, value)
            _clean(row, one)
            row.save()
        self.attach(loader.model, [(one.row, one.parts, one) for one in work if one.row is not None], fresh=False)

    def columns(self, parts: Parts) -> dict[str, Any]:
        columns = {}
        for name, value in parts.columns.items():
            if isinstance(value, Key):
                columns[f"{name}_id"] = self.pk_of(value.kind, value.key)
            elif not isinstance(value, Sibling):
                columns[name] = value
        return columns

    def pk_of(self, kind: str, key: str) -> Any:
        """Files were checked before; a value that was kept for long may name what is gone."""
        if key not in self.pks[kind]:
            raise FixtureError("", kind, key, "is not there any more")
        return self.pks[kind][key]

    def attach(
        self, model: type[models.Model], owners: Sequence[tuple[models.Model, Parts, "_Work"]], *, fresh: bool
    ) -> None:
        """Give the rows their links and their children; those that they had go first, unless the rows are fresh."""
        pks = [row.pk for row, _parts, _one in owners]
        for name in _names(parts.links for _row, parts, _one in owners):
            self.link(model, name, owners, [] if fresh else pks)
        siblings: dict[tuple[Any, str, str], models.Model] = {}
        for name in _names(parts.children for _row, parts, _one in owners):
            relation: Any = model._meta.get_field(name)
            child, parent = relation.related_model, relation.field.attname
            if not fresh:
                child._default_manager.filter(**{f"{parent}__in": pks}).delete()
            made: list[tuple[models.Model, Parts, _Work]] = []
            for row, parts, one in owners:
                for position, inside in enumerate(parts.children.get(name, ())):
                    columns = self.columns(inside) | {parent: row.pk}
                    if any(column.name == "position" for column in child._meta.fields):
                        columns["position"] = position
                    for column, value in inside.columns.items():
                        if isinstance(value, Sibling):
                            columns[column] = siblings.get((row.pk, value.children, value.mark))
                    born = child(**columns)
                    _clean(born, one, name, position)
                    made.append((born, inside, one))
                    siblings.setdefault((row.pk, name, inside.mark), born)
            child._default_manager.bulk_create([born for born, _inside, _one in made])
            self.attach(child, made, fresh=True)

    def link(
        self,
        model: type[models.Model],
        name: str,
        owners: Sequence[tuple[models.Model, Parts, "_Work"]],
        stale: Sequence[Any],
    ) -> None:
        many: Any = model._meta.get_field(name)
        through = many.remote_field.through
        source, target = f"{many.m2m_field_name()}_id", f"{many.m2m_reverse_field_name()}_id"
        if stale:
            through._default_manager.filter(**{f"{source}__in": stale}).delete()
        through._default_manager.bulk_create(
            [
                through(**{source: row.pk, target: self.pk_of(kind, key)})
                for row, parts, _one in owners
                for kind, keys in [parts.links.get(name, ("", ()))]
                for key in keys
            ]
        )


@dataclass
class _Work:
    key: str
    read: Read
    position: int
    row: models.Model | None
    parts: Parts

    def keys_of(self, kind: str) -> Iterator[str]:
        for value in self.parts.columns.values():
            if isinstance(value, Key) and value.kind == kind:
                yield value.key


def _names(parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names in order of appearance: siblings that others refer to are declared first."""
    return list(dict.fromkeys(name for one in parts for name in one))


def _clean(row: models.Model, one: _Work, path: str = "", position: int = 0) -> None:
    """Refuse what the columns refuse: too long, not in the list, not a day. Relations are resolved already."""
    relations = {column.name for column in row._meta.concrete_fields if column.is_relation}
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        place = f"{path}.{position + 1}.{name}" if path else name
        raise FixtureError(one.read.file, one.key, place, " ".join(messages)) from error


# --- Words, links, sources: what many kinds share -----------------------------------------------------------------


def words(name: str, value: files.Words | None) -> dict[str, str]:
    """The pair of columns of a text."""
    return {f"{name}_nl": value.nl if value else "", f"{name}_en": value.en if value else ""}


def words_of(row: models.Model, name: str) -> dict[str, str] | None:
    text = {"nl": getattr(row, f"{name}_nl"), "en": getattr(row, f"{name}_en")}
    return text if any(text.values()) else None


def slugs(related: Any) -> list[str]:
    return [row.slug for row in related.all()]


def codes(related: Any) -> list[str]:
    return [row.code for row in related.all()]


def texts(values: Sequence[files.Words], **columns: Any) -> list[Parts]:
    return [Parts({**words("text", value), **columns}) for value in values]


def texts_of(related: Iterable[models.Model]) -> list[dict[str, str] | None]:
    return [words_of(row, "text") for row in related]


def sources(values: Sequence[files.SourceEntry]) -> list[Parts]:
    return [
        Parts(
            {"url": one.url, "ref": one.ref, "seen": one.seen, **words("supports", one.supports)},
            mark=one.url or one.ref,
        )
        for one in values
    ]


def sources_of(row: Any) -> list[dict[str, Any]]:
    return [
        {"url": one.url, "ref": one.ref, "seen": one.seen, "supports": words_of(one, "supports")}
        for one in row.sources.all()
    ]


def key_or_none(kind: str, key: str | None) -> Key | None:
    return Key(kind, key) if key else None


def slug_or_none(row: Any) -> str | None:
    return row.slug if row else None


# --- Vocabulary --------------------------------------------------------------------------------------------------


def _register_terms() -> None:
    in_family = {"family": "discipline-family"}
    for entry, model, extra, named, section in (
        (files.DisciplineFamilyEntry, rows.DisciplineFamily, (), {}, "discipline_families"),
        (files.DisciplineEntry, rows.Discipline, (), in_family, "disciplines"),
        (files.GoalEntry, rows.Goal, (), {}, "goals"),
        (files.ApplicantEntry, rows.ApplicantType, (), {}, "applicants"),
        (files.ThemeEntry, rows.Theme, ("abbreviation", "chapter"), {}, "themes"),
        (files.LevelEntry, rows.Level, ("chapter",), {}, "levels"),
    ):
        register(_term_loader(entry, model, extra, named), "vocabulary.yaml", section)


def _term_loader(entry: type[files.TermEntry], model: Any, extra: tuple[str, ...], named: Mapping[str, str]) -> Loader:
    """`extra` are columns that hold what the file says, `named` those that hold a row: column -> its kind."""

    def parts(value: Any) -> Parts:
        more = {name: getattr(value, name) for name in extra}
        more |= {name: key_or_none(kind, getattr(value, name)) for name, kind in named.items()}
        return Parts({"slug": value.id, **words("name", value.name), **words("about", value.about), **more})

    def back(row: Any) -> dict[str, Any]:
        more = {name: getattr(row, name) for name in extra}
        more |= {name: slug_or_none(getattr(row, name)) for name in named}
        return {"id": row.slug, "name": words_of(row, "name"), "about": words_of(row, "about"), **more}

    def present() -> QuerySet[Any]:
        return model.objects.select_related(*named) if named else model.objects.all()

    return Loader(entry, model, parts, back, present, at_creation="position")


# --- Places ------------------------------------------------------------------------------------------------------


def _place_parts(value: files.PlaceEntry) -> Parts:
    return Parts(
        {
            "code": value.code,
            "kind": value.kind,
            "parent": key_or_none("place", value.parent),
            "is_covered_by_children": value.is_covered_by_children,
            **words("name", value.name),
        },
        links={"overlaps": ("place", value.overlaps)},
    )


def _place_back(row: rows.Place) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "parent": row.parent.code if row.parent else None,
        "overlaps": codes(row.overlaps),
        "is_covered_by_children": row.is_covered_by_children,
    }


def _group_parts(value: files.GroupEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "kind": value.kind,
            "provenance": value.provenance,
            "dossier": value.dossier,
            **words("name", value.name),
            **words("note", value.note),
        },
        children={
            "periods": [_period_parts(period) for period in value.periods],
            "sources": sources(value.sources),
            "doubts": texts(value.doubts),
        },
    )


def _period_parts(value: files.PeriodEntry) -> Parts:
    members = [files.MemberEntry(place=code) for code in value.places] + value.limited
    return Parts(
        {"holds_from": value.holds_from, "holds_until": value.holds_until, "all_countries": value.all_countries},
        links={"except_places": ("place", value.except_places), "includes": ("group", value.includes)},
        children={
            "memberships": [
                Parts({"place": Key("place", one.place), "is_partial": one.is_partial, **words("note", one.note)})
                for one in members
            ]
        },
    )


def _group_back(row: rows.PlaceGroup) -> dict[str, Any]:
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "note": words_of(row, "note"),
        "provenance": row.provenance,
        "dossier": row.dossier,
        "periods": [_period_back(period) for period in row.periods.all()],
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


def _period_back(row: rows.PlaceGroupPeriod) -> dict[str, Any]:
    plain, limited = [], []
    for member in row.memberships.all():
        if member.is_partial or member.note_nl or member.note_en:
            limited.append(
                {"place": member.place.code, "is_partial": member.is_partial, "note": words_of(member, "note")}
            )
        else:
            plain.append(member.place.code)
    return {
        "holds_from": row.holds_from,
        "holds_until": row.holds_until,
        "all_countries": row.all_countries,
        "except_places": codes(row.except_places),
        "includes": slugs(row.includes),
        "places": plain,
        "limited": limited,
    }


# --- Organisations -----------------------------------------------------------------------------------------------


def _organisation_parts(value: files.OrganisationEntry) -> Parts:
    today = value.today
    return Parts(
        {
            "slug": value.id,
            "kind": value.kind,
            "country": value.country,
            "serves_all_disciplines": value.serves_all_disciplines,
            "url": value.url,
            "former_names": list(value.former_names),
            "platform_member_2010": value.platform_member_2010,
            "today_name": today.name if today else "",
            "today_organisation": key_or_none("organisation", today.organisation if today else None),
            "today_is_certain": today.is_certain if today else None,
            **words("today_note", today.note if today else None),
            **words("name", value.name),
            **words("does", value.does),
        },
        links={"disciplines": ("discipline", value.disciplines)},
        children={"sources": sources(value.sources), "doubts": texts(value.doubts)},
    )


def _organisation_back(row: rows.Organisation) -> dict[str, Any]:
    today = {
        "name": row.today_name,
        "organisation": slug_or_none(row.today_organisation),
        "is_certain": bool(row.today_is_certain),
        "note": words_of(row, "today_note"),
    }
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "country": row.country,
        "disciplines": slugs(row.disciplines),
        "serves_all_disciplines": row.serves_all_disciplines,
        "does": words_of(row, "does"),
        "url": row.url,
        "former_names": row.former_names,
        "platform_member_2010": row.platform_member_2010,
        "today": today if row.today_is_certain is not None or any(today.values()) else None,
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


# --- Instruments -------------------------------------------------------------------------------------------------


def _programme_parts(value: files.ProgrammeEntry) -> Parts:
    return Parts({"slug": value.id, **words("name", value.name)})


def _programme_back(row: rows.Programme) -> dict[str, Any]:
    return {"id": row.slug, "name": words_of(row, "name")}


def _instrument_parts(value: files.InstrumentEntry) -> Parts:
    every_discipline = value.disciplines == "all"
    return Parts(
        {
            "slug": value.id,
            "dossier": value.dossier,
            "named_in": list(value.named_in),
            "kind": value.kind,
            "level": Key("level", value.level),
            "programme": key_or_none("programme", value.programme),
            "provider": Key("organisation", value.provider),
            "all_disciplines": every_discipline,
            "is_outgoing": "outgoing" in value.direction,
            "is_incoming": "incoming" in value.direction,
            "min_partners": value.partners.min_partners,
            "min_countries": value.partners.min_countries,
            "min_eur": value.amount.min_eur,
            "max_eur": value.amount.max_eur,
            "max_rate_pct": value.amount.max_rate_pct,
            "timing_kind": value.timing.kind,
            "lead_days": value.timing.lead_days,
            "lead_months": value.timing.lead_months,
            "duration_max_months": value.timing.duration_max_months,
            "decision_weeks": value.timing.decision_weeks,
            "apply_url": value.apply.url,
            "effort": value.effort or "",
            "state": value.status.state,
            "state_as_of": value.status.as_of,
            "is_published": value.is_published,
            **words("name", value.name),
            **words("summary", value.summary),
            **words("where_note", value.where.note),
            **words("based_note", value.based_in.note),
            **words("partners_note", value.partners.note),
            **words("amount_note", value.amount.note),
            **words("timing_note", value.timing.note),
            **words("combine_note", value.combine.note),
            **words("limits", value.limits),
            **words("apply_channel", value.apply.channel),
            **words("apply_language", value.apply.language),
            **words("state_note", value.status.note),
        },
        links={
            "themes": ("theme", value.themes),
            "applicants": ("applicant", value.applicants),
            "disciplines": ("discipline", [] if every_discipline else value.disciplines),
            "goals": ("goal", value.goals),
            "where_groups": ("group", value.where.groups),
            "where_places": ("place", value.where.places),
            "based_groups": ("group", value.based_in.groups),
            "based_places": ("place", value.based_in.places),
            "based_not_for": ("applicant", value.based_in.not_for),
            "combine_with": ("instrument", value.combine.with_),
            "combine_not_with": ("instrument", value.combine.not_with),
            "help": ("organisation", value.help),
        },
        children={
            "sources": sources(value.sources),
            "doubts": texts(value.doubts),
            "costs": [*texts(value.pays_for, is_paid=True), *texts(value.excludes, is_paid=False)],
            "combine_notes": [
                *texts(value.combine.also_with, is_allowed=True),
                *texts(value.combine.never_with, is_allowed=False),
            ],
            "windows": [Parts(one.model_dump()) for one in value.timing.windows],
            "rounds": [Parts({**one.model_dump(exclude={"note"}), **words("note", one.note)}) for one in value.rounds],
            "checks": [
                Parts(
                    {
                        "slug": one.id,
                        **words("statement", one.statement),
                        "source": Sibling("sources", one.source) if one.source else None,
                    }
                )
                for one in value.checks
            ],
        },
    )


def _instrument_back(row: rows.Instrument) -> dict[str, Any]:
    costs, notes = list(row.costs.all()), list(row.combine_notes.all())
    directions = (("outgoing", row.is_outgoing), ("incoming", row.is_incoming))
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "level": row.level.slug,
        "themes": slugs(row.themes),
        "programme": slug_or_none(row.programme),
        "provider": row.provider.slug,
        "summary": words_of(row, "summary"),
        "dossier": row.dossier,
        "named_in": row.named_in,
        "applicants": slugs(row.applicants),
        "disciplines": "all" if row.all_disciplines else slugs(row.disciplines),
        "goals": slugs(row.goals),
        "direction": [name for name, goes in directions if goes],
        "where": {
            "groups": slugs(row.where_groups),
            "places": codes(row.where_places),
            "note": words_of(row, "where_note"),
        },
        "based_in": {
            "groups": slugs(row.based_groups),
            "places": codes(row.based_places),
            "not_for": slugs(row.based_not_for),
            "note": words_of(row, "based_note"),
        },
        "partners": {
            "min_partners": row.min_partners,
            "min_countries": row.min_countries,
            "note": words_of(row, "partners_note"),
        },
        "pays_for": texts_of(cost for cost in costs if cost.is_paid),
        "excludes": texts_of(cost for cost in costs if not cost.is_paid),
        "amount": {
            "min_eur": row.min_eur,
            "max_eur": row.max_eur,
            "max_rate_pct": row.max_rate_pct,
            "note": words_of(row, "amount_note"),
        },
        "timing": {
            "kind": row.timing_kind,
            "lead_days": row.lead_days,
            "lead_months": row.lead_months,
            "windows": [_columns_of(one, files.WindowEntry) for one in row.windows.all()],
            "duration_max_months": row.duration_max_months,
            "decision_weeks": row.decision_weeks,
            "note": words_of(row, "timing_note"),
        },
        "rounds": [
            {**_columns_of(one, files.RoundEntry, "note"), "note": words_of(one, "note")} for one in row.rounds.all()
        ],
        "combine": {
            "with_": slugs(row.combine_with),
            "not_with": slugs(row.combine_not_with),
            "also_with": texts_of(one for one in notes if one.is_allowed),
            "never_with": texts_of(one for one in notes if not one.is_allowed),
            "note": words_of(row, "combine_note"),
        },
        "limits": words_of(row, "limits"),
        "apply": {
            "channel": words_of(row, "apply_channel"),
            "url": row.apply_url,
            "language": words_of(row, "apply_language"),
        },
        "help": slugs(row.help),
        "effort": row.effort or None,
        "status": {"state": row.state, "as_of": row.state_as_of, "note": words_of(row, "state_note")},
        "is_published": row.is_published,
        "checks": [
            {
                "id": check.slug,
                "statement": words_of(check, "statement"),
                "source": (check.source.url or check.source.ref) if check.source else "",
            }
            for check in row.checks.all()
        ],
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


def _columns_of(row: models.Model, shape: type[files.Part], *but: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields if name not in but}


# --- Examples ----------------------------------------------------------------------------------------------------


def _example_parts(value: files.ExampleEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "title": value.title,
            "instrument": key_or_none("instrument", value.instrument),
            "funding_family": value.funding_family,
            "table": value.table,
            "chapter": value.chapter,
            "theme": Key("theme", value.theme),
            "lead_name": value.lead.name if value.lead else "",
            "lead_country": value.lead.country if value.lead else "",
            "countries": list(value.countries),
            "period": value.period,
            "call": value.call,
            "artists": list(value.artists),
            **words("summary", value.summary),
        },
        links={
            "candidates": ("instrument", value.candidates),
            "disciplines": ("discipline", value.disciplines),
        },
        children={
            "partners": [Parts({"name": one.name, "country": one.country}) for one in value.partners],
            "sources": sources(value.sources),
            "doubts": texts(value.doubts),
        },
    )


def _example_back(row: rows.Example) -> dict[str, Any]:
    return {
        "id": row.slug,
        "title": row.title,
        "instrument": slug_or_none(row.instrument),
        "funding_family": row.funding_family,
        "candidates": slugs(row.candidates),
        "table": row.table,
        "chapter": row.chapter,
        "theme": row.theme.slug,
        "lead": {"name": row.lead_name, "country": row.lead_country} if row.lead_name else None,
        "partners": [{"name": one.name, "country": one.country} for one in row.partners.all()],
        "countries": row.countries,
        "disciplines": slugs(row.disciplines),
        "period": row.period,
        "call": row.call,
        "artists": row.artists,
        "summary": words_of(row, "summary"),
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


# --- The matrix --------------------------------------------------------------------------------------------------


def _challenge_parts(value: files.ChallengeEntry) -> Parts:
    return Parts({"slug": value.id, "chapter": value.chapter, "group": value.group, **words("summary", value.summary)})


def _challenge_back(row: rows.Challenge) -> dict[str, Any]:
    return {"id": row.slug, "chapter": row.chapter, "group": row.group, "summary": words_of(row, "summary")}


def _cell_parts(value: files.CellEntry) -> Parts:
    return Parts(
        {
            "level": Key("level", value.level),
            "theme": Key("theme", value.theme),
            "chapter": value.chapter,
            **words("summary", value.summary),
        },
        links={
            "organisations": ("organisation", value.organisations),
            "examples": ("example", value.examples),
        },
        children={
            "instruments": [
                Parts(
                    {
                        "instrument": key_or_none("instrument", one.instrument),
                        "family": one.family,
                        "name": one.name,
                        "chapter": one.chapter,
                        **words("note", one.note),
                    },
                    links={"members": ("instrument", one.members)},
                )
                for one in value.instruments
            ],
            "networks": [
                Parts({"instrument": Key("instrument", one.instrument), "chapter": one.chapter})
                for one in value.networks
            ],
            "practices": [Parts({"chapter": one.chapter, **words("name", one.name)}) for one in value.practices],
            "challenges": [
                Parts({"challenge": Key("challenge", one.challenge), "basis": one.basis}) for one in value.challenges
            ],
        },
    )


def _cell_back(row: rows.MatrixCell) -> dict[str, Any]:
    return {
        "level": row.level.slug,
        "theme": row.theme.slug,
        "chapter": row.chapter,
        "summary": words_of(row, "summary"),
        "instruments": [
            {
                "instrument": slug_or_none(one.instrument),
                "family": one.family,
                "members": slugs(one.members),
                "name": one.name,
                "chapter": one.chapter,
                "note": words_of(one, "note"),
            }
            for one in row.instruments.all()
        ],
        "networks": [{"instrument": one.instrument.slug, "chapter": one.chapter} for one in row.networks.all()],
        "organisations": slugs(row.organisations),
        "practices": [{"name": words_of(one, "name"), "chapter": one.chapter} for one in row.practices.all()],
        "examples": slugs(row.examples),
        "challenges": [{"challenge": one.challenge.slug, "basis": one.basis} for one in row.challenges.all()],
    }


def _facet_parts(value: files.FacetEntry) -> Parts:
    return Parts({"kind": value.kind, "slug": value.id, "chapter": value.chapter, **words("name", value.name)})


def _facet_back(row: rows.Facet) -> dict[str, Any]:
    return {"kind": row.kind, "id": row.slug, "chapter": row.chapter, "name": words_of(row, "name")}


def _framework_row_parts(value: files.FrameworkRowEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "group": value.group,
            "name": value.name,
            "instrument": key_or_none("instrument", value.instrument),
            "marks_as_printed": value.marks_as_printed,
            **words("type", value.type),
            **words("core_focus", value.core_focus),
            **words("note", value.note),
        },
        links={"members": ("instrument", value.members), "themes": ("theme", value.themes)},
    )


def _framework_row_back(row: rows.FrameworkRow) -> dict[str, Any]:
    return {
        "id": row.slug,
        "group": row.group,
        "name": row.name,
        "instrument": slug_or_none(row.instrument),
        "members": slugs(row.members),
        "type": words_of(row, "type"),
        "core_focus": words_of(row, "core_focus"),
        "themes": slugs(row.themes),
        "marks_as_printed": row.marks_as_printed,
        "note": words_of(row, "note"),
    }


def _decree_parts(value: files.DecreeEntry) -> Parts:
    return Parts(
        {"slug": value.id, "name": value.name, **words("note", value.note)}, children={"lines": texts(value.lines)}
    )


def _decree_back(row: rows.Decree) -> dict[str, Any]:
    lines = texts_of(row.lines.all())
    return {"id": row.slug, "name": row.name, "lines": lines, "note": words_of(row, "note")}


def _statistic_parts(value: files.StatisticEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "figure": value.figure,
            "source": value.source,
            "year": value.year,
            "chapter": value.chapter,
            **words("about", value.about),
            **words("note", value.note),
        }
    )


def _statistic_back(row: rows.Statistic) -> dict[str, Any]:
    return {
        "id": row.slug,
        "figure": row.figure,
        "about": words_of(row, "about"),
        "source": row.source,
        "year": row.year,
        "chapter": row.chapter,
        "note": words_of(row, "note"),
    }


def _dossier_note_parts(value: files.DossierNoteEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "title": value.title,
            "author": value.author,
            "year": value.year,
            "chapter": value.chapter,
            **words("text", value.text),
        }
    )


def _dossier_note_back(row: rows.DossierNote) -> dict[str, Any]:
    return {
        "id": row.slug,
        "title": row.title,
        "author": row.author,
        "year": row.year,
        "chapter": row.chapter,
        "text": words_of(row, "text"),
    }


# --- The kinds, in the order in which they load -------------------------------------------------------------------


def _register_all() -> None:
    _register_terms()
    periods = Prefetch(
        "periods",
        rows.PlaceGroupPeriod.objects.prefetch_related("except_places", "includes", "memberships__place"),
    )
    register(
        Loader(
            files.PlaceEntry,
            rows.Place,
            _place_parts,
            _place_back,
            rows=lambda: rows.Place.objects.select_related("parent").prefetch_related("overlaps"),
            key=lambda row: row.code,
        ),
        "places.yaml",
        "places",
    )
    register(
        Loader(
            files.GroupEntry,
            rows.PlaceGroup,
            _group_parts,
            _group_back,
            rows=lambda: rows.PlaceGroup.objects.prefetch_related(periods, "sources", "doubts"),
        ),
        "places.yaml",
        "groups",
    )
    register(
        Loader(
            files.OrganisationEntry,
            rows.Organisation,
            _organisation_parts,
            _organisation_back,
            rows=lambda: rows.Organisation.objects.select_related("today_organisation").prefetch_related(
                "disciplines", "sources", "doubts"
            ),
        ),
        "organisations.yaml",
        "organisations",
    )
    register(
        Loader(
            files.ProgrammeEntry,
            rows.Programme,
            _programme_parts,
            _programme_back,
            rows=lambda: rows.Programme.objects.all(),
        ),
        "instruments/*.yaml",
        "programmes",
    )
    register(
        Loader(
            files.InstrumentEntry,
            rows.Instrument,
            _instrument_parts,
            _instrument_back,
            rows=lambda: rows.Instrument.objects.for_page(),
        ),
        "instruments/*.yaml",
        "instruments",
    )
    register(
        Loader(
            files.ExampleEntry,
            rows.Example,
            _example_parts,
            _example_back,
            rows=lambda: rows.Example.objects.select_related("instrument", "theme").prefetch_related(
                "candidates", "disciplines", "partners", "sources", "doubts"
            ),
            at_creation="position",
        ),
        "examples.yaml",
        "examples",
    )
    _register_matrix()


def _register_matrix() -> None:
    instruments = Prefetch(
        "instruments", rows.CellInstrument.objects.select_related("instrument").prefetch_related("members")
    )
    cells = Loader(
        files.CellEntry,
        rows.MatrixCell,
        _cell_parts,
        _cell_back,
        rows=lambda: rows.MatrixCell.objects.select_related("level", "theme").prefetch_related(
            instruments, "networks__instrument", "organisations", "practices", "examples", "challenges__challenge"
        ),
        key=lambda row: f"{row.level.slug}/{row.theme.slug}",
        at_creation="position",
    )
    framework_rows = Loader(
        files.FrameworkRowEntry,
        rows.FrameworkRow,
        _framework_row_parts,
        _framework_row_back,
        rows=lambda: rows.FrameworkRow.objects.select_related("instrument").prefetch_related("members", "themes"),
        at_creation="position",
    )
    facets = Loader(
        files.FacetEntry,
        rows.Facet,
        _facet_parts,
        _facet_back,
        rows=lambda: rows.Facet.objects.all(),
        key=lambda row: f"{row.kind}/{row.slug}",
        at_creation="position",
    )
    decrees = Loader(
        files.DecreeEntry,
        rows.Decree,
        _decree_parts,
        _decree_back,
        rows=lambda: rows.Decree.objects.prefetch_related("lines"),
        at_creation="position",
    )
    for loader, section in (
        (_simple(files.DossierNoteEntry, rows.DossierNote, _dossier_note_parts, _dossier_note_back), "dossier_notes"),
        (facets, "facets"),
        (_simple(files.ChallengeEntry, rows.Challenge, _challenge_parts, _challenge_back), "challenges"),
        (cells, "cells"),
        (framework_rows, "framework_rows"),
        (decrees, "decrees"),
        (_simple(files.StatisticEntry, rows.Statistic, _statistic_parts, _statistic_back), "statistics"),
        (
            _simple(files.AttentionPointEntry, rows.AttentionPoint, _programme_parts, _programme_back),
            "attention_points",
        ),
        (
            _simple(files.PriorityPartnerEntry, rows.PriorityPartner, _programme_parts, _programme_back),
            "priority_partners",
        ),
    ):
        register(loader, "matrix.yaml", section)


def _simple(entry: type[Entry], model: Any, parts: Callable[[Any], Parts], back: Callable[[Any], Any]) -> Loader:
    return Loader(entry, model, parts, back, rows=lambda: model.objects.all(), at_creation="position")


_register_all()
