"""What is said of rounds: whether one serves a start, for which starts it is, and when a closed route comes back.

`day` writes a date, as with `matcher.speech.naming.Namer`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from matcher.engine.availability import Availability, Returns, availability, returns
from matcher.engine.days import MonthDay
from matcher.engine.due import Certainty, Due
from matcher.engine.timing import Season, Starts, State, Timing
from matcher.speech.writing import known_day, long_date

Say = Callable[[date], str]


A_REFERENCE = re.compile(r"[0-9][0-9 ,()/-]*|[A-Z0-9]+([-/ ][A-Z0-9]+)+( \([0-9, ]+\))?")
NTH_OF_A_YEAR = re.compile(r"(?<=[0-9]{4})(, | \()([0-9])\)$")


def round_named(code: str) -> str:
    """What a funder calls a round; what is a number, a year or a reference alone is said to be that of a call.

    2023: Call 2023; 2024 (2): Call 2024, round 2; EAC/A12/2025 (2026, 1): Call EAC/A12/2025 (2026, round 1)."""
    if not A_REFERENCE.fullmatch(code):
        return code
    if nth := NTH_OF_A_YEAR.search(code):
        told = _("round %(number)s") % {"number": nth[2]}
        is_within = nth[1] == ", "
        code = f"{code[: nth.start()]}, {told}" + (")" if is_within else "")
    return _("Call %(number)s") % {"number": code}


def usually(last_seen: str) -> str:
    """Of a day that only follows from a pattern. `last_seen` is the year, "" for not known."""
    if not last_seen:
        return _("It usually closes on this day. It has not been announced.")
    return _("It usually closes on this day, last seen in %(year)s. It has not been announced.") % {"year": last_seen}


def in_time(found: Due, day: Say) -> str:
    """That a start is in time for a round, and how sure its day is."""
    if found.submit_by is None:
        return _("You are in time for this start.")
    said = {"day": day(found.submit_by), "year": found.last_seen}
    if found.certainty is not Certainty.USUAL:
        return _("You are in time: submit by %(day)s.") % said
    if not found.last_seen:
        return _("You are in time if it closes as usual, on %(day)s. That day has not been announced.") % said
    return (
        _("You are in time if it closes as usual, on %(day)s, last seen in %(year)s. That day has not been announced.")
        % said
    )


def returning(found: Returns, day: Say) -> str:
    """When something that is closed comes back."""
    if found.closes is None and found.last_seen and not found.had_round:
        return _(
            "Closed now, as far as we know. We last saw that it ran in %(year)s; whether it comes back is not known."
        ) % {"year": found.last_seen}
    if found.closes is None and found.last_seen:
        return _("Closed now. The last round closed in %(year)s; whether it comes back is not known.") % {
            "year": found.last_seen
        }
    if found.closes is None:
        return _("Closed now. Whether and when it comes back is not known.")
    if found.last_seen:
        return _("Closed now. If it comes back as it was, it closes around %(day)s; last seen in %(year)s.") % {
            "day": day(found.closes),
            "year": found.last_seen,
        }
    return _("Closed now. It usually closes on %(day)s.") % {"day": day(found.closes)}


LONG_AGO = 4
"""How many years after the last sight of what comes back regularly nobody may count on it."""


def coming_back(found: Returns, on: date) -> str:
    """What is known of when something that is expected comes back."""
    if found.last_seen[:4].isdigit() and int(found.last_seen[:4]) <= on.year - LONG_AGO:
        if found.had_round:
            said = _("The last round that we know closed in %(year)s. Whether it still comes back is not known.")
        else:
            said = _("We last saw that it ran in %(year)s. Whether it still comes back is not known.")
        return said % {"year": found.last_seen}
    if not found.last_seen:
        return _("Its source says that it comes back; we know no day. When it last ran is not known.")
    if found.had_round:
        said = _("It comes back, but we know no day. The last round closed in %(year)s.")
    else:
        said = _("It comes back, but we know no day. We last saw that it ran in %(year)s.")
    return said % {"year": found.last_seen}


def how_it_stands(timing: Timing, on: date, day: Say) -> str:
    """Of what is closed or expected, when it comes back; "" for what is open or opens on a day that is known."""
    standing = availability(timing, on)
    if standing is Availability.EXPECTED:
        return coming_back(returns(timing, on), on)
    if standing is not Availability.CLOSED:
        return ""
    return _("This route has ended.") if timing.state is State.ENDED else returning(returns(timing, on), day)


def said_before(timing: Timing, on: date, as_of: str) -> str:
    """What a source said once of a route that is closed now, where that is something else; "" elsewhere. `as_of` is when."""
    if availability(timing, on) is not Availability.CLOSED or timing.state not in SAID_BEFORE:
        return ""
    dated, undated = SAID_BEFORE[timing.state]
    return _(dated) % {"when": known_day(as_of)} if as_of else _(undated)


SAID_BEFORE = {
    State.RECURRING: (
        gettext_noop("In %(when)s a source said that it comes back regularly."),
        gettext_noop("A source said once that it comes back regularly."),
    ),
    State.EXPECTED: (
        gettext_noop("In %(when)s a source said that it was to come back."),
        gettext_noop("A source said once that it was to come back."),
    ),
    State.OPEN: (
        gettext_noop("In %(when)s a source said that it was open."),
        gettext_noop("A source said once that it was open."),
    ),
}


def round_unsure(found: Due, lead: timedelta | None, left: timedelta, day: Say) -> str:
    """Why it is not known whether a round serves the start that was given. `lead` is how long before a start the rounds close of
    which the day is known, `left` how long it is until this one."""
    if found.submit_by is None and lead is not None and left < lead:
        weeks = lead // timedelta(weeks=1)
        return ngettext(
            "The rounds of which the day is known close at least %(n)d week before the start. There are others, but for this"
            " start they are probably too late: ask.",
            "The rounds of which the day is known close at least %(n)d weeks before the start. There are others, but for this"
            " start they are probably too late: ask.",
            weeks,
        ) % {"n": weeks}
    if found.submit_by is None:
        return _(
            "There are more rounds than those of which a day is known: whether one serves this start is not known."
        )
    return _("A round closes on %(day)s. For which starts it is, is not known.") % {"day": day(found.submit_by)}


def too_late(possible: Starts | None, day: Say) -> str:
    if possible is None:
        return _("No round serves this start.")
    if possible.until is None:
        return _("Too late for this start: what begins before %(day)s is no longer possible.") % {
            "day": day(possible.since)
        }
    if possible.since == possible.until:
        return _("No known round that is still open serves this start: the nearest is for a start on %(day)s.") % {
            "day": day(possible.since)
        }
    return _(
        "No known round that is still open serves this start: the nearest is for a start from %(since)s to %(until)s."
    ) % {
        "since": day(possible.since),
        "until": day(possible.until),
    }


def starts(possible: Starts, day: Say) -> str:
    if possible.until is None:
        return _("start on or after %(since)s") % {"since": day(possible.since)}
    if possible.since == possible.until:
        return _("start on %(day)s") % {"day": day(possible.since)}
    return _("start between %(since)s and %(until)s") % {
        "since": day(possible.since),
        "until": day(possible.until),
    }


def season_of_starts(season: Season) -> str:
    """In which part of every year it begins."""
    if season.is_one_day:
        return _("It starts every year on %(day)s.") % {"day": day_of_year(season.since)}
    if season.is_one_month:
        return _("It starts every year in %(month)s.") % {"month": date_format(season.since.on(2024), "F")}
    return _("It starts every year between %(since)s and %(until)s.") % {
        "since": day_of_year(season.since),
        "until": day_of_year(season.until),
    }


def season_before(season: Season) -> str:
    """In which part of every year it began, when it was last seen."""
    if season.is_one_day:
        return _("It started every year on %(day)s.") % {"day": day_of_year(season.since)}
    if season.is_one_month:
        return _("It started every year in %(month)s.") % {"month": date_format(season.since.on(2024), "F")}
    return _("It started every year between %(since)s and %(until)s.") % {
        "since": day_of_year(season.since),
        "until": day_of_year(season.until),
    }


def outside_season(season: Season) -> str:
    """Why a start fails that no year has."""
    return _("%(season)s Your start falls outside that.") % {"season": season_of_starts(season)}


def day_of_year(day: MonthDay) -> str:
    """A day without its year: 31 oktober."""
    return long_date(day.on(2024)).removesuffix(" 2024")


NOT_BY_APPLYING: dict[str, Callable[[], str]] = {
    "nomination": lambda: _("You cannot apply for this yourself: others nominate you."),
    "invitation": lambda: _("You cannot apply for this yourself: it is by invitation."),
    "without-call": lambda: _("There is no call to answer: you cannot apply for this."),
}


def not_by_applying(how: str) -> str:
    """How one comes to get a route for which nobody can apply."""
    return NOT_BY_APPLYING[how]()
