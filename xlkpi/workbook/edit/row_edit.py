"""A row's bytes after its cells were edited."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.workbook.edit.address import Address
from xlkpi.workbook.edit.row_xml import Cell, Row
from xlkpi.workbook.edit.xml_bytes import Splice, spliced, tag_at


@dataclass(frozen=True, slots=True)
class NewCell:
    """What a cell becomes: its `t`, the elements inside it, and the style of one that is new."""

    address: Address
    kind: bytes | None
    content: bytes
    style: str | None
    is_result: bool = False
    """Whether the cell's formula stays before the content."""


def new_row(prefix: bytes, number: int, cells: Sequence[NewCell]) -> bytes:
    """Return a row that the sheet did not have."""
    inside = b"".join(_new_cell(prefix, cell) for cell in cells)
    return b'<%srow r="%d">%s</%srow>' % (prefix, number, inside, prefix)


def edited_row(prefix: bytes, row: Row, cells: Sequence[NewCell]) -> bytes:
    """Return a row after its edits; `spans`, a hint that may no longer hold, goes."""
    tag = row.tag.with_attributes(spans=None, is_empty=False)
    if row.tag.is_empty:
        inside = b"".join(_new_cell(prefix, cell) for cell in cells)
        return tag + inside + b"</%s>" % row.tag.name
    splices = [Splice(0, row.tag.end, tag)]
    for cell in cells:
        held = row.cells.get(cell.address.column)
        if held is None:
            place = row.next_start(cell.address.column)
            splices.append(Splice(place, place, _new_cell(prefix, cell)))
        else:
            splices.append(Splice(held.start, held.end, _edited_cell(row.xml, held, cell)))
    return b"".join(spliced(row.xml, splices))


def _new_cell(prefix: bytes, cell: NewCell) -> bytes:
    attributes = b' r="%s"' % str(cell.address).encode()
    if cell.style:
        attributes += b' s="%s"' % cell.style.encode()
    if cell.kind:
        attributes += b' t="%s"' % cell.kind
    if not cell.content:
        return b"<%sc%s/>" % (prefix, attributes)
    return b"<%sc%s>%s</%sc>" % (prefix, attributes, cell.content, prefix)


def _edited_cell(xml: bytes, held: Cell, cell: NewCell) -> bytes:
    """Return a cell with its style and anything unknown kept; `vm` spoke of its value.

    So did `cm`, unless the formula stays: it says that the formula is one that may spill.
    """
    tag = tag_at(xml, held.start)
    kept = [held.formula_at, *held.others] if cell.is_result else held.others
    content = b"".join(xml[start:end] for start, end in kept)
    place = held.formula_at[1] - held.formula_at[0] if cell.is_result else 0
    content = content[:place] + cell.content + content[place:]
    changed: dict[str, bytes | None] = {"t": cell.kind, "vm": None}
    if not cell.is_result:
        changed["cm"] = None
    if cell.style and cell.style != held.attributes.get("s"):
        changed["s"] = cell.style.encode()
    opening = tag.with_attributes(is_empty=not content, **changed)
    return opening + content + b"</%s>" % tag.name if content else opening
