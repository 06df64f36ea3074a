"""What tests start from reads as is noted, and `tests.noted` finds whatever reading all rows again would find."""

from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from catalogue.editions import working
from catalogue.entries.kinds import KINDS, EntryKind, Name
from catalogue.models import Discipline, Instrument, Membership, Organisation, Place, Working
from tests import noted
from tests.matcher.staff_pages import IN_EDITIONS, first_row, otherwise
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]
TIP = "kunstendecreet-tip"


def found_by_reading_all() -> set[Name]:
    with transaction.atomic():
        found = set(working.mended())
        transaction.set_rollback(True)
    return found


def test_a_little_catalogue_reads_as_is_noted() -> None:
    assert working.mended() == {}


def test_nothing_is_read_where_nothing_was_written(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    noted.mended()  # asks from which tables each kind is read, once
    with django_assert_num_queries(1):
        assert noted.mended() == {}


@pytest.mark.parametrize("kind", [KINDS[name] for name in IN_EDITIONS], ids=lambda kind: kind.name)
def test_a_row_of_any_kind_that_was_written_is_found(kind: EntryKind) -> None:
    row = first_row(kind)
    kind.model._default_manager.filter(pk=row.pk).update(**otherwise(row))
    assert found_by_reading_all() == set(noted.mended()) == {(kind.name, kind.key(row))}
    assert noted.mended() == {}


def rename_who_is_named() -> None:
    row = Organisation.objects.exclude(instruments=None).order_by("slug")[0]
    Organisation.objects.filter(pk=row.pk).update(slug="another-name")


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda: the(Instrument.objects.get(slug=TIP).sources.first()).delete(), id="a part less"),
        pytest.param(lambda: Instrument.objects.get(slug=TIP).rounds.create(closes="2027-01"), id="a part more"),
        pytest.param(lambda: Instrument.objects.get(slug=TIP).goals.clear(), id="a relation"),
        pytest.param(lambda: the(Membership.objects.first()).delete(), id="a part of a part"),
        pytest.param(rename_who_is_named, id="the name of what others name"),
        pytest.param(
            lambda: Discipline.objects.bulk_create(
                [Discipline(slug="juggling", name_nl="J", name_en="J", family=the(Discipline.objects.first()).family)]
            ),
            id="a new row",
        ),
        pytest.param(lambda: the(Working.objects.filter(kind="place").first()).delete(), id="a note less"),
        pytest.param(lambda: Working.objects.filter(kind="goal").update(digest="x"), id="notes otherwise"),
        pytest.param(lambda: Place.objects.filter(code="FR").update(name_en="x"), id="a row by its code"),
    ],
)
def test_so_is_what_was_written_beside_the_columns(write: Callable[[], object]) -> None:
    write()
    found = found_by_reading_all()
    assert found == set(noted.mended())
    assert found
