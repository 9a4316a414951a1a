"""The smallest workbook that a reader accepts, with one sheet and what its cells refer to.

The reader never sees the file: it is given the parts that were looked at, under names of our own,
so that it cannot find others, follow a link, or unpack anything.
"""

import io
import re
import zipfile

from xlkpi.workbook.reading.sheet_parts import SheetParts

SHEET = "Sheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f'<Types xmlns="{_PACKAGE}/content-types"/>'
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="%d"/>'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_PARTS = {
    "worksheet": "worksheets/sheet1.xml",
    "sharedStrings": "sharedStrings.xml",
    "styles": "styles.xml",
}
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<sst(?:\s+[\w:.]+=\"[^\"<>]*\")*\s*>")
_ANY_ROOT = re.compile(rb"[<:]sst[\s/>]")
_COUNTS = re.compile(rb"\s(?:uniqueC|c)ount\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def minimal_workbook(parts: SheetParts) -> io.BytesIO:
    """Return a workbook with one sheet, named `SHEET`, packed without compression."""
    file = io.BytesIO()
    held = (parts.sheet, uncounted(parts.strings), parts.styles)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations({"officeDocument": "xl/workbook.xml"}))
        package.writestr("xl/workbook.xml", _WORKBOOK % parts.is_1904)
        package.writestr("xl/_rels/workbook.xml.rels", _relations(_PARTS))
        for name, content in zip(_PARTS.values(), held, strict=True):
            if content:
                package.writestr(f"xl/{name}", content)
    file.seek(0)
    return file


def are_plain(strings: bytes) -> bool:
    """Return whether the shared strings begin as every program spells them."""
    return not strings or (
        _ROOT.match(strings) is not None and len(_ANY_ROOT.findall(strings)) == 1
    )


def uncounted(strings: bytes) -> bytes:
    """Return the shared strings without their count, for which a reader would set aside room."""
    root = _ROOT.match(strings)
    return _COUNTS.sub(b"", root[0]) + strings[root.end() :] if root else strings


def _relations(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
