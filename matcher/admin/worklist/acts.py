"""What the buttons of the work list do: to one row, or to all that are ticked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from catalogue.editions.undo import opened
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS, Name
from catalogue.languages import Label
from catalogue.models import Change, Report
from matcher.admin.worklist.proposals import take_over
from matcher.admin.worklist.section import SEPARATOR, Pick
from matcher.models import Announcement, Assignment, PlannedPublication, WatchedPage
from matcher.speech.writing import known_day
from matcher.upkeep.edits import checked, closed, confirmed, reopened, settled
from matcher.upkeep.next_year import anchor, same_again
from matcher.upkeep.planning import PUBLISH, call_off
from matcher.upkeep.saving import Edit, Pointed, Saved, save
from matcher.watch.reviewing import ReviewSaved, names_on, nothing_changes, takes_over

ASSIGN = "matcher.add_assignment"


@dataclass(frozen=True, slots=True)
class ActTold:
    """What came of it, in a sentence; `changes` can be undone."""

    sentence: str
    level: int = messages.SUCCESS
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsAct:
    """What a button does to the rows that were picked, and which permission that takes for rows of a kind."""

    label: Label
    run: Callable[[HttpRequest, Sequence[Pick]], Iterable[ActTold]]
    permission: Callable[[str], str]


def picked(text: str) -> Pick:
    """As a form sent it. Raises BadRequest for anything else."""
    parts = text.split(SEPARATOR)
    if len(parts) != 4:
        raise BadRequest
    kind, key, part, seen = parts
    return Pick(kind, unquote(key), part, seen)


def run(request: HttpRequest, name: str, picks: Sequence[Pick]) -> Iterable[ActTold]:
    """Raises BadRequest for what is no act, PermissionDenied where somebody may not do this to one of these."""
    act = ACTS.get(name)
    if act is None:
        raise BadRequest
    for kind in {one.kind for one in picks}:
        if not request.user.has_perm(act.permission(kind)):
            raise PermissionDenied
    return act.run(request, picks)


# --- Edits of entries ---------------------------------------------------------------------------------------------


def change_of(kind: str) -> str:
    """The permission to edit entries of a kind. Raises BadRequest for what is no kind."""
    if kind not in KINDS:
        raise BadRequest
    opts = KINDS[kind].model._meta
    return f"{opts.app_label}.change_{opts.model_name}"


def entry_act(label: Label, done: Label, edit: Edit) -> RowsAct:
    """`done` is how the history tells it."""

    def run(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
        pointed = [Pointed(one.name, one.part, one.seen) for one in picks]
        saved = save(edit, pointed, author=request.user, note=str(done), on=timezone.localdate())  # type: ignore[arg-type]
        return told(saved, str(done))

    return RowsAct(label, run, change_of)


def told(saved: Saved, done: str) -> Iterable[ActTold]:
    if saved.changes:
        sentence = entries_done([(one.kind, one.key) for one in saved.changes], done)
        days = days_added(saved.changes[0]) if len(saved.changes) == 1 else []
        if days:
            sentence = _("%(sentence)s Days added: %(days)s.") % {"sentence": sentence, "days": ", ".join(days)}
        yield ActTold(sentence, changes=saved.changes)
    if saved.conflicts:
        yield ActTold(
            _("Somebody else changed this meanwhile, and it was left as it is: %(what)s. Look at it again.")
            % {"what": names(saved.conflicts)},
            messages.WARNING,
        )
    if saved.nothing:
        yield ActTold(_("There was nothing to do for %(what)s.") % {"what": names(saved.nothing)}, messages.INFO)
    if saved.refused:
        yield ActTold(
            _("%(what)s is not filled in well enough to be saved: open it and mend it first.")
            % {"what": names(saved.refused)},
            messages.ERROR,
        )


def days_added(change: Change) -> list[str]:
    """Of a save that gave a route more rounds: when each closes, or opens where that alone is known."""
    before, after = opened(change.before), opened(change.stored)
    if not isinstance(before, InstrumentEntry) or not isinstance(after, InstrumentEntry):
        return []
    return [known_day(anchor(one)) for one in after.rounds if one not in before.rounds and anchor(one)]


def entries_done(found: Sequence[Name], done: str) -> str:
    """What was done to these: one by its name, more by their number."""
    if len(found) == 1:
        return _("%(what)s: %(done)s.") % {"what": names(found), "done": done}
    entries = ngettext("%(n)d entry: %(done)s.", "%(n)d entries: %(done)s.", len(found))
    return entries % {"n": len(found), "done": done}


def names(found: Iterable[Name]) -> str:
    """What these are called now; the first few of many."""
    given = list(found)
    by_kind: dict[str, list[str]] = {}
    for kind, key in given[:FEW_NAMED]:
        by_kind.setdefault(kind, []).append(key)
    called = []
    for kind, keys in by_kind.items():
        how = KINDS[kind]
        wanted = set(keys)
        called += [f"“{row}”" for row in how.rows_for_keys() if how.key(row) in wanted]
    more = len(given) - len(called)
    return ", ".join(called) + (_(" and %(n)d more") % {"n": more} if more > 0 else "")


FEW_NAMED = 3


def of_route(edit: Callable[[InstrumentEntry, date], InstrumentEntry | None]) -> Edit:
    return lambda entry, _part, on: edit(entry, on) if isinstance(entry, InstrumentEntry) else None


# --- What is no edit ----------------------------------------------------------------------------------------------


def take(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    yield from assign_to(request, picks, str(request.user.pk))


def let_go(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    yield from assign_to(request, picks, "")


def assign(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    """To the colleague who is chosen in the field `to`; "" is nobody."""
    yield from assign_to(request, picks, request.POST.get("to", ""))


def assign_to(request: HttpRequest, picks: Sequence[Pick], to: str) -> Iterable[ActTold]:
    person = colleagues().filter(pk=to).first() if to.isdigit() else None
    if to and person is None:
        raise BadRequest
    signed = called(request.user)  # type: ignore[arg-type]
    things = sorted({one.name for one in picks})
    Assignment.objects.bulk_create(
        [
            Assignment(kind=kind, key=key, to=person, author=request.user, signed=signed)  # type: ignore[misc]
            for kind, key in things
        ]
    )
    count = len(things)
    if person is None:
        sentence = ngettext(
            "%(n)d entry is nobody's task any more.", "%(n)d entries are nobody's task any more.", count
        )
    else:
        sentence = ngettext("%(n)d entry is now for %(who)s.", "%(n)d entries are now for %(who)s.", count)
    yield ActTold(sentence % {"n": count, "who": called(person) if person else ""})


def stop_plan(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    for one in PlannedPublication.objects.open().filter(pk__in=[one.key for one in picks if one.key.isdigit()]):
        if call_off(one, request.user):  # type: ignore[arg-type]
            yield ActTold(_("Called off: %(what)s") % {"what": one.why})


def colleagues() -> QuerySet[User]:
    """Who comes in here: active accounts with the mark of staff."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "username")


def called(person: User) -> str:
    return person.get_full_name() or person.get_username()


def handle(_request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    count = Report.objects.filter(pk__in=[one.key for one in picks if one.key.isdigit()]).handle(timezone.now())
    yield ActTold(ngettext("%(count)d report is handled.", "%(count)d reports are handled.", count) % {"count": count})


def accept(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    """What visitors propose, as an edit like any other."""
    for report, saved in take_over(request, picks):
        yield from told(saved, _("taken over from a visitor"))
        if saved.nothing:
            yield ActTold(
                _("“%(what)s” reads otherwise by now: open the form and decide there.") % {"what": report},
                messages.WARNING,
            )


def done_with(_request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
    found = Announcement.objects.open().filter(
        pk__in=[one.key for one in picks if one.key.isdigit() and len(one.key) < 19]
    )
    count = found.update(handled_at=timezone.now())
    sentence = ngettext("%(n)d announcement is done with.", "%(n)d announcements are done with.", count)
    yield ActTold(sentence % {"n": count})


def page_act(label: Label, done: Label, review: Callable[..., ReviewSaved]) -> RowsAct:
    """Of a page on which facts rest; who presses it has to be allowed to edit all of them."""

    def run(request: HttpRequest, picks: Sequence[Pick]) -> Iterable[ActTold]:
        for one in picks:
            page = WatchedPage.objects.filter(pk=int(one.key)).first() if one.key.isdecimal() else None
            for kind in {kind for kind, _key in names_on(page.url)} if page else ():
                if not request.user.has_perm(change_of(kind)):
                    raise PermissionDenied
            author, today = request.user, timezone.localdate()
            found = review(page, one.seen, author=author, note=str(done), on=today) if page else None
            if found is None or found.saved is None:
                yield ActTold(
                    _("The page changed again since you looked, or is watched no more: look at it once more."),
                    messages.WARNING,
                )
            else:
                yield from told(found.saved, str(done))

    return RowsAct(label, run, lambda _kind: PAGE_PERMISSION)


PAGE_PERMISSION = "catalogue.change_instrument"

ACTS: dict[str, RowsAct] = {
    "checked": entry_act(gettext_lazy("Checked today, unchanged"), gettext_lazy("checked today, unchanged"), checked),
    "confirm": entry_act(gettext_lazy("Confirm the day"), gettext_lazy("the day is confirmed"), of_route(confirmed)),
    "again": entry_act(
        gettext_lazy("Same again next year"),
        gettext_lazy("same again next year"),
        of_route(same_again),
    ),
    "close": entry_act(
        gettext_lazy("Close this route"),
        gettext_lazy("closed for now"),
        of_route(closed),
    ),
    "reopen": entry_act(
        gettext_lazy("Reopen"),
        gettext_lazy("opened again"),
        of_route(reopened),
    ),
    "settled": entry_act(
        gettext_lazy("Settled"), gettext_lazy("a doubt is settled"), lambda entry, part, _on: settled(entry, part)
    ),
    "page-same": page_act(
        gettext_lazy("Seen, nothing changes"), gettext_lazy("checked today, unchanged"), nothing_changes
    ),
    "page-moved": page_act(
        gettext_lazy("Take over the new address"), gettext_lazy("the new address of a source"), takes_over
    ),
    "announced": RowsAct(pgettext_lazy("an announcement", "Done with"), done_with, lambda _kind: PAGE_PERMISSION),
    "take": RowsAct(gettext_lazy("I take it"), take, lambda _kind: ASSIGN),
    "assign": RowsAct(gettext_lazy("Assign to"), assign, lambda _kind: ASSIGN),
    "let-go": RowsAct(gettext_lazy("Done with it"), let_go, lambda _kind: ASSIGN),
    "call-off": RowsAct(gettext_lazy("Call off"), stop_plan, lambda _kind: PUBLISH),
    "accept": RowsAct(gettext_lazy("Read there, take over"), accept, lambda _kind: "catalogue.change_report"),
    "handled": RowsAct(gettext_lazy("Handled"), handle, lambda _kind: "catalogue.change_report"),
}
"""By the name that a button sends. Who has another kind of rows adds its own."""
