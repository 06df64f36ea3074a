"""The one reader of query strings: a page declares its parameters, and gets what an address says of them.

Nothing in a query string is an error that stops a page. What is not understood is left out and told in a `Note`, with the nearest
that is known; what was typed stays at hand (`Query.typed`), so that a box can keep it. No request and no database: names to lists
of texts come in, and the names of choices as mappings."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalogue.editions.search_words import folded
from catalogue.languages import Label
from matcher.answers import spellings
from matcher.answers.count_words import CountUnit
from matcher.answers.counts import count
from matcher.answers.periods import either_of, is_year, period
from matcher.answers.places_meant import Meant, PlaceNames, Reading
from matcher.answers.places_told import reading_told
from matcher.rules.words import Pair, say
from matcher.speech.writing import long_date

LONGEST = 80
"""How many letters of what was typed a note says again."""
LONGEST_VALUE = 2_000
MOST_NOTES = 8
MOST_VALUES = 60
MOST_EUR = 1_000_000_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
EXAMPLE_DAY = date(2027, 6, 20)
PART_OF_ONE = re.compile(r"\s*[0-9]+[.,][0-9]+\s*")
NEAR = 0.6
"""How alike two texts must be, from 0 to 1, for the one to be proposed for the other."""
MARKS_THOUSANDS = {"nl": ".", "en": ","}
WORD = re.compile(r"\w+")
LETTERS_OF_A_WORD, LETTERS_OF_A_PART = 4, 5
"""A shorter word ("en", "the") is in many names, and a shorter part of a word in many words."""

Named: TypeAlias = "Label | Pair"
"""A name in the active language, or in every language."""
Understood = tuple[str, ...] | date | int | str


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the address that was left out or read in one way of several, and why."""

    name: str
    value: str
    message: str
    is_read: bool = False
    """Whether it was understood, and the note says how."""
    choices: tuple[str, ...] = ()
    """What it can be, where it is asked."""


def note(name: str, value: str, message: str, *, is_read: bool = False, choices: tuple[str, ...] = ()) -> Note:
    """With no more of what was typed than a note says."""
    return Note(name[:LONGEST], value[:LONGEST], message, is_read, choices)


def said(name: Named) -> str:
    return say(name) if isinstance(name, Mapping) else str(name)


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


@dataclass(slots=True)
class Telling:
    """What one reading has to tell so far."""

    on: date | None = None
    """The day from which "oktober" is the next one; None: nothing is read so."""
    notes: list[Note] = field(default_factory=list)
    left_out: int = 0
    typed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_room(self) -> bool:
        """Whether another message is shown, and worth looking for the nearest that is known."""
        return len(self.notes) < MOST_NOTES

    def tell(
        self, name: str, value: str, message: str, *, is_read: bool = False, choices: tuple[str, ...] = ()
    ) -> None:
        if self.has_room:
            self.notes.append(note(name, value, message, is_read=is_read, choices=choices))
        else:
            self.left_out += 1

    def refuse(self, name: str, value: str, message: str, *, choices: tuple[str, ...] = ()) -> None:
        """For a value that is not understood: what was typed is kept."""
        self.typed.setdefault(name, []).append(value)
        self.tell(name, value, message, choices=choices)

    def told(self) -> tuple[Note, ...]:
        """At most `MOST_NOTES`; where there is more to tell, the last says how much."""
        if not self.left_out:
            return tuple(self.notes)
        more = self.left_out + 1
        message = ngettext(
            "There is %(count)d answer more that we did not understand.",
            "There are %(count)d answers more that we did not understand.",
            more,
        )
        return (*self.notes[:-1], Note("", "", message % {"count": more}))


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name in the address. `label` says in a word what it is about; "" for the name itself."""

    name: str
    label: Named = ""

    @property
    def title(self) -> str:
        return said(self.label) or self.name

    def read(self, given: Sequence[str], telling: Telling) -> Understood | None:
        """What the texts say, each once and none of them blank; None where nothing of it is understood."""
        raise NotImplementedError


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
        near = get_close_matches(folded(given[:LONGEST]), by_text, n=1, cutoff=NEAR)
        if not near:
            return ""
        code = by_text[near[0]]
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


@dataclass(frozen=True, slots=True)
class PlacesParameter(ManyParameter):
    """Places and groups of places, by code or by any name that people have for them or for what lies in them."""

    known: PlaceNames | None = None
    """How they are called beside the names of the options."""
    keeps_parts: bool = False
    """Whether a part of a country that is no option is kept as a place of its own: it lies in that country, and in none of the
    parts that are options."""

    @property
    def place_names(self) -> PlaceNames:
        return self.known or PlaceNames(self.options)

    def read(self, given: Sequence[str], telling: Telling) -> tuple[str, ...] | None:
        names = self.place_names
        if all(text in self.options and text not in names.namesakes for text in given):
            return ManyParameter.read(self, given, telling)
        codes: list[str] = []
        parts: dict[str, None] = {}
        for text in given:
            readings = names.meant(text)
            for one in readings:
                if self.keeps_parts and one.own_part:
                    parts[one.own_part] = None
                else:
                    codes += [code for code in one.codes if one.reading.is_clear and code in self.options]
            self.tell(text, readings, names, telling)
        known = ManyParameter.read(self, list(dict.fromkeys(codes)), telling) if codes else None
        return tuple(sorted((*(known or ()), *parts))[: self.most]) or None

    def tell(self, typed: str, readings: Sequence[Meant], names: PlaceNames, telling: Telling) -> None:
        """Of a list only what was not understood stays typed."""
        for one in readings:
            text = one.text if len(readings) > 1 else typed
            if one.reading is Reading.NOTHING or not (one.codes or one.told):
                telling.refuse(self.name, text, self.not_a_choice(text) if telling.has_room else "")
            elif one.reading.is_clear:
                if told := reading_told(one, names):
                    telling.tell(self.name, text, told, is_read=True)
            else:
                telling.refuse(self.name, text, reading_told(one, names), choices=one.codes)

    def not_a_choice(self, given: str) -> str:
        """What is not in any list of places can be asked for by the country in which it lies."""
        if self.nearest(given):
            return ManyParameter.not_a_choice(self, given)
        message = _(
            "We do not know “%(value)s” as a place. Name the country in which it lies, or a larger city close to it."
        )
        return message % {"value": given[:LONGEST]}

    def nearest(self, given: str) -> str:
        name, code = self.place_names.near(given)
        if not name or folded(name) == folded(given):
            return ""
        label = said(self.options[code])
        return (
            f"{label} ({code})"
            if folded(label) == folded(name) or folded(name) in self.by_text()
            else f"{name} ({label})"
        )


@dataclass(frozen=True, slots=True)
class PlaceParameter(PlacesParameter):
    most: int = 1


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

    def value(self, text: str, telling: Telling) -> Understood | None:
        """What one text says; None, and told, where it says nothing."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class DayParameter(SingleParameter):
    def value(self, text: str, telling: Telling) -> date | None:
        written, names = spellings.day(text), {"value": text[:LONGEST]}
        begins = period(text, telling.on) if written is None and telling.on is not None else None
        found = written.day if written is not None else begins
        if found is None:
            telling.refuse(self.name, text, self.not_a_day(text, telling.on))
            return None
        if not FIRST_DAY <= found <= LAST_DAY:
            message = _("“%(value)s” lies too far away. Choose a date between 2000 and 2100.")
            telling.refuse(self.name, text, message % names)
            return None
        told = {**names, "day": long_date(found)}
        if written is None:
            telling.tell(self.name, text, _("“%(value)s”: we count with %(day)s.") % told, is_read=True)
        elif written.is_month:
            message = _("“%(value)s” is a month: we took its first day, %(day)s.")
            telling.tell(self.name, text, message % told, is_read=True)
        elif spellings.has_other_weekday(text, found):
            message = _("“%(value)s”: %(day)s is a %(weekday)s. We count with that date.")
            telling.tell(self.name, text, message % {**told, "weekday": date_format(found, "l")}, is_read=True)
        return found

    def not_a_day(self, text: str, on: date | None) -> str:
        names = {"value": text[:LONGEST]}
        if on is not None and (either := either_of(text, on)):
            message = _("“%(value)s” can be %(day)s or %(month)s. Write one of these two.")
            return message % {**names, "day": long_date(either[0]), "month": date_format(either[1], "F Y")}
        message = _("“%(value)s” is not a date. Write it like %(example)s.")
        if is_year(text):
            message = _("“%(value)s” is too wide to count from. Name a month or a day, like %(example)s.")
        example = EXAMPLE_DAY if on is None else EXAMPLE_DAY.replace(year=on.year + 1)
        return message % {**names, "example": long_date(example)}


@dataclass(frozen=True, slots=True)
class NumberParameter(SingleParameter):
    """A whole number of what `unit` says. Of a range the least is taken where `takes_least`: where all that is ever asked is to
    have so many, more than is meant is never promised. Elsewhere routes set a least and a most, and a range is asked back."""

    least: int = 0
    most: int = MOST_EUR
    unit: CountUnit = CountUnit.NUMBER
    takes_least: bool = False

    def value(self, text: str, telling: Telling) -> int | None:
        is_over = False
        if not spellings.is_below_nought(text):
            number = self.number(text, telling)
            if number is None or self.least <= number <= self.most:
                return number
            is_over = number > self.most
        message = _("“%(label)s” is at most %(limit)s, not %(value)s.")
        if not is_over:
            message = _("“%(label)s” is at least %(limit)s, not %(value)s.")
        limit = number_format(self.most if is_over else self.least, force_grouping=True)
        telling.refuse(self.name, text, message % {"value": text[:LONGEST], "label": self.title, "limit": limit})
        return None

    def number(self, text: str, telling: Telling) -> int | None:
        found = count(text, self.unit)
        names = {"value": text[:LONGEST], "label": self.title}
        if found is None:
            message = _("“%(value)s” is not a number that we can read. Write it in digits for “%(label)s”, like 12.")
            if PART_OF_ONE.fullmatch(text):
                message = _("“%(value)s” is not a whole number. Write only digits for “%(label)s”.")
            telling.refuse(self.name, text, message % names)
            return None
        ends = {
            "least": number_format(found.least, force_grouping=True),
            "most": number_format(found.most, force_grouping=True),
        }
        if found.least < found.most and not self.takes_least:
            message = _(
                "“%(value)s” runs from %(least)s to %(most)s, and routes differ in that. Write one number for “%(label)s”."
            )
            telling.refuse(self.name, text, message % {**names, **ends})
            return None
        if found.least < found.most:
            message = _("“%(value)s”: for “%(label)s” we count with %(least)s, which is sure.")
            telling.tell(self.name, text, message % {**names, **ends}, is_read=True)
        elif not found.is_plain and self.least <= found.least <= self.most:
            message = _("“%(value)s”: for “%(label)s” we count with %(least)s.")
            telling.tell(self.name, text, message % {**names, **ends}, is_read=True)
        return found.least


def euros_typed(text: str) -> int | tuple[int, ...]:
    """`spellings.amount`, as it is written in the active language."""
    language = (get_language() or "").partition("-")[0]
    return spellings.amount(text, marks_thousands=MARKS_THOUSANDS.get(language, ","))


@dataclass(frozen=True, slots=True)
class AmountParameter(NumberParameter):
    """Whole euros; cents are dropped, and that is told. Of a range the most is taken, for what pays that pays less too; or the
    least where `takes_least`. What can be read in two ways is asked back."""

    def number(self, text: str, telling: Telling) -> int | None:
        found = euros_typed(text)
        names = {"value": text[:LONGEST]}
        if isinstance(found, int):
            if spellings.drops_cents(text):
                told = {**names, "euros": number_format(found, force_grouping=True)}
                telling.tell(
                    self.name, text, _("“%(value)s”: we count with whole euros, %(euros)s.") % told, is_read=True
                )
            return found
        if between := spellings.amount_range(text):
            return self.one_of(text, between, telling)
        if found:
            message = _("“%(value)s” can be %(first)d or %(second)d euros. Write one of these two.")
        else:
            message = _("“%(value)s” is not an amount. Write whole euros, like 30000.")
        telling.refuse(
            self.name, text, message % {**names, "first": max(found, default=0), "second": min(found, default=0)}
        )
        return None

    def one_of(self, text: str, between: tuple[int, int], telling: Telling) -> int:
        taken = between[0] if self.takes_least else between[1]
        if self.least <= taken <= self.most:
            message = _("“%(value)s”: we count with the most of it, %(euros)s euros.")
            if self.takes_least:
                message = _("“%(value)s”: we count with the least of it, %(euros)s euros.")
            told = {"value": text[:LONGEST], "euros": number_format(taken, force_grouping=True)}
            telling.tell(self.name, text, message % told, is_read=True)
        return taken


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


@dataclass(frozen=True, slots=True)
class Query:
    """What an address says of the parameters of a page."""

    parameters: tuple[Parameter, ...] = ()
    values: Mapping[str, Understood] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What was not understood, by name."""
    notes: tuple[Note, ...] = ()

    def choice(self, name: str) -> str:
        """The one that was chosen, "" for none."""
        return next(iter(self.many(name)), "")

    def many(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def page(self, name: str, last: int) -> tuple[int, tuple[Note, ...]]:
        """The page to show of a list of so many, and a note where another was asked for than there is."""
        given = self.number(name)
        typed = next(iter(self.typed.get(name, ())), "") if given is None else str(given)
        number = min(max(given or 1, 1), last)
        if not typed or number == given:
            return number, ()
        message = _("There is no page “%(given)s” of %(count)d. This is page %(number)d.")
        values = {"given": typed[:LONGEST], "count": last, "number": number}
        return number, (note(name, typed, message % values),)

    def shown(self, name: str) -> str:
        """What a box shows: what was understood, or else what was typed."""
        if name in self.values:
            return next(iter(texts(self.values[name])), "")
        return next(iter(self.typed.get(name, ())), "")

    def pairs(self, *, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """What was understood, in the order of the parameters."""
        return [
            (one.name, text)
            for one in self.parameters
            if one.name in self.values and one.name not in without
            for text in texts(self.values[one.name])
        ]

    def settled(self, query: str) -> str:
        """A query string with each day and number as it was understood ("morgen", "1 week", "1.500"), so that it says the same to
        whoever is handed it, on whatever day; all else of it, and what was not understood, as it stands."""
        given = parse_qsl(query, keep_blank_values=True)
        counted = Counter(name for name, _text in given)
        pairs = [(name, self._settled(name, text) if counted[name] == 1 else text) for name, text in given]
        return query if pairs == given else urlencode(pairs)

    def _settled(self, name: str, text: str) -> str:
        value = self.values.get(name)
        return texts(value)[0] if isinstance(value, date | int) else text

    def address(self, *, without: Collection[str] = (), more: Iterable[tuple[str, str]] = ()) -> str:
        """The query string of what was understood, without "?"; so that one state has one address."""
        return urlencode([*self.pairs(without=without), *more])


def texts(value: Understood | frozenset[str]) -> list[str]:
    """A value as it stands in an address."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [*value]
    return [value.isoformat() if isinstance(value, date) else str(value)]


def read(
    given: Mapping[str, Sequence[str]],
    parameters: Iterable[Parameter],
    *,
    beside: Collection[str] = (),
    on: date | None = None,
) -> Query:
    """What a query string (names to lists of values) says. `beside` are names that somebody else reads. `on`: the day from which
    days without a year count; None: they are not understood."""
    declared = tuple(parameters)
    telling = Telling(on)
    values: dict[str, Understood] = {}
    for one in declared:
        some = given_once(one.name, given[one.name], telling) if one.name in given else ()
        value = one.read(some, telling) if some else None
        if value is not None:
            values[one.name] = value
    known = {*(one.name for one in declared), *beside}
    for name in given:
        if name not in known:
            telling.tell(clean(name), "", not_a_name(clean(name), known) if telling.has_room else "")
    return Query(declared, MappingProxyType(values), MappingProxyType(telling.typed), telling.told())


def given_once(name: str, given: Sequence[str], telling: Telling) -> list[str]:
    """The texts that are not blank, each once; told where there are more than anybody means."""
    some = [text for text in given if text.strip()]
    if len(some) > MOST_VALUES:
        message = _("“%(name)s” occurs %(count)d times in the address: we read the first %(most)d.")
        names = {"name": name, "count": len(some), "most": MOST_VALUES}
        telling.tell(name, clean(some[MOST_VALUES]), message % names)
    return [text for text in dict.fromkeys(map(clean, islice(some, MOST_VALUES))) if text]


def clean(text: str) -> str:
    """Without what no database, address or page can hold: NUL, and halves of characters. What is very long is cut."""
    return text[:LONGEST_VALUE].replace("\x00", "").encode(errors="replace").decode().strip()


def not_a_name(given: str, known: Collection[str]) -> str:
    near = get_close_matches(given[:LONGEST], known, n=1, cutoff=NEAR)
    values = {"name": given[:LONGEST], "near": near[0] if near else ""}
    if near:
        return _("We do not know “%(name)s” in the address. Did you mean “%(near)s”?") % values
    return _("We do not know “%(name)s” in the address. We left it out.") % values
