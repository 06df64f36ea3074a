"""The home page of staff: what is to be done, in which order, and what each button does, through its address."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override
from pytest_django import Settings

from catalogue.editions.store import read_latest
from catalogue.editions.working import keep, record, waiting, working_edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.models import Change, Instrument, InstrumentSource, Organisation, OrganisationContact, Report, Round
from catalogue.vocabulary import FactSubject
from matcher.admin.worklist.section import Desk, WorkRow
from matcher.admin.worklist.sections import SECTIONS
from matcher.engine.due import Certainty
from matcher.models import Assignment, Expectation, Persona, StaffComment
from matcher.rules.holding import working_site
from matcher.speech.asking import asked, language_of
from matcher.speech.writing import known_day
from matcher.upkeep import facts_due
from tests.matcher.staff_pages import page_of, staff
from tests.responses import Page, Response
from tests.the import as_a, the

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little", "in_english"),
]
HDF = "bilateraal-hauts-de-france"
BUDA = "residentie-buda"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def curator() -> Client:
    return staff("curator")


@pytest.fixture
def publisher() -> Client:
    return staff("publisher")


@pytest.fixture
def reader() -> Client:
    return staff("reader")


def text(response: Page) -> str:
    return unescape(response.content.decode())


def section(slug: str, client: Client, **asked: str | int) -> str:
    return text(client.get(reverse("worklist-section", args=[slug]), asked))


def sent_by(page: str, act: str, key: str) -> str:
    """What the button of an act sends for a row."""
    found = re.search(rf'name="do" value="({act}:\w[\w-]* {re.escape(key)} [^"]*)"', page)
    assert found, f"no button {act} for {key}"
    return found[1]


def press(client: Client, act: str, key: str, page: str | None = None, **more: object) -> Response:
    """The button on the page on which it stands."""
    return client.post(
        reverse("worklist-act"), {"do": sent_by(page or PAGES[act](client), act, key), **more}, follow=True
    )


PAGES = {
    "again": lambda client: section("without-round", client, q="Hauts-de-France"),
    "close": lambda client: section("without-round", client, q="Hauts-de-France"),
    "checked": lambda client: section("old-facts", client),
    "confirm": lambda client: text(client.get(reverse("worklist"))),
    "take": lambda client: section("without-round", client, q="Hauts-de-France"),
    "settled": lambda client: section("doubts", client),
}


def entry(slug: str) -> InstrumentEntry:
    found = working_edition(read_latest()).get(InstrumentEntry, slug)
    assert found is not None
    return found


def kept_round(slug: str, closes: date, *, is_announced: bool = False) -> None:
    """A row with a round, and the note that staff saved it."""
    row = Instrument.objects.get(slug=slug)
    Round.objects.create(instrument=row, closes=closes.isoformat(), is_announced=is_announced, position=90)
    record([("instrument", slug)])


# --- What stands there --------------------------------------------------------------------------------------------


def rows_of(slug: str, user: User | None = None) -> list[WorkRow]:
    desk = Desk(user or User(username="somebody"), localdate(), "https://example.org")
    return list(next(one for one in SECTIONS if one.slug == slug).rows(desk))


def an_old_fact_of_a_route() -> WorkRow:
    return next(row for row in rows_of("old-facts") if row.pick and row.pick.kind == "instrument")


def test_the_work_list_is_the_home_page_and_all_parts_are_one_step_away(curator: Client) -> None:
    page = curator.get("/en/admin/")
    assert the(page.wsgi_request.resolver_match).url_name == "worklist"
    assert "Work list" in text(page)
    parts = text(curator.get(reverse("worklist-everything")))
    assert reverse("worklist-everything") in text(page)
    assert all(reverse(f"admin:{model}_changelist") in parts for model in ("catalogue_instrument", "matcher_rule"))


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    for name in ("worklist", "worklist-look", "worklist-plan"):
        assert client.get(reverse(name)).status_code == 302
    assert client.post(reverse("worklist-act"), {"do": "close:x"}).status_code == 302


def test_what_closes_within_thirty_days_stands_by_day() -> None:
    today = localdate()
    kept_round(HDF, today + timedelta(days=30))
    compiled = working_site().compiled(today)
    expected = sorted(
        (closes, slug)
        for slug in working_site().all(InstrumentEntry)
        if (closes := compiled.standing(slug).closes) and closes <= today + timedelta(days=30)
    )
    assert [row.name[1] for row in rows_of("closing") if row.name] == [slug for _day, slug in expected]
    assert (today + timedelta(days=30), HDF) in expected


def test_a_day_later_it_is_not_soon() -> None:
    kept_round(HDF, localdate() + timedelta(days=31))
    assert HDF not in [row.name[1] for row in rows_of("closing") if row.name]


def test_what_comes_back_stands_there_until_it_has_a_round_ahead() -> None:
    assert HDF in [row.name[1] for row in rows_of("without-round") if row.name]
    kept_round(HDF, localdate() + timedelta(days=200))
    assert HDF not in [row.name[1] for row in rows_of("without-round") if row.name]


@pytest.mark.usefixtures("everything", "few_personas")
def test_old_facts_stand_by_age_times_how_many_they_matter_to(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(User(), localdate(), "https://example.org")
    found = facts_due.facts_due(desk.site, desk.on, desk.met)
    weights = [one.staleness * (1 + one.personas) for one in found]
    assert weights == sorted(weights, reverse=True)
    assert min(one.staleness for one in found) >= 1
    last = next(one for one in reversed(found) if one.name[0] == "instrument" and one.personas)
    monkeypatch.setattr(facts_due, "SHOWN", [lambda _on: {last.name[1]: 1_000_000}])
    first = facts_due.facts_due(desk.site, desk.on, desk.met)[0]
    assert first.shown == 1_000_000


@pytest.mark.usefixtures("everything", "few_personas")
def test_a_persona_that_turned_red_stands_there_with_what_it_expected(curator: Client) -> None:
    assert rows_of("red-personas") == []
    one = the(Expectation.objects.filter(verdict="fits", persona__is_must=True).select_related("persona").first())
    Expectation.objects.filter(pk=one.pk).update(verdict="no", submit_by=None, rank=None)
    (row,) = rows_of("red-personas")
    assert (row.title, "expected" in row.note) == (str(one.persona), True)
    Expectation.objects.filter(pk=one.pk).delete()
    Persona.objects.filter(pk=one.persona_id).update(names_all=False)
    assert rows_of("red-personas") == []


@pytest.mark.usefixtures("everything", "few_personas")
def test_what_waits_says_since_when_by_whom_and_what_it_does(curator: Client) -> None:
    press(curator, "close", HDF)
    page = section("waits", curator)
    assert "by Curator" in page
    assert "Changes the result of" in page
    (row,) = rows_of("waits", User.objects.get(username="curator"))
    assert row.name == ("instrument", HDF)
    assert row.day == "today"


def test_what_a_visitor_reports_stands_there_until_it_is_handled(curator: Client) -> None:
    report = Report.objects.create(text="This number is wrong", contact="visitor@example.org")
    page = section("reports", curator)
    assert "This number is wrong" in page
    curator.post(reverse("worklist-act"), {"do": f"handled:report {report.pk} - -"})
    report.refresh_from_db()
    assert (report.handled_at is not None, report.contact) == (True, "")
    assert rows_of("reports") == []


@pytest.mark.usefixtures("everything")
def test_a_page_of_its_own_is_filtered_and_counts_what_it_shows(curator: Client) -> None:
    everything = rows_of("doubts")
    about = [row for row in everything if row.name and row.name[0] == "organisation"]
    page = curator.get(reverse("worklist-section", args=["doubts"]), {"kind": "organisation"})
    assert page.context["found"] == len(about) > 0
    assert len(page.context["shown"].rows) == min(50, len(about))
    second = curator.get(reverse("worklist-section", args=["doubts"]), {"page": 2})
    assert [one.row.title for one in second.context["shown"].rows] == [row.title for row in everything[50:100]]
    assert curator.get(reverse("worklist-section", args=["nothing"])).status_code == 404


# --- What one click does ------------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_same_again_next_year_is_kept_with_who_and_can_be_undone(curator: Client) -> None:
    before, changes = entry(HDF), Change.objects.count()
    answer = press(curator, "again", HDF)
    after = entry(HDF)
    assert len(after.rounds) == len(before.rounds) + 1
    assert not after.rounds[-1].is_announced
    assert date.fromisoformat(after.rounds[-1].closes) > localdate()
    change = the(Change.objects.first())
    assert (Change.objects.count(), change.signed, change.key) == (changes + 1, "Curator", HDF)
    assert change.note == "same again next year"
    assert f"Days added: {known_day(after.rounds[-1].closes)}." in text(answer)
    row = Instrument.objects.get(slug=HDF)
    assert "same again next year" in text(curator.get(page_of(row, "history")))
    assert working_site().compiled(localdate()).standing(HDF).next.certainty is Certainty.USUAL

    save = re.search(r'name="save" value="([^"]+)"', text(answer))
    assert save
    curator.post(reverse("worklist-undo"), {"save": save[1]})
    assert entry(HDF) == before
    assert the(Change.objects.first()).note == "undone: the edit of Curator"
    again = curator.post(reverse("worklist-undo"), {"save": save[1]}, follow=True)
    assert "It reads as before that edit already" in text(again)


@pytest.mark.parametrize("sent", ["", "0", "-1", "x", "9" * 40, "1²"])
def test_what_is_no_save_is_not_undone(curator: Client, sent: str) -> None:
    assert curator.post(reverse("worklist-undo"), {"save": sent}).status_code == 400


def test_an_edit_that_somebody_made_after_it_stays_when_a_button_is_undone(curator: Client) -> None:
    before = entry(HDF)
    save = re.search(r'name="save" value="([^"]+)"', text(press(curator, "again", HDF)))
    assert save
    Instrument.objects.filter(slug=HDF).update(dossier="page 3")
    keep(("instrument", HDF), User.objects.get(username="curator"))
    curator.post(reverse("worklist-undo"), {"save": save[1]})
    assert entry(HDF) == before.model_copy(update={"dossier": "page 3"})


@pytest.mark.both_databases
def test_close_and_reopen(curator: Client) -> None:
    press(curator, "close", HDF)
    assert (entry(HDF).status.state, entry(HDF).status.as_of) == ("closed", localdate().isoformat())
    form = text(curator.get(reverse("worklist-edit", args=["instrument", HDF]), follow=True))
    press(curator, "reopen", HDF, form)
    assert entry(HDF).status.state == "recurring"


@pytest.mark.both_databases
def test_checked_today_moves_the_day_of_one_source_and_nothing_else(curator: Client) -> None:
    row = an_old_fact_of_a_route()
    slug = the(row.pick).key
    before = entry(slug)
    page = section("old-facts", curator, q=row.title)
    press(curator, "checked", slug, page)
    after = entry(slug)
    moved = [(old, new) for old, new in zip(before.sources, after.sources, strict=True) if old != new]
    assert [new.seen for _old, new in moved] == [localdate().isoformat()]
    assert after.model_copy(update={"sources": before.sources}) == before
    assert row.title not in [one.title for one in rows_of("old-facts")]


@pytest.mark.both_databases
def test_many_facts_are_checked_at_once_and_one_entry_is_written_once(curator: Client) -> None:
    contacts = [row for row in rows_of("old-facts") if row.name == ("organisation", "kunstenpunt")]
    others = [row for row in rows_of("old-facts") if row.pick and row.pick.kind == "instrument"][:2]
    assert len(contacts) > 1
    before = Change.objects.count()
    picks = [str(row.pick) for row in [*contacts, *others]]
    answer = curator.post(reverse("worklist-act"), {"do": "checked", "pick": picks}, follow=True)
    assert "checked today, unchanged" in text(answer)
    assert Change.objects.count() == before + 1 + len({row.name for row in others})
    today = localdate().isoformat()
    seen = OrganisationContact.objects.filter(organisation__slug="kunstenpunt").values_list("seen", flat=True)
    assert list(seen).count(today) == len(contacts)


@pytest.mark.both_databases
def test_a_day_is_confirmed_with_its_source(curator: Client) -> None:
    source = the(InstrumentSource.objects.filter(instrument__slug=HDF).first())
    source.about = ["start"]
    source.save()
    kept_round(HDF, localdate() + timedelta(days=9))
    press(curator, "confirm", HDF)
    assert working_site().compiled(localdate()).standing(HDF).next.certainty is Certainty.ANNOUNCED
    confirmed = entry(HDF).source_named(source.url or source.ref)
    assert confirmed
    assert confirmed.seen == localdate().isoformat()


def test_a_doubt_is_settled(curator: Client) -> None:
    slug = the(rows_of("doubts")[0].pick).key
    before = entry(slug).doubts
    press(curator, "settled", slug)
    assert entry(slug).doubts == before[1:]


@pytest.mark.both_databases
def test_what_somebody_else_changed_meanwhile_is_left_as_it_is(curator: Client, publisher: Client) -> None:
    page = PAGES["close"](curator)
    press(publisher, "again", HDF)
    answer = press(curator, "close", HDF, page)
    assert "Somebody else changed this meanwhile" in text(answer)
    assert entry(HDF).status.state == "recurring"


def test_what_was_checked_waits_and_is_public_once_it_is_published(curator: Client, publisher: Client) -> None:
    row = an_old_fact_of_a_route()
    name = the(row.name)
    press(curator, "checked", the(row.pick).key, section("old-facts", curator, q=row.title))
    assert [one.name for one in waiting(read_latest())] == [name]
    mark = "/".join(name)
    publisher.post(reverse("admin:catalogue_edition_add"), {"why": "Read it today", "pick": mark})
    assert waiting(read_latest()) == ()


@pytest.mark.parametrize(
    "sent",
    ["", "nothing:instrument x - -", "close:instrument", "close:nothing x - -", "close:report 1 - -"],
)  # fmt: skip
def test_what_no_button_sends_is_refused(curator: Client, sent: str) -> None:
    answer = curator.post(reverse("worklist-act"), {"do": sent, "pick": "instrument x - -"})
    assert answer.status_code == 400
    assert Change.objects.waiting().count() == 0


def test_a_button_leads_back_to_where_it_stood_and_never_elsewhere(curator: Client) -> None:
    there = curator.post(
        reverse("worklist-act"), {"do": "take:instrument x - -", "next": "/en/admin/worklist/doubts/?page=2"}
    )
    assert there["Location"] == "/en/admin/worklist/doubts/?page=2"
    away = curator.post(reverse("worklist-act"), {"do": "take:instrument x - -", "next": "https://example.org/"})
    assert away["Location"] == reverse("worklist")


# --- Who may ------------------------------------------------------------------------------------------------------


def test_a_reader_sees_all_of_it_and_no_button(reader: Client) -> None:
    for one in (reverse("worklist"), *(reverse("worklist-section", args=[section.slug]) for section in SECTIONS)):
        page = text(reader.get(one))
        assert 'name="do"' not in page
        assert 'class="act"' not in page
    assert "Hauts-de-France" in section("without-round", reader, q="Hauts-de-France")


def test_a_reader_may_press_nothing(reader: Client) -> None:
    for act in ("checked", "confirm", "again", "close", "reopen", "settled", "take", "assign"):
        answer = reader.post(reverse("worklist-act"), {"do": f"{act}:instrument {HDF} - -"})
        assert answer.status_code == 403, act
    assert reader.post(reverse("worklist-act"), {"do": "handled:report 1 - -"}).status_code == 403
    Instrument.objects.filter(slug=HDF).update(dossier="page 3")
    saved = keep(("instrument", HDF), User.objects.get(username="reader"))
    assert saved is not None
    assert reader.post(reverse("worklist-undo"), {"save": saved.pk}).status_code == 403
    about = reverse("worklist-entry", args=["instrument", HDF])
    assert (reader.get(about).status_code, reader.post(about, {"text": "Hello"}).status_code) == (200, 403)
    assert reader.get(reverse("worklist-entry", args=["instrument", "nope"])).status_code == 404
    assert StaffComment.objects.count() == Assignment.objects.count() == 0


def test_only_who_publishes_plans(curator: Client, publisher: Client, reader: Client) -> None:
    found = [client.get(reverse("worklist-plan")).status_code for client in (reader, curator, publisher)]
    assert found == [403, 403, 200]


# --- Among colleagues ---------------------------------------------------------------------------------------------


def test_what_somebody_takes_stands_in_their_own_section_until_they_are_done(curator: Client) -> None:
    user = User.objects.get(username="curator")
    press(curator, "take", HDF)
    assert [row.name for row in rows_of("for-you", user)] == [("instrument", HDF)]
    assert "For Curator" in section("without-round", curator, q="Hauts-de-France")
    assert section("without-round", curator, who=user.pk).count('class="act"') == 1
    curator.post(reverse("worklist-act"), {"do": f"let-go:instrument {HDF} - -"})
    assert rows_of("for-you", user) == []
    assert [one.to_id for one in Assignment.objects.all()] == [None, user.pk], "its history stays"


def test_several_are_assigned_to_a_colleague_at_once(curator: Client, publisher: Client) -> None:
    colleague = User.objects.get(username="publisher")
    picks = [str(row.pick) for row in rows_of("without-round")[:3]]
    curator.post(reverse("worklist-act"), {"do": "assign", "pick": picks, "to": colleague.pk})
    assert Assignment.objects.filter(to=colleague, signed="Curator").count() == 3
    outsider = User.objects.create_user("outsider")
    answer = curator.post(reverse("worklist-act"), {"do": "assign", "pick": picks, "to": outsider.pk})
    assert answer.status_code == 400


def test_comments_stand_on_the_page_of_the_entry_and_on_its_form(curator: Client, publisher: Client) -> None:
    about = reverse("worklist-entry", args=["instrument", HDF])
    colleague = User.objects.get(username="publisher")
    curator.post(about, {"text": "Called <them>: in March", "to": colleague.pk})
    form = text(publisher.get(reverse("worklist-edit", args=["instrument", HDF]), follow=True))
    for page in (text(publisher.get(about)), form):
        assert "Called <them>: in March" in page
        assert "Now for Publisher" in page
    assert "1 comment" in section("without-round", curator, q="Hauts-de-France")


def test_a_curator_asks_publishers_to_look_and_they_answer(curator: Client, publisher: Client) -> None:
    curator_row, colleague = User.objects.get(username="curator"), User.objects.get(username="publisher")
    User.objects.filter(pk=colleague.pk).update(email="publisher@example.org")
    User.objects.filter(pk=curator_row.pk).update(email="curator@example.org")
    press(curator, "again", HDF)
    look = f"{reverse('worklist-look')}?pick=instrument/{HDF}"
    answer = curator.post(look, {"text": "The dates of 2027", "ask": "1"}, follow=True)
    assert "Asked: Publisher" in text(answer)
    (mailed,) = mail.outbox
    message = as_a(mail.EmailMultiAlternatives, mailed)
    assert message.to == ["publisher@example.org"]
    address = f"http://testserver{reverse('admin:catalogue_edition_add')}?pick=instrument/{HDF}"
    (html, kind) = message.alternatives[0]
    assert kind == "text/html"
    assert address in message.body
    assert address in as_a(str, html)
    assert "The dates of 2027" in message.body
    assert publisher.get(address.removeprefix("http://testserver")).status_code == 200

    assert "Please look" in rows_of("for-you", colleague)[0].title
    assert [row for row in rows_of("for-you", curator_row) if "Please look" in row.title] == []
    publisher.post(look, {"text": "Looks good"})
    assert rows_of("for-you", colleague) == []
    assert "Looks good" in text(curator.get(look))


def test_without_a_mail_server_it_is_noted_and_said(curator: Client, publisher: Client, settings: Settings) -> None:
    settings.MAIL_IS_ON = False
    User.objects.filter(username="publisher").update(email="publisher@example.org")
    press(curator, "again", HDF)
    answer = curator.post(reverse("worklist-look"), {"text": "", "ask": "1"}, follow=True)
    assert "No mail went out" in text(answer)
    assert mail.outbox == []
    assert "Please look" in rows_of("for-you", User.objects.get(username="publisher"))[0].title


def test_a_comment_says_something(curator: Client) -> None:
    curator.post(reverse("worklist-entry", args=["instrument", HDF]), {"text": "  "})
    assert StaffComment.objects.count() == 0


# --- Asking a funder ----------------------------------------------------------------------------------------------


def organisation(slug: str) -> OrganisationEntry:
    found = working_site().get(OrganisationEntry, slug)
    assert found is not None
    return found


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(
    ("slug", "language"),
    [
        ("departement-cjm", "nl"),
        ("wbi", "fr"),  # in Belgium, and says that it is written to in French
        ("goethe-institut", "de"),
        ("culture-ireland", "en"),
        ("ietm", "en"),  # a network in Brussels
        ("on-the-move", "en"),  # says English first
    ],
)
def test_a_funder_is_written_to_in_its_language(slug: str, language: str) -> None:
    assert language_of(organisation(slug)) == language


def test_the_mail_asks_about_the_fact_and_goes_to_the_right_address() -> None:
    route, funder = entry(HDF), organisation("departement-cjm")
    found = asked(funder, route.name, f"https://example.org/en/routes/{HDF}/", subject=FactSubject.DATES)
    assert found.address.startswith("mailto:kunsten@vlaanderen.be?subject=")
    letter = unquote(found.address)
    assert "Klopt dit nog?" in letter
    assert str(route.name.nl) in letter
    assert "wanneer je kunt indienen" in letter


@pytest.mark.usefixtures("everything")
def test_who_has_no_mail_address_is_asked_on_its_page() -> None:
    buda = organisation("buda")
    assert asked(buda, buda.name, "https://example.org/").address == buda.url


def test_a_number_of_an_organisation_that_is_old_can_be_checked() -> None:
    rows = [row for row in rows_of("old-facts") if row.name == ("organisation", "kunstenpunt")]
    assert {row.pick.part for row in rows if row.pick} <= {"0", "1", "2", "3", "4", "5"}
    assert Organisation.objects.filter(slug="kunstenpunt").exists()
    assert keep(("organisation", "kunstenpunt"), User()) is None
