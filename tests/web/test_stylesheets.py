"""A page names the sheets of what it shows: those of every page, and the one or two of its room."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.pages import EVERYWHERE
from tests.web.conftest import PageAt

SHEETS = Path(__file__).parents[2] / "matcher" / "static" / "css"
OF_EVERY_PAGE = ["site", "components"]
MOST_OF_A_ROOM = 2
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{};]+)\{")
LINK = re.compile(r'<link rel="stylesheet" href="/static/css/([\w-]+)\.css">')


def spoken_of(sheet: Path) -> set[str]:
    """The classes that it has rules about."""
    rules = SELECTORS.findall(COMMENT.sub("", sheet.read_text()))
    return {
        name for one in rules if not one.lstrip().startswith("@") for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)
    }


ABOUT = {path.stem: spoken_of(path) for path in sorted(SHEETS.glob("*.css"))}
SPOKEN_OF = Counter(name for names in ABOUT.values() for name in names)
ALONE = {name: sheet for sheet, names in ABOUT.items() for name in names if SPOKEN_OF[name] == 1}
"""The classes that one sheet alone has rules about, and that sheet."""


@pytest.mark.parametrize("address", [address for _name, address in EVERYWHERE], ids=[name for name, _ in EVERYWHERE])
def test_a_page_names_the_sheets_of_what_it_shows_and_few(page_at: PageAt, address: str) -> None:
    html = page_at(address).content.decode()
    named = LINK.findall(html)
    assert named[:2] == OF_EVERY_PAGE
    assert len(named) <= len(OF_EVERY_PAGE) + MOST_OF_A_ROOM
    shown = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    missing = {name: f"css/{ALONE[name]}.css" for name in shown & ALONE.keys() if ALONE[name] not in named}
    assert missing == {}, "Name the sheet in {% block styles %}, or put what several rooms show in css/components.css"


def test_every_sheet_has_rules_of_its_own() -> None:
    assert {*ALONE.values()} == {*ABOUT}
