"""Edits as instructions to a live spreadsheet: one JSON object for each thing to be done."""

from collections.abc import Mapping
from typing import Any

from xlkpi.host.sent_cell import to_send
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Cached,
    Edit,
    Highlight,
    Link,
    NewRow,
    NewSheet,
    NoHighlight,
    RemovedSheet,
)

Instruction = Mapping[str, Any]
"""`do` says which edit it is; the rest are the edit's own parts by their names."""


def instruction(edit: AnyEdit) -> Instruction:
    """Return an edit as an instruction."""
    match edit:
        case Edit():
            found = _cell("edit", edit)
        case Cached():
            found = _cell("cached", edit)
        case NewRow():
            cells = {heading: to_send(value) for heading, value in edit.cells.items()}
            found = {"do": "new_row", "table": edit.table, "cells": cells}
        case NewSheet():
            found = _sheet(edit)
        case RemovedSheet():
            found = {"do": "removed_sheet", "name": edit.name}
        case Highlight():
            found = {"do": "highlight", "sheet": edit.sheet, "cells": list(edit.cells)}
        case NoHighlight():
            found = {"do": "highlight", "sheet": edit.sheet, "cells": []}
    return found


def _cell(name: str, edit: Edit | Cached) -> Instruction:
    return {"do": name, "sheet": edit.sheet, "cell": edit.cell, "value": to_send(edit.value)}


def _sheet(edit: NewSheet) -> Instruction:
    columns = [
        {"heading": one.heading, "width": one.width, "wraps": one.wraps, "is_typed": one.is_typed}
        for one in edit.columns
    ]
    rows = [
        [
            {"link": cell.target, "shown": cell.shown} if isinstance(cell, Link) else to_send(cell)
            for cell in row
        ]
        for row in edit.rows
    ]
    said = {"name": edit.name, "title": edit.title, "about": edit.about, "table": edit.table}
    return {"do": "new_sheet", **said, "columns": columns, "rows": rows}
