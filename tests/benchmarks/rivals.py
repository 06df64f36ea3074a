"""The same work, done otherwise: verdict with three values, points and the first fifty, one instrument after the other.

All are given the same simplification, in their favour: dates are compared as a precomputed earliest and latest start, and
where the visitor's own country lies plays no part. `loop` tests each condition in Python over dicts; `sets` does so with
frozensets and precomputed closures of places; the libraries get one rule per instrument, parsed beforehand, and the verdict
needs one evaluation per condition, for they know two values only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.engine.answers import Answers, QuestionName
from matcher.engine.chances import chances_from
from matcher.engine.compile import Compiled
from matcher.engine.timing import Starts, TimingKind, earliest_start

Work = Callable[[Answers], list[str]]
FIRST = 50


@dataclass(frozen=True)
class Plain:
    """An instrument as a plain record, places written out."""

    name: str
    goals: list[str]
    applicants: list[str]
    disciplines: list[str]
    base: list[str]
    where: list[str]
    partners: int
    threshold: int
    starts: list[tuple[str, str]]
    max_eur: int | None
    rate: int | None


def plain(compiled: Compiled) -> list[Plain]:
    tree, atlas = compiled.atlas.tree, compiled.atlas

    def codes(area: Any) -> list[str]:
        full = atlas.ground(area).full
        return sorted(code for code in tree.places if not full.isdisjoint(tree.line(code)))

    found = []
    for one in compiled.instruments:
        starts = [chance.starts for chance in chances_from(one.timing, compiled.on)]
        if one.timing.kind is TimingKind.ROLLING:
            starts = [Starts(earliest_start(one.timing, compiled.on))]
        found.append(
            Plain(
                name=one.sort_name,
                goals=sorted(one.goals),
                applicants=sorted(one.applicants),
                disciplines=sorted(one.disciplines),
                base=codes(one.base),
                where=codes(one.where),
                partners=one.min_partners or 0,
                threshold=one.amount.min_eur or 0 if one.min_is_threshold else 0,
                starts=[(s.since.isoformat(), (s.until or date.max).isoformat()) for s in starts],
                max_eur=one.amount.max_eur,
                rate=one.amount.max_rate_pct,
            )
        )
    return found


def flat(answers: Answers) -> dict[str, Any]:
    """Answers as plain data; what is not answered is None."""
    names = ("goal", "applicant", "discipline", "base", "place", "start", "budget", "partners")
    values = {name: answers.values.get(QuestionName(name)) for name in names}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def score(one: Plain, given: dict[str, Any]) -> int:
    points = 0
    if given["goal"] and one.goals:
        points += 25 * sum(1 for goal in given["goal"] if goal in one.goals) // len(given["goal"])
    if given["discipline"] and one.disciplines:
        points += 10 if len(one.disciplines) <= 6 else 5
    budget = given["budget"]
    if budget and (one.max_eur or one.rate):
        by_rate = budget * (one.rate or 100) // 100
        points += 20 * min(by_rate, one.max_eur or by_rate) // budget
    return points


def ordered(judged: list[tuple[int, int, str]]) -> list[str]:
    return [name for _verdict, _points, name in sorted(judged)[:FIRST]]


def verdict(failing: int, unknown: int) -> int:
    return 3 if failing > 1 else 2 if failing else 1 if unknown else 0


def loop(compiled: Compiled) -> Work:
    """Plain dicts and lists."""
    records = [vars(one) | {"plain": one} for one in plain(compiled)]

    def work(answers: Answers) -> list[str]:
        given = flat(answers)
        judged = []
        for record in records:
            failing = unknown = 0
            for question, field in (
                ("goal", "goals"),
                ("applicant", "applicants"),
                ("discipline", "disciplines"),
                ("base", "base"),
                ("place", "where"),
            ):
                if not record[field]:
                    continue
                if given[question] is None:
                    unknown += 1
                elif not any(value in record[field] for value in given[question]):
                    failing += 1
            if record["partners"]:
                if given["partners"] is None:
                    unknown += 1
                elif given["partners"] < record["partners"]:
                    failing += 1
            if record["threshold"]:
                if given["budget"] is None:
                    unknown += 1
                elif given["budget"] < record["threshold"]:
                    failing += 1
            if record["starts"]:
                if given["start"] is None:
                    unknown += 1
                elif not any(since <= given["start"] <= until for since, until in record["starts"]):
                    failing += 1
            judged.append((verdict(failing, unknown), -score(record["plain"], given), record["name"]))
        return ordered(judged)

    return work


def sets(compiled: Compiled) -> Work:
    """Frozensets made beforehand; the fastest plain loop that we know how to write."""
    records = [
        (
            one,
            tuple(
                (question, frozenset(values))
                for question, values in (
                    ("goal", one.goals),
                    ("applicant", one.applicants),
                    ("discipline", one.disciplines),
                    ("base", one.base),
                    ("place", one.where),
                )
                if values
            ),
        )
        for one in plain(compiled)
    ]

    def work(answers: Answers) -> list[str]:
        given = flat(answers)
        chosen = {name: set(value) if isinstance(value, list) else value for name, value in given.items()}
        judged = []
        for one, tests in records:
            failing = unknown = 0
            for question, values in tests:
                said = chosen[question]
                if said is None:
                    unknown += 1
                elif values.isdisjoint(said):
                    failing += 1
            if one.partners:
                said = given["partners"]
                unknown += said is None
                failing += said is not None and said < one.partners
            if one.threshold:
                said = given["budget"]
                unknown += said is None
                failing += said is not None and said < one.threshold
            if one.starts:
                said = given["start"]
                unknown += said is None
                failing += said is not None and not any(since <= said <= until for since, until in one.starts)
            judged.append((verdict(failing, unknown), -score(one, given), one.name))
        return ordered(judged)

    return work


def json_logic_library(compiled: Compiled) -> Work:
    """json-logic-qubit: one expression per condition, evaluated one after the other."""
    from json_logic import jsonLogic

    def any_in(question: str, values: list[str]) -> dict[str, Any]:
        return {"some": [{"var": question}, {"in": [{"var": ""}, values]}]}

    records = []
    for one in plain(compiled):
        tests: list[tuple[str, dict[str, Any]]] = [
            (question, any_in(question, values))
            for question, values in (
                ("goal", one.goals),
                ("applicant", one.applicants),
                ("discipline", one.disciplines),
                ("base", one.base),
                ("place", one.where),
            )
            if values
        ]
        if one.partners:
            tests.append(("partners", {">=": [{"var": "partners"}, one.partners]}))
        if one.threshold:
            tests.append(("budget", {">=": [{"var": "budget"}, one.threshold]}))
        if one.starts:
            spans = [{"and": [{"<=": [s, {"var": "start"}]}, {"<=": [{"var": "start"}, u]}]} for s, u in one.starts]
            tests.append(("start", {"or": spans}))
        records.append((one, tests))

    def work(answers: Answers) -> list[str]:
        given = flat(answers)
        judged = []
        for one, tests in records:
            failing = unknown = 0
            for question, test in tests:
                if given[question] is None:
                    unknown += 1
                elif not jsonLogic(test, given):
                    failing += 1
            judged.append((verdict(failing, unknown), -score(one, given), one.name))
        return ordered(judged)

    return work


def rule_engine_library(compiled: Compiled) -> Work:
    """rule-engine: one parsed rule per condition, evaluated one after the other."""
    import rule_engine

    parsed: dict[str, Any] = {}

    def rule(text: str) -> Any:
        if text not in parsed:
            parsed[text] = rule_engine.Rule(text)
        return parsed[text]

    def listed(values: list[str]) -> str:
        return "[" + ", ".join(f'"{value}"' for value in values) + "]"

    records = []
    for one in plain(compiled):
        tests = [
            (question, rule(f"[x for x in {question} if x in {listed(values)}].length > 0"))
            for question, values in (
                ("goal", one.goals),
                ("applicant", one.applicants),
                ("discipline", one.disciplines),
                ("base", one.base),
                ("place", one.where),
            )
            if values
        ]
        if one.partners:
            tests.append(("partners", rule(f"partners >= {one.partners}")))
        if one.threshold:
            tests.append(("budget", rule(f"budget >= {one.threshold}")))
        if one.starts:
            spans = " or ".join(f'(start >= "{since}" and start <= "{until}")' for since, until in one.starts)
            tests.append(("start", rule(spans)))
        records.append((one, tests))

    def work(answers: Answers) -> list[str]:
        given = flat(answers)
        judged = []
        for one, tests in records:
            failing = unknown = 0
            for question, test in tests:
                if given[question] is None:
                    unknown += 1
                elif not test.matches(given):
                    failing += 1
            judged.append((verdict(failing, unknown), -score(one, given), one.name))
        return ordered(judged)

    return work
