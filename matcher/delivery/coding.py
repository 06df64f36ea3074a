"""Compressed bytes: which coding a browser takes, and which kinds of content are worth it.

Only what is public is compressed: beside a secret, the length of what is compressed tells what the secret is (BREACH)."""

import gzip
from functools import lru_cache

import brotli

SMALLEST = 200
"""Bytes below which compressing gains nothing."""
KINDS = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")
CODINGS = ("br", "gzip")
"""The best one first."""
LONGEST_HEADER = 200


def is_compressible(content_type: str, size: int) -> bool:
    return size >= SMALLEST and content_type.startswith(KINDS)


def compress(body: bytes, coding: str) -> bytes:
    return brotli.compress(body, quality=4) if coding == "br" else gzip.compress(body, compresslevel=4, mtime=0)


def coding_for(accept_encoding: str) -> str:
    """The best coding that an Accept-Encoding header takes; "" for bytes as they are."""
    return _coding_for(accept_encoding) if 0 < len(accept_encoding) <= LONGEST_HEADER else ""


@lru_cache(maxsize=512)
def _coding_for(accept_encoding: str) -> str:
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    for coding in CODINGS:
        if weights.get(coding, weights.get("*", 0)) > 0:
            return coding
    return ""


def _weight(parameters: str) -> float:
    """1 where none is given, 0 where it can't be read: then nothing is compressed."""
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1
    try:
        return float(value)
    except ValueError:
        return 0
