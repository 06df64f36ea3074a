"""Where there is support, and where not: the map, and its numbers as a file."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.entries.matrix import AttentionPointEntry
from matcher.pages.coverage import coverage_form as form
from matcher.pages.coverage import gaps
from matcher.pages.coverage.coverage import Support, read
from matcher.pages.files.spreadsheets import csv_file, notes_below
from matcher.pages.routes.facets import facets_of
from matcher.rules.site import site_for
from matcher.speech.statistics import statistics_of_discipline


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    support, notes = read(dict(request.GET.lists()), site, today=timezone.localdate())
    families = support.families()
    if not families or not support.goals:
        return render(request, "pages/coverage/nothing.html", {"notes": notes})
    looked_at = support.looked_at()
    return render(
        request,
        "pages/coverage/coverage.html",
        {
            "support": support,
            "total": len(site.kept(facets_of).gives_money),
            "notes": notes,
            "families": families,
            "looked_at": next(row for _name, rows in families for row in rows if row.slug == looked_at),
            "form": form.coverage_form(support),
            "form_of_one": form.form_of_one(support),
            "others": form.others(support),
            "gaps": gaps.standing_out(support),
            "gaps_by_goal": gaps.by_goal(support),
            "statistics": statistics_of_discipline(site, looked_at),
            "recommendations": tuple(site.all(AttentionPointEntry).values()),
            "query": support.to_file(),
        },
    )


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponse:
    support, notes = read(dict(request.GET.lists()), site_for(request), today=timezone.localdate())
    answer = HttpResponse(csv_file([*lines(support), *notes_below(notes)]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="overzet-coverage-{support.asked.on.isoformat()}.csv"'
    return answer


def lines(support: Support) -> Iterator[list[object]]:
    """One line per discipline and goal, with its routes, also by level; the first line names the columns."""
    terms = ("discipline", "discipline_nl", "discipline_en", "goal", "goal_nl", "goal_en")
    yield ["on", *terms, "routes", *support.levels]
    for discipline in support.disciplines:
        for goal in support.goals:
            routes = support.counts[discipline.value, goal.value]
            tally = support.found.cells[discipline.value, goal.value]
            by_level = [tally.of(level) if support.level in ("", level) else 0 for level in support.levels]
            named = [part for one in (discipline, goal) for part in (one.value, one.label["nl"], one.label["en"])]
            yield [support.asked.on.isoformat(), *named, routes, *by_level]
