"""The two links of a selection: its owner's, and one to read. Neither is kept: both follow from a seed and the secret of the
site, and are found by their digests. Whoever has the database alone has no link."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from matcher.models.selection import Follower, Selection


class Access(StrEnum):
    OWNER = "owner"
    READER = "reader"


MAIL = "mail"
"""What the link in a mail is made for: to confirm that one asked for it, and to stop."""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A selection, and what its link allows."""

    selection: Selection
    access: Access

    @property
    def is_owner(self) -> bool:
        return self.access is Access.OWNER


def new_seed() -> str:
    return token_hex(32)


def secret(seed: str, use: str, key: str) -> str:
    """43 letters, digits, hyphens and underscores: 256 bits."""
    mac = salted_hmac(f"matcher.selections.{use}", seed, secret=key, algorithm="sha256")
    return urlsafe_b64encode(mac.digest()).decode().rstrip("=")


def digest_of(link: str) -> str:
    return sha256(link.encode()).hexdigest()


def digests(seed: str) -> dict[str, str]:
    """The columns by which the links of a new selection are found."""
    return {f"{one}_digest": digest_of(secret(seed, one, settings.SECRET_KEY)) for one in Access}


def link_of(selection: Selection, access: Access) -> str:
    """Its secret; "" where it was made with a secret of the site that is no longer known."""
    return known_again(selection.seed, access, getattr(selection, f"{access}_digest"))


def mail_link_of(follower: Follower) -> str:
    return known_again(follower.seed, MAIL, follower.digest)


def known_again(seed: str, use: str, digest: str) -> str:
    made = (secret(seed, use, key) for key in keys())
    return next((one for one in made if constant_time_compare(digest_of(one), digest)), "")


def keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)


def opened(link: str) -> OpenedLink | None:
    """The selection that a link leads to, if any. It is looked for by the digest: the time it takes tells nothing of the link."""
    told = digest_of(link)
    found = Selection.objects.filter(Q(owner_digest=told) | Q(reader_digest=told)).first()
    if found is None:
        return None
    is_owner = constant_time_compare(found.owner_digest, told)
    return OpenedLink(found, Access.OWNER if is_owner else Access.READER)
