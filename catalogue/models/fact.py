from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.guide import Guide
from catalogue.models.instrument import Instrument
from catalogue.models.organisation import Organisation
from catalogue.models.place import Place, PlaceGroup
from catalogue.models.source import Doubt, Source
from catalogue.models.words import InLanguage, Positioned, Slugged, line, prose
from catalogue.vocabulary import FactTopic


class Fact(Slugged, Positioned):
    """One thing that decides in practice: who pays somewhere, whether a visa is needed, which tax is withheld.

    It holds for its places and the members of its groups, or for every country outside some groups. Only what somebody saw
    a page for is shown: `is_confirmed`."""

    topic = models.CharField(_("about"), max_length=20, choices=FactTopic)
    text_nl = prose(_("text"), "nl", help_text=_("One or two sentences. No rate or threshold whose source has no day."))
    text_en = prose(_("text"), "en")
    text = InLanguage("text")
    name_nl = line(
        _("name"), "nl", blank=True, help_text=_("Of whom or what it tells: a fund, a post, an information point.")
    )
    name_en = line(_("name"), "en", blank=True)
    name = InLanguage("name")
    url = models.URLField(_("website"), max_length=300, blank=True)
    pays_nl = line(_("pays"), "nl", blank=True, help_text=_("Whom it pays, as “venues and festivals”."))
    pays_en = line(_("pays"), "en", blank=True)
    pays = InLanguage("pays")
    places = models.ManyToManyField(Place, verbose_name=_("places"), related_name="facts", blank=True)
    groups = models.ManyToManyField(
        PlaceGroup,
        verbose_name=_("groups"),
        related_name="facts",
        blank=True,
        help_text=_("It holds for their members."),
    )
    outside = models.ManyToManyField(
        PlaceGroup,
        verbose_name=_("outside these groups"),
        related_name="facts_outside",
        blank=True,
        help_text=_("It holds for every country that is a member of none of them."),
    )
    guide = models.ForeignKey(
        Guide,
        models.PROTECT,
        verbose_name=_("guide"),
        related_name="facts",
        null=True,
        blank=True,
        help_text=_("In which it appears."),
    )
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), related_name="facts", blank=True, help_text=_("That it names.")
    )
    routes = models.ManyToManyField(
        Instrument, verbose_name=_("routes"), related_name="facts", blank=True, help_text=_("That it names.")
    )
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=False,
        help_text=_("Somebody saw a page that says so. What is not confirmed is not shown to the public."),
    )

    class Meta(Slugged.Meta):
        verbose_name = _("fact about working abroad")
        verbose_name_plural = _("facts about working abroad")
        ordering = ["position", "slug"]
        constraints = [*Slugged.Meta.constraints]

    def __str__(self) -> str:
        return self.name or self.text


class FactSource(Source):
    fact = models.ForeignKey(Fact, models.CASCADE, related_name="sources")


class FactDoubt(Doubt):
    fact = models.ForeignKey(Fact, models.CASCADE, related_name="doubts")
