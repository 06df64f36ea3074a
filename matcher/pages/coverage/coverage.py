"""The map of support: for every discipline and goal, how many routes are left of what an address answers besides.

The visitor's own discipline and goal take no part in the counts: they are the square on the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from math import sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.vocabulary import Level
from matcher.answers import address
from matcher.answers.address import Asked
from matcher.answers.notes import Note
from matcher.answers.parameters.choices import ChoiceParameter
from matcher.answers.questionnaire import state
from matcher.engine.answers import DISCIPLINE, GOAL, QuestionName
from matcher.engine.coverage import coverage
from matcher.rules.site import Site
from matcher.rules.words import OptionWords, say
from matcher.speech.writing import lowered

LEVEL = "level"
LEAST, MOST_MORE, OPEN = 5, 14.6, 9
"""The radius of a disc: the least, what the fullest has more, and that of an open one; in fortieths of a cell."""
SHADES = (0.1, 0.25, 0.45, 0.65)
"""Up to which share of the fullest cell each grey goes, the lightest first; what is above has the darkest."""
Pair = tuple[str, str]


class Cell(NamedTuple):
    """One discipline and one goal. `shade` runs from 0 (no route) to 5, `width` from 0 to 100."""

    discipline: str
    goal: str
    routes: int
    shade: int
    radius: str
    width: int
    address: str
    is_plan: bool


class DisciplineRow(NamedTuple):
    """One discipline; `routes` are left whatever the goal."""

    slug: str
    label: str
    cells: tuple[Cell, ...]
    routes: int
    width: int
    address: str


class ShadeStep(NamedTuple):
    """One grey, with the fewest and the most routes that it stands for; None: or more."""

    shade: int
    radius: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class DiscScale:
    """Discs and greys, measured by the fullest cell."""

    most: int

    @property
    def bounds(self) -> list[int]:
        return [int(self.most * share) for share in SHADES]

    def shade(self, count: int) -> int:
        return 1 + sum(count > bound for bound in self.bounds) if count else 0

    def radius(self, count: int) -> str:
        """As SVG writes a number, whatever the language."""
        return f"{LEAST + MOST_MORE * sqrt(count / self.most):.1f}" if count else str(OPEN)

    def legend(self) -> list[ShadeStep]:
        """The greys that are in use."""
        ends = [0, *self.bounds, self.most]
        steps = [
            ShadeStep(shade, self.radius(most), least + 1, most if shade < len(SHADES) + 1 else None)
            for shade, (least, most) in enumerate(pairwise(ends), start=1)
            if least < most
        ]
        return [ShadeStep(0, str(OPEN), 0, 0), *steps]


class Support:
    """The map for one address. `level` is the slug of the one level that counts, "" for all."""

    def __init__(self, site: Site, asked: Asked, level: str, levels: Mapping[str, str]) -> None:
        self.site, self.asked, self.level, self.levels = site, asked, level, levels
        self.disciplines = site.words.options_of(DISCIPLINE)
        self.goals = site.words.options_of(GOAL)
        compiled = site.compiled(asked.on)
        disciplines, goals = ([one.value for one in options] for options in (self.disciplines, self.goals))
        self.found = coverage(compiled, asked.answers, disciplines, goals, site.words.levels)
        self.counts = {pair: tally.of(level) for pair, tally in self.found.cells.items()}
        self.totals = {discipline: tally.of(level) for discipline, tally in self.found.rows.items()}
        self.scale = DiscScale(max(self.counts.values(), default=0))

    @property
    def all(self) -> int:
        """How many routes are left whatever the discipline and the goal."""
        return self.found.all.of(self.level)

    def label(self, question: QuestionName, slug: str) -> str:
        return self.site.words.option(question, slug)

    def pair_in_words(self, pair: Pair) -> str:
        return f"{self.label(DISCIPLINE, pair[0])}, {lowered(self.label(GOAL, pair[1]))}"

    def results(self, discipline: str, goal: str | None) -> str:
        """The query string of the results for one discipline, and one goal or whatever goal."""
        options = {DISCIPLINE: frozenset({discipline}), GOAL: frozenset({goal}) if goal else None}
        return state(self.site, self.asked, changed=options)

    def here(self, *, without: QuestionName | None = None) -> str:
        """The query string of this page."""
        return state(self.site, self.asked, without=without, more=[(LEVEL, self.level)] if self.level else [])

    def to_file(self) -> str:
        """The query string of the file: without what the map marks and does not count, for the file marks nothing."""
        more = [(LEVEL, self.level)] if self.level else []
        return state(self.site, self.asked, changed={DISCIPLINE: None, GOAL: None}, more=more)

    # --- The table ---

    def families(self) -> list[tuple[str, list[DisciplineRow]]]:
        """The rows under the headings of their families, "" for none."""
        rows = self.rows()
        headed = groupby(zip(self.disciplines, rows, strict=True), key=lambda both: both[0].family)
        return [(say(family) if family else "", [row for _one, row in group]) for family, group in headed]

    def rows(self) -> list[DisciplineRow]:
        most = max(self.totals.values(), default=0)
        return [
            DisciplineRow(
                slug=one.value,
                label=say(one.label),
                cells=tuple(self.cell(one.value, goal) for goal in self.goals),
                routes=self.totals[one.value],
                width=share(self.totals[one.value], most),
                address=self.results(one.value, None),
            )
            for one in self.disciplines
        ]

    def cell(self, discipline: str, goal: OptionWords) -> Cell:
        count = self.counts[discipline, goal.value]
        return Cell(
            discipline=self.label(DISCIPLINE, discipline),
            goal=say(goal.label),
            routes=count,
            shade=self.scale.shade(count),
            radius=self.scale.radius(count),
            width=share(count, self.scale.most),
            address=self.results(discipline, goal.value),
            is_plan=discipline in self.said(DISCIPLINE) and goal.value in self.said(GOAL),
        )

    def said(self, question: QuestionName) -> frozenset[str]:
        return self.asked.answers.chosen(question) or frozenset()

    @property
    def has_plan(self) -> bool:
        return bool(self.said(DISCIPLINE) and self.said(GOAL))

    @property
    def is_narrowed(self) -> bool:
        """Whether something was chosen, so that no route on the map need not mean no route at all."""
        return bool(self.level or self.asked.answers.checks or self.asked.answers.values.keys() - {DISCIPLINE, GOAL})

    def looked_at(self) -> str:
        """The discipline to read goal by goal: the visitor's own, or the first."""
        own = self.said(DISCIPLINE)
        return next((one.value for one in self.disciplines if one.value in own), self.disciplines[0].value)

    # --- What stands out ---

    def fullest(self) -> tuple[int, str]:
        """The most routes of a cell, and that cell in words."""
        pairs = [pair for pair, count in self.counts.items() if count == self.scale.most]
        return self.scale.most, in_short([self.pair_in_words(pair) for pair in pairs])

    def narrowest(self) -> tuple[int, str]:
        """The fewest routes of a row, and that discipline."""
        least = min(self.totals.values(), default=0)
        slugs = [slug for slug, count in self.totals.items() if count == least]
        return least, in_short([lowered(self.label(DISCIPLINE, slug)) for slug in slugs])

    def white(self) -> list[Pair]:
        """The cells without a route."""
        return [pair for pair, count in self.counts.items() if not count]


def read(query: Mapping[str, list[str]], site: Site, *, today: date) -> tuple[Support, tuple[Note, ...]]:
    """The map that an address asks for, and what of the address was not understood."""
    levels = {level.value: str(level.label) for level in Level}
    own = ChoiceParameter(LEVEL, gettext_lazy("Level"), levels)
    asked = address.read(query, site.ruleset, site.words, today=today, also=(own,))
    return Support(site, asked, asked.query.choice(LEVEL), levels), asked.notes


def share(count: int, most: int) -> int:
    """In whole per cent, and never nothing for something."""
    return max(1, round(100 * count / most)) if count else 0


def in_short(names: Sequence[str]) -> str:
    """The first of names that are equal, and how many more there are."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(more)d more") % {"first": names[0], "more": len(names) - 1}
