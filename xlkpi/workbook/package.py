"""The file before anything is read of it: is it a workbook, and is it safe to open?"""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from lxml import etree

from xlkpi.errors import WorkbookError

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
_OLE = b"\xd0\xcf\x11\xe0"
_RELATIONSHIP = "{*}Relationship"
_R_ID = "id"


class Package:
    """An .xlsx or .xlsm file that passed the pre-flight; `sheets` are its parts by sheet name."""

    def __init__(self, path: Path) -> None:
        """Open and check the file; a WorkbookError says in one line what is wrong with it."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            message = f"{path}: there is no such file: check the name and folder in xlkpi.toml"
            raise WorkbookError(message) from error
        except (zipfile.BadZipFile, OSError) as error:
            msg = f"{path}: {_why_not(path)}"
            raise WorkbookError(msg) from error
        with self._zip:
            self._check_size()
            self.sheets = self._read_sheets()

    def _check_size(self) -> None:
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        largest = max((entry.file_size for entry in entries), default=0)
        if len(entries) > MOST_PARTS or total > MOST_BYTES or largest > MOST_PART_BYTES:
            message = (
                f"{self.path}: unpacks to {total / 2**20:,.0f} MiB in {len(entries):,} parts, more "
                f"than a Register needs: remove unused sheets and pictures"
            )
            raise WorkbookError(message)

    def _read_sheets(self) -> Mapping[str, bytes]:
        """Return the XML of every worksheet by its name, found by relationships."""
        try:
            main = self._main_part()
            targets = self._targets(main)
            root = _parsed(self._zip.read(main))
            sheets = {}
            for sheet in root.iterfind(".//{*}sheets/{*}sheet"):
                ident = next(
                    v for k, v in sheet.attrib.items() if etree.QName(k).localname == _R_ID
                )
                part = targets[str(ident)]
                if "worksheet" in part or part.endswith(".xml"):
                    sheets[str(sheet.get("name"))] = self._zip.read(part)
        except (KeyError, StopIteration, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
            message = (
                f"{self.path}: is damaged or not a workbook: open it in Excel and save it again"
            )
            raise WorkbookError(message) from error
        for name, xml in sheets.items():
            self._check_extent(name, xml)
        return sheets

    def _main_part(self) -> str:
        for relationship in _parsed(self._zip.read("_rels/.rels")).iterfind(_RELATIONSHIP):
            if str(relationship.get("Type")).endswith("/officeDocument"):
                return str(relationship.get("Target")).lstrip("/")
        msg = "officeDocument"
        raise KeyError(msg)

    def _targets(self, main: str) -> Mapping[str, str]:
        """Return the parts that the workbook's own part refers to, by relationship id."""
        folder = PurePosixPath(main).parent
        rels = self._zip.read(str(folder / "_rels" / f"{PurePosixPath(main).name}.rels"))
        targets = {}
        for relationship in _parsed(rels).iterfind(_RELATIONSHIP):
            target = str(relationship.get("Target"))
            part = target.lstrip("/") if target.startswith("/") else str(folder / target)
            targets[str(relationship.get("Id"))] = part
        return targets

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


def _parsed(xml: bytes) -> etree._Element:
    """Return the parsed part; a document type, which no workbook has, is refused."""
    if b"<!DOCTYPE" in xml:
        message = "document type"
        raise KeyError(message)
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


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
