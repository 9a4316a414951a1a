"""Every kind of change in a real LibreOffice: the same cells as in a file, or none at all."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.host.libreoffice.office import Office
from xlkpi.actions.post import post, posting
from xlkpi.host.instruction import instruction
from xlkpi.host.libreoffice.signature import COMMAND
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.edit.change import (
    AnyEdit,
    CellError,
    Edit,
    Formula,
    Highlight,
    Link,
    NewRow,
    NewSheet,
    NoHighlight,
    RemovedSheet,
    SheetColumn,
)
from xlkpi.workbook.files import Files

pytestmark = pytest.mark.real_host

ROOT = Path(__file__).parents[3]
STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
PROCESS = """\
import json, sys
sys.stdin.readline()
print(json.dumps({{"edits": {edits!r}}}), flush=True)
reply = json.loads(sys.stdin.readline())
said = reply.get("refused", "done")
end = {{"failed": {{"message": said, "lines": []}}}} if {fails!r} or "refused" in reply else {{
    "done": {{"summary": said, "lines": [], "files": []}}}}
print(json.dumps(end), flush=True)
"""
"""A process apart that asks for these edits."""

Ask = Callable[..., str]


@pytest.fixture
def book(calc: Office, tmp_path: Path) -> Iterator[int]:
    """Return an open workbook with a table, a row under it, and nothing else."""
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Sheet")
        columns: list[dict[str, Any]] = [{"header": name} for name in ("Ref", "Value", "Ten")]
        data = [["a", 1], ["b", 2]]
        columns[2]["formula"] = "=tblData[[#This Row],[Value]]*10"
        sheet.add_table("A1:C3", {"name": "tblData", "columns": columns, "data": data})
        sheet.write("A4", "under the table")
    opened = calc("show", str(path))
    yield opened
    calc("close", opened)


@pytest.fixture
def ask(calc: Office, book: int, tmp_path: Path) -> Iterator[Ask]:
    """Return what has edits made in the open workbook and says what the officer was told."""
    own = Path(calc("profile")) / "xlkpi.json"

    def asked(*edits: AnyEdit, fails: bool = False) -> str:
        process = tmp_path / "process.py"
        said = [instruction(edit) for edit in edits]
        process.write_text(PROCESS.format(edits=said, fails=fails), encoding="utf-8")
        own.write_text(json.dumps({"command": [sys.executable, str(process)]}), encoding="utf-8")
        return str(calc("choose", book, f"{COMMAND}check")[0][1])

    yield asked
    own.unlink()


def cells(calc: Office, book: int, sheet: str = "Sheet") -> list[list[object]]:
    found: list[list[object]] = calc("values", book, sheet)
    return found


def test_values_of_every_kind_are_put_into_cells(calc: Office, book: int, ask: Ask) -> None:
    day = datetime(2026, 10, 23, 12, 0)  # noqa: DTZ001 -- a cell's time has none
    values = (1.5, "=1+1", "007", True, day.date(), day, CellError("#N/A"), None,
              Formula('KPI_RAG(B2,B3,"lower")'), Formula("SUM(Sheet!B2:B3)"))  # fmt: skip
    said = ask(*(Edit("Sheet", f"E{n}", value) for n, value in enumerate(values, start=1)))
    found = [row[4] for row in cells(calc, book)]

    assert said == "done"
    assert found[:4] == [1.5, "=1+1", "007", 1.0]
    assert found[4:8] == [46318.0, 46318.5, {"error": 32767}, ""]
    assert found[8:] == ["Green", 3.0]


def test_a_new_row_goes_on_as_the_table_does_and_pushes_down_what_is_under_it(
    calc: Office, book: int, ask: Ask
) -> None:
    ask(NewRow("tblData", {"Ref": "c", "Value": 3}), NewRow("tblData", {"Ref": "d"}))

    assert cells(calc, book)[3:] == [["c", 3.0, 30.0], ["d", "", 0.0], ["under the table", "", ""]]
    calc("undo", book)
    assert cells(calc, book)[3:] == [["under the table", "", ""]]


def test_a_new_sheet_has_its_title_and_table_and_can_take_more_rows_and_go_again(
    calc: Office, book: int, ask: Ask
) -> None:
    columns = (SheetColumn("Where", 20), SheetColumn("What", 30, wraps=True))
    rows = ((Link("Sheet!B2", "B2"), "=too high"), ("", "second"))
    ask(NewSheet("Findings", "Title", "About", "tblFindings", columns, rows))
    ask(NewRow("tblFindings", {"Where": "x", "What": "third"}))
    found = cells(calc, book, "Findings")
    said = ask(RemovedSheet("Findings"))

    assert [row[:2] for row in found] == [
        ["Title", ""], ["About", ""], ["", ""], ["Where", "What"],
        ["B2", "=too high"], ["", "second"], ["x", "third"],
    ]  # fmt: skip
    assert said == "done"
    with pytest.raises(RuntimeError, match="NoSuchElement"):
        cells(calc, book, "Findings")


def test_marks_come_and_go(calc: Office, book: int, ask: Ask) -> None:
    ask(Highlight("Sheet", ("B2", "C3")))
    ask(Highlight("Sheet", ("B2",)))
    marked = calc("marks", book, "Sheet")
    ask(NoHighlight("Sheet"))

    assert marked == [["Sheet.B2", "KPI mark"]]
    assert calc("marks", book, "Sheet") == []


@pytest.mark.parametrize("fails", ["", "afterwards"])
def test_when_one_change_cannot_be_made_or_a_file_cannot_be_written_none_stays(
    calc: Office, book: int, ask: Ask, fails: str
) -> None:
    calc("recalculate", book)
    before = cells(calc, book)
    wrong = () if fails else (NewRow("tblData", {"Nobody": 1}),)
    said = ask(
        Edit("Sheet", "A2", "new"), NewRow("tblData", {"Ref": "c"}), *wrong, fails=bool(fails)
    )

    assert ("has no column 'Nobody'" in said) is not bool(fails)
    assert cells(calc, book) == before


def copy(folder: Path) -> Settings:
    """Return the settings of a copy of the shipped Register with a figure to post."""
    shutil.copytree(ROOT / "workbooks", folder / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copy(ROOT / "xlkpi.toml", folder)
    settings = read_settings(folder)
    path = settings.entries[0].path
    rows = [list(row) for row in WorkbookCells(path).rows("Scorecard")]
    headings = rows[3]
    value, status = (chr(65 + headings.index(name)) for name in ("Latest", "Status"))
    Files(STAMP).write({path: [Edit("Scorecard", f"{value}5", 1), Edit("Scorecard", f"{status}5",
                                                                       "Revised")]})  # fmt: skip
    return settings


def test_posting_leaves_the_same_cells_in_an_open_data_record_as_in_its_file(
    calc: Office, tmp_path: Path
) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "filed").mkdir()
    live, filed = copy(tmp_path / "live"), copy(tmp_path / "filed")
    files = Files(STAMP)
    post(posting(filed, files), files, role="Head of Policy", stamp=STAMP)
    name = "KPI Data Record.xlsx"
    wanted = WorkbookCells(tmp_path / "filed" / "workbooks" / name)
    before = calc("show", str(tmp_path / "live" / "workbooks" / name))
    calc("choose", before, f"{COMMAND}post", "Head of Policy")
    found = {sheet: cells(calc, before, sheet) for sheet in ("Results", "Change log")}
    calc("close", before)

    assert live.period == filed.period
    for sheet, rows in found.items():
        texts = [[str(cell) for cell in row if isinstance(cell, str) and cell] for row in rows]
        expected = [[str(c) for c in row if isinstance(c, str)] for row in wanted.rows(sheet)]
        last = {"Results": -1, "Change log": 3}[sheet]
        assert len(rows) == len(expected)
        assert texts[last] == expected[last]
    assert found["Change log"][-1][1] == "Head of Policy"
