"""`python -m tests.benchmarks.many_routes DIRECTORY 10000`: facts with so many routes, for `load_catalogue` to load.

All committed facts stand in it, and routes that are recombined from the fields of the real ones, as in
`tests.benchmarks.generate`, each with an id and a name of its own. The same number gives the same facts."""

import random
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

FACTS = Path(__file__).parents[2] / "fixtures"
FILE = "instruments/recombined.yaml"
PARTS = (
    ("applicants", "based_in"),
    ("disciplines", "goals", "themes"),
    ("where", "partners"),
    ("amount", "pays_for"),
    ("timing", "rounds", "status"),
)
"""Fields that belong together: who, what, where, how much and when. The rest comes along with the first route's name."""
Fields = dict[str, Any]


def write_routes(directory: Path, size: int) -> None:
    """Fill the directory with facts of `size` routes, the real ones among them."""
    shutil.copytree(FACTS, directory, dirs_exist_ok=True)
    real = [entry for path in sorted((FACTS / "instruments").glob("*.yaml")) for entry in routes_of(path)]
    chance = random.Random(1)
    made = [recombined(number, real, chance) for number in range(size - len(real))]
    text = yaml.dump({"instruments": made}, Dumper=Plain, allow_unicode=True, sort_keys=False)
    (directory / FILE).write_text(text, encoding="utf-8")


def routes_of(path: Path) -> list[Fields]:
    read = yaml.load(path.read_text(encoding="utf-8"), Loader=AsWritten)
    return list(read.get("instruments", ()))


def recombined(number: int, real: list[Fields], chance: random.Random) -> Fields:
    first = chance.choice(real)
    taken = {name for part in PARTS for name in part}
    route = {name: value for name, value in first.items() if name not in taken}
    for part in PARTS:
        other = chance.choice(real)
        route |= {name: other[name] for name in part if name in other}
    route["id"] = f"{first['id']}-{number}"
    route["name"] = {language: f"{name} {number}" for language, name in first["name"].items()}
    return route


class AsWritten(yaml.CSafeLoader):
    """YAML in which `NO` is Norway and a day is text, as `load_catalogue` reads it."""


TRUTH, DAY = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
AsWritten.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag not in (TRUTH, DAY)]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
AsWritten.add_implicit_resolver(TRUTH, re.compile("^(?:true|false)$"), list("tf"))


class Plain(yaml.CSafeDumper):
    """YAML without references from one entry to another."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


if __name__ == "__main__":
    write_routes(Path(sys.argv[1]), int(sys.argv[2]))
