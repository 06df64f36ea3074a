"""What a release needs, all of it told at once; then a tag, which is never pushed. `make release VERSION=0.2.0` calls it."""

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = {
    "requirements.lock": [],
    "requirements-dev.lock": ["dev", "bench"],
    "requirements-gazetteer.lock": ["gazetteer"],
}


def main() -> int:
    version = sys.argv[1] if len(sys.argv) == 2 else ""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit("Name the version: make release VERSION=0.2.0")
    today = datetime.now(tz=UTC).date().isoformat()
    if found := list(missing(ROOT, version, today)):
        print("\n".join([f"{version} is not ready:", *(f"  {one}" for one in found)]), file=sys.stderr)
        return 1
    run(ROOT, "git", "tag", "--annotate", f"v{version}", "--message", f"Overzet {version}\n\n{notes(ROOT, version)}")
    print(f"v{version} is tagged. git push origin v{version} makes it known.")
    return 0


def missing(root: Path, version: str, today: str) -> Iterator[str]:
    """Each in a sentence that says what to do."""
    if run(root, "git", "status", "--porcelain").stdout.strip():
        yield "Something is not committed: commit it, or take it away."
    if run(root, "git", "tag", "--list", f"v{version}").stdout.strip():
        yield f"v{version} is there already: take the next number."
    said = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    if said != version:
        yield f"pyproject.toml says {said}: write {version}."
    first = next((line for line in (root / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")), "")
    if first != f"## {version}, {today}":
        yield f"CHANGELOG.md begins with “{first}”: write “## {version}, {today}”."
    elif not notes(root, version):
        yield f"CHANGELOG.md says nothing of {version}."
    yield from stale_locks(root)
    manage = [sys.executable, "manage.py"]
    if run(root, *manage, "makemigrations", "--check", "--dry-run", "--settings=config.settings.dev").returncode:
        yield "A change of the models has no migration: manage.py makemigrations."
    for file in (root / "matcher/locale").glob("*/LC_MESSAGES/django.po"):
        if run(root, "msgfmt", "--check", "--output-file=/dev/null", str(file)).returncode:
            yield f"{file.relative_to(root)} is not right: msgfmt --check says why."


def notes(root: Path, version: str) -> str:
    """What the changes of this version say."""
    told = re.search(
        rf"^## {re.escape(version)}\b[^\n]*\n(.*?)(?=^## |\Z)", (root / "CHANGELOG.md").read_text(), re.M | re.S
    )
    return told[1].strip() if told else ""


def stale_locks(root: Path) -> Iterator[str]:
    """A lock that `make lock` would write otherwise, with what it holds already preferred."""
    for name, extras in LOCKS.items():
        with tempfile.TemporaryDirectory() as directory:
            made = Path(directory) / name
            made.write_text((root / name).read_text())
            how = [
                "--universal",
                "--python-version",
                "3.11",
                "--generate-hashes",
                "--no-emit-index-url",
                "--quiet",
                "--no-header",
            ]
            wanted = [word for extra in extras for word in ("--extra", extra)]
            done = run(root, "uv", "pip", "compile", *how, *wanted, "pyproject.toml", "-o", str(made))
            if done.returncode:
                yield f"{name} could not be made again: {done.stderr.strip()}"
            elif pinned(made) != pinned(root / name):
                yield f"{name} is not what pyproject.toml asks for: make lock."


def pinned(lock: Path) -> set[str]:
    return set(re.findall(r"^([\w.\[\]-]+==\S+)", lock.read_text(), re.M))


def run(root: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", f"{command[0]} is not installed")


if __name__ == "__main__":
    sys.exit(main())
