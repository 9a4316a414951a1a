"""A row at a table's end: the table grows and everything it carries on is carried on."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.making.rich import parts_of
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import Edit, Edited, NewRow
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment


def table_workbook(folder: Path, **options: Any) -> Path:  # noqa: ANN401 -- XlsxWriter's own
    """Return a workbook with a table at A3:D6 and another sheet that refers to it."""
    path = folder / "table.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        money = book.add_format({"num_format": "#,##0.00"})
        columns = [
            {"header": "KPI ref"},
            {"header": "Value", "format": money},
            {"header": "Twice", "formula": "=tblData[[#This Row],[Value]]*2"},
            {"header": "Beside", "formula": "=B4+1"},
        ]
        rows = [[f"K{row}", row] for row in range(1, 4)]
        shape = {"name": "tblData", "columns": columns, "data": rows, **options}
        last = 6 if options.get("total_row") else 5
        sheet.add_table(2, 0, last, 3, shape)
        for row in range(3, 6):
            sheet.write_formula(row, 3, f"=B{row + 1}+1", None, row - 1)
        sheet.add_table(20, 0, 22, 1, {"name": "tblOther"})
        sheet.data_validation("A4:A6", {"validate": "list", "source": ["K1", "K2"]})
        sheet.data_validation("B4:B5", {"validate": "integer", "criteria": ">", "value": 0})
        sheet.conditional_format("B4:C6", {"type": "cell", "criteria": ">", "value": 2})
    return path


def added(path: Path, *rows: NewRow | Edit) -> Edited:
    return edit_workbook(path, rows, stamp=STAMP)


def test_the_table_its_filter_styles_and_formulas_grow(tmp_path: Path) -> None:
    path = table_workbook(tmp_path)
    before = parts_of(path)

    done = added(path, NewRow("tblData", {"kpi ref": "K4", "Value": 7}))

    sheet = load_workbook(path)["Data"]
    table = sheet.tables["tblData"]
    assert (table.ref, table.autoFilter.ref) == ("A3:D7", "A3:D7")
    assert [cell.value for cell in sheet[7]] == [
        "K4",
        7,
        "=tblData[[#This Row],[Value]]*2",
        "=B7+1",
    ]
    assert sheet["B7"].number_format == "#,##0.00"
    assert [change.cell for change in done.changes] == ["A7", "B7", "C7", "D7"]
    after = parts_of(path)
    assert {name for name in after if after[name] != before[name]} <= {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/tables/table1.xml",
        "xl/workbook.xml",
    }


def test_drop_downs_and_formats_of_whole_columns_grow_and_others_do_not(tmp_path: Path) -> None:
    path = table_workbook(tmp_path)

    added(path, NewRow("tblData", {"KPI ref": "K4"}), NewRow("tblData", {"KPI ref": "K5"}))

    sheet = load_workbook(path)["Data"]
    rules = sheet.data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == ["A4:A8", "B4:B5"]
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["B4:C8"]


def test_rows_are_added_one_under_the_other(tmp_path: Path) -> None:
    path = table_workbook(tmp_path)

    added(path, *(NewRow("tblData", {"KPI ref": f"K{n}", "Value": n}) for n in (4, 5, 6)))

    sheet = load_workbook(path)["Data"]
    assert sheet.tables["tblData"].ref == "A3:D9"
    assert [sheet.cell(row, 1).value for row in range(4, 10)] == [f"K{n}" for n in range(1, 7)]
    assert sheet["D9"].value == "=B9+1"


def test_the_one_blank_row_of_a_new_table_is_used_first(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        columns = [
            {"header": "Ref"},
            {"header": "Twice", "formula": "=LEN(tblNew[[#This Row],[Ref]])"},
        ]
        book.add_worksheet("Data").add_table(0, 0, 1, 1, {"name": "tblNew", "columns": columns})

    added(path, NewRow("tblNew", {"Ref": "K1"}), NewRow("tblNew", {"Ref": "K2"}))

    sheet = load_workbook(path)["Data"]
    assert sheet.tables["tblNew"].ref == "A1:B3"
    assert [cell.value for cell in sheet["A"]] == ["Ref", "K1", "K2"]
    assert sheet["B3"].value == sheet["B2"].value == "=LEN(tblNew[[#This Row],[Ref]])"


def test_a_table_without_room_is_refused(tmp_path: Path) -> None:
    path = table_workbook(tmp_path)
    added(path, Edit("Data", "B7", "a word below"))

    with pytest.raises(WorkbookError, match="tblData has cells right below it"):
        added(path, NewRow("tblData", {"KPI ref": "K4"}))


def test_a_totals_row_an_unknown_table_and_an_unknown_column_are_refused(tmp_path: Path) -> None:
    path = table_workbook(tmp_path, total_row=True)

    with pytest.raises(WorkbookError, match="tblData has a totals row"):
        added(path, NewRow("tblData", {"KPI ref": "K4"}))
    with pytest.raises(WorkbookError, match="has no table 'tblNone': it has tblData, tblOther"):
        added(path, NewRow("tblNone", {"KPI ref": "K4"}))
    with pytest.raises(WorkbookError, match="has no column 'colour'"):
        added(path, NewRow("tblOther", {"Colour": "K4"}))
