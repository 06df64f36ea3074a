"""Personas in the admin: green or red in the list, expected beside found, and kept from a result page in two clicks."""

from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from matcher.models import Expectation, Persona
from matcher.proof.personas import check
from matcher.rules.holding import held
from tests.responses import Page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "in_english"),
]
PLAN = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR"
    "&start=2027-06-20&budget=30000&partners=1&on=2026-11-21"
)
CITE = "residentie-cite-des-arts-parijs"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


class Form(HTMLParser):
    """What a browser would send of the page's form if nobody typed anything."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._in_form = False
        self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._in_form = given.get("id") == "persona_form"
        elif not self._in_form:
            return
        elif tag == "input" and given.get("type") not in ("submit", "file"):
            if given.get("type") != "checkbox":
                self.sent[name] = given.get("value") or ""
            elif "checked" in given:
                self.sent[name] = "on"
        elif tag == "select":
            self._select = name
            self.sent[name] = ""
        elif tag == "option" and "selected" in given and self._select:
            self.sent[self._select] = given.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.sent[name] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._in_form = False


def sent(response: Page) -> dict[str, str]:
    found = Form(response.content.decode()).sent
    return {
        name: value.removeprefix("\n").removeprefix("\r\n") for name, value in found.items() if "__prefix__" not in name
    }


def add_address(client: Client) -> str:
    page = client.get(f"/en/match/results/?{PLAN}").content.decode()
    start = page.index("/en/admin/matcher/persona/add/")
    return unescape(page[start : page.index('"', start)])


# The list and the page


def test_the_list_says_which_are_green_and_which_differ(admin_client: Client) -> None:
    red = Persona.objects.get(slug="choreographer-tours-france")
    red.expectations.filter(rank=1).update(verdict="almost", submit_by=None)
    page = admin_client.get(reverse("admin:matcher_persona_changelist"), {"q": "choreographer-tours-france"})
    assert "1 differs" in page.content.decode()
    assert 'icon-no.svg" alt=""' in page.content.decode()
    page = admin_client.get(reverse("admin:matcher_persona_changelist"), {"q": "dancer-leaves-too-soon"})
    assert "</svg" not in page.content.decode().split("result_list")[1].split("</table>")[0]
    assert "green" in page.content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    admin_client.get(reverse("admin:matcher_persona_changelist"))
    with django_assert_max_num_queries(20):
        page = admin_client.get(reverse("admin:matcher_persona_changelist"))
    assert page.content.decode().count("icon-yes.svg") >= 50


@pytest.mark.parametrize(("outcome", "shown"), [("green", 0), ("red", 1), ("nonsense", 1)])
def test_the_list_can_be_narrowed_to_what_is_red(admin_client: Client, outcome: str, shown: int) -> None:
    red = Persona.objects.get(slug="painter-in-paris")
    red.expectations.filter(instrument__slug=CITE).update(verdict="no", submit_by=None)
    page = admin_client.get(
        reverse("admin:matcher_persona_changelist"), {"outcome": outcome, "q": "painter-in-paris"}, follow=True
    )
    assert page.context["cl"].result_count == shown


def test_the_page_shows_what_is_expected_beside_what_matching_says(admin_client: Client) -> None:
    row = Persona.objects.get(slug="painter-in-paris")
    address = reverse("admin:matcher_persona_change", args=[row.pk])
    page = unescape(admin_client.get(address).content.decode())
    assert "Everything is as expected." in page
    assert "it may fit, by 1 July 2027" in page
    assert "/en/match/results/?goal=residency&discipline=visual-arts" in page
    row.expectations.filter(instrument__slug=CITE).update(verdict="almost", submit_by=None)
    page = unescape(admin_client.get(address).content.decode())
    assert "expected “it almost fits”, but matching says “it may fit”." in page
    assert 'alt="not as expected"' in page


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        pytest.param("goal: network\nplace: DE, FR", {"goal": ["network"], "place": ["DE", "FR"]}, id="lines"),
        pytest.param("place: Duitsland", {"place": ["DE"]}, id="a name for a code"),
        pytest.param(
            "https://overzet.example/en/match/results/?place=DE&goal=network&on=2026-01-01&keep=ietm",
            {"goal": ["network"], "place": ["DE"]},
            id="an address",
        ),
    ],
)
def test_answers_are_written_as_lines_or_as_an_address(
    admin_client: Client, answers: str, kept: dict[str, list[str]]
) -> None:
    row = Persona.objects.get(slug="painter-in-paris")
    address = reverse("admin:matcher_persona_change", args=[row.pk])
    with override("nl" if "Duits" in answers else "en"):
        language = reverse("admin:matcher_persona_change", args=[row.pk])
    data = sent(admin_client.get(address)) | {"answers": answers}
    saved = admin_client.post(language, data)
    assert saved.status_code == 302, saved.context["errors"]
    assert Persona.objects.get(pk=row.pk).answers == kept


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"answers": "goal: tour"}, "“tour” is no answer to “goal”", id="no such option"),
        pytest.param({"answers": "mood: blue"}, "There is no question “mood”", id="no such question"),
        pytest.param({"answers": "dance"}, "as a question and its answer", id="no question"),
        pytest.param({"because_en": ""}, "A persona that must hold says why", id="must without why"),
        pytest.param(
            {"expectations-0-rank": "1", "expectations-1-rank": "1"}, "Please correct", id="the same place twice"
        ),
    ],
)
def test_nonsense_is_refused_with_a_reason(admin_client: Client, changes: dict[str, Any], message: str) -> None:
    row = Persona.objects.get(slug="painter-in-paris")
    address = reverse("admin:matcher_persona_change", args=[row.pk])
    refused = admin_client.post(address, sent(admin_client.get(address)) | changes)
    assert refused.status_code == 200
    assert message in unescape(refused.content.decode())


# Two clicks


@pytest.mark.both_databases
def test_a_result_page_is_kept_in_two_clicks(admin_client: Client) -> None:
    form = admin_client.get(add_address(admin_client))
    saved = admin_client.post(add_address(admin_client), sent(form))
    assert saved.status_code == 302, saved.context["errors"]
    row = Persona.objects.for_check().order_by("-pk")[0]
    assert row.name_en == "Individual artist, dance, present and tour, Brussels, France"
    assert row.name_nl.endswith("Brussel, Frankrijk")
    assert row.slug == "individual-artist-dance-present-and-tour-brussels-france"
    assert row.answers["place"] == ["FR"]
    assert str(row.on) == "2026-11-21"
    kept = list(row.expectations.all())
    assert [one.rank for one in kept][:2] == [1, 2]
    assert {one.verdict for one in kept} == {"fits", "almost"}
    assert kept[0].submit_by is not None
    assert check(row, held()).is_green


def test_a_page_that_is_kept_twice_gets_another_short_name(admin_client: Client) -> None:
    for _ in range(2):
        saved = admin_client.post(add_address(admin_client), sent(admin_client.get(add_address(admin_client))))
        assert saved.status_code == 302
    slugs = {*Persona.objects.order_by("-pk").values_list("slug", flat=True)[:2]}
    assert slugs == {
        "individual-artist-dance-present-and-tour-brussels-france",
        "individual-artist-dance-present-and-tour-brussels-france-2",
    }


def test_an_empty_form_proposes_nothing(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:matcher_persona_add"))
    assert sent(page)["expectations-TOTAL_FORMS"] == "0"
    assert sent(page)["answers"] in ("", "{}")


def test_the_public_sees_no_button_and_the_page_does_not_vary_by_cookie(client: Client) -> None:
    page = client.get(f"/en/match/results/?{PLAN}")
    assert "/persona/" not in page.content.decode()
    assert "Cookie" not in page.headers.get("Vary", "")
    assert "private" not in page.headers.get("Cache-Control", "")


def test_the_page_of_staff_is_not_kept_for_others(admin_client: Client) -> None:
    page = admin_client.get(f"/en/match/results/?{PLAN}")
    assert "Keep as persona" in page.content.decode()
    assert "Cookie" in page.headers["Vary"]
    assert "private" in page.headers["Cache-Control"]


def test_staff_who_may_not_add_personas_see_no_button(client: Client, django_user_model: type[User]) -> None:
    someone = django_user_model.objects.create_user("someone", password="x", is_staff=True)
    client.force_login(someone)
    assert "Keep as persona" not in client.get(f"/en/match/results/?{PLAN}").content.decode()
    someone.user_permissions.add(Permission.objects.get(codename="add_persona"))
    assert "Keep as persona" in client.get(f"/en/match/results/?{PLAN}").content.decode()


def test_an_expectation_says_what_it_is_about() -> None:
    assert str(Expectation.objects.filter(verdict="no")[0]).endswith(": it does not fit")
