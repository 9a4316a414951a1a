"""Whatever stands where a formula should: a reason, never a failure."""

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making.formulas import Grid, Stored, formula_book
from tests.making.rich import SHEET, packed, parts_of
from xlkpi.errors import WorkbookError
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated
from xlkpi.workbook.formulas.scanned import scanned
from xlkpi.workbook.formulas.shifted import shifted

SOUND = [
    'IFERROR(KPI_RAG(tbl[[#This Row],[Actual]],$B$2,"Higher",5,"percent"),"n/a")',
    "[1]!KPI_RANK('Odd ''sheet'!A1:B9,INDEX(A:A,2),Goal)",
    '_xldudf_KPI_TREND(A1:A9,"Lower",,TRUE)&" "&KPI_PERIOD(DATE(2024,9,1))',
    'IF(AND(A1>=0.5,NOT(ISBLANK(B1#))),KPI_CHANGE(-A1%,{1,2;3,#N/A},"Higher"),@A1:A9)',
    "KPI_RAG(_xlfn.ANCHORARRAY(A1),_xlfn.SINGLE(1:1),tbl[@[Act'#ual]],tbl[#All])",
]
PIECES = "KPI_RAG( ) , ; : ! # @ [ ] [[ ]] ' \" { } & <= <> = + - * / ^ % $ A1 A1:B2 1:1 A:A tbl[ "
PIECES += "[#This Row] Goal [0]! [1]! 'x'! #REF! #N/A 1E9 .5 TRUE IF( INDEX( OFFSET( \\ ? é _xlfn."
CELLS = {"A1": 5, "A2": 80, "B1": "Higher", "B2": 90, "A5": "Actual", "A6": 70, "A7": 85}


def spoilt(formula: str, seed: int) -> str:
    """Return a formula after a few cuts, doublings and insertions."""
    source = random.Random(seed)  # noqa: S311 -- nothing secret
    for _ in range(source.randint(1, 5)):
        place, end = sorted(source.randint(0, len(formula)) for _ in range(2))
        match source.randint(0, 3):
            case 0:
                formula = formula[:place] + formula[end:]
            case 1:
                formula = formula[:end] + formula[place:]
            case 2:
                formula = formula[:place] + source.choice(PIECES.split(" ")) + formula[place:]
            case _:
                formula = formula[:place] + formula[place:end][::-1] + formula[end:]
    return formula[:8000]


def recalculable(folder: Path, formulas: list[str]) -> Path:
    cells: dict[str, object] = dict(CELLS)
    for row, formula in enumerate(formulas, start=10):
        cells[f"D{row}"] = Stored(formula or "1", "old")
    tables = {("S", "tbl"): Grid("A5:A7", ("Actual",))}
    return formula_book(folder, {"S": cells, "Odd 'sheet": {"A1": 1}}, tables=tables)


@pytest.mark.parametrize("sound", SOUND)
def test_a_spoilt_formula_is_answered_or_listed(sound: str, tmp_path: Path) -> None:
    formulas = [spoilt(sound, seed) for seed in range(200)]

    found = recalculated(FormulaBook(recalculable(tmp_path, formulas)))

    assert len(found.results) + len(found.unknown) >= 100
    for one in found.unknown:
        assert "\n" not in str(one)
        assert one.reason
        assert len(one.reason) < 400


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=20).map("".join))
def test_any_pieces_can_be_looked_at(formula: str) -> None:
    scanned(formula)
    assert isinstance(shifted(formula, 3, 2), str)


@pytest.mark.parametrize("seed", range(60))
def test_a_mutilated_file_does_no_worse_than_a_refusal(seed: int, tmp_path: Path) -> None:
    source = random.Random(seed)  # noqa: S311
    path = recalculable(tmp_path, ['KPI_RAG(A6,80,"Higher")', "tbl[Actual]", "SUM(D10)"])
    parts = parts_of(path)
    names = [SHEET, "xl/workbook.xml", "xl/tables/table1.xml", "xl/sharedStrings.xml"]
    name = source.choice([*names, "xl/styles.xml"])
    content = bytearray(parts[name])
    for _ in range(source.randint(1, 6)):
        place = source.randrange(len(content))
        content[place : place + source.randint(0, 4)] = bytes([source.randrange(32, 127)])
    parts[name] = bytes(content)
    path.write_bytes(packed(parts))

    with suppress(WorkbookError):
        recalculated(FormulaBook(path))


def test_brackets_within_brackets_are_listed_not_followed(tmp_path: Path) -> None:
    deep = "IF(1," * 70 + "KPI_RAG(1,2)" + ")" * 70
    within = "IF(1=1," * 60 + 'KPI_RAG(1,2,"Lower")' + ")" * 60

    found = recalculated(FormulaBook(recalculable(tmp_path, [deep, within])))

    assert "more than 64 brackets" in found.unknown[0].reason
    assert found.results[0].computed == "Green"
