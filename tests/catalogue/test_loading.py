from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalogue import loading
from catalogue.fixture_files import FixtureError, read_directory
from catalogue.loading import LOADERS, digest, load, read_back
from catalogue.models import Check, Instrument, InstrumentSource, LoadedEntry, Membership, Organisation, Place
from catalogue.vocabulary import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

TIP = "kunstendecreet-tip"
ARTS_DECREE = "instruments/kunstendecreet.yaml"


def happened(outcomes, what):
    return {kind: keys for kind, outcome in outcomes.items() if (keys := getattr(outcome, what))}


def test_loading_twice_changes_nothing():
    before = list(Instrument.objects.values_list("pk", "updated_at"))
    outcomes = load(settings.FIXTURES_DIR)
    assert happened(outcomes, "created") == happened(outcomes, "changed") == happened(outcomes, "kept") == {}
    assert len(outcomes["instrument"].unchanged) == 209
    assert list(Instrument.objects.values_list("pk", "updated_at")) == before


OURS = [loader for loader in LOADERS if loader.model._meta.app_label == "catalogue"]


@pytest.fixture(scope="module")
def found():
    return read_directory(settings.FIXTURES_DIR)


@pytest.mark.parametrize("loader", OURS, ids=lambda loader: loader.kind)
def test_a_row_reads_back_as_its_entry(found, loader):
    rows = {loader.key(row): row for row in loader.rows()}
    assert rows.keys() >= found[loader.kind].keys()
    for key, read in found[loader.kind].items():
        assert read_back(rows[key]).model_dump() == read.value.model_dump(), key


def test_reading_back_takes_as_many_queries_for_all_as_for_one(django_assert_max_num_queries):
    for loader in OURS:
        with django_assert_max_num_queries(40):
            for row in loader.rows():
                read_back(row)


def test_what_a_file_changes_is_written(edited):
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")
    assert happened(load(directory), "changed") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 3
    assert happened(load(directory), "changed") == {}


def test_what_staff_changed_is_kept():
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    assert happened(load(settings.FIXTURES_DIR), "kept") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda tip: tip.goals.clear(), id="a relation"),
        pytest.param(lambda tip: tip.sources.first().delete(), id="a source less"),
        pytest.param(lambda tip: tip.costs.create(is_paid=True, text_nl="x", text_en="x"), id="a cost more"),
        pytest.param(lambda tip: tip.rounds.create(closes="2027-01"), id="a round more"),
    ],
)
def test_a_change_beside_the_columns_is_a_change_too(change):
    change(Instrument.objects.get(slug=TIP))
    assert happened(load(settings.FIXTURES_DIR), "kept") == {"instrument": [TIP]}


def test_what_staff_changed_is_kept_when_the_file_changes_too(edited):
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    assert happened(load(edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")), "kept") == {"instrument": [TIP]}


def test_overwrite_takes_the_files_word():
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    assert happened(load(settings.FIXTURES_DIR, overwrite=True), "changed") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 2


def test_what_staff_brought_in_line_with_the_file_is_no_longer_kept(edited):
    Instrument.objects.filter(slug=TIP).update(lead_months=3)
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")
    assert TIP in load(directory)["instrument"].unchanged
    assert happened(load(settings.FIXTURES_DIR), "changed") == {"instrument": [TIP]}


def test_a_deleted_row_comes_back():
    Instrument.objects.filter(slug="prince-claus-seed-award").delete()
    assert happened(load(settings.FIXTURES_DIR), "created") == {"instrument": ["prince-claus-seed-award"]}


def test_a_row_that_staff_made_is_left_alone():
    made = Organisation.objects.create(slug="nieuw-huis", name_nl="Nieuw huis", kind="funder", country="BE")
    load(settings.FIXTURES_DIR, overwrite=True)
    made.refresh_from_db()


def test_a_dry_run_tells_and_changes_nothing(edited):
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")
    assert happened(load(directory, dry_run=True), "changed") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 2


def test_a_digest_does_not_depend_on_fields_at_their_default(found):
    tip = found["instrument"][TIP].value
    assert digest(tip) == digest(tip.model_copy(update={"is_published": True}))
    assert digest(tip) != digest(tip.model_copy(update={"is_published": False}))


def test_the_command_tells_what_happened_per_kind():
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    out = StringIO()
    call_command("load_catalogue", stdout=out)
    lines = {line.split()[0]: line for line in out.getvalue().splitlines()}
    assert " ".join(lines["instrument"].split()[1:]) == "0 created 0 changed 208 unchanged 1 kept (changed by hand)"
    assert f"kept: {TIP}" in out.getvalue()


def test_another_app_can_add_a_kind(monkeypatch, edited):
    monkeypatch.setattr(loading, "LOADERS", list(loading.LOADERS))
    monkeypatch.setattr(loading.files, "FILES", {name: dict(of) for name, of in loading.files.FILES.items()})

    class NoteEntry(loading.files.DossierNoteEntry):
        kind_of_entry = "extra"

    notes = next(loader for loader in LOADERS if loader.kind == "dossier-note")
    extra = loading.Loader(NoteEntry, notes.model, notes.parts, notes.read_back, notes.rows)
    loading.register(extra, "extra.yaml", "extras")
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 2")
    (directory / "extra.yaml").write_text("extras:\n  - id: more\n    text: {nl: meer, en: more}\n")
    assert happened(loading.load(directory), "created") == {"extra": ["more"]}


def test_who_asked_to_be_told_is_told_of_a_change_and_of_nothing_else(monkeypatch, edited):
    told = []
    monkeypatch.setattr(loading, "AFTER_A_CHANGE", [lambda: told.append("changed")])
    load(settings.FIXTURES_DIR)
    assert told == []
    load(edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3"))
    assert told == ["changed"]


WRONG = [
    pytest.param("lead_months: 2", "lead_months: two", TIP, "timing.lead_months", "valid integer", id="a word"),
    pytest.param("lead_months: 2", "lead_month: 2", TIP, "timing.lead_month", "did you mean lead_months", id="a name"),
    pytest.param("kind: allowance", "kind: alowance", TIP, "kind", "'grant'", id="a kind that is none"),
    pytest.param("lead_months: 2", "lead_months: 2\n      lead_days: 9", TIP, "timing", "not both", id="two units"),
    pytest.param("kind: rolling", "kind: call", TIP, "timing", "rolling", id="a lead time without rolling"),
    pytest.param("[capacity-building]", "[capacity]", TIP, "themes", "no theme is called", id="a theme unknown"),
    pytest.param("    kind: allowance\n", "", TIP, "kind", "is missing", id="no kind"),
    pytest.param(
        "provider: departement-cjm", "provider: departement", TIP, "provider", "departement-cjm", id="a near id"
    ),
    pytest.param(
        "not_with: [kunstendecreet-ip]", "not_with: [ip]", TIP, "combine.not_with", "'ip'", id="a route unknown"
    ),
    pytest.param(
        "goals: [present-tour]", "goals: [present-tour, present-tour]", TIP, "goals", "named twice", id="twice"
    ),
    pytest.param("nl: reiskosten", "nl: ''", TIP, "pays_for.1.nl", "is empty", id="a language empty"),
    pytest.param("as_of: 2022-08", "as_of: 2022-13", TIP, "status.as_of", "2022-13", id="a month too many"),
    pytest.param("as_of: 2022-08", "as_of: 2022-02-30", TIP, "state_as_of", "does not exist", id="a day too many"),
    pytest.param("url: https://www.vla", "url: www.vla", TIP, "apply.url", "an address such as", id="no address"),
    pytest.param("id: kunstendecreet-ip\n", f"id: {TIP}\n", TIP, "id", "stands already in", id="an id twice"),
    pytest.param("submit_by: 10-31", "submit_by: 31-10", "kunstendecreet-ip", "submit_by", "10-31", id="day and month"),
    pytest.param("instruments:", "instrument:", "", "instrument", "did you mean instruments", id="a section"),
    pytest.param(
        "level: sectoral", "level: sectoral\n    level: sectoral", "line", "", "stands twice", id="a key twice"
    ),
]


@pytest.mark.parametrize(("old", "new", "entry", "field", "reason"), WRONG)
def test_a_wrong_file_is_refused_with_its_place(edited, old, new, entry, field, reason):
    directory = edited(ARTS_DECREE, old, new)
    before = Instrument.objects.count(), LoadedEntry.objects.count()
    with pytest.raises(FixtureError) as refused:
        load(directory)
    assert refused.value.file == ARTS_DECREE
    assert entry in refused.value.entry
    assert field in refused.value.field
    assert reason in refused.value.reason
    assert (Instrument.objects.count(), LoadedEntry.objects.count()) == before


def test_the_command_says_what_is_wrong_in_one_line(edited):
    expected = f"{ARTS_DECREE}: {TIP}: provider: no organisation is called 'cjm'"
    with pytest.raises(CommandError, match=expected):
        call_command("load_catalogue", edited(ARTS_DECREE, "provider: departement-cjm", "provider: cjm"))


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        pytest.param("places.yaml", "parent: FR-HDF", "parent: FR-HDX", "no place is called", id="a parent unknown"),
        pytest.param("places.yaml", "overlaps: [x-be-fwb]", "overlaps: []", "has to overlap", id="one-sided overlap"),
        pytest.param(
            "places.yaml", "holds_until: '2025-12-31'", "holds_until: '2020-12-31'", "before", id="a period turned"
        ),
        pytest.param("organisations.yaml", "country: BE", "country: Belgium", "two capitals", id="a country in words"),
        pytest.param("matrix.yaml", "basis: text", "basis: book", "got 'book'", id="a basis unknown"),
    ],
)
def test_other_files_are_checked_too(edited, file, old, new, reason):
    with pytest.raises(FixtureError, match=reason) as refused:
        load(edited(file, old, new))
    assert refused.value.file == file


def test_a_missing_file_is_told(edited):
    directory = edited("examples.yaml", "examples:", "examples:")
    (directory / "examples.yaml").unlink()
    with pytest.raises(FixtureError, match="does not exist"):
        load(directory)


def test_norway_stays_a_country():
    assert Place.objects.get(code="NO").name_en == "Norway"
    assert Membership.objects.filter(place__code="NO").exists()


def test_a_check_rests_on_a_source_of_its_own_instrument():
    rested = Check.objects.exclude(source=None).select_related("source")
    assert rested.exists()
    assert all(check.source.instrument_id == check.instrument_id for check in rested)
    assert InstrumentSource.objects.count() == 576


def test_routes_that_give_money_and_what_stands_beside_them_are_the_whole_catalogue():
    routes = Instrument.objects.published()
    assert routes.giving_money().count() + routes.beside_money().count() == 209
    assert not routes.giving_money().filter(kind=Kind.FRAMEWORK).exists()


def test_a_page_takes_as_many_queries_as_its_relations(django_assert_num_queries):
    with django_assert_num_queries(22):
        for route in Instrument.objects.for_page():
            assert [source.supports for source in route.sources.all()]
            for related in ("themes", "goals", "where_groups", "help", "windows", "rounds", "doubts"):
                list(getattr(route, related).all())
            for check in route.checks.all():
                assert check.source is None or check.source.url or check.source.ref
