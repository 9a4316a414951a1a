"""What a sheet cannot say, or says of nobody, is a problem before any row is believed."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.making.books import problems, register_folder
from xlkpi.workbook.package import never_calculated

EACH = '[[tables]]\nfills = "kpis"\n[tables.each.{ref}]\ntitle = "Another"\nbecause = "better"\n'


@pytest.mark.parametrize(
    ("ref", "advice"),
    [("ZZ01", "correct the reference or remove it"), ("gr01", "did you mean GR01?")],
)
def test_settings_speak_only_of_kpis_that_are_there(tmp_path: Path, ref: str, advice: str) -> None:
    (line,) = problems(register_folder(tmp_path, said=EACH.format(ref=ref)))

    assert line == (
        f"KPI Supporting Information.xlsx, KPIs: xlkpi.toml says something of {ref} in "
        f"[tables.each.{ref}], but no row has that reference: {advice}"
    )


def test_formulas_that_were_never_calculated_are_one_problem_a_sheet(tmp_path: Path) -> None:
    folder = register_folder(tmp_path)
    path = folder / "KPI Data Record.xlsx"
    book = load_workbook(path)
    book["Results"]["E5"] = "=90+4"
    book["Results"]["E6"] = "=90+5"
    book.save(path)
    (line,) = problems(folder)

    assert line == (
        "KPI Data Record.xlsx, Results!E5: holds a formula that was never worked out, so its "
        "value is not known: open the workbook in Excel and save it"
    )


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        (b'<c r="B2"><f>1+1</f></c>', "B2"),
        (b'<c r="B2" s="3"><f>1+1</f><v/></c>', "B2"),
        (b'<c r="B2"><f>1+1</f><v></v></c>', "B2"),
        (b'<c r="B2"><f t="shared" si="0"/></c>', "B2"),
        (b'<x:c r="B2"><x:f>1+1</x:f></x:c>', "B2"),
        (b'<c r="A2" s="1"/><c r="B2"><f>1+1</f></c>', "B2"),
        (b'<c r="B2"><f>1+1</f><v>2</v></c>', ""),
        (b'<c r="B2" t="str"><f>A1&amp;""</f><v></v></c>', ""),
        (b'<c r="B2"/><c r="C2"><v>1</v></c><formula1>A1</formula1>', ""),
    ],
)
def test_a_formula_without_a_value_is_told_from_one_with(cell: bytes, address: str) -> None:
    assert never_calculated(cell) == address
