"""Our templates as they are read: lines for who writes them, and no more space on the page than is meant.

A line may end beside the tag of a block (a paragraph, a row, a part of a drawing): no browser shows a space there, none is sent.
Elsewhere the end of a line is a space. Where none may come, a dash in a tag takes it away, as in Jinja:

    <p>
      <b>{{ one.name }}</b>
      {%- if one.short -%}
        , {{ one.short }}
      {%- endif -%}
    </p>

Tags of texts (`translate`, `blocktranslate`, `comment`) have no dash: `makemessages` reads the files as they are written."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

BLOCKS = (
    "address|article|aside|blockquote|body|br|caption|circle|col|colgroup|dd|defs|details|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|g|h[1-6]|head|header|hr|html|legend|li|line|link|main|meta|nav|ol|optgroup|option|p|path|pattern|polygon"
    "|rect|section|summary|symbol|table|tbody|td|tfoot|th|thead|tr|ul|use"
)
TAG_OF_A_BLOCK = rf"</?(?:{BLOCKS})\b(?:{{%.*?%}}|{{{{.*?}}}}|\"[^\"]*\"|'[^']*'|[^<>\"'{{]|{{(?![{{%]))*+>"
RULES = (
    (re.compile(r"\s*\{%-"), "{%"),
    (re.compile(r"-%\}\s*"), "%}"),
    (re.compile(rf"\s*\n\s*(?=</?(?:{BLOCKS})\b)"), ""),
    (re.compile(rf"({TAG_OF_A_BLOCK})\s*\n\s*"), r"\1"),
    (re.compile(r"\s*\n\s*"), " "),
)


def without_breaks(source: str) -> str:
    """A template on one line.

    >>> without_breaks("<b>\\n  {%- if a -%}\\n    x\\n  {%- endif -%}\\n</b>\\n\\n  <i></i>")
    '<b>{% if a %}x{% endif %}</b> <i></i>'
    >>> without_breaks("<ul>\\n  <li>\\n    x,\\n    y\\n  </li>\\n</ul>")
    '<ul><li>x, y</li></ul>'
    """
    for found, put in RULES:
        source = found.sub(put, source)
    return source


class OnOneLine(Loader):
    """Reads the pages of this project; those of other packages, and texts that are mailed, stay as they are."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return without_breaks(contents) if origin.name.endswith(".html") else contents
