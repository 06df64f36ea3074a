"""The days of a plan as a calendar has them: what to do for each route, when its funder decides, and the start.

Each keeps its identity as long as the round of its route does, or the start from which it is counted, whatever else is answered:
a calendar that reads the file again moves it."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.answers import START
from matcher.engine.due import Certainty
from matcher.pages.deadlines.calendars import Submission
from matcher.pages.deadlines.deadlines import day_known_by
from matcher.pages.plan.asked import PlanAsked
from matcher.pages.plan.backplan import PlanStep
from matcher.pages.results.cards import day_to_note
from matcher.pages.route.axis import terms_of
from matcher.pages.route.steps import Basis, StepKind
from matcher.pages.saved.views import submission
from matcher.speech.writing import long_date


def days_of(request: HttpRequest, found: PlanAsked) -> tuple[Submission, ...]:
    """In order; what is past, or has no day, is left out."""
    return tuple(sorted(_days_of(request, found), key=lambda one: one.closes))


def _days_of(request: HttpRequest, found: PlanAsked) -> Iterator[Submission]:
    """The days to apply by are those of the calendar of the results, under the same identity."""
    board, back, on = found.board, found.plan.back, found.asked.on
    for one in (*back.dated, *back.undated) if back else ():
        if one.step.kind is StepKind.APPLY and one.entry is not None and one.steps.basis is not Basis.NONE_SERVES:
            route = board.route(one.entry.id)
            day = day_to_note(route, on) if route else None
            if route and day and day >= on:
                yield submission(request, board.site, found.asked, route, day)
        elif one.step.kind is not StepKind.APPLY and one.step.by is not None and one.step.by >= on:
            yield step_noted(request, found, one, one.step.by)


def step_noted(request: HttpRequest, found: PlanAsked, one: PlanStep, by: date) -> Submission:
    step, entry, known = one.step, one.entry, found.board.site.all(InstrumentEntry)
    whose = entry.id if entry else ""
    checked = _("As known on %(day)s. Look at the page of the route and at its source before you count on it.")
    page = reverse("instrument", args=[entry.id]) if entry else f"{reverse('plan')}?{found.to.here}"
    return Submission(
        uid="-".join([*([whose] if whose else []), step.kind.value, known_by(found, one)]) + "@overzet",
        title=_("%(what)s: %(route)s") % {"what": step.title, "route": entry.name} if entry else step.title,
        closes=by,
        about="\n".join([*said_of(one), checked % {"day": long_date(found.asked.on)}]),
        address=request.build_absolute_uri(page),
        is_expected=step.certainty is Certainty.USUAL or (step.certainty is None and one.steps.is_usual),
        sequence=known.changed_in(whose) if whose else 0,
        modified=known.changed_on(whose) if whose else None,
    )


def known_by(found: PlanAsked, one: PlanStep) -> str:
    """The round of the route from which the step is counted; else the start."""
    start, closes = found.asked.answers.day(START), one.steps.due.closes
    if one.entry is None or closes is None:
        return f"from-{start.isoformat() if start else 'any'}"
    return day_known_by(terms_of(one.entry).timing, closes, start)


def said_of(one: PlanStep) -> Iterator[str]:
    """How sure the day is, and what is needed by then."""
    step = one.step
    if step.certainty is Certainty.USUAL:
        yield _("Expected around this day. It has not been announced.")
    elif step.certainty is None:
        yield _("Our advice, counted back from the day by which you apply.")
    yield from (str(shown.need.what) for shown in step.needs)
