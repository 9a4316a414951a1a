"""A formula's stored result is replaced and its formula stays byte for byte."""

import re
from collections.abc import Callable
from datetime import date, datetime
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
    with_shared_formulas,
)
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import Cached, Change, Edit, Edited, Plain
from xlkpi.workbook.edit.change import CellError as Error
from xlkpi.workbook.edit.edit import edit_workbook
from xlkpi.workbook.package import never_calculated

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment


def cached(path: Path, *edits: Cached | Edit, is_complete: bool = False) -> Edited:
    return edit_workbook(path, edits, stamp=STAMP, is_complete=is_complete)


def refusal(path: Path, *edits: Cached | Edit) -> str:
    content = path.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        cached(path, *edits)
    assert path.read_bytes() == content
    return str(caught.value)


def cell(path: Path, address: str) -> bytes:
    """Return a cell of the first sheet as its part spells it."""
    found = re.search(
        rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % address.encode(), parts_of(path)[SHEET], re.DOTALL
    )
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (7.5, b'<c r="D3"><f>B3*2</f><v>7.5</v></c>'),
        (8, b'<c r="D3"><f>B3*2</f><v>8</v></c>'),
        ("Amber <&", b'<c r="D3" t="str"><f>B3*2</f><v>Amber &lt;&amp;</v></c>'),
        ("=1+1", b'<c r="D3" t="str"><f>B3*2</f><v>=1+1</v></c>'),
        ("", b'<c r="D3" t="str"><f>B3*2</f><v></v></c>'),
        (True, b'<c r="D3" t="b"><f>B3*2</f><v>1</v></c>'),
        (Error("#N/A"), b'<c r="D3" t="e"><f>B3*2</f><v>#N/A</v></c>'),
        (None, b'<c r="D3"><f>B3*2</f></c>'),
        (date(2026, 3, 31), b'<c r="D3"><f>B3*2</f><v>46112</v></c>'),
    ],
)
def test_every_kind_of_result_is_stored_behind_its_formula(
    value: Plain, spelt: bytes, tmp_path: Path
) -> None:
    path = rich_workbook(tmp_path)
    before = parts_of(path)

    done = cached(path, Cached("Sheet", "D3", value), is_complete=True)

    assert done.changes == (Change("Sheet", "D3", 6.0, value, is_result=True),)
    assert cell(path, "D3") == spelt
    after = parts_of(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    assert list(after) == list(before)
    again = cached(path, Cached("Sheet", "D3", value), is_complete=True)
    assert (again.changes, again.is_written) == ((), False)


def test_empty_text_counts_as_worked_out_and_a_missing_result_does_not(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)

    cached(path, Cached("Sheet", "D3", ""))
    assert never_calculated(parts_of(path)[SHEET]) == ""
    cached(path, Cached("Sheet", "D3", None))
    assert never_calculated(parts_of(path)[SHEET]) == "D3"


@pytest.mark.parametrize("address", ["D2", "D7"])
def test_both_ends_of_a_shared_formula_keep_it(address: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), with_shared_formulas)
    formula = re.search(rb"<f .*?(?:/>|</f>)", cell(path, address))
    assert formula

    cached(path, Cached("Sheet", address, "Green"))

    assert formula[0] + b"<v>Green</v>" in cell(path, address)
    assert load_workbook(path)["Sheet"]["D8"].value == "=B8*2"


@pytest.mark.parametrize(
    ("address", "value", "spelt"),
    [
        ("A18", 9, b'<c r="A18"><f t="array" ref="A18:A20">B2:B4*2</f><v>9</v></c>'),
        ("A19", 9, b'<c r="A19"><v>9</v></c>'),
        ("A20", "Red", b'<c r="A20" t="str"><v>Red</v></c>'),
        ("C19", Error("#N/A"), b'<c r="C19" t="e"><v>#N/A</v></c>'),
        ("C20", None, b'<c r="C20"/>'),
    ],
)
def test_an_array_formula_and_the_cells_it_fills_take_results(
    address: str, value: Plain, spelt: bytes, tmp_path: Path
) -> None:
    path = rich_workbook(tmp_path)

    cached(path, Cached("Sheet", address, value))

    assert cell(path, address) == spelt


def test_the_mark_of_a_formula_that_may_spill_stays_and_that_of_its_old_value_goes(
    tmp_path: Path,
) -> None:
    def with_value_mark(parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].replace(b'<c r="C18" cm="1"', b'<c r="C18" cm="1" vm="1"')

    path = remade(rich_workbook(tmp_path), with_value_mark)
    assert b'cm="1" vm="1"' in cell(path, "C18")

    cached(path, Cached("Sheet", "C18", 4))

    formula = b'<f t="array" ref="C18:C20">_xlfn._xlws.SORT(B2:B4)</f><v>4</v></c>'
    assert cell(path, "C18") == b'<c r="C18" cm="1">' + formula


@pytest.mark.parametrize("address", ["B3", "A2", "F2", "C40"])
def test_a_cell_that_is_no_formulas_result_is_refused(address: str, tmp_path: Path) -> None:
    assert f"Sheet!{address} holds no formula" in refusal(
        rich_workbook(tmp_path), Cached("Sheet", address, 1)
    )


def test_a_result_and_a_value_for_one_cell_are_refused(tmp_path: Path) -> None:
    line = refusal(plain_workbook(tmp_path), Cached("Sheet", "D3", 1), Edit("Sheet", "D3", 1))

    assert "Sheet!D3 is given twice" in line


def without_order(parts: Parts) -> None:
    xml = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = xml.replace(b' fullCalcOnLoad="1"', b"")


@pytest.mark.parametrize(
    ("edits", "is_complete", "is_told"),
    [
        ([Cached("Sheet", "D3", 1)], False, True),
        ([Cached("Sheet", "D3", 1)], True, False),
        ([Cached("Sheet", "D3", 1), Edit("Sheet", "B3", 1)], True, True),
    ],
)
def test_excel_is_told_to_calculate_unless_all_results_are_given(
    edits: list[Cached | Edit],
    is_complete: bool,  # noqa: FBT001
    is_told: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    path = remade(rich_workbook(tmp_path), without_order)

    cached(path, *edits, is_complete=is_complete)

    after = parts_of(path)
    assert (b"fullCalcOnLoad" in after["xl/workbook.xml"]) is is_told
    assert "xl/calcChain.xml" in after


def test_a_locked_formula_takes_its_result(tmp_path: Path) -> None:
    path = tmp_path / "protected.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        sheet.write_formula("A1", "=1+1", None, 0)
        sheet.protect()

    assert cached(path, Cached("Sheet", "A1", 2)).changes[0].new == 2


def test_a_result_shown_as_a_date_was_one(tmp_path: Path) -> None:
    path = tmp_path / "dates.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Sheet").write_formula("A1", "=TODAY()", day, 46112)

    done = cached(path, Cached("Sheet", "A1", date(2026, 4, 1)))

    assert done.changes[0].old == date(2026, 3, 31)
    assert load_workbook(path, data_only=True)["Sheet"]["A1"].value == datetime(2026, 4, 1)  # noqa: DTZ001


READABLE: dict[str, Callable[[Parts], None]] = {
    name: change for name, change in ODDITIES.items() if name not in ("utf16", "renamed")
}


@pytest.mark.parametrize("oddity", READABLE)
def test_an_odd_workbook_takes_results(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), READABLE[oddity])
    before = parts_of(path)
    edits = [Cached("Sheet", "D3", 5), Cached("Sheet", "D4", "Red")]

    cached(path, *edits, is_complete=True)

    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()
    assert [rows[2][3], rows[3][3], rows[4][3]] == [5, "Red", 12]
    after = parts_of(path)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    assert after[SHEET].count(b"B3*2") == before[SHEET].count(b"B3*2")
