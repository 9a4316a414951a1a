"""Series functions: a row or column is one series; a block is one series a row."""

from collections.abc import Sequence
from typing import Any

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import ERRORS, Answer, finite, first_error
from xlkpi.functions.definition import Argument, Definition
from xlkpi.functions.grid import Grid
from xlkpi.functions.judging import judge_each

Named = Sequence[tuple[Argument, Grid]]
Found = Answer | list[str]


def answer_series(definition: Definition, grids: Sequence[Grid]) -> Answer | list[list[Answer]]:
    """Return one answer for a series, a column of them for a block.

    A function that answers each position does so in the shape of its series. Rows below the last
    one that holds anything are all alike and judged once.

    Raises:
        RefusalError: the arguments' shapes do not fit together.
    """
    named = list(zip(definition.arguments, grids, strict=True))
    block = next((grid for argument, grid in named if argument.is_series and grid.is_block), None)
    if block is None:
        _refuse_several(named)
        shape = next(grid for argument, grid in named if argument.is_series)
        return _in_shape(_judge(definition, [_whole(named)])[0], shape)
    _refuse_misfits(named, block)
    used = max(grid.used_height for _, grid in named if not grid.is_single)
    answers = _judge(definition, [_row(named, place) for place in range(used)])
    if used < block.height:
        blank = _judge(definition, [_row(named, None)])
        answers += blank * (block.height - used)
    return _in_rows(answers, block.width)


Row = list[Any]
"""The arguments of one judgement: a sequence of cells for a series, one cell for the others."""


def _whole(named: Named) -> Row:
    return [
        (() if grid.is_blank else grid.cells) if argument.is_series else grid.cells[0]
        for argument, grid in named
    ]


def _row(named: Named, place: int | None) -> Row:
    """Return the arguments at a row of the block; None is a row that holds nothing."""
    row: Row = []
    for argument, grid in named:
        if argument.is_series:
            row.append(() if place is None or grid.is_blank else grid.row(place))
        elif grid.is_single:
            row.append(grid.cells[0])
        else:
            row.append(None if place is None else grid.cells[place])
    return row


def _judge(definition: Definition, rows: Sequence[Row]) -> list[Found]:
    is_rule = [argument.is_rule for argument in definition.arguments]
    rules = (tuple(c for c, yes in zip(row, is_rule, strict=True) if yes) for row in rows)
    records = (tuple(c for c, yes in zip(row, is_rule, strict=True) if not yes) for row in rows)
    found = judge_each(definition, rules, records)
    errors = [_error(row) for row in rows]
    return [
        error or (answer if isinstance(answer, list) else finite(answer))
        for error, answer in zip(errors, found, strict=True)
    ]


def _error(row: Row) -> str | None:
    """Return the first error of the row's arguments, in argument order."""
    for cells in row:
        one = cells if isinstance(cells, Sequence) and not isinstance(cells, str) else (cells,)
        if not ERRORS.isdisjoint(one):
            return first_error(one)
    return None


def _in_shape(answer: Found, shape: Grid) -> Answer | list[list[Answer]]:
    if not isinstance(answer, list):
        return answer
    padded: list[Answer] = [*answer, *[""] * (len(shape.cells) - len(answer))]
    if shape.is_single:
        return padded[0]
    return [padded] if shape.height == 1 else [[text] for text in padded]


def _in_rows(answers: Sequence[Found], width: int) -> list[list[Answer]]:
    """Return one row an answer; where one answers each position, all rows are as wide."""
    if not any(isinstance(answer, list) for answer in answers):
        return [[answer] for answer in answers if not isinstance(answer, list)]
    if any(isinstance(answer, float) for answer in answers):
        message = (
            "part is flag in some rows and a number in others: "
            "use one formula for the flags and one for the numbers"
        )
        raise RefusalError(message)
    return [
        [*answer, *[""] * (width - len(answer))] if isinstance(answer, list) else [answer] * width
        for answer in answers
    ]


def _refuse_several(named: Named) -> None:
    """Refuse ranges beside a single series, and series of different lengths."""
    every = [(argument.name, grid) for argument, grid in named if argument.is_series]
    # -- one left out has no length to differ in --
    series = [(name, grid) for name, grid in every if not grid.is_blank] or every
    first_name, first = series[0]
    for name, grid in series[1:]:
        if len(grid.cells) != len(first.cells):
            message = (
                f"{name} has {len(grid.cells)} cells and {first_name} {len(first.cells)}: "
                f"give ranges of one length"
            )
            raise RefusalError(message)
    for argument, grid in named:
        if not argument.is_series and not grid.is_single:
            message = (
                f"{argument.name} is {grid.shape} but {first_name} is one series: give one cell, "
                f"or {first_name} as a block of one row a KPI and several columns"
            )
            raise RefusalError(message)


def _refuse_misfits(named: Named, block: Grid) -> None:
    """Refuse what does not go with a block: other blocks' shapes, and ranges that are no column."""
    for argument, grid in named:
        if argument.is_series:
            shapes = {(each.height, each.width) for each in (grid, block)}
            fits = grid.is_blank or len(shapes) == 1
            expected = f"the same shape as the block, {block.shape}"
        else:
            fits = grid.is_single or (grid.height == block.height and grid.width == 1)
            expected = f"one cell, or a column of {block.height} rows as the block has"
        if not fits:
            message = f"{argument.name} is {grid.shape}: expected {expected}"
            raise RefusalError(message)
