"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xlkpi.errors import WorkbookError

TRIES, PAUSE = 50, 0.1
"""Five seconds: an edit of a large workbook takes about as long."""


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a workbook; another xlkpi that holds it for long is named in the refusal."""
    lock = path.with_name(f".{path.name}.xlkpi-lock")
    for _ in range(TRIES):
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            is_ours = _try_lock(handle) and _is_still(handle, lock)
        except OSError:
            os.close(handle)
            raise
        if is_ours:
            break
        os.close(handle)
        time.sleep(PAUSE)
    else:
        message = f"is being written by another xlkpi ({_holder(lock)}): try again when it is done"
        raise WorkbookError(message)
    try:
        os.truncate(handle, 0)
        os.write(handle, f"{socket.gethostname()}, process {os.getpid()}".encode())
        yield
    finally:
        _let_go(handle, lock)


def _is_still(handle: int, lock: Path) -> bool:
    """Return whether the locked file is the one that others would find."""
    try:
        return os.path.samestat(os.fstat(handle), lock.stat())
    except OSError:
        return False


def _holder(lock: Path) -> str:
    try:
        return lock.read_text(encoding="utf-8", errors="replace") or "unknown"
    except OSError:
        return "unknown"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        """Return whether the lock is ours; a byte far behind the text stands for the file."""
        os.lseek(handle, 2**20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _let_go(handle: int, lock: Path) -> None:
        os.close(handle)
        with suppress(OSError):
            lock.unlink()

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        """Return whether the lock is ours."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(handle: int, lock: Path) -> None:
        """Remove the file while it is locked, so that nobody locks what is no longer there."""
        with suppress(OSError):
            lock.unlink()
        os.close(handle)
