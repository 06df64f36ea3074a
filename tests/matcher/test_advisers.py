"""Whom to call: for every discipline and kind of applicant the one or two who advise on it, or said that nobody is known."""

from datetime import date
from itertools import product
from types import MappingProxyType
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from catalogue.editions.edition import Edition, Stored
from catalogue.entries.contact import ContactEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.shelf_life import ShelfLifeEntry
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry
from catalogue.freshness import contacts_seen
from catalogue.vocabulary import ContactKind, FactSubject
from matcher.answers.advisers import AdviceWanted, Advisers, advisers, advisers_of_route, told
from matcher.proof.verification import old_contacts
from matcher.rules.site import Site
from matcher.speech.contacts import contacts_told, letter, own_page
from tests.little import committed_facts
from tests.plans import PLANS
from tests.some import some

ON = date(2026, 11, 26)
ARTISTS = ("individual-artist", "arts-worker", "collective", "arts-organisation")
CENTRES = {
    "theatre": ["kunstenpunt", "cultuurloket"],
    "dance": ["kunstenpunt", "cultuurloket"],
    "music-theatre": ["kunstenpunt", "cultuurloket"],
    "circus": ["circuscentrum", "cultuurloket"],
    "classical-music": ["kunstenpunt", "cultuurloket"],
    "pop-jazz-folk": ["vi-be", "cultuurloket"],
    "visual-arts": ["kunstenpunt", "cultuurloket"],
    "architecture": ["vai", "cultuurloket"],
    "design": ["flanders-dc", "cultuurloket"],
    "fashion": ["flanders-dc", "cultuurloket"],
    "audiovisual": ["vaf", "creative-europe-desk-vlaanderen"],
    "games": ["vaf", "flega"],
    "literature": ["literatuur-vlaanderen", "passa-porta"],
    "movable-heritage": ["faro", "icom-belgium-flanders"],
    "intangible-heritage": ["werkplaats-immaterieel-erfgoed", "faro"],
    "archives-libraries": ["faro", "meemoo"],
    "sociocultural-work": ["socius", "de-federatie"],
}
"""Who is there for artists and houses, by discipline, as far as a page of theirs says it in so many words."""
PASTIME = {
    "theatre": {"opendoek"},
    "dance": {"danspunt"},
    "circus": {"circuscentrum"},
    "classical-music": {"koor-en-stem", "vlamo"},
    "pop-jazz-folk": {"vi-be", "muziekmozaiek"},
    "visual-arts": {"kunstwerkt"},
    "photography": {"breedbeeld"},
    "audiovisual": {"breedbeeld"},
    "digital-arts": {"breedbeeld"},
    "literature": {"creatief-schrijven"},
}
"""Who is there for those who make art in their spare time."""
OF_A_KIND = {
    "heritage-organisation": "faro",
    "heritage-community": "faro",
    "sociocultural-organisation": "socius",
    "youth-organisation": "jint",
    "education-institution": "epos-vlaanderen",
    "local-authority": "vleva",
}
"""Who is there for a kind of applicant, whatever the discipline."""
UNSAID = {
    "street-arts": "circuscentrum",
    "sound-art": "kunstenpunt",
    "photography": "kunstenpunt",
    "digital-arts": "kunstenpunt",
    "crafts": "flanders-dc",
}
"""Disciplines of which no centre says that it is there for them, and the one that is nearest."""
EXPECTED = {
    "choreographer to Lyon in June": ["kunstenpunt", "cultuurloket"],
    "choreographer to Lyon in September": ["kunstenpunt", "cultuurloket"],
    "museum in Ghent with Lille and Porto": ["faro", "icom-belgium-flanders"],
    "amateur choir to Namur": ["koor-en-stem", "vlamo"],
    "illustrator to Tokyo": ["literatuur-vlaanderen", "passa-porta"],
    "translator in Poland": ["literatuur-vlaanderen", "passa-porta"],
    "circus duo to Edinburgh": ["circuscentrum", "cultuurloket"],
    "documentary with the Netherlands": ["vaf", "creative-europe-desk-vlaanderen"],
    "youth theatre with Morocco": ["kunstenpunt", "cultuurloket"],
    "band to Austin in March": ["vi-be", "cultuurloket"],
    "only dance": ["kunstenpunt", "danspunt"],
    "heritage society with a partner in Zeeland": ["werkplaats-immaterieel-erfgoed", "faro"],
}


@pytest.fixture(scope="module")
def site() -> Site:
    """The facts as they are committed, without a database."""
    found = committed_facts()
    kinds = ("discipline", "applicant", "goal", "programme", "organisation", "instrument", "shelf-life")
    stored = {(kind, key): Stored.of(read.value, 1, ON) for kind in kinds for key, read in found[kind].items()}
    return Site(Edition(1, MappingProxyType(stored)))


def asked(query: str) -> AdviceWanted:
    given = parse_qs(query)
    disciplines, applicants, goals = (frozenset(given.get(name, ())) for name in ("discipline", "applicant", "goal"))
    return AdviceWanted(disciplines, applicants, goals)


def ids(found: Advisers) -> list[str]:
    return [one.id for one in found.known]


def about(site: Site, discipline: str, applicant: str) -> Advisers:
    return advisers(site, AdviceWanted(frozenset({discipline}), frozenset({applicant})))


@pytest.mark.parametrize("plan", EXPECTED)
def test_who_is_called_about_the_plans_that_people_came_with(site: Site, plan: str) -> None:
    found = advisers(site, asked(PLANS[plan]))
    assert (ids(found), found.nearest) == (EXPECTED[plan], None)


@pytest.mark.parametrize("applicant", ARTISTS)
@pytest.mark.parametrize("discipline", CENTRES)
def test_an_artist_and_a_house_are_sent_to_the_centres_of_their_discipline(
    site: Site, discipline: str, applicant: str
) -> None:
    assert ids(about(site, discipline, applicant)) == CENTRES[discipline]


@pytest.mark.parametrize("discipline", PASTIME)
def test_who_makes_art_in_their_spare_time_is_sent_to_the_house_for_that(site: Site, discipline: str) -> None:
    found = about(site, discipline, "amateur-group")
    assert (set(ids(found)), found.nearest) == (PASTIME[discipline], None)


@pytest.mark.parametrize("applicant", OF_A_KIND)
def test_the_kind_of_applicant_is_enough_where_one_is_there_for_all_disciplines(site: Site, applicant: str) -> None:
    assert ids(about(site, "dance", applicant))[0] == OF_A_KIND[applicant]
    assert ids(advisers(site, AdviceWanted(applicants=frozenset({applicant}))))[0] == OF_A_KIND[applicant]


@pytest.mark.parametrize("discipline", UNSAID)
def test_where_no_page_says_it_the_nearest_is_named_as_that(site: Site, discipline: str) -> None:
    found = about(site, discipline, "individual-artist")
    assert found.nearest is not None
    assert found.nearest.id == UNSAID[discipline]
    assert ids(found) == ["cultuurloket"], "who is there for the whole field comes second"
    assert [one.id for one in found.all] == [UNSAID[discipline], "cultuurloket"]


def test_for_every_discipline_and_applicant_one_or_two_advise_on_it_or_it_is_said_that_nobody_is_known(
    site: Site,
) -> None:
    everyone = site.all(OrganisationEntry).values()
    nobody_close = []
    for discipline, applicant in product(site.all(DisciplineEntry), site.all(ApplicantEntry)):
        found = about(site, discipline, applicant)
        covering = {
            one.id: advice.rank
            for one in everyone
            for advice in sorted(one.advice, key=lambda each: -each.rank)
            if advice.is_certain
            and not (advice.programmes or advice.on_own_routes)
            and discipline in (advice.disciplines or [discipline])
            and applicant in (advice.applicants or [applicant])
            and (discipline in advice.disciplines or applicant in advice.applicants)
        }
        where = (discipline, applicant)
        assert 1 <= len(found.all) <= 2, where
        assert set(ids(found)) <= covering.keys(), where
        assert (found.nearest is None) == any(rank <= 2 for rank in covering.values()), where
        if found.nearest:
            assert found.nearest.id not in covering, where
            nobody_close.append(where)
    assert ("dance", "foreign-organisation") in nobody_close
    assert ("dance", "individual-artist") not in nobody_close


def test_an_order_is_never_that_of_the_alphabet_alone(site: Site) -> None:
    """A dancer is not sent to architects, a circus not to heritage, a choir not to nine houses."""
    for discipline in ("dance", "pop-jazz-folk", "literature", "circus", "theatre", "audiovisual"):
        for applicant in ARTISTS:
            wrong = {"vai", "publiq", "cultuurconnect", "danspunt", "kunstwerkt", "op-til"}
            assert wrong.isdisjoint(ids(about(site, discipline, applicant)))


def test_a_plan_that_says_nothing_is_sent_to_nobody(site: Site) -> None:
    assert not AdviceWanted(goals=frozenset({"present-tour"})).is_enough
    assert (
        advisers(site, AdviceWanted()).all == advisers(site, AdviceWanted(goals=frozenset({"present-tour"}))).all == ()
    )


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        pytest.param("kunstendecreet-tip", ["kunstenpunt", "departement-cjm"], id="not the four that the route names"),
        pytest.param("circusdecreet-gezelschap", ["circuscentrum", "departement-cjm"], id="the giver of its own route"),
        pytest.param("erasmus-youth-exchanges", ["jint", "epos-vlaanderen"], id="whom the route names first"),
        pytest.param(
            "media-co-development", ["creative-europe-desk-vlaanderen", "vaf"], id="the desk of the programme"
        ),
        pytest.param("flanders-literature-vertaalsubsidie", ["literatuur-vlaanderen", "passa-porta"], id="literature"),
        pytest.param("cultureelerfgoed-cofinanciering", ["faro", "departement-cjm"], id="heritage"),
    ],
)
def test_who_is_called_about_a_route(site: Site, route: str, expected: list[str]) -> None:
    assert ids(advisers_of_route(site, site.all(InstrumentEntry)[route])) == expected


def test_every_route_names_one_or_two(site: Site) -> None:
    for slug, entry in some(site.all(InstrumentEntry).items()):
        assert 1 <= len(advisers_of_route(site, entry).all) <= 2, slug


@pytest.mark.parametrize(
    ("seen", "is_confirmed"),
    [
        pytest.param("2026-02", True, id="this year"),
        pytest.param("2024-11-26", True, id="two years ago to the day"),
        pytest.param("2024-11-25", False, id="a day longer"),
        pytest.param("2024-11", True, id="a month counts from its end"),
        pytest.param("2024-10", False, id="the month before it"),
        pytest.param("2023", False, id="a year that is over for longer"),
        pytest.param("", False, id="nobody knows when"),
    ],
)
def test_a_number_is_confirmed_for_two_years(site: Site, seen: str, is_confirmed: bool) -> None:
    assert site.all(ShelfLifeEntry)["contacts"].months == 24
    house = site.all(OrganisationEntry)["kunstenpunt"]
    number = ContactEntry(kind=ContactKind.PHONE, value="+32 2 1", url="https://example.be/", seen=seen)
    (found,) = contacts_told(site, house.model_copy(update={"contacts": [number]}), ON)
    assert found.is_confirmed is is_confirmed
    assert found.href == "tel:+3221"


def test_without_a_shelf_life_nothing_grows_old(site: Site) -> None:
    house = site.all(OrganisationEntry)["kunstenpunt"]
    assert not any(one.is_stale for one in contacts_seen(house, {}, ON))
    assert all(one.is_stale for one in contacts_seen(house, {FactSubject.CONTACTS: 24}, ON))


def test_what_is_not_confirmed_stands_on_the_list_of_staff(site: Site) -> None:
    found = {one.subject: one.others for one in old_contacts(site, ON)}
    assert found["cultuurloket"] == ("+32 2 204 08 00",)
    assert "kunstwerkt" not in found, "seen in February 2026"
    assert "kunstwerkt" in {one.subject for one in old_contacts(site, date(2028, 3, 2))}


def test_an_adviser_says_how_old_its_number_is_and_where_to_look(site: Site) -> None:
    found = {
        one.id: one
        for query in ("discipline=visual-arts&applicant=amateur-group", PLANS["band to Austin in March"])
        for one in told(site, advisers(site, asked(query)), ON, letter([], "https://example.org/"))
    }
    assert found["kunstwerkt"].is_confirmed
    assert found["kunstwerkt"].seen == ("Nummer en mailadres: gezien in februari 2026.",)
    assert found["kunstwerkt"].languages == "Nederlands en Engels"
    assert not found["vi-be"].is_confirmed
    assert found["vi-be"].seen == ("Nummer en mailadres: niet bevestigd, gezien in januari 2020.",)
    assert found["vi-be"].site == "https://vi.be/"
    assert found["cultuurloket"].mail is None


def test_a_contact_page_of_its_own_comes_before_the_site(site: Site) -> None:
    houses = site.all(OrganisationEntry)
    assert own_page(houses["circuscentrum"]) == "https://circuscentrum.be/nl/over-circuscentrum"
    assert own_page(houses["cultuurloket"]) == houses["cultuurloket"].url


def test_the_mail_opens_with_the_plan_and_the_address_in_it() -> None:
    page = "https://overzet.example/match/results/?discipline=dance&place=FR&budget=30000"
    written = letter(["dans", "Frankrijk", "15 september 2027", "€\u00a030.000"], page).to("info@example.be")
    parts = urlsplit(written)
    assert (parts.scheme, parts.path) == ("mailto", "info@example.be")
    assert set(parse_qs(parts.query)) == {"subject", "body"}, (
        "nothing of the address of the page leaks into that of the mail"
    )
    assert parse_qs(parts.query)["subject"] == ["Vraag over dans, Frankrijk"]
    (body,) = parse_qs(parts.query)["body"]
    assert "Mijn plan: dans, Frankrijk, 15 september 2027, € 30.000." in body.split("\r\n")
    assert f"Alles staat hier: {page}" in body.split("\r\n")
    assert " " not in written
    assert "+" not in written, "a mail reads a plus as a plus"


def test_the_mail_about_a_route_names_it() -> None:
    written = unquote(letter([], "https://overzet.example/routes/a/", "Beurs & reis").to("info@example.be"))
    assert "subject=Vraag over Beurs & reis" in written
    assert "Mijn vraag gaat over deze route: Beurs & reis." in written
    assert "Mijn plan" not in written


def test_no_contact_is_that_of_a_person(site: Site) -> None:
    mails = [
        contact.value
        for one in site.all(OrganisationEntry).values()
        for contact in one.contacts
        if contact.kind == ContactKind.MAIL
    ]
    assert mails
    assert not [mail for mail in mails if "." in mail.partition("@")[0] or "_" in mail.partition("@")[0]]
