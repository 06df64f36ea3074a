"""The rulebook: all rules in force and what each route asks, for people who do not edit."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.editions.publish import publish
from catalogue.editions.working import record
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Instrument, Programme
from matcher.models import Rule, Scope
from matcher.pages.about.rulebook import MOST_ROUTES, Rulebook, rulebook
from matcher.rules.holding import held
from tests.reading import found_in
from tests.some import some
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
ALL = f"/about/rules/?show=all&{ON}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def whole(client: Client, address: str) -> str:
    """All pages of a book, one after another, as somebody turns them."""
    found, onward = "", address
    while onward:
        html = page(client, onward)
        found += html
        onward = next(iter(re.findall(r'rel="next" href="([^"]+)"', html)), "")
    return found


def book(**query: str) -> Rulebook:
    asked = {name: [value] for name, value in ({"on": "2026-11-21"} | query).items()}
    return rulebook(asked, held(), date(2026, 11, 21))


def published(rule: Rule) -> None:
    record([("rule", rule.slug)])
    publish(author=None, why="for a test")


def told(rule: Rule) -> str:
    return " ".join(rule.because.split())


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_rule_in_force_is_missing_from_the_whole_book(client: Client, language: str) -> None:
    html = whole(client, language + ALL)
    in_force = {rule.id for rule in held().ruleset.rules if rule.holds(date(2026, 11, 21))}
    assert in_force
    for rule in Rule.objects.all():
        because = " ".join((rule.because_en if language else rule.because_nl).split())
        assert (because in html) is (rule.slug in in_force), rule.slug


def test_a_rule_out_of_its_period_is_not_in_the_book(client: Client) -> None:
    rule = the(Rule.objects.filter(scope=Scope.INSTRUMENTS).first())
    rule.because_nl = "Een reden zoals geen andere."
    rule.valid_until = date(2030, 1, 1)
    rule.save()
    published(rule)
    assert told(rule) in whole(client, "/about/rules/?show=all&on=2030-01-01")
    assert told(rule) not in whole(client, "/about/rules/?show=all&on=2030-01-02")


def test_a_rule_for_every_route_stands_before_all_programmes(client: Client) -> None:
    rule = the(Rule.objects.filter(scope=Scope.INSTRUMENTS).first())
    rule.scope, rule.because_nl = Scope.EVERYTHING, "Dit geldt voor iedereen."
    rule.save()
    rule.instruments.clear()
    published(rule)
    for address in (f"/about/rules/?{ON}", f"/about/rules/?programme=kunstendecreet&{ON}"):
        assert "Dit geldt voor iedereen." in page(client, address)


def test_every_published_route_stands_in_the_book_once(client: Client) -> None:
    html = whole(client, ALL)
    shown = re.findall(r'<h3 id="([^"]+)">', html)
    assert sorted(shown) == sorted(Instrument.objects.published().values_list("slug", flat=True))


def test_every_programme_is_listed_with_what_its_page_holds(client: Client) -> None:
    listed = book().chapters
    assert {chapter.slug for chapter in listed} >= set(
        Programme.objects.filter(instruments__is_published=True).values_list("slug", flat=True)
    )
    for chapter in (listed[0], listed[1], listed[-1]):
        (opened,) = book(programme=chapter.slug).chapters
        assert (len(opened.routes), opened.rule_count) == (len(chapter.routes), chapter.rule_count)
        assert all(route.asks for route in opened.routes if route.route.gives_money)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        pytest.param({"level": "bilateral"}, lambda one: one.level == "bilateral", id="a level"),
        pytest.param({"programme": "kunstendecreet"}, lambda one: "kunstendecreet" in one.programme, id="a programme"),
        pytest.param({"programme": "none"}, lambda one: one.programme is None, id="no programme"),
        pytest.param(
            {"text": "erasmus"},
            lambda one: "rasmus" in f"{one.name} {one.programme} {one.summary} {one.where.groups} {one.pays_for}",
            id="a word",
        ),
    ],
)
def test_a_filter_leaves_what_it_names(query: dict[str, str], kept: Callable[[InstrumentEntry], bool]) -> None:
    entries = [told.route.entry for chapter in book(**query).chapters for told in chapter.routes]
    assert entries
    assert all(kept(entry) for entry in entries)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("programme=kunstendecret", "kunstendecreet", id="a programme, nearly"),
        pytest.param("programme=zzzz", "zzzz", id="no programme at all"),
        pytest.param("level=bilatral", "bilateral", id="a level, nearly"),
        pytest.param("show=everything", "everything", id="another way to show it"),
        pytest.param("programe=x", "programe", id="a name that is not known"),
        pytest.param("on=2026-13-45", "2026-13-45", id="no day"),
    ],
)
def test_what_the_address_names_and_is_not_there_is_told(client: Client, query: str, said: str) -> None:
    html = page(client, f"/about/rules/?{query}")
    (notes,) = re.findall(r'<div class="errbox".*?</div>', html)
    assert said in notes
    assert "rb-index" in html, "the list of programmes stands there all the same"


@pytest.mark.parametrize("query", ["", "?show=all", "?programme=kunstendecreet", "?text=reis"])
def test_the_book_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    with django_assert_num_queries(1):
        client.get(f"/about/rules/{query}")


def test_a_route_leads_to_its_own_place_in_the_book(client: Client) -> None:
    for slug in ("kunstendecreet-ip", the(Instrument.objects.published().filter(programme=None).first()).slug):
        address = found_in(rf'href="(/about/rules/[^"]*#{slug})"', page(client, f"/routes/{slug}/"))[1]
        assert f'<h3 id="{slug}">' in page(client, address.partition("#")[0])


def test_the_page_on_the_ranking_leads_to_the_book(client: Client) -> None:
    assert 'class="btn btn-line" href="/about/rules/"' in page(client, "/about/ranking/")


def test_crispy_draws_what_may_be_asked_of_the_book(client: Client) -> None:
    answer = client.get(f"/about/rules/?text=reis&level=bilateral&{ON}")
    form = answer.context["form"]
    assert set(form.fields) == form.rendered_fields == {"text", "programme", "level"}
    (drawn,) = re.findall(r'<form[^>]*class="rb-find".*?</form>', answer.content.decode(), re.S)
    assert 'name="text" value="reis"' in drawn
    assert 'name="on" value="2026-11-21"' in drawn
    assert re.findall(r'value="([^"]*)" selected', drawn) == ["bilateral"]


@pytest.mark.parametrize("query", ["show=all", "level=multilateral", "text=reis&level=sectoral"])
def test_a_page_holds_whole_programmes_and_the_next_one_goes_on(client: Client, query: str) -> None:
    asked = dict(parse_qsl(query))
    pages = [book(**asked, page=str(number + 1)) for number in range(book(**asked).page.paginator.num_pages)]
    assert len(pages) > (query == "show=all")
    chapters = [[chapter.slug for chapter in one.chapters] for one in pages]
    everywhere = [slug for slugs in chapters for slug in slugs]
    assert len(everywhere) == len(set(everywhere))
    for one in pages:
        routes = [len(chapter.routes) for chapter in one.chapters]
        assert len(routes) == 1 or sum(routes) <= MOST_ROUTES
    assert [bool(one.general) for one in pages[1:]] == [False] * (len(pages) - 1)


def test_every_page_of_the_book_keeps_what_was_asked_and_is_light(client: Client) -> None:
    for number in some(range(1, book(show="all").page.paginator.num_pages + 1)):
        html = client.get(f"{ALL}&page={number}").content
        assert len(html) <= 110_000, number
        turned = re.findall(r'rel="(?:prev|next)" href="([^"]+)"', unescape(html.decode()))
        assert turned
        assert all(address.startswith(f"{ALL}&page=") for address in turned)


def test_a_page_that_is_not_there_is_told_and_the_last_is_shown(client: Client) -> None:
    shown = book(show="all", page="99")
    assert shown.page.number == shown.page.paginator.num_pages
    assert "99" in shown.notes[0].message
