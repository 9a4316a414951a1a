"""A sheet spelt in another way, rewritten as every spreadsheet program spells it."""

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree

from xlkpi.workbook.package import column_letter, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_KEPT = ("s", "t")


def rewritten(sheet: bytes) -> bytes:
    """Return the sheet with its cells alone, each with its address, in plain UTF-8.

    Raises:
        ValueError: a cell has no place in a sheet, or a place that another cell has.
    """
    rows = b"".join(_rows(sheet))
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


def _rows(sheet: bytes) -> Iterator[bytes]:
    """Yield each row's bytes, in the order of the file; references may be left out."""
    number, seen = 0, set[int]()
    events = etree.iterparse(
        io.BytesIO(sheet), tag="{*}row", resolve_entities=False, no_network=True, huge_tree=True
    )
    for _, row in events:
        number = int(row.get("r") or number + 1)
        if not 1 <= number <= LAST_ROW or number in seen:
            message = f"row {number}"
            raise ValueError(message)
        seen.add(number)
        cells = b"".join(_cells(row, number))
        yield b'<row r="%d">%s</row>' % (number, cells)
        row.clear()
        while (before := row.getprevious()) is not None and before.getparent() is not None:
            before.getparent().remove(before)


def _cells(row: etree._Element, number: int) -> Iterator[bytes]:
    """Yield each cell of a row; every cell must belong to it."""
    column, seen = 0, set[int]()
    for cell in row.iterchildren("{*}c"):
        column = _column(cell.get("r"), number) or column + 1
        if column > LAST_COLUMN or column in seen:
            message = f"column {column}"
            raise ValueError(message)
        seen.add(column)
        yield _cell(cell, f"{column_letter(column)}{number}")


def _column(reference: str | None, number: int) -> int:
    """Return the column of a cell's reference, 0 without one."""
    if reference is None:
        return 0
    letters = reference.upper().rstrip("0123456789")
    if reference[len(letters) :] != str(number) or not letters.isalpha() or not letters.isascii():
        message = f"cell {reference}"
        raise ValueError(message)
    return column_number(letters)


def _cell(cell: etree._Element, address: str) -> bytes:
    """Return one cell: its formula's presence and its value."""
    kept = {name: str(cell.get(name)) for name in _KEPT if cell.get(name) is not None}
    value = cell.findtext("{*}v")
    inline = cell.find("{*}is")
    if kept.get("t") == "inlineStr":
        kept["t"], value = "str", _text(inline) if inline is not None else ""
    attributes = "".join(f' {name}="{escape(held, _QUOTE)}"' for name, held in kept.items())
    formula = "<f/>" if cell.find("{*}f") is not None else ""
    shown = "" if value is None else f"<v>{escape(value)}</v>"
    return f'<c r="{address}"{attributes}>{formula}{shown}</c>'.encode()


_QUOTE = {'"': "&quot;"}


def _text(inline: etree._Element) -> str:
    """Return a text as it is shown, its runs joined, without the sounds of its characters."""
    parts = inline.iterfind("{*}t"), inline.iterfind("{*}r/{*}t")
    return "".join(str(one.text or "") for part in parts for one in part)
