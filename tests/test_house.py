"""The house rules that a reader would otherwise have to keep: who may import whom, and what may stand in the repository."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
BROWSER = ROOT / "tests" / "browser"


@cache
def parsed(path: Path) -> ast.Module:
    """Read once, however many rules look at it."""
    return ast.parse(path.read_text("utf-8"))


STANDARD_LIBRARY_ONLY = {
    "bisect",
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
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
    "days",
    "places",
    "timing",
    "due",
    "chances",
    "availability",
    "agenda",
    "money",
    "predicates",
    "evaluation",
    "named_places",
    "criteria",
    "ruleset",
    "through",
    "plan_changes",
    "demands",
    "verdicts",
    "ranking",
    "bitmaps",
    "timetable",
    "checks",
    "criteria_index",
    "stacking",
    "tables",
    "judging",
    "compile",
    "choices",
    "openers",
    "points",
    "asking",
    "judgement",
    "overview",
    "explaining",
    "shortlist",
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
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join([*above, *([node.module] if node.module else [])])


@pytest.mark.parametrize("path", python_files("matcher/engine"), ids=lambda path: path.stem)
def test_the_engine_is_plain_python_and_imports_only_downwards(path: Path) -> None:
    assert path.read_text().strip()
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
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_fresh_clone_can_be_set_up() -> None:
    """Whatever `make` is to make it knows how: a file that moved stops it before it begins. Nothing is made here."""
    for target in ("setup", "run", "test", "quick", "check", "bench-web"):
        told = subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=False, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr


def test_what_starts_the_site_asks_for_no_settings() -> None:
    """The commands that serve it for a benchmark or a browser say themselves which settings they serve it with."""
    script = "import tests.production, tests.benchmarks.web, tests.lighthouse, tests.run"
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=bare, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_catalogue_knows_nothing_of_the_matcher() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in python_files("catalogue")
        for module in imports(path)
        if module.partition(".")[0] in ("matcher", "config")
    ]
    assert wrong == []


# Each room of the matcher, from the ground up: a room may import those before it, and itself.
ROOMS = (
    "engine",
    "models",
    "rules",
    "speech",
    "answers",
    "proof",
    "upkeep",
    "pages",
    "api",
    "counters",
    "delivery",
    "access",
    "watch",
    "admin",
    "management",
)
BESIDE = ("apps", "urls", "templatetags", "migrations")
"""They tie the rooms together: what Django asks for by name."""


def room_of(module: str) -> str:
    """The room of the matcher in which a module stands; "" for one of another house."""
    house, _dot, rest = module.partition(".")
    return rest.partition(".")[0] if house == "matcher" else ""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_only_the_engine_knows_bits() -> None:
    """It hands out verdicts, days and counts, by the id of a route: a bitmap means something to one compiled ruleset alone."""
    inside = (
        ".bit_count(",
        ".bit[",
        ".masks",
        ".timings",
        "bits_of",
        "bitmap",
        ".everyone",
        ".looks_at[",
    )
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in python_files("matcher")
        if room_of(module_of(path)) != "engine"
        for line in path.read_text().splitlines()
        if any(mark in line for mark in inside)
    ]
    assert wrong == []


def test_every_room_of_the_matcher_has_its_place() -> None:
    there = {path.name.removesuffix(".py") for path in (ROOT / "matcher").iterdir() if path.suffix in ("", ".py")}
    assert there - {"__init__", "__pycache__", "locale", "static"} == {*ROOMS, *BESIDE}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_those_before_it(room: str) -> None:
    above = ROOMS[ROOMS.index(room) + 1 :]
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in python_files(f"matcher/{room}")
        for module in modules_imported(path)
        if room_of(module) in above
    ]
    assert wrong == []


def modules_imported(path: Path) -> Iterator[str]:
    """As `imports`, with what is taken from a package where that is a module of its own; what only types need is left out."""
    tree = parsed(path)
    for_types = {
        inside
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inside in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                is_module = (ROOT / (inside.replace(".", "/") + ".py")).exists() or (
                    ROOT / inside.replace(".", "/") / "__init__.py"
                ).exists()
                yield inside if is_module else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_nothing_imports_in_a_circle() -> None:
    files = {module_of(path): path for room in ("catalogue", "matcher") for path in python_files(room)}
    arrows = {name: {module for module in modules_imported(path) if module in files} for name, path in files.items()}

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for module in arrows[todo.pop()] - seen:
                seen.add(module)
                todo.append(module)
        return seen

    packages = {name for name, path in files.items() if path.name == "__init__.py"}
    assert sorted(name for name in files.keys() - packages if name in reached(name)) == []


def test_no_function_imports() -> None:
    """Where one would have to, two rooms know too much of one another. An app may, when it is ready."""
    wrong = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for room in ("catalogue", "matcher", "config")
        for path in python_files(room)
        if path.name != "apps.py"
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


SHARED = ("Command", "Edition")
"""What Django asks for by this name; and a value with the row in which it is kept, which only staff and `editions` see."""


@pytest.mark.parametrize("app", ["catalogue", "matcher"])
def test_a_public_class_has_a_name_of_its_own_in_its_app(app: str) -> None:
    named: dict[str, list[str]] = {}
    for path in python_files(app):
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in SHARED:
                named.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in named.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("room", ["pages", "api", "answers", "speech", "rules"])
def test_what_the_public_sees_comes_from_an_edition_and_never_from_rows(room: str) -> None:
    """Which languages there are and what things are called stands beside the models: `catalogue.languages`."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in python_files(f"matcher/{room}")
        for module in modules_imported(path)
        if module.startswith(("catalogue.models", "catalogue.querysets"))
    ]
    assert wrong == []


def test_every_package_says_what_lives_there() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for room in ("catalogue", "matcher", "config")
        for path in python_files(room)
        if path.name == "__init__.py" and not ast.get_docstring(parsed(path))
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
        for entry in yaml.load(path.read_text(), Loader=yaml.CSafeLoader).get("instruments", [])
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


LONGEST_LINE = 160


def test_no_line_of_a_template_is_longer_than_one_reads() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number} ({len(line)})"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]
    assert wrong == [], (
        "Break them between attributes, or at a tag; where no space may come of it, with a dash in the tag, as in"
        " {%- if ... -%} (matcher/delivery/template_lines.py). A long text is a {% blocktranslate trimmed %}; what a"
        " tag is given gets a short name before it with {% with %}."
    )


LONGEST_MODULE = 500


def test_no_module_is_longer_than_one_reads() -> None:
    files = [path for app in ("catalogue", "matcher") for path in python_files(app)]
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {name: many for name, many in lines.items() if many > LONGEST_MODULE} == {}, (
        "Such a file has more than one job. Give what belongs together a file beside it whose name says what lives there,"
        " move it whole with its constants, and let those who use it import it from there"
    )


LONGEST_SHEET = 400


def test_no_stylesheet_is_longer_than_one_reads() -> None:
    sheets = [path for path in sorted((ROOT / "matcher/static").rglob("*.css")) if "vendor" not in path.parts]
    wrong = {path.name: lines for path in sheets if (lines := len(path.read_text().splitlines())) > LONGEST_SHEET}
    assert wrong == {}, (
        "What one room of pages shows stands in its own sheet in matcher/static/css/, which its page names in"
        " {% block styles %}; css/components.css holds what several rooms show"
    )


SAYS = r"translate|blocktranslate|plural|endblocktranslate|comment|endcomment"


def test_no_tag_of_a_text_has_a_dash() -> None:
    """`makemessages` reads templates as they are written: it would pass over the text, or over all that follows a comment."""
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in re.findall(rf"{{%-\s*(?:{SAYS})\b[^%]*%}}|{{%\s*(?:{SAYS})\b[^%]*-%}}", path.read_text())
    ]
    assert wrong == [], "Put the dash in the tag beside it"


def test_every_decision_says_its_day_and_status_and_stands_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = []
    for path in sorted(folder.glob("0*.md")):
        title, _blank, head = path.read_text().split("\n")[:3]
        told = re.fullmatch(r"\*(\d{4}-\d\d-\d\d), (in force|replaced by \[\d{3}\]\([^)]+\))\..*\*", head)
        assert told, f"{path.name} begins with its title, and then with its day and status: *2026-11-21, in force.*"
        listed.append(f"| [{path.name[:3]}]({path.name}) | {title.removeprefix('# ')} | {told[1]} | {told[2]} |")
    assert listed == [line for line in (folder / "README.md").read_text().splitlines() if line.startswith("| [")]


ASSERTING = ("raises", "assert", "expect", "fail")


def asserting(node: ast.AST) -> list[ast.AST]:
    """The statements and calls within it that may fail a test."""
    return [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Assert)
        or (isinstance(one, ast.Call) and any(word in ast.unparse(one.func) for word in ASSERTING))
    ]


def is_never_empty(things: ast.expr) -> bool:
    """What is written out, a constant of the module, or `tests.some`."""
    match things:
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return any(not isinstance(one, ast.Starred) for one in elements)
        case ast.Name(id=name):
            return name.isupper()
        case ast.Call(func=ast.Name(id="some")):
            return True
        case ast.Call(func=ast.Name(id="range" | "enumerate"), args=args):
            return all(isinstance(one, ast.Constant) or is_never_empty(one) for one in args)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="items" | "values" | "keys")):
            return name.isupper()
    return False


def test_no_test_asserts_only_in_a_loop_that_may_be_empty() -> None:
    """It would pass with nothing to look at. Generated examples may be empty: what they prove stands in all of them together."""
    wrong = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for test in ast.walk(parsed(path)):
            if not isinstance(test, ast.FunctionDef) or not test.name.startswith("test_"):
                continue
            if any("given" in ast.unparse(one) for one in test.decorator_list):
                continue
            loops = [one for one in ast.walk(test) if isinstance(one, ast.For)]
            inside = {id(one) for loop in loops for one in asserting(loop)}
            found = asserting(test)
            nested = {id(one) for loop in loops for one in ast.walk(loop) if one is not loop}
            outer = [loop for loop in loops if id(loop) not in nested and asserting(loop)]
            if found and {id(one) for one in found} <= inside and not any(is_never_empty(one.iter) for one in outer):
                wrong.append(f"{path.relative_to(ROOT)}: {test.name}")
    assert wrong == [], "Wrap what the loop goes over in `some` (tests/some.py)"


@pytest.mark.parametrize(
    ("written", "is_sure"),
    [
        ("(1, 2)", True),
        ("()", False),
        ("(*found,)", False),
        ("NAMES", True),
        ("NAMES.items()", True),
        ("found.items()", False),
        ("found", False),
        ("some(found)", True),
        ("range(366)", True),
        ("range(len(found))", False),
    ],
)
def test_it_knows_what_may_be_empty(written: str, is_sure: bool) -> None:
    loop = ast.parse(f"for one in {written}: pass").body[0]
    assert isinstance(loop, ast.For)
    assert is_never_empty(loop.iter) is is_sure


def test_no_assertion_compares_a_thing_with_itself_and_no_row_is_drawn_by_chance() -> None:
    """But for calls: that the same call gives the same is a promise of its own."""
    wrong = [
        f"{path.relative_to(ROOT)}: {ast.unparse(one)}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for one in ast.walk(parsed(path))
        if (isinstance(one, ast.Call) and ast.unparse(one).endswith(".order_by('?')"))
        or (
            isinstance(one, ast.Assert)
            and (
                isinstance(one.test, ast.Constant)
                or (
                    isinstance(one.test, ast.Compare)
                    and ast.dump(one.test.left) == ast.dump(one.test.comparators[0])
                    and not any(isinstance(part, ast.Call) for part in ast.walk(one.test))
                )
            )
        )
    ]
    assert wrong == []


LOOKING = ("violations(", "looked_at(", "scrolls_sideways(", ".goto(", ".url.", ".url ")


def looks_too_soon(written: str) -> list[str]:
    """What looks at a page, or leaves it, right after a click: the page that the click leads to may not be there."""
    return [
        ast.unparse(after)
        for node in ast.walk(ast.parse(written))
        for block in (getattr(node, name, None) for name in ("body", "orelse", "finalbody"))
        for before, after in pairwise(block if isinstance(block, list) else [])
        if isinstance(before, ast.Expr)
        and ".click(" in ast.unparse(before.value)
        and any(look in ast.unparse(after) for look in LOOKING)
    ]


def test_no_test_looks_at_a_page_right_after_a_click() -> None:
    """It would see the page before, the next one, or the nothing between them. `expect_navigation` or an `expect` waits."""
    wrong = {path.name: found for path in BROWSER.glob("*.py") if (found := looks_too_soon(path.read_text()))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("written", "is_too_soon"),
    [
        ("page.click('a')\nassert violations(page) == []", True),
        ("page.get_by_role('link').first.click()\npage.goto('/')", True),
        ("page.click('a')\nexpect(page).to_have_url('/')\nassert violations(page) == []", False),
        ("with page.expect_navigation():\n    page.click('a')\nassert violations(page) == []", False),
        ("page.goto('/')\nassert violations(page) == []", False),
    ],
)
def test_it_knows_what_is_too_soon(written: str, is_too_soon: bool) -> None:
    assert bool(looks_too_soon(written)) is is_too_soon
