"""Publishing, and what was published: edits beside what is in force, their effect, every version, and the way back.

The list is the history; "add" is the page on which a publisher looks at what waits and publishes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue import drafts
from catalogue.differences import Difference, differences
from catalogue.loading import loader_of
from catalogue.models import Edit, StoredEntry, Version
from matcher.answers import address
from matcher.proof.publishing import effect_of, publish, restore, stands, turns
from matcher.proof.told_effects import told_effect, told_turn
from matcher.rules.current import current

PUBLISH = "catalogue.publish_version"


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
    """One thing that is to become otherwise."""

    mark: str
    """Kind and key, as a form sends them."""
    what: str
    label: str
    address: str
    edit: Edit | None
    differences: tuple[Difference, ...]
    is_new: bool
    is_gone: bool


@admin.register(Version)
class VersionAdmin(admin.ModelAdmin):
    list_display = ["number", "at", "signed", "why", "edits_count"]
    list_display_links = ["number", "why"]
    search_fields = ["why", "signed", "edits__key"]
    date_hierarchy = "at"
    ordering = ["-number"]

    class Media:
        css = {"all": ["catalogue/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.annotate(edits_count=Count("edits"))

    @admin.display(description=_("edits"))
    def edits_count(self, row: Version) -> int:
        return row.edits_count  # type: ignore[attr-defined]

    # A version never changes.

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        preview = path("preview/", self.admin_site.admin_view(self.preview_view), name="catalogue_version_preview")
        return [preview, *super().get_urls()]

    # --- Publishing what waits ---

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """What waits, beside what is in force; what publishing it would do; and the form that does it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        waiting = drafts.waiting()
        given = request.POST if request.method == "POST" else request.GET
        picked = picked_of(given, waiting)
        form = ReasonForm(request.POST or None)
        if request.method == "POST":
            if not request.user.has_perm(PUBLISH):
                raise PermissionDenied
            if not picked:
                form.add_error(None, gettext("Pick at least one edit."))
            if form.is_valid():
                try:
                    version = publish(
                        list(picked.values()),
                        author=request.user,  # type: ignore[arg-type]
                        why=form.cleaned_data["why"],
                        despite=form.cleaned_data["despite"],
                        on=localdate(),
                    )
                except ValidationError as refusal:
                    form.add_error("despite", refusal)
                else:
                    return self.done(request, version)
        effect = told_effect(effect_of(drafts.wanted(picked.values()), localdate()), picks(picked)) if picked else None
        context = {
            "title": gettext("Look and publish"),
            "changes": [changed(name, edit, drafts.wanted([edit])[name]) for name, edit in waiting.items()],
            "picked": {mark_of(name) for name in picked},
            "form": form,
            "effect": effect,
            "must_flip": effect.must_flip if effect else (),
            "may_publish": request.user.has_perm(PUBLISH),
        }
        return self.page(request, "admin/versions/publish.html", context)

    # --- A version, beside another, and the way back to it ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        version = self.get_object(request, object_id)
        if version is None:
            raise Http404
        if not self.has_view_permission(request, version):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if request.method == "POST":
            if not request.user.has_perm(PUBLISH):
                raise PermissionDenied
            if form.is_valid():
                try:
                    made = restore(
                        version,
                        author=request.user,  # type: ignore[arg-type]
                        why=form.cleaned_data["why"],
                        despite=form.cleaned_data["despite"],
                        on=localdate(),
                    )
                except ValidationError as refusal:
                    form.add_error("despite", refusal)
                else:
                    return self.done(request, made)
        other = other_version(request.GET.get("with", ""), version)
        last = Version.objects.first()
        context = {
            "title": gettext("Version %(number)d") % {"number": version.number},
            "version": version,
            "other": other,
            "others": Version.objects.exclude(pk=version.pk),
            "changes": list(between(other, version)) if other else [],
            "back": list(back(version)) if version != last else [],
            "is_last": version == last,
            "form": form,
            "may_publish": request.user.has_perm(PUBLISH),
        }
        return self.page(request, "admin/versions/version.html", context)

    # --- One set of answers, before and after ---

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """The results of the answers in the address, as they are and as they would be."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        picked = picked_of(request.GET, drafts.waiting())
        query = {name: values for name, values in request.GET.lists() if name != "pick"}
        before = current()
        asked = address.read(query, before.ruleset, before.words, today=localdate())
        with drafts.working(drafts.wanted(picked.values())):
            after = current()
        would = address.read(query, after.ruleset, after.words, today=localdate())
        sides = [stands(now, one.answers, asked.on) for now, one in ((before, asked), (after, would))]
        told = [told_turn(one, before, after) for one in turns(*sides)]
        shown = address.write(before.ruleset, asked.answers, on=asked.on if asked.on_given else None)
        context = {
            "title": gettext("Before and after"),
            "changed": [one for one in told if one.is_changed],
            "same": [one for one in told if not one.is_changed and one.is_shown],
            "as_it_is": f"{reverse('results')}?{shown}",
            "as_it_would_be": f"{reverse('as-it-would-be', args=[reverse('results').lstrip('/')])}?{shown}",
            "notes": asked.notes,
        }
        return self.page(request, "admin/versions/preview.html", context)

    # --- What the pages share ---

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, template, {**shared, **context})

    def done(self, request: HttpRequest, version: Version) -> HttpResponse:
        self.log_addition(request, version, version.why)
        self.message_user(request, gettext("Published as version %d.") % version.number, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:catalogue_version_change", args=[version.pk]))


def mark_of(name: drafts.Name) -> str:
    return "/".join(name)


def picked_of(given: QueryDict, waiting: dict[drafts.Name, Edit]) -> dict[drafts.Name, Edit]:
    """The edits that are picked; all of them where the address picks none and no form was sent."""
    marks = given.getlist("pick")
    if not marks and "why" not in given:
        return waiting
    return {name: edit for name, edit in waiting.items() if mark_of(name) in marks}


def picks(picked: Iterable[drafts.Name]) -> list[tuple[str, str]]:
    return [("pick", mark_of(name)) for name in picked]


def changed(name: drafts.Name, edit: Edit | None, value: Any, before: Any = ...) -> Changed:
    """One thing beside what is in force, or beside what it was."""
    was = drafts.entry_of(*name) if before is ... else before
    if before is ... and not drafts.was_published(name):
        was = None
    loader = loader_of(name[0])
    row = next((row for row in loader.model._default_manager.all() if loader.key(row) == name[1]), None)
    opts = loader.model._meta
    return Changed(
        mark=mark_of(name),
        what=str(opts.verbose_name),
        label=str(row or name[1]),
        address=reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk]) if row else "",
        edit=edit,
        differences=differences(was, value),
        is_new=was is None,
        is_gone=value is None,
    )


def other_version(number: str, version: Version) -> Version | None:
    """The one to compare with: the number that the address names, else the one before."""
    if number.isdigit() and len(number) < 10:
        return get_object_or_404(Version, number=int(number))
    return Version.objects.filter(number__lt=version.number).first()


def between(older: Version, newer: Version) -> Iterable[Changed]:
    sides: list[dict[drafts.Name, StoredEntry]] = [
        {(one.kind, one.key): one for one in side.entries.all()} for side in (older, newer)
    ]
    for name in dict.fromkeys([*sides[1], *sides[0]]):
        was, now = (side.get(name) for side in sides)
        if was != now:
            yield changed(name, None, now and drafts.value_of(now), was and drafts.value_of(was))


def back(version: Version) -> Iterable[Changed]:
    """What restoring would change."""
    for name, value in drafts.back_to(version).items():
        yield changed(name, None, value, drafts.entry_of(*name))
