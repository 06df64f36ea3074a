"""A practical guide: its facts, who decides, whom to ask, and where it matters."""

from dataclasses import dataclass
from datetime import date

from catalogue.entries.fact import FactEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Words
from catalogue.entries.vocabulary import GoalEntry
from catalogue.vocabulary import FactTopic
from matcher.pages.facts import FactShown, Led, TopicShown, by_topic, fact_shown, guide_led
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.rules.site import Site
from matcher.speech.contacts import AdviserTold, adviser_told, letter


@dataclass(frozen=True, slots=True)
class GuideShown:
    id: str
    name: str
    about: str
    decides: str
    facts: tuple[FactShown, ...]
    topics: tuple[TopicShown, ...]
    """The facts by what they are about."""
    ask: tuple[AdviserTold, ...]
    routes: tuple[RouteShown, ...]
    """Those that it names."""
    goals: tuple[tuple[str, Words], ...]
    """Those of whose routes it stands with."""
    others: tuple[Led, ...]


def guide_shown(site: Site, entry: GuideEntry, on: date, page: str) -> GuideShown:
    """`page` is its whole address, for the mail to who is asked."""
    question = letter((), page, topic=str(entry.name))
    facts = facts_of_guide(site, entry, on)
    return GuideShown(
        id=entry.id,
        name=str(entry.name),
        about=str(entry.about),
        decides=str(entry.decides or ""),
        facts=tuple(fact for _topic, fact in facts),
        topics=by_topic(facts),
        ask=tuple(adviser_told(site, one, on, question) for one in site.named(OrganisationEntry, entry.ask)),
        routes=tuple(route_shown(site, one.id) for one in site.named(InstrumentEntry, entry.routes)),
        goals=tuple((goal.id, goal.name) for goal in site.named(GoalEntry, entry.goals)),
        others=tuple(guide_led(one) for one in site.all(GuideEntry).values() if one.id != entry.id),
    )


def facts_of_guide(site: Site, entry: GuideEntry, on: date) -> list[tuple[FactTopic, FactShown]]:
    """In order, each with what it is about."""
    return [(fact.topic, fact_shown(site, fact, on)) for fact in site.all(FactEntry).values() if fact.guide == entry.id]


def guides_for_route(site: Site, route: InstrumentEntry) -> tuple[Led, ...]:
    """The guides that matter for a route, those that name it first."""
    found = [one for one in site.all(GuideEntry).values() if one.matters_for(route)]
    return tuple(guide_led(one) for one in sorted(found, key=lambda one: route.id not in one.routes))
