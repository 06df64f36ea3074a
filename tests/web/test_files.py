"""Results, lists and routes as files: they hold what the page says, a screen reader reads them, a spreadsheet runs nothing."""

import csv
import re
from datetime import date
from html import unescape
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Instrument
from matcher.pages.files.documents import Document, facts, heading, items, link, pdf_file, text
from matcher.pages.files.spreadsheets import csv_file, workbook_file
from matcher.rules.holding import held
from tests.publishing import publish_everything
from tests.reading import found_in
from tests.responses import Response
from tests.some import some
from tests.the import as_a, the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PLAN = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&budget=30000"
    "&on=2026-11-21"
)
ALL = "all=fits&all=may-fit&all=almost&all=through&all=later&paper=1"
ON = "on=2026-11-21"


def table_of(answer: Response) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def book_of(answer: Response) -> openpyxl.Workbook:
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


@pytest.mark.parametrize("address", ["/deadlines.ics", f"/match/results.ics?{PLAN}", f"/match/plan.ics?{PLAN}"])
def test_a_calendar_says_in_which_signs_it_is_written(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.decode("utf-8").startswith("BEGIN:VCALENDAR")


def routes_of(client: Client, address: str) -> list[str]:
    """The routes that a page lists, in its order."""
    page = unescape(client.get(address).content.decode())
    return list(dict.fromkeys(re.findall(r'<details class="rl [^>]*id="r-([\w-]+)"', page)))


@pytest.mark.parametrize("more", ["", "&show=open", "&sort=deadline", "&show=10000&sort=amount"])
def test_a_result_has_the_lines_of_its_page_in_their_order(client: Client, more: str) -> None:
    told = table_of(client.get(f"/match/results.csv?{PLAN}{more}"))
    slugs = [one["Pagina op Overzet"].rstrip("/").rpartition("/")[2] for one in told]
    assert slugs == routes_of(client, f"/match/results/?{PLAN}{more}&{ALL}") != []


def test_its_columns_have_types_and_it_says_what_it_is(client: Client) -> None:
    book = book_of(client.get(f"/match/results.xlsx?{PLAN}"))
    sheet, about = book.worksheets
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert row["Route"].startswith("Tegemoetkoming voor een internationaal presentatiemoment")
    assert row["Hoe het bij je plan staat"] == "past"
    assert row["Aanvragen tegen"].date() == date(2027, 4, 20)
    amounts = [one.value for one in sheet[openpyxl.utils.get_column_letter(head.index("Hoogstens, in euro") + 1)][1:]]
    assert {type(one) for one in amounts} <= {int, type(None)}
    assert 50_000 in amounts, "the international project"
    told = {line[0].value: line[1].value for line in about.iter_rows()}
    assert told["Zoals bekend op"].date() == date(2026, 11, 21)
    assert told["Pagina"].startswith("http://testserver/match/results/?")
    assert (told["Budget"].replace("\xa0", " "), told["Discipline"]) == ("€ 30.000", "dans")


@pytest.mark.parametrize(
    "query", ["", "discipline=dance&place=FR", "level=bilateral&sort=name", "text=dans", "amount=100000", "level=nope"]
)
def test_a_list_has_every_route_that_its_filters_leave(client: Client, query: str) -> None:
    page = unescape(client.get(f"/routes/?{query}&{ON}").content.decode())
    many = found_in(r'<h2 id="list" class="cat-n"><span class="num">(\d+)</span>', page)
    told = table_of(client.get(f"/routes.csv?{query}&{ON}"))
    told = [one for one in told if None not in one.values()]  # what was not understood stands below
    assert len(told) == int(many[1]) > 0
    sheet = book_of(client.get(f"/routes.xlsx?{query}&{ON}")).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [one["Route"] for one in told]


def test_a_yearly_day_is_known_and_nothing_says_that_a_route_opens_later(client: Client) -> None:
    """IP: every year until 31 January, and nobody says from when. Only a first day that is to come says "opens later"."""
    for file in (f"/en/routes.csv?{ON}", f"/en/match/results.csv?{PLAN}"):
        rows = {one["Page on Overzet"].rstrip("/").rpartition("/")[2]: one for one in table_of(client.get(file))}
        assert rows["kunstendecreet-ip"]["Stands"] == "closing day known"
        for slug in [slug for slug, one in rows.items() if one["Stands"] == "opens later"]:
            entry = held().all(InstrumentEntry)[slug]
            assert any(one.opens > "2026-11-21"[: len(one.opens)] for one in entry.rounds), slug


def test_a_day_that_is_not_announced_says_so_and_when_it_was_seen(client: Client) -> None:
    """IP: 31 January, last seen in 2022. TIP: two months before the start, a source of 2022."""
    rows = {one["Route"]: one for one in table_of(client.get(f"/en/match/results.csv?{PLAN}"))}
    sheets = pdf_of(client.get(f"/en/match/results.pdf?{PLAN}")).pages
    paper = " ".join(" ".join(one.extract_text() for one in sheets).split())
    for slug, said in (
        ("kunstendecreet-ip", "usual, last seen in 2022"),
        ("kunstendecreet-tip", "follows from your start, rule last seen in 2022"),
    ):
        name = held().all(InstrumentEntry)[slug].name.en
        assert rows[name]["How sure that day is"] == said
        assert f"({said})" in paper


def test_both_languages(client: Client) -> None:
    (dutch, english) = (table_of(client.get(f"{prefix}/routes.csv?{ON}")) for prefix in ("", "/en"))
    assert len(dutch) == len(english) == len(held().all(InstrumentEntry))
    assert {"Wie betaalt", "Bron"} <= dutch[0].keys()
    assert {"Who pays", "Source"} <= english[0].keys()
    assert not {"Wie betaalt", "Bron"} & english[0].keys()


EVIL = ('=HYPERLINK("http://evil.example")', "+1", "-1+1", "@SUM(1)", "\t=1", " =1")


def test_a_spreadsheet_runs_nothing() -> None:
    rows = [["a"], *[[one] for one in EVIL]]
    told = list(csv.reader(StringIO(csv_file(rows).decode("utf-8-sig"))))
    assert all(one[0].startswith("'") for one in told[1:])
    sheet = openpyxl.load_workbook(BytesIO(workbook_file([("x", rows)], date(2026, 11, 21)))).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(EVIL)
    assert {cell.data_type for cell in cells} == {"s"}


def test_what_staff_write_is_run_nowhere(client: Client) -> None:
    Instrument.objects.filter(slug="kunstendecreet-tip").update(name_nl='=HYPERLINK("http://evil.example")')
    publish_everything()
    told = table_of(client.get(f"/match/results.csv?{PLAN}"))
    assert told[0]["Route"].startswith("'=HYPERLINK")
    cell = book_of(client.get(f"/match/results.xlsx?{PLAN}")).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://evil.example")')
    assert "=HYPERLINK" in text_of(client.get(f"/match/results.pdf?{PLAN}"))


# --- PDF ----------------------------------------------------------------------------------------------------------


def pdf_of(answer: Response) -> PdfReader:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def text_of(answer: Response) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf_of(answer).pages).split())


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["nl", "en"])
@pytest.mark.parametrize("address", ["/match/results.pdf", "/routes/kunstendecreet-tip.pdf"])
def test_a_screen_reader_can_read_it(client: Client, prefix: str, address: str) -> None:
    is_tagged(pdf_of(client.get(f"{prefix}{address}?{PLAN}")), prefix.strip("/") or "nl")


def is_tagged(pdf: PdfReader, language: str) -> None:
    root = pdf.root_object
    assert str(root["/Lang"]) == language
    assert as_a(DictionaryObject, root["/MarkInfo"])["/Marked"]
    assert as_a(DictionaryObject, root["/ViewerPreferences"])["/DisplayDocTitle"]
    assert the(pdf.metadata).title
    tags = set(re.findall(r"'/S': '/(\w+)'", tags_of(root["/StructTreeRoot"])))
    assert {"H1", "H2", "P", "Link", "L", "LI"} <= tags
    assert pdf.xmp_metadata is not None
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    assert all(f"{number} / {len(pdf.pages)}" in page.extract_text() for number, page in enumerate(pdf.pages, 1))


def tags_of(node: object, depth: int = 0) -> str:
    """The tags below a node, as pypdf writes them."""
    found = node.get_object() if hasattr(node, "get_object") else node
    told = f"'/S': '{found['/S']}'" if isinstance(found, dict) and "/S" in found else ""
    kids = found.get("/K", []) if isinstance(found, dict) else []
    return told + "".join(tags_of(one, depth + 1) for one in (kids if isinstance(kids, list) else [kids]) if depth < 9)


def test_it_says_what_the_page_says(client: Client) -> None:
    told = text_of(client.get(f"/match/results.pdf?{PLAN}"))
    for said in (
        "start=2027-06-20",
        "20 juni 2027",
        "Zoals bekend op 21 november 2026".casefold(),
        "Je vraagt geen geld om het getoonde werk te maken.",
        "vlaanderen.be",
        "Kunstenpunt",
        "20 april 2027",
    ):
        assert said.casefold() in told.casefold(), said
    one = text_of(client.get(f"/routes/kunstendecreet-tip.pdf?{PLAN}"))
    for said in ("Wie mag aanvragen", "Kunstwerker", "Waar je aanvraagt", "Kunstenpunt"):
        assert said.casefold() in one.casefold(), said


def test_links_lead_somewhere(client: Client) -> None:
    pdf = pdf_of(client.get(f"/routes/kunstendecreet-tip.pdf?{PLAN}"))
    links = [note.get_object()["/A"]["/URI"] for page in pdf.pages for note in page.get("/Annots", [])]
    assert "https://www.kunsten.be/" in links
    assert all(one.startswith("http") for one in links)


def test_nothing_in_it_is_read_as_markup() -> None:
    evil = '#read("/etc/passwd") *a* $x$ @b <c> \\ = kop [x] `raw` https://example.org'
    made = pdf_file(
        Document(
            evil,
            "nl",
            evil,
            "",
            evil,
            date(2026, 11, 21),
            [heading(evil), text(evil), items([evil]), facts([(evil, evil)])],
        )
    )
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
    assert told.count('#read("/etc/passwd") *a* $x$ @b <c>') >= 5


def test_the_same_gives_the_same_bytes() -> None:
    sheet = Document("a", "nl", "", "https://example.org", "b", date(2026, 11, 21), [link("c", "https://example.org")])
    assert pdf_file(sheet) == pdf_file(sheet)
    rows: list[list[object]] = [["a"], [1], [date(2026, 11, 21)]]
    assert workbook_file([("x", rows)], date(2026, 11, 21)) == workbook_file([("x", rows)], date(2026, 11, 21))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_route_has_its_sheet(client: Client, prefix: str) -> None:
    for slug in some(list(held().all(InstrumentEntry))[::9]):
        assert client.get(f"{prefix}/routes/{slug}.pdf?{ON}").content.startswith(b"%PDF"), slug


@pytest.mark.parametrize(
    "address", ["/routes/nope.pdf", "/match/results.csv?goal=nope&%00=%00", "/routes.xlsx?on=9999-99-99"]
)
def test_whatever_is_asked_is_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code in (200, 404)


# --- A plan and a comparison ---------------------------------------------------------------------------------------

TWO = "route=kunstendecreet-tip&route=kunstendecreet-ip"


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["nl", "en"])
@pytest.mark.parametrize("address", [f"/match/plan.pdf?{PLAN}", f"/compare.pdf?{PLAN}&{TWO}"], ids=["plan", "compare"])
def test_a_screen_reader_can_read_a_plan_and_a_comparison(client: Client, prefix: str, address: str) -> None:
    is_tagged(pdf_of(client.get(f"{prefix}{address}")), prefix.strip("/") or "nl")


def test_a_plan_on_paper_says_what_its_page_says(client: Client) -> None:
    told = text_of(client.get(f"/match/plan.pdf?{PLAN}&{TWO}")).replace("\xa0", " ")
    for said in (
        "Misschien haal je € 30.000.",
        "Let hier eerst op",
        "http://testserver/match/plan/?",
        "Internationaal presentatieproject (IP)",
        "het plafond is € 50.000",
        "20 april 2027 Dien je aanvraag in: Tegemoetkoming",
        "20 juni 2027 Je begint",
        "tegen 6 december 2026 Zoek je partner",
        "gaan niet samen: de regels van de ene sluiten de andere uit",
        "gezien rond 2016-2018",
        "Zoals bekend op 21 november 2026",
        "vlaanderen.be",
        "Kunstenpunt",
    ):
        assert said.casefold() in told.casefold(), (said, told)
    assert "26.000 van je budget" in text_of(client.get(f"/match/plan.pdf?{PLAN}&cost-travel=4000")).replace(
        "\xa0", " "
    )
    assert "Wat kost je plan?" in text_of(client.get("/match/plan.pdf?discipline=dance&goal=present-tour"))


def test_a_comparison_on_paper_says_what_its_page_says(client: Client) -> None:
    told = text_of(client.get(f"/compare.pdf?{PLAN}&{TWO}"))
    for said in (
        "(TIP)",
        "(IP)",
        "Hoe het bij je plan staat",
        "Aanvragen tegen",
        "Nederlands",
        "http://testserver/compare/?",
    ):
        assert said in told, (said, told)
    assert not re.search(r"Taal nl\b", told)
    assert pdf_of(client.get("/compare.pdf")).pages


def test_the_pages_lead_to_their_paper(client: Client) -> None:
    for page, paper in (("/match/plan/", "/match/plan.pdf"), ("/compare/", "/compare.pdf")):
        html = unescape(client.get(f"{page}?{PLAN}&{TWO}").content.decode())
        to = found_in(rf'href="({re.escape(paper)}\?[^"]*)"', html)
        assert "kunstendecreet-ip" in to[1]
        assert pdf_of(client.get(to[1])).pages


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("/match/results.csv?goal=nope", "“nope” is geen keuze bij “Doel”"),
        ("/routes.csv?level=nope", "“nope” is geen keuze bij “Niveau”"),
        ("/en/routes.csv?plan=zz", "“zz” is not a plan"),
    ],
)
def test_a_table_says_below_its_lines_what_was_not_understood(client: Client, file: str, says: str) -> None:
    lines = client.get(f"{file}&{ON}").content.decode().splitlines()
    assert says in lines[-1]
    assert lines[-2] == ""


def test_a_workbook_says_beside_its_table_what_was_not_understood(client: Client) -> None:
    about = book_of(client.get(f"/routes.xlsx?level=nope&{ON}")).worksheets[1]
    assert any("“nope” is geen keuze" in str(line[1].value) for line in about.iter_rows())


@pytest.mark.parametrize("file", ["/match/results.pdf", "/match/plan.pdf", "/routes/kunstendecreet-ip.pdf"])
def test_paper_says_what_was_not_understood_and_how_the_rest_was_read(client: Client, file: str) -> None:
    told = text_of(client.get(f"{file}?discipline=dance&goal=nope&days=2 weken&{ON}"))
    assert "“nope” is geen keuze" in told
    assert "“2 weken”: bij “Aantal dagen” rekenen we met 14." in told
