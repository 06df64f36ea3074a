"""What one click does to an entry: each gives the entry as it is to be, or None where there is nothing to do."""

from collections.abc import Iterable
from datetime import date

from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.timing import RoundEntry
from catalogue.entries.values import Entry
from catalogue.freshness import SUBJECTS, day_in
from catalogue.vocabulary import FactSubject, State, TimingKind
from matcher.engine.chances import Chance, chances_from
from matcher.engine.due import Certainty
from matcher.rules.timing import timing_of


def checked(entry: Entry, part: str, on: date) -> Entry | None:
    """Somebody read the source today, and the facts about a subject (of an organisation: the contact at a place in its list, from
    0) still stand there. It says so of the one source that the list shows."""
    today = on.isoformat()
    if isinstance(entry, InstrumentEntry):
        source = source_about(entry, FactSubject(part))
        if source is None or source.seen == today:
            return None
        return entry.model_copy(update={"sources": _seen_today(entry.sources, source, today)})
    if isinstance(entry, OrganisationEntry):
        place = int(part)
        if place >= len(entry.contacts) or entry.contacts[place].seen == today:
            return None
        contacts = list(entry.contacts)
        contacts[place] = contacts[place].model_copy(update={"seen": today})
        return entry.model_copy(update={"contacts": contacts})
    return None


def source_about(entry: InstrumentEntry, subject: FactSubject) -> RouteSourceEntry | None:
    """The source that facts about a subject rest on: of those that bear them out, the one that can be opened and was seen last.
    What the route is for rests on what says that it is there where nothing says more, as in `catalogue.freshness.seen_for`."""
    found = [one for one in entry.sources if SUBJECTS[subject].intersection(one.about)]
    if not found and subject == FactSubject.PURPOSE:
        found = [one for one in entry.sources if "existence" in one.about]
    return max(found, key=lambda one: (bool(one.url), day_in(one.seen)), default=None)


def _seen_today(sources: Iterable[RouteSourceEntry], source: RouteSourceEntry, today: str) -> list[RouteSourceEntry]:
    return [one.model_copy(update={"seen": today}) if one == source else one for one in sources]


def closed(entry: InstrumentEntry, on: date) -> InstrumentEntry | None:
    if entry.status.state in (State.CLOSED, State.ENDED):
        return None
    return _in_state(entry, State.CLOSED, on)


def reopened(entry: InstrumentEntry, on: date) -> InstrumentEntry | None:
    """Open where one may always apply; else it comes back, and its days say when."""
    if entry.status.state not in (State.CLOSED, State.ENDED):
        return None
    is_dated = bool(entry.timing.windows or entry.rounds) or entry.timing.kind == TimingKind.CALL
    return _in_state(entry, State.RECURRING if is_dated else State.OPEN, on)


def _in_state(entry: InstrumentEntry, state: State, on: date) -> InstrumentEntry:
    status = entry.status.model_copy(update={"state": state, "as_of": on.isoformat()})
    return entry.model_copy(update={"status": status})


def next_usual(entry: InstrumentEntry, on: date) -> Chance | None:
    """The round that closes next, where its day is only usual."""
    chances = sorted(chances_from(timing_of(entry), on), key=lambda one: one.closes)
    return chances[0] if chances and chances[0].certainty is Certainty.USUAL else None


def confirmed(entry: InstrumentEntry, on: date) -> InstrumentEntry | None:
    """With the day that closes next announced, and the source of its dates seen today. None where the day is no usual
    one, or where no source says when to apply: who confirms it then has to say where it stands.

    A dated round replaces the yearly pattern of its year, so the other days of that pattern are written too, as usual ones."""
    usual, source = next_usual(entry, on), source_about(entry, FactSubject.DATES)
    if usual is None or source is None:
        return None
    day = usual.closes.isoformat()
    rounds = list(entry.rounds)
    place = next((place for place, one in enumerate(rounds) if one.closes == day and not one.is_announced), None)
    if place is not None:
        rounds[place] = rounds[place].model_copy(update={"is_announced": True})
    else:
        of_the_year = [
            one
            for one in chances_from(timing_of(entry), on)
            if one.closes.year == usual.closes.year and one.certainty is Certainty.USUAL
        ]
        rounds += [_round_of(one, is_announced=one == usual) for one in sorted(of_the_year, key=lambda one: one.closes)]
    sources = _seen_today(entry.sources, source, on.isoformat())
    return entry.model_copy(update={"rounds": rounds, "sources": sources})


def _round_of(one: Chance, *, is_announced: bool) -> RoundEntry:
    starts = one.sure
    return RoundEntry(
        closes=one.closes.isoformat(),
        closes_at=one.at,
        is_announced=is_announced,
        starts_from=starts.since.isoformat() if starts else "",
        starts_until=starts.until.isoformat() if starts and starts.until else "",
    )


def settled(entry: Entry, part: str) -> Entry | None:
    """Without the doubt at a place in its list, from 0."""
    doubts, place = list(getattr(entry, "doubts", [])), int(part)
    if place >= len(doubts):
        return None
    del doubts[place]
    return entry.model_copy(update={"doubts": doubts})
