"""Recalc: the stored results of the KPI functions in a workbook, worked out anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlkpi.functions.formula_value import ExcelError, Scalar
from xlkpi.workbook.edit.change import Cached, CellError, Plain
from xlkpi.workbook.edit.edit import edit_workbook
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated
from xlkpi.workbook.formulas.recalculation import Recalculation, Result, Unknown

LARGEST_WHOLE = 1e15


@dataclass(frozen=True, slots=True)
class Recalculated:
    """What came of a recalculation."""

    path: Path
    """Where the workbook with its new results is."""
    changes: tuple[Result, ...]
    """The cells whose stored result was replaced; empty when nothing was written."""
    could_not: tuple[Unknown, ...]
    """The formulas that were left as they are, each with its reason."""
    notes: tuple[str, ...]
    functions: int
    """How many cells hold a KPI function."""
    backup: Path | None
    """The workbook as it was; None when it was not replaced."""
    is_complete: bool
    """Whether Excel has nothing left to calculate on account of the changes."""


def recalc(
    path: Path, *, stamp: datetime, out: Path | None = None, even_if_open: bool = False
) -> Recalculated:
    """Return the workbook with the stored results of its KPI functions worked out anew.

    What follows from them is worked out too where that can be done exactly; where it cannot, Excel
    is told to calculate when it opens the workbook. No formula changes, and nothing is written when
    every result is stored already.

    Raises:
        WorkbookError: in one line, what stands in the way; then nothing was changed.
    """
    found = recalculated(FormulaBook(path))
    cells = {(one.sheet, one.cell) for one in found.results if one.is_kpi}
    cells |= {(one.sheet, one.cell) for one in found.unknown if one.is_kpi}
    functions = len(cells)
    if not found.changes:
        notes = found.notes
        return Recalculated(path, (), found.unknown, notes, functions, None, found.is_complete)
    done = edit_workbook(
        path,
        [Cached(one.sheet, one.cell, plain(one.computed)) for one in found.changes],
        stamp=stamp,
        out=out,
        is_complete=found.is_complete,
        even_if_open=even_if_open,
    )
    by_hand = tuple(note for note in done.notes if "calculated by hand" not in note)
    return Recalculated(
        done.path,
        found.changes,
        found.unknown,
        (*found.notes, *by_hand),
        functions,
        done.backup,
        found.is_complete,
    )


def differences(path: Path) -> Sequence[Result]:
    """Return the cells of KPI functions whose stored result is not what they answer.

    Raises:
        WorkbookError: the workbook cannot be read.
    """
    return tuple(one for one in answers(path).changes if one.is_kpi)


def answers(path: Path) -> Recalculation:
    """Return what the KPI functions of a workbook answer beside what is stored.

    Raises:
        WorkbookError: the workbook cannot be read.
    """
    return recalculated(FormulaBook(path))


def plain(value: Scalar) -> Plain:
    """Return a result as an edit takes it; a whole number is one, as Excel writes it."""
    if isinstance(value, ExcelError):
        return CellError(str(value))
    if isinstance(value, bool | str | None):
        return value
    return int(value) if value.is_integer() and abs(value) < LARGEST_WHOLE else float(value)


def shown(value: Scalar) -> str:
    """Return a result so that its kind can be seen: text in quotes."""
    if value is None:
        return "no result"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, ExcelError):
        return str(value)
    if isinstance(value, str):
        return f'"{" ".join(value.split())}"'
    return f"{float(value):.15g}"
