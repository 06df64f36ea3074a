"""Edits that waited beside the rows, in a database of before there was a working state, become what the rows say, and wait on."""

import logging

import pytest

from catalogue.editions.carry_over import carry_over
from catalogue.editions.edition import Stored
from catalogue.editions.history import history, published_values
from catalogue.editions.store import manifest_of, read_latest, store
from catalogue.editions.working import WORKING, row_of, waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.values import Entry
from catalogue.models import Change, Edition, LoadedEntry, Working
from tests.noted import mended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.both_databases]


def first(kind: str) -> Name:
    return next(name for name in sorted(read_latest().stored) if name[0] == kind)


def edit_of_before(name: Name, value: Entry | None) -> Change:
    """As it was kept before there was a working state: an entry beside the row, which reads as it did."""
    stored = None if value is None else Stored.of(value, WORKING, read_latest().stored[name].since_on)
    if stored is not None:
        store([(name, stored)])
    return Change.objects.create(kind=name[0], key=name[1], stored_id=stored.digest if stored else None, signed="Ada")


def route(**fields: object) -> tuple[Name, InstrumentEntry]:
    name = first("instrument")
    entry = row_of(name)
    assert isinstance(entry, InstrumentEntry)
    return name, entry.model_copy(update=fields)


def as_before() -> None:
    Working.objects.all().delete()


def test_the_last_edit_of_each_thing_is_written_to_its_row_and_waits() -> None:
    public = read_latest()
    name, edited = route(dossier="page 3")
    edit_of_before(name, route(dossier="page 2")[1])
    edit_of_before(name, edited)
    rule = first("rule")
    edit_of_before(rule, None)
    as_before()
    carry_over()
    assert row_of(name) == edited
    assert row_of(rule) is None, "an edit that took it away"
    assert [one.name for one in waiting(public)] == [name, rule]
    assert read_latest().digest == public.digest, "the public sees what it saw"
    assert Change.objects.waiting().count() == 3
    assert mended() == {}


def test_an_edit_that_names_what_is_gone_stays_in_the_history_alone(caplog: pytest.LogCaptureFixture) -> None:
    name, edited = route(provider="gone-long-ago")
    change = edit_of_before(name, edited)
    as_before()
    before = row_of(name)
    with caplog.at_level(logging.WARNING):
        carry_over()
    assert row_of(name) == before
    assert waiting(read_latest()) == ()
    assert change in [step.change for step in history(name)]
    assert f"The edit of instrument {name[1]} names what is gone" in caplog.text


def test_a_thing_that_was_taken_away_before_anybody_knew_it_has_a_history_of_nothing() -> None:
    change = edit_of_before(("rule", "gone-long-ago"), None)
    (step,) = history(("rule", "gone-long-ago"))
    assert (step.change, step.before, step.after, step.changes) == (change, None, None, ())


def test_where_the_edition_is_gone_in_which_a_thing_changed_its_past_is_what_is_left() -> None:
    """The latest holds a thing since an edition that nobody has; the one before that since its own."""
    name, edited = route(dossier="page 3")
    latest = read_latest()
    missing = latest.number + 1
    stored = Stored.of(edited, missing, latest.stored[name].since_on)
    later = latest.replaced(missing + 1, {name: stored})
    store([(name, stored)])
    Edition.objects.create(number=later.number, digest=later.digest, manifest=manifest_of(later), why="So.")
    first_seen = Edition.objects.get(number=latest.stored[name].since)
    assert [edition for edition, _value in published_values(name)] == [first_seen]


@pytest.mark.parametrize("there", ["a working state", "nothing loaded"])
def test_it_happens_once_and_where_something_was_loaded(there: str) -> None:
    name, edited = route(dossier="page 3")
    edit_of_before(name, edited)
    if there == "nothing loaded":
        as_before()
        LoadedEntry.objects.all().delete()
    carry_over()
    assert row_of(name) != edited
