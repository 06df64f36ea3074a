"""docs/security.md answers each requirement of ASVS 5.0 up to level 2, and what it says of settings holds."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

from django.conf import settings

PAGE = (Path(settings.BASE_DIR) / "docs" / "security.md").read_text()
# By section, the number of the last requirement of level 1 or 2 (OWASP ASVS 5.0.0; in each they come before those of level 3).
LAST = {
    "1.1": 2,
    "1.2": 9,
    "1.3": 11,
    "1.4": 3,
    "1.5": 2,
    "2.1": 3,
    "2.2": 3,
    "2.3": 4,
    "2.4": 1,
    "3.2": 2,
    "3.3": 4,
    "3.4": 6,
    "3.5": 5,
    "3.7": 2,
    "4.1": 3,
    "4.2": 1,
    "4.3": 2,
    "4.4": 4,
    "5.1": 1,
    "5.2": 3,
    "5.3": 2,
    "5.4": 3,
    "6.1": 3,
    "6.2": 12,
    "6.3": 4,
    "6.4": 4,
    "6.5": 5,
    "6.6": 3,
    "6.8": 4,
    "7.1": 3,
    "7.2": 4,
    "7.3": 2,
    "7.4": 5,
    "7.5": 2,
    "7.6": 2,
    "8.1": 2,
    "8.2": 3,
    "8.3": 1,
    "8.4": 1,
    "9.1": 3,
    "9.2": 4,
    "10.1": 2,
    "10.2": 2,
    "10.3": 4,
    "10.4": 11,
    "10.5": 5,
    "10.6": 2,
    "10.7": 3,
    "11.1": 2,
    "11.2": 3,
    "11.3": 3,
    "11.4": 4,
    "11.5": 1,
    "11.6": 1,
    "12.1": 3,
    "12.2": 2,
    "12.3": 4,
    "13.1": 1,
    "13.2": 5,
    "13.3": 2,
    "13.4": 5,
    "14.1": 2,
    "14.2": 4,
    "14.3": 3,
    "15.1": 3,
    "15.2": 3,
    "15.3": 7,
    "16.1": 1,
    "16.2": 5,
    "16.3": 4,
    "16.4": 3,
    "16.5": 3,
    "17.1": 1,
    "17.2": 4,
    "17.3": 2,
}


def test_every_requirement_up_to_level_two_is_answered_once() -> None:
    asked = [f"{section}.{number}" for section, last in LAST.items() for number in range(1, last + 1)]
    answers = PAGE.partition("## ASVS 5.0")[2]
    told = re.findall(r"(?<![\d.])\d+\.\d+\.\d+(?![\d.]\d)", answers)
    assert len(asked) == 253
    assert sorted(told) == sorted(asked)


def test_what_it_points_to_is_there() -> None:
    named = set(re.findall(r"`((?:tests|matcher|docs)/[\w/.]+)`", PAGE))
    assert len(named) > 15
    assert [path for path in named if not (Path(settings.BASE_DIR) / path).exists()] == []


def test_the_settings_of_production_are_those_that_it_names() -> None:
    bare = {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": "postgres://nobody@localhost/nothing",
        "PATH": os.environ["PATH"],
    }
    names = [
        *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG"),
        *("SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "TWO_FACTORS", "METRICS_TOKEN"),
        *("SENTRY_DSN", "SESSION_COOKIE_AGE", "SESSION_IDLE_SECONDS", "SIGN_INS_KEPT_DAYS", "CLIENT_ADDRESS_FROM"),
    ]
    script = f"from django.conf import settings as s; print([getattr(s, n) for n in {names}])"
    done = subprocess.run([sys.executable, "-c", script], env=bare, capture_output=True, text=True, check=True)
    said = dict(zip(names, eval(done.stdout), strict=True))
    assert said == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "TWO_FACTORS": True,
        "METRICS_TOKEN": "",
        "SENTRY_DSN": "",
        "SESSION_COOKIE_AGE": 12 * 3600,
        "SESSION_IDLE_SECONDS": 3600,
        "SIGN_INS_KEPT_DAYS": 180,
        "CLIENT_ADDRESS_FROM": "HTTP_X_FORWARDED_FOR",
    }
