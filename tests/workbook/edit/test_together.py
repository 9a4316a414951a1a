"""Several workbooks are edited together or not at all, wherever a run stops."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.making.rich import SHEET, parts_of, plain_workbook, rich_workbook
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit import safe_save
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Cached,
    Edit,
    Edited,
    Highlight,
    NewSheet,
    SheetColumn,
)
from xlkpi.workbook.edit.edit import edit_together, edit_workbook
from xlkpi.workbook.edit.journal import journal_of
from xlkpi.workbook.edit.settle import settle

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
ROOT = Path(__file__).parents[3]
OLD, NEW = 3.0, 42.0
KILLS = 24

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import Edit
from xlkpi.workbook.edit.edit import edit_together

cell, count, paths = sys.argv[1], int(sys.argv[2]), [Path(one) for one in sys.argv[3:]]
print("ready", flush=True)
for number in range(1, count + 1):
    try:
        edits = {path: [Edit("Sheet", cell, number)] for path in paths}
        edit_together(edits, stamp=datetime(2026, 10, 22), keep=3)
    except WorkbookError as error:
        print("refused", error, flush=True)
    else:
        print("done", number, flush=True)
"""


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    """Return two workbooks in two folders, both with 3 in B3."""
    for name in ("scores", "records"):
        (tmp_path / name).mkdir()
    return [rich_workbook(tmp_path / "scores"), plain_workbook(tmp_path / "records")]


def together(
    pair: list[Path], value: float = NEW, *, even_if_open: bool = False
) -> tuple[Edited, ...]:
    edits: dict[Path, list[AnyEdit]] = {path: [Edit("Sheet", "B3", value)] for path in pair}
    return edit_together(edits, stamp=STAMP, keep=3, even_if_open=even_if_open)


def values(pair: list[Path], row: int = 2) -> list[object]:
    return [
        CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()[row][1]
        for path in pair
    ]


def left(pair: list[Path]) -> set[str]:
    """Return what lies beside the workbooks, locks of the dead aside."""
    names = {one.name for path in pair for one in path.parent.iterdir()}
    return {name for name in names if not name.endswith("xlkpi-lock")}


def afresh(pair: list[Path], before: list[bytes]) -> None:
    """Put the pair back into empty folders."""
    for path, content in zip(pair, before, strict=True):
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        path.write_bytes(content)


def tidy(pair: list[Path]) -> set[str]:
    return {"versions", *(path.name for path in pair)}


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(WorkbookError) as caught:
        call()
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_both_are_edited_and_backed_up(pair: list[Path]) -> None:
    before = [path.read_bytes() for path in pair]

    done = together(pair)

    assert values(pair) == [NEW, NEW]
    assert [one.path for one in done] == pair
    assert [one.backup.read_bytes() for one in done if one.backup] == before
    assert left(pair) == tidy(pair)


def test_a_refusal_of_the_second_leaves_the_first_as_it_was(pair: list[Path]) -> None:
    before = [path.read_bytes() for path in pair]
    edits: dict[Path, list[AnyEdit]] = {
        pair[0]: [Edit("Sheet", "B3", 1)],
        pair[1]: [Cached("Sheet", "A1", 1)],
    }

    line = refusal(lambda: edit_together(edits, stamp=STAMP))

    assert line.startswith(str(pair[1]))
    assert "holds no formula" in line
    assert [path.read_bytes() for path in pair] == before
    assert left(pair) == {path.name for path in pair}


def test_a_workbook_with_nothing_to_change_is_left_alone(pair: list[Path]) -> None:
    before = pair[1].read_bytes()
    edits: dict[Path, list[AnyEdit]] = {
        pair[0]: [Edit("Sheet", "B3", 1)],
        pair[1]: [Edit("Sheet", "B3", OLD)],
    }

    one, other = edit_together(edits, stamp=STAMP)

    assert (one.is_written, other.is_written, other.backup) == (True, False, None)
    assert pair[1].read_bytes() == before
    assert edit_together({}, stamp=STAMP) == ()


def test_two_names_of_one_file_are_refused(pair: list[Path]) -> None:
    same = pair[0].parent / ".." / pair[0].parent.name / pair[0].name

    assert "are one file" in refusal(lambda: together([pair[0], same]))


def test_a_program_that_holds_the_second_has_the_first_put_back(
    pair: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = [path.read_bytes() for path in pair], Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == pair[1]:
            raise PermissionError(13, "The process cannot access the file")
        return real(self, target)

    monkeypatch.setattr(safe_save, "RETRIES", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    line = refusal(lambda: together(pair))

    assert line.startswith(str(pair[1]))
    assert "is held open by another program: close it there" in line
    assert [path.read_bytes() for path in pair] == before
    assert left(pair) == tidy(pair)


def test_a_second_that_changed_meanwhile_has_the_first_put_back(
    pair: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = [path.read_bytes() for path in pair], Path.replace

    def meanwhile(self: Path, target: Path) -> Path:
        done = real(self, target)
        if target == pair[0]:
            pair[1].write_bytes(before[1] + b"\0")
        return done

    monkeypatch.setattr(Path, "replace", meanwhile)

    assert "has changed since it was read" in refusal(lambda: together(pair))
    assert pair[0].read_bytes() == before[0]
    assert pair[1].read_bytes() == before[1] + b"\0"


def killed_at(step: int, call: Callable[[], object]) -> bool:
    """Return whether a child that makes the call lived; it kills itself after so many steps.

    A step is anything that reaches the disk: a flush, a rename, a removal.
    """
    child = os.fork()
    if child == 0:
        steps = iter(range(1, step + 1))

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def stepped(*given: object, **named: object) -> object:
                done = real(*given, **named)
                if next(steps, step) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return done

            return stepped

        os.fsync = counted(os.fsync)  # type: ignore[assignment]
        Path.replace = counted(Path.replace)  # type: ignore[assignment,method-assign]
        Path.unlink = counted(Path.unlink)  # type: ignore[assignment,method-assign]
        try:
            call()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == 0


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child that dies at a step")


RECOVERIES: dict[str, Callable[[list[Path]], object]] = {
    "reading the first": lambda pair: settle(pair[0]),
    "reading the second": lambda pair: settle(pair[1]),
    "editing the second": lambda pair: edit_workbook(
        pair[1], [Edit("Sheet", "B9", 1)], stamp=STAMP
    ),
}


@needs_fork
@pytest.mark.parametrize("recovery", RECOVERIES)
def test_a_run_that_stops_after_any_step_leaves_both_old_or_both_new(
    recovery: str, pair: list[Path]
) -> None:
    before = [path.read_bytes() for path in pair]
    seen, step, lived = set(), 0, False
    while not lived:
        step += 1
        afresh(pair, before)
        lived = killed_at(step, lambda: together(pair))

        RECOVERIES[recovery](pair)

        found = values(pair)
        assert found in ([OLD, OLD], [NEW, NEW]), f"after step {step}"
        seen.add(found[0])
        together(pair, 7)
        assert values(pair) == [7, 7]
        assert left(pair) == tidy(pair)
    assert step > 12
    assert seen == {OLD, NEW}


@needs_fork
def test_a_recovery_that_stops_after_any_step_is_recovered_from(pair: list[Path]) -> None:
    before, chance = [path.read_bytes() for path in pair], random.Random(4)  # noqa: S311
    for _ in range(60):
        afresh(pair, before)
        killed_at(chance.randint(12, 19), lambda: together(pair))
        if chance.random() < 0.5 and journal_of(pair[0]).exists():
            for staged in pair[1].parent.glob(".*.xlkpi-new"):
                staged.unlink()  # so that it cannot be finished
        killed_at(chance.randint(1, 6), lambda: settle(pair[1]))

        for path in pair:
            settle(path)

        assert values(pair) in ([OLD, OLD], [NEW, NEW])
        together(pair, 7)
        assert left(pair) == tidy(pair)


@pytest.fixture
def half_done(pair: list[Path]) -> list[Path]:
    """Return a pair of which the first was replaced when the run was killed."""
    before = [path.read_bytes() for path in pair]
    for step in range(1, 40):
        afresh(pair, before)
        killed_at(step, lambda: together(pair))
        if values(pair) == [NEW, OLD]:
            return pair
        for path in pair:
            settle(path)
    pytest.fail("no run stopped between the two")


@needs_fork
def test_a_half_done_pair_is_finished_and_said_so(half_done: list[Path]) -> None:
    done = edit_workbook(half_done[1], [Edit("Sheet", "B9", 1)], stamp=STAMP)

    assert values(half_done) == [NEW, NEW]
    assert done.notes[0] == (
        "an edit of rich.xlsm and plain.xlsx that was interrupted has been finished"
    )


@needs_fork
def test_a_half_done_pair_is_undone_when_the_second_was_changed_since(
    half_done: list[Path],
) -> None:
    theirs = half_done[1].read_bytes() + b"\0"
    half_done[1].write_bytes(theirs)

    said = settle(half_done[0])

    assert said
    assert "has been undone: run it again" in said
    assert values(half_done[:1]) == [OLD]
    assert half_done[1].read_bytes() == theirs
    assert left(half_done) == tidy(half_done)
    assert settle(half_done[0]) is None


@needs_fork
def test_what_was_changed_on_both_sides_is_left_to_a_person(half_done: list[Path]) -> None:
    for path in half_done:
        path.write_bytes(path.read_bytes() + b"\0")
    held = [path.read_bytes() for path in half_done]

    line = refusal(lambda: settle(half_done[1]))

    for path in half_done:
        assert f"{path.name} with {path.parent / 'versions' / path.name}" in line
        assert f".{path.name}.xlkpi-journal" in line
    assert refusal(lambda: edit_workbook(half_done[0], [Edit("Sheet", "B9", 1)], stamp=STAMP))
    assert [path.read_bytes() for path in half_done] == held


@needs_fork
def test_a_half_done_pair_is_not_finished_under_an_open_workbook(half_done: list[Path]) -> None:
    mark = half_done[1].with_name(f"~${half_done[1].name}")
    mark.write_bytes(b"")

    assert "is open elsewhere" in refusal(lambda: settle(half_done[0]))
    assert values(half_done) == [NEW, OLD]
    settle(half_done[0], even_if_open=True)
    assert values(half_done) == [NEW, NEW]


@needs_fork
def test_a_half_done_pair_is_finished_where_its_folder_was_moved_to(
    half_done: list[Path], tmp_path: Path
) -> None:
    home = half_done[0].parent.parent
    moved = tmp_path / "moved"
    moved.mkdir()
    for folder in ("scores", "records"):
        shutil.move(home / folder, moved / folder)
    there = [moved / path.relative_to(home) for path in half_done]

    settle(there[1])

    assert values(there) == [NEW, NEW]


def test_a_journal_that_nobody_can_read_is_told_of(pair: list[Path]) -> None:
    journal_of(pair[0]).write_bytes(b"{")

    assert "cannot be read" in refusal(lambda: settle(pair[0]))


def test_a_workbook_without_a_journal_needs_no_settling(pair: list[Path]) -> None:
    assert settle(pair[0]) is None
    assert left(pair) == {path.name for path in pair}


def writer(cell: str, count: int, pair: list[Path]) -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, "-c", WRITER, cell, str(count), *map(str, pair)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    return started


def test_a_run_killed_at_any_moment_leaves_a_pair(pair: list[Path]) -> None:
    chance = random.Random(4)  # noqa: S311 -- moments, not secrets
    for number in range(KILLS):
        running = writer("B3", 10_000, pair)
        time.sleep(chance.uniform(0, 0.08))
        running.kill()
        said = running.communicate()[0].split()
        last = int(said[-1]) if said and said[-2] == "done" else 0

        settle(pair[number % 2])
        settle(pair[1 - number % 2])

        one, other = values(pair)
        assert one == other
        assert isinstance(one, float)
        assert last == 0 or one >= last
    together(pair, 0.5)
    assert left(pair) == tidy(pair)


def test_two_writers_of_a_pair_lose_no_edit_that_they_report(pair: list[Path]) -> None:
    running = [writer("B3", 8, pair), writer("B4", 8, pair[::-1])]
    said = [one.communicate(timeout=50)[0].splitlines() for one in running]

    last = [
        int(next(line for line in reversed(lines) if "done" in line).split()[1]) for lines in said
    ]
    assert [values(pair, 2), values(pair, 3)] == [[last[0]] * 2, [last[1]] * 2]
    assert left(pair) == tidy(pair)


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on a file's size here")
def test_a_disk_that_fills_up_for_the_second_leaves_both_as_they_were(pair: list[Path]) -> None:
    small, large = pair[1], pair[0]
    assert small.stat().st_size + 1000 < large.stat().st_size
    before = [path.read_bytes() for path in pair]
    limit = (small.stat().st_size + large.stat().st_size) // 2
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"

    done = subprocess.run(
        [sys.executable, "-c", limited + WRITER, "B3", "1", str(small), str(large)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert f"refused {large}: cannot be written (File too large)" in done.stdout
    assert [path.read_bytes() for path in pair] == before
    assert left(pair) <= tidy(pair)


@pytest.mark.parametrize("fails_at", range(12))
def test_a_failure_at_any_flush_leaves_both_old_or_both_new(
    fails_at: int, pair: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, calls, real = [path.read_bytes() for path in pair], iter(range(99)), os.fsync

    def full(handle: int) -> None:
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr("os.fsync", full)
    try:
        together(pair)
    except WorkbookError as error:
        assert "No space left on device" in str(error)  # noqa: PT017 -- it need not be raised
        assert [path.read_bytes() for path in pair] == before
    else:
        assert values(pair) == [NEW, NEW]
    assert left(pair) <= tidy(pair)


@needs_fork
def test_sheets_marks_and_results_come_together_or_not_at_all(pair: list[Path]) -> None:
    before = [path.read_bytes() for path in pair]
    new = NewSheet("Queries", "Queries", "", "tblQ", (SheetColumn("Where", 20),), (("B3",),))
    edits: dict[Path, list[AnyEdit]] = {
        path: [new, Highlight("Sheet", ["B3"]), Cached("Sheet", "D3", 7)] for path in pair
    }
    found = []
    for step in range(1, 40):
        afresh(pair, before)
        lived = killed_at(step, lambda: edit_together(edits, stamp=STAMP))
        settle(pair[1])
        sheets = [CalamineWorkbook.from_path(path).sheet_names[-1] == "Queries" for path in pair]
        marks = [b"KPI Register query" in parts_of(path)[SHEET] for path in pair]
        assert sheets in ([True] * 2, [False] * 2)
        assert sheets == marks
        found.append(sheets[0])
        if lived:
            break
    assert lived
    assert found == sorted(found)
    assert not found[0]
    assert found[-1]
