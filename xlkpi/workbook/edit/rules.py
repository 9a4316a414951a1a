"""The rules of a sheet that reach to a table's end: they grow with the table."""

import re
from collections.abc import Iterator

from xlkpi.workbook.edit.address import Address, Area, read_area
from xlkpi.workbook.edit.marks import holds_mark
from xlkpi.workbook.edit.sheet_xml import SheetXml
from xlkpi.workbook.edit.tables import Table
from xlkpi.workbook.edit.xml_bytes import Splice, tag_at

_RULES = rb"<%s(?:conditionalFormatting|dataValidation)\s"


def grown_rules(xml: SheetXml, grown: dict[str, int], tables: tuple[Table, ...]) -> list[Splice]:
    """Return the splices that let validations and conditional formats reach the new last rows.

    A rule grows where it covers a table's column from its first row to its last, as Excel has it;
    a highlight is of the cells it names.
    """
    pattern = re.compile(_RULES % re.escape(xml.prefix))
    growing = [(table, grown[table.part]) for table in tables if table.part in grown]
    splices = []
    for found in pattern.finditer(xml.seen, xml.end) if growing else ():
        tag = tag_at(xml.seen, found.start())
        if holds_mark(xml, tag):
            continue
        stated = (tag.get(b"sqref") or b"").decode().split()
        wider = [str(_grown(read_area(one), growing)) for one in stated]
        if wider != [str(read_area(one)) for one in stated]:
            new = tag.with_attributes(sqref=" ".join(wider).encode())
            splices.append(Splice(tag.start, tag.end, new))
    return splices


def _grown(area: Area, growing: list[tuple[Table, int]]) -> Area:
    for table, last in growing:
        if all(_covers(area, table)):
            return Area(area.first, Address(last, area.last.column))
    return area


def _covers(area: Area, table: Table) -> Iterator[bool]:
    """Yield what must hold of a rule that belongs to the whole of a table's columns."""
    yield area.first.row == table.first_data_row
    yield area.last.row == table.area.last.row
    yield area.first.column >= table.area.first.column
    yield area.last.column <= table.area.last.column
