"""One funding route, and everything on which a match with it rests."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.days import MONTH_DAY, PARTIAL_DATE, month_day, partial_date, written_as
from catalogue.models.limits import (
    MOST_DAYS,
    MOST_EUR,
    MOST_MONTHS,
    MOST_PARTNERS,
    MOST_WEEKS,
    are_kinds_of_costs,
    up_to,
)
from catalogue.models.organisation import Organisation
from catalogue.models.place import Place, PlaceGroup
from catalogue.models.programme import Programme
from catalogue.models.source import Doubt, Source
from catalogue.models.term import ApplicantType, Discipline, Goal, Theme
from catalogue.models.words import SLUG, InLanguage, Named, Positioned, Slugged, line, prose
from catalogue.querysets import InstrumentQuerySet
from catalogue.vocabulary import MONEY_KINDS, Admission, Effort, Kind, Level, State, TimingKind, WhereRole, effort_of


class Instrument(Slugged, Named):
    """A route. A null number is one that no source gives; an empty relation is a condition that it does not set."""

    # What it is
    dossier = models.CharField(_("place in the dossier"), max_length=120, blank=True)
    named_in = models.JSONField(_("also named in"), default=list, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="instruments", blank=True)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        verbose_name=_("programme"),
        related_name="instruments",
        null=True,
        blank=True,
    )
    provider = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("given by"),
        related_name="instruments",
    )
    summary_nl = prose(_("summary"), "nl")
    summary_en = prose(_("summary"), "en")
    summary = InLanguage("summary")

    # Who and what for
    applicants = models.ManyToManyField(
        ApplicantType, verbose_name=_("who may apply"), related_name="instruments", blank=True
    )
    disciplines = models.ManyToManyField(
        Discipline, verbose_name=_("disciplines"), related_name="instruments", blank=True
    )
    all_disciplines = models.BooleanField(
        _("every discipline"), default=False, help_text=_("Open to every discipline, those added later included.")
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("goals"), related_name="instruments", blank=True)
    is_outgoing = models.BooleanField(_("going abroad"), default=False)
    is_incoming = models.BooleanField(_("receiving here"), default=False)

    # Where
    where_groups = models.ManyToManyField(
        PlaceGroup, verbose_name=_("groups of destinations or partner countries"), related_name="+", blank=True
    )
    where_places = models.ManyToManyField(
        Place, verbose_name=_("destinations or partner countries"), related_name="+", blank=True
    )
    where_role = models.CharField(
        _("what the place is asked for"), max_length=12, choices=WhereRole, default=WhereRole.DESTINATION
    )
    where_note_nl = prose(_("note on where"), "nl", blank=True)
    where_note_en = prose(_("note on where"), "en", blank=True)
    where_note = InLanguage("where_note")
    based_groups = models.ManyToManyField(
        PlaceGroup, verbose_name=_("applicant established in one of the groups"), related_name="+", blank=True
    )
    based_places = models.ManyToManyField(
        Place, verbose_name=_("applicant established in"), related_name="+", blank=True
    )
    based_not_for = models.ManyToManyField(
        ApplicantType,
        verbose_name=_("address rule does not bind"),
        related_name="+",
        blank=True,
        help_text=_("Applicants who need not be established here: the work shown must come from here."),
    )
    based_lead_only = models.BooleanField(
        _("only the lead must be there"), default=False, help_text=_("A partner in the project may be elsewhere.")
    )
    based_note_nl = prose(_("note on the address"), "nl", blank=True)
    based_note_en = prose(_("note on the address"), "en", blank=True)
    based_note = InLanguage("based_note")

    # With whom
    min_partners = models.PositiveSmallIntegerField(
        _("partners at least"),
        null=True,
        blank=True,
        help_text=_("Beside the applicant. Empty: not known."),
        validators=up_to(MOST_PARTNERS),
    )
    min_countries = models.PositiveSmallIntegerField(
        _("partner countries at least"),
        null=True,
        blank=True,
        help_text=_("Beside the applicant's. Empty: not known."),
        validators=up_to(MOST_PARTNERS),
    )
    partners_note_nl = prose(_("note on partners"), "nl", blank=True)
    partners_note_en = prose(_("note on partners"), "en", blank=True)
    partners_note = InLanguage("partners_note")

    # How much
    cost_kinds = models.JSONField(
        _("kinds of costs that it pays"),
        default=list,
        blank=True,
        db_default=models.Value([], models.JSONField()),
        validators=[are_kinds_of_costs],
        help_text=_(
            "Only those that a source names, and that it pays whole: the plan counts these lines of a budget. None: not known."
        ),
    )
    min_eur = models.PositiveBigIntegerField(
        _("minimum in euros"),
        null=True,
        blank=True,
        validators=up_to(MOST_EUR),
    )
    max_eur = models.PositiveBigIntegerField(
        _("maximum in euros"),
        null=True,
        blank=True,
        validators=up_to(MOST_EUR),
    )
    max_rate_pct = models.PositiveSmallIntegerField(_("largest share in %"), null=True, blank=True)
    some_rate_pct = models.PositiveSmallIntegerField(
        _("larger share in %, for some"),
        null=True,
        blank=True,
        validators=up_to(100),
        help_text=_("Where some get more than that: how much. The note says who."),
    )
    amount_note_nl = prose(_("note on the amount"), "nl", blank=True)
    amount_note_en = prose(_("note on the amount"), "en", blank=True)
    amount_note = InLanguage("amount_note")

    # When
    timing_kind = models.CharField(_("when to apply"), max_length=12, choices=TimingKind, default=TimingKind.UNKNOWN)
    lead_days = models.PositiveSmallIntegerField(
        _("days before the start"),
        null=True,
        blank=True,
        help_text=_("Only where one may apply all year round."),
        validators=up_to(MOST_DAYS),
    )
    lead_months = models.PositiveSmallIntegerField(
        _("months before the start"),
        null=True,
        blank=True,
        help_text=_("Calendar months; give days or months."),
        validators=up_to(MOST_MONTHS),
    )
    season_from = month_day(
        _("starts each year from"),
        blank=True,
        db_default="",
        default="",
        help_text=_("09-01, whatever the round. Empty: at any time of the year, or not known."),
    )
    season_to = month_day(
        _("starts each year until"), blank=True, db_default="", default="", help_text=_("The last start: 09-30.")
    )
    rounds_a_year = models.PositiveSmallIntegerField(
        _("rounds a year"),
        null=True,
        blank=True,
        help_text=_("As many as there are, those without a known day too. Empty: not known."),
        validators=up_to(366),
    )
    duration_max_months = models.PositiveSmallIntegerField(
        _("lasts at most, in months"), null=True, blank=True, validators=up_to(2 * MOST_MONTHS)
    )
    decision_weeks = models.PositiveSmallIntegerField(
        _("decision after, in weeks"), null=True, blank=True, validators=up_to(MOST_WEEKS)
    )
    timing_note_nl = prose(_("note on timing"), "nl", blank=True)
    timing_note_en = prose(_("note on timing"), "en", blank=True)
    timing_note = InLanguage("timing_note")

    # Together with what
    combine_with = models.ManyToManyField(
        "self", verbose_name=_("goes together with"), symmetrical=False, related_name="combined_by", blank=True
    )
    combine_not_with = models.ManyToManyField(
        "self", verbose_name=_("never together with"), symmetrical=False, related_name="barred_by", blank=True
    )
    combine_note_nl = prose(_("note on combining"), "nl", blank=True)
    combine_note_en = prose(_("note on combining"), "en", blank=True)
    combine_note = InLanguage("combine_note")
    limits_nl = prose(_("limits"), "nl", blank=True)
    limits_en = prose(_("limits"), "en", blank=True)
    limits = InLanguage("limits")

    # How to apply
    admission = models.CharField(_("how one gets it"), max_length=12, choices=Admission, default=Admission.APPLICATION)
    needs_status_nl = line(_("needed first"), "nl", blank=True, help_text=_("A recognition, a label, membership."))
    needs_status_en = line(_("needed first"), "en", blank=True)
    needs_status = InLanguage("needs_status")
    needs_route = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("which this route gives"),
        related_name="needed_for",
        null=True,
        blank=True,
    )
    apply_channel_nl = line(_("apply through"), "nl", blank=True)
    apply_channel_en = line(_("apply through"), "en", blank=True)
    apply_channel = InLanguage("apply_channel")
    apply_url = models.URLField(_("address to apply at"), max_length=300, blank=True)
    apply_language_nl = line(_("language of the application"), "nl", blank=True, help_text=_("nl, en, or in words."))
    apply_language_en = line(_("language of the application"), "en", blank=True)
    apply_language = InLanguage("apply_language")
    help = models.ManyToManyField(Organisation, verbose_name=_("advice from"), related_name="advises_on", blank=True)
    effort = models.CharField(
        _("effort"), max_length=6, choices=Effort, blank=True, help_text=_("Empty: what is usual for the kind.")
    )

    # How things stand
    state = models.CharField(pgettext_lazy("of a route", "state"), max_length=12, choices=State)
    state_as_of = partial_date(_("state as of"))
    state_note_nl = prose(_("note on the state"), "nl", blank=True)
    state_note_en = prose(_("note on the state"), "en", blank=True)
    state_note = InLanguage("state_note")
    is_published = models.BooleanField(
        _("meant for visitors"),
        default=True,
        help_text=_("Off: it stays with staff, also once what waits is published."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta(Slugged.Meta):
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["slug"]
        constraints = [
            *Slugged.Meta.constraints,
            models.CheckConstraint(
                name="instrument_min_eur_up_to_max_eur",
                condition=Q(min_eur__lte=F("max_eur")) | Q(min_eur=None) | Q(max_eur=None),
                violation_error_message=_("The minimum is above the maximum: change one of the two amounts."),
            ),
            models.CheckConstraint(
                name="instrument_rate_is_a_percentage",
                condition=Q(max_rate_pct=None) | Q(max_rate_pct__range=(0, 100)),
                violation_error_message=_("Give the share as a whole percentage from 0 to 100."),
            ),
            models.CheckConstraint(
                name="instrument_some_rate_is_larger",
                condition=Q(some_rate_pct=None)
                | Q(some_rate_pct__gt=F("max_rate_pct"), some_rate_pct__lte=100, max_rate_pct__isnull=False),
                violation_error_message=_("The share for some is a larger one than that of most, up to 100."),
            ),
            models.CheckConstraint(
                name="instrument_lead_time_only_when_rolling",
                condition=Q(lead_days=None, lead_months=None) | Q(timing_kind=TimingKind.ROLLING),
                violation_error_message=_(
                    "A lead time belongs to a route that is open all year: empty it or change when to apply."
                ),
            ),
            models.CheckConstraint(
                name="instrument_lead_time_in_one_unit",
                condition=Q(lead_days=None) | Q(lead_months=None),
                violation_error_message=_("Give the lead time in days or in months, and empty the other."),
            ),
            written_as("season_from", MONTH_DAY, "instrument_season_from_is_a_day"),
            written_as("season_to", MONTH_DAY, "instrument_season_to_is_a_day"),
            models.CheckConstraint(
                name="instrument_season_has_both_days",
                condition=Q(season_from="", season_to="") | ~(Q(season_from="") | Q(season_to="")),
                violation_error_message=_("Give the first and the last day on which it starts each year, or neither."),
            ),
            models.CheckConstraint(
                name="instrument_all_kinds_known",
                condition=Q(kind__in=Kind.values)
                & Q(level__in=Level.values)
                & Q(timing_kind__in=TimingKind.values)
                & Q(where_role__in=WhereRole.values)
                & Q(admission__in=Admission.values)
                & Q(state__in=State.values),
                violation_error_message=_("Choose the kind, the level, the timing and the state from their lists."),
            ),
            written_as("state_as_of", PARTIAL_DATE, "instrument_state_as_of_is_a_date"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("instrument", args=[self.slug])

    @property
    def gives_money(self) -> bool:
        """Money or mobility, so that it ranks; frameworks, labels and networks stand beside."""
        return self.kind in MONEY_KINDS

    @property
    def usual_effort(self) -> Effort:
        return Effort(self.effort) if self.effort else effort_of(self.kind)


class InstrumentSource(Source):
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="sources")
    about = models.JSONField(
        _("about"),
        default=list,
        blank=True,
        help_text=_(
            "What rests on it, one per line: existence (that it is there, and what it is), applicant, discipline, goal, base, "
            "where, partners, budget, start (all dates), amount, rules, checks, needs (what an application takes)."
        ),
    )


class InstrumentDoubt(Doubt):
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="doubts")


class Cost(Positioned):
    """A cost or an activity that the route pays for, or leaves out."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="costs")
    is_paid = models.BooleanField(_("is paid for"))
    text_nl = prose(_("text"), "nl")
    text_en = prose(_("text"), "en")
    text = InLanguage("text")

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering = ["-is_paid", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class CombineNote(Positioned):
    """Other money that may or may not be added, where it is no instrument of the catalogue."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="combine_notes")
    is_allowed = models.BooleanField(_("goes together"))
    text_nl = prose(_("text"), "nl")
    text_en = prose(_("text"), "en")
    text = InLanguage("text")

    class Meta:
        verbose_name = _("other money")
        verbose_name_plural = _("other money")
        ordering = ["-is_allowed", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Check(Positioned):
    """A condition that no question asks: a statement that the visitor ticks on this route."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="checks")
    slug = models.CharField(_("short name"), max_length=80)
    statement_nl = prose(_("statement"), "nl", help_text=_("Must be true for the applicant to be eligible."))
    statement_en = prose(_("statement"), "en")
    statement = InLanguage("statement")
    source = models.ForeignKey(
        InstrumentSource, models.SET_NULL, verbose_name=_("source"), related_name="checks", null=True, blank=True
    )
    applicants = models.ManyToManyField(
        ApplicantType, verbose_name=_("only for"), related_name="+", blank=True, help_text=_("Empty: for all.")
    )
    is_existence = models.BooleanField(
        _("whether it still exists"),
        db_default=False,
        default=False,
        help_text=_("Pages then say: ask first whether it still exists, and promise no day."),
    )

    class Meta:
        verbose_name = pgettext_lazy("what one looks into oneself", "check")
        verbose_name_plural = _("checks")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "slug"],
                name="check_once_per_instrument",
                violation_error_message=_("This instrument already has a check with this short name."),
            ),
            models.CheckConstraint(
                name="check_slug",
                condition=Q(slug__regex=SLUG),
                violation_error_message=_("Write the short name in lower-case letters, digits and single hyphens."),
            ),
        ]

    def __str__(self) -> str:
        return self.statement
