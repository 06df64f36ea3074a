"""The edition that this process holds, and how it follows what is published.

No request asks the database which edition is in force, and none builds one: a thread per process does, on a connection of its
own. It is started at the first request, so that it lives on the right side of a fork. Where a setting says so (in tests), the
database is asked at the start of each request instead."""

import gc
import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.timezone import localdate, now

from catalogue.editions.edition import EMPTY, Edition
from catalogue.editions.problems import problems
from catalogue.editions.store import latest_mark, read_file, read_latest, write_file
from catalogue.editions.working import working_edition
from catalogue.kept import Kept
from matcher.rules.site import Site

log = logging.getLogger(__name__)
DATABASE_AWAY = (DatabaseError, InterfaceError)


@dataclass(slots=True)
class Holder:
    """One per process. `site` is swapped at once: who took the old one goes on with it."""

    site: Site | None = None
    taken_at: datetime | None = None
    """When it was taken over."""
    asked_at: datetime | None = None
    """When the database last said which edition is in force."""
    failed: str = ""
    """Why the newest edition could not be taken over; "" while it could."""
    _mark: tuple[int, str] | None = None
    """Number and digest of what is held, as the database tells them; None for what came from a file."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _ahead: threading.Thread | None = None
    """Makes what is worth having once an edition is shown, while this one goes on following."""
    _made_for: Site | None = None
    _settled_for: Site | None = None

    def held(self) -> Site:
        """The site for this request."""
        if settings.EDITION_POLL_SECONDS is None:
            self.follow()
        elif self.site is None or self._thread is None:
            self._start()
        assert self.site is not None
        return self.site

    def follow(self) -> None:
        """Look whether another edition is in force, and take it over. Raises nothing: the old one is kept."""
        with self._lock:
            try:
                mark = latest_mark()
                self.asked_at = now()
                if self.site is None or self._mark != mark:
                    self._take_over(read_latest(self.site.edition if self.site else EMPTY))
                    self._mark = mark
                self.failed = ""
            except DATABASE_AWAY as error:
                self.failed = f"{type(error).__name__}: {error}".strip()
                self._from_disk()
            except Exception as error:
                log.exception("The newest edition could not be taken over; the old one is kept.")
                self.failed = f"{type(error).__name__}: {error}".strip()
                self._from_disk()

    def _take_over(self, edition: Edition) -> None:
        """Swap only when all that every page needs is there. Raises ValueError for an edition that does not add up, while another
        is held."""
        if (found := problems(edition)) and self.site is not None:
            raise ValueError(" ".join(problem.sentence for problem in found))
        site = Site(edition)
        site.compiled(localdate())
        for warm in WARM:
            warm(site)
        self.site, self.taken_at = site, now()
        if (path := edition_file()) and edition.number:
            with suppress(OSError):
                write_file(edition, path)

    def _from_disk(self) -> None:
        if self.site is None:
            path = edition_file()
            edition = read_file(path) if path else None
            self.site, self.taken_at = Site(edition or EMPTY), now()

    def _start(self) -> None:
        if self.site is None:
            self.follow()
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="edition", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(settings.EDITION_POLL_SECONDS):
            close_old_connections()
            self.follow()
            if self.failed:
                connection.close()
            elif self.site is not None:
                self.site.compiled(localdate())  # of a day that has just begun, before somebody waits for it
                self._settle(self.site)
                self._make_ahead(self.site)

    def _settle(self, site: Site) -> None:
        """Take what was made of an edition out of the garbage collector's sight, once. To look through it all stops every request
        of the process, for a sixth of a second with 254 routes; what the edition before left is let go first."""
        if self._settled_for is not site:
            self._settled_for = site
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _make_ahead(self, site: Site) -> None:
        """Begin with what `AHEAD` makes of an edition, once; the next edition waits until the last one is done."""
        if self._made_for is not site and (self._ahead is None or not self._ahead.is_alive()):
            self._made_for = site
            self._ahead = threading.Thread(target=make_ahead, args=(site,), name="ahead", daemon=True)
            self._ahead.start()

    def stop(self) -> None:
        """Follow no longer; the next request starts it again."""
        thread = self._thread
        self._stop.set()
        if thread is not None and thread.is_alive():
            thread.join()
        self._thread, self._stop = None, threading.Event()

    def hold(self, site: Site) -> None:
        """Begin with a site that is there already."""
        number = site.edition.number
        self.site, self._mark = site, (number, site.edition.digest if number else "")

    def forget(self) -> None:
        """Begin anew, as a process that starts."""
        self.site = self.taken_at = self.asked_at = self._mark = None
        self.failed = ""

    def after_fork(self) -> None:
        """A child has the edition of its parent, and none of its threads."""
        self._lock, self._thread, self._stop = threading.Lock(), None, threading.Event()
        self._ahead = self._made_for = self._settled_for = None


WARMED_BY = "overzet"
"""A word that nothing is called: all of an index is made to look for it."""
WARM: list[Callable[[Site], object]] = [lambda site: site.search.find_all(WARMED_BY)]
"""What pages add that must be ready before an edition is shown: indexes, facets."""

AHEAD: list[Callable[[Site], object]] = []
"""What others add that takes long and for which no visitor waits: it is made after an edition is shown, in a thread of its own,
and leaves the processor to requests every now and then."""


def make_ahead(site: Site) -> None:
    """Raises nothing: who asks for it makes it then."""
    try:
        for make in AHEAD:
            make(site)
    except Exception:
        log.exception("What is made ahead of an edition could not be made.")
    finally:
        connection.close()


holder = Holder()
os.register_at_fork(after_in_child=holder.after_fork)


def held() -> Site:
    """The site that this process holds."""
    return holder.held()


def site_of(edition: Edition) -> Site:
    """What another edition than the one in force comes to; that of the working state is kept while nobody saves."""
    held_now = holder.site
    if held_now is not None and held_now.edition.digest == edition.digest:
        return held_now
    return _sites.of(edition.digest, lambda: Site(edition))


_sites: Kept[Site] = Kept(3)
"""The few other editions that staff look at."""


def latest() -> Edition:
    """The edition in force just now; read only where this process does not hold it yet."""
    edition = held().edition
    if settings.EDITION_POLL_SECONDS is None:  # it was asked just now
        return edition
    mark = edition.number, edition.digest if edition.number else ""
    return edition if latest_mark() == mark else read_latest(edition)


def working_site() -> Site:
    """What the public would see if all that waits were published."""
    return site_of(working_edition(latest()))


def edition_file() -> Path | None:
    """Where the copy lies from which a process starts while the database does not answer; None for none."""
    return Path(settings.EDITION_FILE) if settings.EDITION_FILE else None
