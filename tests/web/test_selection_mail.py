"""Mail about a selection: only who confirmed gets it, once for each thing, until one click stops it and the address is gone."""

import os
import re
import signal
import time
from collections import Counter
from datetime import date, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from catalogue.editions.publish import publish
from catalogue.editions.working import record
from catalogue.models import Instrument
from matcher.models import Follower, Reminder, Selection
from matcher.pages.selections.followers import MOST_PER_ADDRESS, WAITS_DAYS, forget_unconfirmed
from tests.loaded import Content, copy_sqlite, sqlite_file
from tests.production import free_port
from tests.reading import found_in
from tests.started import Started
from tests.the import as_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]

PLAN = "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&place=FR"
TIP, IP = "kunstendecreet-tip", "kunstendecreet-ip"
ADDRESS = "an@example.org"
FIRST = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(timezone, "localdate", lambda: FIRST)
    return monkeypatch


def on(clock: pytest.MonkeyPatch, day: date) -> None:
    clock.setattr(timezone, "localdate", lambda: day)


def kept(client: Client, language: str = "") -> str:
    query = f"{PLAN}&route={TIP}&route={IP}"
    return str(client.post(f"{language}/saved/keep/compare/?{query}", {"name": "Lyon"})["Location"])


def asked(client: Client, link: str, email: str = ADDRESS, status: int = 200) -> str:
    answer = client.post(link, {"do": "follow", "email": email})
    assert answer.status_code == status
    return answer.content.decode()


def choice_in(message: EmailMessage) -> str:
    return str(found_in(r"http://testserver((?:/en)?/saved/mail/[\w-]{43}/)", str(message.body))[1])


def followed(client: Client, link: str) -> str:
    asked(client, link)
    choice = choice_in(mail.outbox.pop())
    assert client.post(choice).status_code == 200
    return choice


def sent() -> list[EmailMultiAlternatives]:
    """What the command mails now."""
    mail.outbox.clear()
    call_command("send_news", verbosity=0)
    return [as_a(EmailMultiAlternatives, one) for one in mail.outbox]


def html_of(message: EmailMultiAlternatives) -> str:
    return as_a(str, message.alternatives[0][0])


def moved_to(day: str) -> None:
    window = Instrument.objects.get(slug=IP).windows.order_by("submit_by").first()
    assert window is not None
    window.submit_by = day
    window.save()
    published(IP)


def published(slug: str) -> None:
    record([("instrument", slug)])
    publish(author=None, why="for a test")


@pytest.mark.both_databases
def test_nobody_is_mailed_who_did_not_confirm(client: Client) -> None:
    link = kept(client)
    page = asked(client, link)
    assert "Kijk in je mail" in page
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([ADDRESS], "Mogen we je mailen over ‘Lyon’?")
    moved_to("02-15")
    assert sent() == []
    choice = choice_in(message)
    assert "Was jij dat?" in client.get(choice).content.decode()
    assert Follower.objects.get().confirmed_on is None, "to open a link confirms nothing"
    client.post(choice)
    assert Follower.objects.get().confirmed_on == FIRST


@pytest.mark.both_databases
def test_a_change_is_mailed_once(client: Client) -> None:
    followed(client, kept(client))
    assert sent() == []
    moved_to("02-15")
    (message,) = sent()
    assert message.subject == "Er veranderde iets: Lyon"
    assert "een andere dag om aan te vragen" in message.body
    assert "gewoonlijk 15 februari 2027" in message.body
    html = html_of(message)
    assert "<b>Internationaal presentatieproject (IP): een andere dag om aan te vragen</b>" in html
    assert sent() == []
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_source_that_was_read_again_is_not_mailed(client: Client) -> None:
    followed(client, kept(client))
    Instrument.objects.get(slug=TIP).sources.update(seen="2026-11-25")
    published(TIP)
    assert sent() == []


def test_days_are_mailed_at_thirty_fourteen_and_three(client: Client, clock: pytest.MonkeyPatch) -> None:
    """The call of the international project closes on 31 January 2027."""
    followed(client, kept(client))
    told = {}
    for day in range(80):
        on(clock, FIRST + timedelta(days=day))
        for message in sent():
            told[FIRST + timedelta(days=day)] = message.subject
    assert told == {
        date(2027, 1, 1): "Nog 30 dagen: Internationaal presentatieproject (IP)",
        date(2027, 1, 17): "Nog 14 dagen: Internationaal presentatieproject (IP)",
        date(2027, 1, 28): "Nog 3 dagen: Internationaal presentatieproject (IP)",
    }


def test_who_begins_late_is_reminded_once_of_the_nearest(client: Client, clock: pytest.MonkeyPatch) -> None:
    followed(client, kept(client))
    on(clock, date(2027, 1, 20))
    assert [one.subject for one in sent()] == ["Nog 11 dagen: Internationaal presentatieproject (IP)"]
    on(clock, date(2027, 1, 21))
    assert sent() == []


def test_who_has_applied_is_not_reminded(client: Client, clock: pytest.MonkeyPatch) -> None:
    link = kept(client)
    followed(client, link)
    client.post(link, {"do": "note", "route": IP, "progress": "asked"})
    on(clock, date(2027, 1, 20))
    assert sent() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("sends", [{"List-Unsubscribe": "One-Click"}, {}], ids=["a mail program", "the button"])
def test_one_click_stops_it_and_erases_the_address(client: Client, sends: dict[str, str]) -> None:
    followed(client, kept(client))
    moved_to("02-15")
    (message,) = sent()
    stop = message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert client.get(stop).status_code == 200
    assert Follower.objects.count() == 1, "to open the link stops nothing"
    assert "Geen mail meer" in Client(enforce_csrf_checks=True).post(stop, sends).content.decode()
    assert not Follower.objects.exists()
    assert client.post(stop, sends).status_code == 200, "twice is no fault"
    assert client.get(stop).status_code == 404
    moved_to("03-01")
    assert sent() == []


def test_its_owner_sees_that_mail_is_on_and_stops_it(client: Client) -> None:
    link = kept(client)
    followed(client, link)
    page = client.get(link).content.decode()
    assert "We mailen a...@example.org." in page
    assert ADDRESS not in page
    asked(client, link)
    assert mail.outbox == [], "it was confirmed already"
    which = found_in(r'name="follower" value="(\d+)"', page)
    client.post(kept(client), {"do": "unfollow", "follower": which[1]})
    assert Follower.objects.count() == 1, "not by another selection"
    for wrong in ("", "x", "9" * 30):
        client.post(link, {"do": "unfollow", "follower": wrong})
    client.post(link, {"do": "unfollow", "follower": which[1]})
    assert not Follower.objects.exists()


def test_the_address_goes_with_the_selection_and_when_nobody_confirms(client: Client) -> None:
    link = kept(client)
    followed(client, link)
    client.post(f"{link}delete/")
    assert (Follower.objects.count(), Reminder.objects.count()) == (0, 0)
    asked(client, kept(client))
    assert forget_unconfirmed(FIRST + timedelta(days=WAITS_DAYS - 1)) == 0
    assert forget_unconfirmed(FIRST + timedelta(days=WAITS_DAYS)) == 1
    assert not Follower.objects.exists()


def test_nobody_can_fill_the_box_of_another(client: Client) -> None:
    link = kept(client)
    for _ in range(MOST_PER_ADDRESS):
        asked(client, link, ADDRESS)
    assert "Wacht een uur" in asked(client, link, ADDRESS.upper(), 429)
    assert len(mail.outbox) == MOST_PER_ADDRESS
    assert Follower.objects.count() == 1


@pytest.mark.parametrize("email", ["", "an", "an@", "an@example.org\nBcc: x@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_address_is_refused(client: Client, email: str) -> None:
    assert "naam@example.org" in asked(client, kept(client), email, 422)
    assert mail.outbox == []
    assert not Follower.objects.exists()


def test_a_name_breaks_no_header(client: Client) -> None:
    link = kept(client)
    Selection.objects.update(name="Lyon\r\nBcc: x@example.org")
    asked(client, link)
    assert mail.outbox[0].subject == "Mogen we je mailen over ‘Lyon Bcc: x@example.org’?"


def test_in_english_all_of_it_is_english(client: Client) -> None:
    link = kept(client, "/en")
    asked(client, link)
    choice = choice_in(mail.outbox.pop())
    assert choice.startswith("/en/")
    client.post(choice)
    moved_to("02-15")
    (message,) = sent()
    assert message.subject == "Something changed: Lyon"
    assert "another day to apply by" in message.body
    assert "Check a day with the funder" in html_of(message)


def test_the_link_in_a_mail_is_the_one_to_read(client: Client) -> None:
    link = kept(client)
    followed(client, link)
    moved_to("02-15")
    (message,) = sent()
    (page,) = re.findall(r"http://testserver(/saved/[\w-]{43}/)\n", str(message.body))
    assert page != link
    assert client.get(page).status_code == 200
    assert link.split("/")[2] not in message.body


@override_settings(MAIL_IS_ON=False)
def test_where_no_server_is_set_nobody_can_ask(client: Client) -> None:
    link = kept(client)
    assert 'type="email"' not in client.get(link).content.decode()
    assert client.post(link, {"do": "follow", "email": ADDRESS}).status_code == 422
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("send_news")


def test_a_server_that_is_away_is_told_and_nothing_is_lost(client: Client) -> None:
    link = kept(client)
    followed(client, link)
    moved_to("02-15")
    away = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1"}
    with override_settings(**away, EMAIL_PORT=free_port()):
        with pytest.raises(CommandError, match="does not answer"):
            call_command("send_news")
        asked(client, link, "other@example.org", 503)
    assert len(sent()) == 1


# --- A real server ------------------------------------------------------------------------------------------------


class Received:
    """What a mail server was given, each taken slowly."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.messages.append(message_from_bytes(envelope.content))
        time.sleep(0.05)
        return "250 OK"


MANY = 12
TELL = f"""
from django.utils import timezone
from matcher.models import Follower, Selection
from matcher.pages.selections.links import MAIL, digest_of, digests, new_seed, secret
from django.conf import settings
seed, today = new_seed(), timezone.localdate()
one = Selection.objects.create(seed=seed, **digests(seed), name="Lyon", page="compare", query="route={IP}", edition=1,
                               kept_on=today, visited_on=today)
for number in range({MANY}):
    seed = new_seed()
    Follower.objects.create(selection=one, email=f"an{{number}}@example.org", language="nl", origin="https://example.org",
                            seed=seed, digest=digest_of(secret(seed, MAIL, settings.SECRET_KEY)), asked_on=today,
                            confirmed_on=today, told_edition=987654, told_on=today)
"""
"""Followers who were told of an edition that is gone: all is new to them."""


def ended(one: Started) -> int:
    one.communicate()
    return one.wait()


def test_a_run_that_is_killed_and_started_again_sends_each_message_once(tmp_path: Path) -> None:
    """By a real server, with a run in between that is killed, and two at once at the end."""
    database, received = tmp_path / "db.sqlite3", Received()
    copy_sqlite(sqlite_file(Content.LITTLE), database)
    server = Controller(received, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        mails = ["manage.py", "send_news"]
        settings = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        settings["EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
        assert ended(Started(["manage.py", "shell", "-v", "0", "-c", TELL], settings)) == 0
        run = Started(mails, settings)
        while len(received.messages) < 3:
            time.sleep(0.01)
        run.kill()
        assert ended(run) == -signal.SIGKILL
        assert len(received.messages) < MANY
        for one in [Started(mails, settings) for _ in range(2)]:
            ended(one)
        assert ended(Started(mails, settings)) == 0
    finally:
        server.stop()
    boxes = Counter(str(one["To"]) for one in received.messages)
    assert set(boxes) == {f"an{number}@example.org" for number in range(MANY)}
    messages = {(str(one["To"]), str(one["Message-ID"])) for one in received.messages}
    assert len(messages) == MANY, "what was on its way when the run was killed bears the same Message-ID again"
    assert len(received.messages) <= MANY + 1
    (parts,) = {tuple(part.get_content_type() for part in one.walk()) for one in received.messages}
    assert parts == ("multipart/alternative", "text/plain", "text/html")
