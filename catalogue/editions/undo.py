"""One edit is undone: what it changed reads again as before it, and all that was changed since stays."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from catalogue.editions.differences import differences
from catalogue.editions.history import history
from catalogue.editions.working import exclusive_transaction, keep, row_of
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry
from catalogue.loading.writing import write
from catalogue.models import Change

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
    again since, where there is nothing to go back to, or where others name what would go."""
    name = change.kind, change.key
    with exclusive_transaction():
        step = next(step for step in history(name) if step.change == change)
        before, after, now = step.before, step.after, row_of(name)
        if after is None and now is not None:
            raise NotUndone(_("It is there again since."))
        if before is None:
            _remove(name, after, now)
        else:
            write([_with_that_undone(before, after, now)])
        return keep(name, author, _("undone: the edit of %(who)s") % {"who": change.signed})


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
