"""Who helps: the organisations of the catalogue by what they do for somebody who crosses a border."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.editions.search import folded
from catalogue.models import Instrument, Organisation
from catalogue.models.words import Label
from catalogue.vocabulary import MONEY_KINDS, Kind, OrganisationKind
from matcher.answers.address import LONGEST, ON, Note, Reader, tell_unknown_names
from matcher.engine.answers import DISCIPLINE
from matcher.pages.routes.routes import Choice, Facet, not_an_option
from matcher.rules.current import Current, current
from matcher.rules.words import say

HELPS, TEXT = "helps", "text"


class Helps(StrEnum):
    """What an organisation does; one may do several of these."""

    ADVISES = "advises"
    FUNDS = "funds"
    CONNECTS = "connects"
    HOSTS = "hosts"


HELPS_IN_WORDS: dict[Helps, Label] = {
    Helps.ADVISES: gettext_lazy("Gives advice"),
    Helps.FUNDS: gettext_lazy("Gives money"),
    Helps.CONNECTS: gettext_lazy("Brings people together"),
    Helps.HOSTS: gettext_lazy("Receives artists"),
}
HEADINGS: dict[OrganisationKind, Label] = {
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


@dataclass(frozen=True, slots=True)
class Helper:
    """An organisation with what it does, and how many routes it gives and advises on."""

    row: Organisation
    helps: frozenset[Helps]
    gives: int
    advises: int

    def serves(self, discipline: str) -> bool:
        return self.row.serves_all_disciplines or any(one.slug == discipline for one in self.row.disciplines.all())

    @property
    def words(self) -> str:
        """All that a search by name looks in."""
        row = self.row
        return folded(" ".join([row.name_nl, row.name_en, row.slug, row.today_name, *row.former_names]))


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


def find_helpers(query: QueryDict, today: date) -> Helpers:
    now = current()
    reader = Reader(now.ruleset, now.words, today)
    tell_unknown_names(reader, query, (TEXT, HELPS, DISCIPLINE, ON))
    asked = now.words.questions.get(DISCIPLINE)  # a question may be out of use
    disciplines = {one.value: say(one.label) for one in asked.options} if asked else {}
    helps = {one.value: str(label) for one, label in HELPS_IN_WORDS.items()}
    chosen = {
        HELPS: known_values(reader, query, HELPS, helps),
        DISCIPLINE: known_values(reader, query, DISCIPLINE, disciplines),
    }
    text = query.get(TEXT, "").replace("\x00", "").strip()[:LONGEST]
    given = query.get(ON, "").strip()
    day = reader.day(ON, given) if given else None
    everyone = helpers()
    named = [one for one in everyone if all(word in one.words for word in folded(text).split())]
    facets = (
        facet(HELPS, _("What it does"), helps, chosen, named),
        facet(DISCIPLINE, _("Discipline"), disciplines, chosen, named),
    )
    found = [one for one in named if passes(one, chosen)]
    return Helpers(
        groups=under_headings([one for one in found if one.row.stands_today]),
        before=tuple(one for one in found if not one.row.stands_today and not chosen[HELPS]),
        facets=facets,
        text=text,
        on=day or today,
        on_given=day is not None,
        notes=tuple(reader.notes),
        total=sum(one.row.stands_today for one in everyone),
    )


def seat(now: Current, row: Organisation) -> str:
    """Where it is established, in a word."""
    return {"EU": _("Europe"), "INT": _("worldwide")}.get(row.country) or now.words.place(row.country)


def known_values(reader: Reader, query: QueryDict, name: str, options: Mapping[str, str]) -> frozenset[str]:
    """Those of the values in the address that are options; a note for each that is none."""
    given = [one for one in dict.fromkeys(query.getlist(name)) if one.strip()]
    for one in given:
        if one not in options:
            reader.note(name, one, not_an_option(one, options))
    return frozenset(one for one in given if one in options)


def helpers() -> list[Helper]:
    """All of them by name, in a fixed number of queries."""
    money: Counter[int] = Counter()
    hosting: set[int] = set()
    gives: Counter[int] = Counter()
    for provider, kind in Instrument.objects.published().values_list("provider_id", "kind"):
        gives[provider] += 1
        money[provider] += kind in MONEY_KINDS
        if kind == Kind.RESIDENCY:
            hosting.add(provider)
    links = Instrument.help.through.objects.filter(instrument__is_published=True)
    advises = Counter(links.values_list("organisation_id", flat=True))

    def helper(row: Organisation) -> Helper:
        usual = USUALLY.get(OrganisationKind(row.kind))
        does = {
            Helps.ADVISES: advises[row.pk] > 0,
            Helps.FUNDS: money[row.pk] > 0,
            Helps.CONNECTS: False,
            Helps.HOSTS: row.pk in hosting,
        }
        return Helper(
            row,
            frozenset(one for one, holds in does.items() if row.stands_today and (holds or one is usual)),
            gives[row.pk],
            advises[row.pk],
        )

    rows = Organisation.objects.select_related("today_organisation").prefetch_related("disciplines")
    return sorted((helper(row) for row in rows), key=lambda one: folded(one.row.name))


def passes(one: Helper, chosen: Mapping[str, frozenset[str]]) -> bool:
    """One of the values of each filter, where it has any, holds."""
    right: dict[str, Callable[[str], bool]] = {HELPS: lambda value: Helps(value) in one.helps, DISCIPLINE: one.serves}
    return all(not values or any(right[name](value) for value in values) for name, values in chosen.items())


def facet(
    name: str, label: str, options: Mapping[str, str], chosen: Mapping[str, frozenset[str]], named: list[Helper]
) -> Facet:
    """With the number of organisations that each option would leave, the other filter as it is."""

    def left(value: str) -> int:
        return sum(one.row.stands_today and passes(one, {**chosen, name: frozenset({value})}) for one in named)

    return Facet(
        name, label, tuple(Choice(value, text, left(value), value in chosen[name]) for value, text in options.items())
    )


def under_headings(found: list[Helper]) -> tuple[tuple[str, str, tuple[Helper, ...]], ...]:
    groups = (
        (kind.value, str(heading), tuple(one for one in found if one.row.kind == kind))
        for kind, heading in HEADINGS.items()
    )
    return tuple((kind, heading, members) for kind, heading, members in groups if members)
