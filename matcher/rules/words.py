"""The names of all that matching speaks of, in every language, so that a sentence needs no query.

Made once per edition, beside the ruleset (`matcher.rules.ruleset`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from catalogue.editions.edition import Edition
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.place_name import PlaceNameEntry
from catalogue.entries.values import Words as TwoLanguages
from catalogue.entries.vocabulary import (
    ApplicantEntry,
    DisciplineEntry,
    DisciplineFamilyEntry,
    GoalEntry,
    TermEntry,
    ThemeEntry,
)
from catalogue.gazetteer.gazetteer import spelling_key, subdivision
from catalogue.kept import Kept
from catalogue.languages import LANGUAGES, in_active_language
from matcher.engine.answers import QuestionKind, QuestionName
from matcher.engine.criteria import Criterion, Topic
from matcher.rules.entries import QuestionEntry, RuleEntry

SAID_KEPT = 8192
SOURCE_TOPICS = {
    Topic.AVAILABILITY: "start",
    Topic.MONTHS: "start",
    Topic.ADMISSION: "applicant",
    Topic.CHECK: "checks",
}
"""What a source is said to be about, where that is not called as the topic of a criterion."""
Pair = Mapping[str, str]
"""A text per language code."""


TERMS: dict[str, type[TermEntry]] = {
    "goals": GoalEntry,
    "disciplines": DisciplineEntry,
    "applicants": ApplicantEntry,
    "themes": ThemeEntry,
}
"""Whose terms are a question's options, by its vocabulary."""

Named = PlaceEntry | GroupEntry | InstrumentEntry | TermEntry


def say(pair: Pair) -> str:
    """The text in the active language, or in the first language that has one."""
    return in_active_language(pair)


@dataclass(frozen=True, slots=True)
class OptionWords:
    value: str
    label: Pair
    help: Pair
    family: Pair | None = None
    """The heading under which it stands; None for none."""


OF_OPTIONS = (QuestionKind.CHOICE, QuestionKind.CHOICES)


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How a question is put: in full, in a word, with its options in order (none for places, dates and numbers)."""

    name: str
    kind: QuestionKind
    text: Pair
    short: Pair
    help: Pair
    options: tuple[OptionWords, ...]
    minimum: int | None
    maximum: int | None
    has_own_options: bool = False
    """Whether its options are words of its own, of which some say nothing without it: "there", "none"."""


@dataclass(frozen=True, slots=True)
class Backing:
    """Where something is said, and when that was seen, as precisely as it is known."""

    url: str
    ref: str
    seen: str


@dataclass(frozen=True, slots=True)
class OtherName:
    """What a name stands for that staff wrote down: codes of places and groups."""

    codes: tuple[str, ...]
    lies_within: bool
    told: Pair


@dataclass(frozen=True, slots=True)
class InPart:
    """A member that counts in a group only in part, on the days from `since` until `until`, and what is said of that."""

    place: str
    since: date | None
    until: date | None
    note: Pair

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Words:
    questions: Mapping[str, QuestionWords]
    options: Mapping[tuple[str, str], Pair]
    """By question and value."""
    places: Mapping[str, Pair]
    groups: Mapping[str, Pair]
    instruments: Mapping[str, Pair]
    kinds: Mapping[str, str]
    levels: Mapping[str, str]
    """Kind and level by instrument."""
    rules: Mapping[str, Pair]
    """Why a rule does what it does, in the words for the visitor."""
    checks: Mapping[str, Pair]
    """By `<instrument>.<check>`."""
    backing: Mapping[tuple[str, str], Backing] = field(default_factory=dict)
    """What each topic of an instrument rests on; a rule under its own name and ""."""
    needs_first: Mapping[str, tuple[Pair, str | None]] = field(default_factory=dict)
    """By instrument: the status that must come first, and the route that gives it."""
    through: Mapping[tuple[str, str], tuple[Pair, str | None]] = field(default_factory=dict)
    """By instrument and applicant: why another applies, and which sort of applicant that is."""
    units: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)
    """By instrument: when each of its sums per unit holds."""
    lies_in: Mapping[str, str | None] = field(default_factory=dict)
    """By the code of a place, that of the place around it."""
    other_names: Mapping[str, OtherName] = field(default_factory=dict)
    """By spelling (`spelling_key`), what people write for places beside their own names."""
    in_part: Mapping[str, tuple[InPart, ...]] = field(default_factory=dict)
    """By group, those that it takes from others included."""
    former_places: Mapping[str, str] = field(default_factory=dict)
    """By the code of a place that was merged into another, that of the other."""
    said: Kept[str] = field(default_factory=lambda: Kept(SAID_KEPT), init=False, compare=False, repr=False)
    """Reasons, and enumerations of options and places, as sentences have them."""

    def options_of(self, question: str) -> tuple[OptionWords, ...]:
        """In order; none for a question that is not there (any more), or that has none."""
        found = self.questions.get(question)
        return found.options if found else ()

    def offered(self) -> dict[QuestionName, tuple[str, ...]]:
        """The values that each question offers, for all questions; none for places, dates and numbers."""
        return {
            QuestionName(name): tuple(option.value for option in asked.options)
            for name, asked in self.questions.items()
        }

    def option(self, question: str, value: str) -> str:
        pair = self.options.get((question, value))
        return say(pair) if pair else value

    def place(self, code: str) -> str:
        pair = self.places.get(self.former_places.get(code, code)) or self.groups.get(code)
        if pair:
            return say(pair)
        part = subdivision(code)
        return say({"nl": part.name_nl, "en": part.name_en}) if part else code

    def source_of(self, slug: str, criterion: Criterion) -> Backing | None:
        """Where it is said what a route asks; None: no source was seen that says it."""
        return self.backing.get(backed_as(slug, criterion))

    def question(self, name: str) -> str:
        """In a word."""
        found = self.questions.get(name)
        return say(found.short) or name if found else name

    def instrument(self, slug: str) -> str:
        return say(self.instruments.get(slug, {})) or slug


def backed_as(slug: str, criterion: Criterion) -> tuple[str, str]:
    """Under which name `Words.backing` has what a route asks."""
    if criterion.rule:
        return criterion.rule, ""
    return slug, SOURCE_TOPICS.get(criterion.topic, criterion.topic.value)


def words_of(edition: Edition) -> Words:
    terms = {name: options_of(edition, shape) for name, shape in TERMS.items()}
    questions = {}
    for name, one in sorted(edition.all(QuestionEntry).items(), key=lambda item: (item[1].position, item[0])):
        own = (OptionWords(option.value, pair(option.label), pair(option.help)) for option in one.options)
        questions[name] = QuestionWords(
            name=name,
            kind=QuestionKind(one.kind),
            text=pair(one.text),
            short=pair(one.short),
            help=pair(one.help),
            options=terms.get(one.vocabulary) or tuple(own),
            minimum=one.minimum,
            maximum=one.maximum,
            has_own_options=bool(one.options) and QuestionKind(one.kind) in OF_OPTIONS,
        )
    routes = _of_routes(edition)
    return Words(
        questions=questions,
        options={(name, one.value): one.label for name, asked in questions.items() for one in asked.options},
        places=names_of(edition, PlaceEntry),
        groups=names_of(edition, GroupEntry),
        instruments=routes.names,
        kinds=routes.kinds,
        levels=routes.levels,
        rules={slug: pair(one.because) for slug, one in edition.all(RuleEntry).items()},
        checks=routes.checks,
        backing=dict(backings_of(edition, routes.sources)),
        needs_first=routes.needs_first,
        through=routes.through,
        units=routes.units,
        lies_in={code: one.parent for code, one in edition.all(PlaceEntry).items()},
        other_names=other_names(edition),
        in_part=dict(_in_part(edition)),
        former_places=edition.merged(PlaceEntry),
    )


def _in_part(edition: Edition) -> Iterator[tuple[str, tuple[InPart, ...]]]:
    entries = edition.all(GroupEntry)

    def within(group: str, above: frozenset[str]) -> Iterator[InPart]:
        for period in entries[group].periods:
            for one in period.limited:
                if one.is_partial and one.note:
                    since = max(filter(None, (one.since, period.holds_from)), default=None)
                    until = min(filter(None, (one.until, period.holds_until)), default=None)
                    yield InPart(one.place, since, until, pair(one.note))
            for other in period.includes:
                if other in entries and other not in above:
                    yield from within(other, above | {group})

    for group in entries:
        if noted := tuple(within(group, frozenset())):
            yield group, noted


@dataclass(slots=True)
class _OfRoutes:
    """What the words of routes are, by route."""

    names: dict[str, Pair] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    checks: dict[str, Pair] = field(default_factory=dict)
    sources: dict[str, list[RouteSourceEntry]] = field(default_factory=dict)
    needs_first: dict[str, tuple[Pair, str | None]] = field(default_factory=dict)
    through: dict[tuple[str, str], tuple[Pair, str | None]] = field(default_factory=dict)
    units: dict[str, tuple[Pair, ...]] = field(default_factory=dict)


def _of_routes(edition: Edition) -> _OfRoutes:
    """In one pass, so that no entry is opened twice."""
    found = _OfRoutes()
    for slug, one in edition.all(InstrumentEntry).items():
        found.names[slug] = pair(one.name)
        found.kinds[slug], found.levels[slug] = one.kind.value, one.level.value
        found.checks |= {f"{slug}.{check.id}": pair(check.statement) for check in one.checks}
        found.sources[slug] = one.sources
        if one.needs_first:
            found.needs_first[slug] = pair(one.needs_first.status), one.needs_first.route
        found.through |= {(slug, each.applicant): (pair(each.reason), each.by) for each in one.through}
        if one.amount.units:
            found.units[slug] = tuple(pair(unit.when) for unit in one.amount.units)
    return found


def backings_of(
    edition: Edition, of_routes: Mapping[str, Sequence[RouteSourceEntry]]
) -> Iterator[tuple[tuple[str, str], Backing]]:
    """The first source that names a topic, and of a rule its own. A page was seen on the last day that any route says."""
    seen: dict[str, str] = {}
    for sources in of_routes.values():
        for source in sources:
            seen[source.url] = max(source.seen, seen.get(source.url, ""))
    for slug, sources in of_routes.items():
        for source in reversed(sources):
            for topic in source.about:
                yield (slug, topic), Backing(source.url, source.ref, source.seen or seen[source.url])
    for slug, rule in edition.all(RuleEntry).items():
        if rule.source or rule.seen_in:
            yield (slug, ""), Backing(rule.source, rule.seen_in, seen.get(rule.source, ""))


def other_names(edition: Edition) -> dict[str, OtherName]:
    """By spelling; of what a name stands for, what is public."""
    places, groups = edition.all(PlaceEntry), edition.all(GroupEntry)
    found: dict[str, OtherName] = {}
    for entry in edition.all(PlaceNameEntry).values():
        codes = (*(code for code in entry.places if code in places), *(one for one in entry.groups if one in groups))
        other = OtherName(codes, entry.lies_within, pair(entry.told))
        found |= {spelling_key(name): other for name in entry.names}
    return found


def options_of(edition: Edition, shape: type[TermEntry]) -> tuple[OptionWords, ...]:
    """The terms of a vocabulary in their order, each under the heading of its family."""
    families = names_of(edition, DisciplineFamilyEntry)
    return tuple(
        OptionWords(slug, pair(term.name), pair(term.about), families.get(getattr(term, "family", None) or ""))
        for slug, term in edition.all(shape).items()
    )


def names_of(edition: Edition, shape: type[Named]) -> dict[str, Pair]:
    return {key: pair(one.name) for key, one in edition.all(shape).items()}


def pair(text: TwoLanguages | None) -> Pair:
    return {language: getattr(text, language, "") for language in LANGUAGES}
