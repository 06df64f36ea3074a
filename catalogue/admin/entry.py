"""Pages of staff on things that are entries: every save is kept whole, and waits until it is published.

Django's own admin reads and writes the rows. In the transaction of a save the row is read back as an entry, compared with what
the form was opened on, and kept as a change (`catalogue.editions.working`). Looking writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalogue.admin.base import CatalogueAdmin
from catalogue.admin.choosing import ChoosingForm
from catalogue.admin.exchange import exchange_pages
from catalogue.admin.linked import names_linked
from catalogue.admin.sent_rows import RowsThere, with_rows_there
from catalogue.editions.differences import Difference, differences
from catalogue.editions.edition import Edition as PublishedEdition
from catalogue.editions.history import history
from catalogue.editions.publish import SavedTogetherError, take_back
from catalogue.editions.store import read_latest
from catalogue.editions.undo import NotUndone, undo
from catalogue.editions.working import exclusive_transaction, keep
from catalogue.entries.kinds import KINDS, EntryKind, Name, kind_of
from catalogue.models import Change, Edition, StoredEntry, Working

BESIDE: list[Callable[[HttpRequest, Name, Any], SafeString]] = []
"""What others show below the form of an entry. The catalogue knows nothing of it: `matcher.admin` adds itself."""
SEEN = "_seen"
"""The digest of what the form was opened on; in a list, with the primary key behind it."""


def published_edition(request: HttpRequest) -> PublishedEdition:
    """What the public sees, read once per page: the request has it where the process holds it."""
    site = getattr(request, "site", None)
    if site is not None:
        public: PublishedEdition = site.edition
        return public
    found = getattr(request, "published_edition", None)
    if found is None:
        found = request.published_edition = read_latest()  # type: ignore[attr-defined]
    return found


def working_digests(request: HttpRequest) -> Mapping[Name, tuple[str, bool]]:
    """Of the whole working state: the digest, and whether it is for the public. Read once per page."""
    found = getattr(request, "working_digests", None)
    if found is None:
        rows = Working.objects.order_by().values_list("kind", "key", "digest", "is_shown")
        found = {(kind, key): (digest, is_shown) for kind, key, digest, is_shown in rows}
        request.working_digests = found  # type: ignore[attr-defined]
    return found


def waiting_keys(request: HttpRequest, kind: str) -> frozenset[str]:
    """The keys of this kind that read otherwise than what is public."""
    shown = {
        key: digest for (of, key), (digest, is_shown) in working_digests(request).items() if of == kind and is_shown
    }
    public = {key: one.digest_now for (of, key), one in published_edition(request).stored.items() if of == kind}
    return frozenset(key for key in shown.keys() | public.keys() if shown.get(key) != public.get(key))


class EntryForm(ChoosingForm):
    conflict: ClassVar[str] = ""
    key_fields: ClassVar[Sequence[str]] = ()
    key_stays: ClassVar[bool] = False

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.conflict:
            self.add_error(None, self.conflict)
        if self.instance.pk and self.key_stays:
            for name in self.key_fields:
                if name in self.changed_data:
                    self.add_error(name, _("It stands in addresses, so it stays. Duplicate it to make a copy."))
        return cleaned


class WaitingFilter(admin.SimpleListFilter):
    title = _("edits")
    parameter_name = "waits"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.keys = waiting_keys(request, model_admin.kind.name)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.kind: EntryKind = model_admin.kind
        return [("yes", _("Waits to be published"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() != "yes":
            return queryset
        named = models.Q(pk__in=[])
        for key in self.keys:
            named |= models.Q(**self.kind.lookup(key))
        return queryset.filter(named)


class ChangedListFormSet(BaseModelFormSet[Any]):
    """Refuses a row of a list that somebody else changed since the list was opened."""

    kind: ClassVar[EntryKind]

    def clean(self) -> None:
        super().clean()
        changed = [form for form in self.forms if form.has_changed() and form.instance.pk]
        names = {form.instance.pk: (self.kind.name, self.kind.key(form.instance)) for form in changed}
        told = dict(
            Working.objects.filter(kind=self.kind.name, key__in=[key for _kind, key in names.values()]).values_list(
                "key", "digest"
            )
        )
        for form in changed:
            _kind, key = names[form.instance.pk]
            seen = self.data.get(f"{SEEN}-{form.instance.pk}")
            if seen is not None and seen != told.get(key, ""):
                raise ValidationError(
                    gettext("Somebody else changed “%(what)s” since you opened the list: look at it and save again.")
                    % {"what": form.instance}
                )


class EntryAdmin(CatalogueAdmin):
    """For a model of which each row is an entry, or (`entry_of`) a part of one that has a page of its own."""

    form: type[ModelForm[Any]] = EntryForm
    change_form_template = "admin/entries/change_form.html"
    change_list_template = "admin/entries/change_list.html"
    object_history_template = "admin/entries/history.html"
    copy_marks: ClassVar[Sequence[str]] = ()
    """The fields that say of a copy that it is one, as long as nobody named it."""

    owner: ClassVar[str] = ""
    """The field that names the entry of which a row is a part; "" where each row is an entry of its own."""

    @property
    def kind(self) -> EntryKind:
        model: Any = self.model._meta.get_field(self.owner).related_model if self.owner else self.model
        return next(kind for kind in KINDS.values() if kind.model is model)

    @property
    def key_fields(self) -> list[str]:
        return [] if self.owner else [name.partition("__")[0] for name in self.kind.lookup("a/b")]

    def entry_of(self, row: Any) -> Name:
        return self.kind.name, self.kind.key(getattr(row, self.owner) if self.owner else row)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The page says itself what is public, and shows what waits (`site_links`)."""
        return None

    def page_on_site(self, row: Any) -> str:
        """The address of the public page of a row; "" for what has none of its own."""
        shown = getattr(row, self.owner) if self.owner else row
        return str(shown.get_absolute_url()) if hasattr(shown, "get_absolute_url") else ""

    def site_links(self, request: HttpRequest, row: Any) -> dict[str, str]:
        """Where the public page is (as far as the row is published), where it is as it would be, and the link to give away."""
        page = self.page_on_site(row)
        where = {"where": (page or reverse("home")).lstrip("/")}
        is_public = self.entry_of(row) in published_edition(request).stored
        return {
            "public_page": page if is_public else "",
            "preview_page": reverse("as-it-would-be", kwargs=where),
            "preview_link": reverse("give-preview-link", kwargs=where),
        }

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Read once per request: the page asks what waits for it before Django makes the form."""
        if request.method != "GET" or from_field is not None:
            return super().get_object(request, object_id, from_field)
        known = getattr(request, "entry_rows", None)
        if known is None:
            known = request.entry_rows = {}  # type: ignore[attr-defined]
        if object_id not in known:
            known[object_id] = super().get_object(request, object_id)
        return known[object_id]

    # --- A form, from the look at what is there to the save ---

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return self._form(request, object_id, form_url, extra_context)
        with exclusive_transaction():
            return self._form(request, object_id, form_url, extra_context)

    def _form(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        if "_saveasnew" in request.POST:
            request.POST = self._copied(request.POST)  # type: ignore[assignment]
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is None or "_saveasnew" in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        name = self.entry_of(row)
        now, _is_shown = working_digests(request).get(name, ("", False))
        seen = request.POST.get(SEEN, now)
        request.entry_conflict = conflict(name, seen, now) if seen != now else ""  # type: ignore[attr-defined]
        if request.method == "POST":
            rows, is_conflict = self._rows_there(request, row), seen != now
            request.POST = with_rows_there(request.POST, rows, also_added=is_conflict)  # type: ignore[assignment]
        is_waiting = name[1] in waiting_keys(request, name[0])
        context = {
            **(extra_context or {}),
            "seen": now,
            "waits": Change.objects.waiting().filter(kind=name[0], key=name[1]).last() if is_waiting else None,
            "is_waiting": is_waiting,
            "beside": [shown(request, name, row) for shown in BESIDE]
            if request.method == "GET" and not self.owner
            else [],
            **self.site_links(request, row),
        }
        return super().changeform_view(request, object_id, form_url, context)

    def _rows_there(self, request: HttpRequest, row: Any) -> Iterator[RowsThere]:
        for make_formset, inline in self.get_formsets_with_inlines(request, row):
            queryset = inline.get_queryset(request)
            there = {str(one.pk): one for one in queryset.filter(**{make_formset.fk.name: row})}
            prefix = make_formset.get_default_prefix()
            formset = partial(make_formset, instance=row, prefix=prefix, queryset=queryset)
            yield RowsThere(prefix, inline.model, there, partial(initial_forms, formset))

    def _copied(self, sent: QueryDict) -> QueryDict:
        """The form of a copy: with the next free key where that of the original was left, and marked as a copy."""
        if not self.key_fields:
            return sent
        key_field = self.key_fields[0]
        taken = set(self.model._default_manager.values_list(key_field, flat=True))
        key = sent.get(key_field, "")
        if key not in taken:
            return sent
        data = sent.copy()
        number = 2
        while f"{key}-{number}" in taken:
            number += 1
        data[key_field] = f"{key}-{number}"
        for name in self.copy_marks:
            data[name] = gettext("%(name)s (copy)") % {"name": data.get(name, "")}
        return data

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **options)
        if issubclass(form, EntryForm):
            form.conflict = getattr(request, "entry_conflict", "")
            form.key_fields = self.key_fields
            form.key_stays = obj is not None and self.entry_of(obj) in published_edition(request).stored
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = names_beside(form.instance)
        super().save_related(request, form, formsets, change)
        self.keep(
            request, {self.entry_of(form.instance), *self.entry_before(form), *before, *names_beside(form.instance)}
        )

    def entry_before(self, form: Any) -> Iterator[Name]:
        """The name that a row went by until now, where this save gives it another."""
        if self.owner and self.owner in form.changed_data and (pk := form.initial.get(self.owner)):
            yield from ((self.kind.name, self.kind.key(row)) for row in self.kind.model._default_manager.filter(pk=pk))
        elif len(self.key_fields) == 1 and self.key_fields[0] in form.changed_data and form.instance.pk:
            yield self.kind.name, str(form.initial.get(self.key_fields[0], ""))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A row of a form may be an entry of its own: a region below its country."""
        super().save_formset(request, form, formset, change)
        touched = [*formset.new_objects, *(row for row, _fields in formset.changed_objects), *formset.deleted_objects]
        self.keep(request, {(kind.name, kind.key(row)) for row in touched if (kind := kind_of(row))})

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        names = {self.entry_of(obj)} | names_linked(obj)
        super().delete_model(request, obj)
        self.keep(request, names)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with exclusive_transaction():
            names = {name for row in queryset for name in (self.entry_of(row), *names_linked(row))}
            super().delete_queryset(request, queryset)
            self.keep(request, names)

    def keep(self, request: HttpRequest, names: Iterable[Name]) -> None:
        for name in sorted(names):
            keep(name, request.user)  # type: ignore[arg-type]
            request.kept_entries = True  # type: ignore[attr-defined]

    # --- The list ---

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"is_exchanged": not self.owner, **(extra_context or {})}
        if request.method == "POST" and "_save" in request.POST:
            with exclusive_transaction():
                return super().changelist_view(request, context)
        return super().changelist_view(request, context)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        page = super().get_changelist_instance(request)
        keys = waiting_keys(request, self.kind.name)
        digests = working_digests(request)
        for row in page.result_list:
            name = self.entry_of(row)
            row.waits = name[1] in keys
            row.seen = digests.get(name, ("", False))[0]
        return page

    def get_changelist_formset(self, request: HttpRequest, **options: Any) -> Any:
        formset = type("ListFormSet", (ChangedListFormSet,), {"kind": self.kind})
        return super().get_changelist_formset(request, **{"formset": formset, **options})

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_display(request), "waiting"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        filters = list(super().get_list_filter(request))
        return filters if self.owner else [WaitingFilter, *filters]

    @admin.display(description=_("waits to be published"), boolean=True)
    def waiting(self, row: models.Model) -> bool | None:
        return True if getattr(row, "waits", False) else None

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **options: Any
    ) -> None:
        """What was saved is not public yet, and the page says so."""
        if level == messages.SUCCESS and getattr(request, "kept_entries", False):
            message = gettext("Kept. The public sees it once it is published.")
        super().message_user(request, message, level, *args, **options)

    # --- History, and taking back what waits ---

    def get_urls(self) -> list[URLPattern]:
        back = path(
            "<path:object_id>/take-back/",
            self.admin_site.admin_view(require_POST(self.take_back_view)),
            name=f"{self.opts.app_label}_{self.opts.model_name}_take_back",
        )
        undone = path(
            "<path:object_id>/undo/<int:change_id>/",
            self.admin_site.admin_view(require_POST(self.undo_view)),
            name=f"{self.opts.app_label}_{self.opts.model_name}_undo",
        )
        exchange = [] if self.owner else exchange_pages(self)
        return [back, undone, *exchange, *super().get_urls()]

    def take_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            return HttpResponse(status=403)
        listing = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        try:
            take_back(self.entry_of(row))
        except models.ProtectedError:
            told = gettext("“%(what)s” is new, and others name it already: take it out of those first.") % {"what": row}
            self.message_user(request, told, messages.ERROR)
            return HttpResponseRedirect(listing)
        except SavedTogetherError:
            told = gettext("It was merged together with other entries: undo that in its history.")
            self.message_user(request, told, messages.ERROR)
            where = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
            return HttpResponseRedirect(reverse(where, args=[object_id]))
        self.message_user(request, gettext("Taken back: it reads as what is published."), messages.INFO)
        return HttpResponseRedirect(listing)

    def undo_view(self, request: HttpRequest, object_id: str, change_id: int) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        kind, key = self.entry_of(row) if row is not None else ("", "")
        change = Change.objects.filter(kind=kind, key=key, pk=change_id).select_related("stored", "before").first()
        if change is None:
            raise Http404
        if not self.has_change_permission(request, row):
            return HttpResponse(status=403)
        where = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        try:
            undo(change, request.user)  # type: ignore[arg-type]
        except NotUndone as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(reverse(f"{where}_history", args=[object_id]))
        self.message_user(request, gettext("Undone. The public sees it once it is published."), messages.INFO)
        is_there = self.get_queryset(request).filter(pk=row.pk).exists()
        return HttpResponseRedirect(
            reverse(f"{where}_change", args=[object_id]) if is_there else reverse(f"{where}_changelist")
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            return HttpResponse(status=403)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History of %(name)s") % {"name": row},
            "steps": list(history(self.entry_of(row))),
            "can_undo": self.has_change_permission(request, row) and not self.owner,
            "object": row,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template or "", context)


def initial_forms(make_formset: Callable[[], BaseModelFormSet[models.Model]]) -> Sequence[ModelForm[models.Model]]:
    return make_formset().initial_forms


def names_beside(row: models.Model) -> set[Name]:
    """The entries that read otherwise when this row does: those that it links to both ways."""
    found: set[Name] = set()
    if row.pk is None:
        return found
    for many in row._meta.many_to_many:
        if many.remote_field.symmetrical:
            for other in getattr(row, many.name).all():
                if kind := kind_of(other):
                    found.add((kind.name, kind.key(other)))
    return found


def conflict(name: Name, seen: str, now: str) -> str:
    """Somebody else saved since the form was opened on the entry with this digest: who, when, and what."""
    kind, key = name
    by = Change.objects.filter(kind=kind, key=key).first() or Edition.objects.first()
    changes = differences(stored_value(kind, seen), stored_value(kind, now))
    return gettext(
        "%(who)s changed this on %(when)s, after you opened it: %(what)s. Nothing of yours is lost: it is still "
        "below. Save again to keep yours instead; theirs stays in the history."
    ) % {
        "who": by.signed if by else "",
        "when": date_format(localtime(by.at), "DATETIME_FORMAT") if by else "",
        "what": "; ".join(told(one) for one in changes),
    }


def stored_value(kind: str, digest: str) -> Any:
    stored = StoredEntry.objects.filter(digest=digest, kind=kind).first()
    return KINDS[kind].opened(stored.entry, stored.schema) if stored else None


def told(one: Difference) -> str:
    return f"{one.label}: {one.before or '–'} → {one.after or '–'}"
