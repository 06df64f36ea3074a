"""What a route pays for each day, person, trip ..., and figures that are no ceiling of today, as people read them.

Each with all that decides whether it is theirs: a sum whose condition stands in a field alone would be read as everybody's."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import AmountEntry, FigureEntry, UnitEntry
from catalogue.vocabulary import FigureKind
from matcher.engine.verdicts import Route
from matcher.rules.words import Words
from matcher.speech.writing import euros, euros_exactly, in_a_sentence, known_day, listed


class SumTold(NamedTuple):
    what: str
    """The sum and for what it is; of a figure what it is."""
    when: str
    """For whom or when, and of which year it is; "" where nothing more is known."""


def amount_for(entry: InstrumentEntry, route: Route) -> AmountEntry:
    """What a route pays, as rules set it for the answers that it was judged by."""
    if not route.limits:
        return entry.amount
    told = {"max_eur": route.amount.max_eur, "max_rate_pct": route.amount.max_rate_pct}
    return entry.amount.model_copy(update=told)


def unit_told(unit: UnitEntry, words: Words) -> SumTold:
    if unit.eur is None:
        what = _("Paid, how much is not known: %(per)s") % {"per": unit.per.label}
    else:
        what = f"{euros_exactly(unit.eur)} {unit.per.label}"
        if unit.is_most:
            what = _("at most %(sum)s") % {"sum": what}
    return SumTold(what, _with_year("; ".join(_conditions(unit, words)), unit.as_of))


def figure_told(figure: FigureEntry) -> SumTold:
    sums = [_in_currency(one, figure.currency) for one in (figure.least, figure.most) if one is not None]
    what = _("%(least)s to %(most)s") % {"least": sums[0], "most": sums[1]} if len(sums) == 2 else "".join(sums)
    if figure.rate_pct is not None:
        share = _("%(percent)d %%") % {"percent": figure.rate_pct}
        what = f"{what}, {share}" if what else share
    said = [str(FigureKind(figure.kind).label), str(figure.note or "")]
    return SumTold(what, _with_year("; ".join(filter(None, said)), figure.year))


def _conditions(unit: UnitEntry, words: Words) -> Iterator[str]:
    if unit.when:
        yield str(unit.when)
    match unit.from_km, unit.until_km:
        case int() as least, int() as most:
            yield _("%(least)s to %(most)s km") % {"least": _grouped(least), "most": _grouped(most)}
        case int() as least, None:
            yield _("from %(least)s km") % {"least": _grouped(least)}
        case None, int() as most:
            yield _("up to %(most)s km") % {"most": _grouped(most)}
    match unit.from_day, unit.until_day:
        case int() as least, int() as most:
            yield _("day %(least)d to %(most)d") % {"least": least, "most": most}
        case int() as least, None:
            yield _("from day %(least)d") % {"least": least}
        case None, int() as most:
            yield _("up to day %(most)d") % {"most": most}
    placed = [in_a_sentence(code, words.place(code)) for code in sorted(unit.places, key=words.place)]
    if where := [*map(words.place, unit.groups), *placed]:
        yield _("in %(places)s") % {"places": listed(where)}


def _with_year(text: str, year: str) -> str:
    if not year:
        return text
    return f"{text} ({known_day(year)})" if text else known_day(year)


def _in_currency(amount: int, currency: str) -> str:
    return euros(amount) if currency == "EUR" else f"{currency}\u00a0{_grouped(amount)}"


def _grouped(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
