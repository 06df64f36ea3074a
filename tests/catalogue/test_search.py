"""What a search finds, whatever the accents, the endings and the slips of the pen; the same on both databases."""

import pytest

from catalogue.editions.search import SearchIndex, words_of
from catalogue.editions.store import read_latest

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.fixture
def index() -> SearchIndex:
    return SearchIndex.of(read_latest())


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("cité des arts", "residentie-cite-des-arts-parijs", id="with its accent"),
        pytest.param("CITE DES ARTS", "residentie-cite-des-arts-parijs", id="without, in capitals"),
        pytest.param("tegemoetkoming presentatiemoment", "kunstendecreet-tip", id="two words of a name"),
        pytest.param("presentatieprojecten", "kunstendecreet-ip", id="a plural for a singular"),
        pytest.param("presentatieprojekt", "kunstendecreet-ip", id="misspelt"),
        pytest.param("creatve europe", "creative-europe-cooperation-small", id="a letter lost"),
        pytest.param("residensie", "residentie-cite-des-arts-parijs", id="a letter for another"),
        pytest.param("kunstendecret", "kunstendecreet-tip", id="the programme, misspelt"),
        pytest.param("stage productions", "tax-shelter-podiumkunsten", id="English words"),
        pytest.param("reisbeurzen", "ietm-reisbeurzen", id="a Dutch word"),
        pytest.param("IETM", "ietm", id="a short name"),
        pytest.param("TIP", "kunstendecreet-tip", id="three letters"),
        pytest.param("VGC", "vgc-kunstprojecten", id="the organisation that gives"),
    ],
)
def test_a_search_finds(index: SearchIndex, text: str, slug: str) -> None:
    assert slug in index.find(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("internationaal presentatieproject", "kunstendecreet-ip"),
        ("international presentation project", "kunstendecreet-ip"),
        ("perform europe", "perform-europe"),
        ("hauts-de-france", "bilateraal-hauts-de-france"),
    ],
)
def test_what_is_named_comes_first(index: SearchIndex, text: str, first: str) -> None:
    found = index.find(text)
    assert max(found, key=found.__getitem__) == first


def test_every_word_must_be_there(index: SearchIndex) -> None:
    assert len(index.find("residentie")) > len(index.find("residentie parijs")) > 0
    assert index.find("residentie zzzzqqqq") == {}


def test_a_word_finds_what_is_about_it_and_not_all_there_is(index: SearchIndex) -> None:
    assert 0 < len(index.find("circus")) < 60


def test_a_text_without_words_leaves_everything(index: SearchIndex) -> None:
    assert len(index.find("  !? ")) == len(index.find(""))


@pytest.mark.parametrize(
    "text", ["%", "_", "\x00", "'--", "a" * 5000, ":* & |", "💥", "\\", "(((", "the", "de het een"]
)
def test_no_text_breaks_a_search(index: SearchIndex, text: str) -> None:
    assert isinstance(index.find(text), dict)


def test_a_text_that_finds_nothing_is_told_what_is_near(index: SearchIndex) -> None:
    assert index.suggestion("residentttiesss") != ""
    assert index.suggestion("residentie") == ""
    assert index.suggestion("zzzzqqqq") == ""


def test_the_words_of_a_text_are_few_and_plain() -> None:
    assert words_of("Été, été; CAFÉ-théâtre") == ["ete", "cafe", "theatre"]
    assert len(words_of(" ".join(map(str, range(99))))) == 8
