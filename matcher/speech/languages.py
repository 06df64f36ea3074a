"""Languages by their names, where a text begins with their codes."""

import re

from django.utils.translation import get_language_info

CODES = ("nl", "en", "fr", "de", "es", "ca", "ar", "it", "pt")
BETWEEN = re.compile(r"(, | en | of | and | or )")
CODES_FIRST = re.compile(rf"({'|'.join(CODES)})({BETWEEN.pattern}({'|'.join(CODES)})\b)*(?=$|[ ;,.]?[ (])")


def language_named(text: object) -> str:
    """The codes with which a text begins, in words: "nl of en (allebei)" is "Nederlands of Engels (allebei)"."""
    said = str(text)
    codes = CODES_FIRST.match(said)
    if codes is None:
        return said
    parts = BETWEEN.split(codes[0])
    parts[::2] = [str(get_language_info(code)["name_translated"]) for code in parts[::2]]
    return "".join(parts) + said[codes.end() :]
