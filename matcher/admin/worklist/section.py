"""What a section of the work list is made of: its rows, what can be done about each, and what all sections look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from catalogue.editions.edition import Edition
from catalogue.editions.working import Waiting, waiting, working_edition
from catalogue.entries.kinds import KINDS, Name
from catalogue.languages import Label
from matcher.models import Assignment, StaffComment
from matcher.rules.holding import latest, site_of
from matcher.rules.site import Site
from matcher.upkeep.personas_met import PersonasMet, personas_met
from matcher.upkeep.saving import SEEN_LENGTH

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def edit_page(kind: str, key: str, part: str = "") -> str:
    """The page on which staff edit an entry, by its key; `part` is the list of lines on it that it is about."""
    return reverse("worklist-edit", args=[kind, key]) + (f"#{part}-group" if part else "")


T = TypeVar("T")
SEPARATOR = " "
"""Between the parts of what a button or a tick box sends; none of them has one."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What a row is about, as a form sends it: a kind and a key, which part of it ("-" is none), and how it read on the page.

    An entry that somebody changed meanwhile is told by that."""

    kind: str
    key: str
    part: str = "-"
    seen: str = "-"

    def __str__(self) -> str:
        return SEPARATOR.join((self.kind, quote(self.key, safe="/"), self.part, self.seen))

    @property
    def name(self) -> Name:
        return self.kind, self.key


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button, which does `do` (a name in `acts.ACTS`) to the row; or a link, where that is ""."""

    label: str
    do: str = ""
    href: str = ""
    is_main: bool = False
    is_outside: bool = False
    """It leads to another site, or into a mail."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing to do. `pick` is what its buttons send; `name` the entry that it is about, where it is about one."""

    title: str
    href: str
    note: str = ""
    day: str = ""
    day_note: str = ""
    acts: tuple[RowAct, ...] = ()
    pick: Pick | None = None
    name: Name | None = None
    can_be_ticked: bool = True
    lang: str = ""

    @property
    def searched(self) -> str:
        return f"{self.title} {self.note} {self.day} {self.day_note}".casefold()


class LazyRows(Sequence[WorkRow]):
    """Rows that are made when they are shown: most are only counted."""

    def __init__(self, found: Sequence[T], make: Callable[[T], WorkRow]) -> None:
        self._found: Sequence[Any] = found
        self._make: Callable[[Any], WorkRow] = make

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return LazyRows(self._found[place], self._make)
        return self._make(self._found[place])


@dataclass(frozen=True)
class Desk:
    """What a section looks at: the working state on a day, and who asks. Each part is read or worked out once per page."""

    user: "User"
    on: date
    origin: str
    """The address of the site, for a mail."""

    @classmethod
    def of(cls, request: HttpRequest) -> "Desk":
        return cls(request.user, localdate(), request.build_absolute_uri("/").rstrip("/"))  # type: ignore[arg-type]

    @cached_property
    def published(self) -> Edition:
        return latest()

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        return waiting(self.published)

    @cached_property
    def site(self) -> Site:
        """The working state."""
        return site_of(working_edition(self.published, self.waiting))

    @cached_property
    def met(self) -> PersonasMet:
        return personas_met(self.site)

    def may(self, permission: str) -> bool:
        return bool(self.user.has_perm(permission))

    def may_edit(self, kind: str) -> bool:
        opts = KINDS[kind].model._meta
        return self.may(f"{opts.app_label}.change_{opts.model_name}")

    def pick(self, kind: str, key: str, part: str = "-") -> Pick:
        """With how the entry reads."""
        stored = self.site.edition.stored.get((kind, key))
        return Pick(kind, key, part, stored.digest_now[:SEEN_LENGTH] if stored else "-")

    # --- How staff divide the work ---

    @cached_property
    def assigned(self) -> Mapping[Name, Assignment]:
        return {(one.kind, one.key): one for one in Assignment.objects.latest_of_each() if one.to_id is not None}

    @cached_property
    def comments(self) -> Mapping[Name, int]:
        """How many there are about each thing."""
        counted = StaffComment.objects.order_by().values_list("kind", "key").annotate(n=Count("pk"))
        return {(kind, key): n for kind, key, n in counted}

    @cached_property
    def asked(self) -> Sequence[StaffComment]:
        """What is said about things of which somebody was asked to look, the oldest first."""
        asked = StaffComment.objects.filter(asks_to_look=True, kind=OuterRef("kind"), key=OuterRef("key"))
        return list(StaffComment.objects.filter(Exists(asked)).order_by("pk"))


@dataclass(frozen=True)
class WorkSection:
    """A section; its rows in the order in which they are to be done."""

    slug: str
    title: Label
    short: Label
    """As it stands after its count, on top of the page."""
    what: Label
    when: Label
    """The headings of its columns."""
    rows: Callable[[Desk], Sequence[WorkRow]]
    few: int = 4
    """So many stand on the home page."""
    bulk: tuple[str, ...] = ()
    """What can be done to all rows that are ticked, by the names of `acts.ACTS`."""
    note: Callable[[Desk, Sequence[WorkRow]], str] = field(default=lambda _desk, _rows: "")
    """A line above the rows, "" for none."""
    links: Callable[[Desk, Sequence[WorkRow]], Sequence[RowAct]] = field(default=lambda _desk, _rows: ())
    """What can be done about all of it."""
    help: Label = ""
    """What the section is, for who has not seen it before."""
