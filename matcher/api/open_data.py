"""The edition as one file, for who wants all facts at once (docs/editions.md)."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from catalogue.editions.store import exported
from matcher.rules.site import Site, site_for


@require_safe
def edition_file(request: HttpRequest) -> HttpResponse:
    """What `manage.py export_edition` writes of the edition that the process holds, without who published it and why: these
    are words among staff. The file has one address, so that its bytes are made and kept once."""
    if request.META.get("QUERY_STRING"):
        return HttpResponseRedirect(request.path)
    site = site_for(request)
    response = HttpResponse(site.kept(public_file), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="overzet-edition-{site.edition.number}.json"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def public_file(site: Site) -> bytes:
    return exported(replace(site.edition, signed="", why="")).encode()
