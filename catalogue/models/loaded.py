from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedEntry(models.Model):
    """What `load_catalogue` last wrote for one entry; a row that no longer reads so was changed by staff."""

    kind = models.CharField(_("kind"), max_length=40)
    slug = models.CharField(_("short name"), max_length=160)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("loaded entry")
        verbose_name_plural = _("loaded entries")
        ordering = ["kind", "slug"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="loadedentry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
