"""Editions as values, without a database: whether they add up, whom a group of places holds last, which words occur where."""

from collections.abc import Mapping, Set
from datetime import date
from types import MappingProxyType

import pytest

from catalogue.editions.edition import Edition, Stored
from catalogue.editions.postings import Postings
from catalogue.editions.problems import problems
from catalogue.editions.repointing import repointed
from catalogue.editions.search.searched import PlacesNamed
from catalogue.entries.example import ExampleEntry, PartnerEntry
from catalogue.entries.group import GroupEntry, PeriodEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.values import Entry, Words
from catalogue.entries.where import WhereEntry
from catalogue.loading.files import read_directory
from catalogue.vocabulary import GroupKind, PlaceKind
from tests.little import FACTS


def edition(*entries: Entry) -> Edition:
    stored = {(one.kind_of_entry, one.key): Stored.of(one, 1, date(2026, 11, 1)) for one in entries}
    return Edition(1, MappingProxyType(stored))


def words(text: str) -> Words:
    return Words(nl=f"{text} (nl)", en=f"{text} (en)")


def region(code: str, *overlaps: str) -> PlaceEntry:
    return PlaceEntry(code=code, name=words(code), kind=PlaceKind.REGION, parent="BE", overlaps=list(overlaps))


def group(slug: str, *periods: PeriodEntry) -> GroupEntry:
    return GroupEntry(id=slug, name=words(slug), kind=GroupKind.PROGRAMME, periods=list(periods))


COUNTRIES = [PlaceEntry(code=code, name=words(code)) for code in ("BE", "DE", "FR")]


def test_two_places_overlap_with_each_other_or_not_at_all() -> None:
    assert problems(edition(*COUNTRIES, region("BE-XA", "BE-XB"), region("BE-XB", "BE-XA"))) == ()
    (found,) = problems(edition(*COUNTRIES, region("BE-XA", "BE-XB"), region("BE-XB")))
    assert (found.name, found.field) == (("place", "BE-XA"), "overlaps")
    assert found.sentence == "BE-XA overlaps with BE-XB, so BE-XB has to overlap with BE-XA too."


@pytest.mark.parametrize(
    ("slug", "members", "everywhere"),
    [
        pytest.param("plain", {"FR"}, False, id="those that it names"),
        pytest.param("one", {"FR", "DE"}, False, id="those of another one that holds it as well"),
        pytest.param("but", {"BE", "DE"}, True, id="every country but one"),
        pytest.param("without", set(), False, id="a group without periods holds nobody"),
        pytest.param("gone", set(), False, id="nor does one that is not public"),
        pytest.param("of-gone", {"DE"}, False, id="which gives no members to another"),
    ],
)
def test_a_group_holds_its_members_and_those_of_what_it_includes(
    slug: str, members: Set[str], *, everywhere: bool
) -> None:
    whole = edition(
        *COUNTRIES,
        group("plain", PeriodEntry(places=["FR"])),
        group("one", PeriodEntry(places=["FR"], includes=["other"])),
        group("other", PeriodEntry(places=["DE"], includes=["one"])),
        group("but", PeriodEntry(all_countries=True, except_places=["FR"])),
        group("without"),
        group("of-gone", PeriodEntry(places=["DE"], includes=["gone"])),
    )
    assert PlacesNamed(whole).members(slug) == (members, everywhere)


def test_words_are_held_by_what_they_count_for_in_each_thing() -> None:
    held = Postings()
    held.add(0, {"dance": 100.0, "tour": 12.0})
    held.add(3, {"dance": 60.0})
    said: Mapping[str, Mapping[int, float]] = {"dance": {0: 100.0, 3: 60.0}, "tour": {0: 12.0}}
    assert dict(held) == said
    assert len(held) == 2
    assert "music" not in held


def test_a_route_is_found_by_a_place_whatever_of_what_that_lies_in_is_public() -> None:
    """Around a region that lies nowhere that is known, nothing is named."""
    read = read_directory(FACTS)["instrument"]["kunstendecreet-tip"].value
    assert isinstance(read, InstrumentEntry)
    route = read.model_copy(update={"where": WhereEntry(places=["BE-XA"])})
    alone, around = (
        {said.text for said in PlacesNamed(edition(*places)).served(route)}
        for places in ([region("BE-XA")], [region("BE-XA"), COUNTRIES[0]])
    )
    assert alone == {"BE-XA (nl)", "BE-XA (en)"}
    assert around == {*alone, "BE (nl)", "BE (en)"}


def test_two_parts_that_name_two_and_then_the_same_are_one() -> None:
    """Who took part from either place took part from the one that stays; who is called otherwise is another."""
    read = next(iter(read_directory(FACTS)["example"].values())).value
    assert isinstance(read, ExampleEntry)
    before = [PartnerEntry(name=name, country=code) for name, code in (("A", "FR"), ("A", "DE"), ("B", "DE"))]
    after = repointed(read.model_copy(update={"partners": before}), "place", "DE", "FR")
    assert after.partners == [PartnerEntry(name="A", country="FR"), PartnerEntry(name="B", country="FR")]
