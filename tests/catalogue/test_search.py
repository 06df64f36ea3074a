"""What a search finds, whatever the accents, the endings and the slips of the pen."""

import doctest
from datetime import date
from functools import cache
from types import ModuleType

import pytest

from catalogue.editions.edition import Stored
from catalogue.editions.search import acronyms, compounds, feminine, places, reading
from catalogue.editions.search.index import SearchIndex
from catalogue.editions.search.made import search_index
from catalogue.editions.search.places import NOWHERE
from catalogue.editions.search.reading import SearchUnit
from catalogue.editions.search.words import words_of
from catalogue.editions.store import read_latest
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.synonym import SynonymEntry
from catalogue.gazetteer import parts_of_the_world
from catalogue.gazetteer.gazetteer import _names
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.search_on_day import SearchOnDay
from matcher.rules.site import Site
from tests.some import few

ON = date(2026, 11, 26)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@cache
def index_of_everything() -> SearchIndex:
    return search_index(read_latest())


@cache
def site_of_everything() -> Site:
    return Site(read_latest())


def search_on_a_day() -> SearchOnDay:
    """With what places mean, as the page asks it."""
    return RoutesOnDay.of(site_of_everything(), ON).search


@pytest.fixture
def index() -> SearchIndex:
    """Of what everything was loaded to, which no test of these changes."""
    return index_of_everything()


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
        ("S+T+ARTS", "starts-residencies"),
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
    found = list(index.find("circus"))
    assert len(found) < len(index.find("")) / 2
    assert all("circus" in slug or "circo" in slug for slug in found[:4])


def test_signs_without_a_word_find_nothing(index: SearchIndex) -> None:
    assert len(index.find("   ")) == len(index.find("")) > 0
    assert index.find("  !? ") == index.find("😀") == index.find("%") == {}


@pytest.mark.parametrize(
    "text", ["%", "_", "\x00", "'--", "a" * 5000, ":* & |", "💥", "\\", "(((", "the", "de het een"]
)
def test_no_text_breaks_a_search(index: SearchIndex, text: str) -> None:
    assert isinstance(index.find(text), dict)


def test_a_text_that_finds_nothing_is_told_what_is_near(index: SearchIndex) -> None:
    assert index.suggestion("residentttiesss", "nl") != ""
    assert index.suggestion("residentie", "nl") == ""
    assert index.suggestion("zzzzqqqq", "nl") == ""


def test_of_a_text_with_a_word_that_occurs_nowhere_the_others_are_told(index: SearchIndex) -> None:
    assert index.find_all("residentie zzzzqqqq") == {}
    assert index.known_words("residentie zzzzqqqq") == "residentie"
    assert index.known_words("residentie") == "", "all of it is known"
    assert index.known_words("zzzzqqqq") == "", "nothing of it is"
    assert index.known_words("de zzzzqqqq") == "", "what is left says nothing"


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        pytest.param("vertaaalllingg", "vertaling", "", id="a word of one language"),
        pytest.param("translatttiooonn", "", "translation", id="and of the other"),
        pytest.param("residentttiesss vertaaalllingg", "residenties vertaling", "", id="two words"),
        pytest.param("danszx", "", "", id="short, and two letters wrong"),
        pytest.param("cartonnist", "", "", id="of nothing that is here"),
    ],
)
def test_what_is_near_is_a_word_of_the_language(index: SearchIndex, text: str, dutch: str, english: str) -> None:
    assert (index.suggestion(text, "nl"), index.suggestion(text, "en")) == (dutch, english)
    assert "vertaling" in index.held.strange["en"] - index.held.strange["nl"]
    assert "translation" in index.held.strange["nl"] - index.held.strange["en"]


@pytest.mark.parametrize(
    ("city", "place", "route"),
    [
        pytest.param("Lyon", "FR", "film-coproductieverdragen", id="a city of which the catalogue has no word"),
        pytest.param("Edinburgh", "GB-SCT", "flip-through-flanders", id="of a region that it knows"),
        pytest.param("Austin", "US", "residentie-residency-unlimited-new-york", id="over the ocean"),
        pytest.param("Buenos Aires", "AR", "eurimages-coproductie", id="of two words"),
        pytest.param("Krakau", "PL", "residentie-ujazdowski-warschau", id="by another name"),
        pytest.param("Londen", "GB", "vlaamse-posten-buitenland", id="of which the catalogue has a word too"),
    ],
)
def test_a_city_finds_the_sheet_of_its_country_and_the_routes_that_serve_it(city: str, place: str, route: str) -> None:
    found = list(search_on_a_day().find_all(city))
    assert ("place", place) in found[:3]
    assert ("instrument", route) in found


@pytest.mark.parametrize("word", ["media", "tour", "best", "beurs", "film"])
def test_a_word_of_the_field_that_a_town_has_as_well_is_that_word(word: str) -> None:
    assert "US" not in {key for kind, key in search_on_a_day().find_all(word) if kind == "place"}


@pytest.mark.parametrize(
    ("city", "in_english", "place"),
    [
        pytest.param("Venetië", "Venice", "IT", id="of which the catalogue has no word"),
        pytest.param("Parijs", "Paris", "FR-IDF", id="that routes name"),
        pytest.param("Maastricht", "Maastricht", "NL-LI", id="a smaller one that routes name"),
        pytest.param("Gent", "Ghent", "BE-VOV", id="at home"),
        pytest.param("Brussel", "Brussels", "BE-BRU", id="that a group is called after as well"),
    ],
)
def test_a_city_finds_all_that_the_filter_of_its_place_leaves_in_both_languages(
    city: str, in_english: str, place: str
) -> None:
    served = site_of_everything().compiled(ON).routes_at(place)
    in_dutch = search_on_a_day().find(city)
    assert len(served) > 100
    assert set(served) <= set(in_dutch)
    assert in_dutch.keys() == search_on_a_day().find(in_english).keys()


def served_at(*codes: str) -> set[str]:
    """What the filter of these places leaves."""
    return set().union(*(site_of_everything().compiled(ON).routes_at(code) for code in codes))


REGIONS = {
    "FR-HDF": ["Hauts-de-France", "hauts de france", "Nord-Pas-de-Calais", "Noord-Frankrijk"],
    "FR-IDF": ["Île-de-France", "Ile de France", "Parijs"],
    "FR-59": ["Lille", "Rijsel"],
    "FR-PAC": ["Provence-Alpes-Côte d'Azur", "Marseille"],
    "CA-QC": ["Québec", "Quebec", "Montréal"],
    "ES-CT": ["Catalonië", "Catalonia", "Barcelona"],
    "ES-PV": ["Baskenland", "Euskadi", "Bilbao"],
    "DE-BY": ["Beieren", "Bavaria", "Bayern", "München"],
    "NL-NB": ["Noord-Brabant", "Tilburg"],
    "GB-SCT": ["Schotland", "Scotland", "Glasgow"],
    "BE-WLG": ["Luik", "Liège", "Lüttich", "Malmedy", "Spa", "Verviers"],
    "x-be-dg": ["Eupen", "Sankt Vith", "Ostbelgien", "Oostkantons", "Duitstalige Gemeenschap"],
    "BE-VOV": ["Gent", "Ghent", "Gand", "Aalst"],
    "BE-VLI": ["Hasselt", "Genk"],
    "BE-WNA": ["Namen", "Namur", "Dinant"],
    "BE-WHT": ["Doornik", "Tournai", "Mons", "Charleroi"],
    "GB": ["VK", "UK", "Verenigd Koninkrijk"],
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in REGIONS.items() for name in names])
def test_a_name_of_a_place_of_any_size_finds_what_the_filter_of_the_place_leaves(code: str, name: str) -> None:
    assert served_at(code)
    assert set(search_on_a_day().find(name)) == served_at(code)


GROUPS = {
    "vl-prio-scandinavie": ["Scandinavië", "Scandinavia", "Noordse landen", "Nordic countries"],
    "vl-prio-baltische-staten": ["Baltische staten", "Baltic states", "Baltics"],
    "eu27": ["EU-landen", "EU countries", "EU-lidstaten"],
    "eer": ["EER", "EEA", "Europese Economische Ruimte"],
    "efta": ["EFTA"],
    "schengen": ["Schengenlanden", "Schengen"],
    "westelijke-balkan": ["Westelijke Balkan", "Western Balkans"],
    "afrika-bezuiden-de-sahara": ["Afrika bezuiden de Sahara", "Sub-Saharan Africa"],
}


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, names in GROUPS.items() for name in names])
def test_a_name_of_a_group_finds_what_the_filter_of_the_group_leaves(group: str, name: str) -> None:
    assert served_at(group)
    assert set(search_on_a_day().find(name)) == served_at(group)


@pytest.mark.parametrize(
    ("name", "some", "named"),
    [
        ("Maghreb", ["MA", "DZ", "TN"], "residentie-le-18-marrakech"),
        ("Latijns-Amerika", ["BR", "AR", "MX"], ""),
        ("Latin America", ["BR", "AR", "MX"], ""),
        ("Balkan", ["RS", "BA", "BG"], "eurimages-coproductie"),
        ("Afrika", ["MA", "ZA", "CD"], "bilateraal-zuid-afrika"),
        ("Africa", ["MA", "ZA", "CD"], "bilateraal-zuid-afrika"),
        ("Azië", ["JP", "IN", "VN"], "asef-mobility-first"),
        ("Oost-Europa", ["PL", "RO", "UA"], ""),
        ("Middle East", ["LB", "JO"], ""),
    ],
)
def test_a_part_of_the_world_finds_what_serves_one_of_its_countries(name: str, some: list[str], named: str) -> None:
    found = search_on_a_day().find(name)
    assert served_at(*some) <= set(found)
    assert not named or named in list(found)[:10]
    assert len([key for kind, key in list(search_on_a_day().find_all(name))[:3] if kind == "place"]) <= 1


def test_each_municipality_of_belgium_is_a_place_unless_it_is_a_word_of_the_field() -> None:
    known = [line.split("\t")[0] for line in _names() if "!" in line and not line[0].isdigit()]
    search = search_on_a_day()
    missed = {
        name
        for name in known
        if search.places.named(name) and not search.index.reading.meant_places(name.split(), search.places)
    }
    assert len(known) > 700
    assert missed <= WORDS_TOO


WORDS_TOO = {"as", "halen", "komen", "landen", "lessen", "voeren", "la"}
"""A small town of such a name is meant less often than the word."""


def test_the_name_of_an_organisation_names_no_place_by_a_part_of_it() -> None:
    """Ünye is a town in Turkey, which has nothing to do with the European Union."""
    assert ("organisation", "european-union") in list(search_on_a_day().find_all("Europese Unie"))[:3]
    assert "TR" not in {code for unit in units_of("Vlaamse Unesco Commissie") for code in unit.places}


def units_of(text: str) -> list[SearchUnit]:
    search = search_on_a_day()
    reading = search.index.reading
    return reading.units(reading.asked(text, search.places), search.places)


def test_what_names_a_city_comes_before_what_serves_its_country() -> None:
    assert next(iter(search_on_a_day().find("Rome"))) == "residentie-academia-belgica-rome"
    assert set(list(search_on_a_day().find("Paris"))[:2]) == {
        "deburen-schrijfresidentie-parijs",
        "residentie-cite-des-arts-parijs",
    }


def test_a_place_and_a_need_are_both_asked() -> None:
    found = search_on_a_day().find("residentie Lissabon")
    assert found.keys() == search_on_a_day().find("residentie").keys() & search_on_a_day().find("Portugal").keys()
    assert "residentie-buda" not in found


def test_the_words_of_a_text_are_few_and_plain() -> None:
    assert words_of("Été, été; CAFÉ-théâtre") == ["ete", "cafe", "theatre"]
    assert len(words_of(" ".join(map(str, range(99))))) == 12


def with_synonym(typed: str, finds: str) -> SearchIndex:
    """As it is once staff published a synonym more."""
    entry = SynonymEntry(id="ours", typed=[typed], finds=finds)
    stored = Stored.of(entry, 2, date(2026, 11, 26))
    return search_index(read_latest().replaced(2, {("synonym", "ours"): stored}))


def test_a_synonym_of_staff_finds_what_it_means(index: SearchIndex) -> None:
    assert index.find("vuurspuwer") == {}
    found = with_synonym("vuurspuwer", "circus").find("vuurspuwers")
    assert "circusdecreet-ontwikkelingsbeurs" in found
    assert found.keys() <= index.find("circus").keys()


def test_a_synonym_of_several_words_is_met_where_they_stand_together() -> None:
    index = with_synonym("lucht en doek", "circus")
    assert "circusdecreet-gezelschap" in with_synonym("hoog doek", "circus").find("hoog doek")
    assert "circusdecreet-gezelschap" not in index.find("lucht zzzzqqqq doek")


@pytest.mark.parametrize(
    ("trade", "discipline"),
    [
        *[
            (trade, "theatre")
            for trade in ("poppenspeler", "puppetry", "marionetten", "mime", "stand-up", "scenograaf")
        ],
        *[(trade, "pop-jazz-folk") for trade in ("metalband", "gitarist", "folk music")],
        *[(trade, "classical-music") for trade in ("slagwerker", "beiaardier", "string quartet")],
        *[(trade, "visual-arts") for trade in ("tekenaar", "graffiti")],
        *[(trade, "literature") for trade in ("spoken word", "verteller")],
        *[(trade, "intangible-heritage") for trade in ("heemkundige kring", "heritage society", "stoeten", "reuzen")],
        *[(trade, "crafts") for trade in ("pottenbakker", "glass art")],
        *[(trade, "movable-heritage") for trade in ("modemuseum", "fashion museum")],
        ("operas", "music-theatre"),
        ("modelabel", "fashion"),
        ("webdesigner", "design"),
    ],
)
def test_what_people_call_their_trade_finds_the_routes_of_its_discipline(
    index: SearchIndex, trade: str, discipline: str
) -> None:
    routes = read_latest().all(InstrumentEntry)
    found = index.find(trade)
    serving = {slug for slug in found if routes[slug].disciplines == "all" or discipline in routes[slug].disciplines}
    assert len(serving) >= 30
    assert set([*found][:3]) <= serving


@pytest.mark.parametrize(
    ("begun", "whole"),
    [("poppen", "poppenspel"), ("marionet", "marionetten"), ("danser", "dans")],
)
def test_what_is_typed_half_finds_what_the_whole_word_means(index: SearchIndex, begun: str, whole: str) -> None:
    assert index.find(begun)
    assert set(index.find(begun)) >= set(index.find(whole))


def test_the_name_of_a_discipline_is_not_the_beginning_of_another_word(index: SearchIndex) -> None:
    routes = read_latest().all(InstrumentEntry)
    for word in ("opera", "Opera", "opera's"):
        found = index.find(word)
        first = [routes[slug].disciplines for slug in [*found][:10]]
        assert len(first) == 10
        assert all(those == "all" or "music-theatre" in those for those in first)
        assert "circusdecreet-gezelschap" not in found


@pytest.mark.parametrize(("word", "within"), [("urimages", "eurimages-coproductie"), ("ircus", "circostrada")])
def test_likeness_within_a_word_finds_nothing(index: SearchIndex, word: str, within: str) -> None:
    assert within not in index.find(word)


def test_a_plural_finds_the_singular_in_texts_too(index: SearchIndex) -> None:
    """ "productions" stands in names; "production" in what routes pay for."""
    singular, plural = index.find("production"), index.find("productions")
    assert singular.keys() - plural.keys() == set()
    assert len(plural) > 20


def test_a_name_of_one_word_is_not_taken_for_another_with_an_ending(index: SearchIndex) -> None:
    assert next(iter(index.find_all("MEDIA")))[1].startswith("media-")


def test_what_one_from_here_can_apply_for_comes_before_what_others_can(index: SearchIndex) -> None:
    found = list(index.find("curator"))
    ours, theirs = found.index("residentie-morpho-onderzoek"), found.index("mondriaan-voucher-international")
    assert ours < theirs


def test_a_route_for_one_area_comes_before_one_for_several(index: SearchIndex) -> None:
    found = list(index.find("Eupen"))
    assert found[0] == "bilateraal-duitstalige-gemeenschap"
    assert found.index("belj-jeugdwerkers") > 0


def test_a_group_is_found_by_its_legal_name(index: SearchIndex) -> None:
    assert index.find("Vrijhandelsassociatie").keys() == index.find("Free Trade Association").keys()


def test_a_synonym_without_a_word_on_either_side_finds_nothing(index: SearchIndex) -> None:
    assert with_synonym("vuurspuwer", "!?").find("vuurspuwer") == {}
    assert with_synonym("!?", "circus").find("!?") == {}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("ik wil op residentie gaan", "residentie"),
        ("where can I find a residency", "residency"),
        ("geld voor dans", "dans"),
    ],
)
def test_words_that_hold_a_sentence_together_decide_nothing(index: SearchIndex, sentence: str, words: str) -> None:
    assert index.find(sentence).keys() == index.find(words).keys() != set()
    assert index.find("wil a op") == {}


@pytest.mark.parametrize("spelling", ["co-productie", "co productie", "Co-Productie"])
def test_one_word_has_one_answer_however_it_is_joined(index: SearchIndex, spelling: str) -> None:
    assert list(index.find(spelling)) == list(index.find("coproductie")) != []


@pytest.mark.parametrize(("name", "other"), [("FARO", "place/FO"), ("Faroe", "organisation/faro")])
def test_a_name_is_not_another_one_with_an_ending(index: SearchIndex, name: str, other: str) -> None:
    assert tuple(other.split("/")) not in index.find_all(name)


def test_a_short_word_is_not_the_letter_with_which_it_begins(index: SearchIndex) -> None:
    assert index.find("a") == {}
    assert 0 < len(index.find("AI")) < len(index.find("")) / 2


@pytest.mark.parametrize("text", ["nachten", "zwemles", "oboist", "xcm", "stokvis", "grenadine", "wafelbak"])
def test_a_good_word_that_nothing_is_about_is_not_mended(index: SearchIndex, text: str) -> None:
    assert [index.suggestion(text, language) for language in ("nl", "en")] == ["", ""]


@pytest.mark.parametrize("module", [acronyms, compounds, feminine, places, parts_of_the_world, reading])
def test_the_examples_of_how_words_are_taken_apart_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("text", ["CJM", "departement CJM"])
def test_a_giver_is_found_by_its_initials_with_all_that_it_gives(index: SearchIndex, text: str) -> None:
    given = {slug for slug, entry in read_latest().all(InstrumentEntry).items() if entry.provider == "departement-cjm"}
    found = index.find_all(text)
    assert next(iter(found)) == ("organisation", "departement-cjm")
    assert given
    assert given <= {key for kind, key in found if kind == "instrument"}


def test_a_school_that_is_called_like_a_town_is_that_school() -> None:
    found = set(search_on_a_day().find_all("LUCA"))
    assert ("instrument", "erasmus-ka1-higher-education") in found
    assert ("place", "IT") not in found


def test_a_recommendation_on_archives_does_not_come_before_what_pays_for_a_documentary(index: SearchIndex) -> None:
    for text in ("documentaire", "documentaires", "documentary", "documentairemaker"):
        found = list(index.find(text))
        assert found.index("vaf-beurzen") < found.index("unesco-aanbeveling-2015")


@pytest.mark.parametrize("text", ["beurs schrijver", "beurs voor een danser", "bursary for writers"])
def test_a_bursary_is_no_trade_fair(index: SearchIndex, text: str) -> None:
    assert "fit-internationaal-ondernemen" not in list(index.find(text))[:5]


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("residentei", "residentie"),  # and not residenten, which is as near and stands in more
        ("Zweeden", "Zweden"),
        ("Frankrijjk", "Frankrijk"),
        ("Schotlant", "Schotland"),
        ("Barcelonna", "Barcelona"),
        ("Scandinvia", "Scandinavia"),
        ("Hauts-de-Frnace", "Hauts-de-France"),
        ("residensie", "residentie"),
        ("residentie Lissabonn", "residentie Lissabon"),
    ],
)
def test_a_slip_finds_what_the_right_spelling_finds_and_is_told(slip: str, right: str) -> None:
    search = search_on_a_day()
    assert search.find(right)
    assert search.find(slip).keys() == search.find(right).keys()
    assert search.read_as(slip) == " ".join(words_of(right))
    assert search.read_as(right) == ""


@pytest.mark.parametrize("text", ["wafelbak", "stokvis", "zwemles", "zomerschool", "vuurspuwer", "naaimachine"])
def test_a_good_word_that_nothing_is_about_is_searched_as_it_is(text: str) -> None:
    assert search_on_a_day().read_as(text) == ""


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Pro Helvetia", "CH"),
        ("British Council", "GB"),
        ("Institut français", "FR"),
        ("Japan Foundation", "JP"),
        ("Pro Argentina", "AR"),
        ("Instituto Cervantes", "ES"),
    ],
)
def test_a_house_of_a_country_that_is_not_here_finds_no_route_of_that_country(name: str, country: str) -> None:
    assert list(search_on_a_day().find_all(name)) == [("place", country)]


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Mondriaan Fonds", "mondriaan-fonds"),
        ("Goethe-Institut", "goethe-institut"),
        ("Culture Ireland", "culture-ireland"),
        ("Danish Arts Foundation", "danish-arts-foundation"),
    ],
)
def test_an_organisation_of_common_words_comes_first_by_its_name(name: str, organisation: str) -> None:
    assert next(iter(search_on_a_day().find_all(name))) == ("organisation", organisation)


def test_a_head_before_what_is_no_word_stays_apart(index: SearchIndex) -> None:
    assert index.reading.asked("co-qqqq", NOWHERE) == ["co", "qqqq"]


def test_a_search_that_knows_no_places_has_none_around() -> None:
    assert (NOWHERE.around("FR"), NOWHERE.served({"FR"})) == ((), frozenset())


@pytest.mark.parametrize(("compound", "art"), [("livemuziek", "muziek"), ("bedrijfsfilm", "film")])
def test_a_compound_that_is_found_finds_the_art_with_which_it_ends(index: SearchIndex, compound: str, art: str) -> None:
    found, whole = index.finding.met(compound), index.finding.as_it_is
    assert whole(art).keys() - whole(compound).keys()
    assert whole(art).keys() | whole(compound).keys() <= found.keys()


def test_a_word_with_two_letters_swapped_is_read_as_one_with_the_same_letters() -> None:
    search = search_on_a_day()
    told = {
        slip: search.read_as(slip)
        for word in few(sorted(one for one in search.index.held.words if len(one) >= 6 and one.isalpha()), 150)
        for at in range(2, len(word) - 1)
        if (slip := word[:at] + word[at + 1] + word[at] + word[at + 2 :]) != word
    }
    otherwise = {slip: read for slip, read in told.items() if read and sorted(read) != sorted(slip)}
    assert len(told) > 300
    assert otherwise == {}
