"""Reporting that something is not right: what it is about, what a visitor may write, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry
from catalogue.reporting import LONGEST_FACT, LONGEST_TEXT, ProposedFact, keep_report
from catalogue.vocabulary import ReportedFact
from matcher.answers.address import read_day, routes_named
from matcher.answers.notes import LONGEST, Note, note
from matcher.answers.parameters.parameter import TextParameter
from matcher.pages.report.opened import LEAST_SECONDS, MOST_SECONDS, seconds_open, stamp
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.rules.site import Site
from matcher.speech.writing import euros, known_day
from matcher.upkeep.corrections import NamedFact, as_field, facts_to_correct

ROUTE, PAGE = "route", "page"
LONGEST_PAGE = 300
MOST_AN_HOUR = 5
WRITTEN = "pages/questionnaire/fields/written.html"
CONTROL = {"class": "form-control"}


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, as far as the address says: a route, another page, or nothing in particular."""

    route: RouteShown | None
    page: str
    entry: Entry | None
    """What of the catalogue the page is about, where it is one of the things of which single facts can be set."""
    on: date
    notes: tuple[Note, ...]

    @property
    def facts(self) -> tuple[NamedFact, ...]:
        """Of which a visitor may say what they should be; none where the report is about no page."""
        return facts_to_correct(self.entry, self.on) if self.page else ()


def about_what(query: QueryDict, site: Site, today: date) -> About:
    own = (routes_named(ROUTE, site.words, most=1), TextParameter(PAGE, longest=LONGEST_PAGE + 1))
    asked = read_day(dict(query.lists()), site.words, today=today, also=own)
    route = next((route_shown(site, slug) for slug in asked.query.many(ROUTE)), None)
    given, notes = asked.query.text(PAGE), asked.notes
    page = given if is_own_page(given) else ""
    if given and not page:
        message = _("“%(value)s” is not a page of this site. We left it out.")
        notes = (*notes, note(PAGE, given, message % {"value": given[:LONGEST]}))
    page = page or (route.address if route else "")
    return About(route, page, route.entry if route else entry_of(page, site), today, notes)


def entry_of(page: str, site: Site) -> Entry | None:
    """The route or the organisation of which it is the page."""
    try:
        found = resolve(urlsplit(page).path) if page else None
    except Resolver404:
        return None
    slug = str(found.kwargs.get("slug", "")) if found else ""
    if found and found.url_name == "organisation":
        return site.get(OrganisationEntry, slug)
    return site.get(InstrumentEntry, slug) if found and found.url_name == "instrument" else None


def is_own_page(given: str) -> bool:
    """Whether it is an address within this site, without a host: /routes/?level=bilateral."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return False
    is_path = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return is_path and not parts.scheme and not parts.netloc and len(given) <= LONGEST_PAGE


class ReportForm(forms.Form):
    """What is wrong, or what a fact should be; the rest may stay empty. `website` is hidden from people: a program that fills in
    all fills it in. `opened` says, signed, when the form was opened."""

    fact = forms.ChoiceField(
        label=gettext_lazy("Which fact is it? (optional)"),
        help_text=gettext_lazy("Choose it, and write below what it should be: that is the quickest to check."),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": gettext_lazy("That fact changed meanwhile. Choose it again.")},
    )
    proposed = forms.CharField(
        label=gettext_lazy("What should it be? (optional)"),
        help_text=gettext_lazy("For example 15 March 2027, 7500, or the address of a page."),
        max_length=LONGEST_FACT,
        required=False,
        widget=forms.TextInput(attrs=CONTROL),
    )
    text = forms.CharField(
        label=gettext_lazy("What is not right?"),
        help_text=gettext_lazy("In your own words. At most 2,000 characters."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, **CONTROL}),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Where can we read it? (optional)"),
        help_text=gettext_lazy("The address of a page of the funder, for example."),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=CONTROL),
        error_messages={"invalid": gettext_lazy("Write an address like https://www.example.org/page.")},
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        help_text=gettext_lazy("Only to answer you. We delete it once your report is handled."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", **CONTROL}),
        error_messages={"invalid": gettext_lazy("Write an e-mail address like name@example.org.")},
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: QueryDict | None = None, facts: tuple[NamedFact, ...] = ()) -> None:
        super().__init__(data, initial={"opened": stamp()})
        self.facts: Mapping[str, NamedFact] = {f"{one.fact.value}:{one.now}": one for one in facts}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        if facts:
            choices = [("", _("none in particular")), *((value, fact_told(one)) for value, one in self.facts.items())]
            self.fields["fact"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["fact"], self.fields["proposed"]
        shown = ("fact", "proposed", "text", "source_url", "contact")
        self.helper.layout = Layout(*(Field(name, template=WRITTEN) for name in shown if name in self.fields), "opened")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        fact, proposed = said.get("fact", ""), said.get("proposed", "")
        has_failed = self.errors.keys() & {"fact", "proposed", "text"}
        if not has_failed and proposed and not fact:
            self.add_error("fact", _("Choose which fact it is that should read so."))
        elif not has_failed and not said.get("text"):
            if fact and not proposed:
                self.add_error("proposed", _("Write what it should be."))
            elif not proposed:
                self.add_error("text", _("Write what is not right."))
        self.look_at_time(said.get("opened", ""))
        return said

    def look_at_time(self, stamped: str) -> None:
        """What is told is true for a person too, who loses nothing and sends again."""
        seconds = seconds_open(stamped)
        if seconds is None or seconds > MOST_SECONDS:
            self.add_error(None, _("This form was opened too long ago. Look whether all is right, and send it again."))
            self.data = {**self.data, "opened": stamp()}
        elif seconds < LEAST_SECONDS:
            self.add_error(None, _("That was quicker than one can write. Wait a few seconds, and send it again."))

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])


def fact_told(one: NamedFact) -> str:
    """Which fact, and how it reads now."""
    label = capfirst(str(one.fact.label))
    return _("%(fact)s, now: %(value)s") % {"fact": label, "value": value_told(one.fact, one.now)} if one.now else label


def value_told(fact: ReportedFact, value: str) -> str:
    """As people read what a field holds; what is no day or sum stands as it was written."""
    if fact is ReportedFact.DAY and as_field(fact, value) == value:
        return known_day(value)
    return euros(int(value)) if fact is ReportedFact.AMOUNT and value.isdecimal() else value


def store(form: ReportForm, about: About) -> None:
    """Keep what a valid form says."""
    said = form.cleaned_data
    keep_report(
        route=about.route.slug if about.route else "",
        page=about.page,
        text=said["text"],
        source_url=said["source_url"],
        contact=said["contact"],
        fact=proposed_fact(form, about),
    )


def proposed_fact(form: ReportForm, about: About) -> ProposedFact:
    """As the field would hold it where it can be read."""
    named = form.facts.get(form.cleaned_data.get("fact", ""))
    if named is None:
        return ProposedFact()
    written = form.cleaned_data["proposed"]
    return ProposedFact(
        kind=about.entry.kind_of_entry if about.entry else "",
        key=about.entry.key if about.entry else "",
        fact=named.fact.value,
        was=named.now,
        proposed=as_field(named.fact, written) or written,
    )
