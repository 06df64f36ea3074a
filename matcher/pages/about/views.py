"""Overzet about itself: how it ranks, what it rests on, and what it keeps of a visitor."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.editions.store import LICENCE
from catalogue.entries.matrix import AttentionPointEntry, DossierNoteEntry
from catalogue.entries.organisation import OrganisationEntry
from matcher.answers import address
from matcher.answers.address import Asked
from matcher.models.counted import FEWEST
from matcher.pages.about.matrix import challenges, facets, levels_told
from matcher.pages.about.provenance import provenance
from matcher.pages.about.rulebook import rulebook
from matcher.pages.about.rulebook_form import rulebook_form
from matcher.pages.about.weighing import parts_told
from matcher.pages.routes.facets import facets_of
from matcher.rules.site import Site, site_for

DOSSIER = "dossier"


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    routes = site.kept(facets_of)
    counts = {
        "money": len(routes.gives_money),
        "beside": len(routes.slugs - routes.gives_money),
        "organisations": sum(one.stands_today for one in site.all(OrganisationEntry).values()),
        "dossier": site.get(DossierNoteEntry, DOSSIER),
        "recommendations": tuple(site.all(AttentionPointEntry).values()),
    }
    return page(request, "pages/about/about.html", counts)


@require_safe
def ranking(request: HttpRequest) -> HttpResponse:
    site, asked = day_asked(request)
    parts = parts_told(site)
    told = {
        "parts": parts,
        "most": sum(part.points for part in parts),
        "heaviest": max((part.points for part in parts), default=0),
        "rules": sum(rule.holds(asked.on) for rule in site.ruleset.rules),
        "on": asked.on,
    }
    return page(request, "pages/about/ranking.html", told, asked)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    book = rulebook(dict(request.GET.lists()), site_for(request), timezone.localdate())
    told = {"book": book, "form": rulebook_form(book), "notes": book.notes}
    return render(request, "pages/about/rules.html", told)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    site, asked = day_asked(request)
    return page(request, "pages/about/sources.html", {"kept": provenance(site, asked.on), "on": asked.on}, asked)


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    told = {
        "levels": levels_told(site),
        "challenges": challenges(site),
        "recommendations": tuple(site.all(AttentionPointEntry).values()),
        "facets": facets(site),
        "dossier": site.get(DossierNoteEntry, DOSSIER),
    }
    return page(request, "pages/about/matrix.html", told)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    host = request.build_absolute_uri("/").rstrip("/")
    told = {"host": host, "number": site_for(request).edition.number, "licence": LICENCE}
    return page(request, "pages/about/data.html", told)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return page(request, "pages/about/privacy.html", {"counts": settings.COUNTERS, "fewest": FEWEST})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "pages/about/accessibility.html", {})


def day_asked(request: HttpRequest) -> tuple[Site, Asked]:
    site = site_for(request)
    query = dict(request.GET.lists())
    return site, address.read_day(query, site.words, today=timezone.localdate())


def page(request: HttpRequest, template: str, told: Mapping[str, object], asked: Asked | None = None) -> HttpResponse:
    """A page about Overzet, with a note for every name in the address that it does not know."""
    asked = asked or day_asked(request)[1]
    return render(request, template, {"notes": asked.notes, **told})
