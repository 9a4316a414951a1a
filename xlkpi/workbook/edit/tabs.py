"""The tabs of a workbook, as its own part lists them."""

import re

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.outline import Element, elements_named
from xlkpi.workbook.edit.workbook_xml import TRUE
from xlkpi.workbook.edit.xml_bytes import Splice, escaped, markup, tag_at

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_KEPT_BY_EXCEL = "history"
_ID_ATTRIBUTE = re.compile(rb"\s([^\s=:]+:id)\s*=")
_NAMESPACE = re.compile(rb"\sxmlns(?::[^\s=]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
"""A prefix that a tag declares for itself alone, as some programs do on every tab."""


def refuse_name(name: str) -> None:
    """Refuse what Excel takes for no name of a sheet."""
    length = len(name.encode("utf-16-le", "replace")) // 2
    if not name.strip() or length > LONGEST_NAME:
        message = f"'{name}' has {length} characters: a sheet's name has 1 to {LONGEST_NAME}"
        raise WorkbookError(message)
    is_quoted = name.startswith("'") or name.endswith("'")
    if _FORBIDDEN.search(name) or is_quoted or name.casefold() == _KEPT_BY_EXCEL:
        message = f"'{name}' cannot name a sheet: leave out [ ] : * ? / \\ and quotes at its ends"
        raise WorkbookError(message)


def refuse_protected(xml: bytes) -> None:
    """Refuse to add or remove tabs where the workbook's structure is protected."""
    if any(
        one.attributes.get("lockStructure") in TRUE
        for one in elements_named(xml, "workbookProtection")
    ):
        message = "has a protected structure, so no sheet can come or go: unprotect the workbook"
        raise WorkbookError(message)


def with_tab(xml: bytes, name: str, ident: str) -> list[Splice]:
    """Return the splice that adds a tab behind the last one."""
    tabs = elements_named(xml, "sheet")
    number = max(int(one.attributes.get("sheetId", "0")) for one in tabs) + 1
    last = tag_at(xml, tabs[-1].start)
    reference = _ID_ATTRIBUTE.search(last.attributes)
    if reference is None:
        message = "sheet"
        raise ValueError(message)
    declared = b"".join(_NAMESPACE.findall(last.attributes))
    spelt = declared, markup(escaped(name)), number, reference[1], ident.encode()
    new = b'<%ssheet%s name="%s" sheetId="%d" %s="%s"/>' % (last.prefix, *spelt)
    return [Splice(tabs[-1].end, tabs[-1].end, new)]


def without_tab(xml: bytes, name: str) -> list[Splice]:
    """Return the splices that take a tab out, with its own names; later tabs move up by one."""
    tabs = elements_named(xml, "sheet")
    number = next(n for n, one in enumerate(tabs) if one.attributes.get("name") == name)
    splices = [Splice(tabs[number].start, tabs[number].end, b"")]
    splices += _without_names(xml, number)
    for view in elements_named(xml, "workbookView"):
        tag = tag_at(xml, view.start)
        new = tag
        if (active := _moved(view, "activeTab", number, len(tabs))) is not None:
            new = tag_at(new.with_attributes(activeTab=active), 0)
        if (first := _moved(view, "firstSheet", number, len(tabs))) is not None:
            new = tag_at(new.with_attributes(firstSheet=first), 0)
        if new is not tag:
            splices.append(Splice(tag.start, tag.end, new.with_attributes()))
    return splices


def _without_names(xml: bytes, number: int) -> list[Splice]:
    """Return the splices that drop the names of a tab and count the later tabs anew."""
    names = elements_named(xml, "definedName")
    own = [one for one in names if one.attributes.get("localSheetId") == str(number)]
    if own and len(own) == len(names):
        return [Splice(one.start, one.end, b"") for one in elements_named(xml, "definedNames")]
    splices = [Splice(one.start, one.end, b"") for one in own]
    for one in names:
        place = int(one.attributes.get("localSheetId", "0"))
        if place > number:
            tag = tag_at(xml, one.start)
            new = tag.with_attributes(localSheetId=b"%d" % (place - 1))
            splices.append(Splice(tag.start, tag.end, new))
    return splices


def _moved(view: Element, key: str, gone: int, count: int) -> bytes | None:
    """Return the new number of the tab that a view names; None where it stays."""
    place = int(view.attributes.get(key, "0"))
    is_behind = place > gone or (place == gone == count - 1)
    return b"%d" % (place - 1) if is_behind and place else None
