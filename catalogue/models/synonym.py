from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.words import Slugged


class Synonym(Slugged):
    """Words that people type in the search box, and the word of the catalogue that is meant."""

    typed = models.JSONField(
        _("what people type"),
        default=list,
        help_text=_("One word or group of words per line, in any language."),
    )
    finds = models.CharField(
        _("is searched as"),
        max_length=120,
        help_text=_("A word that routes, disciplines, goals, organisations or places are called by."),
    )

    class Meta(Slugged.Meta):
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{', '.join(self.typed)} → {self.finds}"
