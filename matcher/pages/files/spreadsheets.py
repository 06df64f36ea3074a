"""A table as a file for spreadsheets: CSV, or a workbook with typed columns. Nothing in it is run."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO

import xlsxwriter

from matcher.answers.notes import Note

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, NARROWEST = 60, 10
"""Of a column, in letters."""
LONGEST = 32_767
"""As many letters as a cell of a workbook takes."""


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """CSV in UTF-8, marked as such at its beginning: spreadsheets read accents wrongly without the mark."""
    written = StringIO()
    csv.writer(written).writerows([harmless(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def notes_below(notes: Iterable[Note]) -> list[list[str]]:
    """The lines below a table that say what of its address was not understood; none where all was."""
    told = [note.message for note in notes if not note.is_read]
    return [[], *[[one] for one in told]] if told else []


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay as they are."""
    if isinstance(value, str) and value.lstrip(" ").startswith(BEGINS_A_FORMULA):
        return f"'{value}"
    return value


def workbook_file(sheets: Iterable[tuple[str, Sequence[Sequence[object]]]], on: date) -> bytes:
    """Each sheet by its name; its first row names the columns. Days are days, numbers numbers, and text is only text. The same
    rows give the same bytes on the same day."""
    written = BytesIO()
    only_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(written, {"in_memory": True, **only_text})
    book.set_properties({"created": datetime.combine(on, time(), UTC).replace(tzinfo=None)})
    head, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, datetime.combine(value, time()), day)
                elif isinstance(value, int | float):
                    sheet.write_number(number, place, value)
                elif value not in (None, ""):
                    sheet.write_string(number, place, str(value)[:LONGEST], head if number == 0 else text)
        for place in range(len(rows[0])):
            longest = max(len(str(row[place] if row[place] is not None else "")) for row in rows)
            sheet.set_column(place, place, min(max(longest, NARROWEST), WIDEST))
        if len(rows) > 1:
            sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    book.close()
    return written.getvalue()
