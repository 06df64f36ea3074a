"""The kit: what there is to build pages with, as the pages themselves read it. What it shows stands in `specimens`.

A component is a template of `templates/components/`. Its first comment says what it takes, and is read from there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

S = TypeVar("S")
Given = Mapping[str, Any]
States = Iterator[tuple[str, Given]]
"""Each state of a component: a caption, and what the component is given to be in it."""

Width = Literal["small", "column", "wide"]
"""What room a component has on its page: that of a word, of a column at the side, or all there is."""
ABSENT = object()
"""Stands for a row that the catalogue does not hold."""
FIRST_COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)
ID = re.compile(r'\sid="([^"]+)"')
LANDMARK = re.compile(r'<(?:nav|aside)\b|role="search"')
RULES = re.compile(r"{([^{}]*)}")
TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
PX_PER_REM = 16


class Silent(str):
    """The caption of a state in which a component draws nothing, and is meant to."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Specimen:
    """One component in one state. `html` is "" where it draws nothing, or where the catalogue has nothing in that state."""

    caption: str
    html: SafeString

    @property
    def slug(self) -> str:
        return slugify(self.caption)

    @property
    def is_silent(self) -> bool:
        return isinstance(self.caption, Silent)


@dataclass(frozen=True, slots=True)
class Component(Generic[S]):
    """A template, and how to bring it into each of its states from a stock of what pages show."""

    name: str
    group: str
    states: Callable[[S], States]
    width: Width
    around: str
    """What stands around it on a page, with {} in its place: a row needs its list."""
    before: str
    """What stands above all of it on a page: the heading that its own ones go below, the form that its fields name."""
    drawn_by: str
    """The template that shows it, where it draws nothing itself."""

    @property
    def file(self) -> str:
        return f"components/{self.name}.html"

    @property
    def takes(self) -> str:
        found = FIRST_COMMENT.search(get_template(self.file).template.source)  # type: ignore[attr-defined]
        return " ".join(found[1].split()) if found else ""

    def specimens(self, stock: S) -> tuple[Specimen, ...]:
        return tuple(Specimen(caption, self.drawn(given)) for caption, given in self.states(stock))

    def drawn(self, given: Given) -> SafeString:
        if any(one is ABSENT for one in given.values()):
            return SafeString("")
        html = get_template(self.drawn_by or self.file).render(dict(given)).strip()
        return format_html(self.around, SafeString(html)) if html else SafeString("")


@dataclass(frozen=True, slots=True)
class Kit(Generic[S]):
    """The components in the order in which they were written down."""

    components: dict[str, Component[S]]

    def shows(
        self, group: str, *, width: Width = "wide", around: str = "{}", before: str = "", drawn_by: str = ""
    ) -> Callable[[Callable[[S], States]], Callable[[S], States]]:
        """Puts the component of the same name as the function in the kit."""

        def put(states: Callable[[S], States]) -> Callable[[S], States]:
            name = states.__name__
            self.components[name] = Component(name, group, states, width, around, before, drawn_by)
            return states

        return put

    def groups(self) -> dict[str, list[Component[S]]]:
        found: dict[str, list[Component[S]]] = {}
        for one in self.components.values():
            found.setdefault(one.group, []).append(one)
        return found


def first(rows: Iterable[Any], holds: Callable[[Any], object] = bool) -> Any:
    """The first one for which something holds, or ABSENT."""
    return next((one for one in rows if holds(one)), ABSENT)


def stand_together(specimens: Sequence[Specimen]) -> bool:
    """Whether a page may hold all of them: no id twice, and no two landmarks of one kind."""
    html = "".join(one.html for one in specimens)
    return max(Counter(ID.findall(html)).values(), default=1) == 1 and len(LANDMARK.findall(html)) <= 1


def symbols() -> list[str]:
    """The ids of the figures and icons that every page can draw."""
    source = get_template("components/sprite.html").template.source  # type: ignore[attr-defined]
    return re.findall(r'<symbol id="([^"]+)"', source)


@dataclass(frozen=True, slots=True)
class Token:
    """A custom property of css/site.css; `dark` is its value in the dark, where that is another."""

    name: str
    value: str
    dark: str = ""

    @property
    def is_colour(self) -> bool:
        return self.value.startswith("#")

    @property
    def px(self) -> int:
        return round(float(self.value.removesuffix("rem")) * PX_PER_REM)


def tokens() -> tuple[Token, ...]:
    """What the first rules of the stylesheet set: those of the light, and below it of the dark."""
    css = Path(str(finders.find("css/site.css"))).read_text(encoding="utf-8")
    light, dark = (dict(TOKEN.findall(one)) for one in RULES.findall(css.partition("@layer tokens {")[2])[:2])
    return tuple(Token(name, value, dark.get(name, "")) for name, value in light.items())


def tokens_of(pattern: str) -> list[Token]:
    """Those whose whole name the regular expression matches, in the order of the stylesheet."""
    return [one for one in tokens() if re.fullmatch(pattern, one.name)]
