"""Every answer guards the browser: pages, files, errors, redirects, the admin, and "you have it already"."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.pages import EVERYWHERE
from tests.responses import Response

pytestmark = [
    pytest.mark.xdist_group("pages"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("everything"),
    pytest.mark.ignore_template_errors,
]
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
SAID = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
OF_MACHINES = [
    "/api/v1/instruments",
    "/api/v1/nothing",
    "/coverage.csv",
    "/deadlines.ics",
    "/robots.txt",
    "/sitemap.xml",
]
OF_STAFF = [
    "/admin/",
    "/en/admin/catalogue/instrument/",
    "/admin/catalogue/edition/add/",
    "/admin/matcher/rule/verification/",
    "/admin/jsi18n/",
    "/admin/account/factors/",
]
OF_ACCOUNTS = ["/admin/account/login/", "/admin/account/password/forgotten/", "/admin/login/", "/admin/"]
OTHERS = ["/healthz", "/readyz", "/static/css/site.css", "/static/nothing.css", "/nothing/", "/favicon.ico", "/kit/"]


@pytest.fixture(autouse=True)
def as_in_production(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


def guards_of(answer: Response) -> None:
    where = answer.request["PATH_INFO"]
    assert {part.strip() for part in answer["Content-Security-Policy"].split(";")} == POLICY, where
    assert "unsafe" not in answer["Content-Security-Policy"], where
    assert {name: answer.get(name) for name in SAID} == SAID, where
    permissions = answer["Permissions-Policy"]
    assert all(f"{what}=()" in permissions for what in ("camera", "geolocation", "microphone", "payment", "usb")), where
    is_open = answer.get("Access-Control-Allow-Origin") == "*"
    assert answer["Cross-Origin-Resource-Policy"] == ("cross-origin" if is_open else "same-origin"), where
    assert answer["X-Request-ID"], where
    kind = answer.get("Content-Type", "")
    assert "charset=" in kind or not kind.startswith("text/"), where


ADDRESSES = [*(address for _name, address in EVERYWHERE), *OF_MACHINES, *OF_ACCOUNTS, *OTHERS]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_guards_the_browser(address: str) -> None:
    guards_of(Client().get(address, secure=True))


@pytest.mark.parametrize("address", OF_STAFF)
def test_the_admin_does_too(address: str) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    answer = client.get(address, secure=True)
    assert answer.status_code == 200
    guards_of(answer)


def test_errors_do_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("matcher.pages.report.views.about_what", broken)
    client = Client(raise_request_exception=False)
    answers = [
        client.get("/report/", secure=True),
        client.get("/", secure=True, headers={"host": "elsewhere.example"}),
        client.post("/routes/", secure=True),
        Client(enforce_csrf_checks=True).post("/report/", {"text": "x"}, secure=True),
    ]
    assert [answer.status_code for answer in answers] == [500, 400, 405, 403]
    for answer in answers:
        guards_of(answer)


def test_what_a_browser_has_already_and_where_it_is_sent_do_too(settings: Settings) -> None:
    client = Client()
    tag = client.get("/routes/?on=2026-11-21", secure=True)["ETag"]
    had = client.get("/routes/?on=2026-11-21", secure=True, headers={"if-none-match": tag})
    assert had.status_code == 304
    guards_of(had)
    settings.SECURE_SSL_REDIRECT = True
    sent = Client().get("/routes/")
    assert sent.status_code == 301
    assert sent["Content-Security-Policy"]
    assert not sent.has_header("Strict-Transport-Security"), "it says nothing over HTTP (RFC 6797, 7.2)"
