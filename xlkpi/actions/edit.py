"""Edit: put values into cells of any workbook and lose nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlkpi.errors import RefusalError
from xlkpi.workbook.edit.backup import KEPT
from xlkpi.workbook.edit.change import CellError, Edit, Edited, Formula, Plain, Value
from xlkpi.workbook.edit.edit import edit_workbook

_INSTRUCTION = re.compile(r"(?:'((?:[^']|'')+)'|([^'!=][^!=]*))!([^=]*)=(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(.*)", re.DOTALL)
_TIME = re.compile(r"[ T](\d{1,2}):(\d\d)(?::(\d\d))?")
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Options:
    """How an edit is done: as `edit_workbook` takes it."""

    out: Path | None = None
    is_formula: bool = False
    """Whether a value that begins with = is a formula; without it, such a value is text."""
    over_formulas: bool = False
    keep: int = KEPT
    even_if_open: bool = False


def edit(path: Path, instructions: Sequence[str], options: Options, stamp: datetime) -> Edited:
    """Return the workbook after the edits that `instructions` ask for, such as `Sheet!B7=42`."""
    edits = [read_instruction(text, is_formula=options.is_formula) for text in instructions]
    return edit_workbook(
        path,
        edits,
        stamp=stamp,
        out=options.out,
        allow_formula=options.over_formulas,
        keep=options.keep,
        even_if_open=options.even_if_open,
    )


def read_instruction(text: str, *, is_formula: bool = False) -> Edit:
    """Return the edit that a text such as `'My sheet'!B7=42` asks for."""
    found = _INSTRUCTION.fullmatch(text)
    if found is None:
        message = f"'{text}' is not an edit: give sheet, cell and value, as Sheet!B7=42"
        raise RefusalError(message)
    quoted, plain, cell, value = found.groups()
    sheet = quoted.replace("''", "'") if quoted else plain
    return Edit(sheet, cell.strip(), read_value(value, is_formula=is_formula))


def read_value(text: str, *, is_formula: bool = False) -> Value:
    """Return what a typed value means; an apostrophe before it makes it text, as in Excel.

    Numbers are plain (`-1234.5`); `1,234`, `5%` and `007` stay text, since each could be meant
    otherwise. Dates are 31/03/2026 or 2026-03-31, with 14:30 behind where there is a time.
    """
    if text.startswith("'"):
        return text[1:]
    if is_formula and text.startswith("="):
        return Formula(text[1:])
    if _NUMBER.fullmatch(text):
        return int(text) if text.lstrip("+-").isdecimal() else float(text)
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    return _read_date(text) or text or None


def _read_date(text: str) -> date | None:
    """Return the day, or the moment, that a text spells; None for any other text."""
    if found := _DAY.fullmatch(text):
        day, month, year, rest = found.groups()
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day, rest = found.groups()
    else:
        return None
    time = _TIME.fullmatch(rest)
    if rest and not time:
        return None
    try:
        if time is None:
            return date(int(year), int(month), int(day))
        hour, minute, second = (int(part or 0) for part in time.groups())
        return datetime(int(year), int(month), int(day), hour, minute, second)  # noqa: DTZ001 -- a cell's time has none
    except ValueError as error:
        message = (
            f"'{text}' is not a day that the calendar has: put ' before it to store it as text"
        )
        raise RefusalError(message) from error


def shown(value: Value) -> str:
    """Return a value so that its kind can be seen: text in quotes, a formula with its =."""
    if isinstance(value, Formula):
        cached = "" if value.cached is None else f" (last {_shown(value.cached)})"
        return _short(f"={value.text}") + cached
    return _shown(value)


def _shown(value: Plain) -> str:
    match value:
        case None:
            text = "blank"
        case bool():
            text = str(value).upper()
        case datetime():
            text = f"{value:%d/%m/%Y %H:%M:%S}"
        case date():
            text = f"{value:%d/%m/%Y}"
        case CellError():
            text = value.code
        case str():
            text = _short(f'"{value}"')
        case _:
            text = f"{value:.15g}"
    return text


def _short(text: str) -> str:
    """Return text on one line, cut where it is long."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 3]}..."
