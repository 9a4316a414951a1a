"""The Register's four workbooks, with the words on their covers and notes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbooks.making.sources import ATTRIBUTION, NOTICE, Cells, kpis, rows_of
from xlkpi.workbook.layout import BOOKS, LAYOUTS, SCORECARD
from xlkpi.workbook.table_sheet import sheet_for
from xlkpi.workbook.table_writer import RegisterBook

Tables = Mapping[str, Sequence[Cells]]


def write_books(folder: Path, tables: Tables) -> list[Path]:
    """Return the paths of the Register's workbooks, written into `folder`."""
    books = {book: file for book, file in BOOKS.items() if book != SCORECARD}
    return [_write_book(folder / file, book, tables) for book, file in books.items()]


def _write_book(path: Path, book: str, tables: Tables) -> Path:
    """Write one workbook with every table that lives in it."""
    words = next(row for row in rows_of("books.csv") if row["book"] == book)
    with RegisterBook(path, words["title"], NOTICE) as register:
        for sheet in rows_of("sheets.csv"):
            layout = LAYOUTS[sheet["table"]]
            if layout.book == book:
                rows = tables[sheet["table"]]
                page = sheet_for(layout, sheet["title"], sheet["about"])
                register.table(page, rows, _decimals(rows))
        register.notes((*_notes(book), ("Attribution", ATTRIBUTION)))
        register.cover(words["about"], words["how_to_use"].split(" / "))
    return path


def _notes(book: str) -> list[tuple[str, str]]:
    return [(row["subject"], row["text"]) for row in rows_of("notes.csv") if row["book"] == book]


def _decimals(rows: Sequence[Cells]) -> list[int | None]:
    """Return how many places each row's numbers show: those of its KPI."""
    places = {ref: int(kpi["decimals"]) for ref, kpi in kpis().items()}
    return [places.get(str(row.get("ref"))) for row in rows]
