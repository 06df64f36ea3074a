"""The dossier's matrix: nine ways into the catalogue, three levels by three themes, and what the dossier says of each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from catalogue.models import CellInstrument, Challenge, Instrument, Level, MatrixCell, Theme
from catalogue.vocabulary import ChallengeGroup

EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class WayIn:
    theme: Theme
    count: int
    """How many routes the catalogue shows for the level and the theme together."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    level: Level
    ways: tuple[WayIn, ...]


def nine_ways_in() -> tuple[tuple[Row, ...], tuple[Theme, ...]]:
    """The rows and the heads of the columns, in their order. Examples are what the dossier places first in a cell."""
    themes = tuple(Theme.objects.all())
    pairs = Instrument.objects.published().values_list("level__slug", "themes__slug")
    counts = Counter(pairs)
    examples = first_examples()

    def way(level: Level, theme: Theme) -> WayIn:
        at = level.slug, theme.slug
        return WayIn(theme, counts[at], tuple(examples.get(at, ())))

    return tuple(Row(level, tuple(way(level, theme) for theme in themes)) for level in Level.objects.all()), themes


@dataclass(frozen=True, slots=True)
class Square:
    """What the dossier says of one level under one theme, and how many routes the catalogue shows there."""

    cell: MatrixCell
    count: int
    instruments: tuple[CellInstrument, ...]
    """What it places there, as far as the catalogue publishes it, or a family of it."""


def squares() -> tuple[Square, ...]:
    """All cells of the matrix in their order, in a fixed number of queries."""
    counts = Counter(Instrument.objects.published().values_list("level__slug", "themes__slug"))
    placed = CellInstrument.objects.select_related("instrument").prefetch_related("members")
    cells = (
        MatrixCell.objects.select_related("level", "theme")
        .prefetch_related(Prefetch("instruments", placed), "networks__instrument", "challenges__challenge")
        .prefetch_related("practices", "organisations", "examples")
        .order_by("level__position", "theme__position")
    )
    return tuple(
        Square(
            cell,
            counts[cell.level.slug, cell.theme.slug],
            tuple(one for one in cell.instruments.all() if one.instrument is None or one.instrument.is_published),
        )
        for cell in cells
    )


def challenges() -> tuple[tuple[str, tuple[Challenge, ...]], ...]:
    """The challenges under the headings of the dossier."""
    rows = list(Challenge.objects.all())
    groups = ((str(group.label), tuple(row for row in rows if row.group == group)) for group in ChallengeGroup)
    return tuple((heading, members) for heading, members in groups if members)


def first_examples() -> Mapping[tuple[str, str], Sequence[str]]:
    """Per level and theme: the first routes that give money and stand there in the catalogue too."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    placed = CellInstrument.objects.filter(instrument__isnull=False).select_related(
        "cell__level", "cell__theme", "instrument__level"
    )
    for one in placed.prefetch_related("instrument__themes"):
        row = one.instrument
        if row is None or not row.gives_money:
            continue
        at = one.cell.level.slug, one.cell.theme.slug
        is_there = row.level.slug == at[0] and at[1] in {theme.slug for theme in row.themes.all()}
        if is_there and len(found[at]) < EXAMPLES and str(row) not in found[at]:
            found[at].append(str(row))
    return found
