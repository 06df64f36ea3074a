"""Codes and values as sentences, in the active language: reasons, changes, what a route asks, what a rule says.

`sentences` says why a criterion holds or not with some answers, `conditions` what is asked whatever anybody answers, `naming`
what options and places are called in a sentence. Nothing is decided here: the engine did, and the pages say where a sentence
stands."""
