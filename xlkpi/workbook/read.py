"""A council's workbooks in, raw tables out, with every problem met on the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.register import codes
from xlkpi.register.cell import is_blank, text_of
from xlkpi.register.entries import entries_from
from xlkpi.register.entry import Entry
from xlkpi.register.problem import Problem
from xlkpi.register.raw import Column, RawRow, RawTable
from xlkpi.register.register import Register, register_from
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.book import Cells, OpenCells, Rows
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.columns import columns_of, faults, headings_of, missing, own_columns
from xlkpi.workbook.layout import OPTIONAL
from xlkpi.workbook.own_words import is_left_out, translated
from xlkpi.workbook.reading.kept import all_kept
from xlkpi.workbook.source import TableSource

HEADER_SEARCH = 30
"""A header row further down than this is not looked for; settings can name it."""

NEVER_CALCULATED = (
    "holds a formula that was never worked out, so its value is not known: open the workbook in "
    "Excel and save it"
)

NO_HEADINGS = "no row holds the headings of this table: add it, or name header_row in xlkpi.toml"


@all_kept()
def read_tables(
    sources: Sequence[TableSource], open_book: OpenCells = WorkbookCells
) -> tuple[list[RawTable], list[Problem]]:
    """Return the raw tables of every source, and what could not be found or opened.

    Each workbook is opened once; a missing file or heading does not stop the others.
    """
    tables: list[RawTable] = []
    problems: list[Problem] = []
    books: dict[Path, Cells | None] = {}
    for source in sources:
        if source.path not in books:
            books[source.path] = _opened(source.path, open_book, problems)
        book = books[source.path]
        if book is not None:
            table = _read(source, book, problems)
            tables += [table] if table else []
    return tables, list(dict.fromkeys(problems))  # -- one sheet may fill several tables --


def _opened(path: Path, open_book: OpenCells, problems: list[Problem]) -> Cells | None:
    try:
        return open_book(path)
    except WorkbookError as error:
        where = "" if path.exists() else " in xlkpi.toml"  # -- which named the file --
        problems.append(Problem(f"{error}{where}"))
        return None


def _read(source: TableSource, book: Cells, problems: list[Problem]) -> RawTable | None:
    sheet = next((name for name in book.sheet_names if fold(name) == fold(source.sheet)), None)
    file = source.path.name
    if sheet is None and source.follows_layout and source.fills in OPTIONAL:
        return None
    if sheet is None:
        message = (
            f"there is no sheet '{source.sheet}': it has {one_of(book.sheet_names)}; name one in "
            f'xlkpi.toml under [[tables]] with fills = "{source.fills}", or say sheet = "" there '
            f"when you keep no such table"
        )
        problems.append(Problem(message, file=file, code=codes.MISSING_SHEET))
        return None
    try:
        rows = book.rows(sheet)
    except WorkbookError as error:
        problems.append(Problem(str(error)))
        return None
    header = header_of(source, rows)
    headings = [] if header is None else headings_of(source, rows, header)
    lacks = missing(source, headings) or ([NO_HEADINGS] if header is None else [])
    if header is not None:
        lacks += faults(source, headings)
    problems += [Problem(text, file=file, sheet=sheet, code=codes.HEADINGS) for text in lacks]
    if cell := book.never_calculated(sheet):
        code = codes.NEVER_CALCULATED
        problems.append(Problem(NEVER_CALCULATED, file=file, sheet=sheet, cell=cell, code=code))
    if header is None or missing(source, headings):
        return None
    columns = columns_of(source, headings)
    problems += _strangers(source, rows[header + 1 :], columns.get("ref"), sheet)
    below = _below(source, rows, header)
    records = _wide(source, headings, below) if source.columns else _long(source, headings, below)
    return RawTable(source.fills, file, sheet, columns, records)


def _strangers(
    source: TableSource, rows: Rows, column: Column | None, sheet: str
) -> Iterator[Problem]:
    """Yield a problem for each KPI of which the settings say something and the sheet nothing."""
    if not source.each:
        return
    index = column.index if column else len(max(rows, key=len, default=()))
    refs = {text_of(row[index]) for row in rows if index < len(row)}
    for ref in source.each:
        if ref not in refs:
            near = next((known for known in refs if fold(known) == fold(ref)), None)
            advice = f"did you mean {near}?" if near else "correct the reference or remove it"
            message = (
                f"xlkpi.toml says something of {ref} in [tables.each.{ref}], but no row has that "
                f"reference: {advice}"
            )
            yield Problem(message, file=source.path.name, sheet=sheet, code=codes.NOT_IN_SHEET)


def header_of(source: TableSource, rows: Rows) -> int | None:
    """Return the index of the header row: as named, else the row that names most fields."""
    if source.header_row is not None:
        return source.header_row - 1 if source.header_row <= len(rows) else None
    found = [len(columns_of(source, row)) for row in rows[:HEADER_SEARCH]]
    return found.index(max(found)) if found and max(found) > 0 else None


def _below(source: TableSource, rows: Rows, header: int) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield the rows that may be records, each with its number as the spreadsheet counts."""
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if source.leave_out or source.ends_at:
            first = next((text_of(cell) for cell in row if not is_blank(cell)), "")
            if source.ends_at and is_left_out((source.ends_at,), first):
                return
            if is_left_out(source.leave_out, first):
                continue
        yield number, row


def _long(
    source: TableSource, headings: Sequence[object], below: Iterable[tuple[int, Sequence[object]]]
) -> list[RawRow]:
    """Return one raw row a sheet row, blank rows left out."""
    places = _places(columns_of(source, headings))
    records = []
    for number, row in below:
        cells = translated(source, _cells(row, places))
        if _has_something(cells):
            records.append(RawRow(number, _completed(source, cells)))
    return records


def _wide(
    source: TableSource, headings: Sequence[object], below: Iterable[tuple[int, Sequence[object]]]
) -> list[RawRow]:
    """Return one raw row a sheet row and value column; a blank value is no record."""
    places = _places(columns_of(source, headings))
    owns = [own_columns(column, headings) for column in source.columns]
    records = []
    for number, row in below:
        cells = translated(source, _cells(row, places))
        for column, own in zip(source.columns, owns, strict=True):
            values = translated(source, _cells(row, _places(own)))
            if _has_something(cells) and values["value"] is not None:
                whole = {**cells, "period": column.period, **values}
                records.append(RawRow(number, _completed(source, whole), own))
    return records


def _places(columns: Mapping[str, Column]) -> list[tuple[str, int]]:
    """Return each field with the index of its cell."""
    return [(field, column.index) for field, column in columns.items()]


def _cells(row: Sequence[object], places: Iterable[tuple[str, int]]) -> dict[str, object]:
    width = len(row)
    return {field: row[index] if index < width else None for field, index in places}


def _completed(source: TableSource, cells: Mapping[str, object]) -> dict[str, object]:
    """Return the cells with what the settings say of every row and of this KPI."""
    filled = {field: cell for field, cell in cells.items() if cell is not None}
    if not (source.values or source.each):
        return filled
    return {**source.values, **filled, **source.each.get(text_of(cells.get("ref")), {})}


def _has_something(cells: Mapping[str, object]) -> bool:
    for cell in cells.values():  # noqa: SIM110 -- a plain loop: this is asked of every row
        if not is_blank(cell):
            return True
    return False


@all_kept()
def read_register(sources: Sequence[TableSource], open_book: OpenCells = WorkbookCells) -> Register:
    """Return the Register that a council's workbooks hold.

    Raises:
        RegisterError: with every problem in every workbook, in one pass.
    """
    tables, problems = read_tables(sources, open_book)
    return register_from(tables, problems)


def read_entries(
    sources: Sequence[TableSource], register: Register, open_book: OpenCells = WorkbookCells
) -> tuple[Entry, ...]:
    """Return what stands in the Scorecard, row by row, posted or not.

    Raises:
        RegisterError: with every problem in the Scorecard, in one pass.
    """
    tables, problems = read_tables(sources, open_book)
    return entries_from(tables, register, problems)
