"""The form of a period: what is on record stands there, what is owed is blank."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from xlkpi.actions.scorecard import scorecard
from xlkpi.errors import OutputError
from xlkpi.register.entry import Entry
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.terms.period_text import read_period
from xlkpi.workbook.read import read_entries, read_register

ROOT = Path(__file__).parents[2]


def form(settings: Settings, path: Path) -> dict[str, Entry]:
    """Return the rows of a new form by KPI."""
    (source,) = settings.entries
    made = replace(source, path=scorecard(settings, path))
    entries = read_entries([made], read_register(settings.sources))
    return {entry.ref: entry for entry in entries}


@pytest.fixture
def next_quarter(tmp_path: Path) -> Settings:
    """The shipped Register a quarter later, when nothing of it is in yet."""
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copy(ROOT / "xlkpi.toml", tmp_path)
    now = read_settings(tmp_path)
    return replace(now, period=read_period("2026/27 Q3"), as_at=date(2027, 1, 25))


def test_a_new_quarter_asks_for_the_quarters_figures(
    next_quarter: Settings, tmp_path: Path
) -> None:
    rows = form(next_quarter, tmp_path / "Q3.xlsx")
    kpis = {kpi.ref: kpi for kpi in read_register(next_quarter.sources).kpis}
    quarterly = [rows[ref] for ref, kpi in kpis.items() if kpi.frequency.value == "quarter"]

    assert len(rows) == 111
    assert len(quarterly) > 30
    assert {row.period.name for row in quarterly if (kpis[row.ref].lag_days or 0) <= 25} == {
        "2026/27 Q3"
    }
    owed = [row for row in quarterly if row.period.name == "2026/27 Q3"]
    assert all(row.value is None and row.rag in {"No data", "Tracker"} for row in owed)


def test_what_is_on_record_stands_in_its_row(next_quarter: Settings, tmp_path: Path) -> None:
    rows = form(next_quarter, tmp_path / "Q3.xlsx")

    assert (rows["AH01"].period.name, rows["AH01"].value) == ("2025", 26.55064)


def test_a_form_that_is_there_is_never_replaced(next_quarter: Settings, tmp_path: Path) -> None:
    path = tmp_path / "Q3.xlsx"
    path.write_bytes(b"filled")

    with pytest.raises(OutputError, match="exists already"):
        scorecard(next_quarter, path)
    assert path.read_bytes() == b"filled"
