"""Whether an edition adds up: one check, in plain Python, for publishing, restoring, loading, exporting and starting.

Constraints guard rows, and an edition is a mixture of what was published and what is new: so it is looked at as a whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.editions.edition import Edition
from catalogue.entries.former import claimed_twice, merged_kinds, taken_sentence
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.place import PlaceEntry
from catalogue.entries.place_name import PlaceNameEntry
from catalogue.entries.values import Reference, references
from catalogue.gazetteer.gazetteer import spelling_key


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not add up in one entry, in a sentence that says what to do."""

    name: Name
    field: str
    sentence: str


CHECKS: list[Callable[[Edition], Iterator[Problem]]] = []
"""Other apps add theirs: whether conditions can be judged, whether answers are known."""


def problems(edition: Edition) -> tuple[Problem, ...]:
    """None for an edition that may go out."""
    found = [*_dangling(edition), *_one_sided(edition), *_named_twice(edition), *_claimed_twice(edition)]
    for check in CHECKS:
        found += check(edition)
    return tuple(found)


def missing(edition: Edition, name: Name) -> Iterator[tuple[Reference, Name]]:
    """What an entry must name to mean anything and does not find, with the field that names it."""
    entry = edition.entry(name)
    for named in references(entry) if entry is not None else ():
        if named.is_hard and KINDS[named.kind].in_editions:
            yield from ((named, (named.kind, key)) for key in named.keys if (named.kind, key) not in edition.stored)


def _dangling(edition: Edition) -> Iterator[Problem]:
    for name in edition.stored:
        for named, (kind, key) in missing(edition, name):
            sentence = _("%(what)s names %(kind)s “%(key)s”, which is not public: publish that too, or choose another.")
            told = {"what": "/".join(name), "kind": kind, "key": key}
            yield Problem(name, named.field, sentence % told)


def _one_sided(edition: Edition) -> Iterator[Problem]:
    places = edition.all(PlaceEntry)
    for code in places:
        for other in places[code].overlaps:
            if other in places and code not in places[other].overlaps:
                sentence = _("%(code)s overlaps with %(other)s, so %(other)s has to overlap with %(code)s too.")
                yield Problem(("place", code), "overlaps", sentence % {"code": code, "other": other})


def _claimed_twice(edition: Edition) -> Iterator[Problem]:
    for kind in merged_kinds():
        entries = edition.all(KINDS[kind].entry)
        former = [(one, key) for key, entry in entries.items() for one in getattr(entry, "former_keys", ())]
        for one, (first, second) in claimed_twice(entries, former).items():
            yield Problem((kind, second), "former_keys", taken_sentence(one, first, second))


def _named_twice(edition: Edition) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for key, entry in edition.all(PlaceNameEntry).items():
        for name in entry.names:
            other = seen.setdefault(spelling_key(name), key)
            if other != key:
                sentence = _("“%(name)s” is already listed with %(other)s: take it away there, or add the place there.")
                yield Problem(("place-name", key), "names", sentence % {"name": name, "other": other})
