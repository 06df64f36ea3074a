"""How a round with a date is told on the page of its route."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from catalogue.entries.timing import RoundEntry
from matcher.pages.route.rounds import DatedRound
from tests.the import the


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        pytest.param(RoundEntry(code="2024-10", closes="2024-10-15"), "", id="a month that the closing day tells"),
        pytest.param(
            RoundEntry(code="2025", starts_from="2025", starts_until="2025"), "", id="a year that the starts tell"
        ),
        pytest.param(RoundEntry(code="2024", opens="2024-10-15"), "", id="a year that the opening day tells"),
        pytest.param(
            RoundEntry(code="2024", opens="2024-10-15", closes="2025-01-15"), "Call 2024", id="a year of its own"
        ),
        pytest.param(
            RoundEntry(code="CREA-CULT-2026-COOP", closes="2026-05-05"),
            "Call CREA-CULT-2026-COOP",
            id="a reference",
        ),
        pytest.param(
            RoundEntry(code="EAC/A12/2025 (2026, 1)", closes="2026-02-12"),
            "Call EAC/A12/2025 (2026, round 1)",
            id="the first of a year, by a reference",
        ),
        pytest.param(RoundEntry(code="2024 (2)", closes="2024-10-01"), "Call 2024, round 2", id="the second of a year"),
        pytest.param(RoundEntry(code="Worldbuilding", closes="2024-10-01"), "Worldbuilding", id="a name"),
        pytest.param(RoundEntry(closes="2026-05-05"), "", id="no name"),
    ],
)
def test_a_round_is_named_only_where_its_days_do_not_tell_the_same(entry: RoundEntry, name: str) -> None:
    with override("en"):
        assert DatedRound(entry, is_over=False).name == name


@pytest.mark.parametrize(
    ("starts", "within"),
    [
        pytest.param(("2025", "2025"), True, id="a year"),
        pytest.param(("2021-11", "2021-11"), True, id="a month"),
        pytest.param(("2025-10-07", "2025-10-07"), False, id="a day"),
        pytest.param(("2023", "2024"), False, id="two years"),
        pytest.param(("", ""), False, id="nothing known"),
    ],
)
def test_starts_lie_within_a_year_or_a_month(starts: tuple[str, str], within: bool) -> None:
    assert DatedRound(RoundEntry(starts_from=starts[0], starts_until=starts[1]), is_over=False).is_within is within


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_a_line_without_a_name_has_no_stray_marks(client: Client) -> None:
    day = date(2026, 11, 21).isoformat()
    page = client.get(f"/en/routes/goethe-internationaler-koproduktionsfonds/?on={day}").content.decode()
    rounds = " ".join(page.partition('id="rounds"')[2].partition("</ul>")[0].split())
    assert "for projects in 2025." in rounds
    assert "2022-04" not in rounds
    assert "</span> . <" not in rounds


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("slug", ["kunstendecreet-ip", "residentie-wiels-belgisch", "erasmus-youth-exchanges"])
def test_the_number_beside_rounds_is_that_of_the_lines_below_it(client: Client, slug: str) -> None:
    page = client.get(f"/en/routes/{slug}/?on=2026-11-21").content.decode()
    rounds = page.partition('id="rounds"')[2].partition("</ul>")[0]
    assert int(the(re.search(r'class="more">(\d+)<', rounds))[1]) == rounds.count("<li") > 0
