"""A match as the results page shows it: sentences and addresses, nothing left to decide or to look up."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Kind
from matcher.answers.belonging import belongs
from matcher.answers.next_steps import Opening, openings
from matcher.engine.answers import APPLICANT, DISCIPLINE, PLACE, QuestionName
from matcher.engine.judgement import InstrumentSet
from matcher.engine.match import Match
from matcher.engine.overview import Overview
from matcher.engine.shortlist import Shortlist
from matcher.engine.verdicts import Group, Route, Tier, Verdict
from matcher.pages.results.cards import Cards, ResultOrder, RouteCard
from matcher.pages.results.choosing import ReadyFilter, left_by
from matcher.pages.results.lines import LineWriter, ResultLine
from matcher.pages.results.standing import place_of
from matcher.rules.words import say
from matcher.speech.writing import listed, lowered

BESIDE = "beside"
IN_FULL = 8
"""How many routes that fit, or may, stand on the page before "show all"."""
LEAST_FITTING = 5
"""Of those, as many that fit as there are, up to this."""
FEW = 4
"""The same, of each group that is folded away where there is no room."""
FEW_VALUES, LEAST_SHARING = 2, 2
A_PAGE = 10
"""How many lines of a group stand on a page of all of it."""
ROOM = 6
"""Up to how many lines of a page the groups after fits and may fit stand open."""


@dataclass(frozen=True, slots=True)
class ResultStep:
    """The lines of one tier; None: they are the first of their group, and nothing puts them lower."""

    tier: Tier | None
    lines: tuple[ResultLine, ...]
    cards: tuple[RouteCard | None, ...]
    """What each line opens to, in their order; None: it is fetched when one opens it."""


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """The routes under one heading. Fits and may fit always stand open, the others while there is room."""

    group: Group
    count: int
    steps: tuple[ResultStep, ...]
    """The first ones, or those of a page of all of them where the address asks for all."""
    page: Page[Route] | None
    """Which page of all of them; None for the first ones, and on paper."""
    onward: str
    """The address to which the number of a page is added."""
    all: str
    """The address that shows all, "" where they all stand there."""
    is_open: bool
    to_check: int
    """The most conditions that are left to check for one of them."""
    checks_alike: bool
    """Whether it is as many for each."""

    @property
    def name(self) -> str:
        """As the address names it, and the page."""
        return NAMES.get(self.group, self.group.value)

    @property
    def anchor(self) -> str:
        return f"#{self.name}"

    @property
    def is_in_sight(self) -> bool:
        """Whether it is never folded away."""
        return self.group in IN_SIGHT

    @property
    def lines(self) -> tuple[ResultLine, ...]:
        return tuple(line for step in self.steps for line in step.lines)


NAMES = {Group.ONE_CHANGE: Verdict.ALMOST.value}
GROUPS = (Group.FITS, Group.MAY_FIT, Group.ONE_CHANGE, Group.THROUGH, Group.LATER)
IN_SIGHT = (Group.FITS, Group.MAY_FIT)


@dataclass(frozen=True, slots=True)
class FilterShown:
    """A ready filter: how many routes it leaves, and the address with it, or without."""

    show: ReadyFilter
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BesideMoney:
    """What suits the plan and gives no money: how many, the first of them, and the address that shows all ("" for here)."""

    count: int
    routes: tuple[InstrumentEntry, ...]
    all: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class OpeningChange:
    """A change, and the routes that it opens: their names, and their levels in the same order."""

    words: str
    gain: int
    names: tuple[str, ...]
    levels: tuple[str, ...]
    address: str


def order_of(sort: ResultOrder, overview: Overview) -> Callable[[int], int] | None:
    """What an order goes by, the least first; None: by points alone. Routes that are equal stay in the order of their points.
    What is not known comes last."""
    match sort:
        case ResultOrder.BEST:
            return None
        case ResultOrder.DEADLINE:
            return overview.by_timing(lambda due: (due.submit_by or due.next_closing or date.max).toordinal())
        case ResultOrder.AMOUNT:
            return overview.by_cover(lambda cover: -(cover.covers_eur or cover.max_eur or 0))


@dataclass(frozen=True)
class MatchShown(Cards):
    """All that the results page shows of a match."""

    match: Match = field(kw_only=True)
    is_paper: bool = False
    """Whether all lines stand open, as one prints them."""

    @property
    def deciding(self) -> QuestionName | None:
        """The next question, where a route that may fit waits for it; not one that only changes the order or an amount."""
        name = self.match.next_question
        return name if name in self.match.waited_for else None

    @property
    def asks(self) -> str:
        """That question in a word; "" where there is none."""
        return say(self.site.words.questions[self.deciding].short) if self.deciding else ""

    @property
    def asks_in_full(self) -> str:
        return say(self.site.words.questions[self.deciding].text) if self.deciding else ""

    @property
    def dated(self) -> Shortlist:
        """The routes that fit, or may, and have a day to submit by."""
        with_day = self.overview.with_timing(lambda due, _stands: due.submit_by or due.next_closing)
        return self.match.routes.among(self.in_sight & with_day)

    def one(self, slug: str) -> RouteCard | None:
        """The card of one route; None for one that is not published."""
        route = self.route(slug)
        return self.placed(route) if route else None

    def placed(self, route: Route) -> RouteCard:
        """Its card, with why it stands where it stands."""
        return self.card(route, place_of(self.match, route, self.site.words))

    def route(self, slug: str) -> Route | None:
        return self.match.route(slug)

    @property
    def overview(self) -> Overview:
        return self.match.overview

    @property
    def in_sight(self) -> InstrumentSet:
        """What is never folded away: what fits, or may."""
        return self.overview.group(Group.FITS) | self.overview.group(Group.MAY_FIT)

    @cached_property
    def shown_routes(self) -> Mapping[Group, Shortlist]:
        """The routes of each group that the filters leave, in their order."""
        left, by = left_by(self.show, self.overview), order_of(self.sort, self.overview)
        return {group: self.match.routes.among(self.overview.group(group) & left, by) for group in GROUPS}

    def last_page(self, all_of: Collection[str]) -> int:
        """The number of pages of the longest group that is shown in full."""
        full = [routes for group, routes in self.shown_routes.items() if NAMES.get(group, group.value) in all_of]
        return max((Paginator(routes, A_PAGE).num_pages for routes in full), default=1)

    def groups(self, all_of: Collection[str], number: int = 1) -> tuple[ResultGroup, ...]:
        """The groups in their order; `all_of` names those that are shown in full, of which `number` says which page, the first
        being 1. On paper they stand there whole."""
        lines, found = 0, []
        for group, routes in self.shown_routes.items():
            name = NAMES.get(group, group.value)
            is_full = name in all_of
            page = Paginator(routes, A_PAGE).get_page(number) if is_full and not self.is_paper else None
            first = list(page) if page else routes if is_full else routes[: self.room(group)]
            lines += len(first)
            left = self.overview.left_to_check(routes.those)
            found.append(
                ResultGroup(
                    group=group,
                    count=len(routes),
                    steps=self.steps(first, routes),
                    page=page,
                    onward=f"?{self._show_all(name)}&",
                    all="" if is_full or len(first) == len(routes) else self._show_all(name),
                    is_open=group in IN_SIGHT or is_full or lines <= ROOM or self.is_paper,
                    to_check=max(left, default=0),
                    checks_alike=len(left) == 1,
                )
            )
        return tuple(found)

    @cached_property
    def shared(self) -> str:
        """What all that fit are open to, as far as that is said in a few words; "" where there are no two."""
        answers, namer = self.asked.answers, self.teller.namer
        said = {
            name: namer.answer(name, answers.values[name])
            for name in (APPLICANT, DISCIPLINE, PLACE)
            if 0 < len(answers.chosen(name) or ()) <= FEW_VALUES
        }
        told = [one if name == PLACE else lowered(one) for name, one in said.items()]
        if not told or len(self.shown_routes[Group.FITS]) < LEAST_SHARING:
            return ""
        return _("All are open to: %(answers)s.") % {"answers": listed(told)}

    def room(self, group: Group) -> int:
        """How many lines of a group stand on the page: what fits and what may share the room between them."""
        fits, may_fit = (len(self.shown_routes[one]) for one in IN_SIGHT)
        if group is Group.FITS:
            return max(IN_FULL - may_fit, LEAST_FITTING)
        if group is Group.MAY_FIT:
            return max(IN_FULL - min(fits, LEAST_FITTING), IN_FULL - fits)
        return FEW

    def steps(self, shown: Sequence[Route], among: Shortlist) -> tuple[ResultStep, ...]:
        """The tiers apart, where they decide the order: what is out of reach now stands under a heading that says why."""
        lines = zip(shown, self.lines(shown, among.those), strict=True)
        apart = self.sort is ResultOrder.BEST and not any(route.verdict is Verdict.NO for route in shown)
        by_tier = groupby(lines, key=lambda one: one[0].tier if apart else None)
        steps = [(tier, tuple(each)) for tier, each in by_tier]
        first = among[0].tier if steps else None
        return tuple(
            ResultStep(
                tier if tier is not first else None,
                tuple(line for _, line in each),
                tuple(self.placed(route) if self.is_paper else None for route, _ in each),
            )
            for tier, each in steps
        )

    def filters(self) -> tuple[FilterShown, ...]:
        """The ready filters that leave something, or are in use. They count what is never folded away: what fits or may."""
        in_sight = self.in_sight & self.overview.money
        found = []
        for one in ReadyFilter:
            is_chosen = one in self.show
            count = len(in_sight & left_by({*self.show, one}, self.overview))
            other = frozenset(self.show ^ {one})
            if is_chosen or 0 < count < len(in_sight):
                address = replace(self, show=other).address(self.asked.answers)
                found.append(FilterShown(one, count, address, is_chosen))
        return tuple(found)

    def orders(self) -> tuple[tuple[ResultOrder, str], ...]:
        """Each order, and the address with it."""
        return tuple((one, replace(self, sort=one).address(self.asked.answers)) for one in ResultOrder)

    def lines(self, shown: Sequence[Route], among: InstrumentSet | None = None) -> tuple[ResultLine, ...]:
        """Routes as folded lines; what is special to one follows from those among which it stands: these, where nothing else is
        said."""
        writer = LineWriter(self.teller, self.overview, among or self.overview.of(shown), self.asked.on, self.site)
        return tuple(writer.line(route, self.entry(route)) for route in shown)

    def _show_all(self, group: str) -> str:
        return self.address(self.asked.answers, [("all", group)])

    def doors(self, most: int = 5) -> tuple[OpeningChange, ...]:
        """What would open more: the changes that open most routes."""
        return tuple(self._door(opening) for opening in openings(self.match, self.teller, most))

    def _door(self, opening: Opening) -> OpeningChange:
        known = self.site.words
        return OpeningChange(
            opening.words,
            len(opening.routes),
            tuple(known.instrument(slug) for slug in opening.routes),
            tuple(known.levels[slug] for slug in opening.routes),
            self.address(self.asked.answers.changed(opening.change.values)),
        )

    def beside(self, all_of: Collection[str]) -> BesideMoney:
        """What gives no money, fits or may, and belongs to the plan: what one can do something with before what one can only
        refer to. `all_of` names the groups that are shown in full."""
        entries = self.site.all(InstrumentEntry)
        fitting = [entries[slug] for slug in self.match.beside.among(self.in_sight).ids]
        belonging = [one for one in fitting if belongs(one, self.asked.answers)]
        found = sorted(belonging, key=lambda one: one.kind is Kind.FRAMEWORK)
        shown = found if BESIDE in all_of else found[:IN_FULL]
        return BesideMoney(
            len(found),
            tuple(shown),
            self._show_all(BESIDE) if len(shown) < len(found) else "",
            is_open=BESIDE in all_of,
        )
