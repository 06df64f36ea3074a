"""Whatever staff add or put out of use, every page of the public answers."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest
from catalogue.editions.working import keep, waiting
from catalogue.entries.kinds import KINDS
from catalogue.models import Theme
from matcher.models import Question
from matcher.rules.holding import held
from tests.matcher.staff_pages import IN_EDITIONS, added, list_of
from tests.noted import mended

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.usefixtures("a_little")]
ROOT = Path(__file__).parents[2]
ON = "on=2026-11-21"
PLAN = f"applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&{ON}"
TIP, IP = "kunstendecreet-tip", "kunstendecreet-ip"
PAGES = (
    "",
    f"match/?{ON}",
    f"match/results/?{PLAN}",
    f"match/results/?{ON}",
    "routes/",
    f"routes/?text=dance&{ON}",
    "routes/?view=timeline",
    f"routes/{TIP}/?{PLAN}",
    f"compare/?{PLAN}&route={TIP}&route={IP}",
    f"saved/?{PLAN}&keep={TIP}",
    "deadlines/",
    "deadlines.ics",
    "coverage/",
    f"coverage/?discipline=dance&goal=present-tour&place=FR&base=BE-BRU&{ON}",
    "coverage.csv",
    "organisations/",
    "organisations/departement-cjm/",
    "countries/",
    "countries/FR/",
    "guides/",
    "glossary/",
    "about/",
    "about/ranking/",
    f"about/rules/?{ON}",
    "about/sources/",
    "about/matrix/",
    "about/data/",
    "about/privacy/",
    "about/accessibility/",
    f"report/?route={TIP}",
)
API = (f"/api/v1/match?{PLAN}", "/api/v1/instruments", f"/api/v1/instruments/{TIP}", "/sitemap.xml")
FILE = (ROOT / "fixtures/questions.yaml").read_text().partition("\nweights:")[0]
QUESTIONS = re.findall(r"^  - id: (\S+)$", FILE, re.MULTILINE)
ADDED = [name for name in IN_EDITIONS if name not in ("weight", "shelf-life")]
"""Those with a button to add one: the parts of a score are the engine's, the subjects of facts the catalogue's."""


def addresses(*languages: str) -> list[str]:
    asked = [f"match/?ask={name}&{ON}" for name in held().words.questions]
    return [*(f"/{language}{page}" for language in languages for page in (*PAGES, *asked)), *API]


def broken(where: list[str]) -> dict[str, object]:
    """The pages that do not answer, with what went wrong."""
    client = Client(raise_request_exception=False)
    answers = {address: client.get(address) for address in where}
    return {
        address: answer.status_code if answer.status_code != 500 else repr(vars(answer)["exc_info"][1])
        for address, answer in answers.items()
        if answer.status_code != 200
    }


def given(kind: str) -> dict[str, object]:
    """What a form asks for that its fields do not say."""
    match kind:
        case "place":
            return {"code": "XN", "kind": "country"}
        case "cell":
            another = {"name_nl": "Ander", "name_en": "Another", "abbreviation": "AN", "position": 990}
            theme = Theme.objects.create(slug="another", **another)
            mended()
            return {"theme": theme.pk}
        case "organisation":
            return {"country": "BE"}
        case "fact":
            return {"is_confirmed": "on"}
        case "theme":
            return {"abbreviation": "NW"}
        case "question":
            return {"name": "anew", "kind": "number"}
        case "rule":
            return {"scope": "everything", "effect": "advise", "points": 0}
        case _:
            return {}


def test_one_row_of_everything_that_can_be_added_breaks_no_page(admin_client: Client, admin_user: User) -> None:
    came = set()
    for name in ADDED:
        kind = KINDS[name]
        with override("en"):
            page = list_of(kind.model, "add")
            saved = admin_client.post(page, added(admin_client.get(page), **given(name)))
        assert saved.status_code == 302, (name, saved.context["errors"])
        found = [one.name for one in waiting(read_latest()) if one.name[0] == name]
        assert found, f"the new {name} waits"
        publish(author=admin_user, why=f"A new {name}.")
        came |= set(found)
        assert broken(["/", f"/match/results/?{PLAN}", "/en/routes/", "/about/rules/", "/about/matrix/"]) == {}, name
    assert mended() == {}
    own = [held().edition.entry(name) for name in came]
    assert len(own) >= len(ADDED)
    pages = [reverse("instrument", args=[key]) for kind, key in came if kind == "instrument"]
    pages += [reverse("organisation", args=[key]) for kind, key in came if kind == "organisation"]
    pages += [reverse("country", args=[key]) for kind, key in came if kind == "place"]
    pages += [reverse("guide", args=[key]) for kind, key in came if kind == "guide"]
    assert len(pages) == 4
    assert broken([*addresses("", "en/"), *pages]) == {}


def test_every_button_to_add_something_is_tried() -> None:
    with_button = {
        model
        for model, page in admin.site._registry.items()
        if type(page).has_add_permission is admin.ModelAdmin.has_add_permission
    }
    tried = {KINDS[name].model for name in ADDED}
    other = {"PlaceGroupPeriod", "Persona", "User", "Group", "FunderFeed"}  # no page of the public shows them
    assert {model.__name__ for model in with_button - tried} <= other


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_out_of_use_breaks_no_page(name: str, admin_user: User) -> None:
    assert name in held().words.questions
    Question.objects.filter(name=name).update(is_active=False)
    assert keep(("question", name), admin_user) is not None
    publish(author=admin_user, why="Nobody needs it.")
    assert name not in held().words.questions
    assert broken([*addresses(""), f"/match/?ask={name}", f"/match/results/?{name}=1"]) == {}
