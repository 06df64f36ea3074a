"""What staff write about matching: questions and options, rules with their conditions, weights, personas. And the stamp."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Instrument, Level, Place, PlaceGroup, Programme
from catalogue.models.words import InLanguage, Positioned, Slugged, line, prose
from matcher.engine.answers import Asked, QuestionKind
from matcher.engine.criteria import Effect, Part
from matcher.engine.verdicts import Verdict

MOST_POINTS = 50


class Kind(models.TextChoices):
    CHOICE = QuestionKind.CHOICE.value, _("One option")
    CHOICES = QuestionKind.CHOICES.value, _("Several options")
    PLACE = QuestionKind.PLACE.value, _("One place")
    PLACES = QuestionKind.PLACES.value, _("Several places")
    DATE = QuestionKind.DATE.value, _("A date")
    NUMBER = QuestionKind.NUMBER.value, _("A whole number")
    MONEY = QuestionKind.MONEY.value, _("An amount in euros")


class When(models.TextChoices):
    ALWAYS = Asked.ALWAYS.value, _("Always")
    WHILE_NEEDED = Asked.WHILE_NEEDED.value, _("While a route depends on it")
    OPTIONAL = Asked.OPTIONAL.value, _("At the end, for the order only")


class Vocabulary(models.TextChoices):
    """Whose rows are a question's options."""

    OWN = "", _("Its own options")
    GOALS = "goals", _("Goals")
    DISCIPLINES = "disciplines", _("Disciplines")
    APPLICANTS = "applicants", _("Applicants")
    THEMES = "themes", _("Themes")
    PLACES = "places", _("Places")


class Operator(models.TextChoices):
    ANY_OF = "any-of", _("is any of")
    NONE_OF = "none-of", _("is none of")
    ALL_WITHIN = "all-within", _("is all within")
    COUNTS_AT_LEAST = "counts-at-least", _("counts at least so many countries of")
    AT_LEAST = "at-least", _("is at least")
    AT_MOST = "at-most", _("is at most")
    BEFORE = "before", _("is before")
    AFTER = "after", _("is after")


_CHOOSING = frozenset({Operator.ANY_OF, Operator.NONE_OF, Operator.ALL_WITHIN})
_COUNTING = frozenset({Operator.AT_LEAST, Operator.AT_MOST})
OPERATORS_FOR: dict[QuestionKind, frozenset[Operator]] = {
    QuestionKind.CHOICE: _CHOOSING,
    QuestionKind.CHOICES: _CHOOSING,
    QuestionKind.PLACE: _CHOOSING,
    QuestionKind.PLACES: _CHOOSING | {Operator.COUNTS_AT_LEAST},
    QuestionKind.DATE: frozenset({Operator.BEFORE, Operator.AFTER}),
    QuestionKind.NUMBER: _COUNTING,
    QuestionKind.MONEY: _COUNTING,
}


class Scope(models.TextChoices):
    INSTRUMENTS = "instruments", _("These instruments")
    PROGRAMME = "programme", _("All of a programme")
    LEVEL = "level", _("All of a level")
    EVERYTHING = "everything", _("All instruments")


class Then(models.TextChoices):
    REQUIRE = Effect.REQUIRE.value, _("require something more")
    EXCLUDE = Effect.EXCLUDE.value, _("exclude it")
    POINTS = Effect.POINTS.value, _("add or take points")
    ADVISE = Effect.ADVISE.value, _("give advice")


class Role(models.TextChoices):
    WHEN = "when", _("When")
    REQUIRE = "require", _("Require")


class Outlook(models.TextChoices):
    """What an expert expects of a route: a verdict."""

    FITS = Verdict.FITS.value, _("it fits")
    MAY_FIT = Verdict.MAY_FIT.value, _("it may fit")
    ALMOST = Verdict.ALMOST.value, _("it almost fits")
    NO = Verdict.NO.value, _("it does not fit")


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
    minimum = models.PositiveBigIntegerField(_("at least"), null=True, blank=True)
    maximum = models.PositiveBigIntegerField(_("at most"), null=True, blank=True)

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


class Rule(Slugged):
    """When all its conditions hold, then its effect, for what it is about, because of what it says to the visitor."""

    name = models.CharField(_("name"), max_length=160, help_text=_("For staff: what the rule is about."))
    effect = models.CharField(_("then"), max_length=10, choices=Then)
    scope = models.CharField(_("for"), max_length=12, choices=Scope, default=Scope.INSTRUMENTS)
    instruments = models.ManyToManyField(Instrument, verbose_name=_("instruments"), related_name="rules", blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("programme"), related_name="rules", null=True, blank=True
    )
    level = models.ForeignKey(
        Level, models.PROTECT, verbose_name=_("level"), related_name="rules", null=True, blank=True
    )
    points = models.SmallIntegerField(
        _("points"),
        default=0,
        validators=[MinValueValidator(-MOST_POINTS), MaxValueValidator(MOST_POINTS)],
        help_text=_("Below nought takes points away. Only for rules that give or take points."),
    )
    because_nl = prose(_("because"), "nl", help_text=_("One or two plain sentences for the visitor."))
    because_en = prose(_("because"), "en")
    because = InLanguage("because")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("The last day."))
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
                condition=Q(scope=Scope.PROGRAMME, programme__isnull=False, level=None)
                | Q(scope=Scope.LEVEL, level__isnull=False, programme=None)
                | Q(scope__in=[Scope.INSTRUMENTS, Scope.EVERYTHING], programme=None, level=None),
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
                name="rule_points_in_range",
                condition=Q(points__gte=-MOST_POINTS, points__lte=MOST_POINTS),
                violation_error_message=_("Give from -50 to 50 points."),
            ),
            models.CheckConstraint(
                name="rule_kinds_known",
                condition=Q(effect__in=Then.values) & Q(scope__in=Scope.values),
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
    number = models.PositiveBigIntegerField(_("number"), null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)

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
        from matcher.checks import check_condition  # checks reads these models

        if self.question_id and self.operator:
            check_condition(self.question, self.operator, self.options, self.number, self.day)


class Weight(models.Model):
    """The most points that one part of the score can give."""

    part = models.CharField(_("part"), max_length=12, unique=True, choices=[(part.value, part.value) for part in Part])
    points = models.PositiveSmallIntegerField(_("most points"), validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = _("weight")
        verbose_name_plural = _("weights")
        ordering = ["-points", "part"]
        constraints = [
            models.CheckConstraint(
                name="weight_up_to_100",
                condition=Q(points__lte=100),
                violation_error_message=_("Give from 0 to 100 points."),
            )
        ]

    def __str__(self) -> str:
        return self.part


class PersonaQuerySet(models.QuerySet["Persona"]):
    def for_check(self) -> "PersonaQuerySet":
        """With all that `matcher.personas.check` reads, in two queries."""
        expected = Expectation.objects.select_related("instrument")
        columns = ["persona", "position", "verdict", "submit_by", "rank", "instrument__slug"]
        return self.prefetch_related(models.Prefetch("expectations", expected.only(*columns)))


class Persona(Slugged):
    """Answers with the outcome that an expert expects of them on one day: staff's regression test.

    Matching does not read personas: they tell whether what it reads is still right (`matcher.personas`)."""

    name_nl = line(_("name"), "nl")
    name_en = line(_("name"), "en")
    name = InLanguage("name")
    answers = models.JSONField(
        _("answers"),
        default=dict,
        help_text=_("One question per line, as in “place: DE, FR”. The address of a result page will do too."),
    )
    on = models.DateField(_("on the day"), help_text=_("What is expected holds on this day, so that it never expires."))
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

    def clean(self) -> None:
        from matcher.current import current  # both read these models
        from matcher.personas import understood

        self.answers = understood(self.answers, current())


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
    )
    rank = models.PositiveSmallIntegerField(
        _("place in the order"),
        null=True,
        blank=True,
        help_text=_("1 comes before 2. Other routes may stand between them. Empty: anywhere."),
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


class RulesetStamp(models.Model):
    """One row with one number, raised by every change to what matching reads (`matcher.stamp`)."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """0 before anything was loaded."""
        return cls.objects.values_list("number", flat=True).filter(pk=1).first() or 0
