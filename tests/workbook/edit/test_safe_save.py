"""A workbook is replaced whole or not at all, whoever else is there and whatever happens."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.making.rich import SHEET, parts_of, plain_workbook, rich_workbook
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit import safe_save
from xlkpi.workbook.edit.backup import back_up
from xlkpi.workbook.edit.change import Edit, Edited
from xlkpi.workbook.edit.edit import edit_workbook
from xlkpi.workbook.edit.writer_lock import writer_lock

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
ROOT = Path(__file__).parents[3]
KILLS = 32

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import Edit
from xlkpi.workbook.edit.edit import edit_workbook

path, cell, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for number in range(1, count + 1):
    try:
        edit_workbook(path, [Edit("Sheet", cell, number)], stamp=datetime(2026, 10, 22), keep=3)
    except WorkbookError as error:
        print("refused", error, flush=True)
    else:
        print("done", number, flush=True)
"""


def set_to(path: Path, value: float, **options: object) -> Edited:
    return edit_workbook(path, [Edit("Sheet", "B3", value)], stamp=STAMP, **options)  # type: ignore[arg-type]


def value_of(path: Path, row: int = 2, column: int = 1) -> object:
    return CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()[row][column]


def writer(path: Path, cell: str, count: int) -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), cell, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    return started


def only(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_run_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    others = {n: c for n, c in parts_of(path).items() if n not in (SHEET, "xl/sharedStrings.xml")}
    chance = random.Random(4)  # noqa: S311 -- moments, not secrets

    for _ in range(KILLS):
        running = writer(path, "B3", 10_000)
        time.sleep(chance.uniform(0, 0.06))
        running.kill()
        said = running.communicate()[0].split()
        last = int(said[-1]) if said and said[-2] == "done" else 0
        held = value_of(path)
        assert isinstance(held, float)
        assert last == 0 or held >= last
        after = parts_of(path)
        assert {name: after[name] for name in others} == others

    set_to(path, 0.5)
    assert value_of(path) == 0.5
    assert only(tmp_path) == {path.name, "versions"}
    assert all(p.suffix == ".xlsm" for p in (tmp_path / "versions" / path.name).iterdir())


def test_two_writers_at_once_lose_no_edit_that_they_report(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)

    running = [writer(path, cell, 12) for cell in ("B3", "B4")]
    said = [one.communicate(timeout=50)[0].splitlines() for one in running]

    last = [
        int(next(line for line in reversed(lines) if "done" in line).split()[1]) for lines in said
    ]
    assert [value_of(path, 2), value_of(path, 3)] == last
    assert only(tmp_path) == {path.name, "versions"}


def test_a_writer_who_waits_too_long_is_told_who_is_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain_workbook(tmp_path)
    monkeypatch.setattr("xlkpi.workbook.edit.writer_lock.TRIES", 2)

    with writer_lock(path), pytest.raises(WorkbookError, match=f"process {os.getpid()}"):
        set_to(path, 1)
    set_to(path, 1)
    assert value_of(path) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on a file's size here")
def test_a_disk_that_fills_up_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    content = path.read_bytes()
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)){WRITER}"

    done = subprocess.run(
        [sys.executable, "-c", limited, str(path), "B3", "1"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert "cannot be written (File too large): it was left as it is" in done.stdout
    assert path.read_bytes() == content
    assert only(tmp_path) == {path.name}


@pytest.mark.parametrize("fails_at", range(4))
def test_a_failure_at_any_flush_leaves_the_file_as_it_was(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain_workbook(tmp_path)
    content, calls, real = path.read_bytes(), iter(range(99)), os.fsync

    def full(handle: int) -> None:
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr("os.fsync", full)
    try:
        set_to(path, 42)
    except WorkbookError as error:
        assert "No space left on device" in str(error)  # noqa: PT017 -- it need not be raised
        assert path.read_bytes() == content
    else:
        assert value_of(path) == 42
    assert only(tmp_path) <= {path.name, "versions"}


def test_a_file_that_changed_since_it_was_read_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain_workbook(tmp_path)
    other = path.read_bytes()

    def meanwhile(held: safe_save.Snapshot, stamp: datetime) -> Path:
        times = path.stat().st_atime_ns, held.mtime_ns
        path.write_bytes(other[:10] + bytes([other[10] ^ 1]) + other[11:])
        os.utime(path, ns=times)
        return back_up(held, stamp)

    monkeypatch.setattr("xlkpi.workbook.edit.edit.back_up", meanwhile)
    with pytest.raises(WorkbookError, match="has changed since it was read: nothing was written"):
        set_to(path, 42)
    assert path.read_bytes()[10] == other[10] ^ 1
    assert only(tmp_path) == {path.name, "versions"}


def excel_owner(name: str) -> bytes:
    """Return an owner file as Excel leaves it: the name in bytes, then in UTF-16; 165 bytes."""
    short = name.encode("cp1252", "replace")
    start = bytes([len(short)]) + short.ljust(54)
    return (start + len(name).to_bytes(2, "little") + name.encode("utf-16-le")).ljust(
        165, b" \0"[:1]
    )


@pytest.mark.parametrize(
    ("mark", "content", "who"),
    [
        ("~${}", excel_owner("Zoë O'Brien"), "Zoë O'Brien"),
        ("~${}", b"\x08Jane Doe".ljust(55), "Jane Doe"),
        ("~${}", b"", "somebody"),
        (".~lock.{}#", "Jürgen,jb,PC7,22.11.2026 06:17,file:///x;".encode(), "Jürgen"),
        (".~lock.{}#", b",jb,PC7,22.11.2026 06:17,file:///x;", "jb"),
        (".~lock.{}#", b"\x1b[31m\n", "[31m"),
    ],
)
def test_a_workbook_that_is_open_elsewhere_is_refused_until_told_otherwise(
    mark: str, content: bytes, who: str, tmp_path: Path
) -> None:
    path = plain_workbook(tmp_path)
    beside = tmp_path / mark.format(path.name)
    beside.write_bytes(content)

    with pytest.raises(WorkbookError) as caught:
        set_to(path, 42)
    assert f"is open elsewhere, by {who}: close it there" in str(caught.value)
    assert value_of(path) == 3

    set_to(path, 42, even_if_open=True)
    assert value_of(path) == 42
    set_to(path, 43, out=tmp_path / "new.xlsx")


def test_a_program_that_holds_the_file_leaves_the_new_content_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = plain_workbook(tmp_path), Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "The process cannot access the file")
        return real(self, target)

    monkeypatch.setattr(safe_save, "RETRIES", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(WorkbookError, match="is held open by another program"):
        set_to(path, 42)
    assert value_of(path) == 3
    assert value_of(tmp_path / "plain.pending-2026-10-22 101500.xlsx") == 42


def test_the_newest_backups_stay(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    for number in range(6):
        stamp = STAMP + timedelta(minutes=number)
        edit_workbook(path, [Edit("Sheet", "B3", 100 + number)], stamp=stamp, keep=3)

    kept = sorted((tmp_path / "versions" / path.name).iterdir())
    assert [value_of(one) for one in kept] == [102, 103, 104]
    assert kept[-1].name.startswith("2026-10-22 102000-")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_rights_and_links_stay_as_they_are(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)

    done = set_to(link, 42)

    assert link.is_symlink()
    assert value_of(path) == 42
    assert path.stat().st_mode & 0o777 == 0o640
    assert done.backup
    assert done.backup.stat().st_mode & 0o777 == 0o640
    path.chmod(0o440)
    with pytest.raises(WorkbookError, match="is marked read-only"):
        set_to(path, 43)
