"""A sheet comes as the last tab and goes again, and the package is what it was, to the byte."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from tests.making.rich import (
    AWKWARD,
    SHEET,
    Parts,
    parts_of,
    plain_workbook,
    remade,
    rich_workbook,
)
from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.change import (
    AnyEdit,
    Edit,
    Edited,
    Highlight,
    Link,
    NewSheet,
    NoHighlight,
    RemovedSheet,
    SheetColumn,
)
from xlkpi.workbook.edit.edit import edit_workbook

STAMP = datetime(2026, 10, 22, 10, 15)  # noqa: DTZ001 -- any moment
COLUMNS = (
    SheetColumn("Where", 24),
    SheetColumn("Found", 60, wraps=True),
    SheetColumn("Value", 10),
    SheetColumn("Since", 12),
    SheetColumn("Answer", 40, wraps=True, is_typed=True),
)
ROWS = (
    (
        Link("'My other sheet'!B1", "My other sheet!B1"),
        "Is <0> & odd",
        1.5,
        date(2026, 3, 31),
        None,
    ),
    (Link("Sheet!B3", "Sheet!B3"), "=1+1", None, None, "-agreed"),
)
QUERIES = NewSheet("Queries", "Register queries", "What to look at.", "tblQueries", COLUMNS, ROWS)
FEW = replace(QUERIES, rows=ROWS[1:])


def done(path: Path, *edits: AnyEdit) -> Edited:
    return edit_workbook(path, edits, stamp=STAMP, keep=3)


def refusal(path: Path, *edits: AnyEdit) -> str:
    content = path.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        done(path, *edits)
    assert path.read_bytes() == content
    line = str(caught.value)
    assert "\n" not in line
    return line


@pytest.mark.parametrize("oddity", AWKWARD)
def test_a_sheet_that_came_and_went_leaves_no_byte(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), AWKWARD[oddity])
    before = parts_of(path)

    done(path, QUERIES)
    between = parts_of(path)
    assert list(between)[: len(before)] == list(before)
    assert between[SHEET if SHEET in before else "xl/worksheets/Blatt-3.xml"] in before.values()
    done(path, Highlight("Sheet", ["B3"]), RemovedSheet("queries"))
    done(path, NoHighlight("Sheet"))

    after = parts_of(path)
    assert {name for name in before if before[name] != after.get(name)} == set()
    assert list(after) == list(before)


def by_openpyxl(path: Path) -> None:
    book = Workbook()
    (book.active or book.create_sheet()).title = "Sheet"
    book.create_sheet("My other sheet")["B1"] = 4
    book.save(path)


def by_pandas(path: Path) -> None:
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for name in ("Sheet", "My other sheet"):
            pd.DataFrame({"KPI": ["A"], "Value": [1.5]}).to_excel(writer, sheet_name=name)


@pytest.mark.parametrize("save", [by_openpyxl, by_pandas])
def test_a_workbook_that_declares_its_prefix_on_every_tab_takes_sheets(
    save: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "saved.xlsx"
    save(path)
    before = parts_of(path)
    assert before["xl/workbook.xml"].count(b"<sheet xmlns:r=") == 2

    done(path, QUERIES, replace(QUERIES, name="Second", table="tblSecond"))
    assert load_workbook(path).sheetnames[-2:] == ["Queries", "Second"]
    assert CalamineWorkbook.from_path(path).sheet_names[-1] == "Second"
    done(path, RemovedSheet("Queries"), RemovedSheet("Second"))
    assert parts_of(path) == before


def test_a_rich_workbook_keeps_every_part_and_its_chain(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    before = parts_of(path)

    done(path, FEW)
    between = parts_of(path)
    assert {name for name in before if before[name] != between[name]} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }
    done(path, RemovedSheet("Queries"))
    assert parts_of(path) == before


@pytest.mark.parametrize("oddity", [name for name in AWKWARD if name not in ("utf16", "renamed")])
def test_calamine_reads_the_sheet_in_an_odd_workbook(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), AWKWARD[oddity])
    if oddity == "UTF-16 package":
        pytest.skip("calamine reads no relationships in UTF-16")
    old = CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet").to_python()

    done(path, QUERIES)

    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names[-1] == "Queries"
    rows = book.get_sheet_by_name("Queries").to_python(skip_empty_area=False)
    assert rows[0][0] == "Register queries"
    assert rows[3] == [column.heading for column in COLUMNS]
    assert rows[4][:3] == ["My other sheet!B1", "Is <0> & odd", 1.5]
    assert rows[5][1::3] == ["=1+1", "-agreed"]
    assert book.get_sheet_by_name("Sheet").to_python() == old


BEYOND_OPENPYXL = {"strict", "blank lists of formats"}


@pytest.mark.filterwarnings("ignore:Workbook contains no:UserWarning")
@pytest.mark.parametrize("oddity", [name for name in AWKWARD if name not in BEYOND_OPENPYXL])
def test_the_sheet_looks_well_kept(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), AWKWARD[oddity])
    old = load_workbook(path)["Sheet"]["B3"]

    done(path, QUERIES)

    book = load_workbook(path)
    sheet = book["Queries"]
    assert book.sheetnames[-1] == "Queries"
    assert sheet["A1"].font.b
    head = sheet["B4"]
    assert (head.font.b, head.font.color.rgb, head.fill.fgColor.rgb) == (
        True,
        "FFFFFFFF",
        "FF12436D",
    )
    assert (sheet["B5"].alignment.wrap_text, sheet["B5"].alignment.vertical) == (True, "top")
    assert not sheet["C5"].alignment.wrap_text
    assert (sheet.freeze_panes, sheet.tables["tblQueries"].ref) == ("A5", "A4:E6")
    assert sheet.tables["tblQueries"].autoFilter.ref == "A4:E6"
    setup, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    assert (setup.orientation, fit and fit.fitToPage) == ("landscape", True)
    assert (setup.fitToHeight, setup.paperSize) == (0, 9)
    assert sheet["A5"].hyperlink.location == "'My other sheet'!B1"
    assert (sheet["A5"].font.u, sheet["A5"].font.color.rgb) == ("single", "FF0B5394")
    assert sheet["D5"].value == datetime(2026, 3, 31)  # noqa: DTZ001
    assert sheet["E5"].fill.fgColor.rgb == sheet["E6"].fill.fgColor.rgb == "FFE9F1F8"
    assert sheet["A6"].fill.fill_type is None
    assert sheet["A2"].border.left.style is None
    assert {cell.border.bottom.color.rgb for cell in sheet[5]} == {"FFC9CED2"}
    assert (sheet["B6"].value, sheet["B6"].quotePrefix) == ("=1+1", True)
    assert sheet["B6"].data_type != "f"
    assert sheet.column_dimensions["B"].width == 60
    now = book["Sheet"]["B3"]
    assert (now.font.b, now.font.name, now.fill.fill_type) == (
        old.font.b,
        old.font.name,
        old.fill.fill_type,
    )


def test_no_formula_is_asked_to_be_worked_out(tmp_path: Path) -> None:
    path = remade(
        rich_workbook(tmp_path),
        lambda parts: parts.update(
            {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")}
        ),
    )

    edited = done(path, FEW)

    assert (edited.changes, edited.is_written) == ((), True)
    assert b"fullCalcOnLoad" not in parts_of(path)["xl/workbook.xml"]


def test_a_refresh_writes_the_sheet_afresh_in_one_edit(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    before = parts_of(path)
    done(path, QUERIES)
    first = parts_of(path)

    for _ in range(2):
        new = NewSheet("QUERIES", "Now", "", "tblQueries", COLUMNS, ROWS[:1])
        done(path, new, RemovedSheet("Queries"), Edit("Sheet", "B9", 1))

    book = load_workbook(path)
    assert book.sheetnames == ["Sheet", "My other sheet", "QUERIES"]
    assert book["QUERIES"].tables["tblQueries"].ref == "A4:E5"
    now = parts_of(path)
    assert now["xl/styles.xml"] == first["xl/styles.xml"]
    assert b'name="QUERIES" sheetId="3"' in now["xl/workbook.xml"]
    assert len(now) == len(first) == len(before) + 3


def test_sheets_share_their_formats_and_the_last_one_takes_them_along(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    before = parts_of(path)
    other = NewSheet("More", "More", "", "tblMore", COLUMNS, ())

    done(path, QUERIES, other)
    styles = parts_of(path)["xl/styles.xml"]
    tables = [
        one for book in [load_workbook(path)] for sheet in book for one in sheet.tables.values()
    ]
    assert sorted((one.name, one.id, one.ref) for one in tables) == [
        ("tblMore", 2, "A4:E5"),
        ("tblQueries", 1, "A4:E6"),
    ]
    done(path, RemovedSheet("Queries"))
    assert parts_of(path)["xl/styles.xml"] == styles
    done(path, RemovedSheet("More"))
    assert parts_of(path) == before


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({"name": "sheet"}, "has a sheet 'sheet' already"),
        ({"name": "x" * 32}, "has 32 characters"),
        ({"name": "\N{WAVING HAND SIGN}" * 16}, "has 32 characters"),
        ({"name": ""}, "has 0 characters"),
        ({"name": "a/b"}, "cannot name a sheet"),
        ({"name": "'a"}, "cannot name a sheet"),
        ({"name": "History"}, "cannot name a sheet"),
        ({"table": "TBLDATA"}, "has a table or name 'TBLDATA' already"),
        ({"table": "latest"}, "has a table or name 'latest' already"),
        ({"table": "A1"}, "cannot name a table"),
        ({"table": "a b"}, "cannot name a table"),
        (
            {"columns": (SheetColumn("A", 9), SheetColumn("a", 9)), "rows": ()},
            "cannot be a heading",
        ),
        ({"columns": (SheetColumn("", 9),), "rows": ()}, "cannot be a heading"),
        ({"columns": (), "rows": ()}, "each row needs"),
        ({"rows": ((1, 2),)}, "each row needs a cell for each of 5 columns"),
        ({"rows": ((float("nan"),) * 5,)}, "is not a number"),
        ({"rows": ((date(1899, 1, 1),) * 5,)}, "is before the first day"),
        ({"rows": ((Link("Nowhere!A1", "x"),) * 5,)}, "leads to Nowhere!A1, which the workbook"),
        ({"rows": ((Link("Sheet!ZZZZ1", "x"),) * 5,)}, "leads nowhere"),
        ({"rows": ((Link("B1", "x"),) * 5,)}, "leads to B1"),
    ],
)
def test_a_sheet_that_excel_would_not_take_is_refused(
    new: dict[str, object], said: str, tmp_path: Path
) -> None:
    whole: dict[str, object] = {
        "name": "Queries",
        "title": "Title",
        "about": "",
        "table": "tblQueries",
        "columns": COLUMNS,
        "rows": ROWS[1:],
    }

    assert said in refusal(rich_workbook(tmp_path), NewSheet(**(whole | new)))  # type: ignore[arg-type]


def book_with(folder: Path, **extra: object) -> Path:
    """Return a workbook with a sheet of queries between two others, as Excel would save it."""
    path = folder / "saved.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        first = book.add_worksheet("First")
        queries = book.add_worksheet("Queries")
        last = book.add_worksheet("Last")
        queries.write_row(0, 0, ["Title"])
        queries.add_table(3, 0, 5, 1, {"name": "tblQueries"})
        queries.write_url(4, 0, "internal:First!A1")
        queries.write_url(5, 0, "https://council.example/queries")
        queries.write_comment("A5", "Seen")
        last.write_comment("A1", "Stays")
        last.add_table(3, 0, 5, 1, {"name": "tblLast"})
        last.print_area("A1:B6")
        book.define_name("Queries!Own", "=Queries!$A$5")
        queries.activate()
        for cell, formula in extra.items():
            first.write_formula(cell, str(formula))
    return path


def test_a_sheet_that_another_program_saved_goes_with_all_that_is_its_own(tmp_path: Path) -> None:
    path = book_with(tmp_path)
    before = parts_of(path)

    done(path, RemovedSheet("Queries"))

    book = load_workbook(path)
    assert book.sheetnames == ["First", "Last"]
    assert book["Last"]["A1"].comment.text == "Stays"
    assert book["Last"].tables["tblLast"].ref == "A4:B6"
    assert book["Last"].print_area == "'Last'!$A$1:$B$6"
    assert book.active is book["Last"]
    after = parts_of(path)
    gone = set(before) - set(after)
    assert gone == {
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/tables/table1.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    listed = after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert not [name for name in gone if name.rpartition("/")[2].encode() + b'"' in listed]
    assert b"Queries" not in after["xl/workbook.xml"]


@pytest.mark.parametrize(
    "formula", ["=Queries!A5", "='Queries'!A5*2", "=SUM(First:Queries!B5)", "=ROWS(tblQueries[])"]
)
def test_a_sheet_that_a_formula_refers_to_stays(formula: str, tmp_path: Path) -> None:
    path = book_with(tmp_path, A9=formula)

    assert "'Queries' cannot be removed: First refers to it" in refusal(
        path, RemovedSheet("queries")
    )


def test_a_sheet_that_is_written_afresh_may_be_referred_to_and_is_worked_out(
    tmp_path: Path,
) -> None:
    path = book_with(tmp_path, A9="=COUNTA(tblQueries[])+COUNTA(Queries!A5)")
    remade(
        path,
        lambda parts: parts.update(
            {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")}
        ),
    )
    new = NewSheet("Queries", "Now", "", "tblQueries", COLUMNS, ())

    done(path, RemovedSheet("Queries"), new)

    assert load_workbook(path).sheetnames == ["First", "Last", "Queries"]
    assert b"fullCalcOnLoad" in parts_of(path)["xl/workbook.xml"]


def test_names_and_charts_hold_a_sheet_and_cells_that_speak_of_it_do_not(tmp_path: Path) -> None:
    for refers in (True, False):
        path = tmp_path / f"{refers}.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            first = book.add_worksheet("First")
            first.write_string(0, 0, "see Queries!A1 and tblQueries")
            queries = book.add_worksheet("Queries")
            queries.add_table(3, 0, 5, 1, {"name": "tblQueries"})
            if refers:
                chart = book.add_chart({"type": "line"})
                chart.add_series({"values": "=Queries!$B$5:$B$6"})
                first.insert_chart("C3", chart)
        if refers:
            assert "chart1.xml refers to it" in refusal(path, RemovedSheet("Queries"))
        else:
            done(path, RemovedSheet("Queries"))
    path = book_with(tmp_path)
    xml = parts_of(path)["xl/workbook.xml"].replace(b' localSheetId="1"', b"")
    remade(path, lambda parts: parts.update({"xl/workbook.xml": xml}))
    assert "a name refers to it" in refusal(path, RemovedSheet("Queries"))


def test_an_officers_own_sheet_is_not_removed(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)

    assert "holds more than a table of values" in refusal(path, RemovedSheet("Sheet"))
    assert "holds more than a table of values" in refusal(path, RemovedSheet("Table"))
    assert "has no sheet 'None'" in refusal(path, RemovedSheet("None"))


def test_the_only_sheet_a_protected_workbook_and_a_sheet_in_use_are_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / "only.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Only").add_table(3, 0, 5, 1)
    assert "is the only sheet" in refusal(path, RemovedSheet("Only"))
    assert "is to be edited and removed" in refusal(
        path, Edit("Only", "A9", 1), RemovedSheet("Only")
    )

    def protect(parts: Parts) -> None:
        lock = b'<workbookProtection lockStructure="1"/><bookViews>'
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<bookViews>", lock)

    remade(path, protect)
    assert "has a protected structure" in refusal(path, QUERIES)
    assert "has a protected structure" in refusal(path, RemovedSheet("Only"))


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)
    content = path.read_bytes()
    done(path, QUERIES, Highlight("Sheet", ["B3"]))
    once = path.read_bytes()
    path.write_bytes(content)
    done(path, QUERIES, Highlight("Sheet", ["B3"]))

    assert path.read_bytes() == once
