"""The picture of the rooms and who imports whom, drawn from the imports: `make architecture` writes docs/architecture.svg.

A room stands above all that it imports. An arrow that follows from others is left out: pages import the engine by way of the
answers, and directly too; the picture shows the way. Two rooms that import one another (no module of theirs does) stand side by
side with a line between them. `tests/test_architecture.py` says when the picture is no longer what the imports say."""

import ast
from collections.abc import Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

from tests.test_house import ROOT, modules_imported, python_files

PICTURE = ROOT / "docs" / "architecture.svg"
HOUSES = ("catalogue", "matcher")
LEFT_OUT = {"migrations", "templatetags"}
"""What Django asks for by name, and nobody imports."""
WIDTH, HEIGHT, ACROSS, DOWN, EDGE = 190, 52, 26, 56, 20
"""Of a box, of the room between two, and around all of them; in pixels."""
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1a1a1a } .what { font-size: 11px; fill: #555 }
rect { stroke-width: 1.5; fill: #fff } .catalogue { stroke: #1d5fa8 } .matcher { stroke: #a8481d }
path { fill: none; stroke: #777; stroke-width: 1.2 } svg { background: #fff }
"""

Room = str
Arrows = Mapping[Room, frozenset[Room]]


def rooms() -> dict[Room, str]:
    """Each room, as `house.room`, and what its `__init__` says in the first words."""
    found = {}
    for house in HOUSES:
        for path in sorted((ROOT / house).glob("*/__init__.py")):
            if path.parent.name not in LEFT_OUT:
                found[f"{house}.{path.parent.name}"] = ast.get_docstring(ast.parse(path.read_text())) or ""
    return found


def imported(named: Mapping[Room, str]) -> Arrows:
    """The rooms from which each room takes something."""
    arrows: dict[Room, set[Room]] = {room: set() for room in named}
    for room in named:
        for path in python_files(room.replace(".", "/")):
            arrows[room] |= {".".join(module.split(".")[:2]) for module in modules_imported(path)} & named.keys()
        arrows[room].discard(room)
    return {room: frozenset(those) for room, those in arrows.items()}


def reached(arrows: Arrows, start: Room) -> set[Room]:
    """All below a room, by whatever way; itself only where a circle leads back."""
    seen: set[Room] = set()
    todo = [start]
    while todo:
        for room in arrows[todo.pop()] - seen:
            seen.add(room)
            todo.append(room)
    return seen


def mutual(arrows: Arrows) -> set[frozenset[Room]]:
    """The pairs that import one another."""
    return {frozenset((one, other)) for one, those in arrows.items() for other in those if one in arrows[other]}


def one_way(arrows: Arrows) -> Arrows:
    """Without what leads both ways, and without what follows from other arrows."""
    both = mutual(arrows)
    plain = {one: frozenset(x for x in those if frozenset((one, x)) not in both) for one, those in arrows.items()}
    return {
        one: frozenset(x for x in those if not any(x in reached(plain, other) for other in those - {x}))
        for one, those in plain.items()
    }


def floors(arrows: Arrows) -> dict[Room, int]:
    """How many floors up each room stands: one above the highest that it imports; those that import one another on one floor."""
    found = dict.fromkeys(arrows, 0)
    pairs = mutual(arrows)
    for _ in arrows:  # a floor at most rises once for each room
        for room, those in arrows.items():
            found[room] = max([found[room], *(found[one] + 1 for one in those if frozenset((room, one)) not in pairs)])
        for pair in pairs:
            found.update(dict.fromkeys(pair, max(found[one] for one in pair)))
    return found


Way = tuple[Room, ...]
"""An arrow as the stations that it passes: a room, a place that is kept free on each floor between, the room it leads to."""


def ways(arrows: Arrows, height_of: Mapping[Room, int]) -> list[Way]:
    return [
        (one, *(f"{one} {other} {floor}" for floor in range(height_of[one] - 1, height_of[other], -1)), other)
        for one in sorted(arrows)
        for other in sorted(arrows[one])
    ]


def placed(rows: list[list[str]], led: list[Way]) -> dict[str, float]:
    """The middle of each station, from the left: below one another where arrows lead, as far as there is room."""
    at: dict[str, float] = {}
    most = max(sum(span(one) for one in row) for row in rows)
    below: dict[str, list[str]] = {}
    for way in led:
        for one, other in pairwise(way):
            below.setdefault(one, []).append(other)
    for row in rows:
        row.sort(key=lambda one: (sum(at[x] for x in below.get(one, ())) / max(len(below.get(one, ())), 1), one))
        left = (most - sum(span(one) for one in row)) / 2
        for one in row:
            at[one] = EDGE + left + span(one) / 2
            left += span(one)
    return at


def span(station: str) -> int:
    return ACROSS if " " in station else WIDTH + ACROSS


def curve(points: list[tuple[float, float, float]]) -> str:
    """Through the middles of stations, each with its upper and its lower edge."""
    (x, _above, y), *rest = points
    steps = [f"M{x:g} {y:g}"]
    for across, above, below in rest:
        steps.append(f"C{x:g} {y + DOWN / 2:g} {across:g} {above - DOWN / 2:g} {across:g} {above:g}")
        if below > above:
            steps.append(f"V{below:g}")
        x, y = across, below
    return "".join(steps)


def drawn() -> str:
    named = rooms()
    arrows = imported(named)
    height_of = floors(arrows)
    led = ways(one_way(arrows), height_of)
    top = max(height_of.values())
    rows: list[list[str]] = [[] for _ in range(top + 1)]
    for station in sorted({one for way in led for one in way} | named.keys()):
        rows[height_of[station] if station in named else int(station.split()[2])].append(station)
    at = placed(rows, led)
    y = {one: EDGE + (top - floor) * (HEIGHT + DOWN) for floor, row in enumerate(rows) for one in row}
    width = 2 * EDGE + max(sum(span(one) for one in row) for row in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {2 * EDGE + (top + 1) * (HEIGHT + DOWN) - DOWN}"'
        ' role="img" aria-labelledby="title">',
        '<title id="title">The rooms of catalogue and matcher; each imports only rooms that stand lower</title>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" style="fill: #777; stroke: none"/></marker></defs>',
    ]
    for way in led:
        points = [(at[one], y[one] + 0.0, y[one] + HEIGHT + 0.0) for one in way]
        points[-1] = (at[way[-1]], y[way[-1]] - 2, y[way[-1]] - 2)
        lines.append(f'<path marker-end="url(#to)" d="{curve(points)}"/>')
    for one, other in sorted(sorted(pair) for pair in mutual(arrows)):
        left, right = sorted((at[one], at[other]))
        lines.append(f'<path d="M{left + WIDTH / 2:g} {y[one] + HEIGHT / 2:g}H{right - WIDTH / 2:g}"/>')
    for room, told in sorted(named.items()):
        house, _dot, name = room.partition(".")
        lines.append(
            f'<g transform="translate({at[room] - WIDTH / 2:g} {y[room]})"><title>{escape(told)}</title>'
            f'<rect class="{house}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
            f'<text x="12" y="22">{name}</text><text class="what" x="12" y="40">{house}</text></g>'
        )
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.write_text(drawn())
    print(Path(PICTURE).relative_to(ROOT))
