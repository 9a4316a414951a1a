"""Every way in which a formula names cells leads to the cells that Excel would read."""

from datetime import date
from pathlib import Path

import pytest

from tests.making.formulas import Grid, Stored, formula_book
from tests.making.rich import Parts
from xlkpi.functions.catalogue import call
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated
from xlkpi.workbook.formulas.recalculation import Recalculation

DATA: dict[str, object] = {
    "A1": "Actual",
    **{f"A{row}": value for row, value in enumerate([77.4, 81, None, "[x]", 96], start=2)},
    **{f"B{row}": 80 for row in range(2, 7)},
    **{f"C{row}": "Higher" for row in range(2, 7)},
    "D2": date(2024, 9, 1),
    "D3": "12",
    "D4": True,
    "D5": "#DIV/0!",
    "E1": 5,
    "F1": 7,
    "G1": 9,
}
TABLE: dict[str, object] = {
    **{f"A{row}": value for row, value in enumerate([70, 85, 90], start=3)},
    **{f"B{row}": 80 for row in range(3, 6)},
    **{f"C{row}": "Higher" for row in range(3, 6)},
    "A6": 245,
    "E4": 1,
}
AS_TEXT = (
    "KPI? actual '12' is a number stored as text: convert it to a number (in Excel: Data, Text to "
    "Columns, Finish)"
)
HEADINGS = ("Actual", "Target [%] 'now' #1", "Which way\nis better")
TARGET, WAY = "Target '['%'] ''now'' '#1", "Which way\nis better"
NAMES = {
    "Latest": "=Data!$A$3",
    "Goal": "=80",
    "Way": '="Higher"',
    "Series": "=Data!$A$2:$A$6",
    "Again": "=Latest",
    "'Odd sheet'!Local": "='Odd sheet'!$A$3",
    "Local": "=Data!$A$2",
    "Lower": "=Data!A2",
    "Sum_": "=SUM(Data!$A$2:$A$6)",
    "Round": "=Round",
    "Levels": "={90;70}",
    "Column": "=tbl[Actual]",
}


def answers(folder: Path, formula: str, cell: str = "H3", sheet: str = "Data") -> Recalculation:
    """Return what comes of a formula in a cell beside the data."""
    sheets: dict[str, dict[str, object]] = {
        "Data": dict(DATA),
        "Odd sheet": dict(TABLE),
        "O'Brien & Co": {"B7": 99},
    }
    sheets[sheet][cell] = Stored(formula, "old")
    grid = Grid("A2:C6", HEADINGS, totals=True)
    path = formula_book(folder, sheets, tables={("Odd sheet", "tbl"): grid}, names=NAMES)
    return recalculated(FormulaBook(path))


def answer(folder: Path, formula: str, cell: str = "H3", sheet: str = "Data") -> object:
    found = answers(folder, formula, cell, sheet)
    assert not found.unknown, found.unknown[0]
    return found.results[0].computed


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('KPI_RAG(A2,B2,C2,5,"percent")', "Amber"),
        ('KPI_RAG($A$3,B$3,$C3,5,"percent")', "Green"),
        ('KPI_RAG(Data!A2,Data!$B$2,"Higher")', "Red"),
        ("KPI_RAG(A4,B4,C4)", "No data"),
        ("KPI_RAG(A5,B5,C5)", "No data"),
        ("KPI_RAG(D5,B5,C5)", "#DIV/0!"),
        (
            "KPI_RAG(D2,B2,C2)",
            "KPI? actual 2024-09-01 is a date: expected a number",
        ),
        (
            "KPI_RAG(D3,B2,C2)",
            AS_TEXT,
        ),
        (
            "KPI_RAG(D4,B2,C2)",
            "KPI? actual 'TRUE' is not a number: expected a number or a blank",
        ),
        ("KPI_RAG('Odd sheet'!A3,80,\"Higher\")", "Red"),
        ("KPI_RAG('O''Brien & Co'!B7,80,\"Higher\")", "Green"),
        ("KPI_RAG(odd_sheet!A3,80)", None),
        ('KPI_RANK(85,A2:A6,"Higher")', 2.0),
        ('KPI_RANK(6,E1:G1,"Lower")', 2.0),
        ('KPI_RANK(85,A6:A2,"Higher")', 2.0),
        ('KPI_RANK(6,$1:$1,"Lower")', None),
        ("KPI_RANK(85,'O''Brien & Co'!B:B,\"Higher\")", 2.0),
        ("KPI_RANK(85,'O''Brien & Co'!$7:$7,\"Higher\")", 2.0),
        ("KPI_RAG(Latest,Goal,Way)", "Green"),
        ("KPI_RAG(again,goal,way)", "Green"),
        ("KPI_RANK(85,Series,Way)", 2.0),
        ("KPI_RANK(85,Levels,Way)", 2.0),
        ("KPI_RANK(85,Column,Way)", 2.0),
        ('KPI_RAG(Local,80,"Higher")', "Red"),
        ("KPI_RAG('Odd sheet'!Local,60,\"Higher\")", "Green"),
        ('KPI_RAG([0]!Latest,80,"Higher")', "Green"),
        ('KPI_RANK(85,tbl[Actual],"Higher")', 2.0),
        ('KPI_RANK(85,tbl[],"Higher")', None),
        ('KPI_RANK(85,TBL[[#Data],[actual]],"Higher")', 2.0),
        ('KPI_RANK(85,tbl[[#All],[Actual]],"Higher")', None),
        ('KPI_RANK(85,tbl[[#Data],[#Totals],[Actual]],"Higher")', 3.0),
        ('KPI_RAG(tbl[[#Totals],[Actual]],80,"Higher")', "Green"),
        (f'KPI_RANK(85,tbl[{TARGET}],"Higher")', 1.0),
        (f'KPI_RANK(85,tbl[[Actual]:[{TARGET}]],"Higher")', None),
        ('KPI_RAG(tbl[[#This Row],[Actual]],80,"Higher")', "Red"),
        (f'KPI_RAG(tbl[[#This Row],[Actual]],tbl[[#This Row],[{TARGET}]],"Higher")', "Red"),
        (f"KPI_RAG(70,60,tbl[[#This Row],[{WAY}]])", "Green"),
        ('KPI_RAG(tbl[@Actual],80,"Higher")', "Red"),
        (f'KPI_RAG(tbl[@[{TARGET}]],80,"Higher")', "Green"),
        ('KPI_RAG(tbl[Gone],80,"Higher")', "#REF!"),
        ('KPI_RAG(#REF!,80,"Higher")', "#REF!"),
        ('KPI_RAG(Data!#REF!,80,"Higher")', "#REF!"),
        ("KPI_RAG(@A2:A6,B3,C3)", "Green"),
        ("KPI_RAG(_xlfn.SINGLE(A2:A6),B3,C3)", "Green"),
        ("KPI_RAG(@E1:G1,B3,C3)", "#VALUE!"),
        ("KPI_RAG(@A:A,@B:B,@C:C)", "Green"),
        ("KPI_RAG(INDEX(A2:A6,2),INDEX(B:B,2),C2)", "Green"),
        ("KPI_RAG(INDEX(A2:A6,3),80,C2)", "No data"),
        ("KPI_RAG(IF(TRUE,A4),80,C2)", "No data"),
        ('IF(ISBLANK(A4),"",KPI_RAG(A4,B4,C4))', ""),
        ('IF(A4="","-",KPI_RAG(A4,B4,C4))', "-"),
        ('IF(A4=0,"zero",KPI_RAG(A4,B4,C4))', "zero"),
        ('IFERROR(KPI_RAG(D5,B5,C5),"none")', "none"),
        ("KPI_RAG(A2:A3,B2:B3,C2:C3)", "Red"),
        ("KPI_RAG(A2*1,B2,C2)", "Red"),
        ('KPI_RAG(-A2,-B2,"Lower")', "Red"),
        ('KPI_RAG(ROUND(A2,0)&"",B2,C2)', None),
        ('KPI_PERIOD(D2,0,"quarter")', "2024/25 Q2"),
        ('OR(AND(A2>70,NOT(A3>90)),KPI_RAG(A2,80)="Red")', True),
        ('IF(KPI_RAG(1,2,"Higher")="red",A4)', 0.0),
    ],
)  # fmt: skip
def test_a_reference_is_read_as_excel_reads_it(
    formula: str, expected: object, tmp_path: Path
) -> None:
    if expected is None:
        # -- not about what is answered, but that something is, or a reason given --
        found = answers(tmp_path, formula)
        assert found.results or found.unknown
    else:
        assert answer(tmp_path, formula) == expected


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("KPI_RAG([1]Sheet!A1,80)", "'[1]Sheet' is another workbook"),
        ("KPI_RAG('C:\\x\\[b.xlsx]S'!A1,80)", "is another workbook"),
        ("KPI_RANK(1,'Data:Odd sheet'!A2,\"Higher\")", "''Data:Odd sheet'' spans several sheets"),
        ("KPI_RAG(Nowhere!A1,80)", "there is no sheet 'Nowhere'"),
        ("KPI_RAG(NoName,80)", "there is no name 'NoName'"),
        ("KPI_RAG(other[Actual],80)", "there is no table 'other'"),
        ("KPI_RAG(Lower,80)", "the name 'Lower' stands for other cells in each cell"),
        ("KPI_RAG(Sum_,80)", "the name 'Sum_' stands for a formula"),
        ("KPI_RAG(Round,80)", "the name 'Round' stands for itself"),
        ("KPI_RAG(SUM(A2:A6),80)", "function 'SUM' is not computed here"),
        ('KPI_RAG(A2:A6*2,80,"Higher")', "several cells stand where one is expected"),
        ("KPI_RAG(A1:B2:C3,80)", "found ':' at character 14"),
        ("KPI_RAG(A2,,", "formula ends too early"),
        ("KPI_RAG(A2 A3,80)", "found 'A3' at character 12"),
        ("KPI_RAG((A2,A3),80)", "expected a closing bracket"),
        ("KPI_RAG(A2:INDEX(A:A,5),80)", "found ':'"),
        ("KPI_RAG(VLOOKUP(1,A:B,2),80)", "function 'VLOOKUP' is not computed here"),
        ("KPI_NEW(A2)", "function 'KPI_NEW' is not known"),
        ("KPI_RAG(IFERROR(A4,1),80)", "what IFERROR and IFNA make of a blank cell is not certain"),
        ("KPI_RAG(tbl[[Actual],[Other]],80)", "is no part of a table that is read here"),
        ("KPI_RAG(@A2:B3,80)", "@ before several rows and columns is not certain"),
        ("KPI_RAG(A2:A3#,80)", "'A2:A3' with # is not one cell"),
        ("KPI_RAG('Odd sheet'!A1:XFD1048575,80)", "has more than 2,000,000 cells"),
    ],
)
def test_what_cannot_be_read_for_certain_is_listed_with_its_reason(
    formula: str, reason: str, tmp_path: Path
) -> None:
    found = answers(tmp_path, formula)

    assert not found.results
    assert reason in found.unknown[0].reason
    assert (found.unknown[0].sheet, found.unknown[0].cell) == ("Data", "H3")
    assert found.is_complete


@pytest.mark.parametrize(
    "name",
    [
        "KPI_RAG", "kpi_rag", "Kpi_Rag", "_xldudf_KPI_RAG", "_xlfn._xldudf_KPI_RAG", "[0]!KPI_RAG",
        "[1]!KPI_RAG", "[27]!KPI_RAG", "'Book of ours.xlsm'!KPI_RAG", "Book.xlsm!kpi_rag",
        "'C:\\x\\It''s.xlam'!KPI_RAG", "_xll.KPI_RAG", "_xludf.KPI_RAG", "_xlfn.KPI_RAG",
        "_xlfn._xlws.KPI_RAG", "ORG.XLKPI.KPIADDIN.KPIRAG", "org.xlkpi.KpiAddIn.kpiRag",
    ],
)  # fmt: skip
def test_a_function_is_known_by_the_name_that_any_host_saves(name: str, tmp_path: Path) -> None:
    found = answers(tmp_path, f"IF(1=1,{name}(A3,B3,C3))")

    assert found.results[0].computed == "Green"
    assert found.results[0].formula == f"IF(1=1,{name}(A3,B3,C3))"


def test_a_name_of_a_sheet_is_seen_before_one_of_the_workbook(tmp_path: Path) -> None:
    assert answer(tmp_path, 'KPI_RAG(Local,77,"Higher")', "H2") == "Green"
    assert answer(tmp_path, 'KPI_RAG(Local,77,"Higher")', "H2", "Odd sheet") == "Red"


def test_this_row_outside_the_table_is_an_error(tmp_path: Path) -> None:
    assert answer(tmp_path, "KPI_RAG(tbl[[#This Row],[Actual]],80)", "H9") == "#VALUE!"


def test_each_row_of_a_table_is_its_own(tmp_path: Path) -> None:
    formula = 'KPI_RAG(tbl[[#This Row],[Actual]],80,"Higher")'

    assert answer(tmp_path, formula, "J3", "Odd sheet") == "Red"
    assert answer(tmp_path, formula, "J4", "Odd sheet") == "Green"


def test_a_whole_column_is_as_long_as_excels_for_every_rule(tmp_path: Path) -> None:
    values: dict[str, object] = {f"A{row}": float(row) for row in range(1, 7)}
    cells = {
        **values,
        "C1": Stored("KPI_RECENT_TREND(A:A,A:A,A:A)", "old"),
        "C2": Stored('KPI_TREND(A:A,"Higher")', "old"),
    }

    found = recalculated(FormulaBook(formula_book(tmp_path, {"S": cells})))

    gaps = [[value] for value in [*values.values(), *[None] * 5]]
    assert [one.computed for one in found.results] == [
        call("KPI_RECENT_TREND", [gaps, gaps, gaps]),
        call("KPI_TREND", [gaps, "Higher"]),
    ]


def test_days_are_counted_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    cells = {"A1": date(2024, 9, 1), "B1": Stored('KPI_PERIOD(A1,0,"month")', "old")}

    for is_1904 in (False, True):
        path = formula_book(tmp_path, {"S": cells}, date_1904=is_1904, file=f"{is_1904}.xlsx")
        assert recalculated(FormulaBook(path)).results[0].computed == "2024-09"


def test_a_table_without_headings_has_none_to_refer_to(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        part = "xl/tables/table1.xml"
        parts[part] = parts[part].replace(b' totalsRowShown="0"', b' headerRowCount="0"')

    cells = {
        "A1": 1,
        "A2": 2,
        "D1": Stored('KPI_RAG(t[[#Headers],[x]],1,"Lower")', "old"),
        "D2": Stored('KPI_RANK(1,t[x],"Lower")', "old"),
    }
    tables = {("S", "t"): Grid("A1:B2", ("x", "y"))}
    path = formula_book(tmp_path, {"S": cells}, tables=tables, change=change)

    found = recalculated(FormulaBook(path))

    assert next(one.computed for one in found.results) == "#REF!"
