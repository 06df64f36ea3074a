"""An edition goes out, or an older one comes back, whole or not at all."""

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from catalogue.editions.publish import NotPublished, publish, restore, select
from catalogue.editions.store import read_latest
from catalogue.editions.working import exclusive_transaction, keep, row_of, waiting
from catalogue.entries.example import ExampleEntry, PartnerEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Words
from catalogue.loading.writing import write
from catalogue.models import Organisation
from catalogue.vocabulary import OrganisationKind
from tests.noted import mended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.both_databases]


FUNDER = OrganisationEntry(id="funder", name=Words(nl="Fonds", en="Fund"), kind=OrganisationKind.FUNDER, country="BE")


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator")


@pytest.fixture
def route() -> InstrumentEntry:
    found = row_of(next(name for name in sorted(read_latest().stored) if name[0] == "instrument"))
    assert isinstance(found, InstrumentEntry)
    return found


def test_what_names_what_is_gone_does_not_come_back(route: InstrumentEntry, curator: User) -> None:
    """The funder that the route had then was deleted since, and waits to leave: its row is not written."""
    name = ("instrument", route.id)
    write([FUNDER, route.model_copy(update={"provider": "funder"})])
    mended()
    then = publish(author=curator, why="Paid by the fund.").number
    write([route])
    mended()
    latest = publish(author=curator, why="Paid by another.").number
    with exclusive_transaction():
        Organisation.objects.filter(slug="funder").delete()
        keep(("organisation", "funder"), curator)
    with pytest.raises(NotPublished) as failure:
        restore(then, author=curator, why="Back.")
    assert str(failure.value) == "organisation: funder: is not there any more", "it says what"
    assert read_latest().number == latest
    assert row_of(name) == route


def test_what_came_since_and_has_no_tick_keeps_its_row_and_is_public_no_more(curator: User) -> None:
    then = read_latest().number
    write([FUNDER])
    mended()
    publish(author=curator, why="A funder.")
    restore(then, author=curator, why="Without it.")
    assert read_latest().entry(("organisation", "funder")) is None
    assert row_of(("organisation", "funder")) == FUNDER
    assert [one.name for one in waiting(read_latest())] == [("organisation", "funder")], "it waits, as before"


def test_what_names_what_is_nowhere_goes_out_with_nothing_and_is_refused(curator: User) -> None:
    """Who leads a project is in a country, which is named by its code: a row may name one that is not there."""
    name = next(name for name in sorted(read_latest().stored) if name[0] == "example")
    project = row_of(name)
    assert isinstance(project, ExampleEntry)
    write([project.model_copy(update={"lead": PartnerEntry(name="Gekko", country="QQ")})])
    mended()
    selection = select(read_latest(), [name])
    assert ([one.name for one in selection.chosen], selection.along) == ([name], ())
    with override("en"), pytest.raises(NotPublished, match="names place “QQ”, which is not public"):
        publish(author=curator, why="Led from there.", names=[name])
    assert read_latest().entry(name) == project
