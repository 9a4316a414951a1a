"""A worksheet as it is found: its cells, and what of it is hidden or merged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.package import Package, column_letter, column_number, opened
from xlkpi.workbook.parts import Parts

_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
WORKSHEET = "worksheet"
"""The kind of sheet that has cells; charts and old dialogues have sheets of their own."""
MOST_HIDDEN_COLUMNS = 702


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One sheet of a workbook that nobody described."""

    path: Path
    name: str
    rows: Sequence[Sequence[object]]
    hidden_columns: tuple[str, ...] = ()
    """Their letters."""
    hidden_rows: int = 0
    merges: tuple[Merge, ...] = ()
    is_chart: bool = False

    def column(self, index: int, first: int) -> list[object]:
        """Return the cells of a column from row `first` on, both counted from 0."""
        return [row[index] if index < len(row) else None for row in self.rows[first:]]


def sheets_of(path: Path) -> tuple[Seen, ...]:
    """Return every sheet of a workbook, in the order of its tabs.

    Raises:
        WorkbookError: the file is none, is protected by a password, or cannot be read.
    """
    xmls, book = Package(path).sheets, WorkbookCells(path)
    with opened(path) as package:
        kinds = {name: sheet.kind for name, sheet in Parts(package).sheets.items()}
    return tuple(
        _seen(path, name, xmls[name], book)
        if kind == WORKSHEET and name in xmls
        else Seen(path, name, (), is_chart=True)
        for name, kind in kinds.items()
    )


def _seen(path: Path, name: str, xml: bytes, book: WorkbookCells) -> Seen:
    merges = (
        Merge(int(top) - 1, _index(left), int(bottom) - 1, _index(right))
        for left, top, right, bottom in _MERGE.findall(xml)
    )
    return Seen(
        path,
        name,
        book.rows(name),
        tuple(_hidden_columns(xml)),
        sum(1 for row in _ROW.findall(xml) if _HIDDEN.search(row)),
        tuple(merges),
    )


def _hidden_columns(xml: bytes) -> Iterator[str]:
    for column in _COLUMN.findall(xml):
        first, last = (re.search(rb'\b%s="(\d+)"' % end, column) for end in (b"min", b"max"))
        if first and last and _HIDDEN.search(column):
            span = range(int(first[1]), min(int(last[1]), MOST_HIDDEN_COLUMNS) + 1)
            yield from (column_letter(number) for number in span)


def _index(letters: bytes) -> int:
    return column_number(letters.decode()) - 1
