"""Layouts as councils keep them: what each sheet is taken for, and what it is asked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.making.books import small_tables, write_books
from tests.making.foreign import Cells, Sheets, workbook
from xlkpi.workbook.adopt.plan import propose
from xlkpi.workbook.adopt.proposal import Proposal, SheetProposal, TableProposal

TITLE = ("Corporate scorecard, quarter 2 2025/26",)
HEAD: Cells = ("PI Code", "Performance measure", "Service", "Q1", "Q2", "Target")
ROWS: tuple[Cells, ...] = (
    ("A1", "Calls answered in time", "Contact centre", 80.5, 81, 85),
    ("A2", "Complaints answered in time", "Contact centre", 90, 91.5, 95),
    ("B1", "Bins missed for each 100,000", "Waste", 41, 39, 40),
)


def proposed(folder: Path, sheets: Sheets, name: str = "KPIs.xlsx") -> Proposal:
    return propose([workbook(folder / name, sheets)])


def one(folder: Path, rows: Sequence[Cells]) -> SheetProposal:
    (sheet,) = proposed(folder, {"Sheet1": rows}).sheets
    return sheet


def table(sheet: SheetProposal, fills: str) -> TableProposal:
    return next(table for table in sheet.tables if table.fills == fills)


def periods(sheet: SheetProposal, fills: str = "results") -> dict[str, str]:
    columns = table(sheet, fills).columns
    return {c.heading: c.period.name if c.period else "?" for c in columns}


def goes_to(sheet: SheetProposal) -> dict[str, str]:
    return {column.heading: column.goes_to for column in sheet.columns}


def test_titles_and_blank_rows_above_the_headings_are_no_headings(tmp_path: Path) -> None:
    sheet = one(tmp_path, [("Example Council",), (), TITLE, (), HEAD, *ROWS])

    assert sheet.header == "row 5"
    assert periods(sheet) == {"Q1": "2025/26 Q1", "Q2": "2025/26 Q2"}
    assert table(sheet, "targets").values["period"].value == "2025/26 Q2"


@pytest.mark.parametrize(
    ("name", "heading", "expected"),
    [
        ("KPIs.xlsx", "Q1", "?"),
        ("KPIs 2025-26.xlsx", "Q1", "2025/26 Q1"),
        ("KPIs.xlsx", "Qtr 3 14/15", "2014/15 Q3"),
        ("KPIs.xlsx", "Outturn 13/14", "2013/14"),
        ("KPIs.xlsx", "Apr-14", "2014-04"),
        ("KPIs 2025-26.xlsx", "January", "2026-01"),
        ("KPIs 2025-26.xlsx", "Last year", "2024/25"),
        ("KPIs.xlsx", "Q3 2014", "?"),
    ],
)
def test_a_period_is_proposed_where_words_say_its_year_and_asked_where_not(
    tmp_path: Path, name: str, heading: str, expected: str
) -> None:
    rows = [("Ref", "Indicator", heading), ("A1", "Calls answered", 80), ("A2", "Bins missed", 3)]
    (sheet,) = proposed(tmp_path, {"Sheet1": rows}, name).sheets

    assert periods(sheet) == {heading: expected}


def test_years_that_contradict_each_other_say_no_year(tmp_path: Path) -> None:
    rows = [TITLE, HEAD, *ROWS]
    (sheet,) = proposed(tmp_path, {"Data 2024-25": rows}).sheets

    assert periods(sheet) == {"Q1": "?", "Q2": "?"}
    assert "name different years" in table(sheet, "results").columns[0].because


def test_a_group_above_the_quarters_is_part_of_their_headings(tmp_path: Path) -> None:
    rows = [
        TITLE,
        (None, None, "Quarter 1", None, None, "Quarter 2"),
        ("PI", "Indicator", "Actual", "Target", "RAG", "Actual", "Target", "RAG"),
        ("A1", "Calls answered in time", 80, 85, "A", 86, 85, "G"),
        ("A2", "Complaints answered in time", 90, 95, "R", 96, 95, "G"),
    ]
    sheet = one(tmp_path, rows)

    assert sheet.header == "rows 2 and 3 together"
    assert periods(sheet, "targets") == {
        "Quarter 1 Target": "2025/26 Q1",
        "Quarter 2 Target": "2025/26 Q2",
    }
    assert table(sheet, "results").columns[1].others == {"rating_shown": "Quarter 2 RAG"}
    assert table(sheet, "results").words["rating_shown"] == {
        "A": "Amber", "R": "Red", "G": "Green",
    }  # fmt: skip


def test_months_as_real_dates_are_months(tmp_path: Path) -> None:
    rows = [
        ("Ref", "Indicator", date(2025, 4, 1), date(2025, 5, 1)),
        ("A1", "Calls answered in time", 80, 81),
    ]
    sheet = one(tmp_path, rows)

    assert periods(sheet) == {"2025-04-01": "2025-04", "2025-05-01": "2025-05"}
    assert table(sheet, "kpis").values["frequency"].value == "Monthly"


def test_sections_totals_repeated_headings_and_notes_are_left_out(tmp_path: Path) -> None:
    total = ("Total", None, None, 211.5, 211.5, None)
    notes: list[Cells] = [(), ("Figures are provisional until the audit.",)]
    sheet = one(tmp_path, [TITLE, HEAD, ("Customers",), *ROWS[:2], HEAD, ROWS[2], total, *notes])

    assert table(sheet, "kpis").leave_out == ("Customers", "PI Code", "Total")
    assert table(sheet, "kpis").ends_at == "Figures are provisional until the audit."
    assert "left out, totals: row 8 'Total'" in sheet.notes


def test_a_measure_whose_name_begins_with_average_is_no_total(tmp_path: Path) -> None:
    rows = [
        ("Indicator", "Q1 2025/26"),
        ("Average days to re-let", 30),
        ("Total tonnes of waste", 9000),
    ]
    sheet = one(tmp_path, rows)

    assert table(sheet, "kpis").leave_out == ()


def test_a_register_without_references_is_asked_for_them(tmp_path: Path) -> None:
    sheet = one(tmp_path, [TITLE, HEAD[1:], *(row[1:] for row in ROWS)])
    asks = {ask.field: ask for ask in table(sheet, "kpis").asks}

    assert asks["ref"].offered == "Performance measure"
    assert "add a column 'KPI ref'" in asks["ref"].expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("H", "L", "H"), {"H": "Higher", "L": "Lower"}),
        (("↑", "↓", "↑"), {"↑": "Higher", "↓": "Lower"}),
        (("Bigger is better", "Aim to minimise", "up"), {}),
    ],
)
def test_words_and_symbols_for_polarity_are_read(
    tmp_path: Path, words: tuple[str, ...], expected: dict[str, str]
) -> None:
    rows = [(*row, word) for row, word in zip(ROWS, words, strict=True)]
    sheet = one(tmp_path, [TITLE, (*HEAD, "Good performance is:"), *rows])
    found = table(sheet, "kpis").words.get("polarity", {})

    assert {k.upper(): v for k, v in found.items()} == expected
    assert "polarity" not in {ask.field for ask in table(sheet, "kpis").asks}


def test_a_word_that_nobody_knows_is_asked_for_and_never_guessed(tmp_path: Path) -> None:
    words = ("High", "Low", "Steady")
    rows = [(*row, word) for row, word in zip(ROWS, words, strict=True)]
    rows = [*rows, ("B2", "Fly-tips", "Waste", 4, 5, 6, "High")]
    sheet = one(tmp_path, [TITLE, (*HEAD, "Aim"), *rows])
    ask = next(ask for ask in table(sheet, "kpis").asks if ask.section == "words.polarity")

    assert (ask.field, ask.expected) == ("Steady", "Higher, Lower, Within or None")


@pytest.mark.parametrize(
    ("heading", "mode"),
    [("Tolerance", None), ("Tolerance (% points)", "points"), ("Tolerance +/- %", "percent")],
)
def test_a_tolerance_has_the_mode_that_its_heading_says_and_no_other(
    tmp_path: Path, heading: str, mode: str | None
) -> None:
    rows = [(*row, tolerance) for row, tolerance in zip(ROWS, (5, 2, None), strict=True)]
    targets = table(one(tmp_path, [TITLE, (*HEAD, heading), *rows]), "targets")

    assert (targets.values["mode"].value if "mode" in targets.values else None) == mode
    assert ("mode" in {ask.field for ask in targets.asks}) == (mode is None)
    assert set(targets.each) == ({"B1"} if mode else set())


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "KPIs.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([TITLE, HEAD, *ROWS]):
            sheet.write_row(row, 0, cells)
        sheet.set_column("D:D", None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})
    (found,) = propose([path]).sheets

    assert found.notes[:2] == (
        "hidden and read all the same: column D",
        "hidden and read all the same: 1 row",
    )
    assert "Q1" in periods(found)


def test_last_years_sheet_gives_its_year_and_this_years_the_list(tmp_path: Path) -> None:
    head = ("Ref", "Indicator", "Outturn 2024/25", "Q1")
    old = ("Ref", "Indicator", "Q4", "Outturn 2024/25")
    row = ("A1", "Calls answered in time", 80, 81)
    sheets = {"2024-25": [old, row], "2025-26": [head, row]}
    last, this = proposed(tmp_path, sheets).sheets

    assert [t.fills for t in last.tables] == ["results"]
    assert periods(last) == {"Q4": "2024/25 Q4", "Outturn 2024/25": "2024/25"}
    assert [t.fills for t in this.tables] == ["kpis", "results"]
    assert periods(this) == {"Q1": "2025/26 Q1"}
    assert goes_to(this)["Outturn 2024/25"] == ""


def test_a_checklist_of_returns_is_skipped_where_another_sheet_lists_its_kpis(
    tmp_path: Path,
) -> None:
    returns = [
        ("PI Code", "Contact", "Due", "Received"),
        *((r[0], "Officer", "1", "✓") for r in ROWS),
    ]
    data, checklist = proposed(tmp_path, {"Data": [TITLE, HEAD, *ROWS], "Returns": returns}).sheets

    assert data.tables
    assert checklist.skipped.startswith("a checklist of returns (Due, Received)")


def test_an_old_checklist_that_says_what_each_kpi_is_becomes_the_list_of_kpis(
    tmp_path: Path,
) -> None:
    rows = [
        ("KPI no.", "KPI", "Key contact", "Freq", "Data source", "Due", "Received"),
        ("1", "Calls answered in time", "Officer", "Q", "Telephony", "14 Jan", "✓"),
        ("2", "Bins missed", "Officer", "M", "Contract", "14 Jan", ""),
    ]
    sheet = one(tmp_path, rows)

    assert [t.fills for t in sheet.tables] == ["kpis"]
    assert {k.casefold(): v for k, v in table(sheet, "kpis").words["frequency"].items()} == {
        "q": "quarter", "m": "month", "a": "year",
    }  # fmt: skip
    assert goes_to(sheet)["Received"] == ""


def test_actual_and_target_in_rows_of_their_own_are_refused_with_the_reason(
    tmp_path: Path,
) -> None:
    rows = [
        ("Ref", "Measure", "Target", "Actual"),
        *((ref, "Calls answered", 80, 81) for ref in ("A1", "A1", "A2", "A2")),
    ]
    sheet = one(tmp_path, rows)

    assert sheet.tables == ()
    assert sheet.skipped.startswith("references repeat")


def test_two_columns_of_one_heading_are_not_taken_for_each_other(tmp_path: Path) -> None:
    rows = [(*row, "Officer", "Officer") for row in ROWS]
    sheet = one(tmp_path, [TITLE, (*HEAD, "Owner", "Owner"), *rows])

    assert table(sheet, "kpis").headings["owner"].value == ""
    assert [c.because.split(":")[0] for c in sheet.columns if c.heading == "Owner"] == [
        "two columns have this heading"
    ] * 2


def test_a_period_is_read_from_one_column_only(tmp_path: Path) -> None:
    head = ("Ref", "Indicator", "Q1 2025/26", "Quarter 1 2025/26", "Q2 2025/26", "Q2 2025/26")
    sheet = one(tmp_path, [head, ("A1", "Calls answered", 1, 2, 3, 4)])

    assert periods(sheet) == {"Q1 2025/26": "2025/26 Q1"}


def test_shares_kept_as_percentages_are_said(tmp_path: Path) -> None:
    rows = [("Ref", "Indicator", "Unit", "Q1 2025/26"), ("A1", "Calls answered", "%", 0.94)]
    (note,) = one(tmp_path, rows).notes

    assert note.startswith("figures of 1 or less stand beside the unit % (row 2)")


def test_values_of_several_areas_are_no_results(tmp_path: Path) -> None:
    areas = ("Leeds", "Bradford")
    rows = [
        ("Ref", "Period", "Area", "Value"),
        *((ref, "2025/26", area, 80) for ref in ("A1", "A2") for area in areas),
    ]
    sheet = one(tmp_path, rows)

    assert sheet.skipped.startswith("it holds values of several areas")


def test_a_sheet_of_the_register_as_it_ships_needs_no_mapping(tmp_path: Path) -> None:
    write_books(tmp_path, small_tables())
    sheets = {s.sheet: s for s in propose([tmp_path / "KPI Data Record.xlsx"]).sheets}

    assert sheets["Results"].skipped.endswith("name its workbook under [books] as data_record")


def test_periods_in_rows_are_read_in_the_councils_words(tmp_path: Path) -> None:
    rows = [
        ("Scorecard 2025/26",),
        ("Ref", "Quarter", "Actual", "Target"),
        *((ref, q, 80, 85) for ref in ("A1", "A2") for q in ("Qtr 1", "Qtr 2")),
    ]
    results = table(one(tmp_path, rows), "results")

    assert results.words["period"] == {"Qtr 1": "2025/26 Q1", "Qtr 2": "2025/26 Q2"}


def test_every_reading_has_a_confidence_and_its_reasons(tmp_path: Path) -> None:
    sheet = one(
        tmp_path,
        [TITLE, ("Ref.", "Indicatr", "Q1", "Lead"), ("A1", "Calls answered", 1, "x")],
    )
    said = {c.heading: (c.confidence.value, c.because) for c in sheet.columns if c.goes_to}

    assert said["Ref."] == (
        "certain",
        "the heading is a usual name for it; its cells look like references",
    )
    assert said["Indicatr"] == (
        "likely",
        "the heading resembles 'indicator'; its cells look like names of measures",
    )
