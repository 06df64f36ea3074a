"""From which network address a request came. The only place that reads it: limits, locks, logs and sessions ask here.

Anybody may write an X-Forwarded-For header. It is believed only where the settings say that proxies stand in front, only from a
peer that can be one of them, and only as far back as there are proxies: what stands before that was written by the visitor."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

DIRECT = "REMOTE_ADDR"
NETWORK_BITS = {4: 32, 6: 64}
"""Of an address, by its version: what one visitor has. Who has one of version 6 has all of its /64."""
TOLD_BITS = {4: 24, 6: 48}
"""What a log keeps of it: where about, not who."""


def client_address(request: HttpRequest) -> str:
    """As the last proxy of ours that is not the first saw it; "" where there is none, as on a socket without a proxy."""
    peer = str(request.META.get(DIRECT, ""))
    if is_behind_proxy(request):
        told = str(request.META.get(settings.CLIENT_ADDRESS_FROM, "")).split(",")
        if len(told) >= settings.PROXIES and (address := known(told[-settings.PROXIES])):
            return address
    return known(peer)


def is_behind_proxy(request: HttpRequest) -> bool:
    """Whether what the request says of itself was written by a proxy of ours."""
    peer = str(request.META.get(DIRECT, ""))
    return settings.CLIENT_ADDRESS_FROM != DIRECT and may_be_proxy(peer, tuple(settings.PROXY_NETWORKS))


@lru_cache(maxsize=64)
def may_be_proxy(peer: str, networks: tuple[str, ...]) -> bool:
    """A peer without an address came over a socket of this machine."""
    address = known(peer)
    return not peer or (bool(address) and any(ip_address(address) in ip_network(one) for one in networks))


def known(text: str) -> str:
    """The address in its one spelling; "" for what is none.

    >>> known(" 2001:DB8::0001 "), known("::ffff:192.0.2.1"), known("::::")
    ('2001:db8::1', '192.0.2.1', '')
    """
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def visitor(request: HttpRequest) -> str:
    """Whom limits count as one: an address, or in version 6 the network that one household or office has."""
    return network(client_address(request), NETWORK_BITS)


def whereabouts(request: HttpRequest) -> str:
    """The address cut short, for a log."""
    return network(client_address(request), TOLD_BITS)


def network(address: str, bits: dict[int, int]) -> str:
    """
    >>> network("192.0.2.77", TOLD_BITS), network("2001:db8:1:2:3::4", NETWORK_BITS), network("", TOLD_BITS)
    ('192.0.2.0', '2001:db8:1:2::', '')
    """
    return _network(address, tuple(bits.items()))


@lru_cache(maxsize=1024)
def _network(address: str, bits: tuple[tuple[int, int], ...]) -> str:
    if not address:
        return ""
    known_as = ip_address(address)
    around: IPv4Network | IPv6Network = ip_network(f"{address}/{dict(bits)[known_as.version]}", strict=False)
    return str(around.network_address)
