"""A table as a file for spreadsheets."""

import csv
from collections.abc import Iterable
from io import StringIO

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """CSV in UTF-8, marked as such at its beginning: spreadsheets read accents wrongly without the mark."""
    written = StringIO()
    csv.writer(written).writerows([harmless(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay as they are."""
    if isinstance(value, str) and value.lstrip(" ").startswith(BEGINS_A_FORMULA):
        return f"'{value}"
    return value
