"""Countries: all of them by part of the world, and the page of one, or of a region."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.matrix import DossierNoteEntry, PriorityPartnerEntry
from matcher.answers import address
from matcher.answers.notes import LONGEST
from matcher.pages.countries.countries import by_part, code_of, sheet_of
from matcher.pages.moved import moved
from matcher.pages.routes.days import RoutesOnDay
from matcher.rules.site import site_for

DOSSIER, ABOUT_PARTNERS = "dossier", "priority-partners-2021-2025"


@require_safe
def list_countries(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    parts = by_part(site, asked.on)
    shown = {
        "parts": parts,
        "notes": asked.notes,
        "on": asked.on,
        "on_given": asked.on_given,
        "partners": tuple(site.all(PriorityPartnerEntry).values()),
        "about_partners": site.get(DossierNoteEntry, ABOUT_PARTNERS),
        "dossier": site.get(DossierNoteEntry, DOSSIER),
    }
    return render(request, "pages/countries/countries.html", shown)


@require_safe
def show_country(request: HttpRequest, code: str) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    right = code_of(site, code)
    if right is None:
        raise Http404(_("There is no country or region “%(code)s”.") % {"code": code[:LONGEST]})
    if right.casefold() != code.casefold():  # it was merged into that one
        return moved(request, reverse("country", args=[right]))
    if right != code:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"{reverse('country', args=[right])}{query}")
    sheet = sheet_of(site, RoutesOnDay.of(site, asked.on), right)
    shown = {"sheet": sheet, "notes": asked.notes, "on": asked.on, "on_given": asked.on_given}
    return render(request, "pages/countries/country.html", shown)
