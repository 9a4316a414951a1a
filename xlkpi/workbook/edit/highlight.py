"""Cells marked by one conditional format that always holds, so that their own formats stay."""

import re
from collections.abc import Sequence
from itertools import groupby

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.edit.address import Address, Area, read_address
from xlkpi.workbook.edit.book import Sheet
from xlkpi.workbook.edit.cell_edit import style_of
from xlkpi.workbook.edit.change import Highlight, NoHighlight
from xlkpi.workbook.edit.marks import Marks
from xlkpi.workbook.edit.new_part import styles_part, without_empty_styles
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.style_lists import place_of, prefix_of, with_items, without_items

FILL, OUTLINE = b"FFFFE8B3", b"FF7A4B00"
"""Pale amber and dark brown: told apart by lightness alone, whatever colours a reader sees."""
_FOLDERS = ("worksheets/", "tables/", "pivot", "slicer")


def mark(plan: Plan, wanted: Highlight | NoHighlight) -> None:
    """Plan the marks of a sheet: these cells and no others."""
    sheet = plan.book.sheet(wanted.sheet)
    cells = _cells(sheet, wanted.cells if isinstance(wanted, Highlight) else ())
    areas = tuple(_areas(cells))
    if plan.marked.setdefault(sheet.name, areas) != areas:
        message = f"{sheet.name} is given two highlights: give its cells together"
        raise WorkbookError(message)
    marks = Marks(sheet.xml)
    if marks.areas == areas and marks.is_one:
        return
    for cell in cells if sheet.is_protected else ():
        if plan.book.styles[style_of(sheet, sheet.xml.row(cell.row), cell)].is_locked:
            message = f"{sheet.name}!{cell} is locked and the sheet protected: unprotect it first"
            raise WorkbookError(message)
    splices = marks.without()
    if areas:
        styles = styles_part(plan)
        plan.texts[styles], number = _with_dxf(plan.text(styles))
        splices.append(marks.new(areas, number))
    plan.splice(sheet.part, splices)


def drop_unused_format(plan: Plan) -> None:
    """Plan the marks' format out of the styles where no rule uses it any more."""
    parts = plan.book.parts
    found = parts.referred(parts.main, "styles")
    if not plan.marked or any(plan.marked.values()) or not found or not parts.has(found[0]):
        return
    xml = plan.text(found[0])
    number = place_of(xml, "dxfs", [_dxf(xml)], is_last=True)
    if number is None or _is_used(plan, found[0], number):
        return
    plan.texts[found[0]] = without_items(xml, "dxfs", [_dxf(xml)], [])
    without_empty_styles(plan, found[0])


def _is_used(plan: Plan, styles: str, number: int) -> bool:
    """Return whether a rule, a table or a pivot shows cells in a format."""
    book, parts = plan.book, plan.book.parts
    cleared = {book.sheet(name).part: Marks(book.sheet(name).xml).rest for name in plan.marked}
    used = re.compile(rb"[dD]xfId\s*=\s*[\"']%d[\"']" % number)
    for part in parts.entries:
        may_use = part == styles or any(folder in part for folder in _FOLDERS)
        if part in plan.gone or not part.endswith(".xml") or not may_use:
            continue
        if used.search(cleared[part] if part in cleared else book.read(part)[0]):
            return True
    return False


def _cells(sheet: Sheet, spelt: Sequence[str]) -> list[Address]:
    """Return the cells column by column, each once."""
    try:
        found = {read_address(one) for one in spelt}
    except RefusalError as error:
        message = f"{sheet.name}!{error}"
        raise WorkbookError(message) from error
    return sorted(found, key=lambda cell: (cell.column, cell.row))


def _areas(cells: Sequence[Address]) -> list[str]:
    """Return the cells as areas, those right under each other in one."""
    runs = groupby(enumerate(cells), lambda one: (one[1].column, one[1].row - one[0]))
    held = [[cell for _, cell in run] for _, run in runs]
    return [str(Area(run[0], run[-1])) for run in held]


def _with_dxf(xml: bytes) -> tuple[bytes, int]:
    """Return the styles with the marks' format, and its number."""
    found = place_of(xml, "dxfs", [_dxf(xml)])
    return (xml, found) if found is not None else with_items(xml, "dxfs", [_dxf(xml)], [])


def _dxf(xml: bytes) -> bytes:
    """Return the marks' format: a pale fill and an outline."""
    p = prefix_of(xml)
    sides = b"".join(
        b'<%s%s style="thin"><%scolor rgb="%s"/></%s%s>' % (p, side, p, OUTLINE, p, side)
        for side in (b"left", b"right", b"top", b"bottom")
    )
    fill = (
        b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="%s"/><%sbgColor rgb="%s"/>'
        b"</%spatternFill></%sfill>" % (p, p, p, FILL, p, FILL, p, p)
    )
    return b"<%sdxf>%s<%sborder>%s</%sborder></%sdxf>" % (p, fill, p, sides, p, p)
