"""A file that is replaced whole or not at all."""

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xlkpi.errors import WorkbookError
from xlkpi.workbook.package import MOST_BYTES

STAGED = ".xlkpi-new"
RETRIES = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before trying again while somebody's program holds the file."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was read."""

    path: Path
    content: bytes
    size: int
    mtime_ns: int
    sha256: str


def snapshot(path: Path) -> Snapshot:
    """Return the file as it is now; a WorkbookError when it is too large to be a workbook."""
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        if before.st_size > MOST_BYTES:
            message = f"is {before.st_size / 2**20:,.0f} MiB, more than a workbook should be"
            raise WorkbookError(message)
        content = file.read()
    return Snapshot(path, content, before.st_size, before.st_mtime_ns, sha256(content))


def refuse_if_changed(held: Snapshot) -> None:
    """Refuse when the file is no longer what was read."""
    now = held.path.stat()
    is_same = (now.st_size, now.st_mtime_ns) == (held.size, held.mtime_ns)
    if not is_same or sha256(held.path.read_bytes()) != held.sha256:
        message = "has changed since it was read: nothing was written, so run this again"
        raise WorkbookError(message)


def staged(target: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Return a finished file beside `target`, safely on the disk; nothing stays after a failure."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=STAGED, dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def write_all(file: BinaryIO, content: bytes) -> None:
    """Write the whole content."""
    file.write(content)


def remove_left_over(target: Path) -> None:
    """Remove what a run that was killed left beside `target`; call it under the writer's lock."""
    for path in target.parent.iterdir():
        if path.name.startswith(f".{target.name}.") and path.name.endswith(STAGED):
            with suppress(OSError):
                path.unlink()


def like(new: Path, old: Path) -> None:
    """Give a new file the rights and, where we may, the owner of the old one."""
    held = old.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, held.st_uid, held.st_gid)
    shutil.copymode(old, new)


def refuse_if_read_only(path: Path) -> None:
    """Refuse a file that its owner marked as not to be written."""
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        message = "is marked read-only: take the mark off, or write elsewhere with --out"
        raise WorkbookError(message)


def put_in_place(new: Path, target: Path, pending: Path) -> None:
    """Replace `target` by the finished file `new`; one that stays held leaves it as `pending`."""
    try:
        replace_patiently(new, target)
    except WorkbookError as error:
        new.replace(pending)
        message = (
            f"is held open by another program: the edited workbook is {pending.name}; "
            f"close the program and put it in place"
        )
        raise WorkbookError(message) from error


def replace_patiently(new: Path, target: Path) -> None:
    """Replace `target` by `new`, on the disk; a WorkbookError when a program keeps holding it."""
    for pause in (*RETRIES, None):
        try:
            new.replace(target)
        except PermissionError as error:
            if pause is None:
                message = "is held open by another program: close it there and run this again"
                raise WorkbookError(message) from error
            time.sleep(pause)
        else:
            break
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's own list of names on the disk, where the system allows it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256(content: bytes) -> str:
    """Return the fingerprint of a file's content."""
    return hashlib.sha256(content).hexdigest()
