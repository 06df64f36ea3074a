"""What the fields, the rules and the checks of a route hold of what its sentences say."""

import re
from collections.abc import Iterator, Sequence

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.values import Words
from catalogue.vocabulary import Admission
from matcher.proof.sentences.reading import Quantity, Sentence, figures_in
from matcher.proof.sentences.vocabulary import BOUNDS, COMMON, LANGUAGES, STEM, Sense
from matcher.rules.entries import ConditionEntry, RuleEntry

SENSE_OF_QUESTION = {"days": Sense.DAY, "months": Sense.MONTH, "age": Sense.YEAR, "budget": Sense.EUR}
BOUND = re.compile("|".join(BOUNDS.values()))
SHARED = 2
"""So many words in common make two texts much the same."""


class Held:
    """What the fields, the rules and the checks of a route hold."""

    def __init__(self, entry: InstrumentEntry, rules: Sequence[RuleEntry]) -> None:
        self.entry, self.rules = entry, rules
        needs = [entry.needs_first.status] if entry.needs_first else []
        checks, reasons = [one.statement for one in entry.checks], [one.because for one in rules]
        self.texts = (*checks, *reasons, *[one.reason for one in entry.through], *needs)
        said = [one for text in self.texts for name in LANGUAGES for one in figures_in(in_language(text, name), name)]
        asked = [one for rule in rules for _role, condition in rule.conditions for one in _figures_asked(condition)]
        self.figures = frozenset([*said, *asked, *_sums(entry), *_times(entry), *_numbers(entry)])

    def lacks(self, sentence: Sentence) -> tuple[str, ...]:
        """The figures and words of a sentence that nothing holds."""
        figures = sorted(one.told for one in sentence.figures if not self._holds_figure(one))
        words = set(sentence.exclusions)
        if sentence.figures and not figures:
            words = {one for one in words if not BOUND.fullmatch(one)}
        if words and self._says_much_the_same(sentence):
            words = set()
        return (*figures, *sorted(words))

    def _holds_figure(self, figure: Quantity) -> bool:
        """A length is held by an equal one in another unit, a month by a day in it."""
        if figure in self.figures:
            return True
        if figure.sense is Sense.DATE and figure.number % 100 == 0:
            return any(one.sense is Sense.DATE and one.number // 100 == figure.number // 100 for one in self.figures)
        return any(figure.may_equal(one) for one in self.figures)

    def _says_much_the_same(self, sentence: Sentence) -> bool:
        """Whether nobody can apply anyway, or a text that is judged shares words with the sentence in one of the languages."""
        if self.entry.admission != Admission.APPLICATION:
            return True
        pairs = [(in_language(sentence, name), in_language(one, name)) for one in self.texts for name in LANGUAGES]
        return any(len(stems(one) & stems(other)) >= SHARED for one, other in pairs)


def in_language(text: Words | Sentence, language: str) -> str:
    return text.nl if language == "nl" else text.en


def counted(sense: Sense, *numbers: float | None) -> Iterator[Quantity]:
    return (Quantity(sense, float(one)) for one in numbers if one)


def _figures_asked(condition: ConditionEntry) -> Iterator[Quantity]:
    """A bound is told as itself ("at most 3") or as the first number beyond it ("from 4")."""
    if condition.day:
        yield from dated(condition.day.isoformat()[5:])
    if condition.number is not None:
        sense = SENSE_OF_QUESTION.get(condition.question, Sense.COUNT)
        yield from counted(sense, condition.number - 1, condition.number, condition.number + 1)


def _sums(entry: InstrumentEntry) -> Iterator[Quantity]:
    amount = entry.amount
    paid = [float(one.eur) for one in amount.units if one.eur is not None]
    yield from counted(Sense.EUR, amount.min_eur, amount.max_eur, *paid, *[one.max_eur for one in entry.rounds])
    for unit in amount.units:
        yield from counted(Sense.DAY, unit.from_day, unit.until_day)
        yield from counted(Sense.COUNT, unit.from_km, unit.until_km)
    for figure in amount.figures:
        yield from counted(Sense.EUR if figure.currency == "EUR" else Sense.COUNT, figure.least, figure.most)
    for rate in (amount.max_rate_pct, amount.some_rate_pct, *[one.rate_pct for one in amount.figures]):
        yield from counted(Sense.PCT, rate, None if rate is None else 100 - rate)


def _times(entry: InstrumentEntry) -> Iterator[Quantity]:
    timing = entry.timing
    yield from counted(Sense.DAY, timing.lead_days)
    yield from counted(Sense.WEEK, timing.decision_weeks)
    yield from counted(Sense.MONTH, timing.lead_months, timing.duration_max_months)
    yield from dated(timing.season_from, timing.season_to)
    for window in timing.windows:
        yield from dated(window.submit_by, window.start_from, window.start_to, window.decides)
    for one in entry.rounds:
        days = (one.opens, one.closes, one.decides, one.starts_from, one.starts_until)
        yield from dated(*[day[5:] for day in days])


def _numbers(entry: InstrumentEntry) -> Iterator[Quantity]:
    """Of partners, of countries and of sides of a partnership, with the applicant and without; of rounds."""
    partners = entry.partners
    beside = [one for one in (partners.min_partners, partners.min_countries) if one]
    sides = [one.least for one in partners.sides]
    yield from counted(Sense.COUNT, *beside, *[one + 1 for one in beside], *sides, sum(sides))
    yield from counted(Sense.COUNT, entry.timing.rounds_a_year, len(entry.timing.windows))


def dated(*days: str) -> Iterator[Quantity]:
    """Of days as 10-31, or months as 10; nothing for ""."""
    for day in filter(None, days):
        month, _dash, rest = day.partition("-")
        yield Quantity(Sense.DATE, int(month) * 100 + int(rest or 0))


def stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", text.lower())} - COMMON
