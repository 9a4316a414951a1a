"""Grid: an argument's cells and their shape, whichever way the host hands a range over."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Cell, cleaned


class Grid(NamedTuple):
    """A single cell or a range; `cells` run along the rows, from the top."""

    cells: Sequence[Cell]
    height: int = 1
    width: int = 1

    @classmethod
    def read(cls, argument: object, name: str) -> "Grid":
        """Return the grid of a host's argument: a value, a row of values, or rows of values.

        Raises:
            RefusalError: the rows are of different lengths, or a cell is itself a range.
        """
        if not isinstance(argument, list | tuple):
            return cls(cleaned((argument,)))
        kinds = set(map(type, argument))
        has_rows = [issubclass(kind, list | tuple) for kind in kinds]
        if not any(has_rows):
            return cls(cleaned(argument), 1, len(argument)) if argument else BLANK
        widths = set(map(len, argument)) if all(has_rows) else set()
        cells: list[Any] = list(chain.from_iterable(argument)) if len(widths) == 1 else []
        if _holds_ranges(cells):
            message = f"{name} holds a range within a cell: give a range of single cells"
            raise RefusalError(message)
        if len(widths) != 1:
            message = f"{name} has rows of different lengths: give a rectangular range"
            raise RefusalError(message)
        return cls(cleaned(cells), len(argument), widths.pop()) if cells else BLANK

    @property
    def is_single(self) -> bool:
        """Whether this is one cell, which goes with any shape."""
        return self.height == self.width == 1

    @property
    def is_blank(self) -> bool:
        """Whether this is one cell with nothing in it or spaces, as an omitted argument is."""
        cell = self.cells[0]
        return self.is_single and (cell is None or (isinstance(cell, str) and not cell.strip()))

    @property
    def is_block(self) -> bool:
        """Whether this holds one series a row."""
        return self.height > 1 and self.width > 1

    @property
    def used_height(self) -> int:
        """How many rows there are down to the last one that holds anything."""
        for place in range(len(self.cells) - 1, -1, -1):
            if self.cells[place] not in (None, ""):
                return place // self.width + 1
        return 0

    def row(self, index: int) -> Sequence[Cell]:
        """Return one row's cells."""
        return self.cells[index * self.width : (index + 1) * self.width]

    @property
    def shape(self) -> str:
        """The shape in words, for a message: `3 rows by 4 columns`."""
        rows = f"{self.height} row{'' if self.height == 1 else 's'}"
        return f"{rows} by {self.width} column{'' if self.width == 1 else 's'}"


BLANK = Grid((None,))


def _holds_ranges(cells: Sequence[Any]) -> bool:
    return any(issubclass(kind, list | tuple) for kind in set(map(type, cells)))
