"""Days to submit by, as a file that every calendar reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

NOTICE = timedelta(days=14)
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, slots=True)
class Submission:
    """One day to submit by. `uid` stays the same when the file is made again, whatever moves, so that a calendar replaces what it
    has; `sequence` rises, and `modified` is later, when something did."""

    uid: str
    title: str
    closes: date
    about: str
    address: str
    is_expected: bool = False
    at: str = ""
    """Until which hour of that day, in Brussels; "" is the whole day."""
    sequence: int = 0
    modified: date | None = None
    is_cancelled: bool = False

    @property
    def status(self) -> str:
        if self.is_cancelled:
            return "CANCELLED"
        return "TENTATIVE" if self.is_expected else "CONFIRMED"

    @property
    def starts(self) -> date | datetime:
        """The day, or its last moment where the hour is known."""
        return datetime.combine(self.closes, time.fromisoformat(self.at), BRUSSELS) if self.at else self.closes


def calendar_file(name: str, submissions: Iterable[Submission], on: date, notes: Iterable[str] = ()) -> bytes:
    """Days, or moments where the hour is known, with a reminder two weeks before. `on` is the day of which the file tells,
    `notes` what of the question was not understood."""
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
        event.add("dtstart", one.starts)
        event.add("sequence", one.sequence)
        if one.modified is not None:
            event.add("last-modified", datetime.combine(one.modified, time(), UTC))
        event.add("summary", one.title)
        event.add("description", one.about)
        event.add("url", one.address)
        event.add("transp", "TRANSPARENT")
        event.add("status", one.status)
        if not one.is_cancelled:
            event.add_component(reminder(one.title))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    if not calendar.subcomponents:  # RFC 5545, 3.6: a calendar has one component at least
        calendar.add_component(Timezone.from_tzid(BRUSSELS.key, last_date=date(on.year + 1, 1, 1)))
    return bytes(calendar.to_ical())


def reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -NOTICE)
    return alarm


def one_line(text: str) -> str:
    """Without line ends and other control characters, which an address can carry into a note."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
