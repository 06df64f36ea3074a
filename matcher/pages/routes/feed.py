"""What of the catalogue, or of what its filters leave, changed last: as a feed that a news reader follows."""

from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.pages.deadlines.calendars import one_line
from matcher.pages.routes.routes import find_routes
from matcher.pages.routes.views import kept
from matcher.rules.site import site_for
from matcher.speech.writing import long_date

MOST = 30


@require_safe
def routes_feed(request: HttpRequest) -> HttpResponse:
    """Newest first; an entry per route and edition in which it came to read as it does. What of the address was not understood
    stands below its title."""
    site = site_for(request)
    found = find_routes(request.GET, site, today=timezone.localdate())
    entries, query = site.all(InstrumentEntry), kept(found).urlencode()
    newest = sorted(found.routes, key=lambda slug: (-entries.changed_in(slug), slug))[:MOST]
    here = request.build_absolute_uri(reverse("routes") + (f"?{query}" if query else ""))
    feed = Atom1Feed(
        title=_("Overzet: routes that changed"),
        link=here,
        description="",
        subtitle=one_line(" ".join(note.message for note in found.notes)) or None,
        language=get_language(),
        author_name="Overzet",
        feed_url=request.build_absolute_uri(request.path + (f"?{query}" if query else "")),
        feed_guid=here,
    )
    for slug in newest:
        entry, on = entries[slug], entries.changed_on(slug)
        updated = datetime.combine(on, time(), UTC)
        changed = _("Changed on %(day)s.") % {"day": long_date(on)}
        feed.add_item(
            title=str(entry.name),
            link=request.build_absolute_uri(reverse("instrument", args=[slug])),
            description=f"{entry.summary} {changed}",
            unique_id=f"urn:overzet:{slug}:{entries.changed_in(slug)}",
            updateddate=updated,
            pubdate=updated,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
