"""One question as a form. The other answers ride along as hidden inputs, so that the address keeps the whole state."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from matcher.engine.answers import QuestionKind
from matcher.pages.questionnaire.places_to_pick import PlacesToPick
from matcher.rules.words import QuestionWords, Words, say

PILLS = "pages/questionnaire/fields/pills.html"
PLACE = "pages/questionnaire/fields/place.html"
PLACES = "pages/questionnaire/fields/places.html"
LINE = "pages/questionnaire/fields/line.html"
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""All that a browser's calendar can show; it empties what is written otherwise."""


SHORT = 3
"""How many options a question has that is put in one line."""


@dataclass(frozen=True, slots=True)
class Pill:
    """One option. `left`: how many routes it would leave; None where that is not counted."""

    value: str
    label: str
    help: str
    left: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """What is said of an answer: that it was not understood, or how it was read."""

    message: str
    is_read: bool
    choices: tuple[tuple[str, str], ...] = ()
    """What it can be, each with the address of the page with that as an answer."""


class QuestionForm(forms.Form):
    """`given` holds the values as they stand in the address, wrong ones too; `told` what is said of them.

    It only draws: `matcher.answers.address` reads the answer. `places` is there for questions about places alone.
    `explains`: with what each option means, where that is known."""

    def __init__(
        self,
        question: QuestionWords,
        words: Words,
        given: list[str],
        left: Mapping[str, int],
        places: PlacesToPick | None = None,
        told: Iterable[ToldAnswer] = (),
        *,
        explains: bool = True,
    ) -> None:
        super().__init__()
        self.question = question
        self.told = list(told)
        self.is_refused = any(not one.is_read for one in self.told)
        self.places = places
        self.families = families(question, given, left)
        self.explains = explains and any(pill.help for _family, pills in self.families for pill in pills)
        self.shows_calendar = question.kind is QuestionKind.DATE and (
            not given or ISO_DAY.fullmatch(given[0]) is not None
        )
        self.is_short = not self.places and sum(len(pills) for _, pills in self.families) <= SHORT
        self.is_one = question.kind in (QuestionKind.CHOICE, QuestionKind.PLACE)
        self.elsewhere, self.strange = elsewhere(question, words, given)
        self.fields[question.name] = forms.CharField(
            initial=given[0] if given else "", required=False, label=say(question.text), help_text=say(question.help)
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_labels = False
        self.helper.layout = Layout(Field(question.name, template=template_of(question)))


def template_of(question: QuestionWords) -> str:
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            return PILLS
        case QuestionKind.PLACE:
            return PLACE
        case QuestionKind.PLACES:
            return PLACES
        case _:
            return LINE


def families(question: QuestionWords, given: list[str], left: Mapping[str, int]) -> list[tuple[str, list[Pill]]]:
    """The options under their headings, in order."""
    return [
        (
            say(family) if family else "",
            [
                Pill(one.value, say(one.label), say(one.help), left.get(one.value), one.value in given)
                for one in options
            ],
        )
        for family, options in groupby(question.options, key=lambda one: one.family)
    ]


def elsewhere(question: QuestionWords, words: Words, given: list[str]) -> tuple[list[str], str]:
    """The names of the places that are no option, for the question about one place; and what was given in words: another
    place's name, or what is no place at all."""
    if question.kind is not QuestionKind.PLACE:
        return [], ""
    proposed = {one.value for one in question.options}
    names = sorted((say(name) for code, name in words.places.items() if code not in proposed), key=str.casefold)
    other = next((one for one in given if one not in proposed), "")
    return names, words.place(other)
