"""A rule as staff write it: when all its conditions hold, then its effect."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Instrument, Place, PlaceGroup, Programme
from catalogue.models.limits import MOST_EUR, in_our_time, up_to
from catalogue.models.words import InLanguage, Positioned, Slugged, prose
from catalogue.vocabulary import Level
from matcher.models.checks import asked_by, check_condition
from matcher.models.lists import Operator, Role, Scope, Then
from matcher.models.question import Question

MOST_POINTS = 50


class Rule(Slugged):
    """When all its conditions hold, then its effect, for what it is about, because of what it says to the visitor."""

    name = models.CharField(_("name"), max_length=160, help_text=_("For staff: what the rule is about."))
    effect = models.CharField(_("then"), max_length=10, choices=Then)
    scope = models.CharField(
        pgettext_lazy("what a rule is about", "for"), max_length=12, choices=Scope, default=Scope.INSTRUMENTS
    )
    instruments = models.ManyToManyField(Instrument, verbose_name=_("instruments"), related_name="rules", blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("programme"), related_name="rules", null=True, blank=True
    )
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True, default="")
    points = models.SmallIntegerField(
        _("points"),
        default=0,
        validators=[MinValueValidator(-MOST_POINTS), MaxValueValidator(MOST_POINTS)],
        help_text=_("Below nought takes points away. Only for rules that give or take points."),
    )
    max_eur = models.PositiveBigIntegerField(
        _("pays at most, in euros"),
        null=True,
        blank=True,
        validators=up_to(MOST_EUR),
        help_text=_("Instead of the maximum of the route. Only for rules that set what it pays."),
    )
    max_rate_pct = models.PositiveSmallIntegerField(
        _("pays at most, share in %"),
        null=True,
        blank=True,
        validators=up_to(100),
        help_text=_("Instead of the share of the route. Only for rules that set what it pays."),
    )
    because_nl = prose(_("because"), "nl", help_text=_("One or two plain sentences for the visitor."))
    because_en = prose(_("because"), "en")
    because = InLanguage("because")
    valid_from = models.DateField(
        _("valid from"),
        null=True,
        blank=True,
        validators=[in_our_time],
    )
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day."), validators=[in_our_time]
    )
    source_url = models.URLField(_("source"), max_length=300, blank=True)
    source_note = models.CharField(
        _("seen in"), max_length=250, blank=True, help_text=_("Where and when it was read, when there is no address.")
    )
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta(Slugged.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["slug"]
        constraints = [
            *Slugged.Meta.constraints,
            models.CheckConstraint(
                name="rule_scope_names_what_it_is_for",
                condition=Q(scope=Scope.PROGRAMME, programme__isnull=False, level="")
                | (Q(scope=Scope.LEVEL, programme=None) & ~Q(level=""))
                | Q(scope__in=[Scope.INSTRUMENTS, Scope.EVERYTHING], programme=None, level=""),
                violation_error_message=_("Name the programme or the level that the rule is for, and only that."),
            ),
            models.CheckConstraint(
                name="rule_period_in_order",
                condition=Q(valid_from__lte=F("valid_until")) | Q(valid_from=None) | Q(valid_until=None),
                violation_error_message=_("The rule ends before it begins: change one of the days."),
            ),
            models.CheckConstraint(
                name="rule_points_only_for_points",
                condition=(Q(effect=Then.POINTS) & ~Q(points=0)) | (~Q(effect=Then.POINTS) & Q(points=0)),
                violation_error_message=_(
                    "Points belong to a rule that gives or takes points, and there they are not 0."
                ),
            ),
            models.CheckConstraint(
                name="rule_pays_at_most_only_for_limits",
                condition=(Q(effect=Then.LIMIT) & (Q(max_eur__isnull=False) | Q(max_rate_pct__isnull=False)))
                | (~Q(effect=Then.LIMIT) & Q(max_eur=None, max_rate_pct=None)),
                violation_error_message=_(
                    "A rule that sets what is paid names an amount, a share or both; other rules name neither."
                ),
            ),
            models.CheckConstraint(
                name="rule_rate_is_a_share",
                condition=Q(max_rate_pct=None) | Q(max_rate_pct__lte=100),
                violation_error_message=_("A share is at most 100 %."),
            ),
            models.CheckConstraint(
                name="rule_points_in_range",
                condition=Q(points__gte=-MOST_POINTS, points__lte=MOST_POINTS),
                violation_error_message=_("Give from -50 to 50 points."),
            ),
            models.CheckConstraint(
                name="rule_kinds_known",
                condition=Q(effect__in=Then.values) & Q(scope__in=Scope.values) & Q(level__in=["", *Level.values]),
                violation_error_message=_("Choose what the rule does and what it is for from their lists."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Condition(Positioned):
    """One test on one question. All that a rule has under "when" must hold."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="conditions")
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.WHEN)
    question = models.ForeignKey(Question, models.PROTECT, verbose_name=_("question"), related_name="conditions")
    operator = models.CharField(_("operator"), max_length=16, choices=Operator)
    options = models.JSONField(
        _("options"), default=list, blank=True, help_text=_('Values of the question, as in ["dance", "theatre"].')
    )
    places = models.ManyToManyField(Place, verbose_name=_("places"), related_name="+", blank=True)
    groups = models.ManyToManyField(PlaceGroup, verbose_name=_("groups of places"), related_name="+", blank=True)
    number = models.PositiveBigIntegerField(
        _("number"),
        null=True,
        blank=True,
        validators=up_to(MOST_EUR),
    )
    day = models.DateField(
        _("day"),
        null=True,
        blank=True,
        validators=[in_our_time],
    )

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["-role", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="condition_kinds_known",
                condition=Q(role__in=Role.values) & Q(operator__in=Operator.values),
                violation_error_message=_("Choose the role and the operator from their lists."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.get_operator_display()}"

    def clean(self) -> None:
        if self.question_id and self.operator:
            check_condition(asked_by(self.question), self.operator, self.options, self.number, self.day)
