"""Looking at a page of staff writes nothing and takes few queries, also while something of every kind waits to be published."""

import re
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from catalogue.entries.kinds import KINDS
from catalogue.models import Edition, Instrument, MatrixCell, PlaceGroup
from matcher.models import Question, Rule, Weight
from tests.matcher.staff_pages import (
    IN_EDITIONS,
    first_row,
    forms_of_rows,
    let_wait,
    list_of,
    lists,
    page_of,
    pages_of_the_work_list,
)
from tests.matcher.staff_pages import pages_about_editions as about_editions

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "something_waits"),
]
WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE|SAVEPOINT|LOCK|SELECT\b.*\bFOR UPDATE)", re.IGNORECASE | re.DOTALL
)
MOST_OF_A_LIST, MOST_OF_A_FORM, MOST_BEFORE_PUBLISHING = 25, 42, 60
MOST_BEFORE_DELETING = 48
"""Django asks once for each kind of rows that hang on the one that is to go; a route has most of them."""
FORBIDDEN = (
    "/report/add/",
    "/weight/add/",
    "/weight/1/delete/",
    "/shelflife/add/",
    "/shelflife/1/delete/",
    "/signin/add/",
)
"""Visitors write reports; the parts of a score are the engine's, what facts are about is the code's; who signs in writes the
log of it."""


@pytest.fixture
def something_waits(admin_user: User) -> Iterator[None]:
    with override("en"):
        for name in IN_EDITIONS:
            let_wait(KINDS[name], first_row(KINDS[name]), admin_user)
        yield


def queries_of(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    expected = {302} if "preview-link" in address else {403} if address.endswith(FORBIDDEN) else {200}
    assert answer.status_code in expected, address
    return [one["sql"] for one in queries]


@pytest.fixture
def looks(admin_client: Client, few_personas: None) -> dict[str, list[str]]:
    """What every page asked of the database when it was looked at; for all tests once, as looking changes nothing."""
    if not LOOKED:
        addresses = [reverse("admin:index"), *lists(), *forms_of_rows(), *about_editions()]
        addresses += pages_of_the_work_list()
        LOOKED.update({address: queries_of(admin_client, address) for address in addresses})
    return LOOKED


LOOKED: dict[str, list[str]] = {}


def test_no_page_writes_anything(looks: dict[str, list[str]]) -> None:
    assert len(looks) > 150
    written = {address: [sql for sql in queries if WRITES.match(sql)] for address, queries in looks.items()}
    assert {address: sql for address, sql in written.items() if sql} == {}


def test_what_counts_as_writing_is_recognised(admin_client: Client, admin_user: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        let_wait(KINDS["goal"], KINDS["goal"].rows()[1], admin_user)
    assert sum(bool(WRITES.match(one["sql"])) for one in queries) >= 4


def test_every_list_takes_few_queries(looks: dict[str, list[str]]) -> None:
    counted = {address: len(looks[address]) for address in (*lists(), *pages_of_the_work_list())}
    assert {address: count for address, count in counted.items() if count > MOST_OF_A_LIST} == {}


def test_every_form_takes_few_queries(looks: dict[str, list[str]]) -> None:
    counted = {address: len(looks[address]) for address in forms_of_rows()}
    most = {address: MOST_BEFORE_DELETING if "/delete/" in address else MOST_OF_A_FORM for address in counted}
    assert {address: count for address, count in counted.items() if count > most[address]} == {}


@pytest.mark.parametrize("model", [Instrument, PlaceGroup, MatrixCell, Question, Rule])
def test_a_form_with_many_rows_takes_few_queries_too(admin_client: Client, model: type[models.Model]) -> None:
    """Of those with most rows in it, the fullest."""
    fullest = sorted(KINDS_BY_MODEL[model].rows(), key=lambda row: len(str(KINDS_BY_MODEL[model].read_back(row))))[-1]
    assert len(queries_of(admin_client, page_of(fullest))) <= MOST_OF_A_FORM


KINDS_BY_MODEL = {kind.model: kind for kind in KINDS.values()}


@pytest.mark.parametrize("kind", ["organisation", "instrument"])
def test_the_page_before_publishing_is_quick_for_twenty_edits(
    admin_client: Client, admin_user: User, kind: str
) -> None:
    rows = [row for row in KINDS[kind].rows() if KINDS[kind].is_shown(KINDS[kind].value_of(row))]
    for row in rows[1:21]:
        let_wait(KINDS[kind], row, admin_user)
    Weight.objects.all()
    where = list_of(Edition, "add") + "?" + "&".join(f"pick={kind}/{KINDS[kind].key(row)}" for row in rows[1:21])
    queries_of(admin_client, where)  # reads templates and translations
    let_wait(KINDS[kind], rows[21], admin_user)
    began = time.process_time()
    queries = queries_of(admin_client, where + f"&pick={kind}/{KINDS[kind].key(rows[21])}")
    took = time.process_time() - began
    assert len(queries) <= MOST_BEFORE_PUBLISHING
    assert took < 1.5, "seconds of processor time, twice what it takes"
