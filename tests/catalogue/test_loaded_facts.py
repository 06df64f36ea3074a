"""The facts as they are committed, loaded: nothing of them is lost on the way, and nothing is written twice."""

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS, EntryKind
from catalogue.loading.load import load
from catalogue.models import Check, Instrument, InstrumentSource, Membership, Place
from tests.little import Facts, committed, committed_facts
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything", "own_kinds")]

OURS = [kind for kind in KINDS.values() if kind.model._meta.app_label == "catalogue"]


@pytest.fixture(scope="module")
def found() -> Facts:
    return committed_facts()


@pytest.mark.both_databases
def test_loading_twice_changes_nothing(found: Facts) -> None:
    before = list(Instrument.objects.values_list("pk", "updated_at"))
    outcomes = load(settings.FIXTURES_DIR)
    assert {kind for kind, one in outcomes.items() if one.created or one.changed or one.kept or one.left} == set()
    assert set(outcomes["instrument"].unchanged) == found["instrument"].keys()
    assert list(Instrument.objects.values_list("pk", "updated_at")) == before


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_a_row_reads_back_as_its_entry(found: Facts, kind: EntryKind) -> None:
    rows = {kind.key(row): row for row in kind.rows()}
    assert rows.keys() >= found[kind.name].keys()
    for key, read in found[kind.name].items():
        assert kind.value_of(rows[key]).model_dump() == read.value.model_dump(), key


def test_reading_back_takes_as_many_queries_for_all_as_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for kind in OURS:
        with django_assert_max_num_queries(40):
            for row in kind.rows():
                kind.value_of(row)


def test_norway_stays_a_country() -> None:
    assert Place.objects.get(code="NO").name_en == "Norway"
    assert Membership.objects.filter(place__code="NO").exists()


def test_a_check_rests_on_a_source_of_its_own_instrument() -> None:
    rested = Check.objects.exclude(source=None).select_related("source")
    assert rested.exists()
    assert all(the(check.source).instrument_id == check.instrument_id for check in rested)
    written = sum(len(instrument.sources) for instrument in committed(InstrumentEntry).values())
    assert InstrumentSource.objects.count() == written > 0


def test_a_page_takes_as_many_queries_as_its_relations(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    routes = Instrument.objects.for_page()
    named = [getattr(one, "prefetch_to", one).split("__") for one in vars(routes)["_prefetch_related_lookups"]]
    relations = {tuple(path[: depth + 1]) for path in named for depth in range(len(path))}
    with django_assert_num_queries(1 + len(relations)):
        for route in routes:
            assert [source.supports for source in route.sources.all()]
            for related in ("themes", "goals", "where_groups", "help", "windows", "rounds", "doubts"):
                list(getattr(route, related).all())
            for check in route.checks.all():
                assert check.source is None or check.source.url or check.source.ref
