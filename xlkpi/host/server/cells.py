"""Cells on their way between Office's custom functions and the judgements."""

from types import MappingProxyType
from typing import Any

from xlkpi.functions.cells import Answer

KINDS = MappingProxyType(
    {
        "#DIV/0!": "Div0",
        "#N/A": "NotAvailable",
        "#NAME?": "Name",
        "#NULL!": "Null",
        "#NUM!": "Num",
        "#REF!": "Ref",
        "#VALUE!": "Value",
    }
)
"""Errors that a function can hand back as errors, as Office calls them."""
FIRST_WITH_ERRORS = (1, 4)
"""The version of Office's functions that takes an error for what it is."""


def received(argument: Any) -> Any:  # noqa: ANN401 -- whatever JSON has
    """Return an argument as the judgements take it: errors as texts, formatted numbers as such."""
    if isinstance(argument, dict):
        return argument.get("basicValue", argument.get("code", ""))
    if not isinstance(argument, list):
        return argument
    # -- a million plain cells cost next to nothing: only rows that hold an object are looked at --
    return [received(one) if _holds_objects(one) else one for one in argument]


def _holds_objects(cells: object) -> bool:
    if isinstance(cells, list):
        return dict in set(map(type, cells))
    return isinstance(cells, dict)


def sent(answer: Answer | list[list[Answer]], runtime: str) -> list[list[Any]]:
    """Return an answer as Office takes it: rows of cells, errors as errors where it has them."""
    rows: list[list[Any]] = answer if isinstance(answer, list) else [[answer]]
    if not _has_errors(runtime):
        return rows
    return [
        [_error(cell) if cell.__class__ is str and cell[:1] == "#" else cell for cell in row]
        for row in rows
    ]


def _has_errors(runtime: str) -> bool:
    try:
        return tuple(map(int, runtime.split("."))) >= FIRST_WITH_ERRORS
    except ValueError:
        return False


def _error(cell: str) -> Any:  # noqa: ANN401 -- as above
    kind = KINDS.get(cell)
    return cell if kind is None else {"type": "Error", "errorType": kind}
