"""What an edit would break is refused in one line, and the file stays as it was."""

import math
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.making.rich import (
    SHEET,
    Parts,
    packed,
    parts_of,
    plain_workbook,
    relate,
    remade,
    rich_workbook,
    with_shared_formulas,
)
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import Edit, Formula, Value
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment


def refusal(path: Path, *edits: Edit, allow_formula: bool = False) -> str:
    """Return the one line with which an edit is refused; the folder is as it was."""
    content, names = path.read_bytes(), set(path.parent.iterdir())
    with pytest.raises(WorkbookError) as caught:
        edit_workbook(path, edits, stamp=STAMP, allow_formula=allow_formula)
    assert path.read_bytes() == content
    assert set(path.parent.iterdir()) == names
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(str(path))
    return line


@pytest.mark.parametrize(
    ("sheet", "cell", "said"),
    [
        ("Sheet", "B15", "Sheet!B15 is merged into A15: unmerge it, or edit that cell"),
        ("Sheet", "C16", "is merged into A15"),
        ("Sheet", "A18", "is filled by the formula of A18:A20"),
        ("Sheet", "A19", "is filled by the formula of A18:A20"),
        ("Sheet", "C20", "is filled by the formula of C18:C20"),
        ("Sheet", "D3", "Sheet!D3 holds a formula (=B3*2): say that it may be replaced"),
        ("Sheet", "J21", "belongs to a pivot table"),
        ("Table", "B3", "is a heading of table tblData"),
        ("Table", "C5", "holds a formula"),
        ("Nowhere", "A1", "has no sheet 'Nowhere': it has Sheet, Table"),
        ("Sheet", "XFE1", "'XFE1' is not a cell"),
        ("Sheet", "A0", "'A0' is not a cell"),
        ("Sheet", "A1048577", "'A1048577' is not a cell"),
        ("Sheet", "B2:B3", "'B2:B3' is not a cell"),
    ],
)
def test_a_cell_that_belongs_to_more_than_itself_is_refused(
    sheet: str, cell: str, said: str, tmp_path: Path
) -> None:
    assert said in refusal(rich_workbook(tmp_path), Edit(sheet, cell, 1))


def test_one_refused_cell_refuses_the_whole_edit(tmp_path: Path) -> None:
    refusal(rich_workbook(tmp_path), Edit("Sheet", "B2", 1), Edit("Sheet", "B15", 1))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("x" * 32_768, "the text has 32,768 characters: a cell holds 32,767"),
        (math.nan, "nan is not a number that a cell can hold"),
        (math.inf, "inf is not a number that a cell can hold"),
        (2**53 + 1, "has more digits than a cell can hold: give it as text"),
        (10**400, "has more digits than a cell can hold"),
        (date(1899, 12, 31), "is before the first day"),
        ("\ud800", "holds half a character"),
        (Formula(""), "is not a formula"),
        (Formula("A1&\x00"), "is not a formula"),
    ],
)
def test_a_value_that_no_cell_holds_is_refused(value: Value, said: str, tmp_path: Path) -> None:
    assert said in refusal(plain_workbook(tmp_path), Edit("Sheet", "B2", value))


def test_one_cell_cannot_be_given_two_values(tmp_path: Path) -> None:
    line = refusal(plain_workbook(tmp_path), Edit("Sheet", "B2", 1), Edit("sheet", "b2", 2))

    assert "Sheet!B2 is given twice" in line


def test_the_first_of_a_shared_formula_is_refused_even_when_formulas_may_go(
    tmp_path: Path,
) -> None:
    path = remade(plain_workbook(tmp_path), with_shared_formulas)

    assert "other cells share" in refusal(path, Edit("Sheet", "D2", 1), allow_formula=True)
    done = edit_workbook(path, [Edit("Sheet", "D3", 1)], stamp=STAMP, allow_formula=True)
    assert len(done.changes) == 1


def test_a_locked_cell_on_a_protected_sheet_is_refused_and_an_unlocked_one_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "protected.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        sheet.write_number("A1", 1)
        sheet.write_number("B1", 1, book.add_format({"locked": False}))
        sheet.set_column(2, 2, 9, book.add_format({"locked": False}))
        sheet.protect()

    assert "Sheet!A1 is locked and the sheet protected" in refusal(path, Edit("Sheet", "A1", 2))
    assert "is locked" in refusal(path, Edit("Sheet", "D9", 2))
    edits = [Edit("Sheet", "B1", 2), Edit("Sheet", "C5", 3)]
    assert len(edit_workbook(path, edits, stamp=STAMP).changes) == 2


def signed(parts: Parts) -> None:
    parts["_xmlsignatures/origin.sigs"] = b""
    relate(parts, "_rels/.rels", {"digital-signature/origin": "_xmlsignatures/origin.sigs"})


def with_document_type(parts: Parts) -> None:
    parts[SHEET] = parts[SHEET].replace(b"<worksheet", b"<!DOCTYPE worksheet><worksheet", 1)


def with_chart_sheet(parts: Parts) -> None:
    rels = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(
        b'relationships/worksheet"', b'relationships/chartsheet"', 1
    )


def with_misplaced_row(parts: Parts) -> None:
    parts[SHEET] = re.sub(rb'<row r="3"', b'<row r="300"', parts[SHEET])


def with_misplaced_cell(parts: Parts) -> None:
    parts[SHEET] = parts[SHEET].replace(b'<c r="A2"', b'<c r="D2"', 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (signed, "is digitally signed and an edit would break that"),
        (with_document_type, "is damaged or not a workbook"),
        (with_chart_sheet, "'Sheet' is a chartsheet: only worksheets have cells"),
        (with_misplaced_row, "is damaged or not a workbook"),
        (with_misplaced_cell, "is damaged or not a workbook"),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_a_package_that_cannot_be_edited_safely_is_refused(
    change: Callable[[Parts], None], said: str, tmp_path: Path
) -> None:
    path = remade(plain_workbook(tmp_path), change)

    assert said in refusal(path, Edit("Sheet", "B2", 1))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("XL/workbook.xml", b"")

    assert "holds two parts of one name" in refusal(path, Edit("Sheet", "B2", 1))


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    content = bytearray(packed(parts_of(path)))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert "is encrypted" in refusal(path, Edit("Sheet", "B2", 1))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, "is an old .xls or a password-protected"),
        (b"Name,Value\n", "is not an Excel workbook"),
        (b"", "is not an Excel workbook"),
        (b"PK\x03\x04" + b"\0" * 40, "is not an Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)

    assert said in refusal(path, Edit("Sheet", "B2", 1))


def test_a_missing_file_a_folder_and_another_kind_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="there is no such file"):
        edit_workbook(tmp_path / "none.xlsx", [Edit("Sheet", "A1", 1)], stamp=STAMP)
    with pytest.raises(WorkbookError, match="is a folder"):
        edit_workbook(tmp_path, [Edit("Sheet", "A1", 1)], stamp=STAMP)
    (tmp_path / "old.xls").write_bytes(b"")
    with pytest.raises(WorkbookError, match=r"is not one of \.xlsx"):
        edit_workbook(tmp_path / "old.xls", [Edit("Sheet", "A1", 1)], stamp=STAMP)


def test_a_new_file_replaces_nothing_and_keeps_its_kind(tmp_path: Path) -> None:
    path, edits = plain_workbook(tmp_path), [Edit("Sheet", "B2", 99)]
    content = path.read_bytes()

    done = edit_workbook(path, edits, stamp=STAMP, out=tmp_path / "new.xlsx")

    assert done.path == tmp_path / "new.xlsx"
    assert done.backup is None
    assert path.read_bytes() == content
    with pytest.raises(WorkbookError, match="exists already: choose another name"):
        edit_workbook(path, edits, stamp=STAMP, out=tmp_path / "new.xlsx")
    with pytest.raises(WorkbookError, match=r"keep the ending \.xlsx"):
        edit_workbook(path, edits, stamp=STAMP, out=tmp_path / "new.xlsm")
