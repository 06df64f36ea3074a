"""What a stored rule may say. Admin, loader and shell refuse the same things; each refusal says what to do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from matcher.engine.answers import QuestionKind
from matcher.models.lists import OPERATORS_FOR, Operator, Role, Then
from matcher.models.question import VOCABULARIES, Question

PLACE_KINDS = (QuestionKind.PLACE, QuestionKind.PLACES)
NEEDS_A_NUMBER = (Operator.AT_LEAST, Operator.AT_MOST, Operator.ANSWERED_FROM, Operator.COUNTS_AT_LEAST)


@dataclass(frozen=True, slots=True)
class AskedBy:
    """What a condition needs to know of its question, whether it comes from a row or from an entry."""

    label: str
    kind: QuestionKind
    options: frozenset[str]
    """The values that may be answered, of a question with options."""

    def __str__(self) -> str:
        return self.label


def asked_by(question: Question) -> AskedBy:
    return AskedBy(str(question), QuestionKind(question.kind), options_of(question))


def options_of(question: Question) -> frozenset[str]:
    """The values that may be answered to a question with options."""
    if question.vocabulary in VOCABULARIES:
        return frozenset(VOCABULARIES[question.vocabulary].objects.values_list("slug", flat=True))
    return frozenset(option.value for option in question.options.all())


def check_condition(
    question: AskedBy, operator: str, options: Sequence[str], number: int | None, day: date | None
) -> None:
    """Raises ValidationError for a condition that its question cannot answer. Its places and groups are checked apart."""
    words = {"question": question.label, "operator": Operator(operator).label}
    if operator not in OPERATORS_FOR[question.kind]:
        known = ", ".join(str(one.label) for one in Operator if one in OPERATORS_FOR[question.kind])
        message = _("“%(question)s” cannot be tested with “%(operator)s”. Choose one of these: %(known)s.")
        raise ValidationError({"operator": message % (words | {"known": known})})
    if operator in NEEDS_A_NUMBER and number is None:
        raise ValidationError({"number": _("Fill in the number that “%(operator)s” compares with.") % words})
    if operator == Operator.COUNTS_AT_LEAST and not number:
        raise ValidationError({"number": _("Count at least 1 country.")})
    if operator in (Operator.BEFORE, Operator.AFTER) and day is None:
        raise ValidationError({"day": _("Fill in the day that “%(operator)s” compares with.") % words})
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        check_options(question, options)
    elif options:
        raise ValidationError({"options": _("“%(question)s” has no options: leave them empty.") % words})


def check_options(question: AskedBy, options: Sequence[str]) -> None:
    if not (isinstance(options, list) and all(isinstance(one, str) for one in options)):
        raise ValidationError({"options": _('Write the options as a list: ["one", "two"].')})
    if not options:
        raise ValidationError({"options": _("Choose at least one option of “%s”.") % question})
    unknown = [one for one in options if one not in question.options]
    if unknown:
        message = _("“%(question)s” has no option %(unknown)s. It has: %(known)s.")
        said = {
            "question": question.label,
            "unknown": ", ".join(unknown),
            "known": ", ".join(sorted(question.options)),
        }
        raise ValidationError({"options": message % said})


@dataclass(frozen=True, slots=True)
class Row:
    """One condition as it would be saved."""

    role: str
    question: AskedBy
    has_area: bool


def check_rows(effect: str, rows: Collection[Row], *, has_instruments: bool) -> None:
    """Raises ValidationError for conditions that do not add up to a rule of this effect."""
    required = [row for row in rows if row.role == Role.REQUIRE]
    if not has_instruments:
        raise ValidationError(_("Name at least one instrument, or let the rule hold for a programme, a level or all."))
    if effect == Then.REQUIRE and len(required) != 1:
        raise ValidationError(_("A rule that requires something has exactly one row with the role “Require”."))
    if effect != Then.REQUIRE and required:
        raise ValidationError(_("Only a rule that requires something has a row with the role “Require”: delete it."))
    if effect == Then.EXCLUDE and not rows:
        raise ValidationError(
            _("A rule that always excludes closes the route: set its state instead, or add a condition.")
        )
    if effect == Then.LIMIT and not rows:
        raise ValidationError(
            _("A rule that always sets what is paid changes the route: change its amount instead, or add a condition.")
        )
    for row in rows:
        if row.question.kind in PLACE_KINDS and not row.has_area:
            raise ValidationError(
                _("Choose at least one place or group for “%(question)s”.") % {"question": row.question.label}
            )
        if row.question.kind not in PLACE_KINDS and row.has_area:
            raise ValidationError(
                _("“%(question)s” is not about places: leave places and groups empty.")
                % {"question": row.question.label}
            )
