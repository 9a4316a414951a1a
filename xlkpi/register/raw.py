"""Raw tables: cells as they were read, before anything is believed of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an officer's sheet."""

    letter: str
    heading: str
    index: int
    """Its place in a row of cells, column A being 0."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of cells by field; `number` is the row as the spreadsheet counts."""

    number: int
    cells: Mapping[str, object]
    columns: Mapping[str, Column] = field(default_factory=dict)
    """Columns of this row that differ from the table's (wide layouts)."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of one kind of record as they stand in one sheet."""

    table: str
    """The name of the Register's table, such as `results`."""
    file: str
    sheet: str
    columns: Mapping[str, Column]
    rows: Sequence[RawRow]
