"""The parts of an added sheet: a title, a line on what it is about, and one table."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from xlkpi.workbook.edit.address import Address, Area
from xlkpi.workbook.edit.cell_value import checked_result, result_content
from xlkpi.workbook.edit.change import Link, NewSheet, Plain, SheetColumn
from xlkpi.workbook.edit.fitting_style import is_like_a_formula
from xlkpi.workbook.edit.look import FORMATS, NAVY, Format
from xlkpi.workbook.edit.shared_strings import text_element
from xlkpi.workbook.edit.xml_bytes import escaped, markup

HEADER = 4
"""The row of the headings, as in every workbook of the house."""
_TITLE, _ABOUT = Address(1, 1), Address(2, 1)
_TITLE_HEIGHT = 24

Placed = tuple[Address, Plain, Format]


def area_of(new: NewSheet) -> Area:
    """Return where the table lies; one without rows has a blank one, as Excel needs."""
    last = Address(HEADER + max(1, len(new.rows)), len(new.columns))
    return Area(Address(HEADER, 1), last)


def cells_of(new: NewSheet) -> Iterator[Placed]:
    """Yield every cell with what it shows and how, the blank ones of the table too."""
    yield _TITLE, new.title or None, Format("title")
    yield (
        _ABOUT,
        new.about or None,
        Format("about", is_quoted=is_like_a_formula(new.about)),
    )
    for number, column in enumerate(new.columns, start=1):
        yield Address(HEADER, number), column.heading, Format("header", wraps=True)
    rows = new.rows or ((None,) * len(new.columns),)
    for row, values in enumerate(rows, start=HEADER + 1):
        for number, (column, value) in enumerate(zip(new.columns, values, strict=True), start=1):
            address = Address(row, number)
            if isinstance(value, Link):
                yield address, value.shown, Format("link", wraps=True)
            elif isinstance(value, date):
                yield address, checked_result(value), Format("date", is_typed=column.is_typed)
            else:
                shown = checked_result(value) if value != "" else None
                yield address, shown, _text_format(shown, column)


def links_of(new: NewSheet) -> Iterator[tuple[Address, Link]]:
    """Yield the links with their cells."""
    for row, values in enumerate(new.rows, start=HEADER + 1):
        for number, value in enumerate(values, start=1):
            if isinstance(value, Link):
                yield Address(row, number), value


def sheet_xml(
    new: NewSheet, first_format: int, namespace: str, relations: str, *, is_1904: bool
) -> bytes:
    """Return the sheet's part; `first_format` is the number of the look's first format."""
    area = area_of(new)
    widths = b"".join(
        b'<col min="%d" max="%d" width="%s" customWidth="1"/>' % (n, n, repr(c.width).encode())
        for n, c in enumerate(new.columns, start=1)
    )
    rows = b"".join(
        _row(number, list(cells), first_format, is_1904=is_1904)
        for number, cells in groupby(cells_of(new), lambda one: one[0].row)
    )
    under = b"A%d" % (HEADER + 1)
    links = b"".join(_link(address, link) for address, link in links_of(new))
    return b"".join(
        (
            b'<worksheet xmlns="%s" xmlns:r="%s">' % (namespace.encode(), relations.encode()),
            b'<sheetPr><tabColor rgb="%s"/><pageSetUpPr fitToPage="1"/></sheetPr>' % NAVY,
            b'<dimension ref="A1:%s"/>' % str(area.last).encode(),
            b'<sheetViews><sheetView showGridLines="0" workbookViewId="0">',
            b'<pane ySplit="%d" topLeftCell="%s" activePane="bottomLeft" state="frozen"/>'
            % (HEADER, under),
            b'<selection pane="bottomLeft" activeCell="%s" sqref="%s"/>' % (under, under),
            b"</sheetView></sheetViews>",
            b'<sheetFormatPr defaultRowHeight="15"/><cols>%s</cols>' % widths,
            b"<sheetData>%s</sheetData>" % rows,
            b"<hyperlinks>%s</hyperlinks>" % links if links else b"",
            b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3"',
            b' footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
            b'<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>',
        )
    )


def table_xml(new: NewSheet, number: int, namespace: str) -> bytes:
    """Return the table's part, with its filter buttons."""
    area, name = str(area_of(new)).encode(), markup(new.table)
    columns = b"".join(
        b'<tableColumn id="%d" name="%s"/>' % (n, markup(escaped(column.heading)))
        for n, column in enumerate(new.columns, start=1)
    )
    return b"".join(
        (
            b'<table xmlns="%s" id="%d" name="%s"' % (namespace.encode(), number, name),
            b' displayName="%s" ref="%s" totalsRowShown="0">' % (name, area),
            b'<autoFilter ref="%s"/>' % area,
            b'<tableColumns count="%d">%s</tableColumns>' % (len(new.columns), columns),
            b'<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0"',
            b' showRowStripes="1" showColumnStripes="0"/></table>',
        )
    )


def _text_format(shown: Plain, column: SheetColumn) -> Format:
    return Format("text", column.wraps, column.is_typed, is_like_a_formula(shown))


def _row(number: int, cells: list[Placed], first: int, *, is_1904: bool) -> bytes:
    height = b' ht="%d" customHeight="1"' % _TITLE_HEIGHT if number == _TITLE.row else b""
    inside = b"".join(_cell(*cell, first, is_1904=is_1904) for cell in cells)
    return b'<row r="%d"%s>%s</row>' % (number, height, inside)


def _cell(address: Address, value: Plain, shown: Format, first: int, *, is_1904: bool) -> bytes:
    """Return a cell; text lies in the cell itself, so that the shared strings stay as they are."""
    start = b'<c r="%s" s="%d"' % (str(address).encode(), first + FORMATS.index(shown))
    if value is None:
        return start + b"/>"
    if isinstance(value, str):
        return start + b' t="inlineStr"><is>%s</is></c>' % text_element(b"", escaped(value))
    kind, content = result_content(b"", value, is_1904=is_1904)
    return start + (b' t="%s"' % kind if kind else b"") + b">%s</c>" % content


def _link(address: Address, link: Link) -> bytes:
    spelt = str(address).encode(), markup(escaped(link.target)), markup(escaped(link.shown))
    return b'<hyperlink ref="%s" location="%s" display="%s"/>' % spelt
