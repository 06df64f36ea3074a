"""What a timing offers from a day on, for any start: by when to apply, or which starts are still possible."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .availability import Availability, availability
from .chances import YEARS_AHEAD, Chance, chances_from, starts_served
from .days import DAY, add_months
from .due import Certainty, Due
from .timing import Season, Starts, Timing, TimingKind, before, earliest_start
from .truth import Truth

MONTHS_FOR_A_CALL = 2
"""How near a start is, in months, for which it is not known whether a call that nobody announced yet comes in time."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a timing offers from a day on, worked out once, so that many starts can be asked about."""

    timing: Timing
    on: date
    chances: tuple[Chance, ...]
    without_start: Due
    """What there is to say while no start is given."""
    serving: tuple[tuple[Starts, Due], ...]
    """What there is to say of the starts that each chance serves, first closing first."""
    standing: Availability
    """How it stands on the day."""

    @classmethod
    def of(cls, timing: Timing, on: date) -> "Agenda":
        chances = tuple(chances_from(timing, on))
        standing = availability(timing, on)
        is_shut = standing is Availability.CLOSED
        without_start = Due(Truth.UNKNOWN) if is_shut else _without_start(timing, chances)
        return cls(timing, on, chances, without_start, _serving(chances), standing)

    @property
    def is_shut(self) -> bool:
        """Whether nobody can apply, whatever the start."""
        return self.standing is Availability.CLOSED

    @property
    def weighs_start(self) -> bool:
        """Whether any start could be too late or between the rounds."""
        return self.timing.kind is TimingKind.ROLLING or bool(self.chances) or self.timing.season is not None

    @property
    def asks_for_start(self) -> bool:
        """Whether any start could be too late, between the rounds, or too soon for a call that still has to come."""
        return self.weighs_start or self.standing is Availability.EXPECTED

    def due(self, start: date) -> Due:
        """By when to apply for a start. The closing day itself still counts. Outside the season nothing starts."""
        found = self._due_in_any_season(start)
        season = self.timing.season
        if season is None or self.is_shut or (found.in_time is not Truth.NOT_MET and season.holds(start)):
            return found
        possible = list(self._in_season(season, start))
        closest = min(possible, key=lambda starts: (abs(starts.nearest(start) - start), starts.since), default=None)
        return Due(Truth.NOT_MET, possible=closest)

    def _in_season(self, season: Season, start: date) -> Iterator[Starts]:
        """The starts in its seasons, soon or around a start, that can still be applied for."""
        if self.timing.kind is TimingKind.ROLLING:
            served = [Starts(earliest_start(self.timing, self.on))]
        elif self.chances:
            served = [chance.starts for chance in self._chances_for(start)]
        else:
            served = [Starts(self.on)]
        if self.standing is Availability.EXPECTED:
            comes_in_time = Starts(add_months(self.on, MONTHS_FOR_A_CALL))
            served = [left for one in served if (left := one.within(comes_in_time))]
        soon = season.between(self.on.year - 1, self.on.year + YEARS_AHEAD)
        for one in {*soon, *season.between(start.year - 1, start.year + 1)}:
            if self.chances or not self._missed(one.since):
                yield from (left for starts in served if (left := one.within(starts)))

    def _due_in_any_season(self, start: date) -> Due:
        """Whether a call that nobody announced yet comes in time for a start that is near is not known; for one that is past it
        does not."""
        found = self._due(start)
        if found.in_time is not Truth.MET or self.standing is not Availability.EXPECTED:
            return found
        comes_in_time = Starts(add_months(self.on, MONTHS_FOR_A_CALL))
        if comes_in_time.hold(start):
            return found
        return Due(Truth.UNKNOWN) if start >= self.on else Due(Truth.NOT_MET, possible=comes_in_time)

    def _due(self, start: date) -> Due:
        if self.is_shut:
            return self.without_start
        if self.timing.kind is TimingKind.ROLLING:
            return self._rolling(start)
        if not self.chances:
            over = next((starts for starts in self._over() if starts.hold(start)), None)
            return Due(Truth.NOT_MET, possible=self._after(over)) if over else self.without_start
        chances = self._chances_for(start)
        serving = self.serving if chances is self.chances else _serving(chances)
        for starts, due in serving:
            if starts.hold(start):
                return due
        if self.timing.has_rounds_without_a_day and not self._missed(max(start, self.on)):
            return Due(Truth.UNKNOWN) if start >= self.on else Due(Truth.NOT_MET, possible=Starts(self.on))
        possible = [chance.starts for chance in chances]
        closest = min(possible, key=lambda starts: (abs(starts.nearest(start) - start), starts.since))
        return Due(Truth.NOT_MET, possible=closest)

    def _chances_for(self, start: date) -> tuple[Chance, ...]:
        """Those of the next years, and those around a start that lies further."""
        is_far = start.year > self.on.year + YEARS_AHEAD
        return tuple(chances_from(self.timing, self.on, start)) if is_far else self.chances

    def _missed(self, start: date) -> bool:
        return any(starts.hold(start) for starts in self._over())

    def _over(self) -> Iterator[Starts]:
        """The starts of which the round is known and over: one that names its first and its last start has those to itself, so
        that no round without a day serves them, nor one that comes back; but what begins a year after its first start is for
        the round of the next year."""
        for call in self.timing.calls:
            if call.starts is not None and call.starts.until and call.closes is not None and call.closes < self.on:
                others = add_months(call.starts.since, 12)
                yield Starts(call.starts.since, min(call.starts.until, others - DAY))
        for window in self.timing.windows:
            if window.start_from is None or window.start_to is None:
                continue
            for year in range(self.on.year - 3, self.on.year + 1):
                if (closes := window.submit_by.on(year)) < self.on:
                    yield from (starts for starts in starts_served(window, self.timing, closes) if starts is not None)

    def _after(self, over: Starts) -> Starts:
        """The starts after those, as far as a call that still has to come can be in time for them."""
        soonest = add_months(self.on, MONTHS_FOR_A_CALL) if self.standing is Availability.EXPECTED else self.on
        return Starts(max(soonest, (over.until or soonest) + DAY))

    def _rolling(self, start: date) -> Due:
        closes = None if start < self.on else before(start, self.timing)
        if closes is None or closes < self.on:
            return Due(Truth.NOT_MET, possible=Starts(earliest_start(self.timing, self.on)))
        if not self.timing.has_lead:
            return Due(Truth.MET)
        return Due(Truth.MET, submit_by=closes, certainty=Certainty.ROLLING)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one route stands on a day, whatever anybody answers."""

    availability: Availability
    agenda: Agenda

    @property
    def timing(self) -> Timing:
        return self.agenda.timing

    @property
    def closes(self) -> date | None:
        """The next closing day that is known."""
        return self.agenda.without_start.next_closing

    @property
    def next(self) -> Due:
        """The next closing day, with how sure it is and until which hour."""
        return self.agenda.without_start

    @property
    def is_usual(self) -> bool:
        """Whether its next closing day only follows from a pattern."""
        return self.agenda.without_start.certainty is Certainty.USUAL


def _serving(chances: Iterable[Chance]) -> tuple[tuple[Starts, Due], ...]:
    """What chances surely serve before what they may serve."""
    ordered = sorted(chances, key=lambda chance: chance.closes)
    sure = [(one.sure, one.due(Truth.MET)) for one in ordered if one.sure is not None]
    return (*sure, *[(one.starts, one.due(Truth.UNKNOWN)) for one in ordered if one.sure != one.starts])


def _without_start(timing: Timing, chances: Sequence[Chance]) -> Due:
    if timing.kind is TimingKind.ROLLING:
        return Due(Truth.UNKNOWN)
    if not chances:
        return Due(Truth.MET)
    first = min(chances, key=lambda chance: chance.closes)
    return Due(
        Truth.UNKNOWN,
        next_closing=first.closes,
        certainty=first.certainty,
        at=first.at,
        last_seen=first.last_seen,
    )


def due(timing: Timing, start: date | None, on: date) -> Due:
    """What the dates make of a start, or of its absence, on a day."""
    agenda = Agenda.of(timing, on)
    return agenda.without_start if start is None else agenda.due(start)
