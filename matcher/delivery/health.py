"""/healthz and /readyz: for whoever watches the processes. Outside languages, plain, and never kept."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from matcher.delivery.host import GetResponse
from matcher.delivery.readiness import readiness

HEALTHZ = "/healthz"
NO_STORE = {"Cache-Control": "no-store"}


class Healthz:
    """The process answers. Stands before all that may wait for the database, as the first request of a process does."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return healthz(request) if request.path_info == HEALTHZ else self.get_response(request)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers=NO_STORE)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while public pages can be answered, else 503; and how the process stands."""
    found = readiness()
    age = int((timezone.now() - found.published_at).total_seconds()) if found.published_at else None
    told = {
        "ready": found.can_answer,
        "edition": found.edition,
        "digest": found.digest,
        "age_seconds": age,
        "taken_at": found.taken_at.isoformat() if found.taken_at else None,
        "database": found.is_database_there,
        "takeover_failed": bool(found.failed),
    }
    return JsonResponse(told, status=200 if found.can_answer else 503, headers=NO_STORE)
