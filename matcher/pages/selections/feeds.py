"""What another program follows of a selection: its days as a calendar, what changed as a news feed. Both by the link to read."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.availability import returns
from matcher.engine.chances import chances_from
from matcher.engine.due import Certainty
from matcher.engine.verdicts import Group
from matcher.models import CalendarDay, Selection, SelectionPage
from matcher.pages.deadlines.calendars import Submission, calendar_file
from matcher.pages.selections.causes import Since, SiteOnDay, since
from matcher.pages.selections.keeping import address_of, moment_of, site_then, visited
from matcher.pages.selections.outcomes import LISTED, RouteStands, outcome
from matcher.pages.selections.privacy import private
from matcher.pages.selections.told import RouteMoved, name_of, routes_moved, spoken
from matcher.pages.selections.views import day_asked, gone
from matcher.rules.site import Site, site_for
from matcher.speech.rounds import usually
from matcher.speech.shelf_lives import old_rule
from matcher.speech.writing import long_date

IN_CALENDAR = frozenset({Group.FITS.value, Group.MAY_FIT.value, Group.LATER.value, LISTED})


# --- Days ---------------------------------------------------------------------------------------------------------


@require_safe
@private
def selection_calendar(request: HttpRequest, link: str) -> HttpResponse:
    today = timezone.localdate()
    found = visited(link, today)
    if found is None:
        return gone(request)
    site, selection = site_for(request), found.selection
    on = day_asked(request, today)
    stands = outcome(site, address_of(selection), on).stands
    days = followed(selection, days_to_note(selection, stands), on, is_kept=on == today)
    told = [submission(request, site, selection, one, on) for one in days]
    return HttpResponse(calendar_file(selection.name, told, on), content_type="text/calendar; charset=utf-8")


def days_to_note(selection: Selection, stands: Mapping[str, RouteStands]) -> dict[str, RouteStands]:
    """The routes with a day to apply by, of those that one may still apply for; of a comparison all."""
    is_all = selection.page == SelectionPage.COMPARE
    return {slug: one for slug, one in stands.items() if one.closes and (is_all or one.group in IN_CALENDAR)}


def followed(selection: Selection, now: dict[str, RouteStands], on: date, *, is_kept: bool) -> list[CalendarDay]:
    """The days of the calendar, brought up to date: one that moved keeps its identity, one that is over stays where it was, and
    one that is gone is cancelled. Two that ask at once wait for each other; on another day than today nothing is kept."""
    with transaction.atomic():
        Selection.objects.select_for_update().get(pk=selection.pk)
        last: dict[str, CalendarDay] = {}
        days = list(selection.days.all())
        for one in days:
            if one.route not in last or one.nth > last[one.route].nth:
                last[one.route] = one
        for slug, stands in now.items():
            days += added(selection, slug, stands, last.get(slug), on)
        for slug, one in last.items():
            if slug not in now and one.closes >= on and not one.is_cancelled:
                changed(one, on, is_cancelled=True)
        transaction.set_rollback(not is_kept)
    return days


def added(
    selection: Selection, slug: str, stands: RouteStands, last: CalendarDay | None, on: date
) -> Iterator[CalendarDay]:
    """Its first day, or the one after a day that is over; else the last one is changed where it must be."""
    assert stands.closes is not None
    said = {
        "closes": stands.closes,
        "at": stands.at,
        "is_usual": stands.certainty is Certainty.USUAL,
        "is_cancelled": False,
    }
    if last is None or last.closes < on <= stands.closes:
        nth = last.nth + 1 if last else 0
        yield CalendarDay.objects.create(selection=selection, route=slug, nth=nth, modified_on=on, **said)
    elif any(getattr(last, name) != value for name, value in said.items()):
        changed(last, on, **said)


def changed(day: CalendarDay, on: date, **said: object) -> None:
    for name, value in said.items():
        setattr(day, name, value)
    day.sequence += 1
    day.modified_on = max(on, day.modified_on)
    day.save()


def submission(request: HttpRequest, site: Site, selection: Selection, day: CalendarDay, on: date) -> Submission:
    there = site if day.route in site.all(InstrumentEntry) else site_then(selection.edition, site)
    name = name_of(there, day.route)
    title = _("Expected closing day: %(route)s") if day.is_usual else _("Submit: %(route)s")
    checked = _("As known on %(day)s. Look at the page of the route and at its source before you count on it.")
    about = [checked % {"day": long_date(on)}]
    entry = there.get(InstrumentEntry, day.route)
    rule = old_rule(there, entry, on) if entry and not day.is_usual else None
    if day.is_usual:
        about.insert(0, usually(last_seen(there, day, on)))
    elif rule:
        about.insert(0, rule.sentence)
    return Submission(
        uid=f"{day.route}-{day.nth}-{selection.reader_digest[:16]}@overzet",
        title=title % {"route": name},
        closes=day.closes,
        about="\n".join(about),
        address=request.build_absolute_uri(reverse("instrument", args=[day.route])),
        is_expected=day.is_usual or rule is not None,
        at=day.at,
        sequence=day.sequence,
        modified=day.modified_on,
        is_cancelled=day.is_cancelled,
    )


def last_seen(site: Site, day: CalendarDay, on: date) -> str:
    """In which year a usual day was last seen; "" for not known."""
    if day.route not in site.all(InstrumentEntry):
        return ""
    timing = site.compiled(on).instrument(day.route).timing
    years = [one.last_seen for one in chances_from(timing, on) if one.closes == day.closes]
    return next(iter(years), "") or returns(timing, on).last_seen


# --- News ---------------------------------------------------------------------------------------------------------


@require_safe
@private
def selection_feed(request: HttpRequest, link: str) -> HttpResponse:
    today = timezone.localdate()
    found = visited(link, today)
    if found is None:
        return gone(request)
    site, selection = site_for(request), found.selection
    on = max(day_asked(request, today), selection.kept_on)
    told = since(address_of(selection), moment_of(selection, site), SiteOnDay(site, on))
    here = request.build_absolute_uri(reverse("selection", args=[link]))
    feed = Atom1Feed(
        title=selection.name,
        link=here,
        description=_("What changed since %(day)s.") % {"day": long_date(selection.kept_on)},
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        author_name="Overzet",
        feed_guid=f"urn:overzet:{selection.reader_digest[:16]}",
    )
    for moved in newest_first(told):
        updated = datetime.combine(day_of(told, moved), time(), UTC)
        feed.add_item(
            title=moved.title,
            link=here,
            description=spoken(moved),
            unique_id=f"urn:overzet:{selection.reader_digest[:16]}:{moved.slug}:{known_by(moved)}",
            updateddate=updated,
            pubdate=updated,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def known_by(moved: RouteMoved) -> str:
    """The same as long as it says the same."""
    return sha256(f"{moved.title} {spoken(moved)}".encode()).hexdigest()[:12]


def newest_first(told: Since) -> list[RouteMoved]:
    return sorted(routes_moved(told), key=lambda moved: day_of(told, moved), reverse=True)


def day_of(told: Since, moved: RouteMoved) -> date:
    """The last day on which something of it moved; that on which it was kept where no day is known."""
    days = [one.cause.on for one in told.moves if one.move.route == moved.slug and one.cause.on]
    return max([*days, told.then.on])
