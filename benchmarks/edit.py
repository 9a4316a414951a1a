"""Print the ratios of ten edits in 100,000 rows x 20 columns against openpyxl's load and save.

Both start a process of their own on a fresh copy; ours makes a backup and reads the new file back.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[1]
ROWS, COLUMNS, RUNS = 100_000, 20, 3
CELLS = [f"{'ABCDEFGHIJ'[number]}{number * 9_999 + 2}" for number in range(10)]
FASTER, LEANER = 8, 0.6
"""What is promised: at least so many times as fast, with at most this share of the memory."""

OURS = """
import sys
from datetime import datetime
from pathlib import Path
from xlkpi.workbook.edit.change import Edit
from xlkpi.workbook.edit.edit import edit_workbook
edits = [Edit("Data", cell, number) for number, cell in enumerate(sys.argv[2:])]
done = edit_workbook(Path(sys.argv[1]), edits, stamp=datetime(2026, 10, 22))
assert len(done.changes) == 10 and done.backup
"""
THEIRS = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
for number, cell in enumerate(sys.argv[2:]):
    book["Data"][cell] = number
book.save(sys.argv[1])
"""
MEASURED = "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"


def write_book(path: Path) -> None:
    """Write a data record: every fourth column is text, the rest numbers."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": False}) as book:
        sheet = book.add_worksheet("Data")
        for row in range(ROWS):
            for column in range(COLUMNS):
                if column % 4:
                    sheet.write_number(row, column, row * 1.25 + column)
                else:
                    sheet.write_string(row, column, f"KPI {row % 500}")


def once(script: str, book: Path) -> tuple[float, float]:
    """Return the seconds and MiB of one edit, the start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(book, folder))
        command = [sys.executable, "-c", script + MEASURED, str(copy), *CELLS]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        return time.perf_counter() - began, int(done.stdout) / 1024


def main() -> None:
    """Print seconds and memory of both, and the ratios."""
    with tempfile.TemporaryDirectory() as home:
        book = Path(home) / "book.xlsx"
        write_book(book)
        ours = [once(OURS, book) for _ in range(RUNS)]
        theirs = once(THEIRS, book)
    seconds, memory = statistics.median(s for s, _ in ours), max(m for _, m in ours)
    print(f"xlkpi    {seconds:6.2f} s  {memory:6.0f} MiB")
    print(f"openpyxl {theirs[0]:6.2f} s  {theirs[1]:6.0f} MiB")
    faster, share = theirs[0] / seconds, memory / theirs[1]
    print(f"{faster:.1f} times as fast (at least {FASTER}); {share:.0%} of the memory", end=" ")
    print(f"(at most {LEANER:.0%})")
    sys.exit(0 if faster >= FASTER and share <= LEANER else 1)


if __name__ == "__main__":
    main()
