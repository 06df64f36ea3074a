"""A rule on trial: what it would do, before it is kept, without writing it anywhere.

Three rulesets that differ in this one rule: without it, with it as it is published, and with it as it is written now. What
else waits to be published counts in all three, so that nothing but the rule makes a difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.address import Asked
from matcher.engine.classes import Classes
from matcher.engine.criteria import RuleId
from matcher.engine.effects import Reach, touches
from matcher.engine.evaluation import evaluate
from matcher.engine.places import Atlas
from matcher.engine.predicates import Predicate
from matcher.engine.ruleset import EngineRule
from matcher.engine.truth import Truth
from matcher.models import Persona
from matcher.proof.differing import differing
from matcher.proof.effects import Touched, Turn, fetched, stands, touched, turns
from matcher.proof.personas import read
from matcher.rules.entries import QuestionEntry, RuleEntry
from matcher.rules.ruleset import rule_of, scope_of
from matcher.rules.site import Site
from matcher.rules.words import pair


@dataclass(frozen=True, slots=True)
class Trial:
    """`rule` as it is written now, `was` as it is published, `on` the day in its period that is nearest to today."""

    rule: EngineRule
    was: EngineRule | None
    is_active: bool
    on: date
    without: Site
    in_force: Site
    written: Site

    @property
    def if_published(self) -> Site:
        """A rule that is out of use does nothing."""
        return self.written if self.is_active else self.without

    def touches(self) -> Iterator[Reach]:
        """Per route that the rule is for, the classes of answers that it touches. As though it were in use."""
        return touches(self.without.compiled(self.on), self.rule, self.written.words.offered())

    def clash(self) -> tuple[Predicate, ...]:
        """The fewest of its conditions, what it requires among them, that no answers meet together; none, where some do."""
        required = () if self.rule.require is None else (self.rule.require,)
        return Classes(self.written.compiled(self.on), self.written.words.offered()).clash((*self.rule.when, *required))

    def personas(self) -> tuple[Touched, ...]:
        """Those that change when it is published, each on its own day."""
        everyone, ruleset = list(Persona.objects.all()), self.written.ruleset
        atlases = {day: Atlas.on(day, ruleset.places, ruleset.groups) for day in {one.on for one in everyone}}
        personas = [one for one in everyone if self._may_touch(one, atlases[one.on])]
        those = differing(personas, self.in_force, self.if_published)
        return touched(fetched(those), self.in_force, self.if_published)

    def _may_touch(self, persona: Persona, atlas: Atlas) -> bool:
        """Whether the rule can make a difference: not where one of its conditions surely does not hold. Spares a match."""
        answers, _notes = read(persona.answers, self.written)
        return any(
            all(evaluate(one, answers, atlas, persona.on) is not Truth.NOT_MET for one in rule.when)
            for rule in (self.rule, self.was)
            if rule is not None and rule.holds(persona.on)
        )

    def asked(self, query: Mapping[str, Sequence[str]]) -> Asked:
        """The answers of an address; on the day of the trial where it names none."""
        given = {name: [*values] for name, values in query.items()}
        return address.read(given, self.written.ruleset, self.written.words, today=self.on)

    def tried(self, asked: Asked) -> tuple[Turn, ...]:
        """Every route for these answers, without the rule and with it."""
        return turns(*(stands(now, asked.answers, asked.on) for now in (self.without, self.written)))

    def truths(self, asked: Asked) -> Iterator[tuple[Predicate, Truth, bool]]:
        """What the answers make of each condition, and whether it is the one that the rule requires."""
        atlas = self.written.compiled(asked.on).atlas
        required = () if self.rule.require is None else (self.rule.require,)
        for predicate in (*self.rule.when, *required):
            yield predicate, evaluate(predicate, asked.answers, atlas, asked.on), predicate in required


def put_on_trial(entry: RuleEntry, site: Site, was: EngineRule | None, today: date) -> Trial:
    """Of a rule as it is written just now. `site` may or may not have it; `was` is what is public, if anything.

    Raises ValueError for a condition that is not complete."""
    rule = rule_of(entry, scope_of(entry, site.all(InstrumentEntry)), site.all(QuestionEntry))
    on = max(today, rule.since or today)
    if rule.until is not None:
        on = min(on, rule.until)
    words = replace(site.words, rules={**site.words.rules, entry.id: pair(entry.because)})
    told = site.with_ruleset(site.ruleset, words)
    return Trial(
        rule=rule,
        was=was,
        is_active=entry.is_active,
        on=on,
        without=with_rule(told, rule.id, None),
        in_force=with_rule(told, rule.id, was),
        written=with_rule(told, rule.id, rule),
    )


def with_rule(site: Site, name: RuleId, rule: EngineRule | None) -> Site:
    """The same ruleset with this rule in the place of the one of that name; without it for None."""
    rules = [one for one in site.ruleset.rules if one.id != name] + ([rule] if rule else [])
    return site.with_ruleset(replace(site.ruleset, rules=tuple(sorted(rules, key=lambda one: one.id))), site.words)
