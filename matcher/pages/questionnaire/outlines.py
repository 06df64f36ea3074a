"""Outlines on the map, written shorter: each point by how far it lies from the one before it, in the same tenths."""

import re

POINT = re.compile(r"([ML])(-?[0-9.]+),(-?[0-9.]+)|Z")


def shortened(outline: str) -> str:
    """The same points: "M10,20L9.5,18L9,30Z" is "M10,20l-.5-2-.5 12z". Of moves, lines and ends alone."""
    x = y = 0
    written: list[str] = []
    for found in POINT.finditer(outline):
        letter, across, down = found.groups()
        if letter is None:
            written.append("z")
            continue
        last = (x, y)
        x, y = tenths(across), tenths(down)
        if letter == "M":
            written.append(f"M{across},{down}l")
        else:
            written += [number(x - last[0], written[-1]), number(y - last[1], "0")]
    return "".join(written).replace("lz", "z")


def tenths(text: str) -> int:
    return round(float(text) * 10)


def number(tenths: int, before: str) -> str:
    """A number as it stands after another text, as short as SVG reads it."""
    text = f"{tenths / 10:g}".replace("0.", ".", 1) if abs(tenths) < 10 else f"{tenths / 10:g}"
    return text if text.startswith("-") or before.endswith("l") else f" {text}"
