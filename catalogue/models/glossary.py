from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.guide import Guide
from catalogue.models.instrument import Instrument
from catalogue.models.source import Source
from catalogue.models.words import InLanguage, Named, Positioned, Slugged, prose


class GlossaryTerm(Slugged, Named, Positioned):
    """A word of funders that artists should not have to know, with what it means in everyday words."""

    also = models.JSONField(
        _("also called"),
        default=list,
        blank=True,
        help_text=_("One per line, in any language. The search finds it by these."),
    )
    text_nl = prose(_("meaning"), "nl", help_text=_("One sentence that everybody understands."))
    text_en = prose(_("meaning"), "en")
    text = InLanguage("text")
    is_marked = models.BooleanField(
        _("marked in texts"),
        default=True,
        help_text=_("Where it first appears on a page it leads to its meaning. Not for words that everybody knows."),
    )
    guide = models.ForeignKey(
        Guide, models.PROTECT, verbose_name=_("guide"), related_name="terms", null=True, blank=True
    )
    routes = models.ManyToManyField(Instrument, verbose_name=_("routes"), related_name="terms", blank=True)

    class Meta(Slugged.Meta):
        verbose_name = _("word of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ["position", "slug"]
        constraints = [*Slugged.Meta.constraints]


class GlossarySource(Source):
    term = models.ForeignKey(GlossaryTerm, models.CASCADE, related_name="sources")
