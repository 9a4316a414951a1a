"""A small Register whose Scorecard is a macro-enabled workbook with buttons, as in Excel."""

from pathlib import Path
from typing import Any

import xlsxwriter

from tests.host.libreoffice.vba import project
from tests.making.books import register_folder
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.workbook.layout import BOOKS, LAYOUTS, SCORECARD

LAYOUT = LAYOUTS["entries"]
SHEET = LAYOUT.sheet
FIRST_ROW = 5
"""The row of the first KPI, as the spreadsheet counts."""
OTHER = "Other"
"""A button that is none of ours."""

ENTRIES: list[dict[str, Any]] = [
    {"ref": "GR01", "period": "2026/27 Q2", "value": 96.5, "status": "Final"},
    {"ref": "AM01", "period": "2026/27 Q2", "value": 70, "status": "Revised"},
    {"ref": "RE01", "period": "2026/27 Q2", "gap_reason": "Awaiting data"},
]


def register(folder: Path) -> Path:
    """Return the Scorecard of a Register that is written into `folder`."""
    names = {**BOOKS, SCORECARD: "CLT Scorecard.xlsm"}
    said = "\n".join(["[books]", *(f'{key} = "{name}"' for key, name in names.items())])
    register_folder(folder, said=said)
    (folder / BOOKS[SCORECARD]).unlink()
    path = folder / names[SCORECARD]
    macros = [action.macro for action in ACTIONS.values()]
    (folder / "vba.bin").write_bytes(project("KpiButtons", [*macros, OTHER]))
    fields = list(LAYOUT.headings)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(FIRST_ROW - 2, 0, list(LAYOUT.headings.values()))
        for row, entry in enumerate(ENTRIES, start=FIRST_ROW - 1):
            for field, value in entry.items():
                sheet.write(row, fields.index(field), value)
        for column, action in enumerate(ACTIONS.values()):
            button = {"macro": action.macro, "caption": action.label}
            sheet.insert_button(0, 2 * column, button)
        sheet.insert_button(0, 14, {"macro": OTHER, "caption": OTHER})
        book.add_vba_project(str(folder / "vba.bin"))
    return path


def column_of(field: str) -> int:
    """Return the place of a field's column in the Scorecard, counted from 0."""
    return list(LAYOUT.headings).index(field)
