"""Two entries of a kind become one: what differs is chosen, lists are united, and what named the one that goes names the other.

Worked out on values, so that it can be shown before anything is written; and written as one act of several saves, which go out
together and are undone together. The short name of the one that goes leads to the other for ever after."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _
from pydantic import ValidationError

from catalogue.editions.differences import Difference, RowsByKey, differences
from catalogue.editions.repointing import naming, repointed, without_itself
from catalogue.editions.search.searched import BRUSSELS, FLANDERS
from catalogue.editions.working import exclusive_transaction, keep, row_of
from catalogue.entries.group import GroupEntry
from catalogue.entries.kinds import KINDS, Name, digest
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.place_name import PlaceNameEntry
from catalogue.entries.values import Entry, FixtureError, MergedEntry, Words
from catalogue.gazetteer.gazetteer import spelling_key
from catalogue.loading.writing import write
from catalogue.models import Change, PlaceName

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SAID_BY_NOTHING = ("today", "parent", "state")
"""Fields that say something where they are empty: that it stands today, that it lies in nothing."""
KEYS = ("id", "code", "former_keys")
TOGETHER = {"place": (("kind", "parent"),)}
"""Fields that mean something only side by side: they are chosen as one."""
SAME_FACT = {"contacts": ("kind", "value", "text")}
"""Parts that say the same where these fields do; the one that was seen last is kept."""

OBSTACLES: list[Callable[["Merge"], Iterator[str]]] = []
"""Others add what else stands in the way, each in a sentence that says what to do: rules and personas that name both."""
ROWS_BESIDE: dict[str, list[tuple[type[Model], str]]] = {}
"""By kind, the models that are no entries and name one of it by a field: feeds of funders. They name what stays from then on,
also once the merge is undone."""


@dataclass
class NotMerged(Exception):  # noqa: N818 - what staff are told
    """What is in the way."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class FieldToChoose:
    """What the two say otherwise. `name` is the field, or the first of several that are chosen as one."""

    name: str
    fields: tuple[str, ...]
    differences: tuple[Difference, ...]
    """From what stays to what goes, as staff read it."""
    takes_other: bool
    """Whether the value of the one that goes is proposed: the other one says nothing."""


@dataclass(frozen=True, slots=True)
class Repointed:
    """An entry that names the one that goes, and how it reads once it names the other."""

    name: Name
    before: Entry
    after: Entry


@dataclass(frozen=True)
class Merge:
    """What comes of it. `kept` is the one that stays, as it reads now; `result` as it will."""

    kept: MergedEntry
    gone: MergedEntry
    choices: tuple[FieldToChoose, ...]
    united: tuple[Difference, ...]
    """What the one that stays gets to its lists."""
    result: MergedEntry
    repointed: tuple[Repointed, ...]
    names: tuple[PlaceNameEntry, ...] = ()
    """What a place that goes was called, as other names of the one that stays."""

    @property
    def kind(self) -> str:
        return self.kept.kind_of_entry

    @property
    def seen(self) -> str:
        """Of all that it rests on: another one where somebody saved since."""
        return (
            "-".join(
                digest(one)[:8]
                for one in (self.kept, self.gone, *(other.before for other in self.repointed[:MOST_IN_MARK]))
            )
            + f"-{len(self.repointed)}"
        )

    def obstacles(self) -> tuple[str, ...]:
        found = [*_obstacles(self)]
        for more in OBSTACLES:
            found += more(self)
        return tuple(found)


MOST_IN_MARK = 200
KNOWN_BY_CODE = FLANDERS | BRUSSELS


def merge_of(kind: str, kept_key: str, gone_key: str, taken: Mapping[str, bool] | None = None) -> Merge | None:
    """What would come of it; None where one of the two is not there. `taken` says per field whether the value of the one that
    goes is wanted, where that is not what is proposed."""
    kept, gone = row_of((kind, kept_key)), row_of((kind, gone_key))
    if not isinstance(kept, MergedEntry) or not isinstance(gone, MergedEntry):
        return None
    rows = RowsByKey()
    choices = tuple(_choices(kept, gone, rows))
    wanted = {one.name: (taken or {}).get(one.name, one.takes_other) for one in choices}
    chosen = {field: getattr(gone, field) for one in choices if wanted[one.name] for field in one.fields}
    lists = {name: _united(name, getattr(kept, name), getattr(gone, name)) for name in _list_fields(type(kept))}
    if isinstance(kept, OrganisationEntry) and isinstance(gone, OrganisationEntry):
        name = chosen.get("name", kept.name)
        lists["former_names"] = [*dict.fromkeys((*lists["former_names"], *_other_names((kept.name, gone.name), name)))]
    former = sorted({*kept.former_keys, *gone.former_keys, gone.key})
    result = kept.model_copy(update={**lists, **chosen, "former_keys": former})
    result = without_itself(repointed(result, kind, gone_key, kept_key))
    united = differences(kept, kept.model_copy(update=lists), rows)
    named = [one for one in naming(kind, gone_key) if one[0] not in ((kind, kept_key), (kind, gone_key))]
    others = tuple(Repointed(name, value, repointed(value, kind, gone_key, kept_key)) for name, value in named)
    return Merge(kept, gone, choices, united, result, others, tuple(_names_of_before(kept, gone, result)))


def _other_names(before: Sequence[Words], now: Words) -> list[str]:
    """What something was called in either language, and is not called any more."""
    known = {spelling_key(name) for name in (now.nl, now.en)}
    names = {spelling_key(name): name for words in before for name in (words.nl, words.en)}
    return [name for spelling, name in names.items() if spelling not in known]


def _names_of_before(kept: Entry, gone: Entry, result: Entry) -> Iterator[PlaceNameEntry]:
    """Of a place; what is another name of something already stays that."""
    if not (isinstance(kept, PlaceEntry) and isinstance(gone, PlaceEntry) and isinstance(result, PlaceEntry)):
        return
    taken = {spelling_key(name) for row in PlaceName.objects.all() for name in row.names}
    names = [name for name in _other_names((kept.name, gone.name), result.name) if spelling_key(name) not in taken]
    key = f"was-{gone.code.lower()}"
    if names and row_of(("place-name", key)) is None:
        yield PlaceNameEntry(id=key, names=names, places=[kept.code])


def _list_fields(shape: type[Entry]) -> list[str]:
    """Those that are united; never a choice."""
    return [name for name, field in shape.model_fields.items() if name not in KEYS and isinstance(field.default, list)]


def _choices(kept: MergedEntry, gone: MergedEntry, rows: RowsByKey) -> Iterator[FieldToChoose]:
    lists = _list_fields(type(kept))
    groups = TOGETHER.get(kept.kind_of_entry, ())
    done: set[str] = set()
    for name in type(kept).model_fields:
        fields = next((one for one in groups if name in one), (name,))
        if name in KEYS or name in lists or name in done:
            continue
        done.update(fields)
        update = {field: getattr(gone, field) for field in fields}
        if all(getattr(kept, field) == value for field, value in update.items()):
            continue
        told = differences(kept, kept.model_copy(update=update), rows)
        is_empty = all(getattr(kept, field) in (None, "") and field not in SAID_BY_NOTHING for field in fields)
        yield FieldToChoose(fields[0], fields, told, is_empty)


def _united(name: str, kept: Sequence[Any], gone: Sequence[Any]) -> list[Any]:
    """What either has, those of the one that stays first; ids in their order."""
    if all(isinstance(one, str) for one in (*kept, *gone)):
        both = list(dict.fromkeys((*kept, *gone)))
        return both if list(kept) != sorted(kept) or list(gone) != sorted(gone) else sorted(both)
    found = list(kept)
    marks = SAME_FACT.get(name)
    for one in gone:
        place = next((at for at, other in enumerate(found) if _says_the_same(one, other, marks)), None)
        if place is None:
            found.append(one)
        elif marks and str(one.seen) > str(found[place].seen):
            found[place] = one
    return found


def _says_the_same(one: Any, other: Any, marks: tuple[str, ...] | None) -> bool:
    return all(getattr(one, mark) == getattr(other, mark) for mark in marks) if marks else bool(one == other)


# --- What is in the way ---------------------------------------------------------------------------------------


def _obstacles(merge: Merge) -> Iterator[str]:
    if merge.kept.key == merge.gone.key:
        yield _("It is the same one: choose another.")
        return
    if isinstance(merge.kept, PlaceEntry) and isinstance(merge.gone, PlaceEntry):
        yield from _within_one_another(merge, merge.kept, merge.gone)
    if isinstance(merge.result, OrganisationEntry):
        yield from _in_a_circle(merge, merge.result)
    told_already = set()
    for one in merge.repointed:
        if isinstance(one.after, GroupEntry) and (said := list(_said_twice(one.after, merge))):
            told_already.add(one.name)
            yield from said
    for value in (merge.result, *(one.after for one in merge.repointed if one.name not in told_already)):
        try:
            type(value).model_validate(value.model_dump(by_alias=True), context={"row": True})
        except ValidationError as error:
            told = error.errors()[0]["msg"].removeprefix("Value error, ")
            yield _("%(what)s would not add up: %(why)s. Change it first.") % {"what": value.key, "why": told}


def _within_one_another(merge: Merge, kept: PlaceEntry, gone: PlaceEntry) -> Iterator[str]:
    if gone.code in KNOWN_BY_CODE:
        yield _("Questions and search know %(code)s by its code, so it stays: merge the other into it.") % {
            "code": gone.code
        }
    for inner, outer in ((kept, gone), (gone, kept)):
        if outer.code in _above(inner):
            yield _(
                "%(inner)s lies in %(outer)s, or is a territory of it: a part is not the whole. Change where it lies first."
            ) % {"inner": inner.name, "outer": outer.name}
    parent = merge.result.parent if isinstance(merge.result, PlaceEntry) else None
    if parent and merge.kept.key in _above_code(parent):
        yield _("It would lie in itself: keep where %(kept)s lies.") % {"kept": kept.name}


def _above(place: PlaceEntry) -> set[str]:
    """The codes of all that it lies in, or is a territory of."""
    return {code for above in (place.parent, place.state) if above for code in (above, *_above_code(above))}


def _above_code(code: str) -> set[str]:
    found: set[str] = set()
    todo = [code]
    while todo:
        value = row_of(("place", todo.pop()))
        for above in (value.parent, value.state) if isinstance(value, PlaceEntry) else ():
            if above and above not in found:
                found.add(above)
                todo.append(above)
    return found


def _in_a_circle(merge: Merge, result: OrganisationEntry) -> Iterator[str]:
    """Where one went into another, that went into the first: what became of it has to be chosen otherwise."""
    seen, at = {result.id}, result.today.organisation if result.today else None
    while at:
        if at in seen:
            yield _("%(what)s would have gone into itself: choose otherwise what became of it.") % {"what": result.name}
            return
        seen.add(at)
        value = next((one.after for one in merge.repointed if one.name == ("organisation", at)), None)
        value = value or row_of(("organisation", at))
        at = value.today.organisation if isinstance(value, OrganisationEntry) and value.today else None


def _said_twice(group: GroupEntry, merge: Merge) -> Iterator[str]:
    """A place is a member of a period once, and not one that is left out."""
    for period in group.periods:
        members = [*period.places, *(one.place for one in period.limited)]
        if members.count(merge.kept.key) > 1:
            yield _(
                "The group “%(group)s” has both as a member and says something else of each: make them read alike there, or "
                "take one out."
            ) % {"group": group.name}
        if merge.kept.key in members and merge.kept.key in period.except_places:
            yield _("The group “%(group)s” holds one of the two and leaves out the other: change it there first.") % {
                "group": group.name
            }


# --- The writing --------------------------------------------------------------------------------------------------


def merge(found: Merge, author: "User") -> tuple[Change, ...]:
    """Write it, as saves that belong together. Raises NotMerged where something stands in the way, or was saved since."""
    kind, key, other = found.kind, found.kept.key, found.gone.key
    with exclusive_transaction():
        now = merge_of(kind, key, other)
        if now is None or now.seen != found.seen:
            raise NotMerged((_("Somebody changed one of these since you looked: look again."),))
        if obstacles := found.obstacles():
            raise NotMerged(obstacles)
        for model, field in ROWS_BESIDE.get(kind, ()):
            rows = model._default_manager.filter(**{field: row_named(kind, other)})
            rows.update(**{field: row_named(kind, key)})
        try:
            write([found.result, *(one.after for one in found.repointed), *found.names], without=[(kind, other)])
        except FixtureError as error:
            raise NotMerged((str(error),)) from error
        except ProtectedError as error:
            names = ", ".join(sorted({str(row) for row in error.protected_objects}))
            raise NotMerged((_("These still name it: %(names)s. Change them first.") % {"names": names},)) from error
        act = uuid4()
        note = _("%(gone)s merged into %(kept)s") % {"gone": found.gone.name, "kept": found.kept.name}  # type: ignore[attr-defined]
        saved = [(kind, key), (kind, other), *(one.name for one in found.repointed)]
        saved += [("place-name", one.id) for one in found.names]
        kept = [keep(name, author, note[:LONGEST_NOTE], together=act) for name in saved]
    return tuple(one for one in kept if one is not None)


def row_named(kind: str, key: str) -> Model:
    how = KINDS[kind]
    return how.model._default_manager.get(**how.lookup(key))


LONGEST_NOTE = 250
