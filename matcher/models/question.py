"""What the questionnaire asks, and what may be answered."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import ApplicantType, Discipline, Goal, Theme
from catalogue.models.limits import MOST_EUR, up_to
from catalogue.models.words import InLanguage, Positioned, line, prose
from matcher.models.lists import Kind, Vocabulary, When


class Question(Positioned):
    """What the questionnaire asks. Its name stands in addresses and never changes."""

    name = models.SlugField(_("name"), max_length=40, unique=True, help_text=_("Stands in addresses. Never change it."))
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind)
    asked = models.CharField(_("asked"), max_length=12, choices=When, default=When.WHILE_NEEDED)
    is_pinned = models.BooleanField(
        _("asked first"),
        default=False,
        help_text=_("Comes before the questions whose order follows from the rules. Pinned ones go by position."),
    )
    is_active = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("A question that is not in use is never asked, and no answer to it is read."),
    )
    can_change = models.BooleanField(
        _("can be answered otherwise"),
        default=True,
        help_text=_("Whether visitors could really change it: dates and partners, not where they live."),
    )
    vocabulary = models.CharField(_("options from"), max_length=12, choices=Vocabulary, blank=True, default="")
    text_nl = line(_("question"), "nl")
    text_en = line(_("question"), "en")
    text = InLanguage("text")
    short_nl = line(_("in a word"), "nl", help_text=_("Stands in summaries and inside sentences."))
    short_en = line(_("in a word"), "en")
    short = InLanguage("short")
    help_nl = prose(_("help"), "nl", blank=True)
    help_en = prose(_("help"), "en", blank=True)
    help = InLanguage("help")
    minimum = models.PositiveBigIntegerField(_("at least"), null=True, blank=True, validators=up_to(MOST_EUR))
    maximum = models.PositiveBigIntegerField(_("at most"), null=True, blank=True, validators=up_to(MOST_EUR))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="question_minimum_up_to_maximum",
                condition=Q(minimum__lte=F("maximum")) | Q(minimum=None) | Q(maximum=None),
                violation_error_message=_("The lowest answer is above the highest: change one of the two."),
            ),
            models.CheckConstraint(
                name="question_kinds_known",
                condition=Q(kind__in=Kind.values) & Q(asked__in=When.values) & Q(vocabulary__in=Vocabulary.values),
                violation_error_message=_(
                    "Choose the kind of answer, when it is asked and its options from their lists."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.short or self.name


class Option(Positioned):
    """One answer that a question offers; for places, one that is proposed first."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    value = models.CharField(_("value"), max_length=60, help_text=_("Stands in addresses. Never change it."))
    label_nl = line(_("label"), "nl")
    label_en = line(_("label"), "en")
    label = InLanguage("label")
    help_nl = prose(_("help"), "nl", blank=True)
    help_en = prose(_("help"), "en", blank=True)
    help = InLanguage("help")

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "value"],
                name="option_once_per_question",
                violation_error_message=_("This question already has an option with this value."),
            )
        ]

    def __str__(self) -> str:
        return self.label


VOCABULARIES: dict[str, type[Goal] | type[Discipline] | type[ApplicantType] | type[Theme]] = {
    "goals": Goal,
    "disciplines": Discipline,
    "applicants": ApplicantType,
    "themes": Theme,
}
"""Whose rows are a question's options, by `Question.vocabulary`."""
