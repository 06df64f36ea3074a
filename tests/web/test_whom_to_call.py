"""Whom to call stands where one needs it: beside the results, where there are none, on a route, in the API, on a page."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from catalogue.models import Organisation, OrganisationAdvice, OrganisationContact
from tests.plans import NOTHING, PLANS
from tests.responses import Response
from tests.web.conftest import PageAt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

LYON = PLANS["choreographer to Lyon in September"]


def box(page_at: PageAt, address: str) -> str:
    html = page_at(address).content.decode()
    found = re.search(r'<section class="calls".*?</section>', html, re.S)
    return found[0] if found else ""


def called(html: str) -> list[str]:
    return re.findall(r'<h3><a href="(?:/en)?/organisations/([a-z0-9-]+)/"', html)


@pytest.mark.parametrize("page", ["/match/results/", "/match/plan/"])
@pytest.mark.parametrize("plan", ["goal=residency", "goal=residency&place=JP"])
def test_who_says_neither_the_art_nor_who_applies_is_asked_for_it(page_at: PageAt, page: str, plan: str) -> None:
    found = box(page_at, f"{page}?{plan}")
    assert called(found) == []
    (ask,) = re.findall(r'href="(/match/\?[^"]*)"', found)
    asked = parse_qs(urlsplit(unescape(ask)).query)
    assert asked == {**parse_qs(plan), "ask": ["discipline"]}
    assert page_at(unescape(ask)).status_code == 200


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("choreographer to Lyon in September", ["kunstenpunt", "cultuurloket"]),
        ("amateur choir to Namur", ["koor-en-stem", "vlamo"]),
        ("illustrator to Tokyo", ["literatuur-vlaanderen", "passa-porta"]),
        ("circus duo to Edinburgh", ["circuscentrum", "cultuurloket"]),
        ("documentary with the Netherlands", ["vaf", "creative-europe-desk-vlaanderen"]),
    ],
)
def test_the_results_name_the_one_or_two_for_this_plan(page_at: PageAt, plan: str, expected: list[str]) -> None:
    assert called(box(page_at, f"/match/results/?{PLANS[plan]}")) == expected


def test_a_number_dials_and_a_mail_opens_with_the_plan_and_its_address(page_at: PageAt) -> None:
    html = box(page_at, f"/match/results/?{LYON}")
    assert 'href="tel:+3222741760"' in html
    (mail,) = re.findall(r'href="(mailto:[^"]*)"', html)
    told = parse_qs(urlsplit(unescape(mail)).query)
    assert told["subject"] == ["Vraag over dans, Auvergne-Rhône-Alpes"]
    (address,) = re.findall(r"https?://\S+", told["body"][0])
    assert "15 september 2027" in told["body"][0]
    assert "€ 30.000" in told["body"][0]
    wanted, written = (parse_qs(query) for query in (LYON, urlsplit(address).query))
    assert written == wanted
    assert page_at(f"{urlsplit(address).path}?{urlsplit(address).query}").status_code == 200


def test_what_is_old_says_so_beside_the_bodys_own_page(page_at: PageAt) -> None:
    html = box(page_at, f"/en/match/results/?{LYON}")
    assert "Number and mail address: not confirmed, without a date." in html
    assert "Number: not confirmed, seen in March 2021." in html
    assert 'href="https://www.cultuurloket.be/" rel="noopener">Check it on the site: Cultuurloket</a>' in html
    assert html.count("call-old") == 2


def test_what_was_seen_lately_is_shown_large(page_at: PageAt) -> None:
    html = box(page_at, "/match/results/?discipline=visual-arts&applicant=amateur-group&on=2026-11-26")
    assert called(html) == ["kunstwerkt"]
    assert "call-old" not in html
    assert "niet bevestigd" not in html


def test_where_nothing_fits_somebody_is_named_too(page_at: PageAt) -> None:
    assert called(box(page_at, f"/match/results/?{NOTHING}")) == ["circuscentrum", "cultuurloket"]
    assert "Dit komt het dichtst." in box(page_at, f"/match/results/?{NOTHING}")


def test_a_plan_that_says_nothing_has_no_box_and_no_link_to_one(page_at: PageAt) -> None:
    assert box(page_at, "/match/results/?on=2026-11-21") == ""
    assert 'href="#call"' not in page_at("/match/results/?on=2026-11-21").content.decode()


def test_a_route_names_those_for_the_plan_in_its_address(page_at: PageAt) -> None:
    tip = "/routes/kunstendecreet-tip/"
    assert called(box(page_at, tip)) == ["kunstenpunt", "departement-cjm"]
    assert called(box(page_at, f"{tip}?discipline=pop-jazz-folk&applicant=collective")) == ["vi-be", "departement-cjm"]
    (first, _second) = re.findall(r'href="(mailto:[^"]*)"', box(page_at, tip))
    (body,) = parse_qs(urlsplit(unescape(first)).query)["body"]
    assert "Mijn vraag gaat over deze route: " in body
    assert "/routes/kunstendecreet-tip/\r\n" in body
    assert "Mail je vraag" in box(page_at, tip)


def test_the_api_names_them_with_what_is_known_and_how_old_it_is(page_at: PageAt) -> None:
    found = page_at(f"/api/v1/match?{LYON}").json()["advisers"]
    assert [one["id"] for one in found["known"]] == ["kunstenpunt", "cultuurloket"]
    assert found["nearest"] is None
    assert found["known"][1]["contacts"] == [
        {
            "kind": "phone",
            "value": "+32 2 204 08 00",
            "text": None,
            "seen": "2021-03",
            "is_confirmed": False,
            "source": {"url": "https://fdocuments.nl/document/werkingsverslag-2020-cultuurloket.html", "ref": None},
        }
    ]
    route = page_at("/api/v1/instruments/kunstendecreet-tip").json()
    assert [one["id"] for one in route["advisers"]["known"]] == ["kunstenpunt", "departement-cjm"]
    assert set(route["help"]) >= {"kunstenpunt", "vi-be"}, "all that the route names stay as they were"


def test_the_page_of_an_organisation_shows_each_contact_with_its_day(page_at: PageAt) -> None:
    for row in Organisation.objects.filter(contacts__isnull=False).distinct():
        html = unescape(page_at(f"/organisations/{row.slug}/?on=2026-11-26").content.decode())
        for contact in row.contacts.exclude(kind="languages"):
            assert contact.value in html, (row.slug, contact.value)
            assert contact.url in html, (row.slug, contact.url)
    html = page_at("/organisations/vi-be/?on=2026-11-26").content.decode()
    assert html.count("Niet bevestigd: gezien in januari 2020") == 3


def test_what_it_advises_on_is_found_by_its_words(page_at: PageAt) -> None:
    assert "/organisations/cultuurloket/" in page_at("/routes/?text=werkvergunning").content.decode()


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("phone", "02 274 17 60", "+32 2 274 17 60"),
        ("mail", "info at example.be", "info@example.be"),
        ("page", "example.be", "https://example.be/contact"),
        ("languages", "Nederlands", "nl, en, fr"),
        ("hours", "9-17", "openingsuren in woorden"),
    ],
)
def test_staff_are_told_how_to_write_a_contact(admin_client: Client, kind: str, value: str, told: str) -> None:
    answer = save(admin_client, contacts={"kind": kind, "value": value, "url": "https://example.be/"})
    assert answer.status_code == 200
    assert told in " ".join(answer.context["inline_admin_formsets"][0].formset.forms[-1].non_field_errors())


def test_staff_are_told_that_an_advice_must_be_for_somebody(admin_client: Client) -> None:
    answer = save(admin_client, advice={"rank": "1", "is_certain": "on", "url": "https://example.be/"})
    assert answer.status_code == 200
    assert "Kies voor welke disciplines of aanvragers" in unescape(answer.content.decode())
    assert not OrganisationAdvice.objects.filter(organisation__slug="livemx").exists()


def test_what_staff_save_waits_as_a_part_of_its_organisation(admin_client: Client) -> None:
    answer = save(admin_client, contacts={"kind": "phone", "value": "+32 2 1", "url": "https://example.be/"})
    assert answer.status_code == 302
    saved = OrganisationContact.objects.get(organisation__slug="livemx")
    assert (saved.kind, saved.value, saved.seen) == ("phone", "+32 2 1", "")


def save(client: Client, **rows: dict[str, str]) -> Response:
    """The form of an organisation that has no contact, with one more row."""
    row = Organisation.objects.get(slug="livemx")
    given = {
        name: "" if value is None else value
        for name, value in {
            "name_nl": row.name_nl,
            "name_en": row.name_en,
            "slug": row.slug,
            "kind": row.kind,
            "country": row.country,
            "does_nl": row.does_nl,
            "does_en": row.does_en,
            "url": row.url,
            "former_names": "",
        }.items()
    }
    for name in ("contacts", "advice", "sources", "doubts"):
        given |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    for name, fields in rows.items():
        given |= {f"{name}-TOTAL_FORMS": "1", f"{name}-0-position": "0"}
        given |= {f"{name}-0-{field}": value for field, value in fields.items()}
    return client.post(f"/admin/catalogue/organisation/{row.pk}/change/", given)
