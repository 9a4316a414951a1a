"""A small VBA project, such as a macro-enabled workbook holds, for buttons to refer to."""

import struct

SECTOR, PIECE, LARGE = 512, 64, 4096
"""Streams that are not large lie in pieces of one that is."""
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STORAGE, STREAM = 5, 1, 2


def project(module: str, macros: list[str]) -> bytes:
    """Return a vbaProject.bin with one module of empty macros."""
    source = f'Attribute VB_Name = "{module}"\r\n'
    source += "".join(f"Sub {macro}()\r\nEnd Sub\r\n" for macro in macros)
    listing = f'ID="{{00000000-0000-0000-0000-000000000000}}"\r\nModule={module}\r\n'
    listing += 'Name="VBAProject"\r\nHelpContextID="0"\r\n\r\n[Host Extender Info]\r\n'
    return _compound({
        "dir": _compressed(_directory(module)),
        module: _compressed(source.encode("cp1252")),
        "_VBA_PROJECT": b"\xcc\x61\xff\xff\x00\x00\x00",
        "PROJECT": listing.encode("cp1252"),
    })  # fmt: skip


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _directory(module: str) -> bytes:
    word, name, wide = struct.Struct("<H").pack, module.encode("cp1252"), module.encode("utf-16-le")
    long = struct.Struct("<I").pack
    return b"".join((
        _record(0x01, long(1)), _record(0x02, long(0x409)), _record(0x14, long(0x409)),
        _record(0x03, word(1252)), _record(0x04, b"VBAProject"), _record(0x05), _record(0x40),
        _record(0x06), _record(0x3D), _record(0x07, long(0)), _record(0x08, long(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1), _record(0x0C), _record(0x3C),
        _record(0x0F, word(1)), _record(0x13, word(0xFFFF)),
        _record(0x19, name), _record(0x47, wide), _record(0x1A, name), _record(0x32, wide),
        _record(0x1C), _record(0x48), _record(0x31, long(0)), _record(0x1E, long(0)),
        _record(0x2C, word(0xFFFF)), _record(0x21), _record(0x2B), _record(0x10),
    ))  # fmt: skip


def _compressed(content: bytes) -> bytes:
    """Return one chunk of literals, which is what little needs."""
    assert len(content) < 3600
    groups = (content[n : n + 8] for n in range(0, len(content), 8))
    chunk = b"".join(b"\x00" + group for group in groups)
    return b"\x01" + struct.pack("<H", 0xB000 | (len(chunk) + 2 - 3)) + chunk


def _compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file: the first three streams in the storage VBA, the last beside it."""
    module = list(streams)[1]
    small, first = b"", {}
    chains: list[int] = []
    for name, content in streams.items():
        first[name] = start = len(chains)
        count = -(-len(content) // PIECE)
        chains += [*range(start + 1, start + count), END]
        small += content.ljust(count * PIECE, b"\x00")
    large = range(4, 4 + -(-len(small) // SECTOR))
    table = [FAT, 2, END, END, *(n + 1 for n in large[:-1]), END]
    entries = [
        _entry("Root Entry", ROOT, child=1, start=large[0], size=len(small)),
        _entry("VBA", STORAGE, right=2, child=3),
        _entry("PROJECT", STREAM, start=first["PROJECT"], size=len(streams["PROJECT"])),
        _entry(module, STREAM, left=4, right=5, start=first[module], size=len(streams[module])),
        _entry("dir", STREAM, start=first["dir"], size=len(streams["dir"])),
        _entry("_VBA_PROJECT", STREAM, start=first["_VBA_PROJECT"], size=7),
    ]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE,
        9, 6, 0, 1, 1, 0, LARGE, 3, 1, END, 0, 0,
    )  # fmt: skip
    folder, large_one = b"".join(entries), small.ljust(len(large) * SECTOR, b"\x00")
    parts = (_numbers(table), folder.ljust(2 * SECTOR, b"\x00"), _numbers(chains), large_one)
    return header.ljust(SECTOR, b"\xff") + b"".join(parts)


def _numbers(found: list[int]) -> bytes:
    return struct.pack(f"<{len(found)}I", *found).ljust(SECTOR, b"\xff")


def _entry(  # noqa: PLR0913 -- the fields of an entry
    name: str,
    kind: int,
    *,
    left: int = FREE,
    right: int = FREE,
    child: int = FREE,
    start: int = END,
    size: int = 0,
) -> bytes:
    wide = (name + "\x00").encode("utf-16-le")
    return (
        wide.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(wide), kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
