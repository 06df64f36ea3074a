"""An older edition comes back whole, or not at all."""

import pytest
from django.contrib.auth.models import User

from catalogue.editions.publish import NotPublished, publish, restore
from catalogue.editions.store import read_latest
from catalogue.editions.working import exclusive_transaction, keep, row_of
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Words
from catalogue.loading.writing import write
from catalogue.models import Organisation
from catalogue.vocabulary import OrganisationKind
from tests.noted import mended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.both_databases]


def test_what_names_what_is_gone_does_not_come_back() -> None:
    """The funder that the route had then was deleted since, and waits to leave: its row is not written."""
    curator = User.objects.create_user("curator")
    funder = OrganisationEntry(
        id="funder", name=Words(nl="Fonds", en="Fund"), kind=OrganisationKind.FUNDER, country="BE"
    )
    name = next(name for name in sorted(read_latest().stored) if name[0] == "instrument")
    route = row_of(name)
    assert isinstance(route, InstrumentEntry)
    write([funder, route.model_copy(update={"provider": "funder"})])
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
