"""What a route pays for each day, person, trip ..., and figures that are no ceiling of today, as people read them.

Each with all that decides whether it is theirs: a sum whose condition stands in a field alone would be read as everybody's."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import AmountEntry, FigureEntry, UnitEntry
from catalogue.vocabulary import FigureKind
from matcher.engine.verdicts import Route
from matcher.rules.words import Words
from matcher.speech.writing import euros, euros_exactly, in_a_sentence, known_day, listed, one_of


class SumTold(NamedTuple):
    what: str
    """The sum and for what it is; of a figure what it is."""
    when: str
    """For whom or when, and of which year it is; "" where nothing more is known."""


def amount_for(entry: InstrumentEntry, route: Route) -> AmountEntry:
    """What a route pays, as rules set it for the answers that it was judged by."""
    if not route.limits:
        return entry.amount
    rate, more = route.amount.max_rate_pct, entry.amount.some_rate_pct
    told = {"max_eur": route.amount.max_eur, "max_rate_pct": rate}
    if more is not None and rate is not None and more <= rate:
        told["some_rate_pct"] = None
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
        share = _("%(percent)d%%") % {"percent": figure.rate_pct}
        what = f"{what}, {share}" if what else share
    said = [str(FigureKind(figure.kind).label), str(figure.note or "")]
    return SumTold(what, _with_year("; ".join(filter(None, said)), figure.year))


OF_FIGURES = (FigureKind.CHOICE, FigureKind.CURRENCY, FigureKind.FORMER, FigureKind.GRANTED)
"""What says most of today first."""


def known_otherwise(amount: AmountEntry) -> str:
    """What is known of a route that names no sum of today which everybody gets, in a few words and as what it was; "" for
    nothing."""
    by_kind = {kind: [one for one in amount.figures if one.kind == kind] for kind in OF_FIGURES}
    told = next((_as_it_was(kind, figures) for kind, figures in by_kind.items() if figures), "")
    return told or _on_top(amount)


def _as_it_was(kind: FigureKind, figures: Sequence[FigureEntry]) -> str:
    """Of several figures, each for something else, the widest span; of what was given also to whom, as far as a note says."""
    if kind is FigureKind.CHOICE:
        return one_of(sum_told for one in figures if (sum_told := _span([one])))
    span, year = _span(figures), max(one.year for one in figures)
    if kind is FigureKind.CURRENCY:
        return _with_year(span, year)
    if kind is FigureKind.GRANTED:
        noted = [str(figures[0].note)] if len(figures) == 1 and figures[0].note else []
        told = _("given before: %(sum)s") % {"sum": span}
        return f"{told} ({'; '.join([known_day(year), *noted] if year else noted)})" if year or noted else told
    return _with_year(_("formerly %(sum)s") % {"sum": span}, year)


def _span(figures: Sequence[FigureEntry]) -> str:
    """From the least to the most that any of them names, with the share where it is the only one."""
    least = min((one for one in figures if one.least is not None), key=lambda one: one.least or 0, default=None)
    most = max((one for one in figures if one.most is not None), key=lambda one: one.most or 0, default=None)
    parts = []
    if least is not None and most is not None:
        lower, upper = _in_currency(least.least or 0, least.currency), _in_currency(most.most or 0, most.currency)
        parts.append(lower if lower == upper else _("%(least)s to %(most)s") % {"least": lower, "most": upper})
    elif most is not None:
        upper = _in_currency(most.most or 0, most.currency)
        parts.append(_("up to %(most)s") % {"most": upper})
    elif least is not None:
        parts.append(_("from %(least)s") % {"least": _in_currency(least.least or 0, least.currency)})
    if len(figures) == 1 and (rate := figures[0].rate_pct) is not None:
        parts.append(_("%(percent)d%%") % {"percent": rate})
    return ", ".join(parts)


def _on_top(amount: AmountEntry) -> str:
    """The first sum that comes on top of what is not known."""
    unit = next((one for one in amount.units if one.is_extra and one.eur is not None), None)
    if unit is None or unit.eur is None:
        return ""
    what = f"{euros_exactly(unit.eur)} {unit.per.label}"
    what = _("at most %(sum)s") % {"sum": what} if unit.is_most else what
    return _with_year(_("on top: %(sum)s") % {"sum": what}, unit.as_of)


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
