"""The file before anything is read of it: is it a workbook, and is it safe to open?"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from xml.parsers.expat import ExpatError

from lxml import etree

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.workbook_xml import is_1904
from xlkpi.workbook.edit.xml_bytes import as_utf8
from xlkpi.workbook.parts import Parts
from xlkpi.workbook.preflight import checked
from xlkpi.workbook.reading.sheet_parts import SheetParts

MOST_PARTS = 5_000
MOST_BYTES = 300 * 2**20
MOST_PART_BYTES = 150 * 2**20
MOST_CELLS = 20_000_000
"""Rows times columns of one sheet; a reader may set aside room for all of them."""

_NOT_CALCULATED = (
    rb"<%sf(?:\s[^>]*)?(?:/>|>[^<]*</%sf>)\s*"
    rb"(?:<%sv\s*/>|<%sv>\s*</%sv>)?\s*</%sc>"
)
"""A formula and no value, from the formula on; the holes are for the prefix of their names."""
_ADDRESS = re.compile(rb'r="([A-Z]{1,3}\d{1,7})"')
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*\?>")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

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
        content = content_of(path)
        package = opened(path, content)
        try:
            self.parts = checked(content, package)
            self.sheets: Mapping[str, bytes] = SheetXmls(path, self.parts)
        except DAMAGED as error:
            raise damaged(path) from error
        except WorkbookError as error:
            message = f"{path}: {error}"
            raise WorkbookError(message) from error

    def parts_of(self, sheet: str) -> SheetParts:
        """Return what the cells of one of `sheets` are read from."""
        xml = self.sheets[sheet]
        try:
            workbook = self.parts.read(self.parts.main)
            return SheetParts(xml, self._strings, self._styles, is_1904(workbook))
        except DAMAGED as error:
            raise damaged(self.path) from error

    @cached_property
    def _strings(self) -> bytes:
        return self._first("sharedStrings")

    @cached_property
    def _styles(self) -> bytes:
        return self._first("styles")

    def _first(self, kind: str) -> bytes:
        """Return the workbook's part of one kind as UTF-8, undeclared; empty without one."""
        found = self.parts.referred(self.parts.main, kind)
        return _DECLARATION.sub(b"", as_utf8(self.parts.read(found[0]))[0]) if found else b""


class SheetXmls(Mapping[str, bytes]):
    """The XML of each worksheet by its name, unpacked when it is asked for."""

    def __init__(self, path: Path, parts: Parts) -> None:
        """Take the parts of a package; a WorkbookError says that a sheet is damaged."""
        self._path, self._parts = path, parts
        self._names = {
            name: sheet.part for name, sheet in parts.sheets.items() if sheet.kind == "worksheet"
        }

    def __getitem__(self, name: str) -> bytes:
        """Return the XML of one sheet."""
        part = self._names[name]
        try:
            return self._parts.read(part)
        except DAMAGED as error:
            raise damaged(self._path) from error

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order of the tabs."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many worksheets there are."""
        return len(self._names)


def never_calculated(xml: bytes) -> str:
    """Return the address of a sheet's first formula that no program has worked out, or blank."""
    start, end = max(0, xml.find(b"<sheetData")), xml.rfind(b"</sheetData>")
    end = len(xml) if end < 0 else end
    if xml.find(b"f", start, end) < 0:  # -- a single byte is looked for ten times as fast --
        return ""
    is_prefixed = any(xml.find(mark, start, end) >= 0 for mark in (b":f>", b":f "))
    name, cell = (rb"\w+:", b":c ") if is_prefixed else (b"", b"<c ")
    pattern = re.compile(_NOT_CALCULATED.replace(b"%s", name))
    for found in pattern.finditer(xml, start, end):
        place = xml.rfind(cell, start, found.start())
        attributes = xml[place : xml.find(b">", place)]
        address = _ADDRESS.search(attributes)
        if b't="str"' not in attributes and address:  # -- so Excel marks a text without letters --
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


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; a WorkbookError says in one line why they cannot be had."""
    try:
        if path.stat().st_size > MOST_BYTES:
            message = f"{path}: is larger than any Register: name the workbook, or make it smaller"
            raise WorkbookError(message)
        return path.read_bytes()
    except FileNotFoundError as error:
        message = f"{path}: there is no such file: check the name and folder"
        raise WorkbookError(message) from error
    except OSError as error:
        message = f"{path}: {_why_unread(path, error)}"
        raise WorkbookError(message) from error


def opened(path: Path, content: bytes | None = None) -> zipfile.ZipFile:
    """Return the open archive, or its `content` as it was read; a WorkbookError says why not."""
    content = content_of(path) if content is None else content
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (*DAMAGED, OSError) as error:
        message = f"{path}: {_why_not(content)}"
        raise WorkbookError(message) from error
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


def _why_unread(path: Path, error: OSError) -> str:
    """Return why the bytes of what is there cannot be read."""
    if path.is_dir():
        return "is a folder, not a workbook: name the workbook in it"
    return f"cannot be read ({error.strerror}): close it or ask for access"


def _why_not(content: bytes) -> str:
    """Return what a file that is no zip archive is instead."""
    if _ENCRYPTED in content:
        return "is a workbook protected by a password: save it without one"
    if content.startswith(_OLE):
        return "is an old .xls or a password-protected workbook: save it as .xlsx without password"
    if content.startswith(b"PK"):
        return "is not an Excel workbook, or only a part of one: fetch it again or save it again"
    return "is not an Excel workbook: save it as .xlsx or .xlsm"
