"""The rows of the source files, as they stand."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

WORKBOOKS = Path(__file__).parents[1]
FOLDER = WORKBOOKS / "sources"

NOTICE = (
    "Demonstration register. Published figures are shown as published; series, targets and "
    "tolerances marked illustrative are made up. Not issued by Leeds City Council."
)
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
ILLUSTRATIVE = "Illustrative"
"""The first word of the source of everything that is made up."""

Source = Mapping[str, str]
Cells = dict[str, object]
"""Field to what its cell shall hold."""


@cache
def rows_of(name: str) -> Sequence[Source]:
    """Return the rows of a source file by heading."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def kpis() -> Mapping[str, Source]:
    """Return the source rows of the KPIs by reference."""
    return {row["ref"]: row for row in rows_of("kpis.csv")}


def number(text: str) -> float | None:
    """Return the number that a source's cell spells, or None for a blank one."""
    return float(text) if text.strip() else None


def cells(row: Source) -> Cells:
    """Return the row with its blanks as None."""
    return {field: text or None for field, text in row.items()}
