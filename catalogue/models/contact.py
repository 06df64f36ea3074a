"""How an organisation is reached, and whom it advises on what."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.languages import Label
from catalogue.models.limits import seen_already
from catalogue.models.organisation import Organisation
from catalogue.models.programme import Programme
from catalogue.models.term import ApplicantType, Discipline, Goal
from catalogue.models.words import InLanguage, Positioned, line
from catalogue.vocabulary import ContactKind

WEB = r"^https?://[^\s/]+\.[^\s]+$"
FORMS: Mapping[ContactKind, str] = {
    ContactKind.PHONE: r"^\+[0-9]{1,3}( [0-9]+)+$",
    ContactKind.MAIL: r"^[^@\s]+@[^@\s]+\.[a-z]+$",
    ContactKind.APPOINTMENT: WEB,
    ContactKind.PAGE: WEB,
    ContactKind.LANGUAGES: r"^[a-z]{2}(, [a-z]{2})*$",
}
"""How what stands there is written; an address is as it is."""
HOW_TO_WRITE: Mapping[ContactKind, Label] = {
    ContactKind.PHONE: _("Write the number with its country and with spaces: +32 2 274 17 60."),
    ContactKind.MAIL: _("Write the general mail address: info@example.be."),
    ContactKind.APPOINTMENT: _("Write the whole address of the page: https://example.be/appointment."),
    ContactKind.PAGE: _("Write the whole address of the page: https://example.be/contact."),
    ContactKind.LANGUAGES: _("Write languages by their two letters, with commas between: nl, en, fr."),
}
FIRST, LAST = 1, 3


def written(kind: ContactKind) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"contact_{kind.value}_is_written_so",
        condition=~Q(kind=kind) | Q(value__regex=FORMS[kind]),
        violation_error_message=HOW_TO_WRITE[kind],
    )


def names_a_place(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=~Q(url="") | ~Q(ref=""),
        violation_error_message=_("Say where it was read: the address of the page, or a reference to the document."),
    )


class ReadFact(Positioned):
    """A fact with the one place where it was read; `seen` is as precise as it is known, "" when it is not."""

    url = models.URLField(_("read on"), max_length=300, blank=True, help_text=_("The address of the page."))
    ref = models.CharField(
        _("reference"), max_length=250, blank=True, help_text=_("Document and page, where there is no address.")
    )
    seen = models.CharField(
        _("seen"),
        max_length=120,
        blank=True,
        help_text=_("The day on which it stood there: 2026-11-26, 2026-11 or 2026. Empty: not known."),
        validators=[seen_already],
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class OrganisationContact(ReadFact):
    """A number, an address or hours. General ones only, never those of a person."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=12, choices=ContactKind.choices)
    value = models.CharField(
        _("number or address"),
        max_length=250,
        blank=True,
        help_text=_("Of the house, never of a person. Empty for opening hours."),
    )
    text_nl = line(_("opening hours"), "nl", blank=True)
    text_en = line(_("opening hours"), "en", blank=True)
    text = InLanguage("text")

    class Meta(ReadFact.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            names_a_place("contact_names_a_place"),
            models.CheckConstraint(
                name="contact_says_hours_in_words_and_the_rest_in_one",
                condition=Q(kind=ContactKind.HOURS, value="") & ~Q(text_nl="") & ~Q(text_en="")
                | ~Q(kind=ContactKind.HOURS) & ~Q(value="") & Q(text_nl="", text_en=""),
                violation_error_message=_(
                    "Give opening hours in words, in both languages; give anything else as a number or address alone."
                ),
            ),
            *(written(kind) for kind in FORMS),
        ]

    def __str__(self) -> str:
        return self.value or self.text


class OrganisationAdvice(ReadFact):
    """Whom an organisation advises. Each list that is not empty must hold what is asked for; an empty one holds everything."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="advice")
    rank = models.PositiveSmallIntegerField(
        _("in which turn"),
        default=FIRST,
        choices=[
            (1, _("whom to call first")),
            (2, _("beside whom to call first")),
            (3, _("where there is nobody closer")),
        ],
    )
    is_certain = models.BooleanField(
        _("certain"), default=True, help_text=_("Off: no page says so in so many words. It is named as the nearest.")
    )
    disciplines = models.ManyToManyField(Discipline, verbose_name=_("disciplines"), related_name="+", blank=True)
    applicants = models.ManyToManyField(ApplicantType, verbose_name=_("applicants"), related_name="+", blank=True)
    goals = models.ManyToManyField(Goal, verbose_name=_("goals"), related_name="+", blank=True)
    programmes = models.ManyToManyField(
        Programme,
        verbose_name=_("programmes"),
        related_name="+",
        blank=True,
        help_text=_("Only for routes of these."),
    )
    on_own_routes = models.BooleanField(
        _("only for its own routes"), default=False, help_text=_("For those that it gives itself.")
    )

    class Meta(ReadFact.Meta):
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        constraints = [
            names_a_place("advice_names_a_place"),
            models.CheckConstraint(
                name="advice_has_a_turn",
                condition=Q(rank__gte=FIRST, rank__lte=LAST),
                violation_error_message=_("Choose in which turn it is named."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_rank_display())
