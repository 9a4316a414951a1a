"""The writer of new workbooks: what goes in comes out, and never as a formula."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlkpi.terms.polarity import Polarity
from xlkpi.terms.unit import Unit
from xlkpi.workbook.layout import LAYOUTS
from xlkpi.workbook.table_sheet import Column, Kind, Sheet, sheet_for
from xlkpi.workbook.table_writer import RegisterBook, Row

COLUMNS = (
    Column("text", "Text"),
    Column("number", "Number", Kind.NUMBER),
    Column("day", "Day", Kind.DATE),
    Column("choice", "Choice", Kind.CHOICE, ("A", "B")),
)
SHEET = Sheet("Things", "Some things", "One row a thing.", "tblThings", COLUMNS)


def written(folder: Path, *rows: Row, decimals: tuple[int, ...] = ()) -> Worksheet:
    path = folder / "book.xlsx"
    with RegisterBook(path, "A book", "A notice.") as book:
        book.table(SHEET, rows, decimals)
        book.cover("About & more", ["First."])
    return load_workbook(path)["Things"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    page = written(tmp_path, {"text": "=1+1", "choice": "@SUM(A1)"})
    assert page["A5"].value == "=1+1"
    assert page["A5"].data_type == "s"
    assert page["D5"].data_type == "s"


@pytest.mark.parametrize(
    ("given", "cell"),
    [
        (Polarity.WITHIN, "Within"),
        (Unit("£ million"), "£ million"),
        (("One", "Two"), "One; Two"),
        (True, "Yes"),
        ("", None),
        ((), None),
    ],
)
def test_a_field_becomes_the_words_that_are_read_back(
    tmp_path: Path, given: object, cell: str | None
) -> None:
    page = written(tmp_path, {"text": given, "number": 1})
    assert page["A5"].value == cell


def test_a_zero_is_written_and_a_missing_value_is_not(tmp_path: Path) -> None:
    page = written(tmp_path, {"text": "a", "number": 0}, {"text": "b", "number": None})
    assert page["B5"].value == 0
    assert page["B6"].value is None


def test_numbers_show_the_decimals_asked_for_and_keep_the_rest(tmp_path: Path) -> None:
    page = written(tmp_path, {"number": 12.3456}, {"number": 1234}, decimals=(1, 0))
    assert (page["B5"].value, page["B5"].number_format) == (12.3456, "#,##0.0")
    assert (page["B6"].value, page["B6"].number_format) == (1234, "#,##0")


def test_a_date_is_a_date_in_british_form(tmp_path: Path) -> None:
    page = written(tmp_path, {"day": date(2026, 9, 30)})
    assert page["C5"].number_format == "dd/mm/yyyy"
    assert page["C5"].is_date


def test_a_table_without_rows_still_has_one_to_type_in(tmp_path: Path) -> None:
    assert written(tmp_path).tables["tblThings"].ref == "A4:D5"


def test_nothing_is_written_when_something_goes_wrong(tmp_path: Path) -> None:
    wrong = {"text": "a", "number": float("nan")}
    with pytest.raises(TypeError, match="NAN"):
        written(tmp_path, wrong)
    assert not (tmp_path / "book.xlsx").exists()


def test_the_second_book_of_a_run_has_the_same_bytes_as_the_first(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    written(tmp_path, {"text": "a"})
    written(tmp_path / "again", {"text": "a"})
    again = (tmp_path / "again" / "book.xlsx").read_bytes()
    assert (tmp_path / "book.xlsx").read_bytes() == again


def test_the_lists_of_a_record_come_from_its_own_words() -> None:
    columns = {c.field: c for c in sheet_for(LAYOUTS["kpis"], "KPIs", "").columns}
    assert columns["polarity"].choices == tuple(str(word.value) for word in Polarity)
    assert columns["publish"].choices == ("Yes", "No")
    assert columns["lag_days"].kind is Kind.WHOLE
    assert columns["valid_from"].kind is Kind.DATE
    assert columns["baseline_period"].kind is Kind.PERIOD
