"""How many routes the answers leave: the number, the number by level, and the field of tiles in which they go out."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from matcher.answers.address import Asked
from matcher.answers.questionnaire import Questionnaire
from matcher.engine.answers import QuestionKind, QuestionName
from matcher.engine.choices import left_by_choice
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


def count(page: Questionnaire, at: QuestionName) -> Count:
    site, answers = page.site, page.asked.answers
    tiles = field(site, page.compiled, page.matching().left())
    on = Counter(tile.level for tile in tiles if tile.is_on)
    given = [question.name for question in site.ruleset.questions if question.name in answers]
    taken_back = at if at in answers else (given[-1] if given else None)
    rows = -(-len(tiles) // COLUMNS)
    return Count(
        left=sum(on.values()),
        total=len(tiles),
        otherwise=None if taken_back is None else len(page.matching(without=taken_back).left()),
        by_level=tuple((level, on[level]) for level in LEVELS),
        tiles=tiles,
        width=COLUMNS * SIDE,
        height=rows * SIDE,
    )


def field(site: Site, compiled: Compiled, left: Set[str]) -> tuple[FieldTile, ...]:
    """The routes that give money, level by level and by name, row after row."""
    money = [one.id for one in compiled.instruments if one.gives_money]
    levels = {slug: site.words.levels[slug] for slug in money}
    ordered = sorted(money, key=lambda slug: LEVELS.index(levels[slug]))
    return tuple(
        FieldTile(levels[slug], number % COLUMNS * SIDE, number // COLUMNS * SIDE, slug in left)
        for number, slug in enumerate(ordered)
    )


def left_by_option(site: Site, asked: Asked, question: QuestionName) -> dict[str, int]:
    """Per option, and per place where many may be chosen: how many routes are left if it is the answer. Of groups of places those
    that were chosen: no list offers them. Empty for dates and numbers."""
    asked_words = site.words.questions[question]
    match asked_words.kind:
        case QuestionKind.CHOICE | QuestionKind.CHOICES | QuestionKind.PLACE:
            options = [one.value for one in asked_words.options]
        case QuestionKind.PLACES:
            options = [*dict.fromkeys((*site.words.places, *(asked.answers.chosen(question) or ())))]
        case _:
            return {}
    return left_by_choice(site.compiled(asked.on), asked.answers, question, options)
