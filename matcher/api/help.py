"""What helps beside the money, as JSON: countries, practical guides, words explained. Texts are in both languages, as those of an
instrument."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.entries.fact import FactEntry
from catalogue.entries.glossary import GlossaryEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.values import SourceEntry
from matcher.answers import address
from matcher.answers.notes import LONGEST
from matcher.api.values import Json, pair_or_none, public
from matcher.api.views import LANGUAGE, as_json, notes
from matcher.pages.countries.countries import code_of, sheet_of
from matcher.pages.facts import FactShown
from matcher.pages.guides.guides import facts_of_guide
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.timetable import RouteLine
from matcher.rules.site import Site, site_for


@as_json
def list_countries(request: HttpRequest) -> Json:
    """All countries, by code; with how many facts name each, or a region of it."""
    site = site_for(request)
    places = site.all(PlaceEntry)
    named = [{code, *([places[code].parent] if code in places else [])} for code in _codes_of_facts(site)]
    results = [
        {"code": code, "name": pair_or_none(place.name), "facts": sum(code in codes for codes in named)}
        for code, place in places.items()
        if place.parent is None
    ]
    return {"count": len(results), "results": results}


def _codes_of_facts(site: Site) -> list[str]:
    return [code for fact in site.all(FactEntry).values() for code in fact.places]


@as_json
def show_country(request: HttpRequest, code: str) -> Json:
    """What the page of a country or a region shows: who pays there, what decides in practice, the routes from here."""
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate(), also=(LANGUAGE,))
    right = code_of(site, code)
    if right is None:
        raise Http404(_("There is no country or region “%(code)s”.") % {"code": code[:LONGEST]})
    sheet = sheet_of(site, RoutesOnDay.of(site, asked.on), right)
    facts = [*sheet.practice.payers, *sheet.practice.presence]
    facts += [fact for topic in sheet.practice.topics for fact in topic.facts]
    return {
        "code": sheet.code,
        "name": pair_or_none(site.all(PlaceEntry)[right].name),
        "lies_in": [around for around, _name in sheet.lies_in],
        "facts": [fact_payload(site, fact) for fact in facts],
        "routes": {
            "between": ids(sheet.routes.between),
            "residencies": ids(sheet.routes.residencies),
            "named": ids(sheet.routes.named),
            "through_groups": [slug for via in sheet.routes.via for slug in ids(via.lines)],
            "anywhere": sheet.routes.anywhere,
        },
        "examples": [one.slug for one in sheet.examples],
        "notes": notes(asked.notes),
    }


@as_json
def list_guides(request: HttpRequest) -> Json:
    results = [guide_payload(one, site_for(request)) for one in site_for(request).all(GuideEntry).values()]
    return {"count": len(results), "results": results}


@as_json
def show_guide(request: HttpRequest, slug: str) -> Json:
    """A practical guide with its facts."""
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate(), also=(LANGUAGE,))
    entry = site.get(GuideEntry, slug)
    if entry is None:
        raise Http404(_("There is no guide “%(slug)s”.") % {"slug": slug})
    facts = [fact for _topic, fact in facts_of_guide(site, entry, asked.on)]
    return {
        **guide_payload(entry, site),
        "facts": [fact_payload(site, fact) for fact in facts],
        "notes": notes(asked.notes),
    }


def guide_payload(entry: GuideEntry, site: Site) -> Json:
    return {
        "id": entry.id,
        "name": pair_or_none(entry.name),
        "about": pair_or_none(entry.about),
        "decides": pair_or_none(entry.decides),
        "topic": entry.topic,
        "ask": entry.ask,
        "routes": public(entry.routes, site),
        "goals": entry.goals,
        "disciplines": entry.disciplines,
    }


@as_json
def list_terms(request: HttpRequest) -> Json:
    """The words of the glossary."""
    site = site_for(request)
    results = [
        {
            "id": one.id,
            "name": pair_or_none(one.name),
            "also": one.also,
            "text": pair_or_none(one.text),
            "guide": one.guide if site.get(GuideEntry, one.guide or "") else None,
            "routes": public(one.routes, site),
            "sources": [source_payload(source) for source in one.sources],
        }
        for one in site.all(GlossaryEntry).values()
    ]
    return {"count": len(results), "results": results}


def ids(lines: tuple[RouteLine, ...]) -> list[str]:
    return [line.route.slug for line in lines]


def fact_payload(site: Site, fact: FactShown) -> Json:
    entry = site.all(FactEntry)[fact.id]
    return {
        "id": entry.id,
        "topic": entry.topic,
        "name": pair_or_none(entry.name),
        "url": entry.url or None,
        "pays": pair_or_none(entry.pays),
        "text": pair_or_none(entry.text),
        "places": entry.places,
        "groups": entry.groups,
        "outside": entry.outside,
        "guide": entry.guide,
        "organisations": entry.organisations,
        "routes": public(entry.routes, site),
        "age": fact.age,
        "seen": fact.seen or None,
        "sources": [source_payload(source) for source in entry.sources],
        "doubts": [pair_or_none(doubt) for doubt in entry.doubts],
    }


def source_payload(source: SourceEntry) -> Json:
    return {
        "url": source.url or None,
        "ref": source.ref or None,
        "supports": str(source.supports),
        "seen": source.seen or None,
    }
