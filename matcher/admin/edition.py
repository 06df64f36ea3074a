"""Publishing, and what was published: what waits beside what is public, its effect, every edition, and the way back.

The list is the history; "add" is the page on which a publisher looks at what waits and publishes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.editions.differences import Difference, RowsByKey, differences
from catalogue.editions.edition import Edition as PublishedEdition
from catalogue.editions.edition import Stored
from catalogue.editions.publish import Selection, back_to, select
from catalogue.editions.store import read_edition
from catalogue.editions.working import WORKING, replacements
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry
from catalogue.models import Change, Edition
from matcher.answers import address
from matcher.models import Persona
from matcher.proof.effects import effect_of, publish, restore, stands, turns
from matcher.proof.taking_over import take_over
from matcher.proof.told_effects import told_effect, told_turn
from matcher.rules.holding import holder, latest, site_of

PUBLISH = "catalogue.publish_edition"
TAKE_OVER = "take_over"
"""The button of a persona, in the form that publishes: its value is the key of the row."""


class ReasonForm(forms.Form):
    """Why it is published, and why although a persona that must hold turns red."""

    why = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text=_("In a sentence, with the source: whoever looks back will ask."),
    )
    despite = forms.CharField(
        label=_("Why it is right that a persona turns red"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text=_("Only needed where a persona that must hold turns red."),
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is to become otherwise, or that became so."""

    mark: str
    """Kind and key, as a form sends them."""
    what: str
    label: str
    address: str
    change: Change | None
    differences: tuple[Difference, ...]
    is_new: bool
    is_gone: bool


@admin.register(Edition)
class EditionAdmin(ModelAdmin[Edition]):
    list_display = ["number", "at", "signed", "why", "changes_count"]
    list_display_links = ["number", "why"]
    search_fields = ["why", "signed", "changes__key"]
    date_hierarchy = "at"
    ordering = ["-number"]

    class Media:
        css = {"all": ["catalogue/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).defer("manifest").annotate(changes_count=Count("changes"))

    @admin.display(description=_("changes"))
    def changes_count(self, row: Edition) -> int:
        count: int = row.changes_count  # type: ignore[attr-defined]
        return count

    # An edition never changes.

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        preview = path("preview/", self.admin_site.admin_view(self.preview_view), name="catalogue_edition_preview")
        return [preview, *super().get_urls()]

    # --- Publishing what waits ---

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """What waits, beside what is public; what publishing it would do; and the form that does it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        published = latest()
        everything = select(published)
        given = request.POST if request.method == "POST" else request.GET
        picked = picked_of(given, everything)
        if TAKE_OVER in request.POST:
            return self.take_over(request, published, picked)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if not request.user.has_perm(PUBLISH):
                raise PermissionDenied
            if not picked:
                form.add_error(None, gettext("Pick at least one edit."))
            if form.is_valid():
                try:
                    edition = publish(
                        picked,
                        author=request.user,  # type: ignore[arg-type]
                        why=form.cleaned_data["why"],
                        despite=form.cleaned_data["despite"],
                    )
                except ValidationError as refusal:
                    form.add_error("despite", refusal)
                else:
                    return self.done(request, edition)
        selection = everything if len(picked) == len(everything.chosen) else select(published, picked)
        effect = (
            told_effect(effect_of(published, replacements(selection.all), localdate()), picks(picked))
            if picked
            else None
        )
        rows = RowsByKey()
        context = {
            "title": gettext("Look and publish"),
            "changes": told_changes(((one.name, one.before, one.after) for one in everything.chosen), rows),
            "along": told_changes(((one.name, one.before, one.after) for one in selection.along), rows),
            "picked": {mark_of(name) for name in picked},
            "form": form,
            "effect": effect,
            "must_flip": effect.must_flip if effect else (),
            "may_publish": request.user.has_perm(PUBLISH),
            "may_take_over": request.user.has_perm("matcher.change_persona"),
        }
        return self.page(request, "admin/editions/publish.html", context)

    def take_over(self, request: HttpRequest, published: PublishedEdition, picked: frozenset[Name]) -> HttpResponse:
        """What comes out for a persona once this is published is what is expected of it from now on."""
        if not request.user.has_perm("matcher.change_persona"):
            raise PermissionDenied
        key = request.POST[TAKE_OVER]
        persona = get_object_or_404(Persona.objects.for_check(), pk=int(key) if key.isdecimal() else None)
        after = site_of(published.replaced(WORKING, replacements(select(published, picked).all)))
        if take_over(persona, after):
            said, level = gettext("“%(name)s” expects from now on what comes out."), messages.SUCCESS
        else:
            said, level = gettext("“%(name)s” is still red: open it and change its answers."), messages.WARNING
        self.log_change(request, persona, gettext("What comes out was taken over."))  # type: ignore[arg-type]  # the log takes any row
        self.message_user(request, said % {"name": persona}, level)
        return HttpResponseRedirect(f"{reverse('admin:catalogue_edition_add')}?{urlencode(picks(picked))}#effect")

    # --- An edition, beside another, and the way back to it ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if not request.user.has_perm(PUBLISH):
                raise PermissionDenied
            if form.is_valid():
                try:
                    made = restore(
                        row.number,
                        author=request.user,  # type: ignore[arg-type]
                        why=form.cleaned_data["why"],
                        despite=form.cleaned_data["despite"],
                    )
                except ValidationError as refusal:
                    form.add_error("despite", refusal)
                else:
                    return self.done(request, made)
        published = latest()
        is_last = row.number == published.number
        changes = {} if is_last else back_to(published, row.number)
        other = other_edition(request.GET.get("with", ""), row)
        context = {
            "title": gettext("Edition %(number)d") % {"number": row.number},
            "edition": row,
            "other": other,
            "others": Edition.objects.defer("manifest").exclude(pk=row.pk),
            "changes": told_changes(between(other, row)) if other else [],
            "back": told_changes((name, published.stored.get(name), after) for name, after in changes.items()),
            "effect": told_effect(effect_of(published, changes, localdate()), []) if changes else None,
            "is_last": is_last,
            "form": form,
            "may_publish": request.user.has_perm(PUBLISH),
        }
        return self.page(request, "admin/editions/edition.html", context)

    # --- One set of answers, before and after ---

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """The results of the answers in the address, as they are and as they would be."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        published = latest()
        picked = picked_of(request.GET, select(published))
        query = {name: values for name, values in request.GET.lists() if name != "pick"}
        before = site_of(published)
        after = site_of(published.replaced(WORKING, replacements(select(published, picked).all)))
        asked = address.read(query, before.ruleset, before.words, today=localdate())
        would = address.read(query, after.ruleset, after.words, today=localdate())
        sides = [stands(site, one.answers, asked.on) for site, one in ((before, asked), (after, would))]
        told = [told_turn(one, before, after) for one in turns(*sides)]
        shown = address.write(before.ruleset, asked.answers, on=asked.on if asked.on_given else None)
        context = {
            "title": gettext("Before and after"),
            "changed": [one for one in told if one.is_changed],
            "same": [one for one in told if not one.is_changed and one.is_shown],
            "as_it_is": f"{reverse('results')}?{shown}",
            "as_it_would_be": f"{reverse('as-it-would-be', kwargs={'where': reverse('results').lstrip('/')})}?{shown}",
            "notes": asked.notes,
        }
        return self.page(request, "admin/editions/preview.html", context)

    # --- What the pages share ---

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, template, {**shared, **context})

    def done(self, request: HttpRequest, edition: Edition) -> HttpResponse:
        """This process shows the new edition at once; others follow within a second or two."""
        transaction.on_commit(holder.follow)
        self.log_addition(request, edition, edition.why)
        self.message_user(request, gettext("Published as edition %d.") % edition.number, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:catalogue_edition_change", args=[edition.pk]))


def mark_of(name: Name) -> str:
    return "/".join(name)


def picked_of(given: QueryDict, everything: Selection) -> frozenset[Name]:
    """What is picked of all that waits; all of it where the address picks none and no form was sent."""
    names = frozenset(one.name for one in everything.chosen)
    marks = given.getlist("pick")
    if not marks and "why" not in given:
        return names
    return frozenset(name for name in names if mark_of(name) in marks)


def picks(picked: Iterable[Name]) -> list[tuple[str, str]]:
    return [("pick", mark_of(name)) for name in sorted(picked)]


def told_changes(
    found: Iterable[tuple[Name, Stored | None, Stored | None]], rows: RowsByKey | None = None
) -> list[Changed]:
    """Each thing beside what it was, with who saved it last and the page to open it on: a query per kind. `rows` is shared by
    the lists of one page."""
    found, rows = list(found), rows or RowsByKey()
    last = {
        (one.kind, one.key): one
        for one in Change.objects.waiting().filter(key__in=[key for (_kind, key), _before, _after in found])
    }
    return [
        told_change(name, before.entry if before else None, after.entry if after else None, last.get(name), rows)
        for name, before, after in found
    ]


def told_change(
    name: Name, before: Entry | None, after: Entry | None, change: Change | None, rows: RowsByKey
) -> Changed:
    kind, key = name
    opts = KINDS[kind].model._meta
    row = rows.of(kind).get(key)
    return Changed(
        mark=mark_of(name),
        what=str(opts.verbose_name),
        label=str(row or key),
        address=reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk]) if row else "",
        change=change,
        differences=differences(before, after, rows),
        is_new=before is None,
        is_gone=after is None,
    )


def other_edition(number: str, edition: Edition) -> Edition | None:
    """The one to compare with: the number that the address names, else the one before."""
    if number.isdigit() and len(number) < 10:
        return get_object_or_404(Edition, number=int(number))
    return Edition.objects.filter(number__lt=edition.number).first()


def between(older: Edition, newer: Edition) -> Iterable[tuple[Name, Stored | None, Stored | None]]:
    now = read_edition(newer)
    was = read_edition(older, now)
    for name in dict.fromkeys([*now.stored, *was.stored]):
        sides = was.stored.get(name), now.stored.get(name)
        if (sides[0] and sides[0].digest_now) != (sides[1] and sides[1].digest_now):
            yield name, *sides
