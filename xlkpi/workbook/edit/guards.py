"""The cells that an edit leaves alone, and why."""

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.address import Address
from xlkpi.workbook.edit.book import OpenBook, Sheet
from xlkpi.workbook.edit.row_xml import Cell
from xlkpi.workbook.edit.tables import Table


def refuse_area(sheet: Sheet, address: Address) -> None:
    """Refuse a cell whose value belongs to a larger whole: a merge, a pivot, a table's heading."""
    for area in sheet.merged:
        if address in area and address != area.first:
            raise _no(sheet, address, f"is merged into {area.first}: unmerge it, or edit that cell")
    for area in sheet.pivots:
        if address in area:
            raise _no(sheet, address, "belongs to a pivot table: change its source and refresh it")
    for table in sheet.tables:
        _refuse_table(sheet, table, address)
    for kind, area in sheet.xml.formula_areas:
        if kind != "shared" and address in area and area.first != area.last:
            raise _no(sheet, address, f"is filled by the formula of {area}: change that in Excel")


def _refuse_table(sheet: Sheet, table: Table, address: Address) -> None:
    """Refuse the cells whose words the table's own part repeats."""
    if address not in table.area:
        return
    if address.row < table.first_data_row:
        raise _no(sheet, address, f"is a heading of table {table.name}: rename it in Excel")
    if address.row > table.area.last.row - table.totals_rows:
        raise _no(sheet, address, f"is in the totals row of table {table.name}: edit it in Excel")


def refuse_cell(
    book: OpenBook, sheet: Sheet, address: Address, cell: Cell | None, style: str | None
) -> None:
    """Refuse a cell that its sheet's protection locks."""
    if sheet.is_protected and book.styles[style].is_locked:
        raise _no(sheet, address, "is locked and the sheet protected: unprotect the sheet first")
    if cell is not None and cell.attributes.get("t", "n") not in _KINDS:
        raise _no(sheet, address, f"is of an unknown kind '{cell.attributes['t']}'")


def refuse_formula(sheet: Sheet, address: Address, cell: Cell, *, allow: bool) -> None:
    """Refuse a formula's cell unless formulas may be replaced; the first of a shared one always."""
    if cell.formula is None:
        return
    if cell.formula.get("t") == "shared" and "ref" in cell.formula:
        raise _no(sheet, address, "holds the formula that other cells share: change it in Excel")
    if not allow:
        formula = f"={cell.texts.get('f', '')}"[:60]
        raise _no(sheet, address, f"holds a formula ({formula}): say that it may be replaced")


def refuse_no_formula(sheet: Sheet, address: Address, cell: Cell | None) -> None:
    """Refuse a cell that is no formula's result: it has none and lies where no other one fills."""
    if cell is not None and cell.formula is not None:
        return
    if not any(kind != "shared" and address in area for kind, area in sheet.xml.formula_areas):
        raise _no(sheet, address, "holds no formula: give its value as an edit")


_KINDS = ("n", "s", "str", "b", "e", "inlineStr", "d")


def _no(sheet: Sheet, address: Address, why: str) -> WorkbookError:
    return WorkbookError(f"{sheet.name}!{address} {why}")
