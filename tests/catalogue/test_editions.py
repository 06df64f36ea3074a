"""What staff write waits, and changes nothing for anybody else; what is published is an edition, and each can be had again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from catalogue import models as rows
from catalogue.editions.differences import Difference, differences
from catalogue.editions.edition import EMPTY, Edition, Stored
from catalogue.editions.problems import problems
from catalogue.editions.publish import NotPublished, publish, restore, select, take_back
from catalogue.editions.store import exported, imported, latest_mark, read_edition, read_file, read_latest, write_file
from catalogue.editions.working import keep, mended, record, row_of, waiting, working_edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS, Name, digest
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry
from catalogue.loading.writing import write
from tests import factories as make
from tests.rows import read_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
IN_EDITIONS = [name for name, kind in KINDS.items() if kind.in_editions]


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator", first_name="Ada", last_name="Peeters")


@pytest.fixture
def slug() -> str:
    return rows.Instrument.objects.published().exclude(lead_months=None).order_by("slug")[0].slug


def entry(slug: str) -> InstrumentEntry:
    found = row_of(("instrument", slug))
    assert isinstance(found, InstrumentEntry)
    return found


def later(value: InstrumentEntry, months: int) -> InstrumentEntry:
    return value.model_copy(update={"timing": value.timing.model_copy(update={"lead_months": months})})


def saved(value: Entry, author: User) -> rows.Change | None:
    """As a page of staff does: the row, and in the same transaction what is kept of it."""
    with transaction.atomic():
        write([value])
        return keep((value.kind_of_entry, value.key), author)


def edited(slug: str, months: int, author: User) -> rows.Change:
    change = saved(later(entry(slug), months), author)
    assert change is not None
    return change


def names(published: Edition) -> list[Name]:
    return [one.name for one in waiting(published)]


def public_months(slug: str) -> int | None:
    found = read_latest().get(InstrumentEntry, slug)
    assert found is not None
    return found.timing.lead_months


# --- Entries ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", IN_EDITIONS)
def test_every_entry_of_a_kind_is_kept_as_it_is(kind: str) -> None:
    values = read_all(kind)
    assert values
    for key, value in values.items():
        stored = Stored.of(value, 1, date(2026, 11, 26))
        assert digest(stored.entry) == digest(value), key


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", IN_EDITIONS)
def test_writing_every_entry_of_a_kind_changes_none(kind: str) -> None:
    before = read_all(kind)
    write(before.values())
    after = read_all(kind)
    assert {key: digest(one) for key, one in after.items()} == {key: digest(one) for key, one in before.items()}


def test_no_two_kinds_share_a_digest() -> None:
    digests = [digest(value) for kind in IN_EDITIONS for value in read_all(kind).values()]
    assert len(set(digests)) == len(digests)


# --- What waits ---------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_what_is_saved_waits_and_the_public_sees_nothing_of_it(slug: str, curator: User) -> None:
    published, months = read_latest(), public_months(slug)
    edited(slug, 11, curator)
    assert public_months(slug) == months
    assert latest_mark() == (published.number, published.digest)
    working = working_edition(published).get(InstrumentEntry, slug)
    assert working is not None
    assert working.timing.lead_months == 11
    assert names(published) == [("instrument", slug)]


@pytest.mark.both_databases
def test_every_save_is_kept_and_one_of_the_same_is_none(slug: str, curator: User) -> None:
    edited(slug, 10, curator)
    edited(slug, 11, curator)
    assert saved(later(entry(slug), 11), curator) is None
    assert rows.Change.objects.waiting().count() == 2


@pytest.mark.both_databases
def test_an_edit_back_to_what_is_public_waits_for_nothing(slug: str, curator: User) -> None:
    before = entry(slug)
    edited(slug, 11, curator)
    saved(before, curator)
    assert waiting(read_latest()) == ()
    assert rows.Change.objects.count() == 2, "both saves stay in the history"


@pytest.mark.both_databases
def test_a_row_kept_from_the_public_does_not_wait(slug: str, curator: User) -> None:
    new = entry(slug).model_copy(update={"id": "new-route", "is_published": False})
    saved(new, curator)
    assert waiting(read_latest()) == ()
    saved(new.model_copy(update={"is_published": True}), curator)
    assert names(read_latest()) == [("instrument", "new-route")]


@pytest.mark.both_databases
def test_taking_a_tick_away_waits_as_a_departure(slug: str, curator: User) -> None:
    saved(entry(slug).model_copy(update={"is_published": False}), curator)
    (one,) = waiting(read_latest())
    assert (one.name, one.after) == (("instrument", slug), None)


@pytest.mark.both_databases
def test_what_a_writer_does_not_say_is_found_and_mended(slug: str) -> None:
    assert mended() == {}
    rows.Instrument.objects.filter(slug=slug).update(lead_months=11)
    assert waiting(read_latest()) == ()
    assert list(mended()) == [("instrument", slug)]
    assert names(read_latest()) == [("instrument", slug)]
    assert mended() == {}


@pytest.mark.both_databases
def test_the_command_that_checks_the_working_state_mends_it_and_says_so(
    slug: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_working")
    assert "0 entries" in capsys.readouterr().out
    rows.Instrument.objects.filter(slug=slug).update(lead_months=11)
    with pytest.raises(SystemExit):
        call_command("check_working")
    assert slug in capsys.readouterr().out
    call_command("check_working")


# --- Publishing ---------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_publishing_makes_an_edition_and_is_written_down(slug: str, curator: User) -> None:
    change = edited(slug, 11, curator)
    before = read_latest()
    edition = publish(author=curator, why="The decree changed.")
    assert (public_months(slug), waiting(read_latest())) == (11, ())
    assert (edition.number, edition.signed, edition.why) == (before.number + 1, "Ada Peeters", "The decree changed.")
    change.refresh_from_db()
    assert change.edition == edition
    assert read_latest().stored["instrument", slug].since == edition.number
    untouched = next(name for name in before.stored if name != ("instrument", slug))
    assert read_latest().stored[untouched].since == before.stored[untouched].since


@pytest.mark.both_databases
def test_an_edition_never_changes(slug: str, curator: User) -> None:
    first = rows.Edition.objects.get()
    before = exported(read_edition(first))
    edited(slug, 11, curator)
    publish(author=curator, why="Later.")
    assert exported(read_edition(first)) == before


@pytest.mark.both_databases
def test_what_is_not_picked_goes_on_waiting(curator: User) -> None:
    one, other = rows.Instrument.objects.published().exclude(lead_months=None).order_by("slug")[:2]
    edited(one.slug, 11, curator)
    edited(other.slug, 11, curator)
    publish(author=curator, why="One of the two.", names=[("instrument", one.slug)])
    assert names(read_latest()) == [("instrument", other.slug)]
    assert (public_months(one.slug), public_months(other.slug) == 11) == (11, False)


@pytest.mark.both_databases
def test_what_is_named_comes_along(slug: str, curator: User) -> None:
    funder = row_of(("organisation", entry(slug).provider))
    assert isinstance(funder, OrganisationEntry)
    saved(funder.model_copy(update={"id": "new-funder"}), curator)
    saved(entry(slug).model_copy(update={"provider": "new-funder"}), curator)
    selection = select(read_latest(), [("instrument", slug)])
    assert [one.name for one in selection.along] == [("organisation", "new-funder")]
    publish(author=curator, why="Another funder.", names=[("instrument", slug)])
    assert read_latest().get(OrganisationEntry, "new-funder") is not None


@pytest.mark.both_databases
def test_what_others_name_does_not_leave(slug: str, curator: User) -> None:
    """A row that is named cannot be deleted; one that lost its name in what waits can leave only with that."""
    funder = entry(slug).provider
    with transaction.atomic():
        other = make.organisation("somebody-else")
        rows.Instrument.objects.filter(provider__slug=funder).update(provider=other)
        rows.Organisation.objects.filter(slug=funder).delete()
        mended()
    with pytest.raises(NotPublished) as refused:
        publish(author=curator, why="It goes.", names=[("organisation", funder)])
    assert funder in str(refused.value)
    assert read_latest().get(OrganisationEntry, funder) is not None


@pytest.mark.both_databases
def test_two_who_publish_at_once_make_two_editions_of_which_none_is_lost(slug: str, curator: User) -> None:
    edited(slug, 11, curator)
    publish(author=curator, why="One.")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.Edition.objects.create(number=read_latest().number, digest="x", manifest="{}", why="The same number.")


@pytest.mark.both_databases
def test_an_edition_says_why_and_a_published_change_is_not_taken_back(slug: str, curator: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.Edition.objects.create(number=99, digest="x", manifest="{}", why="")
    change = edited(slug, 11, curator)
    publish(author=curator, why="Yes.")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.Change.objects.filter(pk=change.pk).update(is_taken_back=True)


@pytest.mark.both_databases
def test_only_contents_that_differ_are_stored(slug: str, curator: User) -> None:
    before = rows.StoredEntry.objects.count()
    edited(slug, 11, curator)
    publish(author=curator, why="One thing.")
    assert rows.StoredEntry.objects.count() == before + 1


# --- Going back ---------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_an_edition_comes_back_in_one_step_and_nothing_that_waits_is_lost(slug: str, curator: User) -> None:
    first, months = read_latest(), public_months(slug)
    edited(slug, 11, curator)
    publish(author=curator, why="Too long.")
    other = rows.Instrument.objects.published().exclude(slug=slug).exclude(lead_months=None)[0].slug
    edited(other, 12, curator)
    edition = restore(first.number, author=curator, why="It was right before.")
    assert public_months(slug) == months
    assert read_latest().digest == first.digest
    assert edition.number == first.number + 2
    assert names(read_latest()) == [("instrument", other)]
    assert entry(slug).timing.lead_months == months, "the row is as it is published again"


@pytest.mark.both_databases
def test_a_row_that_waits_is_not_written_over_when_an_edition_comes_back(slug: str, curator: User) -> None:
    first = read_latest()
    edited(slug, 11, curator)
    publish(author=curator, why="Eleven.")
    edited(slug, 12, curator)
    restore(first.number, author=curator, why="As it was.")
    assert entry(slug).timing.lead_months == 12
    assert names(read_latest()) == [("instrument", slug)]


@pytest.mark.both_databases
def test_what_came_later_loses_its_tick_when_an_older_edition_comes_back(slug: str, curator: User) -> None:
    first = read_latest()
    saved(entry(slug).model_copy(update={"id": "new-route"}), curator)
    publish(author=curator, why="A new route.")
    restore(first.number, author=curator, why="Not yet.")
    assert read_latest().get(InstrumentEntry, "new-route") is None
    assert not rows.Instrument.objects.get(slug="new-route").is_published, "no row is deleted"
    assert waiting(read_latest()) == ()


@pytest.mark.both_databases
def test_what_was_deleted_comes_back_with_its_edition(curator: User) -> None:
    first = read_latest()
    rule = next(key for kind, key in first.stored if kind == "rule")
    with transaction.atomic():
        KINDS["rule"].model._default_manager.filter(slug=rule).delete()
        keep(("rule", rule), curator)
    assert [(one.name, one.after) for one in waiting(first)] == [(("rule", rule), None)]
    publish(author=curator, why="Not needed.")
    assert ("rule", rule) not in read_latest().stored
    restore(first.number, author=curator, why="Needed after all.")
    assert row_of(("rule", rule)) is not None
    assert ("rule", rule) in read_latest().stored


@pytest.mark.both_databases
def test_taking_back_what_was_never_published_leaves_no_row_and_all_of_its_history(slug: str, curator: User) -> None:
    saved(entry(slug).model_copy(update={"id": "new-route"}), curator)
    take_back(("instrument", "new-route"))
    assert not rows.Instrument.objects.filter(slug="new-route").exists()
    assert rows.Change.objects.get(key="new-route").is_taken_back
    months = public_months(slug)
    edited(slug, 11, curator)
    take_back(("instrument", slug))
    assert entry(slug).timing.lead_months == months
    assert waiting(read_latest()) == ()


# --- The value ----------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_an_edition_is_the_same_value_in_the_database_and_in_a_file(tmp_path: Path) -> None:
    edition = read_latest()
    path = tmp_path / "edition.json"
    write_file(edition, path)
    found = read_file(path)
    assert found is not None
    assert (found.number, found.digest, found.at) == (edition.number, edition.digest, edition.at)
    assert exported(found) == exported(edition)
    path.write_text(path.read_text().replace("kunstendecreet-tip", "kunstendecreet-top"))
    assert read_file(path) is None, "one that was changed is not believed"
    assert read_file(tmp_path / "nothing") is None
    with pytest.raises(ValueError, match="format"):
        imported("{}")


@pytest.mark.both_databases
def test_two_editions_share_what_they_both_hold(slug: str, curator: User) -> None:
    first = read_latest()
    edited(slug, 11, curator)
    publish(author=curator, why="One thing.")
    second = read_latest(first)
    same = [name for name in second.stored if second.stored[name] == first.stored.get(name)]
    assert len(second.stored) - len(same) == 1


def test_the_digest_is_of_what_it_holds_and_not_of_when(slug: str, curator: User) -> None:
    first = read_latest()
    edited(slug, 11, curator)
    publish(author=curator, why="There.")
    restore(first.number, author=curator, why="And back.")
    assert read_latest().digest == first.digest
    assert read_latest().number != first.number


def test_an_edition_that_does_not_add_up_is_told(slug: str) -> None:
    edition = read_latest()
    assert problems(edition) == ()
    assert problems(EMPTY) == ()
    funder = ("organisation", entry(slug).provider)
    told = problems(edition.replaced(99, {funder: None}))
    assert told
    assert {one.field for one in told} >= {"provider"}
    rule = next(name for name in edition.stored if name[0] == "rule")
    value = edition.entry(rule)
    assert value is not None
    wrong = value.model_dump(by_alias=True) | {
        "then": "advise",
        "points": 0,
        "require": None,
        "when": [{"question": "goal", "operator": "at-least", "number": 3}],
    }
    stored = Stored.of(type(value).model_validate(wrong, context={"row": True}), 99, date(2026, 11, 26))
    (problem,) = problems(edition.replaced(99, {rule: stored}))
    assert problem.name == rule


def test_a_soft_reference_to_what_is_not_public_is_no_problem(slug: str) -> None:
    """Who helps may wait for its own publication; who gives may not."""
    value = entry(slug)
    told = []
    for name in ("help", "provider"):
        changed = value.model_dump(by_alias=True) | {name: ["not-public"] if name == "help" else "not-public"}
        stored = Stored.of(type(value).model_validate(changed, context={"row": True}), 99, date(2026, 11, 26))
        told.append([one.field for one in problems(read_latest().replaced(99, {("instrument", slug): stored}))])
    assert told == [[], ["provider"]]


# --- Differences --------------------------------------------------------------------------------------------------


@pytest.fixture
def in_dutch_again() -> Iterator[None]:
    with override("nl"):
        yield


@pytest.mark.usefixtures("in_dutch_again")
def test_differences_are_told_by_field_in_the_words_of_staff(slug: str) -> None:
    before = entry(slug)
    after = later(before, 11)
    assert differences(before, after) == (Difference("Maanden voor de start", str(before.timing.lead_months), "11"),)
    assert differences(before, before) == ()
    assert {one.after for one in differences(before, None)} == {""}


@pytest.mark.usefixtures("in_dutch_again")
def test_a_row_that_is_added_is_told_alone() -> None:
    row = next(one for one in read_latest().all(InstrumentEntry).values() if len(one.checks) > 2)
    fewer = row.model_copy(update={"checks": row.checks[1:]})
    told = differences(fewer, row)
    assert {one.label.partition(":")[0] for one in told} == {"Controle 1"}
    assert all(one.before == "" for one in told)


@pytest.mark.usefixtures("in_dutch_again")
def test_days_and_choices_are_told_as_people_read_them() -> None:
    rule = next(value for value in read_all("rule").values())
    after = rule.model_copy(update={"valid_until": date(2027, 3, 1), "is_active": False})
    said = {one.label: one.after for one in differences(rule, after)}
    assert set(said.values()) == {"1 maart 2027", "nee"}


def test_records_of_many_are_kept_in_a_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    everything = [("instrument", slug) for slug in rows.Instrument.objects.values_list("slug", flat=True)]
    with django_assert_max_num_queries(40):
        assert record(everything) == {}
