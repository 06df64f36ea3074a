"""What staff publish, as values for the engine: the ruleset, the words it speaks, and both compiled for a day.

One door: a page takes all that it asks of the catalogue and the rules from here. Sentences are made in `matcher.speech`."""
