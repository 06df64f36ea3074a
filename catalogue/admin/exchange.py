"""The pages by which a kind goes out as a file and comes in again: the differences first, then the writing.

Nothing is held between the two: the form carries what is to be written, signed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.entries.kinds import stored_text
from catalogue.entries.values import FixtureError
from catalogue.exchange.files import FORMATS, FileError, rows_in, written
from catalogue.exchange.proposals import Proposal, keep_proposal, proposal

if TYPE_CHECKING:
    from catalogue.admin.entry import EntryAdmin

SALT = "catalogue.exchange"
LONGEST_WAIT_SECONDS = 24 * 60 * 60
MOST_SHOWN = 200


class ExchangeForm(forms.Form):
    file = forms.FileField(
        label=pgettext_lazy("an exchange", "file"),
        help_text=_("A file as it is exported here: .xlsx, .csv or .yaml. What it leaves out stays as it is."),
    )


def exchange_pages(page: "EntryAdmin") -> list[URLPattern]:
    """Below the list of a kind: /export/xlsx/ and /import/."""
    name = f"{page.opts.app_label}_{page.opts.model_name}"

    def send(request: HttpRequest, ending: str) -> HttpResponse:
        return export_file(request, page, ending)

    def take(request: HttpRequest) -> HttpResponse:
        return import_file(request, page)

    return [
        path("export/<str:ending>/", page.admin_site.admin_view(send), name=f"{name}_export"),
        path("import/", page.admin_site.admin_view(take), name=f"{name}_import"),
    ]


def export_file(request: HttpRequest, page: "EntryAdmin", ending: str) -> HttpResponse:
    if not page.has_view_permission(request):
        raise PermissionDenied
    if ending not in FORMATS:
        raise Http404
    kind = page.kind
    file = written(kind, [kind.value_of(row) for row in kind.rows()], ending)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


def import_file(request: HttpRequest, page: "EntryAdmin") -> HttpResponse:
    if not (page.has_change_permission(request) and page.has_add_permission(request)):
        raise PermissionDenied
    if request.method == "POST" and "held" in request.POST:
        return taken_over(request, page)
    form = ExchangeForm(request.POST or None, request.FILES or None)
    found: Proposal | None = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            found = proposal(page.kind, rows_in(sent.name, sent.read()))
        except FileError as error:
            form.add_error("file", error.sentence)
    return TemplateResponse(request, "admin/exchange/import.html", shown(request, page, form, found))


def taken_over(request: HttpRequest, page: "EntryAdmin") -> HttpResponse:
    """Write what was shown, and nothing else."""
    kind = page.kind
    try:
        held = signing.loads(request.POST["held"], salt=f"{SALT}.{kind.name}", max_age=LONGEST_WAIT_SECONDS)
    except signing.BadSignature:
        messages.error(request, gettext("This page is too old: give the file again."))
        return HttpResponseRedirect(request.path)
    values = {key: kind.entry.model_validate_json(text, context={"row": True}) for key, (text, _seen) in held.items()}
    seen = {key: one for key, (_text, one) in held.items()}
    try:
        note = pgettext("note with an edit", "Import")
        count = keep_proposal(kind, values, seen, request.user, note)  # type: ignore[arg-type]
    except FixtureError as error:
        messages.error(request, gettext("Nothing was written. %(told)s") % {"told": error})
        return HttpResponseRedirect(request.path)
    told = gettext("%(n)s taken over from the file. The public sees it once it is published.") % {"n": count}
    messages.success(request, told)
    return HttpResponseRedirect(reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist"))


def shown(request: HttpRequest, page: "EntryAdmin", form: ExchangeForm, found: Proposal | None) -> dict[str, Any]:
    held = ""
    if found is not None and found.proposed and not found.mistakes:
        entries = {one.value.key: (stored_text(one.value), one.before) for one in found.proposed}
        held = signing.dumps(entries, salt=f"{SALT}.{page.kind.name}", compress=True)
    return {
        **page.admin_site.each_context(request),
        "title": gettext("Import: %(what)s") % {"what": page.opts.verbose_name_plural},
        "opts": page.opts,
        "what": capfirst(str(page.opts.verbose_name_plural)),
        "form": form,
        "found": found,
        "proposed": found.proposed[:MOST_SHOWN] if found else (),
        "left_out": max(len(found.proposed) - MOST_SHOWN, 0) if found else 0,
        "held": held,
        "media": page.media,
    }
