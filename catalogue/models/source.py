"""Where a fact comes from, and what could not be confirmed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.limits import seen_already
from catalogue.models.words import InLanguage, Positioned, prose


class Source(Positioned):
    """A page or a document that bears out facts of one row; `seen` is as precise as it is known, "" when it is not."""

    url = models.URLField(_("address"), max_length=300, blank=True)
    ref = models.CharField(
        _("reference"), max_length=250, blank=True, help_text=_("Document and page, where there is no address.")
    )
    supports_nl = prose(_("bears out"), "nl", help_text=_("Which facts were read there."))
    supports_en = prose(_("bears out"), "en")
    supports = InLanguage("supports")
    seen = models.CharField(
        _("seen"),
        max_length=120,
        blank=True,
        help_text=_("How old the fact is: 2024, 2024-03, or in words."),
        validators=[seen_already],
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_names_a_place",
                condition=~Q(url="") | ~Q(ref=""),
                violation_error_message=_("Give the address of the page, or a reference to the document."),
            )
        ]

    def __str__(self) -> str:
        return self.url or self.ref


class Doubt(Positioned):
    """One thing that the sources do not settle."""

    text_nl = prose(_("text"), "nl")
    text_en = prose(_("text"), "en")
    text = InLanguage("text")

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")

    def __str__(self) -> str:
        return self.text
