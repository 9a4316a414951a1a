"""A worksheet's part: where its rows lie, what surrounds them, and its bytes after an edit."""

import re
from bisect import bisect_left
from functools import cached_property

from lxml import etree

from xlkpi.workbook.edit.address import LAST_ROW, Address, Area, read_area
from xlkpi.workbook.edit.row_xml import Row, read_row
from xlkpi.workbook.edit.xml_bytes import ATTRIBUTES, Splice, Tag, masked, tag_at
from xlkpi.workbook.parts import parsed

_ROOT = re.compile(rb"<(?:[^\s<>/!?:]+:)?worksheet[\s>]")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']")
_REFERENCE = re.compile(rb"\sref\s*=\s*[\"']([A-Z0-9:$]+)[\"']")


class SheetXml:
    """The XML of one worksheet, as UTF-8."""

    def __init__(self, xml: bytes) -> None:
        """Find the rows; a ValueError says that the sheet is not one."""
        self.xml = xml
        self.seen = masked(xml)
        """The same bytes with comments blanked out, in which to look for tags."""
        found = _ROOT.search(self.seen)
        if found is None:
            message = "worksheet"
            raise ValueError(message)
        self.root = tag_at(self.seen, found.start())
        self.prefix = self.root.prefix
        start = re.compile(rb"<%ssheetData[\s/>]" % re.escape(self.prefix)).search(self.seen)
        if start is None:
            message = "sheetData"
            raise ValueError(message)
        self.data: Tag = tag_at(self.seen, start.start())
        self.end = (
            self.data.end
            if self.data.is_empty
            else self.seen.rindex(b"</%ssheetData" % self.prefix)
        )
        self._numbers, self._starts = self._find_rows()

    def _find_rows(self) -> tuple[list[int], list[int]]:
        """Return the number of every row and where it begins; they must ascend."""
        pattern = re.compile(rb"<%srow(%s)\s*/?>" % (re.escape(self.prefix), ATTRIBUTES))
        numbers, starts, last = [], [], 0
        for found in pattern.finditer(self.seen, self.data.end, self.end):
            spelt = _ROW_NUMBER.search(found[1])
            number = int(spelt[1]) if spelt else last + 1
            if not last < number <= LAST_ROW:
                message = "misplaced row"
                raise ValueError(message)
            last = number
            numbers.append(number)
            starts.append(found.start())
        return numbers, starts

    @cached_property
    def around(self) -> etree._Element:
        """The sheet without its rows: merged cells, protection, tables and the rest."""
        head = self.xml[self.root.start : self.data.start]
        tail = self.xml[self.end_of_data :]
        return parsed(head + self.data.with_attributes(is_empty=True) + tail)

    @property
    def end_of_data(self) -> int:
        """Where what follows the rows begins."""
        return self.end if self.data.is_empty else self.xml.index(b">", self.end) + 1

    @cached_property
    def formula_areas(self) -> tuple[tuple[str, Area], ...]:
        """The areas that one formula fills, each with its kind: array, dataTable or shared."""
        pattern = re.compile(rb"<%sf\s[^>]*?>" % re.escape(self.prefix))
        areas = []
        for found in pattern.finditer(self.seen, self.data.end, self.end):
            if reference := _REFERENCE.search(found[0]):
                kind = tag_at(self.seen, found.start()).get(b"t") or b"array"
                areas.append((kind.decode(), read_area(reference[1].decode().replace("$", ""))))
        return tuple(areas)

    @cached_property
    def has_formulas(self) -> bool:
        """Whether any cell holds a formula."""
        pattern = re.compile(rb"<%sf[\s>/]" % re.escape(self.prefix))
        return pattern.search(self.seen, self.data.end, self.end) is not None

    @property
    def last_row(self) -> int:
        """The number of the last row that the part holds."""
        return self._numbers[-1] if self._numbers else 0

    def row(self, number: int) -> Row | None:
        """Return a row of the sheet; None where the part holds none of this number."""
        place = bisect_left(self._numbers, number)
        if place == len(self._numbers) or self._numbers[place] != number:
            return None
        start = self._starts[place]
        tag = tag_at(self.seen, start)
        limit = self._starts[place + 1] if place + 1 < len(self._starts) else self.end
        end = tag.end
        if not tag.is_empty:
            end = self.seen.index(b">", self.seen.rindex(b"</", start, limit)) + 1
        opening = self.root.with_attributes(is_empty=False) + self.data.with_attributes(
            is_empty=False
        )
        closing = b"</%s></%s>" % (self.data.name, self.root.name)
        return read_row(number, self.xml[start:end], opening, closing)

    def start_of(self, number: int) -> int:
        """Return where a row of this number begins, or where it would."""
        place = bisect_left(self._numbers, number)
        return self._starts[place] if place < len(self._starts) else self.end

    def column_style(self, column: int) -> str | None:
        """Return the style that a new cell of the column takes."""
        for one in self.around.iterfind("{*}cols/{*}col"):
            if int(str(one.get("min"))) <= column <= int(str(one.get("max"))):
                return one.get("style")
        return None

    def around_data(self, rows: bytes) -> list[Splice]:
        """Return the splice that gives a sheet without rows its first ones."""
        whole = self.data.with_attributes(is_empty=False) + rows + b"</%s>" % self.data.name
        return [Splice(self.data.start, self.data.end, whole)]

    def wider_dimension(self, cells: list[Address]) -> list[Splice]:
        """Return the splice that makes the stated extent hold `cells`, where there is one."""
        pattern = re.compile(rb"<%sdimension[\s/>]" % re.escape(self.prefix))
        found = pattern.search(self.seen, self.root.end, self.data.start)
        tag = tag_at(self.seen, found.start()) if found else None
        stated = tag.get(b"ref") if tag else None
        if tag is None or stated is None or not cells:
            return []
        area = read_area(stated.decode())
        every = [area.first, area.last, *cells]
        wide = Area(
            Address(min(c.row for c in every), min(c.column for c in every)),
            Address(max(c.row for c in every), max(c.column for c in every)),
        )
        if wide == area:
            return []
        return [Splice(tag.start, tag.end, tag.with_attributes(ref=str(wide).encode()))]
