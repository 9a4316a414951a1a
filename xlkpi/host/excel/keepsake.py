"""What binding changed in a package, kept inside it so that unbinding gives all of it back.

It is a custom XML part, which Excel carries along: for each part that was changed, the bytes it had
and the fingerprint of what was put in its place.
"""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.safe_save import sha256
from xlkpi.workbook.edit.xml_bytes import markup
from xlkpi.workbook.parts import Parts, parsed

NAMESPACE = "urn:xlkpi:bound"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_NAMESPACE = b"http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_IDENT = b"{6B5E0F1C-2D0B-5C56-9A5B-0D7C5B1B7A11}"
_MOST_BYTES = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Kept:
    """A part that binding changed or added."""

    before: bytes | None
    """What it held; None for a part that binding added."""
    after: str
    """The fingerprint of what binding put there."""


@dataclass(frozen=True, slots=True)
class Keepsake:
    """What binding changed."""

    ending: str
    """The file's ending before it was bound, such as `.xlsx`."""
    parts: Mapping[str, Kept] = field(default_factory=dict)
    """By the entry's own name."""

    def as_xml(self) -> bytes:
        """Return the part that holds it."""
        listed = b"".join(
            b'<part name="%s" after="%s"%s' % (markup(name), kept.after.encode(), _content(kept))
            for name, kept in self.parts.items()
        )
        spelt = NAMESPACE.encode(), self.ending.encode(), listed
        return (
            b'<?xml version="1.0" encoding="UTF-8"?>\n<bound xmlns="%s" was="%s">%s</bound>' % spelt
        )

    @classmethod
    def of_xml(cls, xml: bytes) -> Self:
        """Return what a part holds; a WorkbookError says that it is not as binding wrote it."""
        root = parsed(xml)
        try:
            parts = {
                str(one.attrib["name"]): Kept(_bytes(one.text), str(one.attrib["after"]))
                for one in root.iterfind("{*}part")
            }
            return cls(str(root.attrib["was"]), parts)
        except (KeyError, ValueError, zlib.error) as error:
            message = "what xlkpi kept to unbind it was changed: take the unbound file from backup"
            raise WorkbookError(message) from error


def keepsake_part(parts: Parts) -> str | None:
    """Return the part of a package in which binding kept what it changed; None when unbound."""
    own = f"{{{NAMESPACE}}}bound"
    for name in parts.referred(parts.main, "customXml"):
        if parts.has(name) and NAMESPACE.encode() in parts.read(name):
            return name if parsed(parts.read(name)).tag == own else None
    return None


def properties() -> bytes:
    """Return the part that names the keepsake among the custom XML of a workbook."""
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        b'<ds:datastoreItem ds:itemID="%s" xmlns:ds="%s"><ds:schemaRefs>'
        b'<ds:schemaRef ds:uri="%s"/></ds:schemaRefs></ds:datastoreItem>'
        % (_IDENT, _PROPERTIES_NAMESPACE, NAMESPACE.encode())
    )


def is_as_bound(kept: Kept, now: bytes | None) -> bool:
    """Return whether a part still holds what binding put there."""
    return now is not None and sha256(now) == kept.after


def _content(kept: Kept) -> bytes:
    if kept.before is None:
        return b"/>"
    return b">%s</part>" % base64.b64encode(zlib.compress(kept.before, 9))


def _bytes(text: str | None) -> bytes | None:
    if text is None:
        return None
    opener = zlib.decompressobj()
    content = opener.decompress(base64.b64decode(text, validate=False), _MOST_BYTES)
    if opener.unconsumed_tail:
        message = "kept part"
        raise ValueError(message)
    return content
