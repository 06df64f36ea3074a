"""One edit is undone: what it changed reads as before, what was changed since stays."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from catalogue.editions.merging import merge, merge_of
from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest
from catalogue.editions.undo import NotUndone, undo
from catalogue.editions.working import exclusive_transaction, keep, row_of, waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS
from catalogue.entries.organisation import OrganisationEntry, TodayEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.place_name import PlaceNameEntry
from catalogue.entries.values import Entry, Words
from catalogue.loading.writing import write
from catalogue.models import Change, Instrument
from catalogue.vocabulary import OrganisationKind, PlaceKind
from matcher.rules.entries import RuleEntry
from tests.noted import mended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
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


# --- What cannot be undone ----------------------------------------------------------------------------------------


def removed(entry: Entry, author: User) -> Change:
    kind = KINDS[entry.kind_of_entry]
    with exclusive_transaction():
        kind.model._default_manager.filter(**kind.lookup(entry.key)).delete()
        change = keep((entry.kind_of_entry, entry.key), author)
    assert change is not None
    return change


def a_rule() -> RuleEntry:
    entry = row_of(next(name for name in sorted(read_latest().stored) if name[0] == "rule"))
    assert isinstance(entry, RuleEntry)
    return entry


def funder(key: str, **fields: Any) -> OrganisationEntry:
    name = Words(nl=f"{key} (nl)", en=f"{key} (en)")
    return OrganisationEntry(id=key, name=name, kind=OrganisationKind.FUNDER, country="BE", **fields)


def test_what_is_there_again_is_not_brought_back_once_more(curator: User) -> None:
    was = a_rule()
    gone = removed(was, curator)
    again = was.model_copy(update={"name": "Written anew"})
    saved(again, curator)
    with pytest.raises(NotUndone, match="It is there again since"):
        undo(gone, curator)
    assert row_of(("rule", was.id)) == again


def test_an_edit_of_what_was_removed_since_waits_until_that_is_undone(curator: User) -> None:
    was = a_rule()
    edit = saved(was.model_copy(update={"name": "Another name"}), curator)
    gone = removed(was, curator)
    with pytest.raises(NotUndone, match="It was removed since: undo that first"):
        undo(edit, curator)
    assert row_of(("rule", was.id)) is None
    undo(gone, curator)
    undo(edit, curator)
    assert row_of(("rule", was.id)) == was


def test_what_an_edit_brought_and_another_removed_is_gone_already(curator: User) -> None:
    new = a_rule().model_copy(update={"id": "new-rule"})
    added = saved(new, curator)
    removed(new, curator)
    with pytest.raises(NotUndone, match="It reads as before that edit already"):
        undo(added, curator)


def test_what_is_new_and_named_by_others_stays(route: InstrumentEntry, curator: User) -> None:
    added = saved(funder("new-funder"), curator)
    changed(route, curator, provider="new-funder")
    with pytest.raises(NotUndone, match="It is new, and others name it already"):
        undo(added, curator)
    assert row_of(("organisation", "new-funder")) == funder("new-funder")
    assert instrument(route.id).provider == "new-funder"


def merged(kept: Entry, gone: Entry, author: User) -> Change:
    found = merge_of(kept.kind_of_entry, kept.key, gone.key)
    assert found is not None
    return merge(found, author)[0]


def test_a_merge_stays_where_the_other_name_that_it_brought_was_changed_since(curator: User) -> None:
    """A place that goes is another name of the one that stays."""
    one, other = (
        PlaceEntry(code=code, name=Words(nl=f"{code} (nl)", en=f"{code} (en)"), kind=PlaceKind.REGION, parent="BE")
        for code in ("BE-XA", "BE-XB")
    )
    write([one, other])
    mended()
    act = merged(one, other, curator)
    name = row_of(("place-name", "was-be-xb"))
    assert isinstance(name, PlaceNameEntry)
    saved(name.model_copy(update={"names": [*name.names, "Nog een naam"]}), curator)
    with pytest.raises(NotUndone, match="It was changed since: undo the later edits first"):
        undo(act, curator)
    assert row_of(("place", "BE-XB")) is None, "not even half of it is undone"


def test_a_merge_stays_where_what_comes_back_names_what_is_gone(curator: User) -> None:
    third = funder("third")
    one, other = funder("one"), funder("other", today=TodayEntry(name="", organisation="third", is_certain=True))
    write([third, one, other])
    mended()
    act = merged(one, other, curator)
    removed(third, curator)
    with pytest.raises(NotUndone, match="organisation: third: is not there any more"):
        undo(act, curator)
    assert row_of(("organisation", "other")) is None


def test_a_merge_is_not_made_again_where_others_name_what_would_go(route: InstrumentEntry, curator: User) -> None:
    """An undo is undone as any edit: what came back with it would go once more."""
    one, other = funder("one"), funder("other")
    write([one, other])
    mended()
    undone = undo(merged(one, other, curator), curator)
    assert undone is not None
    changed(route, curator, provider="other")
    with pytest.raises(NotUndone, match="It is new, and others name it already"):
        undo(undone, curator)
    assert row_of(("organisation", "other")) == other
    changed(route, curator, provider=route.provider)
    undo(undone, curator)
    assert row_of(("organisation", "other")) is None
    assert mended() == {}
