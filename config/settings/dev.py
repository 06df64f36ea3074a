"""To work on one machine: SQLite beside the code, debug pages, a key that protects nothing."""

from .base import *  # noqa: F403
from .base import MIDDLEWARE, env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="only-for-development-never-in-production")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
MIDDLEWARE.remove("matcher.delivery.page_cache.PageCache")  # a template that is edited shows at once
ROOT_URLCONF = "config.urls_with_kit"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
MAIL_IS_ON = True
