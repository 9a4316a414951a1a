"""A button pressed in Excel: the Register found, the action run, and what came of it said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from xlwings import Book

from xlkpi.actions.catalogue import Action, Desk, Done
from xlkpi.errors import SettingsError, WorkbookError
from xlkpi.host.excel.guard import own_folder
from xlkpi.host.excel.live import LiveBooks
from xlkpi.host.excel.quiet import quiet
from xlkpi.host.excel.ribbon import LABEL
from xlkpi.settings.settings import FILE_NAME, Settings, read_settings
from xlkpi.workbook.source import TableSource

MOST_LINES = 15
AS_TEXT = 2
"""What Excel's InputBox is told that it shall take."""
ASK_ROLE = "Which role posts, such as Head of Policy? The change log names roles, never people."


def press(book: Book, action: Action) -> None:
    """Run an action for a workbook; an action with a preview is agreed to first."""
    path = path_of(book)
    settings, notes = settings_of(path)
    stamp = datetime.now(UTC)  # noqa: TID251 -- a button is a door
    books = LiveBooks(book.app, stamp)
    desk = Desk(settings, books, "", stamp)
    if action.preview is not None:
        with quiet(book.app, f"{action.label}: looking at what would change"):
            planned = action.preview(desk)
        role = _agreed(book, action, planned)
        if role is None:
            return
        desk = replace(desk, role=role)
    with quiet(book.app, f"{action.label} ..."):
        done = action.run(desk)
    unread = books.unread(one.path for one in (*settings.sources, *settings.entries))
    _tell(book, action, done, (*notes, *books.notes, *unread))


def path_of(book: Book) -> Path:
    """Return the file of an open workbook.

    Raises:
        WorkbookError: it has none on this computer.
    """
    name = str(book.api.FullName)
    try:
        path = Path(str(book.fullname))
    except Exception as error:
        message = (
            f"{name}: is open from the cloud and xlkpi cannot tell where it lies on this computer: "
            f"open it from its folder in Explorer"
        )
        raise WorkbookError(message) from error
    if not path.is_absolute():
        message = f"{name}: has not been saved yet: save it beside the Register and try again"
        raise WorkbookError(message)
    return path


def settings_of(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings of the Register that a workbook belongs to, and what to know about them.

    They are those in its folder, or the nearest folder above. A bound workbook stands for the one
    of its name that ends in .xlsx.

    Raises:
        SettingsError: there are none.
    """
    folder = next((one for one in path.parents if (one / FILE_NAME).is_file()), None)
    if folder is None:
        message = f"{path}: there is no {FILE_NAME} in its folder or above: save the workbook there"
        raise SettingsError(message)
    settings = read_settings(folder)
    every = (*settings.sources, *settings.entries)
    named = next((one.path for one in every if _is_twin(one.path, path)), None)
    if named is None:
        return settings, ()
    moved = replace(
        settings,
        sources=_instead(settings.sources, named, path),
        entries=_instead(settings.entries, named, path),
    )
    note = (
        f"{settings.path.name} names {named.name}, which the commands read: write {path.name} "
        f"there if this workbook is the one in use"
    )
    return moved, (note,)


def _is_twin(named: Path, path: Path) -> bool:
    """Return whether a workbook is the macro-enabled copy of the one that settings name."""
    is_other = named.suffix.lower() == ".xlsx" and path.suffix.lower() == ".xlsm"
    return is_other and named.with_suffix(".xlsm").resolve() == path.resolve()


def _instead(sources: Sequence[TableSource], old: Path, new: Path) -> tuple[TableSource, ...]:
    return tuple(replace(one, path=new) if one.path == old else one for one in sources)


def _agreed(book: Book, action: Action, planned: Done) -> str | None:
    """Return the role that goes on; None when nobody does."""
    text = "\n".join([planned.summary, "", *_shortened(action.name, planned.lines), "", "Go on?"])
    if book.app.alert(text, LABEL, buttons="yes_no", mode="info") != "yes":
        return None
    role = book.app.api.InputBox(ASK_ROLE, LABEL, "", Type=AS_TEXT)
    return role.strip() or None if isinstance(role, str) else None


def _tell(book: Book, action: Action, done: Done, notes: Sequence[str]) -> None:
    lines = [*done.lines, *(f"Note: {note}." for note in notes), *done.files]
    text = "\n".join([done.summary, "", *_shortened(action.name, lines)]).rstrip()
    book.app.alert(text, LABEL, mode="info")


def _shortened(name: str, lines: Sequence[str]) -> list[str]:
    """Return what a message box has room for; all of it is written into a file of the action."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    path = own_folder() / f"{name}.txt"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return [*lines[:MOST_LINES], f"... and {len(lines) - MOST_LINES} more, all in {path}"]
