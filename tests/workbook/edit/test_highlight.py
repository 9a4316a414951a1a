"""Cells are marked by one rule of their sheet, and the marks go without trace."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.making.rich import (
    ODDITIES,
    SHEET,
    Parts,
    parts_of,
    plain_workbook,
    remade,
    rich_workbook,
)
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import AnyEdit, Edit, Edited, Highlight, NewRow, NoHighlight
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
CELLS = ["D9", "B3", "$B$4", "b5", "B3", "C3"]
SQREF = b'sqref="B3:B5 C3 D9"'


def done(path: Path, *edits: AnyEdit) -> Edited:
    return edit_workbook(path, edits, stamp=STAMP, keep=3)


def refusal(path: Path, *edits: AnyEdit) -> str:
    content = path.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        done(path, *edits)
    assert path.read_bytes() == content
    return str(caught.value)


@pytest.mark.parametrize("oddity", ODDITIES)
def test_marks_that_came_and_went_leave_no_byte(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), ODDITIES[oddity])
    before = parts_of(path)

    edited = done(path, Highlight("Sheet", CELLS))
    assert (edited.changes, edited.is_written) == ((), True)
    between = parts_of(path)
    sheet = SHEET if SHEET in before else "xl/worksheets/Blatt-3.xml"
    assert {name for name in before if before[name] != between[name]} == {sheet, "xl/styles.xml"}
    done(path, NoHighlight("sheet"))

    assert parts_of(path) == before
    assert not done(path, NoHighlight("Sheet")).is_written


def test_one_rule_marks_them_all_and_their_own_formats_stay(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before = parts_of(path)[SHEET]
    rows = re.search(rb"<sheetData>.*</sheetData>", before, re.DOTALL)
    priorities = re.findall(rb'priority="(\d+)"', before)
    assert rows
    assert priorities

    done(path, Highlight("Sheet", CELLS))

    after = parts_of(path)[SHEET]
    new = (
        b'<conditionalFormatting %s><cfRule type="expression" dxfId="0" priority="%d"><formula>'
        b'"KPI Register query"&lt;&gt;""</formula></cfRule></conditionalFormatting>'
    )
    whole = new % (SQREF, max(map(int, priorities)) + 1)
    assert after.count(b"KPI Register query") == 1
    assert after.replace(whole, b"") == before
    assert rows[0] in after


def test_marks_are_a_pale_fill_with_an_outline(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)

    done(path, Highlight("Sheet", CELLS))

    rule = load_workbook(path)["Sheet"].conditional_formatting["B3:B5 C3 D9"][0]
    assert rule.dxf.fill.bgColor.rgb == "FFFFE8B3"
    assert rule.dxf.border.left.style == rule.dxf.border.bottom.style == "thin"
    assert CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()[2][1] == 3


def test_a_highlight_replaces_the_one_before(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    done(path, Highlight("Sheet", ["A1"]))
    first = parts_of(path)

    assert not done(path, Highlight("Sheet", ["a1"])).is_written
    done(path, Highlight("Sheet", ["B2", "B3"]))
    assert b'sqref="B2:B3"' in parts_of(path)[SHEET]
    assert parts_of(path)[SHEET].count(b"KPI Register query") == 1
    done(path, Highlight("Sheet", ["A1"]))
    assert parts_of(path) == first
    done(path, Highlight("Sheet", []))
    assert b"conditionalFormatting" not in parts_of(path)[SHEET]


def test_two_sheets_share_the_format_and_the_last_takes_it_along(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    before = parts_of(path)

    done(path, Highlight("Sheet", ["A1"]), Highlight("My other sheet", ["A1"]))
    marked = parts_of(path)["xl/styles.xml"]
    done(path, NoHighlight("Sheet"))
    assert parts_of(path)["xl/styles.xml"] == marked
    done(path, NoHighlight("My other sheet"))
    assert parts_of(path) == before


def saved_elsewhere(parts: Parts) -> None:
    """Move the marks in with a rule of the same cells, as Excel does, and spell them its way."""
    xml = parts[SHEET]
    ours = re.search(rb"<cfRule [^>]*><formula>\"KPI.*?</cfRule>", xml)
    assert ours
    theirs = b'<cfRule type="cellIs" dxfId="0" priority="9" operator="lessThan">'
    theirs += b"<formula>0</formula></cfRule>"
    parts[SHEET] = xml.replace(ours[0], theirs + ours[0].replace(b'"KPI', b"&quot;KPI"))
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</dxfs >", b"</dxfs>")


def test_marks_go_though_another_program_saved_the_workbook(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    done(path, Highlight("Sheet", CELLS))
    remade(path, saved_elsewhere)

    done(path, NoHighlight("Sheet"))

    after = parts_of(path)
    assert b"KPI Register query" not in after[SHEET]
    assert after[SHEET].count(b"<cfRule") == 1
    assert b'<dxfs count="1">' in after["xl/styles.xml"]
    rules = load_workbook(path)["Sheet"].conditional_formatting
    assert [str(one.sqref) for one in rules] == ["B3:B5 C3 D9"]


def table_workbook(folder: Path) -> Path:
    """Return a workbook with a table of five rows under its heading in row 3."""
    path = folder / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        data = [[f"K{row}", row] for row in range(1, 6)]
        columns = [{"header": "Ref"}, {"header": "Value"}]
        options = {"name": "tblData", "columns": columns, "data": data}
        book.add_worksheet("Table").add_table(2, 0, 7, 1, options)
    return path


def test_marks_and_values_change_together(tmp_path: Path) -> None:
    path = table_workbook(tmp_path)
    done(path, Highlight("Table", ["A8"]))

    done(path, NewRow("tblData", {"Ref": "K6"}), Highlight("Table", ["A9"]), Edit("Table", "F1", 1))

    sheet = load_workbook(path)["Table"]
    assert (sheet["A9"].value, sheet["F1"].value) == ("K6", 1)
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["A9"]


def test_marks_that_cover_a_table_do_not_grow_with_it(tmp_path: Path) -> None:
    path = table_workbook(tmp_path)
    done(path, Highlight("Table", [f"A{row}" for row in range(4, 9)]))

    done(path, NewRow("tblData", {"Ref": "K6"}))
    rules = load_workbook(path)["Table"].conditional_formatting
    assert [str(one.sqref) for one in rules] == ["A4:A8"]
    done(path, NewRow("tblData", {"Ref": "K7"}), NoHighlight("Table"))
    assert not list(load_workbook(path)["Table"].conditional_formatting)


def test_a_locked_cell_of_a_protected_sheet_is_not_marked(tmp_path: Path) -> None:
    path = tmp_path / "protected.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        sheet.write_number("A1", 1)
        sheet.write_number("B1", 1, book.add_format({"locked": False}))
        sheet.set_column(2, 2, 9, book.add_format({"locked": False}))
        sheet.protect()

    assert "Sheet!A1 is locked and the sheet protected" in refusal(path, Highlight("Sheet", ["A1"]))
    assert "Sheet!D9 is locked" in refusal(path, Highlight("Sheet", ["C9", "D9"]))
    assert done(path, Highlight("Sheet", ["B1", "C9"])).is_written
    assert done(path, NoHighlight("Sheet")).is_written


def test_what_cannot_be_marked_is_refused(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)

    assert "has no sheet 'No'" in refusal(path, Highlight("No", ["A1"]))
    assert "Sheet!'A0' is not a cell" in refusal(path, Highlight("Sheet", ["A0"]))
    assert "is given two highlights" in refusal(
        path, Highlight("Sheet", ["A1"]), NoHighlight("Sheet")
    )
