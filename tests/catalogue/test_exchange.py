"""Entries as files: every kind goes out and comes in without loss, and a file with mistakes is refused."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import kept_entry, waiting
from catalogue.entries.kinds import KINDS
from catalogue.entries.organisation import OrganisationEntry
from catalogue.exchange.columns import cells, plain_of
from catalogue.exchange.files import FORMATS, FileError, rows_in, written
from catalogue.exchange.proposals import proposal
from catalogue.models import Change, Organisation, StoredEntry, Working
from tests.filled import filled
from tests.matcher.staff_pages import staff
from tests.responses import Response
from tests.the import as_a

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "in_english"),
]


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def upload(client: Client, name: str, content: bytes, model: str = "organisation") -> Response:
    return client.post(reverse(f"admin:catalogue_{model}_import"), {"file": SimpleUploadedFile(name, content)})


def sheet(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.both_databases
@pytest.mark.parametrize("ending", FORMATS)
def test_every_entry_of_every_kind_comes_back_as_it_went_out(ending: str) -> None:
    lost = {}
    for name, kind in KINDS.items():
        there = [kind.value_of(row) for row in kind.rows()]
        file = written(kind, there, ending)
        rows = rows_in(file.name, file.content)
        back = [kind.entry.model_validate(plain_of(row, kind.entry), context={"row": True}) for row in rows]
        lost[name] = [one.key for one, other in zip(there, back, strict=True) if one != other]
    assert len(lost) > 25
    assert {name: keys for name, keys in lost.items() if keys} == {}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_that_was_not_touched_proposes_nothing(ending: str) -> None:
    kind = KINDS["organisation"]
    file = written(kind, [kind.value_of(row) for row in kind.rows()], ending)
    found = proposal(kind, rows_in(file.name, file.content))
    assert (found.proposed, found.mistakes) == ((), ())
    assert found.same == Organisation.objects.count()


@pytest.mark.parametrize("text", ["=1+1", "+32 2 000", "-x", "@SUM(A1)", "'quoted", '=HYPERLINK("https://x.y")'])
def test_no_text_is_a_formula_in_a_spreadsheet_and_each_comes_back(text: str) -> None:
    kind = KINDS["organisation"]
    entry = as_a(OrganisationEntry, kind.value_of(kind.rows()[0]))
    changed = entry.model_copy(update={"name": entry.name.model_copy(update={"nl": text})})
    assert str(cells(changed)["name.nl"]).startswith("'")
    for ending in FORMATS:
        file = written(kind, [changed], ending)
        (row,) = rows_in(file.name, file.content)
        assert kind.entry.model_validate(plain_of(row, kind.entry), context={"row": True}) == changed
    book = openpyxl.load_workbook(io.BytesIO(written(kind, [changed], "xlsx").content))
    assert {cell.data_type for line in book.active for cell in line} <= {"s", "n"}


@pytest.mark.both_databases
def test_differences_are_shown_first_and_then_kept_as_every_save_is() -> None:
    client = staff("curator")
    kind = KINDS["organisation"]
    there = [kind.value_of(row) for row in kind.rows()]
    first = as_a(OrganisationEntry, there[0])
    edited = first.model_copy(update={"name": first.name.model_copy(update={"en": "Called otherwise"})})
    file = written(kind, [edited, *there[1:]], "xlsx")
    before = (Change.objects.count(), StoredEntry.objects.count(), Working.objects.count())
    shown = upload(client, file.name, file.content)
    assert "Called otherwise" in shown.content.decode()
    assert (Change.objects.count(), StoredEntry.objects.count(), Working.objects.count()) == before
    address = reverse("admin:catalogue_organisation_import")
    client.post(address, {"held": shown.context["held"]})
    assert kept_entry(("organisation", first.key)) == edited
    change = Change.objects.get(key=first.key, kind="organisation")
    assert (change.signed, change.note) == ("Curator", "Import")
    assert [one.name for one in waiting(read_latest())] == [("organisation", first.key)]


def test_a_new_row_is_a_new_entry() -> None:
    client = staff("curator")
    kind = KINDS["goal"]
    new = kind.value_of(kind.rows()[0]).model_copy(update={"id": "brand-new"})
    file = written(kind, [new], "csv")
    shown = upload(client, file.name, file.content, "goal")
    client.post(reverse("admin:catalogue_goal_import"), {"held": shown.context["held"]})
    assert kept_entry(("goal", "brand-new")) == new


def test_what_somebody_else_changed_since_is_not_overwritten() -> None:
    client = staff("curator")
    kind = KINDS["organisation"]
    row = kind.rows()[0]
    entry = as_a(OrganisationEntry, kind.value_of(row))
    mine = entry.model_copy(update={"name": entry.name.model_copy(update={"en": "Mine"})})
    shown = upload(client, "organisation.csv", written(kind, [mine], "csv").content)
    Organisation.objects.filter(pk=row.pk).update(name_en="Theirs")
    told = client.post(reverse("admin:catalogue_organisation_import"), {"held": shown.context["held"]}, follow=True)
    assert "Somebody else changed it" in told.content.decode()
    assert Organisation.objects.get(pk=row.pk).name_en == "Theirs"


@pytest.mark.parametrize(
    ("header", "row", "mistake"),
    [
        pytest.param(["id", "nickname"], ["x", "y"], (1, "nickname"), id="no such column"),
        pytest.param(
            ["id", "name.nl", "name.en", "kind"], ["x", "X", "X", "bakery"], (2, "kind"), id="not in the list"
        ),
        pytest.param(["id", "name.nl"], ["x", "X"], (2, "kind"), id="left out"),
    ],
)
def test_a_mistake_is_told_with_sheet_row_field_and_reason(
    header: list[str], row: list[str], mistake: tuple[int, str]
) -> None:
    shown = upload(staff("curator"), "organisation.xlsx", sheet(header, row))
    found = shown.context["found"].mistakes
    assert mistake in [(one.row, one.field) for one in found]
    assert all(one.sheet == "organisation" and one.reason for one in found)
    assert shown.context["held"] == ""


def test_what_names_nothing_and_what_stands_twice_is_told() -> None:
    kind = KINDS["discipline"]
    entry = kind.value_of(kind.rows()[0]).model_copy(update={"family": "nobody"})
    file = written(kind, [entry, entry], "yaml")
    told = [(one.row, one.field) for one in proposal(kind, rows_in(file.name, file.content)).mistakes]
    assert told == [(3, "id"), (2, "family"), (3, "family")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("x.exe", b"MZ", id="another format"),
        pytest.param("x.xlsx", b"no zip", id="no workbook"),
        pytest.param("x.csv", b"\xff\xfe\x00", id="no text"),
        pytest.param("x.yaml", b"[[[", id="no yaml"),
        pytest.param("x.csv", b"id,id\na,b\n", id="a column twice"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(FileError):
        rows_in(name, content)
    assert upload(staff("curator"), name, content).status_code == 200


def test_only_who_may_change_a_kind_brings_it_in(client: Client, django_user_model: type[User]) -> None:
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(reverse("admin:catalogue_organisation_import")).status_code == 403
    assert client.get(reverse("admin:catalogue_organisation_export", args=["csv"])).status_code == 403
    page = staff("curator").get(reverse("admin:catalogue_organisation_changelist")).content.decode()
    assert "/admin/catalogue/organisation/export/xlsx/" in page


def test_what_is_held_cannot_be_written_by_hand() -> None:
    client = staff("curator")
    told = client.post(reverse("admin:catalogue_organisation_import"), {"held": "forged"}, follow=True)
    assert "too old" in told.content.decode()
    assert filled(told)["csrfmiddlewaretoken"]
