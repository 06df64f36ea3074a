from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.instrument import Instrument
from catalogue.models.organisation import Organisation
from catalogue.models.term import Discipline, Goal
from catalogue.models.words import InLanguage, Named, Positioned, Slugged, prose
from catalogue.vocabulary import FactTopic


class Guide(Slugged, Named, Positioned):
    """A practical guide: facts about one matter, who decides, and whom to ask.

    It stands with the routes that it names, and with those that have one of its goals and of its disciplines."""

    about_nl = prose(_("about"), "nl", help_text=_("One sentence: what it helps with."))
    about_en = prose(_("about"), "en")
    about = InLanguage("about")
    decides_nl = prose(_("who decides"), "nl", blank=True)
    decides_en = prose(_("who decides"), "en", blank=True)
    decides = InLanguage("decides")
    topic = models.CharField(
        _("topic"), max_length=20, choices=FactTopic, help_text=_("Under which the pages of countries lead to it.")
    )
    ask = models.ManyToManyField(Organisation, verbose_name=_("whom to ask"), related_name="guides", blank=True)
    routes = models.ManyToManyField(Instrument, verbose_name=_("routes"), related_name="guides", blank=True)
    goals = models.ManyToManyField(
        Goal,
        verbose_name=_("goals"),
        related_name="guides",
        blank=True,
        help_text=_("It is shown with all routes of these."),
    )
    disciplines = models.ManyToManyField(
        Discipline,
        verbose_name=_("disciplines"),
        related_name="guides",
        blank=True,
        help_text=_("Of those goals only the routes that name one of these. Empty: all."),
    )

    class Meta(Slugged.Meta):
        verbose_name = _("practical guide")
        verbose_name_plural = _("practical guides")
        ordering = ["position", "slug"]
        constraints = [*Slugged.Meta.constraints]
