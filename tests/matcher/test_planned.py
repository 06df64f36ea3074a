"""What is planned goes out on its day, once, as it stood when it was planned; or it is told why not."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import keep, waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Edition, Instrument
from matcher.models import Persona, PlannedPublication
from matcher.upkeep.planning import plan, publish_due, try_plan
from tests.matcher.staff_pages import staff
from tests.responses import Page
from tests.the import the

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little", "in_english"),
]
TIP = "kunstendecreet-tip"
NAME = ("instrument", TIP)


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def author() -> User:
    user = User.objects.create_user("planner", is_staff=True, first_name="Planner")
    user.groups.add(Group.objects.get(name="publisher"))
    return user


def let_wait(author: User, **columns: object) -> None:
    with transaction.atomic():
        Instrument.objects.filter(slug=TIP).update(**(columns or {"summary_en": "Otherwise"}))
        assert keep(NAME, author) is not None


def public() -> str:
    found = read_latest().get(InstrumentEntry, TIP)
    assert found
    return found.summary.en


def planned_today(author: User) -> PlannedPublication:
    return plan([NAME], localdate(), author=author, why="On its day")


def text(response: Page) -> str:
    return unescape(response.content.decode())


@pytest.mark.both_databases
def test_a_publisher_plans_it_and_the_command_publishes_it_on_its_day(author: User) -> None:
    let_wait(author)
    client, day = staff("publisher"), localdate() + timedelta(days=66)
    page = reverse("worklist-plan")
    assert "Choose a day after today" in text(
        client.post(page, {"pick": f"instrument/{TIP}", "on": localdate(), "why": "x"})
    )
    made = client.post(page, {"pick": f"instrument/{TIP}", "on": day.isoformat(), "why": "On its day"}, follow=True)
    assert "On its day" in text(made)
    assert "On its day" in text(client.get(reverse("worklist")))
    call_command("publish_planned", stdout=StringIO())
    assert public() != "Otherwise", "its day is not today"

    PlannedPublication.objects.update(on=localdate())
    said = StringIO()
    call_command("publish_planned", stdout=said)
    assert "On its day" in said.getvalue()
    assert public() == "Otherwise"
    row = PlannedPublication.objects.get()
    edition = the(Edition.objects.first())
    assert (row.edition, row.refused, row.done_at is not None) == (edition, "", True)
    assert (edition.signed, edition.why) == ("Publisher", "On its day")

    call_command("publish_planned", stdout=StringIO())
    assert Edition.objects.first() == edition, "once"


@pytest.mark.both_databases
def test_what_was_edited_since_stays_planned_and_says_so(author: User) -> None:
    let_wait(author)
    row = planned_today(author)
    let_wait(author, summary_en="Once more")
    with pytest.raises(CommandError, match="1 of 1 could not go out"):
        call_command("publish_planned", stderr=StringIO())
    row.refresh_from_db()
    assert "Edited after it was planned" in row.refused
    assert (row.done_at, public() == "Once more") == (None, False)
    assert "could not go out" in text(staff("publisher").get(reverse("worklist")))


def test_a_persona_that_must_hold_stops_it_unless_somebody_wrote_why(author: User) -> None:
    let_wait(author, is_published=False)
    must = Persona.objects.filter(is_must=True, expectations__instrument__slug=TIP)
    assert must.exists(), "or this shows nothing"
    row = planned_today(author)
    (tried,) = publish_due(localdate())
    assert tried.edition is None
    assert "A persona that must hold turns red" in tried.refused
    PlannedPublication.objects.filter(pk=row.pk).update(despite="It ended")
    (tried,) = publish_due(localdate())
    assert (tried.edition is not None, tried.refused) == (True, "")


def test_who_may_not_publish_any_more_publishes_nothing(author: User) -> None:
    let_wait(author)
    planned_today(author)
    author.groups.clear()
    (tried,) = publish_due(localdate())
    assert "may not publish any more" in tried.refused
    assert public() != "Otherwise"


def test_what_is_public_already_is_done_without_an_edition(author: User) -> None:
    let_wait(author)
    planned_today(author)
    publisher = staff("publisher")
    publisher.post(reverse("admin:catalogue_edition_add"), {"why": "Now already", "pick": f"instrument/{TIP}"})
    assert waiting(read_latest()) == ()
    (tried,) = publish_due(localdate())
    assert (tried.edition, tried.refused) == (None, "")
    assert PlannedPublication.objects.get().done_at is not None


def test_what_is_called_off_does_not_go_out(author: User) -> None:
    let_wait(author)
    row = planned_today(author)
    curator, publisher = staff("curator"), staff("publisher")
    press = {"do": f"call-off:plan {row.pk} - -"}
    assert curator.post(reverse("worklist-act"), press).status_code == 403
    publisher.post(reverse("worklist-act"), press)
    row.refresh_from_db()
    assert (row.called_off_by, row.called_off_at is not None) == ("Publisher", True)
    assert publish_due(localdate()) == []
    assert "Called off by Publisher" in text(publisher.get(reverse("worklist-planned", args=[row.pk])))


def test_what_another_process_did_meanwhile_is_left(author: User) -> None:
    let_wait(author)
    row = planned_today(author)
    assert try_plan(row.pk) is not None
    assert try_plan(row.pk) is None
