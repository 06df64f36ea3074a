"""What visitors propose: how it is read, the edit that it becomes, and what staff do with it in one click."""

from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.working import waiting
from catalogue.entries.contact import ContactEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.models import Change, Instrument, Report
from catalogue.vocabulary import ContactKind, ReportedFact
from matcher.rules.holding import held
from matcher.upkeep.corrections import NamedFact, as_field, correction, facts_to_correct
from tests.matcher.staff_pages import staff
from tests.the import the

SEEN_ON = date(2026, 11, 27)
SOURCE = "https://www.example.org/call"
IP = "kunstendecreet-ip"


@pytest.mark.parametrize(
    ("fact", "written", "field"),
    [
        (ReportedFact.DAY, "15 maart 2027", "2027-03-15"),
        (ReportedFact.DAY, "15/3/2027", "2027-03-15"),
        (ReportedFact.DAY, "maart 2027", ""),
        (ReportedFact.DAY, "1 maart 2226", ""),
        (ReportedFact.AMOUNT, "€ 7.500,00", "7500"),
        (ReportedFact.AMOUNT, "7,500", ""),
        (ReportedFact.AMOUNT, "veel", ""),
        (ReportedFact.AMOUNT, "9000000000000", ""),
        (ReportedFact.LINK, " https://example.org/apply ", "https://example.org/apply"),
        (ReportedFact.LINK, "javascript:alert(1)", ""),
        (ReportedFact.WHO, "everybody", ""),
    ],
)
def test_what_is_written_is_read_as_its_field_holds_it(fact: ReportedFact, written: str, field: str) -> None:
    assert as_field(fact, written) == field


@pytest.fixture
def route() -> InstrumentEntry:
    """At most 5,000 euro, apply by 1 March 2027, last year's round behind it."""
    plain = {
        "id": "call",
        "name": {"nl": "Oproep", "en": "Call"},
        "kind": "grant",
        "level": "sectoral",
        "provider": "somebody",
        "summary": {"nl": "x", "en": "x"},
        "status": {"state": "open"},
        "amount": {"min_eur": 1000, "max_eur": 5000},
        "rounds": [{"opens": "2027-01-10", "closes": "2027-03-01"}, {"closes": "2026-03-01"}],
        "apply": {"url": "https://example.org/old"},
        "sources": [{"url": SOURCE, "supports": {"nl": "x", "en": "x"}, "seen": "2024-05", "about": ["existence"]}],
    }
    return InstrumentEntry.model_validate(plain, strict=False)


def test_a_visitor_names_the_days_to_come_and_what_stands_in_a_field(route: InstrumentEntry) -> None:
    assert facts_to_correct(route, SEEN_ON) == (
        NamedFact(ReportedFact.DAY, "2027-03-01"),
        NamedFact(ReportedFact.AMOUNT, "5000"),
        NamedFact(ReportedFact.WHO),
        NamedFact(ReportedFact.WHERE),
        NamedFact(ReportedFact.LINK, "https://example.org/old"),
        NamedFact(ReportedFact.CONTACT),
        NamedFact(ReportedFact.OTHER),
    )


def test_the_day_that_is_named_moves_and_its_source_was_seen_today(route: InstrumentEntry) -> None:
    edited = correction(ReportedFact.DAY, "2027-03-01", "15 maart 2027", SOURCE)(route, "", SEEN_ON)
    assert isinstance(edited, InstrumentEntry)
    assert [one.closes for one in edited.rounds] == ["2027-03-15", "2026-03-01"]
    assert [(one.url, one.seen, one.about) for one in edited.sources] == [
        (SOURCE, "2026-11-27", ("existence", "start"))
    ]
    unchanged = {"rounds", "sources"}
    assert edited.model_dump(exclude=unchanged) == route.model_dump(exclude=unchanged)


def test_another_page_is_a_source_more(route: InstrumentEntry) -> None:
    edited = correction(ReportedFact.AMOUNT, "5000", "7500", "https://other.example/p")(route, "", SEEN_ON)
    assert isinstance(edited, InstrumentEntry)
    assert edited.amount.max_eur == 7500
    assert [one.url for one in edited.sources] == [SOURCE, "https://other.example/p"]
    assert edited.sources[1].about == ("amount",)


@pytest.mark.parametrize(
    ("fact", "was", "proposed", "source"),
    [
        pytest.param(ReportedFact.DAY, "2027-03-02", "2027-03-15", SOURCE, id="it reads otherwise by now"),
        pytest.param(ReportedFact.DAY, "2027-03-01", "halfweg maart", SOURCE, id="no day"),
        pytest.param(ReportedFact.DAY, "2027-03-01", "2027-01-01", SOURCE, id="before it opens"),
        pytest.param(ReportedFact.DAY, "2027-03-01", "2027-03-01", SOURCE, id="as it is"),
        pytest.param(ReportedFact.DAY, "2027-03-01", "2027-03-15", "", id="nowhere to be read"),
        pytest.param(ReportedFact.AMOUNT, "5000", "500", SOURCE, id="less than the least"),
        pytest.param(ReportedFact.AMOUNT, "", "7500", SOURCE, id="no ceiling was seen"),
        pytest.param(ReportedFact.WHO, "", "everybody", SOURCE, id="several fields"),
    ],
)
def test_a_person_has_to_look(route: InstrumentEntry, fact: ReportedFact, was: str, proposed: str, source: str) -> None:
    assert correction(fact, was, proposed, source)(route, "", SEEN_ON) is None


def test_a_number_of_an_organisation_is_written_as_its_kind_asks() -> None:
    phone = ContactEntry(
        kind=ContactKind.PHONE, value="+32 2 274 17 60", url="https://example.be/contact", seen="2025-01"
    )
    house = OrganisationEntry.model_validate(
        {"id": "h", "name": {"nl": "Huis", "en": "House"}, "kind": "funder", "country": "BE", "contacts": [phone]},
        strict=False,
    )
    edit = correction(ReportedFact.CONTACT, "+32 2 274 17 60", "+32 2 555 12 12", SOURCE)
    edited = edit(house, "", SEEN_ON)
    assert isinstance(edited, OrganisationEntry)
    assert [(one.value, one.url, one.seen) for one in edited.contacts] == [("+32 2 555 12 12", SOURCE, "2026-11-27")]
    assert correction(ReportedFact.CONTACT, "+32 2 274 17 60", "call us", SOURCE)(house, "", SEEN_ON) is None


# --- What staff do ------------------------------------------------------------------------------------------------


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


of_staff = pytest.mark.usefixtures("everything", "in_english")


def proposed(**said: object) -> Report:
    """The link to apply at, of a route that is there."""
    entry = the(held().edition.get(InstrumentEntry, IP))
    given = {
        "route": Instrument.objects.get(slug=IP),
        "page": f"/routes/{IP}/",
        "kind": "instrument",
        "key": IP,
        "fact": ReportedFact.LINK,
        "was": entry.apply.url,
        "proposed": "https://www.example.org/new-desk",
        "source_url": SOURCE,
        "contact": "an@example.org",
        **said,
    }
    return Report.objects.create(**given)


def section_of(client: Client) -> str:
    return unescape(client.get(reverse("worklist-section", args=["reports"])).content.decode())


def button(html: str, name: str) -> str:
    """What the button of the first row sends."""
    return html.split(f'value="{name}:')[1].split('"')[0]


@of_staff
@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.ignore_template_errors
def test_one_click_takes_it_over_and_one_click_takes_it_back() -> None:
    curator, report = staff("curator"), proposed()
    before = Instrument.objects.get(slug=IP).apply_url
    html = section_of(curator)
    assert "should be https://www.example.org/new-desk" in html
    assert "www.example.org" in html
    pressed = {"do": f"accept:{button(html, 'accept')}"}
    told = unescape(curator.post(reverse("worklist-act"), pressed, follow=True).content.decode())
    assert "taken over from a visitor" in told
    assert Instrument.objects.get(slug=IP).apply_url == "https://www.example.org/new-desk"
    assert ("instrument", IP) in {one.name for one in waiting(held().edition)}, "visitors see it when it is published"
    assert Change.objects.latest("pk").note == "correction by a visitor: the link to apply"
    report.refresh_from_db()
    assert (report.outcome, report.contact) == ("accepted", "")
    assert report.handled_at is not None

    save = told.split('name="save" value="')[1].split('"')[0]
    curator.post(reverse("worklist-undo"), {"save": save})
    assert Instrument.objects.get(slug=IP).apply_url == before
    assert ("instrument", IP) not in {one.name for one in waiting(held().edition)}
    report = Report.objects.get(pk=report.pk)
    assert (report.outcome, report.handled_at, report.contact) == ("", None, ""), (
        "it waits again, and stays without a name"
    )


@of_staff
@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_who_saved_meanwhile_is_not_overruled() -> None:
    curator, report = staff("curator"), proposed()
    pressed = {"do": f"accept:{button(section_of(curator), 'accept')}"}
    curator.post(reverse("worklist-act"), {"do": f"accept:{proposed_again(curator)}"})
    answer = unescape(curator.post(reverse("worklist-act"), pressed, follow=True).content.decode())
    assert "Somebody else changed this meanwhile" in answer
    report.refresh_from_db()
    assert report.handled_at is None


def proposed_again(curator: Client) -> str:
    """Another visitor proposes something else, and a colleague takes that over first."""
    proposed(proposed="https://www.example.org/other-desk")
    return section_of(curator).split('value="accept:')[2].split('"')[0]


@of_staff
@pytest.mark.django_db
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"fact": ReportedFact.WHO, "was": "", "proposed": "Ook auteurs."}, id="several fields"),
        pytest.param({"source_url": ""}, id="no page is named"),
        pytest.param({"was": "https://gone.example.org"}, id="it reads otherwise"),
    ],
)
def test_what_no_click_can_set_leads_to_the_form_with_the_proposal_below_it(said: dict[str, str]) -> None:
    curator, report = staff("curator"), proposed(**said)
    html = section_of(curator)
    assert 'value="accept:' not in html
    edit_page = reverse("worklist-edit", args=["instrument", IP])
    assert f'href="{edit_page}"' in html
    form = unescape(curator.get(edit_page, follow=True).content.decode())
    assert "What visitors propose" in form
    assert f"should be {report.proposed}." in form
    assert 'value="accept:' not in curator.get(reverse("worklist-report", args=[report.pk])).content.decode()


@of_staff
@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.ignore_template_errors
def test_it_is_refused_with_a_reason() -> None:
    curator, report = staff("curator"), proposed()
    page = reverse("worklist-report", args=[report.pk])
    assert "Write why it is refused." in curator.post(page, {"why": " "}).content.decode()
    report.refresh_from_db()
    assert report.handled_at is None
    curator.post(page, {"why": "The funder says otherwise."})
    report.refresh_from_db()
    assert (report.outcome, report.handled_note, report.contact) == ("refused", "The funder says otherwise.", "")
    assert "new-desk" not in section_of(curator)
    assert "The funder says otherwise." in curator.get(page).content.decode()
    assert curator.post(page, {"why": "Again."}).status_code == 403, "what is decided is decided"


@of_staff
@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_a_reader_looks_and_decides_nothing() -> None:
    reader, report = staff("reader"), proposed()
    page = reverse("worklist-report", args=[report.pk])
    assert "new-desk" in reader.get(page).content.decode()
    assert reader.post(page, {"why": "No."}).status_code == 403
    assert reader.post(reverse("worklist-act"), {"do": f"accept:report {report.pk} - -"}).status_code == 403
    assert Report.objects.open().count() == 1


@of_staff
@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_a_thing_that_is_gone_breaks_no_page() -> None:
    curator, report = staff("curator"), proposed(key="no-such-route", route=None)
    assert "no-such-route" not in section_of(curator)
    assert curator.get(reverse("worklist-report", args=[report.pk])).status_code == 200
    curator.post(reverse("worklist-act"), {"do": f"accept:report {report.pk} - {'0' * 16}"})
    assert Report.objects.open().count() == 1


@of_staff
@pytest.mark.django_db
def test_a_number_of_an_organisation_can_be_proposed_from_its_page(client: Client) -> None:
    found = held().edition.all(OrganisationEntry).values()
    entry = next(one for one in found if any(contact.kind == ContactKind.PHONE for contact in one.contacts))
    phone = next(one.value for one in entry.contacts if one.kind == ContactKind.PHONE)
    html = unescape(client.get(f"/report/?page=/organisations/{entry.id}/").content.decode())
    assert f'value="contact:{phone}"' in html
