"""Any public page as it would be once all that waits is published: for staff, and for whom they give a link."""

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from matcher.rules.holding import working_site

SALT = "matcher.pages.preview"
MOST_DAYS = 7
REPORTING = ("report", "reported")
"""Pages on which one sends something: they are shown as they are, outside of any preview."""


@require_safe
@staff_member_required
def as_it_would_be(request: HttpRequest, where: str) -> HttpResponse:
    """`where` is the address of the page, without the slash that it begins with; its query is the request's."""
    return shown(request, where, prefix="")


@require_safe
@staff_member_required
def give_link(request: HttpRequest, where: str) -> HttpResponse:
    """Leads to the page as somebody without an account sees it: the address there is the link to give away."""
    response = HttpResponseRedirect(link_for(where))
    add_never_cache_headers(response)
    return response


@require_safe
def by_link(request: HttpRequest, token: str, where: str) -> HttpResponse:
    """The same for somebody without an account, whom staff gave a link: it opens for seven days, and its links stay inside."""
    try:
        signing.loads(token, salt=SALT, max_age=MOST_DAYS * 24 * 3600)
    except signing.BadSignature as error:
        raise Http404 from error
    return shown(request, where, prefix=reverse("preview-link", kwargs={"token": token, "where": ""}))


def link_for(path: str) -> str:
    """The address under which a page may be shown to somebody without an account."""
    token = signing.dumps("working", salt=SALT)
    return reverse("preview-link", kwargs={"token": token, "where": path.lstrip("/")})


def shown(request: HttpRequest, where: str, *, prefix: str) -> HttpResponse:
    """The page at an address, made of the working state. `prefix` is what its links begin with, "" for the site as it is."""
    path = f"/{where}"
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        found = page_at(path)
        if found.url_name in REPORTING:
            return HttpResponseRedirect(outside(request, path, prefix))
        request.site = working_site()  # type: ignore[assignment]
        request.is_preview, request.stays_in_preview = True, bool(prefix)  # type: ignore[attr-defined]
        before = get_script_prefix()
        try:
            if prefix:
                set_script_prefix(prefix)
                request.path, request.path_info, request.resolver_match = f"{prefix}{where}", path, found
            response: HttpResponse = found.func(request, *found.args, **found.kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        finally:
            set_script_prefix(before)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = language
    return response


def page_at(path: str) -> ResolverMatch:
    """The public page at a path in the active language. Raises Http404 for none, and for a preview of a preview."""
    try:
        found = resolve(path)
    except Resolver404 as error:
        raise Http404 from error
    is_public = found.func.__module__.startswith("matcher.pages.")
    if not is_public or found.func.__module__ == as_it_would_be.__module__:
        raise Http404
    return found


def outside(request: HttpRequest, path: str, prefix: str) -> str:
    """The address outside of the preview, which no page that it names gives away either."""
    query = request.GET.copy()
    if prefix and "page" in query:
        query["page"] = "/" + str(query["page"]).removeprefix(prefix)
    return f"{path}?{query.urlencode()}" if query else path
