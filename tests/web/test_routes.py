"""The list of routes with its filters, and the page of one: whatever the address asks, there is an answer."""

import csv
import re
from datetime import date
from html import unescape
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from catalogue.editions.publish import publish
from catalogue.editions.search import searched
from catalogue.editions.working import keep
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Discipline, Instrument, Programme, Round, ShelfLife
from catalogue.vocabulary import State
from matcher.engine.availability import Availability
from matcher.pages.routes import other_hits
from matcher.pages.routes.views import PAGE_SIZE
from matcher.rules.holding import held
from matcher.rules.timing import timing_of
from matcher.speech.rounds import how_it_stands, said_before
from matcher.speech.writing import long_date
from tests.publishing import publish_everything
from tests.reading import found_in
from tests.some import some
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
DAY = date(2026, 11, 21)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def number(html: str) -> int:
    """How many routes the list says that it found."""
    return int(found_in(r'class="cat-n"><span class="num">(\d+)</span>', html)[1])


def listed(html: str) -> list[str]:
    return re.findall(r'<h3><a href="(?:/en)?/routes/([a-z0-9-]+)/', html)


def count_beside(html: str, name: str, value: str) -> int:
    """The number that a filter shows beside one of its options."""
    option = rf'name="{name}" value="{value}"[^>]*>(?:<svg.*?</svg>)?\s*<span class="fo-t">[^<]*</span><span class="nar fo-n">'
    return int(found_in(option + r"(\d+)</span>", html, re.S)[1])


def picked(html: str, name: str, value: str) -> int:
    select = found_in(rf'<select[^>]*name="{name}">.*?</select>', html, re.S)[0]
    return int(found_in(rf'<option value="{value}"[^>]*>[^<]*\((\d+)\)</option>', select)[1])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "sectoral"),
        ("theme", "capacity-building"),
        ("discipline", "dance"),
        ("goal", "present-tour"),
        ("applicant", "individual-artist"),
        ("kind", "grant"),
        ("status", "open"),
        ("status", "closed"),
        ("deadline", "90"),
        ("extra", "green-travel"),
    ],
)
@pytest.mark.parametrize("others", ["", "&text=kunst", "&place=FR&level=sectoral&level=multilateral"])
def test_the_count_beside_an_option_is_what_choosing_it_gives(
    client: Client, name: str, value: str, others: str
) -> None:
    before = page(client, f"/routes/?{ON}{others}")
    if name == "level" and "level" in others:
        others = others.replace("&level=sectoral&level=multilateral", "")
    assert count_beside(before, name, value) == number(page(client, f"/routes/?{ON}{others}&{name}={value}"))


@pytest.mark.parametrize(("name", "value"), [("programme", "kunstendecreet"), ("place", "FR"), ("place", "MA")])
def test_the_count_beside_a_name_to_pick_is_what_picking_it_gives(client: Client, name: str, value: str) -> None:
    expected = number(page(client, f"/routes/?{ON}&discipline=dance&{name}={value}"))
    assert picked(page(client, f"/routes/?{ON}&discipline=dance"), name, value) == expected > 0


def test_every_term_can_be_filtered_on(client: Client) -> None:
    for slug in some(Discipline.objects.values_list("slug", flat=True)):
        assert number(page(client, f"/routes/?discipline={slug}")) > 0
    for slug in some(Programme.objects.values_list("slug", flat=True)):
        assert number(page(client, f"/routes/?programme={slug}")) > 0


@pytest.mark.parametrize(
    ("query", "told", "left"),
    [
        pytest.param("kind=grnt", "Bedoel je Subsidie (grant)?", "kind=loan", id="a value with a typing error"),
        pytest.param("levl=sectoral", "Bedoel je “level”?", "kind=loan", id="a name with a typing error"),
        pytest.param("zzz=1", "We kennen “zzz” in het adres niet.", "kind=loan", id="a name like no other"),
        pytest.param("amount=veel", "“veel” is geen bedrag", "kind=loan", id="an amount in words"),
        pytest.param("on=2026-02-30", "“2026-02-30” is geen datum", "kind=loan", id="a day that no month has"),
        pytest.param("plan=zz", "“zz” is geen plan", "kind=loan", id="a plan that is none"),
        pytest.param("plan=zz&why=goal", "“zz” is geen plan", "kind=loan", id="why not, of a plan that is none"),
        pytest.param(
            "plan=goal%3Dzz", "“goal=zz” is geen plan", "kind=loan", id="a plan of which nothing is understood"
        ),
        pytest.param("page=9", "Er is geen pagina “9”", "kind=loan", id="a page beyond the last"),
        pytest.param("page=x", "Er is geen pagina “x”", "kind=loan", id="a page that is no number"),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_kept(client: Client, query: str, told: str, left: str) -> None:
    html = page(client, f"/routes/?{left}&{query}")
    assert told in html
    assert listed(html) == listed(page(client, f"/routes/?{left}")) != []


def test_a_plan_that_says_nothing_stays_one_and_one_that_is_half_understood_tells_the_rest(client: Client) -> None:
    assert "geen plan" not in page(client, "/routes/?plan=none")
    html = page(client, "/routes/?plan=discipline%3Ddance%26goal%3Dzz")
    assert "“zz” is geen keuze bij “Doel”" in html
    assert "buiten je plan" in html


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("goal=zzz&foo%01=1", "“zzz” is geen keuze bij “Wat wil je doen?”"),
        ("foo=1", "We kennen “foo” in het adres niet."),
        ("kind=loan", ""),
    ],
)
def test_the_feed_tells_below_its_title_what_was_not_understood(client: Client, query: str, told: str) -> None:
    feed = page(client, f"/routes.atom?{query}")
    subtitle = re.search(r"<subtitle>(.*?)</subtitle>", feed)
    assert (told in the(subtitle)[1]) if told else subtitle is None


def test_what_was_not_understood_does_not_travel_on(client: Client) -> None:
    html = page(client, "/routes/?kind=grant&on=2026-02-30&page=99&levl=x")
    ways = re.findall(r'href="(\?[^"]*)"', html)
    assert ways
    assert not any(wrong in way for way in ways for wrong in ("2026-02-30", "99", "levl"))


def test_a_chip_takes_one_filter_away_and_keeps_the_others(client: Client) -> None:
    asked = {
        "discipline": "dance",
        "programme": "kunstendecreet",
        "place": "FR",
        "text": "kunst",
        "amount": "1000",
        "on": "2026-11-21",
    }
    html = page(client, "/routes/?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    ways = re.findall(r'class="chip chip-x" href="\?([^"]*)"', html)
    assert len(ways) == len(asked)
    for name in asked:
        kept = {f"{other}={value}" for other, value in asked.items() if other != name}
        assert kept in [set(way.split("&")) for way in ways]


def test_filters_that_exclude_each_other_say_so_and_offer_a_way_out(client: Client) -> None:
    html = page(client, f"/routes/?{ON}&kind=loan&deadline=30")
    assert number(html) == 0
    assert "Geen enkele route heeft dit allemaal." in html
    assert "Wis alle filters" in html


def test_pages_hold_every_route_once(client: Client) -> None:
    found: list[str] = []
    count = Instrument.objects.published().count()
    for at in range(1, 1 + -(-count // PAGE_SIZE)):
        found += listed(page(client, f"/routes/?{ON}&page={at}"))
    assert len(found) == len(set(found)) == count


def test_money_comes_before_what_stands_beside_it(client: Client) -> None:
    html = page(client, "/routes/?text=ietm&sort=name")
    money, beside = html.split("Naast het geld")
    kinds = dict(Instrument.objects.values_list("slug", "kind"))
    assert all(Instrument(kind=kinds[slug]).gives_money for slug in listed(money))
    assert not any(Instrument(kind=kinds[slug]).gives_money for slug in listed(beside))


@pytest.mark.parametrize("sort", ["name", "deadline", "amount"])
def test_an_order_that_is_asked_for_is_marked(client: Client, sort: str) -> None:
    assert f'name="sort" value="{sort}" checked' in page(client, f"/routes/?sort={sort}")


def test_the_highest_amount_comes_first_where_that_is_asked(client: Client) -> None:
    most = dict(Instrument.objects.values_list("slug", "max_eur"))
    amounts = [most[slug] or 0 for slug in listed(page(client, "/routes/?sort=amount"))]
    assert amounts == sorted(amounts, reverse=True)


def test_the_day_in_the_address_decides_what_is_open_and_goes_along(client: Client) -> None:
    html = page(client, "/routes/?on=2026-10-31&text=presentatieproject")
    assert "meestal, niet aangekondigd" in html
    assert "/routes/kunstendecreet-ip/?on=2026-10-31" in html
    assert "31 oktober 2026" in page(client, "/routes/kunstendecreet-ip/?on=2026-10-31")
    assert "31 januari 2027" in page(client, "/routes/kunstendecreet-ip/?on=2026-11-01")


def test_a_route_tells_of_a_day_that_it_did_not_understand(client: Client) -> None:
    assert "“ooit” is geen datum" in page(client, "/routes/kunstendecreet-ip/?on=ooit")


def test_what_has_ended_never_looks_open(client: Client) -> None:
    html = page(client, f"/routes/bilateraal-baskenland/?{ON}")
    assert "Deze route is gestopt." in html
    assert "Naar de aanvraag" not in html
    assert 'class="due due-off">gestopt' in html
    assert 'class="due due-off">gestopt' in page(client, f"/routes/?{ON}&text=baskenland&status=closed")


def test_a_route_shows_its_sources_doubts_and_what_is_not_known(client: Client) -> None:
    html = page(client, "/routes/kunstendecreet-tip/")
    tip = Instrument.objects.get(slug="kunstendecreet-tip")
    for source in tip.sources.all():
        assert source.url in html
    assert "Niet bevestigd" in html
    for doubt in tip.doubts.all():
        assert doubt.text_nl in html
    assert "bedrag niet bekend" not in html, "a sum of 2017 is known"
    assert "augustus 2022" in html
    assert "Taal: Nederlands (Engels alleen" in html


@pytest.mark.parametrize(
    "address",
    [
        "/routes/",
        f"/routes/?{ON}&page=2",
        f"/routes/?{ON}&text=kunst",
        f"/routes/?{ON}&level=sectoral&theme=capacity-building&goal=present-tour&discipline=dance"
        "&applicant=individual-artist&kind=grant&status=open&deadline=365&programme=kunstendecreet&place=FR",
    ],
)
def test_a_list_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        client.get(address)


def test_a_text_that_finds_nothing_leads_to_the_nearest_words(client: Client) -> None:
    html = page(client, "/routes/?text=residentttiesss")
    near = found_in(r'Bedoel je <a href="(\?[^"]+)">', html)[1]
    assert client.get(f"/api/v1/instruments{near}").json()["count"] > 0


def test_a_text_with_a_word_that_occurs_nowhere_leads_to_the_others(client: Client) -> None:
    """A place that only the filter of places knows counts as a word that occurs."""
    html = page(client, "/routes/?text=Edinburgh+Fringe")
    known = found_in(r'Zoek op <a href="(\?[^"]+)">“edinburgh”', html)[1]
    assert client.get(f"/api/v1/instruments{known}").json()["count"] > 0


def test_what_is_searched_for_comes_first_unless_an_order_is_chosen(client: Client) -> None:
    def first(query: str) -> str:
        return str(client.get(f"/api/v1/instruments?text=presentatieproject&{query}").json()["results"][0]["id"])

    assert first("") == "kunstendecreet-ip"
    assert 'value="relevance" checked' in page(client, "/routes/?text=presentatieproject")
    assert 'value="name" checked' in page(client, "/routes/?text=presentatieproject&sort=name")


def hits(html: str) -> list[str]:
    """What the list holds, routes and others, in its order."""
    return re.findall(r'<h3><a href="/((?:routes|organisations|countries)/[^/"]+)/', html)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("VI.BE", ["organisations/vi-be", "routes/belgium-booms"]),
        ("Zweden", ["countries/SE"]),
        ("Circuscentrum", ["organisations/circuscentrum"]),
        ("EMEE", ["organisations/emee", "routes/emee"]),
    ],
)
def test_organisations_and_countries_stand_in_the_same_list(client: Client, text: str, first: list[str]) -> None:
    html = page(client, f"/routes/?text={text}")
    found = hits(html)
    assert set(found[: len(first)]) == set(first)
    assert client.get(f"/{found[0]}/").status_code == 200


def test_a_filter_or_another_order_leaves_routes_alone(client: Client) -> None:
    for more in ("&discipline=dance", "&sort=name"):
        found = hits(page(client, f"/routes/?text=dans{more}"))
        assert found
        assert all(one.startswith("routes/") for one in found)


def test_the_page_and_the_api_have_routes_in_the_same_order(client: Client) -> None:
    for text in ("dans", "residentie parijs", "tournee"):
        api = [one["id"] for one in client.get(f"/api/v1/instruments?text={text}&sort=relevance").json()["results"]]
        shown = listed(page(client, f"/routes/?text={text}"))
        assert shown == api[: len(shown)]
        assert len(shown) >= 2


def test_a_search_that_finds_nothing_says_what_to_do(client: Client) -> None:
    html = page(client, "/routes/?text=zzzzqqqq")
    assert number(html) == 0
    assert "Probeer minder of andere woorden" in html
    assert 'href="/match/"' in html


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/routes/kunstendecreet-tip/", "Deze data zijn laatst nagekeken in 2022; kijk ze na bij de bron."),
        (
            "/routes/kunstendecreet-ip/",
            "Wat dit betaalt, is laatst nagekeken in 2022 of later; kijk het na bij de bron.",
        ),
        ("/en/routes/kunstendecreet-ip/", "What it pays was last checked in 2022 or later: check it at the source."),
    ],
)
def test_a_fact_past_its_shelf_life_says_so_where_it_is_shown(client: Client, address: str, said: str) -> None:
    html = page(client, f"{address}?{ON}")
    key_facts = html.partition('<dl class="rt-key">')[2].partition("</dl>")[0]
    assert said in key_facts


def test_what_was_seen_lately_asks_for_no_second_look(client: Client) -> None:
    html = page(client, f"/routes/creative-europe-cooperation-small/?{ON}")
    assert "Deze data zijn laatst nagekeken" not in html
    assert "Deze data zijn laatst nagekeken in maart 2026" in page(
        client, "/routes/creative-europe-cooperation-small/?on=2027-06-01"
    ), "the day in the address decides"


def test_shelf_lives_are_rows_that_staff_edit(client: Client, admin_user: User) -> None:
    address = f"/routes/kunstendecreet-ip/?{ON}"
    assert "Wat dit betaalt, is laatst nagekeken" in page(client, address)
    ShelfLife.objects.filter(subject="amounts").update(months=60)
    assert keep(("shelf-life", "amounts"), admin_user) is not None
    publish(author=admin_user, why="Amounts keep longer.")
    assert "Wat dit betaalt, is laatst nagekeken" not in page(client, address)


def test_the_api_says_how_old_the_facts_are(client: Client) -> None:
    told = client.get(f"/api/v1/instruments/kunstendecreet-ip?{ON}").json()["freshness"]
    assert told["amounts"] | {"seen": ""} == {"seen": "", "shelf_life_months": 24, "is_stale": True}
    assert told["amounts"]["seen"].startswith("2022 or later")
    assert told.keys() == {"dates", "amounts", "purpose"}


def test_a_round_that_is_only_usual_says_so_in_the_list_of_rounds(client: Client) -> None:
    """What staff copied for next year is no announcement."""
    route = Instrument.objects.get(slug="culture-moves-europe-individual")
    Round.objects.create(instrument=route, code="copied", closes="2028-04-30", is_announced=False, position=990)
    publish_everything()
    html = client.get(f"/routes/{route.slug}/?on=2027-12-01").content.decode()
    line = next(one for one in re.findall(r"<li.*?</li>", html, re.S) if "30 april 2028" in one)
    assert "meestal, niet aangekondigd" in line
    assert 'class="exp"' in line, "drawn as what is expected"


def standing(availability: Availability) -> list[InstrumentEntry]:
    compiled = held().compiled(DAY)
    entries = held().all(InstrumentEntry).values()
    return [one for one in entries if compiled.standing(one.id).availability is availability]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("availability", [Availability.CLOSED, Availability.EXPECTED])
def test_the_page_says_of_what_is_closed_or_expected_when_it_comes_back_as_results_do(
    client: Client, availability: Availability, language: str
) -> None:
    """Where a source once said something else, that stands with its day beside it, and never alone."""
    for one in some(standing(availability)):
        html = " ".join(page(client, f"{'/en' if language == 'en' else ''}/routes/{one.id}/?{ON}").split())
        with override(language):
            stands = how_it_stands(timing_of(one), DAY, long_date)
            before = said_before(timing_of(one), DAY, one.status.as_of)
            label = str(one.status.state.label)
        assert f"<b>{stands}</b>" in html
        if availability is Availability.CLOSED:
            assert bool(before) is (one.status.state not in (State.CLOSED, State.ENDED)), one.id
        if before:
            assert html.count(f"{stands} {before}") + html.count(f"{stands}</b> {before}") == 2
            assert f"<td>{label}" not in html
        if one.status.note:
            with override(language):
                note = str(one.status.note)
            assert f'<p class="small">{note}</p>' in html


def test_a_closed_route_that_once_came_back_says_both() -> None:
    lille = held().all(InstrumentEntry)["bilateraal-hauts-de-france"]
    assert how_it_stands(timing_of(lille), DAY, long_date) == (
        "Nu gesloten. De laatste ronde sloot in 2024; of ze terugkomt, is niet bekend."
    )
    assert said_before(timing_of(lille), DAY, lille.status.as_of) == (
        "In maart 2024 zei een bron dat de route geregeld terugkomt."
    )


def test_what_nobody_applies_for_has_no_time_to_apply(client: Client) -> None:
    site = held()
    lasting = some(one for one in site.all(InstrumentEntry).values() if not one.is_applied_for)
    assert {"agoraeu-2028-2034", "faro-convention", "european-youth-card"} <= {one.id for one in lasting}
    for one in lasting:
        assert site.compiled(DAY).standing(one.id).closes is None
        html = page(client, f"/routes/{one.id}/?{ON}")
        assert "Wanneer indienen" not in html, one.id
        assert '<span class="due' not in html.partition('class="rt-key"')[2].partition("</dl>")[0]
        row = page(client, f"/compare/?route={one.id}&{ON}").partition("cmp-big")[2].partition("</tr>")[0]
        assert "niet aan te vragen" in row
        assert "due" not in row


def test_a_usual_round_that_was_not_seen_the_last_time_is_told_as_what_was_so(client: Client) -> None:
    """The agencies set the days of each year anew."""
    found = page(client, f"/routes/erasmus-youth-exchanges/?{ON}").partition('id="rounds"')[2].partition("</ul>")[0]
    told = [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in re.findall(r"<li.*?</li>", found, re.S)]
    october = next(one for one in told if one.startswith("1 oktober 2027"))
    assert "Zo was het in 2024; of het nog zo is, is niet zeker." in october
    assert "Meestal elk jaar" not in october
    assert "Laatst gezien" not in october


def test_names_that_hold_a_comma_stand_between_semicolons(client: Client) -> None:
    html = " ".join(page(client, f"/about/rules/?programme=vgc-kunsten&{ON}").split())
    assert re.search("circusdecreet; circusdecreet, als circuswerkplaats;", html, re.I)
    english = " ".join(page(client, f"/en/routes/sabam-exportbeurs/?{ON}").split())
    assert "; Pop, rock, jazz and folk" in english


def test_each_page_that_can_be_found_is_shown() -> None:
    assert searched.PAGES.keys() == other_hits.PAGES.keys()


@pytest.mark.parametrize("slug", ["internationale-initiatieven-sociaal-cultureel", "ace-pice-movilidad"])
def test_nothing_is_added_up_for_a_plan_that_nobody_gave(client: Client, slug: str) -> None:
    """1,000 and 5,000 euro per person: of how many people is not known."""
    alone = page(client, f"/en/routes/{slug}/?{ON}")
    assert 'class="sum-t"' not in alone
    assert 'class="sum-t"' in page(client, f"/en/routes/{slug}/?{ON}&people=3")
    table = list(csv.DictReader(StringIO(client.get(f"/en/match/results.csv?{ON}").content.decode("utf-8-sig"))))
    assert {one["Pays for this plan, in euros"] for one in table} == {""}


def test_what_is_like_a_route_from_here_is_for_somebody_from_here(client: Client) -> None:
    """Whoever is established in any of the places that the questionnaire offers: the API says for each whether that fails."""
    judged = []
    for base in ("BE-VLG", "BE-BRU", "BE-WAL", "x-be-dg"):
        told = client.get(f"/api/v1/match?{ON}&base={base}").json()["routes"]
        judged.append({one["id"] for one in told if all(fail["question"] != "base" for fail in one["fails"])})
    from_here, pairs = set.union(*judged), []
    for slug in [one.id for one in held().all(InstrumentEntry).values() if one.gives_money and one.id in from_here][
        ::6
    ]:
        html = page(client, f"/en/routes/{slug}/?{ON}").partition('id="similar"')[2].partition("</section>")[0]
        pairs += [(slug, other) for other in re.findall(r"/routes/([\w-]+)/", html)]
    assert len(pairs) > 40
    assert [pair for pair in pairs if pair[1] not in from_here] == []


def test_a_programme_that_is_called_as_its_giver_stands_once(client: Client) -> None:
    for slug, names in (
        ("residentie-buda", ["BUDA arts centre"]),
        ("kunstendecreet-ip", ["Department of Culture, Youth and Media", "Arts Decree"]),
    ):
        given = page(client, f"/en/routes/{slug}/?{ON}").partition(">Given by<")[2].partition("</dd>")[0]
        told = [one.strip() for one in re.sub(r"<[^>]*>", "\n", given).split("\n")[1:] if one.strip()]
        assert len(told) == len(names), told


def test_a_text_with_a_slip_says_what_was_searched_instead(client: Client) -> None:
    slip = page(client, f"/routes/?{ON}&text=Zweeden")
    assert "“Zweeden”" in slip
    assert "“zweden”" in slip
    assert number(slip) == number(page(client, f"/routes/?{ON}&text=Zweden"))
    assert "“zweden”" not in page(client, f"/routes/?{ON}&text=Zweden")
