"""The dossier's matrix: nine ways into the catalogue, three levels by three themes, and what the dossier says of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from catalogue.entries.example import ExampleEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.matrix import CellEntry, ChallengeEntry, DecreeEntry, FacetEntry, FrameworkRowEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.vocabulary import ThemeEntry
from catalogue.vocabulary import ChallengeGroup, FacetKind, Level
from matcher.engine.availability import Availability
from matcher.pages.routes.days import RoutesOnDay, closing_order
from matcher.pages.routes.facets import facets_of
from matcher.rules.site import Site
from matcher.speech.statistics import StatisticShown, statistics_of_level

EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class WayIn:
    theme: ThemeEntry
    count: int
    """How many routes the catalogue shows for the level and the theme together."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    level: Level
    ways: tuple[WayIn, ...]


def nine_ways_in(day: RoutesOnDay) -> tuple[tuple[LevelRow, ...], tuple[ThemeEntry, ...]]:
    """The rows and the heads of the columns, in their order. Examples are what the dossier places first in a cell, of what one
    can apply for."""
    site = day.site
    themes = tuple(site.all(ThemeEntry).values())
    examples = first_examples(day)

    def way(level: Level, theme: ThemeEntry) -> WayIn:
        return WayIn(theme, routes_at(site, level.value, theme.id), tuple(examples.get((level.value, theme.id), ())))

    return tuple(LevelRow(level, tuple(way(level, theme) for theme in themes)) for level in Level), themes


def routes_at(site: Site, level: str, theme: str) -> int:
    members = site.kept(facets_of).members
    return len(members["level"].get(level, frozenset()) & members["theme"].get(theme, frozenset()))


@dataclass(frozen=True, slots=True)
class Naming:
    """Something that the dossier names, and its page; "" for none."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ChallengeNamed:
    summary: str
    basis: str


@dataclass(frozen=True, slots=True)
class Square:
    """What the dossier says of one level under one theme, and how many routes the catalogue shows there.

    What it names stands there as far as it is public; a family of routes has no page."""

    number: int
    """Counted from 1."""
    level: Level
    theme: ThemeEntry
    count: int
    summary: str
    chapter: str
    routes: tuple[Naming, ...]
    organisations: tuple[Naming, ...]
    practices: tuple[Naming, ...]
    examples: tuple[Naming, ...]
    challenges: tuple[ChallengeNamed, ...]


def squares(site: Site) -> tuple[Square, ...]:
    """All cells of the matrix in the order of levels and themes."""
    cells = site.all(CellEntry)
    pairs = [(level, theme) for level in Level for theme in site.all(ThemeEntry).values()]
    found = [
        (level, theme, cells[f"{level.value}/{theme.id}"])
        for level, theme in pairs
        if f"{level.value}/{theme.id}" in cells
    ]
    return tuple(_square(site, number, *one) for number, one in enumerate(found, start=1))


def _square(site: Site, number: int, level: Level, theme: ThemeEntry, cell: CellEntry) -> Square:
    challenges = [(site.get(ChallengeEntry, one.challenge), one.basis) for one in cell.challenges]
    return Square(
        number=number,
        level=level,
        theme=theme,
        count=routes_at(site, level.value, theme.id),
        summary=str(cell.summary),
        chapter=cell.chapter,
        routes=tuple(_routes(site, cell)),
        organisations=tuple(
            Naming(str(one.name), reverse("organisation", args=[one.id]))
            for one in site.named(OrganisationEntry, cell.organisations)
        ),
        practices=tuple(Naming(str(one.name), page_of(site, one.instrument)) for one in cell.practices),
        examples=tuple(
            Naming(one.title, page_of(site, *one.paid_by, *one.candidates))
            for one in site.named(ExampleEntry, cell.examples)
        ),
        challenges=tuple(ChallengeNamed(str(one.summary), str(basis.label)) for one, basis in challenges if one),
    )


def page_of(site: Site, *slugs: str | None) -> str:
    """The page of the first of these routes that is public; "" for none."""
    public = next((slug for slug in slugs if slug and site.get(InstrumentEntry, slug)), None)
    return reverse("instrument", args=[public]) if public else ""


def _routes(site: Site, cell: CellEntry) -> Iterable[Naming]:
    """What it places there, by the name that the dossier uses, then the networks by their own."""
    for one in cell.instruments:
        if one.instrument is None:
            yield Naming(one.name)
        elif site.get(InstrumentEntry, one.instrument):
            yield Naming(one.name, reverse("instrument", args=[one.instrument]))
    for network in cell.networks:
        if entry := site.get(InstrumentEntry, network.instrument):
            yield Naming(str(entry.name), reverse("instrument", args=[entry.id]))


@dataclass(frozen=True, slots=True)
class Framework:
    """A row of the dossier's table of frameworks and programmes, with the routes that stand for it."""

    name: str
    type: str
    focus: str
    routes: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class LevelTold:
    """All that the dossier says of one level."""

    level: Level
    squares: tuple[Square, ...]
    statistics: tuple[StatisticShown, ...]
    decrees: tuple[DecreeEntry, ...]
    frameworks: tuple[Framework, ...]


def levels_told(site: Site) -> tuple[LevelTold, ...]:
    """In their order. The decrees are those of the sectoral level, the frameworks those of the multilateral."""
    found = squares(site)
    return tuple(
        LevelTold(
            level,
            tuple(one for one in found if one.level is level),
            statistics_of_level(site, level),
            tuple(site.all(DecreeEntry).values()) if level is Level.SECTORAL else (),
            frameworks(site) if level is Level.MULTILATERAL else (),
        )
        for level in Level
    )


def frameworks(site: Site) -> tuple[Framework, ...]:
    return tuple(
        Framework(
            one.name,
            str(one.type),
            str(one.core_focus),
            tuple(
                Naming(str(entry.name), reverse("instrument", args=[entry.id]))
                for entry in site.named(InstrumentEntry, [one.instrument, *one.members])
            ),
        )
        for one in site.all(FrameworkRowEntry).values()
    )


def facets(site: Site) -> tuple[tuple[str, tuple[FacetEntry, ...]], ...]:
    """What makes cultural work international, under headings."""
    known = list(site.all(FacetEntry).values())
    kinds = ((str(kind.label), tuple(one for one in known if one.kind == kind)) for kind in FacetKind)
    return tuple((heading, members) for heading, members in kinds if members)


def challenges(site: Site) -> tuple[tuple[str, tuple[ChallengeEntry, ...]], ...]:
    """The challenges under the headings of the dossier."""
    known = list(site.all(ChallengeEntry).values())
    groups = ((str(group.label), tuple(one for one in known if one.group == group)) for group in ChallengeGroup)
    return tuple((heading, members) for heading, members in groups if members)


def first_examples(day: RoutesOnDay) -> Mapping[tuple[str, str], Sequence[str]]:
    """Per level and theme: the first routes that give money, that are open or to come, and that stand there in the catalogue too;
    where the dossier names none, others of the catalogue, first closing first."""
    site = day.site
    found: dict[tuple[str, str], list[str]] = {}
    for cell in site.all(CellEntry).values():
        names = found.setdefault((cell.level, cell.theme), [])
        for one in cell.instruments:
            entry = site.get(InstrumentEntry, one.instrument or "")
            if entry is None or not can_be_asked(entry, day):
                continue
            is_there = entry.level == cell.level and cell.theme in entry.themes
            if is_there and len(names) < EXAMPLES and str(entry.name) not in names:
                names.append(str(entry.name))
        if not names:
            others = [
                entry
                for entry in site.all(InstrumentEntry).values()
                if entry.level == cell.level and cell.theme in entry.themes and can_be_asked(entry, day)
            ]
            others.sort(key=lambda entry: (closing_order(day.standing[entry.id]), str(entry.name)))
            names.extend(str(entry.name) for entry in others[:EXAMPLES])
    return found


def can_be_asked(entry: InstrumentEntry, day: RoutesOnDay) -> bool:
    """Whether one can apply for money, now or when it comes back."""
    is_closed = day.standing[entry.id].availability is Availability.CLOSED
    return entry.gives_money and entry.is_applied_for and not is_closed
