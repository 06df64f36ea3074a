"""Whoever watches the processes is told how they are, in a few bytes, by addresses outside languages."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from matcher.delivery import readiness
from matcher.rules.holding import holder


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    """Without the mark that opens the database to a test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert client.post("/healthz").status_code == 405
    assert not answer.has_header("Content-Language")


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_readyz_says_which_edition_is_held(client: Client) -> None:
    answer = client.get("/readyz")
    told: dict[str, Any] = answer.json()
    held = holder.held().edition
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert (told["edition"], told["digest"]) == (held.number, held.digest)
    assert told["age_seconds"] >= 0
    assert (told["ready"], told["database"], told["takeover_failed"]) == (True, True, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_a_process_that_holds_an_edition_is_ready_without_its_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.held()

    def away() -> None:
        raise OperationalError("no")

    monkeypatch.setattr("matcher.rules.holding.latest_mark", away)
    monkeypatch.setattr(readiness, "is_database_there", lambda: False)
    answer = client.get("/readyz")
    told = answer.json()
    assert answer.status_code == 200
    assert (told["ready"], told["database"], told["takeover_failed"]) == (True, False, True)


@pytest.mark.django_db
def test_a_process_that_never_saw_an_edition_nor_the_database_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("no")

    monkeypatch.setattr("matcher.rules.holding.latest_mark", away)
    holder.forget()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)


@pytest.mark.django_db
def test_an_empty_database_is_an_edition_too(client: Client) -> None:
    told = client.get("/readyz").json()
    assert (told["ready"], told["edition"], told["age_seconds"]) == (True, 0, None)
