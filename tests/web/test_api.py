"""The API and the command give the JSON that docs/api.md fixes, from the same code as the pages."""

import io
import json
import tomllib
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Instrument
from matcher.answers.address import read, read_answers, write
from matcher.answers.next_steps import openings
from matcher.engine.match import match
from matcher.rules.holding import held
from matcher.speech.sentences import Teller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

TIP = "applicant=arts-organisation&base=BE-VLG&discipline=pop-jazz-folk&goal=present-tour&place=DE&start=2026-07-15"


def command(query: str, on: str, **options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("match", query, on=on, stdout=out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def route(found: dict[str, Any], id: str) -> dict[str, Any]:
    routes: list[dict[str, Any]] = found["routes"]
    return next(one for one in routes if one["id"] == id)


def test_the_tip_is_almost_in_time_and_says_which_start_still_works() -> None:
    tip = route(command(TIP, "2026-06-03"), "kunstendecreet-tip")
    assert tip["verdict"] == "almost"
    assert [fail["question"] for fail in tip["fails"]] == ["start"]
    assert tip["fails"][0]["change"] == "start on or after 2026-08-03"
    assert tip["submit_by"] is None


def test_the_tip_fits_when_there_is_time_and_says_by_when() -> None:
    tip = route(command(TIP, "2026-05-10"), "kunstendecreet-tip")
    assert tip["verdict"] == "fits"
    assert tip["submit_by"] == "2026-05-15"
    assert tip["fails"] == tip["waits_for"] == []


def test_a_match_has_the_shape_that_is_promised(client: Client) -> None:
    found = client.get(f"/api/v1/match?{TIP}&on=2026-05-10").json()
    assert {"ruleset", "on", "answers", "routes", "next_question", "openers"} <= found.keys()
    assert found["on"] == "2026-05-10"
    assert found["answers"]["place"] == ["DE"]
    assert found["answers"]["start"] == "2026-07-15"
    assert len(found["routes"]) == 187, "a new route that has to do with this plan is counted here"
    assert [one["rank"] for one in found["routes"]] == list(range(1, len(found["routes"]) + 1))
    order = ["fits", "may-fit", "almost", "no"]
    verdicts = [order.index(one["verdict"]) for one in found["routes"]]
    assert verdicts == sorted(verdicts)
    for one in found["routes"]:
        assert one.keys() >= {
            *("id", "name", "kind", "level", "verdict", "rank", "score", "score_parts", "met", "waits_for", "checks"),
            *("fails", "advice", "amount", "submit_by", "next_closing"),
        }
        assert one["score"] == max(0, sum(part["points"] for part in one["score_parts"]))
        assert all(reason["reason"] for reason in (*one["met"], *one["waits_for"], *one["fails"]))
        assert bool(one["waits_for"]) == (one["verdict"] == "may-fit")
        assert bool(one["fails"]) == (one["verdict"] in ("almost", "no"))


def test_the_command_prints_what_the_api_gives(client: Client) -> None:
    from_api = client.get(f"/api/v1/match?{TIP}&on=2026-05-10").json()
    from_api.pop("notes")
    assert command(TIP, "2026-05-10") == from_api


def test_the_same_question_gets_byte_for_byte_the_same_answer(client: Client) -> None:
    first = client.get(f"/api/v1/match?{TIP}&on=2026-05-10").content
    assert client.get(f"/api/v1/match?{TIP}&on=2026-05-10").content == first


def test_each_opener_really_opens(client: Client) -> None:
    """On the real catalogue, through the address: the change that the page proposes."""
    site = held()
    asked = read(dict(QueryDict(f"{TIP}&on=2026-06-03").lists()), site.ruleset, site.words, today=date(2026, 6, 3))
    compiled = site.compiled(asked.on)
    found = match(compiled, asked.answers)
    opening = openings(found, Teller(compiled, site.words, asked.answers))
    assert opening
    for one in opening:
        address = write(site.ruleset, asked.answers.changed(one.change.values), on=asked.on)
        opened = client.get(f"/api/v1/match?{address}").json()
        for id in one.routes:
            assert route(opened, id)["verdict"] in ("fits", "may-fit")


def test_a_reason_that_was_said_before_is_told_to_those_alone_for_whom_it_holds() -> None:
    """One after another, people who differ in one answer: each is told what is told when nothing was said before."""
    now, on = held(), date(2026, 11, 21)
    compiled = now.compiled(on)
    plan = {
        "applicant": "arts-organisation",
        "base": "BE-BRU",
        "discipline": "dance",
        "goal": "present-tour",
        "place": "FR",
        "start": "2027-06-20",
        "budget": "30000",
        "partners": "2",
    }
    others = {
        "applicant": "foreign-organisation",
        "base": "BE-VLG",
        "discipline": "circus",
        "goal": "residency",
        "place": "BE-WAL",
        "start": "2026-12-05",
        "budget": "1000",
        "partners": "0",
    }
    told = 0
    for changed in (
        {},
        *({name: value} for name, value in others.items()),
        {"applicant": "foreign-organisation", "base": "FR"},
    ):
        answers, notes = read_answers(
            {name: [value] for name, value in (plan | changed).items()}, now.ruleset, now.words
        )
        assert not notes
        warm, fresh = Teller(compiled, now.words, answers), Teller(compiled, replace(now.words), answers)
        for one in match(compiled, answers).routes:
            state = one.instrument.timing.state
            said = [(warm.met(criterion), fresh.met(criterion)) for criterion in one.met]
            said += [(warm.unmet(fail.criterion, state), fresh.unmet(fail.criterion, state)) for fail in one.fails]
            assert [first for first, _ in said] == [second for _, second in said]
            told += len(said)
    assert told > 1000, "or this test compares nothing"


def test_all_instruments_come_page_by_page(client: Client) -> None:
    ids: list[str] = []
    address = "/api/v1/instruments"
    while address:
        page = client.get(address).json()
        ids += [one["id"] for one in page["results"]]
        address = page["next"]
    assert page["count"] == len(ids) == len(set(ids))
    assert set(ids) == set(Instrument.objects.values_list("slug", flat=True))


def test_an_instrument_has_the_shape_that_is_promised(client: Client) -> None:
    ip = client.get("/api/v1/instruments/kunstendecreet-ip").json()
    assert ip["name"]["nl"].startswith("Internationaal presentatieproject")
    assert ip["amount"]["max_eur"] == 50000
    assert ip["partners"]["min_partners"] == 1
    assert ip["where"]["groups"] == ["buitenland-decreet"]
    assert ip["based_in"] == ip["based_in"] | {
        "groups": ["vlaanderen-brussel"],
        "places": [],
        "not_for": ["foreign-organisation"],
    }
    assert (
        ip["timing"]["windows"][0].items()
        >= {
            "submit_by": "10-31",
            "start_from": "02-01",
            "start_to": "04-30",
            "start_year_offset": None,
        }.items()
    )
    assert ip["combine"]["not_with"] == ["kunstendecreet-tip"]
    assert ip["availability"] == "upcoming"
    assert ip["sources"][0].keys() == {"url", "ref", "supports", "seen", "about"}
    assert len(ip["doubts"]) == 2


def test_the_first_address_says_which_version_answers_and_what_can_be_asked(client: Client) -> None:
    found = client.get("/api/v1/").json()
    version = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
    assert (found["api"], found["version"], found["edition"]) == ("v1", version, held().edition.number)
    answers = {name: client.get(urlsplit(address).path) for name, address in found["addresses"].items()}
    assert {name: one.status_code for name, one in answers.items()} == dict.fromkeys(answers, 200)
    assert {one["Content-Type"] for one in answers.values()} == {"application/json"}
    assert client.get(urlsplit(found["documentation"]).path).status_code == 200


def test_unknown_addresses_answer_as_json(client: Client) -> None:
    for address in ("/api/v1/instruments/nope", "/api/v1/nope", "/api/v1/match/nope"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.json()["error"]


def test_dutch_is_given_when_it_is_asked(client: Client) -> None:
    found = client.get(f"/api/v1/match?{TIP}&on=2026-06-03&lang=nl").json()
    assert route(found, "kunstendecreet-tip")["fails"][0]["change"] == "start op of na 2026-08-03"


def test_what_is_not_understood_is_told(client: Client) -> None:
    found = client.get("/api/v1/match?budget=veel&goal=network").json()
    assert [note["name"] for note in found["notes"]] == ["budget"]
    assert found["answers"] == {"goal": ["network"]}


def test_what_is_searched_for_comes_best_first_and_else_by_id(client: Client) -> None:
    def ids(query: str) -> list[str]:
        return [one["id"] for one in client.get(f"/api/v1/instruments?{query}").json()["results"]]

    assert ids("text=TIP")[0] == ids("text=TIP&sort=relevance")[0] == "kunstendecreet-tip"
    assert ids("discipline=dance") == sorted(ids("discipline=dance"))


@pytest.mark.parametrize("address", ["match?goal=network", "instruments?text=kunst", "instruments/kunstendecreet-ip"])
def test_an_address_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        client.get(f"/api/v1/{address}")


def test_an_edit_is_live_on_the_next_request_once_it_is_published(client: Client) -> None:
    from catalogue.models import Instrument
    from tests.publishing import publish_everything

    before = client.get(f"/api/v1/match?{TIP}&on=2026-05-10").json()
    tip = Instrument.objects.get(slug="kunstendecreet-tip")
    tip.lead_months = 3
    tip.save()
    publish_everything()
    after = client.get(f"/api/v1/match?{TIP}&on=2026-05-10").json()
    assert route(before, tip.slug)["verdict"] == "fits"
    assert route(after, tip.slug)["verdict"] == "almost"
    assert before["ruleset"] != after["ruleset"]


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("days=2 weken", "days", 14),
        ("days=two weeks", "days", 14),
        ("budget=30.000", "budget", 30000),
        ("budget=30,000", "budget", 30000),
        ("budget=5-10k", "budget", 10000),
        ("partners=2-3", "partners", 2),
        ("people=solo", "people", 1),
        ("months=anderhalf jaar", "months", 18),
        ("age=jonger dan 30", "age", 29),
        ("start=over 3 maanden", "start", "2027-02-21"),
        ("start=Pasen 2027", "start", "2027-03-28"),
        ("start=maart 27", "start", "2027-03-01"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_people_type_means_the_same_as_on_the_pages(
    client: Client, typed: str, name: str, value: object, language: str
) -> None:
    query = f"{typed}&on=2026-11-21"
    assert client.get(f"/api/v1/match?{query}&lang={language}&limit=1").json()["answers"][name] == value
    there = client.get(f"{'' if language == 'nl' else '/en'}/saved/?{query}").context["asked"].answers.values[name]
    assert (there if isinstance(there, int) else there.isoformat()) == value
