"""Where the rows of one of the Register's tables are found in a council's own files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlkpi.workbook.layout import LAYOUTS, Layout


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of a wide sheet that holds one period's values."""

    heading: str
    period: str
    others: Mapping[str, str] = field(default_factory=dict)
    """Other fields of the same record with the headings of their columns."""


@dataclass(frozen=True, slots=True)
class TableSource:
    """One sheet that fills one table, with what the sheet itself does not say."""

    fills: str
    """The name of the table: a key of `LAYOUTS`."""
    path: Path
    sheet: str
    header_row: int | None = None
    """As the spreadsheet counts; None is found by its headings."""
    header_rows: int = 1
    """How many rows make the headings, `header_row` being the last of them."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Field to the council's own heading, where it differs; blank says there is none."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Field to the value that every row has."""
    each: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """KPI ref to fields that the sheet does not give for it; they win over the sheet."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field to the council's own words in its cells, each with the Register's; blank is none."""
    numbers_as_text: bool = False
    """Whether numbers that were stored as text (`1,234`, `77.4%`) are read as numbers."""
    leave_out: tuple[str, ...] = ()
    """The first filled cell of rows that are no records, such as `Total*`."""
    ends_at: str = ""
    """The first filled cell of the row below the last record, such as `Notes*`."""
    columns: tuple[ValueColumn, ...] = ()
    """The value columns of a wide sheet; empty for one record a row."""
    follows_layout: bool = False
    """Whether every heading of the shipped layout is expected, so that none is lost unseen."""

    @property
    def layout(self) -> Layout:
        """Where the table lives in the Register's own workbooks."""
        return LAYOUTS[self.fills]
