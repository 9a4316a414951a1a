"""Print how `xlkpi run` grows with the Register: seconds and memory at 1, 2 and 4 times its size.

The shipped Register is written again with every KPI two and four times over, under new references.
Linear growth keeps the last column near 1.
"""

import statistics
import tempfile
from pathlib import Path

import xlsxwriter

from benchmarks.run import ROOT, RUNS, XLKPI, once
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.layout import BOOKS, LAYOUTS
from xlkpi.workbook.read import read_tables

TIMES = (1, 2, 4)
SETTINGS = """
[council]
name = "Leeds City Council"
[run]
period = "2026/27 Q2"
as_at = 2026-10-23
[papers]
templates = "{templates}"
"""


def write_register(folder: Path, times: int) -> Path:
    """Return `folder` with the shipped Register in it, `times` as large."""
    folder.mkdir()
    tables, _ = read_tables(read_settings(ROOT).sources)
    for key, name in BOOKS.items():
        with xlsxwriter.Workbook(str(folder / name)) as book:
            for table in tables:
                layout = LAYOUTS[table.table]
                if layout.book != key:
                    continue
                sheet = book.add_worksheet(layout.sheet)
                sheet.write_row(0, 0, list(layout.headings.values()))
                date = book.add_format({"num_format": "dd/mm/yyyy"})
                number = 0
                for turn in range(times if "ref" in layout.headings else 1):
                    for row in table.rows:
                        number += 1
                        cells = {**row.cells}
                        if turn and cells.get("ref"):
                            cells["ref"] = f"{cells['ref']}-{turn}"
                        write_cells(sheet, number, [cells.get(f) for f in layout.headings], date)
    text = SETTINGS.format(templates=(ROOT / "docx_templates").as_posix())
    (folder / "xlkpi.toml").write_text(text, encoding="utf-8")
    return folder


def write_cells(
    sheet: xlsxwriter.worksheet.Worksheet, number: int, cells: list[object], date: object
) -> None:
    """Write one row; text stays text and a date is shown as one."""
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, cell)
        elif isinstance(cell, int | float | bool):
            sheet.write(number, column, cell)
        elif cell is not None:
            sheet.write_datetime(number, column, cell, date)


def main() -> None:
    """Print a line for each size."""
    with tempfile.TemporaryDirectory() as home:
        base = 0.0
        for times in TIMES:
            register = write_register(Path(home) / f"x{times}", times)
            command = [str(XLKPI), "run", "--register", str(register), "--out", f"{home}/o{times}"]
            once(command)
            runs = [once(command) for _ in range(RUNS)]
            seconds = statistics.median(s for s, _ in runs)
            base = base or seconds
            growth = seconds / base / times
            print(f"{times} x  {seconds:6.2f} s  {max(m for _, m in runs):5.0f} MiB  {growth:5.2f}")


if __name__ == "__main__":
    main()
