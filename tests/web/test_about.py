"""Overzet about itself: nothing there is written by hand that the data or the program already say."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue.editions.store import LICENCE
from catalogue.entries.matrix import (
    AttentionPointEntry,
    DecreeEntry,
    FacetEntry,
    FrameworkRowEntry,
    PriorityPartnerEntry,
    StatisticEntry,
)
from catalogue.models import Challenge, Instrument, InstrumentDoubt, InstrumentSource, MatrixCell
from matcher.counters.keeping import MONTHS_KEPT, SEARCH_DAYS
from matcher.counters.memory import SECONDS
from matcher.counters.tally import LONGEST_SEARCH
from matcher.models import FEWEST, Weight
from matcher.pages.about.provenance import by_year, provenance, year_of
from matcher.rules.holding import held
from tests.publishing import publish_everything
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PAGES = ("", "ranking/", "rules/", "sources/", "matrix/", "data/", "privacy/", "accessibility/")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_answers_in_its_language_and_says_where_one_is(client: Client, language: str, name: str) -> None:
    html = page(client, f"{language}/about/{name}")
    assert f'<html lang="{language.strip("/") or "nl"}">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert f'<a href="{language}/about/{name}" aria-current="page">' in html


@pytest.mark.parametrize("name", PAGES)
def test_a_name_in_the_address_that_is_not_known_is_told(client: Client, name: str) -> None:
    html = page(client, f"/about/{name}?zzz=1&on=2026-13-45")
    assert "We kennen “zzz” in het adres niet." in html
    assert "“2026-13-45” is geen datum" in html


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    with django_assert_num_queries(1):
        client.get(f"/about/{name}")


# Ranking


def test_the_weights_are_those_in_force(client: Client) -> None:
    html = page(client, "/about/ranking/")
    shown = [int(points) for points in re.findall(r'class="ab-pts"><span class="num">(\d+)<', html)]
    assert shown == sorted(Weight.objects.values_list("points", flat=True), reverse=True)
    assert f"hoogstens {sum(shown)} punten" in html
    Weight.objects.filter(part="goal").update(points=37)
    publish_everything()
    assert 'class="ab-pts"><span class="num">37<' in page(client, "/about/ranking/")


# Sources


def test_all_sources_and_doubts_are_counted(client: Client) -> None:
    found = provenance(held(), date(2026, 11, 21))
    assert sum(year.count for year in found.years) == found.sources > InstrumentSource.objects.count()
    assert found.doubts > InstrumentDoubt.objects.count()
    html = page(client, "/about/sources/?on=2026-11-21")
    assert f"{found.sources} bronnen" in html
    for doubt in InstrumentDoubt.objects.filter(instrument__is_published=True):
        assert doubt.text_nl in html


def test_the_oldest_sources_come_first() -> None:
    years = [the(year_of(one.source.seen)) for one in provenance(held(), date(2026, 11, 21)).oldest]
    assert years == sorted(years)


def test_time_makes_sources_stale() -> None:
    today = provenance(held(), date(2026, 11, 21)).stale_routes
    later = provenance(held(), date(2026, 11, 21) + timedelta(days=900)).stale_routes
    assert today < later == Instrument.objects.published().count()


def test_a_source_of_which_the_year_is_not_known_counts_as_that() -> None:
    years = by_year(["2024-03", "2024 or later", "2018 or earlier", ""])
    assert [(one.year, one.count) for one in years] == [(2024, 2), (2018, 1), (None, 1)]


# The matrix, the data, and what is kept


def test_the_matrix_tells_all_nine_squares_and_all_challenges(client: Client) -> None:
    html = page(client, "/about/matrix/")
    for cell in MatrixCell.objects.all():
        assert cell.summary_nl in html
    for challenge in Challenge.objects.all():
        assert challenge.summary_nl in html
    squares = re.findall(r'href="(/routes/\?level=\w+&theme=[\w-]+)">(\d+) ', html)
    assert len(squares) == 9
    for address, count in squares:
        assert client.get(address.replace("/routes/", "/api/v1/instruments")).json()["count"] == int(count)


def test_all_that_was_carried_over_from_the_study_stands_on_a_page(client: Client) -> None:
    matrix = page(client, "/about/matrix/")
    countries = page(client, "/countries/")
    site = held()
    there = [one.about.nl for one in site.all(StatisticEntry).values()]
    there += [one.name.nl for one in site.all(AttentionPointEntry).values()]
    there += [one.name.nl for one in site.all(FacetEntry).values()]
    there += [one.name for one in site.all(FrameworkRowEntry).values()]
    there += [line.nl for decree in site.all(DecreeEntry).values() for line in decree.lines]
    assert [text for text in there if text not in matrix] == []
    assert [one.name.nl for one in site.all(PriorityPartnerEntry).values() if one.name.nl not in countries] == []


def test_each_figure_says_who_counted_it_and_when(client: Client) -> None:
    html = page(client, "/about/matrix/")
    for one in held().all(StatisticEntry).values():
        assert f"{one.source}, {one.year}" in html
    assert "1.561 → 2.715" in html
    assert "70,6" in html
    assert "68 op 131" in html
    assert "1,561 → 2,715" in page(client, "/en/about/matrix/")


@pytest.mark.parametrize("address", ["/about/", "/about/matrix/", "/coverage/"])
def test_what_the_study_recommends_stands_where_it_helps(client: Client, address: str) -> None:
    html = page(client, address)
    assert [one.name.nl for one in held().all(AttentionPointEntry).values() if one.name.nl not in html] == []


def test_a_figure_stands_with_its_discipline_and_its_country(client: Client) -> None:
    circus = "Vlaamse circusartiesten en gezelschappen die internationaal actief zijn"
    assert circus in page(client, "/coverage/?discipline=circus")
    assert circus not in page(client, "/coverage/?discipline=literature")
    visits = "kunstprofessionals uit Vlaanderen gekozen voor ontmoetingen in het Verenigd Koninkrijk"
    assert visits in page(client, "/countries/GB/")
    assert visits not in page(client, "/countries/FR/")


def test_a_practice_and_a_project_lead_to_their_route(client: Client) -> None:
    html = page(client, "/about/matrix/")
    assert '<a href="/routes/internationale-bruiklenen/">Internationale bruiklenen' in html
    assert '<a href="/routes/bilateraal-baskenland/">Dance and community</a>' in html


def test_the_addresses_of_the_data_answer(client: Client) -> None:
    addresses = re.findall(r'<dt><a href="([^"]+)"', page(client, "/about/data/"))
    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200


def test_the_pages_say_what_holds_for_data_visitors_and_access(client: Client) -> None:
    assert "EUPL-1.2" in page(client, "/about/data/")
    assert LICENCE in page(client, "/about/data/")
    assert "localStorage" in page(client, "/about/privacy/")
    assert "WCAG 2.2" in page(client, "/about/accessibility/") or "2.2" in page(client, "/about/accessibility/")


@pytest.mark.parametrize(
    ("is_on", "said", "not_said"),
    [
        (True, "Alleen wat minstens 5 keer bekeken is", "staat op deze site uit"),
        (False, "tellen wat bezoekers zoeken staat op deze site uit", "minstens 5 keer"),
    ],
)
def test_privacy_says_what_is_counted_as_the_settings_have_it(
    client: Client, settings: Settings, is_on: bool, said: str, not_said: str
) -> None:
    settings.COUNTERS = is_on
    html = page(client, "/about/privacy/")
    assert said in html
    assert not_said not in html


def test_privacy_names_the_limits_that_the_code_keeps(client: Client, settings: Settings) -> None:
    settings.COUNTERS = True
    html = page(client, "/en/about/privacy/")
    for said in (
        "Only what 5 looks or more",
        "After 36 months",
        "five times or more and on three days",
        "at most 40 characters",
        "For a minute at most",
    ):
        assert said in html
    assert (FEWEST, MONTHS_KEPT, SEARCH_DAYS, LONGEST_SEARCH, SECONDS) == (5, 36, 3, 40, 60)
