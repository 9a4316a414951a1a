"""What is proposed for workbooks that nobody described, with every reason and every question."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from pathlib import Path

from xlkpi.terms.period import Period
from xlkpi.workbook.adopt.confidence import Confidence


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the file's own words imply, with the words."""

    value: object
    because: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that nothing in the file says: an officer has to."""

    field: str
    expected: str
    """What can be answered, and how else it can be given."""
    refs: Mapping[str, str] = made(default_factory=dict)
    """KPI ref to its title when each has its own answer; empty when one answer may do for all."""
    offered: object = ""
    """What the commented line holds until then."""
    is_optional: bool = False
    section: str = "values"
    """Where one answer for all is written: `values` or `headings`."""


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """A value column of a wide sheet, with the columns that go with it."""

    heading: str
    period: Period | None
    """None where an officer has to say it."""
    because: str
    others: Mapping[str, str]
    """Field to heading."""


@dataclass(frozen=True, slots=True)
class TableProposal:
    """One `[[tables]]` section."""

    fills: str
    path: Path
    sheet: str
    header_row: int
    header_rows: int
    headings: Mapping[str, Said]
    """Field to heading; a blank one keeps a heading from being taken for the field."""
    values: Mapping[str, Said] = made(default_factory=dict)
    each: Mapping[str, Mapping[str, Said]] = made(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = made(default_factory=dict)
    columns: tuple[PeriodColumns, ...] = ()
    numbers_as_text: bool = False
    leave_out: tuple[str, ...] = ()
    ends_at: str = ""
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """How one column is read, for an officer to look at."""

    letter: str
    heading: str
    goes_to: str
    """Blank for a column that is not read."""
    confidence: Confidence
    because: str


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """What one sheet is taken for."""

    path: Path
    sheet: str
    skipped: str = ""
    """Why nothing is read from it; blank when something is."""
    one_row_is: str = ""
    header: str = ""
    columns: tuple[ColumnLine, ...] = ()
    tables: tuple[TableProposal, ...] = ()
    notes: tuple[str, ...] = ()
    """What else was seen: hidden columns, rows left out, cells that will be problems."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is proposed for one council's workbooks."""

    sheets: tuple[SheetProposal, ...]
    council: Said | None = None
    period: Said | None = None

    @property
    def tables(self) -> tuple[TableProposal, ...]:
        """Every section, sheet by sheet."""
        return tuple(table for sheet in self.sheets for table in sheet.tables)
