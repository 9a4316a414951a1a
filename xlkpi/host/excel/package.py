"""The parts that make a workbook macro-enabled: its content type, VBA project and ribbon."""

import posixpath
import re
from collections.abc import Mapping
from html import unescape

from xlkpi.host.excel.ribbon import NAMESPACE
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.new_part import namespaces
from xlkpi.workbook.edit.outline import outline
from xlkpi.workbook.edit.package_xml import (
    CONTENT_TYPES,
    free_ident,
    with_override,
    with_relationship,
    without_ident,
    without_override,
)
from xlkpi.workbook.edit.plan import Plan
from xlkpi.workbook.edit.xml_bytes import Splice, markup, tag_at
from xlkpi.workbook.parts import canonical, parsed, relationships_part

VBA_TYPE = "application/vnd.ms-office.vbaProject"
VBA_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MACRO_TYPES = {
    f"{_SPREADSHEET}.sheet.main+xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    f"{_SPREADSHEET}.template.main+xml": "application/vnd.ms-excel.template.macroEnabled.main+xml",
}
"""Content type of a workbook without macros to that of one with them."""
_HEAD = 2**14
"""More than stands before a sheet's properties."""
_HIDDEN = re.compile(r"<!--.*?-->", re.DOTALL)
_NAMED = re.compile(r"<(?:\w+:)?sheetPr\b[^>]*\bcodeName\s*=\s*[\"']([^\"']+)[\"']")
_WITH_CODE = ("worksheet", "chartsheet")
ENDINGS = {".xlsx": ".xlsm", ".xltx": ".xltm"}
"""The ending of a workbook without macros to that of one with them."""
EMPTY_LIST = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def set_main_type(plan: Plan, types: Mapping[str, str]) -> None:
    """Give the workbook's own part the content type that `types` has for the one it has."""
    xml, parts = plan.text(CONTENT_TYPES), plan.book.parts
    listed = outline(xml)[1:]
    for one in listed:
        if canonical(one.attributes.get("PartName", "")) == parts.main:
            if new := types.get(one.attributes.get("ContentType", "")):
                tag = tag_at(xml, one.start)
                spelt = tag.with_attributes(ContentType=new.encode())
                plan.change(CONTENT_TYPES, [Splice(tag.start, tag.end, spelt)])
            return
    ending = parts.main.rpartition(".")[2]
    for one in listed:
        if one.attributes.get("Extension", "").casefold() == ending:
            if new := types.get(one.attributes.get("ContentType", "")):
                declare(plan, parts.entries[parts.main], new)
            return


def vba_part(plan: Plan) -> str | None:
    """Return the part that holds the VBA project; None without one."""
    parts = plan.book.parts
    return next((one for one in parts.referred(parts.main, "vbaProject") if parts.has(one)), None)


def is_signed_beside(plan: Plan, part: str) -> bool:
    """Return whether the package keeps a signature beside its VBA project."""
    found = plan.book.parts.relationships(part)
    return any(one.kind.startswith("vbaProjectSignature") for one in found)


def ribbon_part(plan: Plan) -> str | None:
    """Return the part of the ribbon that Excel shows; None without one."""
    parts = plan.book.parts
    found = [one for one in parts.referred("", "extensibility") if parts.has(one)]
    newer = [one for one in found if NAMESPACE in plan.book.read(one)[0]]
    return next(iter(newer or found), None)


def code_names(plan: Plan) -> tuple[str, list[str]]:
    """Return the code name of the workbook, and those of the sheets that have one."""
    book = plan.book
    properties = parsed(book.parts.read(book.parts.main)).find("{*}workbookPr")
    held = properties.get("codeName") if properties is not None else None
    sheets = [one.part for one in book.parts.sheets.values() if one.kind in _WITH_CODE]
    named = [_NAMED.search(_HIDDEN.sub("", _head(book, part))) for part in sheets]
    return str(held or "ThisWorkbook"), [unescape(found[1]) for found in named if found]


def _head(book: OpenBook, part: str) -> str:
    """Return how a sheet's part begins, without unpacking the rest."""
    with book.package.open(book.parts.entries[part]) as file:
        head = file.read(_HEAD)
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if is_wide else "utf-8", "ignore")


def set_code_name(plan: Plan, name: str) -> None:
    """Say the workbook's code name in its own part, where it has none."""
    main = plan.book.parts.main
    xml = plan.text(main)
    root, *children = outline(xml)
    found = next((one for one in children if one.name == "workbookPr"), None)
    if found is None:
        before = [one.end for one in children if one.name in ("fileVersion", "fileSharing")]
        place, prefix = max(before, default=root.end), tag_at(xml, root.start).prefix
        new = b'<%sworkbookPr codeName="%s"/>' % (prefix, markup(name))
        plan.change(main, [Splice(place, place, new)])
    elif not found.attributes.get("codeName"):
        tag = tag_at(xml, found.start)
        spelt = tag.with_attributes(codeName=markup(name))
        plan.change(main, [Splice(tag.start, tag.end, spelt)])


def free_name(plan: Plan, folder: str, stem: str, ending: str) -> str:
    """Return the name of an entry that the package lacks, such as `customXml/item2.xml`."""
    number = 1
    while True:
        entry = posixpath.join(folder, f"{stem}{number if number > 1 else ''}{ending}")
        if not plan.book.parts.has(entry) and canonical(entry) not in plan.fresh:
            return entry
        number += 1


def relate(plan: Plan, source: str, kind: str, entry: str) -> None:
    """Have a part, or with "" the package, refer to an entry."""
    listed = relationships_part(source)
    if not plan.book.parts.has(listed) and listed not in plan.fresh:
        plan.texts[listed], plan.fresh[listed] = EMPTY_LIST, listed
    folder = posixpath.dirname(plan.book.parts.entries.get(source, source))
    target = posixpath.relpath(entry, folder or ".")
    ident = free_ident(plan.text(listed))
    plan.change(listed, with_relationship(plan.text(listed), ident, kind, target))


def unrelate(plan: Plan, source: str, part: str) -> None:
    """Take out what refers from a part to another one."""
    listed = relationships_part(source)
    for one in plan.book.parts.relationships(source):
        if one.part == part and not one.is_external:
            plan.change(listed, without_ident(plan.text(listed), one.ident))


def declare(plan: Plan, entry: str, content_type: str) -> None:
    """Give a new entry its content type."""
    plan.change(CONTENT_TYPES, with_override(plan.text(CONTENT_TYPES), entry, content_type))


def drop(plan: Plan, part: str) -> None:
    """Take a part out, with the list of what it refers to and its content type."""
    for name in (part, relationships_part(part)):
        plan.gone.add(name)
        plan.change(CONTENT_TYPES, without_override(plan.text(CONTENT_TYPES), name))


def custom_xml_relation(plan: Plan, kind: str) -> str:
    """Return the whole type of a relationship to custom XML or its properties."""
    return f"{namespaces(plan)[1]}/{kind}"
