"""The words by which routes are sorted: disciplines in their families, goals, applicants, themes."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.db.models import QuerySet

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts, key_or_none, slug_or_none, words, words_of
from catalogue.entries.values import Id, OrderedEntry, Ref, Text, Words


class TermEntry(OrderedEntry):
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
    """`family`: the disciplines that are their trade, whatever art it is about."""

    kind_of_entry = "applicant"
    family: Annotated[str | None, Ref("discipline-family")] = None


class ThemeEntry(TermEntry):
    kind_of_entry = "theme"
    abbreviation: Text
    chapter: str = ""


def _register_term(
    entry: type[TermEntry],
    model: Any,
    section: str,
    extra: tuple[str, ...] = (),
    named: Mapping[str, str] | None = None,
) -> None:
    """`extra` are columns that hold what the file says, `named` those that hold a row: column -> its kind."""
    named = named or {}

    def parts(value: Any) -> Parts:
        more = {name: getattr(value, name) for name in extra}
        more |= {name: key_or_none(kind, getattr(value, name)) for name, kind in named.items()}
        told = {**words("name", value.name), **words("about", value.about)}
        return Parts({"slug": value.id, "position": value.position, **told, **more})

    def back(row: Any) -> dict[str, Any]:
        more = {name: getattr(row, name) for name in extra}
        more |= {name: slug_or_none(getattr(row, name)) for name in named}
        told = {"name": words_of(row, "name"), "about": words_of(row, "about")}
        return {"id": row.slug, "position": row.position, **told, **more}

    def present() -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.all()
        return found.select_related(*named) if named else found

    register(EntryKind(entry, model, parts, back, present, "vocabulary.yaml", section))


_register_term(DisciplineFamilyEntry, rows.DisciplineFamily, "discipline_families")
_register_term(DisciplineEntry, rows.Discipline, "disciplines", named={"family": "discipline-family"})
_register_term(GoalEntry, rows.Goal, "goals")
_register_term(ApplicantEntry, rows.ApplicantType, "applicants", named={"family": "discipline-family"})
_register_term(ThemeEntry, rows.Theme, "themes", extra=("abbreviation", "chapter"))
