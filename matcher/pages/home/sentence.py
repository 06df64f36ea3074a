"""The plan as one sentence to fill in: who, to do what, where."""

from dataclasses import dataclass

from matcher.engine.answers import APPLICANT, GOAL, PLACE, QuestionName
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.writing import in_a_sentence, lowered

BLANKS = (APPLICANT, GOAL, PLACE)


@dataclass(frozen=True, slots=True)
class Blank:
    """One place in the sentence: the question it answers, and what may be filled in, first what is proposed."""

    name: str
    question: str
    options: tuple[tuple[str, str], ...]


def sentence(site: Site) -> tuple[Blank, ...]:
    """As many blanks as there are questions for; the page draws them only where all three are there."""
    return tuple(blank(site, name) for name in BLANKS if name in site.words.questions)


def blank(site: Site, name: QuestionName) -> Blank:
    question = site.words.questions[name]
    options = [(one.value, say(one.label)) for one in question.options]
    if name == PLACE:
        proposed = {value for value, _label in options}
        countries = (str(code) for code, place in site.ruleset.places.places.items() if place.parent is None)
        others = [(code, site.words.place(code)) for code in countries if code not in proposed]
        options += sorted(others, key=lambda option: option[1].casefold())
        options = [(code, in_a_sentence(code, name)) for code, name in options]
    else:
        options = [(value, lowered(label)) for value, label in options]
    return Blank(name, say(question.text), tuple(options))
