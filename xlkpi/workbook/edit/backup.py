"""Dated copies of a workbook as it was before each edit."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from xlkpi.workbook.edit.safe_save import STAGED, Snapshot, like, staged, sync_folder, write_all

FOLDER = "versions"
KEPT = 20
STAMP = "%Y-%m-%d %H%M%S"
_NAME = re.compile(r"\d{4}-\d\d-\d\d \d{6}-[0-9a-f]{8}\.\w+")


def back_up(held: Snapshot, stamp: datetime) -> Path:
    """Return the copy of the workbook as it was read, in `versions/` under its own name."""
    folder = held.path.parent / FOLDER / held.path.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stamp.strftime(STAMP)}-{held.sha256[:8]}{held.path.suffix}"
    copy = staged(path, lambda file: write_all(file, held.content))
    like(copy, held.path)
    copy.replace(path)
    sync_folder(folder)
    return path


def prune(backup: Path, keep: int) -> None:
    """Remove the oldest copies beside `backup`, so that `keep` stay, `backup` among them.

    What a run that was killed left half-written goes too; call it under the writer's lock.
    """
    left_over = [path for path in backup.parent.iterdir() if path.name.endswith(STAGED)]
    copies = sorted(p for p in backup.parent.iterdir() if _NAME.fullmatch(p.name) and p != backup)
    for path in [*left_over, *copies[: max(0, len(copies) + 1 - max(1, keep))]]:
        with suppress(OSError):
            path.unlink()
