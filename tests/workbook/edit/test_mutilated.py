"""Whatever is wrong with a file, the outcome is a result or one line, within seconds."""

import random
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.making.rich import SHEET, Parts, packed, parts_of, plain_workbook, remade, rich_workbook
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import (
    Cached,
    Edit,
    Highlight,
    NewRow,
    NewSheet,
    RemovedSheet,
    SheetColumn,
)
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
SECONDS = 10
EDITS = (
    Edit("Sheet", "B3", 42),
    Edit("Sheet", "A4", "text"),
    Edit("Sheet", "D5", 1),
    NewRow("tblData", {"Ref": "K9"}),
    Cached("Sheet", "D6", 1),
    NewSheet("New", "Title", "", "tblNew", (SheetColumn("A", 9),), ((1,),)),
    Highlight("Sheet", ["B3"]),
    RemovedSheet("Gone"),
)


def outcome(path: Path) -> str | None:
    """Return the line of the refusal, or None when the edit was made."""
    content, began = path.read_bytes(), time.monotonic()
    try:
        edit_workbook(path, EDITS, stamp=STAMP, allow_formula=True, keep=1)
        line = None
    except WorkbookError as error:
        line = str(error)
        assert "\n" not in line
        assert path.read_bytes() == content
    assert time.monotonic() - began < SECONDS
    assert {p.suffix for p in path.parent.iterdir() if p.is_file()} == {path.suffix}
    return line


def truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def part_spoilt(content: bytes, chance: random.Random, spoil: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(content)
    name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    parts[name] = spoil(parts[name])
    return packed(parts)


def unpacked(content: bytes) -> Parts:
    import io  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def bad_attribute(content: bytes, chance: random.Random) -> bytes:
    wrong = chance.choice([b'"-1"', b'"x"', b'""', b'"99999999999"', b'"A1:"'])

    def spoil(xml: bytes) -> bytes:
        quoted = [i for i, byte in enumerate(xml) if byte == ord("=")]
        place = chance.choice(quoted) if quoted else 0
        end = xml.find(b'"', xml.find(b'"', place) + 1) + 1
        return xml[: place + 1] + wrong + xml[end:]

    return part_spoilt(content, chance, spoil)


def part_missing(content: bytes, chance: random.Random) -> bytes:
    parts = unpacked(content)
    del parts[chance.choice(list(parts))]
    return packed(parts)


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "truncated": truncated,
    "flipped": flipped,
    "part truncated": lambda c, r: part_spoilt(c, r, lambda xml: truncated(xml, r)),
    "part flipped": lambda c, r: part_spoilt(c, r, lambda xml: flipped(xml, r)),
    "bad attribute": bad_attribute,
    "part missing": part_missing,
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = rich_workbook(tmp_path_factory.mktemp("rich"))
    gone = NewSheet("Gone", "Title", "", "tblGone", (SheetColumn("A", 9),), ((1,),))
    edit_workbook(path, [gone, Highlight("Sheet", ["A1"])], stamp=STAMP)
    return path.read_bytes()


def test_the_sound_file_is_edited(rich: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes(rich)

    assert outcome(path) is None


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutilated_file_is_edited_or_refused_in_one_line(
    mutation: str, rich: bytes, tmp_path: Path
) -> None:
    chance, path = random.Random(mutation), tmp_path / "book.xlsm"  # noqa: S311
    for _ in range(80):
        path.write_bytes(MUTATIONS[mutation](rich, chance))
        outcome(path)


def corner_cells(parts: Parts) -> None:
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", last)


def billion_laughs(parts: Parts) -> None:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 9) for n in range(1, 10))
    head = b'<!DOCTYPE w [<!ENTITY l0 "ha">' + entities + b"]>"
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbook", head + b"<workbook", 1
    )


def many_formats(parts: Parts) -> None:
    xf = b'<xf numFmtId="0" fontId="0"/>' * 300_000
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</cellXfs>", xf + b"</cellXfs>")


def blank_bomb(parts: Parts) -> None:
    parts["xl/worksheets/sheet2.xml"] += b" " * (160 * 2**20)


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        (corner_cells, None),
        (billion_laughs, "is damaged or not a workbook"),
        (many_formats, None),
        (blank_bomb, "unpacks to 160 MiB"),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_a_bomb_goes_off_nowhere(
    bomb: Callable[[Parts], None], said: str | None, tmp_path: Path
) -> None:
    path = remade(plain_workbook(tmp_path), bomb)
    before, began = parts_of(path) if said is None else {}, time.monotonic()

    if said is None:
        edit_workbook(path, [Edit("Sheet", "B3", 42)], stamp=STAMP)
        assert set(parts_of(path)) == set(before)
    else:
        with pytest.raises(WorkbookError, match=said):
            edit_workbook(path, [Edit("Sheet", "B3", 42)], stamp=STAMP)
    assert time.monotonic() - began < SECONDS
