"""Sets of routes in words: what each pays, what is missing, and why the others are no part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import FigureKind
from matcher.engine.availability import Availability
from matcher.engine.criteria import Topic
from matcher.engine.due import Certainty
from matcher.engine.ruleset import InstrumentId
from matcher.engine.stacking import Candidate, Cents, Cumulation, Outside, RouteSet, Stacking, WhyOutside
from matcher.engine.verdicts import Group, Route
from matcher.pages.plan.candidates import Payer
from matcher.pages.results.lines import closing_of, look_of
from matcher.speech.sums import amount_for, figure_told
from matcher.speech.writing import all_of, counted, euros, euros_exactly, long_date

WIDE = 1000
"""How wide the bar of a set is, in units of the drawing."""
FEW_PAIRS = 2
"""More are told together."""
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One route of a set. `x` and `width`: its part of the bar."""

    id: str
    name: str
    level: str
    look: str
    pays: str
    basis: tuple[str, ...]
    """Where the figure comes from, and what is not sure of it."""
    page: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class SetShown:
    letter: str
    members: tuple[MemberShown, ...]
    pays: str
    gap: str
    """ "" where it reaches the budget."""
    percent: int
    """What it pays of the costs, rounded down."""
    could_pay: tuple[str, ...]
    """Routes that may pay what is left, but of which no source says how much they give."""
    good: tuple[str, ...]
    """What a source says of routes of the set together."""
    asks: tuple[str, ...]
    """What no source says."""
    outside: tuple[str, ...]
    """Why others are no part of it."""
    address: str
    """The address of the plan with this set chosen."""
    is_chosen: bool
    is_closed: bool
    """Whether one of its routes is closed now."""
    to_check: int
    """How many conditions of its routes are left to check."""

    @property
    def reaches(self) -> bool:
        return not self.gap

    @property
    def names(self) -> str:
        return all_of(one.name for one in self.members)

    @property
    def filled(self) -> int:
        """How wide what it pays is on its bar."""
        return self.members[-1].x + self.members[-1].width

    @property
    def left(self) -> int:
        return WIDE - self.filled


@dataclass(frozen=True)
class SetWriter:
    """Says of sets what the page shows. `pages` are the addresses of the routes, `checks` how many conditions are left."""

    stacking: Stacking
    payers: Mapping[InstrumentId, Payer]
    pages: Mapping[str, str]
    checks: Mapping[str, int]

    def shown(self, one: RouteSet, letter: str, address: str, *, is_chosen: bool) -> SetShown:
        budget = self.stacking.budget
        left, members = 0, []
        for share in one.shares:
            width = share.pays * WIDE // budget if budget else 0
            members.append(self._member(share.id, share.pays, left, width))
            left += width
        return SetShown(
            letter=letter,
            members=tuple(members),
            pays=money(one.pays),
            gap=money(one.gap) if one.gap else "",
            percent=one.pays * 100 // budget if budget else 0,
            could_pay=tuple(self.name(other.id) for other in one.outside if other.why is WhyOutside.AMOUNT_UNKNOWN),
            good=tuple(self._good(one)),
            asks=tuple(self._asks(one)),
            outside=tuple(said for other in one.outside if (said := self._outside(other, one))),
            address=address,
            is_chosen=is_chosen,
            is_closed=any(self.payers[slug].route.group is Group.LATER for slug in one.ids),
            to_check=sum(self.checks[slug] for slug in one.ids),
        )

    def name(self, slug: InstrumentId) -> str:
        return self.payers[slug].name

    def _member(self, slug: InstrumentId, pays: Cents, x: int, width: int) -> MemberShown:
        payer = self.payers[slug]
        return MemberShown(
            id=slug,
            name=payer.name,
            level=payer.entry.level,
            look=look_of(payer.route.verdict, payer.route.availability),
            pays=money(pays),
            basis=tuple(basis(payer)),
            page=self.pages[slug],
            x=x,
            width=width,
        )

    def _good(self, one: RouteSet) -> list[str]:
        pairs = [
            (first, last)
            for place, first in enumerate(one.ids)
            for last in one.ids[place + 1 :]
            if self.stacking.together(first, last) is Cumulation.MAY
        ]
        return [
            _("“%(one)s” and “%(other)s” may go together: a source says so.")
            % {"one": self.name(first), "other": self.name(last)}
            for first, last in pairs
        ]

    def _asks(self, one: RouteSet) -> list[str]:
        if len(one.asks) > FEW_PAIRS:
            told = {"count": len(one.ids), "pairs": len(one.asks)}
            return [
                _("Of these %(count)d routes, for %(pairs)d pairs no source says whether they may go together.") % told
            ]
        return [
            _("Whether “%(one)s” and “%(other)s” may go together, no source says. Ask the funders.")
            % {"one": self.name(first), "other": self.name(last)}
            for first, last in one.asks
        ]

    def _outside(self, other: Outside, one: RouteSet) -> str:
        """Why a route is no part of it; "" for what says itself, or stands once for all sets: that two exclude each other."""
        told = {"route": self.name(other.id)}
        match other.why:
            case WhyOutside.LEAST_TOO_LARGE:
                return _("“%(route)s” gives more at least than there is left to pay.") % told
            case WhyOutside.COULD_JOIN | WhyOutside.FULL:
                return _("“%(route)s” could join: that is one application more.") % told if one.gap else ""
            case _:
                return ""


def basis(payer: Payer) -> list[str]:
    """How the ceiling of a route follows from what its source says, and how sure it is that one can have it."""
    candidate, entry, cover = payer.candidate, payer.entry, payer.route.cover
    said = []
    if cover.sums:
        sums = [f"{counted(one)}: {money(Cents(one.eur * 100))}" for one in cover.sums]
        said.append(_("added up from its sums: %(sums)s") % {"sums": ", ".join(sums)})
    if cover.is_more:
        said.append(_("more may come on top"))
    if cover.max_eur is not None:
        said.append(_("the ceiling is %(sum)s") % {"sum": money(Cents(cover.max_eur * 100))})
    said += rate_told(candidate, is_more_for_some=amount_for(entry, payer.route).some_rate_pct is not None)
    if payer.route.group is Group.MAY_FIT:
        said.append(open_matter(payer.route))
    elif payer.route.group is Group.LATER:
        said.append(pgettext("a route", "closed now"))
    elif payer.route.availability is Availability.EXPECTED:
        said.append(_("not open as far as we know, and no day is known"))
    if entry.needs_first:
        said.append(_("needed first: %(status)s") % {"status": str(entry.needs_first.status).rstrip(".")})
    return said if said else [figures_told(entry, payer.route)]


def open_matter(route: Route) -> str:
    """What still decides on a route that may fit."""
    if route.waits_for:
        return _("it may fit: an answer is still missing")
    if all(one.topic is Topic.START for one in route.unknown):
        return _("it may fit: whether a round is in time, no source says")
    return _("it may fit: no source says all that decides")


def rate_told(candidate: Candidate, *, is_more_for_some: bool) -> list[str]:
    rate = candidate.rate_pct
    if rate is None or rate >= 100:
        return []
    if is_more_for_some:
        said = _("mostly at most %(rate)d%% of the costs that it pays: the other %(rest)d%% comes from elsewhere")
        return [said % {"rate": rate, "rest": 100 - rate}]
    return [
        _("at most %(rate)d%% of the costs that it pays: the other %(rest)d%% comes from elsewhere")
        % {"rate": rate, "rest": 100 - rate}
    ]


def figures_told(entry: InstrumentEntry, route: Route) -> str:
    """What is known of the size of a route without a ceiling."""
    if route.amount.is_part and route.amount.max_eur is not None:
        most = {"sum": euros(route.amount.max_eur)}
        return _("at most %(sum)s, beside other money: how large a part it pays, no source says") % most
    amount = amount_for(entry, route)
    rate = amount.max_rate_pct
    if rate is not None and rate < 100 and amount.some_rate_pct is not None:
        said = _("mostly at most %(rate)d%% of the costs that it pays; no source names a ceiling in euros")
        return said % {"rate": rate}
    if rate is not None and rate < 100:
        return _("at most %(rate)d%% of the costs that it pays; no source names a ceiling in euros") % {"rate": rate}
    former = [one for one in entry.amount.figures if one.kind in (FigureKind.FORMER, FigureKind.GRANTED)]
    if not former:
        return _("no source says how much it gives")
    told = figure_told(former[0])
    return _("no source says how much it gives now; %(figure)s") % {
        "figure": f"{told.what} ({told.when})" if told.when else told.what
    }


def left_out_told(entry: InstrumentEntry, route: Route, on: date) -> str:
    """The same, with the day by which one applies, as far as that is known."""
    figures, closing = figures_told(entry, route), closing_of(route, on)
    if closing.closes is None:
        return figures
    said = {"figures": figures, "day": long_date(closing.closes)}
    if closing.certainty is Certainty.USUAL:
        return _("%(figures)s. It usually closes on %(day)s.") % said
    return _("%(figures)s. Apply by %(day)s.") % said


def money(sum_paid: Cents) -> str:
    return euros_exactly(Decimal(sum_paid) / 100)
