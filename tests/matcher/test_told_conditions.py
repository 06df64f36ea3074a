"""Sentences of routes that hold a condition: what the reader finds in them, and that none of the real ones is only told."""

from typing import Any

import pytest
from pydantic import ValidationError

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import STAY_KINDS, TimingKind
from matcher.proof.sentences.reading import Quantity, exclusions_in, figures_in, sentences
from matcher.proof.sentences.reviewed import Grounds, Review, only_told, reviews
from matcher.proof.sentences.vocabulary import Sense
from matcher.rules.entries import RuleEntry
from matcher.rules.ruleset import Scopes
from tests.little import committed

ROUTES = committed(InstrumentEntry)
RULES = list(committed(RuleEntry).values())
SCOPES = Scopes(ROUTES.values())
SCOPE_OF = [(rule, SCOPES.of(rule)) for rule in RULES]


def rules_of(slug: str) -> list[RuleEntry]:
    return [rule for rule, scope in SCOPE_OF if slug in scope]


# --- What a text says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        pytest.param("hoogstens 50.000 euro", "nl", {(Sense.EUR, 50_000)}, id="a sum"),
        pytest.param("€ 1,400.50 a night", "en", {(Sense.EUR, 1400.5)}, id="a sum with its sign before it, and cents"),
        pytest.param("5,5 miljoen euro", "nl", {(Sense.EUR, 5_500_000)}, id="millions"),
        pytest.param("60 tot 70 %", "nl", {(Sense.PCT, 60), (Sense.PCT, 70)}, id="a range has the unit of its end"),
        pytest.param(
            "two, three or five months",
            "en",
            {(Sense.MONTH, 2), (Sense.MONTH, 3), (Sense.MONTH, 5)},
            id="a list in words has the unit of its end",
        ),
        pytest.param("Two-year support", "en", {(Sense.YEAR, 2)}, id="a hyphen"),
        pytest.param("binnen twintig werkdagen", "nl", {(Sense.DAY, 20)}, id="working days"),
        pytest.param("from 18 to 30 years old", "en", {(Sense.YEAR, 18), (Sense.YEAR, 30)}, id="an age"),
        pytest.param("minstens drie landen", "nl", {(Sense.COUNT, 3)}, id="a number of something"),
        pytest.param("voor 15 oktober 2025", "nl", {(Sense.DATE, 1015)}, id="a day; the year alone is none"),
        pytest.param("8 to 11 April", "en", {(Sense.DATE, 408), (Sense.DATE, 411)}, id="two days of a month"),
        pytest.param("in May, or June", "en", {(Sense.DATE, 500), (Sense.DATE, 600)}, id="months"),
        pytest.param("May go together with a loan", "en", set(), id="may is no month"),
        pytest.param("de regels van 2018", "nl", set(), id="a year says when"),
        pytest.param("een partner", "nl", set(), id="one is an article too"),
    ],
)
def test_figures_are_found_with_what_they_count(text: str, language: str, figures: set[tuple[Sense, float]]) -> None:
    assert set(figures_in(text, language)) == {Quantity(sense, float(number)) for sense, number in figures}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        pytest.param("Alleen voor vzw's, tenzij je jong bent.", "nl", ["alleen", "tenzij"], id="two that leave out"),
        pytest.param("Not for members, except former ones.", "en", ["not", "except", "former"], id="in English"),
        pytest.param("De datum is niet gevonden.", "nl", [], id="what is not known leaves nobody out"),
        pytest.param(
            "Niet voor steden; een dag is niet bekend.", "nl", ["niet"], id="part of it tells what is not known"
        ),
        pytest.param("Whether it holds for a duo, is not confirmed.", "en", [], id="whether it is so is not known"),
        pytest.param("niet-nationale films", "nl", [], id="a part of a word"),
    ],
)
def test_words_that_leave_out_are_found(text: str, language: str, words: list[str]) -> None:
    assert exclusions_in(text, language) == words


def test_a_text_is_read_sentence_by_sentence() -> None:
    assert sentences("Tot 10.000 euro. Niet voor wie a.u.b. zegt! Dan 2 keer.") == [
        "Tot 10.000 euro.",
        "Niet voor wie a.u.b. zegt!",
        "Dan 2 keer.",
    ]


# --- What a route holds -------------------------------------------------------------------------------------------


def words(text: str) -> dict[str, str]:
    """A text of which the English says nothing to look at."""
    return {"nl": text, "en": "Text."}


def route(**fields: Any) -> InstrumentEntry:
    """A route that asks for nothing."""
    plain: dict[str, Any] = {
        "id": "route",
        "name": words("Route"),
        "kind": "grant",
        "level": "sectoral",
        "provider": "house",
        "summary": words("Geld."),
        "status": {"state": "open"},
        "sources": [{"ref": "page", "supports": words("alles")}],
    }
    return InstrumentEntry.model_validate(plain | fields)


def rule(**fields: Any) -> RuleEntry:
    plain = {
        "id": "rule",
        "name": "Rule",
        "for": {"instruments": ["route"]},
        "then": "require",
        "because": words("Zo."),
    }
    return RuleEntry.model_validate(plain | fields)


def lacking(entry: InstrumentEntry, *rules: RuleEntry, reviewed: tuple[Review, ...] = ()) -> list[tuple[str, ...]]:
    return [one.lacks for one in only_told(entry, rules, reviewed)]


@pytest.mark.parametrize(
    ("note", "lacks"),
    [
        ("Hoogstens 9.000 euro.", ("9000 eur", "hoogstens")),
        ("Je bent 18 tot 30 jaar.", ("18 year", "30 year")),
        ("Niet voor amateurs.", ("niet",)),
        ("Dien in voor 15 maart.", ("315 date",)),
        ("Minstens vier partners.", ("4 count", "minstens")),
        ("Wie wil, tekent in.", None),
    ],
)
def test_a_condition_that_nothing_holds_is_told(note: str, lacks: tuple[str, ...] | None) -> None:
    assert lacking(route(limits=words(note))) == ([lacks] if lacks else [])


def test_a_condition_in_one_language_alone_is_told_too() -> None:
    assert lacking(route(limits={"nl": "Voor iedereen.", "en": "Only for choirs."})) == [("only",)]


@pytest.mark.parametrize(
    ("note", "fields"),
    [
        pytest.param("Hoogstens 9.000 euro.", {"amount": {"max_eur": 9000}}, id="a sum"),
        pytest.param("Je betaalt zelf 40 %.", {"amount": {"max_rate_pct": 60}}, id="what one pays oneself"),
        pytest.param(
            "Hoogstens een reis van 7 dagen.", {"amount": {"units": [{"per": "day", "until_day": 7}]}}, id="days"
        ),
        pytest.param("Hoogstens 2 jaar.", {"timing": {"duration_max_months": 24}}, id="a length in another unit"),
        pytest.param("Minstens vier partners.", {"partners": {"min_partners": 4}}, id="partners"),
        pytest.param("Vijf partners, jij inbegrepen.", {"partners": {"min_partners": 4}}, id="partners, and oneself"),
        pytest.param(
            "Dien in voor 15 maart.",
            {"timing": {"kind": "fixed-dates", "windows": [{"submit_by": "03-15"}]}},
            id="a day",
        ),
        pytest.param(
            "Niet voor amateurs met een optreden.",
            {"checks": [{"id": "pro", "statement": words("Wie een optreden geeft, hoort niet bij de amateurs.")}]},
            id="a check in much the same words",
        ),
        pytest.param("Niet voor amateurs.", {"admission": "nomination"}, id="nobody can apply"),
        pytest.param("", {"excludes": [words("geen maaltijden")]}, id="a list of what is left out"),
    ],
)
def test_a_condition_that_a_field_or_a_check_holds_is_not_told(note: str, fields: dict[str, Any]) -> None:
    assert lacking(route(**fields, **({"limits": words(note)} if note else {}))) == []


@pytest.mark.parametrize(
    ("note", "fields"),
    [
        pytest.param("Hoogstens 9.000 euro.", {"amount": {"max_eur": 8000}}, id="another sum"),
        pytest.param("Minstens 60 %.", {"amount": {"max_eur": 60}}, id="the same number in another sense"),
        pytest.param("Hoogstens 2 jaar.", {"timing": {"duration_max_months": 20}}, id="another length"),
        pytest.param(
            "Niet voor amateurs.",
            {"checks": [{"id": "pro", "statement": words("Je organisatie is een rechtspersoon.")}]},
            id="a check on something else",
        ),
        pytest.param(
            "",
            {"amount": {"units": [{"per": "trip", "eur": 28, "when": words("met de trein 56 euro")}]}},
            id="a sum in the words of another",
        ),
    ],
)
def test_what_only_looks_like_it_does_not_hold_a_condition(note: str, fields: dict[str, Any]) -> None:
    assert lacking(route(**fields, **({"limits": words(note)} if note else {})))


def test_a_rule_holds_its_number_and_what_it_says() -> None:
    entry = route(limits=words("Je bent jonger dan 30 jaar."))
    age = rule(require={"question": "age", "operator": "at-most", "number": 29})
    assert lacking(entry) == [("30 year", "jonger dan")]
    assert lacking(entry, age) == []


def test_a_reviewed_sentence_is_not_told_as_long_as_it_stands_and_what_holds_it_is_there() -> None:
    says = "Niet voor steden."
    entry = route(limits=words(says), applicants=["arts-organisation"])
    assert lacking(entry, reviewed=(Review(says=says, why=Grounds.FORMER),)) == []
    assert lacking(entry, reviewed=(Review(says=says, by="applicants"),)) == []
    assert lacking(entry, reviewed=(Review(says=says, by="check:no-city"),)) == [("niet",)]
    assert lacking(entry, reviewed=(Review(says=says, by="where.groups"),)) == [("niet",)]
    assert lacking(entry, reviewed=(Review(says="Niet voor dorpen.", why=Grounds.FORMER),)) == [("niet",)]


@pytest.mark.parametrize("reasons", [{}, {"by": "applicants", "why": "former"}, {"why": "because"}])
def test_a_review_gives_one_reason_of_the_list(reasons: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Review.model_validate({"says": "Niet voor steden.", **reasons})


# --- The real ones ------------------------------------------------------------------------------------------------


def test_no_condition_of_a_route_is_only_told() -> None:
    """What is listed here gets a field, a rule or a check, or a line in `reviewed_sentences.yaml`."""
    found = [
        f"{slug}, {one.sentence.field}: {one.sentence.nl} / {one.sentence.en} ({', '.join(one.lacks)})"
        for slug, entry in ROUTES.items()
        for one in only_told(entry, rules_of(slug), reviews().get(slug, ()))
    ]
    assert found == []


def test_every_review_is_of_a_sentence_that_needs_it() -> None:
    needed = {(slug, one.sentence.nl) for slug, entry in ROUTES.items() for one in only_told(entry, rules_of(slug))}
    listed = [(slug, one.says) for slug, rows in reviews().items() for one in rows]
    assert [one for one in listed if one not in needed] == []
    assert len(listed) == len(set(listed))


def test_what_a_review_rests_on_is_there() -> None:
    assert [
        (slug, one.by)
        for slug, rows in reviews().items()
        for one in rows
        if not one.stands(ROUTES[slug], rules_of(slug))
    ] == []


def test_how_long_one_stays_at_most_is_judged_by_a_rule() -> None:
    """The field judges projects; of a stay it says what pages show, and a rule counts the days."""
    stays = [one for one in ROUTES.values() if one.kind in STAY_KINDS and one.timing.duration_max_months]
    asked = {
        one.id: {condition.question for rule in rules_of(one.id) for _role, condition in rule.conditions}
        for one in stays
    }
    assert stays
    assert [slug for slug, questions in asked.items() if not questions & {"days", "months"}] == [
        "residentie-morpho-wildcard"
    ]
    assert ROUTES["residentie-morpho-wildcard"].timing.kind == TimingKind.NONE, "a jury chooses: nobody applies"
