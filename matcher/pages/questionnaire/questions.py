"""One question put to one visitor: its form, with the number of routes that each answer would leave."""

from urllib.parse import quote_plus

from matcher.answers.address import Asked
from matcher.answers.counter import left_by_option
from matcher.answers.notes import Note
from matcher.answers.questionnaire import ASK, state
from matcher.engine.answers import BASE, QuestionKind, QuestionName
from matcher.pages.questionnaire.forms import QuestionForm, ToldAnswer
from matcher.pages.questionnaire.places_to_pick import PlacesToPick, places_to_pick
from matcher.rules.site import Site
from matcher.rules.words import say

ANY = "0"
"""Stands for the places in an address: no place has that code."""


def form_of(site: Site, asked: Asked, name: QuestionName, given: list[str], *, explains: bool = True) -> QuestionForm:
    """`given` holds the values as they stand in the address, wrong ones too."""
    question = site.words.questions[name]
    left = left_by_option(site, asked, name)
    places = places_of(site, asked, name, given, left) if question.kind is QuestionKind.PLACES else None
    told = [ToldAnswer(note.message, note.is_read, choices(site, asked, name, note)) for note in asked.about(name)]
    return QuestionForm(question, site.words, given, left, places, told, explains=explains)


def places_of(site: Site, asked: Asked, name: QuestionName, given: list[str], left: dict[str, int]) -> PlacesToPick:
    chosen = asked.answers.chosen(name) or frozenset()
    whole = "&" + state(site, asked, changed={name: frozenset({ANY})}, more=[(ASK, name)])
    before, _place, after = whole.partition(f"&{name}={ANY}")

    def toggle(code: str) -> str:
        places = "".join(f"&{name}={quote_plus(one)}" for one in sorted(chosen ^ {code}))
        return "?" + f"{before}{places}{after}".removeprefix("&")

    home = asked.answers.chosen(BASE) or frozenset()
    return places_to_pick(site, site.compiled(asked.on), given, left, toggle, home)


def choices(site: Site, asked: Asked, name: QuestionName, note: Note) -> tuple[tuple[str, str], ...]:
    """What a text can be, each with the address of the page on which that is an answer."""
    kind = site.words.questions[name].kind
    many = kind in (QuestionKind.PLACES, QuestionKind.CHOICES)
    labels = {option.value: option.label for option in site.words.options_of(name)}
    are_places = kind in (QuestionKind.PLACE, QuestionKind.PLACES)
    chosen = asked.answers.chosen(name) or frozenset() if many else frozenset()
    return tuple(
        (
            site.words.place(code) if are_places else say(labels[code]),
            "?" + state(site, asked, changed={name: chosen | {code}}, more=[(ASK, name)]),
        )
        for code in note.choices
    )


def form_in_place(site: Site, asked: Asked, name: QuestionName) -> QuestionForm | None:
    """The form for a question that is short enough to stand among results, with what was typed and not understood; None for those
    about places."""
    if site.words.questions[name].kind in (QuestionKind.PLACE, QuestionKind.PLACES):
        return None
    return form_of(site, asked, name, [*asked.query.typed.get(name, ())][:1], explains=False)
