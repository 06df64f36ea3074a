"""What there is to mail a follower: what changed since the last message, and days that come near. Once for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from matcher.models import Follower, Reminder, RequestProgress
from matcher.pages.selections.causes import CauseKind, Since, SiteOnDay, since
from matcher.pages.selections.feeds import days_to_note
from matcher.pages.selections.followers import mailed
from matcher.pages.selections.keeping import address_of, site_then
from matcher.pages.selections.links import Access, link_of
from matcher.pages.selections.since import Aspect, Move
from matcher.pages.selections.told import DayTold, RouteMoved, asks, day_told, name_of, routes_moved, spoken
from matcher.rules.site import Site

DAYS_BEFORE = (3, 14, 30)
OF_ITSELF = frozenset({CauseKind.DAY, CauseKind.START, CauseKind.CHECKED})
DONE = frozenset({RequestProgress.ASKED.value, RequestProgress.GRANTED.value, RequestProgress.REFUSED.value})
"""With these nobody has to be reminded of the day to apply by."""


@dataclass(frozen=True, slots=True)
class DayNear:
    """A day to apply by, so many days off."""

    slug: str
    name: str
    day: DayTold
    closes: date
    left: int
    before: int
    """Of `DAYS_BEFORE`, which one it is for."""


@dataclass(frozen=True, slots=True)
class MovedInMail:
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class News:
    moved: tuple[RouteMoved, ...]
    near: tuple[DayNear, ...]

    @property
    def is_any(self) -> bool:
        return bool(self.moved or self.near)


def news_for(follower: Follower, site: Site, today: date) -> News:
    kept = address_of(follower.selection)
    then = SiteOnDay(site_then(follower.told_edition, site), min(follower.told_on, today))
    told = since(kept, then, SiteOnDay(site, today))
    return News(tuple(relevant(told)), tuple(days_near(follower, told, site, today)))


def relevant(told: Since) -> Iterator[RouteMoved]:
    """What somebody changed, and what time made open, closed or out of reach; not that a round is over and the next one has a
    day, or that a source was read again."""
    those = {one.move.route for one in told.moves if one.cause.kind not in OF_ITSELF or stands_otherwise(one.move)}
    return (one for one in routes_moved(told) if one.slug in those)


def stands_otherwise(move: Move) -> bool:
    return move.aspect is not Aspect.CLOSES and asks(move)


def days_near(follower: Follower, told: Since, site: Site, today: date) -> Iterator[DayNear]:
    """Each day for the nearest number of days that it is within, unless that was mailed already."""
    reminded = {(one.route, one.closes, one.days) for one in follower.reminders.all()}
    done = {one.route for one in follower.selection.notes.all() if one.progress in DONE}
    for slug, stands in days_to_note(follower.selection, told.after.stands).items():
        closes = stands.closes
        if closes is None or slug in done or closes < today:
            continue
        left = (closes - today).days
        before = next((one for one in DAYS_BEFORE if left <= one), None)
        if before is not None and (slug, closes, before) not in reminded:
            yield DayNear(slug, name_of(site, slug), day_told(stands), closes, left, before)


def message(follower: Follower, news: News) -> EmailMultiAlternatives:
    """Its identity follows from what it says: the same news is the same message for every mail program."""
    name = follower.selection.name
    with override(follower.language):
        if news.near:
            first = news.near[0]
            subject = ngettext("%(left)d day left: %(route)s", "%(left)d days left: %(route)s", first.left) % {
                "left": first.left,
                "route": first.name,
            }
        else:
            subject = _("Something changed: %(name)s") % {"name": name}
        link = link_of(follower.selection, Access.READER)
        made = mailed(
            follower,
            "news",
            subject,
            {
                "moved": [MovedInMail(one.title, spoken(one)) for one in news.moved],
                "near": news.near,
                "page": follower.origin + reverse("selection", args=[link]) if link else "",
            },
        )
    made.extra_headers["Message-ID"] = f"<{identity(follower, news)}@overzet>"
    return made


def identity(follower: Follower, news: News) -> str:
    told = [follower.digest, *[f"{one.slug} {spoken(one)}" for one in news.moved]]
    told += [f"{one.slug} {one.closes} {one.before}" for one in news.near]
    return sha256("\n".join(told).encode()).hexdigest()[:40]


def told_of(follower: Follower, news: News, edition: int, today: date) -> None:
    """Note what was mailed, so that it is not mailed again."""
    Reminder.objects.bulk_create(
        [
            Reminder(follower=follower, route=one.slug, closes=one.closes, days=days)
            for one in news.near
            for days in DAYS_BEFORE
            if days >= one.before
        ],
        ignore_conflicts=True,
    )
    follower.told_edition, follower.told_on = max(edition, 0), today
    follower.save(update_fields=["told_edition", "told_on"])
