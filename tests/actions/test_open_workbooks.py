"""What stands open in a spreadsheet is checked and marked as it stands there, saved or not."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.host.sending import sent
from tests.making.books import register_folder, small_tables
from xlkpi.actions.check import check
from xlkpi.actions.query_sheet import mark
from xlkpi.host.sent_book import SentBooks, read_book
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.files import Files
from xlkpi.workbook.layout import LAYOUTS

STAMP = datetime(2026, 10, 23, 9, 30, tzinfo=UTC)


def opened(said: dict[str, Any]) -> SentBooks:
    return SentBooks((read_book(said),), Files(STAMP))


def test_an_open_workbook_is_not_compared_with_its_last_save(tmp_path: Path) -> None:
    folder = register_folder(tmp_path)
    path = folder / "CLT Scorecard.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Scorecard").write_row(3, 0, list(LAYOUTS["entries"].headings.values()))
        book.add_worksheet("Notes").write_formula("B2", '=KPI_RAG(1, 2, "Lower")', None, "Red")
    settings = read_settings(folder)

    assert "stale-result" in [one.code.name for one in check(settings).queries]
    found = check(settings, opened(sent(path)).open)
    assert "stale-result" not in [one.code.name for one in found.queries]


def test_marking_tells_of_the_figures_that_stand_in_the_open_workbook(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"][3].update(numerator=120, denominator=100)
    settings = read_settings(register_folder(tmp_path, tables))
    said = sent(tmp_path / "KPI Data Record.xlsx")
    (results,) = [one for one in said["sheets"] if one["name"] == "Results"]
    results["rows"][7][5] = 130
    books = opened(said)
    done = mark(settings, books, is_highlighted=False, today=date(2026, 10, 23))

    assert "130" in [one.found for one in done.findings.queries]
    assert "120" not in [one.found for one in done.findings.queries]
