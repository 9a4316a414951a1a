"""A new workbook in the Register's own look: a cover, tables with entry help, and notes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from math import ceil
from pathlib import Path
from textwrap import wrap
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from xlkpi.terms.number import decimals_in
from xlkpi.workbook.table_sheet import Column, Kind, Sheet, entry_help, written

NAVY, RULE, INK = "#12436D", "#C9CED2", "#1D1D1D"
TITLE_ROW, NOTICE_ROW, ABOUT_ROW, HEADER_ROW = range(4)
"""Rows counted from 0: the header is row 4 as the spreadsheet shows it."""
CREATED = datetime(2026, 10, 1)  # noqa: DTZ001 -- fixed, so that the same input gives the same bytes
MOST_DECIMALS = 4
LONGEST_FOOTER = 254
NARROWEST, WIDEST, LONG_TEXT = 7, 60, 50
"""Column widths in characters; text longer than the widest column wraps in one for long text."""
BESIDE = 4
"""Characters that a heading's filter button and a cell's margins take."""
LINE = 13.5
"""Points of one line of text."""
PAGE_WIDTH = 225
"""Characters across a landscape A4 page that can still be read."""

Row = Mapping[str, object]
"""Field to what its cell shall hold."""

Worksheet = Any
Format = Any
"""XlsxWriter ships no types."""


class RegisterBook:
    """A context manager that writes a new workbook at `path`, or nothing when an error is raised.

    The first sheet is the cover. Tables and notes follow in the order they are asked for; `cover`
    comes last and lists them with links. The same calls give the same bytes: no clock, no person.
    """

    def __init__(self, path: Path, title: str, notice: str) -> None:
        """Begin a workbook; `notice` stands on the cover, on every sheet and in every footer."""
        self.title, self.notice = title, notice
        self._book = xlsxwriter.Workbook(str(path), {"default_format_properties": dict(_FONT)})
        self._book.set_properties({"title": title, "comments": notice, "created": CREATED})
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._contents: list[tuple[str, str]] = []
        self._cover = self._sheet("Cover", title, NAVY)

    def __enter__(self) -> Self:
        """Return the book itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        """Write the file, unless something went wrong on the way."""
        if kind is None:
            self._book.close()

    def table(
        self, sheet: Sheet, rows: Sequence[Row], decimals: Sequence[int | None] = ()
    ) -> Worksheet:
        """Add a sheet with a table of `rows`.

        Args:
            sheet: names, words and columns.
            rows: what the cells hold: None, text, numbers, dates, TRUE/FALSE, enumerations.
            decimals: how many places each row's numbers show; without it, as many as each has.

        Returns:
            The worksheet as XlsxWriter knows it, for what only one workbook needs (conditional
            formats, sparklines). The first row of data is `HEADER_ROW + 1`, counted from 0.
        """
        page = self._sheet(sheet.name, sheet.title, RULE)
        page.write_string(ABOUT_ROW, 0, sheet.about, self.format())
        last = HEADER_ROW + max(1, len(rows))
        header = self.format(bold=True, font_color="#FFFFFF", bg_color=NAVY, **_HEADER)
        widths = [_width(column, rows) for column in sheet.columns]
        page.set_row(HEADER_ROW, LINE * (_lines(sheet.columns, widths) + 0.5))
        for number, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
            page.set_column(number, number, width)
            rule = entry_help(column)
            if rule:
                page.data_validation(HEADER_ROW + 1, number, last, number, rule)
        for number, row in enumerate(rows):
            places = decimals[number] if decimals else None
            self._write_row(page, HEADER_ROW + 1 + number, sheet.columns, row, places)
        columns = [{"header": column.heading, "header_format": header} for column in sheet.columns]
        options = {"name": sheet.table_name, "columns": columns, "style": None}
        page.add_table(HEADER_ROW, 0, last, len(sheet.columns) - 1, options)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        self._set_up(page, widths)
        self._contents.append((sheet.name, sheet.about))
        return page

    def notes(self, notes: Iterable[tuple[str, str]], name: str = "Notes") -> None:
        """Add a sheet of notes, each with its subject."""
        page = self._sheet(name, f"{self.title}: notes", RULE)
        page.set_column(0, 0, 30)
        page.set_column(1, 1, 110)
        for number, (subject, text) in enumerate(notes, start=HEADER_ROW):
            page.write_string(number, 0, subject, self.format(bold=True, **_WRAP))
            page.write_string(number, 1, text, self.format(**_WRAP))
        page.fit_to_pages(1, 0)
        self._contents.append((name, "What the columns, words and marks mean."))

    def cover(self, about: str, how_to_use: Sequence[str]) -> None:
        """Fill the cover; call it last, when every other sheet is there to be listed."""
        page, label, text = self._cover, self.format(bold=True, **_WRAP), self.format(**_WRAP)
        page.set_column(0, 0, 36)
        page.set_column(1, 1, 104)
        page.write_string(HEADER_ROW, 0, "What this is", label)
        page.write_string(HEADER_ROW, 1, about, text)
        row = HEADER_ROW + 2
        page.write_string(row, 0, "Contents", self._heading)
        link = self.format(font_color="#0B5394", underline=True, **_WRAP)
        for name, holds in self._contents:
            row += 1
            page.write_url(row, 0, f"internal:'{name}'!A1", link, name, f"Go to {name}")
            page.write_string(row, 1, holds, text)
        row += 2
        page.write_string(row, 0, "How to use it", self._heading)
        for number, step in enumerate(how_to_use, start=1):
            page.write_string(row + number, 0, f"{number}.", label)
            page.write_string(row + number, 1, step, text)
        page.fit_to_pages(1, 0)
        page.activate()

    def _sheet(self, name: str, title: str, tab_colour: str) -> Worksheet:
        """Return a new sheet with its title, the notice and its print set-up."""
        page = self._book.add_worksheet(name)
        page.hide_gridlines(2)
        page.set_tab_color(tab_colour)
        page.set_row(TITLE_ROW, 24)
        page.write_string(
            TITLE_ROW, 0, title, self.format(bold=True, font_size=16, font_color=NAVY)
        )
        page.write_string(NOTICE_ROW, 0, self.notice, self.format(italic=True))
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.set_footer(_footer(self.title, self.notice))
        return page

    def _set_up(self, page: Worksheet, widths: Sequence[int]) -> None:
        """Freeze the headings on screen and repeat them in print."""
        page.freeze_panes(HEADER_ROW + 1, 1)
        page.repeat_rows(HEADER_ROW)
        page.fit_to_pages(ceil(sum(widths) / PAGE_WIDTH), 0)
        if sum(widths) > PAGE_WIDTH:
            page.repeat_columns(0)

    def _write_row(
        self,
        page: Worksheet,
        number: int,
        columns: Sequence[Column],
        row: Row,
        decimals: int | None,
    ) -> None:
        for index, column in enumerate(columns):
            cell = written(row.get(column.field))
            if cell is None:
                page.write_blank(number, index, None, self._body(column, None))
            elif isinstance(cell, date):
                page.write_datetime(number, index, cell, self._body(column, None))
            elif isinstance(cell, str):
                page.write_string(number, index, cell, self._body(column, None))
            else:
                page.write_number(number, index, cell, self._body(column, _places(cell, decimals)))

    def _body(self, column: Column, places: int | None) -> Format:
        """Return the format of a body cell."""
        if column.kind is Kind.DATE:
            return self.format(num_format="dd/mm/yyyy", align="left", **_CELL)
        if column.kind in (Kind.NUMBER, Kind.WHOLE):
            fraction = "." + "0" * places if places else ""
            return self.format(num_format=f"#,##0{fraction}", align="right", **_CELL)
        return self.format(num_format="@", align="left", **_CELL)

    @property
    def _heading(self) -> Format:
        return self.format(bold=True, font_size=12, font_color=NAVY)

    def format(self, **properties: object) -> Format:
        """Return the one format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_FONT, **properties})
        return self._formats[key]


_FONT = {"font_name": "Arial", "font_size": 10, "font_color": INK}
_WRAP = {"text_wrap": True, "valign": "top"}
_CELL = {**_WRAP, "border": 1, "border_color": RULE, "indent": 1}
_HEADER = _CELL | {"valign": "vcenter"}


def _places(value: float, decimals: int | None) -> int:
    return min(MOST_DECIMALS, decimals_in(value) if decimals is None else decimals)


def _width(column: Column, rows: Sequence[Row]) -> int:
    """Return a width that holds the longest word of the heading and most of the text."""
    heading = max(map(len, column.heading.split())) + BESIDE
    if column.kind is Kind.DATE:
        return max(13, heading)
    found = (written(row.get(column.field)) for row in rows)
    texts = [f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in found if cell]
    longest = max(map(len, texts), default=0) + BESIDE
    return max(NARROWEST, heading, longest if longest <= WIDEST else LONG_TEXT)


def _lines(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """Return how many lines the longest heading needs at its column's width."""
    pairs = zip(columns, widths, strict=True)
    return max(len(wrap(column.heading, width - BESIDE)) for column, width in pairs)


def _footer(title: str, notice: str) -> str:
    """Return the print footer, its notice cut to what a spreadsheet can hold."""
    # -- an ampersand begins a code, so a written one is doubled --
    start, end = f"&L&8{title.replace('&', '&&')}: &A\n", "&R&8Page &P of &N"
    room = LONGEST_FOOTER - len(start) - len(end)
    words = notice.replace("&", "&&")
    cut = words if len(words) <= room else f"{words[: room - 1]}\N{HORIZONTAL ELLIPSIS}"
    return f"{start}{cut}{end}"
