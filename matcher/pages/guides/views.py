"""Practical guides: all of them, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.guide import GuideEntry
from matcher.answers import address
from matcher.pages.guides.guides import guide_shown
from matcher.rules.site import site_for


@require_safe
def list_guides(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    shown = {"guides": tuple(site.all(GuideEntry).values()), "notes": asked.notes}
    return render(request, "pages/guides/guides.html", shown)


@require_safe
def show_guide(request: HttpRequest, slug: str) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    entry = site.get(GuideEntry, slug)
    if entry is None:
        raise Http404(_("There is no guide “%(slug)s”.") % {"slug": slug})
    shown = {
        "guide": guide_shown(site, entry, asked.on, request.build_absolute_uri(request.path)),
        "notes": asked.notes,
    }
    return render(request, "pages/guides/guide.html", shown)
