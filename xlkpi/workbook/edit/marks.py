"""The conditional format of a sheet that marks cells: where it stands, and its bytes."""

import re
from functools import cached_property

from xlkpi.workbook.edit.outline import Element, elements_named, outline
from xlkpi.workbook.edit.sheet_xml import SheetXml
from xlkpi.workbook.edit.xml_bytes import Splice, Tag, markup, spliced
from xlkpi.workbook.parts import parsed

MARK = '"KPI Register query"<>""'
"""A formula that always holds and says whose rule it is."""
_BEFORE = (
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
)
_PRIORITY = re.compile(rb"\spriority\s*=\s*[\"'](\d+)[\"']")
_OWNER = b"KPI Register query"


def holds_mark(sheet: SheetXml, tag: Tag) -> bool:
    """Return whether the conditional format that begins with a tag marks cells."""
    closing = b"</%s" % tag.name
    return not tag.is_empty and _OWNER in sheet.xml[tag.end : sheet.seen.index(closing, tag.end)]


class Marks:
    """The marks of one sheet; what follows its rows is all that is looked at."""

    def __init__(self, sheet: SheetXml) -> None:
        """Find the sheet's rules behind its rows."""
        self._prefix = sheet.prefix
        self._opening = sheet.root.with_attributes(is_empty=False)
        self._closing = b"</%s>" % sheet.root.name
        self._tail = self._opening + sheet.xml[sheet.end_of_data :]
        self._shift = sheet.end_of_data - len(self._opening)
        """What leads from a place in the tail to the place in the sheet."""

    @cached_property
    def _formats(self) -> list[tuple[Element, list[Element], bool]]:
        """Each conditional format that holds a mark, its marks, and whether they are all it has."""
        found = []
        for one in outline(self._tail)[1:]:
            if one.name != "conditionalFormatting" or _OWNER not in self._bytes(one):
                continue
            whole = self._opening + self._bytes(one) + self._closing
            rules = elements_named(whole, "cfRule")
            ours = [rule for rule in rules if self._is_mark(whole[rule.start : rule.end])]
            if ours:
                found.append((one, ours, len(ours) == len(rules)))
        return found

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that are marked."""
        stated = (one.attributes.get("sqref", "").split() for one, _, _ in self._formats)
        return tuple(area for areas in stated for area in areas)

    @property
    def is_one(self) -> bool:
        """Whether the marks are one rule on its own, or none: as they were put in."""
        return all(is_all for _, _, is_all in self._formats) and len(self._formats) <= 1

    @property
    def rest(self) -> bytes:
        """What follows the rows, the marks left out."""
        moved = [Splice(s.start - self._shift, s.end - self._shift, s.new) for s in self.without()]
        return b"".join(spliced(self._tail, moved))

    def without(self) -> list[Splice]:
        """Return the splices that take the marks out; rules beside them stay."""
        splices = []
        for one, ours, is_all in self._formats:
            start = one.start + self._shift
            inside = start - len(self._opening)
            places = [(r.start + inside, r.end + inside) for r in ours]
            for first, last in [(start, one.end + self._shift)] if is_all else places:
                splices.append(Splice(first, last, b""))
        return splices

    def new(self, areas: tuple[str, ...], number: int) -> Splice:
        """Return the splice that marks areas in the format of this number.

        The rule comes last in order: a colour that an officer's own rule gives a cell stays.
        """
        p = self._prefix
        priority = max((int(n) for n in _PRIORITY.findall(self.rest)), default=0) + 1
        rule = (
            b'<%scfRule type="expression" dxfId="%d" priority="%d"><%sformula>%s</%sformula>'
            b"</%scfRule>" % (p, number, priority, p, _spelt(), p, p)
        )
        whole = b'<%sconditionalFormatting sqref="%s">%s</%sconditionalFormatting>'
        children = outline(self._tail)[1:]
        before = [one.end for one in children if one.name in _BEFORE]
        place = max(before, default=len(self._opening)) + self._shift
        return Splice(place, place, whole % (p, " ".join(areas).encode(), rule, p))

    def _bytes(self, one: Element) -> bytes:
        return self._tail[one.start : one.end]

    def _is_mark(self, rule: bytes) -> bool:
        root = parsed(self._opening + rule + self._closing)
        found = root.findtext("{*}cfRule/{*}formula") or ""
        return "".join(found.split()) == "".join(MARK.split())


def _spelt() -> bytes:
    return markup(MARK).replace(b"&quot;", b'"')
