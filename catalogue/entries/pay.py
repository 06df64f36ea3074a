"""What a route pays: its ceiling, sums per unit, and figures that are no ceiling of today."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from catalogue import models as rows
from catalogue.entries.parts import Parts, codes, columns_of, slugs, words, words_of
from catalogue.entries.values import Count, Ids, Lax, Part, PartialDate, Ref, Words
from catalogue.vocabulary import FigureKind, UnitPer


def _plain(value: Decimal) -> Decimal:
    """Without the noughts behind the point that a database adds: one sum has one spelling."""
    return Decimal(format(value.normalize(), "f"))


Euros = Annotated[Decimal, Field(ge=0, max_digits=10, decimal_places=4), AfterValidator(_plain), Lax]
Percentage = Annotated[int, Field(ge=0, le=100)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class UnitEntry(Part):
    """A sum for each day, person, trip ... and when it holds; without `eur` it is paid but not known how much.

    `is_most`: real costs up to the sum. `is_extra`: only for some, not added up."""

    per: Annotated[UnitPer, Lax]
    eur: Euros | None = None
    is_most: bool = False
    is_extra: bool = False
    from_day: Count | None = None
    until_day: Count | None = None
    from_km: Count | None = None
    until_km: Count | None = None
    groups: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    as_of: PartialDate = ""
    when: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "UnitEntry":
        for first, last in ((self.from_day, self.until_day), (self.from_km, self.until_km)):
            if first is not None and last is not None and first > last:
                raise ValueError(f"{last} comes before {first}")
        return self

    @property
    def is_by_distance(self) -> bool:
        return self.from_km is not None or self.until_km is not None


class FigureEntry(Part):
    """A figure that tells something of the size: what it was until a year, what was given in one, another currency."""

    kind: Annotated[FigureKind, Lax]
    least: Count | None = None
    most: Count | None = None
    currency: Currency = "EUR"
    rate_pct: Percentage | None = None
    year: PartialDate = ""
    note: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "FigureEntry":
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"least {self.least} is above most {self.most}")
        return self


class AmountEntry(Part):
    min_eur: Count | None = None
    max_eur: Count | None = None
    max_rate_pct: Percentage | None = None
    some_rate_pct: Percentage | None = None
    """The larger share that only some get: the note says who."""
    note: Words | None = None
    units: list[UnitEntry] = []
    figures: list[FigureEntry] = []

    @model_validator(mode="after")
    def _in_order(self) -> "AmountEntry":
        if self.min_eur is not None and self.max_eur is not None and self.min_eur > self.max_eur:
            raise ValueError(f"min_eur {self.min_eur} is above max_eur {self.max_eur}")
        if self.some_rate_pct is not None and self.some_rate_pct <= (self.max_rate_pct or 100):
            raise ValueError(f"some_rate_pct {self.some_rate_pct} is not above max_rate_pct {self.max_rate_pct}")
        return self

    def __hash__(self) -> int:
        """Of what has a hash, so that templates can keep what they draw of it; equal values have equal ones."""
        return hash((self.min_eur, self.max_eur, self.max_rate_pct))

    @property
    def headline(self) -> UnitEntry | None:
        """The sum per unit that says most of it, where there is no ceiling: the first that everybody gets, whatever the
        distance; else the least of those that depend on it."""
        known = [unit for unit in self.units if unit.eur is not None and not unit.is_extra]
        same = next((unit for unit in known if not unit.is_by_distance), None)
        return same or min(known, key=lambda unit: unit.eur or 0, default=None)

    @property
    def farthest(self) -> UnitEntry | None:
        """Where the headline depends on the distance: what is paid for the farthest, for the same unit."""
        if (nearest := self.headline) is None or not nearest.is_by_distance:
            return None
        same = [unit for unit in self.units if unit.per is nearest.per and unit.is_by_distance and not unit.is_extra]
        return max(same, key=lambda unit: unit.eur or 0)


def unit_parts(value: UnitEntry) -> Parts:
    columns = value.model_dump(exclude={"groups", "places", "when"})
    return Parts(
        {**columns, **words("when", value.when)},
        links={"groups": ("group", value.groups), "places": ("place", value.places)},
    )


def unit_back(row: rows.Unit) -> dict[str, Any]:
    return {
        **columns_of(row, UnitEntry, "groups", "places", "when"),
        "groups": slugs(row.groups),
        "places": codes(row.places),
        "when": words_of(row, "when"),
    }


def figure_parts(value: FigureEntry) -> Parts:
    return Parts({**value.model_dump(exclude={"note"}), **words("note", value.note)})


def figure_back(row: rows.Figure) -> dict[str, Any]:
    return {**columns_of(row, FigureEntry, "note"), "note": words_of(row, "note")}
