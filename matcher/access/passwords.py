"""Passwords that are known from leaks, looked up without asking anybody.

Django's own list of 20,000 is always looked up. A larger one is a file: the SHA-1 digests of "Pwned Passwords", one a line and in
order, as its downloader writes them. It has tens of gigabytes, so it is not read but searched."""

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGEST_LETTERS = 40


class NotLeaked:
    """A validator of Django's kind. Without `settings.LEAKED_PASSWORDS` it refuses nothing."""

    def validate(self, password: str, user: object = None) -> None:
        if settings.LEAKED_PASSWORDS and is_leaked(password, Path(settings.LEAKED_PASSWORDS)):
            told = _("This password is in a list of leaked passwords. Choose another one, also where you use it now.")
            raise ValidationError(told, code="password_leaked")

    def get_help_text(self) -> str:
        return _("It may not be a password that is known from a leak.")


def is_leaked(password: str, path: Path) -> bool:
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        return find(file, wanted, path.stat().st_size)


def find(file: BinaryIO, wanted: bytes, size: int) -> bool:
    """Whether a line begins with what is wanted. Halves the bytes until one line is left."""
    low, high = 0, size  # the line, if there is one, begins in [low, high)
    while low < high:
        middle = (low + high) // 2
        file.seek(middle)
        if middle:
            file.seek(middle - 1)
            file.readline()  # to the next beginning of a line
        begins = file.tell()
        line = file.readline()[:DIGEST_LETTERS].upper()
        if begins >= high or not line or line > wanted:
            high = middle
        elif line == wanted:
            return True
        else:
            low = file.tell()
    return False
