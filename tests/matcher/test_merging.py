"""What was merged is found by its old name on every page, with the same verdicts; and the pages on which staff merge."""

import random
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pydantic import BaseModel

from catalogue.editions.merging import merge, merge_of
from catalogue.editions.publish import publish
from catalogue.editions.repointing import naming
from catalogue.editions.store import read_latest
from catalogue.editions.undo import undo
from catalogue.editions.working import row_of, waiting, working_edition
from catalogue.entries.group import MemberEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Entry, Words, marked
from catalogue.loading.load import load
from catalogue.loading.writing import write
from catalogue.models import Change, Organisation, Place, Programme
from catalogue.vocabulary import OrganisationKind
from matcher.answers import address
from matcher.engine.match import Matching
from matcher.models import Persona, Question, Rule, StaffComment
from matcher.proof.personas import understood
from matcher.rules.site import Site
from tests.filled import filled
from tests.matcher.staff_pages import list_of, page_of, staff
from tests.noted import mended
from tests.responses import Page
from tests.rows import read_all
from tests.some import tries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little"),
    pytest.mark.both_databases,
]
ON = date(2026, 11, 27)
P = TypeVar("P", bound=BaseModel)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("author")


def words(text: str) -> Words:
    return Words(nl=text, en=text)


def kept(*entries: Entry) -> None:
    write(entries)
    mended()


def organisation(key: str, **fields: Any) -> OrganisationEntry:
    given = {"id": key, "name": words(key), "kind": OrganisationKind.FUNDER, "country": "BE", **fields}
    return OrganisationEntry(**given)


def merged(kind: str, one: str, other: str, author: User) -> tuple[Change, ...]:
    found = merge_of(kind, one, other)
    assert found is not None
    return merge(found, author)


def text(response: Page) -> str:
    return unescape(response.content.decode())


# --- The same verdicts --------------------------------------------------------------------------------------------


def with_twin(part: P, old: str, new: str) -> P:
    """The same, naming a second place wherever it has the first in a list."""
    update: dict[str, Any] = {}
    for name, ref, _has_parts in marked(type(part)):
        value = getattr(part, name)
        if isinstance(value, list) and ref and ref.kind == "place" and old in value:
            update[name] = sorted([*value, new])
        elif isinstance(value, list) and value and isinstance(value[0], MemberEntry):
            update[name] = [*value, *(one.model_copy(update={"place": new}) for one in value if one.place == old)]
        elif isinstance(value, list) and value and isinstance(value[0], BaseModel):
            update[name] = [with_twin(one, old, new) for one in value]
        elif isinstance(value, BaseModel):
            update[name] = with_twin(value, old, new)
    return part.model_copy(update=update)


def verdicts(site: Site, place: str, chance: random.Random) -> list[dict[str, str]]:
    """Of all routes, for plans with this place: a few of each goal."""
    found = []
    options = {
        str(one.name): [option.value for option in site.words.options_of(one.name)] for one in site.ruleset.questions
    }
    for goal in options["goal"]:
        given = {"goal": [goal], "place": [place], "start": ["2027-06-01"], "base": ["BE-VLG"]}
        given |= {name: [chance.choice(options[name])] for name in ("applicant", "discipline")}
        answers, notes = address.read_answers(given, site.ruleset, site.words)
        assert notes == ()
        matching = Matching(site.compiled(ON), answers)
        found.append({slug: str(matching.verdict(slug)) for slug in site.words.instruments})
    return found


@pytest.mark.parametrize("seed", range(tries(6, 3)))
def test_a_plan_with_the_old_name_comes_to_what_it_came_to(seed: int, curator: User) -> None:
    chance = random.Random(seed)
    places = [one for one in read_all("place").values() if isinstance(one, PlaceEntry)]
    above = {code for one in places for code in (one.parent, one.state)}
    known = {value for question in Question.objects.all() for value in question.options.values_list("value", flat=True)}
    leaves = [
        one for one in places if one.code not in above and one.code not in known and not one.code.startswith("BE")
    ]
    place = chance.choice(sorted(leaves, key=lambda one: one.code))
    twin = place.model_copy(update={"code": "QX" if place.parent is None else f"{place.code[:2]}-QX", "overlaps": []})
    naming_it = [value for _name, value in naming("place", place.code) if not isinstance(value, PlaceEntry)]
    kept(twin, *(with_twin(value, place.code, twin.code) for value in naming_it))

    before = Site(working_edition(read_latest()))
    expected = verdicts(before, place.code, random.Random(seed))
    assert any(verdict != "no" for plan in expected for verdict in plan.values())
    assert verdicts(before, twin.code, random.Random(seed)) == expected, "the two have the same members"
    rows = {name: read_all(name) for name in ("place", "group", "instrument", "rule")}
    changes = merged("place", place.code, twin.code, curator)
    after = Site(working_edition(read_latest()))
    for code in (twin.code, place.code):
        assert verdicts(after, code, random.Random(seed)) == expected
    undo(changes[0], curator)
    assert {name: read_all(name) for name in rows} == rows
    assert mended() == {}


# --- Addresses of before ------------------------------------------------------------------------------------------


def test_the_page_of_an_organisation_leads_on_once_that_is_public(client: Client, curator: User) -> None:
    kept(organisation("one"), organisation("other"))
    publish(author=curator, why="As it was.")
    merged("organisation", "one", "other", curator)
    assert client.get("/en/organisations/other/").status_code == 200, "nothing changes before it is published"
    publish(author=curator, why="Merged.")
    answer = client.get("/en/organisations/other/?on=2026-11-27")
    assert (answer.status_code, answer["Location"]) == (301, "/en/organisations/one/?on=2026-11-27")
    assert client.get(answer["Location"]).status_code == 200
    undo(Change.objects.filter(key="one").latest("pk"), curator)
    publish(author=curator, why="Not merged.")
    assert client.get("/en/organisations/other/").status_code == 200


@pytest.fixture
def places(curator: User) -> tuple[str, str]:
    """A place that went, and the one that it is now."""
    place = next(one for one in read_all("place").values() if isinstance(one, PlaceEntry) and one.code == "FR-HDF")
    twin = place.model_copy(update={"code": "FR-QX", "name": words("Twin"), "overlaps": []})
    kept(twin)
    publish(author=curator, why="As it was.")
    merged("place", "FR-HDF", "FR-QX", curator)
    publish(author=curator, why="Merged.")
    return "FR-QX", "FR-HDF"


def test_places_of_before_are_understood_everywhere(client: Client, places: tuple[str, str]) -> None:
    old, new = places
    for page in ("/en/countries/{}/", "/api/v1/countries/{}"):
        answer = client.get(page.format(old))
        assert answer.status_code in (200, 301), page
        now = client.get(answer["Location"]) if answer.status_code == 301 else answer
        assert text(now) == text(client.get(page.format(new))), page
    assert client.get(f"/en/countries/{old}/")["Location"] == f"/en/countries/{new}/"
    for page in (
        "/api/v1/match?place={}&goal=present-tour&start=2027-06-01",
        "/api/v1/instruments?place={}",
        "/routes.csv?place={}",
    ):
        answers = [client.get(page.format(code)) for code in (old, new)]
        assert [one.status_code for one in answers] == [200, 200]
        assert answers[0].content == answers[1].content, page
    for page in ("/en/routes/?place={}", "/en/match/results/?place={}&goal=present-tour", "/en/coverage/?place={}"):
        answers = [client.get(page.format(code), follow=True) for code in (old, new)]
        assert [one.status_code for one in answers] == [200, 200], page
        assert "We left it out" not in text(answers[0]), page
        assert text(answers[0]).replace(old, new) == text(answers[1]), page


def test_the_name_of_a_place_of_before_is_understood_where_somebody_types_it(
    client: Client, places: tuple[str, str]
) -> None:
    _old, new = places
    shown = text(client.get("/en/match/?ask=place&place=Twin"))
    assert f"place={new}" in shown
    assert "is not a place that we know" not in shown
    found = client.get("/api/v1/match?place=Twin&goal=present-tour&start=2027-06-01")
    assert found.content == client.get(f"/api/v1/match?place={new}&goal=present-tour&start=2027-06-01").content


def test_no_name_is_kept_that_is_one_already(curator: User) -> None:
    place = read_all("place")["FR-HDF"]
    assert isinstance(place, PlaceEntry)
    kept(place.model_copy(update={"code": "FR-QX", "overlaps": []}))
    found = merge_of("place", "FR-HDF", "FR-QX")
    assert found is not None
    assert found.names == ()


def test_a_merge_of_places_is_shown_with_the_name_that_stays_known_and_undone_with_it(curator: User) -> None:
    place = read_all("place")["FR-HDF"]
    assert isinstance(place, PlaceEntry)
    kept(place.model_copy(update={"code": "FR-QX", "name": words("Twin"), "overlaps": []}))
    one, other = (Place.objects.get(code=code) for code in ("FR-HDF", "FR-QX"))
    assert "<li>Twin</li>" in text(staff("curator").get(page_of(one, "merge"), {"with": other.pk}))
    saves = merged("place", "FR-HDF", "FR-QX", curator)
    assert row_of(("place-name", "was-fr-qx")) is not None
    undo(saves[0], curator)
    assert row_of(("place-name", "was-fr-qx")) is None
    assert row_of(("place", "FR-QX")) is not None


def test_an_organisation_is_found_by_the_name_of_the_one_that_went(client: Client, curator: User) -> None:
    kept(organisation("one", name=words("Huis van Morgen")), organisation("other", name=words("Zilverlicht")))
    merged("organisation", "one", "other", curator)
    publish(author=curator, why="Merged.")
    assert "Huis van Morgen" in text(client.get("/en/routes/?text=zilverlicht"))


def test_programmes_of_before_are_understood(client: Client, curator: User) -> None:
    slug = Programme.objects.filter(instruments__is_published=True).values_list("slug", flat=True)[0]
    kept(ProgrammeEntry(id="old-programme", name=words("Old")))
    publish(author=curator, why="As it was.")
    merged("programme", slug, "old-programme", curator)
    publish(author=curator, why="Merged.")
    for page in ("/en/routes/?programme={}", "/en/about/rules/?programme={}", "/routes.atom?programme={}"):
        answers = [client.get(page.format(one), follow=True) for one in ("old-programme", slug)]
        assert [one.status_code for one in answers] == [200, 200], page
        assert text(answers[0]).replace("old-programme", slug) == text(answers[1]), page
    found = client.get("/api/v1/instruments?programme=old-programme").json()
    assert found["count"] == client.get(f"/api/v1/instruments?programme={slug}").json()["count"] > 0


def test_a_selection_that_was_kept_with_the_old_name_says_what_it_said(client: Client, curator: User) -> None:
    place = row_of(("place", "FR-HDF"))
    assert isinstance(place, PlaceEntry)
    naming_it = [value for _name, value in naming("place", "FR-HDF") if not isinstance(value, PlaceEntry)]
    kept(place.model_copy(update={"code": "FR-QX", "overlaps": []}))
    kept(*(with_twin(value, "FR-HDF", "FR-QX") for value in naming_it))
    publish(author=curator, why="As it was.")
    query = "goal=present-tour&place=FR-QX&start=2027-06-01"
    with override("en"):
        where = client.post(f"{reverse('keep-selection', args=['results'])}?{query}", {"name": "Mine"})["Location"]
    before = text(client.get(where))
    assert "FR-QX" in before
    assert len(routes_in(before)) > 1
    merged("place", "FR-HDF", "FR-QX", curator)
    publish(author=curator, why="Merged.")
    after = client.get(where)
    assert after.status_code == 200
    assert "We do not know “" not in text(after)
    assert "is not a choice" not in text(after)
    assert routes_in(text(after)) == routes_in(before), "no route came and none went"


def routes_in(page: str) -> set[str]:
    return set(re.findall(r"/routes/([a-z0-9-]+)/", page))


def test_a_persona_that_answers_with_the_old_name_is_still_understood(places: tuple[str, str]) -> None:
    old, new = places
    assert understood({"place": [old]}, Site(read_latest())) == {"place": [new]}


# --- Files --------------------------------------------------------------------------------------------------------


def test_a_load_leaves_what_staff_merged_and_changes_nothing_at_the_second(little_facts: Path, curator: User) -> None:
    one, other = Organisation.objects.filter(instruments__isnull=False).distinct().values_list("slug", flat=True)[:2]
    merged("organisation", one, other, curator)
    values = {name: read_all(name) for name in ("organisation", "instrument")}
    outcomes = load(little_facts)
    assert other in outcomes["organisation"].kept
    assert {name: read_all(name) for name in values} == values
    again = load(little_facts)
    assert not any(one.created or one.changed or one.left for one in again.values())


def test_a_file_that_says_what_was_merged_merges_it(little_facts: Path, tmp_path: Path, curator: User) -> None:
    shutil.copytree(little_facts, tmp_path, dirs_exist_ok=True)
    one, other = Organisation.objects.filter(instruments__isnull=False).distinct().values_list("slug", flat=True)[:2]
    for path in tmp_path.rglob("*.yaml"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(_renamed(line, other, one) for line in lines if line.strip() != ""))
    file = tmp_path / "organisations.yaml"
    file.write_text(
        _without(file.read_text(), other).replace(f"- id: {one}\n", f"- id: {one}\n    former_keys: [{other}]\n", 1)
    )
    outcomes = load(tmp_path)
    assert outcomes["organisation"].merged == [other]
    assert row_of(("organisation", other)) is None
    assert read_latest().merged(OrganisationEntry) == {other: one}
    again = load(tmp_path)
    assert not any(found.created or found.changed or found.left or found.merged for found in again.values())
    assert mended() == {}


def _renamed(line: str, old: str, new: str) -> str:
    return line.replace(f"provider: {old}\n", f"provider: {new}\n")


def _without(content: str, key: str) -> str:
    """An entry of a file is left out."""
    head, mark, rest = content.partition(f"  - id: {key}\n")
    return head + rest[rest.find("  - id: ") :] if mark else content


# --- The pages of staff -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["organisation", "programme", "place"])
def test_two_are_merged_from_the_list(kind: str) -> None:
    model: Any = {"organisation": Organisation, "programme": Programme, "place": Place}[kind]
    if kind == "organisation":
        kept(organisation("one"), organisation("other"))
        rows = [model.objects.get(slug=slug) for slug in ("one", "other")]
    elif kind == "programme":
        kept(*(ProgrammeEntry(id=one, name=words(one)) for one in ("one", "other")))
        rows = [model.objects.get(slug=slug) for slug in ("one", "other")]
    else:
        hdf = row_of(("place", "FR-HDF"))
        assert isinstance(hdf, PlaceEntry)
        kept(*(hdf.model_copy(update={"code": code, "overlaps": []}) for code in ("FR-QX", "FR-QY")))
        rows = [model.objects.get(code=code) for code in ("FR-QX", "FR-QY")]
    curator = staff("curator")
    chosen = {"action": "merge_chosen", "_selected_action": [row.pk for row in rows]}
    answer = curator.post(list_of(model), chosen, follow=True)
    assert answer.redirect_chain[-1][0] == f"{page_of(rows[0], 'merge')}?with={rows[1].pk}"
    assert waiting(read_latest(), [(kind, rows[1].pk)]) == ()
    seen = answer.context["seen"]
    done = curator.post(answer.redirect_chain[-1][0], {"seen": seen, **taken(answer)}, follow=True)
    assert "one undo takes" in text(done)
    assert not model.objects.filter(pk=rows[1].pk).exists()
    assert model.objects.get(pk=rows[0].pk).former_keys == [getattr(rows[1], "slug", "") or rows[1].code]
    assert "Undo all that was saved with it" in text(curator.get(page_of(rows[0], "history")))
    assert mended() == {}


def taken(page: Any) -> dict[str, str]:
    return {f"take-{name}": "stays" for name in page.context["choices"].fields}


def test_what_is_shown_first_is_all_that_names_it_and_writes_nothing() -> None:
    row = Organisation.objects.filter(instruments__isnull=False).first()
    kept(organisation("one"))
    assert row is not None
    one = Organisation.objects.get(slug="one")
    curator = staff("curator")
    before = Change.objects.count()
    page = curator.get(page_of(one, "merge"), {"with": row.pk})
    route = row.instruments.first()
    assert route is not None
    assert str(route) in text(page)
    assert page.context["count"] == len(list(naming("organisation", row.slug))) > 0
    assert Change.objects.count() == before
    sent = {"seen": "x", **taken(page)}
    refused = curator.post(f"{page_of(one, 'merge')}?with={row.pk}", sent)
    assert "look again" in text(refused)
    assert curator.post(f"{page_of(one, 'merge')}?with={row.pk}", {"take-name": "neither"}).status_code == 200
    assert Organisation.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("sent", ["", "0", "x", "9" * 30, "1 or 1=1"])
def test_what_is_no_row_is_told(sent: str) -> None:
    kept(organisation("one"))
    page = staff("curator").get(page_of(Organisation.objects.get(slug="one"), "merge"), {"with": sent})
    assert page.status_code == 200
    assert "other" not in page.context


def test_three_or_one_are_not_merged() -> None:
    curator = staff("curator")
    pks = list(Organisation.objects.values_list("pk", flat=True)[:3])
    for some in (pks, pks[:1]):
        answer = curator.post(list_of(Organisation), {"action": "merge_chosen", "_selected_action": some}, follow=True)
        assert "Choose two" in text(answer)


def test_who_only_reads_does_not_merge() -> None:
    kept(organisation("one"), organisation("other"))
    one, other = (Organisation.objects.get(slug=slug) for slug in ("one", "other"))
    reader = staff("reader")
    where = f"{page_of(one, 'merge')}?with={other.pk}"
    assert (reader.get(where).status_code, reader.post(where, {"seen": "x"}).status_code) == (403, 403)
    assert "merge_chosen" not in text(reader.get(list_of(Organisation)))


def test_a_name_of_before_is_refused_for_a_new_one(curator: User) -> None:
    kept(organisation("one"), organisation("other"))
    merged("organisation", "one", "other", curator)
    client = staff("curator")
    page = list_of(Organisation, "add")
    new = {"slug": "other", "name_nl": "Nieuw", "name_en": "New", "kind": "funder", "country": "BE"}
    told = "“other” is the short name of what was merged into “one”, and still leads there: choose another short name."
    assert told in text(client.post(page, filled(client.get(page), **new)))
    assert not Organisation.objects.filter(slug="other").exists()
    assert client.post(page, filled(client.get(page), **{**new, "slug": "another"})).status_code == 302


def test_rules_questions_and_personas_that_know_both_are_told(curator: User) -> None:
    hdf = row_of(("place", "FR-HDF"))
    assert isinstance(hdf, PlaceEntry)
    kept(hdf.model_copy(update={"code": "FR-QX", "overlaps": []}))
    persona = Persona.objects.first()
    assert persona is not None
    persona.answers = {**persona.answers, "place": ["FR-HDF", "FR-QX"]}
    persona.save()
    rule = Rule.objects.filter(conditions__isnull=False).first()
    assert rule is not None
    question = Question.objects.get(name="place")
    question.options.create(value="FR-QX", label_nl="x", label_en="x")
    rule.conditions.all().delete()
    for code, operator in (("FR-HDF", "any-of"), ("FR-QX", "none-of")):
        condition = rule.conditions.create(role="when", question=question, operator=operator)
        condition.places.add(Place.objects.get(code=code))
    mended()
    found = merge_of("place", "FR-HDF", "FR-QX")
    assert found is not None
    told = found.obstacles()
    assert [one.partition(" “")[0] for one in told] == ["The rule", "The question", "The persona"]


def test_what_colleagues_said_of_the_one_that_went_is_said_of_the_other(curator: User) -> None:
    kept(organisation("one"), organisation("other"))
    StaffComment.objects.create(kind="organisation", key="other", text="Called them in March.", signed="author")
    client = staff("curator")
    about = reverse("worklist-entry", args=["organisation", "one"])
    assert "Called them in March." not in text(client.get(about))
    merged("organisation", "one", "other", curator)
    assert "Called them in March." in text(client.get(about))
