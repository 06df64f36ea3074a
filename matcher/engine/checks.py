"""What no question settles: the checks that instruments leave to whoever applies, and those said not to hold."""

from collections.abc import Sequence

from .answers import APPLICANT, Answers, CheckId
from .bitmaps import Partition, bitmap
from .ruleset import Instrument


class Checks:
    """Which instruments leave which checks to whom: bit i of a bitmap is instrument i."""

    def __init__(self, instruments: Sequence[Instrument]) -> None:
        self._instruments = instruments
        self.masks: dict[CheckId, int] = {}
        for bit, instrument in enumerate(instruments):
            for check in instrument.checks:
                self.masks[check] = self.masks.get(check, 0) | 1 << bit
        self._applicants = {one.check: one.applicants for each in instruments for one in each.checks_for}
        self.vary = bitmap([bit for bit, one in enumerate(instruments) if one.checks_for])
        """The instruments that leave not the same checks to everybody."""
        self.counted: Partition[int] = Partition.by([len(one.checks) for one in instruments])
        """The instruments by how many they have."""

    def is_left_to(self, check: CheckId, answers: Answers) -> bool:
        """Whether who answers so has to see to a check."""
        them, who = self._applicants.get(check), answers.chosen(APPLICANT)
        return them is None or who is None or not them.isdisjoint(who)

    def left_to(self, bit: int, answers: Answers) -> tuple[CheckId, ...]:
        """The checks of an instrument, without those that are for others."""
        instrument = self._instruments[bit]
        if not instrument.checks_for:
            return instrument.checks
        return tuple([check for check in instrument.checks if self.is_left_to(check, answers)])

    def denied(self, answers: Answers) -> list[CheckId]:
        """The checks of the ruleset that are surely left to who answers so, and do not hold."""
        doubted = frozenset(self.doubted(answers))
        return [check for check in self._said_no(answers) if check not in doubted and self.is_left_to(check, answers)]

    def doubted(self, answers: Answers) -> list[CheckId]:
        """Those that do not hold, and are for some applicants: who answers so did not say yet who applies."""
        if not answers.checks or APPLICANT in answers:
            return []
        return [check for check in self._said_no(answers) if check in self._applicants]

    def _said_no(self, answers: Answers) -> list[CheckId]:
        return [check for check, holds in answers.checks.items() if not holds and check in self.masks]
