"""The few functions of Excel's own that are understood answer as LibreOffice's do."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.making.formulas import Stored, formula_book
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated

DATA: dict[str, object] = {
    "A1": 2.5,
    "A2": -2.5,
    "A3": None,
    "A4": "Green",
    "A5": True,
    "A6": False,
    "A7": 0.1,
    "A8": "#N/A",
    "A9": "#DIV/0!",
    "B1": 1234.5678,
    "B2": 2.675,
    "B3": 0,
    "B4": "green",
    "B5": 0.2,
    "B6": 0.3,
    "C1": "x",
    "C2": "y",
}
OPERANDS = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B3", "B4", "0.3", '"a"', "TRUE"]
LOGICAL = ("A5", "A6", "TRUE")
FORMULAS = [
    *(f"{a}{sign}{b}" for a in OPERANDS for b in ("A1", "A3", "A4", "A5") for sign in ("=", "<>")),
    *(f"{a}{sign}{b}" for a in ("A1", "A2", "A3", "A7", "B3") for b in ("A3", "B1", "0")
      for sign in ("<", ">", "<=", ">=")),
    *(f"{a}{sign}{b}" for a in OPERANDS for b in ("A1", "A3", "A5") for sign in "+-*"),
    # -- LibreOffice's TRUE is the number 1 and joins as such --
    *(f"{a}&{b}" for a in OPERANDS if a not in LOGICAL for b in ("A3", "B1", '"x"')),
    *(f"IF({a},1,2)" for a in OPERANDS if a not in ('"a"', "A4", "B4")),
    *(f"NOT({a})" for a in OPERANDS if a not in ('"a"', "A4", "B4")),
    *(f"ISBLANK({a})" for a in OPERANDS),
    *(f'IFERROR({a},"no")' for a in OPERANDS if a != "A3"),
    *(f'_xlfn.IFNA({a},"no")' for a in OPERANDS if a != "A3"),
    *(f"ROUND({a},{places})" for a in ("A1", "A2", "B1", "B2", "A3", "A5", "1.005", "-0.45")
      for places in (-3, -1, 0, 1, 2, 5, "B5")),
    "A7+B5=B6", "1/3=0.333333333333333", "1/0", "-2^2", "2^3^2", "50%", "-A1%", "A1^0.5", "A2^0.5",
    "AND(A1,A2)", "AND(A3:A5)", "AND(A1:A6)", "OR(A6,A3)", "OR(A6,B3)", "AND(A4:A5)", "OR(C1:C2)",
    "AND(TRUE,A8)", "OR(A8,TRUE)", "AND(A3:A4)", "IF(A8,1,2)", "IF(A1>2,A3,1)", "IF(B3,1)",
    "INDEX(A1:A9,4)", "INDEX(A1:C2,1,2)", "INDEX(A1:C2,2,3)", "INDEX(A1:A9,10)", "INDEX(A1:C1,2)",
    "INDEX(A1:C9,7,1)", "INDEX(A1:A9,3)", "INDEX(A1:A9,2.9)", "INDEX(A1:A9,-1)", "IF(1,A1:A1)",
    '"a"&1.5&A3', '"x"="X"', '"x"<>"y"', '"1"=1', "A3=0", 'A3=""', "A3=FALSE",
    "--A1", "+A4", "1&2", "100000000000000&1", "0.0001&1", "123.456&1", "1/3&1", "2/3&1",
    'IF("x"="x",IF(AND(A1>0,NOT(A6)),"both","one"),"none")',
]  # fmt: skip
CALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


@pytest.mark.real_host
def test_they_answer_as_libreoffice_does(office: str, tmp_path: Path) -> None:
    # -- a KPI function beside each of them has it worked out --
    cells: dict[str, object] = dict(DATA)
    for row, formula in enumerate(FORMULAS, start=20):
        cells[f"E{row}"] = Stored(formula)
        cells[f"F{row}"] = Stored(f'IF(ISBLANK(E{row}),"",KPI_PERIOD("2024/25"))', "old")
    path = formula_book(tmp_path, {"S": cells})
    theirs = calculated(office, path, tmp_path / "out")

    ours = {one.cell: one.computed for one in recalculated(FormulaBook(path)).changes}

    answers = {
        formula: (ours.get(f"E{row}"), theirs[f"E{row}"])
        for row, formula in enumerate(FORMULAS, start=20)
        if f"E{row}" in ours
    }
    assert len(answers) > len(FORMULAS) * 0.95
    assert {f: pair for f, pair in answers.items() if not is_alike(*pair)} == {}


def calculated(office: str, path: Path, out: Path) -> dict[str, object]:
    """Return the values of the sheet by cell after LibreOffice has calculated it."""
    (out / "profile" / "user").mkdir(parents=True)
    settings = out / "profile" / "user" / "registrymodifications.xcu"
    settings.write_text(CALCULATE_ALWAYS, encoding="utf-8")
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    sheet = load_workbook(out / path.name, data_only=True)["S"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


def is_alike(ours: object, theirs: object) -> bool:
    if isinstance(ours, str) and ours == "":
        return theirs in (None, "")
    if isinstance(ours, float) and isinstance(theirs, int | float):
        return ours == pytest.approx(float(theirs), rel=1e-14)
    # -- LibreOffice saves the square root of -1 as #VALUE!, where Excel says #NUM! --
    return ours == theirs or (ours, theirs) == ("#NUM!", "#VALUE!")
