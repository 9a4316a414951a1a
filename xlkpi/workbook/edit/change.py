"""What an edit asks for and what came of it, in the words of cells."""

from collections.abc import Mapping, Sequence
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
class Cached:
    """The result of a cell's formula, worked out anew; the formula stays as it is.

    Text may be empty, as the result of `=""`; None leaves the formula without a result.
    """

    sheet: str
    cell: str
    value: Plain


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another one of the workbook, such as `'Data record'!E14`."""

    target: str
    shown: str


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a new sheet's table."""

    heading: str
    width: float
    """In characters."""
    wraps: bool = False
    is_typed: bool = False
    """Whether officers may type in it; its cells have a light fill."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to add as the last tab: a title, a line on what it is about, and one table."""

    name: str
    title: str
    about: str
    table: str
    """The table's name."""
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[str | float | date | Link | None]]


@dataclass(frozen=True, slots=True)
class RemovedSheet:
    """A sheet to take out; with a NewSheet of its name in the same call it is written afresh."""

    name: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """The cells of a sheet to mark, and no others; their own formats stay."""

    sheet: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class NoHighlight:
    """A sheet whose marks go."""

    sheet: str


AnyEdit = Edit | NewRow | Cached | NewSheet | RemovedSheet | Highlight | NoHighlight
"""Whatever may be asked of a workbook."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that changed."""

    sheet: str
    cell: str
    old: Value
    new: Value
    is_result: bool = False
    """Whether it is the stored result of a formula that stays; both are then plain values."""


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited workbook as it now stands."""

    path: Path
    changes: tuple[Change, ...]
    """Empty when no cell's value changed, though sheets or marks may have come or gone."""
    backup: Path | None
    """The workbook as it was; None when it was not replaced."""
    notes: tuple[str, ...]
    """What an officer should know: what Excel will calculate, what shows as a plain number."""
    sha256: str
    """Of the file at `path`."""
    is_written: bool
    """Whether anything was to be done; else the file is as it was, to the byte."""
