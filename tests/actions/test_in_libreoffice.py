"""After check, rate, recalc and post LibreOffice shows what it showed before, and what is new."""

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlkpi.actions.edit import Options, edit
from xlkpi.actions.post import post, posting
from xlkpi.actions.query_sheet import mark, unmark
from xlkpi.actions.rate import rate
from xlkpi.actions.recalc import recalc
from xlkpi.office.convert import convert
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.files import Files

pytestmark = [pytest.mark.real_host, pytest.mark.usefixtures("office")]

ROOT = Path(__file__).parents[2]
STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)

Seen = Mapping[str, Mapping[str, object]]
"""Sheet to cell to value, with the sheet's validations and tables beside the cells."""


def files() -> Files:
    return Files(STAMP)


def seen(paths: list[Path]) -> dict[str, Seen]:
    """Return what LibreOffice shows of each workbook."""
    held = {path.name: path.read_bytes() for path in paths}
    saved = convert(held, "Calc MS Excel 2007 XML", "xlsx:Calc MS Excel 2007 XML")
    return {name: _cells(content) for name, content in saved.items()}


def _cells(content: bytes) -> Seen:
    book = load_workbook(BytesIO(content), data_only=True)
    return {page.title: _sheet(page) for page in book.worksheets}


def _sheet(page: Worksheet) -> Mapping[str, object]:
    cells = {c.coordinate: c.value for row in page.iter_rows() for c in row if c.value is not None}
    rules = sorted(str(rule.sqref) for rule in page.data_validations.dataValidation)
    return {**cells, "validations": rules}


def shipped(folder: Path) -> Settings:
    shutil.copytree(ROOT / "workbooks", folder / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copytree(ROOT / "docx_templates", folder / "docx_templates")
    shutil.copy(ROOT / "xlkpi.toml", folder)
    return read_settings(folder)


def hart(folder: Path) -> Settings:
    return read_settings(shutil.copytree(ROOT / "workbooks" / "examples" / "hart", folder / "hart"))


@pytest.mark.parametrize("register", [shipped, hart])
def test_values_and_validations_are_those_of_before_but_for_what_was_asked(
    tmp_path: Path, register: Callable[[Path], Settings]
) -> None:
    settings = register(tmp_path)
    paths = sorted({source.path for source in (*settings.sources, *settings.entries)})
    before = seen(paths)
    rated = {(c.sheet, c.cell) for one in rate(settings, files()).edited for c in one.changes}
    mark(settings, files(), is_highlighted=True, today=date(2026, 10, 23))
    marked = seen(paths)
    unmark(settings, files(), today=date(2026, 10, 23))
    for path in paths:
        recalc(path, stamp=STAMP)
    post(posting(settings, files()), files(), role="Intelligence and Policy", stamp=STAMP)
    after = seen(paths)

    assert any("Queries" in sheets for sheets in marked.values())
    for name, sheets in before.items():
        assert set(after[name]) == set(sheets)
        for sheet, cells in sheets.items():
            kept = {cell: v for cell, v in cells.items() if (sheet, cell) not in rated}
            assert {cell: after[name][sheet].get(cell) for cell in kept} == kept
            assert {cell: marked[name][sheet].get(cell) for cell in kept} == kept


def test_a_posted_figure_is_the_only_difference(tmp_path: Path) -> None:
    settings = shipped(tmp_path)
    scorecard = settings.entries[0].path
    record = scorecard.with_name("KPI Data Record.xlsx")
    edit(scorecard, ["Scorecard!D5=25.5", "Scorecard!E5=Revised"], Options(), STAMP)
    before = seen([record])[record.name]
    post(posting(settings, files()), files(), role="Intelligence and Policy", stamp=STAMP)
    after = seen([record])[record.name]

    assert set(after) - set(before) == {"Change log"}
    new = {cell: v for cell, v in after["Results"].items() if before["Results"].get(cell) != v}
    added = {cell.rstrip("0123456789"): value for cell, value in new.items() if cell[0] != "v"}
    assert set(added) == set("ABEJKMOP")
    assert (added["A"], added["E"], added["K"]) == ("AH01", 25.5, 1)
    for sheet in set(before) - {"Results"}:
        assert after[sheet] == before[sheet]
