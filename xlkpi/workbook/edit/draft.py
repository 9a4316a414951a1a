"""One workbook's part of an edit: what is asked of it, and the finished file beside it."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Cached,
    Edit,
    Edited,
    Highlight,
    NewRow,
    NewSheet,
    NoHighlight,
    RemovedSheet,
)
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.highlight import drop_unused_format, mark
from xlkpi.workbook.edit.journal import journal_of
from xlkpi.workbook.edit.new_sheet import add_sheet
from xlkpi.workbook.edit.open_elsewhere import refuse_if_open
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.removed_sheet import remove_sheet
from xlkpi.workbook.edit.safe_save import (
    Snapshot,
    like,
    refuse_if_changed,
    refuse_if_read_only,
    remove_left_over,
    sha256,
    snapshot,
    staged,
)
from xlkpi.workbook.edit.table_row import add_row
from xlkpi.workbook.edit.verify import verify

KINDS = (".xlsx", ".xlsm", ".xltx", ".xltm")


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of one workbook."""

    path: Path
    """As the caller named it."""
    result: Path
    """As the caller named what is to be written."""
    source: Path
    target: Path
    edits: Sequence[AnyEdit]
    allow_formula: bool
    is_complete: bool
    planned_on: str | None
    """The fingerprint of the workbook for which the edits were planned; None for any."""

    @classmethod
    def of(  # noqa: PLR0913 -- the choices of a save, all by name
        cls,
        path: Path,
        edits: Sequence[AnyEdit],
        out: Path | None = None,
        *,
        allow_formula: bool,
        is_complete: bool,
        planned_on: str | None = None,
    ) -> Self:
        """Return the job; refuses what is no workbook by its name."""
        source, choices = path.resolve(), (allow_formula, is_complete, planned_on)
        return cls(path, out or path, source, _target(source, out), edits, *choices)

    @property
    def is_in_place(self) -> bool:
        """Whether the workbook itself is to be replaced."""
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class Draft:
    """A job whose finished file stands beside its target, read back right."""

    job: Job
    held: Snapshot
    plan: Plan
    new: Path | None
    """The finished file; None when there was nothing to do."""
    made: str
    """Its fingerprint, or that of the workbook as it is."""
    even_if_open: bool

    def refuse_if_touched(self) -> None:
        """Refuse when somebody opened or changed the workbook since it was read."""
        if self.job.is_in_place:
            if not self.even_if_open:
                refuse_if_open(self.job.source)
            refuse_if_changed(self.held)

    def outcome(self, backup: Path | None, settled: str | None) -> Edited:
        """Return what came of the job, once the finished file is in its place."""
        job, plan = self.job, self.plan
        notes = (*((settled,) if settled else ()), *plan.notes)
        is_written = self.new is not None
        return Edited(job.result, tuple(plan.changes), backup, notes, self.made, is_written)


def drafted(job: Job, stages: ExitStack, *, even_if_open: bool) -> Draft:
    """Return the draft of a job; its finished file goes with `stages` unless it found its place."""
    remove_left_over(job.target)
    if job.is_in_place:
        refuse_if_read_only(job.source)
        if not even_if_open:
            refuse_if_open(job.source)
    held = snapshot(job.source)
    if job.planned_on not in (None, held.sha256):
        message = "has changed since it was read: nothing was written, run the command again"
        raise WorkbookError(message)
    book = OpenBook(job.source, held.content)
    plan = _planned(Plan(book, job.allow_formula, job.is_complete), job.edits)
    if job.is_in_place and plan.is_idle:
        return Draft(job, held, plan, None, held.sha256, even_if_open)
    new = staged(job.target, plan.write)
    stages.callback(_discard, new, job.target)
    content = new.read_bytes()
    verify(plan, content)
    like(new, job.source)
    return Draft(job, held, plan, new, sha256(content), even_if_open)


def _planned(plan: Plan, edits: Sequence[AnyEdit]) -> Plan:
    """Return what is to be written for the edits; sheets go before others come."""
    new = [one for one in edits if isinstance(one, NewSheet)]
    for one in edits:
        if isinstance(one, Edit | Cached):
            plan.want(one)
        elif isinstance(one, NewRow):
            add_row(plan, one)
        elif isinstance(one, Highlight | NoHighlight):
            mark(plan, one)
    for one in edits:
        if isinstance(one, RemovedSheet):
            same = (other for other in new if other.name.casefold() == one.name.casefold())
            remove_sheet(plan, one, next(same, None))
    for one in new:
        add_sheet(plan, one)
    drop_unused_format(plan)
    finish(plan)
    return plan


def _discard(new: Path, target: Path) -> None:
    """Remove a finished file that was not wanted; one that a journal names is still wanted."""
    if not journal_of(target).exists():
        new.unlink(missing_ok=True)


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
