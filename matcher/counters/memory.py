"""What this process counted since it last wrote, and the thread that writes it every minute.

A request adds one to a number in memory, and nothing else: what a page counts is worked out by the thread. While the database is
away all is kept, up to a limit, and tried again. A process that is killed loses what it counted since it last wrote, and as what
was written leaves the memory, nothing is written twice."""

import atexit
import logging
import os
import threading
from collections import Counter
from datetime import date

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest
from django.utils.timezone import localdate

from matcher.counters import keeping
from matcher.counters.looks import is_counted
from matcher.counters.tally import Tallied, tally
from matcher.rules.holding import held

SECONDS = 60
MOST_LOOKS = 5_000
"""So many different addresses are held between two flushes; what comes after them is not counted."""
MOST_NAMES = 50_000
"""So many different counts wait for a database that is away; the rarest go first."""
log = logging.getLogger(__name__)


class Counters:
    """One per process."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._lock, self._flushing, self._stop = threading.Lock(), threading.Lock(), threading.Event()
        self._looks: dict[tuple[str, str], int] = {}
        self._waiting: Counter[Tallied] = Counter()
        self._thread: threading.Thread | None = None

    after_fork = _begin
    """A child counts for itself; its parent writes what it had."""

    def look(self, request: HttpRequest) -> None:
        """Somebody was shown a page."""
        if not is_counted(request):
            return
        key = request.path_info, request.META.get("QUERY_STRING", "")
        with self._lock:
            if key in self._looks or len(self._looks) < MOST_LOOKS:
                self._looks[key] = self._looks.get(key, 0) + 1
            if self._thread is None and settings.COUNTERS_IN_BACKGROUND:
                self._thread = threading.Thread(target=self._run, name="counters", daemon=True)
                self._thread.start()  # at the first look, so that it lives on the right side of a fork

    def flush(self) -> bool:
        """Write what was counted. False while the database does not take it: then it is kept. Raises nothing."""
        with self._flushing:
            with self._lock:
                looks, self._looks = self._looks, {}
            on = localdate()
            for look, times in looks.items():
                self._tally(look, times, on)
            if len(self._waiting) > MOST_NAMES:
                self._waiting = Counter(dict(self._waiting.most_common(MOST_NAMES)))
            return not self._waiting or self._write(on)

    def _tally(self, look: tuple[str, str], times: int, on: date) -> None:
        try:
            self._waiting.update(tally({look: times}, held(), on))
        except Exception:
            log.exception("A page that was looked at could not be counted.")

    def _write(self, on: date) -> bool:
        try:
            keeping.keep(self._waiting, on)
        except (OperationalError, InterfaceError) as error:
            log.warning("What was counted waits for the database: %s", error)
            return False
        except Exception:
            log.exception("What was counted could not be written, and is dropped.")
            self._waiting.clear()
            return False
        self._waiting.clear()
        return True

    def _run(self) -> None:
        stop = self._stop
        while not stop.wait(SECONDS):
            self.flush()
            connection.close()

    def stop(self) -> None:
        """Write what is left, as a process that ends."""
        self._stop.set()
        if self._thread is not None:
            self.flush()
            connection.close()

    def forget(self) -> None:
        """Begin anew, as a process that starts."""
        self._stop.set()
        self._begin()


counters = Counters()
os.register_at_fork(after_in_child=counters.after_fork)
atexit.register(counters.stop)
