"""Recalc: what stands in the file afterwards, for every program that reads it."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.making.formulas import Stored, formula_book
from tests.making.rich import ODDITIES, Parts, parts_of, remade, rich_workbook
from xlkpi.actions.recalc import Recalculated, differences, recalc
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import Edit, Formula
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
RAG = '_xldudf_KPI_RAG(A{0},80,"Higher",5,"percent")'
CELLS: Mapping[str, object] = {
    "A1": "Actual",
    "A2": 77.4,
    "A3": 81,
    "A4": None,
    "A5": "#N/A",
    "B1": "Rating",
    **{f"B{row}": Stored(RAG.format(row), "#NAME?") for row in range(2, 6)},
    "C2": Stored('KPI_RANK(A2,A2:A3,"Higher")', "#NAME?"),
    "C3": Stored('KPI_CHANGE(A3,A2,"Higher")'),
    "D2": Stored('IF(B2="Amber","look","")', "old"),
    "D3": Stored("IFERROR(B5,1/3)", 5),
}
EXPECTED = {
    "B2": "Amber",
    "B3": "Green",
    "B4": "No data",
    "C2": 2.0,
    "C3": (81 - 77.4) / 77.4,
    "D2": "look",
    "D3": 1 / 3,
}


def book(folder: Path, **options: object) -> Path:
    return formula_book(folder, {"S": CELLS, "Other": {"A1": 1}}, **options)  # type: ignore[arg-type]


def done(path: Path, **options: object) -> Recalculated:
    return recalc(path, stamp=STAMP, **options)  # type: ignore[arg-type]


def without_results(xml: bytes) -> bytes:
    """Return a sheet without the results of its formulas and the kinds of its cells."""
    return re.sub(rb"<v>[^<]*</v>|<v/>| (?:t|spans)=\"[\w:]+\"", b"", xml)


def test_every_reader_sees_the_new_results(tmp_path: Path) -> None:
    path = book(tmp_path)

    done(path)

    sheet = load_workbook(path, data_only=True)["S"]
    assert {cell: sheet[cell].value for cell in EXPECTED} == pytest.approx(EXPECTED)
    assert sheet["B5"].value == "#N/A"
    cells = CalamineWorkbook.from_path(path).get_sheet_by_name("S").to_python()
    assert [row[1] for row in cells[1:4]] == ["Amber", "Green", "No data"]
    frame = pd.read_excel(path, sheet_name="S", engine="openpyxl")
    assert list(frame["Rating"][:3]) == ["Amber", "Green", "No data"]


def test_the_formulas_and_all_else_stay_as_they_are(tmp_path: Path) -> None:
    path = book(tmp_path)
    before = parts_of(path)

    found = done(path)

    after = parts_of(path)
    sheet = "xl/worksheets/sheet1.xml"
    assert {name for name in before if before[name] != after[name]} == {sheet}
    assert without_results(before[sheet]) == without_results(after[sheet])
    assert found.backup is not None
    with zipfile.ZipFile(found.backup) as package:
        assert package.read(sheet) == before[sheet]


def test_it_says_what_changed(tmp_path: Path) -> None:
    found = done(book(tmp_path))

    assert [(one.cell, str(one.stored), one.computed) for one in found.changes[:2]] == [
        ("B2", "#NAME?", "Amber"),
        ("C2", "#NAME?", 2.0),
    ]
    assert (found.functions, found.could_not, found.is_complete) == (6, (), True)


def test_excel_is_not_told_to_calculate_when_nothing_is_left(tmp_path: Path) -> None:
    path = book(tmp_path)
    done(path)
    assert b"fullCalcOnLoad" not in parts_of(path)["xl/workbook.xml"]

    path = formula_book(tmp_path, {"S": {**CELLS, "E1": Stored("COUNTIF(B:B,B2)", 9)}})
    found = done(path)
    assert b'fullCalcOnLoad="1"' in parts_of(path)["xl/workbook.xml"]
    assert len(found.could_not) == 1
    assert str(found.could_not[0]) == (
        "S!E1: =COUNTIF(B:B,B2) was left as it is: function 'COUNTIF' is not computed here: the "
        "KPI functions are, and IF, IFERROR, IFNA, AND, OR, NOT, ISBLANK, INDEX, ROUND"
    )


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    path = book(tmp_path)
    done(path)
    content = path.read_bytes()

    again = done(path)

    assert (again.changes, again.backup) == ((), None)
    assert path.read_bytes() == content
    assert len(list((tmp_path / "versions" / path.name).iterdir())) == 1


def test_out_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path, out = book(tmp_path), tmp_path / "new.xlsx"
    content = path.read_bytes()

    found = done(path, out=out)

    assert (found.path, found.backup, path.read_bytes()) == (out, None, content)
    assert load_workbook(out, data_only=True)["S"]["B2"].value == "Amber"


def test_an_edit_is_followed_by_its_rating(tmp_path: Path) -> None:
    path = book(tmp_path)
    done(path)
    edit_workbook(path, [Edit("S", "A2", 90)], stamp=STAMP)

    found = done(path)

    changed = {one.cell: one.computed for one in found.changes}
    assert changed == {"B2": "Green", "C2": 1.0, "C3": -0.1, "D2": ""}
    assert not differences(path)


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = book(tmp_path, file="one.xlsx"), book(tmp_path, file="two.xlsx")

    done(one)
    done(two)

    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("area", ["E2:E4", "E2:E6"])
def test_every_cell_of_an_array_has_its_result(area: str, tmp_path: Path) -> None:
    for is_dynamic in (False, True):
        formula = Stored('KPI_RAG(A2:A4,80,"Higher")', "old", area, is_dynamic)
        path = formula_book(tmp_path, {"S": {**CELLS, "E2": formula}})
        found = done(path)
        sheet = load_workbook(path, data_only=True)["S"]
        assert [sheet[f"E{row}"].value for row in (2, 3, 4)] == ["Red", "Green", "No data"]
        if area == "E2:E6":
            assert sheet["E6"].value == "#N/A"
            assert "answers another number of cells than it fills" in found.notes[0]


def test_a_workbook_with_macros_buttons_and_all_keeps_them(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    rag = Formula('[0]!KPI_RAG(B2,1,"Higher")', "old")
    edit_workbook(path, [Edit("Sheet", "G20", rag)], stamp=STAMP)
    before = parts_of(path)

    found = done(path)

    after = parts_of(path)
    assert [one.computed for one in found.changes] == ["Green"]
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("name", [name for name in ODDITIES if name != "shared formulas"])
def test_a_workbook_is_refreshed_as_any_program_writes_it(name: str, tmp_path: Path) -> None:
    sheet: dict[str, object] = {}
    for row in range(1, 12):
        sheet |= {f"A{row}": f"KPI {row}", f"B{row}": row * 1.5, f"C{row}": "Higher"}
        sheet |= {f"D{row}": Stored(f"KPI_RAG(B{row},9,C{row})", "old"), f"E{row}": True}
    path = formula_book(tmp_path, {"Sheet": sheet, "My other sheet": {"A1": "x"}})

    found = done(remade(path, ODDITIES[name]))

    assert len(found.changes) == 11
    assert not done(path).changes


def test_a_workbook_that_is_calculated_by_hand_is_noted_once(tmp_path: Path) -> None:
    def by_hand(parts: Parts) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b"<calcPr", b'<calcPr calcMode="manual"'
        )

    cells = {**CELLS, "E1": Stored("COUNTIF(B:B,B2)", 9)}
    found = done(formula_book(tmp_path, {"S": cells}, change=by_hand))

    assert [note for note in found.notes if "by hand" in note] == [
        "the workbook is calculated by hand: press F9 in Excel to refresh it"
    ]


def test_differences_are_those_of_kpi_functions(tmp_path: Path) -> None:
    path = book(tmp_path)

    found = differences(path)

    assert [one.cell for one in found] == ["B2", "C2", "B3", "C3", "B4", "B5"]
    first = found[0]
    assert (first.sheet, first.formula, str(first.stored), first.computed) == (
        "S",
        RAG.format(2),
        "#NAME?",
        "Amber",
    )


def test_what_is_no_workbook_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "no.xlsx"
    path.write_text("no", encoding="utf-8")

    with pytest.raises(WorkbookError, match="is not an Excel workbook"):
        done(path)


def test_a_workbook_without_kpi_functions_is_left_alone(tmp_path: Path) -> None:
    path = formula_book(tmp_path, {"S": {"A1": 1, "B1": Stored("A1*2")}})

    found = done(path)

    assert (found.functions, found.changes, found.could_not) == (0, (), ())
