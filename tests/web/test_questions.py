"""What the questionnaire promises beside the answers: what options mean, who applies, the likeliest places, an end, and plans of
which the start has passed."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from catalogue.entries.organisation import OrganisationEntry
from matcher.answers.later import same_day_from
from matcher.engine.answers import APPLICANT
from matcher.pages.home.plans import USUAL
from matcher.pages.questionnaire.who_applies import BETWEEN, MOST_QUESTIONS, START, paths, tree
from matcher.rules.holding import held
from tests.pages import ON
from tests.plans import NOTHING, PLANS
from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])


def page(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


# What an option means


@LANGUAGES
@pytest.mark.parametrize("name", ["goal", "discipline", "applicant", "theme"])
def test_each_option_says_what_it_means_to_who_asks(client: Client, language: str, name: str) -> None:
    html = page(client, f"{language}/match/?ask={name}&{ON}")
    options = held().words.options_of(name)
    assert '<details class="q-about">' in html
    assert html.count('<span class="opt-h">') == len(options) > 2
    assert '<span class="opt-h"></span>' not in html


def test_where_nothing_is_known_of_the_options_nothing_is_offered(client: Client) -> None:
    assert "q-about" not in page(client, f"/match/?ask=grant&{ON}")


def test_among_results_the_options_stay_short(client: Client) -> None:
    assert 'name="applicant"' in (html := page(client, f"/match/results/?discipline=dance&goal=present-tour&{ON}"))
    assert "opt-h" not in html


# Who applies


def test_no_way_through_the_tree_asks_more_than_five_questions_and_each_ends_somewhere() -> None:
    options = {one.value for one in held().words.options_of(APPLICANT)}
    helpers = held().all(OrganisationEntry)
    ends = {}
    for path in paths():
        names = path.split(BETWEEN)
        step = tree()[names[-1]]
        assert len(names) <= MOST_QUESTIONS
        assert set(step.text or {"nl": "", "en": ""}) == {"nl", "en"}
        if not step.choices:
            ends[path] = step
    assert len(ends) > 40
    for path, step in ends.items():
        if step.applicant:
            assert step.applicant in options, path
        else:
            assert step.call in helpers, path
            assert set(step.note) == {"nl", "en"}, path
    assert {step.applicant for step in ends.values()} - {""} == options, "every applicant can be found"
    assert tree()[START].call in helpers


@LANGUAGES
def test_every_page_of_the_tree_leads_on_and_back_and_keeps_the_plan(client: Client, language: str) -> None:
    plan = "goal=present-tour&discipline=dance&place=FR"
    options = {one.value: one for one in held().words.options_of(APPLICANT)}
    for path in ["", *paths()]:
        html = page(client, f"{language}/match/who/?{plan}&{ON}&who={path}")
        step = tree()[path.split(BETWEEN)[-1] or START]
        assert "errbox" not in html
        on = re.findall(r'<a href="\?([^"]+)" rel="nofollow"><span>', html)
        assert [one.split("who=")[1] for one in on] == [f"{path}.{one.to}".lstrip(".") for one in step.choices]
        assert all("place=FR" in one for one in on)
        if step.applicant:
            onward = found_in(r'btn-go" href="([^"]+)"', html)
            assert f"applicant={step.applicant}" in onward[1]
            assert "place=FR" in onward[1]
            assert step.applicant in options
        assert "/organisations/" in html


def test_a_house_abroad_is_told_that_its_guest_applies(client: Client) -> None:
    html = page(client, f"/match/who/?who=abroad.guest-artist&{ON}")
    assert "de gast uit Vlaanderen of Brussel vraagt aan" in html


def test_a_way_that_is_none_begins_at_the_first_question(client: Client) -> None:
    html = page(client, f"/match/who/?who=alone.nowhere&{ON}")
    assert tree()[START].text["nl"] in html
    assert "errbox" in html


def test_the_question_who_applies_leads_to_it_with_the_plan(client: Client) -> None:
    html = page(client, f"/match/?ask=applicant&goal=residency&place=JP&{ON}")
    (link,) = re.findall(r'href="(/match/who/[^"]*)"', html)
    assert "place=JP" in link


# Places


def likely(html: str) -> list[str]:
    first = html[html.index("geo-scroll") :].split("data-filter-group")[1]
    return re.findall(r'name="place" value="([^"]+)"', first)


def test_the_likeliest_places_come_first_by_what_they_leave(client: Client) -> None:
    html = page(client, f"/match/?ask=place&goal=present-tour&discipline=dance&base=BE-BRU&{ON}")
    first = html[html.index("geo-scroll") :].split("data-filter-group")[1]
    assert "Het waarschijnlijkst voor je plan" in first
    left = [int(number) for number in re.findall(r"<span>(\d+)</span></label>", first)]
    assert 5 <= len(left) <= 8
    assert left == sorted(left, reverse=True)
    assert min(left) > 0
    codes = re.findall(r'name="place" value="([^"]+)"', html)
    assert len(codes) == len(set(codes)), "every place stands once"


def test_where_one_is_established_is_not_likely_and_the_base_changes_the_order(client: Client) -> None:
    from_france = likely(page(client, f"/match/?ask=place&goal=present-tour&base=FR&{ON}"))
    from_flanders = likely(page(client, f"/match/?ask=place&goal=present-tour&base=BE-VLG&{ON}"))
    assert "FR" not in from_france
    assert "FR" in from_flanders
    assert not {"BE-VLG", "x-be-vg", "BE"} & {*from_flanders}


def test_the_goal_changes_what_is_likely(client: Client) -> None:
    to_learn = likely(page(client, f"/match/?ask=place&goal=exchange-learn&base=BE-VLG&{ON}"))
    to_film = likely(page(client, f"/match/?ask=place&goal=invest&discipline=audiovisual&base=BE-VLG&{ON}"))
    assert to_learn != to_film


def test_the_map_has_names_and_is_told_to_who_cannot_see_it(client: Client) -> None:
    html = page(client, f"/match/?ask=place&place=SE&{ON}")
    figure = html[html.index('<figure class="geo-map">') : html.index("</figure>")]
    names = re.findall(r"<text [^>]*>([^<]+)</text>", figure)
    assert {"Frankrijk", "Polen", "Zweden", "NL"} <= {*names}
    assert 'tabindex="-1"' not in figure
    links = re.findall(r'<a [^>]*data-place="[^"]+"[^>]*>', figure)
    assert all(re.search(r'aria-label="[^"]+: \d+ routes?(, gekozen)?"', link) for link in links)
    assert sum("gekozen" in link for link in links) == 1


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_two_names_on_the_map_run_into_each_other(client: Client, language: str) -> None:
    """On a phone a letter takes 7.15 units of the map, and a capital is 12 high; the map is shown from 40 to 700."""
    html = page(client, f"{language}/match/?ask=place&place=FR&{ON}")
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>', html)
    spots = [(float(x), float(y), len(name) * 7.15 / 2, name) for x, y, name in found]
    assert len(spots) > 25
    for number, (x, y, half, name) in enumerate(spots):
        assert x - half >= 40, name
        assert x + half <= 700, name
        assert y + 6 <= 700, name
        touched = [other for u, v, wide, other in spots[:number] if abs(u - x) < half + wide and abs(v - y) < 12]
        assert touched == [], name


PLAN = f"goal=present-tour&discipline=dance&{ON}"


@pytest.mark.parametrize(
    ("text", "says"), [("Lyon", "Lyon: Auvergne-Rhône-Alpes, Frankrijk."), ("VK", ""), ("Japan", "")]
)
def test_a_place_that_was_written_stands_among_the_chosen_ones(client: Client, text: str, says: str) -> None:
    """What the button beside the box does, and Enter in it: one sees what it became, and can name another."""
    html = page(client, f"/match/?{PLAN}&place=SE&place={text}&put=place&ask=place")
    assert 'name="put" value="place"' in html
    assert says in html
    chips = html[html.index("q-chosen") :].split("</ul>")[0]
    names = [name.strip() for name in re.findall(r'chip-x" href="[^"]+">([^<]+)<', chips)]
    assert len(names) == 2
    assert "Zweden" in names
    assert {*names} & {"Auvergne-Rhône-Alpes", "Verenigd Koninkrijk", "Japan"}
    assert 'value="" data-filter' in html


def test_with_nothing_written_one_goes_on(client: Client) -> None:
    html = page(client, f"/match/?{PLAN}&place=SE&place=&put=place&ask=place")
    assert 'name="put" value="place"' not in html


# The end


def walked(client: Client, answers: str) -> tuple[list[str], str]:
    """The questions that come with this plan given beforehand, each passed over; and where they end."""
    asked: list[str] = []
    address = f"/match/?{answers}"
    for _ in range(30):
        answer = client.get(address, follow=True)
        if "/match/results/" in (where := answer.request["PATH_INFO"]):
            return asked, where + "?" + answer.request["QUERY_STRING"]
        html = answer.content.decode()
        asked.append(found_in(r'name="put" value="([a-z]+)"', html)[1])
        address = "/match/" + unescape(found_in(r'class="btn btn-txt" href="(\?[^"]*)"', html)[1])
    raise AssertionError("the questions do not end")


@pytest.mark.parametrize("name", ["illustrator to Tokyo", "circus duo to Edinburgh", "amateur choir to Namur"])
def test_who_said_everything_and_has_one_route_or_none_is_asked_no_more(client: Client, name: str) -> None:
    asked, _end = walked(client, PLANS[name])
    assert asked == []


@pytest.mark.parametrize(("name", "asked"), [("circus duo to Edinburgh", "start"), ("translator in Poland", "base")])
def test_what_comes_near_asks_where_and_when(client: Client, name: str, asked: str) -> None:
    """No route fits a duo or a translator themselves; a vzw or a publisher has to know when, and where they are."""
    without = "&".join(one for one in PLANS[name].split("&") if not one.startswith(f"{asked}="))
    put, _end = walked(client, without)
    assert put == [asked]


def test_the_number_of_a_question_goes_up_by_one_and_no_total_is_promised(client: Client) -> None:
    said, told = f"{PLANS['documentary with the Netherlands']}&works=1", []
    address = f"/match/?ask=goal&{ON}"
    for number, name in enumerate(["goal", "discipline", "applicant", "base", "place", "partners"], 1):
        html = page(client, address)
        assert f'name="put" value="{name}"' in html
        assert f"<b>Vraag {number}</b>" in html
        told += re.findall(rf"<b>Vraag {number}</b>(.*?)</p>", html)
        answered = [one for one in f"{said}&partners=1".split("&") if one.split("=")[0] == name]
        address = f"{address.replace('ask=goal&', '')}&{'&'.join(answered)}"
    assert told[:3] == ["", "", ""]
    assert re.fullmatch(r", nog ongeveer [1-5]", told[-1])


def test_back_leads_to_the_question_before_this_one(client: Client) -> None:
    """Also where that is one that not everybody gets."""
    plan = PLANS["documentary with the Netherlands"].replace("&start=2027-09-01&budget=250000", "")
    html = page(client, f"/match/?{plan}&partners=1&ask=works")
    back = found_in(r'class="btn btn-line btn-back" href="(\?[^"]*)"', html)[1]
    assert "ask=partners" in back


def test_nobody_is_led_to_a_fund_for_others_before_they_say_where_they_are(client: Client) -> None:
    """The Dutch fund is for who is established in the Netherlands: it stands below all that is for people here."""
    listed = page(client, f"/match/results/?discipline=dance&all=may-fit&paper=1&{ON}")
    here = listed.index("Lager, want ze zijn voor wie buiten Vlaanderen, Brussel en Wallonië gevestigd is:")
    assert listed.index("kunstendecreet-tip") < here < listed.index("fonds-podiumkunsten-snelloket")
    there = page(client, f"/match/results/?discipline=dance&base=NL&all=may-fit&paper=1&{ON}")
    assert "Lager, want ze zijn voor wie buiten" not in there


def test_where_nothing_can_fit_the_questions_end_at_once_and_the_page_says_what_to_change(client: Client) -> None:
    asked, end = walked(client, NOTHING)
    assert asked == []
    html = page(client, end)
    causes = html[html.index('id="nothing"') : html.index("</section>", html.index('id="nothing"'))]
    links = re.findall(r'<a class="chip" href="(\?[^"]+)"', causes)
    assert links
    for link in links:
        assert "We vonden geen route" not in found_in(r"<h1>(.*?)</h1>", page(client, f"/match/results/{link}"))[1]


def test_a_theme_is_asked_where_it_can_change_the_order_and_only_there(client: Client) -> None:
    many, _ = walked(client, PLANS["documentary with the Netherlands"])
    one, _ = walked(client, PLANS["museum in Ghent with Lille and Porto"])
    assert many[-1] == "theme"
    assert "theme" not in one


# A plan of which the start has passed


@pytest.mark.parametrize(
    ("start", "on", "later"),
    [
        pytest.param(date(2026, 6, 20), date(2026, 11, 21), date(2027, 6, 20), id="this summer"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 21), date(2027, 11, 20), id="yesterday"),
        pytest.param(date(2026, 11, 21), date(2026, 11, 21), date(2026, 11, 21), id="today"),
        pytest.param(date(2023, 12, 1), date(2026, 11, 21), date(2026, 12, 1), id="three years ago, later this year"),
        pytest.param(date(2024, 2, 29), date(2026, 11, 21), date(2027, 2, 28), id="a leap day, to a year without"),
        pytest.param(date(2024, 2, 29), date(2027, 11, 21), date(2028, 2, 29), id="a leap day, to a leap year"),
        pytest.param(date(2024, 2, 29), date(2027, 2, 28), date(2027, 2, 28), id="a leap day, on the day itself"),
        pytest.param(date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), id="the last day of the year"),
    ],
)
def test_the_same_day_of_the_first_year_in_which_it_has_not_passed(start: date, on: date, later: date) -> None:
    assert same_day_from(start, on) == later


@LANGUAGES
@pytest.mark.parametrize("address", ["/match/results/", "/match/"])
@pytest.mark.parametrize(
    ("start", "later"),
    [("2026-06-20", "2027-06-20"), ("2026-11-20", "2027-11-20"), ("2024-02-29", "2027-02-28")],
    ids=["this summer", "yesterday", "a leap day"],
)
def test_a_link_of_last_year_offers_the_plan_a_year_later(
    client: Client, language: str, address: str, start: str, later: str
) -> None:
    html = page(client, f"{language}{address}?goal=present-tour&discipline=dance&start={start}&{ON}")
    (offer,) = re.findall(r'<div class="later-p".*?href="(\?[^"]+)"', html)
    assert f"start={later}" in offer
    assert "discipline=dance" in offer
    told = "Je start ligt in het verleden" if not language else "Your start lies in the past"
    assert html.count(told) == 1
    assert "later-p" not in page(client, f"{language}{address}{offer}"), "one click is enough"


@pytest.mark.parametrize("start", ["2026-11-21", "2026-11-22"], ids=["today", "tomorrow"])
@pytest.mark.parametrize("address", ["/match/results/", "/match/"])
def test_a_start_that_has_not_passed_needs_no_offer(client: Client, address: str, start: str) -> None:
    assert "later-p" not in page(client, f"{address}?goal=present-tour&discipline=dance&start={start}&{ON}")


# The first page


@LANGUAGES
def test_the_usual_plans_lead_to_results_that_are_not_empty(client: Client, language: str) -> None:
    html = page(client, f"{language}/?{ON}")
    for plan in USUAL:
        assert f"{language}/match/results/?{plan.query}&{ON}" in html
        found = client.get(f"{language}/match/results/?{plan.query}&{ON}").context
        assert found["fitting"] + found["perhaps"] > 0, plan.query
        assert not found["notes"]


def test_the_search_box_of_the_first_page_searches_the_catalogue(client: Client) -> None:
    html = page(client, f"/?{ON}")
    form = html[html.index('role="search"') :].split("</form>")[0]
    assert 'action="/routes/"' in form
    assert 'name="text"' in form
    assert f'name="on" value="{ON.removeprefix("on=")}"' in form


# What the results say when nothing fits as it is


@pytest.mark.parametrize(
    ("plan", "heading"),
    [
        ("circus duo to Edinburgh", "Nog geen route past; 3 wel na één wijziging."),
        ("translator in Poland", "Geen route voor jou zelf; 2 wel via iemand anders."),
    ],
)
def test_what_is_one_change_or_one_person_away_is_no_dead_end(client: Client, plan: str, heading: str) -> None:
    """The page says so first, and names neither another goal as a way out nor what merely looks alike."""
    html = page(client, f"/match/results/?{PLANS[plan]}")
    assert heading in found_in(r"<h1>(.*?)</h1>", html)[1]
    assert 'id="nothing"' not in html
    assert 'id="nearest"' not in html


def test_a_heritage_society_is_told_to_call_those_who_know_heritage(client: Client) -> None:
    html = page(client, f"/match/results/?{PLANS['heritage society with a partner in Zeeland']}")
    assert "FARO" in html[html.index('id="call"') :].split("</section>")[0]
