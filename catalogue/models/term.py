"""The words by which instruments are sorted, and which staff may extend."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.words import InLanguage, Named, Positioned, Slugged, prose


class Term(Slugged, Named, Positioned):
    about_nl = prose(_("about"), "nl", blank=True, help_text=_("One line that explains the word."))
    about_en = prose(_("about"), "en", blank=True)
    about = InLanguage("about")

    class Meta(Slugged.Meta):
        abstract = True
        ordering = ["position", "slug"]


class DisciplineFamily(Term):
    """The heading under which disciplines stand together, in the questionnaire and on the map of support."""

    class Meta(Term.Meta):
        verbose_name = _("family of disciplines")
        verbose_name_plural = _("families of disciplines")


class Discipline(Term):
    family = models.ForeignKey(
        DisciplineFamily,
        verbose_name=_("family"),
        related_name="disciplines",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Without one, the discipline is under no heading."),
    )

    class Meta(Term.Meta):
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")


class Goal(Term):
    class Meta(Term.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")


class ApplicantType(Term):
    family = models.ForeignKey(
        DisciplineFamily,
        verbose_name=pgettext_lazy("an applicant", "works with"),
        related_name="applicants",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_(
            "The family of disciplines that is their trade, whatever art it is about: a fashion museum works with heritage. A "
            "route for that family which only they can apply for asks them for no discipline."
        ),
    )

    class Meta(Term.Meta):
        verbose_name = _("type of applicant")
        verbose_name_plural = _("types of applicant")


class Theme(Term):
    abbreviation = models.CharField(_("abbreviation"), max_length=4)
    chapter = models.CharField(_("chapter"), max_length=40, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
