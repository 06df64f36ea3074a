"""Fields that hold no figure, beside what the sources state: who applies and with whom, and how the members of a group count."""

from typing import Any

import pytest

from catalogue.entries.group import GroupEntry
from matcher.proof.sentences.asked_by_sources import (
    AskedBySource,
    MembersBySource,
    asked_by_sources,
    members_by_sources,
    not_as_asked,
    not_as_counted,
)
from matcher.proof.sentences.claims import Statement, figures_said
from tests.matcher.test_claims import GROUPS, ROUTES, text
from tests.matcher.test_told_conditions import route, words

BY_PUBLISHER = {"applicant": "translator", "by": "publisher", "reason": words("De uitgever vraagt aan.")}


def asks(**stated: Any) -> AskedBySource:
    return AskedBySource.model_validate({"source": "page", "says": "Something."} | stated)


@pytest.mark.parametrize(
    ("fields", "stated", "left"),
    [
        pytest.param({"needs_first": {"status": text("lid", "member")}}, {"status": "member"}, [], id="status"),
        pytest.param({"needs_first": {"status": text("lid", "member")}}, {}, ["status"], id="status no source asks"),
        pytest.param({}, {"status": "member"}, ["status"], id="status forgotten"),
        pytest.param(
            {"needs_first": {"status": text("lid", "member")}}, {"status": "label"}, ["status"], id="another status"
        ),
        pytest.param({"through": [BY_PUBLISHER]}, {"applies": "publisher", "for": ["translator"]}, [], id="through"),
        pytest.param({}, {"applies": "publisher", "for": ["translator"]}, ["through"], id="nobody applies"),
        pytest.param(
            {"through": [BY_PUBLISHER]},
            {"applies": "publisher", "for": ["individual-artist"]},
            ["through"],
            id="for another",
        ),
        pytest.param(
            {"through": [BY_PUBLISHER]}, {"applies": "producer", "for": ["translator"]}, ["through"], id="by another"
        ),
        pytest.param(
            {"partners": {"sides": [{"least": 2, "groups": ["eu27"]}]}},
            {"sides": [{"least": 2, "groups": ["eu27"]}]},
            [],
            id="sides",
        ),
        pytest.param(
            {"partners": {"sides": [{"least": 1, "groups": ["eu27"]}]}},
            {"sides": [{"least": 2, "groups": ["eu27"]}]},
            ["sides"],
            id="one too few",
        ),
        pytest.param({}, {"sides": [{"places": ["NL"]}]}, ["sides"], id="a side forgotten"),
        pytest.param({"timing": {"rounds_a_year": 3}}, {"rounds_a_year": 3}, [], id="rounds"),
        pytest.param({"timing": {"rounds_a_year": 2}}, {"rounds_a_year": 3}, ["rounds"], id="a round too few"),
        pytest.param({}, {"rounds_a_year": 3}, ["rounds"], id="rounds forgotten"),
        pytest.param({"timing": {"rounds_a_year": 3}}, {}, ["rounds"], id="rounds no source says"),
        pytest.param({"admission": "nomination"}, {"admission": "nomination"}, [], id="by nomination"),
        pytest.param({}, {"admission": "nomination"}, ["admission"], id="one cannot apply"),
        pytest.param({"admission": "nomination"}, {}, ["admission"], id="one can apply"),
    ],
)
def test_a_route_asks_what_its_sources_ask(fields: dict[str, Any], stated: dict[str, Any], left: list[str]) -> None:
    assert list(not_as_asked(route(**fields), [asks(**stated)])) == left


def test_another_page_says_nothing_of_a_route() -> None:
    entry = route(timing={"rounds_a_year": 3})
    assert list(not_as_asked(entry, [asks(source="elsewhere", rounds_a_year=3)])) == ["rounds"]


def group(member: dict[str, Any], **period: Any) -> GroupEntry:
    fields = {"id": "group", "name": words("Groep"), "kind": "programme"}
    period = {"limited": [member] if member else []} | period
    return GroupEntry.model_validate(
        fields | {"periods": [period], "sources": [{"ref": "page", "supports": words("x")}]}
    )


@pytest.mark.parametrize(
    ("member", "period", "stated", "left"),
    [
        ({"place": "GB", "since": "2027-01-01"}, {}, {"members": ["GB"], "since": "2027-01-01"}, []),
        ({"place": "GB"}, {}, {"members": ["GB"], "since": "2027-01-01"}, ["GB"]),
        ({"place": "MA", "role": "joins"}, {}, {"members": ["MA"], "joins": True}, []),
        ({"place": "MA"}, {}, {"members": ["MA"], "joins": True}, ["MA"]),
        ({"place": "SE", "is_partial": True}, {}, {"members": ["SE"], "in_part": True}, []),
        ({"place": "SE"}, {}, {"members": ["SE"], "in_part": True}, ["SE"]),
        ({}, {"except_places": ["BE"]}, {"except_places": ["BE"]}, []),
        ({}, {}, {"except_places": ["BE"]}, ["BE"]),
        ({}, {"with_territories": True}, {}, ["group"]),
    ],
)
def test_a_group_counts_its_members_as_its_sources_do(
    member: dict[str, Any], period: dict[str, Any], stated: dict[str, Any], left: list[str]
) -> None:
    says = MembersBySource.model_validate({"source": "page", "says": "Something."} | stated)
    assert list(not_as_counted(group(member, **period), [says])) == left


# --- The real ones ------------------------------------------------------------------------------------------------


def test_every_route_asks_what_its_sources_ask() -> None:
    """What is listed here is looked up on the page of the source, and mended in the field or in `asked_by_sources.yaml`."""
    stated = asked_by_sources()
    assert [(slug, one) for slug, entry in ROUTES.items() for one in not_as_asked(entry, stated.get(slug, ()))] == []


def test_every_group_counts_its_members_as_its_sources_do() -> None:
    stated = members_by_sources()
    assert [(one.id, place) for one in GROUPS for place in not_as_counted(one, stated.get(one.id, ()))] == []


def test_every_line_is_of_a_source_of_its_entry_and_is_needed() -> None:
    groups = {one.id: one for one in GROUPS}
    strays: list[tuple[str, str]] = []
    idle: list[tuple[str, str]] = []

    def look(slug: str, one: Statement, sources: set[str], is_needed: bool) -> None:
        if one.source not in sources:
            strays.append((slug, one.says))
        if not is_needed:
            idle.append((slug, one.says))

    for slug, asked in asked_by_sources().items():
        sources = {each.url or each.ref for each in ROUTES[slug].sources}
        for one in asked:
            look(slug, one, sources, any(not_as_asked(ROUTES[slug], [each for each in asked if each is not one])))
    for slug, told in members_by_sources().items():
        sources = {each.url or each.ref for each in groups[slug].sources} or {""}
        for member in told:
            left = [each for each in told if each is not member]
            look(slug, member, sources, any(not_as_counted(groups[slug], left)))
    assert strays == []
    assert idle == []


def test_every_number_is_told_by_the_sentence_beside_it() -> None:
    found = []
    for slug, rows in asked_by_sources().items():
        for one in rows:
            said = {figure.number for figure in figures_said(one.says, "en")}
            numbers = [side.least for side in one.sides if side.least > 1] + [one.rounds_a_year or 0]
            found += [(slug, number) for number in numbers if number and number not in said]
    assert found == []
