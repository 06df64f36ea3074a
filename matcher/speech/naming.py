"""Names as they stand in a sentence: options, places, areas and questions, and what was answered, in the active language."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matcher.engine.answers import QuestionName, Value
from matcher.engine.places import Area
from matcher.rules.words import Words
from matcher.speech.rounds import Say
from matcher.speech.writing import all_of, euros, in_a_sentence, long_date, lowered, one_of


@dataclass(frozen=True, slots=True)
class Namer:
    """Says the names of an edition. `day` writes a date: in words for people, ISO for programs."""

    words: Words
    day: Say = long_date

    def options(self, question: str, values: Iterable[str], join: Callable[[Iterable[str]], str] = one_of) -> str:
        those = frozenset(values)

        def said() -> str:
            asked = self.words.questions.get(question)
            order = {one.value: index for index, one in enumerate(asked.options)} if asked else {}
            ordered = sorted(those, key=lambda value: (order.get(value, len(order)), value))
            return join(lowered(self.words.option(question, value)) for value in ordered)

        return self.kept(said, question, those, join)

    def area(self, area: Area) -> str:
        if not area:
            return _("another country than your own")
        named = (*area.groups, *area.places)
        return self.kept(lambda: one_of(self.place(code) for code in named), named)

    def places(self, codes: Iterable[str]) -> str:
        return all_of(self.place(code) for code in sorted(codes))

    def place(self, code: str) -> str:
        return in_a_sentence(code, self.words.place(code))

    def question(self, name: str) -> str:
        return lowered(self.words.question(name))

    def number(self, question: str, number: int) -> str:
        asked = self.words.questions.get(question)
        return euros(number) if asked and asked.kind == "money" else str(number)

    def answer(self, name: QuestionName, value: Value) -> str:
        """What was answered, in words."""
        asked = self.words.questions[name]
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int):
            return self.number(name, value)
        if asked.kind in ("place", "places"):
            return all_of(self.words.place(code) for code in sorted(value))
        return self.options(name, value, all_of)

    def kept(self, say: Callable[[], str], *about: Hashable) -> str:
        """What the words keep as it is said in the active language; else it is put together."""
        return self.words.said.of((get_language(), *about), say)
