"""Every page of staff on committed facts: it opens, it finds, it saves, and it refuses with a reason."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from catalogue.admin import instrument as page
from catalogue.admin.base import LinesField
from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest
from catalogue.editions.working import row_of
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import (
    Change,
    Check,
    Edition,
    Instrument,
    Organisation,
    OrganisationContact,
    Place,
    PlaceGroup,
    PlaceGroupPeriod,
    Report,
    ShelfLife,
)
from tests import factories as make
from tests.filled import filled
from tests.noted import mended
from tests.the import as_a, the

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
REGISTERED = [model for model in admin.site._registry if model._meta.app_label == "catalogue" and model is not Edition]
MOST_QUERIES = 25


def address(model: type[Model], view: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
@pytest.mark.usefixtures("everything")
def test_whatever_is_filled_in_or_followed_on_a_list_has_a_name(model: type[Model], admin_client: Client) -> None:
    page = HTMLParser(admin_client.get(address(model, "changelist")).content.decode())
    labelled = {one.attributes["for"] for one in page.css("label[for]")}
    fields = page.css("input:not([type=hidden]):not([type=submit]), select, textarea")
    unnamed = [
        one.html
        for one in fields
        if one.attributes.get("id") not in labelled
        and not (one.attributes.get("aria-label") or (one.parent and one.parent.tag == "label"))
    ]
    links = page.css("#content a[href]")
    said = [one.text().strip() or one.attributes.get("aria-label") or one.attributes.get("title") for one in links]
    unnamed += [one.html for one, name in zip(links, said, strict=True) if not name]
    assert links
    assert unnamed == []


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
@pytest.mark.usefixtures("a_little")
def test_every_list_and_page_opens(
    model: type[Model], admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = model._default_manager.first() or (Report.objects.create(text="Not so.") if model is Report else None)
    assert row is not None
    with django_assert_max_num_queries(MOST_QUERIES):
        assert admin_client.get(address(model, "changelist")).status_code == 200
    adding = (
        403 if model in (Report, ShelfLife) else 200
    )  # visitors write reports; what facts are about is a closed list
    assert admin_client.get(address(model, "add")).status_code == adding
    assert admin_client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.both_databases
@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
@pytest.mark.usefixtures("a_little")
def test_every_list_can_be_searched_and_sorted(model: type[Model], admin_client: Client) -> None:
    columns = range(1, 1 + len(admin.site._registry[model].list_display))
    for query in ("?q=europa", *(f"?o={column}" for column in columns)):
        assert admin_client.get(address(model, "changelist") + query).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
@pytest.mark.usefixtures("everything")
def test_a_longer_list_asks_no_more_of_the_database(
    model: type[Model], admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five rows or all that fit on a page: the same queries."""
    counted = []
    for per_page in (5, 40):
        monkeypatch.setattr(admin.site._registry[model], "list_per_page", per_page)
        admin_client.get(address(model, "changelist"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin_client.get(address(model, "changelist"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.both_databases
@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(
    "filters",
    ["has_doubts=yes", "has_doubts=no", "has_sources=yes", "has_sources=no", "has_rounds=yes", "state__exact=open"],
)
def test_the_list_of_instruments_is_filtered(filters: str, admin_client: Client) -> None:
    found = admin_client.get(address(Instrument, "changelist") + "?" + filters)
    assert found.status_code == 200
    assert found.context["cl"].result_count <= Instrument.objects.count()


@pytest.mark.both_databases
@pytest.mark.usefixtures("everything")
def test_with_and_without_doubts_are_all_instruments_together(admin_client: Client) -> None:
    counts = [
        admin_client.get(address(Instrument, "changelist") + f"?has_doubts={answer}").context["cl"].result_count
        for answer in ("yes", "no")
    ]
    assert min(counts) > 0
    assert sum(counts) == Instrument.objects.count()


@pytest.mark.both_databases
@pytest.mark.usefixtures("everything")
def test_choices_are_searched_in_both_languages(admin_client: Client) -> None:
    for term in ("Frankrijk", "France"):
        asked = {"app_label": "catalogue", "model_name": "instrument", "field_name": "where_places", "term": term}
        found = admin_client.get(reverse("admin:autocomplete"), asked).json()["results"]
        assert str(Place.objects.get(code="FR").pk) in [one["id"] for one in found]


@pytest.mark.both_databases
@pytest.mark.usefixtures("everything")
def test_every_instrument_can_be_saved_as_it_stands(admin_client: Client) -> None:
    """The form loses nothing: what the page shows is what it writes, and that is what is public, so that nothing waits."""
    for row in Instrument.objects.order_by("slug")[::27]:
        where = address(Instrument, "change", row.pk)
        saved = admin_client.post(where, filled(admin_client.get(where)))
        assert saved.status_code == 302, saved.context["errors"]
    assert not Change.objects.exists()
    assert mended() == {}


@pytest.fixture
def in_english() -> Iterator[None]:
    """The admin at its English addresses."""
    with translation.override("en"):
        yield


@pytest.fixture
def instrument() -> Instrument:
    return make.instrument(name_nl="Reisbeurs", name_en="Travel grant")


@pytest.mark.both_databases
def test_an_edit_is_kept_and_shown_again(admin_client: Client, instrument: Instrument) -> None:
    where = address(Instrument, "change", instrument.pk)
    changes = {"summary_en": "For one journey.", "max_eur": 1500, "named_in": "tables.1\ntables.5", "_continue": "1"}
    saved = admin_client.post(where, filled(admin_client.get(where), **changes), follow=True)
    assert saved.status_code == 200
    assert "For one journey." in saved.content.decode()
    wanted = as_a(InstrumentEntry, row_of(("instrument", instrument.slug)))
    assert (wanted.amount.max_eur, wanted.named_in) == (1500, ["tables.1", "tables.5"])
    assert Change.objects.waiting().get().key == instrument.slug
    assert ("instrument", instrument.slug) not in read_latest().stored, "the public sees it once it is published"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"min_eur": 2, "max_eur": 1}, "The minimum is above the maximum", id="amounts turned"),
        pytest.param({"timing_kind": "call", "lead_days": 60}, "open all year", id="a lead time on a call"),
        pytest.param({"max_rate_pct": 101}, "from 0 to 100", id="more than all"),
        pytest.param({"state_as_of": "2026-02-30"}, "does not exist", id="a day that is none"),
        pytest.param(
            {
                "rounds-TOTAL_FORMS": 1,
                "rounds-0-position": 0,
                "rounds-0-opens": "2026-05",
                "rounds-0-closes": "2026-03-01",
            },
            "It closes before it opens",
            id="a round turned",
        ),
        pytest.param(
            {"windows-TOTAL_FORMS": 1, "windows-0-position": 0, "windows-0-submit_by": "31-10"},
            "Write a month and a day",
            id="a window with its day first",
        ),
        pytest.param(
            {
                "sources-TOTAL_FORMS": 1,
                "sources-0-position": 0,
                "sources-0-supports_nl": "alles",
                "sources-0-supports_en": "everything",
            },
            "Give the address of the page",
            id="a source without a place",
        ),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_nonsense_is_refused_with_a_reason(
    admin_client: Client, instrument: Instrument, changes: dict[str, Any], message: str
) -> None:
    where = address(Instrument, "change", instrument.pk)
    refused = admin_client.post(where, filled(admin_client.get(where), **changes))
    assert refused.status_code == 200
    assert message in unescape(refused.content.decode())


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("spans", "message"),
    [
        pytest.param([("2026-01-01", "2025-01-01")], "The last day comes before the first", id="a period turned"),
        pytest.param([("2024-01-01", ""), ("2026-01-01", "")], "share a day", id="two new ones that overlap"),
        pytest.param([("2019-01-01", "2020-06-30")], "overlaps with", id="one that overlaps with a saved one"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_periods_of_a_group_that_contradict_are_refused(
    admin_client: Client, spans: list[tuple[str, str]], message: str
) -> None:
    group = make.group("priority")
    PlaceGroupPeriod.objects.filter(group=group).delete()
    PlaceGroupPeriod.objects.create(group=group, holds_from="2020-01-01", holds_until="2020-12-31")
    where = address(PlaceGroup, "change", group.pk)
    data = filled(admin_client.get(where)) | {"periods-TOTAL_FORMS": 1 + len(spans)}
    for number, (since, until) in enumerate(spans, start=1):
        data |= {f"periods-{number}-holds_from": since, f"periods-{number}-holds_until": until}
    refused = admin_client.post(where, data)
    assert refused.status_code == 200
    assert message in unescape(refused.content.decode())
    assert group.periods.count() == 1


def test_the_sentences_of_others_stand_on_the_page_and_are_escaped(
    admin_client: Client, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "PREVIEWS", [lambda row: [("doel", f"Alleen <b>{row.name_nl}</b>", "Only this")]])
    shown = admin_client.get(address(Instrument, "change", instrument.pk)).content.decode()
    assert "Alleen &lt;b&gt;Reisbeurs&lt;/b&gt;" in shown
    assert "Only this" in shown


@pytest.mark.usefixtures("in_english")
def test_the_page_leads_to_the_public_one_while_it_is_published(
    admin_client: Client, admin_user: User, instrument: Instrument
) -> None:
    where = address(Instrument, "change", instrument.pk)
    link = f'href="{instrument.get_absolute_url()}"'
    assert link not in admin_client.get(where).content.decode()
    mended()
    publish(author=admin_user, why="A new route.")
    assert link in admin_client.get(where).content.decode()


@pytest.mark.usefixtures("in_english")
def test_a_short_name_stays_once_it_is_published(
    admin_client: Client, admin_user: User, instrument: Instrument
) -> None:
    """Until then nobody has the address."""
    where = address(Instrument, "change", instrument.pk)
    renamed = admin_client.post(where, filled(admin_client.get(where), slug="other"))
    assert renamed.status_code == 302, renamed.context["errors"]
    mended()
    publish(author=admin_user, why="A new route.")
    refused = admin_client.post(where, filled(admin_client.get(where), slug="another"))
    assert "It stands in addresses, so it stays" in unescape(refused.content.decode())
    assert Instrument.objects.get().slug == "other"


@pytest.mark.both_databases
def test_a_copy_has_checks_on_its_own_sources(admin_client: Client, instrument: Instrument) -> None:
    make.check(instrument, source=make.source(instrument))
    where = address(Instrument, "change", instrument.pk)
    data = filled(admin_client.get(where), slug="a-copy", _saveasnew="1")
    saved = admin_client.post(where, data)
    assert saved.status_code == 302, saved.context["errors"]
    copy = Instrument.objects.get(slug="a-copy")
    assert Check.objects.get(instrument=copy).source == copy.sources.get()
    assert instrument.checks.get().source == instrument.sources.get()


@pytest.mark.parametrize(
    ("written", "read"),
    [("", []), ("one", ["one"]), ("one\r\n\r\n two \n", ["one", "two"])],
    ids=["nothing", "one line", "blank lines and spaces"],
)
def test_a_list_is_written_as_lines(written: str, read: list[str]) -> None:
    field = LinesField(required=False)
    assert field.clean(written) == read
    assert field.clean(field.prepare_value(read)) == read
    assert not field.has_changed(read, written)


def test_former_names_are_lines(admin_client: Client) -> None:
    row = make.organisation("renamed-house", former_names=["Old & Co", "Older"])
    shown = admin_client.get(address(Organisation, "change", row.pk)).content.decode()
    assert "Old &amp; Co\nOlder" in shown


@pytest.mark.usefixtures("everything")
def test_another_number_asks_where_or_when_it_was_seen(admin_client: Client) -> None:
    contact = the(OrganisationContact.objects.exclude(seen="").select_related("organisation").first())
    page_of_it = address(Organisation, "change", contact.organisation.pk)
    form = filled(admin_client.get(page_of_it))
    box = next(name for name, value in form.items() if name.endswith("-value") and value == contact.value)
    refused = admin_client.post(page_of_it, {**form, box: f"{contact.value}9"})
    wrong = [
        form.errors for one in refused.context["inline_admin_formsets"] for form in one.formset.forms if form.errors
    ]
    assert [list(one) for one in wrong] == [["seen"]]
    said = {box: f"{contact.value}9", box.replace("-value", "-seen"): "2026-11-20"}
    assert admin_client.post(page_of_it, {**form, **said}).status_code == 302
    contact.refresh_from_db()
    assert contact.value.endswith("9")


@pytest.mark.usefixtures("everything")
def test_a_folded_part_with_something_wrong_stands_open(admin_client: Client) -> None:
    """Also where two fields share a line, which Django's own look passes by."""
    where = address(Instrument, "change", Instrument.objects.get(slug="kunstendecreet-tip").pk)
    refused = admin_client.post(where, filled(admin_client.get(where), lead_months="600"))
    folded = [one for one in refused.context["adminform"].fieldsets if "collapse" in one[1].get("classes", ())]
    assert folded
    wrong = set(refused.context["adminform"].form.errors)
    assert "lead_months" in wrong
    assert wrong.isdisjoint(flatten([one[1]["fields"] for one in folded]))
