"""What is looked at in a package before any of it is believed."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.archive import entries_of
from xlkpi.workbook.parts import Parts, canonical, holds_document_type, parsed

MOST_RATIO, RATIO_FROM = 200, 10 * 2**20
"""A part of more bytes than the second may not be packed tighter than the first."""
MOST_FORMATS = 2 * 65_490
"""Twice as many as Excel keeps; each style has a format of its own beside those of the cells."""
HEAD = 2**16
"""Where a document type would stand; a reader looks no further down for one."""
_XML = (".xml", ".rels", ".vml")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FORMAT = re.compile(rb"<(?:\w+:)?xf[\s/>]")
_SAVE = "open it in Excel and save it again"
_KINDS = {
    "wordprocessingml": "is a Word document, not a workbook: name the workbook",
    "presentationml": "is a presentation, not a workbook: name the workbook",
    "binary": "is a binary workbook: save it as .xlsx or .xlsm",
}
"""What stands in the content type of another file's main part, with what to do."""


def checked(content: bytes, package: zipfile.ZipFile) -> Parts:
    """Return the parts of a package that is a workbook with all its sheets.

    Raises:
        WorkbookError: in one line, without the file's name, what is wrong with it.
    """
    for info in (entry.info for entry in entries_of(content, package)):
        _check_entry(info)
        if info.filename.casefold().endswith(_XML):
            with package.open(info) as part:
                if holds_document_type(part.read(HEAD)):
                    message = f"{info.filename} declares a document type: {_SAVE}"
                    raise WorkbookError(message)
    parts = Parts(package)
    _check_kind(_main_type(parts))
    _check_sheets(parts)
    _check_formats(parts)
    return parts


def _check_entry(info: zipfile.ZipInfo) -> None:
    """Refuse an entry that leaves its folder, or that unpacks to far more than it is."""
    if ".." in PurePosixPath(info.filename.replace("\\", "/")).parts:
        message = f"holds a part named '{info.filename}', outside the workbook: {_SAVE}"
        raise WorkbookError(message)
    if info.compress_type not in _PACKED:
        message = f"packs {info.filename} in a way that no workbook does: {_SAVE}"
        raise WorkbookError(message)
    if info.file_size > max(RATIO_FROM, MOST_RATIO * info.compress_size):
        message = (
            f"{info.filename} unpacks to {info.file_size / 2**20:,.0f} MiB, over {MOST_RATIO} "
            f"times its size: delete rows and columns that hold nothing, and save it again"
        )
        raise WorkbookError(message)


def _main_type(parts: Parts) -> str:
    """Return the content type of the workbook's own part; a KeyError when it has none."""
    types = parsed(parts.read("[Content_Types].xml"))
    for one in types.iterfind("{*}Override"):
        if canonical(str(one.get("PartName"))) == parts.main:
            return str(one.get("ContentType"))
    extension = parts.main.rpartition(".")[2]
    for one in types.iterfind("{*}Default"):
        if str(one.get("Extension")).casefold() == extension:
            return str(one.get("ContentType"))
    raise KeyError(parts.main)


def _check_kind(content_type: str) -> None:
    for word, said in _KINDS.items():
        if word in content_type.casefold():
            raise WorkbookError(said)
    if "main" not in content_type:
        message = "content type"
        raise ValueError(message)


def _check_sheets(parts: Parts) -> None:
    """Refuse a workbook that names a sheet which the file does not hold."""
    for name, sheet in parts.sheets.items():
        if sheet.is_external or not parts.has(sheet.part):
            message = f"the sheet '{name}' is missing from the file: restore it from a backup"
            raise WorkbookError(message)


def _check_formats(parts: Parts) -> None:
    for part in parts.referred(parts.main, "styles"):
        found = sum(1 for _ in _formats(parts.read(part))) if parts.has(part) else 0
        if found > MOST_FORMATS:
            message = (
                f"holds {found:,} cell formats, more than Excel keeps: copy its sheets into a new "
                f"workbook"
            )
            raise WorkbookError(message)


def _formats(styles: bytes) -> Iterator[re.Match[bytes]]:
    """Yield each cell format; UTF-16 is looked at without its zeros."""
    return _FORMAT.finditer(styles.replace(b"\0", b"") if b"\0" in styles[:4] else styles)
