"""Who applies for somebody else, and for whom."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.answers import APPLICANT
from matcher.rules.words import Words
from matcher.speech.writing import one_of


class ThroughTold(NamedTuple):
    whom: str
    """The applicants, as one text."""
    reason: str


def through_told(entry: InstrumentEntry, words: Words) -> tuple[ThroughTold, ...]:
    """A line per reason, in the order of the entry, in the active language."""
    whom: dict[str, list[str]] = {}
    for one in entry.through:
        named = whom.setdefault(str(one.reason), [])
        label = words.option(APPLICANT, one.applicant)
        if one.home:
            label = _("%(applicant)s, established in %(place)s") % {"applicant": label, "place": words.place(one.home)}
        if label not in named:
            named.append(label)
    return tuple(ThroughTold(one_of(names), reason) for reason, names in whom.items())
