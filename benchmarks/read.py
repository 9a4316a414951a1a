"""Print how fast a Data Record of 100,000 rows is read, beside openpyxl reading the same sheet.

Each reading has a process of its own that tells its seconds on the processor, in which other work
on the machine does not count, and its peak memory; they take turns and the medians are compared.
Tables are the rows cut into fields, which openpyxl's rows go through as well.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "workbooks" / "KPI Data Record.xlsx"
ROWS, RUNS, FASTER = 100_000, 5, 4
FIRST = 5
"""The row under the headings of the shipped sheet."""

BEFORE = """
import resource, sys
from pathlib import Path
from openpyxl import load_workbook
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.read import read_tables
from xlkpi.workbook.source import TableSource
path = Path(sys.argv[1])

class Theirs:
    sheet_names = ("Results",)
    def __init__(self, path):
        self.path = path
    def rows(self, sheet):
        book = load_workbook(self.path, read_only=True, data_only=True)
        return [list(row) for row in book[sheet].iter_rows(values_only=True)]
    def never_calculated(self, sheet):
        return ""

def spent():
    every = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in every)

source = [TableSource("results", path, "Results")]
began = spent()
"""
READINGS = {
    "rows, xlkpi": "found = WorkbookCells(path).rows('Results')",
    "rows, openpyxl": "found = Theirs(path).rows('Results')",
    "tables, xlkpi": "found = read_tables(source)[0][0].rows",
    "tables, openpyxl": "found = read_tables(source, Theirs)[0][0].rows",
}
AFTER = """
seconds = spent() - began
assert len(found) >= 100_000
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def write_record(path: Path) -> None:
    """Write the shipped Data Record with its results repeated until there are enough of them."""
    with zipfile.ZipFile(SHIPPED) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet2.xml"
    sheet = parts[name]
    start, end = sheet.index(b'<row r="%d"' % FIRST), sheet.index(b"</sheetData>")
    rows = re.findall(rb"<row .*?</row>", sheet[start:end])
    made = [
        re.sub(rb' r="([A-Z]*)\d+"', rb' r="\g<1>%d"' % number, rows[number % len(rows)])
        for number in range(FIRST, FIRST + ROWS)
    ]
    head = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:R%d"' % (FIRST + ROWS), sheet)
    parts[name] = head[: head.index(rows[0])] + b"".join(made) + sheet[end:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)


def once(reading: str, path: Path) -> tuple[float, float]:
    """Return the seconds and the peak MiB of one reading."""
    command = [sys.executable, "-c", BEFORE + reading + AFTER, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def main() -> None:
    """Print a line a reading, and the two ratios."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "record.xlsx"
        write_record(path)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in READINGS}
        for _ in range(RUNS):
            for name, reading in READINGS.items():
                found[name].append(once(reading, path))
    seconds = {name: statistics.median(s for s, _ in runs) for name, runs in found.items()}
    for name, runs in found.items():
        print(f"{name:18} {seconds[name]:6.2f} s  {max(m for _, m in runs):5.0f} MiB")
    ratios = [
        seconds[f"{kind}, openpyxl"] / seconds[f"{kind}, xlkpi"] for kind in ("rows", "tables")
    ]
    rows, tables = ratios
    print(f"xlkpi is {rows:.1f} times as fast as openpyxl for the rows (at least {FASTER});")
    print(f"with the rows cut into fields, which costs both the same, {tables:.1f} times")
    sys.exit(0 if rows >= FASTER else 1)


if __name__ == "__main__":
    main()
