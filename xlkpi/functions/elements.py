"""Row functions: each element of the ranges is judged as if it stood alone."""

from collections.abc import Sequence
from itertools import repeat
from typing import Any

from xlkpi.functions.cells import ERRORS, Answer, Cell, finite, first_error
from xlkpi.functions.definition import Definition
from xlkpi.functions.grid import Grid
from xlkpi.functions.judging import judge_all, judge_each, prepared

Answers = Answer | list[list[Answer]]
"""One cell, or rows of cells that spill."""


def answer_elements(definition: Definition, grids: Sequence[Grid]) -> Answers:
    """Return one answer, or as many as the ranges have elements, in their shape.

    Ranges of different shapes give `#VALUE!`, or the first error that they hold. Rows below the
    last one that holds anything are all alike and judged once, so a whole-column reference costs
    what its used rows cost.
    """
    ranges = [grid for grid in grids if not grid.is_single]
    if not ranges:
        return _judge(definition, grids, 1)[0]
    height, width = ranges[0].height, ranges[0].width
    if any((grid.height, grid.width) != (height, width) for grid in ranges):
        return next(filter(None, (first_error(grid.cells) for grid in grids)), "#VALUE!")
    used = max(grid.used_height for grid in ranges)
    answers = _judge(definition, grids, used * width)
    rows = [list(row) for row in zip(*[iter(answers)] * width, strict=True)]
    if used < height:
        blanks = [grid if grid.is_single else Grid((None,)) for grid in grids]
        blank = _judge(definition, blanks, 1)[0]
        rows += [[blank] * width for _ in range(height - used)]
    return rows


def _judge(definition: Definition, grids: Sequence[Grid], count: int) -> list[Answer]:
    """Return the answers to the first `count` elements."""
    named = list(zip(definition.arguments, grids, strict=True))
    rule_grids = [grid for argument, grid in named if argument.is_rule]
    # -- a series here is one cell, the same for every element, or left out --
    columns = [
        repeat(() if grid.is_blank else tuple(grid.cells), count)
        if argument.is_series
        else _column(grid, count)
        for argument, grid in named
        if not argument.is_rule
    ]
    records = zip(*columns, strict=True)
    found: Any
    if all(grid.is_single for grid in rule_grids):
        judge = prepared(definition, [grid.cells[0] for grid in rule_grids])
        found = judge_all(judge, records)
    else:
        rules = zip(*(_column(grid, count) for grid in rule_grids), strict=True)
        found = judge_each(definition, rules, records)
    for place, error in _errors(grids, count).items():
        found[place] = error
    if float in set(map(type, found)):
        return [finite(answer) for answer in found]
    return list(found)


def _column(grid: Grid, count: int) -> Any:  # noqa: ANN401 -- a sequence, or one cell repeated
    if grid.is_single:
        return repeat(grid.cells[0], count)
    return grid.cells if len(grid.cells) == count else grid.cells[:count]


def _errors(grids: Sequence[Grid], count: int) -> dict[int, str]:
    """Return the places that hold an error in any argument; the first argument's counts."""
    found: dict[int, str] = {}
    for grid in reversed(grids):
        if ERRORS.isdisjoint(grid.cells):
            continue
        if grid.is_single:
            found = dict.fromkeys(range(count), str(grid.cells[0]))
        else:
            found |= _errors_of(grid.cells[:count])
    return found


def _errors_of(cells: Sequence[Cell]) -> dict[int, str]:
    return {
        place: error
        for place, cell in enumerate(cells)
        if (error := first_error((cell,))) is not None
    }
