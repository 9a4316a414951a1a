"""Registers to be served, and their workbooks as Excel's object model shows them."""

import shutil
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import to_excel

from tests.making.books import register_folder, small_tables

ROOT = Path(__file__).parents[3]


def shipped(folder: Path) -> Path:
    """Return a copy of the shipped Register."""
    home = folder / "register"
    shutil.copytree(ROOT / "workbooks", home / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copytree(ROOT / "docx_templates", home / "docx_templates")
    shutil.copy(ROOT / "xlkpi.toml", home)
    return home


def small(folder: Path) -> Path:
    """Return a Register of four KPIs: a figure to post, one held back, and queries in two books."""
    tables = small_tables()
    tables["targets"][1]["period"] = "2025/26"
    tables["entries"] = [
        {"ref": "GR01", "period": "2026/27 Q2", "value": 96.5, "status": "Final"},
        {"ref": "AM01", "period": "2026/27 Q2", "value": 70, "status": "Revised"},
        {"ref": "RE01", "period": "2026/27 Q2", "gap_reason": "Awaiting data"},
    ]
    return register_folder(folder / "register", tables)


def as_excel_shows(path: Path) -> dict[str, Any]:
    """Return a workbook: each sheet's cells with value, formula and format, and the tables."""
    values = load_workbook(path, data_only=True)
    spelt = load_workbook(path)
    sheets = []
    for sheet in values.worksheets:
        written = spelt[sheet.title]
        cells = [
            [y, x, *shown(cell, written[cell.coordinate])]
            for y, row in enumerate(sheet.iter_rows())
            for x, cell in enumerate(row)
            if cell.value is not None or written[cell.coordinate].value is not None
        ]
        sheets.append({"name": sheet.title, "cells": cells})
    tables = [
        {"name": table.displayName, "sheet": sheet.title, "area": boundaries(table.ref)}
        for sheet in spelt.worksheets
        for table in sheet.tables.values()
    ]
    return {"name": path.name, "sheets": sheets, "tables": tables}


def shown(cell: Any, written: Any) -> tuple[Any, str | None, str, bool]:  # noqa: ANN401
    """Return a cell's value, its formula, its format, and whether it is an error."""
    value = cell.value
    if isinstance(value, datetime | date | time):
        value = to_excel(value)  # type: ignore[no-untyped-call]
    text = written.value
    text = getattr(text, "text", text)
    formula = text if written.data_type == "f" and isinstance(text, str) else None
    if formula is not None and not formula.startswith("="):
        formula = f"={formula}"
    is_error = cell.data_type == "e"
    return ("" if value is None else value), formula, cell.number_format, is_error


def held(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a workbook's cells hold by sheet and place: a formula, else the value."""
    return {
        sheet["name"]: {
            f"{y},{x}": formula or plain(value)
            for y, x, value, formula, *_ in sheet["cells"]
            if formula or value != ""
        }
        for sheet in shown["sheets"]
    }


def plain(value: Any) -> Any:  # noqa: ANN401
    """Return a number as JSON has it, without a needless .0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def boundaries(area: str) -> list[int]:
    """Return a table's first row and column and last row and column, counted from 0."""
    first, last = area.split(":")
    (top, left), (bottom, right) = coordinate_to_tuple(first), coordinate_to_tuple(last)
    return [top - 1, left - 1, bottom - 1, right - 1]
