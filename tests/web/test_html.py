"""Every kind of page is valid HTML, in both languages, says the Nu Html Checker."""

import re
from pathlib import Path

import pytest

from tests.pages import EVERYWHERE
from tests.tools_found import html_complaints
from tests.web.conftest import PageAt

pytestmark = [pytest.mark.xdist_group("pages"), pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ROLES = "on a phone the rows stand as blocks, and there some browsers forget what is a table unless its roles are said"
ACCEPTED = {
    r"^(compared), .*The “role” attribute must not be used on a “(tr|th|td)” element": ROLES,
    r"^(compared), .*The “(table|rowgroup|row|rowheader|columnheader|cell)” role is unnecessary": ROLES,
}
"""What the checker may say of a page (a regular expression), and why we leave it."""


def test_every_page_is_valid_html(page_at: PageAt, tmp_path: Path) -> None:
    for name, address in EVERYWHERE:
        (tmp_path / f"{name}.html").write_bytes(page_at(address).content)
    told = html_complaints(tmp_path)
    assert [one for one in told if not is_accepted(one)] == []
    assert [pattern for pattern in ACCEPTED if not any(re.search(pattern, one) for one in told)] == [], "no longer said"


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><html lang=nl><title>Fout</title><p id=a><p id=a>")
    assert any("Duplicate ID" in told for told in html_complaints(tmp_path))


def is_accepted(told: str) -> bool:
    return any(re.search(pattern, told) for pattern in ACCEPTED)
