"""What is said of facts that are past their shelf life: when they were last checked, and to look at the source."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.shelf_life import ShelfLifeEntry
from catalogue.freshness import FactsSeen, facts_seen
from catalogue.languages import LANGUAGES
from catalogue.vocabulary import FactSubject, TimingKind
from matcher.rules.site import Site
from matcher.speech.writing import known_day

IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
ROUGHLY = ("about ", "around ")
WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def shelf_lives(site: Site) -> Mapping[FactSubject, int]:
    """In months; a subject that has none never grows old."""
    return {one.id: one.months for one in site.all(ShelfLifeEntry).values()}


def ages_told(site: Site, entry: InstrumentEntry, on: date) -> Mapping[str, str]:
    """A sentence for each subject of which the route's facts are past their shelf life, in the active language."""
    return {one.subject.value: told(one) for one in facts_seen(entry, shelf_lives(site), on) if one.is_stale}


def age_rows(site: Site, entry: InstrumentEntry, on: date) -> Iterator[tuple[str, str, str]]:
    """The same for staff: the subject, in Dutch, in English."""
    for one in facts_seen(entry, shelf_lives(site), on):
        if one.is_stale:
            sentences = []
            for language in LANGUAGES:
                with override(language):
                    sentences.append(told(one))
            yield (_("how old the facts are"), *sentences)  # type: ignore[misc]


def told(facts: FactsSeen) -> str:
    when = seen_when(facts.seen)
    match facts.subject, bool(when):
        case FactSubject.DATES, True:
            return _("These dates were last checked %(when)s: check them at the source.") % {"when": when}
        case FactSubject.DATES, False:
            return _("We do not know when these dates were last checked: check them at the source.")
        case FactSubject.AMOUNTS, True:
            return _("What it pays was last checked %(when)s: check it at the source.") % {"when": when}
        case FactSubject.AMOUNTS, False:
            return _("We do not know when the amounts were last checked: check them at the source.")
        case FactSubject.PURPOSE, True:
            return _("What this is for and who may apply was last checked %(when)s: check it at the source.") % {
                "when": when
            }
        case _:
            return _("We do not know when its purpose and applicants were last checked: check them at the source.")


@dataclass(frozen=True, slots=True)
class OldRule:
    """A time before the start by which a day is counted, past its shelf life. `seen` is when it was, "" for not known."""

    seen: str

    @property
    def in_short(self) -> str:
        if not self.seen:
            return _("when its rule was seen is not known")
        return _("rule last seen %(when)s") % {"when": seen_when(self.seen)}

    @property
    def sentence(self) -> str:
        if not self.seen:
            return _("It is counted from a rule of which we do not know when it was seen: check it at the source.")
        said = _("It is counted from a rule that was last seen %(when)s: check it at the source.")
        return said % {"when": seen_when(self.seen)}


def old_rule(site: Site, entry: InstrumentEntry, on: date) -> OldRule | None:
    """None for what is counted from no rule, or from one within its shelf life."""
    timing = entry.timing
    if timing.kind != TimingKind.ROLLING or (timing.lead_days, timing.lead_months) == (None, None):
        return None
    dates = (one for one in facts_seen(entry, shelf_lives(site), on) if one.subject == FactSubject.DATES)
    return next((OldRule(one.seen) for one in dates if one.is_stale), None)


def seen_when(seen: str) -> str:
    """As it stands in a sentence: on 21 November 2026, in March 2024, in 2022 or later, about 2016."""
    said = IN_BRACKETS.sub("", seen)
    if not said:
        return ""
    if WHOLE_DAY.fullmatch(said):
        return _("on %(day)s") % {"day": known_day(said)}
    if said.startswith(ROUGHLY):
        return known_day(said)
    return _("in %(when)s") % {"when": known_day(said)}
