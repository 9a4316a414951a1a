"""The new file read back before it takes the old one's place."""

from collections.abc import Iterator
from itertools import groupby
from xml.parsers import expat

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.address import read_address
from xlkpi.workbook.edit.archive import Entry, entries_of
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.cell_value import exact, read_value
from xlkpi.workbook.edit.change import Formula, NewSheet
from xlkpi.workbook.edit.marks import Marks
from xlkpi.workbook.edit.new_sheet_xml import area_of, cells_of
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.row_xml import Row
from xlkpi.workbook.parts import Relationship

CONTENTS, LACKS = "the contents", "does not hold what it should"


def verify(plan: Plan, content: bytes) -> None:
    """Refuse a new file in which anything but the edit differs from the old one."""
    old, new = plan.book, OpenBook(plan.book.path, content)
    with new.package:
        _untouched_parts(plan, new)
        for name, pieces in (plan.replaced | plan.added).items():
            if pieces is not None:
                parser = expat.ParserCreate("utf-8")
                parser.Parse(new.read(name)[0], True)  # noqa: FBT003 -- its signature
        _cells(plan, new)
        for made in plan.new_sheets:
            _new_sheet(made, new)
        for name, areas in plan.marked.items():
            if Marks(new.sheet(name).xml).areas != areas:
                raise _differs(name, LACKS)
        for one in _relationships(new):
            if not one.is_external and old.parts.has(one.part) and not new.parts.has(one.part):
                raise _differs(one.part, "is referred to and gone")


def _untouched_parts(plan: Plan, new: OpenBook) -> None:
    """Compare every other entry byte for byte, as it is compressed, and its directory record."""
    before = {e.info.filename: e for e in entries_of(plan.book.content, plan.book.package)}
    after = {e.info.filename: e for e in entries_of(new.content, new.package)}
    kept = [name for name in before if plan.replaced.get(name, ()) is not None]
    if list(after) != [*kept, *plan.added]:
        raise _differs(CONTENTS, "differ")
    for name in kept:
        if name in plan.replaced:
            continue
        one, other = before[name], after[name]
        if _bytes(plan.book, one) != _bytes(new, other) or one.info.CRC != other.info.CRC:
            raise _differs(name, "differs")


def _cells(plan: Plan, new: OpenBook) -> None:
    rows: dict[tuple[str, int], Row | None] = {}
    for change in plan.changes:
        address = read_address(change.cell)
        place = change.sheet, address.row
        if place not in rows:
            rows[place] = new.sheet(change.sheet).xml.row(address.row)
        row = rows[place]
        cell = row.cells.get(address.column) if row else None
        held = read_value(cell, new.strings) if cell else None
        if change.is_result and isinstance(held, Formula):
            held = held.cached
        clock = plan.book.is_1904
        if exact(held, is_1904=clock) != exact(change.new, is_1904=clock):
            where = f"{change.sheet}!{change.cell}"
            raise _differs(where, LACKS)


def _new_sheet(made: NewSheet, new: OpenBook) -> None:
    """Look at every cell of an added sheet, and at its table."""
    sheet, clock = new.sheet(made.name), new.is_1904
    for number, cells in groupby(cells_of(made), lambda one: one[0].row):
        row = sheet.xml.row(number)
        for address, value, _ in cells:
            cell = row.cells.get(address.column) if row else None
            held = read_value(cell, new.strings) if cell else None
            if exact(held, is_1904=clock) != exact(value, is_1904=clock):
                where = f"{made.name}!{address}"
                raise _differs(where, LACKS)
    if [(one.name, one.area) for one in sheet.tables] != [(made.table, area_of(made))]:
        raise _differs(made.table, LACKS)


def _relationships(new: OpenBook) -> Iterator[Relationship]:
    """Yield what the package, the workbook and its sheets refer to."""
    for part in ("", new.parts.main, *(one.part for one in new.parts.sheets.values())):
        yield from new.parts.relationships(part)


def _bytes(book: OpenBook, entry: Entry) -> bytes:
    return book.content[entry.start : entry.end]


def _differs(what: str, how: str) -> WorkbookError:
    message = f"was left as it is: in the new file, read back, {what} {how}"
    return WorkbookError(message)
