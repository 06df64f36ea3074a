"""A route with all that it names, so that who shows it looks nothing up."""

from dataclasses import dataclass

from catalogue.entries.example import ExampleEntry
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry, GoalEntry, ThemeEntry
from catalogue.entries.where import BasedInEntry, WhereEntry
from catalogue.vocabulary import Level
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """What is named stands in the order in which lists show it; what is not public is left out."""

    entry: InstrumentEntry
    level: Level
    themes: tuple[ThemeEntry, ...]
    programme: ProgrammeEntry | None
    provider: OrganisationEntry | None
    applicants: tuple[ApplicantEntry, ...]
    disciplines: tuple[DisciplineEntry, ...]
    """Empty for a route that is open to all of them."""
    goals: tuple[GoalEntry, ...]
    where: tuple[GroupEntry | PlaceEntry, ...]
    based: tuple[GroupEntry | PlaceEntry, ...]
    not_bound: tuple[ApplicantEntry, ...]
    """Those whom the rule on the address does not bind."""
    goes_with: tuple[InstrumentEntry, ...]
    not_with: tuple[InstrumentEntry, ...]
    examples: tuple[ExampleEntry, ...]
    """What was funded by it."""
    examples_maybe: tuple[ExampleEntry, ...]
    """What it may have funded, where it is not known which route did."""


def facts_of(site: Site, entry: InstrumentEntry) -> RouteFacts:
    return RouteFacts(
        entry=entry,
        level=entry.level,
        themes=site.named(ThemeEntry, entry.themes),
        programme=site.get(ProgrammeEntry, entry.programme or ""),
        provider=site.get(OrganisationEntry, entry.provider),
        applicants=site.named(ApplicantEntry, entry.applicants),
        disciplines=site.named(DisciplineEntry, () if entry.disciplines == "all" else entry.disciplines),
        goals=site.named(GoalEntry, entry.goals),
        where=places_named(site, entry.where),
        based=places_named(site, entry.based_in),
        not_bound=site.named(ApplicantEntry, [one for one in entry.based_in.not_for if one in entry.applicants]),
        goes_with=site.named(InstrumentEntry, entry.combine.with_),
        not_with=site.named(InstrumentEntry, entry.combine.not_with),
        examples=tuple(one for one in site.all(ExampleEntry).values() if entry.id in one.paid_by),
        examples_maybe=tuple(one for one in site.all(ExampleEntry).values() if one.may_be_of(entry)),
    )


def places_named(site: Site, area: WhereEntry | BasedInEntry) -> tuple[GroupEntry | PlaceEntry, ...]:
    """Groups first."""
    return *site.named(GroupEntry, area.groups), *site.named(PlaceEntry, area.places)
