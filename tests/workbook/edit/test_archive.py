"""Archives as other programs write them: streamed, commented, with something in front."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from tests.making.rich import WHEN, parts_of, plain_workbook
from xlkpi.workbook.edit.archive import entries_of
from xlkpi.workbook.edit.change import Edit
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment


class Pipe(io.RawIOBase):
    """A file that cannot go back, so that sizes come behind the data."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self.content += content
        return len(content)


def streamed(parts: dict[str, bytes]) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            with package.open(zipfile.ZipInfo(name, WHEN), "w", force_zip64=True) as entry:
                entry.write(content)
    return bytes(pipe.content)


def stored(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.comment = b"made elsewhere"
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.extra = b"\xfe\xca\x04\x00abcd"
            info.external_attr = 0o640 << 16
            package.writestr(info, content)
    return file.getvalue()


def with_front(parts: dict[str, bytes]) -> bytes:
    return b"#!front\n" + stored(parts)


@pytest.mark.parametrize("write", [streamed, stored, with_front])
def test_an_archive_of_another_program_is_copied_entry_by_entry(
    write: object, tmp_path: Path
) -> None:
    path = plain_workbook(tmp_path)
    before = parts_of(path)
    assert callable(write)
    path.write_bytes(write(before))

    edit_workbook(path, [Edit("Sheet", "B3", 42)], stamp=STAMP)

    after = parts_of(path)
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        if write is not streamed:
            assert package.comment == b"made elsewhere"
            assert {entry.extra for entry in package.infolist()} == {b"\xfe\xca\x04\x00abcd"}
            assert {entry.external_attr >> 16 for entry in package.infolist()} == {0o640}


def test_entries_fill_the_archive_up_to_its_directory(tmp_path: Path) -> None:
    """`ZipFile.start_dir` is not in its documentation; this holds it to what we need of it."""
    content = plain_workbook(tmp_path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = sorted(entries_of(content, package), key=lambda entry: entry.start)

        assert entries[0].start == 0
        assert [one.end for one in entries[:-1]] == [one.start for one in entries[1:]]
        assert content[entries[-1].end :].startswith(b"PK\x01\x02")
        assert all(content[entry.start :].startswith(b"PK\x03\x04") for entry in entries)
