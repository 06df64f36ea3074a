"""The house rules that a reader would otherwise have to keep: who may import whom, and what may stand in the repository."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
STANDARD_LIBRARY_ONLY = {
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "difflib",
    "enum",
    "functools",
    "itertools",
    "math",
    "operator",
    "types",
    "typing",
}
# Each room of the engine, from the ground up: a module may import those before it.
ENGINE = (
    "truth",
    "answers",
    "places",
    "timing",
    "money",
    "criteria",
    "verdicts",
    "ranking",
    "bitmaps",
    "tables",
    "compile",
    "choices",
    "openers",
    "points",
    "asking",
    "match",
    "coverage",
    "classes",
    "effects",
    "endings",
    "verify",
)


def python_files(room: str) -> list[Path]:
    return [path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, relative ones written out."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join([*above, *([node.module] if node.module else [])])


@pytest.mark.parametrize("path", python_files("matcher/engine"), ids=lambda path: path.stem)
def test_the_engine_is_plain_python_and_imports_only_downwards(path: Path) -> None:
    below = ENGINE[: ENGINE.index(path.stem)] if path.stem in ENGINE else ()
    for module in imports(path):
        if module.startswith("matcher"):
            assert module.removeprefix("matcher.engine.") in below, f"{path.name} may not import {module}"
        else:
            assert module.partition(".")[0] in STANDARD_LIBRARY_ONLY, f"{path.name} may not import {module}"


def test_every_module_of_the_engine_has_its_place() -> None:
    assert {path.stem for path in python_files("matcher/engine")} - {"__init__"} == set(ENGINE)


def test_the_engine_loads_without_django() -> None:
    script = "import sys, matcher.engine.match; sys.exit(any(name.startswith('django') for name in sys.modules))"
    done = subprocess.run(["python3", "-c", script], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_catalogue_knows_nothing_of_the_matcher() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in python_files("catalogue")
        for module in imports(path)
        if module.partition(".")[0] in ("matcher", "config")
    ]
    assert wrong == []


def test_only_views_and_commands_stand_above_the_matcher() -> None:
    above = ("matcher.pages", "matcher.api", "matcher.management")
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in python_files("matcher")
        if not str(path.relative_to(ROOT)).startswith(
            ("matcher/views", "matcher/api", "matcher/management", "matcher/urls")
        )
        for module in imports(path)
        if module.startswith(above)
    ]
    assert wrong == []


def test_only_the_settings_read_the_environment() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for room in ("catalogue", "matcher", "config")
        for path in python_files(room)
        if "os.environ" in path.read_text() and path.name not in ("wsgi.py",)
    ]
    assert wrong == []


def test_texts_to_translate_go_by_names_that_makemessages_knows() -> None:
    """Another name for gettext is not collected, and what it says stays English. The kit says again what pages say."""
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for room in ("catalogue", "matcher", "config")
        for path in python_files(room)
        for line in path.read_text().splitlines()
        if "gettext" in line
        and " as " in line
        and line.startswith("from ")
        and not line.rstrip().endswith((" as _", " as as_the_pages_say"))
    ]
    assert wrong == []


def test_no_instrument_is_named_in_python() -> None:
    """Eligibility is data: nothing about one route is ever an `if`."""
    slugs = [
        entry["id"]
        for path in sorted((ROOT / "fixtures" / "instruments").glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text()).get("instruments", [])
    ]
    assert len(slugs) > 200
    texts = {path: path.read_text() for room in ("catalogue", "matcher") for path in python_files(room)}
    wrong = [
        f"{path.relative_to(ROOT)} names {slug}"
        for path, text in texts.items()
        for slug in slugs
        if f'"{slug}"' in text and "-" in slug
    ]
    assert wrong == []


def test_nothing_is_loaded_from_another_host() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "matcher/static").rglob("*.css")]
        if "vendor" not in path.parts
        for line in path.read_text().splitlines()
        if any(f"{how}http" in line or f"{how}//" in line for how in ('src="', "url(", "@import "))
    ]
    assert wrong == []


def test_no_script_or_style_stands_in_a_page() -> None:
    """A strict content policy holds only while there are none."""
    wrong = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if any(
            mark in path.read_text()
            for mark in (" style=", "<style", "onclick=", "onchange=", "onsubmit=", "javascript:")
        )
    ]
    assert wrong == []
