"""What a search finds, whatever the accents, the endings and the slips of the pen; the same on both databases."""

import pytest

from catalogue.editions.search import find, suggestion, words_of

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.usefixtures("everything")]


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
def test_a_search_finds(text: str, slug: str) -> None:
    assert slug in find(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("internationaal presentatieproject", "kunstendecreet-ip"),
        ("international presentation project", "kunstendecreet-ip"),
        ("perform europe", "perform-europe"),
        ("hauts-de-france", "bilateraal-hauts-de-france"),
    ],
)
def test_what_is_named_comes_first(text: str, first: str) -> None:
    found = find(text)
    assert max(found, key=found.__getitem__) == first


def test_every_word_must_be_there() -> None:
    assert len(find("residentie")) > len(find("residentie parijs")) > 0
    assert find("residentie zzzzqqqq") == {}


def test_a_word_finds_what_is_about_it_and_not_all_there_is() -> None:
    assert 0 < len(find("circus")) < 60


def test_a_text_without_words_leaves_everything() -> None:
    assert len(find("  !? ")) == len(find(""))


@pytest.mark.parametrize(
    "text", ["%", "_", "\x00", "'--", "a" * 5000, ":* & |", "💥", "\\", "(((", "the", "de het een"]
)
def test_no_text_breaks_a_search(text: str) -> None:
    assert isinstance(find(text), dict)


def test_a_text_that_finds_nothing_is_told_what_is_near() -> None:
    assert suggestion("residentttiesss") != ""
    assert suggestion("residentie") == ""
    assert suggestion("zzzzqqqq") == ""


def test_the_words_of_a_text_are_few_and_plain() -> None:
    assert words_of("Été, été; CAFÉ-théâtre") == ["ete", "cafe", "theatre"]
    assert len(words_of(" ".join(map(str, range(99))))) == 8
