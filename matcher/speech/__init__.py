"""Codes and values as sentences, in the active language: reasons, changes, what a route asks, what a rule says.

Nothing is decided here: the engine did, and the pages say where a sentence stands."""
