"""The page of the short form: look at what was typed, keep it, and go to where the visitor would see it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from catalogue.admin.base import opened_where_wrong
from catalogue.admin.instrument import InstrumentAdmin
from catalogue.entries.values import FixtureError
from catalogue.models import Instrument
from matcher.admin.short_call.call import keep_call
from matcher.admin.short_call.form import FIELDSETS, ShortCallForm, payer_names

LOOK, SEE = "_look", "_see"
"""The buttons beside "save": look at what was typed; save, and see it as a visitor does."""


def short_call_page(page: InstrumentAdmin) -> URLPattern:
    """Its address below the list of routes."""

    def view(request: HttpRequest) -> HttpResponse:
        return short_call(request, page)

    return path("short/", page.admin_site.admin_view(view), name="catalogue_instrument_short")


def short_call(request: HttpRequest, page: InstrumentAdmin) -> HttpResponse:
    if not page.has_add_permission(request):
        raise PermissionDenied
    form = ShortCallForm(request.POST or None)
    if form.is_valid() and LOOK not in request.POST:
        try:
            route = keep_call(form.cleaned_data, request.user, localdate())  # type: ignore[arg-type]
        except FixtureError as error:
            form.add_error(None, f"{error.field}: {error.reason}")
        else:
            page.log_addition(request, route, [{"added": {}}])
            return saved(request, form, route)
    return TemplateResponse(request, "admin/short_call/form.html", shown(request, page, form))


def saved(request: HttpRequest, form: ShortCallForm, route: Instrument) -> HttpResponse:
    """To the route as a visitor would see it, or to its full form; what the words became is told once more."""
    told = " ".join(value.told for value in form.cleaned_data.values() if getattr(value, "told", ""))
    messages.success(request, gettext("“%(name)s” is kept. The public sees it once it is published.") % {"name": route})
    if SEE in request.POST:
        return HttpResponseRedirect(reverse("as-it-would-be", kwargs={"where": route.get_absolute_url().lstrip("/")}))
    messages.info(request, gettext("It was read so: %(told)s") % {"told": told})
    return HttpResponseRedirect(reverse("admin:catalogue_instrument_change", args=[route.pk]))


def shown(request: HttpRequest, page: InstrumentAdmin, form: ShortCallForm) -> dict[str, Any]:
    form.tell()
    return {
        **page.admin_site.each_context(request),
        "title": gettext("New call, in short"),
        "opts": page.opts,
        "form": form,
        "adminform": AdminForm(form, opened_where_wrong(FIELDSETS, form), {}),  # type: ignore[arg-type]
        "payers": payer_names(),
        "media": page.media,
        "look": LOOK,
        "see": SEE,
    }
