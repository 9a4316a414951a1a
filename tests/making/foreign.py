"""Workbooks as other councils keep them: nothing in them was made for xlkpi.

`pentana_like(folder)` is the export of a performance system: quarters in merged two-row headings.
`home_made(folder)` has one sheet per directorate with months as columns. Both say everything in
their own words; `figures` and `targets` of each are what a reader of the sheet would write down.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Cells = Sequence[object]
Sheets = Mapping[str, Sequence[Cells]]


def workbook(path: Path, sheets: Sheets) -> Path:
    """Return a workbook with these rows of cells in its sheets, from A1; dates are dates."""
    with xlsxwriter.Workbook(str(path)) as book:
        when = book.add_format({"num_format": "mmm-yy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                write_cells(sheet, row, cells)
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, when)
    return path


QUARTERS = ("Q1 2025/26", "Q2 2025/26", "Q3 2025/26", "Q4 2025/26")
PENTANA_COLUMNS = (
    "PI Code", "Short Name", "Managed By", "Directorate", "Good Performance Is", "Freq.",
    "Cumulative?", "Compared with", "Council or Partnership", "Measured In", "Gauge",
    "Tolerance +/- %",
)  # fmt: skip
PENTANA_ROWS: tuple[Cells, ...] = (
    ("HOU 01", "Repairs completed within target time", "Head of Housing", "Housing",
     "Aim to Maximise", "Quarterly", "Snapshot", "Previous Quarter", "Council", "%", "", 5),
    ("HOU 02", "Average days to re-let a council home", "Head of Housing", "Housing",
     "Aim to Minimise", "Quarterly", "Snapshot", "Previous Quarter", "Council", "Days", "", 10),
    ("ENV 01", "Household waste sent for recycling", "Head of Waste", "Environment",
     "Aim to Maximise", "Quarterly", "Snapshot", "Same quarter last year", "Council", "%", "", 2.5),
    ("ENV 02", "Fly-tipping incidents reported", "Head of Waste", "Environment", "Aim to Minimise",
     "Quarterly", "Total", "Previous Quarter", "Partnership", "Number", "", 10),
)  # fmt: skip
PENTANA_FIGURES: Mapping[str, tuple[Cells, ...]] = {
    "HOU 01": ((94.1, 95, "Warning"), (95.2, 95, "OK"), (96.5, 95, "OK"), (None, 95, None)),
    "HOU 02": ((31.4, 28, "Alert"), (30, 28, "Warning"), (27.5, 28, "OK"), (None, 28, None)),
    "ENV 01": ((41.2, 42, "Warning"), (42.8, 42, "OK"), (40.9, 42, "Alert"), (None, 42, None)),
    "ENV 02": ((1120, 1000, "Alert"), (980, 1000, "OK"), (1040, 1000, "Warning"),
               (None, 1000, None)),
}  # fmt: skip


def pentana_like(folder: Path) -> Path:
    """Return the export of a performance system, with cover, chart and a checklist of returns."""
    path = folder / "PI export.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        cover = book.add_worksheet("Cover")
        cover.write_string(3, 1, "Corporate performance: exported scorecard")
        sheet = book.add_worksheet("PI Data")
        sheet.write_string(0, 0, "Example Borough Council")
        sheet.write_string(1, 0, "Performance indicators 2025/26")
        for index, heading in enumerate(PENTANA_COLUMNS):
            sheet.merge_range(3, index, 4, index, heading)
        first = len(PENTANA_COLUMNS)
        for number, quarter in enumerate(QUARTERS):
            left = first + 3 * number
            sheet.merge_range(3, left, 3, left + 2, quarter)
            sheet.write_row(4, left, ("Value", "Target", "Status"))
        sheet.merge_range(3, first + 12, 4, first + 12, "Latest Note")
        for row, cells in enumerate(PENTANA_ROWS, start=5):
            write_cells(sheet, row, cells)
            for number, three in enumerate(PENTANA_FIGURES[str(cells[0])]):
                write_cells(sheet, row, three, first + 3 * number)
        sheet.set_column(2, 2, 20, None, {"hidden": True})
        chart_sheet(book, "PI Data", first)
        returns = book.add_worksheet("Returns")
        returns.write_row(0, 0, ("PI Code", "Contact", "Due", "Received", "Ticked"))
        for row, cells in enumerate(PENTANA_ROWS, start=1):
            write_cells(returns, row, (cells[0], "Performance Officer", "14 Jan", "12 Jan", "✓"))
    return path


def chart_sheet(book: Any, sheet: str, column: int) -> None:  # noqa: ANN401 -- no types
    """Add a sheet that is nothing but a chart."""
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": [sheet, 5, column, 8, column]})
    page = book.add_chartsheet("Trend")
    page.set_chart(chart)


MONTHS = tuple(date(2025 + (month < 4), month, 1) for month in (4, 5, 6, 7, 8, 9))
HOME_COLUMNS = (
    "Ref", "Perf. measure", "Lead officer", "Good is", "How often", "Calculation type", "KPI type",
    "Measure of", "DoT against", "Unit", "Target 25/26", "Tol. (points)",
)  # fmt: skip
HOME_SHEETS: Mapping[str, tuple[Cells, ...]] = {
    "Housing & Communities": (
        ("Homelessness",),
        ("HC1", "Households in temporary accommodation", "Housing Options", "Low", "Monthly",
         "Point in time", "Target", "Partnership", "last month", "households", "450", 20,
         ("471", 465, 460, 452, 449, "tbc"), ("r", "a", "a", "a", "g", "n/a")),
        ("HC2", "Prevention duty ended with a home", "Head of Housing Options", "High", "Monthly",
         "Point in time", "Target", "Council", "last month", "%", 60, 5,
         ("58.5%", 59, "61.2%", 62, 60, "n/a"), ("a", "a", "g", "g", "g", "")),
        ("Communities",),
        ("HC3", "Visits to community centres", "Head of Communities", "n", "Monthly",
         "Total for period", "Monitor", "Council", "last month", "visits", "Monitor", None,
         ("1,204", 1350, 1290, 1188, 990, None), ("", "", "", "", "", "")),
        ("Total households", None, None, None, None, None, None, None, None, None, None, None,
         (471, 465, 460, 452, 449, None), ()),
    ),
    "Planning": (
        ("PL1", "Major applications decided in time", "Head of Planning", "High", "Monthly",
         "Point in time", "Target", "Council", "last month", "%", 75, 5,
         (80, 77.5, 74, 71, 69, None), ("g", "g", "a", "a", "r", "")),
        ("PL2", "Days to validate an application", "Head of Planning", "Low", "Monthly",
         "Point in time", "Target", "Council", "last month", "days", 5, 1,
         (4.5, 5, 5.5, 6, 6.5, None), ("g", "g", "a", "a", "r", "")),
    ),
}  # fmt: skip
HOME_NOTES = (
    "Notes",
    "Figures for the latest month are provisional.",
    "Households are counted on the last day of the month.",
)


def home_made(folder: Path) -> Path:
    """Return a register with a sheet per directorate: months, traffic lights, totals and notes."""
    path = folder / "Performance 2025-26.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        when = book.add_format({"num_format": "mmm-yy"})
        for name, rows in HOME_SHEETS.items():
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, f"{name}: performance 2025/26")
            sheet.write_string(1, 0, "Sometown District Council")
            sheet.write_row(2, 0, HOME_COLUMNS)
            for index, month in enumerate(MONTHS):
                column = len(HOME_COLUMNS) + 2 * index
                sheet.write_datetime(2, column, month, when)
                sheet.write_string(2, column + 1, f"{month:%b-%y} RAG")
            for row, cells in enumerate(rows, start=3):
                write_cells(sheet, row, _unfolded(cells))
            for row, note in enumerate(HOME_NOTES, start=len(rows) + 4):
                sheet.write_string(row, 0, note)
            sheet.set_row(4, None, None, {"hidden": True})
    return path


def _unfolded(cells: Cells) -> list[object]:
    """Return a row with its six months, each followed by its traffic light."""
    head, rest = list(cells[: len(HOME_COLUMNS)]), cells[len(HOME_COLUMNS) :]
    if not rest:
        return head
    values, lights = rest
    assert isinstance(values, tuple)
    assert isinstance(lights, tuple)
    lights = (*lights, *[""] * (len(values) - len(lights)))
    return [*head, *(cell for pair in zip(values, lights, strict=True) for cell in pair)]


def write_cells(sheet: Any, row: int, cells: Cells, first: int = 0) -> None:  # noqa: ANN401 -- no types
    """Write cells from column `first`; text stays text, blanks stay blank."""
    for column, cell in enumerate(cells, start=first):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, cell)
        elif cell is not None and not isinstance(cell, date):
            sheet.write(row, column, cell)
