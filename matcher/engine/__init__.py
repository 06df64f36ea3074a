"""The heart: which routes fit a set of answers on a day, why, and what would change it.

Plain typed Python over frozen values. No Django, no database, no clock, no language: the day is an argument, reasons
are codes and values. `matcher.rules` makes these values of what
is published; `matcher.speech` makes sentences of their codes.

What lives where, from the ground up (docs/engine.md says it of each module; tests/test_house.py holds the order):

- what is said and told: `truth`, `answers`, `days`, `places`, `money`;
- dates: `timing` (what a source tells), `due`, `chances` (the rounds), `availability`, `agenda` (any start);
- conditions: `predicates`, `evaluation`, `criteria`, `demands`;
- all that decides: `ruleset`, `plan_changes`, `through`;
- what comes out: `verdicts`, `ranking`, `stacking`;
- a ruleset on a day: `bitmaps`, `tables`, `timetable`, `checks`, `criteria_index`, `judging`, and `compile` over them;
- answers to routes: `points`, `openers`, `choices`, `asking`, `judgement`, `overview`, `explaining`, `shortlist`, `match`;
- the rules themselves looked at: `coverage`, `classes`, `effects`, `endings`, `verify`."""
