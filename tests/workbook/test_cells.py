"""What a cell holds is what comes back: number, text, day, time, elapsed time, error, blank."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.making.rich import ODDITIES, SHEET, Parts, plain_workbook, remade, rich_workbook
from xlkpi.errors import WorkbookError
from xlkpi.workbook.book import NamedTable, Rows
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.reading import guarded

STYLES = {"day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "time": "hh:mm", "elapsed": "[h]:mm"}
DAY, MOMENT, TIME, ELAPSED = 1, 2, 3, 4
"""The places of the cell formats in the made workbook."""


def sheet_of(folder: Path, cells: str, strings: str = "", **options: object) -> Path:
    """Return a workbook whose one sheet holds a row of these cells, as XML."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Sheet")
        for place, form in enumerate(STYLES.values()):
            sheet.write_number(0, place, 1, book.add_format({"num_format": form}))
        sheet.write_string(0, 9, "shared")

    def change(parts: Parts) -> None:
        xml = parts[SHEET]
        start, end = xml.index(b"<sheetData"), xml.index(b"</sheetData>")
        row = f'<sheetData><row r="1">{cells}</row>'.encode()
        parts[SHEET] = xml[:start] + row + xml[end:]
        if strings:
            held = parts["xl/sharedStrings.xml"]
            parts["xl/sharedStrings.xml"] = (
                held[: held.index(b"<si>")] + strings.encode() + b"</sst>"
            )

    return remade(path, change)


def row_of(path: Path) -> list[object]:
    (row,) = WorkbookCells(path).rows("Sheet")
    return list(row)


def number(place: str, value: str, style: int) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>77.4</v></c>', 77.4),
        ('<c r="A1" t="n"><v>1E3</v></c>', 1000.0),
        ('<c r="A1" t="str"><v>77.4</v></c>', "77.4"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="e"><f>A2#</f><v>#SPILL!</v></c>', "#SPILL!"),
        ('<c r="A1" t="e"><v>#CALC!</v></c>', "#CALC!"),
        ('<c r="A1" t="str"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A1" t="d"><v>2026-03-31</v></c>', date(2026, 3, 31)),
        (number("A1", "46112", DAY), date(2026, 3, 31)),
        (number("A1", "61", DAY), date(1900, 3, 1)),
        (number("A1", "46112.5", MOMENT), datetime(2026, 3, 31, 12)),  # noqa: DTZ001
        (number("A1", "0", TIME), time(0, 0)),
        (number("A1", "0.5", TIME), time(12, 0)),
        (number("A1", "1.5", ELAPSED), timedelta(days=1, hours=12)),
        (number("A1", "45", ELAPSED), timedelta(days=45)),
        (number("A1", "0", DAY), "#NUM!"),
        (number("A1", "0.5", DAY), "#NUM!"),
        (number("A1", "45", DAY), "#NUM!"),
        (number("A1", "60", MOMENT), "#NUM!"),
        (number("A1", "6E1", DAY), "#NUM!"),
        (number("A1", "-46112", DAY), "#NUM!"),
        (number("A1", "-0.5", TIME), "#NUM!"),
        (number("A1", "2958466", DAY), "#NUM!"),
        ('<c r="A1" s="1"><f>A2-A3</f><v>12</v></c>', "#NUM!"),
        ('<c r="A1" t="n" s="1"><v>12</v></c>', "#NUM!"),
        ('<c r="A1" t="inlineStr"><is><t>in</t></is></c>', "in"),
        ('<c r="A1" t="inlineStr"><is><r><t>in</t></r><r><t>to</t></r></is></c>', "into"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> t="e"</t></is></c>', ' t="e"'),
        ('<c r="A1" t="str"><v>a_x000D_b</v></c>', "a\rb"),
    ],
)
def test_a_cell_is_what_it_holds(cell: str, value: object, tmp_path: Path) -> None:
    (found,) = row_of(sheet_of(tmp_path, cell))

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("strings", "text"),
    [
        ("<si><t>plain</t></si>", "plain"),
        ('<si><r><t xml:space="preserve">rich </t></r><r><t>text</t></r></si>', "rich text"),
        ('<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>', "東京"),
        ("<si><t>a_x000D_\nb</t></si>", "a\r\nb"),
        ("<si><t>_x005F_x0041_ &amp; &#65;</t></si>", "_x0041_ & A"),
    ],
)
def test_a_shared_text_is_read_as_shown(strings: str, text: str, tmp_path: Path) -> None:
    assert row_of(sheet_of(tmp_path, '<c r="A1" t="s"><v>0</v></c>', strings)) == [text]


def test_days_from_1904_are_the_same_days(tmp_path: Path) -> None:
    cells = number("A1", "44650", DAY) + number("B1", "45", DAY) + number("C1", "-1", DAY)
    path = sheet_of(tmp_path, cells, date_1904=True)

    assert row_of(path) == [date(2026, 3, 31), date(1904, 2, 15), "#NUM!"]


def test_errors_among_many_rows_stay_errors(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        for row in range(2000):
            sheet.write_row(row, 0, ["K", row, "note"])
        sheet.write_formula(1500, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1999, 1, "=NA()", None, "#N/A")
    rows = WorkbookCells(path).rows("Sheet")

    assert rows[1500] == ("K", 1500.0, "note", "#DIV/0!")
    assert rows[1999] == ("K", "#N/A", "note", None)
    assert sum(cell is not None for row in rows for cell in row) == 6001


@pytest.mark.parametrize("oddity", ODDITIES)
def test_an_odd_spelling_of_a_workbook_reads_the_same(oddity: str, tmp_path: Path) -> None:
    plain = WorkbookCells(plain_workbook(tmp_path, "plain.xlsx"))
    odd = WorkbookCells(remade(plain_workbook(tmp_path, "odd.xlsx"), ODDITIES[oddity]))

    for sheet in plain.sheet_names:
        assert filled(odd.rows(sheet)) == filled(plain.rows(sheet))


def filled(rows: Rows) -> list[Sequence[object]]:
    """Return the rows that hold something: without references, nothing says where others are."""
    return [row for row in rows if any(cell is not None for cell in row)]


def test_an_ordinary_workbook_needs_no_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        pytest.fail("a process was started")

    monkeypatch.setattr(guarded, "read_apart", fail)
    book = WorkbookCells(rich_workbook(tmp_path))
    for shipped in (Path(__file__).parents[2] / "workbooks").glob("*.xlsx"):
        book = WorkbookCells(shipped)
        assert all(book.rows(sheet) for sheet in book.sheet_names)


@pytest.mark.parametrize(
    "spell",
    [
        lambda xml: re.sub(rb'r="(\w+)"', rb"r='\1'", xml),
        lambda xml: xml.replace(b"<c r=", b"<c\n r="),
        lambda xml: xml.replace(b"utf-8", b"ascii").replace(b"UTF-8", b"us-ascii"),
    ],
)
def test_another_spelling_of_a_sheet_is_read_apart(
    spell: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    whole = WorkbookCells(plain_workbook(tmp_path, "plain.xlsx")).rows("Sheet")

    def change(parts: Parts) -> None:
        xml = parts[SHEET]
        start = xml.index(b"<sheetData>") if b"ascii" not in spell(xml) else 0
        end = xml.index(b"</sheetData>")
        parts[SHEET] = xml[:start] + spell(xml[start:end]) + xml[end:]

    path = remade(plain_workbook(tmp_path, "odd.xlsx"), change)
    assert WorkbookCells(path).rows("Sheet") == whole


def test_a_row_that_stands_twice_is_refused(tmp_path: Path) -> None:
    twice = '<c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c>'

    with pytest.raises(WorkbookError, match="Sheet: cannot be read"):
        row_of(sheet_of(tmp_path, twice))


def test_tables_are_found_by_name(tmp_path: Path) -> None:
    book = WorkbookCells(rich_workbook(tmp_path))
    (table,) = book.sheet_tables["Table"]

    assert book.tables() == (NamedTable("tblData", "Table", 3, 1, 3),)
    assert (str(table.area), table.columns[0].heading) == ("A3:C8", "Ref")


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(-1e12, 1e12, allow_subnormal=False),
    st.integers(-(10**9), 10**9),
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
        max_size=20,
    ).filter(lambda text: text.strip() and "_x" not in text),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
    st.sampled_from(["#N/A", "#DIV/0!", "#REF!"]).map(lambda error: ("error", error)),
)


def written(rows: list[list[object]], *, is_1904: bool) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"date_1904": is_1904, "in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet")
        forms = {kind: book.add_format({"num_format": form}) for kind, form in STYLES.items()}
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, "=NA()", None, cell[1])
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(row, column, cell, forms["moment"])
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, forms["day"])
                elif isinstance(cell, time):
                    sheet.write_datetime(row, column, cell, forms["time"])
                elif cell is not None:
                    sheet.write(row, column, cell)
        sheet.write_string(len(rows), 5, "end")
    return file.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=6), is_1904=st.booleans())
def test_every_value_is_what_openpyxl_reads(
    rows: list[list[object]], *, is_1904: bool, tmp_path: Path
) -> None:
    if is_1904:
        rows = [
            [None if isinstance(cell, date) and cell.year < 1905 else cell for cell in row]
            for row in rows
        ]
    path = tmp_path / "book.xlsx"
    path.write_bytes(written(rows, is_1904=is_1904))
    theirs = load_workbook(path, data_only=True)
    ours = WorkbookCells(path).rows("Sheet")

    assert (theirs.epoch == CALENDAR_MAC_1904) is is_1904
    expected = list(theirs["Sheet"].iter_rows(values_only=True))
    assert [[as_ours(cell) for cell in row] for row in expected] == [list(row) for row in ours]


def as_ours(cell: object) -> object:
    """Return what openpyxl reads in the types that a sheet's rows have."""
    if isinstance(cell, CellRichText):
        return str(cell)
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date()
    return cell
