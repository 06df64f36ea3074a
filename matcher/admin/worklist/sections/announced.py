"""What funders announced in their feeds: proposals, with the route that they may be about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, Pick, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.told_days import ago
from matcher.models import Announcement
from matcher.speech.writing import long_date

MOST = 200
SHORTEST_NAME = 8
"""Letters. A shorter name stands in too many titles to mean its route."""


def rows(desk: Desk) -> list[WorkRow]:
    """The newest first."""
    found = list(Announcement.objects.open().select_related("feed__organisation", "feed__programme")[:MOST])
    routes = RoutesToMean.of(desk) if found else None
    return [row(desk, one, routes.meant_by(one)) for one in found if routes]


@dataclass(frozen=True, slots=True)
class RoutesToMean:
    """By each address that a route has, and by each name."""

    by_address: Mapping[str, Sequence[InstrumentEntry]]
    by_name: Mapping[str, Sequence[InstrumentEntry]]

    @classmethod
    def of(cls, desk: Desk) -> "RoutesToMean":
        by_address: dict[str, list[InstrumentEntry]] = {}
        by_name: dict[str, list[InstrumentEntry]] = {}
        for route in desk.site.all(InstrumentEntry).values():
            for address in {route.apply.url, *(one.url for one in route.sources)} - {""}:
                by_address.setdefault(address, []).append(route)
            for name in names_of(route):
                by_name.setdefault(name, []).append(route)
        return cls(by_address, by_name)

    def meant_by(self, one: Announcement) -> InstrumentEntry | None:
        """The only one that has its link among its addresses; else the only one that is called so in the title."""
        found = self.by_address.get(one.link, ())
        if not found:
            title = one.title.casefold()
            named = {route.id: route for name, routes in self.by_name.items() if name in title for route in routes}
            found = tuple(named.values())
        return found[0] if len(found) == 1 else None


def row(desk: Desk, one: Announcement, route: InstrumentEntry | None) -> WorkRow:
    whose = str(one.feed.organisation or one.feed.programme)
    return WorkRow(
        title=one.title,
        href=one.link or one.feed.url,
        note=" · ".join([whose, str(route.name)] if route else [whose]),
        day=long_date(one.on) if one.on else "",
        day_note=ago(one.found_at, desk.on),
        acts=tuple(acts(desk, route)),
        pick=Pick("announcement", str(one.pk)),
        name=("instrument", route.id) if route else None,
    )


def names_of(route: InstrumentEntry) -> set[str]:
    return {name.casefold() for name in (route.name.nl, route.name.en) if name and len(name) >= SHORTEST_NAME}


def acts(desk: Desk, route: InstrumentEntry | None) -> Iterator[RowAct]:
    if route:
        yield RowAct(_("Edit the route"), href=edit_page("instrument", route.id, "rounds"), is_main=True)
    elif desk.may("catalogue.add_instrument"):
        yield RowAct(_("New call"), href=reverse("admin:catalogue_instrument_short"), is_main=True)
    yield RowAct(str(ACTS["announced"].label), "announced")


SECTION = WorkSection(
    slug="announced",
    title=gettext_lazy("Announced by funders"),
    short=pgettext_lazy("counted", "announced"),
    what=pgettext_lazy("a column", "What"),
    when=pgettext_lazy("a column", "Day"),
    rows=rows,
    bulk=("announced",),
    help=gettext_lazy("What stood in feeds of funders. Nothing of it is in the catalogue until you write it there."),
)
