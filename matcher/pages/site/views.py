"""What machines read of the site: robots.txt, the web manifest, and the map of all pages."""

from collections.abc import Iterable
from datetime import date

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as list_of_pages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.fact import FactEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.place import PlaceEntry
from catalogue.languages import LANGUAGES
from matcher.rules.site import Site, site_for

TEXT = "text/plain; charset=utf-8"

PAGES = (
    "home",
    "match",
    "routes",
    "deadlines",
    "coverage",
    "organisations",
    "countries",
    "guides",
    "glossary",
    "about",
    "ranking",
    "about-rules",
    "sources",
    "matrix",
    "data",
    "privacy",
    "accessibility",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", {"sitemap": request.build_absolute_uri(reverse("sitemap"))}, TEXT)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For whoever asks where icons used to be, and for pages that name none, as the admin's."""
    return redirect(static("favicon.svg"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """So that a phone can keep the site among its apps."""
    icons = [
        {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png"},
    ]
    told = {
        "name": "Overzet",
        "short_name": "Overzet",
        "description": _("Which support takes your work across the border?"),
        "lang": get_language(),
        "start_url": reverse("home"),
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#14131a",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


class Pages(Sitemap[str]):
    """The pages that always are there, in every language."""

    i18n = True
    alternates = True
    x_default = True
    languages = LANGUAGES

    def items(self) -> Iterable[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class RoutePages(Sitemap[str]):
    """The pages of all routes of the edition that the request took."""

    i18n = True
    alternates = True
    x_default = True
    languages = LANGUAGES

    def __init__(self, site: Site) -> None:
        self.entries = site.all(InstrumentEntry)

    def items(self) -> Iterable[str]:
        return sorted(self.entries)

    def location(self, item: str) -> str:
        return reverse("instrument", args=[item])

    def lastmod(self, item: str) -> date:
        return self.entries.changed_on(item)


class CountryPages(Sitemap[str]):
    """The pages of all countries, and of the regions that a fact names."""

    i18n = True
    alternates = True
    x_default = True
    languages = LANGUAGES

    def __init__(self, site: Site) -> None:
        places = site.all(PlaceEntry)
        named = {code for fact in site.all(FactEntry).values() for code in fact.places}
        self.codes = [code for code, place in places.items() if place.parent is None or code in named]

    def items(self) -> Iterable[str]:
        return self.codes

    def location(self, item: str) -> str:
        return reverse("country", args=[item])


class GuidePages(Sitemap[str]):
    """The practical guides."""

    i18n = True
    alternates = True
    x_default = True
    languages = LANGUAGES

    def __init__(self, site: Site) -> None:
        self.entries = site.all(GuideEntry)

    def items(self) -> Iterable[str]:
        return list(self.entries)

    def location(self, item: str) -> str:
        return reverse("guide", args=[item])


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    pages = {"routes": RoutePages(site), "countries": CountryPages(site), "guides": GuidePages(site)}
    return list_of_pages(request, {"pages": Pages, **pages})
