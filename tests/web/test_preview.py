"""The site as it would be: for staff, and for somebody without an account whom they gave a link."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.working import keep
from catalogue.models import Instrument, Organisation, Place, PlaceGroup
from matcher.pages.preview.views import link_for
from tests.matcher.staff_pages import page_of
from tests.responses import Response

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
TIP = "kunstendecreet-tip"
PAGES = {
    "nl": [
        "",
        "routes/",
        f"routes/{TIP}/",
        "match/",
        "match/results/?goal=network",
        "coverage/",
        "about/rules/",
        "countries/",
        "countries/FR/",
        "organisations/",
        "deadlines/",
        "compare/?route=ietm",
    ]
}
PAGES["en"] = [f"en/{page}" for page in PAGES["nl"]]


class Links(HTMLParser):
    """The addresses to which a page leads, and its forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag == "form":
            self.forms.append((given.get("method") or "get", given.get("action") or ""))


@pytest.fixture
def longer(admin_user: User) -> None:
    """The lead time of TIP is three months, once it is published."""
    Instrument.objects.filter(slug=TIP).update(lead_months=3, name_en="TIP of tomorrow")
    assert keep(("instrument", TIP), admin_user) is not None


def text(response: Response) -> str:
    return unescape(response.content.decode())


def token_of(link: str) -> str:
    return link.split("/")[2]


@pytest.mark.usefixtures("longer")
def test_a_link_opens_without_an_account_and_shows_what_waits(client: Client) -> None:
    link = link_for(f"en/routes/{TIP}/")
    shown = client.get(link)
    assert shown.status_code == 200
    assert "TIP of tomorrow" in text(shown)
    assert "A preview: the site as it would be" in text(shown)
    assert "works for seven days" in text(shown)
    assert shown["X-Robots-Tag"] == "noindex"
    assert "no-store" in shown["Cache-Control"]
    assert shown["Content-Language"] == "en"
    assert not shown.cookies


@pytest.mark.usefixtures("longer")
def test_it_opens_for_seven_days(client: Client) -> None:
    began = 1_795_000_000.0
    with mock.patch("time.time", return_value=began):
        link = link_for("")
    for days, status in ((6.9, 200), (7.1, 404)):
        with mock.patch("django.core.signing.time.time", return_value=began + timedelta(days=days).total_seconds()):
            assert client.get(link).status_code == status


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"), id="another signature"),
        pytest.param(lambda token: "x" + token, id="another content"),
        pytest.param(lambda _token: "nothing", id="none"),
        pytest.param(lambda _token: signing.dumps("working", salt="another"), id="signed for something else"),
    ],
)
def test_one_that_was_made_up_opens_nothing(client: Client, wrong: Callable[[str], str]) -> None:
    link = link_for("")
    token = token_of(link)
    assert client.get(link).status_code == 200
    assert client.get(link.replace(token, wrong(token))).status_code == 404


@pytest.mark.parametrize("page", [page for pages in PAGES.values() for page in pages])
@pytest.mark.usefixtures("longer")
def test_its_links_stay_inside_and_nothing_is_sent(client: Client, admin_client: Client, page: str) -> None:
    """Also where staff looked at the same page before, whose links lead to the site."""
    admin_client.get("/admin/preview/" + page)
    link = link_for(page.partition("?")[0])
    inside = f"/preview/{token_of(link)}/"
    shown = client.get(link + page.partition("?")[1] + page.partition("?")[2])
    assert shown.status_code == 200
    found = Links(shown.content.decode())
    own = [one for one in found.links if one.startswith("/")]
    assert len(own) > 10
    assert [one for one in own if not one.startswith(inside)] == []
    languages = {one.removeprefix(inside).startswith("en/") for one in own}
    assert languages == {True, False}, "it leads to the other language too"
    assert [one for one in found.forms if one[0].lower() == "post"] == []
    assert [action for _method, action in found.forms if action.startswith("/") and not action.startswith(inside)] == []


@pytest.mark.usefixtures("longer")
def test_its_files_are_those_of_the_site(client: Client) -> None:
    shown = text(client.get(link_for("")))
    files = re.findall(r'(?:src|href)="([^"]*site\.(?:css|js))"', shown)
    assert files
    assert all(one.startswith("/static/") for one in files)


@pytest.mark.parametrize(
    "where", ["admin/", "en/admin/", "api/v1/match", "nothing/here/", "preview/x/", "en/admin/preview/"]
)
def test_it_opens_public_pages_alone(client: Client, where: str) -> None:
    assert client.get(link_for(where)).status_code == 404


def test_it_is_looked_at_only(client: Client) -> None:
    assert client.post(link_for("")).status_code == 405


def test_a_report_is_made_on_the_site_itself(client: Client) -> None:
    link = link_for("en/report/")
    inside = f"/preview/{token_of(link)}/"
    answer = client.get(link, {"page": f"{inside}en/organisations/x/"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/report/?page=%2Fen%2Forganisations%2Fx%2F")


@pytest.mark.parametrize(
    ("find", "where"),
    [
        pytest.param(lambda: Instrument.objects.get(slug=TIP), f"/en/routes/{TIP}/", id="route"),
        pytest.param(
            lambda: Organisation.objects.get(slug="departement-cjm"),
            "/en/organisations/departement-cjm/",
            id="organisation",
        ),
        pytest.param(lambda: Place.objects.get(code="FR"), "/en/countries/FR/", id="country"),
        pytest.param(lambda: PlaceGroup.objects.order_by("slug")[0], "/en/", id="what has no page of its own"),
    ],
)
@pytest.mark.ignore_template_errors
def test_every_page_of_staff_leads_to_it_and_to_a_link_to_give_away(
    admin_client: Client, client: Client, find: Callable[[], Model], where: str
) -> None:
    with override("en"):
        page = text(admin_client.get(page_of(find())))
        preview = reverse("as-it-would-be", kwargs={"where": where[1:]})
        give = reverse("give-preview-link", kwargs={"where": where[1:]})
    assert f'href="{preview}"' in page
    assert f'href="{give}"' in page
    assert admin_client.get(preview).status_code == 200
    given = admin_client.get(give)
    assert given.status_code == 302
    assert given["Location"].endswith(where)
    assert Client().get(given["Location"]).status_code == 200
    assert Client().get(give).status_code == 302, "nobody but staff gives links"
    assert "/admin/login/" in Client().get(give)["Location"]
