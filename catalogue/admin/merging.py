"""The page on which two rows become one: all that will come of it first, and then the writing as one act."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.admin.entry import EntryAdmin
from catalogue.admin.uses import uses_of
from catalogue.editions.merging import FieldToChoose, Merge, NotMerged, merge, merge_of
from catalogue.entries.kinds import KINDS

WITH, SEEN, TWO = "with", "seen", 2
STAYS, GOES = "stays", "goes"

GOES_ON: list[Callable[[Merge], Iterator[str]]] = []
"""Who knows of what names the one that goes and need not be changed, in a sentence: the old short name is understood."""


class OtherForm(forms.Form):
    """Which other row it is merged with."""

    def __init__(self, data: Any, row: models.Model) -> None:
        super().__init__(data)
        others = type(row)._default_manager.exclude(pk=row.pk)
        choices = sorted(((str(one.pk), label(one)) for one in others), key=lambda one: one[1].casefold())
        self.fields[WITH] = forms.ChoiceField(
            label=pgettext_lazy("merged", "with"),
            choices=[("", "---------"), *choices],
            error_messages={"invalid_choice": _("That is not there any more: choose another.")},
        )


class ChoiceForm(forms.Form):
    """Field by field which of the two values is kept, where they differ."""

    def __init__(self, data: Any, choices: tuple[FieldToChoose, ...]) -> None:
        super().__init__(data, prefix="take")
        for one in choices:
            values = [(STAYS, self.said(one, 0)), (GOES, self.said(one, 1))]
            self.fields[one.name] = forms.ChoiceField(
                label=", ".join(dict.fromkeys(each.label for each in one.differences)) or one.name,
                choices=values,
                initial=GOES if one.takes_other else STAYS,
                widget=forms.RadioSelect,
            )

    @staticmethod
    def said(one: FieldToChoose, side: int) -> str:
        texts = [(each.before, each.after)[side] for each in one.differences]
        return " · ".join(text or pgettext("a field", "nothing") for text in texts)

    @cached_property
    def taken(self) -> dict[str, bool]:
        return {name: value == GOES for name, value in self.cleaned_data.items()}


def label(row: Any) -> str:
    """With its short name, for two that are to be merged are often called alike."""
    return f"{row} ({row.slug if hasattr(row, 'slug') else row.code})"


class MergingAdmin(EntryAdmin):
    """Of a kind of which two entries can be merged."""

    actions = ["merge_chosen"]

    def get_urls(self) -> list[URLPattern]:
        merging = path(
            "<path:object_id>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_merge",
        )
        return [merging, *super().get_urls()]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        row = context.get("original")
        page = self.merge_page(row) if row is not None and self.has_merge_permission(request) else ""
        return super().render_change_form(request, {**context, "merge_page": page}, *args, **options)

    def merge_page(self, row: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[row.pk])

    @admin.action(description=_("Merge the two that are chosen"), permissions=["merge"])
    def merge_chosen(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        chosen = list(queryset.order_by("pk")[: TWO + 1])
        if len(chosen) != TWO:
            self.message_user(request, gettext("Choose two: no fewer and no more."), messages.WARNING)
            return None
        return HttpResponseRedirect(f"{self.merge_page(chosen[0])}?{WITH}={chosen[1].pk}")

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_merge_permission(request):
            raise PermissionDenied
        form = OtherForm(request.GET if WITH in request.GET else None, row)
        shown: dict[str, Any] = {"form": form}
        if form.is_valid():
            other = type(row)._default_manager.get(pk=form.cleaned_data[WITH])
            answer = self._look_or_merge(request, row, other)
            if isinstance(answer, HttpResponse):
                return answer
            shown |= answer
        context = {
            **self.admin_site.each_context(request),
            **shown,
            "title": gettext("Merge: %(what)s") % {"what": row},
            "opts": self.opts,
            "row": row,
            "row_label": label(row),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/entries/merge.html", context)

    def _look_or_merge(self, request: HttpRequest, row: Any, other: Any) -> HttpResponse | dict[str, Any]:
        """What comes of it; or the way on, once it is done."""
        keys = self.kind.key(row), self.kind.key(other)
        found = merge_of(self.kind.name, *keys)
        if found is None:
            raise Http404
        is_sent = request.method == "POST"
        choices = ChoiceForm(request.POST if is_sent else None, found.choices)
        refused: tuple[str, ...] = ()
        if is_sent and choices.is_valid():
            chosen = merge_of(self.kind.name, *keys, choices.taken)
            if chosen is None:
                raise Http404
            self._refuse_who_may_not(request, chosen)
            try:
                if request.POST.get(SEEN) != chosen.seen:
                    raise NotMerged((gettext("Somebody changed one of these since you looked: look again."),))
                saves = merge(chosen, request.user)  # type: ignore[arg-type]
            except NotMerged as error:
                refused = error.sentences
            else:
                self._tell(request, len(saves))
                return HttpResponseRedirect(
                    reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[row.pk])
                )
        obstacles = found.obstacles()
        uses = uses_of(other)
        return {
            "other": other,
            "other_label": label(other),
            "choices": choices,
            "choice_names": ", ".join(one.name for one in found.choices),
            "united": found.united,
            "names": [name for one in found.names for name in one.names],
            "uses": uses,
            "count": len(found.repointed),
            "goes_on": [sentence for more in GOES_ON for sentence in more(found)],
            "refused": refused or obstacles,
            "can_merge": not obstacles or bool(found.choices),  # another choice may do
            "seen": found.seen,
            "swapped": f"{self.merge_page(other)}?{WITH}={row.pk}",
        }

    def _refuse_who_may_not(self, request: HttpRequest, found: Merge) -> None:
        """Who merges edits all that names the one that goes. Raises PermissionDenied."""
        asked = {("change", one.name[0]) for one in found.repointed} | {
            ("add", one.kind_of_entry) for one in found.names
        }
        for may, kind in asked:
            opts = KINDS[kind].model._meta
            if not request.user.has_perm(f"{opts.app_label}.{may}_{opts.model_name}"):
                raise PermissionDenied

    def _tell(self, request: HttpRequest, count: int) -> None:
        told = ngettext(
            "Merged: %(n)d entry was saved. The public sees it once it is published; one undo takes it back.",
            "Merged: %(n)d entries were saved as one. The public sees it once it is published; one undo takes all of it back.",
            count,
        )
        self.message_user(request, told % {"n": count}, messages.INFO)
