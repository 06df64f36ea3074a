"""Every page answers, in both languages, in a fixed number of queries, whatever the address says."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Instrument
from matcher.rules.holding import held
from tests.reading import found_in
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

CHOREOGRAPHER = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR-ARA"
    "&start=2027-06-20&budget=30000&on=2026-11-21"
)
PAGES = (
    "/",
    "/match/",
    "/match/results/",
    f"/match/results/?{CHOREOGRAPHER}",
    "/routes/",
    "/routes/kunstendecreet-tip/",
)


@pytest.mark.parametrize("address", [*PAGES, *(f"/en{page}" for page in PAGES)])
def test_a_page_answers_in_its_language(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    language = "en" if address.startswith("/en") else "nl"
    assert f'<html lang="{language}">' in page.content.decode()


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 8),
        ("/routes/", 33),
        (f"/api/v1/match?{CHOREOGRAPHER}", 1),
        ("/api/v1/instruments/kunstendecreet-ip", 23),
    ],
)
def test_a_page_takes_no_more_queries_than_this(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str, most: int
) -> None:
    client.get(address)  # the ruleset is read once per change, not per request
    with django_assert_max_num_queries(most):
        client.get(address)


@pytest.mark.parametrize(
    "address",
    [
        "/match/",
        f"/match/?{CHOREOGRAPHER}&ask=place",
        f"/match/results/?{CHOREOGRAPHER}",
        "/match/results/?applicant=translator&discipline=circus&goal=invest&base=JP",
        f"/match/results.ics?{CHOREOGRAPHER}",
        "/routes/kunstendecreet-ip/",
        f"/routes/kunstendecreet-ip/?{CHOREOGRAPHER}",
        f"/saved/?{CHOREOGRAPHER}&keep=kunstendecreet-tip",
        f"/compare/?{CHOREOGRAPHER}&route=kunstendecreet-tip&route=kunstendecreet-ip",
        "/coverage/?level=bilateral&discipline=dance",
        "/coverage.csv",
    ],
)
def test_a_page_asks_the_database_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_every_route_has_a_page(client: Client) -> None:
    for slug in some(Instrument.objects.values_list("slug", flat=True)):
        page = client.get(f"/routes/{slug}/")
        assert page.status_code == 200, slug


@pytest.mark.parametrize("address", ["/nope/", "/routes/nope/", "/en/routes/nope/", "/match/nope"])
def test_what_is_not_there_says_so(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert 'role="search"' in page.content.decode()


HOSTILE = [
    "budget=abc",
    "budget=-1",
    "budget=99999999999999999999",
    "budget=1e9",
    "start=2027-02-30",
    "start=0001-01-01",
    "start=9999-12-31",
    "on=9999-12-31",
    "on=",
    "place=%00",
    "place=<script>alert(1)</script>",
    "discipline=dance&discipline=' OR 1=1 --",
    "ask=nope",
    "ask=budget&put=nope",
    "put=goal&goal=nope",
    "skip=nope&skip=goal",
    "yes=a.b&no=c.d",
    "all=nope",
    "page=-1",
    "page=99999",
    "sort=nope",
    "text=%F0%9F%92%A5" + "x" * 5000,
    "&".join("place=FR" for _ in range(500)),
    "&".join(f"x{n}=1" for n in range(300)),
    "amount=-5",
    "deadline=12",
    "level=sectoral&level=nope&kind=&theme=x",
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:40])
@pytest.mark.parametrize(
    "page", ["/", "/match/", "/match/results/", "/routes/", "/api/v1/match", "/api/v1/instruments"]
)
def test_no_query_string_breaks_a_page(client: Client, page: str, query: str) -> None:
    answer = client.get(f"{page}?{query}", follow=True)
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/html"):
        assert b"<script>alert" not in answer.content


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from(["goal", "place", "start", "budget", "on", "ask", "all", "text", "sort", "yes"]), st.text()
    )
)
@pytest.mark.parametrize("page", ["/match/", "/match/results/", "/routes/"])
def test_no_text_at_all_breaks_a_page(client: Client, page: str, query: dict[str, str]) -> None:
    assert client.get(page, query, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param("/match/results/?goal=residencie&discipline=dance", "residency", id="the nearest option"),
        pytest.param("/match/results/?plaats=FR&discipline=dance", "plaats", id="a name that is not known"),
        pytest.param("/match/results/?budget=veel&discipline=dance", "veel", id="no number"),
    ],
)
def test_wrong_input_is_told_and_the_rest_kept(client: Client, address: str, told: str) -> None:
    page = client.get(address).content.decode()
    assert 'role="alert"' in page
    assert told in page
    assert "dans" in page


def test_a_wrong_answer_is_asked_again_and_kept_in_its_field(client: Client) -> None:
    page = client.get("/match/?goal=network&budget=veel").content.decode()
    assert 'value="veel"' in page
    assert 'aria-invalid="true"' in page
    assert 'name="goal" value="network"' in page


def test_a_day_that_is_not_understood_stays_in_its_box(client: Client) -> None:
    """A browser's calendar shows nothing but a day, and would empty the box."""
    page = client.get("/match/?ask=start&start=in+2027").content.decode()
    assert re.search(r'<input [^>]*type="text"[^>]*name="start" value="in 2027"', page)
    assert re.search(
        r'type="date"[^>]*value="\d{4}-03-01"', client.get("/match/?ask=start&start=1+maart").content.decode()
    )
    assert 'type="date"' in client.get("/match/?ask=start&start=20-6-2027").content.decode()


def test_the_questionnaire_leads_to_results_and_keeps_every_answer(client: Client) -> None:
    """Each answer is given as the form would: the hidden inputs of the page, and the field's own."""
    said = {
        "goal": "present-tour",
        "discipline": "dance",
        "applicant": "individual-artist",
        "base": "BE-BRU",
        "place": "Frankrijk",
        "start": "2027-06-20",
        "budget": "30.000",
    }
    address = "/match/?on=2026-11-21"
    asked = []
    for _ in range(30):
        response = client.get(address, follow=True)
        if response.redirect_chain and "/match/results/" in response.redirect_chain[-1][0]:
            break
        page = response.content.decode()
        name = found_in(r'name="put" value="([a-z]+)"', page)[1]
        asked.append(name)
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
        if name in said:
            hidden.append((name, said[name]))
        address = "/match/?" + "&".join(f"{key}={value}" for key, value in hidden)
    assert asked[:3] == ["goal", "discipline", "applicant"], "the pinned ones, by position"
    assert "theme" not in asked[:-1], "what only decides the order comes last, if it does at all"
    assert said.keys() <= set(asked)
    assert len(asked) == len(set(asked)) < len(held().ruleset.questions)
    final = response.redirect_chain[-1][0]
    for part in ("place=FR", "budget=30000", "start=2027-06-20", "on=2026-11-21"):
        assert part in final
    assert "Tegemoetkoming voor een internationaal presentatiemoment" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["ask=discipline", "ask=applicant&discipline=dance", "ask=place&goal=present-tour&base=BE-BRU"]
)
def test_the_number_beside_an_option_is_what_it_leaves(client: Client, query: str) -> None:
    html = client.get(f"/match/?{query}&on=2026-11-21").content.decode()
    name = query.split("&")[0].removeprefix("ask=")
    shown = dict(
        re.findall(rf'name="{name}" value="([^"]+)"(?: checked)?>.*?(?:-n(?: nar)?"|<span)>(\d+)<', html, re.S)
    )
    assert len(shown) > 5
    for value in list(shown)[::7]:
        with_it = client.get(f"/match/?{query}&on=2026-11-21&{name}={value}").content.decode()
        assert found_in(r'teller-n">(\d+)<', with_it)[1] == shown[value], value


def test_the_map_and_the_list_lead_to_the_same_places(client: Client) -> None:
    html = client.get("/match/?ask=place&place=FR&on=2026-11-21").content.decode()
    drawn = {code: href for href, code in re.findall(r'<a href="([^"]+)"[^>]+data-place="([^"]+)"', html)}
    listed = set(re.findall(r'type="checkbox" name="place" value="([^"]+)"', html))
    assert len(drawn) > 45
    assert drawn.keys() <= listed
    assert len(listed) == len(held().ruleset.places.places)
    assert "place=FR" not in drawn["FR"]
    assert "place=DE&amp;place=FR" in drawn["DE"]


def test_a_question_of_which_the_answer_is_not_known_can_be_passed_over(client: Client) -> None:
    html = client.get("/match/?ask=discipline&on=2026-11-21").content.decode()
    skip = found_in(r'href="(\?[^"]*skip=discipline[^"]*)"', html)[1].replace("&amp;", "&")
    assert "overgeslagen" in client.get(f"/match/{skip}").content.decode()


def test_the_way_shows_the_questions_in_the_order_in_which_they_come(client: Client) -> None:
    """What was answered, as it came up; the one at hand; and what is still to come. Back leads to the one before."""
    html = client.get(
        "/match/?applicant=individual-artist&goal=present-tour&skip=discipline&on=2026-11-21"
    ).content.decode()
    steps = re.findall(r'class="step step-(\w+)"', html)
    assert steps[:4] == ["done", "passed", "done", "now"]
    assert set(steps[4:]) == {"todo"}
    assert "ask=applicant" in found_in(r'btn-back" href="([^"]+)"', html)[1]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param(
            "ask=applicant&discipline=dance", r"\d+ routes wachten op dit antwoord|route.? wait", id="routes wait"
        ),
        pytest.param(f"{CHOREOGRAPHER}&ask=theme", r"plaats of het bedrag|place or the amount", id="only the order"),
        pytest.param(
            f"{CHOREOGRAPHER}&ask=works", r"hangt hier niets meer van af|nothing depends", id="nothing any more"
        ),
    ],
)
def test_a_question_says_what_it_is_asked_for(client: Client, query: str, said: str) -> None:
    html = client.get(f"/match/?{query}").content.decode()
    assert re.search(said, found_in(r'<p class="small muted stake">(.*?)</p>', html)[1])


def test_a_question_that_no_route_waits_for_is_not_asked(client: Client) -> None:
    """Nobody but translators and others abroad is left for this; what nobody waits for, nobody is asked."""
    page = client.get(f"/match/?{CHOREOGRAPHER}&partners=1", follow=True)
    assert 'value="works"' not in page.content.decode()


def test_ended_closed_and_expected_routes_say_so(client: Client) -> None:
    assert "Deze route is gestopt." in client.get("/routes/bilateraal-baskenland/").content.decode()
    assert "Nu gesloten." in client.get("/routes/creative-europe-networks/").content.decode()
    assert (
        "Het komt terug, maar een dag kennen we niet."
        in client.get("/routes/creative-europe-cooperation-small/").content.decode()
    )


def test_what_gives_no_money_stands_beside_it(client: Client) -> None:
    page = client.get(
        "/match/results/?applicant=arts-organisation&goal=network&all=beside&on=2026-11-21"
    ).content.decode()
    money, beside = page.split('id="beside"')
    assert "/routes/ietm/" in beside
    assert "/routes/ietm/" not in money


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("text=stage productions", "tax-shelter-podiumkunsten"),
        ("text=REISBEURZEN", "ietm-reisbeurzen"),
        ("text=cité", "residentie-cite-des-arts-parijs"),
        ("text=cite", "residentie-cite-des-arts-parijs"),
        ("place=MA", "residentie-le-18-marrakech"),
        ("status=upcoming&level=sectoral", "kunstendecreet-ip"),
        ("kind=loan", "hefboom-cultuurkrediet"),
        ("amount=1000000", "creative-europe-cooperation-medium"),
        ("discipline=circus&goal=present-tour", "circusdecreet-internationale-reiskosten"),
    ],
)
def test_a_filter_finds(client: Client, query: str, expected: str) -> None:
    ids, page = [], client.get(f"/api/v1/instruments?{query}&on=2026-11-21").json()
    assert page["count"] < 209
    while True:
        ids += [one["id"] for one in page["results"]]
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert expected in ids


def test_facets_count_what_they_would_leave(client: Client) -> None:
    page = client.get("/routes/?level=bilateral").content.decode()
    match = found_in(r'name="goal" value="residency".*?fo-n">(\d+)<', page)
    found = client.get("/api/v1/instruments?level=bilateral&goal=residency").json()
    assert int(match[1]) == found["count"]
