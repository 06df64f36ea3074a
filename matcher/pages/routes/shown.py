"""A route as lists show it: what its entry names is looked up and worded once, for all lists in a language."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True, eq=False)
class RouteShown:
    """One route in one language. Two are the same only where they are one: each is made once and kept with its site."""

    entry: InstrumentEntry
    slug: str
    address: str
    name: str
    kind: str
    level: str
    """The slug of its level, by which its figure is drawn."""
    level_name: str
    provider: str
    amount: str
    """What it pays, in a few words."""
    gives_money: bool
    lead_months: int | None
    lead_days: int | None
    is_rolling: bool
    state: str
    state_as_of: str
    state_note: str


def route_shown(site: Site, slug: str) -> RouteShown:
    """A published route, in the active language."""
    shown = site.kept(_routes_shown, get_language(), get_script_prefix())
    found = shown.get(slug)
    if found is None:
        found = shown[slug] = _shown(site, site.all(InstrumentEntry)[slug])
    return found


def _routes_shown(site: Site, language: str, prefix: str) -> dict[str, RouteShown]:
    """Those that were shown in a language and below a prefix so far."""
    return {}


def _shown(site: Site, entry: InstrumentEntry) -> RouteShown:
    provider = site.get(OrganisationEntry, entry.provider)
    timing, status = entry.timing, entry.status
    return RouteShown(
        entry=entry,
        slug=entry.id,
        address=reverse("instrument", args=[entry.id]),
        name=str(entry.name),
        kind=str(entry.kind.label),
        level=entry.level.value,
        level_name=str(entry.level.label),
        provider=str(provider.name) if provider else "",
        amount=render_to_string("components/amount.html", {"amount": entry.amount, "gives_money": entry.gives_money}),
        gives_money=entry.gives_money,
        lead_months=timing.lead_months,
        lead_days=timing.lead_days,
        is_rolling=timing.kind == "rolling",
        state=status.state.value,
        state_as_of=status.as_of,
        state_note=str(status.note or ""),
    )
