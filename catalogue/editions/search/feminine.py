"""What a woman of a profession is called, and how the catalogue calls the profession: "vertaalster" is "vertaler"."""

import re
from collections.abc import Iterator

FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("eefster", ("ever",)),
    ("ijfster", ("ijver",)),
    ("ster", ("er",)),
    ("aresse", ("aris", "aar")),
    ("eresse", ("er",)),
    ("eres", ("er",)),
    ("ares", ("aar",)),
    ("euse", ("eur",)),
    ("trice", ("teur", "tor")),
    ("trix", ("tor",)),
    ("tress", ("tor", "ter")),
    ("etess", ("et",)),
    ("iere", ("ier",)),
    ("aire", ("air",)),
    ("afe", ("aaf",)),
    ("oge", ("oog",)),
    ("iste", ("ist",)),
    ("ante", ("ant",)),
    ("ente", ("ent",)),
    ("ieste", ("iest",)),
    ("urge", ("urg",)),
    ("asse", ("aas",)),
    ("ica", ("icus",)),
)
"""By ending, in Dutch, in French as Dutch uses it, and in English."""
PLURALS = (("n", ""), ("s", ""), ("sen", ""), ("es", ""))
"""What makes the singular of more than one: nothing, or without its ending."""
LONG_VOWEL = re.compile(r"([aeou])\1([bcdfgklmnprstvz])er$")
"""Open again before "er": "vertaal-ster" is "vertal-er"."""
SHORTEST_STEM = 2


def masculine_of(word: str) -> Iterator[str]:
    """What the word can be for a man, the likeliest first; none where it has no such ending. Only what is known counts.

    >>> [next(masculine_of(one)) for one in ("danseres", "schrijfster", "regisseuses", "choreografe", "kunstenares")]
    ['danser', 'schrijver', 'regisseur', 'choreograaf', 'kunstenaar']
    >>> list(masculine_of("vertaalster")), list(masculine_of("actrice")), list(masculine_of("circus"))
    (['vertaaler', 'vertaler'], ['acteur', 'actor'], [])
    """
    singulars = [word, *(word.removesuffix(end) + own for end, own in PLURALS if word.endswith(end))]
    for one in singulars:
        for ending, others in FORMS:
            stem = one.removesuffix(ending)
            if stem != one and len(stem) >= SHORTEST_STEM:
                for other in others:
                    yield stem + other
                    if (opened := LONG_VOWEL.sub(r"\1\2er", stem + other)) != stem + other:
                        yield opened
                break
