"""For the test suite: fast, strict, and on whichever database DATABASE_URL names (SQLite without it)."""

from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
EDITION_POLL_SECONDS = None  # a test sees what it published at once
PAGE_CACHE_BYTES = 0  # tests take back what they change, and the next edition may bear the same name
ROOT_URLCONF = "config.urls_with_kit"
COUNTERS = False
COUNTERS_IN_BACKGROUND = False  # a test writes what was counted when it says so
MAIL_IS_ON = True
MAIL_IN_BACKGROUND = False  # a test sees at once what was sent
WATCH_PRIVATE_ADDRESSES = env.bool("WATCH_PRIVATE_ADDRESSES", default=False)  # noqa: F405 - pages of tests lie on this machine
