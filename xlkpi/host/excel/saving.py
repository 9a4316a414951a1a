"""A workbook written anew as a package: beside the old one, read back, and only then in place."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.archive import entries_of
from xlkpi.workbook.edit.backup import KEPT, STAMP, back_up, prune
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.failures import failures
from xlkpi.workbook.edit.open_elsewhere import refuse_if_open
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.safe_save import (
    like,
    put_in_place,
    refuse_if_changed,
    refuse_if_read_only,
    remove_left_over,
    snapshot,
    staged,
)
from xlkpi.workbook.edit.settle import alone_with

_XML = (".xml", ".rels", ".vml")
_CONTENTS = "the contents"


@dataclass(frozen=True, slots=True)
class Saved:
    """A workbook as it was written."""

    path: Path
    backup: Path | None
    """The workbook as it was; None where a new file was written."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which workbook is written anew, and where."""

    source: Path
    stamp: datetime
    even_if_open: bool = False

    def saved(self, planned: Callable[[OpenBook], Plan], target: Path) -> Saved:
        """Return the workbook as `planned` has it, saved as `target`.

        Raises:
            WorkbookError: in one line, what stands in the way; then nothing was changed.
        """
        with failures(self.source), alone_with([target.resolve()], even_if_open=self.even_if_open):
            return self._saved(planned, target.resolve())

    def read(self) -> OpenBook:
        """Return the workbook, open to be looked at."""
        with failures(self.source):
            return OpenBook(self.source, snapshot(self.source).content)

    def _saved(self, planned: Callable[[OpenBook], Plan], target: Path) -> Saved:
        is_in_place = target == self.source.resolve()
        if is_in_place:
            refuse_if_read_only(target)
            remove_left_over(target)
        elif target.exists():
            message = f"{target} exists already: name another file with --out"
            raise WorkbookError(message)
        if not self.even_if_open:
            refuse_if_open(self.source)
        held = snapshot(self.source.resolve())
        plan = planned(OpenBook(self.source, held.content))
        new = staged(target, plan.write)
        try:
            _verify(plan, new.read_bytes())
            like(new, held.path)
            backup = back_up(held, self.stamp) if is_in_place else None
            refuse_if_changed(held)
            pending = f"{target.stem}.pending-{self.stamp.strftime(STAMP)}{target.suffix}"
            put_in_place(new, target, target.with_name(pending))
        finally:
            with suppress(FileNotFoundError):
                new.unlink()
        if backup is not None:
            prune(backup, KEPT)
        return Saved(target if not is_in_place else self.source, backup)


def _verify(plan: Plan, content: bytes) -> None:
    """Refuse a new file that lost a part, or in which a part differs that was not to change."""
    old, new = plan.book, OpenBook(plan.book.path, content)
    before = {one.info.filename: one for one in entries_of(old.content, old.package)}
    after = {one.info.filename: one for one in entries_of(new.content, new.package)}
    gone = {name for name, pieces in plan.replaced.items() if pieces is None}
    if list(after) != [*(name for name in before if name not in gone), *plan.added]:
        raise _differs(_CONTENTS)
    for name, entry in after.items():
        if name in plan.replaced or name in plan.added:
            if name.casefold().endswith(_XML):
                expat.ParserCreate().Parse(new.parts.read(name), True)  # noqa: FBT003
        elif old.content[before[name].start : before[name].end] != content[entry.start : entry.end]:
            raise _differs(name)
    for source in ("", new.parts.main):
        for one in new.parts.relationships(source):
            if not one.is_external and old.parts.has(one.part) and not new.parts.has(one.part):
                raise _differs(one.part)


def _differs(what: str) -> WorkbookError:
    message = f"was left as it is: in the new file, read back, {what} differs"
    return WorkbookError(message)
