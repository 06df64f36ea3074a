"""Wrong tries close an account to an address for a while, in all processes, and a colleague can open it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from matcher.models import Attempted, SignIn
from matcher.pages.client import client_address, whereabouts
from tests.access.conftest import CODE, ELSEWHERE, HERE, LOGIN, PASSWORD, Made, code_now, sign_in
from tests.responses import Response

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def outcomes(**of: object) -> list[str]:
    return list(SignIn.objects.filter(**of).order_by("pk").values_list("attempted", flat=True))


@pytest.mark.both_databases
def test_after_25_wrong_passwords_the_right_one_is_refused_while_the_lock_lasts(colleague: Made) -> None:
    user = colleague("curator")
    said = [sign_in(Client(), "curator", f"wrong {number}").status_code for number in range(25)]
    assert said == [200] * 4 + [429] * 21
    answer = sign_in(Client(), "curator")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 901
    told = answer.content.decode()
    assert "Je mag opnieuw proberen om" in told
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(Client(), "curator").status_code == 302
    assert outcomes(account=user) == ["password"] * 4 + ["locked", "in"]


def test_the_time_that_is_told_does_not_move_while_one_goes_on_trying(colleague: Made) -> None:
    colleague("curator")
    for _ in range(5):
        sign_in(Client(), "curator", "wrong")
    first = AccessAttempt.objects.get().attempt_time
    for _ in range(5):
        sign_in(Client(), "curator", "wrong")
    assert AccessAttempt.objects.get().attempt_time == first


def test_by_name_and_by_address_it_is_one_account(colleague: Made) -> None:
    colleague("curator")
    for login in ("curator", "curator@example.org", "Curator", "CURATOR@example.org", "curator"):
        last = sign_in(Client(), login, "wrong")
    assert last.status_code == 429


def test_who_is_elsewhere_and_who_is_somebody_else_may_still_come_in(colleague: Made) -> None:
    colleague("curator")
    colleague("reader")
    for _ in range(6):
        sign_in(Client(), "curator", "wrong")
    assert sign_in(Client(), "curator", address=ELSEWHERE).status_code == 302
    assert sign_in(Client(), "reader").status_code == 302


def test_a_hundred_wrong_tries_from_anywhere_close_the_account(colleague: Made) -> None:
    colleague("curator")
    for number in range(100):
        sign_in(Client(), "curator", "wrong", address=f"198.51.100.{number}")
    assert sign_in(Client(), "curator", address="203.0.113.1").status_code == 429


def test_an_account_that_does_not_exist_is_told_the_same(colleague: Made) -> None:
    colleague("curator")
    said = {
        login: [(answer.status_code, answer.content.count(b"errornote")) for answer in tries(login)]
        for login in ("curator", "nobody", "nobody@example.org")
    }
    assert said["curator"] == said["nobody"]
    assert [status for status, _ in said["nobody@example.org"]] == [status for status, _ in said["nobody"]]


def tries(login: str) -> list[Response]:
    return [sign_in(Client(), login, "wrong", address=f"2001:db8:{len(login)}::{number}") for number in range(6)]


def test_what_was_typed_for_no_account_is_kept_nowhere(client: Client) -> None:
    sign_in(client, "my secret password", "wrong")
    kept = [str(vars(row)) for row in (*AccessAttempt.objects.all(), *SignIn.objects.all())]
    assert len(kept) == 2
    assert not any("my secret password" in row or "wrong" in row.replace("wrong password", "") for row in kept)


def test_wrong_codes_count_as_wrong_passwords_do(colleague: Made) -> None:
    user = colleague("publisher", has_app=True)
    client = Client()
    sign_in(client, "publisher")
    said = [client.post(CODE, {"code": "000000"}, REMOTE_ADDR=HERE).status_code for _ in range(5)]
    assert said == [200] * 4 + [429]
    assert client.post(CODE, {"code": code_now()}, REMOTE_ADDR=HERE).status_code == 429
    assert client.get("/admin/").status_code == 302
    assert set(outcomes(account=user)) == {"code", "locked"}


def test_a_right_password_does_not_forgive_wrong_codes(colleague: Made) -> None:
    colleague("publisher", has_app=True)
    for _ in range(4):
        client = Client()
        sign_in(client, "publisher")
        client.post(CODE, {"code": "000000"}, REMOTE_ADDR=HERE)
    client = Client()
    sign_in(client, "publisher")
    assert client.post(CODE, {"code": "000000"}, REMOTE_ADDR=HERE).status_code == 429


def test_a_colleague_is_let_in_again_in_the_admin(colleague: Made) -> None:
    user = colleague("curator")
    for _ in range(6):
        sign_in(Client(), "curator", "wrong")
    admin = Client()
    admin.force_login(colleague("superuser"))
    listed = admin.get("/en/admin/auth/user/").content.decode()
    assert "locked out" in listed
    admin.post("/en/admin/auth/user/", {"action": "let_in_again", "_selected_action": [user.pk]})
    assert sign_in(Client(), "curator").status_code == 302
    assert Attempted.FREED in outcomes(account=user)


def test_a_locked_page_is_told_in_the_language_of_its_address(colleague: Made) -> None:
    colleague("curator")
    for _ in range(5):
        answer = Client().post(f"/en{LOGIN}", {"login": "curator", "password": "wrong"}, REMOTE_ADDR=HERE)
    assert "You may try again at" in answer.content.decode()


# --- Asking for a link ---


@pytest.mark.both_databases
def test_asking_for_a_link_too_often_is_refused(colleague: Made, mailoutbox: list[EmailMessage]) -> None:
    colleague("curator")
    ask = "/admin/account/password/forgotten/"
    said = [Client().post(ask, {"email": "curator@example.org"}, REMOTE_ADDR=f"192.0.2.{n}") for n in range(5)]
    assert [answer.status_code for answer in said] == [302, 302, 302, 429, 429]
    assert int(said[-1]["Retry-After"]) > 0
    assert len(mailoutbox) == 3


# --- From where ---

PROXY = "10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        pytest.param(1, PROXY, "198.51.100.7", "198.51.100.7", id="what the proxy saw"),
        pytest.param(
            1, PROXY, "203.0.113.9, 198.51.100.7", "198.51.100.7", id="what somebody wrote before it is nothing"
        ),
        pytest.param(2, PROXY, "203.0.113.9, 198.51.100.7, 10.0.0.3", "198.51.100.7", id="two proxies"),
        pytest.param(2, PROXY, "198.51.100.7", PROXY, id="past fewer proxies than there are"),
        pytest.param(1, "198.51.100.8", "203.0.113.9", "198.51.100.8", id="from the open net it is not believed"),
        pytest.param(1, "", "198.51.100.7", "198.51.100.7", id="over a socket of this machine"),
        pytest.param(1, PROXY, "nonsense", PROXY, id="nonsense"),
        pytest.param(1, PROXY, "", PROXY, id="nothing"),
        pytest.param(1, "", "", "", id="nothing at all"),
    ],
)
def test_from_where_a_request_came(settings: Settings, proxies: int, peer: str, forwarded: str, address: str) -> None:
    settings.CLIENT_ADDRESS_FROM, settings.PROXIES = "HTTP_X_FORWARDED_FOR", proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_without_a_proxy_nobody_is_believed(settings: Settings) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert client_address(request) == PROXY


def test_forging_the_header_does_not_open_a_lock(colleague: Made, settings: Settings) -> None:
    settings.CLIENT_ADDRESS_FROM = "HTTP_X_FORWARDED_FOR"
    colleague("curator")
    for number in range(6):
        forged = f"203.0.113.{number}, 198.51.100.7"
        sent = {"login": "curator", "password": "wrong"}
        last = Client().post(LOGIN, sent, REMOTE_ADDR=PROXY, headers={"x-forwarded-for": forged})
    assert last.status_code == 429


# --- The log ---


def test_the_log_says_who_when_how_and_from_about_where(colleague: Made) -> None:
    user = colleague("publisher", has_app=True)
    client = Client()
    sign_in(client, "publisher", "wrong")
    sign_in(client, "publisher")
    client.post(CODE, {"code": code_now()}, REMOTE_ADDR=HERE)
    client.post("/admin/account/logout/", REMOTE_ADDR=HERE)
    rows = list(SignIn.objects.order_by("pk").values_list("account", "name", "attempted", "how", "whereabouts"))
    who = (user.pk, "publisher")
    assert rows == [
        (*who, "password", "", "192.0.2.0"),
        (*who, "in", "password, totp", "192.0.2.0"),
        (*who, "out", "", "192.0.2.0"),
    ]
    assert whereabouts(RequestFactory().get("/", REMOTE_ADDR="2001:db8:aaaa:bbbb::1")) == "2001:db8:aaaa::"


@pytest.mark.parametrize(("role", "sees"), [("superuser", 200), ("publisher", 403), ("curator", 403), ("reader", 403)])
def test_only_a_superuser_reads_the_log_and_nobody_writes_it(colleague: Made, role: str, sees: int) -> None:
    SignIn.objects.create(name="x", attempted=Attempted.CAME_IN)
    client = Client()
    client.force_login(colleague(role))
    assert client.get("/admin/matcher/signin/").status_code == sees
    row = SignIn.objects.get().pk
    for act in ("add", f"{row}/delete"):
        assert client.post(f"/admin/matcher/signin/{act}/", {"post": "yes"}).status_code == 403
    assert SignIn.objects.count() == 1


def test_what_is_old_is_forgotten(
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from django.core.management import call_command

    settings.SIGN_INS_KEPT_DAYS = 180
    now = timezone.now()
    for days in (1, 179, 181, 400):
        SignIn.objects.create(name=str(days), at=now - timedelta(days=days), attempted=Attempted.CAME_IN)
    call_command("forget_sign_ins")
    assert "2 sign-ins" in capsys.readouterr().out
    assert sorted(SignIn.objects.values_list("name", flat=True)) == ["1", "179"]


def test_the_log_outlives_the_account(colleague: Made) -> None:
    user = colleague("curator")
    sign_in(Client(), "curator")
    User.objects.get(pk=user.pk).delete()
    assert SignIn.objects.get().name == "curator"
    assert PASSWORD not in str(vars(SignIn.objects.get()))
