"""What is to become of several workbooks, written beside each of them before any is replaced.

The journal beside the first one is the point of no return: it is written last and removed first.
A journal beside another one counts only while that one is there and says the same.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.safe_save import sha256, staged, sync_folder, write_all

ENDING = ".xlkpi-journal"
_PATHS = ("target", "staged", "backup")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A workbook, the finished file that is to replace it, and its backup."""

    target: Path
    staged: Path
    backup: Path
    before: str
    """Fingerprint of the target as it was, and of its backup."""
    after: str
    """Fingerprint of the finished file."""


Journal = tuple[Replacement, ...]


def journal_of(target: Path) -> Path:
    """Return where the journal of a workbook lies."""
    return target.with_name(f".{target.name}{ENDING}")


def read_journal(target: Path) -> Journal | None:
    """Return the journal beside a workbook; None when there is none."""
    path = journal_of(target)
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return tuple(_read(one, path.parent) for one in files)
    except FileNotFoundError:
        return None
    except (ValueError, LookupError, TypeError) as error:
        message = f"the journal {path} cannot be read: compare {target} with its newest backup"
        raise WorkbookError(message) from error


def write_journals(files: Sequence[Replacement]) -> None:
    """Write the journal beside every workbook, on the disk; the first one's last."""
    for one in reversed(files):
        path = journal_of(one.target)
        content = _spelt(files, path.parent)
        staged(one.target, lambda file, text=content: write_all(file, text)).replace(path)  # type: ignore[misc]
        sync_folder(path.parent)


def remove_journals(files: Sequence[Replacement]) -> None:
    """Remove the journal beside every workbook; the first one's first."""
    for one in files:
        journal_of(one.target).unlink(missing_ok=True)
        sync_folder(one.target.parent)


def is_in_force(journal: Journal) -> bool:
    """Return whether the journal beside the first workbook says the same."""
    return read_journal(journal[0].target) == journal


def fingerprint(path: Path) -> str:
    """Return the fingerprint of a file; blank when there is no such file."""
    try:
        return sha256(path.read_bytes())
    except FileNotFoundError:
        return ""


def _read(one: Mapping[str, str], folder: Path) -> Replacement:
    target, staged_file, backup = (Path(os.path.normpath(folder / one[key])) for key in _PATHS)
    return Replacement(target, staged_file, backup, one["before"], one["after"])


def _spelt(files: Sequence[Replacement], folder: Path) -> bytes:
    """Return the journal as it lies in a folder, so that the folders may move together."""
    listed = [
        {key: _relative(getattr(one, key), folder) for key in _PATHS}
        | {"before": one.before, "after": one.after}
        for one in files
    ]
    return json.dumps({"files": listed}, indent=1, ensure_ascii=False).encode()


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
