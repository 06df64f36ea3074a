"""Selections as rows: made, found by their link, copied, and gone 24 months after the last visit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import QueryDict

from catalogue.editions.edition import EMPTY
from catalogue.editions.store import digest_numbered, read_numbered
from catalogue.kept import Kept
from matcher.answers.address import KEEP, ON
from matcher.engine.days import add_months
from matcher.models.selection import KEPT_MONTHS, RouteNote, Selection, SelectionPage
from matcher.pages.selections.causes import SiteOnDay
from matcher.pages.selections.links import OpenedLink, digests, new_seed, opened
from matcher.pages.selections.outcomes import KeptAddress
from matcher.rules.site import Site

OF_THE_PAGE = (ON, KEEP, "all", "paper", "part", "view", "page", "sort")
"""What in an address says how it is shown, and not what."""

_sites: Kept[Site] = Kept(4)
"""The editions that selections were kept in, those asked last."""


def without_the_page(query: str) -> str:
    given = QueryDict(query, mutable=True)
    for name in OF_THE_PAGE:
        given.pop(name, None)
    return given.urlencode()


def keep(page: SelectionPage, query: str, name: str, edition: int, on: date, today: date) -> Selection:
    seed = new_seed()
    return Selection.objects.create(
        seed=seed,
        **digests(seed),
        name=name,
        page=page,
        query=without_the_page(query),
        edition=max(edition, 0),
        kept_on=on,
        visited_on=today,
    )


def visited(link: str, today: date) -> OpenedLink | None:
    """The selection of a link, visited once more; one that nobody visited for too long is gone."""
    found = opened(link)
    if found is None:
        return None
    if is_over(found.selection, today):
        found.selection.delete()
        return None
    if found.selection.visited_on < today:
        Selection.objects.filter(pk=found.selection.pk).update(visited_on=today)
        found.selection.visited_on = today
    return found


def is_over(selection: Selection, today: date) -> bool:
    return add_months(selection.visited_on, KEPT_MONTHS) <= today


def forget_unvisited(today: date) -> int:
    """Delete what nobody visited for too long; how many those were."""
    before = add_months(today, -KEPT_MONTHS)
    those = Selection.objects.filter(visited_on__lte=before)
    count = those.count()
    those.delete()
    return count


def copied(selection: Selection, name: str, today: date) -> Selection:
    """Another one with links of its own; the notes come along."""
    seed = new_seed()
    with transaction.atomic():
        copy = Selection.objects.create(
            seed=seed,
            **digests(seed),
            name=name,
            page=selection.page,
            query=selection.query,
            edition=selection.edition,
            kept_on=selection.kept_on,
            visited_on=today,
        )
        RouteNote.objects.bulk_create(
            RouteNote(selection=copy, route=one.route, progress=one.progress, eur=one.eur, text=one.text)
            for one in selection.notes.all()
        )
    return copy


def note(selection: Selection, route: str, said: Mapping[str, Any]) -> None:
    """Keep what was written of a route; nothing at all takes the note away."""
    if any(value not in (None, "") for value in said.values()):
        RouteNote.objects.update_or_create(selection=selection, route=route, defaults=dict(said))
    else:
        selection.notes.filter(route=route).delete()


def address_of(selection: Selection) -> KeptAddress:
    return KeptAddress(SelectionPage(selection.page), selection.query)


def moment_of(selection: Selection, now: Site) -> SiteOnDay:
    """The edition and the day that it was kept in; nothing at all where that edition is gone."""
    return SiteOnDay(site_then(selection.edition, now), selection.kept_on)


def site_then(number: int, now: Site) -> Site:
    """An edition of before, or the one that is held where it is the same."""
    digest = digest_numbered(number)
    if digest == now.edition.digest:
        return now
    return _sites.of(digest, lambda: Site(read_numbered(number, now.edition) or EMPTY))
