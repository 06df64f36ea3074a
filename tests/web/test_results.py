"""The results as a page: light for any plan, in one order that it can explain, with filters and with what is outside the plan."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import override
from icalendar import Calendar

from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Instrument
from catalogue.vocabulary import Kind, State
from matcher.engine.availability import Availability
from matcher.engine.match import Match
from matcher.engine.verdicts import Group, Tier, Verdict
from matcher.pages.results.lines import DayBox
from matcher.pages.results.standing import place_of
from matcher.proof.entries import PersonaEntry
from matcher.rules.holding import held
from tests.little import committed_facts
from tests.pages import ON
from tests.plans import NOTHING, PLANS
from tests.publishing import publish_everything
from tests.responses import Response
from tests.some import few, some
from tests.the import as_a, the
from tests.web.calendars import begins

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

MOST_BYTES = 60_000
MOST_CHECKS = 10
"""Who answers more checks than these is no visitor, but a proof of all checks of many routes; each stands in every address."""
PERSONAS = {
    persona.id: urlencode(
        [(name, one) for name, told in persona.answers.items() for one in told] + [("on", persona.on)]
    )
    for persona in [as_a(PersonaEntry, read.value) for read in committed_facts()["persona"].values()]
    if len(persona.answers.get("no", ())) <= MOST_CHECKS
}


def results(client: Client, query: str) -> Response:
    return client.get(f"/match/results/?{query}")


def text(answer: Response) -> str:
    return unescape(answer.content.decode())


def found(client: Client, query: str) -> Match:
    match: Match = results(client, query).context["board"].match
    return match


@pytest.mark.parametrize(("language", "plans"), [("", PLANS | PERSONAS), ("/en", PLANS)], ids=["Dutch", "English"])
def test_a_page_is_light_for_every_plan_and_persona(client: Client, language: str, plans: dict[str, str]) -> None:
    asked = few(plans.items(), 160)
    sizes = {name: len(client.get(f"{language}/match/results/?{query}").content) for name, query in asked}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("plan", PLANS)
def test_lines_stand_in_the_one_order_and_where_the_tier_changes_it_is_said(client: Client, plan: str) -> None:
    answer = results(client, f"{PLANS[plan]}&all=fits&all=may-fit&all=almost&paper=1")
    routes = answer.context["board"].match.routes
    order = {tier: place for place, tier in enumerate(Tier)}
    for group in some(answer.context["groups"][:3]):
        those = [route for route in routes if route.group is group.group]
        assert [line.id for line in group.lines] == [route.instrument.id for route in those]
        keys = [(order[route.tier], -route.score) for route in those]
        assert keys == sorted(keys)
        tiers = [route.tier for route in those]
        assert [step.tier for step in group.steps] == ([None, *list(dict.fromkeys(tiers))[1:]] if tiers else [])


@pytest.mark.parametrize("group", ["fits", "may-fit", "almost", "through", "later"])
def test_all_of_a_group_comes_in_pages_that_hold_each_route_once(client: Client, group: str) -> None:
    """Each page says by how much its first line stands lower, where it does."""
    whole = next(
        one for one in results(client, f"discipline=dance&all={group}&paper=1").context["groups"] if one.name == group
    )
    last = results(client, f"discipline=dance&all={group}&page=999")
    assert [note.name for note in last.context["notes"]] == ["page"]
    shown = next(one for one in last.context["groups"] if one.name == group)
    pages = [
        next(
            one
            for one in results(client, f"discipline=dance&all={group}&page={number}").context["groups"]
            if one.name == group
        )
        for number in range(1, shown.page.paginator.num_pages + 1)
    ]
    assert [line.id for page in pages for line in page.lines] == [line.id for line in whole.lines]
    tier_of = {line.id: step.tier for step in whole.steps for line in step.lines}
    assert {line.id: step.tier for page in pages for step in page.steps for line in step.lines} == tier_of
    assert pages[-1].lines == shown.lines


def test_some_plan_shows_every_step_between_tiers(client: Client) -> None:
    named = {
        step.tier
        for query in [*PLANS.values(), *list(PERSONAS.values())[::5]]
        for group in results(client, query).context["groups"]
        for step in group.steps
    }
    assert named == {None, Tier.STATUS_FIRST, Tier.EXPECTED, Tier.EXPECTED_STATUS_FIRST, Tier.ELSEWHERE}


@pytest.mark.parametrize("plan", PLANS)
def test_each_route_can_say_why_the_one_above_it_is_above(client: Client, plan: str) -> None:
    """By what decides: verdict, tier, points, name. The points and names that it says are those of the routes."""
    match, words = found(client, PLANS[plan]), held().words
    with override("en"):
        for above, below in some(zip(match.routes, match.routes[1:], strict=False)):
            if below.verdict is Verdict.NO:
                break
            because = the(place_of(match, below, words)).because
            assert words.instrument(above.instrument.id) in because or above.score == below.score
            if above.verdict is below.verdict and above.tier is below.tier:
                assert f"{above.score} points" in because
                assert ("by name" in because) == (above.score == below.score)
            else:
                assert "points" not in because


@pytest.mark.parametrize("plan", ["ten places", "only dance", "documentary with the Netherlands"])
def test_a_filter_counts_what_one_sees_after_clicking(client: Client, plan: str) -> None:
    for one in some(results(client, PLANS[plan]).context["board"].filters()):
        html = text(results(client, one.address))
        shown = re.findall(r'<h2 id="(?:fits|may-fit)"><span class="num">(\d+)</span>', html)
        assert sum(int(number) for number in shown) == one.count


def test_filters_leave_what_they_say_and_stand_in_the_address(client: Client) -> None:
    plan = PLANS["ten places"]
    whole = results(client, plan)
    listed = [route for route in whole.context["board"].match.routes if route.group in (Group.FITS, Group.MAY_FIT)]
    for one in whole.context["board"].filters():
        answer = client.get(f"/match/results/?{one.address}")
        assert f"show={one.show.value}" in one.address
        assert answer.context["left"] == one.count < len(listed) == answer.context["listed"]
        assert f"{one.count} van {len(listed)} routes" in text(answer)
        assert answer.context["notes"] == ()
        back = next(again for again in answer.context["board"].filters() if again.is_chosen)
        assert back.address == whole.context["board"].address(whole.context["asked"].answers)
    assert [one.show.value for one in whole.context["board"].filters()] == ["open", "10000", "alone"]


def test_the_filters_are_about_what_the_routes_say(client: Client) -> None:
    board = results(client, f"{PLANS['ten places']}&show=open&show=10000&show=alone").context["board"]
    for routes in board.shown_routes.values():
        for route in routes:
            assert route.availability is Availability.OPEN
            assert max(route.cover.max_eur or 0, sum(one.eur for one in route.cover.sums)) >= 10_000
            assert not route.instrument.min_partners
    asked = results(client, f"{PLANS['ten places']}&show=alone").context["board"].shown_routes
    assert "creative-europe-cooperation-small" not in {one.instrument.id for ones in asked.values() for one in ones}


RATE_ALONE = f"goal=present-tour&discipline=dance&applicant=individual-artist&base=BE-BRU&place=JP&budget=30000&{ON}"


@pytest.mark.parametrize("address", [f"/match/results/?part=brussel-exportpremies&{RATE_ALONE}"])
def test_a_rate_alone_is_no_share_of_the_budget(client: Client, address: str) -> None:
    """75 per cent of the costs that count, of a stand or a trip: of the whole budget nobody knows how much that is."""
    html = text(client.get(address))
    assert "tot 75 % van de kosten" in html
    assert "dekt hoogstens 75" not in html
    assert "Betaalt hoogstens 75 % van de kosten die meetellen." in html


def test_what_is_closed_is_not_open_all_year_round(client: Client) -> None:
    board = results(client, RATE_ALONE).context["board"]
    route = board.route("brussel-exportpremies")
    assert route.group is Group.LATER
    (line,) = board.lines([route])
    assert (line.box, line.closes) == (DayBox.NONE, None)


@pytest.mark.parametrize("slug", ["bilateraal-hauts-de-france", "bilateraal-franse-gemeenschap", "media-mini-slate"])
def test_what_has_not_come_back_for_long_is_closed_on_every_page(client: Client, slug: str) -> None:
    """Its source says that it comes back, its last round was too long ago: the same is said of it everywhere."""
    for address in (f"/routes/{slug}/?{ON}", f"/match/results/?part={slug}&{ON}", f"/api/v1/instruments/{slug}?{ON}"):
        html = text(client.get(address))
        assert re.search(r"gesloten|closed", html)
        assert "verwacht, dag niet bekend" not in html
        assert '"expected"' not in html


@pytest.mark.parametrize(
    ("language", "other", "typed"),
    [("", "/en", "budget=1.500"), ("/en", "", "budget=1,500"), ("", "/en", "budget=2.750,50")],
)
def test_the_link_carries_an_amount_that_only_this_language_reads(
    client: Client, language: str, other: str, typed: str
) -> None:
    html = unescape(client.get(f"{language}/match/results/?goal=residency&{typed}&on=2026-11-21").content.decode())
    amount = "2750" if "2" in typed else "1500"
    assert f'href="{other}/match/results/?goal=residency&budget={amount}&on=2026-11-21"' in html


@pytest.mark.parametrize("typed", ["budget=30.000", "budget=1,5k", "partners=twee", "days=1 week", "start=morgen"])
@pytest.mark.parametrize(("language", "other"), [("", "/en"), ("/en", "")])
def test_the_link_to_the_other_language_asks_for_the_same_plan(
    client: Client, typed: str, language: str, other: str
) -> None:
    """As numbers and days, so that it is the same whoever is handed it, and when."""
    query = f"goal=residency&applicant=individual-artist&{typed}&on=2026-11-21"
    understood = {
        "budget=30.000": "budget=30000",
        "budget=1,5k": "budget=1500",
        "partners=twee": "partners=2",
        "days=1 week": "days=7",
        "start=morgen": "start=2026-11-22",
    }
    html = unescape(client.get(f"{language}/match/results/?{query}").content.decode())
    link = f"{other}/match/results/?{query.replace(typed, understood[typed])}"
    assert f'href="{link}"' in html
    there, here = client.get(link), client.get(f"{language}/match/results/?{query}")
    assert there.context["asked"].answers == here.context["asked"].answers


def test_what_is_no_choice_is_told_by_the_name_that_people_see(client: Client) -> None:
    html = unescape(client.get("/match/results/?paper=zz").content.decode())
    assert "“zz” is geen keuze bij “Druk af”" in html


@pytest.mark.parametrize("plan", [*PLANS.values(), NOTHING])
def test_what_is_outside_the_plan_is_counted_and_the_catalogue_shows_exactly_that(client: Client, plan: str) -> None:
    context = results(client, plan).context
    rest = context["rest"]
    assert rest.count == context["board"].match.group_counts[Group.OTHER]
    assert sum(line.count for line in rest.lines) == rest.count
    assert len(rest.lines) <= 3
    for address, count in [(rest.address, rest.count), *[(line.address, line.count) for line in rest.lines]]:
        shown = client.get(address).context
        assert len(shown["found"].routes) == count
        assert shown["notes"] == ()


def test_a_plan_in_the_catalogue_stays_with_other_filters_and_can_be_taken_away(client: Client) -> None:
    rest = results(client, PLANS["band to Austin in March"]).context["rest"]
    page = text(client.get(f"{rest.lines[0].address}&discipline=dance"))
    assert '<input type="hidden" name="plan"' in page
    assert f'<input type="hidden" name="why" value="{rest.lines[0].reason.value}"' in page
    (without,) = re.findall(r'<a class="chip chip-x" href="(\?[^"]*)">buiten je plan', page)
    assert "plan=" not in without
    assert "why=" not in without
    assert "discipline=dance" in without


@pytest.mark.parametrize("name", [name for name in PERSONAS if "invest" not in PERSONAS[name]][::8])
def test_nobody_is_shown_a_loan_as_the_nearest(client: Client, name: str) -> None:
    lines = results(client, PERSONAS[name]).context["nearest"]
    entries = held().all(InstrumentEntry)
    assert [line.id for line in lines if entries[line.id].kind == Kind.LOAN] == []


ELSEWHERE = [
    "applicant=foreign-organisation&base=MA&discipline=circus&goal=host-incoming&place=BE-VLG",
    "applicant=foreign-organisation&base=JP&discipline=circus&goal=host-incoming&place=BE-VLG",
    "applicant=foreign-organisation&base=MA&discipline=circus&goal=host-incoming&place=MA",
    "applicant=individual-artist&base=BE-VLG&discipline=literature&goal=create-coproduce&place=JP",
]


@pytest.mark.parametrize("plan", ELSEWHERE)
def test_nothing_is_near_that_is_for_another_country_or_another_art(client: Client, plan: str) -> None:
    """Money to invite Spaniards is for another plan than to invite Flemings; money for circus is none for a book."""
    answer = results(client, f"{plan}&on=2026-11-21")
    assert [line.id for line in answer.context["nearest"]] == []
    several = len(answer.context["obstacles"]) > 1
    assert ("Elk van deze antwoorden sluit alles uit." in text(answer)) is several
    assert ("Eén antwoord sluit alles uit." in text(answer)) is not several


def test_nobody_is_told_to_be_established_elsewhere_while_anything_else_is_enough(client: Client) -> None:
    """An artist from Kabul who asks a residency in Flanders cannot be from elsewhere, and finds who helps artists at risk."""
    plan = "goal=residency&discipline=visual-arts&applicant=individual-artist&base=AF&place=BE-VLG&start=2027-03-01"
    answer = results(client, f"{plan}&on=2026-11-28")
    told = [given.name for one in answer.context["obstacles"] for given in one.answers]
    assert told
    assert {"base", "discipline"}.isdisjoint(told)
    assert "/guides/kunstenaars-in-gevaar/" in text(answer)


def test_of_what_rules_all_out_that_comes_first_which_leaves_the_plan_as_it_is(client: Client) -> None:
    """A host counts as a partner: who says there is none, has said too little, and need not travel elsewhere."""
    plan = "goal=residency&discipline=literature&applicant=translator&base=BE-BRU&place=PT&start=2027-09-01"
    answer = results(client, f"{plan}&partners=0&on=2026-11-27")
    assert next([one.name for one in found.answers] for found in answer.context["obstacles"]) == ["partners"]
    assert "Partners in het buitenland" in text(answer)


@pytest.mark.parametrize(
    ("places", "told"),
    [
        pytest.param(
            "place=BE-VLG", "Of het daar gebeurt of bij jou, in Nederland, is nog de vraag", id="where its guests are"
        ),
        pytest.param("place=BE-VLG&at=here", "Het gaat door waar jij zit: Nederland.", id="where its guests come from"),
        pytest.param("place=NL", "Je noemt Nederland: dat lezen we als waar het doorgaat", id="itself"),
        pytest.param("place=NL&place=BE-VLG", "", id="both: nothing is left to read"),
        pytest.param("place=JP", "", id="elsewhere: it shows the work there"),
    ],
)
def test_a_house_abroad_is_told_how_its_place_is_read(client: Client, places: str, told: str) -> None:
    """Either way it is shown what a house that programmes work from here may ask for (the department: TIP and IP)."""
    house = f"applicant=foreign-organisation&base=NL&discipline=theatre&goal=present-tour&{places}&on=2026-11-21"
    answer = results(client, house)
    notes = [note.message for note in answer.context["notes"]]
    assert [told in note for note in notes] == [True] * bool(told)
    assert {"kunstendecreet-tip", "kunstendecreet-ip"} <= {
        route.instrument.id for route in answer.context["board"].match.routes if route.verdict == Verdict.MAY_FIT
    }


def test_who_is_established_here_is_told_nothing_of_how_a_place_is_read(client: Client) -> None:
    house = "applicant=arts-organisation&base=BE-VLG&discipline=theatre&goal=present-tour&place=NL&on=2026-11-21"
    assert results(client, house).context["notes"] == ()


@pytest.mark.parametrize("typed", ["2027", "ooit eens"])
def test_what_was_not_understood_stays_in_the_box_among_the_results(client: Client, typed: str) -> None:
    plan = "applicant=arts-organisation&base=BE-VLG&discipline=theatre&goal=present-tour&place=FR&on=2026-11-21"
    page = text(results(client, f"{plan}&start={typed.replace(' ', '+')}"))
    assert re.search(rf'<input class="form-control line" type="text"[^>]*name="start" value="{typed}"', page)


def test_who_works_together_is_shown_what_one_more_partner_would_open(client: Client) -> None:
    plan = "applicant=heritage-community&base=BE-VOV&discipline=intangible-heritage&goal=cooperate&place=NL-ZE"
    groups = {group.name: group for group in results(client, f"{plan}&on=2026-11-21").context["groups"]}
    assert groups["almost"].lines[0].id == "scheldemondfonds"


def test_where_no_route_is_found_the_cause_comes_first_and_somebody_to_call(client: Client) -> None:
    page = text(results(client, NOTHING))
    assert "Voor dit plan vonden we geen route." in page
    assert page.index("Wat in de weg staat") < page.index("Bel iemand die het kent")
    assert "Circuscentrum" in page


def test_what_somebody_else_applies_for_and_what_comes_back_are_groups_of_lines(client: Client) -> None:
    groups = {group.name: group for group in results(client, PLANS["translator in Poland"]).context["groups"]}
    assert all(line.lacking and not line.rank for line in groups["through"].lines)
    museum = {
        group.name: group for group in results(client, PLANS["museum in Ghent with Lille and Porto"]).context["groups"]
    }
    later = {line.id: line for line in museum["later"].lines}
    assert any("interreg" in slug for slug in later)
    assert all(line.sign == "cal" and line.lacking for line in later.values())


def test_what_is_left_to_check_is_said_once_where_it_is_the_same(client: Client) -> None:
    page = text(results(client, PLANS["choreographer to Lyon in June"]))
    assert re.search(r"Klopt met je antwoorden; kijk nog \d+ ding(en)? na\.", page)
    assert "aan elke voorwaarde is voldaan" not in page


def test_unknown_filters_and_reasons_are_told(client: Client) -> None:
    assert "“dicht” is geen keuze bij" in text(results(client, f"{PLANS['only dance']}&show=dicht"))
    assert "“nergens” is geen keuze bij" in text(client.get("/routes/?plan=discipline%3Ddance&why=nergens"))
    assert client.get("/routes/?plan=%00%26&why=goal").status_code == 200


def test_what_is_closed_goes_into_a_calendar_with_the_day_on_which_it_usually_comes_back(client: Client) -> None:
    """Tentatively: nobody announced it."""
    Instrument.objects.filter(slug="kunstendecreet-ip").update(state=State.CLOSED)
    publish_everything()
    who = "applicant=arts-organisation&base=BE-VLG&discipline=dance&goal=present-tour"
    query = f"{who}&place=FR&partners=1&start=2027-06-01&on=2026-11-21"
    answer = results(client, query)
    lines = [line for group in answer.context["groups"] if group.name == "later" for line in group.lines]
    (line,) = [line for line in lines if line.id == "kunstendecreet-ip"]
    assert (line.lacking, line.box.value) == ("Nu gesloten.", "usual")
    opened = text(results(client, f"{query}&part={line.id}"))
    (address,) = re.findall(r'href="(/match/results\.ics\?[^"]*)"', opened)
    (event,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert begins(event) == line.closes
    assert event["status"] == "TENTATIVE"


@pytest.mark.parametrize("plan", PLANS.values())
def test_what_stands_beside_the_money_names_something_that_the_plan_says(client: Client, plan: str) -> None:
    context = results(client, f"{plan}&all=beside").context
    answers = context["asked"].answers if "asked" in context else context["board"].asked.answers
    for entry in context["beside"].routes:
        named = {"applicant": entry.applicants, "goal": entry.goals, "discipline": entry.disciplines}
        said = {name: answers.chosen(name) or frozenset() for name in named}
        assert any(said[name].intersection(named[name]) for name in named if named[name] != "all"), entry.id
    told = client.get(f"/api/v1/match?{plan}").json()["beside"]
    assert {one["id"] for one in told} == {one.id for one in context["beside"].routes}


def test_cards_for_young_people_belong_to_no_organisation(client: Client) -> None:
    cards = {"european-youth-card", "discover-eu-culture-routes"}
    for plan in PLANS.values():
        assert cards.isdisjoint(one.id for one in results(client, f"{plan}&all=beside").context["beside"].routes)


def test_what_is_for_few_says_so_on_its_line_and_stands_below_what_is_for_all(client: Client) -> None:
    """Help for those who live in Ukraine or fled from it: the age that is still asked is not what decides."""
    query = f"applicant=individual-artist&discipline=circus&goal=exchange-learn&place=UA&base=BE-VOV&{ON}"
    board = results(client, query).context["board"]
    route = board.route("culture-helps-solidarity-individueel")
    assert route.verdict is Verdict.MAY_FIT
    (line,) = board.lines([route])
    assert line.warning == "Eerst nodig: dat je in Oekraïne woont of eruit gevlucht bent."
    for other in board.match.routes:
        if other.verdict is route.verdict and not other.instrument.needs_first and other.tier is not Tier.ELSEWHERE:
            assert other.rank < route.rank


ALONE = {"at": "there", "grant": "none", "role": "partner", "status": "student", "partners": "2"}
"""Answers that say nothing without their question."""


@pytest.mark.parametrize("page", ["match/results", "match/plan"])
def test_the_plan_in_one_line_says_to_what_an_answer_belongs_where_it_says_nothing_alone(
    client: Client, page: str
) -> None:
    query = urlencode({"discipline": "dance", "base": "BE-VLG", "place": "FR", **ALONE, "on": ON})
    html = text(client.get(f"/en/{page}/?{query}"))
    (line,) = re.findall(r'<span class="plan-t">(.*?)</span>', html, re.DOTALL)
    said = [" ".join(one.split()) for one in re.sub(r"<[^>]+>", "", line).split(" · ")]
    shorts = {name: held().words.questions[name].short["en"] for name in ALONE}
    assert said[0] == "dance, France"
    assert {one.partition(":")[0] for one in said if ":" in one} == set(shorts.values())
    assert "Flanders" in said
