"""What funders announce in feeds, as items: RSS and Atom, iCalendar, JSON Feed. One reader; nothing is fetched or stored here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

import feedparser
from django.utils.timezone import localdate
from icalendar import Calendar

from matcher.watch.page import parsed, tidy

MOST_ITEMS = 200
LONGEST_TITLE = 200
LONGEST_LINK = 300
LONGEST_KEY = 200


class NoFeedError(ValueError):
    """What came back is none of these formats."""


@dataclass(frozen=True, slots=True)
class Announced:
    """One item. `key` tells it from the others of its feed; `on` is its day, None where it names none; `link` is "" for none."""

    key: str
    title: str
    link: str
    on: date | None


def items_of(body: bytes) -> tuple[Announced, ...]:
    """In the order of the feed, each once, at most `MOST_ITEMS`. Raises NoFeedError."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if start.startswith(b"BEGIN:VCALENDAR"):
        found = _of_calendar(body)
    elif start.startswith(b"{"):
        found = _of_json(body)
    elif start.startswith(b"<"):
        found = _of_xml(body)
    else:
        raise NoFeedError
    once: dict[str, Announced] = {}
    for one in found:
        if one.title and one.key:
            once.setdefault(one.key, one)
        if len(once) == MOST_ITEMS:
            break
    return tuple(once.values())


def _item(key: Any, title: Any, link: Any, on: date | None) -> Announced:
    said = tidy(parsed(str(title or "")).text)[:LONGEST_TITLE]
    where = str(link or "").strip()
    if urlsplit(where).scheme not in ("http", "https") or len(where) > LONGEST_LINK:
        where = ""
    return Announced(str(key or where or said)[:LONGEST_KEY], said, where, on)


def _of_xml(body: bytes) -> Iterator[Announced]:
    found = feedparser.parse(body, resolve_relative_uris=False, sanitize_html=False)
    if not found.version:
        raise NoFeedError
    for one in found.entries:
        when = one.get("published_parsed") or one.get("updated_parsed")
        yield _item(one.get("id"), one.get("title"), one.get("link"), _day(when))


def _day(when: struct_time | None) -> date | None:
    return date(*when[:3]) if when else None


def _of_calendar(body: bytes) -> Iterator[Announced]:
    try:
        events = Calendar.from_ical(body).walk("VEVENT")
    except (ValueError, KeyError, IndexError) as wrong:
        raise NoFeedError from wrong
    for one in events:
        yield _item(
            one.get("UID"), one.get("SUMMARY"), one.get("URL"), _begins(getattr(one.get("DTSTART"), "dt", None))
        )


def _begins(moment: object) -> date | None:
    """The day of a moment, in our time where it says in which it is."""
    if isinstance(moment, datetime):
        return localdate(moment) if moment.tzinfo else moment.date()
    return moment if isinstance(moment, date) else None


def _of_json(body: bytes) -> Iterator[Announced]:
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise NoFeedError from wrong
    if not str(plain.get("version", "")).startswith("https://jsonfeed.org/version/"):
        raise NoFeedError
    for one in plain["items"] if isinstance(plain.get("items"), list) else ():
        if isinstance(one, dict):
            try:
                on = datetime.fromisoformat(str(one.get("date_published", ""))).date()
            except ValueError:
                on = None
            yield _item(one.get("id"), one.get("title"), one.get("url"), on)
