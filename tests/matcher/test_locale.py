"""The Dutch of the interface: complete, and compiled from what stands in the repository."""

import ast
import gettext
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "matcher" / "locale" / "nl" / "LC_MESSAGES"
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


LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\((\s*{LITERAL}(?:\s*,\s*{LITERAL})*)")
"""As Django's `makemessages` writes out a template."""
WITH_A_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
SAYING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", *WITH_A_CONTEXT}


def said_by_templates() -> Iterator[tuple[str, str]]:
    """Where it is said, and the message with its context before it, as a compiled file names it."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            for function, args in CALL.findall(templatize(path.read_text(), origin=str(path))):
                texts = [ast.literal_eval(one) for one in re.findall(LITERAL, args)]
                yield path.name, "\x04".join(texts[:2] if function in WITH_A_CONTEXT else texts[:1])


def said_by_python() -> Iterator[tuple[str, str]]:
    for path in sorted([*(ROOT / "catalogue").rglob("*.py"), *(ROOT / "matcher").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if texts:
                    yield path.name, "\x04".join(texts[:2] if node.func.id in WITH_A_CONTEXT else texts[:1])


@pytest.mark.parametrize("said", [said_by_templates, said_by_python])
def test_whatever_is_said_anywhere_has_its_entry(said: Callable[[], Iterator[tuple[str, str]]]) -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    known = {key if isinstance(key, str) else key[0] for key in catalogue}
    all_said = list(said())
    assert len(all_said) > 1000
    missing = "\n".join(f"{file}: {message!r}" for file, message in all_said if message not in known)
    assert not missing, f"no Dutch in {FOLDER.relative_to(ROOT)}/django.po, or it is not compiled:\n{missing}"


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


def in_a_context() -> set[str]:
    found = re.findall(r'^msgctxt ".*"\nmsgid ((?:".*"\n)+)', (FOLDER / "django.po").read_text(), re.MULTILINE)
    return {unquoted(id) for id in found}


def test_the_compiled_file_says_what_its_source_says() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    elsewhere = in_a_context()
    alone = {id: texts[0] for id, texts in entries() if len(texts) == 1 and id not in elsewhere}
    assert {id: compiled.gettext(id) for id in alone} == alone


SAME_IN_THE_PLURAL = {"%(count)s om een andere reden", "%(years)s jaar later", "%(more)d andere"} | {
    "Nog geen route past; %(count)s wel na één wijziging.",
    "Geen route voor jou zelf; %(count)s wel via iemand anders.",
}
"""What Dutch says of one as of more."""
TWO_MEANINGS = {
    *("open", "close", "when", "order", "change", "share", "call", "print", "check", "answer", "show"),
    *("light", "state", "apply", "past", "view", "by", "at", "to", "from", "for"),
}
"""Short English words that are a verb and a noun, an act and a state, or a place and a time: Dutch has a word for each."""
ELSEWHERE = {"templates/admin/submit_line.html"}
"""Takes the place of a template of Django, and speaks with its words."""


def blocks() -> list[str]:
    found = (FOLDER / "django.po").read_text().split("\n\n")[1:]
    return [block for block in found if "#~" not in block]


def test_every_plural_is_one() -> None:
    """ "153 organisatie" was one that had the singular twice."""
    plurals = [(id, texts) for id, texts in entries() if len(texts) > 1]
    assert len(plurals) > 100
    assert [id for id, (one, more) in plurals if one == more and more not in SAME_IN_THE_PLURAL] == []


def test_a_plural_says_its_number_where_the_english_does() -> None:
    found = ENTRY.findall((FOLDER / "django.po").read_text() + "\n")
    wrong = [
        unquoted(plural)
        for _one, plural, said in found
        if plural and set(PLACE.findall(unquoted(plural))) - set(PLACE.findall(said.split("msgstr[1]")[-1]))
    ]
    assert wrong == []


def test_a_short_message_of_two_meanings_says_which() -> None:
    """ "Open" was "Openen" for a route that is open."""
    seen, wrong = 0, []
    for block in blocks():
        found = re.search(r'^msgid "([^"%]+)"$', block, re.MULTILINE)
        if found is None or found[1].lower() not in TWO_MEANINGS:
            continue
        seen += 1
        places = {place for line in re.findall(r"^#: (.*)$", block, re.MULTILINE) for place in line.split()}
        if "msgctxt" not in block and places - ELSEWHERE:
            wrong.append((found[1], sorted(places)))
    assert seen > 25
    assert wrong == []
