"""What the search box finds beside routes, in the same list: each with the word for its kind, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.entries.glossary import GlossaryEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.kinds import Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.place import PlaceEntry
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class OtherHit:
    name: str
    address: str
    sort: str
    """What it is, in a word."""
    about: str


def _organisation(site: Site, key: str) -> OtherHit | None:
    entry = site.get(OrganisationEntry, key)
    if entry is None:
        return None
    return OtherHit(str(entry.name), reverse("organisation", args=[key]), _("Organisation"), str(entry.kind.label))


def _place(site: Site, key: str) -> OtherHit | None:
    entry = site.get(PlaceEntry, key)
    if entry is None:
        return None
    above = site.get(PlaceEntry, entry.parent or "")
    told = _("all that is there for it") if above is None else str(above.name)
    return OtherHit(str(entry.name), reverse("country", args=[key]), str(entry.kind.label), told)


def _guide(site: Site, key: str) -> OtherHit | None:
    entry = site.get(GuideEntry, key)
    if entry is None:
        return None
    return OtherHit(str(entry.name), reverse("guide", args=[key]), _("Practical guide"), str(entry.about))


def _term(site: Site, key: str) -> OtherHit | None:
    entry = site.get(GlossaryEntry, key)
    if entry is None:
        return None
    return OtherHit(str(entry.name), f"{reverse('glossary')}#{key}", _("Word explained"), str(entry.text))


def _page(site: Site, key: str) -> OtherHit | None:
    name, about = PAGES[key]
    return OtherHit(str(name), reverse(key), _("Page"), str(about))


PAGES: Mapping[str, tuple[Promise, Promise]] = {
    "deadlines": (gettext_lazy("Deadlines"), gettext_lazy("all closing days, the first one first")),
    "organisations": (
        gettext_lazy("Who helps?"),
        gettext_lazy("organisations that fund, advise or network, by what they do"),
    ),
}
"""What a page is called, and what stands there, by its name in addresses."""

LED: Mapping[str, Callable[[Site, str], OtherHit | None]] = {
    "organisation": _organisation,
    "place": _place,
    "guide": _guide,
    "glossary-term": _term,
    "page": _page,
}
"""How each kind that can be found (`catalogue.editions.search.searched`) is shown; routes have a line of their own."""


def other_hit(site: Site, name: Name) -> OtherHit | None:
    kind, key = name
    return LED[kind](site, key) if kind in LED else None
