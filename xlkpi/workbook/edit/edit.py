"""Edit a workbook: read it, plan, write beside, read back, and only then replace."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.backup import KEPT, STAMP, back_up, prune
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.change import AnyEdit, Cached, Edit, Edited, NewRow
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.open_elsewhere import refuse_if_open
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.safe_save import (
    like,
    put_in_place,
    refuse_if_changed,
    refuse_if_read_only,
    remove_left_over,
    sha256,
    snapshot,
    staged,
)
from xlkpi.workbook.edit.table_row import add_row
from xlkpi.workbook.edit.verify import verify
from xlkpi.workbook.edit.writer_lock import writer_lock
from xlkpi.workbook.package import DAMAGED, damaged

KINDS = (".xlsx", ".xlsm", ".xltx", ".xltm")


def edit_workbook(  # noqa: PLR0913 -- the choices of a save, all by name
    path: Path,
    edits: Sequence[AnyEdit],
    *,
    stamp: datetime,
    out: Path | None = None,
    allow_formula: bool = False,
    is_complete: bool = False,
    keep: int = KEPT,
    even_if_open: bool = False,
) -> Edited:
    """Return the edited workbook; every part that no edit touches stays byte for byte.

    Args:
        path: the workbook; it is replaced whole, and only when the new file reads back right.
        edits: cells with their values, and rows for tables' ends; all of them or none.
        stamp: when this is, by the door's clock; it names the backup.
        out: where to write instead; a file that does not exist yet.
        allow_formula: whether a cell that holds a formula may be overwritten.
        is_complete: whether every result that depends on a `Cached` one is among the edits; when
            they are all there is, the workbook need not be calculated when it is opened.
        keep: how many backups stay under `versions/`, this one included.
        even_if_open: go on though a mark says that the workbook is open elsewhere.

    Raises:
        WorkbookError: in one line, what stands in the way; then nothing was changed.
    """
    with _failures(path):
        source = path.resolve()
        target = _target(source, out)
        with writer_lock(target):
            remove_left_over(target)
            in_place = out is None
            if in_place:
                refuse_if_read_only(source)
            guard = _Guard(source, is_needed=in_place and not even_if_open)
            guard.check()
            held = snapshot(source)
            book = OpenBook(held.path, held.content)
            plan = _plan(Plan(book, allow_formula, is_complete), edits)
            if in_place and not plan.replaced:
                return Edited(path, (), None, tuple(plan.notes), held.sha256, is_written=False)
            new = staged(target, plan.write)
            try:
                made = _verified(plan, new, source)
                backup = back_up(held, stamp) if in_place else None
                guard.check()
                if in_place:
                    refuse_if_changed(held)
                pending = f"{target.stem}.pending-{stamp.strftime(STAMP)}{target.suffix}"
                put_in_place(new, target, target.with_name(pending))
            finally:
                new.unlink(missing_ok=True)
            if backup:
                prune(backup, keep)
            return Edited(
                out or path, tuple(plan.changes), backup, tuple(plan.notes), made, is_written=True
            )


@dataclass(frozen=True, slots=True)
class _Guard:
    """A look, as often as is needed, at whether somebody has the workbook open."""

    path: Path
    is_needed: bool

    def check(self) -> None:
        if self.is_needed:
            refuse_if_open(self.path)


@contextmanager
def _failures(path: Path) -> Iterator[None]:
    """Turn whatever a mutilated file or a full disk raises into one line about the workbook."""
    try:
        yield
    except WorkbookError as error:
        line = " ".join(str(error).split())
        whole = line if line.startswith((f"{path}", f"{path.resolve()}")) else f"{path}: {line}"
        raise WorkbookError(whole) from error
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}): it was left as it is"
        raise WorkbookError(message) from error
    except DAMAGED as error:
        raise damaged(path) from error


def _verified(plan: Plan, new: Path, source: Path) -> str:
    """Return the fingerprint of the new file, which read back right and has the old rights."""
    content = new.read_bytes()
    verify(plan, content)
    like(new, source)
    return sha256(content)


def _target(source: Path, out: Path | None) -> Path:
    """Return where the new file goes; refuses what is no workbook by its name."""
    if not source.is_file():
        what = "is a folder" if source.is_dir() else "there is no such file"
        message = f"{what}: check the name and folder"
        raise WorkbookError(message)
    if source.suffix.lower() not in KINDS:
        message = f"is not one of {', '.join(KINDS)}: save it as one of these in Excel"
        raise WorkbookError(message)
    if out is None:
        return source
    if out.suffix.lower() != source.suffix.lower():
        message = f"cannot become {out.name}: keep the ending {source.suffix}"
        raise WorkbookError(message)
    if out.exists():
        message = f"{out} exists already: choose another name"
        raise WorkbookError(message)
    return out.resolve()


def _plan(plan: Plan, edits: Sequence[AnyEdit]) -> Plan:
    """Return what is to be written for the edits."""
    for one in edits:
        if isinstance(one, Edit | Cached):
            plan.want(one)
        elif isinstance(one, NewRow):
            add_row(plan, one)
    finish(plan)
    return plan
