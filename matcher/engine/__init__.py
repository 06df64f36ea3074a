"""The heart: which routes fit a set of answers on a day, why, and what would change it.

Plain typed Python over frozen values. No Django, no database, no clock, no language: the day is an argument, reasons
are codes and values. `matcher.rules` makes these values of what
is published; `matcher.speech` makes sentences of their codes."""
