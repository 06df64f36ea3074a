"""What was looked for over a period, beside how many routes there are for it: what a policy can read.

Only counts that are five or more are there to be summed (`keeping`), so nothing here is less."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from django.db.models import Max, Min, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from matcher.engine.answers import (
    BUDGET,
    DISCIPLINE,
    GOAL,
    PLACE,
    START,
    Answers,
    QuestionKind,
    QuestionName,
    Value,
)
from matcher.engine.match import Matching
from matcher.models.counted import CityFigure, CountKind, DayCount
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.writing import euros

PERIODS = {"30": 30, "90": 90, "365": 365, "all": 0}
USUAL_PERIOD = "365"
LATELY_DAYS = 90
PAIRS_KEPT = 2_000
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """From the first day up to and with the last."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One thing that was looked for. `routes` give money and are for it, whatever else one answers; None where that says
    nothing."""

    key: Pair
    name: str
    asked: int
    without: int = 0
    """Of these, how often no route was left for all that was answered."""
    routes: int | None = None

    @property
    def pull(self) -> float:
        """How often it is asked for each route that there is, and the one that is missing."""
        return self.asked / (1 + (self.routes or 0))


@dataclass(frozen=True, slots=True)
class DemandTable:
    """Rows of one kind, those that were asked most first. `most_asked` and `most_routes` are what bars are measured by."""

    slug: str
    title: str
    rows: tuple[DemandRow, ...]

    @property
    def most_asked(self) -> int:
        return max((one.asked for one in self.rows), default=0)

    @property
    def most_routes(self) -> int:
        return max((one.routes or 0 for one in self.rows), default=0)

    @property
    def has_routes(self) -> bool:
        return any(one.routes is not None for one in self.rows)


def period_of(chosen: str, on: date) -> CountedPeriod:
    """Of so many days up to today, of a year, or of all that is kept."""
    if chosen.isascii() and chosen.isdecimal() and len(chosen) == len("2026") and int(chosen):
        return CountedPeriod(date(int(chosen), 1, 1), date(int(chosen), 12, 31))
    days = PERIODS.get(chosen, PERIODS[USUAL_PERIOD])
    return CountedPeriod(on - timedelta(days - 1) if days else date.min, on)


def years_counted() -> list[str]:
    """In which there is a count, the last first."""
    ends = DayCount.objects.aggregate(first=Min("day"), last=Max("day"))
    if ends["first"] is None:
        return []
    return [f"{year:04d}" for year in range(ends["last"].year, ends["first"].year - 1, -1)]


def sums(period: CountedPeriod, *kinds: CountKind) -> dict[CountKind, dict[Pair, int]]:
    """How often, per kind and per what it names."""
    found: dict[CountKind, dict[Pair, int]] = {kind: {} for kind in kinds}
    rows = DayCount.objects.order_by().filter(kind__in=kinds, day__gte=period.since, day__lte=period.until)
    for kind, first, second, n in rows.values_list("kind", "first", "second").annotate(total=Sum("n")):
        found[CountKind(kind)][first, second] = n
    return found


def total(period: CountedPeriod, kind: CountKind) -> int:
    return sums(period, kind)[kind].get(("", ""), 0)


class DemandOver:
    """All of it for one period, with the routes of a site on a day."""

    def __init__(self, site: Site, period: CountedPeriod, on: date) -> None:
        self.site, self.period, self.on = site, period, on
        self.counted = sums(period, *CountKind)
        self.plans = self.counted[CountKind.PLANS].get(("", ""), 0)
        self.without = self.counted[CountKind.NOTHING].get(("", ""), 0)

    # --- One answer ---

    def tables(self) -> list[DemandTable]:
        """Discipline, goal and place with their routes, then the other questions in their order."""
        first = [DISCIPLINE, GOAL, PLACE]
        others = [one.name for one in self.site.ruleset.questions if one.name not in first]
        made = [self.of_question(question) for question in (*first, *others)]
        return [one for one in made if one.rows]

    def of_question(self, question: QuestionName) -> DemandTable:
        answers = self.counted[CountKind.ANSWER]
        rows = [
            DemandRow(pair, self.answer_told(question, pair[1]), asked, routes=self.routes_for(question, pair[1]))
            for pair, asked in answers.items()
            if pair[0] == question
        ]
        return DemandTable(question, self.question_told(question), by_asked(rows))

    def routes_for(self, question: QuestionName, value: str) -> int | None:
        if question not in (DISCIPLINE, GOAL, PLACE):
            return None
        return routes_left(self.site, self.on, ((question, value),))

    # --- Two answers ---

    def pairs(self, kind: CountKind) -> DemandTable:
        """`kind` is GOALS or PLACES."""
        other, nothing = OF_PAIRS[kind]
        rows = [
            DemandRow(
                pair,
                _("%(discipline)s, %(other)s")
                % {"discipline": self.answer_told(DISCIPLINE, pair[0]), "other": self.answer_told(other, pair[1])},
                asked,
                self.counted[nothing].get(pair, 0),
                routes_left(self.site, self.on, ((DISCIPLINE, pair[0]), (other, pair[1]))),
            )
            for pair, asked in self.counted[kind].items()
        ]
        title = _("Discipline and goal") if kind is CountKind.GOALS else _("Discipline and place")
        return DemandTable(kind.value, title, by_asked(rows))

    def white_spots(self) -> DemandTable:
        """The pairs of both kinds, those first that are asked most for each route that there is."""
        rows = [row for kind in OF_PAIRS for row in self.pairs(kind).rows]
        ordered = sorted(rows, key=lambda one: (-one.pull, -one.asked, one.name))
        return DemandTable("white-spots", _("White spots"), tuple(ordered))

    def searches(self) -> DemandTable:
        rows = [DemandRow(pair, pair[0], asked) for pair, asked in self.counted[CountKind.SEARCH].items()]
        return DemandTable("searches", _("Searched without a hit"), by_asked(rows))

    def cities(self) -> Sequence[CityFigure]:
        return list(CityFigure.objects.all())

    # --- In words ---

    def question_told(self, question: QuestionName) -> str:
        found = self.site.words.questions.get(question)
        return say(found.short) if found else question

    def answer_told(self, question: QuestionName, value: str) -> str:
        """A place by its name, an option by its label, a number as the band in which it lies."""
        found = self.site.words.questions.get(question)
        kind = found.kind if found else None
        if kind in (QuestionKind.PLACE, QuestionKind.PLACES):
            return self.site.words.place(value)
        if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            return self.site.words.option(question, value)
        return band_told(question, value)


OF_PAIRS = {
    CountKind.GOALS: (GOAL, CountKind.NO_GOALS),
    CountKind.PLACES: (PLACE, CountKind.NO_PLACES),
}


def by_asked(rows: Iterable[DemandRow]) -> tuple[DemandRow, ...]:
    return tuple(sorted(rows, key=lambda one: (-one.asked, one.name)))


def band_told(question: QuestionName, value: str) -> str:
    """A band of numbers as one reads it; anything else as it stands."""
    begin, dash, end = value.partition("-")
    if not dash or not (begin or "0").isdecimal() or not (end or "0").isdecimal():
        return value
    told: Callable[[int], str] = euros if question == BUDGET else str
    if not begin:
        said = _("up to %(most)s") % {"most": told(int(end))}
    elif not end:
        said = _("%(least)s or more") % {"least": told(int(begin))}
    else:
        said = pgettext("a band", "%(least)s to %(most)s") % {"least": told(int(begin)), "most": told(int(end))}
    if question == START:
        return _("%(band)s months ahead") % {"band": said} if begin else _("this month, or in the past")
    return said


# --- How many routes there are ------------------------------------------------------------------------------------


def routes_left(site: Site, on: date, said: tuple[tuple[str, str], ...]) -> int:
    """How many routes give money and fit, or may, for who says only this."""
    return site.kept(_routes_left, on, said, most=PAIRS_KEPT)


def _routes_left(site: Site, on: date, said: tuple[tuple[str, str], ...]) -> int:
    values: Mapping[QuestionName, Value] = {QuestionName(name): frozenset({value}) for name, value in said}
    return len(Matching(site.compiled(on), Answers(MappingProxyType(dict(values)), MappingProxyType({}))).left())


# --- How often routes were shown ----------------------------------------------------------------------------------


def shown_lately(on: date) -> dict[str, int]:
    """Per route how often its page was looked at, or it was among the results of a plan, over ninety days."""
    found: dict[str, int] = {}
    period = CountedPeriod(on - timedelta(LATELY_DAYS - 1), on)
    for those in sums(period, CountKind.ROUTE, CountKind.LISTED).values():
        for (route, _nothing), n in those.items():
            found[route] = found.get(route, 0) + n
    return found


# --- As a file ----------------------------------------------------------------------------------------------------


def lines(demand: DemandOver) -> Iterator[list[object]]:
    """One line per thing that was looked for; the first names the columns."""
    yield ["since", "until", "what", "first", "second", "name", "asked", "without_a_route", "routes"]
    since = max(demand.period.since, date(2000, 1, 1)).isoformat()
    period = [since, demand.period.until.isoformat()]
    if demand.plans:
        yield [*period, "plans", "", "", "", demand.plans, demand.without, ""]
    tables = [*demand.tables(), *(demand.pairs(kind) for kind in OF_PAIRS), demand.searches()]
    for table in tables:
        for row in table.rows:
            without = row.without if table.slug in (*OF_PAIRS,) else ""
            routes = "" if row.routes is None else row.routes
            yield [*period, table.slug, *row.key, row.name, row.asked, without, routes]
    for one in demand.cities():
        yield [f"{one.year}-01-01", f"{one.year}-12-31", "city", one.city, one.figure, one.source, one.number, "", ""]
