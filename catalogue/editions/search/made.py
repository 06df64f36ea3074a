"""Making the index that is searched (`catalogue.editions.search`) of one edition: which things hold which words, and what words
stand for others."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from catalogue.editions.edition import Edition
from catalogue.editions.postings import Postings
from catalogue.editions.search.acronyms import acronyms_of
from catalogue.editions.search.function_words import FUNCTION_WORDS
from catalogue.editions.search.held import PLACE, HeldWords
from catalogue.editions.search.index import SearchIndex
from catalogue.editions.search.searched import (
    BESIDE_ROUTES,
    MOST_ASK,
    PART_OF_GIVER,
    Weight,
    members_of_groups,
    names_in_both,
    searchables,
)
from catalogue.editions.search.words import (
    SHORTEST,
    WORD,
    as_one,
    folded,
    joined_heads,
    said_small,
    stem_of,
    words_in,
)
from catalogue.entries.group import GroupEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.place_name import PlaceNameEntry
from catalogue.entries.synonym import SynonymEntry
from catalogue.entries.values import Words
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry, GoalEntry, TermEntry, ThemeEntry
from catalogue.gazetteer.gazetteer import named, spelling_key
from catalogue.languages import LANGUAGES
from catalogue.vocabulary import ExtraKind, Kind


def search_index(edition: Edition) -> SearchIndex:
    """The index of an edition; made anew for each, which takes a quarter of a second."""
    arts = words_of_terms(edition.all(DisciplineEntry).values())
    most_ask = list(edition.all(ApplicantEntry).values())[:MOST_ASK]
    terms = arts | words_of_terms(edition.all(GoalEntry).values(), most_ask)
    sorts = arts | typed_for(arts, edition)
    place_names = frozenset(
        name for one in edition.all(PlaceEntry).values() for name in _as_words((one.name.nl, one.name.en))
    )
    group_names = names_of_groups(edition)
    written_down = as_written(one for entry in edition.all(PlaceNameEntry).values() for one in entry.names)
    of_places = place_names | group_names | written_down
    searched = list(searchables(edition))
    names_beside = {name for thing in searched if thing.name[0] != PLACE for name in as_written(thing.names)}
    only_places = place_names - names_beside
    evokes: dict[tuple[str, ...], tuple[str, ...]] = {}
    synonyms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    typed: set[str] = set()
    small: set[str] = set()
    for synonym in edition.all(SynonymEntry).values():
        meant = tuple(WORD.findall(folded(synonym.finds)))
        for phrase in synonym.typed:
            said_as = WORD.findall(joined_heads(folded(phrase)))
            if said_as and meant:
                typed.update(said_as)
                small.update(said_as if of_places.isdisjoint((meant, tuple(said_as))) else ())
                stems = tuple(map(stem_of, said_as))
                if meant in only_places and tuple(said_as) not in of_places and not named(spelling_key(phrase)):
                    evokes[stems] = meant
                else:
                    synonyms.setdefault(stems, []).append(meant)
    small.update(
        word
        for text in {said.text for thing in searched for said in thing.texts if said.languages}
        for word in said_small(text)
    )
    words, things = Postings(), []
    said_in: dict[str, set[str]] = {}
    heavy: set[str] = set()
    acronyms: dict[str, dict[int, float]] = {}
    short = cache(lambda name: tuple(acronyms_of(name)))
    split = cache(lambda text: tuple(words_in(text)))  # the names of arts, goals and places stand in many things
    for place, thing in enumerate(searched):
        own: dict[str, float] = {}
        for word in {word for name in thing.names for word in words_in(name)}:
            is_other = stem_of(word) in sorts or (word in small and thing.lists(word))
            is_part = thing.is_beside and is_other and not thing.begins_with(word)
            own[word] = Weight.SORT * BESIDE_ROUTES if is_part else Weight.NAME
        for said in thing.texts:
            for word in split(said.text):
                said_in.setdefault(word, set()).update(said.languages)
                weight = (
                    PART_OF_GIVER if said.is_giver and word in small and split(said.text) != (word,) else said.weight
                )
                own[word] = max(own.get(word, 0.0), weight)
        heavy.update(word for word, weight in own.items() if weight >= Weight.KIND)
        for weight, names in ((Weight.GIVER, thing.givers), (Weight.NAME, thing.names)):
            for acronym in (one for name in names for one in short(name)):
                acronyms.setdefault(acronym, {})[place] = weight
        words.add(place, own)
        things.append(replace(thing, texts=()))
    held = HeldWords(
        things=tuple(thing.name for thing in things),
        words=words,
        names=tuple(_as_words(thing.names) for thing in things),
        givers=tuple(frozenset(_as_words(thing.givers)) for thing in things),
        bonuses=tuple(thing.bonus for thing in things),
        bonuses_alone=tuple(thing.bonus_alone for thing in things),
        bonuses_any_art=tuple(thing.bonus_any_art for thing in things),
        sorts=sorts,
        terms=terms | typed_for(terms, edition),
        shares=tuple(thing.share for thing in things),
        synonyms={phrase: tuple(meant) for phrase, meant in synonyms.items()},
        evokes=evokes,
        same=same_of(edition),
        typed=frozenset(typed),
        acronyms={word: found for word, found in acronyms.items() if word not in words},
        places={
            **{code: _one_name(one.name) for code, one in edition.all(GroupEntry).items()},
            **{code: _one_name(one.name) for code, one in edition.all(PlaceEntry).items()},
        },
        members=members_of_groups(edition),
        place_names=place_names,
        group_names=group_names,
        common=frozenset(small),
        field_words=frozenset(heavy & small | typed) - FUNCTION_WORDS - words_for_extras(edition),
        strange={
            language: frozenset(word for word, those in said_in.items() if those and language not in those)
            for language in LANGUAGES
        },
    )
    return SearchIndex(held)


def same_of(edition: Edition) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """By the stems of words: others that are said for the same. Those are what terms, kinds and extras are called in the other
    language, and the words of a synonym that holds the word it finds."""
    pairs = [names_in_both(label) for label in (*Kind, *ExtraKind)]
    for shape in (DisciplineEntry, GoalEntry, ApplicantEntry, ThemeEntry):
        pairs += [(one.name.nl, one.name.en) for one in edition.all(shape).values()]
    rows = (one for one in edition.all(SynonymEntry).values() if one.finds in one.typed)
    found: dict[tuple[str, ...], dict[tuple[str, ...], tuple[str, ...]]] = {}
    for said in (*pairs, *(tuple(row.typed) for row in rows)):
        phrases = [phrase for text in said if (phrase := tuple(WORD.findall(folded(text))))]
        together_with = {tuple(map(stem_of, phrase)): phrase for phrase in phrases}
        for stems in tuple(together_with):
            together_with = {**found.get(stems, {}), **together_with}
        found.update(dict.fromkeys(together_with, together_with))
    return {
        stems: others
        for stems, those in found.items()
        if (others := tuple(phrase for other, phrase in those.items() if other != stems))
    }


def words_for_extras(edition: Edition) -> frozenset[str]:
    """What people type for what a route pays beside: in a longer word they say for whom something is ("kindertheater")."""
    labels = [tuple(words_in(name)) for extra in ExtraKind for name in names_in_both(extra)]
    extras = {word for words in labels for word in words if len(word) >= SHORTEST}
    rows = (one for one in edition.all(SynonymEntry).values() if extras.issuperset(words_in(one.finds)))
    return frozenset(extras | {word for row in rows for said in row.typed for word in words_in(said)})


def words_of_terms(*terms: Iterable[TermEntry]) -> frozenset[str]:
    """The words by which arts, goals or applicants are called, without their endings."""
    names = [term.name for of_kind in terms for term in of_kind]
    found = frozenset(word for name in names for text in (name.nl, name.en) for word in words_in(text))
    return frozenset(map(stem_of, found - FUNCTION_WORDS))


def names_of_groups(edition: Edition) -> frozenset[tuple[str, ...]]:
    """What groups of places are called, and what else staff wrote down for them, as words."""
    called = (text for one in edition.all(GroupEntry).values() for text in (one.name.nl, one.name.en))
    written_down = (text for one in edition.all(PlaceNameEntry).values() if one.groups for text in one.names)
    return as_written((*called, *written_down))


def as_written(names: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(WORD.findall(folded(name))) for name in names)


def typed_for(terms: frozenset[str], edition: Edition) -> frozenset[str]:
    """The single words that people type for them, without their endings."""
    return frozenset(
        stem_of(folded(one))
        for synonym in edition.all(SynonymEntry).values()
        if terms.issuperset(map(stem_of, words_in(synonym.finds)))
        for one in synonym.typed
        if WORD.fullmatch(folded(one))
    )


def _one_name(name: Words) -> tuple[str, ...]:
    return tuple(WORD.findall(folded(name.nl)))


def _as_words(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    written = (text for name in names for text in (name, as_one(name), joined_heads(folded(name))))
    return tuple(dict.fromkeys(words for text in written if (words := tuple(WORD.findall(folded(text))))))
