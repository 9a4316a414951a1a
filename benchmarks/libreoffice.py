"""How long a real LibreOffice takes over the functions of the extension, formula by formula.

Wall time is what an officer waits; processor time is what it costs on a machine that is not busy.
"""

import sys
import tempfile
from pathlib import Path

import xlsxwriter

from tests.host.libreoffice.office import Office
from xlkpi.host.libreoffice.extension import NAME, extension

ROWS, COLUMN = 10_000, 100_000
REPEATS = 5
LIMITS = {"rows": 0.6, "column": 1.0}
"""Seconds that the calculation may take."""


def workbook(path: Path, count: int, *, is_column: bool) -> Path:
    """Write a workbook of KPIs with a tenth of them blank, rated one by one or in one call."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        for row in range(count):
            figure = None if row % 10 == 0 else 70 + row % 30 + row % 7 / 10
            sheet.write_row(row, 0, [figure, 80 + row % 11, "Higher", 5, "percent"])
            n = row + 1
            if not is_column:
                sheet.write_formula(row, 6, f"=KPI_RAG(A{n},B{n},C{n},D{n},E{n})")
        if is_column:
            areas = ",".join(f"{letter}1:{letter}{count}" for letter in "ABCDE")
            sheet.write_array_formula(0, 6, count - 1, 6, f"{{=KPI_RAG({areas})}}")
    return path


def measured(calc: Office, path: Path, what: str, limit: float) -> None:
    """Print the best of several calculations of a workbook."""
    book = calc("open", str(path))
    calc("recalculate", book)
    wall, cost = [], []
    for _ in range(REPEATS):
        begun = calc.processor_seconds()
        wall.append(calc("recalculate", book))
        cost.append(calc.processor_seconds() - begun)
    calc("close", book)
    print(f"{what:<46}{min(wall):7.3f} s   {min(cost):.2f} s of processor; limit {limit} s")


def main() -> None:
    """Print both measurements."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / NAME).write_bytes(extension([sys.executable, "-m", "xlkpi"]))
        calc = Office(folder)
        try:
            calc.install(folder / NAME)
            rows = workbook(folder / "rows.xlsx", ROWS, is_column=False)
            measured(calc, rows, f"KPI_RAG, {ROWS:,} rows, one call a row", LIMITS["rows"])
            column = workbook(folder / "column.xlsx", COLUMN, is_column=True)
            measured(calc, column, f"KPI_RAG, {COLUMN:,} rows, one call", LIMITS["column"])
        finally:
            calc.stop()


if __name__ == "__main__":
    main()
