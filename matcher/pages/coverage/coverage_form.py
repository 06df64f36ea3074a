"""What may be asked of the map of support: a level, who applies, where, and when it begins."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.forms import ChoiceField, Form
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogue.entries.group import GroupEntry
from catalogue.vocabulary import GroupKind
from matcher.answers.questionnaire import summary
from matcher.engine.answers import APPLICANT, DISCIPLINE, GOAL, PLACE, START, QuestionName
from matcher.engine.places import GroupId
from matcher.pages.coverage.coverage import LEVEL, Support
from matcher.pages.drawn_form import FormPart, drawn_form
from matcher.pages.routes.filter_form import carry
from matcher.rules.words import OptionWords, say
from matcher.speech.writing import long_date

ASKED = (APPLICANT, PLACE, START)
SEASONS = 4


class SelectOption(NamedTuple):
    value: str
    label: str
    chosen: bool


class LevelOption(NamedTuple):
    value: str
    label: str
    routes: int
    chosen: bool


class Select(NamedTuple):
    """A question with one answer; its options under headings, "" for none. `whatever` is to give none, "" where one must."""

    name: str
    label: str
    whatever: str
    groups: tuple[tuple[str, tuple[SelectOption, ...]], ...]

    @property
    def field(self) -> ChoiceField:
        options = [(one.value, one.label) for _heading, group in self.groups for one in group]
        return ChoiceField(label=self.label, choices=[("", self.whatever), *options], required=False)


class Other(NamedTuple):
    """An answer that counts too, and the query string of the map without it."""

    label: str
    address: str


def coverage_form(support: Support) -> Form:
    """What the map counts, as a form, which crispy draws."""
    levels, asked = level_options(support), selects(support)
    form = select_form(asked)
    form.fields[LEVEL] = ChoiceField(choices=[("", ""), *((one.value, one.label) for one in levels)], required=False)
    parts = (
        carry(hidden(support, LEVEL, *ASKED)),
        FormPart("pages/coverage/fields/level.html", LEVEL, levels=levels),
        *(drawn_select(one) for one in asked),
        button(_("Count again"), "btn-go btn-sm"),
    )
    attrs = {"aria-label": _("What the map counts")}
    return drawn_form(form, *parts, action=reverse("coverage"), css="wrap cov-form", **attrs)


def form_of_one(support: Support) -> Form:
    """The choice of the discipline to read goal by goal, as a form."""
    one = picker(support)
    parts = (
        carry(hidden(support, DISCIPLINE)),
        drawn_select(one),
        button(pgettext("a button", "Show"), "btn-line"),
    )
    return drawn_form(select_form([one]), *parts, action=reverse("coverage"), css="cov-one")


def select_form(asked: Iterable[Select]) -> Form:
    form = Form()
    form.fields.update({one.name: one.field for one in asked})
    return form


def drawn_select(one: Select) -> FormPart:
    return FormPart("components/select.html", one.name, select=one)


def button(go: str, looks: str) -> FormPart:
    return FormPart("pages/coverage/fields/button.html", go=go, looks=looks)


def level_options(support: Support) -> list[LevelOption]:
    """With the routes that are left of each, whatever the discipline and the goal."""
    return [
        LevelOption(slug, label, support.found.all.of(slug), slug == support.level)
        for slug, label in support.levels.items()
    ]


def selects(support: Support) -> list[Select]:
    words = support.site.words
    applicants = named(words.options_of(APPLICANT), support.said(APPLICANT))
    return [
        Select(APPLICANT, words.question(APPLICANT), _("whoever applies"), (("", applicants),)),
        Select(PLACE, words.question(PLACE), _("wherever it goes"), places(support)),
        Select(START, _("Begins in"), _("whenever it begins"), (("", starts(support)),)),
    ]


def picker(support: Support) -> Select:
    """The choice of the discipline to read goal by goal."""
    options = named(support.disciplines, frozenset({support.looked_at()}))
    return Select(DISCIPLINE, _("Choose your discipline"), "", (("", options),))


def named(options: Iterable[OptionWords], chosen: frozenset[str]) -> tuple[SelectOption, ...]:
    return tuple(SelectOption(one.value, say(one.label), one.value in chosen) for one in options)


def places(support: Support) -> tuple[tuple[str, tuple[SelectOption, ...]], ...]:
    """What is often chosen, and the groups whose list holds on the day; of several that were chosen, the first is marked."""
    own = min(support.said(PLACE), default="")
    words = support.site.words
    members = support.site.compiled(support.asked.on).atlas.members
    headed = {_("Often chosen"): [one.value for one in words.options_of(PLACE)]}
    kinds = {kind.value: str(kind.label) for kind in GroupKind}
    for slug, group in support.site.all(GroupEntry).items():
        if group.kind != GroupKind.BASE and members[GroupId(slug)].full:
            headed.setdefault(kinds[group.kind], []).append(slug)
    if own and not any(own in codes for codes in headed.values()):
        headed = {"": [own], **headed}
    return tuple(
        (heading, tuple(SelectOption(code, words.place(code), code == own) for code in codes))
        for heading, codes in headed.items()
    )


def starts(support: Support) -> tuple[SelectOption, ...]:
    """A day for each of the coming quarters, and the visitor's own where it is another."""
    own = support.asked.answers.day(START)
    days = [*seasons(support.asked.on)]
    options = [SelectOption(day.isoformat(), season_in_words(day), day == own) for day in days]
    if own and own not in days:
        options.insert(0, SelectOption(own.isoformat(), long_date(own), True))
    return tuple(options)


def seasons(on: date) -> Iterable[date]:
    """The middle of each of the four quarters that come after the one of the day."""
    now = on.year * 4 + (on.month - 1) // 3
    for quarter in range(now + 1, now + 1 + SEASONS):
        yield date(quarter // 4, quarter % 4 * 3 + 2, 15)


def season_in_words(middle: date) -> str:
    """The quarter around a day: "Januari tot maart 2027 (start op 15 februari)"."""
    first, last = (date_format(middle.replace(month=middle.month + step), "F") for step in (-1, 1))
    values = {"first": first, "last": last, "year": middle.year, "day": date_format(middle, "j F")}
    return capfirst(_("%(first)s to %(last)s %(year)d (start on %(day)s)") % values)


def hidden(support: Support, *asking: str) -> list[tuple[str, str]]:
    """What a form carries along beside what it asks itself; of several places, all but the one that it shows."""
    shown = (PLACE, min(support.said(PLACE), default=""))
    pairs = parse_qsl(support.here())
    return [pair for pair in pairs if pair[0] not in asking or (pair[0] == PLACE and pair != shown)]


def others(support: Support) -> list[Other]:
    """The answers that count and that the form does not ask; of several places, all of them together."""
    asked = {DISCIPLINE, GOAL, APPLICANT, START, *([PLACE] if len(support.said(PLACE)) < 2 else [])}
    return [
        Other(f"{one.label}: {one.said}", support.here(without=QuestionName(one.name)))
        for one in summary(support.site, support.asked)
        if one.name not in asked
    ]
