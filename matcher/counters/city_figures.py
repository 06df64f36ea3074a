"""Figures that cities have of themselves, read from a file (docs/counters.md says which columns).

All of a file comes in or nothing of it. The same file again changes nothing; another number for the same city, year and figure
takes the place of the one of before."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from catalogue.models.limits import FIRST_YEAR
from matcher.answers.spellings import whole_number
from matcher.models.counted import CityFigure

COLUMNS = ("city", "year", "figure", "number", "source")
MOST_LINES = 20_000
MOST_BYTES = 5_000_000
MOST = 10**12
LONGEST = {"city": 80, "figure": 160, "source": 300}


@dataclass(frozen=True, slots=True)
class FigureLine:
    city: str
    year: int
    figure: str
    number: int
    source: str

    @property
    def key(self) -> tuple[str, int, str]:
        return self.city, self.year, self.figure


@dataclass(frozen=True, slots=True)
class FiguresRead:
    added: int
    changed: int
    unchanged: int


class FiguresRefusedError(Exception):
    """What is wrong, a sentence for each line of the file that is."""

    def __init__(self, told: list[str]) -> None:
        super().__init__("\n".join(told))
        self.told = told


def read_figures(content: bytes, on: date) -> FiguresRead:
    """Raises FiguresRefusedError, having written nothing."""
    lines = figures_in(content, on)
    with transaction.atomic():
        there = {(one.city, one.year, one.figure): one for one in CityFigure.objects.select_for_update()}
        fresh, changed = [], []
        for line in lines:
            row = there.get(line.key)
            if row is None:
                values = {"number": line.number, "source": line.source, "read_on": on}
                fresh.append(CityFigure(city=line.city, year=line.year, figure=line.figure, **values))
            elif (row.number, row.source) != (line.number, line.source):
                row.number, row.source, row.read_on = line.number, line.source, on
                changed.append(row)
        CityFigure.objects.bulk_create(fresh)
        CityFigure.objects.bulk_update(changed, ["number", "source", "read_on"])
    return FiguresRead(len(fresh), len(changed), len(lines) - len(fresh) - len(changed))


def figures_in(content: bytes, on: date) -> list[FigureLine]:
    """The lines of a file, each once. Raises FiguresRefusedError."""
    if len(content) > MOST_BYTES:
        raise FiguresRefusedError([_("The file is larger than 5 MB.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FiguresRefusedError([_("The file is no text in UTF-8: save it as “CSV UTF-8”.")]) from None
    head = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    told: list[str] = []
    found: dict[tuple[str, int, str], FigureLine] = {}
    try:
        if missing := [one for one in COLUMNS if one not in (reader.fieldnames or ())]:
            names = {"missing": ", ".join(missing), "columns": ", ".join(COLUMNS)}
            message = _("Line 1: the columns are %(columns)s; missing is %(missing)s.") % names
            raise FiguresRefusedError([message])
        for row in reader:
            number = reader.line_num
            if number > MOST_LINES:
                raise FiguresRefusedError([_("The file has more than 20,000 lines.")])
            wrong = list(wrong_in(row, on))
            line = None if wrong else line_of(row)
            if line and found.setdefault(line.key, line) != line:
                wrong = [_("the same city, year and figure stand above with another number or source")]
            told += [_("Line %(number)d: %(what)s.") % {"number": number, "what": one} for one in wrong]
    except csv.Error as error:
        raise FiguresRefusedError(
            [_("Line %(number)d: %(what)s.") % {"number": reader.line_num, "what": error}]
        ) from None
    if told:
        raise FiguresRefusedError(told)
    return [*found.values()]


def line_of(row: Mapping[str, str]) -> FigureLine:
    values = {name: " ".join(str(row[name]).split()) for name in COLUMNS}
    number = whole_number(values["number"])
    assert number is not None, "it was looked at"
    return FigureLine(values["city"], int(values["year"]), values["figure"], number, values["source"])


def wrong_in(row: Mapping[str, str | None], on: date) -> Iterator[str]:
    """What no line may say, in the order of its columns."""
    values = {name: " ".join(str(row[name] or "").split()) for name in COLUMNS}
    if None in row:
        yield _("it has more columns than the first line")
    for name, longest in LONGEST.items():
        if not values[name]:
            yield _("“%(column)s” is empty") % {"column": name}
        elif len(values[name]) > longest or not values[name].isprintable():
            yield _("“%(column)s” is longer than %(most)d characters, or holds none that can be printed") % {
                "column": name,
                "most": longest,
            }
    year = values["year"]
    if not (year.isascii() and year.isdecimal() and FIRST_YEAR <= int(year[:5]) <= on.year):
        yield _("“%(value)s” is no year up to this one") % {"value": year[:20]}
    number = whole_number(values["number"])
    if number is None or number > MOST:
        yield _("“%(value)s” is no whole number") % {"value": values["number"][:20]}
    if values["source"] and not is_web(values["source"]):
        yield _("“%(value)s” is no address like https://www.example.org/figures") % {"value": values["source"][:80]}


def is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and not set(text) & set(' <>"')
