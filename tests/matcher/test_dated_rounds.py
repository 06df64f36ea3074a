"""How a round with a date is told on the page of its route."""

from datetime import date

import pytest
from django.test import Client

from catalogue.entries.instrument import RoundEntry
from matcher.pages.route.rounds import DatedRound


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        pytest.param(RoundEntry(code="2024-10", closes="2024-10-15"), "", id="a month that the closing day tells"),
        pytest.param(
            RoundEntry(code="2025", starts_from="2025", starts_until="2025"), "", id="a year that the starts tell"
        ),
        pytest.param(RoundEntry(code="2024", opens="2024-10-15"), "", id="a year that the opening day tells"),
        pytest.param(
            RoundEntry(code="2024", opens="2024-10-15", closes="2025-01-15"), "2024", id="a year that closes in another"
        ),
        pytest.param(
            RoundEntry(code="CREA-CULT-2026-COOP", closes="2026-05-05"),
            "CREA-CULT-2026-COOP",
            id="what its funder calls it",
        ),
        pytest.param(RoundEntry(closes="2026-05-05"), "", id="no name"),
    ],
)
def test_a_round_is_named_only_where_its_days_do_not_tell_the_same(entry: RoundEntry, name: str) -> None:
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
