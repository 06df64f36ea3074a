"""What visitors say is wrong."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.instrument import Instrument
from catalogue.models.limits import LONGEST_PROSE, no_longer_than

LONGEST_TEXT = 2000


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(handled_at=None)

    def handle(self, at: datetime) -> int:
        """Close those that are open, and forget whom to answer. How many were."""
        return self.open().update(handled_at=at, contact="")


class Report(models.Model):
    """One visitor's word that something is not right. `route` is null where it is about another page, or about none.

    `contact` is there to answer to, and is emptied when the report is handled."""

    route = models.ForeignKey(
        Instrument, models.SET_NULL, verbose_name=_("route"), related_name="reports", null=True, blank=True
    )
    page = models.CharField(_("page"), max_length=300, blank=True, help_text=_("The address, without the host."))
    text = models.TextField(_("what is not right"), max_length=LONGEST_TEXT)
    source_url = models.URLField(_("source"), max_length=300, blank=True)
    contact = models.EmailField(_("e-mail address"), blank=True, help_text=_("Emptied when the report is handled."))
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_note = models.TextField(_("what was done"), blank=True, validators=no_longer_than(LONGEST_PROSE))

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
            )
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:59]}…"
