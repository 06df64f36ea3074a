"""Any public page as it would be once the edits that wait are published: for staff only."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from catalogue import drafts
from catalogue.admin.drafted import rendered


@require_safe
@staff_member_required
def as_it_would_be(request: HttpRequest, where: str) -> HttpResponse:
    """`where` is the address of the page without its language; its query is the request's."""
    try:
        found = resolve("/" + where)
    except Resolver404 as error:
        raise Http404 from error
    if not found.func.__module__.startswith("matcher.pages.") or found.url_name == "as-it-would-be":
        raise Http404
    request.is_preview = True  # type: ignore[attr-defined]
    with drafts.working():
        return rendered(found.func(request, *found.args, **found.kwargs))
