"""Our templates as they are read: lines for who writes them, and no more space on the page than is meant.

A dash in a tag takes away the space on its side, as in Jinja: what belongs together without a space may stand on more lines.

    <span>{{ one.name }}
      {%- if one.short -%}
        , {{ one.short }}
      {%- endif -%}
    </span>

Tags of texts (`translate`, `blocktranslate`, `comment`) have none: `makemessages` reads the files as they are written."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

BEFORE = re.compile(r"\s*\{%-")
AFTER = re.compile(r"-%\}\s*")
INDENT = re.compile(r"\s*\n\s*")


def without_indents(source: str) -> str:
    """A template without the space that its dashes take away, without empty lines and indents.

    >>> without_indents("<b>\\n  {%- if a -%}\\n    x\\n  {%- endif -%}\\n</b>\\n\\n  <i></i>")
    '<b>{% if a %}x{% endif %}</b>\\n<i></i>'
    """
    return INDENT.sub("\n", AFTER.sub("%}", BEFORE.sub("{%", source)))


class WithoutIndents(Loader):
    """Reads the pages of this project; those of other packages, and texts that are mailed, stay as they are."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return without_indents(contents) if origin.name.endswith(".html") else contents
