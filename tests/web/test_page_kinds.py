"""What every page is called: its language, its title and its one heading."""

import re
from html import unescape
from itertools import pairwise

import pytest
from django.urls import Resolver404, resolve

from matcher.urls import urlpatterns
from tests.pages import EVERYWHERE, LANGUAGES, PAGES
from tests.reading import found_in
from tests.web.conftest import PageAt

pytestmark = [pytest.mark.xdist_group("pages"), pytest.mark.django_db, pytest.mark.usefixtures("everything")]


OF_A_LINK = {"keep-selection", "selection", "delete-selection", "selection-deleted", "mail-choice", "stop-mail"}
"""Pages of one visitor, which have tests of their own: `test_selections.py` and `test_selection_mail.py`."""


def name_of(address: str) -> str:
    """What the address is called in `matcher/urls.py`."""
    try:
        return resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        return f"{address}, which matcher/urls.py does not know"


def test_every_kind_of_page_is_in_the_table() -> None:
    told = set(map(name_of, PAGES.values()))
    pages = {one.name for one in urlpatterns if "." not in str(one.pattern)}  # the others are files
    assert told == pages - OF_A_LINK, "tests/pages.py names each, by an address"


@pytest.mark.parametrize(("name", "address"), EVERYWHERE, ids=[name for name, _ in EVERYWHERE])
def test_a_page_says_its_language_title_and_heading(page_at: PageAt, name: str, address: str) -> None:
    html = unescape(page_at(address).content.decode())
    assert re.findall(r'<html lang="([^"]*)"', html) == [name.rpartition(", ")[2]]
    title = found_in(r"<title>(.+?) · Overzet</title>", html, re.DOTALL)
    assert title[1].strip() == title[1]
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert found_in(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[1].strip()
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert all(below - above <= 1 for above, below in pairwise(levels)), f"headings skip: {levels}"


INLINE = re.compile(r"</?(?:span|b|time|a)\b[^>]*>")
MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
LONG_MONTHS = "January|February|March|April|August|September|October|November|December"
UNLIKE_ENGLISH = (
    (re.compile(rf"\b\d{{1,2}} ?(?:{MONTHS}|{LONG_MONTHS})(?= ?\d{{4}})".lower()), "a month without its capital"),
    (re.compile(rf"\d(?:{MONTHS}|{LONG_MONTHS})\b", re.IGNORECASE), "a month at its number"),
    (re.compile(r"\b1 (?:routes|countries|organisations|days|conditions|sources|places)\b"), "one of several"),
)


@pytest.mark.parametrize(("name", "address"), [one for one in EVERYWHERE if one[0].endswith(", en")])
def test_english_days_and_numbers_are_written_as_in_english(page_at: PageAt, name: str, address: str) -> None:
    html = re.sub(
        r"<(script|style)\b.*?</\1>|(?<=<)(?:title|meta)\b[^>]*", "", page_at(address).content.decode(), flags=re.S
    )
    told = " ".join(unescape(re.sub(r"<[^>]*>", " ", INLINE.sub("", html))).split())
    wrong = [(what, found[0]) for pattern, what in UNLIKE_ENGLISH for found in pattern.finditer(told)]
    assert wrong == [], name


FILTERED = {
    "/routes/?discipline=dance&place=SE": "{} routes: Dans, Zweden",
    "/routes/?text=dans": "{} routes: “dans”",
    "/routes/?text=zzzzqqqq": "0 routes: “zzzzqqqq”",
    "/en/routes/?level=sectoral&theme=capacity-building&goal=residency&discipline=dance": (
        "{} routes: Sectoral, Capacity building, Go on residency …"
    ),
    "/organisations/?text=icom": "{} organisaties: “icom”",
    "/en/organisations/?helps=funds": "{} organisations: Gives money",
    "/deadlines/?discipline=dance": "{} sluitingsdagen: Dans",
    "/en/deadlines/?discipline=dance": "{} closing days: Dance",
}


@pytest.mark.parametrize(("address", "title"), FILTERED.items(), ids=FILTERED)
def test_the_title_of_a_filtered_list_names_the_number_and_the_filters(
    page_at: PageAt, address: str, title: str
) -> None:
    html = unescape(page_at(address).content.decode())
    number = found_in(r'class="cat-n"><span class="num">(\d+)</span>', html)[1]
    assert found_in(r"<title>(.+?) · Overzet</title>", html)[1] == title.format(number)


@pytest.mark.parametrize("address", ["/routes/", "/organisations/", "/deadlines/"])
def test_the_title_of_a_whole_list_is_its_heading(page_at: PageAt, address: str) -> None:
    html = unescape(page_at(address).content.decode())
    heading = found_in(r"<h1[^>]*>(.*?)</h1>", html)[1]
    assert found_in(r"<title>(.+?) · Overzet</title>", html)[1] == heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_kinds_of_page_have_the_same_title(page_at: PageAt, language: str) -> None:
    """The states of one page may share theirs."""
    titles: dict[str, set[str]] = {}
    for address in PAGES.values():
        page = page_at(f"{LANGUAGES[language]}{address}")
        html = page.content.decode()
        title = unescape(found_in(r"<title>(.+?)</title>", html, re.DOTALL)[1])
        titles.setdefault(title, set()).add(page.request["PATH_INFO"])
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
