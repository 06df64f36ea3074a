"""A match as the results page shows it: sentences and addresses, nothing left to decide or to look up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.urls import reverse

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.vocabulary import Level
from matcher.answers.address import Asked, write
from matcher.answers.next_steps import Opening, openings
from matcher.engine.answers import Answers, CheckId, QuestionName
from matcher.engine.timing import Availability
from matcher.engine.verdicts import Match, Route, ScorePart, Verdict
from matcher.pages.results.lines import LineWriter, ResultLine, look_of
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.sentences import Teller, part_name

SORT, BESIDE = "sort", "beside"
SHOWN = 12
"""How many of a group stand on the page before "show all"."""


@dataclass(frozen=True, slots=True)
class ScorePartShown:
    """One part of a score. `left` is where its segment begins on a bar on which every point is as wide as the next."""

    name: str
    points: int
    max: int
    reason: str
    left: int


GAP = 1
"""Between two segments of the bar, in points."""


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change in words, and the address where it is made ("" where none can be)."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A check: its statement, what the visitor said of it (None: nothing), and the addresses that say yes, no, nothing."""

    statement: str
    said: bool | None
    yes: str
    no: str
    back: str


@dataclass(frozen=True, slots=True)
class RouteCard:
    entry: InstrumentEntry
    level: Level
    provider: OrganisationEntry | None
    helpers: tuple[OrganisationEntry, ...]
    """Who advises on it."""
    rank: int
    verdict: Verdict
    score: int
    parts: tuple[ScorePartShown, ...]
    met: tuple[str, ...]
    waits_for: tuple[str, ...]
    fails: tuple[str, ...]
    way: ChangeShown | None
    advice: tuple[str, ...]
    checks: tuple[CheckShown, ...]
    max_eur: int | None
    covers_eur: int | None
    share: float | None
    submit_by: date | None
    next_closing: date | None
    availability: Availability
    page: str
    """The address of its own page, with the plan in it."""
    keep: str
    """The address of this page with the route put aside, or no longer."""
    is_kept: bool
    calendar: str
    """The address of its day to submit by, as a file for a calendar."""

    @property
    def bar(self) -> int:
        """How wide the bar of the score is, in points and gaps."""
        return self.parts[-1].left + self.parts[-1].max

    @property
    def closes(self) -> date | None:
        return self.submit_by or self.next_closing

    @property
    def look(self) -> str:
        """How its tile is printed."""
        return look_of(self.verdict, self.availability)


@dataclass(frozen=True, slots=True)
class ResultGroup:
    verdict: Verdict
    count: int
    lines: tuple[ResultLine, ...]
    """The first ones, or all of them where the address asks for all."""
    all: str
    """The address that shows all, "" where they all stand there."""


@dataclass(frozen=True, slots=True)
class BesideMoney:
    """What suits the plan and gives no money: how many, the first of them, and the address that shows all ("" for here)."""

    count: int
    routes: tuple[InstrumentEntry, ...]
    all: str


@dataclass(frozen=True, slots=True)
class OpeningChange:
    """A change, and the routes that it opens: their names, and their levels in the same order."""

    words: str
    gain: int
    names: tuple[str, ...]
    levels: tuple[str, ...]
    address: str


class ResultOrder(StrEnum):
    """In which order the routes of a group stand."""

    BEST = "best"
    DEADLINE = "deadline"
    AMOUNT = "amount"


def in_order(routes: list[Route], sort: ResultOrder) -> list[Route]:
    """Routes come by points; those that are equal keep that order. What is not known comes last."""
    match sort:
        case ResultOrder.BEST:
            return routes
        case ResultOrder.DEADLINE:
            return sorted(routes, key=lambda one: one.due.submit_by or one.due.next_closing or date.max)
        case ResultOrder.AMOUNT:
            return sorted(routes, key=lambda one: -(one.cover.covers_eur or one.cover.max_eur or 0))


@dataclass(frozen=True)
class MatchShown:
    """All that the results page shows of a match. `path` is the page's own, before the question mark."""

    site: Site
    asked: Asked
    match: Match
    sort: ResultOrder = ResultOrder.BEST
    path: str = ""

    @cached_property
    def teller(self) -> Teller:
        return Teller(self.site.compiled(self.asked.on), self.site.words, self.asked.answers)

    def address(self, answers: Answers, more: Sequence[tuple[str, str]] = ()) -> str:
        return write(
            self.site.ruleset,
            answers,
            on=self.asked.on if self.asked.on_given else None,
            skipped=self.asked.skipped - answers.values.keys(),
            kept=self.asked.kept,
            more=[*([] if self.sort is ResultOrder.BEST else [(SORT, self.sort.value)]), *more],
        )

    @cached_property
    def query(self) -> str:
        """The plan as it stands, for the addresses of other pages."""
        return self.address(self.asked.answers)

    def keeping(self, slug: str) -> str:
        """The address of the page with one route more put aside, or less."""
        kept = self.asked.kept
        changed = tuple(one for one in kept if one != slug) if slug in kept else (*kept, slug)
        return f"{self.path}?{replace(self, asked=replace(self.asked, kept=changed)).address(self.asked.answers)}"

    def calendar(self, slugs: Iterable[str]) -> str:
        """The address of the days to submit by of these routes, as a file for a calendar."""
        named = [("route", slug) for slug in slugs]
        plain = replace(self, asked=replace(self.asked, kept=()), sort=ResultOrder.BEST)
        return f"{reverse('plan-calendar')}?{plain.address(self.asked.answers, named)}"

    @property
    def deciding(self) -> QuestionName | None:
        """The next question, where a route that may fit waits for it; not one that only changes the order or an amount."""
        name = self.match.next_question
        waits = (waiting.questions for route in self.match.routes for waiting in route.waits_for)
        return name if any(name in questions for questions in waits) else None

    @property
    def asks(self) -> str:
        """That question in a word; "" where there is none."""
        return say(self.site.words.questions[self.deciding].short) if self.deciding else ""

    @property
    def asks_in_full(self) -> str:
        return say(self.site.words.questions[self.deciding].text) if self.deciding else ""

    @property
    def dated(self) -> list[Route]:
        """The routes that fit, or may, and have a day to submit by."""
        return [
            route
            for route in self.match.routes
            if route.verdict in (Verdict.FITS, Verdict.MAY_FIT) and (route.due.submit_by or route.due.next_closing)
        ]

    def one(self, slug: str) -> RouteCard | None:
        """The card of one route; None for one that is not published."""
        route = self.route(slug)
        return self.card(route) if route else None

    def route(self, slug: str) -> Route | None:
        return self.match.route(slug)

    def groups(self, all_of: Iterable[str]) -> tuple[ResultGroup, ...]:
        """Fits, may fit and almost; `all_of` names the verdicts that are shown in full."""
        full = set(all_of)
        chosen: dict[Verdict, list[Route]] = {Verdict.FITS: [], Verdict.MAY_FIT: [], Verdict.ALMOST: []}
        for route in self.match.routes:
            if route.verdict in chosen:
                chosen[route.verdict].append(route)
        chosen = {verdict: in_order(routes, self.sort) for verdict, routes in chosen.items()}
        shown = {verdict: routes if verdict in full else routes[:SHOWN] for verdict, routes in chosen.items()}
        return tuple(
            ResultGroup(
                verdict=verdict,
                count=len(routes),
                lines=self.lines(shown[verdict], routes),
                all=self._show_all(full, verdict) if len(shown[verdict]) < len(routes) else "",
            )
            for verdict, routes in chosen.items()
        )

    def lines(self, shown: Iterable[Route], among: Sequence[Route]) -> tuple[ResultLine, ...]:
        """Routes as folded lines; what is special to one follows from those among which it stands."""
        writer = LineWriter.of(self.teller, among)
        return tuple(writer.line(route, self.entry(route)) for route in shown)

    def page_of(self, route: Route) -> str:
        return f"{reverse('instrument', args=[route.instrument.id])}?{self.query}"

    def _show_all(self, full: set[str], group: str) -> str:
        return self.address(self.asked.answers, [("all", one) for one in sorted(full | {group})])

    def entry(self, route: Route) -> InstrumentEntry:
        return self.site.all(InstrumentEntry)[route.instrument.id]

    def card(self, route: Route) -> RouteCard:
        teller, entry = self.teller, self.entry(route)
        failure = route.fails[0] if route.fails else None
        return RouteCard(
            entry=entry,
            level=entry.level,
            provider=self.site.get(OrganisationEntry, entry.provider),
            helpers=self.site.named(OrganisationEntry, entry.help),
            rank=route.rank,
            verdict=route.verdict,
            score=route.score,
            parts=self.parts(route.parts, teller),
            met=tuple(reason for criterion in route.met if (reason := teller.met(criterion))),
            waits_for=tuple(teller.unknown(waiting.criterion, waiting.questions) for waiting in route.waits_for),
            fails=tuple(teller.unmet(one.criterion, route.instrument.timing.state) for one in route.fails),
            way=ChangeShown(
                teller.change(failure.criterion, failure.change),
                self.address(self.asked.answers.changed(failure.change.values)),
            )
            if failure and failure.change
            else None,
            advice=tuple(teller.advice(rule) for rule in route.advice),
            checks=tuple(self.tick(check) for check in route.checks),
            max_eur=route.cover.max_eur,
            covers_eur=route.cover.covers_eur,
            share=route.cover.share,
            submit_by=route.due.submit_by,
            next_closing=route.due.next_closing,
            availability=route.availability,
            page=self.page_of(route),
            keep=self.keeping(entry.id),
            is_kept=entry.id in self.asked.kept,
            calendar=self.calendar([entry.id]),
        )

    def parts(self, scores: Sequence[ScorePart], teller: Teller) -> tuple[ScorePartShown, ...]:
        found: list[ScorePartShown] = []
        left = 0
        for one in scores:
            found.append(ScorePartShown(part_name(one.part), one.points, one.max, teller.part(one), left))
            left += one.max + GAP
        return tuple(found)

    def tick(self, check: CheckId) -> CheckShown:
        answers = self.asked.answers

        def saying(said: bool | None) -> str:
            checks = {name: holds for name, holds in answers.checks.items() if name != check}
            return self.address(Answers(answers.values, checks if said is None else checks | {check: said}))

        return CheckShown(
            statement=say(self.site.words.checks[check]),
            said=answers.checks.get(check),
            yes=saying(True),
            no=saying(False),
            back=saying(None),
        )

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

    def beside(self, all_of: Iterable[str]) -> BesideMoney:
        """What gives no money but fits, or may; `all_of` names the groups that are shown in full."""
        full = set(all_of)
        found = [one for one in self.match.beside if one.verdict in (Verdict.FITS, Verdict.MAY_FIT)]
        shown = found if BESIDE in full else found[:SHOWN]
        return BesideMoney(
            len(found),
            tuple(self.entry(one) for one in shown),
            self._show_all(full, BESIDE) if len(shown) < len(found) else "",
        )
