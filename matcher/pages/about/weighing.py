"""How the order comes about, for people: what each part of a score measures."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.engine.ranking import ENOUGH_DAYS, WORTH_FROM_EUR
from matcher.engine.ruleset import Effort, Part
from matcher.rules.site import Site
from matcher.speech.points import part_name
from matcher.speech.writing import euros


@dataclass(frozen=True, slots=True)
class PartTold:
    name: str
    points: int
    measures: str


def time_measures() -> str:
    days = [least for least, _quarters in ENOUGH_DAYS]
    return _(
        "How long you still have to apply: all points from %(long)d days, three quarters from %(some)d days or where you may "
        "apply all year round, half from %(few)d days, else a quarter. None while it is not open and no date is known."
    ) % {"long": days[0], "some": days[1], "few": days[2]}


def effort_measures() -> str:
    return _(
        "Whether the application is worth its work: an ordinary one from a budget of %(medium)s, a heavy one from %(heavy)s, "
        "a light one always. A smaller budget gets a part of the points."
    ) % {"medium": euros(WORTH_FROM_EUR[Effort.MEDIUM]), "heavy": euros(WORTH_FROM_EUR[Effort.HEAVY])}


MEASURES: dict[Part, Callable[[], str]] = {
    Part.GOAL: lambda: _("How many of the goals that you name the route serves."),
    Part.SPECIFICITY: lambda: _(
        "Half for your discipline, half for your place: the fewer others a route is for, the more points. A route for all "
        "disciplines, or for the whole world, gets few or none."
    ),
    Part.SHARE: lambda: _(
        "Which share of your budget the route can cover. Half of the points where we do not know what it pays; none while "
        "you name no budget."
    ),
    Part.TIME: time_measures,
    Part.EFFORT: effort_measures,
    Part.THEME: lambda: _("How many of the themes that you choose the route shares. None while you choose no theme."),
    Part.RULES: lambda: _("What the rules that give or take points add up to."),
}


def parts_told(site: Site) -> list[PartTold]:
    """The parts of a score, the heaviest first."""
    weights = sorted(site.ruleset.weights.items(), key=lambda one: (-one[1], one[0]))
    return [PartTold(part_name(part), points, MEASURES[part]()) for part, points in weights]
