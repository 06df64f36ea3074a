"""How many routes the answers leave: the number, the number by level, and the field of tiles in which they go out."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from matcher.answers.address import Asked
from matcher.engine.answers import Answers, CheckId, QuestionKind, QuestionName, Value
from matcher.engine.choices import left_by_choice, running
from matcher.engine.compile import Compiled
from matcher.rules.site import Site

LEVELS = ("sectoral", "bilateral", "multilateral")
COLUMNS = 12
SIDE = 100


@dataclass(frozen=True, slots=True)
class FieldTile:
    """One route in the field, always in the same place; `x` and `y` in hundredths of a tile's side."""

    level: str
    x: int
    y: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Count:
    left: int
    total: int
    otherwise: int | None
    """How many there would be without the answer to the question at hand, or to the last one; None: nothing was answered."""
    by_level: tuple[tuple[str, int], ...]
    tiles: tuple[FieldTile, ...]
    width: int
    height: int


def count(site: Site, asked: Asked, at: QuestionName) -> Count:
    compiled = site.compiled(asked.on)
    left = running(compiled, asked.answers)
    tiles = field(site, compiled, left)
    on = Counter(tile.level for tile in tiles if tile.is_on)
    given = [question.name for question in site.ruleset.questions if question.name in asked.answers]
    taken_back = at if at in asked.answers else (given[-1] if given else None)
    without = None if taken_back is None else running(compiled, asked.answers.changed({taken_back: None})).bit_count()
    rows = -(-len(tiles) // COLUMNS)
    return Count(
        left=left.bit_count(),
        total=compiled.money.bit_count(),
        otherwise=without,
        by_level=tuple((level, on[level]) for level in LEVELS),
        tiles=tiles,
        width=COLUMNS * SIDE,
        height=rows * SIDE,
    )


def field(site: Site, compiled: Compiled, left: int) -> tuple[FieldTile, ...]:
    """The routes that give money, level by level and by name, row after row."""
    money = [bit for bit in range(len(compiled.instruments)) if compiled.money >> bit & 1]
    levels = {bit: site.words.levels[compiled.instruments[bit].id] for bit in money}
    ordered = sorted(money, key=lambda bit: (LEVELS.index(levels[bit]), bit))
    return tuple(
        FieldTile(levels[bit], number % COLUMNS * SIDE, number // COLUMNS * SIDE, bool(left >> bit & 1))
        for number, bit in enumerate(ordered)
    )


def left_by_option(site: Site, asked: Asked, question: QuestionName) -> dict[str, int]:
    """Per option or place: how many routes are left if it is the answer. Empty for dates and numbers."""
    asked_words = site.words.questions[question]
    match asked_words.kind:
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            options = tuple(one.value for one in asked_words.options)
        case QuestionKind.PLACE | QuestionKind.PLACES:
            options = (*site.words.groups, *site.words.places)
        case _:
            return {}
    answers = asked.answers.changed({question: None})
    said = frozenset(answers.values.items()), frozenset(answers.checks.items())
    return _left(site.compiled(asked.on), *said, question, options)


@lru_cache(maxsize=128)
def _left(
    compiled: Compiled,
    values: frozenset[tuple[QuestionName, Value]],
    checks: frozenset[tuple[CheckId, bool]],
    question: QuestionName,
    options: tuple[str, ...],
) -> dict[str, int]:
    """Remembered, for most visitors begin with the same few answers, and there are hundreds of places."""
    return left_by_choice(compiled, Answers(dict(values), dict(checks)), question, options)
