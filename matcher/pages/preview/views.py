"""Any public page as it would be once all that waits is published: for staff, and for whom they give a link."""

from django.contrib.admin.views.decorators import staff_member_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from matcher.rules.holding import working_site

SALT = "matcher.pages.preview"
MOST_DAYS = 7


@require_safe
@staff_member_required
def as_it_would_be(request: HttpRequest, where: str) -> HttpResponse:
    """`where` is the address of the page without its language; its query is the request's."""
    return shown(request, "/" + where, prefix="")


@require_safe
def by_link(request: HttpRequest, token: str, where: str) -> HttpResponse:
    """The same for somebody without an account, whom staff gave a link: it opens for seven days, and its links stay inside."""
    try:
        signing.loads(token, salt=SALT, max_age=MOST_DAYS * 24 * 3600)
    except signing.BadSignature as error:
        raise Http404 from error
    return shown(request, "/" + where, prefix=reverse("preview-link", args=[token, ""]))


def link_for(path: str) -> str:
    """The address under which a page may be shown to somebody without an account."""
    return reverse("preview-link", args=[signing.dumps("working", salt=SALT), path.lstrip("/")])


def shown(request: HttpRequest, path: str, *, prefix: str) -> HttpResponse:
    language = translation.get_language_from_path(path) or translation.get_language()
    with translation.override(language):
        try:
            found = resolve(path)
        except Resolver404 as error:
            raise Http404 from error
        if not found.func.__module__.startswith("matcher.pages.") or found.url_name in NOT_SHOWN:
            raise Http404
        request.site, request.is_preview = working_site(), True  # type: ignore[attr-defined,assignment]
        before = get_script_prefix()
        try:
            if prefix:
                set_script_prefix(prefix)
                request.path, request.path_info, request.resolver_match = f"{prefix}{path[1:]}", path, found
            response = found.func(request, *found.args, **found.kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        finally:
            set_script_prefix(before)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response


NOT_SHOWN = ("as-it-would-be", "preview-link", "report", "reported")
"""Pages that are no part of what is published, or on which one sends something."""
