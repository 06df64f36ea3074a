"""What pages, sentences and the API say is for who reads them: no word of who made the site."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = (
    "templates/components",
    "templates/pages",
    "matcher/pages",
    "matcher/speech",
    "matcher/api",
    "matcher/answers",
)
FILE = ROOT / "matcher/locale/nl/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\(\w+\)s")
INTERNAL = re.compile(
    r"\b(?:(?:het|dit|in) dossier (?:noemt|zegt|wijst)|the dossier (?:names|says|points)|begins from the dossier|In the dossier|"
    r"fixtures?|slugs?|general knowledge|algemene kennis|niet gezien)\b"
)


def told() -> list[tuple[str, str, str]]:
    """(where, English, Dutch) of each text of the interface that the public may read."""
    found = []
    for block in FILE.read_text(encoding="utf-8").split("\n\n")[1:]:
        places = " ".join(re.findall(r"^#: (.*)$", block, re.MULTILINE))
        said = [
            PLACE.sub("", "".join(re.findall(r'"(.*)"', part)))
            for part in re.split(r"^msgstr", block, maxsplit=1, flags=re.MULTILINE)
        ]
        if any(place.startswith(PUBLIC) for place in places.split()) and "pages/kit" not in places:
            english, dutch = said
            found.append((places, english, dutch))
    return found


def test_there_are_texts_to_look_at() -> None:
    assert len(told()) > 500


@pytest.mark.parametrize("language", ["English", "Dutch"])
def test_no_word_of_who_made_the_site_stands_in_a_text_of_the_interface(language: str) -> None:
    which = {"English": 1, "Dutch": 2}[language]
    assert [one for one in told() if INTERNAL.search(one[which])] == []
