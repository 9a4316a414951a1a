"""Snapshot: the Register as it stood when it was reported, kept so that its papers can be rebuilt.

A snapshot is a folder with settings of its own: `xlkpi report --register SNAPSHOT` makes the papers
that the Register made on that day.
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from xlkpi.actions.output import period_folder
from xlkpi.errors import SettingsError
from xlkpi.settings.moved import moved
from xlkpi.settings.settings import FILE_NAME, Settings

FOLDER, MANIFEST = "snapshots", "snapshot.json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where a snapshot is, and the SHA-256 of all that it holds."""

    folder: Path
    sha256: str
    is_new: bool
    """Whether it was made now; the same files are kept once."""


def is_snapshot(settings: Settings) -> bool:
    """Whether the settings are those of a snapshot."""
    return (settings.path.parent / MANIFEST).exists()


def refuse_snapshot(settings: Settings) -> None:
    """Refuse to write into a snapshot, which says what was reported."""
    if is_snapshot(settings):
        message = (
            f"{settings.path.parent}: is a snapshot of what was reported and is never changed: "
            f"name the Register itself"
        )
        raise SettingsError(message)


def refuse_if_spoilt(settings: Settings) -> None:
    """Refuse a snapshot of which a file is not as it was kept; any other Register passes."""
    if not is_snapshot(settings):
        return
    folder = settings.path.parent
    kept = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    for name, sha256 in kept.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            message = f"{path}: is not as it was reported: take the snapshot from a backup"
            raise SettingsError(message)


def snapshot(settings: Settings) -> Snapshot:
    """Return the snapshot of the Register as its files stand, made if there is none yet."""
    copy = moved(settings)
    contents = {FILE_NAME: copy.text.encode()}
    contents |= {name: path.read_bytes() for name, path in copy.files.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    whole = hashlib.sha256(json.dumps(sorted(hashes.items())).encode()).hexdigest()
    parent = period_folder(settings.path.parent / FOLDER, settings.period)
    folder = parent / f"{settings.as_at.isoformat()} {whole[:8]}"
    if folder.exists():
        return Snapshot(folder, whole, is_new=False)
    parent.mkdir(parents=True, exist_ok=True)
    manifest = {
        "council": settings.council,
        "period": settings.period.name,
        "as_at": settings.as_at.isoformat(),
        "sha256": whole,
        "files": dict(sorted(hashes.items())),
    }
    contents[MANIFEST] = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    beside = Path(tempfile.mkdtemp(prefix=".xlkpi-", dir=parent))
    try:
        for name, content in contents.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        os.replace(beside, folder)  # noqa: PTH105 -- a folder's rename that never overwrites one
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Snapshot(folder, whole, is_new=True)
