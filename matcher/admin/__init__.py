"""The pages on which staff edit questions, rules and weights. The ruleset's stamp keeps itself."""

from catalogue.admin.instrument import PREVIEWS
from matcher.admin import question, rule, weight
from matcher.previews import field_sentences

__all__ = ["question", "rule", "weight"]

PREVIEWS.append(field_sentences)
