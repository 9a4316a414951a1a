"""The CLT Scorecard is the form of the quarter, made from the Register beside it."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.make_scorecard import SCORECARD, form

HEADER = 4


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rows_of(name: str) -> list[dict[str, object]]:
    sheet = load_workbook(SCORECARD)[name]
    assert isinstance(sheet, Worksheet)
    headings, *rows = sheet.iter_rows(min_row=HEADER, values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def test_the_committed_form_is_what_the_register_makes() -> None:
    assert parts(form()) == parts(SCORECARD.read_bytes())


def test_scorecard_history_and_peers_have_one_row_a_kpi_in_one_order() -> None:
    refs = [[row["KPI ref"] for row in rows_of(name)] for name in ("Scorecard", "History", "Peers")]

    assert refs[0] == refs[1] == refs[2]
    assert len(refs[0]) == len(set(refs[0])) > 100


def test_the_last_history_column_is_the_latest_figure() -> None:
    entries = {row["KPI ref"]: row for row in rows_of("Scorecard")}
    compared = 0
    for row in rows_of("History"):
        entry = entries[row["KPI ref"]]
        if entry["Latest"] is not None and row["To period"] == entry["Period"]:
            assert row["Result 24"] == entry["Latest"]
            compared += 1

    assert compared > 90


def test_a_city_under_two_codes_is_one_column() -> None:
    headings = list(rows_of("Peers")[0])

    assert len([heading for heading in headings if "Sheffield" in heading]) == 1
