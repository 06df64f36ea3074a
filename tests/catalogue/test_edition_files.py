"""An edition as a file: the old one or the new one, whatever goes wrong between, and nothing left beside it."""

import os
import time
from pathlib import Path

import pytest

from catalogue.editions.edition import EMPTY
from catalogue.editions.store import LEFT_SECONDS, read_file, write_file


def test_what_killed_processes_left_goes_and_what_another_writes_just_now_stays(tmp_path: Path) -> None:
    file = tmp_path / "edition.json"
    left, at_work = tmp_path / ".edition.json.left", tmp_path / ".edition.json.at-work"
    for one in (left, at_work):
        one.write_text("half of")
    long_ago = time.time() - LEFT_SECONDS - 60
    os.utime(left, (long_ago, long_ago))
    write_file(EMPTY, file)
    assert sorted(tmp_path.iterdir()) == [at_work, file]
    assert read_file(file) == EMPTY


def test_what_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    """Where the file is to stand stands a directory."""
    place = tmp_path / "edition.json"
    place.mkdir()
    with pytest.raises(OSError):
        write_file(EMPTY, place)
    assert list(tmp_path.iterdir()) == [place]
    assert read_file(place) is None
