"""Whether the reason that a rule gives says what it asks: its limits, and the answers that it names.

The reason is written from the source, in both languages, and read by the visitor; a limit or an answer that it does not say,
or an answer that it says and the rule does not ask for, is a slip in one of the two."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from matcher.models import Operator, Then
from matcher.proof.sentences.holding import in_language
from matcher.proof.sentences.reading import number_of
from matcher.proof.sentences.vocabulary import AMOUNT, LANGUAGES, MONTHS, NUMBERS
from matcher.rules.entries import ConditionEntry, RuleEntry

OPTIONS = Path(__file__).with_name("words_of_options.yaml")
DAYS_OF = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
BELOW: Mapping[str, str] = {"nl": r"jonger dan|minder dan|onder de", "en": r"younger than|less than|fewer than|under"}
ABOVE: Mapping[str, str] = {"nl": r"ouder dan|meer dan|boven de", "en": r"older than|more than|over"}
LEAST: Mapping[str, str] = {"nl": r"minstens|minimaal|vanaf|van", "en": r"at least|from|aged"}
MOST: Mapping[str, str] = {"nl": r"hoogstens|maximaal|tot|tot en met", "en": r"at most|up to|to"}
FROM = (Operator.AT_LEAST, Operator.ANSWERED_FROM)
ALONE: Mapping[str, str] = {"nl": r"alleen|groep|groepen|duo", "en": r"alone|group|groups|duos?|on your own"}
"""Words that tell one person from more."""


def unsaid_of_rule(rule: RuleEntry) -> Iterator[str]:
    """What a rule that decides asks and its reason does not say in both languages, or the other way round; as codes."""
    if rule.then == Then.ADVISE:
        return
    for condition, is_asked in asked(rule):
        if condition.number is not None and condition.operator in (*FROM, Operator.AT_MOST):
            edge = condition.number - (condition.operator in FROM)
            is_least = (condition.operator in FROM) == is_asked
            if not all(
                edge in edges_said(in_language(rule.because, name), name, condition.question, is_least)
                for name in LANGUAGES
            ):
                yield f"{condition.question} {condition.operator} {condition.number}"
    for name, paid in (("max_eur", rule.max_eur), ("max_rate_pct", rule.max_rate_pct)):
        if paid is not None and not all(
            paid in [number for _, number, _ in numbers(in_language(rule.because, one), one)] for one in LANGUAGES
        ):
            yield f"{name} {paid}"
    yield from _options(rule)


def asked(rule: RuleEntry) -> Iterator[tuple[ConditionEntry, bool]]:
    """The conditions of a rule, and whether one must meet each: one must not meet what an exclusion names."""
    for condition in rule.when:
        yield condition, rule.then != Then.EXCLUDE
    if rule.require is not None:
        yield rule.require, True


def edges_said(text: str, language: str, question: str, is_least: bool) -> frozenset[int]:
    """Between which numbers a text draws a line, by the lower of the two. A number alone is the first or the last that counts,
    whichever is asked about (`is_least`)."""
    found = set[int]()
    for before, number, after in numbers(text, language):
        for least, most in spans(number, after, text, language, question):
            if re.search(rf"(?i)\b(?:{BELOW[language]})\s$", before):
                found.add(least - 1)
            elif re.search(rf"(?i)\b(?:{ABOVE[language]})\s$", before):
                found.add(most)
            elif re.search(rf"(?i)\b(?:{LEAST[language]})\s$", before):
                found.add(least - 1)
            elif re.search(rf"(?i)\b(?:{MOST[language]})\s$", before):
                found.add(most)
            else:
                found.add(least - 1 if is_least else most)
    if question == "people" and re.search(rf"(?i)\b(?:{ALONE[language]})\b", text):
        found.add(1)
    return frozenset(found)


def numbers(text: str, language: str) -> Iterator[tuple[str, int, str]]:
    """Every whole number of a text, one among them, with what stands before and after it."""
    ones = {"nl": "een|één", "en": "one"}[language]
    for found in re.finditer(rf"(?i)(?<![\w.,-])(?:{AMOUNT}|\b(?:{ones}|{'|'.join(NUMBERS[language])})\b)", text):
        number = 1.0 if re.fullmatch(rf"(?i){ones}", found[0]) else number_of(found[0], language)
        yield text[: found.start()], int(number), text[found.end() :]


def spans(number: int, after: str, text: str, language: str, question: str) -> Iterator[tuple[int, int]]:
    """A number with its unit as the question counts it: the least and the most that it can be. Two months have 59 to 62 days,
    or as many as the months that the text names; who counts thirty days to a month is right too."""
    beside = r"(?:\s*(?:,|tot|of|en|to|or|and|tot en met)\s*\w+)*\s"
    unit = {
        "nl": {"week": "weken|week", "month": "maanden|maand", "year": "jaren|jaar", "day": "dagen|dag"},
        "en": {"week": "weeks?", "month": "months?", "year": "years?", "day": "days?"},
    }[language]
    followed = next((name for name, form in unit.items() if re.match(rf"(?i){beside}(?:{form})\b", after)), "")
    match question, followed:
        case "days", "week":
            yield number * 7, number * 7
        case "days", "month":
            lengths = _lengths(number, text, language)
            yield min(*lengths, number * 30), max(*lengths, number * 30)
        case "days", "day" | "":
            yield number, number
        case "months", "year":
            yield number * 12, number * 12
        case "months", "month":
            yield number, number
        case "days" | "months", _:
            return
        case _:
            yield number, number


def _lengths(months: int, text: str, language: str) -> tuple[int, ...]:
    """How many days so many months in a row have: those that the text names, or any."""
    named = [MONTHS[language].split("|").index(one) for one in re.findall(MONTHS[language], text)]
    starts = [start for start, end in pairwise(named) if (end - start) % 12 + 1 == months] or range(12)
    lengths = [sum(DAYS_OF[(start + place) % 12] for place in range(months)) for start in starts]
    leap = [
        length + 1
        for start, length in zip(starts, lengths, strict=True)
        if 1 in {(start + place) % 12 for place in range(months)}
    ]
    return (*lengths, *leap)


OptionWords = Mapping[str, Mapping[str, Mapping[str, str]]]


@cache
def words_of_options() -> OptionWords:
    """By question and option, the expression by which each language says it."""
    read: OptionWords = yaml.safe_load(OPTIONS.read_text(encoding="utf-8"))
    return read


def _options(rule: RuleEntry) -> Iterator[str]:
    """An answer that is asked for and not said in both languages, or said in both and not asked for."""
    named: dict[str, set[str]] = {}
    for condition, _is_asked in asked(rule):
        if condition.options:
            named.setdefault(condition.question, set()).update(condition.options)
    for question, options in named.items():
        words = words_of_options().get(question, {})
        said = {
            option
            for option, forms in words.items()
            if all(re.search(rf"(?i){forms[name]}", in_language(rule.because, name)) for name in LANGUAGES)
        }
        for option in sorted(options ^ said):
            yield f"{question} {option}"
