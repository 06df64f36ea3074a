"""What experts expect of matching."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Instrument
from catalogue.models.limits import in_our_time, up_to
from catalogue.models.words import InLanguage, Positioned, Slugged, line, prose
from matcher.models.lists import Outlook


class PersonaQuerySet(models.QuerySet["Persona"]):
    def for_check(self) -> "PersonaQuerySet":
        """With all that `matcher.proof.personas.check` reads, in two queries."""
        expected = Expectation.objects.select_related("instrument")
        columns = ["persona", "position", "verdict", "submit_by", "rank", "instrument__slug"]
        return self.prefetch_related(models.Prefetch("expectations", expected.only(*columns)))


class Persona(Slugged):
    """Answers with the outcome that an expert expects of them on one day: staff's regression test.

    Matching does not read personas: they tell whether what it reads is still right (`matcher.proof.personas`)."""

    name_nl = line(_("name"), "nl")
    name_en = line(_("name"), "en")
    name = InLanguage("name")
    answers = models.JSONField(
        _("answers"),
        default=dict,
        help_text=_("One question per line, as in “place: DE, FR”. The address of a result page will do too."),
    )
    on = models.DateField(
        _("on the day"),
        help_text=_("What is expected holds on this day, so that it never expires."),
        validators=[in_our_time],
    )
    is_must = models.BooleanField(
        _("must hold"),
        default=False,
        help_text=_("While it is red, nothing is published without a written reason."),
    )
    names_all = models.BooleanField(
        _("names all"),
        default=False,
        help_text=_(
            "Then it turns red too when a route that asks about these answers fits or may fit, and is not named."
        ),
    )
    because_nl = prose(_("because"), "nl", blank=True, help_text=_("From which facts it follows, with their source."))
    because_en = prose(_("because"), "en", blank=True)
    because = InLanguage("because")

    objects = PersonaQuerySet.as_manager()

    class Meta(Slugged.Meta):
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["slug"]
        constraints = [
            *Slugged.Meta.constraints,
            models.CheckConstraint(
                name="persona_must_says_why",
                condition=Q(is_must=False) | (~Q(because_nl="") & ~Q(because_en="")),
                violation_error_message=_(
                    "A persona that must hold says why: write the facts in both languages, or take the mark away."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.slug


class Expectation(Positioned):
    """What one route must say to the answers of a persona. Those with a place in the order come in that order."""

    persona = models.ForeignKey(Persona, models.CASCADE, related_name="expectations")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, verbose_name=_("instrument"), related_name="expectations"
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=Outlook)
    submit_by = models.DateField(
        _("submit by"),
        null=True,
        blank=True,
        help_text=_("The last day to apply; without a start the next closing day. Empty: any day will do."),
        validators=[in_our_time],
    )
    rank = models.PositiveSmallIntegerField(
        _("place in the order"),
        null=True,
        blank=True,
        help_text=_("1 comes before 2. Other routes may stand between them. Empty: anywhere."),
        validators=up_to(1_000),
    )

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["persona", "instrument"],
                name="expectation_once_per_instrument",
                violation_error_message=_(
                    "This persona already expects something of this instrument: change that row."
                ),
            ),
            models.UniqueConstraint(
                fields=["persona", "rank"],
                name="expectation_rank_once_per_persona",
                violation_error_message=_("Two routes have the same place in the order: give each its own."),
            ),
            models.CheckConstraint(
                name="expectation_verdict_known",
                condition=Q(verdict__in=Outlook.values),
                violation_error_message=_("Choose the verdict from its list."),
            ),
            models.CheckConstraint(
                name="expectation_no_day_for_a_no",
                condition=Q(submit_by=None) | ~Q(verdict=Outlook.NO),
                violation_error_message=_("A route that does not fit has no day to submit by: leave the day empty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}: {self.get_verdict_display()}"
