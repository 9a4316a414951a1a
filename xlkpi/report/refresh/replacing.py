"""Replacing: a paper replaced whole or not at all, as it was kept under `versions/`."""

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from xlkpi.errors import OutputError

FOLDER = "versions"
STAMP = "%Y-%m-%d %H%M%S"
STAGED = ".xlkpi-new"


@dataclass(frozen=True, slots=True)
class Held:
    """A paper as it was read."""

    path: Path
    content: bytes

    @classmethod
    def read(cls, path: Path) -> "Held":
        """Return the paper in `path`; refuse one that is open in Word or LibreOffice."""
        refuse_if_open(path)
        return cls(path, path.read_bytes())


def refuse_if_open(path: Path) -> None:
    """Refuse a paper beside which Word or LibreOffice has left the mark that it is open.

    Word leaves out the first two letters of a long name.
    """
    marks = (f"~${path.name[2:]}", f"~${path.name}", f".~lock.{path.name}#")
    for mark in marks:
        if (path.parent / mark).exists():
            message = (
                f"{path} is open: close it and run again, or delete {mark} if it was left behind"
            )
            raise OutputError(message)


def replaced(held: Held, content: bytes, stamp: datetime) -> Path:
    """Return the backup of the paper once `content` stands in its place.

    At any moment the paper is the old one or the new one, whole.

    Raises:
        OutputError: somebody opened or changed the paper meanwhile; it is as they left it.
    """
    backup = back_up(held.path, held.content, stamp)
    staged = _staged(held.path, content)
    try:
        shutil.copymode(held.path, staged)
        refuse_if_open(held.path)
        if held.path.read_bytes() != held.content:
            message = f"{held.path} has changed since it was read: run this again"
            raise OutputError(message)
        staged.replace(held.path)
    except PermissionError as error:
        message = f"{held.path} cannot be replaced: close it in Word and run again"
        raise OutputError(message) from error
    finally:
        staged.unlink(missing_ok=True)
    _sync(held.path.parent)
    return backup


def put_beside(path: Path, content: bytes) -> Path:
    """Return where a new file stands: at `path`, or under the next free name beside it."""
    free = free_place(path, content)
    if not free.exists():
        _staged(free, content).replace(free)
        _sync(free.parent)
    return free


def free_place(path: Path, content: bytes) -> Path:
    """Return where a new file may stand: at `path`, or the next free name; or where it stands."""
    turn, free = 1, path
    while free.exists() and free.read_bytes() != content:
        turn += 1
        free = path.with_name(f"{path.stem} ({turn}){path.suffix}")
    return free


def back_up(path: Path, content: bytes, stamp: datetime | None = None) -> Path:
    """Return the copy of a paper under `versions/`, in a folder of its own name.

    Without a stamp it bears the moment at which the paper was last saved.
    """
    folder = path.parent / FOLDER / path.name
    folder.mkdir(parents=True, exist_ok=True)
    when = stamp or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    mark = sha256(content).hexdigest()[:8]
    copy = folder / f"{when.strftime(STAMP)}-{mark}{path.suffix}"
    _staged(copy, content).replace(copy)
    _sync(folder)
    return copy


def _staged(target: Path, content: bytes) -> Path:
    """Return a finished file beside `target`, safely on the disk; nothing stays after a failure."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:80]}.", suffix=STAGED, dir=target.parent
    )
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _sync(folder: Path) -> None:
    """Have the folder's own list of names on the disk, where the system allows it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
