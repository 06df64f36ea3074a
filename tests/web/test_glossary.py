"""Words of funders: on a page of their own, and led to from where they first stand."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from catalogue.models import GlossaryTerm
from matcher.speech.explaining import LEFT_ALONE, Explainer

WORDS = Explainer({"A1": "/w/#a1", "cofinanciering": "/w/#co", "eigen inbreng": "/w/#ei", "TIP": "/w/#tip"})
A1 = '<a class="term" href="/w/#a1">A1</a>'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        pytest.param("<p>Vraag een A1.</p>", f"<p>Vraag een {A1}.</p>", id="a word in a text"),
        pytest.param("<p>A1</p><p>A1</p>", f"<p>{A1}</p><p>A1</p>", id="where it first stands"),
        pytest.param(
            "<p>Cofinanciering</p>", '<p><a class="term" href="/w/#co">Cofinanciering</a></p>', id="a capital"
        ),
        pytest.param(
            "<p>een tip, A12, XA1 en A1-attest</p>", "<p>een tip, A12, XA1 en A1-attest</p>", id="no part of a word"
        ),
        pytest.param('<a href="/A1">A1</a> A1', f'<a href="/A1">A1</a> {A1}', id="no link in a link"),
        pytest.param(
            "<h2>A1</h2><summary><b>A1</b></summary>A1", f"<h2>A1</h2><summary><b>A1</b></summary>{A1}", id="no heading"
        ),
        pytest.param('<p title="A1">x</p>', '<p title="A1">x</p>', id="no attribute"),
        pytest.param("<button>A1</button>", "<button>A1</button>", id="no button"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_word_leads_to_its_meaning(html: str, marked: str) -> None:
    assert WORDS.marked(html) == marked


def test_without_words_a_page_stays_as_it_is() -> None:
    assert Explainer({}).marked("<p>A1</p>") == "<p>A1</p>"


def links(html: str) -> list[str]:
    return re.findall(r'<a class="term" href="[^"]*#([^"]*)">', html)


Page = Callable[[str], str]


@pytest.fixture
def page(client: Client) -> Page:
    def read(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    return read


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def test_every_word_has_an_anchor_and_an_everyday_meaning(page: Page) -> None:
    assert GlossaryTerm.objects.count() == 50
    for prefix in ("", "/en"):
        html = page(f"{prefix}/glossary/")
        assert [one.slug for one in GlossaryTerm.objects.all() if f'<div id="{one.slug}">' not in html] == []
    assert "een bron zagen we niet" in page("/glossary/")


def test_a_route_explains_its_words_once(page: Page) -> None:
    found = links(page("/routes/kunstendecreet-tip/?on=2026-11-21"))
    assert {"tip", "kiosk"} <= set(found)
    assert len(found) == len(set(found))
    english = page("/en/routes/kunstendecreet-tip/?on=2026-11-21")
    assert 'href="/en/glossary/#kiosk"' in english


def test_what_a_result_opens_to_explains_its_words(page: Page) -> None:
    plan = "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&on=2026-11-21"
    opened = page(f"/match/results/?{plan}&part=kunstendecreet-tip")
    found = links(opened)
    assert len(found) == len(set(found))
    known = set(GlossaryTerm.objects.values_list("slug", flat=True))
    assert set(found) <= known


@pytest.mark.parametrize("route", ["kunstendecreet-tip", "creative-europe-cooperation-small", "kunstendecreet-ip"])
def test_no_word_is_marked_inside_what_is_left_alone(page: Page, route: str) -> None:
    html = page(f"/routes/{route}/")
    assert links(html)
    for name in LEFT_ALONE - {"a"}:
        inside = re.findall(rf"<{name}[ >].*?</{name}>", html, re.DOTALL)
        assert [one for one in inside if 'class="term"' in one] == [], name
    assert not re.search(r"<a [^>]*>[^<]*<a ", html)


@pytest.mark.parametrize(
    ("text", "found"),
    [("bronheffing", "bronheffing"), ("withholding tax", "bronheffing"), ("cofinanciering", "cofinanciering")],
)
def test_a_word_is_found(page: Page, text: str, found: str) -> None:
    assert f'href="/glossary/#{found}"' in page(f"/routes/?text={text}&on=2026-11-21")


def test_the_api_gives_the_words(client: Client) -> None:
    listed = client.get("/api/v1/terms").json()
    assert listed["count"] == 50
    a1 = next(one for one in listed["results"] if one["id"] == "a1")
    assert (a1["guide"], a1["also"]) == ("sociale-zekerheid-en-a1", ["E101"])
