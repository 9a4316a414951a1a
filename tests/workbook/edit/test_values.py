"""A value that is put into a cell is the value that is read from it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.making.rich import SHEET, parts_of, plain_workbook, remade, without_shared_strings
from xlkpi.workbook.edit.address import read_address
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.cell_value import exact, read_value
from xlkpi.workbook.edit.change import CellError, Edit, Formula, Plain, Value
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)
DATES = st.dates(date(1904, 1, 1), date(9999, 12, 31))
VALUES = st.one_of(NUMBERS, st.integers(-(2**53), 2**53), TEXTS, st.booleans(), DATES, st.none())
CELLS = st.sampled_from(["A1", "B3", "D5", "F7", "A12", "C40", "XFD1048576", "AB2"])


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return plain_workbook(tmp_path_factory.mktemp("plain")).read_bytes()


@pytest.fixture(scope="module")
def inline(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = plain_workbook(tmp_path_factory.mktemp("inline"))
    return remade(path, without_shared_strings).read_bytes()


def held(path: Path, cell: str) -> Value:
    book, address = OpenBook(path, path.read_bytes()), read_address(cell)
    with book.package:
        row = book.sheet("Sheet").xml.row(address.row)
        found = row.cells.get(address.column) if row else None
        return read_value(found, book.strings) if found else None


def after(folder: Path, content: bytes, *edits: tuple[str, Value]) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(content)
    wanted = [Edit("Sheet", cell, value) for cell, value in edits]
    edit_workbook(path, wanted, stamp=STAMP, allow_formula=True, keep=1)
    return path


def as_held(value: Value) -> tuple[str, object]:
    return exact(None if value == "" else value, is_1904=False)


QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(cell=CELLS, value=VALUES)
def test_an_edit_followed_by_a_read_gives_the_value(
    cell: str, value: Value, tmp_path: Path, plain: bytes
) -> None:
    path = after(tmp_path, plain, (cell, value))

    assert as_held(held(path, cell)) == exact(
        value or None if value == "" else value, is_1904=False
    )


@QUICK
@given(text=TEXTS)
def test_text_is_kept_without_shared_strings(text: str, tmp_path: Path, inline: bytes) -> None:
    assert held(after(tmp_path, inline, ("A2", text)), "A2") == (text or None)


@QUICK
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40))
def test_text_is_read_as_it_was_given_by_openpyxl_too(
    text: str, tmp_path: Path, plain: bytes
) -> None:
    path = after(tmp_path, plain, ("A2", text))

    found = load_workbook(path, read_only=True)
    assert (found["Sheet"]["A2"].value or "") == text
    found.close()


@QUICK
@given(edits=st.dictionaries(CELLS, VALUES, min_size=2, max_size=5), data=st.data())
def test_edits_commute(
    edits: dict[str, Any], data: st.DataObject, tmp_path: Path, plain: bytes
) -> None:
    other = data.draw(st.permutations(list(edits.items())))

    one = after(tmp_path, plain, *edits.items()).read_bytes()
    assert after(tmp_path, plain, *other).read_bytes() == one

    path = after(tmp_path, plain, other[0])
    for edit in other[1:]:
        path = after(tmp_path, path.read_bytes(), edit)
    together = {cell: as_held(value) for cell, value in edits.items()}
    assert {cell: as_held(held(path, cell)) for cell in edits} == together


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(1)", "\t=1", "#N/A", "TRUE", "007"])
def test_text_that_looks_like_something_else_stays_text(
    text: str, tmp_path: Path, plain: bytes
) -> None:
    path = after(tmp_path, plain, ("A2", text))
    cell = load_workbook(path)["Sheet"]["A2"]

    assert held(path, "A2") == text
    assert cell.value == text
    assert b"<f>" + text.encode() not in parts_of(path)[SHEET]


def test_text_like_a_formula_keeps_its_format_and_says_that_it_is_text(
    tmp_path: Path, plain: bytes
) -> None:
    path = after(tmp_path, plain, ("B3", "=1+1"), ("B4", "-agreed"), ("B70", "@x"), ("A2", "plain"))

    sheet = load_workbook(path)["Sheet"]
    held = [sheet[cell] for cell in ("B3", "B4", "B70")]
    assert [(cell.value, cell.quotePrefix, cell.font.b) for cell in held] == [
        ("=1+1", True, True),
        ("-agreed", True, True),
        ("@x", True, True),
    ]
    assert not sheet["A2"].quotePrefix
    once = parts_of(path)["xl/styles.xml"]
    edit_workbook(path, [Edit("Sheet", "B5", "+1"), Edit("Sheet", "B3", "=2")], stamp=STAMP)
    assert parts_of(path)["xl/styles.xml"] == once
    edit_workbook(path, [Edit("Sheet", "B3", "two")], stamp=STAMP)
    assert load_workbook(path)["Sheet"]["B3"].value == "two"


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("a\x00b", b"a_x0000_b"),
        ("_x0041_", b"_x005F_x0041_"),
        ("\x1f", b"_x001F_"),
        (" a", b'<t xml:space="preserve"> a</t>'),
        ("a\r\nb", b"a\nb"),
        ("<&>", b"&lt;&amp;&gt;"),
    ],
)
def test_what_xml_cannot_hold_is_spelt_out(
    text: str, spelt: bytes, tmp_path: Path, plain: bytes
) -> None:
    path = after(tmp_path, plain, ("A2", text))

    assert spelt in parts_of(path)["xl/sharedStrings.xml"]
    assert held(path, "A2") == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "cached", [13.5, "Green", True, CellError("#N/A"), None, date(2026, 3, 31)]
)
def test_a_formula_carries_its_last_value(cached: Plain, tmp_path: Path, plain: bytes) -> None:
    path = after(tmp_path, plain, ("A2", Formula('=IF(B2>1,"a&b","<")', cached)))
    found = held(path, "A2")

    assert isinstance(found, Formula)
    assert found.text == 'IF(B2>1,"a&b","<")'
    assert exact(found.cached, is_1904=False) == exact(cached, is_1904=False)


def test_a_moment_keeps_its_time(tmp_path: Path, plain: bytes) -> None:
    moment = datetime(2026, 3, 31, 14, 30, 5)  # noqa: DTZ001
    path = after(tmp_path, plain, ("C2", moment))

    found = load_workbook(path)["Sheet"]["C2"].value
    assert isinstance(found, datetime)
    assert abs(found - moment) < timedelta(milliseconds=1)


def test_shared_strings_are_added_once_and_counted(tmp_path: Path, plain: bytes) -> None:
    path = after(tmp_path, plain, ("A2", "new"), ("A3", "new"), ("B2", "other"), ("A5", 3))

    before, now = plain_counts(plain, tmp_path), counts(path)
    assert now == (before[0] + 3 - 3, before[1] + 2)


def plain_counts(content: bytes, folder: Path) -> tuple[int, int]:
    path = folder / "before.xlsx"
    path.write_bytes(content)
    return counts(path)


def counts(path: Path) -> tuple[int, int]:
    book = OpenBook(path, path.read_bytes())
    assert book.strings
    tag = book.strings.root
    return int(tag.get(b"count") or 0), int(tag.get(b"uniqueCount") or 0)


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2026, 3, 31), "mm-dd-yy"), (datetime(2026, 3, 31, 14, 30), "m/d/yy h:mm")],  # noqa: DTZ001 -- a cell's time has none
)
def test_a_date_gets_a_format_that_shows_one(tmp_path: Path, day: date, shown: str) -> None:
    path = tmp_path / "plain.xlsx"
    book = Workbook()
    book.create_sheet("Plain")["A1"] = 5
    book.save(path)
    done = edit_workbook(path, [Edit("Plain", "A1", day)], stamp=STAMP)
    cell = load_workbook(path)["Plain"]["A1"]

    assert done.notes == ()
    whole = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    assert (cell.value, cell.number_format) == (whole, shown)
