"""What production asks of its environment, each in a sentence that says what to do. Read before anything is made of it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LEAST_LETTERS = 50
LEAST_DIFFERENT = 10
MAKE_ONE = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
REDIS = ("redis", "rediss", "rediscache", "valkey", "valkeys")
MAIL = ("smtp", "smtps", "smtp+tls", "smtp+ssl")
"""The mail servers that `EMAIL_URL` may name; the others of django-environ write mails to files or to nowhere."""
NUMBERS = (
    "PAGE_CACHE_BYTES",
    "DATABASE_CONNECT_SECONDS",
    "DATABASE_STATEMENT_SECONDS",
    "DATABASE_LOCK_SECONDS",
    "DATABASE_IDLE_SECONDS",
    "EDITION_POLL_SECONDS",
    "BACKUPS_KEPT",
    "SESSION_HOURS",
    "SESSION_IDLE_MINUTES",
    "SIGN_INS_KEPT_DAYS",
    "PROXIES",
    "WATCH_HOST_SECONDS",
    "WATCH_EVERY_DAYS",
    "WATCH_MOST_PAGES",
    "WATCH_MINUTES",
)
SWITCHES = (
    "SECURE_SSL_REDIRECT",
    "KIT",
    "SQLITE_IS_MEANT",
    "TWO_FACTORS",
    "LOG_REQUESTS",
    "MAIL_IN_BACKGROUND",
    "WATCH_SOURCES",
)
YES_OR_NO = {"1", "0", "true", "false", "yes", "no", "on", "off"}


def demand(environment: Mapping[str, str]) -> None:
    """Raises ImproperlyConfigured with all that is wrong at once."""
    if found := list(complaints(environment)):
        raise ImproperlyConfigured("\n  ".join(["The settings do not fit production:", *found]))


def complaints(environment: Mapping[str, str]) -> Iterator[str]:
    yield from _secrets(environment)
    yield from _hosts(environment.get("ALLOWED_HOSTS", ""))
    yield from _database(environment.get("DATABASE_URL", ""), environment.get("SQLITE_IS_MEANT", ""))
    yield from _mail(environment.get("EMAIL_URL"), environment.get("EMAIL_FROM", ""))
    yield from _watch(environment)
    yield from _places(environment)
    for name in NUMBERS:
        if name in environment and not _is_number(environment[name]):
            yield f"{name} is “{environment[name]}”: write a number, 0 or more."
    for name in SWITCHES:
        if environment.get(name, "no").lower() not in YES_OR_NO:
            yield f"{name} is “{environment[name]}”: write 1 or 0."
    if "CACHE_URL" in environment and urlsplit(environment["CACHE_URL"]).scheme not in REDIS:
        yield "CACHE_URL names no Redis, which is all that processes share pages by: write redis://host:6379/0."


def _secrets(environment: Mapping[str, str]) -> Iterator[str]:
    secret = environment.get("SECRET_KEY", "")
    if not secret:
        yield f"SECRET_KEY is missing: {MAKE_ONE}"
    older = [one for one in environment.get("SECRET_KEY_FALLBACKS", "").split(",") if one]
    for name, key in (("SECRET_KEY", secret), *(("SECRET_KEY_FALLBACKS", one) for one in older)):
        if key and (len(key) < LEAST_LETTERS or len(set(key)) < LEAST_DIFFERENT):
            yield f"{name} can be guessed, it has fewer than {LEAST_LETTERS} random letters: {MAKE_ONE}"


def _hosts(written: str) -> Iterator[str]:
    hosts = [host.strip() for host in written.split(",") if host.strip()]
    if not hosts:
        yield "ALLOWED_HOSTS is missing: write the host names by which the site is asked for, separated by commas."
    for host in hosts:
        if "*" in host:
            yield f"ALLOWED_HOSTS has “{host}”: name each host, for pages and mails are made for whichever is asked for."
        elif set(host) & set("/: ") and not host.startswith("["):
            yield f"ALLOWED_HOSTS has “{host}”: write the name alone, without https://, port or path."


def _database(url: str, sqlite_is_meant: str) -> Iterator[str]:
    found = urlsplit(url)
    if not url:
        yield "DATABASE_URL is missing: write postgres://user:password@host:5432/name."
    elif found.scheme == "sqlite":
        if sqlite_is_meant.lower() not in YES_OR_NO or sqlite_is_meant.lower() in {"0", "false", "no", "off"}:
            yield "DATABASE_URL names SQLite, and production means PostgreSQL: SQLITE_IS_MEANT=1 says that you know."
    elif found.scheme not in ("postgres", "postgresql"):
        yield f"DATABASE_URL begins with “{found.scheme}”: write postgres://user:password@host:5432/name."
    elif not found.path.strip("/"):
        yield "DATABASE_URL names no database: write postgres://user:password@host:5432/name."


def _mail(url: str | None, sender: str) -> Iterator[str]:
    if url is None:
        return
    if urlsplit(url).scheme not in MAIL:
        yield "EMAIL_URL names no mail server: write smtp+tls://user:password@host:587, or leave it out to send no mail."
    if "@" not in sender:
        yield "EMAIL_URL is there and EMAIL_FROM is not: write in whose name mail goes out, Overzet <overzet@example.org>."


def _watch(environment: Mapping[str, str]) -> Iterator[str]:
    if environment.get("WATCH_SOURCES", "no").lower() not in ("1", "true", "yes", "on"):
        return
    if not environment.get("WATCH_OPERATOR") or not environment.get("WATCH_CONTACT"):
        yield (
            "WATCH_SOURCES is on: write in WATCH_OPERATOR who watches, and in WATCH_CONTACT a mail address or a page on which "
            "those whose pages are looked at can reach them."
        )


def _places(environment: Mapping[str, str]) -> Iterator[str]:
    if edition_file := environment.get("EDITION_FILE"):
        path = Path(edition_file)
        if path.is_dir():
            yield f"EDITION_FILE is {path}, which is a directory: name a file in it."
        elif not _is_writable(path.parent):
            yield f"EDITION_FILE is {path}, and this account may not write in {path.parent}: a copy could not be kept."
    if (backups := environment.get("BACKUP_DIRECTORY")) and not _is_writable(Path(backups)):
        yield f"BACKUP_DIRECTORY is {backups}, and this account may not write there."


def _is_writable(directory: Path) -> bool:
    """Whether one may write in it, or make it."""
    there = next((place for place in (directory, *directory.parents) if place.exists()), directory)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
