"""One edit is undone: what it changed reads as before, what was changed since stays."""

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest
from catalogue.editions.undo import NotUndone, undo
from catalogue.editions.working import exclusive_transaction, keep, row_of, waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS
from catalogue.entries.values import Entry, Words
from catalogue.loading.writing import write
from catalogue.models import Change, Instrument
from tests.noted import mended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator")


@pytest.fixture
def route() -> InstrumentEntry:
    name = next(name for name in sorted(read_latest().stored) if name[0] == "instrument")
    return instrument(name[1])


def instrument(slug: str) -> InstrumentEntry:
    entry = row_of(("instrument", slug))
    assert isinstance(entry, InstrumentEntry)
    return entry


def saved(entry: Entry, author: User) -> Change:
    with exclusive_transaction():
        write([entry])
        change = keep((entry.kind_of_entry, entry.key), author)
    assert change is not None
    return change


def changed(entry: InstrumentEntry, author: User, **fields: object) -> Change:
    return saved(instrument(entry.id).model_copy(update=fields), author)


def named(entry: InstrumentEntry, dutch: str) -> Words:
    return entry.name.model_copy(update={"nl": dutch})


def test_an_edit_is_undone_beside_a_later_one(route: InstrumentEntry, curator: User) -> None:
    first = changed(route, curator, name=named(route, "Een andere naam"), dossier="page 3")
    changed(route, curator, named_in=["a later edit"])
    undo(first, curator)
    assert instrument(route.id) == route.model_copy(update={"named_in": ["a later edit"]})
    assert Change.objects.latest("pk").note == "undone: the edit of curator"
    assert mended() == {}


def test_an_edit_of_what_was_changed_again_stays_and_says_which(route: InstrumentEntry, curator: User) -> None:
    first = changed(route, curator, name=named(route, "Een andere naam"), dossier="page 3")
    changed(route, curator, name=named(route, "Nog een andere naam"))
    with pytest.raises(NotUndone, match="This was changed again since: Name \\(Dutch\\)"):
        undo(first, curator)
    assert instrument(route.id).dossier == "page 3", "not even half of it is undone"


def test_an_edit_is_undone_after_it_was_published(route: InstrumentEntry, curator: User) -> None:
    first = changed(route, curator, dossier="page 3")
    publish(author=curator, why="It is so.")
    undo(first, curator)
    assert instrument(route.id) == route
    assert [one.name for one in waiting(read_latest())] == [("instrument", route.id)], "it waits, as any edit"


def test_what_is_undone_twice_is_told(route: InstrumentEntry, curator: User) -> None:
    first = changed(route, curator, dossier="page 3")
    undo(first, curator)
    with pytest.raises(NotUndone, match="It reads as before that edit already"):
        undo(first, curator)


def test_what_an_edit_brought_goes_while_nobody_saw_it(route: InstrumentEntry, curator: User) -> None:
    added = saved(route.model_copy(update={"id": "new-route"}), curator)
    undo(added, curator)
    assert not Instrument.objects.filter(slug="new-route").exists()
    assert waiting(read_latest()) == ()
    assert mended() == {}


def test_what_an_edit_brought_loses_its_tick_once_it_was_public(route: InstrumentEntry, curator: User) -> None:
    added = saved(route.model_copy(update={"id": "new-route"}), curator)
    publish(author=curator, why="A new route.")
    undo(added, curator)
    assert not Instrument.objects.get(slug="new-route").is_published
    assert [one.after for one in waiting(read_latest())] == [None]


def test_what_an_edit_brought_stays_where_it_was_changed_since(route: InstrumentEntry, curator: User) -> None:
    added = saved(route.model_copy(update={"id": "new-route"}), curator)
    saved(instrument("new-route").model_copy(update={"dossier": "page 3"}), curator)
    with pytest.raises(NotUndone, match="It was changed since"):
        undo(added, curator)
    assert Instrument.objects.filter(slug="new-route").exists()


def test_what_an_edit_removed_comes_back(curator: User) -> None:
    name = next(name for name in sorted(read_latest().stored) if name[0] == "rule")
    was = row_of(name)
    with exclusive_transaction():
        KINDS["rule"].model._default_manager.filter(slug=name[1]).delete()
        removed = keep(name, curator)
    assert removed is not None
    undo(removed, curator)
    assert row_of(name) == was
    assert waiting(read_latest()) == ()


def test_what_was_there_and_never_public_reads_as_before_its_first_edit(route: InstrumentEntry, curator: User) -> None:
    """As a load writes a route that is not published: no save of staff and no edition tells of it."""
    hidden = route.model_copy(update={"id": "not-public", "is_published": False})
    write([hidden])
    mended()
    edit = changed(hidden, curator, dossier="page 3")
    undo(edit, curator)
    assert instrument("not-public") == hidden
