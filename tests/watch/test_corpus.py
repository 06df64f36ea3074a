"""Pages of funders before and after, served and fetched as any other: what changed is found, what changes by itself is not told.

Half of the layouts (`apart`) nobody looked at while the reading of pages was made. `-s` prints the shares."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from matcher.watch.comparing import changes
from matcher.watch.fetching import PoliteClient
from matcher.watch.judging import judged
from tests.watch.little_web import LittleWeb, page

LAYOUTS = Path(__file__).parent / "layouts"
LEAST_FOUND, MOST_NOISE = 0.95, 0.05


@dataclass(frozen=True)
class Pair:
    half: str
    layout: str
    is_change: bool
    kind: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.layout}: {self.kind}"


def pairs() -> Iterator[Pair]:
    for half in ("tuned", "apart"):
        for layout, kinds in yaml.safe_load((LAYOUTS / f"{half}.yaml").read_text()).items():
            text = (LAYOUTS / half / f"{layout}.html").read_text()
            for is_change in (True, False):
                for kind, old, new in kinds["changed" if is_change else "noise"]:
                    assert old in text, f"{layout}: {old}"
                    yield Pair(half, layout, is_change, kind, text, text.replace(old, new))
            yield from (Pair(half, layout, False, kind, text, after) for kind, after in by_machine(text))


def by_machine(text: str) -> Iterator[tuple[str, str]]:
    """What a new version of a content system does to every page."""
    yield "white space", text.replace("><", ">\n\t <")
    yield "entities", text.replace("é", "&eacute;").replace("€", "&#8364;").replace("’", "&rsquo;")
    yield "a script", text.replace("</body>", '<script src="/v2.js" nonce="q1"></script></body>')
    yield "attributes", text.replace('<a href="', '<a data-track="7" href="')


PAIRS = list(pairs())


def test_there_are_enough_of_both_in_both_halves() -> None:
    counted = {
        (half, is_change): sum(one.half == half and one.is_change is is_change for one in PAIRS)
        for half in ("tuned", "apart")
        for is_change in (True, False)
    }
    assert all(count >= 30 for count in counted.values()), counted
    assert len({one.layout for one in PAIRS}) == 14


READ: dict[str, tuple[str, ...]] = {}


def passages(web: LittleWeb, client: PoliteClient, text: str) -> tuple[str, ...]:
    if text not in READ:
        web.pages["/aid/travel"] = page(text)
        url = web.url("/aid/travel")
        told = judged(url, client.fetch(url))
        assert told.problem == ""
        assert told.passages
        READ[text] = told.passages
    return READ[text]


@pytest.mark.parametrize("half", ["tuned", "apart"])
def test_real_changes_are_found_and_noise_is_not_told(web: LittleWeb, client: PoliteClient, half: str) -> None:
    missed, told, counts = [], [], {True: 0, False: 0}
    for one in (pair for pair in PAIRS if pair.half == half):
        counts[one.is_change] += 1
        found = changes(passages(web, client, one.before), passages(web, client, one.after))
        if one.is_change and not found:
            missed.append(str(one))
        elif not one.is_change and found:
            told.append(str(one))
    found_share, noise_share = 1 - len(missed) / counts[True], len(told) / counts[False]
    print(
        f"{half}: {found_share:.1%} of {counts[True]} changes found, {noise_share:.1%} of {counts[False]} others told: {told}"
    )
    assert found_share >= LEAST_FOUND, missed
    assert noise_share <= MOST_NOISE, told


@pytest.mark.parametrize("half", ["tuned", "apart"])
def test_a_change_is_told_where_it_is_and_nowhere_else(web: LittleWeb, client: PoliteClient, half: str) -> None:
    """Of each pair at most two passages: the one that was written otherwise, and what it became where that is something else."""
    long = {
        str(one): len(found)
        for one in PAIRS
        if one.half == half and one.is_change
        for found in [changes(passages(web, client, one.before), passages(web, client, one.after))]
        if len(found) > 2
    }
    assert long == {}
