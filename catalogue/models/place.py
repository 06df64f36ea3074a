"""Countries, their regions, and the groups of them that funders name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models.source import Doubt, Source
from catalogue.models.words import InLanguage, Named, Slugged, line, prose
from catalogue.vocabulary import GroupKind, PlaceKind


class Place(Named):
    """A country, a region of one, or a Community of Belgium.

    `overlaps` holds places that share ground without one lying inside the other: whether an address in one lies in
    the other is not known. `is_covered_by_children` says that the children together are the whole of it."""

    code = models.CharField(
        _("code"),
        max_length=10,
        unique=True,
        help_text=_("ISO 3166-1 (FR) or 3166-2 (FR-HDF); codes that begin with x- are our own."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("lies in"), related_name="children", null=True, blank=True
    )
    overlaps = models.ManyToManyField("self", verbose_name=_("overlaps with"), symmetrical=True, blank=True)
    is_covered_by_children = models.BooleanField(
        _("wholly divided"), default=False, help_text=_("The places that lie in it are together the whole of it.")
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="place_code_is_iso_or_local",
                condition=Q(code__regex=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|x-[a-z]{2}-[a-z]{2,5})$"),
                violation_error_message=_("Write the code as FR, FR-HDF or x-be-fwb."),
            ),
            models.CheckConstraint(
                name="place_country_has_no_parent",
                condition=Q(kind=PlaceKind.COUNTRY, parent=None) | (~Q(kind=PlaceKind.COUNTRY) & ~Q(parent=None)),
                violation_error_message=_("A country lies in no other place; every other place must lie in one."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.code])


class PlaceGroup(Slugged, Named):
    """A named set of places; which places follows from the period that holds on the day."""

    kind = models.CharField(_("kind"), max_length=20, choices=GroupKind)
    note_nl = prose(_("note"), "nl", blank=True)
    note_en = prose(_("note"), "en", blank=True)
    note = InLanguage("note")
    provenance = models.CharField(
        _("provenance"),
        max_length=80,
        blank=True,
        help_text=_("Whether the list was read in a source or is general knowledge that still has to be checked."),
    )
    dossier = models.CharField(_("place in the dossier"), max_length=80, blank=True)

    class Meta(Slugged.Meta):
        verbose_name = _("group of places")
        verbose_name_plural = _("groups of places")
        ordering = ["slug"]


class PlaceGroupPeriod(models.Model):
    """The members of a group from one day until another, both included; an open end is null."""

    group = models.ForeignKey(PlaceGroup, models.CASCADE, verbose_name=_("group"), related_name="periods")
    holds_from = models.DateField(_("holds from"), null=True, blank=True)
    holds_until = models.DateField(
        _("holds until"), null=True, blank=True, help_text=_("The last day on which the list holds.")
    )
    all_countries = models.BooleanField(_("every country"), default=False)
    except_places = models.ManyToManyField(
        Place, verbose_name=_("except"), related_name="+", blank=True, help_text=_("Taken out of every country.")
    )
    includes = models.ManyToManyField(
        PlaceGroup, verbose_name=_("includes the groups"), related_name="included_in", blank=True
    )
    places = models.ManyToManyField(
        Place, verbose_name=_("places"), through="Membership", related_name="group_periods", blank=True
    )

    class Meta:
        verbose_name = _("period of a group")
        verbose_name_plural = _("periods of groups")
        ordering = ["group", F("holds_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                name="placegroupperiod_ends_after_it_starts",
                condition=Q(holds_from__lte=F("holds_until")) | Q(holds_from=None) | Q(holds_until=None),
                violation_error_message=_("The last day comes before the first: change one of the two."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.holds_from or '…'} – {self.holds_until or '…'}"

    def clean(self) -> None:
        """Refuse a period that shares a day with another one of the group; the database refuses it too."""
        others = PlaceGroupPeriod.objects.filter(group_id=self.group_id).exclude(pk=self.pk)
        if self.holds_from:
            others = others.filter(Q(holds_until=None) | Q(holds_until__gte=self.holds_from))
        if self.holds_until:
            others = others.filter(Q(holds_from=None) | Q(holds_from__lte=self.holds_until))
        if self.group_id and (other := others.first()):
            raise ValidationError(
                _("This period overlaps with %(other)s: end one on the day before the other starts."),
                params={"other": other},
                code="overlap",
            )


class Membership(models.Model):
    """A place in a group during one period. A partial member counts in part: a test on it is unknown, not met."""

    period = models.ForeignKey(PlaceGroupPeriod, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("place"), related_name="memberships")
    is_partial = models.BooleanField(_("only in part"), default=False)
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "place"],
                name="membership_once_per_period",
                violation_error_message=_("This place is already a member in this period."),
            )
        ]

    def __str__(self) -> str:
        return str(self.place)


class PlaceGroupSource(Source):
    group = models.ForeignKey(PlaceGroup, models.CASCADE, related_name="sources")


class PlaceGroupDoubt(Doubt):
    group = models.ForeignKey(PlaceGroup, models.CASCADE, related_name="doubts")
