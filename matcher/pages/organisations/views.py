"""Who helps: all organisations, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue.entries.organisation import OrganisationEntry
from matcher.answers import address
from matcher.pages.filtered import filtered_title
from matcher.pages.moved import moved
from matcher.pages.organisations.filter_form import filter_form
from matcher.pages.organisations.organisation import organisation_shown
from matcher.pages.organisations.organisations import find_helpers
from matcher.rules.site import site_for


@require_safe
def list_organisations(request: HttpRequest) -> HttpResponse:
    found = find_helpers(request.GET, site_for(request), today=timezone.localdate())
    counted = ngettext("%(count)s organisation", "%(count)s organisations", found.count) % {"count": found.count}
    title = filtered_title(counted, [label for label, _address in found.chips])
    told = {"title": title, "found": found, "form": filter_form(found), "notes": found.notes}
    return render(request, "pages/organisations/organisations.html", told)


@require_safe
def show_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    entry = site.get(OrganisationEntry, slug)
    if entry is None:
        raise Http404(_("There is no organisation “%(slug)s”.") % {"slug": slug})
    if entry.id != slug:  # it was merged into this one
        return moved(request, reverse("organisation", args=[entry.id]))
    shown = organisation_shown(site, entry, asked.on)
    told = {"organisation": shown, "notes": asked.notes, "on": asked.on, "on_given": asked.on_given}
    return render(request, "pages/organisations/organisation.html", told)
