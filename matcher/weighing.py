"""How the order comes about, for people: what each part of a score measures, and the rules that hold, as sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Instrument
from catalogue.models.words import Label
from matcher.current import Current
from matcher.engine.answers import Answers
from matcher.engine.criteria import Effect, Effort, Part, Rule, RuleId
from matcher.engine.ranking import ENOUGH_DAYS, WORTH_FROM_EUR
from matcher.models import Rule as RuleRow
from matcher.models import Scope
from matcher.previews import is_plain_advice, rule_sentence
from matcher.sentences import Teller, euros, part_name

SCOPES: dict[Scope, Label] = {
    Scope.EVERYTHING: gettext_lazy("For every route"),
    Scope.LEVEL: gettext_lazy("For all routes of a level"),
    Scope.PROGRAMME: gettext_lazy("For all routes of a programme"),
    Scope.INSTRUMENTS: gettext_lazy("For one route or a few"),
}
EFFECTS: dict[Effect, Label] = {
    Effect.EXCLUDE: gettext_lazy("What excludes"),
    Effect.REQUIRE: gettext_lazy("What is required"),
    Effect.POINTS: gettext_lazy("What gives or takes points"),
    Effect.ADVISE: gettext_lazy("What we advise"),
}


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
    Part.RULES: lambda: _("What the rules below that give or take points add up to."),
}


def parts_told(now: Current) -> list[PartTold]:
    """The parts of a score, the heaviest first."""
    weights = sorted(now.ruleset.weights.items(), key=lambda one: (-one[1], one[0]))
    return [PartTold(part_name(part), points, MEASURES[part]()) for part, points in weights]


@dataclass(frozen=True, slots=True)
class RuleShown:
    """Why, and the rule as a sentence ("" for advice that always holds), with the published routes that it names."""

    because: str
    sentence: str
    routes: tuple[Instrument, ...]
    source_url: str
    source_note: str


@dataclass(frozen=True, slots=True)
class RulesShown:
    """Rules with one scope and one effect."""

    scope: str
    effect: str
    rules: tuple[RuleShown, ...]


def rules_shown(now: Current, on: date) -> list[RulesShown]:
    """The rules that hold on a day: those for everything first, in each scope what excludes first."""
    held = {rule.id: rule for rule in now.ruleset.rules if rule.holds(on)}
    rows = list(
        RuleRow.objects.filter(slug__in=held)
        .select_related("programme", "level")
        .prefetch_related("conditions__question", "conditions__places", "conditions__groups", "instruments")
        .order_by("name")
    )
    teller = Teller(now.compiled(on), now.words, Answers())
    found = []
    for scope, scope_label in SCOPES.items():
        for effect, effect_label in EFFECTS.items():
            mine = [row for row in rows if row.scope == scope and row.effect == effect]
            if mine:
                shown = tuple(rule_shown(row, held[RuleId(row.slug)], teller) for row in mine)
                found.append(RulesShown(str(scope_label), str(effect_label), shown))
    return found


def rule_shown(row: RuleRow, rule: Rule, teller: Teller) -> RuleShown:
    return RuleShown(
        because=row.because,
        sentence="" if is_plain_advice(rule) else rule_sentence(row, teller),
        routes=tuple(one for one in row.instruments.all() if one.is_published),
        source_url=row.source_url,
        source_note=row.source_note,
    )
