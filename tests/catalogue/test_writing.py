"""Values to rows: what names a row of its own kind waits until that is there, and is told what it waits for in vain."""

import pytest

from catalogue.editions.working import row_of
from catalogue.entries.organisation import OrganisationEntry, TodayEntry
from catalogue.entries.values import FixtureError, Words
from catalogue.loading.writing import write
from catalogue.vocabulary import OrganisationKind

pytestmark = pytest.mark.django_db


def organisation(key: str, into: str = "") -> OrganisationEntry:
    """`into`: into which other one it went."""
    today = TodayEntry(organisation=into, is_certain=True) if into else None
    name = Words(nl=f"{key} (nl)", en=f"{key} (en)")
    return OrganisationEntry(id=key, name=name, kind=OrganisationKind.FUNDER, country="BE", today=today)


def test_what_comes_together_is_written_whatever_its_order() -> None:
    chain = [organisation("first", "second"), organisation("second", "third"), organisation("third")]
    write(chain)
    assert [row_of(("organisation", one.id)) for one in chain] == chain


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        pytest.param("first", "first: names itself in a circle", id="a circle"),
        pytest.param("gone", "organisation: gone: is not there any more", id="the last one names what is gone"),
    ],
)
def test_what_waits_in_vain_is_told_why(last: str, reason: str) -> None:
    with pytest.raises(FixtureError) as failure:
        write([organisation("first", "second"), organisation("second", last)])
    assert str(failure.value) == reason
