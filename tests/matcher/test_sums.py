"""What a sum per unit says: all that decides whether it is yours, in both languages."""

import pytest
from django.utils.translation import override

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import FigureEntry, UnitEntry
from catalogue.vocabulary import FigureKind, UnitPer
from matcher.rules.holding import held
from matcher.speech.sums import figure_told, unit_told
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.mark.parametrize(
    ("unit", "what", "when"),
    [
        pytest.param(
            {"eur": 28, "from_km": 10, "until_km": 99},
            "€\u00a028 per reis en per persoon",
            "10 tot 99 km",
            id="between",
        ),
        pytest.param({"eur": 28, "from_km": 8000}, "€\u00a028 per reis en per persoon", "vanaf 8.000 km", id="from"),
        pytest.param({"eur": 28, "until_km": 4999}, "€\u00a028 per reis en per persoon", "tot 4.999 km", id="up to"),
        pytest.param(
            {"eur": "171.9", "is_most": True}, "hoogstens €\u00a0171,90 per reis en per persoon", "", id="cents"
        ),
        pytest.param(
            {"from_day": 15},
            "Wordt betaald, hoeveel is niet bekend: per reis en per persoon",
            "vanaf dag 15",
            id="no sum",
        ),
        pytest.param(
            {"eur": 5, "from_day": 1, "until_day": 14, "places": ["SE", "BE"], "as_of": "2024"},
            "€\u00a05 per reis en per persoon",
            "dag 1 tot 14; in België, Zweden (2024)",
            id="days and places",
        ),
    ],
)
def test_a_sum_says_when_it_holds(unit: dict[str, object], what: str, when: str) -> None:
    entry = UnitEntry.model_validate({"per": UnitPer.TRIP, **unit}, context={"row": True})
    assert unit_told(entry, held().words) == (what, when)


@pytest.mark.parametrize(
    ("figure", "what"),
    [
        pytest.param({"most": 7000, "rate_pct": 75}, "€\u00a07.000, 75 %", id="with a share"),
        pytest.param({"least": 2500, "most": 3500}, "€\u00a02.500 tot €\u00a03.500", id="between"),
        pytest.param({"most": 5000, "currency": "GBP"}, "GBP\u00a05.000", id="other money"),
    ],
)
def test_a_figure_is_written_as_any_other_amount(figure: dict[str, object], what: str) -> None:
    entry = FigureEntry.model_validate({"kind": FigureKind.FORMER, **figure}, context={"row": True})
    assert figure_told(entry).what == what


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_sums_of_a_route_are_told_alike(language: str) -> None:
    """Sums that differ in a field only would be: each field that decides is told."""
    site = held()
    with override(language):
        for entry in some(site.all(InstrumentEntry).values()):
            told = [unit_told(one, site.words) for one in entry.amount.units]
            assert len({one.when + one.what.lstrip("0123456789€., \u00a0") for one in told}) == len(told), entry.id
