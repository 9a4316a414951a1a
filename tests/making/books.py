"""A small Register on disk, in the shipped layout, that a test can spoil in one place.

`register_folder(folder)` writes four workbooks and an `xlkpi.toml`. Each table is a list of rows by
field; a test changes the rows it is about and leaves the rest alone.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import xlsxwriter

from xlkpi.errors import RegisterError
from xlkpi.register.entry import Entry
from xlkpi.register.register import Register
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.layout import BOOKS, LAYOUTS
from xlkpi.workbook.read import read_entries, read_register

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

KPI = {
    "state": "Live",
    "kind": "Council service",
    "directorate": "Communities, Housing and Environment",
    "boards": "Environment, Housing and Communities",
    "unit": "%",
    "decimals": 1,
    "frequency": "quarter",
    "aggregation": "Weighted rate",
    "polarity": "Higher",
    "type": "Targeted",
    "comparator_type": "Previous period",
    "owner": "Head of Housing Options",
    "source": "Illustrative",
    "publish": "Yes",
    "lag_days": 14,
}

QUARTERS = ("2025/26 Q3", "2025/26 Q4", "2026/27 Q1", "2026/27 Q2")


def small_tables() -> Tables:
    """Return a sound Register of four KPIs: Green, Amber, Red and a tracker at 2026/27 Q2."""
    tables: Tables = {
        "kpis": [
            {**KPI, "ref": "GR01", "title": "Repairs done in time"},
            {**KPI, "ref": "AM01", "title": "Calls answered"},
            {
                **KPI,
                "ref": "RE01",
                "title": "Days to re-let",
                "unit": "days",
                "polarity": "Lower",
                "boards": "Environment, Housing and Communities; Strategy and Resources",
            },
            {
                **KPI,
                "ref": "TR01",
                "title": "Visits",
                "unit": "",
                "decimals": 0,
                "polarity": "None",
                "type": "Tracker",
                "aggregation": "Sum",
                "kind": "City outcome",
            },
        ],
        "alignments": [
            {"ref": ref, "framework": "Organisational Plan", "priority": "Homes"}
            for ref in ("GR01", "AM01", "RE01")
        ],
        "targets": [
            {"ref": "GR01", "period": "2026/27", "value": 95, "tolerance": 2, "mode": "points"},
            {"ref": "AM01", "period": "2026/27", "value": 80, "tolerance": 5, "mode": "percent"},
            {"ref": "RE01", "period": "2026/27", "value": 28, "tolerance": 10, "mode": "percent"},
            {"ref": "TR01", "period": "2026/27", "value": "Tracker"},
        ],
        "results": [
            {"ref": ref, "period": period, "value": value, "status": "Final"}
            for ref, values in {
                "GR01": (94.1, 94.9, 95.2, 96.5),
                "AM01": (75.0, 79.5, 80.4, 77.4),
                "RE01": (30.0, 31.4, 33.4, 34.2),
                "TR01": (1200, 1100, 1350, 1500),
            }.items()
            for period, value in zip(QUARTERS, values, strict=True)
        ],
    }
    return deepcopy(tables)


def write_books(
    folder: Path, tables: Mapping[str, Rows], named: Mapping[str, str] | None = None
) -> None:
    """Write the Register's workbooks; a table without rows still has its sheet and headings.

    `named` gives a sheet (`commentary`) or a heading (`targets.tolerance`) another name.
    """
    other = named or {}
    for key, name in BOOKS.items():
        with xlsxwriter.Workbook(str(folder / name)) as book:
            for table, layout in LAYOUTS.items():
                if layout.book == key:
                    sheet = book.add_worksheet(other.get(table, layout.sheet))
                    fields = list(layout.headings)
                    headings = [other.get(f"{table}.{f}", h) for f, h in layout.headings.items()]
                    write_rows(sheet, [headings], 3)
                    rows = tables.get(table, [])
                    write_rows(sheet, [[row.get(field) for field in fields] for row in rows], 4)


def write_rows(sheet: Any, rows: Sequence[Sequence[object]], first: int) -> None:  # noqa: ANN401
    """Write rows of cells from row `first`, counted from 0; text stays text."""
    for number, row in enumerate(rows, start=first):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)


SETTINGS = """
[council]
name = "Example Council"
notice = "Demonstration."

[run]
period = "2026/27 Q2"
as_at = 2026-10-23
out = "{out}"

[papers]
templates = "{templates}"
"""


def register_folder(
    folder: Path,
    tables: Mapping[str, Rows] | None = None,
    named: Mapping[str, str] | None = None,
    said: str = "",
) -> Path:
    """Return `folder` with a Register and its settings in it; `said` stands below them."""
    folder.mkdir(parents=True, exist_ok=True)
    write_books(folder, tables or small_tables(), named)
    templates = Path(__file__).parents[2] / "docx_templates"
    text = SETTINGS.format(out=(folder / "out").as_posix(), templates=templates.as_posix())
    (folder / "xlkpi.toml").write_text(f"{text}\n{said}", encoding="utf-8")
    return folder


def read(folder: Path) -> Register:
    """Return the Register that `folder` holds."""
    return read_register(read_settings(folder).sources)


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return what stands in the Scorecard in `folder`."""
    return read_entries(read_settings(folder).entries, read(folder))


def problems(folder: Path) -> list[str]:
    """Return the lines that say what is wrong with the Register or the Scorecard in `folder`."""
    try:
        entries(folder)
    except RegisterError as error:
        return [str(problem) for problem in error.problems]
    return []
