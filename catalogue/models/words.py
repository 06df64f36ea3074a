"""Content in languages: one column per language (`name_nl`, `name_en`), read through one name (`name`).

Which languages there are: `catalogue.languages`."""

from typing import Any, overload

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.languages import LANGUAGE_NAMES, LANGUAGES, Label, in_active_language
from catalogue.models.limits import LONGEST_PROSE, no_longer_than

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class InLanguage:
    """The text of a pair of columns in the active language; where that is empty in Dutch, then in English, then ""."""

    def __init__(self, field: str) -> None:
        self.field = field

    @overload
    def __get__(self, row: None, owner: type[models.Model]) -> "InLanguage": ...
    @overload
    def __get__(self, row: models.Model, owner: type[models.Model]) -> str: ...
    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> "InLanguage | str":
        if row is None:
            return self
        return in_active_language({language: getattr(row, f"{self.field}_{language}", "") for language in LANGUAGES})


def line(label: Label, language: str, max_length: int = 250, **options: Any) -> "models.CharField[str, str]":
    """One language's column of a text that fits on a line."""
    return models.CharField(_labelled(label, language), max_length=max_length, **options)


def prose(label: Label, language: str, **options: Any) -> "models.TextField[str, str]":
    """One language's column of a text of some paragraphs at most."""
    return models.TextField(_labelled(label, language), validators=no_longer_than(LONGEST_PROSE), **options)


def _labelled(label: Label, language: str) -> str:
    return format_lazy("{label} ({language})", label=label, language=LANGUAGE_NAMES[language])  # type: ignore[return-value]


def slug_constraint() -> models.CheckConstraint:
    return models.CheckConstraint(
        name="%(app_label)s_%(class)s_slug",
        condition=Q(slug__regex=SLUG),
        violation_error_message=_("Write the short name in lower-case letters, digits and single hyphens."),
    )


class Slugged(models.Model):
    """A row that addresses and files know by a short name that never changes."""

    slug = models.CharField(
        _("short name"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(SLUG, _("Write it in lower-case letters, digits and single hyphens."))],
        help_text=_("Stands in addresses and files. Never change it once it is published."),
    )

    class Meta:
        abstract = True
        constraints = [slug_constraint()]


class Named(models.Model):
    name_nl = line(_("name"), "nl")
    name_en = line(_("name"), "en")
    name = InLanguage("name")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Merged(models.Model):
    """A row that others may be merged into: their short names lead here for ever after."""

    former_keys = models.JSONField(
        _("former short names"),
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        editable=False,
        help_text=_("Of what was merged into it. Their addresses lead here."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse the short name of what was merged into another: it leads there."""
        super().clean()
        field, key = next((name, getattr(self, name)) for name in ("slug", "code") if hasattr(self, name))
        for other in type(self)._default_manager.exclude(pk=self.pk).exclude(former_keys=[]):
            if key in other.former_keys:
                message = _(
                    "“%(key)s” is the short name of what was merged into “%(by)s”, and still leads there: choose another "
                    "short name."
                )
                raise ValidationError(
                    {field: ValidationError(message, params={"key": key, "by": other}, code="merged")}
                )


class Positioned(models.Model):
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower numbers come first in lists.")
    )

    class Meta:
        abstract = True
