"""From an edit in the admin to the public page and back: who may do what, what it does to whom, and nobody's work is lost."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.publish import publish as publish_at_once
from catalogue.editions.store import read_latest
from catalogue.editions.working import replacements, waiting, working_edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Change, Edition, Instrument
from matcher.models import Persona, Question, Rule
from matcher.proof import effects
from matcher.proof.effects import effect_of
from matcher.rules.holding import held
from tests.filled import filled
from tests.responses import Page, Response
from tests.the import as_a

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little", "in_english"),
]
TIP = "kunstendecreet-tip"
ADD = "admin:catalogue_edition_add"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def staff(role: str, name: str) -> Client:
    user = User.objects.create_user(name, is_staff=True, first_name=name.title())
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def curator() -> Client:
    return staff("curator", "curator")


@pytest.fixture
def publisher() -> Client:
    return staff("publisher", "publisher")


@pytest.fixture
def reader() -> Client:
    return staff("reader", "reader")


def page_of(row: Instrument | Rule | Question) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def tip() -> Instrument:
    return Instrument.objects.get(slug=TIP)


def longer(client: Client, months: int = 3) -> None:
    saved = client.post(page_of(tip()), filled(client.get(page_of(tip())), lead_months=months))
    assert saved.status_code == 302, saved.context["errors"]


def text(response: Page) -> str:
    return unescape(response.content.decode())


def publish(client: Client, **more: object) -> Response:
    return client.post(reverse(ADD), {"why": "The decree says three months.", "pick": f"instrument/{TIP}", **more})


def public_months() -> int | None:
    found = read_latest().get(InstrumentEntry, TIP)
    assert found is not None
    return found.timing.lead_months


def working_tip() -> InstrumentEntry:
    found = working_edition(read_latest()).get(InstrumentEntry, TIP)
    assert found is not None
    return found


def waiting_names() -> list[tuple[str, str]]:
    return [one.name for one in waiting(read_latest())]


def public_page() -> str:
    """Where a lead time that is public is told."""
    return text(Client().get(reverse("instrument", args=[TIP])))


@pytest.mark.usefixtures("everything", "few_personas")
@pytest.mark.both_databases
def test_a_publisher_changes_a_lead_time_sees_what_it_does_publishes_and_takes_it_back(publisher: Client) -> None:
    first = Edition.objects.get()
    assert "2 months before you start" in public_page()

    longer(publisher)
    assert (working_tip().timing.lead_months, public_months()) == (3, 2)

    looked = publisher.get(reverse(ADD))
    effect = looked.context["effect"]
    (reach,) = effect.reaches
    assert (reach.gained, reach.lost > 0) == (0, True)
    assert "Months before the start" in text(looked)
    shown = publisher.get(reach.example_lost)
    (turn,) = shown.context["changed"]
    assert turn.after.startswith("it almost fits")
    assert any(persona.flips for persona in effect.personas)
    assert effect.must_flip, "personas that must hold rest on the two months"

    refused = publish(publisher)
    assert refused.status_code == 200
    assert effect.must_flip[0] in text(refused)
    assert public_months() == 2

    published = publish(publisher, despite="The personas are of before the new decree.")
    assert published.status_code == 302
    assert "3 months before you start" in public_page()
    edition = Edition.objects.first()
    assert edition is not None
    assert (edition.signed, edition.despite) == ("Publisher", "The personas are of before the new decree.")
    assert held().edition.number == edition.number

    where = reverse("admin:catalogue_edition_change", args=[first.pk])
    assert "Months before the start" in text(publisher.get(where))
    restored = publisher.post(where, {"why": "It was a proposal only."})
    assert restored.status_code == 302
    assert "2 months before you start" in public_page()
    assert (tip().lead_months, waiting_names()) == (2, []), "the row is as the public sees it"
    assert Edition.objects.count() == 3


def test_editions_are_compared_with_one_another(publisher: Client) -> None:
    longer(publisher)
    publish(publisher, despite="So be it.")
    longer(publisher, 4)
    publish(publisher, despite="So be it.")
    last = Edition.objects.get(number=3)
    where = reverse("admin:catalogue_edition_change", args=[last.pk])
    for other, was in (("1", "2"), ("2", "3")):
        (change,) = publisher.get(where + f"?with={other}").context["changes"]
        (difference,) = change.differences
        assert (difference.before, difference.after) == (was, "4")
    assert publisher.get(where + "?with=99").status_code == 404
    assert publisher.get(where + "?with=x").status_code == 200


def test_a_curator_edits_and_does_not_publish(curator: Client) -> None:
    longer(curator)
    assert "A publisher can publish this." in text(curator.get(reverse(ADD)))
    assert publish(curator, despite="Yes.").status_code == 403
    edition = Edition.objects.get()
    assert curator.post(reverse("admin:catalogue_edition_change", args=[edition.pk]), {"why": "x"}).status_code == 403
    assert public_months() == 2


def test_a_reader_sees_what_waits_and_changes_nothing(curator: Client, reader: Client) -> None:
    longer(curator)
    assert reader.get(page_of(tip())).status_code == 200
    assert reader.post(page_of(tip()), {"lead_months": 9}).status_code == 403
    assert reader.get(reverse(ADD)).status_code == 200
    assert reader.get(reverse("admin:catalogue_instrument_add")).status_code == 403
    back = reverse("admin:catalogue_instrument_take_back", args=[tip().pk])
    assert reader.post(back).status_code == 403
    assert waiting_names() == [("instrument", TIP)]


def test_who_is_nobody_sees_none_of_it() -> None:
    for where in (reverse(ADD), reverse("admin:catalogue_edition_preview")):
        assert Client().get(where).status_code == 302
    would = reverse("as-it-would-be", args=[reverse("results").lstrip("/")])
    assert Client().get(would).status_code == 302


@pytest.mark.both_databases
def test_the_second_who_edits_the_same_is_told_and_nothing_is_lost(curator: Client, publisher: Client) -> None:
    opened = filled(publisher.get(page_of(tip())), max_eur=9999)
    longer(curator)
    refused = publisher.post(page_of(tip()), opened)
    assert refused.status_code == 200
    said = text(refused)
    assert "Curator changed this" in said
    assert "Months before the start: 2 → 3" in said
    assert 'value="9999"' in said, "what was written still stands there"
    saved = publisher.post(page_of(tip()), filled(refused))
    assert saved.status_code == 302, saved.context["errors"]
    assert working_tip().amount.max_eur == 9999
    history = text(publisher.get(reverse("admin:catalogue_instrument_history", args=[tip().pk])))
    assert "Curator" in history
    assert "Publisher" in history


@pytest.mark.both_databases
def test_a_form_made_before_somebody_took_rows_away_is_read_as_it_was_made(curator: Client, publisher: Client) -> None:
    """The rows of the form are told by their place in what it was made from, not in what is there now."""
    checks = tip().checks.count()
    assert checks > 1
    opened = filled(publisher.get(page_of(tip())), max_eur=9999)
    fewer = curator.post(page_of(tip()), filled(curator.get(page_of(tip())), **{"checks-0-DELETE": "on"}))
    assert fewer.status_code == 302
    again = publisher.post(page_of(tip()), filled(publisher.post(page_of(tip()), opened)))
    assert again.status_code == 302, again.context["errors"]
    assert working_tip().amount.max_eur == 9999
    assert tip().checks.count() == checks, "the form that was saved last has them all"
    assert all(check.source_id for check in tip().checks.all())


def test_rows_that_a_colleague_added_stand_on_the_page_of_the_second_and_stay(
    curator: Client, publisher: Client
) -> None:
    """The form is opened while there is not one row; a colleague brings back all that are published, of every kind."""
    published = as_a(InstrumentEntry, held().edition.stored["instrument", TIP].entry)
    page = filled(curator.get(page_of(tip())))
    rows = [name.removesuffix("-id") for name, key in page.items() if name.endswith("-id") and key]
    kinds = {name.rpartition("-")[0] for name in rows}
    assert {"checks", "sources"} <= kinds
    emptied = curator.post(page_of(tip()), page | {f"{name}-DELETE": "on" for name in rows})
    assert emptied.status_code == 302, emptied.context["errors"]
    assert not any(getattr(tip(), kind).exists() for kind in kinds)

    opened = filled(publisher.get(page_of(tip())), max_eur=9999)
    curator.post(reverse("admin:catalogue_instrument_take_back", args=[tip().pk]))
    refused = publisher.post(page_of(tip()), opened)
    assert refused.status_code == 200
    shown = filled(refused)
    for kind in kinds:
        there = {str(key) for key in getattr(tip(), kind).values_list("pk", flat=True)}
        assert there == {key for name, key in shown.items() if re.fullmatch(rf"{kind}-\d+-id", name) and key}
    again = publisher.post(page_of(tip()), shown)
    assert again.status_code == 302, again.context["errors"]
    amount = published.amount.model_copy(update={"max_eur": 9999})
    assert working_tip() == published.model_copy(update={"amount": amount})


def test_a_row_that_a_colleague_added_can_be_taken_out_at_once(curator: Client, publisher: Client) -> None:
    opened = filled(publisher.get(page_of(tip())), max_eur=9999)
    sources = tip().sources.count()
    page = filled(curator.get(page_of(tip())))
    number = int(str(page["sources-TOTAL_FORMS"]))
    new = {name.replace("-0-", f"-{number}-"): one for name, one in page.items() if name.startswith("sources-0-")}
    new |= {f"sources-{number}-id": "", f"sources-{number}-url": "https://example.org/new"}
    saved = curator.post(page_of(tip()), page | new | {"sources-TOTAL_FORMS": number + 1})
    assert saved.status_code == 302, saved.context["errors"]
    refused = publisher.post(page_of(tip()), opened)
    shown = filled(refused)
    (name,) = (name for name, value in shown.items() if value == "https://example.org/new")
    assert tip().sources.count() == sources + 1
    again = publisher.post(page_of(tip()), shown | {name.replace("-url", "-DELETE"): "on"})
    assert again.status_code == 302, again.context["errors"]
    assert tip().sources.count() == sources


def test_a_form_opened_before_a_publication_is_told_too(curator: Client, publisher: Client) -> None:
    opened = filled(publisher.get(page_of(tip())), max_eur=9999)
    longer(curator)
    publish(publisher, despite="So be it.")
    refused = publisher.post(page_of(tip()), opened)
    assert refused.status_code == 200
    assert "changed this" in text(refused)


@pytest.mark.both_databases
def test_saving_what_was_not_changed_keeps_no_edit(curator: Client) -> None:
    for row in (tip(), Rule.objects.order_by("slug")[0], Question.objects.get(name="grant")):
        saved = curator.post(page_of(row), filled(curator.get(page_of(row))))
        assert saved.status_code == 302, saved.context["errors"]
    assert not Change.objects.exists()


@pytest.mark.both_databases
def test_an_edit_is_taken_back_from_its_page(curator: Client) -> None:
    longer(curator)
    back = reverse("admin:catalogue_instrument_take_back", args=[tip().pk])
    assert f'action="{back}"' in text(curator.get(page_of(tip())))
    assert curator.get(back).status_code == 405
    curator.post(back)
    assert waiting_names() == []
    assert tip().lead_months == 2
    assert f'action="{back}"' not in text(curator.get(page_of(tip())))
    assert "Taken back, never published." in text(
        curator.get(reverse("admin:catalogue_instrument_history", args=[tip().pk]))
    )


@pytest.mark.both_databases
def test_a_deletion_waits_too(curator: Client, publisher: Client) -> None:
    rule = Rule.objects.order_by("slug")[0]
    where = reverse("admin:matcher_rule_delete", args=[rule.pk])
    assert curator.post(where, {"post": "yes"}).status_code == 302
    assert rule.slug in {one.id for one in held().ruleset.rules}
    assert rule.name not in text(curator.get(reverse("admin:matcher_rule_changelist") + f"?q={rule.slug}"))
    assert "It is to go." in text(publisher.get(reverse(ADD)))
    sent = {"why": "Not needed.", "pick": f"rule/{rule.slug}", "despite": "It is right."}
    assert publisher.post(reverse(ADD), sent).status_code == 302
    assert rule.slug not in {one.id for one in held().ruleset.rules}


def test_nothing_is_published_without_a_reason_or_without_a_choice(publisher: Client) -> None:
    longer(publisher)
    assert publisher.post(reverse(ADD), {"why": "", "pick": f"instrument/{TIP}"}).context["form"].errors["why"]
    none = publisher.post(reverse(ADD), {"why": "Because."})
    assert "Pick at least one edit." in text(none)
    assert Edition.objects.count() == 1


@pytest.mark.both_databases
def test_who_publishes_what_somebody_else_just_published_is_told(publisher: Client, admin_user: User) -> None:
    longer(publisher)
    publish_at_once(author=admin_user, why="Sooner.")
    with pytest.raises(ValidationError, match="at the same moment"):
        effects.publish([("instrument", TIP)], author=admin_user, why="Later.", despite="Yes.")
    assert Edition.objects.count() == 2


def test_an_edit_that_touches_nobody_says_so(publisher: Client) -> None:
    row = tip()
    publisher.post(page_of(row), filled(publisher.get(page_of(row)), named_in="tables.1"))
    effect = publisher.get(reverse(ADD)).context["effect"]
    assert effect.summary == "No persona changes, and no class of answers gains or loses a route."


def test_a_page_as_it_would_be_is_for_staff_and_says_what_it_is(curator: Client) -> None:
    longer(curator)
    for name, args in (("instrument", [TIP]), ("results", []), ("routes", [])):
        where = reverse("as-it-would-be", args=[reverse(name, args=args).lstrip("/")])
        shown = text(curator.get(where))
        assert "As it would be" in shown
    where = reverse("as-it-would-be", args=[reverse("instrument", args=[TIP]).lstrip("/")])
    assert "3 months before you start" in text(curator.get(where))
    assert public_months() == 2
    for nowhere in ("nothing/here/", "admin/", "en/admin/", "api/v1/match", "en/admin/preview/en/", "preview/x/"):
        assert curator.get(reverse("as-it-would-be", args=[nowhere])).status_code == 404


def test_hostile_addresses_of_a_preview_are_told(curator: Client) -> None:
    for query in ("?place=XX", "?start=never", "?pick=a/b/c&pick=", "?nonsense=%00", "?on=2026-99-99"):
        assert curator.get(reverse("admin:catalogue_edition_preview") + query).status_code == 200


@pytest.mark.usefixtures("everything")
def test_personas_are_checked_before_and_after(publisher: Client) -> None:
    longer(publisher)
    effect = effect_of(read_latest(), replacements(waiting(read_latest())), date(2026, 11, 21))
    assert effect.personas == Persona.objects.count()
    assert all(one.before.is_green for one in effect.touched)
    flips = [one for one in effect.touched if one.flips]
    assert flips
    assert effect.touched[: len(flips)] == tuple(flips), "what turns red comes first"


def test_the_weights_change_the_order_and_the_preview_says_so(publisher: Client) -> None:
    changelist = reverse("admin:matcher_weight_changelist")
    shown = filled(publisher.get(changelist))
    sent = {name: 60 if name == "form-0-points" else value for name, value in shown.items()} | {"_save": "Save"}
    assert publisher.post(changelist, sent).status_code == 302
    assert [kind for kind, _key in waiting_names()] == ["weight"]
    effect = publisher.get(reverse(ADD)).context["effect"]
    assert effect.reaches == ()
    assert effect.personas or effect.as_expected, "points change, verdicts do not"
