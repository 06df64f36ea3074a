"""Which code makes the pages: another release makes other bytes of the same edition, so nothing of before may be taken for it."""

import hashlib
from functools import cache
from pathlib import Path

import django
from django.conf import settings

ROOMS = ("catalogue", "config", "matcher", "templates")
KINDS = (".py", ".html", ".txt", ".mo", ".json")


@cache
def release() -> str:
    """A digest of code, templates, translations and the names of the static files; the same in every process that runs them."""
    digest = hashlib.blake2b(django.get_version().encode(), digest_size=16)
    rooms = [Path(settings.BASE_DIR) / room for room in ROOMS]
    files = sorted(path for room in rooms for path in room.rglob("*") if path.suffix in KINDS)
    beside = [Path(settings.BASE_DIR) / "requirements.lock", Path(settings.STATIC_ROOT) / "staticfiles.json"]
    for path in [*files, *(path for path in beside if path.is_file())]:
        digest.update(str(path.name).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
