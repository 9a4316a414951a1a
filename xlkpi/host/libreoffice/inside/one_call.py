"""One call: most formulas stand on one row, and the rule of the row before is often theirs too."""

from collections.abc import Sequence
from typing import Any, cast

from xlkpi.functions.answer import answer
from xlkpi.functions.cells import ERRORS, Answer, Cell, finite
from xlkpi.functions.definition import Definition, Judge, Kind
from xlkpi.functions.judging import judge_all, prepared

MOST_KEPT = 2048
"""Rules kept ready from one call to the next."""

_judges: dict[tuple[object, ...], Judge] = {}

Answers = Answer | list[list[Answer]]


def answered(definition: Definition, cells: Sequence[object]) -> Answers:
    """Return what a function answers; a row of single cells is spared the work of ranges."""
    is_short = len(cells) != len(definition.arguments)
    if is_short or definition.kind is not Kind.ROW or any(map(_is_other, cells)):
        return answer(definition, cells)
    plain = cast("Sequence[Cell]", cells)
    rule: list[Cell] = []
    record: list[Any] = []
    for argument, cell in zip(definition.arguments, plain, strict=True):
        if argument.is_rule:
            rule.append(cell)
        elif not argument.is_series:
            record.append(cell)
        elif cell in {None, ""}:
            record.append(())
        else:
            return answer(definition, cells)
    found = judge_all(_judge(definition, rule), [tuple(record)])[0]
    return answer(definition, cells) if isinstance(found, list) else finite(found)


def _is_other(cell: object) -> bool:
    """Return whether a cell is a range, an error or anything but a number, a text or a blank."""
    if isinstance(cell, str):
        return cell in ERRORS
    return cell is not None and type(cell) is not float


def _judge(definition: Definition, rule: Sequence[Cell]) -> Judge:
    key = (definition.name, *rule)
    judge = _judges.get(key)
    if judge is None:
        if len(_judges) >= MOST_KEPT:
            _judges.clear()
        judge = _judges[key] = prepared(definition, rule)
    return judge
