"""One name in an address, and what is understood of the texts behind it: what all parameters share, and the two plainest, words
and the number of a page."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext as _

from catalogue.languages import Label
from matcher.answers.notes import LONGEST, Telling
from matcher.rules.words import Pair, say

MOST_VALUES = 60

Named: TypeAlias = "Label | Pair"
"""A name in the active language, or in every language."""
Understood = tuple[str, ...] | date | int | str


def said(name: Named) -> str:
    return say(name) if isinstance(name, Mapping) else str(name)


@dataclass(frozen=True, slots=True)
class Parameter(ABC):
    """One name in the address. `label` says in a word what it is about; "" for the name itself."""

    name: str
    label: Named = ""

    @property
    def title(self) -> str:
        return said(self.label) or self.name

    @abstractmethod
    def read(self, given: Sequence[str], telling: Telling) -> Understood | None:
        """What the texts say, each once and none of them blank; None where nothing of it is understood."""


@dataclass(frozen=True, slots=True)
class SingleParameter(Parameter):
    """A parameter of which the first value that is understood is kept."""

    def read(self, given: Sequence[str], telling: Telling) -> Understood | None:
        for place, text in enumerate(given):
            value = self.value(text, telling)
            if value is not None:
                if place + 1 < len(given):
                    message = _("One answer is enough for “%(label)s”: we kept %(kept)s.")
                    names = {"label": self.title, "kept": text[:LONGEST]}
                    telling.tell(self.name, given[place + 1], message % names)
                return value
        return None

    @abstractmethod
    def value(self, text: str, telling: Telling) -> Understood | None:
        """What one text says; None, and told, where it says nothing."""


@dataclass(frozen=True, slots=True)
class TextParameter(SingleParameter):
    """Words to look for, or anything else of which a page judges itself. What is longer is cut."""

    longest: int = LONGEST

    def value(self, text: str, telling: Telling) -> str | None:
        return text[: self.longest].strip() or None


@dataclass(frozen=True, slots=True)
class PageParameter(SingleParameter):
    """The number of a page of a list. Whether there is such a page is known only after the search (`Query.page`)."""

    name: str = "page"

    def value(self, text: str, telling: Telling) -> int | None:
        if text.isascii() and text.isdigit():
            return int(text)
        telling.typed.setdefault(self.name, []).append(text)
        return None
