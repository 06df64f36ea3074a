"""A colleague is invited by mail and chooses a password; nobody learns who has an account."""

import re
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import Settings

from matcher.access.invitations import InvitationTokens
from tests.access.conftest import PASSWORD, Made, sign_in
from tests.reading import found_in
from tests.responses import Response

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADD = "/en/admin/auth/user/add/"
ASK = "/admin/account/password/forgotten/"


@pytest.fixture
def admin(colleague: Made) -> Client:
    client = Client()
    client.force_login(colleague("superuser"))
    return client


def invited(admin: Client, email: str = "An@Example.org", role: str = "curator") -> User:
    group = Group.objects.get(name=role)
    answer = admin.post(ADD, {"first_name": "An", "last_name": "", "email": email, "groups": [group.pk]})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return User.objects.get(email=email.lower())


def link_in(mail: EmailMessage) -> str:
    return found_in(r"https?://testserver(/\S+)", str(mail.body))[1]


def choose(client: Client, link: str, password: str = PASSWORD) -> Response:
    form = client.get(link, follow=True)
    if not form.redirect_chain:
        return form
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_an_invitation_lets_choose_a_password_once(admin: Client, mailoutbox: list[EmailMessage]) -> None:
    user = invited(admin)
    assert (user.username, user.is_staff, user.has_usable_password()) == ("an@example.org", True, False)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["an@example.org"], "Overzet: Your account of Overzet")
    ]
    link = link_in(mailoutbox[0])
    assert choose(Client(), link).status_code == 302
    client = Client()
    assert sign_in(client, "an@example.org").status_code == 302
    assert client.get("/admin/").status_code == 200
    assert b"errornote" not in Client().get(link).content
    assert "no longer holds" in Client().get(link).content.decode()


def test_an_invitation_holds_for_a_week(
    admin: Client, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    invited(admin)
    link = link_in(mailoutbox[0])
    held = []
    for later in (timedelta(days=7, minutes=-1), timedelta(days=7, minutes=1)):
        monkeypatch.setattr(InvitationTokens, "_now", lambda _self, later=later: datetime.now() + later)  # noqa: DTZ005
        held.append("no longer holds" not in Client().get(link, follow=True).content.decode())
    assert held == [True, False]


def test_inviting_again_ends_the_link_of_before(admin: Client, mailoutbox: list[EmailMessage]) -> None:
    user = invited(admin)
    admin.post("/en/admin/auth/user/", {"action": "invite_again", "_selected_action": [user.pk]})
    old, new = map(link_in, mailoutbox)
    assert "no longer holds" in Client().get(old, follow=True).content.decode()
    assert choose(Client(), new).status_code == 302


def test_an_invitation_asks_for_a_role_and_an_address_of_its_own(admin: Client, mailoutbox: list[EmailMessage]) -> None:
    invited(admin)
    for given in ({"email": "AN@example.org"}, {"email": "bo@example.org"}, {"email": ""}):
        groups = [Group.objects.get(name="reader").pk] if given["email"] == "AN@example.org" else []
        assert admin.post(ADD, {**given, "groups": groups}).status_code == 200
    assert len(mailoutbox) == 1


def test_without_a_mail_server_the_link_is_handed_over(
    admin: Client, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.MAIL_IS_ON = False
    group = Group.objects.get(name="reader")
    page = admin.post(ADD, {"email": "bo@example.org", "groups": [group.pk]}, follow=True).content.decode()
    link = found_in(r"http://testserver(/[^\s<]+/)", page)[1]
    assert choose(Client(), link).status_code == 302
    assert mailoutbox == []


def test_nobody_chooses_a_password_for_a_colleague(admin: Client, colleague: Made) -> None:
    other = colleague("curator")
    page = admin.get(f"/en/admin/auth/user/{other.pk}/change/").content.decode()
    assert 'type="password"' not in page
    assert admin.get(f"/en/admin/auth/user/{other.pk}/password/").status_code in (302, 404)


@pytest.mark.parametrize("role", ["publisher", "curator", "reader"])
def test_only_a_superuser_invites(colleague: Made, role: str) -> None:
    client = Client()
    client.force_login(colleague(role))
    for address in ("/admin/auth/user/", "/admin/auth/user/add/"):
        assert client.get(address).status_code == 403
    assert client.post("/admin/auth/user/add/", {"email": "x@example.org"}).status_code == 403


def test_a_lost_phone_is_taken_away(admin: Client, colleague: Made) -> None:
    user = colleague("publisher", has_app=True)
    inside = Client()
    inside.force_login(user)
    admin.post("/en/admin/auth/user/", {"action": "take_away_factors", "_selected_action": [user.pk]})
    assert inside.get("/admin/").status_code == 302
    assert sign_in(Client(), "publisher")["Location"] == "/admin/"


# --- Forgotten ---


def test_a_forgotten_password_is_chosen_again_by_mail(colleague: Made, mailoutbox: list[EmailMessage]) -> None:
    user = colleague("curator")
    inside = Client()
    inside.force_login(user)
    assert Client().post(ASK, {"email": "curator@example.org"})["Location"] == f"{ASK}sent/"
    link = link_in(mailoutbox[0])
    new = "wie vaart er mee naar morgen"
    assert choose(Client(), link, new).status_code == 302
    assert sign_in(Client(), "curator", new).status_code == 302
    assert inside.get("/admin/").status_code == 302
    assert "geldt niet meer" in Client().get(link, follow=True).content.decode()
    assert [mail.to for mail in mailoutbox] == [["curator@example.org"]] * 2


def test_a_second_factor_is_still_asked_for_after_it(colleague: Made, mailoutbox: list[EmailMessage]) -> None:
    colleague("publisher", has_app=True)
    Client().post(ASK, {"email": "publisher@example.org"})
    client = Client()
    choose(client, link_in(mailoutbox[0]), "wie vaart er mee naar morgen")
    assert client.get("/admin/").status_code == 302
    assert "factors/code" in sign_in(client, "publisher", "wie vaart er mee naar morgen")["Location"]


def test_asking_says_the_same_whether_there_is_an_account_or_not(
    colleague: Made, mailoutbox: list[EmailMessage]
) -> None:
    colleague("curator")
    said = []
    for address in ("curator@example.org", "nobody@example.org"):
        answer = Client().post(ASK, {"email": address}, follow=True)
        csrf_free = re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", answer.content)
        said.append((answer.status_code, answer.redirect_chain, csrf_free))
    assert said[0] == said[1]
    assert [mail.to for mail in mailoutbox] == [["curator@example.org"]]


class SlowServer(EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        time.sleep(0.6)
        return super().send_messages(messages)


def test_a_slow_mail_server_does_not_tell_either(
    colleague: Made, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.EMAIL_BACKEND, settings.MAIL_IN_BACKGROUND = f"{__name__}.SlowServer", True
    colleague("curator")
    began = time.monotonic()
    Client().post(ASK, {"email": "curator@example.org"})
    assert time.monotonic() - began < 0.5
    until = time.monotonic() + 10
    while not mailoutbox and time.monotonic() < until:
        time.sleep(0.05)
    assert len(mailoutbox) == 1


class BrokenServer(EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


def test_a_mail_server_that_fails_is_told_where_it_matters_and_undoes_nothing(
    admin: Client, colleague: Made, settings: Settings
) -> None:
    settings.EMAIL_BACKEND, settings.MAIL_IN_BACKGROUND = f"{__name__}.BrokenServer", True
    group = Group.objects.get(name="reader")
    page = admin.post(ADD, {"email": "bo@example.org", "groups": [group.pk]}, follow=True).content.decode()
    assert "could not be sent" in page
    assert User.objects.filter(email="bo@example.org").exists()
    client = Client()
    client.force_login(colleague("curator"))
    new = "wie vaart er mee naar morgen"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/admin/account/password/", sent).status_code == 302
    assert Client().post(ASK, {"email": "curator@example.org"}).status_code == 302


# --- Passwords ---


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        pytest.param("korter dan 15 x"[:14], False, id="fourteen signs"),
        pytest.param("vijftien tekens", True, id="fifteen, of small letters alone"),
        pytest.param("734190265518237", True, id="of digits alone"),
        pytest.param("curator@example.org", False, id="one's own address"),
        pytest.param("1qaz2wsx3edc4rfv", False, id="one of the 20,000 most used"),
        pytest.param("een bootje 🛶 op de Leie", True, id="any sign"),
        pytest.param("wij varen " * 20, True, id="200 signs"),
    ],
)
def test_a_password_is_long_and_of_anything(colleague: Made, password: str, is_taken: bool) -> None:
    client = Client()
    client.force_login(colleague("curator"))
    sent = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert (client.post("/admin/account/password/", sent).status_code == 302) is is_taken


LEAKED = ["een veerboot naar zee", "het regent op de kaai", "waar is de pont nu weer"]


def test_a_larger_list_of_leaked_passwords_is_searched(tmp_path: Path, settings: Settings, colleague: Made) -> None:
    import hashlib
    import random

    among = [f"{number}" for number in random.Random(1).sample(range(10**9), 5000)]
    digests = sorted(hashlib.sha1(one.encode()).hexdigest().upper() for one in (*among, *LEAKED))
    file = tmp_path / "pwned.txt"
    file.write_text("".join(f"{digest}:{len(digest) % 7}\r\n" for digest in digests))
    from matcher.access.passwords import is_leaked

    assert all(is_leaked(one, file) for one in (*among, *LEAKED))
    assert not any(is_leaked(f"{one}!", file) for one in (*among, *LEAKED))
    settings.LEAKED_PASSWORDS = str(file)
    client = Client()
    client.force_login(colleague("curator"))
    answer = client.post(
        "/admin/account/password/", {"oldpassword": PASSWORD, "password1": LEAKED[1], "password2": LEAKED[1]}
    )
    assert "gelekt" in answer.content.decode()
