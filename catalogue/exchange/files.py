"""The formats: django-import-export reads and writes them. One sheet, of which the first line names the columns."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

import tablib
from django.utils.translation import gettext
from import_export.formats.base_formats import CSV, XLSX, YAML

from catalogue.entries.kinds import EntryKind
from catalogue.exchange.columns import cells, columns

FORMATS: dict[str, Any] = {"xlsx": XLSX, "csv": CSV, "yaml": YAML}
LONGEST_TITLE = 31
MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes UTF-8 for something else."""


@dataclass
class FileError(Exception):
    """Why a file can't be read at all, in a sentence."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    name: str
    content: bytes
    content_type: str


def written(kind: EntryKind, entries: Sequence[Any], ending: str) -> ExchangeFile:
    """All these entries, in the order in which they are given."""
    how = FORMATS[ending]()
    named = list(columns(kind.entry))
    table = tablib.Dataset(headers=named, title=kind.name[:LONGEST_TITLE])
    for entry in entries:
        row = cells(entry)
        table.append([row.get(name) for name in named])
    told = how.export_data(table)
    content = told if isinstance(told, bytes) else (told if ending == "yaml" else f"{BYTE_ORDER_MARK}{told}").encode()
    return ExchangeFile(f"{kind.name}.{ending}", content, how.get_content_type())


def rows_in(name: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of a file, each by column. Raises FileError for what is no such file."""
    ending = name.rpartition(".")[2].lower()
    if ending not in FORMATS:
        raise FileError(gettext("Give a file of which the name ends in .xlsx, .csv or .yaml."))
    if len(content) > MOST_BYTES:
        raise FileError(gettext("The file is larger than 10 MB: split it."))
    try:
        table = _table(ending, content)
    except FileError:
        raise
    except Exception as error:  # whatever a library makes of a broken file
        told = gettext(
            "We can't read this file as %(format)s: save it again in your spreadsheet, or export a fresh one."
        )
        raise FileError(told % {"format": ending}) from error
    if len(table) > MOST_ROWS:
        raise FileError(gettext("The file has more than 20,000 rows: split it."))
    if len(set(table.headers or ())) < len(table.headers or ()):
        raise FileError(gettext("A column appears twice in the first line: take one away."))
    return list(_filled(table))


def _table(ending: str, content: bytes) -> tablib.Dataset:
    if ending == "xlsx":
        _refuse_bombs(content)
        return XLSX().create_dataset(content)
    text = content.decode("utf-8-sig")
    if ending == "yaml":
        return YAML().create_dataset(text)
    first = text.partition("\n")[0]
    return CSV().create_dataset(text, delimiter=";" if first.count(";") > first.count(",") else ",")


def _refuse_bombs(content: bytes) -> None:
    try:
        packed = ZipFile(io.BytesIO(content))
    except BadZipFile as error:
        raise FileError(gettext("This is no workbook: save it as .xlsx.")) from error
    if sum(one.file_size for one in packed.infolist()) > 20 * MOST_BYTES:
        raise FileError(gettext("The file is larger than 10 MB: split it."))


def _filled(table: tablib.Dataset) -> Iterator[dict[str, Any]]:
    for row in table.dict:
        if any(cell not in (None, "") for cell in row.values()):
            yield {str(name): cell for name, cell in row.items() if name is not None}
