"""Signing in as somebody does it: with a password, a passkey, and a passkey alone; on a phone, without breaking the policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.standing import scrolls_sideways
from tests.browser.test_weight import VIOLATIONS
from tests.production import STAFF, Served, production

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("signing in")]
PHONE: ViewportSize = {"width": 390, "height": 844}
TOUCH_ID = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def strict() -> Iterator[Served]:
    """As production is without further settings: with two factors."""
    with production(two_factors=True) as site:
        yield site


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """That knows the finger of its owner."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_ID})
    yield page
    context.close()


def looked_at(page: Page) -> None:
    """Nothing that the policy forbids was tried, nothing is wider than the phone, and axe finds nothing."""
    assert page.evaluate("window.violations || []") == []
    assert not scrolls_sideways(page), page.url
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations(page)] == [], page.url


def with_password(page: Page, site: Served, language: str = "") -> None:
    page.goto(f"{site.url}{language}/admin/")
    page.fill("#id_username", STAFF)
    page.fill("#id_password", site.password)
    page.click("input[type=submit]")


def test_a_passkey_is_set_up_and_then_lets_in_with_and_without_the_password(phone: Page, strict: Served) -> None:
    phone.goto(f"{strict.url}/admin/")
    looked_at(phone)
    with_password(phone, strict)
    expect(phone).to_have_url(f"{strict.url}/admin/account/factors/")
    looked_at(phone)
    phone.goto(f"{strict.url}/admin/catalogue/programme/")
    expect(phone).to_have_url(f"{strict.url}/admin/account/factors/")

    with phone.expect_navigation():
        phone.click("text=Voeg een toegangssleutel toe")
    looked_at(phone)
    phone.click("#mfa_webauthn_add")
    expect(phone).to_have_url(f"{strict.url}/admin/account/factors/recovery/")
    expect(phone.locator(".recovery-codes li")).to_have_count(10)
    looked_at(phone)
    code = phone.locator(".recovery-codes code").first.inner_text()
    phone.click("text=Ik heb ze bewaard")
    expect(phone).to_have_url(f"{strict.url}/admin/")

    for page in ("factors/passkeys/", "factors/app/", "factors/recovery/new/", "password/", "sessions/"):
        phone.goto(f"{strict.url}/en/admin/account/{page}")
        looked_at(phone)

    sign_out(phone, strict)
    with_password(phone, strict)
    expect(phone).to_have_url(f"{strict.url}/admin/account/factors/code/")
    looked_at(phone)
    phone.click("#mfa_webauthn_authenticate")
    expect(phone).to_have_url(f"{strict.url}/admin/")

    sign_out(phone, strict)
    phone.goto(f"{strict.url}/admin/")
    phone.click("#passkey_login")
    expect(phone).to_have_url(f"{strict.url}/admin/")

    sign_out(phone, strict)
    with_password(phone, strict)
    phone.fill("#id_code", code)
    phone.click("input[type=submit]")
    expect(phone).to_have_url(f"{strict.url}/admin/")


def sign_out(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/admin/account/logout/")
    page.click("#content input[type=submit]")
    expect(page.locator("#id_username")).to_be_visible()


def test_who_is_locked_out_is_told_until_when(chromium: Browser, strict: Served) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    for _ in range(5):
        page.goto(f"{strict.url}/admin/account/login/")
        page.fill("#id_username", "nobody")
        page.fill("#id_password", "wrong")
        page.click("input[type=submit]")
    expect(page.locator("[role=alert]")).to_contain_text("Je mag opnieuw proberen om")
    looked_at(page)
    context.close()
