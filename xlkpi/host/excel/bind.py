"""Bind, unbind and rebind a workbook on the disk."""

import io
from dataclasses import dataclass
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.host.excel import binding, unbinding
from xlkpi.host.excel.package import ENDINGS
from xlkpi.host.excel.rebinding import rewritten
from xlkpi.host.excel.saving import Request, Saved
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.failures import failures
from xlkpi.workbook.edit.plan import Plan

KINDS = (*ENDINGS, *ENDINGS.values())


@dataclass(frozen=True, slots=True)
class Rebound:
    """A workbook whose formulas were respelt."""

    saved: Saved | None
    """None where no formula needed it."""
    formulas: int


def bind(request: Request, out: Path | None) -> Saved:
    """Return the bound workbook: a macro-enabled copy, or the workbook itself where it is one.

    A workbook that is bound already is bound anew, by what xlkpi knows now.
    """
    source = _workbook(request.source)
    ending = ENDINGS.get(source.suffix.lower(), source.suffix.lower())
    target = out or source.with_suffix(ending)
    if target.suffix.lower() != ending:
        message = f"{source}: cannot become {target.name}: a bound workbook ends in {ending}"
        raise WorkbookError(message)

    return request.saved(_bound, target)


def unbind(request: Request, out: Path | None) -> Saved:
    """Return the workbook without anything of ours, under its old ending where that fits again."""
    source = _workbook(request.source)
    with failures(source):
        _, ending = _unbound(request.read())
    target = out or source.with_suffix(ending)
    if target.suffix.lower() != ending:
        message = f"{source}: cannot become {target.name}: without our macros it ends in {ending}"
        raise WorkbookError(message)
    return request.saved(lambda book: _unbound(book)[0], target)


def rebind(request: Request, out: Path | None) -> Rebound:
    """Return the workbook with the functions of other hosts under their own names."""
    source = _workbook(request.source)
    with failures(source):
        _, formulas = rewritten(request.read())
    if not formulas:
        return Rebound(None, 0)
    return Rebound(request.saved(lambda book: rewritten(book)[0], out or source), formulas)


def _bound(book: OpenBook) -> Plan:
    plan, ending = Plan(book), book.path.suffix.lower()
    if unbinding.is_bound(book):
        before, ending = _unbound(book)
        file = io.BytesIO()
        before.write(file)
        plan = Plan(OpenBook(book.path, file.getvalue()))
    binding.bind(plan, ending)
    return plan


def _unbound(book: OpenBook) -> tuple[Plan, str]:
    """Return the plan of the workbook without anything of ours, and the ending that fits it."""
    if not unbinding.is_bound(book):
        message = "was not bound by xlkpi: there is nothing to take out"
        raise WorkbookError(message)
    plan = Plan(book)
    return plan, unbinding.unbind(plan)


def _workbook(path: Path) -> Path:
    """Return the path; refuses what is no workbook by its name."""
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "there is no such file"
        message = f"{path}: {what}: check the name and folder"
        raise WorkbookError(message)
    if path.suffix.lower() not in KINDS:
        message = f"{path}: is not one of {', '.join(KINDS)}: save it as one of these in Excel"
        raise WorkbookError(message)
    return path
