"""Known holes in what we pin are found in a file of advisories, and without one nothing is claimed."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

LOCK = """
# made by a tool
django==5.2.3 \\
    --hash=sha256:0000
Jinja_2==3.0 ; python_version >= "3.11" \\
    --hash=sha256:0000
other==1!2.0rc1
"""


def advisory(package: str, *events: dict[str, str], id: str = "TEST-1", **more: object) -> dict[str, Any]:
    affected = {"package": {"ecosystem": "PyPI", "name": package}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
    return {"id": id, "summary": "A hole.", "modified": "2026-11-20T00:00:00Z", "affected": [affected], **more}


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *advisories: object, packed: str = "json") -> str:
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK)
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as zipped:
        for number, one in enumerate(advisories):
            text = json.dumps(one) if packed == "json" else yaml.safe_dump(one)
            zipped.writestr(f"vulns/x/{number}.{packed}", text)
    try:
        call_command("audit_dependencies", str(file), lock=lock)
    except CommandError as error:
        return capsys.readouterr().out + str(error)
    return capsys.readouterr().out


FROM, UNTIL, LAST = "introduced", "fixed", "last_affected"


@pytest.mark.parametrize(
    ("events", "is_hole"),
    [
        pytest.param([{FROM: "0"}, {UNTIL: "5.2.4"}], True, id="before it was mended"),
        pytest.param([{FROM: "0"}, {UNTIL: "5.2.3"}], False, id="mended in this version"),
        pytest.param([{FROM: "5.2.4"}], False, id="brought in later"),
        pytest.param([{FROM: "5.2.3"}], True, id="brought in with this one, never mended"),
        pytest.param(
            [{FROM: "4.0"}, {UNTIL: "4.2.1"}, {FROM: "5.0"}, {UNTIL: "5.2.10"}], True, id="in the second branch"
        ),
        pytest.param([{FROM: "4.0"}, {UNTIL: "4.2.1"}, {FROM: "5.2.10"}], False, id="between two branches"),
        pytest.param([{FROM: "0"}, {LAST: "5.2.3"}], True, id="the last that has it"),
        pytest.param([{FROM: "0"}, {LAST: "5.2.2"}], False, id="after the last that has it"),
    ],
)
def test_a_hole_is_found_where_the_range_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], events: list[dict[str, str]], is_hole: bool
) -> None:
    said = told(tmp_path, capsys, advisory("Django", *events))
    assert ("1 known holes" in said) is is_hole
    assert ("No known hole" in said) is not is_hole


def test_it_says_which_and_what_mends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(tmp_path, capsys, advisory("django", {FROM: "0"}, {UNTIL: "5.2.4"}), packed="yaml")
    assert "3 packages, 1 advisories, the newest of 2026-11-20." in said
    assert "django 5.2.3: TEST-1, mended in 5.2.4. A hole." in said


def test_versions_may_be_named_one_by_one_and_names_be_spelled_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = advisory("jinja-2")
    named["affected"][0] |= {"versions": ["2.9", "3.0.0"], "ranges": []}
    assert "jinja-2 3.0" in told(tmp_path, capsys, named)


def test_what_was_withdrawn_or_is_of_another_world_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = advisory("django", {FROM: "0"}, id="TEST-2")
    elsewhere["affected"][0]["package"]["ecosystem"] = "npm"
    withdrawn = advisory("django", {FROM: "0"}, withdrawn="2026-11-01T00:00:00Z")
    assert "No known hole" in told(tmp_path, capsys, elsewhere, withdrawn)


def test_without_advisories_it_says_that_it_cannot_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in ([], [str(tmp_path / "nothing.zip")]):
        with pytest.raises(CommandError, match="Can't tell"):
            call_command("audit_dependencies", *given)
    assert "Can't tell" in told(tmp_path, capsys)


def test_our_own_lock_is_read_whole() -> None:
    from django.conf import settings

    from matcher.management.commands.audit_dependencies import pinned_in

    text = (Path(settings.BASE_DIR) / "requirements.lock").read_text()
    pinned = pinned_in(text)
    assert len(pinned) == sum("==" in line and line[0] not in " #" for line in text.splitlines())
    assert str(pinned["django"]).startswith("5.2")
