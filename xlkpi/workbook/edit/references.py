"""What in a workbook refers to a sheet, or to the table on it, by name."""

import re
from collections.abc import Iterator

from lxml import etree

from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.xml_bytes import markup
from xlkpi.workbook.parts import parsed

_TEXTS = ("t", "v", "is")
_FORMULAS = ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula")
_ELSEWHERE = ("docprops/", "[content_types]", "xl/sharedstrings", "customxml/", "_rels/")


def refers_to(plan: Plan, sheet: str, table: str | None, own: set[str]) -> str | None:
    """Return where something refers to a sheet or its table; None where nothing does.

    Args:
        plan: the workbook.
        sheet: the sheet's name.
        table: the name of its table; None without one.
        own: the parts that belong to the sheet, which may refer to it.
    """
    parts = plan.book.parts
    places = {one.part: name for name, one in parts.sheets.items()}
    number = list(parts.sheets).index(sheet)
    wanted = [name.casefold() for name in (sheet, table) if name]
    spelt = {markup(name).decode() for name in (*wanted, *(n.replace("'", "''") for n in wanted))}
    for part in parts.entries:
        if part in own or part in plan.gone or not part.endswith((".xml", ".vml")):
            continue
        if part.startswith(_ELSEWHERE):
            continue
        text = plan.book.read(part)[0].decode("utf-8", "replace").casefold()
        if not any(name in text for name in spelt):
            continue
        if _refers(parsed(plan.book.read(part)[0]), sheet, table, number):
            return places.get(part, "a name" if part == parts.main else part.rpartition("/")[2])
    return None


def _refers(root: etree._Element, sheet: str, table: str | None, number: int) -> bool:
    """Return whether anything in a part refers to the sheet or table."""
    quoted = re.escape(sheet.replace("'", "''"))
    on_sheet = re.compile(rf"(?:^|[^\w.\]]){quoted}'?!", re.IGNORECASE)
    in_table = re.compile(rf"(?<![\w.\\!]){re.escape(table or '')}(?![\w.(!])", re.IGNORECASE)
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "definedName" and element.get("localSheetId") == str(number):
            continue
        if name == "worksheetSource" and {sheet, table} & {
            element.get("sheet"),
            element.get("name"),
        } - {None}:
            return True
        texts = _spoken(element, name)
        if any(on_sheet.search(text) for text in texts):
            return True
        if table and name in _FORMULAS and in_table.search(element.text or ""):
            return True
    return False


def _spoken(element: etree._Element, name: str) -> Iterator[str]:
    """Yield what an element says, the texts of cells left out."""
    if name not in _TEXTS and element.text:
        yield element.text
    yield from (str(value) for value in element.attrib.values())
