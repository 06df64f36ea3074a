"""What holds in every environment."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

django_stubs_ext.monkeypatch()  # so that classes of Django can say of what they are: `ModelAdmin[Report]`

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()
VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "catalogue",
    "matcher",
]

MIDDLEWARE = [
    "matcher.delivery.request_id.RequestId",
    "matcher.delivery.headers.GuardingHeaders",
    "matcher.delivery.metrics.Metrics",
    "matcher.delivery.host.KnownHost",
    "matcher.delivery.health.Healthz",
    "matcher.delivery.request_site.RequestSite",
    "matcher.delivery.counting.Counting",
    "matcher.delivery.page_cache.PageCache",  # within it all that sets headers: what is kept bears them too
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "matcher.delivery.language.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "matcher.delivery.refusals.ToldRefusals",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "matcher.access.sessions.SessionEnds",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "matcher.access.second_factor.SecondFactorFirst",
    "axes.middleware.AxesMiddleware",
    "matcher.delivery.database_away.DatabaseAway",
]

KIT = env.bool("KIT", default=False)
"""Whether /kit/ shows what pages are made of: for who builds them."""
ROOT_URLCONF = "config.urls_with_kit" if KIT else "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "matcher.delivery.template_lines.OnOneLine",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "matcher.access.pages.of_the_admin",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # writers queue instead of failing halfway
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;",
    }
else:
    connect, statement, lock, idle = (
        env.int(f"DATABASE_{limit}_SECONDS", default=seconds)
        for limit, seconds in (("CONNECT", 3), ("STATEMENT", 20), ("LOCK", 10), ("IDLE", 120))
    )
    limits = {"statement_timeout": statement, "lock_timeout": lock, "idle_in_transaction_session_timeout": idle}
    DATABASES["default"]["ENGINE"] = "matcher.delivery.postgresql"
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": connect,
        "options": " ".join(f"-c {limit}={seconds * 1000}" for limit, seconds in limits.items()),
        "answer_seconds": statement and statement + 5,  # for a server that does not keep its own limits
        **DATABASES["default"].get("OPTIONS", {}),
    }

# Finished public pages: kept by every process, and by all together where CACHE_URL names a Redis (redis://host:6379/0).
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=64_000_000)
# The limits on signing in are counted in the database, by all processes together.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "access_limits"}
}
if "CACHE_URL" in env:
    CACHES["pages"] = env.cache("CACHE_URL")
    waits: dict[str, object] = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
    CACHES["pages"]["OPTIONS"] = waits | CACHES["pages"].get("OPTIONS", {})

# By which server mails go out (smtp+tls://user:password@host:587); without one nobody can ask for mails.
if "EMAIL_URL" in env:
    vars().update(env.email_url("EMAIL_URL"))
MAIL_IS_ON = "EMAIL_URL" in env
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="Overzet <overzet@localhost>")

# Who may come in (matcher/access, docs/security.md). Passwords as NIST SP 800-63B-4 asks them: long, of anything, not leaked.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "matcher.access.passwords.NotLeaked"},
]
LEAKED_PASSWORDS = env("LEAKED_PASSWORDS", default="")
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "admin:index", "account_login"
TWO_FACTORS = env.bool("TWO_FACTORS", default=False)
SESSION_COOKIE_AGE: int = env.int("SESSION_HOURS", default=12) * 3600
SESSION_IDLE_SECONDS: int = env.int("SESSION_IDLE_MINUTES", default=60) * 60
SIGN_INS_KEPT_DAYS = env.int("SIGN_INS_KEPT_DAYS", default=180)
INVITATION_DAYS = 7
PASSWORD_RESET_TIMEOUT = 3600
MAIL_IN_BACKGROUND = env.bool("MAIL_IN_BACKGROUND", default=True)

ACCOUNT_ADAPTER, MFA_ADAPTER = "matcher.access.adapter.StaffAccounts", "matcher.access.adapter.SecondFactors"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are written by superusers, and proved by the invitation
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # who has no account gets no mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Overzet: "
ACCOUNT_SESSION_REMEMBER = True  # as long as the settings say, not as somebody ticks
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {
    "login": "matcher.access.forms.SignInForm",
    "reauthenticate": "matcher.access.forms.ShownAgainForm",
    "change_password": "matcher.access.forms.ChangedForm",
    "reset_password": "matcher.access.forms.ForgottenForm",
    "reset_password_from_key": "matcher.access.forms.ChosenForm",
    "user_token": "matcher.access.invitations.LinkForm",
}
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "", "reset_password": "10/h/ip,3/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones
MFA_FORMS = {
    "authenticate": "matcher.access.forms.CodeForm",
    "reauthenticate": "matcher.access.forms.CodeAgainForm",
    "activate_totp": "matcher.access.forms.AppForm",
    "add_webauthn": "matcher.access.forms.PasskeyForm",
    "edit_webauthn": "matcher.access.forms.PasskeyNameForm",
}

AXES_HANDLER = "matcher.access.locks.SharedLock"
AXES_FAILURE_LIMIT, TRIES_FROM_EVERYWHERE = 5, 100
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what is said about when it opens stays true
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "matcher.access.locks.counted_as"
AXES_CLIENT_IP_CALLABLE = "matcher.access.locks.counted_from"
AXES_LOCKOUT_CALLABLE = "matcher.access.locks.told"
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "code", "credential", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True  # our own log keeps less
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Dutch has the bare address, English stands below /en/ (config/urls.py).
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "matcher" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

FIXTURES_DIR = BASE_DIR / "fixtures"

# How often a process looks whether another edition is in force; None: at the start of each request. And where the copy lies from
# which it starts while the database does not answer ("": none).
EDITION_POLL_SECONDS: float | None = env.float("EDITION_POLL_SECONDS", default=1.0)
EDITION_FILE = env("EDITION_FILE", default="")

# Where `manage.py backup` writes when no file is named, how many it leaves there, and whose age key alone opens them
# (age1...; "": they are not encrypted).
BACKUP_DIRECTORY = env("BACKUP_DIRECTORY", default="")
BACKUPS_KEPT = env.int("BACKUPS_KEPT", default=30)
BACKUP_RECIPIENT = env("BACKUP_RECIPIENT", default="")
BACKUP_WITHOUT = {"sessions.session", "matcher.attempts"}  # who is signed in, and counts of which the hour is over

# Whether what visitors look for is counted (docs/counters.md): never a person, never fewer than five.
COUNTERS = env.bool("COUNTERS", default=True)
COUNTERS_IN_BACKGROUND = True
# Whether a machine looks at the sources of facts again (docs/watching.md): off, until somebody says who asks and where they are
# reached. So long between two pages of one host; each page once in so many days; no more than so many pages and minutes a run.
WATCH_IS_ON = env.bool("WATCH_SOURCES", default=False)
WATCH_OPERATOR = env("WATCH_OPERATOR", default="")
WATCH_CONTACT = env("WATCH_CONTACT", default="")
WATCH_HOST_SECONDS = env.float("WATCH_HOST_SECONDS", default=10.0)
WATCH_EVERY_DAYS = env.float("WATCH_EVERY_DAYS", default=7.0)
WATCH_MOST_PAGES = env.int("WATCH_MOST_PAGES", default=400)
WATCH_MINUTES = env.float("WATCH_MINUTES", default=120.0)
WATCH_PRIVATE_ADDRESSES = False  # only the tests, whose pages lie on this machine, say otherwise

# A plain query string is all that the public pages take; nothing is uploaded.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the admin's inlines of a large instrument
CSRF_FAILURE_VIEW = "matcher.pages.report.views.not_accepted"
CLIENT_ADDRESS_FROM = "REMOTE_ADDR"
# How many proxies of ours stand in front, and where they may be: nobody else is believed about where a request came from.
PROXIES = env.int("PROXIES", default=1)
PROXY_NETWORKS = env.list(
    "PROXY_NETWORKS",
    default=["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the ticks and arrows of form controls
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Logs: lines for people, or of JSON; whether each request gets one. Figures and errors go nowhere unless these say so.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=False)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_DIRECTORY = env.str("PROMETHEUS_MULTIPROC_DIR", default="")
SENTRY_DSN = env.str("SENTRY_DSN", default="")
SENTRY_ENVIRONMENT = env.str("SENTRY_ENVIRONMENT", default="production")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "matcher.delivery.logs.WithoutSecrets"}},
    "formatters": {
        "plain": {"()": "matcher.delivery.logs.PlainLines"},
        "json": {"()": "matcher.delivery.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["secrets"], "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "axes": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
