"""Staff come in with a password and, where they publish, with a second factor; nobody else does."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from matcher.access.sessions import BEGAN, SEEN
from tests.access.conftest import CODE, LOGIN, PASSWORD, SEED, Made, code_at, code_now, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_by_the_code_of_the_rfc() -> None:
    """RFC 6238, appendix B, has another seed; so the arithmetic is held to it here, not only to itself."""
    import base64

    from tests.access import conftest

    seed, conftest.SEED = conftest.SEED, base64.b32encode(b"12345678901234567890").decode()
    try:
        assert [code_at(at) for at in (59, 1111111109, 2000000000)] == ["287082", "081804", "279037"]
    finally:
        conftest.SEED = seed


@pytest.mark.parametrize("login", ["curator", "curator@example.org", "CURATOR"])
def test_a_curator_comes_in_by_name_or_by_address(client: Client, colleague: Made, login: str) -> None:
    colleague("curator")
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
    answer = sign_in(client, login)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert is_in(client)


def test_who_is_no_staff_does_not_come_in(client: Client, db: None) -> None:
    User.objects.create_user("artist", "artist@example.org", PASSWORD)
    assert sign_in(client, "artist")["Location"] == "/admin/account/inactive/"
    assert not is_in(client)


@pytest.mark.parametrize("address", ["signup/", "email/", "password/set/", "login/code/", "confirm-email/"])
def test_nobody_signs_up(client: Client, colleague: Made, address: str) -> None:
    client.force_login(colleague("superuser"))
    assert client.get(f"/admin/account/{address}").status_code == 404


def test_where_one_wanted_to_go_is_where_one_arrives_and_never_elsewhere(client: Client, colleague: Made) -> None:
    colleague("curator")
    wanted = client.get("/en/admin/catalogue/programme/", follow=True)
    assert wanted.status_code == 200
    assert b'name="next" value="/en/admin/catalogue/programme/"' in wanted.content
    for after, arrives in (("/en/admin/catalogue/programme/",) * 2, ("https://elsewhere.example/", "/admin/")):
        answer = Client().post(LOGIN, {"login": "curator", "password": PASSWORD, "next": after}, REMOTE_ADDR="::1")
        assert answer["Location"] == arrives


# --- The second factor ---


def test_with_an_app_the_password_alone_opens_nothing(client: Client, colleague: Made) -> None:
    colleague("publisher", has_app=True)
    assert sign_in(client, "publisher")["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code_now()}, REMOTE_ADDR="192.0.2.77")["Location"] == "/admin/"
    assert is_in(client)


def test_a_code_lets_in_once(colleague: Made) -> None:
    colleague("publisher", has_app=True)
    code = code_now()
    came = []
    for client in (Client(), Client()):
        sign_in(client, "publisher")
        client.post(CODE, {"code": code}, REMOTE_ADDR="192.0.2.77")
        came.append(is_in(client))
    assert came == [True, False]


def test_the_seed_of_the_app_does_not_stand_in_the_database(colleague: Made) -> None:
    user = colleague("publisher", has_app=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator WHERE user_id = %s", [user.pk])
        assert SEED not in str(cursor.fetchall())


def test_what_an_older_secret_key_wrote_is_read_while_it_is_named(colleague: Made, settings: Settings) -> None:
    colleague("publisher", has_app=True)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"
    client = Client()
    sign_in(client, "publisher")
    client.post(CODE, {"code": code_now()}, REMOTE_ADDR="192.0.2.77")
    assert is_in(client)


@pytest.mark.parametrize(("role", "must"), [("curator", False), ("publisher", True), ("superuser", True)])
def test_who_may_publish_sets_up_a_second_factor_first(
    client: Client, colleague: Made, settings: Settings, role: str, must: bool
) -> None:
    settings.TWO_FACTORS = True
    colleague(role)
    sign_in(client, role)
    closed = ["/admin/", "/en/admin/catalogue/edition/add/", "/admin/preview/", "/admin/matcher/rule/verification/"]
    for address in closed:
        answer = client.get(address)
        if must:
            prefix = "/en" if address.startswith("/en/") else ""
            assert (answer.status_code, answer["Location"]) == (302, f"{prefix}/admin/account/factors/"), address
        else:
            assert answer.get("Location") != "/admin/account/factors/"
    assert client.get("/admin/account/factors/").status_code == 200
    assert client.get("/routes/").status_code == 200


def test_setting_up_the_app_opens_the_admin_and_gives_codes_once(
    client: Client, colleague: Made, settings: Settings
) -> None:
    settings.TWO_FACTORS = True
    user = colleague("publisher")
    sign_in(client, "publisher")
    page = client.get("/admin/account/factors/app/")
    assert page.status_code == 200, page["Location"]
    seed = page.context["form"].secret
    assert seed in page.content.decode()
    from tests.access import conftest

    kept, conftest.SEED = conftest.SEED, seed
    try:
        answer = client.post("/admin/account/factors/app/", {"code": code_now()})
    finally:
        conftest.SEED = kept
    assert answer["Location"] == "/admin/account/factors/recovery/"
    shown = client.get(answer["Location"])
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert all(code in shown.content.decode() for code in codes)
    assert is_in(client)
    another = Client()
    sign_in(another, "publisher")
    another.post(CODE, {"code": codes[0]}, REMOTE_ADDR="192.0.2.77")
    assert is_in(another)
    again = another.get("/admin/account/factors/recovery/").content.decode()
    assert not any(code in again for code in codes)


def test_production_asks_for_it_unless_told_not_to() -> None:
    import os
    import secrets
    import subprocess
    import sys

    bare = {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": "postgres://nobody@localhost/nothing",
        "PATH": os.environ["PATH"],
    }
    ask = [sys.executable, "-c", "from django.conf import settings as s; print(s.TWO_FACTORS, s.CLIENT_ADDRESS_FROM)"]
    said = [
        subprocess.run(ask, env={**bare, **more}, capture_output=True, text=True, check=True).stdout.split()[0]
        for more in ({}, {"TWO_FACTORS": "False"})
    ]
    assert said == ["True", "False"]


# --- Sessions ---


@pytest.mark.parametrize(
    ("mark", "seconds"),
    [pytest.param(SEEN, 3601, id="an hour away"), pytest.param(BEGAN, 12 * 3600 + 1, id="a day in")],
)
def test_a_session_ends(client: Client, colleague: Made, mark: str, seconds: int) -> None:
    colleague("curator")
    sign_in(client, "curator")
    assert is_in(client)
    session = client.session
    session[mark] = int(time.time()) - seconds
    session.save()
    assert not is_in(client)


def test_looking_at_a_page_keeps_a_session_alive_and_writes_seldom(
    client: Client, colleague: Made, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    colleague("curator")
    sign_in(client, "curator")
    session = client.session
    session[SEEN] = long_ago = int(time.time()) - 400
    session.save()
    assert is_in(client)
    noted = client.session[SEEN]
    assert noted > long_ago
    session = client.session
    session[SEEN] = recently = int(time.time()) - 200
    session.save()
    assert is_in(client)
    assert client.session[SEEN] == recently


def test_another_password_ends_all_other_sessions(colleague: Made, mailoutbox: list[EmailMessage]) -> None:
    colleague("curator")
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "curator")
    new = "morgen varen wij opnieuw uit"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/admin/account/password/", sent).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert [mail.subject for mail in mailoutbox] == ["Overzet: Je wachtwoord werd gewijzigd"]


def test_signing_out_everywhere_else(colleague: Made) -> None:
    colleague("curator")
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "curator")
    assert here.get("/admin/account/sessions/").content.decode().count("192.0.2.77") == 2
    here.post("/admin/account/sessions/")
    assert (is_in(here), is_in(there)) == (True, False)


def test_the_pages_of_an_account_need_one(client: Client) -> None:
    for address in ("factors/", "password/", "sessions/", "factors/app/", "factors/passkeys/", "factors/recovery/new/"):
        answer = client.get(f"/admin/account/{address}")
        assert answer["Location"].startswith(LOGIN), address
