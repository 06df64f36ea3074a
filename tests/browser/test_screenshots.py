"""Pages look as they did, but for what was meant. Where that was meant, `make accept-screenshots` takes their pictures again."""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.browser.pictures import (
    DRAWN_BY,
    FAILED,
    OTHER,
    SAME,
    STORED,
    Shot,
    Tolerance,
    difference,
    drawer,
    drawn_by,
    save,
    share_that_differs,
    small,
    take,
    tolerance,
)
from tests.pages import CHOREOGRAPHER, ON, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

ADDRESSES = {
    "home": PAGES["home"],
    "pills": f"/match/?ask=discipline&goal=present-tour&{ON}",
    "map": PAGES["places"],
    "results": f"/match/results/?{CHOREOGRAPHER}",
    "route": PAGES["route in a plan"],
    "routes": PAGES["filtered"],
    "compare": PAGES["compared"],
}
SHOTS = (
    Shot("home", 1280),
    Shot("home", 390, "dark"),
    Shot("pills", 1280),
    Shot("pills", 390),
    Shot("map", 1280),
    Shot("results", 1280),
    Shot("results", 390),
    Shot("results", 1280, "dark"),
    Shot("route", 1280),
    Shot("route", 390),
    Shot("routes", 1280),
    Shot("compare", 390),
)
ACCEPTING = os.environ.get("ACCEPT_SCREENSHOTS") == "1"
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("shot", SHOTS, ids=str)
def test_a_page_looks_as_it_did(chromium: Browser, site: str, shot: Shot) -> None:
    new = take(chromium, f"{site}{ADDRESSES[shot.page]}", shot)
    by = tolerance(drawer(chromium))
    if ACCEPTING:
        accept(new, shot, by)
    told = complaint(new, shot, by)
    assert not told, f"{told} (Drawn by {drawer(chromium)}; the stored one by {drawn_by()}.)"


def test_the_pictures_name_the_browser_that_drew_them(chromium: Browser) -> None:
    """Last of those that take pictures, for they are taken by what is written here."""
    if ACCEPTING:
        DRAWN_BY.write_text(f"{drawer(chromium)}\n")
    assert tolerance(drawn_by()) is SAME


def accept(new: Image.Image, shot: Shot, by: Tolerance) -> None:
    """Stores it where it is another, or another browser drew the old ones; what looks alike keeps its file."""
    path = STORED / shot.file
    if by is OTHER or not path.exists() or share_that_differs(stored(shot), new, SAME) > 0:
        save(new, path)


def complaint(new: Image.Image, shot: Shot, by: Tolerance) -> str:
    """What is wrong with a new picture, "" for nothing; leaves it, and what differs, to be looked at."""
    for left in FAILED.glob(f"{shot}*.png"):
        left.unlink()
    if not (STORED / shot.file).exists():
        save(new, FAILED / shot.file)
        return f"No picture of {shot} is stored. This is one: {FAILED / shot.file}. If it is right: make accept-screenshots."
    old = stored(shot)
    share = share_that_differs(old, new, by)
    if share <= by.share:
        return ""
    save(new, FAILED / shot.file)
    save(difference(old, new), FAILED / f"{shot} differs.png")
    return (
        f"{shot} looks different: {share:.3%} of it, and {by.share:.3%} may. Look at {FAILED / shot.file}, and at what"
        f" differs in '{FAILED / f'{shot} differs.png'}'. If that is meant: make accept-screenshots."
    )


def stored(shot: Shot) -> Image.Image:
    return Image.open(STORED / shot.file).convert("RGB")


def test_every_picture_is_of_a_page_and_all_are_light() -> None:
    assert {path.name for path in STORED.glob("*.png")} == {shot.file for shot in SHOTS}
    assert sum(path.stat().st_size for path in STORED.iterdir()) <= MOST_BYTES


# That it can fail: a picture test that cannot is no test.


@pytest.mark.parametrize(
    ("css", "shot"),
    [
        pytest.param(".top-in { min-height: 4.25rem }", Shot("results", 390), id="a header four pixels higher"),
        pytest.param(".chip { min-height: 2.5rem }", Shot("results", 390), id="chips four pixels taller"),
        pytest.param(".wrap { padding-inline: 1.625rem }", Shot("pills", 390), id="a gutter eight pixels wider"),
    ],
)
def test_what_moves_is_seen_in_every_browser(chromium: Browser, site: str, css: str, shot: Shot) -> None:
    new = take(chromium, f"{site}{ADDRESSES[shot.page]}", shot, more_css=css)
    assert share_that_differs(stored(shot), new, SAME) > SAME.share
    assert share_that_differs(stored(shot), new, OTHER) > OTHER.share


@pytest.mark.parametrize(
    ("css", "shot"),
    [
        pytest.param(".top-in { min-height: 4.0625rem }", Shot("results", 390), id="a header one pixel higher"),
        pytest.param(".top { border-bottom-color: transparent }", Shot("results", 390), id="a line that is gone"),
        pytest.param(".btn-go { --bs-btn-bg: #55545f }", Shot("pills", 390), id="a button in grey"),
        pytest.param(".tile { visibility: hidden }", Shot("results", 390), id="tiles that are gone"),
    ],
)
def test_less_than_a_move_is_seen_in_the_same_browser(chromium: Browser, site: str, css: str, shot: Shot) -> None:
    if tolerance(drawer(chromium)) is OTHER:
        pytest.skip("Another one draws letters otherwise, and that is more than a line.")
    new = take(chromium, f"{site}{ADDRESSES[shot.page]}", shot, more_css=css)
    assert share_that_differs(stored(shot), new, SAME) > SAME.share


def test_a_block_that_shifts_is_told_with_where_to_look(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.browser.test_screenshots.FAILED", tmp_path)
    shot = Shot("results", 390)
    shifted = stored(shot)
    shifted.paste(shifted.crop((0, 400, 390, 1592)), (0, 408))
    assert share_that_differs(stored(shot), shifted, OTHER) > OTHER.share
    assert "make accept-screenshots" in complaint(shifted, shot, SAME)
    assert {path.name for path in tmp_path.iterdir()} == {"results-390.png", "results-390 differs.png"}
    assert complaint(stored(shot), shot, SAME) == ""
    assert [*tmp_path.iterdir()] == [], "what is right again leaves nothing to look at"


def test_a_page_without_a_picture_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.browser.test_screenshots.FAILED", tmp_path)
    assert "No picture of no-page-390 is stored" in complaint(Image.new("RGB", (390, 1600)), Shot("no-page", 390), SAME)


@pytest.mark.parametrize("by", [SAME, OTHER], ids=["the same browser", "another one"])
def test_a_shade_that_no_eye_sees_is_no_difference(by: Tolerance) -> None:
    """As a colour profile, or storing a picture in few colours, may make it."""
    old = stored(Shot("results", 390))
    paler = ImageChops.add(old, Image.new("RGB", old.size, (3, 3, 3)))
    assert share_that_differs(old, small(paler), by) <= by.share


@pytest.mark.parametrize(
    ("drawer", "by"),
    [
        pytest.param("installed 156.0.1.2", SAME, id="another minor version"),
        pytest.param("installed 157.0.8078.79", OTHER, id="another major version"),
        pytest.param("playwright 156.0.8078.79", OTHER, id="another build"),
    ],
)
def test_which_tolerance_goes_for_a_browser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, drawer: str, by: Tolerance
) -> None:
    monkeypatch.setattr("tests.browser.pictures.DRAWN_BY", tmp_path / "drawn-by.txt")
    (tmp_path / "drawn-by.txt").write_text("installed 156.0.8078.79\n")
    assert tolerance(drawer) is by
