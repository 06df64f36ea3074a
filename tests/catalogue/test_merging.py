"""Two entries become one: nothing that named either is lost, the old name leads on, and one undo takes all of it back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import override

from catalogue.editions.edition import Stored
from catalogue.editions.merging import NotMerged, Repointed, merge, merge_of
from catalogue.editions.problems import problems
from catalogue.editions.publish import SavedTogetherError, publish, restore, select, take_back
from catalogue.editions.store import exported, imported, read_latest
from catalogue.editions.undo import NotUndone, undo
from catalogue.editions.working import keep, record, row_of, waiting, working_edition
from catalogue.entries.contact import ContactEntry
from catalogue.entries.example import ExampleEntry, PartnerEntry
from catalogue.entries.group import GroupEntry, MemberEntry, PeriodEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS
from catalogue.entries.organisation import OrganisationEntry, TodayEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Entry, FixtureError, Words, references
from catalogue.loading.writing import write
from catalogue.models import Change, Organisation, Place, Programme
from catalogue.vocabulary import ContactKind, MemberRole, OrganisationKind, PlaceKind
from matcher.models import FunderFeed
from tests import factories as make
from tests.noted import mended
from tests.rows import read_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.both_databases]
MERGED: dict[str, type[models.Model]] = {"organisation": Organisation, "programme": Programme, "place": Place}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator")


def words(text: str) -> Words:
    return Words(nl=f"{text} (nl)", en=f"{text} (en)")


def organisation(key: str, **fields: Any) -> OrganisationEntry:
    given = {"id": key, "name": words(key), "kind": OrganisationKind.FUNDER, "country": "BE", **fields}
    return OrganisationEntry(**given)


def two(kind: str) -> tuple[Entry, Entry]:
    """Two that say the same but for their names."""
    if kind == "organisation":
        return organisation("one"), organisation("other")
    if kind == "programme":
        return ProgrammeEntry(id="one", name=words("one")), ProgrammeEntry(id="other", name=words("other"))
    return (
        PlaceEntry(code="FR-XAA", name=words("one"), kind=PlaceKind.REGION, parent="FR"),
        PlaceEntry(code="FR-XBB", name=words("other"), kind=PlaceKind.REGION, parent="FR"),
    )


def kept(*entries: Entry) -> None:
    write(entries)
    record([(entry.kind_of_entry, entry.key) for entry in entries])


@pytest.fixture(params=list(MERGED))
def pair(request: pytest.FixtureRequest) -> tuple[Entry, Entry]:
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    found = two(request.param)
    kept(*found)
    return found


def merged(one: Entry, other: Entry, author: User, **taken: bool) -> tuple[Change, ...]:
    found = merge_of(one.kind_of_entry, one.key, other.key, taken)
    assert found is not None
    return merge(found, author)


# --- What names it ------------------------------------------------------------------------------------------------


def relations_to(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Every field of every model by which a row names one of this: read off the models, so that a new one is found."""
    return [
        field
        for other in apps.get_models(include_auto_created=False)
        for field in [*other._meta.fields, *other._meta.many_to_many]
        if field.is_relation and field.related_model is model and not _has_rows_of_its_own(field)
    ]


def _has_rows_of_its_own(field: Any) -> bool:
    """Whether another model holds what it names, which is found by itself."""
    return bool(field.many_to_many and not field.remote_field.through._meta.auto_created)


ALL_RELATIONS = [
    pytest.param(kind, field, id=f"{kind}: {field}") for kind, model in MERGED.items() for field in relations_to(model)
]


def row_naming(field: Any, row: Any) -> models.Model:
    """A row that names this one by the field: one that is there, or a new one."""
    model = field.model
    rows = model._default_manager.order_by("pk")
    if model is Place:  # one that lies somewhere, and in none of the two
        rows = rows.exclude(kind=PlaceKind.COUNTRY).exclude(parent__code="FR").exclude(code__startswith="FR")
    found: models.Model = (rows.last() if field.name == "except_places" else rows.first()) or NEW[model.__name__](row)
    if field.many_to_many:
        getattr(found, field.name).add(row)
    else:
        setattr(found, field.name, row)
        for column, value in BESIDE.get(model.__name__, {}).items():
            setattr(found, column, value)
        found.save()
    return found


BESIDE = {"Rule": {"scope": "programme", "level": ""}}
"""What a row has to say too where it names one."""


NEW: dict[str, Any] = {
    "OrganisationDoubt": lambda row: row.doubts.create(text_nl="Wat?", text_en="What?"),
    "FunderFeed": lambda row: FunderFeed(url="https://example.org/feed.xml"),
    "Unit": lambda row: make.instrument().units.create(eur=10, per="day", when_nl="", when_en=""),
}


@pytest.mark.parametrize(("kind", "field"), ALL_RELATIONS)
def test_whatever_names_the_one_that_goes_names_the_other(kind: str, field: Any, curator: User) -> None:
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    one, other = two(kind)
    kept(one, other)
    gone = MERGED[kind]._default_manager.get(**KINDS[kind].lookup(other.key))
    named = row_naming(field, gone)
    mended()
    merged(one, other, curator)
    stays = MERGED[kind]._default_manager.get(**KINDS[kind].lookup(one.key))
    holders = field.model._default_manager.filter(**{field.name: stays})
    assert holders.exists(), f"{named} no longer names it"
    assert not MERGED[kind]._default_manager.filter(pk=gone.pk).exists()
    assert mended() == {}


def all_values() -> dict[tuple[str, str], Entry]:
    return {(name, key): value for name in KINDS for key, value in read_all(name).items()}


def test_one_undo_gives_all_rows_as_they_were(pair: tuple[Entry, Entry], curator: User) -> None:
    one, other = pair
    kind = one.kind_of_entry
    for field in relations_to(MERGED[kind]):
        row_naming(field, MERGED[kind]._default_manager.get(**KINDS[kind].lookup(other.key)))
    mended()
    publish(author=curator, why="As it was.")
    before, edition = all_values(), read_latest().digest
    changes = merged(one, other, curator)
    assert len(changes) > 3
    assert len({change.together for change in changes}) == 1
    assert row_of((kind, other.key)) is None
    assert not references_to(kind, other.key)
    undo(changes[-1], curator)
    assert all_values() == before
    assert waiting(read_latest()) == ()
    assert mended() == {}
    merged(one, other, curator)
    publish(author=curator, why="Merged.")
    undo(Change.objects.filter(kind=kind, key=one.key).latest("pk"), curator)
    assert all_values() == before
    publish(author=curator, why="Not merged.")
    assert read_latest().digest == edition


def references_to(kind: str, key: str) -> list[str]:
    return [
        f"{name}: {one.field}"
        for name, value in all_values().items()
        for one in references(value)
        if one.kind == kind and key in one.keys
    ]


def test_what_was_merged_and_changed_since_is_not_undone_in_part(curator: User) -> None:
    one, other = organisation("one"), organisation("other", url="https://example.org/other")
    kept(one, other)
    changes = merged(one, other, curator)
    edited = row_of(("organisation", "one"))
    assert isinstance(edited, OrganisationEntry)
    write([edited.model_copy(update={"url": "https://example.org/new"})])
    keep(("organisation", "one"), curator)
    with pytest.raises(NotUndone, match="changed again since"):
        undo(changes[0], curator)
    assert row_of(("organisation", "other")) is None, "not even half of it is undone"


# --- What stays of each -------------------------------------------------------------------------------------------


def phone(value: str, seen: str) -> ContactEntry:
    return ContactEntry(kind=ContactKind.PHONE, value=value, url="https://example.org/contact", seen=seen)


def test_lists_are_united_and_what_differs_is_chosen(curator: User) -> None:
    one = organisation(
        "one",
        former_names=["A"],
        contacts=[phone("+32 2 201 00 00", "2026-01-01"), phone("+32 2 201 00 01", "2026-03-01")],
    )
    other = organisation(
        "other",
        country="NL",
        url="https://example.org/",
        former_names=["B", "A"],
        contacts=[phone("+32 2 201 00 00", "2026-05-01"), phone("+32 2 201 00 01", "2026-02-01")],
    )
    kept(one, other)
    found = merge_of("organisation", "one", "other", {"country": True})
    assert found is not None
    proposed = {choice.name: choice.takes_other for choice in found.choices}
    assert proposed == {"name": False, "country": False, "url": True}, "what one does not say is taken from the other"
    merge(found, curator)
    result = row_of(("organisation", "one"))
    assert isinstance(result, OrganisationEntry)
    assert (result.name, result.country, result.url) == (one.name, "NL", "https://example.org/")
    assert result.former_names == ["A", "B", *other.name.model_dump().values()], (
        "with what the one that goes was called"
    )
    assert [(one.value, one.seen) for one in result.contacts] == [
        ("+32 2 201 00 00", "2026-05-01"),
        ("+32 2 201 00 01", "2026-03-01"),
    ], "of the same number the day on which it was seen last"
    assert result.former_keys == ["other"]


def test_a_list_that_named_both_names_one(curator: User) -> None:
    kept(organisation("one"), organisation("other"))
    route = next(iter(read_all("instrument").values()))
    assert isinstance(route, InstrumentEntry)
    kept(route.model_copy(update={"help": sorted([*route.help, "one", "other"]), "provider": "other"}))
    merged(organisation("one"), organisation("other"), curator)
    now = row_of(("instrument", route.id))
    assert isinstance(now, InstrumentEntry)
    assert (now.provider, now.help) == ("one", sorted([*route.help, "one"]))


def test_who_went_into_the_one_that_goes_stands_by_itself(curator: User) -> None:
    kept(organisation("other"))
    kept(organisation("one", today=TodayEntry(name="", organisation="other", is_certain=True)))
    found = merge_of("organisation", "one", "other", {"today": False})
    assert found is not None
    merge(found, curator)
    result = row_of(("organisation", "one"))
    assert isinstance(result, OrganisationEntry)
    assert result.today is None


def test_an_edition_of_before_comes_back_where_the_one_that_stayed_was_made_since(curator: User) -> None:
    kept(organisation("one"))
    before = publish(author=curator, why="As it was.")
    kept(organisation("since"))
    merged(organisation("since"), organisation("one"), curator)
    publish(author=curator, why="Merged.")
    restore(before.number, author=curator, why="Back.")
    now = read_latest()
    assert now.entry(("organisation", "one")) is not None
    assert now.entry(("organisation", "since")) is None
    left = row_of(("organisation", "since"))
    assert isinstance(left, OrganisationEntry)
    assert left.former_keys == [], "the short name leads to itself again"


def test_names_of_names_lead_to_the_last(curator: User) -> None:
    first, second, third = organisation("first"), organisation("second"), organisation("third")
    kept(first, second, third)
    merged(second, first, curator)
    merged(third, second, curator)
    edition = working_edition(read_latest())
    assert edition.merged(OrganisationEntry) == {"first": "third", "second": "third"}
    found = edition.get(OrganisationEntry, "first")
    assert found is not None
    assert found.id == "third"
    assert problems(edition) == ()


# --- A name is not given again ------------------------------------------------------------------------------------


def test_the_name_of_what_went_is_not_given_again(pair: tuple[Entry, Entry], curator: User) -> None:
    one, other = pair
    merged(one, other, curator)
    with pytest.raises(FixtureError, match="still leads there: choose another short name"), transaction.atomic():
        write([other])
    row = MERGED[one.kind_of_entry](**KINDS[one.kind_of_entry].lookup(other.key))
    with pytest.raises(ValidationError, match="still leads there"):
        row.clean()


def test_an_edition_in_which_a_name_leads_to_two_does_not_go_out(curator: User) -> None:
    published = read_latest()
    entries = [organisation("one", former_keys=["gone"]), organisation("two", former_keys=["gone", "one"])]
    stored = {("organisation", one.id): Stored.of(one, 1, date(2026, 11, 27)) for one in entries}
    found = problems(published.replaced(2, stored))
    assert [one.sentence.partition("”")[0] for one in found] == ["“gone", "“one"]


# --- Going out, and coming in -------------------------------------------------------------------------------------


def test_all_of_it_goes_out_together(curator: User) -> None:
    one, other = organisation("one"), organisation("other")
    kept(one, other)
    route = next(iter(read_all("instrument").values()))
    kept(route.model_copy(update={"provider": "other"}))
    publish(author=curator, why="As it was.")
    merged(one, other, curator)
    names = {("organisation", "one"), ("organisation", "other"), ("instrument", route.key)}
    for name in names:
        assert {found.name for found in select(read_latest(), [name]).all} == names
        with pytest.raises(SavedTogetherError):
            take_back(name)
    number = read_latest().number
    publish(author=curator, why="Merged.", names=[("instrument", route.key)])
    assert read_latest().merged(OrganisationEntry) == {"other": "one"}
    assert imported(exported(read_latest())).merged(OrganisationEntry) == {"other": "one"}
    assert row_of(("organisation", "one")) == working_edition(read_latest()).get(OrganisationEntry, "other")
    restore(number, author=curator, why="Not merged.")
    assert read_latest().merged(OrganisationEntry) == {}
    assert row_of(("organisation", "other")) == other
    assert mended() == {}


def test_what_is_edited_under_the_eyes_of_somebody_is_not_merged(curator: User) -> None:
    kept(organisation("one"), organisation("other"))
    found = merge_of("organisation", "one", "other")
    assert found is not None
    kept(organisation("other", url="https://example.org/"))
    with pytest.raises(NotMerged, match="look again"):
        merge(found, curator)


# --- What cannot be -----------------------------------------------------------------------------------------------


def told(kind: str, one: str, other: str, **taken: bool) -> str:
    found = merge_of(kind, one, other, taken)
    assert found is not None
    with pytest.raises(NotMerged) as refusal:
        merge(found, User.objects.get_or_create(username="curator")[0])
    return str(refusal.value)


def region(code: str, parent: str = "FR", **fields: Any) -> PlaceEntry:
    given = {"code": code, "name": words(code), "kind": PlaceKind.REGION, "parent": parent, **fields}
    return PlaceEntry(**given)


def test_a_part_is_not_the_whole() -> None:
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    mended()
    kept(region("FR-XAA"), region("FR-XBB", "FR-XAA"))
    for pair_of_codes in (("FR-XAA", "FR-XBB"), ("FR-XBB", "FR-XAA"), ("FR", "FR-XBB")):
        assert "a part is not the whole" in told("place", *pair_of_codes)


def test_members_that_count_otherwise_are_told() -> None:
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    mended()
    kept(region("FR-XAA"), region("FR-XBB"))
    group = next(value for value in read_all("group").values() if isinstance(value, GroupEntry))
    limited = MemberEntry(place="FR-XBB", role=MemberRole.JOINS)
    period = group.periods[0]
    with_both = period.model_copy(
        update={"places": sorted([*period.places, "FR-XAA"]), "limited": [*period.limited, limited]}
    )
    kept(group.model_copy(update={"periods": [with_both, *group.periods[1:]]}))
    said = told("place", "FR-XAA", "FR-XBB")
    assert "says something else of each" in said
    assert "would not add up" not in said, "nor once more, in the words of a file"
    left_out = period.model_copy(
        update={
            "places": sorted([*period.places, "FR-XAA"]),
            "except_places": sorted([*period.except_places, "FR-XBB"]),
        }
    )
    kept(group.model_copy(update={"periods": [left_out, *group.periods[1:]]}))
    assert "leaves out the other" in told("place", "FR-XAA", "FR-XBB")


def test_nothing_goes_into_itself_in_a_circle() -> None:
    kept(organisation("one"), organisation("other"), organisation("third"))
    kept(
        organisation("one", today=TodayEntry(name="", organisation="third", is_certain=True)),
        organisation("third", today=TodayEntry(name="", organisation="other", is_certain=True)),
    )
    assert "gone into itself" in told("organisation", "one", "other")


def test_the_places_that_code_knows_stay() -> None:
    assert "know BE-BRU by its code" in told("place", "BE-VLG", "BE-BRU")


def test_nothing_is_merged_with_itself_or_with_what_is_not_there() -> None:
    kept(organisation("one"))
    assert merge_of("organisation", "one", "nothing") is None
    assert "It is the same one" in told("organisation", "one", "one")


def test_two_that_overlap_become_one_that_does_not_overlap_with_itself(curator: User) -> None:
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    mended()
    kept(region("FR-XAA"), region("FR-XBB"), region("FR-XCC"))
    kept(
        region("FR-XAA", overlaps=["FR-XBB"]),
        region("FR-XBB", overlaps=["FR-XAA", "FR-XCC"]),
        region("FR-XCC", overlaps=["FR-XBB"]),
    )
    merged(region("FR-XAA"), region("FR-XBB"), curator)
    one, other = row_of(("place", "FR-XAA")), row_of(("place", "FR-XCC"))
    assert isinstance(one, PlaceEntry)
    assert isinstance(other, PlaceEntry)
    assert (one.overlaps, other.overlaps) == (["FR-XCC"], ["FR-XAA"])


def test_a_place_that_would_lie_in_itself_is_told() -> None:
    """What goes lies in what lies in the one that stays; chosen is that the one that stays lies there too."""
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    mended()
    kept(region("FR-XAA"), region("FR-XBB", "FR-XAA"), region("FR-XCC", "FR-XBB"))
    sentence = "It would lie in itself: keep where FR-XAA (en) lies."
    for is_taken in (True, False):
        found = merge_of("place", "FR-XAA", "FR-XCC", {"kind": is_taken})
        assert found is not None
        assert (sentence in found.obstacles()) is is_taken


def test_an_entry_that_would_not_add_up_once_it_names_the_other_stands_in_the_way() -> None:
    """Whatever the kind of the entry asks of it; its words are told."""
    one, other = organisation("one"), organisation("other")
    kept(one, other)
    found = merge_of("organisation", "one", "other")
    assert found is not None
    assert found.obstacles() == ()
    group = next(value for value in read_all("group").values() if isinstance(value, GroupEntry))
    twice = group.model_copy(update={"periods": [PeriodEntry(), PeriodEntry()]})
    broken = replace(found, repointed=(Repointed(("group", group.id), group, twice),))
    assert broken.obstacles() == (
        f"{group.id} would not add up: two periods overlap: end one on the day before the other starts. Change it first.",
    )


def test_what_cannot_hold_the_name_of_the_other_is_told_and_nothing_is_written(curator: User) -> None:
    """Who leads a project is in a country; a region has a longer code than that can be."""
    for code in ("FR", "JP"):
        if not Place.objects.filter(code=code).exists():
            make.place(code)
    mended()
    kept(region("FR-XAA"))
    project = next(iter(read_all("example").values()))
    assert isinstance(project, ExampleEntry)
    kept(project.model_copy(update={"lead": PartnerEntry(name="Gekko", country="JP")}))
    assert f"{project.id}: lead_country: " in told("place", "FR-XAA", "JP")
    assert row_of(("place", "JP")) is not None


def test_a_row_of_which_nobody_said_that_it_names_the_one_that_goes_stands_in_the_way() -> None:
    kept(organisation("one"), organisation("other"))
    unsaid = make.instrument(provider=Organisation.objects.get(slug="other"))
    said = told("organisation", "one", "other")
    assert said == f"These still name it: {unsaid}. Change them first."
    assert row_of(("organisation", "other")) is not None


def test_a_place_that_is_called_as_the_one_that_stays_brings_no_other_name(curator: User) -> None:
    if not Place.objects.filter(code="FR").exists():
        make.place("FR")
    mended()
    kept(region("FR-XAA", name=words("same")), region("FR-XBB", name=words("same")))
    found = merge_of("place", "FR-XAA", "FR-XBB")
    assert found is not None
    assert found.names == ()
    assert {change.key for change in merge(found, curator)} == {"FR-XAA", "FR-XBB"}
