"""Workbooks with formulas whose stored results are wrong, right or missing, as a test wants them.

`formula_book(folder, {"Sheet": {"A1": 5, "B1": Stored("KPI_RAG(A1,4,\"Higher\")", "Red")}})`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.making.rich import Parts, remade

NEVER = "never calculated"
ERRORS = defaultdict(lambda: "NA()", {"#DIV/0!": "1/0", "#VALUE!": '1+"a"'})
"""A formula that gives the error."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A formula without its equals sign and the result that some program stored."""

    formula: str
    result: object = NEVER
    area: str = ""
    """The cells that it fills, where it is an array formula."""
    is_dynamic: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where it lies and its headings; `totals` says that its last row is one."""

    area: str
    headings: tuple[str, ...]
    totals: bool = False


Cells = Mapping[str, Mapping[str, object]]


def formula_book(  # noqa: PLR0913 -- what a workbook may hold, by name
    folder: Path,
    sheets: Cells,
    *,
    tables: Mapping[tuple[str, str], Grid] | None = None,
    names: Mapping[str, str] | None = None,
    file: str = "book.xlsx",
    is_due: bool = False,
    change: Callable[[Parts], object] | None = None,
    **options: object,
) -> Path:
    """Return a workbook of these cells; `is_due` marks it to be calculated on opening."""
    path = folder / file
    with xlsxwriter.Workbook(str(path), options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet_name, cells in sheets.items():
            sheet = book.add_worksheet(sheet_name)
            for place, value in cells.items():
                _write(sheet, place, value, day)
            for (where, table), grid in (tables or {}).items():
                if where == sheet_name:
                    columns = [{"header": heading} for heading in grid.headings]
                    sheet.add_table(
                        grid.area, {"name": table, "columns": columns, "total_row": grid.totals}
                    )
        for name, meaning in (names or {}).items():
            book.define_name(name, meaning)

    def changed(parts: Parts) -> None:
        if not is_due:
            workbook = parts["xl/workbook.xml"]
            parts["xl/workbook.xml"] = workbook.replace(b' fullCalcOnLoad="1"', b"")
        for part in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
            parts[part] = _never_calculated(parts[part])
        if change is not None:
            change(parts)

    return remade(path, changed)


def _never_calculated(xml: bytes) -> bytes:
    """Take out the results that stand for none."""
    return re.sub(
        rb'(<c [^>]*?) t="str"(>(?:<f[^>]*>[^<]*</f>))<v>%s</v>' % NEVER.encode(), rb"\1\2", xml
    )


def _write(sheet: Any, place: str, value: object, day: object) -> None:  # noqa: ANN401
    match value:
        case Stored() if value.is_dynamic:
            sheet.write_dynamic_array_formula(value.area, f"={value.formula}", None, value.result)
        case Stored() if value.area:
            sheet.write_array_formula(value.area, f"={value.formula}", None, value.result)
        case Stored():
            sheet.write_formula(place, f"={value.formula}", None, value.result)
        case date() | datetime():
            sheet.write_datetime(place, value, day)
        case str() if value.startswith("#") and not value.startswith("#t"):
            # -- a library cannot write an error, but a formula's result may be one --
            sheet.write_formula(place, f"={ERRORS[value]}", None, value)
        case str():
            sheet.write_string(place, value)
        case bool():
            sheet.write_boolean(place, value)
        case int() | float():
            sheet.write_number(place, value)
        case None:
            pass
