"""What can be found: each kind of thing with the texts by which people look for it, and what a word in each counts for.

A further kind (guides, terms) is a function of an edition in `SEARCHED`; where it leads is a line in
`matcher.pages.routes.other_hits`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from math import sqrt

from django.utils.translation import override

from catalogue.editions.edition import Edition
from catalogue.editions.search.acronyms import is_initials_in
from catalogue.entries.fact import FactEntry
from catalogue.entries.glossary import GlossaryEntry
from catalogue.entries.group import GroupEntry, PeriodEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Entry, Words
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry, GoalEntry
from catalogue.languages import LANGUAGES
from catalogue.vocabulary import Admission, ExtraKind, Kind, Level, OrganisationKind, State


class Weight(IntEnum):
    """What a word counts for, by where it stands."""

    NAME = 100
    GIVER = 45
    """In the name of the funder or the programme."""
    SORT = 60
    """In the name of a discipline, goal, place or kind of applicant, if it were the only one: all that are named share it."""
    KIND = 35
    TEXT = 12
    """In a summary, or in what is paid."""
    ADVISER = 1
    """What a synonym means is not looked for here."""


PART_OF_GIVER = 0.01
"""For a common word within the name of a funder: "jeugd" in "Departement Cultuur, Jeugd en Media"."""
EVERYWHERE = 2.0
"""Of a country, where a route is for all of them; of a discipline, where a route is for all."""
FOR_OTHERS, OVER = 0.4, 0.6
"""Of what all words count for, where nobody from here applies: it is for who is established elsewhere, is paid by another
country or comes without applying; and where the route has ended."""
FUNDERS_NEAR = frozenset({"BE", "EU", "INT"})
FLANDERS, BRUSSELS = frozenset({"BE", "BE-VLG", "x-be-vlg"}), frozenset({"BE-BRU"})
BESIDE_ROUTES = 0.3
"""The share of a discipline for an organisation: who looks for one wants a route first. In its name one counts for no more."""
FOR_MANY_ARTS, MANY_ARTS = 15.0, 6
"""For a route of so many arts: who names none is served first by what many can ask for."""
HERE, FOR_EACH_APPLICANT, MOST_ASK = 18.0, 4.0, 4
"""For the grants of a funder of one's own sector, and for each sort of applicant that a route is for of those that stand first in
the list, as most who ask are: who types an art alone is served first by what most people of that art can ask for."""
GRANTS = frozenset({Kind.GRANT, Kind.ALLOWANCE, Kind.BURSARY, Kind.MOBILITY_GRANT, Kind.COPRODUCTION_FUND})
BEHIND = -200.0
"""For a word of the glossary: who types one wants what it stands for first."""
WITHIN = 0.5
"""The share of a place for what it lies in, and for what lies in it."""
MOST_CAPITALS_OF_A_WORD = 1
IN_BRACKETS = re.compile(r"\(([^)]*)\)")
PARTS_OF_A_NAME = re.compile(r"\s*(?::|,|\s[–-]\s|\()\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """A text that stands for a thing, and what a word of it counts for."""

    text: str
    weight: float
    languages: tuple[str, ...] = ()
    """Those of its words; none where that is not known."""
    is_giver: bool = False
    """Whether it is the name of a funder: a word that is used for something else too is only a part of it."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A thing that can be found. `names` are what it is called, each in full, with its short names."""

    name: Name
    names: tuple[str, ...]
    texts: tuple[Said, ...]
    givers: tuple[str, ...] = ()
    """What its funder and its programme are called, each in full and in parts."""
    bonus: float = 0
    """What puts one before another that is found as well."""
    share: float = 1.0
    """Of what its words count for: less where one from here cannot apply."""
    bonus_alone: float = 0
    """The same, where an art is all that is asked."""
    bonus_any_art: float = 0
    """The same, where none is named."""
    stands: bool = True
    """Whether there is still one behind the name."""
    is_beside: bool = False
    """Whether who types an art wants others before it, unless its name begins so."""

    def begins_with(self, word: str) -> bool:
        return self.stands and any(name.casefold().startswith(word) for name in self.names)

    def lists(self, word: str) -> bool:
        """Whether it is said behind the first of a list that is the name: "Jeugd" in "Departement Cultuur, Jeugd en Media"."""
        return any(word in name.partition(",")[2].casefold() for name in self.names)


def searchables(edition: Edition) -> Iterator[Searchable]:
    for of_kind in SEARCHED:
        yield from of_kind(edition)


def short_names(*texts: str) -> tuple[str, ...]:
    """The names, the parts of them before a colon or a dash, and the abbreviations that stand in brackets.

    >>> short_names("IETM: internationaal netwerk", "Fonds (VAF)", "Beurs (circus)")
    ('IETM: internationaal netwerk', 'IETM', 'Fonds (VAF)', 'Fonds', 'VAF', 'Beurs (circus)', 'Beurs')
    >>> short_names("FARO, steunpunt", "Media, Arts and Design")
    ('FARO, steunpunt', 'FARO', 'Media, Arts and Design')
    """
    found: dict[str, None] = {}
    for text in texts:
        inside = IN_BRACKETS.findall(text)
        begins = PARTS_OF_A_NAME.split(text)[0]
        is_list = text.startswith(f"{begins},") and " " not in begins and not _is_abbreviation(begins)
        found |= dict.fromkeys(
            [text, *([] if is_list else [begins]), *(one for one in inside if _is_abbreviation(one))]
        )
    return tuple(one for one in found if one)


def _is_abbreviation(text: str) -> bool:
    return " " not in text and sum(letter.isupper() for letter in text) >= MOST_CAPITALS_OF_A_WORD + 1


def parts_of_names(*texts: str) -> tuple[str, ...]:
    """The names, and all of their parts.

    >>> parts_of_names("Creative Europe - MEDIA")
    ('Creative Europe - MEDIA', 'Creative Europe', 'MEDIA')
    """
    parts = (part.strip(" )") for text in texts for part in (text, *PARTS_OF_A_NAME.split(text)))
    return tuple(one for one in dict.fromkeys(parts) if one)


def initials_of(slug: str, name: Words) -> tuple[str, ...]:
    """What a giver is called by its initials, which stand in its short name: "departement-cjm" is known as CJM."""
    return tuple(one for one in slug.split("-") if any(is_initials_in(one, text) for text in (name.nl, name.en)))


def _words(text: Words | None, weight: float, *, is_giver: bool = False) -> Iterator[Said]:
    if text is not None and text.nl == text.en:
        yield Said(text.nl, weight, LANGUAGES, is_giver)
    elif text is not None:
        yield from (Said(text.nl, weight, ("nl",), is_giver), Said(text.en, weight, ("en",), is_giver))


def _shared(edition: Edition, shape: type[Entry], keys: Iterable[str]) -> Iterator[Said]:
    """The names of what is named, which count for less the more of them there are."""
    found = [one for key in keys if (one := edition.get(shape, key))]
    for one in found:
        yield from _words(one.name, Weight.SORT / sqrt(len(found)))  # type: ignore[attr-defined]


def names_in_both(choice: Kind | ExtraKind) -> tuple[str, ...]:
    """What one of a closed list is called in each language."""
    told = []
    for language in LANGUAGES:
        with override(language):
            told.append(str(choice.label))
    return tuple(told)


def instruments(edition: Edition) -> Iterator[Searchable]:
    most_ask = frozenset([*edition.all(ApplicantEntry)][:MOST_ASK])
    places = PlacesNamed(edition)
    disciplines = tuple(edition.all(DisciplineEntry).values())
    kinds = {kind: " ".join(names_in_both(kind)) for kind in Kind}
    extras = {extra: " ".join(names_in_both(extra)) for extra in ExtraKind}
    for slug, entry in edition.all(InstrumentEntry).items():
        provider = edition.get(OrganisationEntry, entry.provider)
        programme = edition.get(ProgrammeEntry, entry.programme or "")
        texts = [Said(slug.replace("-", " "), Weight.GIVER), Said(kinds[entry.kind], Weight.KIND)]
        texts += [Said(extras[extra.kind], Weight.KIND) for extra in entry.extras]
        givers = [giver.name for giver in (provider, programme) if giver]
        channel = entry.apply.channel
        if channel is not None and _is_abbreviation(channel.nl):
            texts.append(Said(channel.nl, Weight.GIVER))
        for name in givers:
            texts += _words(name, Weight.GIVER, is_giver=provider is not None and name is provider.name)
        short = () if provider is None else initials_of(entry.provider, provider.name)
        texts += [Said(one, Weight.GIVER) for one in short]
        if entry.disciplines == "all":
            texts += [one for term in disciplines for one in _words(term.name, EVERYWHERE)]
        else:
            texts += _shared(edition, DisciplineEntry, entry.disciplines)
        texts += _shared(edition, GoalEntry, entry.goals)
        texts += _shared(edition, ApplicantEntry, entry.applicants)
        texts += places.served(entry)
        for adviser in entry.help:
            helper = edition.get(OrganisationEntry, adviser)
            texts += _words(helper.name if helper else None, Weight.ADVISER)
        for text in (entry.name, entry.summary, *entry.pays_for):
            texts += _words(text, Weight.TEXT)
        lasts = entry.status.state not in (State.ENDED, State.CLOSED)
        is_over = entry.status.state == State.ENDED
        yield Searchable(
            ("instrument", slug),
            short_names(entry.name.nl, entry.name.en),
            tuple(texts),
            givers=parts_of_names(*(text for name in givers for text in (name.nl, name.en)), *short),
            bonus=8.0 * lasts + 3.0 * entry.gives_money + 1.0 * (entry.level == Level.SECTORAL),
            bonus_alone=_for_most(entry, provider, most_ask),
            bonus_any_art=FOR_MANY_ARTS * (entry.disciplines == "all" or len(entry.disciplines) >= MANY_ARTS),
            share=(1.0 if is_near(entry, provider) and places.are_home(entry) else FOR_OTHERS)
            * (OVER if is_over else 1.0),
        )


def _for_most(entry: InstrumentEntry, provider: OrganisationEntry | None, most_ask: frozenset[str]) -> float:
    """What puts the grants of one's own sector first, and what those can ask for who ask most."""
    is_funder = provider is not None and provider.kind == OrganisationKind.FUNDER
    pays = is_funder and entry.kind in GRANTS and entry.level == Level.SECTORAL
    many = len(most_ask.intersection(entry.applicants)) if entry.applicants else len(most_ask)
    return HERE * (pays and entry.status.state not in (State.ENDED, State.CLOSED)) + FOR_EACH_APPLICANT * many


def is_near(entry: InstrumentEntry, provider: OrganisationEntry | None) -> bool:
    """Whether one applies for it and, where it gives money, with a funder from here or of many countries together."""
    is_here = provider is None or provider.country in FUNDERS_NEAR
    return entry.admission == Admission.APPLICATION and (is_here or not entry.gives_money)


def organisations(edition: Edition) -> Iterator[Searchable]:
    for slug, entry in edition.all(OrganisationEntry).items():
        today = entry.today
        sorts = _shared(edition, DisciplineEntry, entry.disciplines)
        texts = [replace(one, weight=one.weight * BESIDE_ROUTES) for one in sorts]
        for text in (entry.name, entry.does, entry.advises, entry.for_whom):
            texts += _words(text, Weight.TEXT)
        texts += [Said(today.name if today else "", Weight.TEXT)]
        slugs = (slug.replace("-", " "), *initials_of(slug, entry.name))
        names = short_names(entry.name.nl, entry.name.en, *slugs, *entry.former_names)
        yield Searchable(
            ("organisation", slug),
            names,
            tuple(texts),
            bonus=2.0 * entry.stands_today,
            stands=entry.stands_today,
            is_beside=True,
        )


def places(edition: Edition) -> Iterator[Searchable]:
    told: dict[str, list[Said]] = {}
    for fact in edition.all(FactEntry).values():
        for code in fact.places:
            told.setdefault(code, []).extend(_words(fact.name, Weight.TEXT))
    for code, entry in edition.all(PlaceEntry).items():
        names = [IN_BRACKETS.sub("", text).strip() for text in (entry.name.nl, entry.name.en)]
        texts = (*_words(entry.name, Weight.TEXT), *told.get(code, ()))
        yield Searchable(("place", code), tuple(dict.fromkeys((entry.name.nl, entry.name.en, *names))), texts)


def guides(edition: Edition) -> Iterator[Searchable]:
    told: dict[str, list[Said]] = {}
    for fact in edition.all(FactEntry).values():
        if fact.guide:
            told.setdefault(fact.guide, []).extend(_words(fact.text, Weight.TEXT))
    for slug, entry in edition.all(GuideEntry).items():
        texts = (*_words(entry.name, Weight.TEXT), *_words(entry.about, Weight.TEXT), *told.get(slug, ()))
        yield Searchable(("guide", slug), short_names(entry.name.nl, entry.name.en, slug.replace("-", " ")), texts)


def terms(edition: Edition) -> Iterator[Searchable]:
    for slug, entry in edition.all(GlossaryEntry).items():
        texts = (*_words(entry.name, Weight.TEXT), *_words(entry.text, Weight.TEXT))
        yield Searchable(
            ("glossary-term", slug), short_names(entry.name.nl, entry.name.en, *entry.also), texts, bonus=BEHIND
        )


PAGES: Mapping[str, Words] = {
    "deadlines": Words(nl="Deadlines", en="Deadlines"),
    "organisations": Words(nl="Wie helpt mij?", en="Who can help me?"),
}
"""What is asked for that no single thing answers, by the name of the page that does."""


def pages(edition: Edition) -> Iterator[Searchable]:
    for page, name in PAGES.items():
        yield Searchable(("page", page), short_names(name.nl, name.en), ())


class PlacesNamed:
    """The names of the places that routes serve: of those named, of a group's members, of what lies around and within them."""

    def __init__(self, edition: Edition) -> None:
        self.places = edition.all(PlaceEntry)
        self.groups = edition.all(GroupEntry)
        self.within: dict[str, list[str]] = {}
        for code, place in self.places.items():
            if place.parent:
                self.within.setdefault(place.parent, []).append(code)
        self.countries = frozenset(code for code, place in self.places.items() if place.parent is None)

    def served(self, entry: InstrumentEntry) -> Iterator[Said]:
        weights: dict[str, float] = {}
        groups = [group for slug in entry.where.groups if (group := self.groups.get(slug))]
        whole = Weight.SORT / sqrt(len(groups) + bool(entry.where.places) or 1)
        self._name(weights, entry.where.places, whole)
        for group in groups:
            yield from _words(group.name, whole / 2)
            yield from _words(group.legal_name, Weight.TEXT)
            members, is_everywhere = self.members(group.id)
            if is_everywhere:
                self._raise(weights, members, EVERYWHERE)
            else:
                self._name(weights, members, whole)
        for code, weight in weights.items():
            yield from _words(self.places[code].name, weight)

    def are_home(self, entry: InstrumentEntry) -> bool:
        """Whether who is established in Flanders, or in Brussels alone, may apply, as far as the address goes."""
        area = entry.based_in
        if not area.groups and not area.places:
            return True
        found, everywhere = set(area.places), False
        for slug in area.groups:
            members, is_everywhere = self.members(slug)
            found |= members
            everywhere = everywhere or is_everywhere
        known = {code for code in found if code in self.places}
        in_flanders = any(code in FLANDERS or self.places[code].parent == "BE-VLG" for code in known)
        return everywhere or in_flanders or known <= BRUSSELS

    def members(self, slug: str, above: frozenset[str] = frozenset()) -> tuple[frozenset[str], bool]:
        """The members that a group has last, and whether it is for all countries (but some)."""
        group = self.groups.get(slug)
        if group is None or slug in above or not group.periods:
            return frozenset(), False
        period = max(group.periods, key=_holds_longest)
        found = set(period.places) | {one.place for one in period.limited if one.until is None}
        everywhere = period.all_countries
        for other in period.includes:
            members, is_everywhere = self.members(other, above | {slug})
            found |= members
            everywhere = everywhere or is_everywhere
        if everywhere:
            found |= self.countries
        return frozenset(found - set(period.except_places)) & self.places.keys(), everywhere

    def _name(self, weights: dict[str, float], codes: Iterable[str], whole: float) -> None:
        """Those places, for which the weight is shared, and those around and within them."""
        known = [code for code in codes if code in self.places]
        weight = whole / sqrt(len(known) or 1)
        self._raise(weights, known, weight)
        for code in known:
            parent = self.places[code].parent
            self._raise(weights, [*([parent] if parent else []), *self.within.get(code, ())], weight * WITHIN)

    def _raise(self, weights: dict[str, float], codes: Iterable[str], weight: float) -> None:
        for code in codes:
            if code in self.places:
                weights[code] = max(weight, weights.get(code, 0.0))


def members_of_groups(edition: Edition) -> dict[str, tuple[str, ...]]:
    """By group the codes of its places; none for one that is for all countries."""
    places = PlacesNamed(edition)
    found = {slug: places.members(slug) for slug in places.groups}
    return {slug: () if is_everywhere else tuple(sorted(those)) for slug, (those, is_everywhere) in found.items()}


def _holds_longest(period: PeriodEntry) -> tuple[bool, str, str]:
    until, start = period.holds_until, period.holds_from
    return until is None, until.isoformat() if until else "", start.isoformat() if start else ""


SEARCHED: list[Callable[[Edition], Iterator[Searchable]]] = [instruments, organisations, places, guides, terms, pages]
"""The kinds that can be found."""
