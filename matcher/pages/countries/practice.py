"""What is known of working in a country beside the routes: who pays there, what decides in practice, who of Flanders is there."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import pgettext

from catalogue.entries.fact import FactEntry
from catalogue.entries.guide import GuideEntry
from catalogue.vocabulary import FactTopic
from matcher.engine.answers import PlaceCode
from matcher.engine.places import Area, GroupId
from matcher.engine.truth import Truth
from matcher.pages.facts import FactShown, TopicShown, by_topic, fact_shown
from matcher.pages.routes.days import RoutesOnDay
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class Practice:
    payers: tuple[FactShown, ...]
    topics: tuple[TopicShown, ...]
    presence: tuple[FactShown, ...]
    """The post of Flanders that works for it, houses there, and houses here that work with it."""


def practice_in(site: Site, day: RoutesOnDay, place: PlaceCode, *, is_home: bool) -> Practice:
    found = by_topic(facts_of(site, day, place, is_home=is_home), site.all(GuideEntry).values())
    facts = {one.topic: one.facts for one in found}
    return Practice(
        payers=facts.get(FactTopic.PAYER, ()),
        topics=tuple(one for one in found if one.topic not in (FactTopic.PAYER, FactTopic.PRESENCE)),
        presence=facts.get(FactTopic.PRESENCE, ()),
    )


def facts_of(site: Site, day: RoutesOnDay, place: PlaceCode, *, is_home: bool) -> Iterator[tuple[FactTopic, FactShown]]:
    """Those about the place alone first, then those that hold for others as well; at home only what names it. Where the place has
    a fact of its own, one that holds for others says that it is general: it may be what the other is an exception to."""
    tree, on = day.compiled.ruleset.places, day.compiled.on
    own, general = list[tuple[FactEntry, str]](), list[FactEntry]()
    for entry in site.all(FactEntry).values():
        near = [code for code in entry.places if place in tree.line(PlaceCode(code)) or code in tree.line(place)]
        if near and len(near) == len(entry.places) and not entry.groups and not entry.outside:
            own.append((entry, "" if any(code in tree.line(place) for code in near) else site.words.place(near[0])))
        elif near or (not is_home and holds_by_group(day, place, entry)):
            general.append(entry)
    special = {entry.topic for entry, part in own if not part and not entry.name}
    for entry, part in own:
        yield entry.topic, fact_shown(site, entry, on, part)
    for entry in general:
        is_beside = entry.topic in special and not entry.name
        said = pgettext("beside what holds for one country", "In general") if is_beside else ""
        yield entry.topic, fact_shown(site, entry, on, said)


def holds_by_group(day: RoutesOnDay, place: PlaceCode, entry: FactEntry) -> bool:
    """Whether a group that it names holds the place on the day, or none of those does outside which it holds."""

    def is_in(groups: list[str]) -> bool:
        area = Area(tuple(GroupId(one) for one in groups))
        return bool(groups) and day.compiled.atlas.within(place, area) is Truth.MET

    return is_in(entry.groups) or (bool(entry.outside) and not is_in(entry.outside))
