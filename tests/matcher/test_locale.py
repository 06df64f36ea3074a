"""The Dutch of the interface: complete, and compiled from what stands in the repository."""

import gettext
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "matcher" / "locale" / "nl" / "LC_MESSAGES"
ENTRY = re.compile(
    r'^msgid ((?:".*"\n)+)(?:msgid_plural ((?:".*"\n)+))?((?:msgstr(?:\[\d\])? (?:".*"\n)+)+)', re.MULTILINE
)
PLACE = re.compile(r"%\((\w+)\)[+]?[sd]")


def unquoted(block: str) -> str:
    return "".join(eval(line) for line in block.strip().splitlines())


def entries() -> list[tuple[str, list[str]]]:
    found = []
    for match in ENTRY.finditer((FOLDER / "django.po").read_text() + "\n"):
        texts = [unquoted(part) for part in re.split(r"^msgstr(?:\[\d\])? ", match[3], flags=re.MULTILINE) if part]
        found.append((unquoted(match[1]), texts))
    return [(id, texts) for id, texts in found if id]


def test_there_is_dutch_for_everything() -> None:
    said = entries()
    assert len(said) > 500
    assert [id for id, texts in said if not all(texts)] == []
    assert "#, fuzzy" not in (FOLDER / "django.po").read_text()


def test_the_dutch_fills_in_the_same_places() -> None:
    wrong = [
        id
        for id, texts in entries()
        for text in texts
        if set(PLACE.findall(text)) - set(PLACE.findall(id)) - {"count"}  # an English singular may leave the number out
    ]
    assert wrong == []


@pytest.mark.parametrize("id", [id for id, texts in entries() if len(texts) == 1][::7])
def test_the_compiled_file_says_what_its_source_says(id: str) -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext(id) == dict(entries())[id][0]
