"""The archive written again: untouched entries as their compressed bytes, the rest packed anew."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from xlkpi.errors import WorkbookError

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_ZIP64, _FULL = 1, 0xFFFFFFFF
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_DEFLATED = zipfile.ZIP_DEFLATED
_FIRST_DAY = 0x21
"""1 January 1980."""
LEVEL = 4
"""A third faster than the usual 6 and hardly larger."""
CHUNK = 2**20

Pieces = Sequence[memoryview]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an archive: its directory record, and where its own bytes begin and end."""

    info: zipfile.ZipInfo
    record: bytes
    start: int
    end: int


def entries_of(content: bytes, package: zipfile.ZipFile) -> tuple[Entry, ...]:
    """Return the entries in the order of the directory; refuses what cannot be copied safely."""
    infos = package.infolist()
    names = {info.filename.replace("\\", "/").casefold() for info in infos}
    if len(names) < len(infos):
        message = "holds two parts of one name: open it in Excel and save it again"
        raise WorkbookError(message)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        message = "is encrypted: save it without password"
        raise WorkbookError(message)
    starts = sorted(info.header_offset for info in infos)
    ends = dict(zip(starts, [*starts[1:], package.start_dir], strict=True))
    entries = tuple(
        Entry(info, record, info.header_offset, ends[info.header_offset])
        for info, record in zip(infos, _records(content, package.start_dir), strict=True)
    )
    if any(e.start + _LOCAL.size + e.info.compress_size > e.end for e in entries):
        message = "overlapping entries"
        raise zipfile.BadZipFile(message)
    return entries


def _records(content: bytes, position: int) -> Iterator[bytes]:
    """Yield the records of the directory as they stand."""
    while content[position : position + 4] == b"PK\x01\x02":
        fields = _CENTRAL.unpack_from(content, position)
        length = _CENTRAL.size + sum(fields[10:13])
        yield content[position : position + length]
        position += length


def write_archive(
    target: BinaryIO,
    content: bytes,
    package: zipfile.ZipFile,
    replaced: Mapping[str, Pieces | None],
    added: Mapping[str, Pieces],
) -> None:
    """Write the archive with parts `replaced` by new content, or left out where that is None.

    New parts are `added` at the end.
    """
    entries = entries_of(content, package)
    records: dict[int, bytes] = {}
    for entry in sorted(entries, key=lambda one: one.start):
        offset = target.tell()
        name = entry.info.filename
        if name not in replaced:
            target.write(memoryview(content)[entry.start : entry.end])
            records[entry.start] = _moved(entry.record, offset)
        elif (pieces := replaced[name]) is not None:
            records[entry.start] = _packed(target, entry.record, pieces)
    kept = [records[entry.start] for entry in entries if entry.start in records]
    kept += [_packed(target, _blank_record(name), pieces) for name, pieces in added.items()]
    start = target.tell()
    target.write(b"".join(kept))
    size = target.tell() - start
    many, comment = len(kept), package.comment
    target.write(_END.pack(b"PK\x05\x06", 0, 0, many, many, size, start, len(comment)) + comment)


def _blank_record(name: str) -> bytes:
    """Return the directory record of a new entry, dated to the first day that archives know."""
    spelt = name.encode("ascii")
    counts = (len(spelt), *(0,) * 6)
    head = (b"PK\x01\x02", 20, 20, 0, _DEFLATED, 0, _FIRST_DAY, 0, 0, 0)
    return _CENTRAL.pack(*head, *counts) + spelt


def _packed(target: BinaryIO, record: bytes, pieces: Pieces) -> bytes:
    """Write an entry anew and return its directory record; its date and name stay."""
    fields = list(_CENTRAL.unpack_from(record))
    name_end = _CENTRAL.size + fields[10]
    name = record[_CENTRAL.size : name_end]
    extra = record[name_end : name_end + fields[11]]
    rest = record[name_end + fields[11] :]
    offset = target.tell()
    target.write(b"\0" * _LOCAL.size + name)
    packer, crc, size, packed = zlib.compressobj(LEVEL, zlib.DEFLATED, -15), 0, 0, 0
    for piece in pieces:
        for start in range(0, len(piece), CHUNK):
            part = piece[start : start + CHUNK]
            crc, size = zlib.crc32(part, crc), size + len(part)
            packed += target.write(packer.compress(part))
    packed += target.write(packer.flush())
    end = target.tell()
    flags, when = fields[3] & _UTF8_NAME, fields[5:7]
    target.seek(offset)
    target.write(
        _LOCAL.pack(b"PK\x03\x04", 20, flags, _DEFLATED, *when, crc, packed, size, len(name), 0)
    )
    target.seek(end)
    extra = _without_zip64(extra)
    fields[2:5] = [20, flags, _DEFLATED]
    fields[7:10] = [crc, packed, size]
    fields[11], fields[16] = len(extra), offset
    return _CENTRAL.pack(*fields) + name + extra + rest


def _moved(record: bytes, offset: int) -> bytes:
    """Return a directory record that points to where its entry now begins."""
    fields = list(_CENTRAL.unpack_from(record))
    if fields[16] != _FULL:
        fields[16] = offset
        return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]
    extra = _CENTRAL.size + fields[10]
    for start, kind, _ in _extras(record, extra, extra + fields[11]):
        if kind == _ZIP64:
            place = start + 8 * ((fields[9] == _FULL) + (fields[8] == _FULL))
            return record[:place] + struct.pack("<Q", offset) + record[place + 8 :]
    message = "directory"
    raise zipfile.BadZipFile(message)


def _without_zip64(extra: bytes) -> bytes:
    """Return the extra fields but for the one that holds large sizes."""
    found = _extras(extra, 0, len(extra))
    return b"".join(extra[s - 4 : s + size] for s, kind, size in found if kind != _ZIP64)


def _extras(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield where each extra field's data begins, its kind and its size."""
    while start + 4 <= end:
        kind, size = struct.unpack_from("<2H", content, start)
        yield start + 4, kind, size
        start += 4 + size
