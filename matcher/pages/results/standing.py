"""Why a route stands where it stands: beside the one above it, or for the first beside the one below."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.engine.match import Match
from matcher.engine.ruleset import Part
from matcher.engine.verdicts import Route, Tier, Verdict
from matcher.rules.words import Words
from matcher.speech.points import part_name
from matcher.speech.writing import lowered


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """The question, and what decided between the two routes."""

    title: str
    because: str


WAITING = (Tier.EXPECTED, Tier.EXPECTED_STATUS_FIRST)


def place_of(match: Match, route: Route, words: Words) -> PlaceShown | None:
    """None where there is nothing to compare with: a route that does not fit, or that stands alone."""
    if route.verdict is Verdict.NO or not route.instrument.gives_money:
        return None
    at = route.rank - 1
    if at:
        above = match.routes[at - 1]
        return PlaceShown(_("Why below “%(name)s”?") % {"name": name(above, words)}, decided(above, route, words))
    if len(match.routes) == 1:
        return None
    below = match.routes[1]
    title = _("Why on top, above “%(name)s”?") % {"name": name(below, words)}
    return PlaceShown(title, decided(route, below, words))


def name(route: Route, words: Words) -> str:
    return words.instrument(route.instrument.id)


def decided(above: Route, below: Route, words: Words) -> str:
    """What puts the one above the other: verdict, tier, points, name."""
    told = {"above": name(above, words), "below": name(below, words)}
    if above.verdict is not below.verdict:
        return {
            Verdict.MAY_FIT: _("“%(above)s” fits; for “%(below)s” an answer or a day is still lacking."),
            Verdict.ALMOST: _("“%(above)s” can be had with the plan as it stands; “%(below)s” asks a change."),
            Verdict.NO: _("“%(above)s” is within reach; “%(below)s” is not."),
        }[below.verdict] % told
    if above.tier is not below.tier:
        if below.tier is Tier.ELSEWHERE:
            return (
                _(
                    "“%(below)s” is for who is established elsewhere, “%(above)s” is not; you did not say yet where you are."
                )
                % told
            )
        if above.tier in WAITING or below.tier is Tier.STATUS_FIRST:
            return (
                _("“%(below)s” asks first what few have, such as a recognition or membership; “%(above)s” does not.")
                % told
            )
        return _("“%(above)s” can be applied for; “%(below)s” waits for a new call.") % told
    gains = {one.part: one.points - other.points for one, other in zip(above.parts, below.parts, strict=True)}
    if above.score == below.score or not any(gains.values()):
        return _("Both have %(points)d points, so they stand by name.") % {"points": above.score}
    told |= {"more": str(above.score), "less": str(below.score), "most": part_told(max(gains, key=gains.__getitem__))}
    against = min(gains, key=gains.__getitem__)
    if gains[against] < 0:
        return _(
            "“%(above)s” has %(more)s points, “%(below)s” %(less)s. What weighs most is “%(most)s”; on “%(against)s” it is"
            " the other way round."
        ) % {**told, "against": part_told(against)}
    return _("“%(above)s” has %(more)s points, “%(below)s” %(less)s. What weighs most is “%(most)s”.") % told


def part_told(part: Part) -> str:
    return lowered(part_name(part))
