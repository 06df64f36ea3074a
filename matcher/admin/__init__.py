"""The pages on which staff edit questions, rules and weights, and publish them. The ruleset's stamp keeps itself."""

from catalogue.admin.instrument import PREVIEWS
from matcher.admin import question, rule, version, weight
from matcher.previews import field_sentences

__all__ = ["question", "rule", "version", "weight"]

PREVIEWS.append(field_sentences)
