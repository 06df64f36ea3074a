"""The headers that guard a browser, on whatever is answered: pages, files, errors, redirects, and "you have it already".

Where a page says something else of itself, that holds. The content policy is the one of `settings.CONTENT_SECURITY_POLICY`."""

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from matcher.delivery.host import GetResponse

NOT_USED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone"),
    *("midi", "payment", "serial", "usb"),
)
"""What a browser can do that no page of ours asks of it."""
OWN = ("publickey-credentials-create", "publickey-credentials-get")
"""What only pages of ours may ask: passkeys."""
PERMISSIONS = ", ".join([*(f"{what}=()" for what in NOT_USED), *(f"{what}=(self)" for what in OWN)])
FOR_ALL = "cross-origin"


def guards() -> dict[str, str]:
    """By name, as they are the same for every answer."""
    return {
        "Content-Security-Policy": build_policy(),
        "Permissions-Policy": PERMISSIONS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }


def strict_transport() -> str:
    """ "" where the site is not served over HTTPS alone."""
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
    parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
    return "; ".join(parts) if settings.SECURE_HSTS_SECONDS else ""


class GuardingHeaders:
    """Stands before all others: what they answer passes here, whatever went wrong in them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.guards = guards()
        self.strict_transport = strict_transport()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        for name, value in self.guards.items():
            headers.setdefault(name, value)
        is_open = headers.get("Access-Control-Allow-Origin") == "*"
        headers.setdefault("Cross-Origin-Resource-Policy", FOR_ALL if is_open else "same-origin")
        if self.strict_transport and request.is_secure():
            headers.setdefault("Strict-Transport-Security", self.strict_transport)
        return response
