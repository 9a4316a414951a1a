"""A council's workbooks in, raw tables out, with every problem met on the way."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.register.problem import Problem
from xlkpi.register.raw import Column, RawRow, RawTable
from xlkpi.register.register import Register, register_from
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.cells import Rows, WorkbookCells
from xlkpi.workbook.package import column_letter
from xlkpi.workbook.source import TableSource, ValueColumn

HEADER_SEARCH = 30
"""A header row further down than this is not looked for; settings can name it."""

ALSO_REQUIRED = {"results": ("value",), "targets": ("value",), "comparator_values": ("value",)}
"""Fields whose cells may be blank but whose column may not be missing."""


def read_tables(sources: Sequence[TableSource]) -> tuple[list[RawTable], list[Problem]]:
    """Return the raw tables of every source, and what could not be found or opened.

    Each workbook is opened once; a missing file or heading does not stop the others.
    """
    tables: list[RawTable] = []
    problems: list[Problem] = []
    books: dict[Path, WorkbookCells | None] = {}
    for source in sources:
        if source.path not in books:
            books[source.path] = _opened(source.path, problems)
        book = books[source.path]
        if book is not None:
            table = _read(source, book, problems)
            tables += [table] if table else []
    return tables, problems


def _opened(path: Path, problems: list[Problem]) -> WorkbookCells | None:
    try:
        return WorkbookCells(path)
    except WorkbookError as error:
        problems.append(Problem(str(error)))
        return None


def _read(source: TableSource, book: WorkbookCells, problems: list[Problem]) -> RawTable | None:
    sheet = next((name for name in book.sheet_names if fold(name) == fold(source.sheet)), None)
    file = source.path.name
    if sheet is None:
        if source.is_required:
            names = one_of(book.sheet_names)
            message = f"there is no sheet '{source.sheet}': it has {names}; name one in xlkpi.toml"
            problems.append(Problem(message, file=file))
        return None
    try:
        rows = book.rows(sheet)
    except WorkbookError as error:
        problems.append(Problem(str(error)))
        return None
    header = _header(source, rows)
    headings = rows[header] if header is not None else []
    columns = _columns(source, headings)
    missing = _missing(source, columns, headings)
    if header is None or missing:
        problems += [Problem(text, file=file, sheet=sheet) for text in missing]
        return None
    records = _wide(source, rows, header) if source.columns else _long(source, rows, header)
    return RawTable(source.fills, file, sheet, columns, records)


def _header(source: TableSource, rows: Rows) -> int | None:
    """Return the index of the header row: as named, else the row that names most fields."""
    if source.header_row is not None:
        return source.header_row - 1 if source.header_row <= len(rows) else None
    found = [len(_columns(source, row)) for row in rows[:HEADER_SEARCH]]
    return found.index(max(found)) if found and max(found) > 0 else None


def _spellings(source: TableSource, field: str) -> tuple[str, ...]:
    """Return the headings under which a field is recognised in this sheet."""
    own = source.headings.get(field)
    if own is None:
        return source.layout.spellings(field)
    return (own,) if own else ()


def _columns(source: TableSource, headings: Sequence[object]) -> Mapping[str, Column]:
    """Return the columns that hold fields, by field."""
    places = _places(headings)
    columns = {}
    for field in source.layout.headings:
        for spelling in _spellings(source, field):
            if fold(spelling) in places:
                columns[field] = places[fold(spelling)]
                break
    return columns


def _places(headings: Sequence[object]) -> Mapping[str, Column]:
    """Return the columns by their folded heading; the first of two alike counts."""
    places: dict[str, Column] = {}
    for number, heading in enumerate(headings, start=1):
        if heading is not None:
            text = str(heading).strip()
            places.setdefault(fold(text), Column(column_letter(number), text, number - 1))
    return places


def _missing(
    source: TableSource, columns: Mapping[str, Column], headings: Sequence[object]
) -> list[str]:
    """Return a message for each heading that the table cannot do without."""
    model = source.layout.record.model_fields
    needed = {name for name, field in model.items() if field.is_required()}
    needed |= set(ALSO_REQUIRED.get(source.fills, ()))
    needed -= {"period", "value"} if source.columns else set()
    given = set(source.values).union(*source.each.values())
    messages = []
    for field in source.layout.headings:
        if field in needed and field not in columns and field not in given:
            spellings = " or ".join(f"'{text}'" for text in _spellings(source, field))
            messages.append(
                f"no column is headed {spellings}: add it, or name its heading in xlkpi.toml"
            )
    places = _places(headings)
    for column in source.columns:
        messages += [
            f"no column is headed '{heading}': correct tables.columns in xlkpi.toml"
            for heading in (column.heading, *column.others.values())
            if fold(heading) not in places
        ]
    return messages


def _long(source: TableSource, rows: Rows, header: int) -> list[RawRow]:
    """Return one raw row a sheet row, blank rows left out."""
    columns = _columns(source, rows[header])
    records = []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        cells = _cells(row, columns)
        if _has_something(cells):
            records.append(RawRow(number, _completed(source, cells)))
    return records


def _wide(source: TableSource, rows: Rows, header: int) -> list[RawRow]:
    """Return one raw row a sheet row and value column; a blank value is no record."""
    columns = _columns(source, rows[header])
    places = _places(rows[header])
    records = []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        cells = _cells(row, columns)
        for column in source.columns:
            own = _own_columns(column, places)
            values = _cells(row, own)
            if _has_something(cells) and values["value"] is not None:
                whole = {**cells, "period": column.period, **values}
                records.append(RawRow(number, _completed(source, whole), own))
    return records


def _own_columns(column: ValueColumn, places: Mapping[str, Column]) -> Mapping[str, Column]:
    own = {"value": column.heading, **column.others}
    return {field: places[fold(heading)] for field, heading in own.items()}


def _cells(row: Sequence[object], columns: Mapping[str, Column]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for field, column in columns.items():
        cells[field] = row[column.index] if column.index < len(row) else None
    return cells


def _completed(source: TableSource, cells: Mapping[str, object]) -> dict[str, object]:
    """Return the cells with what the settings say of every row and of this KPI."""
    own = source.each.get(str(cells.get("ref") or "").strip(), {})
    return {**source.values, **{k: v for k, v in cells.items() if v is not None}, **own}


def _has_something(cells: Mapping[str, object]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells.values())


def read_register(sources: Sequence[TableSource]) -> Register:
    """Return the Register that a council's workbooks hold.

    Raises:
        RegisterError: with every problem in every workbook, in one pass.
    """
    tables, problems = read_tables(sources)
    return register_from(tables, problems)
