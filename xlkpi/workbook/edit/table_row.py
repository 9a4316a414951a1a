"""A row added at a table's end: its range grows, its styles and calculated columns carry on."""

import re

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.address import Address, Area
from xlkpi.workbook.edit.book import Sheet
from xlkpi.workbook.edit.change import Formula, NewRow, Value
from xlkpi.workbook.edit.outline import outline
from xlkpi.workbook.edit.plan import Plan, Wanted
from xlkpi.workbook.edit.row_xml import Row
from xlkpi.workbook.edit.tables import Table, TableColumn
from xlkpi.workbook.edit.xml_bytes import Splice, tag_at
from xlkpi.workbook.parts import canonical

_CELL_REFERENCE = re.compile(r"(?<![\w\]\[.])\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w(\[])")
_QUOTED = re.compile(r'"[^"]*"|\[[^\[\]]*\]')


def add_row(plan: Plan, new: NewRow) -> None:
    """Plan a row at the end of a table; a WorkbookError says why the table cannot take one."""
    sheet, table = _find(plan, new.table)
    number = _next_row(plan, sheet, table)
    above = sheet.xml.row(table.area.last.row)
    held = {column.heading.casefold(): column for column in table.columns}
    given = {" ".join(name.split()).casefold(): value for name, value in new.cells.items()}
    for name in given:
        if name not in held:
            headings = ", ".join(column.heading for column in table.columns)
            message = f"table {table.name} has no column '{name}': it has {headings}"
            raise WorkbookError(message)
    for place, column in enumerate(table.columns):
        address = Address(number, table.area.first.column + place)
        style = _style(above, address.column)
        name = column.heading.casefold()
        value = given[name] if name in given else _carried(table, column, above, address)
        if value is not None or (style and number > table.area.last.row):
            plan.add(sheet, Wanted(address, value, style, is_new=True))
    _grow(plan, table, number)


def _find(plan: Plan, name: str) -> tuple[Sheet, Table]:
    """Return the table of this name and its sheet, as it stands or as the plan has grown it."""
    names = []
    for sheet_name, relationship in plan.book.parts.sheets.items():
        if relationship.kind != "worksheet" or not plan.book.parts.referred(
            relationship.part, "table"
        ):
            continue
        sheet = plan.book.sheet(sheet_name)
        for table in sheet.tables:
            names.append(table.name)
            if table.name.casefold() == name.casefold():
                return sheet, table
    message = f"has no table '{name}': it has {', '.join(names) or 'none'}"
    raise WorkbookError(message)


def _next_row(plan: Plan, sheet: Sheet, table: Table) -> int:
    """Return the number of the row that the table grows by; refuses where there is no room."""
    last_row = plan.grown.get(table.part, table.area.last.row)
    number = last_row + 1
    if table.part not in plan.grown and _is_unused(sheet, table):
        return last_row
    if table.totals_rows:
        message = f"table {table.name} has a totals row: add the row in Excel"
        raise WorkbookError(message)
    first, last = table.area.first.column, table.area.last.column
    area = Area(Address(number, first), Address(number, last))
    below = sheet.xml.row(number)
    if below and any(not c.is_empty for n, c in below.cells.items() if first <= n <= last):
        message = f"table {table.name} has cells right below it: make room in Excel"
        raise WorkbookError(message)
    others = [one.area for one in sheet.tables if one is not table]
    formulas = [held for _, held in sheet.xml.formula_areas]
    for held in (*sheet.merged, *sheet.pivots, *others, *formulas):
        if held.meets(area):
            message = f"table {table.name} cannot grow into {held}: make room in Excel"
            raise WorkbookError(message)
    return number


def _is_unused(sheet: Sheet, table: Table) -> bool:
    """Return whether the table has one row and nothing in it, as a new table has."""
    row = sheet.xml.row(table.first_data_row)
    columns = range(table.area.first.column, table.area.last.column + 1)
    held = [row.cells[column] for column in columns if column in row.cells] if row else []
    is_blank = all(cell.is_empty or cell.formula is not None for cell in held)
    return table.first_data_row == table.area.last.row and is_blank and not table.totals_rows


def _style(above: Row | None, column: int) -> str | None:
    cell = above.cells.get(column) if above else None
    return cell.attributes.get("s") if cell else None


def _carried(table: Table, column: TableColumn, above: Row | None, address: Address) -> Value:
    """Return the formula that fills a calculated column; its value is for Excel to calculate."""
    cell = above.cells.get(address.column) if above else None
    is_there = address.row == table.area.last.row and cell is not None and cell.formula is not None
    if column.formula is None or is_there:
        return None
    if not _CELL_REFERENCE.search(_QUOTED.sub("", column.formula)) and not column.is_array:
        return Formula(column.formula)
    if cell is None or cell.formula is None or cell.formula.keys() - {"ca"}:
        message = (
            f"table {table.name}, column {column.heading}: its formula cannot be carried on: "
            f"add the row in Excel"
        )
        raise WorkbookError(message)
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 -- slow and rarely needed

    origin = Address(table.area.last.row, address.column)
    moved = Translator(f"={cell.texts['f']}", str(origin)).translate_formula(str(address))
    return Formula(moved)


def _grow(plan: Plan, table: Table, number: int) -> None:
    """Plan the table's own range, and that of its filter, one row longer."""
    plan.grown[table.part] = number
    area = Area(table.area.first, Address(number, table.area.last.column))
    xml, _ = plan.book.read(table.part)
    root, *children = outline(xml)
    filters = [one for one in children if one.name == "autoFilter"]
    plan.splices[canonical(table.part)] = [
        Splice(tag.start, tag.end, tag.with_attributes(ref=str(area).encode()))
        for tag in (tag_at(xml, one.start) for one in (root, *filters))
    ]
