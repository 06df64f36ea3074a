"""To serve the public: stops at the start where its environment does not fit, and says what to do (`demands`)."""

from environ import Env

from config.settings.demands import demand

demand(Env.ENVIRON)  # before `base` makes anything of it

from .base import *  # noqa: E402, F403
from .base import DATABASES, LOGGING, STATIC_ROOT, env  # noqa: E402

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
# Those of before: links and sessions that were made with them still open.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

LOG_REQUESTS = env.bool("LOG_REQUESTS", default=True)
LOG_FORMAT = env.str("LOG_FORMAT", default="json")
LOGGING["handlers"]["console"]["formatter"] = LOG_FORMAT
TWO_FACTORS = env.bool("TWO_FACTORS", default=True)  # who may publish signs in with a second factor
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
CLIENT_ADDRESS_FROM = env(
    "CLIENT_ADDRESS_FROM", default="HTTP_X_FORWARDED_FOR"
)  # to which each proxy adds whom it answers
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked for from within, past the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
# No neighbour on the same domain can set a cookie of this name.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
MESSAGE_STORAGE = "matcher.access.messages.HostCookie"

STATIC_ROOT = env.path("STATIC_ROOT", default=str(STATIC_ROOT))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
