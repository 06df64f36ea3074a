"""Whether a package that we pin has a known hole, looked up in a file of advisories: nothing is asked of anybody.

The file is the one that https://osv.dev/ hands out for PyPI (all.zip), the zip of https://github.com/pypa/advisory-database, or a
directory or a single advisory in the same form (OSV, as JSON or YAML). Without one this command can't tell, and says so."""

import json
import zipfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

SUFFIXES = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Found:
    package: str
    version: Version
    advisory: str
    summary: str
    mended_in: str
    """"" where no version is known that has it mended."""


class Command(BaseCommand):
    help = "Look up the pinned packages in a file of advisories. Exit code 1: one has a known hole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("advisories", nargs="?", type=Path, help="OSV advisories: a zip, a directory or a file")
        default = Path(settings.BASE_DIR) / "requirements.lock"
        parser.add_argument("--lock", type=Path, default=default, help="the pinned packages")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["advisories"]
        if path is None or not path.exists():
            raise CommandError("Can't tell: name a file of advisories (https://osv.dev/, the zip for PyPI).")
        pinned = pinned_in(options["lock"].read_text())
        advisories = list(read(path))
        if not advisories:
            raise CommandError(f"Can't tell: there is no advisory in {path}.")
        found = sorted(holes(pinned, advisories), key=lambda one: (one.package, one.advisory))
        newest = max((str(one.get("modified", "")) for one in advisories), default="")[:10]
        self.stdout.write(f"{len(pinned)} packages, {len(advisories)} advisories, the newest of {newest}.")
        for one in found:
            mended = f"mended in {one.mended_in}" if one.mended_in else "not mended yet"
            self.stdout.write(f"{one.package} {one.version}: {one.advisory}, {mended}. {one.summary}")
        if found:
            raise CommandError(f"{len(found)} known holes.")
        self.stdout.write("No known hole.")


def pinned_in(lock: str) -> dict[str, Version]:
    """The packages of a lock file, by their one spelling."""
    pinned: dict[str, Version] = {}
    for line in lock.splitlines():
        text = line.split(" #")[0].rstrip(" \\")
        if not text or text[0] in " #-":
            continue
        try:
            wanted = Requirement(text)
        except InvalidRequirement:
            continue
        exact = [one.version for one in wanted.specifier if one.operator == "=="]
        if exact:
            pinned[canonicalize_name(wanted.name)] = Version(exact[0])
    return pinned


def read(path: Path) -> Iterator[dict[str, Any]]:
    for name, text in texts(path):
        said = json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=yaml.CSafeLoader)
        yield from said if isinstance(said, list) else [said]


def texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.is_dir():
        yield from ((one.name, one.read_text()) for one in sorted(path.rglob("*")) if one.name.endswith(SUFFIXES))
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            names = [name for name in packed.namelist() if name.endswith(SUFFIXES)]
            yield from ((name, packed.read(name).decode()) for name in names)
    else:
        yield path.name, path.read_text()


def holes(pinned: dict[str, Version], advisories: Iterable[dict[str, Any]]) -> Iterator[Found]:
    for advisory in advisories:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected") or ():
            package = affected.get("package") or {}
            name = canonicalize_name(str(package.get("name", "")))
            version = pinned.get(name)
            if package.get("ecosystem") == "PyPI" and version is not None and is_affected(version, affected):
                said = str(advisory.get("summary") or advisory.get("details") or "")
                summary = said.strip().splitlines()[0][:200] if said.strip() else ""
                yield Found(name, version, str(advisory["id"]), summary, mended_in(version, affected))
                break


def is_affected(version: Version, affected: dict[str, Any]) -> bool:
    """As the OSV schema says it: by name, or in one of the ranges."""
    named = {parsed(one) for one in affected.get("versions") or ()}
    return version in named or any(is_within(version, events) for events in ranges(affected))


def ranges(affected: dict[str, Any]) -> Iterator[list[tuple[Version, str]]]:
    """The events of each range, in the order of the versions; "0" is before all. Commits say nothing of a version."""
    for one in affected.get("ranges") or ():
        if one.get("type") in ("ECOSYSTEM", "SEMVER"):
            told = [(parsed(at), what) for event in one.get("events") or () for what, at in event.items()]
            yield sorted((at, what) for at, what in told if at is not None)


def is_within(version: Version, events: list[tuple[Version, str]]) -> bool:
    inside = False
    for at, what in events:
        if what == "introduced" and version >= at:
            inside = True
        elif (what in ("fixed", "limit") and version >= at) or (what == "last_affected" and version > at):
            inside = False
    return inside


def mended_in(version: Version, affected: dict[str, Any]) -> str:
    later = [at for events in ranges(affected) for at, what in events if what == "fixed" and at > version]
    return str(min(later)) if later else ""


def parsed(version: Any) -> Version | None:
    try:
        return Version("0.dev0") if str(version) == "0" else Version(str(version))
    except InvalidVersion:
        return None
