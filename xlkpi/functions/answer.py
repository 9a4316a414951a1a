"""The one border of every host: arguments as a sheet has them in, cells to show out.

Nothing that a sheet can hold raises: an error is handed on, an unusable argument becomes one line.
"""

from collections.abc import Sequence

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Answer, first_error, refusal
from xlkpi.functions.definition import Definition, Kind
from xlkpi.functions.elements import answer_elements
from xlkpi.functions.grid import BLANK, Grid
from xlkpi.functions.series import answer_series


def answer(definition: Definition, arguments: Sequence[object]) -> Answer | list[list[Answer]]:
    """Return what a function answers: one cell, or rows of cells that spill.

    Args:
        definition: the function.
        arguments: one value each: None for a blank cell, a list of rows for a range, an error's
            text for an error. Trailing arguments may be left out.
    """
    try:
        grids = _grids(definition, arguments)
        series = [
            grid
            for argument, grid in zip(definition.arguments, grids, strict=True)
            if argument.is_series
        ]
        if definition.kind is Kind.ROW and all(grid.is_single for grid in series):
            return answer_elements(definition, grids)
        return answer_series(definition, grids)
    except RefusalError as error:
        # -- shapes and counts are refused here, and an error anywhere comes before a refusal --
        return _first_error(arguments) or refusal(error)


def _first_error(arguments: Sequence[object]) -> str | None:
    """Return the first error in argument order, in ranges of whatever shape."""
    for found in arguments:
        for row in found if isinstance(found, list | tuple) else [found]:
            error = first_error(row if isinstance(row, list | tuple) else [row])
            if error is not None:
                return error
    return None


def _grids(definition: Definition, arguments: Sequence[object]) -> list[Grid]:
    """Return one grid an argument of the definition; one left out is blank."""
    allowed = len(definition.arguments)
    if len(arguments) > allowed:
        message = (
            f"{definition.name} was given {len(arguments)} arguments: expected at most {allowed}, "
            f"{definition.signature}"
        )
        raise RefusalError(message)
    grids = [
        Grid.read(found, argument.name)
        for found, argument in zip(arguments, definition.arguments, strict=False)
    ]
    return grids + [BLANK] * (allowed - len(grids))
