"""The closed lists of which questions, rules and personas are made, with their words in the admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matcher.engine.answers import QuestionKind, WhenAsked
from matcher.engine.ruleset import RuleEffect
from matcher.engine.verdicts import Verdict


class Kind(models.TextChoices):
    CHOICE = QuestionKind.CHOICE.value, _("One option")
    CHOICES = QuestionKind.CHOICES.value, _("Several options")
    PLACE = QuestionKind.PLACE.value, _("One place")
    PLACES = QuestionKind.PLACES.value, _("Several places")
    DATE = QuestionKind.DATE.value, _("A date")
    NUMBER = QuestionKind.NUMBER.value, _("A whole number")
    MONEY = QuestionKind.MONEY.value, _("An amount in euros")


class When(models.TextChoices):
    ALWAYS = WhenAsked.ALWAYS.value, _("Always")
    WHILE_NEEDED = WhenAsked.WHILE_NEEDED.value, _("While a route depends on it")
    OPTIONAL = WhenAsked.OPTIONAL.value, _("At the end, for the order only")


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
    ANSWERED_AS = "answered-as", _("is any of, once answered")
    COUNTS_AT_LEAST = "counts-at-least", _("counts at least so many countries of")
    AT_LEAST = "at-least", _("is at least")
    AT_MOST = "at-most", _("is at most")
    ANSWERED_FROM = "answered-from", _("is at least, once answered")
    BEFORE = "before", _("is before")
    AFTER = "after", _("is after")


_CHOOSING = frozenset({Operator.ANY_OF, Operator.NONE_OF, Operator.ALL_WITHIN})
_OF_OPTIONS = _CHOOSING | {Operator.ANSWERED_AS}
"""A rule that only looks at what somebody says of their own accord asks nobody for it."""
_OF_NUMBERS = frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.ANSWERED_FROM})
OPERATORS_FOR: dict[QuestionKind, frozenset[Operator]] = {
    QuestionKind.CHOICE: _OF_OPTIONS,
    QuestionKind.CHOICES: _OF_OPTIONS,
    QuestionKind.PLACE: _CHOOSING,
    QuestionKind.PLACES: _CHOOSING | {Operator.COUNTS_AT_LEAST},
    QuestionKind.DATE: frozenset({Operator.BEFORE, Operator.AFTER}),
    QuestionKind.NUMBER: _OF_NUMBERS,
    QuestionKind.MONEY: _OF_NUMBERS,
}


class Scope(models.TextChoices):
    INSTRUMENTS = "instruments", _("These instruments")
    PROGRAMME = "programme", _("All of a programme")
    LEVEL = "level", _("All of a level")
    EVERYTHING = "everything", _("All instruments")


class Then(models.TextChoices):
    REQUIRE = RuleEffect.REQUIRE.value, _("require something more")
    EXCLUDE = RuleEffect.EXCLUDE.value, _("exclude it")
    POINTS = RuleEffect.POINTS.value, _("add or take points")
    ADVISE = RuleEffect.ADVISE.value, _("give advice")
    LIMIT = RuleEffect.LIMIT.value, _("set what it pays at most")


class Role(models.TextChoices):
    WHEN = "when", pgettext_lazy("the first half of a rule", "When")
    REQUIRE = "require", _("Require")


class Outlook(models.TextChoices):
    """What an expert expects of a route: a verdict."""

    FITS = Verdict.FITS.value, _("it fits")
    MAY_FIT = Verdict.MAY_FIT.value, _("it may fit")
    ALMOST = Verdict.ALMOST.value, _("it almost fits")
    NO = Verdict.NO.value, _("it does not fit")
