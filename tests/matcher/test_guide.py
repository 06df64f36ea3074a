"""The guide for curators is done step by step, by the names that it gives: it says what is there."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import waiting
from catalogue.models import Instrument, Organisation, Programme
from tests.filled import filled
from tests.matcher.staff_pages import page_of, staff
from tests.noted import mended
from tests.responses import Response

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little", "in_dutch"),
]


@pytest.fixture
def in_dutch() -> Iterator[None]:
    with override("nl"):
        yield


def text(response: Response) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


def guide(client: Client) -> str:
    return text(client.get(reverse("staff-guide")))


def section(page: str, name: str) -> str:
    return page.partition(f'<h2 id="{name}">')[2].partition("<h2")[0]


def names(page: str, name: str) -> list[str]:
    """Of buttons, in the section of the guide with that anchor."""
    return re.findall("<b>(.*?)</b>", section(page, name))


def test_its_contents_lead_to_its_sections_and_its_links_to_pages() -> None:
    publisher = staff("publisher")
    page = guide(publisher)
    anchors = re.findall(r'<li><a href="#([a-z]+)">', page)
    assert len(anchors) == 12
    assert anchors == re.findall(r'<h2 id="([a-z]+)">', page)
    body = page.partition('class="guide"')[2]
    links = {link for link in re.findall(r'href="(/[^"#]*)"', body) if not link.startswith("/static/")}
    assert len(links) > 7
    assert [link for link in links if publisher.get(link).status_code != 200] == []


def test_a_call_is_added_looked_at_and_published() -> None:
    publisher = staff("publisher")
    page = guide(publisher)
    new, look, see = names(page, "call")
    home = text(publisher.get(reverse("admin:index")))
    form = reverse("admin:catalogue_instrument_short")
    assert f'<a href="{form}" class="addlink">{new}</a>' in home
    shown = text(publisher.get(form))
    assert f">{look}<" in shown or f'value="{look}"' in shown
    assert f">{see}<" in shown or f'value="{see}"' in shown

    preview, _save = names(page, "change")[::-1]
    route = Instrument.objects.get(slug="kunstendecreet-tip")
    saved = publisher.post(page_of(route), filled(publisher.get(page_of(route)), lead_months=3))
    assert saved.status_code == 302, saved.context["errors"]
    assert preview in text(publisher.get(page_of(route)))

    effect, take_over, publish = names(page, "publish")[:3]
    where = reverse("admin:catalogue_edition_add")
    waits = text(publisher.get(where))
    assert effect in waits
    assert take_over in waits, "a persona of this route expects two months"
    assert f'value="{publish}"' in waits
    sent = {"why": "Het decreet zegt drie maanden.", "despite": "Zo is het.", "pick": f"instrument/{route.slug}"}
    assert publisher.post(where, sent).status_code == 302
    assert waiting(read_latest()) == ()

    back, undo = names(page, "undo")
    assert undo in text(publisher.get(page_of(route, "history")))
    again = publisher.post(page_of(route), filled(publisher.get(page_of(route)), lead_months=4))
    assert again.status_code == 302
    assert back in text(publisher.get(page_of(route)))


def test_two_become_one_as_the_guide_says() -> None:
    publisher = staff("publisher")
    begin, look, do, undo = names(guide(publisher), "merge")
    one, other = (
        Programme.objects.create(slug=slug, name_nl="Dubbel", name_en="Double") for slug in ("double", "double-too")
    )
    mended()
    where = page_of(one, "merge")
    assert f'<a href="{where}">{begin}</a>' in text(publisher.get(page_of(one)))
    assert f'value="{look}"' in text(publisher.get(where))
    page = publisher.get(where, {"with": other.pk})
    assert f'value="{do}"' in text(page)
    done = publisher.post(f"{where}?with={other.pk}", {"seen": page.context["seen"]}, follow=True)
    assert undo in text(done)
    assert not Programme.objects.filter(slug="double-too").exists()


@pytest.mark.usefixtures("everything", "few_personas")
def test_what_the_work_list_is_said_to_have_is_there() -> None:
    publisher = staff("publisher")
    page, home = guide(publisher), text(publisher.get(reverse("admin:index")))
    confirm, ask, past, checked = names(page, "day")
    assert all(name in home for name in (ask.removesuffix("…"), past, checked, *names(page, "january")))
    assert confirm in text(publisher.get(reverse("worklist-everything"))) or confirm in home


def test_files_go_out_and_come_in_above_a_list() -> None:
    publisher = staff("publisher")
    (take_in,) = names(guide(publisher), "files")
    listed = text(publisher.get(reverse("admin:catalogue_organisation_changelist")))
    assert f">{take_in}</a>" in listed
    assert all(name in listed for name in ("XLSX", "CSV", "YAML"))
    assert Organisation.objects.exists()


def test_a_reader_may_read_it_and_a_stranger_may_not(client: Client) -> None:
    assert staff("reader").get(reverse("staff-guide")).status_code == 200
    assert client.get(reverse("staff-guide")).status_code == 302
