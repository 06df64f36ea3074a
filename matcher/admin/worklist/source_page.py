"""One page on which facts rest: what it said and what it says, passage by passage, and which facts those may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from catalogue.entries.kinds import KINDS
from catalogue.languages import Label
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, RowAct, WorkRow, edit_page
from matcher.admin.worklist.sections.changed_sources import (
    acts_on_entry,
    acts_on_page,
    page_address,
    pick_of,
    since_when,
    what_happened,
)
from matcher.admin.worklist.sections.doubts import entry_title
from matcher.models import WatchedPage
from matcher.speech.writing import known_day
from matcher.watch.resting import RestingFacts, pages_of, resting_on
from matcher.watch.reviewing import differences_of

MOST_CHANGES = 200

TOPICS: dict[str, Label] = {
    "existence": pgettext_lazy("what rests on a source", "that it is there"),
    "applicant": pgettext_lazy("what rests on a source", "who may apply"),
    "discipline": pgettext_lazy("what rests on a source", "disciplines"),
    "goal": pgettext_lazy("what rests on a source", "goals"),
    "base": pgettext_lazy("what rests on a source", "where one is established"),
    "where": pgettext_lazy("what rests on a source", "countries"),
    "partners": pgettext_lazy("what rests on a source", "partners"),
    "budget": pgettext_lazy("what rests on a source", "budget"),
    "start": pgettext_lazy("what rests on a source", "all dates"),
    "amount": pgettext_lazy("what rests on a source", "amounts"),
    "rules": pgettext_lazy("what rests on a source", "rules"),
    "checks": pgettext_lazy("what rests on a source", "what to check"),
    "needs": pgettext_lazy("what rests on a source", "what an application takes"),
}


@dataclass(frozen=True, slots=True)
class ShownFacts:
    title: str
    kind: str
    href: str
    facts: tuple[str, ...]
    topics: str
    seen: str
    row: WorkRow


@require_GET
def page_on_which_facts_rest(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(WatchedPage, pk=pk)
    desk = Desk.of(request)
    edition = desk.site.edition
    names = pages_of(edition).get(page.url, ())
    found = differences_of(page)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("A source, looked at again"),
        "watched": page,
        "happened": what_happened(page) if page.changed_on or page.moved_to or page.problem else "",
        "since": since_when(desk, page),
        "changes": found[:MOST_CHANGES],
        "more": max(0, len(found) - MOST_CHANGES),
        "resting": [shown(desk, resting_on(edition.stored[name].entry, name, page.url)) for name in names],
        "row": WorkRow(page.url, page_address(page), pick=pick_of(page)),
        "acts": acts_of(desk, page),
        "here": request.path,
    }
    return TemplateResponse(request, "admin/worklist/source_page.html", context)


def acts_of(desk: Desk, page: WatchedPage) -> Sequence[RowAct]:
    """Those that whoever looks may press."""
    return [one for one in acts_on_page(page) if desk.may(ACTS[one.do].permission(""))]


def shown(desk: Desk, one: RestingFacts) -> ShownFacts:
    title = entry_title(one.entry)
    return ShownFacts(
        title=title,
        kind=str(KINDS[one.name[0]].model._meta.verbose_name),
        href=edit_page(*one.name),
        facts=one.facts,
        topics=", ".join(str(TOPICS.get(topic, topic)) for topic in one.topics),
        seen=known_day(one.seen) if one.seen else "",
        row=WorkRow(title, "", acts=tuple(acts_on_entry(desk, one.name, one.entry))),
    )
