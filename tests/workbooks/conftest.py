"""The shipped workbooks as openpyxl reads them: a path that shares no code with their making."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
FILES = (
    "KPI Data Record.xlsx",
    "KPI Supporting Information.xlsx",
    "Benchmarks.xlsx",
    "Reporting Checklist.xlsx",
    "CLT Scorecard.xlsx",
)

SheetRow = Mapping[str, Any]
"""Heading to what the cell holds."""


@pytest.fixture(scope="session")
def books() -> Mapping[str, Workbook]:
    """The shipped workbooks by file name."""
    return {name: load_workbook(WORKBOOKS / name) for name in FILES}


@pytest.fixture(scope="session")
def sheet(books: Mapping[str, Workbook]) -> Callable[[str], Sequence[SheetRow]]:
    """Give the rows under the header of a sheet, by heading."""
    read: dict[str, Sequence[SheetRow]] = {}

    def rows(name: str) -> Sequence[SheetRow]:
        if name not in read:
            page = next(book[name] for book in books.values() if name in book.sheetnames)
            cells = page.iter_rows(min_row=4, values_only=True)
            headings = [str(heading) for heading in next(cells)]
            read[name] = [dict(zip(headings, row, strict=True)) for row in cells]
        return read[name]

    return rows


@pytest.fixture(scope="session")
def source() -> Callable[[str], Sequence[Mapping[str, str]]]:
    """Give the rows of a source file."""

    def rows(name: str) -> Sequence[Mapping[str, str]]:
        with (WORKBOOKS / "sources" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows
