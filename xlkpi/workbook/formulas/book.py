"""A workbook as formulas see it: its sheets, tables and names, read as they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from xlkpi.errors import RefusalError
from xlkpi.workbook.edit.styles import Styles
from xlkpi.workbook.edit.workbook_xml import TRUE, is_1904, is_calculated_by_hand
from xlkpi.workbook.edit.xml_bytes import as_utf8, unescaped
from xlkpi.workbook.formulas.sheet_cells import SheetCells, read_sheet
from xlkpi.workbook.formulas.table import Table, read_table
from xlkpi.workbook.package import DAMAGED, Package, damaged, opened
from xlkpi.workbook.parts import Parts, parsed

_FORMULA_MARKS = (b"<f>", b"<f ", b"<f/>", b":f>", b":f ", b":f/>")
_FUNCTION = b"kpi"
MARGIN = 8
"""How far below the last used cell a whole column is read: no rule looks back over more gaps."""


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name: what it stands for, without an equals sign."""

    name: str
    text: str


class FormulaBook:
    """A workbook that is read for its formulas; a WorkbookError says why it cannot be."""

    def __init__(self, path: Path) -> None:
        """Read the parts that say what there is; sheets are read when they are needed."""
        self.path = path
        Package(path)
        with opened(path) as package:
            try:
                self._read(Parts(package))
            except DAMAGED as error:
                raise damaged(path) from error

    def _read(self, parts: Parts) -> None:
        main = parts.read(parts.main)
        self.is_1904, self.is_by_hand = is_1904(main), is_calculated_by_hand(main)
        root = parsed(main)
        calculation = root.find("{*}calcPr")
        self.is_due = calculation is not None and calculation.get("fullCalcOnLoad") in TRUE
        """Whether Excel is to calculate it when it opens, so that results may be old."""
        self._sheet_xml = {
            name: as_utf8(parts.read(one.part))[0]
            for name, one in parts.sheets.items()
            if one.kind == "worksheet"
        }
        self.tabs = tuple(parts.sheets)
        self._canonical = {name.casefold(): name for name in self.tabs}
        styles, strings = (parts.referred(parts.main, k) for k in ("styles", "sharedStrings"))
        self._styles = Styles(parts.read(styles[0]) if styles else None)
        has_strings = bool(strings) and parts.has(strings[0])
        self._strings = _strings(parts.read(strings[0])) if has_strings else []
        self.tables: dict[str, Table] = {}
        for name, one in parts.sheets.items():
            for part in parts.referred(one.part, "table"):
                table = read_table(name, parsed(parts.read(part)))
                self.tables[table.name.casefold()] = table
        self._names = {
            (_scope(one, self.tabs), str(one.get("name")).casefold()): DefinedName(
                str(one.get("name")), (one.text or "").strip()
            )
            for one in root.iterfind("{*}definedNames/{*}definedName")
        }
        self._sheets: dict[str, SheetCells] = {}

    @property
    def may_call(self) -> bool:
        """Whether any sheet could hold a KPI function."""
        return any(_FUNCTION in xml.lower() for xml in self._sheet_xml.values())

    @cached_property
    def with_formulas(self) -> Mapping[str, SheetCells]:
        """The sheets that hold formulas, in the order of their tabs."""
        return {
            name: self.sheet(name)
            for name, xml in self._sheet_xml.items()
            if any(mark in xml for mark in _FORMULA_MARKS)
        }

    def sheet_name(self, written: str) -> str | None:
        """Return the name of the sheet that is meant, in any case; None where there is none."""
        return self._canonical.get(written.casefold())

    def sheet(self, name: str) -> SheetCells:
        """Return the cells of a sheet by its exact name."""
        if name not in self._sheets:
            xml = self._sheet_xml.get(name)
            if xml is None:
                message = f"'{name}' is no worksheet: it has no cells"
                raise RefusalError(message)
            try:
                self._sheets[name] = read_sheet(
                    name, xml, self._strings, self._styles, is_1904=self.is_1904
                )
            except DAMAGED as error:
                raise damaged(self.path) from error
        return self._sheets[name]

    @cached_property
    def extent(self) -> tuple[int, int]:
        """How far down and to the right whole columns and rows are read, alike in every sheet."""
        lasts = [self.sheet(name).last for name in self._sheet_xml]
        return (
            max((row for row, _ in lasts), default=0) + MARGIN,
            max((column for _, column in lasts), default=0) + MARGIN,
        )

    def defined_name(self, name: str, sheet: str | None) -> DefinedName | None:
        """Return a defined name as it is seen from a sheet: the sheet's own one comes first."""
        folded = name.casefold()
        return self._names.get((sheet, folded)) or self._names.get((None, folded))


def _scope(name: etree._Element, tabs: tuple[str, ...]) -> str | None:
    """Return the sheet that a name belongs to; None for the whole workbook."""
    number = name.get("localSheetId")
    return None if number is None else tabs[int(number)]


def _strings(xml: bytes) -> list[str]:
    """Return the shared strings, phonetic hints left out."""
    found = []
    for item in parsed(xml).iterfind("{*}si"):
        texts = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
        text = "".join(one.text or "" for one in texts)
        found.append(unescaped(text) if "_x" in text else text)
    return found
