"""One edit is undone: what it changed reads again as before it, and all that was changed since stays."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from catalogue.editions.differences import differences
from catalogue.editions.history import history
from catalogue.editions.working import exclusive_transaction, keep, row_of
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry, FixtureError
from catalogue.loading.writing import write
from catalogue.models import Change, Report, StoredEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass
class NotUndone(Exception):  # noqa: N818 - what staff are told
    """Why an edit stays."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def undo(change: Change, author: "User") -> Change | None:
    """Write what the edit changed as it was before, as a save of its own, and give that. Raises NotUndone where it was changed
    again since, where there is nothing to go back to, or where others name what would go. What a visitor had proposed and the
    edit had taken over waits again."""
    with exclusive_transaction():
        Report.objects.reopen(taken_as=change.stored_id or "")
        if change.together is not None:
            return _undo_together(change, author)
        name, before, after, now = _around(change)
        if before is None:
            _remove(name, after, now)
        else:
            write([_with_that_undone(before, after, now)])
        return keep(name, author, _("undone: the edit of %(who)s") % {"who": change.signed})


def _around(change: Change) -> tuple[Name, Entry | None, Entry | None, Entry | None]:
    """What it is about; how that read before it, after it, and how it reads now."""
    name = change.kind, change.key
    after, now = opened(change.stored), row_of(name)
    if after is None and now is not None:
        raise NotUndone(_("It is there again since."))
    if change.before is not None:
        return name, opened(change.before), after, now
    step = next(step for step in history(name) if step.change == change)  # as it was kept until November 2026
    return name, step.before, after, now


def opened(stored: StoredEntry | None) -> Entry | None:
    return KINDS[stored.kind].opened(stored.entry, stored.schema) if stored else None


def _undo_together(change: Change, author: "User") -> Change | None:
    """All saves of one act, or none of them."""
    saves = list(Change.objects.filter(together=change.together).select_related("stored", "before").order_by("pk"))
    values: list[Entry] = []
    gone: list[Name] = []
    for one in saves:
        name, before, after, now = _around(one)
        if before is not None:
            values.append(_with_that_undone(before, after, now))
        elif now == after:
            gone.append(name)
        else:
            raise NotUndone(_("It was changed since: undo the later edits first."))
    try:
        write(values, without=gone)
    except FixtureError as error:
        raise NotUndone(str(error)) from error
    except ProtectedError as error:
        raise NotUndone(_("It is new, and others name it already: take it out of those first.")) from error
    act, note = uuid4(), _("undone: the edit of %(who)s") % {"who": change.signed}
    kept = {one.pk: keep((one.kind, one.key), author, note, together=act) for one in saves}
    return kept[change.pk]


def _with_that_undone(before: Entry, after: Entry | None, now: Entry | None) -> Entry:
    if after is None:
        return before
    if now is None:
        raise NotUndone(_("It was removed since: undo that first."))
    touched = [field for field in type(now).model_fields if getattr(before, field) != getattr(after, field)]
    if all(getattr(now, field) == getattr(before, field) for field in touched):
        raise NotUndone(_("It reads as before that edit already."))
    again = {field: getattr(now, field) for field in touched if getattr(now, field) != getattr(after, field)}
    if again:
        told = dict.fromkeys(one.label for one in differences(after, after.model_copy(update=again)))
        raise NotUndone(
            _("This was changed again since: %(what)s. Undo the later edit first, or change it in the form.")
            % {"what": ", ".join(told)}
        )
    return now.model_copy(update={field: getattr(before, field) for field in touched})


def _remove(name: Name, after: Entry | None, now: Entry | None) -> None:
    """What the edit brought: what was public loses its tick, so that its past stays; what nobody saw yet goes."""
    if now is None:
        raise NotUndone(_("It reads as before that edit already."))
    if now != after:
        raise NotUndone(_("It was changed since: undo the later edits first."))
    kind = KINDS[name[0]]
    if kind.tick and Change.objects.filter(kind=name[0], key=name[1], edition__isnull=False).exists():
        write([now.model_copy(update={kind.tick: False})])
        return
    try:
        for row in kind.model._default_manager.filter(**kind.lookup(name[1])):
            row.delete()
    except ProtectedError as error:
        raise NotUndone(_("It is new, and others name it already: take it out of those first.")) from error
