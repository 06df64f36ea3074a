"""The languages in which everything is said: which there are, what they are called, and a text in that of the page.

A third language is a third column of each text (`catalogue.models.words`); `LANGUAGES` lists them in the order in which they
stand in for one another."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGES = ("nl", "en")
LANGUAGE_NAMES = {"nl": _("Dutch"), "en": _("English")}

Label: TypeAlias = "str | _StrPromise"
"""What something is called on a page: a text that is translated, there and then or once it is shown."""


def in_active_language(texts: Mapping[str, str]) -> str:
    """The text of a pair in the active language; where that is empty in Dutch, then in English, then ""."""
    active = (get_language() or "").partition("-")[0]
    return str(texts.get(active) or next((texts[language] for language in LANGUAGES if texts.get(language)), ""))
