"""What stands in files, what stands in rows already, and what a load makes of the two: on the little facts of `tests.little`."""

from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalogue.editions.publish import NotPublished
from catalogue.editions.store import read_latest
from catalogue.editions.working import waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS, EntryKind, digest, earlier_digest, register
from catalogue.entries.matrix import DossierNoteEntry
from catalogue.entries.values import FixtureError
from catalogue.loading.files import read_directory
from catalogue.loading.load import Outcome, load
from catalogue.models import (
    Discipline,
    Edition,
    Example,
    Instrument,
    LoadedEntry,
    Organisation,
)
from tests.little import Facts
from tests.noted import mended
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little", "own_kinds")]

TIP = "kunstendecreet-tip"
ARTS_DECREE = "instruments/kunstendecreet.yaml"


def happened(outcomes: Mapping[str, Outcome], what: str) -> dict[str, list[str]]:
    return {kind: keys for kind, outcome in outcomes.items() if (keys := getattr(outcome, what))}


@pytest.fixture(scope="module")
def found(little_facts: Path) -> Facts:
    return read_directory(little_facts)


@pytest.mark.both_databases
def test_what_a_file_changes_is_written(edited: Callable[..., Path]) -> None:
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")
    assert happened(load(directory), "changed") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 3
    assert happened(load(directory), "changed") == {}


@pytest.mark.both_databases
def test_what_staff_changed_is_kept(little_facts: Path) -> None:
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    assert happened(load(little_facts), "kept") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 1


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda tip: tip.goals.clear(), id="a relation"),
        pytest.param(lambda tip: tip.sources.first().delete(), id="a source less"),
        pytest.param(lambda tip: tip.costs.create(is_paid=True, text_nl="x", text_en="x"), id="a cost more"),
        pytest.param(lambda tip: tip.rounds.create(closes="2027-01"), id="a round more"),
    ],
)
def test_a_change_beside_the_columns_is_a_change_too(
    change: Callable[[Instrument], object], little_facts: Path
) -> None:
    change(Instrument.objects.get(slug=TIP))
    assert happened(load(little_facts), "kept") == {"instrument": [TIP]}


@pytest.mark.both_databases
def test_what_staff_changed_is_kept_when_the_file_changes_too(edited: Callable[..., Path]) -> None:
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    assert happened(load(edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")), "kept") == {"instrument": [TIP]}


@pytest.mark.both_databases
def test_overwrite_takes_the_files_word(little_facts: Path) -> None:
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    assert happened(load(little_facts, overwrite=True), "changed") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 2


@pytest.mark.both_databases
def test_what_staff_brought_in_line_with_the_file_is_no_longer_kept(
    edited: Callable[..., Path], little_facts: Path
) -> None:
    Instrument.objects.filter(slug=TIP).update(lead_months=3)
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")
    assert TIP in load(directory)["instrument"].unchanged
    assert happened(load(little_facts), "changed") == {"instrument": [TIP]}


@pytest.mark.both_databases
def test_a_deleted_row_comes_back(little_facts: Path) -> None:
    example = the(Example.objects.first())
    slug = example.slug
    example.delete()
    mended()
    assert happened(load(little_facts), "created") == {"example": [slug]}


@pytest.mark.both_databases
def test_a_row_that_staff_made_is_left_alone(little_facts: Path) -> None:
    made = Organisation.objects.create(slug="nieuw-huis", name_nl="Nieuw huis", kind="funder", country="BE")
    load(little_facts, overwrite=True)
    made.refresh_from_db()


@pytest.mark.both_databases
def test_a_dry_run_tells_and_changes_nothing(edited: Callable[..., Path]) -> None:
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3")
    assert happened(load(directory, dry_run=True), "changed") == {"instrument": [TIP]}
    assert Instrument.objects.get(slug=TIP).lead_months == 2


def test_a_digest_does_not_depend_on_fields_at_their_default(found: Facts) -> None:
    tip = found["instrument"][TIP].value
    assert digest(tip) == digest(tip.model_copy(update={"is_published": True}))
    assert digest(tip) != digest(tip.model_copy(update={"is_published": False}))


def test_the_command_tells_what_happened_per_kind(little_facts: Path) -> None:
    Instrument.objects.filter(slug=TIP).update(lead_months=1)
    out = StringIO()
    call_command("load_catalogue", str(little_facts), stdout=out)
    lines = {line.split()[0]: line for line in out.getvalue().splitlines()}
    assert (
        " ".join(lines["instrument"].split()[1:])
        == f"0 created 0 changed {Instrument.objects.count() - 1} unchanged 1 kept (changed by hand)"
    )
    assert f"kept: {TIP}" in out.getvalue()


def test_another_app_can_add_a_kind(monkeypatch: pytest.MonkeyPatch, edited: Callable[..., Path]) -> None:
    class NoteEntry(DossierNoteEntry):
        kind_of_entry = "extra"

    notes = KINDS["dossier-note"]
    monkeypatch.setitem(KINDS, "extra", notes)  # taken away again when the test ends
    register(EntryKind(NoteEntry, notes.model, notes.parts, notes.read_back, notes.rows, "extra.yaml", "extras"))
    directory = edited(ARTS_DECREE, "lead_months: 2", "lead_months: 2")
    (directory / "extra.yaml").write_text("extras:\n  - id: more\n    text: {nl: meer, en: more}\n")
    assert happened(load(directory), "created") == {"extra": ["more"]}


# --- What a load publishes ----------------------------------------------------------------------------------------


def public(slug: str) -> InstrumentEntry | None:
    return read_latest().get(InstrumentEntry, slug)


@pytest.mark.both_databases
def test_a_load_publishes_what_it_wrote_and_nothing_that_waits(edited: Callable[..., Path]) -> None:
    other = the(Instrument.objects.published().exclude(slug=TIP).first())
    Instrument.objects.filter(pk=other.pk).update(named_in=["something that waits"])
    mended()
    load(edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3"))
    assert the(public(TIP)).timing.lead_months == 3
    assert [one.name for one in waiting(read_latest())] == [("instrument", other.slug)]


@pytest.mark.both_databases
def test_a_load_that_writes_nothing_publishes_nothing(edited: Callable[..., Path], little_facts: Path) -> None:
    before = Edition.objects.count()
    load(little_facts)
    assert Edition.objects.count() == before
    load(edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3"), dry_run=True)
    assert Edition.objects.count() == before


@pytest.mark.both_databases
def test_a_load_leaves_the_working_state_as_the_rows_say(edited: Callable[..., Path]) -> None:
    load(edited(ARTS_DECREE, "lead_months: 2", "lead_months: 3"))
    assert mended() == {}


@pytest.mark.both_databases
def test_what_leaves_the_files_is_no_longer_public_and_comes_back_with_them(
    edited: Callable[..., Path], little_facts: Path
) -> None:
    slug = "sabam-liveurope"
    directory = edited("instruments/music.yaml", f"id: {slug}\n", f"id: {slug}-of-later\n")
    assert happened(load(directory), "left") == {"instrument": [slug]}
    assert public(slug) is None
    assert not Instrument.objects.get(slug=slug).is_published, "no row is deleted"
    assert happened(load(little_facts), "changed") == {"instrument": [slug]}
    assert public(slug) is not None


@pytest.mark.both_databases
def test_what_leaves_the_files_and_staff_changed_stays(edited: Callable[..., Path]) -> None:
    slug = "sabam-liveurope"
    Instrument.objects.filter(slug=slug).update(named_in=["ours"])
    mended()
    directory = edited("instruments/music.yaml", f"id: {slug}\n", f"id: {slug}-of-later\n")
    assert happened(load(directory), "left") == {}
    assert Instrument.objects.get(slug=slug).is_published


@pytest.mark.both_databases
def test_loading_is_convergent_whatever_was_there_before(edited: Callable[..., Path], little_facts: Path) -> None:
    """An option put first in a file comes first on a loaded database too."""
    first = the(Discipline.objects.first())
    directory = edited(
        "vocabulary.yaml",
        f"disciplines:\n  - id: {first.slug}\n",
        "disciplines:\n" + NEW_FIRST + f"  - id: {first.slug}\n",
    )
    load(directory)
    assert list(Discipline.objects.values_list("slug", flat=True)[:2]) == ["puppetry", first.slug]
    load(little_facts)
    order = list(read_directory(little_facts)["discipline"])
    assert [slug for slug in Discipline.objects.values_list("slug", flat=True) if slug in order] == order


NEW_FIRST = "  - id: puppetry\n    family: performing\n    name: {nl: Poppenspel, en: Puppetry}\n"


@pytest.mark.both_databases
def test_an_entry_loaded_before_it_knew_its_place_is_not_taken_for_an_edit_of_staff(
    found: Facts, little_facts: Path
) -> None:
    """The digest of an entry of before, which a load remembered, and a row to which a migration gave its place."""
    for key, read in found["discipline"].items():
        LoadedEntry.objects.filter(kind="discipline", slug=key).update(digest=earlier_digest(read.value))
    Discipline.objects.update(position=3)
    outcomes = load(little_facts)
    assert outcomes["discipline"].kept == []
    assert len(outcomes["discipline"].changed) == len(found["discipline"])


WRONG = [
    pytest.param("lead_months: 2", "lead_months: two", TIP, "timing.lead_months", "valid integer", id="a word"),
    pytest.param("lead_months: 2", "lead_month: 2", TIP, "timing.lead_month", "did you mean lead_months", id="a name"),
    pytest.param(
        "as_of: '2026'", "xyzzy: 1", TIP, "status.xyzzy", "there may be as_of, note, state", id="no near name"
    ),
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
        "goals: [host-incoming, present-tour]",
        "goals: [present-tour, present-tour]",
        TIP,
        "goals",
        "named twice",
        id="twice",
    ),
    pytest.param("nl: reiskosten", "nl: ''", TIP, "pays_for.1.nl", "is empty", id="a language empty"),
    pytest.param("as_of: '2026'", "as_of: 2022-13", TIP, "status.as_of", "2022-13", id="a month too many"),
    pytest.param("as_of: '2026'", "as_of: 2022-02-30", TIP, "state_as_of", "does not exist", id="a day too many"),
    pytest.param("url: https://www.vla", "url: www.vla", TIP, "apply.url", "an address such as", id="no address"),
    pytest.param("id: kunstendecreet-ip\n", f"id: {TIP}\n", TIP, "id", "stands already in", id="an id twice"),
    pytest.param("submit_by: 10-31", "submit_by: 31-10", "kunstendecreet-ip", "submit_by", "10-31", id="day and month"),
    pytest.param("instruments:", "instrument:", "", "instrument", "did you mean instruments", id="a section"),
    pytest.param(
        "level: sectoral", "level: sectoral\n    level: sectoral", "line", "", "stands twice", id="a key twice"
    ),
]


@pytest.mark.parametrize(("old", "new", "entry", "field", "reason"), WRONG)
def test_a_wrong_file_is_refused_with_its_place(
    edited: Callable[..., Path], old: str, new: str, entry: str, field: str, reason: str
) -> None:
    directory = edited(ARTS_DECREE, old, new)
    before = Instrument.objects.count(), LoadedEntry.objects.count()
    with pytest.raises(FixtureError) as refused:
        load(directory)
    assert refused.value.file == ARTS_DECREE
    assert entry in refused.value.entry
    assert field in refused.value.field
    assert reason in refused.value.reason
    assert (Instrument.objects.count(), LoadedEntry.objects.count()) == before


def test_the_command_says_what_is_wrong_in_one_line(edited: Callable[..., Path]) -> None:
    expected = f"{ARTS_DECREE}: {TIP}: provider: no organisation is called 'cjm'"
    with pytest.raises(CommandError, match=expected):
        call_command("load_catalogue", edited(ARTS_DECREE, "provider: departement-cjm", "provider: cjm"))


def test_a_wrong_field_and_another_of_an_entry_are_told_at_once(edited: Callable[..., Path]) -> None:
    wrong = edited(ARTS_DECREE, f"- id: {TIP}\n", f"- id: {TIP}\n    efort: low\n    named_in: book\n")
    with pytest.raises(FixtureError) as refused:
        load(wrong)
    told = [line.split(": ")[:3] for line in str(refused.value).splitlines()]
    assert told == [[ARTS_DECREE, TIP, "named_in"], [ARTS_DECREE, TIP, "efort"]]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        pytest.param("places.yaml", "parent: ES", "parent: EX", "no place is called", id="a parent unknown"),
        pytest.param("places.yaml", "overlaps: [x-be-fwb]", "overlaps: []", "has to overlap", id="one-sided overlap"),
        pytest.param(
            "places.yaml", "holds_until: '2025-12-31'", "holds_until: '2020-12-31'", "before", id="a period turned"
        ),
        pytest.param("organisations.yaml", "country: BE", "country: Belgium", "two capitals", id="a country in words"),
        pytest.param("matrix.yaml", "basis: text", "basis: book", "got 'book'", id="a basis unknown"),
    ],
)
def test_other_files_are_checked_too(edited: Callable[..., Path], file: str, old: str, new: str, reason: str) -> None:
    with pytest.raises(FixtureError, match=reason) as refused:
        load(edited(file, old, new))
    assert refused.value.file == file


def test_a_name_of_two_places_is_not_published(edited: Callable[..., Path]) -> None:
    with pytest.raises(NotPublished, match="already listed with"):
        load(edited("place_names.yaml", "[Angleterre]", "[groot brittannie]"))


def test_a_missing_file_is_told(edited: Callable[..., Path]) -> None:
    directory = edited("examples.yaml", "examples:", "examples:")
    (directory / "examples.yaml").unlink()
    with pytest.raises(FixtureError, match="does not exist"):
        load(directory)
