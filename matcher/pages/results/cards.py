"""The card of one route: what it opens to, as sentences and addresses, nothing left to decide or to look up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.urls import reverse

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.pay import AmountEntry
from catalogue.vocabulary import Level
from matcher.answers.address import Asked, write
from matcher.answers.advisers import advisers_of_route
from matcher.engine.answers import Answers, CheckId
from matcher.engine.availability import Availability, returns
from matcher.engine.due import Certainty, Due
from matcher.engine.verdicts import Group, Route, ScorePart, Verdict
from matcher.pages.results.choosing import SHOW, ReadyFilter
from matcher.pages.results.lines import look_of
from matcher.pages.results.standing import PlaceShown
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.points import part_name, why_points
from matcher.speech.sentences import Teller
from matcher.speech.sums import amount_for
from matcher.speech.writing import counted

SORT = "sort"


@dataclass(frozen=True, slots=True)
class ScorePartShown:
    """One part of a score. `left` is where its segment begins on a bar on which every point is as wide as the next."""

    name: str
    points: int
    max: int
    reason: str
    left: int

    @property
    def less(self) -> int:
        """How many points are taken off: a page writes no minus."""
        return max(0, -self.points)


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
    addresses: Mapping[str, str]
    """By `yes`, `no` and `back`."""


@dataclass(frozen=True, slots=True)
class SumShown:
    """One sum per unit: how many times, and what that comes to."""

    times: str
    eur: int


@dataclass(frozen=True, slots=True)
class BackedShown:
    """A reason, and where it is said; all "" where no source was seen that says it."""

    reason: str
    url: str
    ref: str
    seen: str


@dataclass(frozen=True, slots=True)
class RouteCard:
    entry: InstrumentEntry
    level: Level
    provider: OrganisationEntry | None
    helpers: tuple[OrganisationEntry, ...]
    """Whom to call about it, for this plan."""
    rank: int
    verdict: Verdict
    group: Group
    another: str
    """Who applies for it instead, and why; "" where nobody does."""
    score: int
    parts: tuple[ScorePartShown, ...]
    met: tuple[str, ...]
    backed: tuple[BackedShown, ...]
    """What holds and what fails, each with what it rests on."""
    waits_for: tuple[str, ...]
    fails: tuple[str, ...]
    way: ChangeShown | None
    advice: tuple[str, ...]
    """What rules advise, and why they set what it pays."""
    checks: tuple[CheckShown, ...]
    amount: AmountEntry
    """What it pays for this plan."""
    max_eur: int | None
    covers_eur: int | None
    share: float | None
    is_more: bool
    """Whether more may come on top of what sums per unit add up to."""
    submit_by: date | None
    next_closing: date | None
    due: Due
    needs: str
    """What must come first, "" for nothing; `needs_page` is the address of the route that gives it."""
    needs_page: str
    sums: tuple[SumShown, ...]
    """What sums per unit add up to for a plan; nothing where nobody answered anything."""
    availability: Availability
    page: str
    """The address of its own page, with the plan in it."""
    keep: str
    """The address of this page with the route put aside, or no longer."""
    is_kept: bool
    calendar: str
    """The address of its day to submit by, or that on which it usually comes back, as a file for a calendar; "" without one."""
    place: PlaceShown | None
    """Why it stands where it stands."""

    @property
    def bar(self) -> int:
        """How wide the bar of the score is, in points and gaps."""
        return self.parts[-1].left + self.parts[-1].max

    @property
    def is_scored(self) -> bool:
        """Whether its score says anything: it ranks what is for the plan."""
        return self.group is not Group.OTHER

    @property
    def closes(self) -> date | None:
        return self.submit_by or self.next_closing

    @property
    def is_usual(self) -> bool:
        """Whether the day only follows from a pattern."""
        return self.due.certainty is Certainty.USUAL

    @property
    def sum_eur(self) -> int:
        """What the sums per unit come to, in whole euros."""
        return sum(one.eur for one in self.sums)

    @property
    def look(self) -> str:
        """How its tile is printed."""
        return look_of(self.verdict, self.availability)


class ResultOrder(StrEnum):
    """In which order the routes of a group stand."""

    BEST = "best"
    DEADLINE = "deadline"
    AMOUNT = "amount"


def day_to_note(route: Route, on: date) -> date | None:
    """The day to put in a calendar: to submit by, or of what is closed now the usual closing day to come."""
    if route.availability is Availability.CLOSED:
        return returns(route.instrument.timing, on).closes
    return route.due.submit_by or route.due.next_closing


@dataclass(frozen=True)
class Cards:
    """What writes the card of any route for a plan. `path` is the page's own, before the question mark."""

    site: Site
    asked: Asked
    path: str = ""
    sort: ResultOrder = ResultOrder.BEST
    show: frozenset[ReadyFilter] = frozenset()

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
            more=[
                *([] if self.sort is ResultOrder.BEST else [(SORT, self.sort.value)]),
                *[(SHOW, one.value) for one in ReadyFilter if one in self.show],
                *more,
            ],
        )

    @cached_property
    def query(self) -> str:
        """The plan as it stands, for the addresses of other pages."""
        return replace(self, sort=ResultOrder.BEST, show=frozenset()).address(self.asked.answers)

    @cached_property
    def query_shown(self) -> str:
        """The plan with the order and the filters of the page, for its files."""
        return self.address(self.asked.answers)

    def keeping(self, slug: str) -> str:
        """The address of the page with one route more put aside, or less."""
        kept = self.asked.kept
        changed = tuple(one for one in kept if one != slug) if slug in kept else (*kept, slug)
        return f"{self.path}?{replace(self, asked=replace(self.asked, kept=changed)).address(self.asked.answers)}"

    def calendar(self, slugs: Iterable[str]) -> str:
        """The address of the days to submit by of these routes, as a file for a calendar."""
        named = [("route", slug) for slug in slugs]
        plain = replace(self, asked=replace(self.asked, kept=()), sort=ResultOrder.BEST, show=frozenset())
        return f"{reverse('plan-calendar')}?{plain.address(self.asked.answers, named)}"

    def page_of(self, route: Route) -> str:
        return f"{reverse('instrument', args=[route.instrument.id])}?{self.query}"

    def entry(self, route: Route) -> InstrumentEntry:
        return self.site.all(InstrumentEntry)[route.instrument.id]

    def card(self, route: Route, place: PlaceShown | None = None) -> RouteCard:
        """`place`: why it stands where it stands, among others."""
        teller, entry = self.teller, self.entry(route)
        failure = route.fails[0] if route.fails else None
        for_a_plan, cover = bool(self.asked.answers.values), route.cover
        needed, giving = self.site.words.needs_first.get(entry.id, ({}, None))
        return RouteCard(
            entry=entry,
            level=entry.level,
            provider=self.site.get(OrganisationEntry, entry.provider),
            helpers=advisers_of_route(self.site, entry, self.asked.answers).all,
            rank=route.rank,
            verdict=route.verdict,
            group=route.group,
            another=teller.another(route.instrument.id) if route.group is Group.THROUGH else "",
            score=route.score,
            parts=self.parts(route.parts, teller),
            met=tuple(reason for criterion in route.met if (reason := teller.met(criterion))),
            backed=self._backed(route),
            waits_for=(
                *[teller.unknown(waiting.criterion, waiting.questions) for waiting in route.waits_for],
                *[teller.unknown(criterion, ()) for criterion in route.unknown],
            ),
            fails=tuple(teller.unmet(one.criterion, route.instrument.timing.state) for one in route.fails),
            way=ChangeShown(
                teller.change(failure.criterion, failure.change),
                self.address(self.asked.answers.changed(failure.change.values)),
            )
            if failure and failure.change
            else None,
            advice=tuple(teller.advice(rule) for rule in (*route.limits, *route.advice)),
            checks=tuple(self.tick(check) for check in route.checks),
            amount=amount_for(entry, route),
            max_eur=route.cover.max_eur,
            covers_eur=cover.covers_eur if cover.is_bounded and for_a_plan else None,
            share=cover.share if cover.is_bounded else None,
            is_more=cover.is_more,
            submit_by=route.due.submit_by,
            next_closing=route.due.next_closing,
            due=route.due,
            needs=say(needed),
            needs_page=reverse("instrument", args=[giving]) if giving in self.site.all(InstrumentEntry) else "",
            sums=tuple(SumShown(counted(one), one.eur) for one in cover.sums) if for_a_plan else (),
            availability=route.availability,
            page=self.page_of(route),
            keep=self.keeping(entry.id),
            is_kept=entry.id in self.asked.kept,
            calendar=self.calendar([entry.id]) if day_to_note(route, self.asked.on) else "",
            place=place,
        )

    def _backed(self, route: Route) -> tuple[BackedShown, ...]:
        teller, state = self.teller, route.instrument.timing.state
        told = [
            *[(teller.met(criterion), criterion) for criterion in route.met],
            *[(teller.unmet(one.criterion, state), one.criterion) for one in route.fails],
        ]
        found = []
        for reason, criterion in told:
            source = self.site.words.source_of(route.instrument.id, criterion)
            if reason:
                where = (source.url, source.ref, source.seen) if source else ("", "", "")
                found.append(BackedShown(reason, *where))
        return tuple(found)

    def parts(self, scores: Sequence[ScorePart], teller: Teller) -> tuple[ScorePartShown, ...]:
        found: list[ScorePartShown] = []
        left = 0
        for one in scores:
            found.append(ScorePartShown(part_name(one.part), one.points, one.max, why_points(one, teller.words), left))
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
            addresses={"yes": saying(True), "no": saying(False), "back": saying(None)},
        )
