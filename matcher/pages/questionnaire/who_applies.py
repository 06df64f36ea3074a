"""Who applies, found out by a few plain questions: a small tree of steps, kept in `who_applies.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from matcher.rules.words import Pair

FILE = Path(__file__).with_suffix(".yaml")
START = "start"
BETWEEN = "."
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class WhoChoice:
    to: str
    label: Pair


@dataclass(frozen=True, slots=True)
class WhoStep:
    """A question with its choices; or an end, which has none: an option of the question who applies, or whom to call."""

    text: Pair
    choices: tuple[WhoChoice, ...]
    applicant: str
    """"" for none: then `call` has the id of an organisation."""
    call: str
    note: Pair


@cache
def tree() -> Mapping[str, WhoStep]:
    """By name. Raises ValueError for a step that leads nowhere, that comes round to itself, or after more than five questions."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = {
        name: WhoStep(
            one.get("text", {}),
            tuple(WhoChoice(**choice) for choice in one.get("choices", ())),
            one.get("applicant", ""),
            one.get("call", ""),
            one.get("note", {}),
        )
        for name, one in read.items()
    }
    for path in paths_from(found, ()):
        step = found[path[-1]] if path else found[START]
        asked = len(path) + bool(step.choices)
        if asked > MOST_QUESTIONS or not (step.choices or step.applicant or step.call):
            raise ValueError(
                f"{FILE.name}: {BETWEEN.join(path)} leads nowhere, or asks more than {MOST_QUESTIONS} questions"
            )
    return found


def paths_from(steps: Mapping[str, WhoStep], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All ways through the tree that begin so, as the names of the steps after the first one."""
    yield path
    at = path[-1] if path else START
    if at not in steps or path.count(at) > 1 or len(path) > MOST_QUESTIONS:
        raise ValueError(f"{FILE.name}: no way on at {BETWEEN.join(path)}")
    for choice in steps[at].choices:
        yield from paths_from(steps, (*path, choice.to))


@cache
def paths() -> Mapping[str, str]:
    """Each way through the tree as it stands in an address."""
    written = [BETWEEN.join(path) for path in paths_from(tree(), ()) if path]
    return {one: one for one in written}
