"""Make the CLT Scorecard, the form in which a quarter is entered, from the Register beside it.

There are two of it: a plain workbook, which the settings name, and a macro-enabled one for desktop
Excel in which the ratings are live formulas, with buttons on the sheet and on the ribbon.
"""

import io
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from xlkpi.actions.rate import rate
from xlkpi.host.excel.bind import bind
from xlkpi.host.excel.saving import Request
from xlkpi.host.excel.sheet_buttons import add_buttons, name_sheets
from xlkpi.settings.settings import FILE_NAME, read_settings
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.outline import elements_named
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.xml_bytes import Splice, tag_at
from xlkpi.workbook.entry_form import ENTRY, entry_form
from xlkpi.workbook.files import Files
from xlkpi.workbook.read import read_register

HERE = Path(__file__).parent
SCORECARD = HERE / "CLT Scorecard.xlsx"
MACRO_SCORECARD = SCORECARD.with_suffix(".xlsm")
STAMP = datetime(2026, 11, 22, tzinfo=UTC)
"""Names backups, which are not kept."""
FIRST_BUTTON = 4
"""The column of the first button, beside the title."""
EXCEL_NOW = b"191029"
"""Excel calculates on opening what an earlier version calculated last; the ratings are as new."""


def form() -> bytes:
    """Return the entry form of the period that the shipped settings name."""
    settings = read_settings(HERE.parent)
    register = read_register(settings.sources)
    return entry_form(register, settings.question, settings.notice)


def macro_form(plain: bytes) -> bytes:
    """Return the form with live ratings, buttons and macros."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = folder / HERE.name
        books.mkdir()
        shutil.copy(HERE.parent / FILE_NAME, folder)
        for path in HERE.glob("*.xlsx"):
            shutil.copy(path, books)
        live = books / SCORECARD.name
        live.write_bytes(plain)
        rate(read_settings(folder), Files(STAMP), is_live=True)
        live.write_bytes(_with_buttons(live))
        return bind(Request(live, STAMP), None).path.read_bytes()


def _with_buttons(path: Path) -> bytes:
    plan = Plan(OpenBook(path, path.read_bytes()))
    name_sheets(plan)
    add_buttons(plan, ENTRY.sheet, FIRST_BUTTON)
    main = plan.book.parts.main
    for one in elements_named(plan.text(main), "calcPr"):
        tag = tag_at(plan.text(main), one.start)
        spelt = tag.with_attributes(calcId=EXCEL_NOW, fullCalcOnLoad=None)
        plan.change(main, [Splice(tag.start, tag.end, spelt)])
    finish(plan)
    file = io.BytesIO()
    plan.write(file)
    return file.getvalue()


if __name__ == "__main__":
    SCORECARD.write_bytes(form())
    print(SCORECARD.name)
    MACRO_SCORECARD.write_bytes(macro_form(SCORECARD.read_bytes()))
    print(MACRO_SCORECARD.name)
