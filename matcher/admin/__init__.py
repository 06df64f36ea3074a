"""The pages on which staff edit questions, rules, weights and personas, and publish. The ruleset's stamp keeps itself."""

from catalogue.admin.instrument import PREVIEWS
from catalogue.admin.uses import FINDERS
from catalogue.differences import VALUES
from matcher.admin import persona, question, rule, version, weight
from matcher.models import Condition
from matcher.proof.uses import naming
from matcher.speech.previews import field_sentences, option_names

__all__ = ["persona", "question", "rule", "version", "weight"]

PREVIEWS.append(field_sentences)
VALUES[str(Condition._meta.get_field("options"))] = option_names
FINDERS.append(naming)
