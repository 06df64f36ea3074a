"""Lighthouse over the site as production serves it, with the settings of a phone: `make lighthouse`.

Prints a table, and exits with 1 when a page stays below what we ask of it."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser_found import system_browser
from tests.pages import PAGES
from tests.production import production
from tests.tools_found import BIN, TOOLS, npm

VERSION = "13.5.0"
MEASURED = ("home", "choices", "results", "route in a plan", "routes")
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-dev-shm-usage"


def lighthouse() -> list[str]:
    """The command that starts it; fetches it the first time, at an exact version."""
    place = TOOLS / f"lighthouse-{VERSION}"
    script = place / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not script.exists():
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_text("{}")
        done = npm("install", "--no-package-lock", "--no-audit", "--no-fund", f"lighthouse@{VERSION}", cwd=place)
        if done.returncode:
            sys.exit(f"npm does not give lighthouse@{VERSION}:\n{done.stderr}")
    return [str(BIN / "node"), str(script)]


def measure(url: str, directory: Path) -> dict[str, int]:
    """The points of a page, from 0 to 100, by category; what falls short is told."""
    report = directory / "report.json"
    command = [*lighthouse(), url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(LEAST)}")
    chrome = system_browser()
    environment = {"CHROME_PATH": chrome} if chrome else {}
    subprocess.run(command, check=True, env={**os.environ, **environment})
    told = json.loads(report.read_text())
    for name, least in LEAST.items():
        category = told["categories"][name]
        if round(category["score"] * 100) < least:
            for audit in category["auditRefs"]:
                found = told["audits"][audit["id"]]
                if audit["weight"] and found["score"] is not None and found["score"] < 0.9:
                    print(f"    {name}: {found['title']} ({found.get('displayValue', found['score'])})")
    return {name: round(told["categories"][name]["score"] * 100) for name in LEAST}


def main() -> int:
    short = 0
    print(f"{'page':<18}" + "".join(f"{name:>16}" for name in LEAST))
    with production() as site, tempfile.TemporaryDirectory() as directory:
        for page in MEASURED:
            points = measure(f"{site.url}{PAGES[page]}", Path(directory))
            print(f"{page:<18}" + "".join(f"{points[name]:>16}" for name in LEAST), flush=True)
            short += sum(points[name] < least for name, least in LEAST.items())
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
