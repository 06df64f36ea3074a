"""What one edition comes to, for all who show it: the ruleset, the words, and both compiled for a day.

A request takes one reference at its start (`request.site`), so that everything on its page rests on the same edition."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.utils.safestring import SafeString

from catalogue.editions.edition import Edition, Entries
from catalogue.editions.search.index import SearchIndex
from catalogue.editions.search.made import search_index
from catalogue.entries.values import Entry, OrderedEntry
from catalogue.kept import Kept
from matcher.engine.compile import Compiled
from matcher.engine.ruleset import Ruleset
from matcher.rules.ruleset import ruleset_of
from matcher.rules.words import Words, words_of

E = TypeVar("E", bound=Entry)
T = TypeVar("T")

DAYS_KEPT = 8
FRAGMENTS_KEPT = 4096


@dataclass(frozen=True)
class Site:
    """An edition with all that follows from it, each part made when it is first asked for and then kept."""

    edition: Edition
    _days: Kept[Compiled] = field(default_factory=lambda: Kept(DAYS_KEPT), compare=False, repr=False)
    fragments: Kept[SafeString] = field(default_factory=lambda: Kept(FRAGMENTS_KEPT), compare=False, repr=False)
    """Pieces of pages, by all that they are made of. Most are smaller than a kilobyte."""
    _kept: dict[Any, Kept[Any]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def ruleset(self) -> Ruleset:
        return ruleset_of(self.edition)

    @cached_property
    def words(self) -> Words:
        return words_of(self.edition)

    @cached_property
    def search(self) -> SearchIndex:
        return search_index(self.edition)

    def compiled(self, on: date) -> Compiled:
        """The ruleset on a day; that of the days asked lately is kept."""
        return self._days.of(on, lambda: Compiled(self.ruleset, on))

    def all(self, shape: type[E]) -> Entries[E]:
        """The published entries of a kind, by key."""
        return self.edition.all(shape)

    def get(self, shape: type[E], key: str) -> E | None:
        return self.edition.get(shape, key)

    def named(self, shape: type[E], keys: Iterable[str | None]) -> tuple[E, ...]:
        """The entries that are named, in the order in which lists show them; what is not public is left out."""
        found = [one for key in keys if key and (one := self.edition.get(shape, key))]
        return tuple(sorted(found, key=_place_in_lists))

    def kept(self, make: Callable[..., T], *about: Hashable, most: int = DAYS_KEPT) -> T:
        """What a function makes of this site and a few arguments (a day, a language). Of each function so many results are kept,
        those asked last."""
        results: Kept[T] = self._kept.setdefault(make, Kept(most))
        return results.of(about, lambda: make(self, *about))

    def with_ruleset(self, ruleset: Ruleset, words: Words) -> "Site":
        """The same edition, judged by another ruleset: a rule on trial."""
        other = Site(self.edition)
        other.__dict__.update(ruleset=ruleset, words=words)
        return other


def _place_in_lists(entry: Entry) -> tuple[int, str]:
    return entry.position if isinstance(entry, OrderedEntry) else 0, entry.key


def site_for(request: HttpRequest) -> Site:
    """The site that this request took at its start (`matcher.delivery.request_site`)."""
    return cast("Site", request.site)
