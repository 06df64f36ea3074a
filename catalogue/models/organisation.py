from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models.source import Doubt, Source
from catalogue.models.term import Discipline
from catalogue.models.words import InLanguage, Merged, Named, Slugged, line, prose
from catalogue.vocabulary import OrganisationKind


class Organisation(Merged, Slugged, Named):
    """A funder, support centre, agency, network or house; `today_*` says what became of one that a document names.

    `today_is_certain` is null where nothing changed, false where what became of it could not be confirmed."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    country = models.CharField(
        _("country"), max_length=3, help_text=_("Two letters (BE), EU for a European body, INT for a worldwide one.")
    )
    disciplines = models.ManyToManyField(
        Discipline, verbose_name=_("disciplines"), related_name="organisations", blank=True
    )
    serves_all_disciplines = models.BooleanField(_("serves every discipline"), default=False)
    does_nl = prose(_("what it does internationally"), "nl", blank=True)
    does_en = prose(_("what it does internationally"), "en", blank=True)
    does = InLanguage("does")
    url = models.URLField(_("website"), max_length=300, blank=True)
    advises_nl = prose(_("what it advises on"), "nl", blank=True)
    advises_en = prose(_("what it advises on"), "en", blank=True)
    advises = InLanguage("advises")
    for_whom_nl = prose(_("for whom"), "nl", blank=True)
    for_whom_en = prose(_("for whom"), "en", blank=True)
    for_whom = InLanguage("for_whom")
    former_names = models.JSONField(_("former names"), default=list, blank=True)
    platform_member_2010 = models.CharField(
        _("name as platform member in 2010"),
        max_length=120,
        blank=True,
        help_text=_("As the Flanders Creative Industries Platform listed it."),
    )
    today_name = models.CharField(_("name today"), max_length=120, blank=True)
    today_organisation = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("organisation today"),
        related_name="predecessors",
        null=True,
        blank=True,
    )
    today_is_certain = models.BooleanField(_("successor is certain"), null=True, blank=True)
    today_note_nl = line(_("note on today"), "nl", blank=True)
    today_note_en = line(_("note on today"), "en", blank=True)
    today_note = InLanguage("today_note")

    class Meta(Slugged.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]
        constraints = [
            *Slugged.Meta.constraints,
            models.CheckConstraint(
                name="organisation_country_is_a_code",
                condition=Q(country__regex=r"^([A-Z]{2}|INT)$"),
                violation_error_message=_("Give the country as two capitals (BE), or EU, or INT."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def stands_today(self) -> bool:
        """Whether there is still one behind this name, or behind its new name, as far as is known."""
        if self.today_organisation_id is not None or self.today_is_certain is False:
            return False
        return self.today_is_certain is None or bool(self.today_name)


class OrganisationSource(Source):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sources")


class OrganisationDoubt(Doubt):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="doubts")
