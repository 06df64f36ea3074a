"""What the specimens are filled with: plans, and what pages ask of the catalogue of one day."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as as_the_pages_say

from catalogue.editions.edition import Entries
from catalogue.entries.instrument import InstrumentEntry
from catalogue.freshness import Freshness
from catalogue.freshness import freshness as how_fresh
from matcher.answers import address
from matcher.answers.address import Asked
from matcher.answers.counter import Count, count
from matcher.answers.questionnaire import Questionnaire
from matcher.engine.answers import PlaceCode, QuestionName
from matcher.engine.match import match
from matcher.engine.verdicts import Verdict
from matcher.pages.countries.countries import Belonging, belongings
from matcher.pages.coverage.coverage import Support, read
from matcher.pages.deadlines.deadlines import Deadlines, deadlines_of
from matcher.pages.kit.kit import ABSENT, Given, Kit, first
from matcher.pages.plan.addresses import PlanAddress
from matcher.pages.plan.plan import PlanShown, plan_of
from matcher.pages.plan.sets import SetShown
from matcher.pages.plan.starts import OtherStarts, other_starts
from matcher.pages.questionnaire.forms import Pill, QuestionForm
from matcher.pages.questionnaire.questions import form_of
from matcher.pages.results.cards import RouteCard
from matcher.pages.results.groups import MatchShown
from matcher.pages.route.axis import Axis, axis_of
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.routes import Facet, RoutesFound, find_routes
from matcher.pages.routes.timetable import RouteLine
from matcher.pages.routes.timetable import route_lines as lines_of
from matcher.rules.site import Site
from matcher.speech.writing import long_date

ON = date(2026, 11, 21)
PLAN = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&budget=30000"
)
"""A choreographer from Brussels who takes a piece to France."""
EXCHANGE = (
    "applicant=arts-organisation&base=BE-BRU&discipline=dance&goal=exchange-learn&place=FR&partners=2"
    "&start=2027-06-20&budget=30000"
)
"""A company from Brussels that exchanges with two partners in France: more fits."""
TOUR = f"{PLAN}&partners=1&days=10&months=3&people=4"
"""The choreographer, who answered all that is asked."""
OPEN = "applicant=individual-artist&base=BE-BRU&discipline=dance&place=FR&partners=1&budget=30000"
"""Somebody who answered little."""
PLANS = (
    EXCHANGE,
    TOUR,
    PLAN,
    OPEN,
    "applicant=arts-organisation&base=BE-VLG&goal=invest&budget=30000&months=6",
    "applicant=producer&base=BE-VLG&discipline=audiovisual&goal=create-coproduce&place=NL&start=2027-09-01&budget=30000"
    "&partners=1&works=1&people=1&days=10&months=5",
    "base=BE-VLG",
)
"""In which a state is looked for, one after the other."""
HIDDEN_HEADING = '<h3 class="visually-hidden">A heading</h3>'
"""For what stands below one on its page."""
NOTHING = {"nothing": ABSENT}


class Stock:
    """What pages show on the day, each part asked for once, when a state needs it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.day = RoutesOnDay.of(self.site, ON)
        self._shown: dict[str, MatchShown] = {}

    @property
    def entries(self) -> Entries[InstrumentEntry]:
        return self.site.all(InstrumentEntry)

    @cached_property
    def lines(self) -> list[RouteLine]:
        return lines_of(self.entries, self.day)

    @cached_property
    def deadlines(self) -> Deadlines:
        return deadlines_of(self.found())

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return {facet.name: facet for facet in self.found().facets()}

    def found(self, query: str = "") -> RoutesFound:
        return find_routes(QueryDict(query), self.site, today=ON)

    def asked(self, query: str = "") -> Asked:
        return address.read(dict(QueryDict(query).lists()), self.site.ruleset, self.site.words, today=ON)

    def shown(self, query: str) -> MatchShown:
        if query not in self._shown:
            asked = self.asked(query)
            self._shown[query] = MatchShown(self.site, asked, match=match(self.site.compiled(ON), asked.answers))
        return self._shown[query]

    def cards(self, verdict: Verdict, query: str = PLAN) -> Iterator[RouteCard]:
        shown = self.shown(query)
        routes = (route for route in shown.match.routes if route.verdict is verdict)
        return (shown.card(route) for route in routes)

    def card(self, verdict: Verdict, holds: Callable[[RouteCard], object] = bool, query: str = PLAN) -> Any:
        return first(self.cards(verdict, query), holds)

    def plan(self, query: str) -> PlanShown:
        board = self.shown(query)
        return plan_of(board, {}, (), PlanAddress(self.site, board.asked, {}))

    def set(self, holds: Callable[[SetShown], object], *queries: str) -> Any:
        """The first set of routes that holds, in the first of some plans that has one."""
        found = (one for query in queries for plan in [self.plan(query)] for one in (*plan.sure, *plan.ask))
        return first(found, holds)

    def starts(self, query: str) -> OtherStarts:
        board = self.shown(query)
        return other_starts(self.site, board.asked, board.match, PlanAddress(self.site, board.asked, {}))

    def any_card(self, verdict: Verdict, holds: Callable[[RouteCard], object], *queries: str) -> Any:
        """The first card that holds, in the first of some plans that has one."""
        return first((card for query in queries or PLANS for card in self.cards(verdict, query)), holds)

    def entry(self, holds: Callable[[InstrumentEntry], object]) -> Any:
        return first(self.entries.values(), holds)

    def line(self, holds: Callable[[RouteLine], object]) -> Any:
        return first(self.lines, holds)

    def axis(self, holds: Callable[[Axis], object], start: date | None = None) -> Given:
        """The axis of a route, with its level."""
        drawn = ((axis_of(entry, on=ON, start=start), entry) for entry in self.entries.values())
        return next(({"axis": axis, "level": entry.level} for axis, entry in drawn if axis and holds(axis)), NOTHING)

    def freshness(self, holds: Callable[[Freshness], object]) -> Given:
        """When the sources of a route were seen, with its level."""
        told = ((how_fresh([source.seen for source in entry.sources], ON), entry) for entry in self.entries.values())
        return next(({"freshness": one, "level": entry.level} for one, entry in told if holds(one)), NOTHING)

    def form(self, name: QuestionName, query: str = "") -> QuestionForm:
        return form_of(self.site, self.asked(query), name, QueryDict(query).getlist(name))

    def pills(self, name: QuestionName, query: str = "") -> list[Pill]:
        return [pill for _family, pills in self.form(name, query).families for pill in pills]

    def count(self, at: QuestionName, query: str = "") -> Count:
        return count(Questionnaire(self.site, self.asked(query)), at)

    def belonging(self, holds: Callable[[Belonging], object]) -> Any:
        countries = (PlaceCode(code) for code, place in self.site.ruleset.places.places.items() if place.parent is None)
        return first((one for code in countries for one in belongings(self.site, self.day, code)), holds)

    @cached_property
    def support(self) -> Support:
        return read(dict(QueryDict("place=FR&goal=present-tour").lists()), self.site, today=ON)[0]


kit: Kit[Stock] = Kit({})


def drawn(deadlines: Deadlines, *, address: str, link: bool) -> Given:
    heading = as_the_pages_say("Closing days until %(until)s") % {"until": long_date(deadlines.until)}
    told = {"heading": heading, "address": address, "link": link, "later": deadlines.later, "opening": "?open=later"}
    return {"band": deadlines.band, "months": deadlines.months, **told}
