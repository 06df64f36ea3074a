"""Countries, their regions, and the groups of them that funders name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.gazetteer.gazetteer import spelling_key
from catalogue.models.limits import in_our_time
from catalogue.models.source import Doubt, Source
from catalogue.models.words import InLanguage, Merged, Named, Slugged, line, prose
from catalogue.vocabulary import GroupKind, MemberRole, PlaceKind


class Place(Merged, Named):
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
    state = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("territory of"),
        related_name="territories",
        null=True,
        blank=True,
        help_text=_("Greenland: Denmark. A group says whether it counts territories with their state."),
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
            models.CheckConstraint(
                name="place_is_no_territory_of_itself",
                condition=~Q(state=F("pk")) | Q(state=None),
                violation_error_message=_("A place is no territory of itself: choose its state, or empty it."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.code])


class PlaceGroup(Slugged, Named):
    """A named set of places; which places follows from the period that holds on the day."""

    legal_name_nl = line(
        _("legal name"),
        "nl",
        blank=True,
        help_text=_("As laws and agreements call it, where that is not the everyday name."),
    )
    legal_name_en = line(_("legal name"), "en", blank=True)
    legal_name = InLanguage("legal_name")
    kind = models.CharField(_("kind"), max_length=20, choices=GroupKind)
    note_nl = prose(_("note"), "nl", blank=True)
    note_en = prose(_("note"), "en", blank=True)
    note = InLanguage("note")
    provenance = models.CharField(
        _("provenance"),
        max_length=80,
        blank=True,
        help_text=_("Whether the list was read in a source; what was not is among the doubts."),
    )
    dossier = models.CharField(_("place in the dossier"), max_length=80, blank=True)

    class Meta(Slugged.Meta):
        verbose_name = _("group of places")
        verbose_name_plural = _("groups of places")
        ordering = ["slug"]


class PlaceName(Slugged):
    """What people write for a place beside its own name: "VK", "Holland", "Rijsel". Several places or groups: it is asked which.

    `told` is what a visitor reads where it stands for nothing that can be chosen ("Africa": name a country)."""

    names = models.JSONField(
        _("names"),
        default=list,
        help_text=_("One per line, in any language. Capitals, accents and hyphens make no difference."),
    )
    places = models.ManyToManyField(Place, verbose_name=_("places"), related_name="+", blank=True)
    groups = models.ManyToManyField(PlaceGroup, verbose_name=_("groups of places"), related_name="+", blank=True)
    lies_within = models.BooleanField(
        _("lies in it"),
        default=False,
        help_text=_("A city or another part of the place, not the place itself: the page says where it lies."),
    )
    told_nl = line(_("what a visitor reads"), "nl", blank=True)
    told_en = line(_("what a visitor reads"), "en", blank=True)
    told = InLanguage("told")

    class Meta(Slugged.Meta):
        verbose_name = _("name of a place")
        verbose_name_plural = _("names of places")
        ordering = ["slug"]

    def __str__(self) -> str:
        return ", ".join(self.names)

    def clean(self) -> None:
        """Refuse a name that stands elsewhere: nobody could say which of the two counts."""
        own = {spelling_key(name) for name in self.names}
        for other in PlaceName.objects.exclude(pk=self.pk):
            if twice := [name for name in other.names if spelling_key(name) in own]:
                message = _("“%(name)s” is already listed with %(other)s: take it away there, or add the place there.")
                values = {"name": twice[0], "other": other.slug}
                raise ValidationError({"names": ValidationError(message, params=values, code="twice")})


class PlaceGroupPeriod(models.Model):
    """The members of a group from one day until another, both included; an open end is null."""

    group = models.ForeignKey(PlaceGroup, models.CASCADE, verbose_name=_("group"), related_name="periods")
    holds_from = models.DateField(
        _("holds from"),
        null=True,
        blank=True,
        validators=[in_our_time],
    )
    holds_until = models.DateField(
        _("holds until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the list holds."),
        validators=[in_our_time],
    )
    all_countries = models.BooleanField(_("every country"), default=False)
    with_territories = models.BooleanField(
        _("with territories"), default=False, help_text=_("Greenland counts where Denmark does.")
    )
    except_places = models.ManyToManyField(
        Place,
        verbose_name=_("except"),
        related_name="+",
        blank=True,
        help_text=_("What lies in the members and does not count."),
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


class WithPlaces(models.Manager["Membership"]):
    """Each with its place, by which it is called: what is asked before a group is deleted names all its members."""

    def get_queryset(self) -> models.QuerySet["Membership"]:
        return super().get_queryset().select_related("place")


class Membership(models.Model):
    """A place in a group during one period. A partial member counts in part: a test on it is unknown, not met."""

    period = models.ForeignKey(PlaceGroupPeriod, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("place"), related_name="memberships")
    is_partial = models.BooleanField(_("only in part"), default=False)
    role = models.CharField(_("role"), max_length=6, choices=MemberRole, default=MemberRole.FULL)
    since = models.DateField(
        _("since"), null=True, blank=True, help_text=_("Empty: as long as the period."), validators=[in_our_time]
    )
    until = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day. Empty: as long as the period."),
        validators=[in_our_time],
    )
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")

    objects = models.Manager["Membership"]()
    with_places = WithPlaces()

    class Meta:
        base_manager_name = "with_places"
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "place"],
                name="membership_once_per_period",
                violation_error_message=_("This place is already a member in this period."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(since__lte=F("until")) | Q(since=None) | Q(until=None),
                violation_error_message=_("The last day comes before the first: change one of the two."),
            ),
            models.CheckConstraint(
                name="membership_role_is_known",
                condition=Q(role__in=MemberRole.values),
                violation_error_message=_("Choose the role from the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)


class PlaceGroupSource(Source):
    group = models.ForeignKey(PlaceGroup, models.CASCADE, related_name="sources")


class PlaceGroupDoubt(Doubt):
    group = models.ForeignKey(PlaceGroup, models.CASCADE, related_name="doubts")
