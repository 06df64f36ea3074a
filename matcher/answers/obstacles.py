"""When nothing fits: which answers rule everything out together, and what comes free without one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from matcher.answers.address import Asked
from matcher.answers.questionnaire import Given, state, summary
from matcher.engine.answers import QuestionKind, QuestionName
from matcher.engine.choices import count_left
from matcher.rules.site import Site

QUANTITIES = frozenset({QuestionKind.NUMBER, QuestionKind.MONEY, QuestionKind.DATE})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Answers that together rule everything out: taken back, so many routes fit or may. The address takes them back."""

    answers: tuple[Given, ...]
    gain: int
    address: str


def obstacles(site: Site, asked: Asked, most: int = 3) -> tuple[Obstacle, ...]:
    """Single answers if one of those is enough, else pairs, else threes; with where one is established, one's art or one's age
    among them only where nothing else is enough. A number or a day (no partners yet) comes before another goal or place, which
    is another plan; then what frees most."""
    questions = site.compiled(asked.on).questions

    def is_another_plan(one: Obstacle) -> bool:
        kinds = (questions[QuestionName(given.name)].kind for given in one.answers)
        return any(kind not in QUANTITIES for kind in kinds)

    given = {QuestionName(one.name): one for one in summary(site, asked)}
    can_change = {name: one for name, one in given.items() if questions[name].can_change}
    for those in (can_change, given):
        for size in (1, 2, 3):
            found = [one for names in combinations(those, size) if (one := without(site, asked, names, given)).gain]
            if found:
                return tuple(sorted(found, key=lambda one: (is_another_plan(one), -one.gain))[:most])
    return ()


def without(site: Site, asked: Asked, names: Iterable[QuestionName], given: dict[QuestionName, Given]) -> Obstacle:
    nothing = dict.fromkeys(names)
    left = count_left(site.compiled(asked.on), asked.answers.changed(nothing))
    return Obstacle(tuple(given[name] for name in nothing), left, state(site, asked, changed=nothing))
