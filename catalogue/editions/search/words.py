"""The words of a text as they are searched: without capitals, accents and endings, with what marks hold together as one."""

import re
import unicodedata
from collections.abc import Iterator

SHORTEST = 4
"""A shorter word must stand there as it is."""
LONGEST, MOST_WORDS = 80, 12
SHORT_HEAD = 3
"""So many letters before a hyphen make one word with what follows: "co-productie"."""
WORD = re.compile(r"[a-z0-9]+")
WORD_AS_WRITTEN = re.compile(r"[A-Za-z0-9]+")
HELD_TOGETHER = re.compile(r"[a-z0-9]+(?:[.+&/'][a-z0-9]+)+")
HYPHENED = re.compile(rf"(?<![a-z0-9][-‐‑–])\b([a-z]{{1,{SHORT_HEAD}}})[-‐‑–]([a-z]{{{SHORTEST},}})")
ENDINGS = ("ingen", "ies", "jes", "en", "es", "s", "e")


def folded(text: str) -> str:
    """Without capitals and accents, so that "reisbeurs" finds "Reisbeurs" and "Theatre" finds "théâtre"."""
    if text.isascii():
        return text.lower()
    return unaccented(text.casefold())


def unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words to look for, each once; few enough that no text makes a search slow."""
    return list(dict.fromkeys(WORD.findall(folded(text[:LONGEST]))))[:MOST_WORDS]


def words_in(text: str) -> Iterator[str]:
    """The words of a text of the catalogue; those that a mark holds together also as one.

    >>> list(words_in("VI.BE helpt")), list(words_in("co-productie"))
    (['vi', 'be', 'helpt', 'vibe'], ['co', 'productie', 'coproductie'])
    """
    said = folded(text)
    yield from WORD.findall(said)
    for held_together in HELD_TOGETHER.findall(said):
        yield as_one(held_together)
    for before, after in HYPHENED.findall(said):
        yield before + after


def said_small(text: str) -> frozenset[str]:
    """The words of a text that stand there without a capital: no names.

    >>> sorted(said_small("Een verblijf in Venetië"))
    ['in', 'verblijf']
    """
    plain = text if text.isascii() else unaccented(text)
    return frozenset(word for word in WORD_AS_WRITTEN.findall(plain) if word.islower())


def as_one(text: str) -> str:
    """Without the marks that hold words together.

    >>> as_one("S+T+ARTS prize")
    'starts prize'
    """
    return HELD_TOGETHER.sub(lambda found: "".join(WORD.findall(found[0])), folded(text))


def stem_of(word: str) -> str:
    """A word without its ending, so that the plural finds the singular.

    >>> stem_of("residenties") == stem_of("residentie"), stem_of("beurzen") == stem_of("beurs")
    (True, True)
    >>> stem_of("ai"), stem_of("a")
    ('ai', 'a')
    """
    if len(word) < SHORTEST:
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    word = word.replace("z", "s").replace("v", "f").removesuffix("i")
    while word.endswith("s") and len(word) > SHORTEST:
        word = word[:-1]
    return word


def slips(word: str, other: str, most: int) -> int:
    """How many letters were lost, added, changed or swapped, as far as `most`; more than that is `most` + 1.

    >>> slips("creatve", "creative", 1), slips("residnetie", "residentie", 1), slips("dans", "dance", 1)
    (1, 1, 2)
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for down, letter in enumerate(word, start=1):
        two_before, before, row = before, row, [down]
        for across, there in enumerate(other, start=1):
            least = min(before[across] + 1, row[-1] + 1, before[across - 1] + (letter != there))
            if down > 1 and across > 1 and letter == other[across - 2] and word[down - 2] == there:
                least = min(least, two_before[across - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def joined_heads(text: str) -> str:
    """With short heads as one with what follows them.

    >>> joined_heads("co-productie")
    'coproductie'
    """
    return HYPHENED.sub(r"\1\2", text)
