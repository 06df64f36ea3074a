"""Pages on which an edit waits to be published (`catalogue.drafts`): they show, and write, the working state.

Each page runs inside `working`: the rows have all edits that wait, Django's own admin reads and saves them, what it saved is
read back as an entry, and the rows return to what is in force. Then the entry is kept as an edit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalogue import drafts
from catalogue.admin.base import CatalogueAdmin
from catalogue.differences import Difference, differences
from catalogue.fixture_files import Entry
from catalogue.loading import LOADERS, Loader, read_back
from catalogue.models import Edit, StoredEntry, Version

SEEN, BASE = "_seen", "_base"
"""Of what is edited: as the page last told it, and as the rows of the form were made from, by digest."""
PREVIEW, PART = "_preview", "part"
"""In a form that is to be looked at, not kept. PART answers with what it comes to, anything else with the page around it."""


@dataclass
class Drafting:
    """What one request came to."""

    saved: list[Any] = field(default_factory=list)
    """Primary keys."""
    gone: list[str] = field(default_factory=list)
    """Keys."""
    conflict: str = ""
    change: Any = ""
    is_looked_at: bool = False
    is_held: bool = False
    """The form is shown as it was sent, and not saved."""
    preview: Any = None


def drafting(request: HttpRequest) -> Drafting:
    found: Drafting | None = getattr(request, "drafting", None)
    if found is None:
        found = Drafting()
        request.drafting = found  # type: ignore[attr-defined]
    return found


class DraftedForm(forms.ModelForm):
    conflict: ClassVar[str] = ""
    key_field: ClassVar[str] = ""
    is_held: ClassVar[bool] = False

    def is_valid(self) -> bool:
        return not self.is_held and super().is_valid()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.conflict:
            self.add_error(None, self.conflict)
        if self.instance.pk and self.key_field in self.changed_data:
            self.add_error(self.key_field, _("It stands in addresses, so it stays. Duplicate it to make a copy."))
        return cleaned


class WaitingFilter(admin.SimpleListFilter):
    title = _("edits")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Waits to be published"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(waits=True) if self.value() == "yes" else queryset


class DraftedAdmin(CatalogueAdmin):
    form: type[forms.ModelForm] = DraftedForm
    key_field: ClassVar[str] = "slug"
    change_form_template = "admin/drafted/change_form.html"
    object_history_template = "admin/drafted/history.html"
    copy_marks: ClassVar[Sequence[str]] = ()
    """The fields that say of a copy that it is one, as long as nobody named it."""
    preview_template: ClassVar[str] = ""
    """Of the part that shows what a form would come to; "" where there is none."""
    preview_with: ClassVar[Mapping[str, str]] = {}
    """What stands in for fields that are still empty while one looks: those that the preview does not speak of."""

    @property
    def loader(self) -> Loader:
        return next(loader for loader in LOADERS if loader.model is self.model)

    def name_of(self, row: models.Model) -> drafts.Name:
        return self.loader.kind, str(getattr(row, self.key_field))

    # --- The pages of Django, on the working state ---

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self._at_work(request, partial(super().changelist_view, request, extra_context))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._at_work(request, partial(super().delete_view, request, object_id, extra_context))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if self.preview_template and PREVIEW in request.POST and not drafting(request).is_held:
            return self._looking(request, object_id, form_url, extra_context)
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if "_saveasnew" in request.POST:
            request.POST = self._copied(request.POST)  # type: ignore[assignment]
        if row is None or "_saveasnew" in request.POST:
            return self._adding(request, partial(super().changeform_view, request, object_id, form_url, extra_context))
        if request.method != "POST":
            return self._changing(request, row, form_url, extra_context)
        with drafts.alone():  # from the look at what is there to the edit, nobody else keeps or publishes
            return self._changing(request, row, form_url, extra_context)

    def _changing(
        self, request: HttpRequest, row: models.Model, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        name = self.name_of(row)
        now = drafts.seen(*name)
        base = request.POST.get(BASE) or now
        if request.POST.get(SEEN, now) != now:
            drafting(request).conflict = self._conflict(name, request.POST[SEEN])
        context = {
            **(extra_context or {}),
            "seen": now,
            "base": base,
            "waits": drafts.waiting().get(name),
            "may_publish": request.user.has_perm("catalogue.publish_version"),
        }
        view = partial(super().changeform_view, request, quote(str(row.pk)), form_url, context)
        return self._at_work(request, view, {name: self._entry(name, base)})

    def _copied(self, sent: QueryDict) -> QueryDict:
        """The form of a copy: with the next free key where that of the original was left, and marked as a copy."""
        taken = set(self.model._default_manager.values_list(self.key_field, flat=True))
        key = sent.get(self.key_field, "")
        if key not in taken:
            return sent
        data = sent.copy()
        data[self.key_field] = next(free for number in count(2) if (free := f"{key}-{number}") not in taken)
        for name in self.copy_marks:
            data[name] = gettext("%(name)s (copy)") % {"name": data.get(name, "")}
        return data

    def _looking(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Saves the form like any other, has it looked at, and leaves all as it was."""
        look, sent = drafting(request), request.POST
        look.is_looked_at = True
        row = self.get_object(request, unquote(object_id)) if object_id else None
        name = self.name_of(row) if row else None
        shown = {name: self._entry(name, sent.get(BASE) or drafts.seen(*name))} if name else {}
        data = sent.copy()
        for field_name, text in self.preview_with.items():
            data[field_name] = data.get(field_name, "").strip() or text
        request.POST = data  # type: ignore[assignment]
        with drafts.working({**drafts.wanted(drafts.waiting().values()), **shown}):
            response = super().changeform_view(request, object_id, form_url, extra_context)
        request.POST = sent
        if look.preview is None:
            return response
        if sent[PREVIEW] == PART:
            return TemplateResponse(request, self.preview_template, {"preview": look.preview})
        look.saved.clear()
        look.is_looked_at, look.is_held = False, True
        return self.changeform_view(request, object_id, form_url, {**(extra_context or {}), "preview": look.preview})

    def preview(self, request: HttpRequest, row: Any, lacking: Sequence[str]) -> Any:
        """What `preview_template` shows of a row as the form would save it; None with what is lacking, where it could not be
        saved. Asked while the row stands in the database; what needs no rows any more can wait until it is shown."""
        return None

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        if not drafting(request).is_looked_at:
            return super().response_add(request, obj, post_url_continue)
        return self._looked(request, obj, ())

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return (
            self._looked(request, obj, ()) if drafting(request).is_looked_at else super().response_change(request, obj)
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        if drafting(request).is_looked_at:
            return self._looked(request, None, list(lacking(context)))
        return super().render_change_form(request, context, *args, **options)

    def _looked(self, request: HttpRequest, row: Any, lacking: Sequence[str]) -> HttpResponse:
        drafting(request).preview = self.preview(request, row, lacking)
        return HttpResponse()

    def _entry(self, name: drafts.Name, digest: str) -> Entry | None:
        stored = StoredEntry.objects.filter(digest=digest, kind=name[0], key=name[1]).first()
        return drafts.value_of(stored) if stored else drafts.entry_of(*name) if digest else None

    def _at_work(
        self, request: HttpRequest, view: Callable[[], HttpResponse], shown: drafts.State | None = None
    ) -> HttpResponse:
        """The page with the edits that wait; `shown` instead of the edit of what it shows. What it saved is kept."""
        kept: dict[drafts.Name, Entry | None] = {}
        with drafts.working({**drafts.wanted(drafts.waiting().values()), **(shown or {})}):
            response = rendered(view())
            for row in self.loader.rows().filter(pk__in=drafting(request).saved):
                kept[self.name_of(row)] = read_back(row)
        kept |= {(self.loader.kind, key): None for key in drafting(request).gone}
        for name, value in kept.items():
            drafts.keep(name, value, request.user)  # type: ignore[arg-type]
            self._log(request, name)
        return response

    @transaction.atomic
    def _adding(self, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        """A new row is there at once, so that others can name it, but the public sees it when its edit is published."""
        if request.method == "POST":
            drafts.begin()
        response = rendered(view())
        for row in self.loader.rows().filter(pk__in=drafting(request).saved):
            value = read_back(row)
            self.model._default_manager.filter(pk=row.pk).update(**{drafts.KINDS[self.loader.kind]: False})
            drafts.keep(self.name_of(row), value, request.user)  # type: ignore[arg-type]
        return response

    # --- What Django's pages call on their way ---

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        edits = Edit.objects.waiting().order_by().filter(kind=self.loader.kind, key=OuterRef(self.key_field))
        return super().get_queryset(request).annotate(waits=Exists(edits))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_display(request), "waiting"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [WaitingFilter, *super().get_list_filter(request)]

    @admin.display(description=_("waits to be published"), ordering="waits", boolean=True)
    def waiting(self, row: models.Model) -> bool | None:
        return True if row.waits else None  # type: ignore[attr-defined]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **options)
        form.conflict, form.key_field = drafting(request).conflict, self.key_field
        form.is_held = drafting(request).is_held
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """The rows of a form were made from the same entry in another transaction: the nth is the nth, whatever its number."""
        options: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj.pk and "_saveasnew" not in request.POST:
            data = options["data"].copy()
            parent = next(one.name for one in inline.model._meta.fields if one.related_model is self.model)
            for number, child in enumerate(inline.get_queryset(request).filter(**{parent: obj})):
                data[f"{prefix}-{number}-{child._meta.pk.name}"] = child.pk
            options["data"] = data
        return options

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        drafting(request).saved.append(form.instance.pk)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        drafting(request).gone.append(self.name_of(obj)[1])

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        drafting(request).gone.extend(self.name_of(row)[1] for row in queryset)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        drafting(request).change = message

    def _log(self, request: HttpRequest, name: drafts.Name) -> None:
        row = self.model._default_manager.filter(**{self.key_field: name[1]}).first()
        if row is not None:
            super().log_change(request, row, drafting(request).change)

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **options: Any
    ) -> None:
        """What was saved is not public yet, and the page says so."""
        if level == messages.SUCCESS and (drafting(request).saved or drafting(request).gone):
            message = gettext("Kept. The public sees it once it is published.")
        super().message_user(request, message, level, *args, **options)

    # --- Told to who edits ---

    def _conflict(self, name: drafts.Name, opened: str) -> str:
        """Somebody else kept another edit, or published, since the form was opened on the entry with this digest."""
        by = drafts.waiting().get(name) or Version.objects.first()
        changes = differences(self._entry(name, opened), self._entry(name, drafts.seen(*name)))
        who = {
            "who": by.signed if by else "",
            "when": date_format(localtime(by.at), "DATETIME_FORMAT") if by else "",
            "what": "; ".join(told(one) for one in changes),
        }
        return (
            gettext(
                "%(who)s changed this on %(when)s, after you opened it: %(what)s. Nothing of yours is lost: it still "
                "stands below. Save again to keep yours instead; theirs stays in the history."
            )
            % who
        )

    # --- History, and dropping what waits ---

    def get_urls(self) -> list[URLPattern]:
        drop = path(
            "<path:object_id>/drop/",
            self.admin_site.admin_view(require_POST(self.drop_view)),
            name=f"{self.opts.app_label}_{self.opts.model_name}_drop",
        )
        return [drop, *super().get_urls()]

    def drop_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            return HttpResponse(status=403)
        drafts.drop(self.name_of(row))
        self.message_user(request, gettext("The edit is dropped. What is in force stays as it is."), messages.INFO)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            return HttpResponse(status=403)
        name = self.name_of(row)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History of %(name)s") % {"name": row},
            "lines": list(history(name)),
            "object": row,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template or "", context)


@dataclass(frozen=True, slots=True)
class Line:
    """One step in the history of a thing: an edit, or a version in which it came out otherwise."""

    edit: Edit | None
    version: Version | None
    changes: tuple[Difference, ...]


def history(name: drafts.Name) -> list[Line]:
    """The newest first: each edit against what went before it, and each version that no edit led to."""
    kind, key = name
    edits = Edit.objects.filter(kind=kind, key=key).select_related("stored", "version").order_by("pk")
    led_to = {edit.version_id for edit in edits}
    versions = [
        (version, stored)
        for stored in StoredEntry.objects.filter(kind=kind, key=key).prefetch_related("versions")
        for version in stored.versions.all()
    ]
    steps: list[tuple[Any, Edit | None, Version | None, StoredEntry | None]] = []
    before = None
    for version, stored in sorted(versions, key=lambda one: one[0].number):
        if stored != before and version.pk not in led_to:
            steps.append((version.at, None, version, stored))
        before = stored
    steps += [(edit.at, edit, edit.version, edit.stored) for edit in edits]
    steps.sort(key=lambda step: step[0])
    lines: list[Line] = []
    previous = None
    for _at, by_edit, in_version, as_stored in steps:
        value = drafts.value_of(as_stored) if as_stored else None
        lines.append(Line(by_edit, in_version, differences(previous, value) if previous or not value else ()))
        previous = value
    return lines[::-1]


def lacking(context: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the forms of a page, each with the name of its field and the number of its row."""
    form = context["adminform"].form
    yield from _wrong(form, "")
    for inline in context["inline_admin_formsets"]:
        yield from inline.formset.non_form_errors()
        for number, one in enumerate(inline.formset.forms, start=1):
            yield from _wrong(one, f"{capfirst(str(inline.opts.verbose_name))} {number}, ")


def _wrong(form: forms.BaseForm, where: str) -> Iterator[str]:
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        label = f"{where}{str(field.label).lower()}" if field else where.rstrip(", ")
        yield from (f"{capfirst(label)}: {error}" if label else str(error) for error in errors)


def told(one: Difference) -> str:
    return f"{one.label}: {one.before or '–'} → {one.after or '–'}"


def rendered(response: HttpResponse) -> HttpResponse:
    """Its queries are asked now, while the rows are as they are to be shown."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
