"""A workbook held open for an edit: its parts, read as they are needed."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.address import Area, read_area
from xlkpi.workbook.edit.archive import Pieces, entries_of
from xlkpi.workbook.edit.shared_strings import SharedStrings
from xlkpi.workbook.edit.sheet_xml import SheetXml
from xlkpi.workbook.edit.styles import Styles
from xlkpi.workbook.edit.tables import Table, tables_of
from xlkpi.workbook.edit.workbook_xml import is_1904
from xlkpi.workbook.edit.xml_bytes import Splice, as_utf8, in_encoding, spliced
from xlkpi.workbook.package import opened
from xlkpi.workbook.parts import Parts, parsed


@dataclass
class Sheet:
    """A worksheet of the open workbook."""

    name: str
    part: str
    xml: SheetXml
    encoding: str
    parts: Parts = field(repr=False)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that lie on the sheet."""
        return tuple(tables_of(self.parts, self.part))

    @cached_property
    def merged(self) -> tuple[Area, ...]:
        """The areas of merged cells."""
        found = self.xml.around.iterfind("{*}mergeCells/{*}mergeCell")
        return tuple(read_area(str(one.get("ref"))) for one in found)

    @cached_property
    def pivots(self) -> tuple[Area, ...]:
        """The areas that pivot tables fill."""
        roots = [parsed(self.parts.read(p)) for p in self.parts.referred(self.part, "pivotTable")]
        places = [root.find("{*}location") for root in roots]
        return tuple(read_area(str(one.get("ref"))) for one in places if one is not None)

    @cached_property
    def is_protected(self) -> bool:
        """Whether Excel refuses to change the sheet's locked cells."""
        found = self.xml.around.find("{*}sheetProtection")
        return found is not None and found.get("sheet") in ("1", "true")


class OpenBook:
    """The workbook that `content` is; a WorkbookError says why it cannot be edited."""

    def __init__(self, path: Path, content: bytes) -> None:
        """Open the package and refuse what an edit would break."""
        self.path, self.content = path, content
        self.package = opened(path, content)
        entries_of(content, self.package)
        self.parts = Parts(self.package)
        if any(one.kind == "origin" for one in self.parts.relationships("")) or any(
            name.startswith("_xmlsignatures/") for name in self.parts.entries
        ):
            message = "is digitally signed and an edit would break that: edit and sign it in Excel"
            raise WorkbookError(message)
        self._sheets: dict[str, Sheet] = {}
        self._texts: dict[str, tuple[bytes, str]] = {}

    @cached_property
    def is_1904(self) -> bool:
        """Whether the workbook counts its days from 1904."""
        return is_1904(self.parts.read(self.parts.main))

    @cached_property
    def styles(self) -> Styles:
        """The cell formats."""
        found = self.parts.referred(self.parts.main, "styles")
        return Styles(self.parts.read(found[0]) if found else None)

    @cached_property
    def strings_part(self) -> str | None:
        """The part of the shared strings; None when the workbook has none."""
        found = self.parts.referred(self.parts.main, "sharedStrings")
        return found[0] if found and self.parts.has(found[0]) else None

    @cached_property
    def strings(self) -> SharedStrings | None:
        """The shared strings."""
        return SharedStrings(self.read(self.strings_part)[0]) if self.strings_part else None

    def sheet(self, name: str) -> Sheet:
        """Return the worksheet of this name, in any case as Excel has it."""
        names = {held.casefold(): held for held in self.parts.sheets}
        found = names.get(name.casefold())
        if found is None:
            message = f"has no sheet '{name}': it has {', '.join(self.parts.sheets)}"
            raise WorkbookError(message)
        if found not in self._sheets:
            relationship = self.parts.sheets[found]
            if relationship.kind != "worksheet":
                message = f"'{found}' is a {relationship.kind}: only worksheets have cells"
                raise WorkbookError(message)
            xml, encoding = self.read(relationship.part)
            sheet = Sheet(found, relationship.part, SheetXml(xml), encoding, self.parts)
            self._sheets[found] = sheet
        return self._sheets[found]

    def read(self, part: str) -> tuple[bytes, str]:
        """Return a part as UTF-8, and the encoding it is in; a document type is refused."""
        if part not in self._texts:
            text = as_utf8(self.parts.read(part))
            if b"<!DOCTYPE" in text[0]:
                message = "document type"
                raise ValueError(message)
            self._texts[part] = text
        return self._texts[part]

    def forget(self) -> None:
        """Let go of the parts that were read, which may be large."""
        self._texts.clear()
        self._sheets.clear()

    def with_splices(self, part: str, splices: list[Splice]) -> Pieces:
        """Return the new content of a part."""
        xml, encoding = self.read(part)
        return in_encoding(spliced(xml, splices), encoding)
