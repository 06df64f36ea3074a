from matcher.rules.holding import held as current
from matcher.rules.site import Site as Current

__all__ = ["Current", "current"]
