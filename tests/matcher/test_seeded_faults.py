"""Each kind of fault, seeded once in the rows of the real catalogue, is found there by the command."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from catalogue.models import ApplicantType, Instrument
from catalogue.vocabulary import Kind, State, TimingKind
from matcher.engine.verify import Fault
from matcher.models import Condition, Operator, Option, PlanChange, Question, Role, Rule
from tests import factories
from tests.conftest import forget
from tests.publishing import publish_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "2026-11-21"
TIP = "kunstendecreet-tip"


def route(slug: str, **fields: object) -> Instrument:
    """A grant for circuses abroad, so that it hardly changes the plans of others."""
    fields = {"applicants": ["foreign-organisation"], "disciplines": ["circus"], **fields}
    return factories.instrument(slug, **fields)


def rule(slug: str, effect: str, *tests: tuple[str, str, object], of: str = TIP, **fields: object) -> Rule:
    """A rule for one route; the last test of one that requires is what it requires."""
    made = Rule.objects.create(slug=slug, effect=effect, because_nl="Zo.", because_en="So.", **fields)
    made.instruments.set(Instrument.objects.filter(slug=of))
    for place, (question, operator, value) in enumerate(tests, start=1):
        key = "options" if isinstance(value, list) else "number"
        Condition.objects.create(
            rule=made,
            role=Role.REQUIRE if effect == "require" and place == len(tests) else Role.WHEN,
            question=Question.objects.get(name=question),
            operator=operator,
            **{key: value},
        )
    return made


def windows(of: Instrument, *days: tuple[str, str, str]) -> None:
    for submit_by, start_from, start_to in days:
        factories.window(of, submit_by, start_from=start_from, start_to=start_to)


def unreachable() -> None:
    one = route("seed-unreachable")
    rule("seed-all-out", "exclude", ("applicant", Operator.ANY_OF, ["foreign-organisation"]), of=one.slug)


def never_certain() -> None:
    route("seed-in-part", based_groups=[factories.group("seed-part", partial=["BE-VLG"])])


def rule_of_an_empty_programme() -> None:
    programme = factories.programme("seed-programme")
    rule("seed-for-nothing", "advise", of="no-such-route", scope="programme", programme=programme)


def rules_that_contradict() -> None:
    rule("seed-much", "require", ("budget", Operator.AT_LEAST, 9000), of="kunstendecreet-ip")
    rule(
        "seed-little",
        "require",
        ("goal", Operator.ANY_OF, ["present-tour"]),
        ("budget", Operator.AT_MOST, 5000),
        of="kunstendecreet-ip",
    )


def group_over() -> None:
    route("seed-over", where_groups=[factories.group("seed-past", ["FR"], holds_until=date(2020, 12, 31))])


def member_without_a_word() -> None:
    period = factories.group("seed-since", ["FR"]).periods.get()
    period.memberships.update(since=date(2025, 1, 1))


def question_without_use() -> None:
    Question.objects.create(name="seed-idle", kind="number", text_nl="?", text_en="?", short_nl="?", short_en="?")


def round_off_pattern() -> None:
    one = route("seed-off", timing_kind=TimingKind.FIXED_DATES)
    factories.window(one, "10-31")
    factories.dated_round(one, closes="2025-11-30")


def round_for_the_past() -> None:
    one = route("seed-late", timing_kind=TimingKind.CALL)
    factories.dated_round(one, closes="2027-05-01", starts_from="2027-01-01", starts_until="2027-03-31")


def four_countries_of_two() -> None:
    two = factories.group("seed-two", ["FR", "NL"])
    route("seed-four", min_partners=4, min_countries=4, where_groups=[two])


def check_for_a_translator() -> None:
    one = route("seed-check", applicants=["individual-artist"])
    only = one.checks.create(slug="seed-only", statement_nl="Je vertaalt.", statement_en="You translate.")
    only.applicants.set(ApplicantType.objects.filter(slug="translator"))


def status_without_a_route() -> None:
    route("seed-status", needs_status_nl="een erkenning", needs_status_en="a recognition")


def house_of_long_ago() -> None:
    house = factories.organisation("seed-house")
    house.contacts.create(kind="phone", value="+32 2 1", url="https://example.org/", seen="2001")


def change_of_the_theme() -> None:
    """No route asks for a theme: it only gives points."""
    PlanChange.objects.create(slug="seed-theme", question=Question.objects.get(name="theme"))


def clown_with_a_company() -> None:
    factories.applicant("seed-clown")
    PlanChange.objects.create(
        slug="seed-company",
        question=Question.objects.get(name="applicant"),
        from_options=["seed-clown"],
        to_options=["arts-organisation"],
    )


SEEDS: dict[Fault, tuple[str, Callable[[], object]]] = {
    Fault.UNREACHABLE: ("seed-unreachable", unreachable),
    Fault.NEVER_CERTAIN: ("seed-in-part", never_certain),
    Fault.NOT_FROM_HERE: ("seed-elsewhere", lambda: route("seed-elsewhere", based_places=["FR"])),
    Fault.FOR_EVERYBODY: ("seed-for-all", lambda: factories.instrument("seed-for-all", kind=Kind.NETWORK)),
    Fault.RULE_FOR_NOTHING: ("seed-for-nothing", rule_of_an_empty_programme),
    Fault.RULE_OVER: ("seed-past-rule", lambda: rule("seed-past-rule", "advise", valid_until=date(2020, 12, 31))),
    Fault.RULE_NEVER_FIRES: (
        "seed-never",
        lambda: rule("seed-never", "advise", ("budget", Operator.AT_LEAST, 9), ("budget", Operator.AT_MOST, 5)),
    ),
    Fault.RULE_CHANGES_NOTHING: (
        "seed-idle-rule",
        lambda: rule("seed-idle-rule", "exclude", ("applicant", Operator.ANY_OF, ["publisher"])),
    ),
    Fault.RULE_FOR_CLOSED: (
        "seed-for-closed",
        lambda: rule("seed-for-closed", "advise", of=route("seed-closed", state=State.CLOSED).slug),
    ),
    Fault.RULE_SHUTS_OUT: (
        "seed-shuts-out",
        lambda: rule(
            "seed-shuts-out",
            "require",
            ("applicant", Operator.ANY_OF, ["translator"]),
            of=route("seed-for-circuses").slug,
        ),
    ),
    Fault.RULES_CONTRADICT: ("seed-little", rules_that_contradict),
    Fault.UNKNOWN_OPTION: (
        "role",
        lambda: rule("seed-strange", "advise", ("role", Operator.ANY_OF, ["seed-nobody"])),
    ),
    Fault.OPTION_NEVER_MATTERS: (
        "grant",
        lambda: Option.objects.create(
            question=Question.objects.get(name="grant"), value="seed", label_nl="x", label_en="x"
        ),
    ),
    Fault.QUESTION_NEVER_MATTERS: ("seed-idle", question_without_use),
    Fault.GROUP_OVER: ("seed-past", group_over),
    Fault.STARTS_OVERLAP: (
        "seed-overlap",
        lambda: windows(
            route("seed-overlap", timing_kind=TimingKind.FIXED_DATES),
            ("10-31", "02-01", "06-30"),
            ("11-30", "06-01", "07-31"),
        ),
    ),
    Fault.STARTS_LEFT_OUT: (
        "seed-left-out",
        lambda: windows(
            route("seed-left-out", timing_kind=TimingKind.FIXED_DATES),
            ("10-31", "02-01", "04-30"),
            ("11-30", "06-01", "07-31"),
        ),
    ),
    Fault.ROUND_OFF_PATTERN: ("seed-off", round_off_pattern),
    Fault.CLOSED_WITH_ROUNDS: (
        "seed-shut",
        lambda: factories.window(route("seed-shut", state=State.CLOSED, timing_kind=TimingKind.FIXED_DATES)),
    ),
    Fault.ROUND_SERVES_NOTHING: ("seed-late", round_for_the_past),
    Fault.TOO_FEW_MEMBERS: ("seed-four", four_countries_of_two),
    Fault.CHECK_FOR_NOBODY: ("seed-check", check_for_a_translator),
    Fault.STATUS_FROM_NOWHERE: ("seed-status", status_without_a_route),
    Fault.CHANGE_FOR_NOTHING: ("theme", change_of_the_theme),
    Fault.NO_DEADLINE: ("seed-no-day", lambda: route("seed-no-day", timing_kind=TimingKind.UNKNOWN)),
    Fault.NO_AMOUNT: ("seed-no-sum", lambda: route("seed-no-sum")),
    Fault.NO_SOURCE: ("seed-no-source", lambda: route("seed-no-source")),
    Fault.CONTACT_NOT_CONFIRMED: ("seed-house", house_of_long_ago),
    Fault.RULE_OTHER_SOURCE: (
        "seed-hearsay",
        lambda: rule("seed-hearsay", "advise", source_url="https://example.org/hearsay"),
    ),
    Fault.ONLY_TOLD: (
        "seed-prose",
        lambda: route("seed-prose", limits_nl="Niet voor dorpen.", limits_en="Not for villages."),
    ),
    Fault.NOT_SAID: ("seed-rich", lambda: route("seed-rich", max_eur=123_456)),
    Fault.NOT_AS_ASKED: (
        "seed-first",
        lambda: route("seed-first", needs_status_nl="een label", needs_status_en="a label"),
    ),
    Fault.RULE_NOT_SAID: (
        "seed-silent",
        lambda: rule("seed-silent", "require", ("days", Operator.AT_LEAST, 9), of=route("seed-stay").slug),
    ),
    Fault.MEMBER_NOT_SAID: ("seed-since", member_without_a_word),
    Fault.ENDS_WITH_NOTHING: ("seed-juggler", lambda: factories.applicant("seed-juggler")),
    Fault.ENDS_WITH_A_CHANGE: ("seed-clown", clown_with_a_company),
}


def found() -> set[tuple[str, str]]:
    """Of the questions, the answers that are named too."""
    forget()
    out = StringIO()
    with suppress(SystemExit):
        call_command("verify_rules", "--json", "--on", ON, stdout=out)
    told = json.loads(out.getvalue())
    about = {(one["fault"], one["subject"]) for one in told}
    return about | {(one["fault"], "/".join([one["subject"], *one["others"]])) for one in told}


def test_there_is_a_seed_for_every_fault() -> None:
    assert SEEDS.keys() == set(Fault)


def test_each_seeded_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Together in one catalogue, among all that is right, where no entry is called a seed. Some would not be published: they are
    put there all the same."""
    for module in ("catalogue.editions.publish", "matcher.rules.holding"):
        monkeypatch.setattr(f"{module}.problems", lambda edition: ())
    named = {fault: subject for fault, (subject, _) in SEEDS.items()}
    named |= {Fault.UNKNOWN_OPTION: "role/seed-nobody", Fault.OPTION_NEVER_MATTERS: "grant/seed"}
    assert all("seed" in subject for fault, subject in named.items() if fault is not Fault.CHANGE_FOR_NOTHING)
    assert not PlanChange.objects.filter(question__name="theme").exists()
    for _, seed in SEEDS.values():
        seed()
    publish_everything()
    after = found()
    assert [one for one in named.items() if one not in after] == []
    forget()
