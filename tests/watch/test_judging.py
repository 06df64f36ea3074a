"""What an answer means, and what pages say."""

import doctest
import io
from types import ModuleType

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from matcher.models import WatchProblem
from matcher.watch import judging, reading
from matcher.watch.comparing import changes
from matcher.watch.fetching import Fetched, PoliteClient
from matcher.watch.judging import judged
from matcher.watch.pdf import passages_of_pdf
from matcher.watch.reading import LONGEST_PASSAGE, MOST_PASSAGES, fingerprint, passages_of
from tests.watch.little_web import LittleWeb, moved, page

URL = "https://fonds.example/steun/reizen"


@pytest.mark.parametrize("module", [judging, reading])
def test_the_examples_in_the_code_are_right(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted
    assert found.failed == 0


def answer(html: str, at: str = URL) -> Fetched:
    return Fetched(at, content_type="text/html", charset="utf-8", body=html.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<title>Pagina niet gevonden | Fonds</title><h1>Oeps</h1><p>Zoek verder.</p>",
        "<title>Fonds</title><h1>Page introuvable</h1>",
        "<title>404 - Fund</title><p>Sorry.</p>",
        "<title>Fund</title><main><p>The page you are looking for does not exist.</p></main>",
        "<title>Fonds</title><div><p>Deze pagina bestaat niet meer.</p></div>",
        "<title>Fonds</title><h1>Erreur 404</h1><p>La page demandée n'existe plus.</p>",
    ],
)
def test_a_page_that_says_not_found_is_not_there(html: str) -> None:
    assert judged(URL, answer(f"<html><body>{html}</body></html>")).problem == WatchProblem.SAYS_GONE


@pytest.mark.parametrize(
    "html",
    [
        "<title>Reizen</title><h1>Reizen</h1><p>Aanvragen zonder begroting worden niet gevonden in het loket.</p>"
        + "<p>x y z</p>",
        "<title>Aide à la création</title><h1>Aide 2027</h1><p>Le dossier 404-B est à joindre.</p>",
        "<title>Fund</title><h1>Travel</h1><p>This page explains what we do not fund.</p>",
    ],
)
def test_a_page_about_something_else_is_there(html: str) -> None:
    long = "".join(
        f"<p>Voorwaarde {number}: je vraagt aan voor je vertrekt, met een begroting.</p>" for number in range(15)
    )
    assert judged(URL, answer(f"<html><body>{html}{long}</body></html>")).problem == ""


def test_a_deep_address_that_leads_to_the_first_page_is_gone(web: LittleWeb, client: PoliteClient) -> None:
    web.pages |= {"/aid/travel": moved("/nl/", 302), "/nl/": page("<h1>Welkom</h1><p>Wij steunen kunst.</p>")}
    assert judged(web.url("/aid/travel"), client.fetch(web.url("/aid/travel"))).problem == WatchProblem.HOME
    web.pages["/"] = moved("/nl/")
    assert judged(web.url("/"), client.fetch(web.url("/"))).problem == ""


def test_a_page_that_moved_for_good_is_read_and_told(web: LittleWeb, client: PoliteClient) -> None:
    web.pages |= {"/old": moved("/new/place"), "/new/place": page("<h1>Reizen</h1><p>Tot 500 euro.</p>")}
    told = judged(web.url("/old"), client.fetch(web.url("/old")))
    assert (told.problem, told.moved_to, told.passages) == ("", web.url("/new/place"), ("Reizen", "Tot 500 euro."))


def test_what_asks_to_sign_in_is_not_read() -> None:
    assert judged(URL, answer("<h1>Login</h1>", "https://fonds.example/login?next=1")).problem == WatchProblem.REFUSED


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (Fetched(URL, content_type="image/png", body=b"\x89PNG"), WatchProblem.OTHER_KIND),
        (Fetched(URL, content_type="text/html", body=b""), WatchProblem.NO_TEXT),
        (answer("<html><body><script>everything()</script></body></html>"), WatchProblem.NO_TEXT),
        (Fetched(URL, content_type="application/pdf", body=b"%PDF-1.7 nonsense"), WatchProblem.NO_TEXT),
    ],
)
def test_what_a_machine_can_not_read(found: Fetched, problem: WatchProblem) -> None:
    assert judged(URL, found).problem == problem


@pytest.mark.parametrize("charset", ["", "iso-8859-1", "no-such-charset"])
def test_letters_are_read_as_the_server_or_the_page_says(charset: str) -> None:
    body = '<html><head><meta charset="iso-8859-1"></head><body><p>créé à 80 %</p></body></html>'.encode("iso-8859-1")
    told = judged(URL, Fetched(URL, content_type="text/html", charset=charset, body=body))
    assert told.passages == ("créé à 80 %",)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "deep",
        "<table><tr><td>" * 3_000 + "deep",
        "<p>" + "a" * 500_000,
        "<p>" + "Laatst bijgewerkt " * 20_000,
        "<ul>" + "<li><a href='/x'>x</a></li>" * 30_000,
        "\x00\ufffd<p>\x00</p>",
        "<" * 100_000,
        "<p>" + "1.2 3,4 " * 50_000 + "keer",
    ],
    ids=["deep", "tables", "long", "repeated", "links", "nulls", "open", "numbers"],
)
@pytest.mark.timeout(60)
def test_no_page_keeps_the_reader_busy(html: str) -> None:
    found = passages_of(html)
    assert len(found) <= MOST_PASSAGES
    assert all(len(one) <= LONGEST_PASSAGE for one in found)


def test_the_order_of_equal_items_does_not_count() -> None:
    one, other = (
        f"<ul><li>{first}</li><li>{second}</li></ul>" for first, second in (("dans", "muziek"), ("muziek", "dans"))
    )
    assert fingerprint(passages_of(one)) == fingerprint(passages_of(other))
    assert changes(passages_of(one), passages_of(other)) == ()


def test_the_words_that_changed_are_marked() -> None:
    (found,) = changes(
        ("Titel", "De beurs is 1.500 euro per persoon."), ("Titel", "De beurs is 1.200 euro per persoon.")
    )
    assert [(one.text, one.is_marked) for one in found.old] == [
        ("De beurs is ", False), ("1.500", True), (" euro per persoon.", False)
    ]  # fmt: skip
    assert [one.text for one in found.new if one.is_marked] == ["1.200"]


def test_what_came_and_went_stands_alone() -> None:
    gone, come = changes(("een", "Wie mag aanvragen?", "drie"), ("een", "drie", "De oproep is gesloten sinds mei."))
    assert (bool(gone.old), bool(gone.new), bool(come.old), bool(come.new)) == (True, False, False, True)


def document(text: str) -> bytes:
    writer = PdfWriter()
    sheet = writer.add_blank_page(300, 300)
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(name): NameObject(value) for name, value in names.items()})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    sheet[NameObject("/Contents")] = content
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_a_document_is_read_too() -> None:
    assert passages_of_pdf(document("AnswerTime: 1 May 2027")) == ("AnswerTime: 1 May 2027",)
    told = judged(URL, Fetched(URL, content_type="application/pdf", body=document("Up to 500 euro")))
    assert told.passages == ("Up to 500 euro",)


@pytest.mark.parametrize(
    "said",
    [
        "Je kunt 2 keer per jaar aanvragen.",
        "You may apply three times, at most 1 time a year.",
        "De resultaten worden gepubliceerd op 5 mei 2027.",
        "Results are published on 5 May 2027.",
        "Session 2 : 15 mai 2027",
        "Het festival had vorig jaar minstens 500 bezoekers.",
        "Les résultats sont publiés le 3 avril 2027.",
        "Minstens 10 volgers van een opleiding nemen deel.",
        "Vandaag ingediende dossiers worden op 3 mei behandeld.",
        "Versie in het Engels verplicht.",
        "No",
        "Published books: at least 2.",
    ],
)
def test_what_looks_like_it_changes_by_itself_and_is_a_condition_stays(said: str) -> None:
    assert passages_of(f"<html><body><main><h1>Steun</h1><p>{said}</p></main></body></html>")[1:] == (said,)


@pytest.mark.parametrize(
    "mark", ["margin-top-20", "pb-bottom", "shared-content", "c-topic", "mb-4 border-bottom", "newsworthy"]
)
def test_a_part_is_not_beside_because_of_how_it_is_laid_out(mark: str) -> None:
    page = f"<body><div><h1>Steun</h1><p>{'Een voorwaarde. ' * 9}</p></div><div class='{mark}'><p>Tot 500 euro.</p></div></body>"
    assert "Tot 500 euro." in passages_of(page)
