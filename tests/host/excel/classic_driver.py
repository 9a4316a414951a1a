"""One session of the classic path, in a process of its own: JSON on standard input and output.

`python classic_driver.py` reads `{"functions": [[name, arguments], ...]}`, or `{"press": action,
"open": [workbooks], "fails_after": n, ...}`, and answers what came of it.
"""

import io
import json
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

import xlkpi.actions.papers
import xlkpi.actions.post
import xlkpi.workbook.files  # noqa: F401 -- before this system pretends to be Windows
from tests.host.excel.com_stub import MISSING, install
from tests.host.excel.excel_double import ERRORS, Application, Area, Workbook, as_com, code_of


def worksheet_functions(asked: list[Any], application: Application) -> list[Any]:
    """Return what each call answers, its arguments handed over as ranges where they are any."""
    from xlwings import udfs  # noqa: PLC0415 -- the stub comes first

    sheet = Workbook(application, blank_book()).Worksheets.held[0]
    caller = Area(sheet, 1, 1, 1, 1)
    found, seconds = [], 0.0
    for name, arguments in asked:
        sheet.values.clear()
        given = tuple(handed_over(sheet, number, one) for number, one in enumerate(arguments))
        padded = given + (MISSING,) * (arity(name) - len(given))
        module = "xlkpi.host.excel.classic"
        start = time.perf_counter()
        found.append(udfs.call_udf(module, name, padded, None, caller))  # type: ignore[no-untyped-call]
        seconds += time.perf_counter() - start
    application.said.append(seconds)
    return found


def arity(name: str) -> int:
    """Return how many arguments a function has."""
    from xlkpi.functions.catalogue import CATALOGUE  # noqa: PLC0415 -- as above

    return len(CATALOGUE[name].arguments)


def handed_over(sheet: Any, number: int, argument: Any) -> Any:  # noqa: ANN401
    """Return an argument as Excel's VBA hands it over: a range, a value, or nothing."""
    if not isinstance(argument, list):
        return MISSING if argument is None and number % 2 else com(argument)
    rows = argument if argument and isinstance(argument[0], list) else [argument]
    left = 1 + number * 50
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=left):
            if cell is not None:
                sheet.values[row, column] = com(cell)
    return Area(sheet, 1, left, len(rows), left + len(rows[0]) - 1)


def com(cell: Any) -> Any:  # noqa: ANN401
    """Return a cell of a conformance table as COM has it."""
    if isinstance(cell, dict):
        return as_com(date.fromisoformat(cell["date"]))
    return code_of(cell) if isinstance(cell, str) and cell in ERRORS else as_com(cell)


def blank_book() -> Path:
    from openpyxl import Workbook as NewBook  # noqa: PLC0415 -- rarely needed

    path = Path(tempfile.mkdtemp()) / "blank.xlsx"
    NewBook().save(path)
    return path


def pressed(asked: dict[str, Any], application: Application, boxes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what a button did: messages, cells of the open workbooks, and how Excel was left."""
    from xlkpi.host.excel import classic  # noqa: PLC0415 -- the stub comes first

    books = [Workbook(application, Path(path)) for path in asked["open"]]
    for sheet, row, column, value in asked.get("typed", []):
        books[0].Worksheets(sheet).put((row, column), value)
    application.fails_after = asked.get("fails_after", -1)
    application.role = asked.get("role", application.role)
    books[0].refuses_to_save = asked.get("refuses_to_save", False)
    sys.argv = ["python", f"--wb={books[0].Name}", "--from_xl=1", "--hwnd=1"]
    before = [cells(book) for book in books]
    start = time.perf_counter()
    command = asked["press"]
    classic.guide() if command == "help" else classic.call(command)
    if asked.get("save"):
        for book in books:
            book.Save()
    return {
        "seconds": time.perf_counter() - start,
        "messages": boxes.shown,
        "status": application.said,
        "left": [application.ScreenUpdating, application.EnableEvents, application.Calculation,
                 application.StatusBar],
        "reads": application.reads,
        "writes": application.writes,
        "saves": [book.saves for book in books],
        "cells": [cells(book) for book in books],
        "is_same": [cells(book) for book in books] == before,
    }  # fmt: skip


def cells(book: Workbook) -> dict[str, dict[str, Any]]:
    """Return every cell of a workbook by sheet and address."""
    return {
        sheet.Name: {
            sheet.sheet.cell(*place).coordinate: shown(value)
            for place, value in (sheet.values | sheet.formulas).items()
        }
        for sheet in book.Worksheets.held
    }


def shown(value: Any) -> Any:  # noqa: ANN401
    """Return a value as JSON has it."""
    return value.isoformat() if isinstance(value, datetime) else value


def wrappers() -> str:
    """Return the VBA that xlwings itself would write for the worksheet functions."""
    from xlwings import udfs  # noqa: PLC0415 -- the stub comes first

    from xlkpi.host.excel import classic  # noqa: PLC0415 -- as above

    text, book = io.StringIO(), SimpleNamespace(Name="Register.xlsm")
    udfs.generate_vba_wrapper("xlkpi.host.excel.classic", classic, text, book)  # type: ignore[no-untyped-call]
    return text.getvalue()


def main() -> None:
    """Answer one request."""
    asked = json.load(sys.stdin)
    application = Application()
    boxes = install(application)
    if "functions" in asked:
        answer: Any = worksheet_functions(asked["functions"], application)
        answer = application.said.pop() if asked.get("timed") else answer
    elif "wrappers" in asked:
        answer = wrappers()
    else:
        answer = pressed(asked, application, boxes)
    json.dump(answer, sys.stdout)


main()
