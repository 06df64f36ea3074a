"""The one reader of query strings: a page declares its parameters (`matcher.answers.parameters`), and gets what an address says.

Nothing in a query string is an error that stops a page. What is not understood is left out and told in a `Note`, with the nearest
that is known; what was typed stays at hand (`Query.typed`), so that a box can keep it. No request and no database: names to lists
of texts come in, and the names of choices as mappings."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from matcher.answers.notes import LONGEST, Note, Telling, most_like, note
from matcher.answers.parameters.parameter import MOST_VALUES, Parameter, Understood

LONGEST_VALUE = 2_000


@dataclass(frozen=True, slots=True)
class Query:
    """What an address says of the parameters of a page."""

    parameters: tuple[Parameter, ...] = ()
    values: Mapping[str, Understood] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What was not understood, by name."""
    notes: tuple[Note, ...] = ()

    def choice(self, name: str) -> str:
        """The one that was chosen, "" for none."""
        return next(iter(self.many(name)), "")

    def many(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def page(self, name: str, last: int) -> tuple[int, tuple[Note, ...]]:
        """The page to show of a list of so many, and a note where another was asked for than there is."""
        given = self.number(name)
        typed = next(iter(self.typed.get(name, ())), "") if given is None else str(given)
        number = min(max(given or 1, 1), last)
        if not typed or number == given:
            return number, ()
        message = _("There is no page “%(given)s” of %(count)d. This is page %(number)d.")
        values = {"given": typed[:LONGEST], "count": last, "number": number}
        return number, (note(name, typed, message % values),)

    def shown(self, name: str) -> str:
        """What a box shows: what was understood, or else what was typed."""
        if name in self.values:
            return next(iter(texts(self.values[name])), "")
        return next(iter(self.typed.get(name, ())), "")

    def pairs(self, *, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """What was understood, in the order of the parameters."""
        return [
            (one.name, text)
            for one in self.parameters
            if one.name in self.values and one.name not in without
            for text in texts(self.values[one.name])
        ]

    def settled(self, query: str) -> str:
        """A query string with each day and number as it was understood ("morgen", "1 week", "1.500"), so that it says the same to
        whoever is handed it, on whatever day; all else of it, and what was not understood, as it stands."""
        given = parse_qsl(query, keep_blank_values=True)
        counted = Counter(name for name, _text in given)
        pairs = [(name, self._settled(name, text) if counted[name] == 1 else text) for name, text in given]
        return query if pairs == given else urlencode(pairs)

    def _settled(self, name: str, text: str) -> str:
        value = self.values.get(name)
        return texts(value)[0] if isinstance(value, date | int) else text

    def address(self, *, without: Collection[str] = (), more: Iterable[tuple[str, str]] = ()) -> str:
        """The query string of what was understood, without "?"; so that one state has one address."""
        return urlencode([*self.pairs(without=without), *more])


def texts(value: Understood | frozenset[str]) -> list[str]:
    """A value as it stands in an address."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [*value]
    return [value.isoformat() if isinstance(value, date) else str(value)]


def read(
    given: Mapping[str, Sequence[str]],
    parameters: Iterable[Parameter],
    *,
    beside: Collection[str] = (),
    on: date | None = None,
) -> Query:
    """What a query string (names to lists of values) says. `beside` are names that somebody else reads. `on`: the day from which
    days without a year count; None: they are not understood."""
    declared = tuple(parameters)
    telling = Telling(on)
    values: dict[str, Understood] = {}
    for one in declared:
        some = given_once(one.name, given[one.name], telling) if one.name in given else ()
        value = one.read(some, telling) if some else None
        if value is not None:
            values[one.name] = value
    known = {*(one.name for one in declared), *beside}
    for name in given:
        if name not in known:
            telling.tell(clean(name), "", not_a_name(clean(name), known) if telling.has_room else "")
    return Query(declared, MappingProxyType(values), MappingProxyType(telling.typed), telling.told())


def given_once(name: str, given: Sequence[str], telling: Telling) -> list[str]:
    """The texts that are not blank, each once; told where there are more than anybody means."""
    some = [text for text in given if text.strip()]
    if len(some) > MOST_VALUES:
        message = _("“%(name)s” occurs %(count)d times in the address: we read the first %(most)d.")
        names = {"name": name, "count": len(some), "most": MOST_VALUES}
        telling.tell(name, clean(some[MOST_VALUES]), message % names)
    return [text for text in dict.fromkeys(map(clean, islice(some, MOST_VALUES))) if text]


def clean(text: str) -> str:
    """Without what no database, address or page can hold: NUL, and halves of characters. What is very long is cut."""
    return text[:LONGEST_VALUE].replace("\x00", "").encode(errors="replace").decode().strip()


def not_a_name(given: str, known: Collection[str]) -> str:
    near = most_like(given[:LONGEST], known)
    values = {"name": given[:LONGEST], "near": near or ""}
    if near is not None:
        return _("We do not know “%(name)s” in the address. Did you mean “%(near)s”?") % values
    return _("We do not know “%(name)s” in the address. We left it out.") % values
