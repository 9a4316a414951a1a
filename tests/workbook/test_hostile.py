"""Whatever a file is, reading it ends in cells or in one line, soon and in bounded memory."""

import os
import random
import re
import time
from pathlib import Path

import pytest

from tests.making.hostile import HOSTILE, MUTATIONS
from tests.making.rich import plain_workbook, rich_workbook
from xlkpi.errors import WorkbookError
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.package import Package
from xlkpi.workbook.reading import guarded

SECONDS = 20
MOST_MEBIBYTES = 1500
SHEETS = {"book.xlsx": ("Sheet", "My other sheet"), "book.xlsm": ("Sheet", "Table")}


def outcome(path: Path) -> str:
    """Return the line of the refusal, blank when every sheet was read."""
    began = time.monotonic()
    try:
        book = WorkbookCells(path)
        assert book.sheet_names == SHEETS[path.name]
        for sheet in book.sheet_names:
            assert len(book.rows(sheet)) >= 0
            book.never_calculated(sheet)
        book.tables()
        line = ""
    except WorkbookError as error:
        line = str(error)
        assert "\n" not in line
        assert line.startswith(str(path))
    assert time.monotonic() - began < SECONDS
    return line


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return plain_workbook(tmp_path_factory.mktemp("plain")).read_bytes()


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return rich_workbook(tmp_path_factory.mktemp("rich")).read_bytes()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_in_one_line(name: str, sound: bytes, tmp_path: Path) -> None:
    spoil, said = HOSTILE[name]
    path = tmp_path / "book.xlsx"
    path.write_bytes(spoil(sound))
    line = outcome(path)

    assert re.search(said, line) if said else not line
    assert peak_mebibytes() < MOST_MEBIBYTES


def peak_mebibytes() -> float:
    resource = pytest.importorskip("resource")
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


@pytest.mark.parametrize("file", ["plain", "rich"])
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutilated_file_is_read_or_refused_in_one_line(
    mutation: str, file: str, sound: bytes, rich: bytes, tmp_path: Path
) -> None:
    content, name = {"plain": (sound, "book.xlsx"), "rich": (rich, "book.xlsm")}[file]
    chance, path = random.Random(mutation + file), tmp_path / name  # noqa: S311
    for _ in range(30):
        path.write_bytes(MUTATIONS[mutation](content, chance))
        outcome(path)


@pytest.mark.parametrize("mutation", ["flipped", "truncated"])
def test_damage_in_transit_is_never_read(mutation: str, sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(sound)
    chance, whole = random.Random(mutation), cells(path)  # noqa: S311
    for _ in range(60):
        path.write_bytes(MUTATIONS[mutation](sound, chance))
        assert outcome(path) or cells(path) == whole


def cells(path: Path) -> list[object]:
    book = WorkbookCells(path)
    return [book.rows(sheet) for sheet in book.sheet_names]


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="is a folder, not a workbook"):
        WorkbookCells(tmp_path)
    with pytest.raises(WorkbookError, match="there is no such file"):
        WorkbookCells(tmp_path / "none.xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(sound)
    path.chmod(0)
    with pytest.raises(WorkbookError, match="ask for access"):
        WorkbookCells(path)


def test_a_reader_that_dies_or_hangs_is_one_line(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(sound)
    parts = Package(path).parts_of("Sheet")

    for script, said in (
        ("import os; os.abort()", "needs more memory"),
        ("import time; time.sleep(60)", "takes more than"),
    ):
        monkeypatch.setattr(guarded, "CHILD", script)
        monkeypatch.setattr(guarded, "SECONDS", 1)
        with pytest.raises(WorkbookError, match=said):
            guarded.read_apart(parts)


def test_a_sheet_read_apart_is_the_same_sheet(rich: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes(rich)
    package = Package(path)
    for sheet in package.sheets:
        parts = package.parts_of(sheet)
        assert guarded.read_apart(parts) == guarded.read_sheet(parts)
