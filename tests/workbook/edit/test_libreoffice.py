"""LibreOffice opens an edited workbook and shows the values that it should."""

import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.making.rich import AWKWARD, plain_workbook, remade, rich_workbook
from xlkpi.workbook.edit.change import (
    AnyEdit,
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
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
EDITS = (
    Edit("Sheet", "B3", 42),
    Edit("Sheet", "A4", " New & <text> "),
    Edit("Sheet", "D5", Formula("B5*10", 0)),
    Edit("Sheet", "B60", 7.25),
)
QUERIES = NewSheet(
    "Queries",
    "Register queries",
    "What to look at.",
    "tblQueries",
    (SheetColumn("Where", 20), SheetColumn("Found", 60, wraps=True), SheetColumn("Since", 12)),
    (
        (Link("Sheet!B3", "Sheet!B3"), "=1+1", date(2026, 3, 31)),
        (Link("'Sheet'!D9", "the ninth"), 2.5, None),
    ),
)
EXPECTED = {(2, 1): 42.0, (2, 3): 84.0, (3, 0): " New & <text> ", (4, 3): 60.0, (59, 1): 7.25}
"""What LibreOffice calculates from the new values is among them."""

CALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""LibreOffice trusts the stored results of Excel's files unless its user asks for this."""

Values = list[list[object]]


@pytest.fixture(scope="module")
def saved(office: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of workbooks that LibreOffice opened and saved, in one run for all."""
    folder = tmp_path_factory.mktemp("edited")
    paths = [rich_workbook(folder)]
    for name, oddity in AWKWARD.items():
        paths.append(remade(plain_workbook(folder, f"{name}.xlsx"), oddity))
    for path in paths:
        edits = (*EDITS, QUERIES, Highlight("Sheet", ["B3", "B4", "D9"]))
        edit_workbook(path, edits, stamp=STAMP, allow_formula=True)
    row = NewRow("tblData", {"Ref": "K6", "Value": 21})
    edit_workbook(paths[0], [row], stamp=STAMP)
    out = tmp_path_factory.mktemp("saved")
    write_profile(out / "profile" / "user")
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=180)
    return out


def write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(CALCULATE_ALWAYS, encoding="utf-8")


def values(path: Path, sheet: str) -> Values:
    found = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet)
    return [list(row) for row in found.to_python(skip_empty_area=False)]


@pytest.mark.real_host
@pytest.mark.parametrize("name", ["rich", *AWKWARD])
def test_the_new_values_are_there_and_what_follows_from_them(name: str, saved: Path) -> None:
    found = values(saved / f"{name}.xlsx", "Sheet")

    assert {place: found[place[0]][place[1]] for place in EXPECTED} == EXPECTED
    assert [row[0] for row in found[4:11]] == [f"KPI {number}" for number in range(4, 11)]


@pytest.mark.real_host
def test_a_table_that_grew_calculates_its_new_row(saved: Path) -> None:
    assert values(saved / "rich.xlsx", "Table")[-1] == ["K6", 21, 42]


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.real_host
@pytest.mark.parametrize("name", ["rich", *AWKWARD])
def test_an_added_sheet_has_its_cells_links_and_look(name: str, saved: Path) -> None:
    rows = values(saved / f"{name}.xlsx", "Queries")
    assert [rows[0][0], rows[3], rows[4], rows[5][:2]] == [
        "Register queries",
        ["Where", "Found", "Since"],
        ["Sheet!B3", "=1+1", date(2026, 3, 31)],
        ["the ninth", 2.5],
    ]
    book = load_workbook(saved / f"{name}.xlsx")
    sheet = book["Queries"]
    links = [sheet[cell].hyperlink for cell in ("A5", "A6")]
    assert [link and (link.location or "").replace("'", "") for link in links] == [
        "Sheet!B3",
        "Sheet!D9",
    ]
    assert sheet["A4"].font.b
    assert (sheet["A4"].fill.fgColor.rgb, sheet.freeze_panes) == ("FF12436D", "A5")
    assert sheet["B5"].data_type == "s"


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.real_host
@pytest.mark.parametrize("name", ["rich", *AWKWARD])
def test_highlighted_cells_stay_so_and_both_come_out_again(name: str, saved: Path) -> None:
    path = saved / f"{name}.xlsx"
    rules = {str(r.sqref): r for r in load_workbook(path)["Sheet"].conditional_formatting}
    marks = [one for one in rules if {"B3:B4", "D9"} <= set(one.split())]
    assert len(marks) == 1
    assert rules[marks[0]].rules[0].dxf.fill.bgColor.rgb == "FFFFE8B3"

    edits: list[AnyEdit] = [RemovedSheet("Queries"), NoHighlight("Sheet"), Edit("Sheet", "B9", 1)]
    edit_workbook(path, edits, stamp=STAMP, out=saved / f"{name} without.xlsx")

    book = load_workbook(saved / f"{name} without.xlsx")
    assert "Queries" not in book.sheetnames
    assert marks[0] not in {str(r.sqref) for r in book["Sheet"].conditional_formatting}
