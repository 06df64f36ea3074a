"""Where finished pages are kept: in this process, bounded in bytes, and in a cache that processes share."""

import logging
import threading
import time

from cachetools import LRUCache
from django.conf import settings
from django.core.cache import BaseCache, caches

from matcher.delivery.kept_page import KeptPage, PageKey

SHARED = "pages"
"""The name among `settings.CACHES` of the shared cache, if there is one."""
SHARED_SECONDS = 24 * 3600
REST_SECONDS = 10
log = logging.getLogger(__name__)


class OwnPages:
    """The pages asked for last, by this process. Safe to use from several threads."""

    def __init__(self, most_bytes: int) -> None:
        self._lock = threading.Lock()
        self._pages: LRUCache[PageKey, KeptPage] = LRUCache(most_bytes, getsizeof=lambda page: page.size)

    def get(self, key: PageKey) -> KeptPage | None:
        with self._lock:
            return self._pages.get(key)

    def put(self, key: PageKey, page: KeptPage) -> None:
        """A page that is larger than all the room there is, is not kept."""
        with self._lock:
            if page.size <= self._pages.maxsize:
                self._pages[key] = page

    @property
    def size(self) -> int:
        with self._lock:
            return int(self._pages.currsize)


class SharedPages:
    """Those of all processes. When it fails it is left alone for a while, and pages are made as if there was none."""

    def __init__(self, cache: BaseCache | None) -> None:
        self._cache = cache
        self._rests_until = 0.0

    @classmethod
    def of_settings(cls) -> "SharedPages":
        return cls(caches[SHARED] if SHARED in settings.CACHES else None)

    def get(self, key: PageKey) -> KeptPage | None:
        if self._cache is None or time.monotonic() < self._rests_until:
            return None
        try:
            parts = self._cache.get(key.tag)
            return KeptPage(*parts) if parts else None
        except Exception as error:  # whatever the client of whichever cache raises: it is only a cache
            self._rest(error)
            return None

    def put(self, key: PageKey, page: KeptPage) -> None:
        if self._cache is None or time.monotonic() < self._rests_until:
            return
        parts = (page.etag, dict(page.headers), page.content_type, page.body, dict(page.compressed))
        try:
            self._cache.set(key.tag, parts, SHARED_SECONDS)
        except Exception as error:  # as above
            self._rest(error)

    def _rest(self, error: Exception) -> None:
        self._rests_until = time.monotonic() + REST_SECONDS
        log.warning("The shared page cache fails and is left alone for %d seconds: %s", REST_SECONDS, error)
