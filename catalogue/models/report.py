"""What visitors say is wrong."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.instrument import Instrument
from catalogue.models.limits import LONGEST_PROSE, no_longer_than
from catalogue.vocabulary import ReportedFact, ReportOutcome

LONGEST_TEXT = 2000
LONGEST_FACT = 500
"""Of what a fact is said to be, and of what it was."""


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(handled_at=None)

    def handle(self, at: datetime, outcome: str = "", note: str = "", taken_as: str = "") -> int:
        """Close those that are open, and forget whom to answer. How many were. `note` says what was done, or why not; `taken_as`
        is how the entry read after what was proposed had been taken over."""
        kept = {"outcome": outcome, "handled_note": note, "taken_as": taken_as} if outcome else {}
        return self.open().update(handled_at=at, contact="", **kept)

    def reopen(self, taken_as: str) -> int:
        """Those of which the taking over was undone wait again. How many."""
        taken = self.filter(outcome=ReportOutcome.ACCEPTED, taken_as=taken_as) if taken_as else self.none()
        return taken.update(handled_at=None, outcome="", handled_note="", taken_as="")


class Report(models.Model):
    """One visitor's word that something is not right. `route` is null where it is about another page, or about none.

    Where a fact is named the visitor proposes what it should be: `was` is how it read on the page, `proposed` how it should. Both
    as the field holds it (2027-03-01, 5000) where that could be read, else as it was written. `kind` and `key` name the entry.
    `contact` is there to answer to, and is emptied when the report is handled."""

    route = models.ForeignKey(
        Instrument, models.SET_NULL, verbose_name=_("route"), related_name="reports", null=True, blank=True
    )
    page = models.CharField(_("page"), max_length=300, blank=True, help_text=_("The address, without the host."))
    text = models.TextField(_("what is not right"), max_length=LONGEST_TEXT, blank=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True, db_default="", default="")
    key = models.CharField(_("short name"), max_length=160, blank=True, db_default="", default="")
    fact = models.CharField(
        pgettext_lazy("of a report", "fact"),
        max_length=10,
        choices=ReportedFact,
        blank=True,
        db_default="",
        default="",
    )
    was = models.CharField(
        pgettext_lazy("of a report", "as it read"), max_length=LONGEST_FACT, blank=True, db_default="", default=""
    )
    proposed = models.CharField(
        pgettext_lazy("of a report", "as it should read"),
        max_length=LONGEST_FACT,
        blank=True,
        db_default="",
        default="",
    )
    source_url = models.URLField(_("source"), max_length=300, blank=True)
    contact = models.EmailField(_("e-mail address"), blank=True, help_text=_("Emptied when the report is handled."))
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_note = models.TextField(_("what was done"), blank=True, validators=no_longer_than(LONGEST_PROSE))
    outcome = models.CharField(
        pgettext_lazy("of a proposal", "outcome"),
        max_length=10,
        choices=ReportOutcome,
        blank=True,
        db_default="",
        default="",
    )
    taken_as = models.CharField(
        _("digest after it was taken over"), max_length=64, blank=True, db_default="", default=""
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="report_handled_keeps_no_contact",
                condition=Q(handled_at=None) | Q(contact=""),
                violation_error_message=_("A report that is handled keeps no e-mail address: empty it."),
            ),
            models.CheckConstraint(
                name="report_says_something",
                condition=~Q(text="") | ~Q(proposed=""),
                violation_error_message=_("Write what is not right."),
            ),
        ]

    def __str__(self) -> str:
        said = self.text or self.proposed
        return said if len(said) <= 60 else f"{said[:59]}…"

    @property
    def is_proposal(self) -> bool:
        return bool(self.fact and self.proposed)
