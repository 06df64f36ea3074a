"""Which of the places that were named count, and which do not: the visitor is at home there, or they lie outside the area."""

from collections.abc import Collection

from .answers import BASE, PLACE, Answers, PlaceCode
from .evaluation import counts
from .places import Area, Atlas
from .predicates import Partnership
from .truth import Truth


def counting(area: Area, answers: Answers, atlas: Atlas) -> Collection[str]:
    """The places that count; where none of those named does, the visitor's own."""
    named = answers.chosen(PLACE) or frozenset()
    for chosen in (named, answers.chosen(BASE) or frozenset()):
        counted = [one for one in chosen if atlas.within(PlaceCode(one), area) is Truth.MET]
        if counted:
            return counted
    return named


def at_home(wanted: Partnership, answers: Answers, atlas: Atlas) -> list[PlaceCode]:
    """The places in the area that would count for somebody from elsewhere."""
    homes = atlas.homes(answers.chosen(BASE)) or frozenset()
    own = [
        (PlaceCode(code), atlas.tree.country(PlaceCode(code)))
        for code in sorted(answers.chosen(PLACE) or ())
        if code in atlas.tree and (wanted.area or wanted.min_countries)
    ]
    return [
        code
        for code, country in own
        if country in homes
        and counts(code, None, wanted, atlas) is Truth.MET
        and counts(code, country, wanted, atlas) is Truth.NOT_MET
    ]


def outside(area: Area, answers: Answers, atlas: Atlas) -> list[str]:
    """The places abroad that do not lie in the area."""
    own = {atlas.tree.country(PlaceCode(code)) for code in answers.chosen(BASE) or () if code in atlas.tree}
    named = [code for code in sorted(answers.chosen(PLACE) or ()) if area and code in atlas.tree]
    abroad = [code for code in named if atlas.tree.country(PlaceCode(code)) not in own]
    return [code for code in abroad if atlas.within(PlaceCode(code), area) is Truth.NOT_MET]
