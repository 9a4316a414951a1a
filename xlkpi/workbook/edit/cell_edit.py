"""The cells of one sheet after their edits, as splices of its bytes."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.edit.address import Address
from xlkpi.workbook.edit.book import Sheet
from xlkpi.workbook.edit.cell_value import (
    checked_result,
    content,
    exact,
    from_serial,
    read_value,
    result_content,
)
from xlkpi.workbook.edit.change import Change, Formula, Value
from xlkpi.workbook.edit.fitting_style import dated_style, is_like_a_formula, quoted_style
from xlkpi.workbook.edit.guards import refuse_cell, refuse_formula, refuse_no_formula
from xlkpi.workbook.edit.plan import Plan, Wanted
from xlkpi.workbook.edit.row_edit import NewCell, edited_row, new_row
from xlkpi.workbook.edit.row_xml import Cell, Row
from xlkpi.workbook.edit.xml_bytes import Splice


def edit_cells(plan: Plan, sheet: Sheet, wanted: Sequence[Wanted]) -> None:
    """Plan the splices of one sheet's rows, in the order of its cells."""
    splices: list[Splice] = []
    new_rows: list[bytes] = []
    written: list[Address] = []
    for number, group in groupby(sorted(wanted, key=lambda w: w.address), _row_of):
        row = sheet.xml.row(number)
        cells = [cell for one in group if (cell := _new_cell(plan, sheet, row, one))]
        if not cells:
            continue
        written += [cell.address for cell in cells]
        start = sheet.xml.start_of(number)
        if row is not None:
            new = edited_row(sheet.xml.prefix, row, cells)
            splices.append(Splice(start, start + len(row.xml), new))
        elif sheet.xml.data.is_empty:
            new_rows.append(new_row(sheet.xml.prefix, number, cells))
        else:
            splices.append(Splice(start, start, new_row(sheet.xml.prefix, number, cells)))
    if new_rows:
        splices += sheet.xml.around_data(b"".join(new_rows))
    plan.splice(sheet.part, splices + sheet.xml.wider_dimension(written))


def style_of(sheet: Sheet, row: Row | None, address: Address) -> str | None:
    """Return the style that a cell has, or that it would take if it were written."""
    cell = row.cells.get(address.column) if row else None
    if cell is not None:
        return cell.attributes.get("s")
    return _row_style(row) or sheet.xml.column_style(address.column)


def _new_cell(plan: Plan, sheet: Sheet, row: Row | None, wanted: Wanted) -> NewCell | None:
    """Return what a cell becomes; None where it holds its value already."""
    if wanted.is_result:
        return _new_result(plan, sheet, row, wanted)
    address, value = wanted.address, wanted.value
    cell = row.cells.get(address.column) if row else None
    style = wanted.style
    if style is None or (cell is not None and not wanted.is_new):
        style = style_of(sheet, row, address)
    refuse_cell(plan.book, sheet, address, cell, style)
    held = read_value(cell, plan.book.strings) if cell else None
    if _same(plan, held, value, f"{sheet.name}!{address}"):
        return NewCell(address, None, b"", style) if wanted.is_new and held is None else None
    if cell is not None:
        refuse_formula(sheet, address, cell, allow=plan.allow_formula)
    if isinstance(value, Formula) or (cell is not None and cell.formula is not None):
        plan.formulas_changed = True
    _count(plan, cell, is_shared=isinstance(value, str))
    shown = _fitting_style(plan, style, value, f"{sheet.name}!{address}")
    old = _as_shown(plan, held, style)
    plan.changes.append(Change(sheet.name, str(address), old, value))
    clock = plan.book.is_1904
    kind, inside = content(sheet.xml.prefix, value, plan.book.strings, is_1904=clock)
    return NewCell(address, kind, inside, shown)


def _fitting_style(plan: Plan, style: str | None, value: Value, where: str) -> str | None:
    """Return the format that a value needs: the cell's own wherever that will do."""
    if is_like_a_formula(value):
        return quoted_style(plan, style)
    if not isinstance(value, date) or plan.book.styles[style].is_date:
        return style
    dated = dated_style(plan, style, value)
    if dated == style:
        plan.notes.append(f"{where} has no date format and shows a number: format it in Excel")
    return dated


def _new_result(plan: Plan, sheet: Sheet, row: Row | None, wanted: Wanted) -> NewCell | None:
    """Return a cell with its formula's new result; protection keeps out people, not results."""
    address, value = wanted.address, checked_result(wanted.value)
    cell = row.cells.get(address.column) if row else None
    refuse_no_formula(sheet, address, cell)
    found = read_value(cell, plan.book.strings) if cell else None
    held = found.cached if isinstance(found, Formula) else found
    if _same(plan, held, value, f"{sheet.name}!{address}"):
        return None
    _count(plan, cell, is_shared=False)
    style = style_of(sheet, row, address)
    old = _as_shown(plan, held, style)
    plan.changes.append(Change(sheet.name, str(address), old, value, is_result=True))
    kind, inside = result_content(sheet.xml.prefix, value, is_1904=plan.book.is_1904)
    return NewCell(address, kind, inside, style, is_result=True)


def _same(plan: Plan, held: Value, value: Value, where: str) -> bool:
    """Return whether the cell holds the value already."""
    clock = plan.book.is_1904
    try:
        return exact(held, is_1904=clock) == exact(value, is_1904=clock)
    except RefusalError as error:
        message = f"{where}: {error}"
        raise WorkbookError(message) from error


def _as_shown(plan: Plan, held: Value, style: str | None) -> Value:
    """Return what a cell holds, a number that is shown as a date as that date."""
    if plan.book.styles[style].is_date and isinstance(held, float):
        return from_serial(held, is_1904=plan.book.is_1904)
    return held


def _count(plan: Plan, cell: Cell | None, *, is_shared: bool) -> None:
    """Keep the tally of shared strings."""
    if plan.book.strings is not None:
        plan.book.strings.uses += is_shared
        plan.book.strings.uses -= cell is not None and cell.attributes.get("t") == "s"


def _row_of(wanted: Wanted) -> int:
    return wanted.address.row


def _row_style(row: Row | None) -> str | None:
    """Return the style that a row gives its new cells; None where it gives none."""
    if row is None or row.tag.get(b"customFormat") not in (b"1", b"true"):
        return None
    style = row.tag.get(b"s")
    return style.decode() if style else None
