"""What staff see of a page that changed, and what one click about it does."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import working_edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.models import Change, InstrumentSource
from matcher.models import WatchedPage, WatchProblem
from matcher.upkeep.addresses import moved_from, seen_at
from matcher.watch.reading import fingerprint
from matcher.watch.resting import pages_of, resting_on
from tests.matcher.staff_pages import staff
from tests.responses import Page, Response
from tests.the import as_a, the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.ignore_template_errors]
SAID = ["Reizen", "De beurs bedraagt 1.500 euro.", "Scholen komen in aanmerking."]
SAYS = ["Reizen", "De beurs bedraagt 1.200 euro.", "Scholen komen niet in aanmerking.", "<script>alert(1)</script>"]
NEW = "https://fonds.example/nieuw/adres"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def source() -> InstrumentSource:
    """One on which an entry of the catalogue rests."""
    return the(InstrumentSource.objects.exclude(url="").order_by("pk").first())


@pytest.fixture
def changed(source: InstrumentSource) -> WatchedPage:
    today = localdate()
    return WatchedPage.objects.create(
        url=source.url,
        checked_at=now(),
        known=SAID,
        known_on=today,
        says=SAYS,
        mark=fingerprint(SAYS),
        changed_on=today,
    )


def entries_on(url: str) -> list[InstrumentEntry | OrganisationEntry]:
    edition = working_edition(read_latest())
    found = []
    for name in pages_of(edition).get(url, ()):
        entry = edition.stored[name].entry
        assert isinstance(entry, InstrumentEntry | OrganisationEntry), name
        found.append(entry)
    return found


def text(response: Page) -> str:
    return unescape(response.content.decode())


def section(client: Client) -> str:
    return text(client.get(reverse("worklist-section", args=["changed-sources"])))


def button(page: str, act: str) -> str:
    found = re.search(rf'name="do" value="({act}:page [^"]*)"', page)
    assert found, f"no button {act}"
    return found[1]


def press(client: Client, value: str) -> Response:
    return client.post(reverse("worklist-act"), {"do": value}, follow=True)


def test_what_changed_stands_on_the_work_list_and_on_a_page_of_its_own(
    changed: WatchedPage, source: InstrumentSource
) -> None:
    curator = staff("curator")
    page = section(curator)
    assert source.url in page
    response = curator.get(reverse("worklist-page", args=[changed.pk]))
    shown = response.content.decode()
    assert "<del>1.500</del>" in shown
    assert "<ins>1.200</ins>" in shown
    assert "De beurs bedraagt " in shown
    assert re.search(r"<ins>\s*niet\s*</ins>", shown)
    assert "<script>alert" not in shown
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in shown
    assert str(source.supports) in text(response)
    assert str(source.instrument.name_en) in text(response)
    assert reverse("worklist-edit", args=["instrument", source.instrument.slug]) in shown


def test_nothing_stands_there_while_nothing_changed(source: InstrumentSource) -> None:
    WatchedPage.objects.create(url=source.url, checked_at=now(), known=SAID, mark=fingerprint(SAID))
    curator = staff("curator")
    assert "Nothing is to be done here." in section(curator)
    assert "changed-sources" not in text(curator.get(reverse("worklist")))


def test_seen_nothing_changes_dates_all_that_rests_on_it_today(changed: WatchedPage, source: InstrumentSource) -> None:
    curator = staff("curator")
    before = {one.id: one for one in entries_on(source.url)}
    press(curator, button(section(curator), "page-same"))
    after = entries_on(source.url)
    today = localdate().isoformat()
    assert {one.id for one in after} == set(before)
    for one in after:
        assert {each.seen for each in one.sources if each.url == source.url} == {today}
        others = [each for each in one.sources if each.url != source.url]
        assert others == [each for each in before[one.id].sources if each.url != source.url]
    changed.refresh_from_db()
    assert (changed.known, changed.says, changed.changed_on) == (SAYS, [], None)
    assert {(one.key, one.note) for one in Change.objects.waiting()} == {
        (key, "checked today, unchanged") for key in before
    }
    assert "Nothing is to be done here." in section(curator)


def test_what_changed_again_since_somebody_looked_is_told_and_left(
    changed: WatchedPage, source: InstrumentSource
) -> None:
    curator = staff("curator")
    sent = button(section(curator), "page-same")
    WatchedPage.objects.filter(pk=changed.pk).update(says=[*SAYS, "Nog iets."], mark=fingerprint([*SAYS, "Nog iets."]))
    assert "The page changed again since you looked" in text(press(curator, sent))
    assert not Change.objects.waiting().exists()
    changed.refresh_from_db()
    assert changed.changed_on is not None


def test_a_new_address_is_taken_over_wherever_the_old_one_stood(source: InstrumentSource) -> None:
    WatchedPage.objects.create(url=source.url, checked_at=now(), known=SAID, mark=fingerprint(SAID), moved_to=NEW)
    curator = staff("curator")
    old = {one.id for one in entries_on(source.url)}
    press(curator, button(section(curator), "page-moved"))
    assert entries_on(source.url) == []
    assert {one.id for one in entries_on(NEW)} == old
    assert (
        InstrumentSource.objects.get(pk=source.pk).url == NEW if InstrumentSource.objects.filter(pk=source.pk) else True
    )
    moved = WatchedPage.objects.get(url=NEW)
    assert (moved.moved_to, moved.known) == ("", SAID)
    assert "Nothing is to be done here." in section(curator)


def test_the_edit_writes_an_address_in_everything_that_names_it(source: InstrumentSource) -> None:
    entry = as_a(InstrumentEntry, entries_on(source.url)[0])
    named = entry.model_copy(
        update={"checks": [*entry.checks], "apply": entry.apply.model_copy(update={"url": source.url})}
    )
    found = as_a(InstrumentEntry, moved_from(source.url)(named, NEW, date(2026, 11, 27)))
    assert found.apply.url == NEW
    assert source.url not in found.model_dump_json()
    assert moved_from("https://nowhere.example/")(named, NEW, date(2026, 11, 27)) is None


def test_seen_today_twice_is_nothing_to_do(source: InstrumentSource) -> None:
    (entry,) = entries_on(source.url)[:1]
    once = seen_at(entry, source.url, date(2026, 11, 27))
    assert once is not None
    assert seen_at(once, source.url, date(2026, 11, 27)) is None
    assert resting_on(once, ("instrument", entry.id), source.url).seen == "2026-11-27"


@pytest.mark.parametrize(
    ("tries", "days", "says"), [(1, 0, "could not be reached"), (2, 9, "could not be reached"), (4, 5, "gone")]
)
def test_a_page_that_is_away_is_told_as_gone_only_after_days(
    source: InstrumentSource, tries: int, days: int, says: str
) -> None:
    away = now() - timedelta(days=days)
    WatchedPage.objects.create(
        url=source.url, checked_at=now(), problem=WatchProblem.NOT_FOUND, away_since=away, tries=tries
    )
    page = section(staff("curator"))
    assert f"<b>{says}</b>" in page
    assert "page-same" not in page


def test_who_only_reads_gets_no_buttons_and_may_not_press_them(changed: WatchedPage) -> None:
    sent = button(section(staff("curator")), "page-same")
    reader = staff("reader")
    assert "page-same" not in section(reader)
    assert "page-same" not in text(reader.get(reverse("worklist-page", args=[changed.pk])))
    assert press(reader, sent).status_code == 403
    changed.refresh_from_db()
    assert changed.changed_on is not None


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "-1", "%00"])
def test_no_nonsense_breaks_it(changed: WatchedPage, key: str) -> None:
    curator = staff("curator")
    for act in ("page-same", "page-moved"):
        assert press(curator, f"{act}:page {key} - -").status_code in (200, 400, 404)
    assert curator.get(reverse("worklist-page", args=[changed.pk + 7])).status_code == 404


def test_a_page_on_which_nothing_rests_any_more_says_so(changed: WatchedPage) -> None:
    WatchedPage.objects.filter(pk=changed.pk).update(url="https://nobody.example/x")
    curator = staff("curator")
    assert "Nothing in the catalogue rests on this page" in text(
        curator.get(reverse("worklist-page", args=[changed.pk]))
    )
    assert "Nothing is to be done here." in section(curator)
