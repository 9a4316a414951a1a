"""A table as a structured reference names its parts: `tbl[[#This Row],[Actual]]`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lxml import etree

from xlkpi.errors import RefusalError
from xlkpi.terms.wording import quoted
from xlkpi.workbook.edit.address import Address, Area, read_area
from xlkpi.workbook.edit.xml_bytes import unescaped

_PIECE = re.compile(r"\s*(?:\[((?:'.|[^\[\]'])*)\]|([,:]))\s*", re.DOTALL)
_ESCAPE = re.compile(r"'(.)", re.DOTALL)
_ITEMS = ("#all", "#data", "#headers", "#totals", "#this row")
THIS_ROW = "#this row"
REFERENCE_ERROR, VALUE_ERROR = "#REF!", "#VALUE!"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where it lies and what its columns are called, to the letter."""

    name: str
    sheet: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: Mapping[str, int]
    """The number of each column, counted from 0, by its heading without regard to case."""

    def column(self, name: str) -> int | None:
        """Return the column of the sheet that a heading stands over; None where none does."""
        number = self.columns.get(name.casefold())
        return None if number is None else self.area.first.column + number


@dataclass(frozen=True, slots=True)
class Specifier:
    """What a structured reference asks of its table."""

    items: tuple[str, ...]
    """Such as #headers; none is the data."""
    columns: tuple[str, ...]
    """None is every column, two are the ends of a span."""


def read_table(sheet: str, root: etree._Element) -> Table:
    """Return the table that a part describes."""
    headers, totals = root.get("headerRowCount"), root.get("totalsRowCount")
    return Table(
        str(root.get("displayName") or root.get("name")),
        sheet,
        read_area(str(root.get("ref"))),
        1 if headers is None else int(headers),
        int(totals or 0),
        {
            unescaped(str(one.get("name"))).casefold(): number
            for number, one in enumerate(root.iterfind("{*}tableColumns/{*}tableColumn"))
        },
    )


@lru_cache(maxsize=4096)
def read_specifier(brackets: str) -> Specifier:
    """Return what the brackets of a structured reference say.

    Raises:
        RefusalError: they are not in the form that files store.
    """
    inside = brackets[1:-1]
    if "[" not in _ESCAPE.sub("", inside):
        return _single(inside)
    inside = inside.removeprefix("@") if (is_level := inside.startswith("@")) else inside
    items, place, separator = [THIS_ROW] * is_level, 0, ","
    columns: list[str] = []
    for found in _PIECE.finditer(inside):
        if found.start() != place:
            break
        place = found.end()
        if found[2]:
            separator = found[2]
        elif found[1].casefold() in _ITEMS:
            items.append(found[1].casefold())
        else:
            if columns and separator != ":":
                raise _unreadable(brackets)
            columns.append(unescaped_heading(found[1]))
    if place != len(inside) or len(columns) > 2:  # noqa: PLR2004 -- a span has two ends
        raise _unreadable(brackets)
    return Specifier(tuple(items), tuple(columns))


def _single(inside: str) -> Specifier:
    """Return what brackets without others in them say."""
    if not inside.strip():
        return Specifier((), ())
    if inside.strip().casefold() in _ITEMS:
        return Specifier((inside.strip().casefold(),), ())
    if inside.startswith("@"):
        return Specifier((THIS_ROW,), (unescaped_heading(inside[1:]),) if inside[1:] else ())
    return Specifier((), (unescaped_heading(inside),))


def unescaped_heading(text: str) -> str:
    """Return a heading without the apostrophes that take the meaning from its brackets."""
    return _ESCAPE.sub(r"\1", text)


def _unreadable(brackets: str) -> RefusalError:
    return RefusalError(f"{quoted(brackets)} is no part of a table that is read here")


def area_of(table: Table, asked: Specifier, row: int) -> Area | str:
    """Return the cells that are asked for, seen from a row; an error's text where none are."""
    first, last = table.area.first.column, table.area.last.column
    if asked.columns:
        ends = [table.column(name) for name in asked.columns]
        if None in ends:
            return REFERENCE_ERROR
        found = sorted(end for end in ends if end is not None)
        first, last = found[0], found[-1]
    rows = _rows(table, asked.items, row)
    if isinstance(rows, str):
        return rows
    return Area(Address(rows[0], first), Address(rows[1], last))


def _rows(table: Table, items: tuple[str, ...], row: int) -> tuple[int, int] | str:
    """Return the first and last row of what is asked for."""
    top, bottom = table.area.first.row, table.area.last.row
    data = top + table.header_rows, bottom - table.totals_rows
    if THIS_ROW in items:
        return (row, row) if data[0] <= row <= data[1] and len(items) == 1 else VALUE_ERROR
    spans = {
        "#all": (top, bottom),
        "#data": data,
        "#headers": (top, data[0] - 1),
        "#totals": (data[1] + 1, bottom),
    }
    wanted = [spans[item] for item in items or ("#data",)]
    if any(first > last for first, last in wanted):
        return REFERENCE_ERROR
    wanted.sort()
    for (_, last), (first, _) in pairwise(wanted):
        if first > last + 1:
            return REFERENCE_ERROR
    return wanted[0][0], wanted[-1][1]
