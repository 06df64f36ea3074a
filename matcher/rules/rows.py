from typing import Any

from catalogue.entries.kinds import KINDS
from matcher.rules.holding import held
from matcher.rules.ruleset import timing_of as of_entry


def timing_of(row: Any) -> Any:
    entry: Any = held().edition.entry(("instrument", row.slug)) or KINDS["instrument"].value_of(row)
    return of_entry(entry)
