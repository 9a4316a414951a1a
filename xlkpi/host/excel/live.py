"""The Register's workbooks while an officer works in Excel: open ones live, all others as files.

What is guaranteed of a write to several workbooks:

- Every edit is looked at before anything is written, and each open workbook is copied into its
  `versions/` folder as it stands, unsaved figures included.
- Open workbooks are written first, then all the files together: those change all or none, even if
  the power fails. If anything fails, what was written into open workbooks is put back.
- Where more than one workbook changed, the open ones are saved, so that the disk holds them all.
  Where only one changed it is left unsaved: closing it without saving takes everything back.
- What can come between is Excel itself ending after the files changed and before it saved. Then
  what officers typed since their last save is in `versions/`, and the files are as they should be.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from xlwings import App, Book

from xlkpi.errors import WorkbookError, XlkpiError
from xlkpi.host.excel.live_book import LiveBook
from xlkpi.host.excel.live_edit import LiveEdit
from xlkpi.workbook.book import Book as AnyBook
from xlkpi.workbook.book import Edits
from xlkpi.workbook.edit.backup import FOLDER, KEPT, STAMP, prune
from xlkpi.workbook.edit.change import AnyEdit, Edited
from xlkpi.workbook.edit.failures import failures
from xlkpi.workbook.edit.journal import fingerprint
from xlkpi.workbook.files import Files


@dataclass
class LiveBooks:
    """The workbooks that are open in one Excel, and files for all others."""

    app: App
    stamp: datetime
    notes: list[str] = field(default_factory=list)
    """What an officer should know about the open workbooks."""
    _looked_at: set[str] = field(default_factory=set)

    def open(self, path: Path) -> AnyBook:
        """Return the workbook at a path; a WorkbookError says why it cannot be read."""
        book = self._open.get(_key(path))
        if book is None:
            return self._files.open(path)
        self._looked_at.add(_key(path))
        return book

    def unread(self, paths: Iterable[Path]) -> Iterator[str]:
        """Yield a note on each workbook whose file was read though it stands open and unsaved."""
        for key in dict.fromkeys(map(_key, paths)):
            book = self._open.get(key)
            if book is not None and key not in self._looked_at and not book.live.api.Saved:
                name = book.path.name
                yield f"{name} was read as last saved: save it and press again for what is new"

    def write(self, edits: Edits) -> tuple[Edited, ...]:
        """Return each workbook as it now stands; see above for what is guaranteed.

        Raises:
            WorkbookError: in one line, what stands in the way; then nothing was changed.
        """
        planned = {path: self._planned(path, wanted) for path, wanted in edits.items()}
        live = {path: one for path, one in planned.items() if one is not None}
        busy = [one for one in live.values() if not one.is_idle]
        kept = {id(one): self._back_up(one.book) for one in busy}
        filed = {path: wanted for path, wanted in edits.items() if path not in live}
        done: dict[Path, Edited] = {}
        try:
            for one in busy:
                one.write(self._tell)
            if filed:
                done |= zip(filed, self._files.write(filed), strict=True)
        except BaseException as error:
            for one in reversed(busy):
                one.put_back()
            if isinstance(error, XlkpiError) or not isinstance(error, Exception):
                raise
            message = f"Excel did not take an edit ({error}): everything was put back"
            raise WorkbookError(message) from error
        if len(busy) + len(filed) > 1:
            self._save(busy)
        for path, one in live.items():
            done[path] = _edited(path, one, kept.get(id(one)))
        return tuple(done[path] for path in edits)

    @cached_property
    def _files(self) -> Files:
        return Files(self.stamp)

    @cached_property
    def _open(self) -> Mapping[str, LiveBook]:
        return {_key(path): LiveBook(path, book) for path, book in _books(self.app)}

    def _planned(self, path: Path, wanted: Sequence[AnyEdit]) -> LiveEdit | None:
        book = self._open.get(_key(path))
        if book is None:
            return None
        edit = LiveEdit(book)
        edit.want(wanted)
        return edit

    def _tell(self, what: str) -> None:
        self.app.status_bar = f"KPI Register: writing {what} ..."

    def _back_up(self, book: LiveBook) -> Path:
        """Return a copy of an open workbook as it stands, beside the copies of its file."""
        folder = book.path.parent / FOLDER / book.path.name
        with failures(book.path):
            folder.mkdir(parents=True, exist_ok=True)
            copy = folder / f".{book.path.name}.open{book.path.suffix}"
            book.live.api.SaveCopyAs(str(copy))
            name = f"{self.stamp.strftime(STAMP)}-{fingerprint(copy)[:8]}{book.path.suffix}"
            backup = copy.replace(folder / name)
            prune(backup, KEPT)
        self.notes.append(f"as it was before, {book.path.name} is {backup}")
        return backup

    def _save(self, busy: Sequence[LiveEdit]) -> None:
        """Save the open workbooks; one that Excel does not save is told of."""
        for one in busy:
            try:
                one.book.live.save()
            except Exception:  # noqa: BLE001 -- the files have changed: this must not look undone
                self.notes.append(f"Excel could not save {one.book.path.name}: save it now")


def _edited(path: Path, one: LiveEdit, backup: Path | None) -> Edited:
    changes = tuple(one.changes)
    return Edited(path, changes, backup, (), fingerprint(path), is_written=not one.is_idle)


def _books(app: App) -> Iterator[tuple[Path, Book]]:
    """Yield each open workbook that has a file on this computer."""
    for book in app.books:
        with suppress(Exception):  # -- one in the cloud or never saved is none of the Register's --
            path = Path(str(book.fullname))
            if path.is_absolute():
                yield path, book


def _key(path: Path) -> str:
    """Return a path as this system compares them."""
    return os.path.normcase(path.resolve())
