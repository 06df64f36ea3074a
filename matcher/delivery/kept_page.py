"""A finished page: its bytes, as they are and compressed, its headers, and the tag by which a browser asks for it again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders

from matcher.delivery.coding import compress, is_compressible
from matcher.delivery.host import CHECKED_HOST
from matcher.delivery.public import VARY
from matcher.delivery.release import release
from matcher.rules.site import site_for

OF_THE_BYTES = frozenset({"content-type", "content-length", "content-encoding", "etag", "cache-control"})
"""Headers that are said anew with every answer, or belong to the bytes."""
OVERHEAD_BYTES = 1000
"""What a page takes in memory beside its bytes, about."""


class PageKey(NamedTuple):
    """All that a public page is a function of. The language follows from the address."""

    edition: int
    digest: str
    """Of what the edition holds, hexadecimal."""
    day: date
    scheme: str
    host: str
    path: str
    query: str
    """As it was sent."""

    @property
    def tag(self) -> str:
        """The same in every process that runs this release."""
        said = "\0".join((release(), *map(str, self)))
        return hashlib.blake2b(said.encode(errors="surrogateescape"), digest_size=16).hexdigest()


def key_of(request: HttpRequest, day: date) -> PageKey:
    edition, meta = site_for(request).edition, request.META
    address = (request.scheme or "", meta[CHECKED_HOST], meta["PATH_INFO"], meta.get("QUERY_STRING", ""))
    return PageKey(edition.number, edition.digest, day, *address)


class CheckedHeaders(ResponseHeaders):
    """Headers that were checked once: who answers with a copy need not check each of them again."""

    def another(self) -> "CheckedHeaders":
        made = CheckedHeaders({})
        made._store = dict(self._store)
        return made


@dataclass(frozen=True, slots=True)
class KeptPage:
    etag: str
    """Weak, for the compressed bytes have the same one."""
    headers: Mapping[str, str]
    """Those of every answer that bears the page: policy, language, Vary."""
    content_type: str
    body: bytes
    compressed: Mapping[str, bytes] = field(default_factory=dict)
    """By coding; each is made when it is first asked for."""
    checked: dict[str, CheckedHeaders] = field(default_factory=dict, compare=False, repr=False)
    """By coding, the headers of a whole answer but for how long it is fresh; each is made when it is first asked for."""

    def bytes_in(self, coding: str) -> bytes:
        """As they are, for no coding. One that is named was made (`with_coding`)."""
        return self.compressed[coding] if coding else self.body

    def headers_in(self, coding: str) -> CheckedHeaders:
        """The headers of a whole answer but for how long it is fresh; they are the caller's."""
        found = self.checked.get(coding)
        if found is None:
            said = {
                **self.headers,
                "ETag": self.etag,
                "Content-Type": self.content_type,
                "Content-Length": str(len(self.bytes_in(coding))),
            }
            found = self.checked[coding] = CheckedHeaders({**said, "Content-Encoding": coding} if coding else said)
        return found.another()

    @property
    def is_compressible(self) -> bool:
        return VARY in self.headers

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        return OVERHEAD_BYTES + len(self.body) + sum(len(body) for body in self.compressed.values())

    def with_coding(self, coding: str) -> "KeptPage":
        return replace(self, compressed={**self.compressed, coding: compress(self.body, coding)}, checked={})


def kept_page(key: PageKey, response: HttpResponse) -> KeptPage:
    """What is kept of a fresh answer."""
    content_type = response.headers.get("Content-Type", "")
    headers = dict(_lasting(response.items()))
    headers.pop(VARY, None)
    if is_compressible(content_type, len(response.content)):
        headers[VARY] = "Accept-Encoding"
    return KeptPage(f'W/"{key.tag}"', headers, content_type, response.content)


def _lasting(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((name, value) for name, value in headers if name.lower() not in OF_THE_BYTES)
