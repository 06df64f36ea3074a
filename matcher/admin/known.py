"""What the engine knows of every route today, for the list in which staff sort and filter them."""

from collections.abc import Mapping
from datetime import date

from django.utils.timezone import localdate

from catalogue.admin.known import RouteKnown
from catalogue.entries.instrument import InstrumentEntry
from catalogue.freshness import facts_seen
from matcher.rules.holding import working_site
from matcher.rules.site import Site
from matcher.speech.shelf_lives import shelf_lives
from matcher.upkeep.facts_due import staleness


def known_now() -> Mapping[str, RouteKnown]:
    """In the working state: a query or two, and the rest is kept with it."""
    return working_site().kept(known_on, localdate())


def known_on(site: Site, on: date) -> Mapping[str, RouteKnown]:
    compiled, lives = site.compiled(on), shelf_lives(site)
    found = {}
    for slug, entry in site.all(InstrumentEntry).items():
        standing = compiled.standing(slug)
        ages = [
            staleness(one.seen, one.keeps_months, on)
            if one.is_stale
            else min(staleness(one.seen, one.keeps_months, on), 1)
            for one in facts_seen(entry, lives, on)
        ]
        found[slug] = RouteKnown(
            closes=standing.closes,
            certainty=standing.next.certainty.value,
            availability=standing.availability.value,
            staleness=round(max(ages, default=0), 1),
        )
    return found
