"""The file before anything is read of it: is it a workbook, and is it safe to open?"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from lxml import etree

from xlkpi.errors import WorkbookError
from xlkpi.workbook.parts import Parts

MOST_PARTS = 5_000
MOST_BYTES = 300 * 2**20
MOST_PART_BYTES = 150 * 2**20
MOST_CELLS = 20_000_000
"""Rows times columns of one sheet; a reader may set aside room for all of them."""

_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?r="(\d{1,7})"')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})\d{1,7}"')
_FAR_COLUMN = re.compile(rb'r="[A-Z]{3}\d')
MOST_NEAR_COLUMNS = 702
"""Columns A to ZZ, whose letters are one or two."""
_FORMULA_MARKS = (b"<f>", b"<f ", b":f>", b":f ")
_NOT_CALCULATED = re.compile(
    rb"<(?:\w+:)?c ([^>]*[^/>])>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell with a formula and no value; Excel marks a formula that gives no text as t="str"."""
_ADDRESS = re.compile(rb'r="([A-Z]{1,3}\d{1,7})"')
_OLE = b"\xd0\xcf\x11\xe0"

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    ExpatError,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a mutilated file can raise in the libraries that read it."""


class Package:
    """An .xlsx or .xlsm file that passed the pre-flight; `sheets` are its parts by sheet name."""

    def __init__(self, path: Path) -> None:
        """Open and check the file; a WorkbookError says in one line what is wrong with it."""
        self.path = path
        with opened(path) as package:
            self.sheets = self._read_sheets(Parts(package))

    def _read_sheets(self, parts: Parts) -> Mapping[str, bytes]:
        """Return the XML of every worksheet by its name, found by relationships."""
        try:
            sheets = {
                name: parts.read(sheet.part)
                for name, sheet in parts.sheets.items()
                if "worksheet" in sheet.part or sheet.part.endswith(".xml")
            }
        except DAMAGED as error:
            raise damaged(self.path) from error
        for name, xml in sheets.items():
            self._check_extent(name, xml)
        return sheets

    def _check_extent(self, name: str, xml: bytes) -> None:
        """Refuse a sheet whose outermost cells span more than memory should hold."""
        rows = max(map(int, _ROW.findall(xml)), default=0)
        if _FAR_COLUMN.search(xml) is None and rows * MOST_NEAR_COLUMNS <= MOST_CELLS:
            return
        columns = {letters.decode() for letters in _CELL.findall(xml)}
        widest = max(map(column_number, columns), default=0)
        if rows * widest > MOST_CELLS:
            message = (
                f"{self.path}, {name}: its cells span {rows:,} rows by {widest:,} columns: delete "
                f"the stray cells far from the table"
            )
            raise WorkbookError(message)


def never_calculated(xml: bytes) -> str:
    """Return the address of a sheet's first formula that no program has worked out, or blank."""
    if not any(mark in xml for mark in _FORMULA_MARKS):
        return ""
    for cell in _NOT_CALCULATED.finditer(xml):
        address = _ADDRESS.search(cell[1])
        if b't="str"' not in cell[1] and address:
            return address[1].decode()
    return ""


def column_number(letters: str) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letter(number: int) -> str:
    """Return the letters of a column, 1 being A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def opened(path: Path, content: bytes | None = None) -> zipfile.ZipFile:
    """Return the open archive, or its `content` as it was read; a WorkbookError says why not."""
    try:
        package = zipfile.ZipFile(path if content is None else io.BytesIO(content))
    except FileNotFoundError as error:
        message = f"{path}: there is no such file: check the name and folder in xlkpi.toml"
        raise WorkbookError(message) from error
    except (*DAMAGED, OSError) as error:
        msg = f"{path}: {_why_not(path)}"
        raise WorkbookError(msg) from error
    entries = package.infolist()
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if len(entries) > MOST_PARTS or total > MOST_BYTES or largest > MOST_PART_BYTES:
        package.close()
        message = (
            f"{path}: unpacks to {total / 2**20:,.0f} MiB in {len(entries):,} parts, more "
            f"than a Register needs: remove unused sheets and pictures"
        )
        raise WorkbookError(message)
    return package


def damaged(path: Path) -> WorkbookError:
    """Return the failure of a file that cannot be made sense of."""
    message = f"{path}: is damaged or not a workbook: open it in Excel and save it again"
    return WorkbookError(message)


def _why_not(path: Path) -> str:
    """Return what a file that is no zip archive is instead."""
    if path.is_dir():
        return "is a folder, not a workbook"
    try:
        start = path.read_bytes()[:4]
    except OSError as error:
        return f"cannot be read ({error.strerror}): close it or ask for access"
    if start == _OLE:
        return "is an old .xls or a password-protected workbook: save it as .xlsx without password"
    return "is not an Excel workbook: save it as .xlsx or .xlsm"
