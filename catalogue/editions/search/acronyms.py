"""The first letters of a name: who types CME means Culture Moves Europe."""

from collections.abc import Iterator

from catalogue.editions.search.function_words import FUNCTION_WORDS
from catalogue.editions.search.words import WORD_AS_WRITTEN, unaccented

FEWEST, MOST = 3, 6


def acronyms_of(name: str) -> Iterator[str]:
    """Of a name of which all words have a capital, with and without the letters of small words.

    >>> list(acronyms_of("Culture Moves Europe")), list(acronyms_of("Huis van de Kunst in Gent"))
    (['cme'], ['hvdkig', 'hkg'])
    >>> list(acronyms_of("Tegemoetkoming voor een reis")), list(acronyms_of("NFF coproductie Vlaanderen"))
    ([], [])
    """
    words = WORD_AS_WRITTEN.findall(unaccented(name))
    own = [word for word in words if word.lower() not in FUNCTION_WORDS]
    if not all(word[0].isupper() and not word.isupper() for word in own):
        return
    for those in (words, own) if own != words else (own,):
        if FEWEST <= len(those) <= MOST:
            yield "".join(word[0] for word in those).lower()


def is_initials_in(word: str, name: str) -> bool:
    """Whether a word is the first letters of words that follow each other in a name.

    >>> is_initials_in("cjm", "Departement Cultuur, Jeugd en Media"), is_initials_in("eu", "Raad van de Europese Unie")
    (True, False)
    """
    own = [one for one in WORD_AS_WRITTEN.findall(unaccented(name)) if one.lower() not in FUNCTION_WORDS]
    return len(word) >= FEWEST and word in "".join(one[0] for one in own).lower()
