"""What stands in a calendar, as icalendar reads it."""

from datetime import date
from typing import TypeVar

from icalendar import Component

from tests.the import as_a

T = TypeVar("T")


def said(component: Component, name: str, kind: type[T]) -> T:
    """What a component says under a name: a text, a number, a day, a moment, how long something takes."""
    value = component[name]
    return as_a(kind, getattr(value, "dt", value))


def begins(event: Component) -> date:
    """The day, or the moment where its hour is known."""
    return said(event, "dtstart", date)
