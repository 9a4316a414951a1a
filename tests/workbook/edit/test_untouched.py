"""Everything that an edit does not name stays byte for byte, whatever the workbook is like."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.making.rich import ODDITIES, SHEET, parts_of, plain_workbook, remade, rich_workbook
from xlkpi.workbook.edit.change import Edit, Edited, Formula, NewRow
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
EDITS = (
    Edit("Sheet", "B3", 42),
    Edit("Sheet", "A4", " New & <text> "),
    Edit("Sheet", "B60", 7.25),
    Edit("Sheet", "AA7", "far"),
    Edit("Sheet", "C5", date(2026, 3, 31)),
    Edit("Sheet", "E6", value=True),
    Edit("Sheet", "A7", None),
)


BEYOND_CALAMINE = {"utf16", "renamed"}


def edited(path: Path, *edits: Edit | NewRow, allow_formula: bool = False) -> Edited:
    return edit_workbook(path, edits, stamp=STAMP, allow_formula=allow_formula)


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def entry_bytes(path: Path, touched: set[str]) -> list[tuple[object, ...]]:
    """Return every untouched entry as the archive holds it, compressed."""
    content = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        entries = sorted(package.infolist(), key=lambda entry: entry.header_offset)
        ends = [entry.header_offset for entry in entries[1:]] + [package.start_dir]
        return [
            (entry.filename, entry.date_time, content[entry.header_offset : end])
            for entry, end in zip(entries, ends, strict=True)
            if entry.filename not in touched
        ]


def test_a_rich_workbook_keeps_every_other_part_and_their_compressed_bytes(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before, touched = parts_of(path), {SHEET, "xl/sharedStrings.xml"}
    kept = entry_bytes(path, touched)

    done = edited(path, *EDITS)

    assert len(done.changes) == 7
    assert differing(before, parts_of(path)) == touched
    assert entry_bytes(path, touched) == kept


def test_a_workbook_that_excel_would_not_calculate_is_told_to(tmp_path: Path) -> None:
    path = remade(
        rich_workbook(tmp_path),
        lambda parts: parts.update(
            {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")}
        ),
    )
    before = parts_of(path)
    assert b"fullCalcOnLoad" not in before["xl/workbook.xml"]

    edited(path, Edit("Sheet", "B3", 42))

    after = parts_of(path)
    assert differing(before, after) == {SHEET, "xl/workbook.xml"}
    assert b'fullCalcOnLoad="1"/>' in after["xl/workbook.xml"]


def test_the_sheet_itself_differs_in_the_named_cells_alone(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before = parts_of(path)[SHEET]

    edited(path, Edit("Sheet", "B3", 42))

    row = re.search(rb'<row r="3" spans="\d+:\d+"', before)
    assert row
    expected = before.replace(row[0], b'<row r="3"')
    expected = expected.replace(b'<c r="B3"><v>3</v></c>', b'<c r="B3"><v>42</v></c>')
    assert parts_of(path)[SHEET] == expected


@pytest.mark.parametrize("oddity", [name for name in ODDITIES if name not in BEYOND_CALAMINE])
def test_an_odd_workbook_takes_every_kind_of_edit(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), ODDITIES[oddity])
    before = parts_of(path)
    old = CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()

    edited(path, *EDITS)

    new = CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()
    assert {SHEET} <= differing(before, parts_of(path)) <= {SHEET, "xl/sharedStrings.xml"}
    named = {
        (2, 1): 42,
        (3, 0): " New & <text> ",
        (59, 1): 7.25,
        (6, 26): "far",
        (4, 2): date(2026, 3, 31),
    }
    named |= {(5, 4): True, (6, 0): ""}
    assert {place: new[place[0]][place[1]] for place in named} == named
    for row, cells in enumerate(old):
        for column, cell in enumerate(cells):
            assert (row, column) in named or new[row][column] == cell


@pytest.mark.parametrize("oddity", [name for name in ODDITIES if name != "strict"])
def test_openpyxl_reads_the_values_and_formats_of_an_odd_workbook(
    oddity: str, tmp_path: Path
) -> None:
    path = remade(plain_workbook(tmp_path), ODDITIES[oddity])

    edited(path, *EDITS)

    sheet = load_workbook(path)["Sheet"]
    assert [sheet[cell].value for cell in ("B3", "A4", "B60", "AA7", "E6", "A7")] == [
        42, " New & <text> ", 7.25, "far", True, None,
    ]  # fmt: skip
    assert sheet["C5"].value == datetime(2026, 3, 31)  # noqa: DTZ001
    assert sheet["B60"].font.bold
    assert sheet.dimensions == "A1:AA60"


def test_a_workbook_of_1904_keeps_its_calendar(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path, date_1904=True)

    edited(path, Edit("Sheet", "C5", date(2026, 3, 31)), Edit("Sheet", "C6", 44_650))

    sheet = load_workbook(path)["Sheet"]
    assert sheet["C5"].value == datetime(2026, 3, 31)  # noqa: DTZ001
    assert sheet["C6"].value == datetime(2026, 3, 31)  # noqa: DTZ001


def test_a_replaced_formula_takes_the_calculation_chain_with_it(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before = parts_of(path)

    edited(
        path, Edit("Sheet", "D3", 5), Edit("Sheet", "D4", Formula("B4*3", 13.5)), allow_formula=True
    )

    after = parts_of(path)
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    assert not any(b"calcChain" in content for content in after.values())
    assert differing(before, after) == {
        "xl/calcChain.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        SHEET,
    }
    assert b"<f>B4*3</f><v>13.5</v>" in after[SHEET]
    assert CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()[3][3] == 13.5


def test_an_edit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before = path.read_bytes()

    done = edited(path, Edit("Sheet", "B3", 3.0), Edit("Sheet", "A3", "KPI 2"))

    assert done.changes == ()
    assert done.backup is None
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_old_file_is_kept_as_it_was(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before = path.read_bytes()

    done = edited(path, Edit("Sheet", "B3", 42))

    assert done.backup is not None
    assert done.backup.read_bytes() == before
    assert done.backup.parent == tmp_path / "versions" / "rich.xlsm"
