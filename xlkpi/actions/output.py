"""Output: finished files put in their folder, all of them or none, and no edited file replaced."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from xlkpi.errors import OutputError
from xlkpi.report.refresh.replacing import back_up, free_place, refuse_if_open
from xlkpi.terms.period import Period

NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f]')
MANIFEST = "manifest.json"
"""What xlkpi made in a folder, with each file's SHA-256: how an officer's edit is recognised."""


class Fate(Enum):
    """What became of a finished file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFRESHED = "your copy, with new figures; as it was: versions/"
    KEPT = "your copy, whose figures are up to date"
    WORDS = "words that had to leave the paper"
    BESIDE = "written beside your edited copy"


UNTOUCHED = frozenset({Fate.UNCHANGED, Fate.KEPT})
OURS = frozenset({Fate.NEW, Fate.UPDATED, Fate.UNCHANGED, Fate.BESIDE})
"""What a later run may replace: the manifest never claims an officers' copy."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finished file where it now stands."""

    path: Path
    fate: Fate
    sha256: str
    notes: tuple[str, ...] = ()
    """What a person should look at in an edited copy that was refreshed."""


class Copy(Protocol):
    """An officers' copy of a file, brought up to date."""

    @property
    def content(self) -> bytes:
        """The copy itself; what was read where nothing had to change."""

    @property
    def kept(self) -> bytes | None:
        """Words that had to leave it, as a document of their own."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should look at."""


Renew = Callable[[str, bytes], Copy | None]
"""Brings an officers' copy up to date, by its name; None where it cannot be done."""


def period_folder(out: Path, period: Period) -> Path:
    """Return the folder of one reporting period, such as `out/2026-27 Q2`."""
    return out / period.name.replace("/", "-")


def council_folder(out: Path, council: str) -> Path:
    """Return the folder of one council when several Registers are run at once."""
    return out / (NOT_IN_NAMES.sub("-", council).strip(" .") or "council")


def place(
    files: Mapping[str, bytes], folder: Path, renew: Renew | None = None
) -> tuple[Placed, ...]:
    """Return the files as they stand in `folder` after all of them were put there.

    Everything is written beside first and moved at the end; when one cannot be moved, because it
    is open in Word, those already moved go back. A file that somebody has edited since it was made
    is brought up to date by `renew` and stands under `versions/` as it was; where that cannot be
    done it stays, and the new one stands beside it under another name.

    Raises:
        OutputError: a file is open elsewhere; the folder is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _read_manifest(folder)
    ready = [
        one
        for name, content in files.items()
        for one in _ready(folder, name, content, known, renew)
    ]
    placed = tuple(item for item, _ in ready)
    with tempfile.TemporaryDirectory(prefix=".xlkpi-", dir=folder) as beside:
        staged = [
            (_written(Path(beside) / item.path.name, content), item.path)
            for item, content in ready
            if item.fate not in UNTOUCHED
        ]
        made = {item.path.name: item.sha256 for item in placed if item.fate in OURS}
        manifest = {**known, **made}
        text = json.dumps(dict(sorted(manifest.items())), indent=1) + "\n"
        staged.append((_written(Path(beside) / MANIFEST, text.encode()), folder / MANIFEST))
        _move_all(staged, Path(beside) / "replaced")
    return placed


def _ready(
    folder: Path, name: str, content: bytes, known: Mapping[str, str], renew: Renew | None
) -> list[tuple[Placed, bytes]]:
    """Return what is to stand in the folder for one file, an officers' copy brought up to date."""
    item = _fate(folder, name, _sha(content), known)
    path = folder / name
    if item.fate is not Fate.BESIDE or renew is None:
        return [(item, content)]
    edited = path.read_bytes()
    copy = renew(name, edited)
    if copy is None:
        return [(item, content)]
    found: list[tuple[Placed, bytes]] = []
    if copy.content != edited:
        refuse_if_open(path)
        back_up(path, edited)
    fate = Fate.KEPT if copy.content == edited else Fate.REFRESHED
    found.append((Placed(path, fate, _sha(copy.content), copy.notes), copy.content))
    if copy.kept is not None:
        home = free_place(path.with_name(f"{path.stem} kept commentary.docx"), copy.kept)
        found.append((Placed(home, Fate.WORDS, _sha(copy.kept)), copy.kept))
    return found


def _move_all(staged: Sequence[tuple[Path, Path]], replaced: Path) -> None:
    """Move every staged file to its place; when one cannot be moved, undo those that were."""
    replaced.mkdir()
    done: list[tuple[Path, Path]] = []
    for source, target in staged:
        held = replaced / target.name
        try:
            _refuse_open(target)
            if target.exists():
                _hold(target, held)
            source.replace(target)
            done.append((held, target))
        except OSError as error:
            if held.exists() and not target.exists():
                held.replace(target)
            for old, place in reversed(done):
                if old.exists():
                    old.replace(place)
                else:
                    place.unlink()
            if isinstance(error, PermissionError):
                message = f"{target}: cannot be replaced: close it in Word or Excel and run again"
                raise OutputError(message) from error
            raise


def _hold(target: Path, held: Path) -> None:
    """Keep a file under a second name, its own never empty where the disk can give it two."""
    try:
        held.hardlink_to(target)
    except OSError:
        target.replace(held)


def _refuse_open(target: Path) -> None:
    """Refuse to replace a file that Word, Excel or LibreOffice holds open beside its lock file."""
    locks = (f"~${target.name[2:]}", f"~${target.name}", f".~lock.{target.name}#")
    if any((target.parent / lock).exists() for lock in locks):
        message = f"{target} is open: close it and run again"
        raise PermissionError(message)


def _fate(folder: Path, name: str, sha256: str, known: Mapping[str, str]) -> Placed:
    """Return where a file goes: its own name, or the next free one beside an edited copy."""
    path, turn = folder / name, 1
    while path.exists():
        held = _sha(path.read_bytes())
        if held == sha256:
            return Placed(path, Fate.UNCHANGED, sha256)
        if known.get(path.name) == held:
            return Placed(path, Fate.UPDATED if turn == 1 else Fate.BESIDE, sha256)
        turn += 1
        path = folder / f"{Path(name).stem} ({turn}){Path(name).suffix}"
    return Placed(path, Fate.NEW if turn == 1 else Fate.BESIDE, sha256)


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return what was made here before; a manifest that cannot be read protects every file."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}


def _written(path: Path, content: bytes) -> Path:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
