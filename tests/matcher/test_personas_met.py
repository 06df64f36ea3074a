"""What all personas come to, worked out before somebody asks."""

import threading
import time
from types import SimpleNamespace

import pytest

from catalogue.editions.edition import EMPTY
from matcher.rules.site import Site
from matcher.upkeep import personas_met

WRITTEN = {1: "first", 2: "second", 3: "third"}
PATIENCE_SECONDS = 30


def test_who_asks_for_what_is_being_made_at_leisure_ends_its_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rests are so long that the test would never end by waiting for them."""
    began = threading.Event()
    judged: list[int] = []

    def judge(persona: SimpleNamespace, _written: str, _site: Site) -> SimpleNamespace:
        judged.append(persona.pk)
        began.set()
        until = time.thread_time() + 0.001
        while time.thread_time() < until:
            pass
        return SimpleNamespace(persona=persona, written="")

    monkeypatch.setattr(personas_met, "RESTS", 1_000_000)
    monkeypatch.setattr(personas_met, "_last", [])
    monkeypatch.setattr(personas_met, "fetched", lambda _rows: [SimpleNamespace(pk=pk) for pk in WRITTEN])
    monkeypatch.setattr(personas_met, "judged", judge)
    site = Site(EMPTY)
    at_leisure = threading.Thread(target=personas_met._met_resting, args=(site, WRITTEN), daemon=True)
    at_leisure.start()
    assert began.wait(PATIENCE_SECONDS)
    assert judged == [1]

    monkeypatch.setattr(personas_met, "carried_over", lambda those, _before, _after: those)
    monkeypatch.setattr(personas_met, "fetched", lambda _rows: [])
    found = personas_met._met(site, dict.fromkeys(WRITTEN, ""))
    at_leisure.join(PATIENCE_SECONDS)
    assert not at_leisure.is_alive()
    assert judged == [1, 2, 3]
    assert list(found.by_persona) == [1, 2, 3]
