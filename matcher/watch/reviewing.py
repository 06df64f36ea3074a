"""What staff say about a page that changed or moved: each is an edit of the entries that rest on it, kept as any other save."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from catalogue.editions.store import read_latest
from catalogue.editions.working import working_edition
from catalogue.entries.kinds import Name
from matcher.models import WatchedPage
from matcher.upkeep.addresses import moved_from, seen_at
from matcher.upkeep.saving import Edit, Pointed, Saved, save, working_digests
from matcher.watch.comparing import PassageChange, changes
from matcher.watch.resting import pages_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN_MARK = 16


@dataclass(frozen=True, slots=True)
class ReviewSaved:
    """`saved` is None where it was not done: the page changed again since somebody looked, or is watched no more."""

    saved: Saved | None
    url: str = ""


def differences_of(page: WatchedPage) -> tuple[PassageChange, ...]:
    return changes(page.known, page.says) if page.changed_on else ()


def names_on(url: str) -> tuple[Name, ...]:
    """Of the entries of the working state that rest on an address."""
    return pages_of(working_edition(read_latest())).get(url, ())


def mark_of_page(page: WatchedPage) -> str:
    """Tells what somebody looked at, as a button sends it."""
    return page.mark[:SHOWN_MARK] or "-"


def nothing_changes(page: WatchedPage, mark: str, *, author: "User", note: str, on: date) -> ReviewSaved:
    """Somebody read it, and all that rests on it still holds: its facts are seen today, and what it says is known from then
    on."""
    with transaction.atomic():
        if mark_of_page(page) != mark:
            return ReviewSaved(None, page.url)
        saved = _saved(seen_at, page.url, page.url, author=author, note=note, on=on)
        accept(page, on)
    return ReviewSaved(saved, page.url)


def takes_over(page: WatchedPage, mark: str, *, author: "User", note: str, on: date) -> ReviewSaved:
    """The new address wherever the old one stood. What the page says is looked at apart."""
    with transaction.atomic():
        if mark_of_page(page) != mark or not page.moved_to:
            return ReviewSaved(None, page.url)
        saved = _saved(moved_from(page.url), page.url, page.moved_to, author=author, note=note, on=on)
        if not saved.conflicts and not saved.refused:
            if WatchedPage.objects.filter(url=page.moved_to).exists():
                page.delete()
            else:
                page.url, page.moved_to = page.moved_to, ""
                page.save()
    return ReviewSaved(saved, page.url)


def _saved(edit: Edit, url: str, part: str, *, author: "User", note: str, on: date) -> Saved:
    names = names_on(url)
    now = working_digests(names)
    return save(edit, [Pointed(one, part, now.get(one, "")) for one in names], author=author, note=note, on=on)


def accept(page: WatchedPage, on: date) -> None:
    if page.changed_on is not None:
        page.known, page.says, page.changed_on = page.says, [], None
    page.known_on = on
    page.save()
