"""The shipped Scorecard with live formulas: LibreOffice works out what the file says already."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.host.libreoffice.office import Office
from xlkpi.actions.rate import rate
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.files import FileBook, Files

pytestmark = pytest.mark.real_host

ROOT = Path(__file__).parents[3]
STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
SHEET = "Scorecard"


def test_every_live_formula_of_the_shipped_scorecard_gives_what_the_core_gives(
    calc: Office, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copy(ROOT / "xlkpi.toml", tmp_path)
    settings = read_settings(tmp_path)
    rate(settings, Files(STAMP), is_live=True)
    path = settings.entries[0].path
    stored = WorkbookCells(path).rows(SHEET)
    live = set(FileBook(path).formulas(SHEET))

    book = calc("open", str(path))
    calc("recalculate", book)
    shown = calc("values", book, SHEET)
    calc("close", book)
    different = {
        cell: (found, said)
        for y, row in enumerate(stored)
        for x, said in enumerate(row)
        if (cell := f"{letters(x)}{y + 1}") in live and (found := shown[y][x]) != said
    }

    assert len(live) > 300
    assert not different


def letters(index: int) -> str:
    return (chr(64 + index // 26) if index > 25 else "") + chr(65 + index % 26)
