"""Choices by their short names, or by the words that people have for them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.editions.search.words import folded
from matcher.answers.notes import LONGEST, Telling, most_like
from matcher.answers.parameters.parameter import MOST_VALUES, Named, Parameter, said

WORD = re.compile(r"\w+")
LETTERS_OF_A_WORD, LETTERS_OF_A_PART = 4, 5
"""A shorter word ("en", "the") is in many names, and a shorter part of a word in many words."""


def texts_by_code(named: Mapping[str, Named]) -> Iterable[tuple[str, str]]:
    """Each text in every language, those in the active language last."""
    for code, name in named.items():
        if isinstance(name, Mapping):
            yield from ((code, text) for text in name.values() if text)
    yield from ((code, said(name)) for code, name in named.items())


def has_all(words: Collection[str], text: str) -> bool:
    """Whether each is a word of a text, or is long enough and part of one."""
    there = WORD.findall(folded(text))
    return all(any(word == one or (len(word) >= LETTERS_OF_A_PART and word in one) for one in there) for word in words)


@dataclass(frozen=True, slots=True)
class ManyParameter(Parameter):
    """Choices by their short names. `options` has the name of each; `most` is how many may be made."""

    options: Mapping[str, Named] = field(default_factory=dict)
    most: int = MOST_VALUES
    in_given_order: bool = False
    """Whether the order in which they are given says something; else one set of choices has one address."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Short names of before, each with the choice that it is now."""
    reads_words: bool = False
    """Whether a name, or words of it, are understood too."""
    families: Mapping[str, Named] = field(default_factory=dict)
    """The heading below which a choice stands, where it has one: a word of it means all of them."""
    abouts: Mapping[str, Named] = field(default_factory=dict)
    """What is said of a choice."""
    _by_text: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Per active language: the choices by all their names, folded. Made when one is first looked for by name."""

    def read(self, given: Sequence[str], telling: Telling) -> tuple[str, ...] | None:
        chosen: dict[str, str] = {}
        for text, code in zip(given, self.codes(given), strict=True):
            meant = self.called(text) if code is None and self.reads_words else ()
            if code is not None or len(meant) == 1:
                chosen.setdefault(code or meant[0], text)
            if len(meant) == 1:
                told = {"value": text[:LONGEST], "label": said(self.options[meant[0]])}
                telling.tell(self.name, text, _("We read “%(value)s” as “%(label)s”.") % told, is_read=True)
            elif meant:
                told = {"value": text[:LONGEST], "choices": " · ".join(said(self.options[one]) for one in meant)}
                message = _("“%(value)s” can be more than one answer: %(choices)s. Which one?") % told
                telling.refuse(self.name, text, message, choices=meant)
            elif code is None:
                telling.refuse(self.name, text, self.not_a_choice(text) if telling.has_room else "")
        kept, beyond = [*chosen][: self.most], [*chosen][self.most :]
        if beyond:
            telling.tell(self.name, chosen[beyond[0]], self.too_many(kept, beyond))
        return tuple(kept if self.in_given_order else sorted(kept)) or None

    def codes(self, given: Sequence[str]) -> list[str | None]:
        """For each text the choice that it is, None for none."""
        return [text if text in self.options else self.former.get(text) for text in given]

    def called(self, given: str) -> tuple[str, ...]:
        """The choices that have this name, or else all that have its words in a name or a heading, as words or as parts of longer
        ones ("organisatie"), or else in what is said of them; short words say nothing."""
        key = folded(given[:LONGEST])
        if whole := dict.fromkeys(code for code, name in self.names() if folded(name) == key):
            return tuple(whole)
        words = {word for word in WORD.findall(key) if len(word) >= LETTERS_OF_A_WORD}
        if not words:
            return ()
        called = {code for code, text in (*self.names(), *texts_by_code(self.families)) if has_all(words, text)}
        told = (code for code, text in texts_by_code(self.abouts) if words <= {*WORD.findall(folded(text))})
        some = called or {*told}
        return tuple(code for code in self.options if code in some)

    def not_a_choice(self, given: str) -> str:
        values = {"value": given[:LONGEST], "label": self.title, "near": self.nearest(given)}
        if values["near"]:
            return _("“%(value)s” is not a choice for “%(label)s”. Did you mean %(near)s?") % values
        return _("“%(value)s” is not a choice for “%(label)s”. We left it out.") % values

    def nearest(self, given: str) -> str:
        """The choice of which the name or the short name is most like a text; "" where none is like it."""
        by_text = self.by_text()
        near = most_like(folded(given[:LONGEST]), by_text)
        if near is None:
            return ""
        code = by_text[near]
        label = said(self.options[code])
        return f"{label} ({code})" if label != code else f"“{code}”"

    def by_text(self) -> Mapping[str, str]:
        """The choices by their names and short names; of equal ones short names go first, then those in the active language."""
        language = get_language() or ""
        if language not in self._by_text:
            names = {folded(name): code for code, name in self.names()}
            self._by_text[language] = names | {folded(code): code for code in self.options}
        return self._by_text[language]

    def names(self) -> Iterable[tuple[str, str]]:
        """Every choice with each of its names, those in the active language last."""
        yield from texts_by_code(self.options)

    def too_many(self, kept: Sequence[str], beyond: Sequence[str]) -> str:
        names = {"label": self.title, "kept": said(self.options[kept[0]]), "most": self.most}
        if self.most == 1:
            return _("One answer is enough for “%(label)s”: we kept %(kept)s.") % names
        left_out = ", ".join(said(self.options[code]) for code in beyond)
        message = _("“%(label)s” takes at most %(most)d: we left out %(left_out)s.")
        return message % {**names, "left_out": left_out}


@dataclass(frozen=True, slots=True)
class ChoiceParameter(ManyParameter):
    """One choice of a few."""

    most: int = 1
