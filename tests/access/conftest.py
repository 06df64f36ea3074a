import base64
import hmac
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.responses import Response

PASSWORD = "een veerboot naar de overkant"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HERE, ELSEWHERE = "192.0.2.77", "198.51.100.9"
LOGIN, CODE = "/admin/account/login/", "/admin/account/factors/code/"

Made = Callable[..., User]


@pytest.fixture
def colleague(db: None) -> Made:
    """Somebody with this role and a password, of the same name; with an app that shows codes if asked."""

    def made(role: str, *, has_app: bool = False) -> User:
        user = User.objects.create_user(
            role, f"{role}@example.org", PASSWORD, is_staff=True, is_superuser=role == "superuser"
        )
        if role != "superuser":
            user.groups.add(Group.objects.get(name=role))
        if has_app:
            TOTP.activate(user, SEED)
        return user

    return made


def sign_in(client: Client, login: str, password: str = PASSWORD, address: str = HERE) -> Response:
    return client.post(LOGIN, {"login": login, "password": password}, REMOTE_ADDR=address)


def code_at(seconds: float) -> str:
    """What the app shows, worked out as RFC 6238 says."""
    counter = int(seconds // 30).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(SEED), counter, "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def code_now() -> str:
    return code_at(time.time())
