"""/healthz and /readyz: for whoever watches the processes. Outside languages, plain, and never kept."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from matcher.delivery.edition import readiness

NO_STORE = {"Cache-Control": "no-store"}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing is asked of the database."""
    return HttpResponse("ok\n", content_type="text/plain", headers=NO_STORE)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while public pages can be answered, else 503; and how the process stands."""
    now = readiness()
    age = (timezone.now() - now.published_at).total_seconds() if now.published_at else None
    told = {
        "ready": now.can_answer,
        "edition": now.edition,
        "digest": now.digest,
        "age_seconds": age if age is None else int(age),
        "database": now.database,
        "takeover_failed": now.takeover_failed,
    }
    return JsonResponse(told, status=200 if now.can_answer else 503, headers=NO_STORE)
