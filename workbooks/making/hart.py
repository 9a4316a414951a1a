"""Hart's published KPIs as another council keeps them: one wide sheet with its own headings."""

from pathlib import Path

import xlsxwriter

from workbooks.making.sources import Source, number, rows_of
from xlkpi.workbook.table_writer import CREATED

FILE = "Hart KPIs.xlsx"
SHEET = "KPIs 2014-15 Q2"
TITLES = ("Hart District Council", "Key performance indicators, 2014/15 quarter 2")
GROUPS = {4: "Last year", 5: "This year", 8: "For the service board"}
"""Column, counted from 0, to the words above its heading."""
HEADER_ROW = 3
"""Counted from 0: row 4 as the spreadsheet shows it."""
COLUMNS = (
    ("Indicator no.", "kpi_ref", 12),
    ("What we measure", "description", 62),
    ("Team", "service", 30),
    ("Symbol", "unit_suffix", 8),
    ("Outturn 13/14", "last_year", 10),
    ("Qtr 1", "last_quarter", 10),
    ("Qtr 2", "this_quarter", 10),
    ("Target", "target", 10),
    ("Status", "published_status", 12),
    ("Comments", "note", 70),
)
"""Heading, source column and width."""
CELL = {"border": 1, "text_wrap": True, "valign": "top"}
FIGURES = {"last_year", "last_quarter", "this_quarter", "target"}
ABOUT = (
    "Published figures of Hart District Council for 2014/15 quarter 2, exactly as published.",
    "From the public repository HartDC/hartdc.github.io, MIT licence, Copyright (c) 2013 HartDC.",
    "One officer's initials were removed. The layout of this sheet was made for this example.",
    "Not issued by Hart District Council.",
)


def write_hart(folder: Path) -> Path:
    """Return the path of Hart's workbook, written into `folder`."""
    path = folder / FILE
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": TITLES[1], "comments": ABOUT[1], "created": CREATED})
        bold = book.add_format({"bold": True})
        head = book.add_format({**CELL, "bold": True, "bg_color": "#D9E2D0"})
        body = book.add_format(CELL)
        page = book.add_worksheet(SHEET)
        page.write_string(0, 0, TITLES[0], book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, TITLES[1], bold)
        for column, words in GROUPS.items():
            page.write_string(HEADER_ROW - 1, column, words, bold)
        page.set_row(HEADER_ROW, 32)
        for column, (heading, _, width) in enumerate(COLUMNS):
            page.set_column(column, column, width)
            page.write_string(HEADER_ROW, column, heading, head)
        for row, kpi in enumerate(rows_of("hart_kpis_2014_15_q2.csv"), start=HEADER_ROW + 1):
            for column, (_, field, _) in enumerate(COLUMNS):
                page.write(row, column, _cell(kpi, field), body)
        page.freeze_panes(HEADER_ROW + 1, 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADER_ROW)
        about = book.add_worksheet("About")
        about.set_column(0, 0, 100)
        for row, line in enumerate(ABOUT):
            about.write_string(row, 0, line)
    return path


def _cell(kpi: Source, field: str) -> str | float | None:
    """Return a figure as a number, text as text, a blank as nothing."""
    return number(kpi[field]) if field in FIGURES else kpi[field] or None
