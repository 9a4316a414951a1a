"""New parts of a package, and what the package says of them."""

import posixpath

from xlkpi.workbook.edit.look import empty_styles
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
from xlkpi.workbook.parts import canonical, relationships_part

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def namespaces(plan: Plan) -> tuple[str, str]:
    """Return the namespace of the workbook's elements and that of its relationships."""
    listed = outline(plan.text(relationships_part(plan.book.parts.main)))
    if any(one.attributes.get("Type", "").startswith(STRICT) for one in listed):
        return _STRICT_MAIN, _STRICT_RELATIONS
    return _MAIN, _RELATIONS


def free_entry(plan: Plan, stem: str) -> str:
    """Return the name of an entry that the package lacks, such as `xl/tables/table4.xml`."""
    parts, number = plan.book.parts, 1
    folder = posixpath.dirname(parts.entries[parts.main].replace("\\", "/"))
    while True:
        entry = posixpath.join(folder, f"{stem}{number}.xml")
        if not parts.has(entry) and canonical(entry) not in plan.fresh:
            return entry
        number += 1


def attach(plan: Plan, entry: str, content: bytes, kind: str) -> str:
    """Add a part that the workbook refers to; returns the identifier of the relationship."""
    main = plan.book.parts.main
    folder = posixpath.dirname(plan.book.parts.entries[main].replace("\\", "/"))
    listed = relationships_part(main)
    ident = free_ident(plan.text(listed))
    whole = f"{namespaces(plan)[1]}/{kind}"
    target = posixpath.relpath(entry, folder or ".")
    add_part(plan, entry, content, kind)
    plan.change(listed, with_relationship(plan.text(listed), ident, whole, target))
    return ident


def add_part(plan: Plan, entry: str, content: bytes, kind: str) -> None:
    """Add a part with its content type."""
    plan.texts[canonical(entry)] = content
    plan.fresh[canonical(entry)] = entry
    content_type = f"{TYPE}.{kind}+xml"
    plan.change(CONTENT_TYPES, with_override(plan.text(CONTENT_TYPES), entry, content_type))


def detach(plan: Plan, part: str) -> None:
    """Take a part out, with the list of what it refers to and what the package says of it."""
    for name in (part, relationships_part(part)):
        plan.gone.add(name)
        types = plan.text(CONTENT_TYPES)
        plan.change(CONTENT_TYPES, without_override(types, name))


def styles_part(plan: Plan) -> str:
    """Return the part that holds the formats, which is added where there is none."""
    parts = plan.book.parts
    for part in (*parts.referred(parts.main, "styles"), *plan.fresh):
        if part.endswith("styles.xml") if part in plan.fresh else parts.has(part):
            return part
    entry = free_entry(plan, "styles").replace("styles1.xml", "styles.xml")
    namespace, _ = namespaces(plan)
    attach(plan, entry, empty_styles(namespace.encode()), "styles")
    return canonical(entry)


def without_empty_styles(plan: Plan, part: str) -> None:
    """Take out formats that hold nothing but what `styles_part` begins with."""
    namespace, _ = namespaces(plan)
    if plan.text(part) != empty_styles(namespace.encode()):
        return
    detach(plan, part)
    drop_relationship(plan, part)


def drop_relationship(plan: Plan, part: str) -> None:
    """Take out the workbook's relationship to a part."""
    parts = plan.book.parts
    listed = relationships_part(parts.main)
    for one in parts.relationships(parts.main):
        if one.part == part and not one.is_external:
            plan.change(listed, without_ident(plan.text(listed), one.ident))
