"""An edit waits, and changes nothing for anybody else; what is published is a version, and every version can be had again."""

from datetime import date

import pytest
from catalogue.fixture_files import FixtureError, InstrumentEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from catalogue import drafts
from catalogue.editions.differences import Difference, differences
from catalogue.loading import digest
from catalogue.models import Edit, Instrument, StoredEntry, Version
from matcher.models import RulesetStamp
from matcher.rules.current import current
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator", first_name="Ada", last_name="Peeters")


@pytest.fixture
def slug() -> str:
    return Instrument.objects.published().exclude(lead_months=None).order_by("slug")[0].slug


def entry(slug: str) -> InstrumentEntry:
    found = drafts.entry_of("instrument", slug)
    assert isinstance(found, InstrumentEntry)
    return found


def later(value: InstrumentEntry, months: int) -> InstrumentEntry:
    return value.model_copy(update={"timing": value.timing.model_copy(update={"lead_months": months})})


def months(slug: str) -> int | None:
    return Instrument.objects.get(slug=slug).lead_months


def edited(slug: str, months: int, curator: User) -> Edit:
    edit = drafts.keep(("instrument", slug), later(entry(slug), months), curator)
    assert edit is not None
    return edit


def test_every_entry_is_kept_as_it_is() -> None:
    for name, value in drafts.in_force().items():
        (stored,) = drafts.store([value])
        stored.refresh_from_db()
        assert digest(drafts.value_of(stored)) == digest(value), name


def test_writing_every_entry_changes_none() -> None:
    before = drafts.in_force()
    with drafts.working(before) as refused:
        assert not refused
        assert {name: digest(one) for name, one in drafts.in_force().items()} == {
            name: digest(one) for name, one in before.items()
        }


def test_an_edit_is_seen_by_who_works_and_by_nobody_else(slug: str, curator: User) -> None:
    stamp, version, lead = RulesetStamp.current(), current().ruleset.version, months(slug)
    edited(slug, 11, curator)
    with drafts.working():
        assert months(slug) == 11
        assert current().ruleset.version != version
    assert months(slug) == lead
    assert current().ruleset.version == version
    assert RulesetStamp.current() == stamp


def test_the_last_edit_of_a_thing_counts(slug: str, curator: User) -> None:
    edited(slug, 10, curator)
    edited(slug, 11, curator)
    with drafts.working():
        assert months(slug) == 11
    assert Edit.objects.waiting().count() == 2


def test_an_edit_back_to_what_is_in_force_waits_for_nothing(slug: str, curator: User) -> None:
    edited(slug, 11, curator)
    assert drafts.keep(("instrument", slug), entry(slug), curator) is None
    assert drafts.waiting() == {}
    assert Edit.objects.get().is_dropped


def test_keeping_the_same_twice_is_one_edit(slug: str, curator: User) -> None:
    assert edited(slug, 11, curator) == edited(slug, 11, curator)


def test_publishing_changes_what_everybody_sees_and_is_written_down(slug: str, curator: User) -> None:
    stamp = RulesetStamp.current()
    edit = edited(slug, 11, curator)
    before = Version.objects.count()
    version = drafts.publish([edit], author=curator, why="The decree changed.")
    assert (months(slug), drafts.waiting()) == (11, {})
    assert RulesetStamp.current() > stamp
    assert (version.number, version.signed, version.why) == (before + 1, "Ada Peeters", "The decree changed.")
    edit.refresh_from_db()
    assert edit.version == version
    held = version.entries.get(kind="instrument", key=slug)
    assert held.entry["timing"]["lead_months"] == 11


def test_what_is_not_picked_goes_on_waiting(curator: User) -> None:
    one, other = Instrument.objects.published().exclude(lead_months=None).order_by("slug")[:2]
    edits = [edited(row.slug, 11, curator) for row in (one, other)]
    drafts.publish(edits[:1], author=curator, why="One of the two.")
    assert list(drafts.waiting()) == [("instrument", other.slug)]


def test_a_version_comes_back_in_one_step_and_nothing_that_waits_is_lost(slug: str, curator: User) -> None:
    lead = months(slug)
    first = Version.objects.get()
    whole = {digest(one) for one in drafts.in_force().values()}
    drafts.publish([edited(slug, 11, curator)], author=curator, why="Too long.")
    other = Instrument.objects.published().exclude(slug=slug).exclude(lead_months=None)[0].slug
    edited(other, 12, curator)
    version = drafts.restore(first, author=curator, why="It was right before.")
    assert months(slug) == lead
    assert {digest(one) for one in drafts.in_force().values()} == whole
    assert version.number == 3
    assert list(drafts.waiting()) == [("instrument", other)]


def test_what_came_later_is_kept_from_the_public_when_an_older_version_comes_back(slug: str, curator: User) -> None:
    first = Version.objects.get()
    new = entry(slug).model_copy(update={"id": "new-route"})
    with drafts.alone():
        drafts.write([new.model_copy(update={"is_published": False})])
    edit = drafts.keep(("instrument", "new-route"), new, curator)
    assert edit is not None
    drafts.publish([edit], author=curator, why="A new route.")
    assert Instrument.objects.published().filter(slug="new-route").exists()
    drafts.restore(first, author=curator, why="Not yet.")
    assert not Instrument.objects.published().filter(slug="new-route").exists()
    assert Instrument.objects.filter(slug="new-route").exists()


def test_what_was_deleted_comes_back_with_its_version(curator: User) -> None:
    first = Version.objects.get()
    rule = next(key for kind, key in drafts.in_force() if kind == "rule")
    edit = drafts.keep(("rule", rule), None, curator)
    assert edit is not None
    with drafts.working():
        assert drafts.entry_of("rule", rule) is None
    drafts.publish([edit], author=curator, why="Not needed.")
    assert drafts.entry_of("rule", rule) is None
    drafts.restore(first, author=curator, why="Needed after all.")
    assert drafts.entry_of("rule", rule) is not None


def test_an_edit_that_names_what_is_gone_is_told_and_keeps_nobody_from_working(slug: str, curator: User) -> None:
    helper = make.organisation("helper-to-go")
    value = entry(slug).model_copy(update={"help": ["helper-to-go"]})
    edit = drafts.keep(("instrument", slug), value, curator)
    assert edit is not None
    helper.delete()
    other = Instrument.objects.published().exclude(slug=slug).exclude(lead_months=None)[0].slug
    edited(other, 11, curator)
    with drafts.working() as refused:
        assert "helper-to-go: is not there any more" in refused["instrument", slug]
        assert months(other) == 11
    with pytest.raises(FixtureError):
        drafts.publish(list(drafts.waiting().values()), author=curator, why="All.")
    assert months(other) != 11, "all or none"


def test_dropping_what_was_never_published_leaves_nothing(slug: str, curator: User) -> None:
    new = entry(slug).model_copy(update={"id": "new-route"})
    with drafts.alone():
        drafts.write([new.model_copy(update={"is_published": False})])
    drafts.keep(("instrument", "new-route"), new, curator)
    drafts.drop(("instrument", "new-route"))
    assert not Instrument.objects.filter(slug="new-route").exists()
    edited(slug, 11, curator)
    drafts.drop(("instrument", slug))
    assert Instrument.objects.filter(slug=slug).exists()
    assert drafts.waiting() == {}


def test_dropping_an_edit_in_a_database_of_before_there_were_versions_drops_no_row(slug: str, curator: User) -> None:
    Version.objects.all().delete()
    edited(slug, 11, curator)
    drafts.drop(("instrument", slug))
    assert Instrument.objects.filter(slug=slug).exists()
    assert Version.objects.get().entries.filter(key=slug).exists()


def test_loading_the_fixtures_is_a_version_and_loading_them_again_is_none() -> None:
    assert Version.objects.get().signed == "load_catalogue"
    drafts.record_if_new()
    assert Version.objects.count() == 1


def test_a_version_says_why_and_a_published_edit_is_not_dropped(slug: str, curator: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(number=99, why="")
    edit = edited(slug, 11, curator)
    drafts.publish([edit], author=curator, why="Yes.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edit.objects.filter(pk=edit.pk).update(is_dropped=True)


def test_only_contents_that_differ_are_stored(slug: str, curator: User) -> None:
    before = StoredEntry.objects.count()
    drafts.publish([edited(slug, 11, curator)], author=curator, why="One thing.")
    assert StoredEntry.objects.count() == before + 1


def test_differences_are_told_by_field_in_the_words_of_staff(slug: str) -> None:
    before = entry(slug)
    after = later(before, 11)
    assert differences(before, after) == (Difference("Maanden voor de start", str(before.timing.lead_months), "11"),)
    assert differences(before, before) == ()
    assert {one.after for one in differences(before, None)} == {""}


def test_a_row_that_is_added_is_told_alone() -> None:
    row = next(one for one in drafts.in_force().values() if isinstance(one, InstrumentEntry) and len(one.checks) > 2)
    fewer = row.model_copy(update={"checks": row.checks[1:]})
    told = differences(fewer, row)
    assert {one.label.partition(":")[0] for one in told} == {"Controle 1"}
    assert all(one.before == "" for one in told)


def test_days_and_choices_are_told_as_people_read_them() -> None:
    rule = next(one for (kind, _key), one in drafts.in_force().items() if kind == "rule")
    after = rule.model_copy(update={"valid_until": date(2027, 3, 1), "is_active": False})
    said = {one.label: one.after for one in differences(rule, after)}
    assert set(said.values()) == {"1 maart 2027", "nee"}
