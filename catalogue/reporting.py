"""Keeping what a visitor says is wrong: the one thing that the public writes."""

from catalogue.models import Instrument, Report
from catalogue.models.report import LONGEST_TEXT

__all__ = ["LONGEST_TEXT", "keep_report"]


def keep_report(*, route: str, page: str, text: str, source_url: str, contact: str) -> None:
    """`route` is the slug of the route that it is about, "" for none."""
    about = Instrument.objects.filter(slug=route).first() if route else None
    Report.objects.create(route=about, page=page, text=text, source_url=source_url, contact=contact)
