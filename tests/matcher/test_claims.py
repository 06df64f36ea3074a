"""The way back, from fields to words: what figures a route, a rule and a group claim, and that the real ones are all said."""

from typing import Any

import pytest

from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from matcher.proof.sentences.claims import Statement, statements, unsaid
from matcher.proof.sentences.group_words import unsaid_of_group
from matcher.proof.sentences.rule_words import unsaid_of_rule
from matcher.rules.entries import RuleEntry
from tests.little import committed
from tests.matcher.test_told_conditions import route, words

ROUTES = committed(InstrumentEntry)
RULES = list(committed(RuleEntry).values())
GROUPS = list(committed(GroupEntry).values())


def told(entry: InstrumentEntry, *says: str) -> list[str]:
    return [one.told for one in unsaid(entry, [Statement(source="page", says=text) for text in says])]


def text(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


@pytest.mark.parametrize(
    ("fields", "nl", "en", "left"),
    [
        ({"amount": {"max_eur": 9000}}, "Hoogstens 9.000 euro.", "At most 9,000 euro.", []),
        ({"amount": {"max_eur": 90000}}, "Hoogstens 9.000 euro.", "At most 9,000 euro.", ["90000 eur"]),
        ({"amount": {"max_rate_pct": 60}}, "Je betaalt zelf 40 %.", "You pay 40 % yourself.", []),
        ({"amount": {"max_rate_pct": 50}}, "De helft.", "Half of it.", []),
        (
            {"amount": {"units": [{"per": "night", "eur": 85}]}},
            "85 euro per dag.",
            "85 euro a day.",
            ["85 eur night"],
        ),
        ({"amount": {"units": [{"per": "day", "eur": 85}]}}, "85 euro per dag.", "85 euro a day.", []),
        ({"timing": {"kind": "rolling", "lead_months": 2}}, "Twee maanden vooraf.", "Two months before.", []),
        ({"timing": {"kind": "rolling", "lead_days": 2}}, "Twee maanden vooraf.", "Two months before.", ["2 day"]),
        ({"timing": {"kind": "rolling", "lead_months": 1}}, "Een maand vooraf.", "A month before.", []),
        ({"rounds": [{"closes": "2026-03-15"}]}, "Tot 15 maart.", "Until 15 March.", []),
        ({"rounds": [{"closes": "2026-04-15"}]}, "Tot 15 maart.", "Until 15 March.", ["415 date"]),
        (
            {"rounds": [{"closes": "2026-03-15", "closes_at": "12:00"}]},
            "Tot 15 maart, 17 uur.",
            "Until 15 March, 17:00.",
            ["12:00"],
        ),
        ({"rounds": [{"closes": "2026-03-15", "is_announced": False}]}, "Tot 15 maart.", "Until 15 March.", ["usual"]),
        ({"partners": {"min_partners": 3}}, "Vier partners, jij inbegrepen.", "Four partners, you included.", []),
        ({"partners": {"min_partners": 5}}, "Vier partners, jij inbegrepen.", "Four partners.", ["5 count"]),
        ({"amount": {"max_eur": 9000}}, "Hoogstens 9.000 euro.", "Not much.", ["9000 eur"]),
    ],
)
def test_a_figure_of_a_field_stands_in_the_words_in_both_languages(
    fields: dict[str, Any], nl: str, en: str, left: list[str]
) -> None:
    assert told(route(limits=text(nl, en), **fields)) == left


@pytest.mark.parametrize(
    ("per", "says", "left"),
    [
        pytest.param("person-day", "Per person: 85 euro a day.", [], id="what it begins with counts"),
        pytest.param("day", "85 euro a day for each participant.", ["85 eur day"], id="each of them is paid"),
        pytest.param("day", "85 euro a night, for at most ten days.", ["85 eur day"], id="the nearest word"),
        pytest.param("night", "85 euro a night, for at most ten days.", [], id="up to the comma"),
        pytest.param("trip", "The journey: 85 euro from 100 km.", [], id="a distance is no unit"),
        pytest.param("event", "85 euro for the performance, 90 euro for the trip.", [], id="up to the next sum"),
    ],
)
def test_what_a_sum_is_paid_for_is_said_next_to_it(per: str, says: str, left: list[str]) -> None:
    entry = route(amount={"units": [{"per": per, "eur": 85}]})
    assert [one.told for one in unsaid(entry, [Statement(source="page", says=says)])] == left


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"max_eur": 20_000}, []),
        ({"max_eur": 200_000}, ["200000 eur"]),
        ({"max_eur": 20_000, "is_announced": False}, ["usual"]),
    ],
)
def test_a_round_is_as_the_source_that_names_its_day_has_it(fields: dict[str, Any], left: list[str]) -> None:
    entry = route(rounds=[{"closes": "2024-04-02"} | fields])
    says = ["2024, closes 2 April 2024, at most 20,000 euro", "2016: 200,000 euro in all, usually"]
    assert [one.told for one in unsaid(entry, [Statement(source="page", says=text) for text in says])] == left


def test_what_a_source_of_the_route_states_says_it_too() -> None:
    entry = route(amount={"max_eur": 9000})
    assert told(entry) == ["9000 eur"]
    assert told(entry, "at most 9,000 euro") == []
    assert [one.told for one in unsaid(entry, [Statement(source="elsewhere", says="9,000 euro")])] == ["9000 eur"]


def rule(then: str, nl: str, en: str, *conditions: dict[str, Any]) -> RuleEntry:
    """One that requires requires its last condition."""
    when, require = (list(conditions[:-1]), conditions[-1]) if then == "require" else (list(conditions), None)
    plain = {"id": "rule", "name": "Rule", "for": {"instruments": ["route"]}, "then": then, "because": text(nl, en)}
    return RuleEntry.model_validate(plain | {"when": when} | ({"require": require} if require else {}))


def limit(question: str, operator: str, number: int) -> dict[str, Any]:
    return {"question": question, "operator": operator, "number": number}


@pytest.mark.parametrize(
    ("then", "condition", "nl", "en", "is_said"),
    [
        ("require", limit("age", "at-least", 18), "Je bent minstens 18.", "You are at least 18.", True),
        ("require", limit("age", "at-least", 19), "Je bent minstens 18.", "You are at least 18.", False),
        ("require", limit("age", "at-most", 29), "Je bent jonger dan 30.", "You are younger than 30.", True),
        ("require", limit("age", "at-most", 30), "Je bent jonger dan 30.", "You are younger than 30.", False),
        ("exclude", limit("days", "at-least", 11), "Hoogstens tien dagen.", "At most ten days.", True),
        ("exclude", limit("days", "at-least", 10), "Hoogstens tien dagen.", "At most ten days.", False),
        ("require", limit("days", "at-least", 21), "Drie weken.", "Three weeks.", True),
        ("require", limit("days", "at-least", 59), "Twee of drie maanden.", "Two or three months.", True),
        ("require", limit("days", "at-most", 92), "Twee of drie maanden.", "Two or three months.", True),
        (
            "require",
            limit("days", "at-most", 61),
            "Twee maanden: oktober, november.",
            "Two months: October, November.",
            True,
        ),
        (
            "require",
            limit("days", "at-most", 62),
            "Twee maanden: oktober, november.",
            "Two months: October, November.",
            False,
        ),
        ("require", limit("months", "at-least", 12), "Een of twee jaar.", "One or two years.", True),
        ("require", limit("months", "at-least", 11), "Een of twee jaar.", "One or two years.", False),
        ("exclude", limit("people", "at-least", 2), "Je verblijft alleen.", "You stay alone.", True),
    ],
)
def test_a_limit_of_a_rule_is_the_one_that_its_reason_says(
    then: str, condition: dict[str, Any], nl: str, en: str, is_said: bool
) -> None:
    assert (not list(unsaid_of_rule(rule(then, nl, en, condition)))) == is_said


@pytest.mark.parametrize(
    ("options", "left"),
    [(["circus"], []), (["circus", "erfgoed"], ["grant erfgoed"]), (["erfgoed"], ["grant circus", "grant erfgoed"])],
)
def test_the_answers_of_a_rule_are_those_that_its_reason_says(options: list[str], left: list[str]) -> None:
    asked = {"question": "grant", "operator": "any-of", "options": options}
    said = rule("exclude", "Niet met geld van het Circusdecreet.", "Not with money under the Circus Decree.", asked)
    assert list(unsaid_of_rule(said)) == left


def group(note: str, **member: Any) -> GroupEntry:
    fields = {"id": "group", "name": words("Groep"), "kind": "programme", "note": text(note, note)}
    return GroupEntry.model_validate(fields | {"periods": [{"limited": [{"place": "GB"} | member]}]})


@pytest.mark.parametrize(
    ("note", "member", "left"),
    [
        ("sinds 2027", {"since": "2027-01-01"}, []),
        ("sinds 2027", {"since": "2026-01-01"}, [("GB", "2026")]),
        ("niets", {"role": "joins"}, [("GB", "joins")]),
    ],
)
def test_the_words_of_a_group_say_when_and_how_a_member_counts(
    note: str, member: dict[str, Any], left: list[tuple[str, str]]
) -> None:
    assert list(unsaid_of_group(group(note, **member))) == left


# --- The real ones ------------------------------------------------------------------------------------------------


def test_every_figure_of_a_route_is_said_by_its_words_or_by_a_source() -> None:
    """What is listed here is looked up, and gets its words or a line in `stated_by_sources.yaml`, from the page itself."""
    found = [
        f"{slug}, {one.field}: {one.told}"
        for slug, entry in ROUTES.items()
        for one in unsaid(entry, statements().get(slug, ()))
    ]
    assert found == []


def test_every_rule_and_its_reason_say_the_same() -> None:
    assert [(one.id, said) for one in RULES for said in unsaid_of_rule(one)] == []


def test_every_membership_is_explained() -> None:
    assert [(one.id, said) for one in GROUPS for said in unsaid_of_group(one)] == []


def test_every_statement_is_of_a_source_of_its_route_and_is_needed() -> None:
    strays = [
        (slug, one.says)
        for slug, rows in statements().items()
        for one in rows
        if one.source not in {source.url or source.ref for source in ROUTES[slug].sources}
    ]
    idle = [
        (slug, one.says)
        for slug, rows in statements().items()
        for one in rows
        if not list(unsaid(ROUTES[slug], [other for other in rows if other is not one]))
    ]
    assert strays == []
    assert idle == []
