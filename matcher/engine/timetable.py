"""The dates of all instruments on a day, and what they make of a start: each distinct timing is worked out once."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from .agenda import Agenda, Standing
from .availability import Availability
from .bitmaps import Partition
from .due import Due
from .timing import Timing

STARTS_KEPT = 64
"""What the dates make of a start is kept, for those that were asked last: the answers to a plan share theirs."""


class Timetable:
    """The timings of instruments on a day: bit i of a bitmap is instrument i."""

    def __init__(self, timings: Sequence[Timing], on: date) -> None:
        self.on = on
        self.timings: Partition[Timing] = Partition.by(timings)
        self.number_of = {timing: number for number, timing in enumerate(self.timings.keys)}
        self.agendas = tuple(Agenda.of(timing, on) for timing in self.timings.keys)
        self.without_start = tuple(agenda.without_start for agenda in self.agendas)
        self.asking = tuple(number for number, agenda in enumerate(self.agendas) if agenda.asks_for_start)
        """The numbers of the timings to which any start matters."""
        self.available = tuple(agenda.standing for agenda in self.agendas)
        self._standings = tuple(map(Standing, self.available, self.agendas))
        self._dues_of = lru_cache(STARTS_KEPT)(self._due_for)

    def standing(self, bit: int) -> Standing:
        """How an instrument stands on the day."""
        return self._standings[self.timings.number[bit]]

    def those(self, wanted: Availability) -> int:
        """The instruments that stand so on the day."""
        return sum(mask for mask, found in zip(self.timings.masks, self.available, strict=True) if found is wanted)

    @property
    def asking_for_start(self) -> int:
        """The instruments to which any start matters."""
        return sum(self.timings.masks[number] for number in self.asking)

    @cached_property
    def asking_only_when_near(self) -> int:
        """Those to which a start matters only while it is near: a call for them still has to come."""
        near = [number for number in self.asking if not self.agendas[number].weighs_start]
        return sum([self.timings.masks[number] for number in near])

    def dues(self, start: date | None) -> tuple[Due, ...]:
        """What the dates make of a start, or of its absence, in the order of `timings.keys`."""
        return self.without_start if start is None else self._dues_of(start)

    def _due_for(self, start: date) -> tuple[Due, ...]:
        dues = list(self.without_start)
        for index in self.asking:
            dues[index] = self.agendas[index].due(start)
        return tuple(dues)

    def agenda(self, timing: Timing) -> Agenda:
        """Worked out beforehand for the timings of the instruments."""
        number = self.number_of.get(timing)
        return Agenda.of(timing, self.on) if number is None else self.agendas[number]

    def due(self, timing: Timing, start: date | None) -> Due:
        """What the dates of a timing make of a start, or of its absence."""
        agenda = self.agenda(timing)
        return agenda.without_start if start is None else agenda.due(start)
