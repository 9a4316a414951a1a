"""The lists that hold a package together: content types, and what a part refers to."""

import re
from collections.abc import Callable

from xlkpi.workbook.edit.outline import Element, outline
from xlkpi.workbook.edit.xml_bytes import Splice, markup, tag_at
from xlkpi.workbook.parts import canonical

CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_IDENT = re.compile(r"rId(\d+)")


def without_relationship(xml: bytes, kind: str) -> list[Splice]:
    """Return the splices that take out every relationship of a kind."""
    return _without(xml, lambda one: one.attributes.get("Type", "").endswith(f"/{kind}"))


def without_ident(xml: bytes, ident: str) -> list[Splice]:
    """Return the splices that take out the relationship of an identifier."""
    return _without(xml, lambda one: one.attributes.get("Id") == ident)


def without_override(xml: bytes, part: str) -> list[Splice]:
    """Return the splices that take a part out of the list of content types."""
    return _without(xml, lambda one: canonical(one.attributes.get("PartName", "")) == part)


def with_override(xml: bytes, entry: str, content_type: str) -> list[Splice]:
    """Return the splice that gives an entry its content type."""
    return _with(xml, b"Override", PartName=f"/{entry}", ContentType=content_type)


def with_relationship(xml: bytes, ident: str, kind: str, target: str) -> list[Splice]:
    """Return the splice that adds a relationship; `kind` is its whole type."""
    return _with(xml, b"Relationship", Id=ident, Type=kind, Target=target)


def relationship_list(kind: str, target: str) -> bytes:
    """Return the list of a part that refers to one other."""
    spelt = _PACKAGE_RELATIONS, markup(kind), markup(target)
    return (
        b'<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s" Target="%s"/>'
        b"</Relationships>" % spelt
    )


def free_ident(xml: bytes) -> str:
    """Return an identifier that no relationship has."""
    found = (_IDENT.fullmatch(one.attributes.get("Id", "")) for one in outline(xml)[1:])
    return f"rId{max((int(one[1]) for one in found if one), default=0) + 1}"


def _without(xml: bytes, is_meant: Callable[[Element], bool]) -> list[Splice]:
    _, *children = outline(xml)
    return [Splice(one.start, one.end, b"") for one in children if is_meant(one)]


def _with(xml: bytes, name: bytes, **attributes: str) -> list[Splice]:
    """Return the splice that adds an element behind the last one."""
    root, *children = outline(xml)
    place = children[-1].end if children else root.end
    spelt = b"".join(b' %s="%s"' % (key.encode(), markup(v)) for key, v in attributes.items())
    return [Splice(place, place, b"<%s%s%s/>" % (tag_at(xml, root.start).prefix, name, spelt))]
