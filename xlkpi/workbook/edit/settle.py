"""Several workbooks replaced together, and what an interrupted run left half done."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.failures import failures
from xlkpi.workbook.edit.journal import (
    Journal,
    Replacement,
    fingerprint,
    is_in_force,
    journal_of,
    read_journal,
    remove_journals,
    write_journals,
)
from xlkpi.workbook.edit.open_elsewhere import refuse_if_open
from xlkpi.workbook.edit.safe_save import like, replace_patiently, staged, write_all
from xlkpi.workbook.edit.writer_lock import writer_lock


def settle(path: Path, *, even_if_open: bool = False) -> str | None:
    """Return what was done about a half-done edit of several workbooks; None without one.

    Call it before reading a workbook that is edited together with others. The edit is finished
    where nothing has changed since, else undone from the backups.

    Raises:
        WorkbookError: in one line, why neither can be done, and where the backups are.
    """
    with failures(path):
        target = path.resolve()
        while (journal := read_journal(target)) is not None:
            with _locked([one.target for one in journal]):
                if read_journal(target) == journal:
                    return _settled(target, journal, even_if_open=even_if_open)
    return None


@contextmanager
def alone_with(targets: Sequence[Path], *, even_if_open: bool) -> Iterator[dict[Path, str]]:
    """Hold the locks of workbooks of which none is half done; yields what had to be settled."""
    said: dict[Path, str] = {}
    while True:
        for target in targets:
            if line := settle(target, even_if_open=even_if_open):
                said[target] = line
        with _locked(targets):
            if not any(journal_of(target).exists() for target in targets):
                yield said
                return


def replace_together(files: Sequence[Replacement], check: Callable[[Path], None]) -> None:
    """Replace all targets or none; `check` is asked about each right before its turn."""
    try:
        with failures(files[0].target):
            write_journals(files)
        for one in files:
            with failures(one.target):
                check(one.target)
                replace_patiently(one.staged, one.target)
    except BaseException:
        _put_back(files)
        raise
    with suppress(OSError):  # all are in place: the next run removes what is left
        remove_journals(files)


@contextmanager
def _locked(targets: Sequence[Path]) -> Iterator[None]:
    """Hold the locks of several workbooks, always taken in one order."""
    with ExitStack() as locks:
        for target in sorted(targets):
            with failures(target):
                locks.enter_context(writer_lock(target))
        yield


def _settled(target: Path, journal: Journal, *, even_if_open: bool) -> str | None:
    """Finish or undo what the journal says; without the first one's journal there is no need."""
    if not is_in_force(journal):
        journal_of(target).unlink()
        return None
    names = " and ".join(one.target.name for one in journal)
    now = {one.target: fingerprint(one.target) for one in journal}
    done = [one for one in journal if _is_replaced(one, now)]
    left = [one for one in journal if one not in done]
    if not even_if_open:
        for one in journal:
            refuse_if_open(one.target)
    if all(now[o.target] == o.before and fingerprint(o.staged) == o.after for o in left):
        for one in left:
            with failures(one.target):
                replace_patiently(one.staged, one.target)
        remove_journals(journal)
        return f"an edit of {names} that was interrupted has been finished"
    if all(now[o.target] == o.after and fingerprint(o.backup) == o.before for o in done):
        _undo(journal)
        return f"an edit of {names} that was interrupted has been undone: run it again"
    backups = ", ".join(f"{one.target.name} with {one.backup}" for one in journal)
    marks = " and ".join(journal_of(one.target).name for one in journal)
    message = (
        f"an edit of {names} was interrupted and one was changed since: compare {backups}, "
        f"put right what is amiss, then delete {marks}"
    )
    raise WorkbookError(message)


def _is_replaced(one: Replacement, now: dict[Path, str]) -> bool:
    """Return whether the finished file has gone to its place, whatever happened there since."""
    return now[one.target] == one.after or (
        now[one.target] != one.before and not one.staged.exists()
    )


def _undo(files: Sequence[Replacement]) -> None:
    """Put back what was replaced; a kill on the way leaves what leads here again."""
    for one in files:
        one.staged.unlink(missing_ok=True)
    for one in files:
        if fingerprint(one.target) == one.after:
            content = one.backup.read_bytes()
            old = staged(one.target, lambda file, held=content: write_all(file, held))  # type: ignore[misc]
            try:
                like(old, one.target)
                replace_patiently(old, one.target)
            finally:
                old.unlink(missing_ok=True)
    remove_journals(files)


def _put_back(files: Sequence[Replacement]) -> None:
    """Undo what this run did; where that fails too, the journals stay for the next run."""
    try:
        _undo(files)
    except (OSError, WorkbookError) as error:
        listed = ", ".join(f"{one.target} (as it was: {one.backup})" for one in files)
        message = f"{listed}: half done and held open: close them and run any edit of them again"
        raise WorkbookError(message) from error
