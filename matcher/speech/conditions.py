"""What is asked, as a part of a sentence, and the rules that are made of it: of nobody in particular, whatever was answered."""

from dataclasses import replace
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matcher.engine.answers import BASE
from matcher.engine.places import Area
from matcher.engine.predicates import (
    After,
    AllPlaces,
    AllWithin,
    AnsweredAs,
    AnsweredFrom,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Available,
    Before,
    Confirmed,
    CountsAtLeast,
    Destination,
    InTime,
    NoneOf,
    NoPlace,
    Not,
    OnDay,
    OpenToApply,
    Partnership,
    Predicate,
    Side,
    Sides,
)
from matcher.engine.ruleset import EngineRule, RuleEffect
from matcher.rules.words import say
from matcher.speech.naming import Namer
from matcher.speech.writing import all_of, at_most


def condition(predicate: Predicate, namer: Namer) -> str:
    """A predicate as a condition: "the goal is touring"."""
    match predicate:
        case AnyOf(question, values):
            return _("%(question)s: %(values)s") % _said(question, namer.options(question, values), namer)
        case AnsweredAs(question, values):
            return _("%(question)s: %(values)s, if you say so") % _said(
                question, namer.options(question, values), namer
            )
        case NoneOf(question, values):
            return _("%(question)s: not %(values)s") % _said(question, namer.options(question, values), namer)
        case AllWithin(question, values):
            return _("%(question)s: only %(values)s") % _said(question, namer.options(question, values), namer)
        case AnyPlace(question, area) if question == BASE:
            return _("you are established in %(area)s") % {"area": namer.area(area)}
        case NoPlace(question, area) if question == BASE:
            return _("you are not established in %(area)s") % {"area": namer.area(area)}
        case AnyPlace(question, area):
            return _("%(question)s lies in %(values)s") % _said(question, namer.area(area), namer)
        case NoPlace(question, area):
            return _("%(question)s does not lie in %(values)s") % _said(question, namer.area(area), namer)
        case AllPlaces(question, area) if question == BASE:
            return _("you are established in %(area)s alone") % {"area": namer.area(area)}
        case AllPlaces(question, area):
            return _("%(question)s lies wholly in %(values)s") % _said(question, namer.area(area), namer)
        case CountsAtLeast(question, area, count):
            said = _said(question, namer.area(area), namer) | {"count": count}
            return (
                ngettext(
                    "%(question)s counts at least %(count)d country in %(values)s",
                    "%(question)s counts at least %(count)d different countries, all in %(values)s",
                    count,
                )
                % said
            )
        case AtLeast(question, limit):
            return _("%(question)s is at least %(values)s") % _said(question, namer.number(question, limit), namer)
        case AtMost(question, limit):
            return _("%(question)s is at most %(values)s") % _said(question, namer.number(question, limit), namer)
        case AnsweredFrom(question, limit):
            return _("%(question)s is at least %(values)s, if you say so") % _said(
                question, namer.number(question, limit), namer
            )
        case Before(question, day):
            return _("%(question)s is before %(values)s") % _said(question, namer.day(day), namer)
        case After(question, day):
            return _("%(question)s is after %(values)s") % _said(question, namer.day(day), namer)
        case Destination(area):
            return _("a place counts in %(values)s") % {"values": namer.area(area)}
        case Partnership():
            return _("there are %(values)s") % {"values": partners_asked(predicate, namer)}
        case Sides():
            return _("there are %(values)s") % {"values": sides_asked(predicate, namer)}
        case OnDay(inside):
            return condition(inside, namer)
        case OpenToApply():
            return _("one can apply for it")
        case InTime():
            return _("the start can still be applied for")
        case Confirmed(check):
            return _("this holds: “%(statement)s”") % {"statement": say(namer.words.checks.get(check, {}))}
        case Available():
            return _("the route is open")
        case Not(AllWithin(question, values)):
            return _("%(question)s: not only %(values)s") % _said(question, namer.options(question, values), namer)
        case Not(AllPlaces(question, area)) if question == BASE:
            return _("you are not established in %(area)s alone") % {"area": namer.area(area)}
        case Not(AllPlaces(question, area)):
            return _("%(question)s does not lie wholly in %(values)s") % _said(question, namer.area(area), namer)
        case Not(opposite):
            return _("it does not hold that %(condition)s") % {"condition": condition(opposite, namer)}
        case _:
            assert_never(predicate)


def rule_sentence(rule: EngineRule, namer: Namer, scope: str, count: int = 1) -> str:
    """A rule as one sentence; `scope` names what it holds for, `count` how many names that are."""
    when = all_of(f"“{condition(predicate, namer)}”" for predicate in rule.when)
    said: dict[str, object] = {"scope": scope}
    match rule.effect:
        case RuleEffect.REQUIRE:
            said["required"] = condition(rule.require, namer) if rule.require else "…"
            then = ngettext("%(scope)s asks: “%(required)s”", "%(scope)s ask: “%(required)s”", count)
        case RuleEffect.EXCLUDE:
            then = ngettext("%(scope)s is out", "%(scope)s are out", count)
        case RuleEffect.POINTS:
            said["points"] = ngettext("%(points)+d point", "%(points)+d points", abs(rule.points)) % {
                "points": rule.points
            }
            then = ngettext("%(scope)s gets %(points)s", "%(scope)s get %(points)s", count)
        case RuleEffect.ADVISE:
            then = _("this advice is given with %(scope)s")
        case RuleEffect.LIMIT:
            said["sum"] = at_most(rule.max_eur, rule.max_rate_pct)
            then = ngettext("%(scope)s pays at most %(sum)s", "%(scope)s pay at most %(sum)s", count)
        case _:
            assert_never(rule.effect)
    if not when:
        return _("Always: %(then)s.") % {"then": then % said}
    return _("With %(when)s: %(then)s.") % {"when": when, "then": then % said}


def partners_asked(wanted: Partnership, namer: Namer) -> str:
    partners = ngettext("at least %(n)d partner", "at least %(n)d partners", wanted.min_partners) % {
        "n": wanted.min_partners
    }
    area = namer.area(wanted.area)
    if wanted.min_countries > 1:
        values = {"partners": partners, "n": wanted.min_countries, "area": area}
        match bool(wanted.min_partners), bool(wanted.area):
            case True, True:
                return _("%(partners)s in %(n)d different countries, all in %(area)s") % values
            case True, False:
                return _("%(partners)s in %(n)d different countries other than your own") % values
            case False, True:
                return _("partners in at least %(n)d different countries, all in %(area)s") % values
            case _:
                return _("partners in at least %(n)d different countries other than your own") % values
    if wanted.area or wanted.min_countries:
        if not wanted.min_partners:
            return _("a partner in %(area)s") % {"area": area}
        return _("%(partners)s in %(area)s") % {"partners": partners, "area": area}
    return partners


def together(wanted: Sides, namer: Namer) -> str:
    """Where a partnership has members, as a sentence."""
    return _("Together you are established in: %(sides)s.") % {"sides": _each_side(wanted, namer)}


def sides_asked(wanted: Sides, namer: Namer) -> str:
    """A member on each of two sides is a partner already, and a side that is named need not be named again."""
    partnership = wanted.partnership
    sides = all_of(_one_of_you(side, namer) for side in wanted.sides)
    is_said = len(wanted.sides) > max(1, partnership.min_partners) and partnership.min_countries <= 1
    if is_said or not (partnership.min_partners or partnership.min_countries):
        return sides
    if any(side.area == partnership.area for side in wanted.sides):
        partnership = replace(partnership, area=Area())
    return _("%(partners)s, and %(sides)s") % {"partners": partners_asked(partnership, namer), "sides": sides}


def _one_of_you(side: Side, namer: Namer) -> str:
    said = {"area": namer.area(side.area), "n": side.least}
    return (_("%(n)d of you in %(area)s") if side.least > 1 else _("one of you in %(area)s")) % said


def _each_side(wanted: Sides, namer: Namer) -> str:
    return all_of(
        namer.area(side.area)
        if side.least == 1
        else _("%(area)s (at least %(n)d)") % {"area": namer.area(side.area), "n": side.least}
        for side in wanted.sides
    )


def _said(question: str, values: str, namer: Namer) -> dict[str, object]:
    return {"question": namer.question(question), "values": values}
