"""A result, a list of routes or a route as a file. The address is that of its page, with another ending."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from matcher.answers import address
from matcher.answers.address import Asked
from matcher.answers.notes import Note
from matcher.answers.questionnaire import state, summary
from matcher.engine.match import match
from matcher.engine.verdicts import Route
from matcher.pages.compare.asked import comparison_asked
from matcher.pages.files.documents import pdf_file
from matcher.pages.files.sheets import result_sheet, route_sheet
from matcher.pages.files.sheets_of_several import comparison_sheet, plan_sheet
from matcher.pages.files.spreadsheets import XLSX, csv_file, notes_below, workbook_file
from matcher.pages.files.tables import ResultRow, RouteRow, Rows, at_the_end, of_result, of_route, rows
from matcher.pages.plan.asked import plan_asked
from matcher.pages.results.cards import SORT, ResultOrder
from matcher.pages.results.choosing import SHOW, ReadyFilter
from matcher.pages.results.groups import MatchShown
from matcher.pages.results.lines import Closing, closing_of
from matcher.pages.results.views import OWN
from matcher.pages.routes.routes import PLAN_ASKED, SEEN_AS, WHY_ASKED, find_routes
from matcher.pages.routes.shown import route_shown
from matcher.pages.routes.views import kept
from matcher.pages.selections.told import standing_said
from matcher.rules.site import Site, site_for
from matcher.speech.shelf_lives import old_rule


def file(body: bytes, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        body, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def table(form: str, name: str, told: Rows, about: Rows, on: date, notes: Sequence[Note]) -> HttpResponse:
    """As CSV; or as a workbook, with a second sheet that says what this is. What of the address was not understood stands below
    the table, or on that sheet."""
    if form == "csv":
        return file(csv_file([*told, *notes_below(notes)]), f"{name}-{on.isoformat()}.csv", "text/csv; charset=utf-8")
    mind: Rows = [[pgettext("of what was not understood", "Mind"), note.message] for note in notes]
    sheets = [(_("Routes"), told), (_("About this file"), [*about, *mind])]
    return file(workbook_file(sheets, on), f"{name}-{on.isoformat()}.xlsx", XLSX)


def about_file(page: str, site: Site, on: date, said: Rows) -> Rows:
    return [
        [_("About this file"), ""],
        [pgettext("of a file", "Page"), page],
        [_("As known on"), on],
        [pgettext("of the facts", "Edition"), site.edition.number],
        [_("Licence of the facts"), "CC BY 4.0"],
        *said,
    ]


# --- Results ------------------------------------------------------------------------------------------------------


def board_of(request: HttpRequest) -> tuple[MatchShown, Asked]:
    """The match that an address asks for, as the results page shows it."""
    site = site_for(request)
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=OWN)
    found = match(site.compiled(asked.on), asked.answers)
    sort = ResultOrder(asked.query.choice(SORT) or ResultOrder.BEST)
    show = frozenset(ReadyFilter(one) for one in asked.query.many(SHOW))
    return MatchShown(site, asked, reverse("results"), sort, show, match=found), asked


def result_rows(request: HttpRequest, board: MatchShown) -> list[ResultRow]:
    """All lines of the page, those that it folds or leaves to be shown too, in its order."""
    return [
        ResultRow(route_row(request, board.site, route, board.asked.on), group.value, board.card(route))
        for group, routes in board.shown_routes.items()
        for route in routes
    ]


def route_row(request: HttpRequest, site: Site, route: Route, on: date) -> RouteRow:
    shown = route_shown(site, route.instrument.id)
    stands, page = site.compiled(on).standing(shown.slug), request.build_absolute_uri(shown.address)
    told, rule = standing_said(stands), old_rule(site, shown.entry, on)
    return RouteRow(shown, route.availability, told, closing_of(route, on), rule, page)


@require_safe
def results_table(request: HttpRequest, form: str) -> HttpResponse:
    board, asked = board_of(request)
    told = rows(of_result(), result_rows(request, board))
    page = request.build_absolute_uri(f"{reverse('results')}?{board.address(asked.answers)}")
    said: Rows = [[one.label, one.said] for one in summary(board.site, asked)]
    return table(form, "overzet", told, about_file(page, board.site, asked.on, said), asked.on, asked.notes)


@require_safe
def results_pdf(request: HttpRequest) -> HttpResponse:
    board, asked = board_of(request)
    page = request.build_absolute_uri(f"{reverse('results')}?{board.address(asked.answers)}")
    made = pdf_file(result_sheet(board.site, asked, result_rows(request, board), page))
    return file(made, f"overzet-{asked.on.isoformat()}.pdf", "application/pdf")


# --- A plan and a comparison ---------------------------------------------------------------------------------------


@require_safe
def plan_pdf(request: HttpRequest) -> HttpResponse:
    found = plan_asked(request)
    page = request.build_absolute_uri(f"{reverse('plan')}?{found.to.here}")
    return file(pdf_file(plan_sheet(found, page)), f"overzet-plan-{found.asked.on.isoformat()}.pdf", "application/pdf")


@require_safe
def compare_pdf(request: HttpRequest) -> HttpResponse:
    found = comparison_asked(request)
    board, asked = found.board, found.asked
    shown = [
        ResultRow(route_row(request, board.site, route, asked.on), route.group.value, card)
        for card in found.comparison.cards
        if (route := board.route(card.entry.id))
    ]
    page = request.build_absolute_uri(f"{reverse('compare')}?{found.here}")
    made = pdf_file(comparison_sheet(board.site, asked, found.comparison, shown, page))
    return file(made, f"overzet-compare-{asked.on.isoformat()}.pdf", "application/pdf")


# --- Lists and routes ---------------------------------------------------------------------------------------------


@require_safe
def routes_table(request: HttpRequest, form: str) -> HttpResponse:
    """Every route that the filters leave, in the order of the page."""
    site = site_for(request)
    found = find_routes(request.GET, site, today=timezone.localdate(), also=(SEEN_AS, PLAN_ASKED, WHY_ASKED))
    lines = []
    for slug in found.ordered():
        stands, shown = found.day.standing[slug], route_shown(site, slug)
        address_here = request.build_absolute_uri(shown.address)
        due, rule = stands.next, old_rule(site, shown.entry, found.on)
        closing = Closing(due.closes, due.at, due.certainty, due.last_seen)
        lines.append(RouteRow(shown, stands.availability, standing_said(stands), closing, rule, address_here))
    query = kept(found).urlencode()
    page = request.build_absolute_uri(reverse("routes") + (f"?{query}" if query else ""))
    told = rows((*of_route(), *at_the_end()), lines)
    return table(form, "overzet-routes", told, about_file(page, site, found.on, []), found.on, found.notes)


@require_safe
def route_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    board, asked = board_of(request)
    route = board.route(slug)
    if route is None:
        raise Http404(_("There is no route “%(slug)s”.") % {"slug": slug})
    row = route_row(request, board.site, route, asked.on)
    query = state(board.site, asked)
    page = request.build_absolute_uri(reverse("instrument", args=[slug]) + (f"?{query}" if query else ""))
    made = pdf_file(route_sheet(board.site, asked, board, route, row, page))
    return file(made, f"overzet-{slug}.pdf", "application/pdf")
