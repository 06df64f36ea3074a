"""Where one may go: http and https, on public addresses of the internet alone, whatever a name leads to at that moment.

Who edits sources writes addresses, and whoever owns a page writes redirects; neither may have this machine ask its neighbours.
So a name is looked up once per connection, every address that it has must be public, and the connection goes to what was looked
at."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
import httpx

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 300
"""As the catalogue keeps them."""


class NotAllowedError(Exception):
    """An address that is not gone to: another scheme or port, with a password in it, or one of a private network."""


class TooLongError(Exception):
    """The whole answer took longer than one waits for it."""


def looked_at(url: str, *, is_private_allowed: bool) -> SplitResult:
    """The parts of an address. Raises NotAllowedError for what no public page has."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise NotAllowedError(url) from wrong
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise NotAllowedError(url)
    if port not in (None, PORTS[parts.scheme]) and not is_private_allowed:
        raise NotAllowedError(url)
    return parts


def is_public(address: str) -> bool:
    """Whether anybody on the internet could go there. What is written as IPv6 and means IPv4 counts as what it means."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inside is not None:
            return inside.is_global and not inside.is_multicast
        if found in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


NAT64 = ipaddress.ip_network("64:ff9b::/96")


class TimedStream(httpcore.NetworkStream):
    """A connection on which nothing goes on after a moment, however slowly the other side writes."""

    def __init__(self, stream: httpcore.NetworkStream, until: "AnswerTime") -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._until.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._until.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._until.left(timeout))
        return TimedStream(secured, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class AnswerTime:
    """By when an answer has to be there; set anew for each."""

    def __init__(self) -> None:
        self._at = 0.0

    def begin(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Raises TooLongError where it is over."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TooLongError
        return min(left, timeout) if timeout is not None else left


class PublicNetwork(httpcore.NetworkBackend):
    """Connects to public addresses alone. `is_private_allowed` is for tests, whose pages lie on this machine."""

    def __init__(self, until: AnswerTime, *, is_private_allowed: bool) -> None:
        self._inner, self._until, self._is_private_allowed = httpcore.SyncBackend(), until, is_private_allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as wrong:
            raise NoSuchHostError(host) from wrong
        if not self._is_private_allowed and not all(map(is_public, found)):
            raise NotAllowedError(host)
        failed: Exception = NoSuchHostError(host)
        for address in dict.fromkeys(found):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._until.left(timeout), local_address, socket_options
                )
            except httpcore.ConnectError as wrong:
                failed = wrong
            else:
                return TimedStream(stream, self._until)
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise NotAllowedError(path)


class NoSuchHostError(Exception):
    """The name of the host leads nowhere."""


class PublicTransport(httpx.HTTPTransport):
    """Of httpx, on such a network. It believes nothing that the environment says of proxies: they would look up names
    themselves."""

    def __init__(self, until: AnswerTime, *, is_private_allowed: bool) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=PublicNetwork(until, is_private_allowed=is_private_allowed),
        )
