"""How a workbook counts days and when it is calculated."""

from xlkpi.workbook.edit.outline import outline
from xlkpi.workbook.edit.xml_bytes import Splice, tag_at
from xlkpi.workbook.parts import parsed

_BEFORE_CALCULATION = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)
TRUE = ("1", "true")


def is_1904(xml: bytes) -> bool:
    """Return whether the workbook counts its days from 1904."""
    found = parsed(xml).find("{*}workbookPr")
    return found is not None and found.get("date1904") in TRUE


def is_calculated_by_hand(xml: bytes) -> bool:
    """Return whether the workbook is calculated only when somebody asks for it."""
    found = parsed(xml).find("{*}calcPr")
    return found is not None and found.get("calcMode") == "manual"


def calculated_on_opening(xml: bytes) -> list[Splice]:
    """Return the splice that has the workbook calculated when it is opened next."""
    root, *children = outline(xml)
    for one in children:
        if one.name == "calcPr":
            if one.attributes.get("fullCalcOnLoad") in TRUE:
                return []
            tag = tag_at(xml, one.start)
            return [Splice(tag.start, tag.end, tag.with_attributes(fullCalcOnLoad=b"1"))]
    before = [one.end for one in children if one.name in _BEFORE_CALCULATION]
    prefix = tag_at(xml, root.start).prefix
    place = max(before, default=root.end)
    return [Splice(place, place, b'<%scalcPr fullCalcOnLoad="1"/>' % prefix)]
