"""What makes a sheet usable by everyone: one named table, words above it, help in the cells."""

from collections.abc import Mapping

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlkpi.workbook.layout import BOOKS, LAYOUTS, SCORECARD, Layout

REGISTER_BOOKS = [file for book, file in BOOKS.items() if book != SCORECARD]

NOTICE = (
    "Demonstration register. Published figures are shown as published; series, targets and "
    "tolerances marked illustrative are made up. Not issued by Leeds City Council."
)

Books = Mapping[str, Workbook]

each_table = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))


def page_of(books: Books, layout: Layout) -> Worksheet:
    return books[BOOKS[layout.book]][layout.sheet]


@each_table
def test_a_table_sheet_has_title_notice_and_one_named_table_under_row_4(
    books: Books, layout: Layout
) -> None:
    page = page_of(books, layout)
    assert page["A1"].value
    assert page["A2"].value == NOTICE or layout.book == SCORECARD
    assert page["A3"].value
    assert list(page.tables) == [layout.table_name]
    table = page.tables[layout.table_name]
    assert table.ref == f"A4:{page.dimensions.partition(':')[2]}"
    assert [column.name for column in table.tableColumns] == list(layout.headings.values())
    assert table.autoFilter is not None


@each_table
def test_a_table_has_no_merged_hidden_or_blank_rows_and_no_formula(
    books: Books, layout: Layout
) -> None:
    page = page_of(books, layout)
    assert not page.merged_cells.ranges
    assert page.sheet_state == "visible"
    assert not any(row.hidden for row in page.row_dimensions.values())
    assert not any(column.hidden for column in page.column_dimensions.values())
    for row in page.iter_rows(min_row=5):
        assert any(cell.value is not None for cell in row)
        assert all(cell.data_type != "f" for cell in row)


@each_table
def test_headings_stay_in_sight_on_screen_and_on_paper(books: Books, layout: Layout) -> None:
    page = page_of(books, layout)
    assert page.freeze_panes == "B5"
    assert page.print_title_rows == "$4:$4"
    assert page.page_setup.orientation == "landscape"
    footer = page.oddFooter
    assert footer is not None
    assert "Page" in str(footer.right.text)


@each_table
def test_every_word_in_a_column_with_a_list_is_on_the_list(books: Books, layout: Layout) -> None:
    page = page_of(books, layout)
    for rule in page.data_validations.dataValidation:
        if rule.type == "list":
            cells = str(rule.sqref)
            words = str(rule.formula1).strip('"').split(",")
            found = {cell.value for row in page[cells] for cell in row}
            assert found - {None} <= set(words)
            assert page[f"{cells[0]}4"].value
            assert rule.prompt
            assert rule.error


@pytest.mark.parametrize(
    ("sheet_name", "words"),
    [
        ("KPIs", "Higher,Lower,Within,None"),
        ("KPIs", "Targeted,Interim,Tracker"),
        ("KPIs", "Yes,No"),
        ("Targets", "percent,points,floor"),
    ],
)
def test_the_lists_offer_the_words_of_the_record(books: Books, sheet_name: str, words: str) -> None:
    page = books["KPI Supporting Information.xlsx"][sheet_name]
    lists = [str(rule.formula1) for rule in page.data_validations.dataValidation]
    assert f'"{words}"' in lists


@pytest.mark.parametrize("name", REGISTER_BOOKS)
def test_the_cover_comes_first_and_links_to_every_other_sheet(books: Books, name: str) -> None:
    book = books[name]
    cover = book["Cover"]
    assert book.sheetnames[0] == "Cover"
    assert book.sheetnames[-1] == "Notes"
    assert cover["A2"].value == NOTICE
    linked = {cell.value for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert linked == set(book.sheetnames) - {"Cover"}


@pytest.mark.parametrize("name", REGISTER_BOOKS)
def test_the_file_names_its_title_and_no_person(books: Books, name: str) -> None:
    properties = books[name].properties
    assert properties.title == name.removesuffix(".xlsx")
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_dates_are_british_and_periods_are_text(books: Books) -> None:
    page = books["KPI Data Record.xlsx"]["Results"]
    places = {cell.value: number for number, cell in enumerate(page[4])}
    supplied = [row for row in page.iter_rows(min_row=5) if row[places["Supplied on"]].value]
    assert supplied
    for row in supplied:
        assert row[places["Supplied on"]].number_format == "dd/mm/yyyy"
        assert row[places["Period"]].number_format == "@"
        assert isinstance(row[places["Period"]].value, str)
