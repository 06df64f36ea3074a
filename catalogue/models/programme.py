from django.utils.translation import gettext_lazy as _

from catalogue.models.words import Merged, Named, Slugged


class Programme(Merged, Slugged, Named):
    """The decree or programme that an instrument belongs to."""

    class Meta(Slugged.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]
