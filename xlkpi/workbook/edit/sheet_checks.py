"""What a new sheet must be like before the workbook takes it."""

import re
from collections.abc import Iterator

from xlkpi.errors import RefusalError, WorkbookError
from xlkpi.workbook.edit.address import LAST_COLUMN, LAST_ROW, read_area
from xlkpi.workbook.edit.cell_value import checked_result, exact
from xlkpi.workbook.edit.change import NewSheet
from xlkpi.workbook.edit.new_sheet_xml import HEADER, cells_of, links_of
from xlkpi.workbook.edit.outline import elements_named
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.tabs import refuse_name
from xlkpi.workbook.parts import parsed

MOST_LINKS = 65_530
LONGEST_HEADING, LONGEST_TABLE_NAME = 255, 255
_TABLE_NAME = re.compile(r"[^\W\d][\w.]*")
_CELL_LIKE = re.compile(r"[A-Z]{1,3}\d+|R\d*C?\d*|C\d*", re.IGNORECASE)
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")


def refuse_sheet(plan: Plan, new: NewSheet) -> None:
    """Refuse a sheet whose names are taken or impossible, or whose cells no sheet can hold."""
    refuse_name(new.name)
    if new.name.casefold() in {name.casefold() for name in tabs_of(plan)}:
        message = f"has a sheet '{new.name}' already: choose another name"
        raise WorkbookError(message)
    _refuse_table_name(plan, new.table)
    _refuse_columns(new)
    try:
        for _, value, _ in cells_of(new):
            exact(checked_result(value), is_1904=plan.book.is_1904)
    except RefusalError as error:
        message = f"{new.name}: {error}"
        raise WorkbookError(message) from error
    _refuse_links(plan, new)


def tabs_of(plan: Plan) -> Iterator[str]:
    """Yield the names of the sheets that the workbook will have so far."""
    for one in elements_named(plan.text(plan.book.parts.main), "sheet"):
        yield one.attributes.get("name", "")


def _refuse_table_name(plan: Plan, name: str) -> None:
    """Refuse a table's name that Excel would not take, or that something else has."""
    is_spelt = _TABLE_NAME.fullmatch(name) and len(name) <= LONGEST_TABLE_NAME
    if not is_spelt or _CELL_LIKE.fullmatch(name):
        message = (
            f"'{name}' cannot name a table: begin with a letter, go on with letters, digits, _"
        )
        raise WorkbookError(message)
    if name.casefold() in {held.casefold() for held, _ in _names_in_use(plan)}:
        message = f"has a table or name '{name}' already: choose another name"
        raise WorkbookError(message)


def free_table_number(plan: Plan) -> int:
    """Return a number that no table has."""
    return max((number for _, number in _names_in_use(plan)), default=0) + 1


def _names_in_use(plan: Plan) -> Iterator[tuple[str, int]]:
    """Yield the names of tables and of cells, a table's with its number."""
    for one in elements_named(plan.text(plan.book.parts.main), "definedName"):
        yield one.attributes.get("name", ""), 0
    parts = plan.book.parts
    held = {table for one in parts.sheets.values() for table in parts.referred(one.part, "table")}
    for part in (*held, *(name for name in plan.fresh if "/tables/" in name)):
        if part not in plan.gone:
            root = parsed(plan.text(part))
            yield str(root.get("displayName") or root.get("name")), int(root.get("id") or 0)


def _refuse_columns(new: NewSheet) -> None:
    """Refuse headings that a table cannot have, and rows that are not as wide as they."""
    seen = set()
    for column in new.columns:
        heading = column.heading
        is_one_line = heading.strip() and heading == " ".join(heading.split())
        if not is_one_line or len(heading) > LONGEST_HEADING or heading.casefold() in seen:
            message = f"{new.name}: '{heading}' cannot be a heading: one line, and each only once"
            raise WorkbookError(message)
        seen.add(heading.casefold())
    is_size = 0 < len(new.columns) <= LAST_COLUMN and len(new.rows) <= LAST_ROW - HEADER
    if not is_size or any(len(row) != len(new.columns) for row in new.rows):
        message = f"{new.name}: each row needs a cell for each of {len(new.columns)} columns"
        raise WorkbookError(message)


def _refuse_links(plan: Plan, new: NewSheet) -> None:
    """Refuse links that lead nowhere, and more of them than a sheet holds."""
    names = {name.casefold() for name in (*tabs_of(plan), new.name)}
    count = 0
    for count, (address, link) in enumerate(links_of(new), start=1):  # noqa: B007 -- read below
        found = _TARGET.fullmatch(link.target)
        name = (found[1] or "").replace("''", "'") or found[2] if found else ""
        if found is None or name.casefold() not in names or not link.shown:
            message = f"{new.name}!{address} leads to {link.target}, which the workbook lacks"
            raise WorkbookError(message)
        try:
            read_area(found[3])
        except RefusalError as error:
            message = f"{new.name}!{address} leads nowhere: {error}"
            raise WorkbookError(message) from error
    if count > MOST_LINKS:
        message = f"{new.name} has {count:,} links: a sheet holds {MOST_LINKS:,}"
        raise WorkbookError(message)
