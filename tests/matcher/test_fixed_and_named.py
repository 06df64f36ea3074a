"""Over all routes: a sum that is always the same is no least budget; who gives a route is called where it names nobody."""

import pytest

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.vocabulary import Kind
from matcher.answers.advisers import advisers_of_route
from matcher.engine.ruleset import Instrument
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def test_a_fixed_sum_is_no_least_budget() -> None:
    site = held()
    engine: dict[str, Instrument] = {one.id: one for one in site.ruleset.instruments}
    fixed = [
        one.id
        for one in site.all(InstrumentEntry).values()
        if one.amount.min_eur is not None and one.amount.min_eur == one.amount.max_eur and one.id in engine
    ]
    assert "prince-claus-seed-award" in fixed
    assert [slug for slug in fixed if engine[slug].min_is_threshold] == []


def test_who_gives_a_route_is_called_where_it_names_nobody() -> None:
    site = held()
    led = {
        one.id: [org.id for org in advisers_of_route(site, one).all]
        for one in site.all(InstrumentEntry).values()
        if not one.help and one.kind is not Kind.FRAMEWORK and site.all(OrganisationEntry)[one.provider].stands_today
    }
    assert led["residentie-wiels-internationaal"][0] == "wiels"
    providers = {slug: site.all(InstrumentEntry)[slug].provider for slug in led}
    assert [slug for slug, called in led.items() if providers[slug] not in called] == []
