"""What a formula's answer puts into the cells that the formula fills."""

from xlkpi.errors import RefusalError
from xlkpi.functions.formula_operator import element
from xlkpi.functions.formula_value import ExcelError, Rows, Scalar
from xlkpi.workbook.edit.cell_value import LONGEST_TEXT
from xlkpi.workbook.formulas.sheet_cells import FormulaCell, Place

MOST_CELLS = 1_000_000
"""One formula fills no more in any Register."""


def filled(cell: FormulaCell, answer: Scalar | Rows) -> dict[Place, Scalar]:
    """Return each cell with its value; a blank shows as 0, and a missing place is #N/A.

    Sets `cell.is_resized` where the answer is of another size than the cells it is to fill.
    """
    cell.is_resized = False
    if cell.area is None:
        return {cell.place: _shown(answer[0][0] if isinstance(answer, list) else answer)}
    grid = answer if isinstance(answer, list) else [[answer]]
    first, last = cell.area.first, cell.area.last
    height, width = last.row - first.row + 1, last.column - first.column + 1
    if height * width > MOST_CELLS:
        message = f"it fills {cell.area}, more than {MOST_CELLS:,} cells"
        raise RefusalError(message)
    fits = len(grid) == height and len(grid[0]) == width
    if not cell.is_dynamic:
        fits = len(grid) in (1, height) and len(grid[0]) in (1, width)
    cell.is_resized = not fits
    # -- a dynamic array spills no further than its answer: nothing is repeated beyond it --
    repeats = not cell.is_dynamic
    return {
        (first.row + row, first.column + column): _shown(
            element(grid, row, column)
            if repeats or (row < len(grid) and column < len(grid[0]))
            else ExcelError("#N/A")
        )
        for row in range(height)
        for column in range(width)
    }


def _shown(value: Scalar) -> Scalar:
    """Return what a cell shows of a value."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        message = f"the answer has {len(value):,} characters: a cell holds {LONGEST_TEXT:,}"
        raise RefusalError(message)
    if value is None:
        return 0.0
    if isinstance(value, bool | str):
        return value
    return float(value)


def alike(stored: Scalar, new: Scalar) -> bool:
    """Return whether a stored result says what the new one does, in the 15 digits Excel keeps.

    Desktop Excel stores an error that Python answered as a text of the same letters.
    """
    if isinstance(stored, bool) or isinstance(new, bool):
        return stored is new
    if isinstance(stored, str) or isinstance(new, str):
        return isinstance(stored, str) and stored == new
    if stored is None or new is None:
        return stored is new
    return stored == new or f"{float(stored):.15g}" == f"{float(new):.15g}"
