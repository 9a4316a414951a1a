"""Workbooks that mean harm, each small on disk; and sound ones spoilt by chance.

`HOSTILE` and `STRANGERS` give the bytes of a file by its name, made from the bytes of a sound one.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.making.rich import SHEET, WHEN, Parts, packed

Change = Callable[[Parts], object]
Spoilt = Callable[[bytes], bytes]
MEBIBYTE = 2**20
STRINGS, STYLES, WORKBOOK = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(change: Change) -> Spoilt:
    """Return what makes a file whose parts were changed."""

    def spoil(content: bytes) -> bytes:
        parts = unpacked(content)
        change(parts)
        return packed(parts)

    return spoil


def with_cells(cells: bytes) -> Change:
    """Return the change that adds cells below the others."""

    def change(parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")

    return change


def padded(name: str, size: int, filler: bytes = b" ") -> Change:
    """Return the change that adds bytes to the end of a part."""

    def change(parts: Parts) -> None:
        parts[name] += filler * (size // len(filler))

    return change


def many_cells(parts: Parts) -> None:
    row = b"".join(b'<c r="%c%%d"/>' % letter for letter in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = (b'<row r="%d">%s</row>' % (n, row.replace(b"%d", b"%d" % n)) for n in range(50, 90_000))
    with_cells(b"".join(rows))(parts)


def many_formats(parts: Parts) -> None:
    parts[STYLES] = parts[STYLES].replace(b"</cellXfs>", b"<xf/>" * 2_000_000 + b"</cellXfs>")


def laughing(name: str, root: bytes) -> Change:
    """Return the change by which a part names entities made of entities."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<!DOCTYPE x [<!ENTITY l0 "ha">%s]>' % laughs

    def change(parts: Parts) -> None:
        parts[name] = parts[name].replace(b"<" + root, head + b"<" + root, 1)

    return change


def external_entity(parts: Parts) -> None:
    head = b'<!DOCTYPE sst [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    parts[STRINGS] = (
        parts[STRINGS].replace(b"<sst", head + b"<sst").replace(b"KPI 1<", b"&secret;<", 1)
    )


def counted(count: bytes) -> Change:
    """Return the change by which the shared strings tell how many they are."""

    def change(parts: Parts) -> None:
        start = parts[STRINGS].index(b"<sst")
        end = parts[STRINGS].index(b">", start)
        root = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        parts[STRINGS] = parts[STRINGS][:start] + root + count + parts[STRINGS][end:]

    return change


def without(name: str) -> Change:
    """Return the change that leaves a part out."""
    return lambda parts: parts.pop(name)


def sheet_twice(parts: Parts) -> None:
    parts[WORKBOOK] = parts[WORKBOOK].replace(b'"My other sheet"', b'"SHEET"')


def lying(content: bytes, size: int) -> bytes:
    """Return the file with another size told of its first sheet, and the check sum to match."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        info = package.getinfo(SHEET)
        told = zlib.crc32(package.read(SHEET)[:size])
    name = SHEET.encode()
    spoilt = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = info.header_offset if mark == b"PK\x03\x04" else spoilt.rindex(name) - 46
        struct.pack_into("<I", spoilt, start + place, told)
        struct.pack_into("<I", spoilt, start + place + 8, size)
    return bytes(spoilt)


def overlapping(content: bytes) -> bytes:
    """Return the file with the entry of one sheet beginning where the other's does."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first = package.getinfo(SHEET).header_offset
    spoilt = bytearray(content)
    start = spoilt.rindex(b"xl/worksheets/sheet2.xml") - 46
    struct.pack_into("<I", spoilt, start + 42, first)
    return bytes(spoilt)


def encrypted_entry(content: bytes) -> bytes:
    """Return the file with its first sheet marked as encrypted."""
    spoilt = bytearray(content)
    spoilt[spoilt.rindex(SHEET.encode()) - 46 + 8] |= 1
    return bytes(spoilt)


def with_entry(name: str, entry: bytes = b"") -> Spoilt:
    """Return what adds an entry to the file, under a name that may be there."""

    def spoil(content: bytes) -> bytes:
        file = io.BytesIO(content)
        with zipfile.ZipFile(file, "a") as package:
            package.writestr(zipfile.ZipInfo(name, WHEN), entry)
        return file.getvalue()

    return spoil


def many_entries(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as package:
        for number in range(6_000):
            package.writestr(zipfile.ZipInfo(f"x/{number}", WHEN), b"")
    return file.getvalue()


def retyped(kind: bytes) -> Change:
    """Return the change by which the main part says it is of another kind."""

    def change(parts: Parts) -> None:
        types = parts["[Content_Types].xml"]
        old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        parts["[Content_Types].xml"] = types.replace(old, kind)

    return change


_CORNER = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_SPAN = "its cells span 1,048,576 rows by 16,384 columns"
_TYPE = "declares a document type"
_LOST = "is missing from the file"

HOSTILE: dict[str, tuple[Spoilt, str]] = {
    "corner cell": (changed(with_cells(_CORNER)), _SPAN),
    "corner in row 20": (
        changed(with_cells(b'<row r="20"><c r="XFD1048576"><v>1</v></c></row>')),
        _SPAN,
    ),
    "corner, other quotes": (changed(with_cells(_CORNER.replace(b'"', b"'"))), _SPAN),
    "corner, second reference": (
        changed(with_cells(_CORNER.replace(b'<c r="', b'<c r="A30" r="'))),
        "cannot be read",
    ),
    "many strings told": (changed(counted(b' uniqueCount="99999999999"')), ""),
    "many strings told oddly": (
        changed(counted(b" z='>' uniqueCount='99999999999'")),
        "needs more memory",
    ),
    "millions of cells": (changed(many_cells), ""),
    "millions of formats": (changed(many_formats), "cell formats"),
    "sheet of blanks": (changed(padded(SHEET, 60 * MEBIBYTE)), "times its size"),
    "strings of blanks": (changed(padded(STRINGS, 60 * MEBIBYTE)), "times its size"),
    "large part": (changed(padded(SHEET, 151 * MEBIBYTE)), "unpacks to 151 MiB"),
    "laughs in strings": (changed(laughing(STRINGS, b"sst")), _TYPE),
    "laughs in a sheet": (changed(laughing(SHEET, b"worksheet")), _TYPE),
    "laughs in the workbook": (changed(laughing(WORKBOOK, b"workbook")), _TYPE),
    "external entity": (changed(external_entity), _TYPE),
    "sheet missing": (changed(without("xl/worksheets/sheet2.xml")), _LOST),
    "strings missing": (changed(without(STRINGS)), "is damaged"),
    "workbook missing": (changed(without(WORKBOOK)), "is damaged"),
    "types missing": (changed(without("[Content_Types].xml")), "is damaged"),
    "relationships missing": (changed(without("xl/_rels/workbook.xml.rels")), "is damaged"),
    "two sheets of one name": (changed(sheet_twice), "is damaged"),
    "size told too small": (lambda content: lying(content, 400), "cannot be read|is damaged"),
    "size told too large": (lambda content: lying(content, 10**8), "unpacks|is damaged"),
    "overlapping entries": (overlapping, "is damaged"),
    "encrypted entry": (encrypted_entry, "is encrypted"),
    "two parts of one name": (with_entry("XL/Workbook.xml"), "two parts of one name"),
    "part outside": (with_entry("../../outside.xml"), "outside the workbook"),
    "thousands of parts": (many_entries, "in 6,0"),
    "Word document": (
        changed(retyped(b"application/vnd.openxmlformats-officedocument.wordprocessingml.x")),
        "is a Word document",
    ),
    "binary workbook": (
        changed(retyped(b"application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
        "is a binary workbook",
    ),
    "password": (
        lambda _: OLE + "EncryptedPackage".encode("utf-16-le") * 4,
        "protected by a password",
    ),
    "old .xls": (lambda _: OLE * 64, "is an old .xls"),
    "text": (lambda _: b"KPI,Value\nA,1\n", "is not an Excel workbook"),
    "empty": (lambda _: b"", "is not an Excel workbook"),
    "half a file": (lambda content: content[: len(content) // 2], "only a part of one"),
}
"""What is done to a sound file, with a pattern of what is said of it; blank when it is read."""


def truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def part_spoilt(
    content: bytes, chance: random.Random, spoil: Callable[[bytes, random.Random], bytes]
) -> bytes:
    """Return the file with one of its XML parts spoilt, in a sound archive."""
    parts = unpacked(content)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = spoil(parts[name], chance)
    return packed(parts)


def bad_attribute(xml: bytes, chance: random.Random) -> bytes:
    """Return the XML with another value in one of its attributes."""
    values = [b"-1", b"x", b"", b"99999999999", b"A1:", b"&", b"<", b"XFD1048576", b"e", b"s"]
    starts = [place + 2 for place in range(len(xml) - 2) if xml[place : place + 2] == b'="']
    if not starts:
        return xml
    start = chance.choice(starts)
    return xml[:start] + chance.choice(values) + xml[xml.find(b'"', start) :]


def bad_text(xml: bytes, chance: random.Random) -> bytes:
    """Return the XML with something else between two of its tags."""
    texts = [b"NaN", b"-1", b"1e999", b"&amp;", b"&bad;", b"]]>", b"\0", b"<c/>", b"99999999999"]
    places = [place + 1 for place, byte in enumerate(xml) if byte == ord(">")]
    place = chance.choice(places) if places else 0
    return xml[:place] + chance.choice(texts) + xml[place:]


def part_missing(content: bytes, chance: random.Random) -> bytes:
    parts = unpacked(content)
    del parts[chance.choice(list(parts))]
    return packed(parts)


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "truncated": truncated,
    "flipped": flipped,
    "part truncated": lambda content, chance: part_spoilt(content, chance, truncated),
    "part flipped": lambda content, chance: part_spoilt(content, chance, flipped),
    "bad attribute": lambda content, chance: part_spoilt(content, chance, bad_attribute),
    "bad text": lambda content, chance: part_spoilt(content, chance, bad_text),
    "part missing": part_missing,
}
"""What chance does to a sound file."""
