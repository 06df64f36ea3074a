"""Days to submit by, as a file that every calendar reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

NOTICE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Submission:
    """One day to submit by. `uid` stays the same when the file is made again, so that a calendar replaces what it has."""

    uid: str
    title: str
    closes: date
    about: str
    address: str
    is_expected: bool = False


def calendar_file(name: str, submissions: Iterable[Submission], on: date, notes: Iterable[str] = ()) -> bytes:
    """All-day events with a reminder two weeks before. `on` is the day of which the file tells, `notes` what of the question
    was not understood."""
    calendar = Calendar()
    calendar.add("prodid", "-//Overzet//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    if told := one_line(" ".join(notes)):
        calendar.add("x-wr-caldesc", vText(told))
    stamp = datetime.combine(on, time(), UTC)
    for one in submissions:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", one.closes)
        event.add("summary", one.title)
        event.add("description", one.about)
        event.add("url", one.address)
        event.add("transp", "TRANSPARENT")
        event.add("status", "TENTATIVE" if one.is_expected else "CONFIRMED")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", -NOTICE)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def one_line(text: str) -> str:
    """Without line ends and other control characters, which an address can carry into a note."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
