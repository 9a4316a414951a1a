"""The worksheet functions in a real LibreOffice, held to the tables that every host is held to."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from tests.functions.test_conformance import TABLES, as_cell, flat
from tests.host.libreoffice import sheets
from tests.host.libreoffice.office import Office
from tests.host.libreoffice.sheets import ANSWERS, SHEET, Call
from xlkpi.functions.catalogue import CATALOGUE, call
from xlkpi.host.libreoffice.inside.handed_over import NAMES
from xlkpi.host.libreoffice.signature import SERVICES

pytestmark = pytest.mark.real_host

DOUBT = "is 0 or a blank cell, which LibreOffice hands over alike"
HOST = "LibreOffice"
REFUSED_TYPE = 504
"""LibreOffice's error for a literal where it wants a range."""


class Row:
    """A row of a conformance table."""

    def __init__(self, table: Path, row: dict[str, str]) -> None:
        self.name, self.why = table.stem.upper(), row["why"]
        self.arguments = json.loads(row["arguments"], object_hook=as_cell)
        self.expected = json.loads(row["expected"])
        self.differs = HOST in row["hosts"]

    @property
    def fits_a_sheet(self) -> bool:
        """Whether a sheet could hold the arguments: every range of them a rectangle of cells."""
        ranges = [a for a in self.arguments if isinstance(a, list) and a and isinstance(a[0], list)]
        return all(
            len({len(row) for row in one}) == 1
            and not any(isinstance(cell, list) for row in one for cell in row)
            for one in ranges
        )

    @property
    def call(self) -> Call:
        found = self.expected
        return Call(
            self.name,
            self.arguments,
            (len(found), len(found[0])) if isinstance(found, list) else None,
        )


def rows() -> list[Row]:
    found = [
        Row(table, row)
        for table in sorted(TABLES.glob("kpi_*.csv"))
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    ]
    return [row for row in found if row.fits_a_sheet]


def seen(cell: object) -> object:
    """Return a cell as Excel would show it: an error by its name."""
    if isinstance(cell, dict):
        return NAMES.get(cell["error"], f"Err:{cell['error']}")
    return cell


def answers(calc: Office, path: Path, calls: Sequence[Call]) -> list[Any]:
    """Return what LibreOffice answers to each call, as one list of cells."""
    places = sheets.write(path, calls)
    book = calc("open", str(path))
    calc("recalculate", book)
    shown = calc("values", book, SHEET)
    calc("close", book)
    return [
        [seen(cell) for row in shown[top : top + height] for cell in row[ANSWERS : ANSWERS + width]]
        for top, (height, width) in places
    ]


def alike(found: Sequence[object], expected: object) -> bool:
    wanted = flat(expected)
    return len(found) == len(wanted) and all(
        one == (pytest.approx(two, rel=1e-5, abs=1e-9) if isinstance(two, int | float) else two)
        for one, two in zip(found, wanted, strict=True)
    )


def test_every_row_of_the_tables_but_those_marked_is_answered_as_by_the_core(
    calc: Office, tmp_path: Path
) -> None:
    table = rows()
    found = answers(calc, tmp_path / "plain.xlsx", [row.call for row in table])
    different = {
        (row.name, row.why): (one, row.expected)
        for row, one in zip(table, found, strict=True)
        if alike(one, row.expected) is row.differs
    }

    assert len(table) > 400
    assert not different


def test_a_zero_that_may_be_a_blank_is_never_judged_and_a_range_of_one_cell_tells_them_apart(
    calc: Office, tmp_path: Path
) -> None:
    blank, zero = "Held!$E$1", "Held!$D$1"
    spelt = [blank, f"{blank}:$E$1", zero, f"{zero}:$D$1", ""]
    with xlsxwriter.Workbook(str(tmp_path / "two.xlsx")) as book:
        held, asked = book.add_worksheet("Held"), book.add_worksheet("Asked")
        held.write_row("A1", [0, 10, "floor", 0])
        for row, tolerance in enumerate(spelt):
            text = f'=KPI_RAG(Held!$A$1,Held!$B$1,"Higher",{tolerance},Held!$C$1)'
            asked.write_formula(row, 0, text)
    book = calc("open", str(tmp_path / "two.xlsx"))
    calc("recalculate", book)
    found = [row[0] for row in calc("values", book, "Asked")]
    calc("close", book)

    assert all(DOUBT in one for one in (found[0], found[2]))
    assert [found[1], found[3], found[4]] == ["Red", "Amber", "Red"]


def sheet_of(path: Path, cells: dict[str, object]) -> Path:
    """Write a workbook with a table and these cells; text that begins with = is a formula."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        for place, cell in cells.items():
            if isinstance(cell, str) and cell.startswith("{"):
                area, text = cell[1:-1].split("=", 1)
                sheet.write_array_formula(area, f"={text}")
            else:
                sheet.write(place, cell)
        columns = [{"header": "Actual"}, {"header": "Target"}, {"header": "Rated"}]
        row = "tblKPI[[#This Row],[{}]]"
        columns[2]["formula"] = f'=KPI_RAG({row.format("Actual")},{row.format("Target")},"Higher")'
        rows = [[97, 95], [None, 95], [0, 95], [94, None]]
        sheet.add_table("J1:L5", {"name": "tblKPI", "columns": columns, "data": rows})
    return path


CELLS: dict[str, object] = {
    "A1": 77.4, "B1": 80, "C1": "Higher", "D1": 5, "E1": "percent", "B2": 80, "C2": "Higher",
    "A3": "=NA()", "B3": 80, "C3": "Higher", "A4": 0, "B4": 80, "C4": "Higher",
    "G1": "=KPI_RAG(A1,B1,C1,D1,E1)", "G2": "=KPI_RAG(A2,B2,C2,D2,E2)", "G3": "=KPI_RAG(A3,B3,C3)",
    "G4": '=KPI_RAG(A4,B4,"Higher")', "G5": '=KPI_RAG(A4,B9,"Higher")',
    "G6": '=KPI_RAG(77.4,80,"Higher")', "G7": '=KPI_PERIOD("Q2 2024/25")',
    "G8": '=KPI_RAG(INDEX(A1:A4,1),B1,"lower")', "G9": '=kpi_rag(A1,B1,"sideways")',
    "H1": "{H1:H4=KPI_RAG(A1:A4,B1:B4,C1:C4,D1:D4,E1:E4)}",
}  # fmt: skip


def test_an_officers_own_workbook_is_worked_out_cell_by_cell_whole_column_and_in_a_table(
    calc: Office, tmp_path: Path
) -> None:
    book = calc("open", str(sheet_of(tmp_path / "own.xlsx", CELLS)))
    calc("recalculate", book)
    singles = [seen(row[0]) for row in calc("values", book, "Sheet", "G1:G9")]
    column = [seen(row[0]) for row in calc("values", book, "Sheet", "H1:H4")]
    table = [seen(row[0]) for row in calc("values", book, "Sheet", "L2:L5")]
    calc("close", book)

    rated = ["Amber", "No data", "#N/A", "Red"]
    refused = call("KPI_RAG", [77.4, 80, "sideways"])
    assert singles == [
        *rated, "No target", f"Err:{REFUSED_TYPE}", "2024/25 Q2", "Green", refused,
    ]  # fmt: skip
    assert column == rated
    assert table == ["Green", "No data", "Red", "No target"]


def test_formulas_that_other_programs_saved_work_and_keep_their_names(
    calc: Office, tmp_path: Path
) -> None:
    spelt = [f"{before}KPI_RAG" for before in SERVICES]
    cells: dict[str, object] = {"A1": 77.4, "B1": 80}
    cells |= {f"G{n}": f'={name}(A1,B1,"Higher")' for n, name in enumerate(spelt, start=1)}
    book = calc("open", str(sheet_of(tmp_path / "spelt.xlsx", cells)))
    calc("recalculate", book)
    found = calc("values", book, "Sheet", f"G1:G{len(spelt)}")
    calc("save", book, str(tmp_path / "saved.xlsx"))
    calc("close", book)
    with ZipFile(tmp_path / "saved.xlsx") as saved:
        xml = saved.read("xl/worksheets/sheet1.xml").decode()

    assert spelt == ["KPI_RAG", "_xldudf_KPI_RAG", "_xll.KPI_RAG"]
    assert found == [["Red"]] * len(spelt)
    assert all(f">{name}(A1" in xml for name in spelt)


def test_the_wizard_shows_every_function_with_every_argument(calc: Office) -> None:
    for name, definition in CATALOGUE.items():
        shown = calc("wizard", name)

        assert shown["description"] == definition.summary
        assert [argument[1] for argument in shown["arguments"]] == [
            argument.doc for argument in definition.arguments
        ]
