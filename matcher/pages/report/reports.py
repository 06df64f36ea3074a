"""Reporting that something is not right: what it is about, what a visitor may write, and how often."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.reporting import LONGEST_TEXT, keep_report
from matcher.answers.address import read_day, routes_named
from matcher.answers.query import LONGEST, Note, TextParameter, note
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.rules.site import Site

ROUTE, PAGE = "route", "page"
LONGEST_PAGE = 300
MOST_AN_HOUR = 5
FIELD = "pages/questionnaire/fields/written.html"


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, as far as the address says: a route, another page, or nothing in particular."""

    route: RouteShown | None
    page: str
    notes: tuple[Note, ...]


def about_what(query: QueryDict, site: Site, today: date) -> About:
    own = (routes_named(ROUTE, site.words, most=1), TextParameter(PAGE, longest=LONGEST_PAGE + 1))
    asked = read_day(dict(query.lists()), site.words, today=today, also=own)
    route = next((route_shown(site, slug) for slug in asked.query.many(ROUTE)), None)
    given, notes = asked.query.text(PAGE), asked.notes
    page = given if is_own_page(given) else ""
    if given and not page:
        message = _("“%(value)s” is not a page of this site. We left it out.")
        notes = (*notes, note(PAGE, given, message % {"value": given[:LONGEST]}))
    return About(route, page or (route.address if route else ""), notes)


def is_own_page(given: str) -> bool:
    """Whether it is an address within this site, without a host: /routes/?level=bilateral."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return False
    is_path = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return is_path and not parts.scheme and not parts.netloc and len(given) <= LONGEST_PAGE


class ReportForm(forms.Form):
    """What is wrong; the rest may stay empty. `website` is hidden from people: a program that fills in all fills it in."""

    text = forms.CharField(
        label=gettext_lazy("What is not right?"),
        help_text=gettext_lazy("Which fact is it, and what should it be? At most 2,000 characters."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control"}),
        error_messages={"required": gettext_lazy("Write what is not right.")},
    )
    source_url = forms.URLField(
        label=gettext_lazy("Where can we read it? (optional)"),
        help_text=gettext_lazy("The address of a page of the funder, for example."),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "form-control"}),
        error_messages={"invalid": gettext_lazy("Write an address like https://www.example.org/page.")},
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        help_text=gettext_lazy("Only to answer you. We delete it once your report is handled."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "form-control"}),
        error_messages={"invalid": gettext_lazy("Write an e-mail address like name@example.org.")},
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(Field(name, template=FIELD) for name in ("text", "source_url", "contact")))

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])


def store(form: ReportForm, about: About) -> None:
    """Keep what a valid form says."""
    said = form.cleaned_data
    keep_report(
        route=about.route.slug if about.route else "",
        page=about.page,
        text=said["text"],
        source_url=said["source_url"],
        contact=said["contact"],
    )
