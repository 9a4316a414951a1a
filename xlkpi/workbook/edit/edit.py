"""Edit workbooks: read them, plan, write beside, read back, and only then replace."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.backup import KEPT, STAMP, back_up, prune
from xlkpi.workbook.edit.change import AnyEdit, Edited
from xlkpi.workbook.edit.draft import Draft, Job, drafted
from xlkpi.workbook.edit.failures import failures
from xlkpi.workbook.edit.journal import Replacement
from xlkpi.workbook.edit.safe_save import put_in_place
from xlkpi.workbook.edit.settle import alone_with, replace_together

NOTHING: Mapping[Path, str] = MappingProxyType({})


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
        edits: cells with their values, results of formulas, rows for tables' ends, sheets, marks;
            all of them or none.
        stamp: when this is, by the door's clock; it names the backup.
        out: where to write instead; a file that does not exist yet.
        allow_formula: whether a cell that holds a formula may be overwritten.
        is_complete: whether every result that depends on a `Cached` one is among the edits; when
            results are all that changes, the workbook is then not calculated on opening.
        keep: how many backups stay under `versions/`, this one included.
        even_if_open: go on though a mark says that the workbook is open elsewhere.

    Raises:
        WorkbookError: in one line, what stands in the way; then nothing was changed.
    """
    save = _Save(stamp, keep, even_if_open)
    with failures(path):
        job = Job.of(path, edits, out, allow_formula=allow_formula, is_complete=is_complete)
        return save.all_or_none([job])[0]


def edit_together(  # noqa: PLR0913 -- as above
    edits: Mapping[Path, Sequence[AnyEdit]],
    *,
    stamp: datetime,
    allow_formula: bool = False,
    is_complete: bool = False,
    keep: int = KEPT,
    even_if_open: bool = False,
    planned_on: Mapping[Path, str] = NOTHING,
) -> tuple[Edited, ...]:
    """Return the edited workbooks, in the order given: all of them, or none was changed.

    A run that is killed in between is finished or undone by the next edit of any of them, or by
    `settle`. The arguments are those of `edit_workbook`, and `planned_on`: the SHA-256 of each
    workbook as it was read when its edits were planned; one that is another by now is refused.
    """
    jobs = []
    for path, wanted in edits.items():
        with failures(path):
            job = Job.of(
                path,
                wanted,
                allow_formula=allow_formula,
                is_complete=is_complete,
                planned_on=planned_on.get(path),
            )
            jobs.append(job)
    return _Save(stamp, keep, even_if_open).all_or_none(jobs)


@dataclass(frozen=True, slots=True)
class _Save:
    """How the edits of one call are saved."""

    stamp: datetime
    keep: int
    even_if_open: bool

    def all_or_none(self, jobs: Sequence[Job]) -> tuple[Edited, ...]:
        """Return what came of every job; the first refusal is that of them all."""
        targets = _each_once(jobs)
        with alone_with(targets, even_if_open=self.even_if_open) as said, ExitStack() as stages:
            drafts = [self._draft(job, stages) for job in jobs]
            ready = [draft for draft in drafts if draft.new]
            backups = {d.job.target: self._back_up(d) for d in ready if d.job.is_in_place}
            for draft in ready:
                with failures(draft.job.path):
                    draft.refuse_if_touched()
            self._put_in_place(ready, backups)
            for backup in backups.values():
                prune(backup, self.keep)
        return tuple(
            draft.outcome(backups.get(draft.job.target), said.get(draft.job.target))
            for draft in drafts
        )

    def _draft(self, job: Job, stages: ExitStack) -> Draft:
        with failures(job.path):
            return drafted(job, stages, even_if_open=self.even_if_open)

    def _back_up(self, draft: Draft) -> Path:
        with failures(draft.job.path):
            return back_up(draft.held, self.stamp)

    def _put_in_place(self, ready: Sequence[Draft], backups: Mapping[Path, Path]) -> None:
        """Put the finished files in their places; one alone needs no journal."""
        if len(ready) > 1:
            held = {draft.job.target: draft for draft in ready}
            files = [
                Replacement(target, draft.new, backups[target], draft.held.sha256, draft.made)
                for target, draft in held.items()
                if draft.new
            ]
            replace_together(files, lambda target: held[target].refuse_if_touched())
        elif ready and (new := ready[0].new):
            target = ready[0].job.target
            pending = f"{target.stem}.pending-{self.stamp.strftime(STAMP)}{target.suffix}"
            with failures(ready[0].job.path):
                put_in_place(new, target, target.with_name(pending))


def _each_once(jobs: Sequence[Job]) -> list[Path]:
    """Return the files to write; two names of one file are refused."""
    named: dict[Path, Path] = {}
    for job in jobs:
        if job.target in named:
            message = f"{job.path} and {named[job.target]} are one file: give its edits together"
            raise WorkbookError(message)
        named[job.target] = job.path
    return list(named)
