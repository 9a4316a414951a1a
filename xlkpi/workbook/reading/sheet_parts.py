"""What a reader is given of a workbook, one sheet at a time, and what it gives back."""

from dataclasses import dataclass

from xlkpi.workbook.book import Rows


@dataclass(frozen=True, slots=True)
class SheetParts:
    """The parts of a workbook that the cells of one sheet are read from, as the file holds them."""

    sheet: bytes
    strings: bytes
    styles: bytes
    """Either is empty in a workbook without."""
    is_1904: bool


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The cells of a sheet."""

    rows: Rows
    never_calculated: str
    """The address of the first formula without a value, or blank."""
