"""Finding instruments by words, whatever the accents, the endings and the slips of the pen.

On PostgreSQL: full text search in Dutch and in English, and trigrams for what is misspelt. On SQLite, where there is neither:
the same promises in Python, with simpler endings. `tests/catalogue/test_search.py` holds both to one table."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.db import connection
from django.db.models import F, FloatField, Func, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, Lower

from catalogue.models import Instrument

NAMES = ("name_nl", "name_en")
GIVERS = ("provider__name_nl", "provider__name_en", "programme__name_nl", "programme__name_en")
TEXTS = ("summary_nl", "summary_en")
WEIGHTS = {"A": NAMES, "B": GIVERS, "C": TEXTS}
"""What is searched, what counts most first."""

LANGUAGES = ("dutch", "english")
ALIKE = 0.6
"""From which trigram similarity a word counts as misspelt, from 0 to 1."""
CLOSE = 0.8
"""The same for difflib, which counts otherwise."""
SHORTEST = 4
"""A shorter word must stand there as it is."""
LONGEST, MOST_WORDS = 80, 8
WORD = re.compile(r"[a-z0-9]+")
ENDINGS = ("ingen", "ies", "jes", "en", "es", "s", "e")


def folded(text: str) -> str:
    """Without capitals and accents, so that "reisbeurs" finds "Reisbeurs" and "Theatre" finds "théâtre"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words to look for, each once; few enough that no text makes a search slow."""
    return list(dict.fromkeys(WORD.findall(folded(text[:LONGEST]))))[:MOST_WORDS]


def find(text: str) -> dict[str, float]:
    """The slugs of the published instruments in which every word occurs, in one language or the other, by how well they
    match: more is better. Everything, all alike, for a text without words."""
    words = words_of(text)
    if not words:
        return dict.fromkeys(Instrument.objects.published().values_list("slug", flat=True), 0.0)
    return find_there(words) if connection.vendor == "postgresql" else find_here(words)


def find_there(words: list[str]) -> dict[str, float]:
    """By PostgreSQL."""
    everything = plain(*NAMES, *GIVERS, *TEXTS, "slug")
    routes = Instrument.objects.published().annotate(
        everything=everything,
        **{language: vector(language) for language in LANGUAGES},
    )
    score: Combinable = Value(0.0, output_field=FloatField())
    for number, word in enumerate(words):
        alike = f"alike_{number}"
        routes = routes.annotate(**{alike: TrigramWordSimilarity(word, plain(*NAMES, *GIVERS))})
        in_text = Q(everything__contains=word)
        for language in LANGUAGES:
            in_text |= Q(**{language: SearchQuery(word, config=language)})
        routes = routes.filter(in_text | Q(**{f"{alike}__gte": ALIKE}) if len(word) >= SHORTEST else in_text)
        score = score + F(alike)
    for language in LANGUAGES:
        score = score + SearchRank(F(language), SearchQuery(" ".join(words), config=language))
    return {slug: float(found) for slug, found in routes.values_list("slug", score)}


def vector(language: str) -> Combinable:
    """All that is searched, as the full text search of one language sees it."""
    vectors = [SearchVector(plain(*fields), config=language, weight=weight) for weight, fields in WEIGHTS.items()]
    return reduce(add, vectors)


def plain(*fields: str) -> Lower:
    """These columns as one text, without capitals and accents."""
    text = TextField()
    parts = [part for one in fields for part in (Coalesce(one, Value(""), output_field=text), Value(" "))]
    whole = Concat(*parts, output_field=text)
    return Lower(Func(whole, function="unaccent", output_field=text), output_field=text)


@dataclass(frozen=True, slots=True)
class Text:
    """What is searched of one instrument: its words by weight, and all of it as one text."""

    words: dict[str, int]
    whole: str


def find_here(words: list[str]) -> dict[str, float]:
    """In Python: a word, the stem of one, or one that is misspelt; each counts less than the one before."""
    found = {}
    for slug, text in texts().items():
        scores = [best(word, text) for word in words]
        if all(scores):
            found[slug] = sum(scores)
    return found


def texts() -> dict[str, Text]:
    columns = [column for fields in WEIGHTS.values() for column in fields]
    weights = [weight for weight, fields in zip((4, 2, 1), WEIGHTS.values(), strict=True) for _column in fields]
    made = {}
    for slug, *values in Instrument.objects.published().values_list("slug", *columns):
        said = [folded(value or "") for value in values]
        heavy: dict[str, int] = {}
        for text, weight in zip(said, weights, strict=True):
            for word in WORD.findall(text):
                heavy[word] = max(heavy.get(word, 0), weight)
        made[slug] = Text(heavy, " ".join([*said, slug]))
    return made


def best(word: str, text: Text) -> float:
    """How well a word is met; 0 for not at all."""
    if word in text.words:
        return float(text.words[word])
    stem = stem_of(word)
    same = [weight for other, weight in text.words.items() if stem_of(other) == stem]
    if same:
        return max(same) * 0.9
    if word in text.whole:
        return 0.8
    if len(word) < SHORTEST:
        return 0.0
    near = [
        weight
        for other, weight in text.words.items()
        if weight > 1 and abs(len(other) - len(word)) < 3 and is_close(word, other)
    ]
    return max(near, default=0) * 0.5


def is_close(word: str, other: str) -> bool:
    matcher = SequenceMatcher(None, word, other)
    return matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


def stem_of(word: str) -> str:
    """A word without its ending, so that the plural finds the singular.

    >>> stem_of("residenties") == stem_of("residentie"), stem_of("beurzen") == stem_of("beurs")
    (True, True)
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    return word.replace("z", "s").replace("v", "f").removesuffix("i")


def suggestion(text: str) -> str:
    """The nearest words that do occur, for a text that finds nothing; "" where none is near."""
    known = sorted({word for one in texts().values() for word in one.words if len(word) >= SHORTEST})
    words = words_of(text)
    near = [word if word in known else next(iter(nearest(word, known)), "") for word in words]
    return " ".join(near) if near != words and all(near) else ""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(word, list(known), n=1, cutoff=0.6)
