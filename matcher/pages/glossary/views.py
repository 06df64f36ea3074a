"""The words of funders in everyday words, on one page."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.editions.search.words import folded
from catalogue.entries.glossary import GlossaryEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.pages.facts import Led, guide_led
from matcher.rules.site import Site, site_for


@dataclass(frozen=True, slots=True)
class TermShown:
    entry: GlossaryEntry
    leads_to: tuple[Led, ...]


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    terms = sorted(site.all(GlossaryEntry).values(), key=lambda one: folded(str(one.name)))
    letters = [
        (letter, [term_shown(site, one) for one in those])
        for letter, those in groupby(terms, key=lambda one: folded(str(one.name))[:1].upper())
    ]
    shown = {"letters": letters, "notes": asked.notes}
    return render(request, "pages/glossary/glossary.html", shown)


def term_shown(site: Site, entry: GlossaryEntry) -> TermShown:
    guides = site.named(GuideEntry, [entry.guide])
    routes = site.named(InstrumentEntry, entry.routes)
    led = (Led(str(one.name), reverse("instrument", args=[one.id])) for one in routes)
    return TermShown(entry, (*led, *(guide_led(one) for one in guides)))
