"""Who helps: the organisations of the catalogue by what they do for somebody who crosses a border."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalogue.editions.search.words import folded
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.vocabulary import Kind, OrganisationKind
from matcher.answers.address import ON, read_day
from matcher.answers.notes import Note
from matcher.answers.parameters.choices import ManyParameter
from matcher.answers.parameters.parameter import TextParameter
from matcher.engine.answers import DISCIPLINE
from matcher.pages.routes.routes import Choice, Facet
from matcher.rules.site import Site
from matcher.rules.words import say

HELPS, TEXT = "helps", "text"
MOST_OPEN = 15


class Helps(StrEnum):
    """What an organisation does; one may do several of these."""

    ADVISES = "advises"
    FUNDS = "funds"
    CONNECTS = "connects"
    HOSTS = "hosts"


HELPS_IN_WORDS = {
    Helps.ADVISES: gettext_lazy("Gives advice"),
    Helps.FUNDS: gettext_lazy("Gives money"),
    Helps.CONNECTS: gettext_lazy("Brings people together"),
    Helps.HOSTS: gettext_lazy("Receives artists"),
}
HEADINGS = {
    OrganisationKind.SUPPORT_CENTRE: gettext_lazy("Support centres"),
    OrganisationKind.FUNDER: gettext_lazy("Funders"),
    OrganisationKind.AGENCY: gettext_lazy("Agencies and programme offices"),
    OrganisationKind.NETWORK: gettext_lazy("Networks"),
    OrganisationKind.RESIDENCY_HOUSE: gettext_lazy("Residency houses"),
    OrganisationKind.HERITAGE_BODY: gettext_lazy("Heritage bodies"),
    OrganisationKind.PLATFORM_MEMBER: gettext_lazy("Other organisations"),
}
USUALLY = {
    OrganisationKind.SUPPORT_CENTRE: Helps.ADVISES,
    OrganisationKind.FUNDER: Helps.FUNDS,
    OrganisationKind.NETWORK: Helps.CONNECTS,
    OrganisationKind.RESIDENCY_HOUSE: Helps.HOSTS,
}
"""What follows from the kind alone; the rest follows from the routes."""


@dataclass(frozen=True, slots=True, eq=False)
class Helper:
    """An organisation in one language, with what it does, and how many routes it gives and advises on. Made once for a site."""

    entry: OrganisationEntry
    name: str
    address: str
    does: str
    new_name: str
    """Under which it is known today, where that is another; "" for none."""
    went_into: str
    """The organisation that it became a part of; "" for none."""
    is_certain: bool
    """Whether what became of it could be confirmed."""
    helps: frozenset[Helps]
    gives: int
    advises: int

    def serves(self, discipline: str) -> bool:
        return self.entry.serves_all_disciplines or discipline in self.entry.disciplines

    @property
    def words(self) -> str:
        """All that a search by name looks in."""
        entry = self.entry
        today = entry.today.name if entry.today else ""
        return folded(" ".join([entry.name.nl, entry.name.en, entry.id, today, *entry.former_names]))


@dataclass(frozen=True, slots=True)
class Helpers:
    """The organisations that an address asks for, under headings; `before` are names that are no longer in use."""

    groups: tuple[tuple[str, str, tuple[Helper, ...]], ...]
    """Each with the name of its kind, its heading and its members."""
    before: tuple[Helper, ...]
    facets: tuple[Facet, ...]
    text: str
    on: date
    on_given: bool
    notes: tuple[Note, ...]
    total: int

    @property
    def count(self) -> int:
        return sum(len(helpers) for _kind, _heading, helpers in self.groups)

    @property
    def is_short(self) -> bool:
        """Whether it can all stand open; a longer list is folded under its headings."""
        return self.count <= MOST_OPEN

    @property
    def day(self) -> str:
        """The query string that goes along to the page of one."""
        return f"?{urlencode({ON: self.on.isoformat()})}" if self.on_given else ""

    @property
    def chips(self) -> list[tuple[str, str]]:
        """The filters in use, each with the address of the page without it."""
        pairs = [(facet.name, one.value, one.label) for facet in self.facets for one in facet.chosen]
        pairs += [(TEXT, self.text, f"“{self.text}”")] if self.text else []
        day = [(ON, self.on.isoformat())] if self.on_given else []

        def without(left_out: tuple[str, str, str]) -> str:
            left = [(name, value) for name, value, label in pairs if (name, value, label) != left_out]
            return f"?{urlencode([*left, *day])}"

        return [(pair[2], without(pair)) for pair in pairs]


def find_helpers(query: QueryDict, site: Site, today: date) -> Helpers:
    disciplines = {one.value: say(one.label) for one in site.words.options_of(DISCIPLINE)}
    helps = {one.value: str(label) for one, label in HELPS_IN_WORDS.items()}
    own = (
        ManyParameter(HELPS, gettext_lazy("What it does"), helps),
        ManyParameter(DISCIPLINE, gettext_lazy("Discipline"), disciplines),
        TextParameter(TEXT),
    )
    asked = read_day(dict(query.lists()), site.words, today=today, also=own)
    chosen = {name: frozenset(asked.query.many(name)) for name in (HELPS, DISCIPLINE)}
    text = asked.query.text(TEXT)
    everyone = helpers(site)
    named = [one for one in everyone if all(word in one.words for word in folded(text).split())]
    facets = (
        facet(HELPS, _("What it does"), helps, chosen, named),
        facet(DISCIPLINE, _("Discipline"), disciplines, chosen, named),
    )
    found = [one for one in named if passes(one, chosen)]
    return Helpers(
        groups=under_headings([one for one in found if one.entry.stands_today]),
        before=tuple(one for one in found if not one.entry.stands_today and not chosen[HELPS]),
        facets=facets,
        text=text,
        on=asked.on,
        on_given=asked.on_given,
        notes=asked.notes,
        total=sum(one.entry.stands_today for one in everyone),
    )


def seat(site: Site, entry: OrganisationEntry) -> str:
    """Where it is established, in a word."""
    return {"EU": _("Europe"), "INT": _("worldwide")}.get(entry.country) or site.words.place(entry.country)


def helpers(site: Site) -> tuple[Helper, ...]:
    """All of them by name, in the active language."""
    return site.kept(_helpers, get_language(), get_script_prefix())


def _helpers(site: Site, language: str, prefix: str) -> tuple[Helper, ...]:
    routes = site.all(InstrumentEntry).values()
    gives = Counter(one.provider for one in routes)
    money = {one.provider for one in routes if one.gives_money}
    hosting = {one.provider for one in routes if one.kind == Kind.RESIDENCY}
    advises = Counter(slug for one in routes for slug in one.help)

    def helper(entry: OrganisationEntry) -> Helper:
        usual = USUALLY.get(entry.kind)
        does = {
            Helps.ADVISES: advises[entry.id] > 0,
            Helps.FUNDS: entry.id in money,
            Helps.CONNECTS: False,
            Helps.HOSTS: entry.id in hosting,
        }
        today = entry.today
        successor = site.get(OrganisationEntry, (today.organisation if today else None) or "")
        return Helper(
            entry,
            name=str(entry.name),
            address=reverse("organisation", args=[entry.id]),
            does=str(entry.does or ""),
            new_name=today.name if today and today.name != str(entry.name) else "",
            went_into=str(successor.name) if successor else "",
            is_certain=today is not None and today.is_certain,
            helps=frozenset(one for one, holds in does.items() if entry.stands_today and (holds or one is usual)),
            gives=gives[entry.id],
            advises=advises[entry.id],
        )

    return tuple(
        sorted((helper(one) for one in site.all(OrganisationEntry).values()), key=lambda one: folded(one.name))
    )


HAS: dict[str, Callable[[Helper, str], bool]] = {
    HELPS: lambda one, value: Helps(value) in one.helps,
    DISCIPLINE: lambda one, value: one.serves(value),
}
"""Whether an organisation has a value of a filter."""


def passes(one: Helper, chosen: Mapping[str, frozenset[str]]) -> bool:
    """One of the values of each filter, where it has any, holds."""
    return all(not values or any(HAS[name](one, value) for value in values) for name, values in chosen.items())


def facet(
    name: str, label: str, options: Mapping[str, str], chosen: Mapping[str, frozenset[str]], named: list[Helper]
) -> Facet:
    """With the number of organisations that each option would leave, the other filter as it is."""
    others = {other: values for other, values in chosen.items() if other != name}
    left = [one for one in named if one.entry.stands_today and passes(one, others)]
    has = HAS[name]
    return Facet(
        name,
        label,
        tuple(
            Choice(value, text, sum(has(one, value) for one in left), value in chosen[name])
            for value, text in options.items()
        ),
    )


def under_headings(found: list[Helper]) -> tuple[tuple[str, str, tuple[Helper, ...]], ...]:
    groups = (
        (kind.value, str(heading), tuple(one for one in found if one.entry.kind == kind))
        for kind, heading in HEADINGS.items()
    )
    return tuple((kind, heading, members) for kind, heading, members in groups if members)
