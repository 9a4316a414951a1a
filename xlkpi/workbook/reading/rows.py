"""The rows of a plain sheet, by the fast reader."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from xlkpi.errors import WorkbookError
from xlkpi.workbook.book import Rows
from xlkpi.workbook.package import DAMAGED, MOST_CELLS, never_calculated
from xlkpi.workbook.reading.as_text import errors_as_text, no_dates_as_text
from xlkpi.workbook.reading.date_formats import date_formats
from xlkpi.workbook.reading.minimal import SHEET, minimal_workbook
from xlkpi.workbook.reading.sheet_parts import SheetParts, SheetRead

UNREADABLE = "cannot be read: open it in Excel and save it again"
MOST_PARSED = 10 * 2**20
_BLANK = ""


def read_plain(parts: SheetParts, extent: tuple[int, int]) -> SheetRead:
    """Return the cells of a plain sheet, which lie within `extent` rows and columns.

    Raises:
        WorkbookError: in one line, without the file's name, why it cannot be read.
    """
    if extent[0] * extent[1] > MOST_CELLS:
        message = (
            f"its cells span {extent[0]:,} rows by {extent[1]:,} columns: delete the stray cells "
            f"far from the table"
        )
        raise WorkbookError(message)
    try:
        _check_form(parts)
        with _collector_at_rest():
            return SheetRead(_rows(_shown(parts)), never_calculated(parts.sheet))
    except MemoryError:
        raise
    except (CalamineError, *DAMAGED) as error:
        raise WorkbookError(UNREADABLE) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # -- how the fast reader says it failed --
            raise
        raise WorkbookError(UNREADABLE) from error


def _check_form(parts: SheetParts) -> None:
    """Refuse, as a spreadsheet does, XML that is none: the fast reader skips what it cannot use.

    A large part goes without; that would take as long as reading it.
    """
    for xml in (parts.sheet, parts.strings):
        if xml and len(xml) <= MOST_PARSED:
            expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 -- its signature


def _shown(parts: SheetParts) -> SheetParts:
    """Return the parts with what the fast reader would show as blank or wrong as text."""
    days, times = date_formats(parts.styles)
    sheet = errors_as_text(parts.sheet)
    return replace(parts, sheet=no_dates_as_text(sheet, days, times, is_1904=parts.is_1904))


def _rows(parts: SheetParts) -> Rows:
    """Return the rows; a blank is None."""
    book = CalamineWorkbook.from_filelike(minimal_workbook(parts))
    found = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    return [tuple([None if cell == _BLANK else cell for cell in row]) for row in found]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from looking through rows while they are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
