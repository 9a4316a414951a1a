"""Shared formulas, array formulas, spilled ranges, and workbooks as odd programs write them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.making.formulas import Stored, formula_book
from tests.making.rich import ODDITIES, SHEET, Parts, remade
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated
from xlkpi.workbook.formulas.recalculation import Recalculation
from xlkpi.workbook.formulas.shifted import shifted

RATED = 'KPI_RAG(A{0},$B$1,"Higher")'
VALUES: Mapping[str, object] = {
    "A1": 70,
    "A2": 85,
    "A3": 90,
    "B1": 80,
    "C1": "Higher",
    "D1": "x < y & z",
}


def recalculation(path: Path) -> Recalculation:
    return recalculated(FormulaBook(path))


def computed(path: Path) -> dict[str, object]:
    found = recalculation(path)
    assert not found.unknown
    return {one.cell: one.computed for one in found.results}


def shared(parts: Parts) -> None:
    """Let F1 hold the formula that F2 and F3 share."""
    for row in (1, 2, 3):
        inside = b't="shared" si="0"/>'
        if row == 1:
            inside = b't="shared" ref="F1:F3" si="0">KPI_RAG(A1,$B$1,"Higher")</f>'
        parts[SHEET] = re.sub(
            rb'(<c r="F%d"[^>]*>)<f>[^<]*</f>' % row, rb"\1<f " + inside, parts[SHEET]
        )


def test_a_shared_formula_is_read_from_each_cell_that_shares_it(tmp_path: Path) -> None:
    cells = {**VALUES, **{f"F{row}": Stored("1", "old") for row in (1, 2, 3)}}
    path = formula_book(tmp_path, {"S": cells}, change=shared)

    found = recalculation(path)

    assert computed(path) == {"F1": "Red", "F2": "Green", "F3": "Green"}
    assert [one.formula for one in found.results] == [RATED.format(row) for row in (1, 2, 3)]


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B$2)&\"A1\"&'A1'!A1", "SUM(B3:C$2)&\"A1\"&'A1'!B3"),
        ("SUM(A:A,$A:B,1:1,$1:2)", "SUM(B:B,$A:C,3:3,$1:4)"),
        ("tbl[A1]+tbl[[#This Row],[A1]]+Name1+LOG10(A1)", None),
        ("A1#+_xlfn.SINGLE(A1:A9)", "B3#+_xlfn.SINGLE(B3:B11)"),
        ("XFD1+A1048576+1E5+#REF!", "#REF!+#REF!+1E5+#REF!"),
        ("ABC+ABC1", "ABC+ABD3"),
    ],
)
def test_a_formula_moves_as_it_does_when_it_is_filled(formula: str, moved: str | None) -> None:
    expected = moved or formula.replace("LOG10(A1)", "LOG10(B3)")

    assert shifted(formula, 2, 1) == expected


def test_an_array_formula_fills_all_its_cells(tmp_path: Path) -> None:
    formula = Stored('KPI_RAG(A1:A3,B1,"Higher")', "old", area="F1:F3")
    path = formula_book(tmp_path, {"S": {**VALUES, "F1": formula}})

    assert computed(path) == {"F1": "Red", "F2": "Green", "F3": "Green"}


@pytest.mark.parametrize(
    ("area", "is_dynamic", "expected"),
    [
        ("F1:F3", False, ["Red", "Green", "Green"]),
        ("F1:G3", False, ["Red", "Red", "Green", "Green", "Green", "Green"]),
        ("F1:F5", False, ["Red", "Green", "Green", "#N/A", "#N/A"]),
        ("F1:F2", False, ["Red", "Green"]),
        ("F1:F3", True, ["Red", "Green", "Green"]),
        ("F1:G3", True, ["Red", "#N/A", "Green", "#N/A", "Green", "#N/A"]),
        ("F1:F2", True, ["Red", "Green"]),
    ],
)
def test_a_range_of_another_size_is_filled_as_excel_fills_it(
    area: str, expected: list[str], tmp_path: Path, *, is_dynamic: bool
) -> None:
    formula = Stored('KPI_RAG(A1:A3,B1,"Higher")', "old", area, is_dynamic)
    path = formula_book(tmp_path, {"S": {**VALUES, "F1": formula}})

    found = recalculation(path)

    assert [one.computed for one in found.results] == expected
    fits = area == "F1:F3" or (area == "F1:G3" and not is_dynamic)
    assert bool(found.notes) is not fits
    assert found.is_complete is (fits or not is_dynamic)


def test_one_answer_fills_a_whole_array_formula(tmp_path: Path) -> None:
    formula = Stored('KPI_RANK(85,A1:A3,"Higher")', 0, area="F1:F2")
    path = formula_book(tmp_path, {"S": {**VALUES, "F1": formula}})

    assert computed(path) == {"F1": 2.0, "F2": 2.0}


def test_a_plain_cell_shows_the_first_of_several_answers(tmp_path: Path) -> None:
    formula = Stored('KPI_RAG(A1:A3,B1,"Higher")', "old")
    path = formula_book(tmp_path, {"S": {**VALUES, "F2": formula}})

    assert computed(path) == {"F2": "Red"}


def test_what_has_spilled_is_read_by_its_first_cell(tmp_path: Path) -> None:
    spilled = Stored('KPI_RAG(A1:A3,B1,"Higher")', "old", "F1:F3", is_dynamic=True)
    again = Stored('KPI_PERIOD("2024/25",INDEX(_xlfn.ANCHORARRAY(F1)="Green",2)*1)', "old")
    path = formula_book(tmp_path, {"S": {**VALUES, "F1": spilled, "H1": again}})
    assert computed(path)["H1"] == "2025/26"

    inside = Stored('IF(INDEX(F1#,2)="Green",KPI_PERIOD("2024/25"),1)', "old")
    path = formula_book(tmp_path, {"S": {**VALUES, "F1": spilled, "H1": inside}})
    assert computed(path)["H1"] == "2024/25"

    nothing = Stored('IFERROR(KPI_RAG(A1#,B1,"Higher"),"none")', "old")
    path = formula_book(tmp_path, {"S": {**VALUES, "H1": nothing}})
    assert computed(path)["H1"] == "none"


def test_what_spills_anew_is_not_read_at_its_old_size(tmp_path: Path) -> None:
    spilled = Stored('KPI_RAG(A1:A3,B1,"Higher")', "old", "F1:F2", is_dynamic=True)
    again = Stored('IF(INDEX(F1#,2)="Green",KPI_PERIOD("2024/25"),1)', "old")

    found = recalculation(formula_book(tmp_path, {"S": {**VALUES, "F1": spilled, "H1": again}}))

    assert "another size now" in found.unknown[0].reason


def oddity_book(folder: Path, name: str) -> Path:
    """Return a workbook in the shape that the oddities know, with KPI formulas in column D."""
    sheet: dict[str, object] = {}
    for row in range(1, 12):
        sheet |= {f"A{row}": f"KPI & {row}", f"B{row}": row * 1.5, f"C{row}": "Higher"}
        sheet[f"D{row}"] = Stored(f"KPI_RAG(B{row},9,C{row})", "old")
        sheet[f"E{row}"] = row % 2 == 0
    return formula_book(folder, {"Sheet": sheet, "My other sheet": {"A1": "x"}}, file=name)


@pytest.mark.parametrize("name", [name for name in ODDITIES if name != "shared formulas"])
def test_a_workbook_is_read_as_any_program_writes_it(name: str, tmp_path: Path) -> None:
    path = remade(oddity_book(tmp_path, "odd.xlsx"), ODDITIES[name])

    expected = {f"D{row}": "Green" if row * 1.5 >= 9 else "Red" for row in range(1, 12)}
    assert computed(path) == expected


def test_a_workbook_with_macros_is_read(tmp_path: Path) -> None:
    assert len(computed(oddity_book(tmp_path, "odd.xlsm"))) == 11


def test_phonetic_hints_are_no_part_of_a_text(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        strings = "xl/sharedStrings.xml"
        parts[strings] = parts[strings].replace(
            b"<t>Higher</t>", b"<r><t>High</t></r><r><t>er</t></r><rPh><t>hints</t></rPh>"
        )

    cells = {**VALUES, "F1": Stored("KPI_RAG(A1,B1,C1)", "old")}

    assert computed(formula_book(tmp_path, {"S": cells}, change=change)) == {"F1": "Red"}
