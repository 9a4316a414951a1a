"""XML as bytes that are spliced, so that what is not named stays as it was."""

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape as escaped_markup

from xlkpi.errors import RefusalError

ATTRIBUTES = rb"(?:\s+[^\s=>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*"
_ATTRIBUTE = re.compile(rb"\s+([^\s=>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(rb"<([^\s/>]+)(" + ATTRIBUTES + rb")\s*(/?)>")
_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_PLAIN = {"utf-8", "ascii"}


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes from `start` to `end` of a part give way to `new`."""

    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: where it stands, its name as spelt, and whether it is an empty element."""

    start: int
    end: int
    name: bytes
    attributes: bytes
    is_empty: bool

    @property
    def prefix(self) -> bytes:
        """The namespace prefix with its colon, or nothing."""
        head, colon, _ = self.name.rpartition(b":")
        return head + colon

    def get(self, name: bytes) -> bytes | None:
        """Return the raw value of an attribute."""
        for found in _ATTRIBUTE.finditer(self.attributes):
            if found[1] == name:
                return found[2] if found[2] is not None else found[3]
        return None

    def with_attributes(self, *, is_empty: bool | None = None, **values: bytes | None) -> bytes:
        """Return the tag with attributes set, or dropped where the value is None."""
        attributes = self.attributes
        for name, value in values.items():
            spelt = name.encode()
            held = self.get(spelt) is not None
            new = b"" if value is None else b' %s="%s"' % (spelt, value)
            if held:
                attributes = _ATTRIBUTE.sub(
                    lambda m, s=spelt, n=new: n if m[1] == s else m[0],  # type: ignore[misc]
                    attributes,
                )
            else:
                attributes += new
        empty = self.is_empty if is_empty is None else is_empty
        return b"<%s%s%s>" % (self.name, attributes, b"/" if empty else b"")


def tag_at(xml: bytes, start: int) -> Tag:
    """Return the start tag that begins at `start`."""
    found = _TAG.match(xml, start)
    if found is None:
        message = "start tag"
        raise ValueError(message)
    return Tag(start, found.end(), found[1], found[2], bool(found[3]))


def end_of_element(xml: bytes, start: int, closing: int) -> int:
    """Return where an element ends that begins at `start`; its end tag, if any, at `closing`."""
    tag = tag_at(xml, start)
    return tag.end if tag.is_empty else xml.index(b">", closing) + 1


def spliced(xml: bytes, splices: Iterable[Splice]) -> list[memoryview]:
    """Return the pieces of a part after its splices, which may touch but not overlap."""
    whole, pieces, done = memoryview(xml), [], 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if splice.start < done:
            message = "overlapping splices"
            raise ValueError(message)
        pieces += [whole[done : splice.start], memoryview(splice.new)]
        done = splice.end
    return [*pieces, whole[done:]]


def masked(xml: bytes) -> bytes:
    """Return the part with comments and the like blanked out, every byte in its place."""
    if b"<!" not in xml and xml.find(b"<?", 5) < 0:
        return xml
    return _HIDDEN.sub(lambda found: b" " * len(found[0]), xml)


def as_utf8(xml: bytes) -> tuple[bytes, str]:
    """Return the part as UTF-8 with the encoding it had; a byte order mark stays a character."""
    encoding = _encoding(xml)
    if encoding in _PLAIN:
        return xml, encoding
    text = xml.decode(encoding)
    if text.encode(encoding) != xml:
        message = "encoding"
        raise ValueError(message)
    return text.encode(), encoding


def in_encoding(pieces: Sequence[memoryview], encoding: str) -> Sequence[memoryview]:
    """Return UTF-8 pieces in the encoding that the part had."""
    if encoding in _PLAIN - {"ascii"}:
        return pieces
    text = b"".join(pieces).decode()
    return [memoryview(text.encode(encoding, "xmlcharrefreplace"))]


def _encoding(xml: bytes) -> str:
    """Return the name of the encoding a part is in; UTF-16 may come without its mark."""
    if xml.startswith((codecs.BOM_UTF16_LE, b"<\x00")):
        return "utf-16-le"
    if xml.startswith((codecs.BOM_UTF16_BE, b"\x00<")):
        return "utf-16-be"
    declared = _DECLARED.match(xml.removeprefix(codecs.BOM_UTF8)[:200])
    return codecs.lookup(declared[1].decode() if declared else "utf-8").name


def markup(text: str) -> bytes:
    """Return text as the content of an element or attribute."""
    return escaped_markup(text, {'"': "&quot;"}).encode()


def escaped(text: str) -> str:
    """Return text as a cell's part holds it: what XML cannot hold is spelt `_xHHHH_`."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "this text holds half a character: type it again"
        raise RefusalError(message) from error
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return what a cell shows for the text in its part."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
