"""The formula that is being worked out, read for what an argument is: a blank cell, or a 0.

LibreOffice does not say which cell asks. It is among those that depend on the cells it gave.
"""

import re
from collections.abc import Iterator
from typing import Any

EMPTY = "EMPTY"
Sheets = tuple[Any, Any]
_LITERAL = re.compile(r"[-+]?[\d.]+(?:E[-+]?\d+)?|(?:TRUE|FALSE)(?:\(\))?", re.IGNORECASE)
_SHEET = re.compile(r"\$?('(?:[^']|'')*'|[^'.()\"]+)\.(?=[$A-Z])")
_PIECE = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|[({]|[)}]|;|[^\"'(){};]+")


def is_blank(area: Any, name: str, first: int, place: int) -> bool | None:
    """Return whether an argument is a blank cell; None where no formula says, or they differ.

    Args:
        area: the cells that were given as the argument at `first`.
        name: the function's name in formulas, such as `ORG.XLKPI.KPIADDIN.KPIRAG`.
        first: the place of the argument that `area` is.
        place: the place of the argument in question.
    """
    said = set()
    for cell in _each(area.queryDependents(False).Cells):
        sheets = (cell.Spreadsheet, area.Spreadsheet)
        for arguments in _calls(cell.getFormula(), name):
            if first < len(arguments) and _is(sheets, arguments[first], area):
                said.add(_is_blank(sheets, arguments[place] if place < len(arguments) else ""))
    return said.pop() if len(said) == 1 else None


def _is_blank(sheets: Sheets, text: str) -> bool | None:
    if not text:
        return True
    if _LITERAL.fullmatch(text):
        return False
    found = _range(sheets, text)
    if found is None or found.Rows.Count > 1 or found.Columns.Count > 1:
        return None
    return bool(found.getCellByPosition(0, 0).getType().value == EMPTY)


def _is(sheets: Sheets, text: str, area: Any) -> bool:
    """Return whether a reference leads to these cells."""
    found = _range(sheets, text)
    return found is not None and _address(found) == _address(area)


def _range(sheets: Sheets, text: str) -> Any:
    """Return the cells of a reference on the formula's own sheet or on that of `area`."""
    prefix = _SHEET.match(text)
    name = "" if prefix is None else prefix[1].strip("'").replace("''", "'")
    for sheet in sheets:
        if not name or sheet.Name == name:
            try:
                return sheet.getCellRangeByName(text[prefix.end() :] if prefix else text)
            except Exception:  # noqa: BLE001 -- LibreOffice's way to say that it is no reference
                return None
    return None


def _address(area: Any) -> tuple[int, ...]:
    found = area.RangeAddress
    return (found.Sheet, found.StartColumn, found.StartRow, found.EndColumn, found.EndRow)


def _calls(formula: str, name: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of a function in a formula, as their texts."""
    for found in re.finditer(re.escape(name) + r"\(", formula, re.IGNORECASE):
        yield _arguments(formula, found.end())


def _arguments(formula: str, start: int) -> list[str]:
    arguments, depth = [""], 0
    for found in _PIECE.finditer(formula, start):
        piece = found[0]
        depth += (piece in {"(", "{"}) - (piece in {")", "}"})
        if depth < 0:
            break
        if piece == ";" and not depth:
            arguments.append("")
        else:
            arguments[-1] += piece
    return [argument.strip() for argument in arguments]


def _each(cells: Any) -> Iterator[Any]:
    found = cells.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()
