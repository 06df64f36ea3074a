"""What to do in January: the real catalogue goes to the calls of the next year by the buttons of the work list alone."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Change
from matcher.engine.due import Certainty
from matcher.rules.holding import held, working_site
from matcher.upkeep.next_year import anchor
from tests.matcher.staff_pages import staff

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "few_personas", "in_january"),
    pytest.mark.both_databases,
]
NEW_YEAR = date(2027, 1, 11)


@pytest.fixture
def in_january(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every clock of a page, by the day in Brussels."""
    for module in (
        "catalogue.admin.known",
        "catalogue.models.limits",
        "matcher.admin.known",
        "matcher.admin.worklist.section",
    ):
        monkeypatch.setattr(f"{module}.localdate", lambda *_: NEW_YEAR)
    monkeypatch.setattr(timezone, "localdate", lambda *_: NEW_YEAR)
    with override("en"):
        yield


def pages(client: Client, slug: str) -> list[str]:
    """All of a section, page by page."""
    first = client.get(reverse("worklist-section", args=[slug]))
    count = first.context["paged"].paginator.num_pages if "paged" in first.context else 1
    address = reverse("worklist-section", args=[slug])
    return [unescape(client.get(address, {"page": number}).content.decode()) for number in range(1, count + 1)]


def buttons(page: str, act: str) -> list[str]:
    return re.findall(rf'name="do" value="{act}:([^"]+)"', page)


def route_of(button: str) -> str:
    return unquote(button.split(" ")[1])


def test_from_one_year_to_the_next() -> None:
    curator, publisher = staff("curator"), staff("publisher")
    before = read_latest()
    entries = before.all(InstrumentEntry)

    # 1. What has no round ahead: the same again, ticked page by page.
    picks = [one for page in pages(curator, "without-round") for one in buttons(page, "again")]
    assert len(picks) > 30
    for start in range(0, len(picks), 50):
        sent = curator.post(reverse("worklist-act"), {"do": "again", "pick": picks[start : start + 50]})
        assert sent.status_code == 302
    copied = {route_of(one) for one in picks}
    assert [one for page in pages(curator, "without-round") for one in buttons(page, "again")] == []
    site = working_site()
    compiled = site.compiled(NEW_YEAR)
    for slug in copied:
        entry, standing = site.all(InstrumentEntry)[slug], compiled.standing(slug)
        new = entry.rounds[len(entries[slug].rounds) :]
        assert new, slug
        assert all(not one.is_announced and is_to_come(anchor(one)) for one in new), slug
        assert standing.closes is None or standing.next.certainty is Certainty.USUAL, slug

    # 2. What closes soon: confirmed, with its source.
    page = unescape(curator.get(reverse("worklist-section", args=["closing"])).content.decode())
    soon = buttons(page, "confirm")
    assert soon
    curator.post(reverse("worklist-act"), {"do": "confirm", "pick": soon})
    now = working_site()
    for one in soon:
        assert now.compiled(NEW_YEAR).standing(route_of(one)).next.certainty is Certainty.ANNOUNCED
        seen = [source.seen for source in now.all(InstrumentEntry)[route_of(one)].sources]
        assert NEW_YEAR.isoformat() in seen

    # 3. What is old and was read today: checked, all that stands on the first page.
    page = pages(curator, "old-facts")[0]
    old = buttons(page, "checked")
    curator.post(reverse("worklist-act"), {"do": "checked", "pick": old})
    left = {one.rpartition(" ")[0] for page in pages(curator, "old-facts") for one in buttons(page, "checked")}
    assert left.isdisjoint({one.rpartition(" ")[0] for one in old})

    # 4. Each change is traced to a person, and says what it was.
    changes = Change.objects.waiting()
    assert set(changes.values_list("signed", flat=True)) == {"Curator"}
    assert set(changes.values_list("note", flat=True)) == {
        "same again next year",
        "the day is confirmed",
        "checked today, unchanged",
    }
    assert {one.name for one in waiting(before)} == set(changes.values_list("kind", "key"))

    # 5. It goes out, and the public sees it.
    assert User.objects.get(username="publisher").has_perm("catalogue.publish_edition")
    picks = [f"{kind}/{key}" for kind, key in (one.name for one in waiting(before))]
    given = {"why": "The calls of 2027", "despite": "The new rounds are as usual", "pick": picks}
    sent = publisher.post(reverse("admin:catalogue_edition_add"), given)
    assert sent.status_code == 302, sent.context["form"].errors
    public = held().compiled(NEW_YEAR)
    assert all(public.standing(slug).agenda.chances for slug in copied if slug in public and has_whole_day(slug))


def has_whole_day(slug: str) -> bool:
    """Of a month alone nobody can say by which day."""
    return any(
        len(one.closes) == len("2027-01-11") and one.closes > NEW_YEAR.isoformat()
        for one in held().all(InstrumentEntry)[slug].rounds
    )


def is_to_come(day: str) -> bool:
    """After the new year's day; of a year or a month alone, the one that it lies in is not over yet."""
    today = NEW_YEAR.isoformat()[: len(day)]
    return day > today or (day == today and len(day) < len("2027-01-01"))
