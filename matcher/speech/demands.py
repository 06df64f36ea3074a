"""What the fields of an instrument ask, as sentences for who reads them without answers: whole, and nothing shortened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.engine.answers import APPLICANT
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.demands import criteria_of
from matcher.engine.places import Area
from matcher.engine.predicates import AnyOf, AnyPlace, AtLeast, AtMost, Destination, Partnership, Sides, undated
from matcher.engine.ruleset import APPLICATION, Instrument
from matcher.speech.conditions import together
from matcher.speech.naming import Namer
from matcher.speech.previews import timing_sentences
from matcher.speech.rounds import how_it_stands, not_by_applying
from matcher.speech.writing import euros, listed, long_date


def demand_sentences(one: Instrument, namer: Namer, on: date) -> Iterator[str]:
    """Who, what, where and with whom; then by when, on a day; what nothing is said of is open to all."""
    for criterion in criteria_of(one, lambda _question: True):
        yield from _asked(criterion, one, namer)
    if one.admission != APPLICATION:
        yield not_by_applying(one.admission)
    yield from _dates(one, on)


def _asked(criterion: Criterion, one: Instrument, namer: Namer) -> Iterator[str]:
    match criterion.topic, undated(criterion.any_of[0]):
        case Topic.GOAL, AnyOf(question, values):
            yield _("What for: %(goals)s.") % {"goals": namer.options(question, values, listed)}
        case Topic.APPLICANT, AnyOf(question, values):
            yield _("Who may apply: %(applicants)s.") % {"applicants": namer.options(question, values, listed)}
        case Topic.DISCIPLINE, AnyOf(question, values):
            if values >= {option.value for option in namer.words.options_of(question)}:
                yield _("All disciplines.")
            else:
                yield _("Disciplines: %(disciplines)s.") % {"disciplines": namer.options(question, values, listed)}
            if one.any_art_for:
                said = _("Which art it is about plays no part for you: %(applicants)s.")
                yield said % {"applicants": namer.options(APPLICANT, one.any_art_for, listed)}
        case Topic.BASE, AnyPlace(_question, area):
            if one.base_lead_only:
                yield _("Who leads is established in: %(area)s.") % {"area": places(area, namer)}
            else:
                yield _("Established in: %(area)s.") % {"area": places(area, namer)}
            if one.base_not_for:
                said = _("Where you are established plays no part for you: %(applicants)s.")
                yield said % {"applicants": namer.options(APPLICANT, one.base_not_for, listed)}
        case Topic.WHERE, AnyPlace(_question, area):
            yield _("For what happens in: %(area)s.") % {"area": places(area, namer)}
        case Topic.PARTNERS, Sides(_, partnership) as wanted:
            yield from _partners(partnership, namer)
            yield together(wanted, namer)
        case Topic.WHERE, Destination(area):
            yield _("With a destination or partner in: %(area)s.") % {"area": places(area, namer)}
        case Topic.PARTNERS, Partnership() as wanted:
            yield from _partners(wanted, namer)
        case Topic.BUDGET, AtLeast(_question, limit):
            yield _("For plans that cost at least %(amount)s.") % {"amount": euros(limit)}
        case Topic.MONTHS, AtMost(_question, limit):
            yield ngettext("For projects of at most %(n)d month.", "For projects of at most %(n)d months.", limit) % {
                "n": limit
            }


def _partners(wanted: Partnership, namer: Namer) -> Iterator[str]:
    partners, countries = wanted.min_partners, wanted.min_countries
    if partners:
        yield ngettext(
            "With at least %(n)d partner, beside yourself.", "With at least %(n)d partners, beside yourself.", partners
        ) % {"n": partners}
    if countries:
        yield ngettext(
            "With partners from at least %(n)d country.",
            "With partners from at least %(n)d different countries.",
            countries,
        ) % {"n": countries}
    if wanted.area:
        yield _("Partners count when they are in: %(area)s.") % {"area": places(wanted.area, namer)}


def _dates(one: Instrument, on: date) -> Iterator[str]:
    """The days that are still to come; a route that cannot be applied for says so."""
    if told := how_it_stands(one.timing, on, long_date):
        yield told
        return
    to_come = tuple(call for call in one.timing.calls if call.closes is None or on <= call.closes)
    yield from timing_sentences(replace(one.timing, calls=to_come))


def places(area: Area, namer: Namer) -> str:
    return listed(namer.place(code) for code in (*area.groups, *area.places))
