"""What an edit asks for and what came of it, in the words of cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CellError:
    """An Excel error, such as #N/A."""

    code: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and the value it had when it was last calculated."""

    text: str
    cached: "Plain" = None


Plain = float | int | str | bool | date | CellError | None
"""What a cell holds: a number, text, TRUE or FALSE, a date (and time), an error; None is blank."""

Value = Plain | Formula


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell of a sheet and what it shall hold; text stays text even where it begins with =."""

    sheet: str
    cell: str
    """The address as a sheet shows it, such as B7."""
    value: Value


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to add at a table's end: heading to value; other columns as the table has them."""

    table: str
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that changed."""

    sheet: str
    cell: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited workbook as it now stands."""

    path: Path
    changes: tuple[Change, ...]
    """Empty when every cell held its value already; then nothing was written."""
    backup: Path | None
    """The workbook as it was; None when it was not replaced."""
    notes: tuple[str, ...]
    """What an officer should know: what Excel will calculate, what shows as a plain number."""
    sha256: str
    """Of the file at `path`."""
