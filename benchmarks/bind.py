"""Print how long binding takes, and what a formula a row costs beside one for a whole column.

The formulas go through xlwings' own code with COM faked at its edge: in Excel each call also
crosses between two processes, some milliseconds that a formula a row pays once a row.
"""

import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.host.excel.session import ask
from xlkpi.host.excel.bind import bind, unbind
from xlkpi.host.excel.saving import Request

ROOT = Path(__file__).parents[1]
SCORECARD = ROOT / "workbooks" / "CLT Scorecard.xlsx"
ROWS, COLUMNS, CALLS = 100_000, 20, 10_000
LONGEST = 2
"""Seconds that binding may take."""
STAMP = datetime(2026, 10, 22, tzinfo=UTC)
RULE = [80, "Higher", 5, "percent"]


def bound(path: Path) -> float:
    """Return the seconds that binding a workbook takes; the new file is unbound again."""
    start = time.perf_counter()
    saved = bind(Request(path, STAMP), path.with_suffix(".xlsm"))
    seconds = time.perf_counter() - start
    unbind(Request(saved.path, STAMP), path.with_name(f"again {path.name}"))
    return seconds


def large(path: Path) -> Path:
    """Return a workbook of many rows."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row in range(ROWS):
            sheet.write_row(row, 0, [row * 1.5] * COLUMNS)
    return path


def answered(home: Path, functions: list[Any]) -> float:
    """Return the seconds that these calls take."""
    return float(ask(home, functions=functions, timed=True))


def main() -> int:
    """Print the figures; returns 1 when binding takes too long."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shipped = Path(shutil.copy(SCORECARD, folder))
        first, again = bound(shipped), bound(Path(shutil.copy(SCORECARD, folder / "again.xlsx")))
        many = bound(large(folder / "large.xlsx"))
        column = [[70 + row % 20] for row in range(CALLS)]
        rows = answered(folder, [["KPI_RAG", [[cell], *RULE]] for cell in column])
        whole = answered(folder, [["KPI_RAG", [column, *RULE]]])
    print(f"bind the shipped Scorecard: {first:.2f} s, again {again:.2f} s")
    print(f"bind {ROWS:,} x {COLUMNS}: {many:.2f} s (promised: under {LONGEST} s)")
    print(f"{CALLS:,} rows: a formula a row {rows:.2f} s, one for all {whole:.3f} s")
    return int(max(first, again, many) > LONGEST)


if __name__ == "__main__":
    sys.exit(main())
