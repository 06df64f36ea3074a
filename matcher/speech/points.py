"""The parts of a score in words, in the active language: what each is called, and why it gives its points."""

from collections.abc import Callable
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.engine.ruleset import Part
from matcher.engine.verdicts import ScorePart, Why
from matcher.rules.words import Words, say
from matcher.speech.writing import euros

PART_NAMES: dict[Part, Callable[[], str]] = {
    Part.GOAL: lambda: _("Your goal"),
    Part.SPECIFICITY: lambda: _("Made for you"),
    Part.SHARE: lambda: _("Share of your budget"),
    Part.TIME: lambda: _("Time left"),
    Part.EFFORT: lambda: _("Worth the work"),
    Part.THEME: lambda: _("Your theme"),
    Part.RULES: lambda: _("Rules of the support centres"),
}


def part_name(part: Part) -> str:
    return PART_NAMES[part]()


def why_points(scored: ScorePart, words: Words) -> str:
    """Why a part gives its points."""
    values = scored.values
    match scored.why:
        case Why.GOALS_SERVED:
            return ngettext(
                "Serves the goal that you named: %(served)d of %(asked)d.",
                "Serves %(served)d of the %(asked)d goals that you named.",
                values[1],
            ) % {"served": values[0], "asked": values[1]}
        case Why.GOAL_UNKNOWN:
            return _("You named no goal yet.")
        case Why.SPECIFIC:
            return _specific(*values)
        case Why.SHARE_COVERED:
            return _("Can cover %(percent)d%% of your budget.") % {"percent": values[0]}
        case Why.RATE_ALONE:
            return _("Pays at most %(percent)d%% of the costs that count.") % {"percent": values[0]}
        case Why.SHARE_UNKNOWN:
            return _("It is not known how much this route can cover.")
        case Why.BUDGET_UNKNOWN:
            return _("You named no budget yet.")
        case Why.DAYS_LEFT:
            return ngettext("%(days)d day left to apply.", "%(days)d days left to apply.", values[0]) % {
                "days": values[0]
            }
        case Why.ROUND_UNKNOWN:
            return _("Which round is for this start, and when it closes, is not known.")
        case Why.ANY_TIME:
            return _("You can apply at any time.")
        case Why.DATE_UNKNOWN:
            return _("Too late for the start that you named.")
        case Why.NOT_OPEN:
            return _("Not open as far as we know, and no day is known.")
        case Why.EFFORT:
            if not values[0]:
                return _("The application asks little work.")
            return _("The application asks work: worth it from about %(amount)s.") % {"amount": euros(values[0])}
        case Why.THEMES_SHARED:
            return ngettext(
                "Shares the theme that you chose: %(shared)d of %(asked)d.",
                "Shares %(shared)d of the %(asked)d themes that you chose.",
                values[1],
            ) % {"shared": values[0], "asked": values[1]}
        case Why.THEME_UNKNOWN:
            return _("You chose no theme.")
        case Why.RULES_APPLIED:
            because = " ".join(say(words.rules.get(rule, {})) for rule in scored.rules)
            return because or _("No rule gives or takes points here.")
        case _:
            assert_never(scored.why)


def _specific(discipline: int, place: int) -> str:
    if discipline >= 3 and place >= 3:
        return _("Made for your discipline and for this place.")
    if discipline >= 3:
        return _("Made for your discipline.")
    if place >= 3:
        return _("Made for this place.")
    if discipline or place:
        return _("Open to more disciplines and places than yours.")
    return _("Open to all disciplines and places.")
