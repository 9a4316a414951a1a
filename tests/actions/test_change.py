"""A change in the year: the cell and the log change together, or nothing does."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from xlkpi.actions.change import Wanted, change
from xlkpi.errors import RefusalError, RegisterError
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.terms.period_text import read_period
from xlkpi.workbook.edit.change import Value
from xlkpi.workbook.files import Files
from xlkpi.workbook.read import read_register

ROOT = Path(__file__).parents[2]
DAY = date(2026, 10, 23)
BOOK = "KPI Supporting Information.xlsx"


def files() -> Files:
    return Files(datetime(2026, 10, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def shipped(tmp_path: Path) -> Settings:
    """A copy of the shipped Register."""
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copy(ROOT / "xlkpi.toml", tmp_path)
    return read_settings(tmp_path)


def wanted(ref: str, what: str, new: Value, effective: str) -> Wanted:
    reason = "=HYPERLINK(1) Set too high"
    return Wanted(ref, what, new, reason, "Directorate Management Team", read_period(effective))


def test_a_target_changes_and_the_log_says_why(shipped: Settings) -> None:
    (edited,) = change(shipped, files(), wanted("AH02", "Target", 11.5, "2024"), DAY)
    register = read_register(shipped.sources)
    logged = register.changes[-1]

    assert edited.path.name == BOOK
    assert {t.period.name: t.value for t in register.targets_of("AH02")}["2024"] == 11.5
    assert (logged.ref, logged.field, logged.old, logged.new) == ("AH02", "Target", "11.9", "11.5")
    assert (logged.reason, logged.changed_on) == ("=HYPERLINK(1) Set too high", DAY)
    assert logged.effective == read_period("2024")


def test_a_definition_changes_by_its_heading_or_its_name(shipped: Settings) -> None:
    change(shipped, files(), wanted("CHE07", "Definition", "Repairs done at once", "2026/27"), DAY)
    change(shipped, files(), wanted("CHE07", "lag days", 20, "2026/27"), DAY)
    kpi = next(one for one in read_register(shipped.sources).kpis if one.ref == "CHE07")

    assert (kpi.definition, kpi.lag_days) == ("Repairs done at once", 20)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (wanted("ZZ99", "Target", 1, "2024"), "there is no KPI ZZ99"),
        (wanted("AH02", "colour", 1, "2024"), "a KPI has nothing called 'colour' that can change"),
        (wanted("AH02", "ref", "AH99", "2024"), "a KPI has nothing called 'ref'"),
        (wanted("AH02", "Target", 1, "2031"), "AH02 has no target for 2031: it has them for 2"),
    ],
)
def test_what_cannot_change_is_refused(shipped: Settings, asked: Wanted, message: str) -> None:
    with pytest.raises(RefusalError, match=message):
        change(shipped, files(), asked, DAY)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (wanted("AH02", "Tolerance mode", None, "2024"), "has no mode"),
        (wanted("AH02", "polarity", "sideways", "2024"), "polarity 'sideways' is not one of"),
        (wanted("AH02", "tolerance", -5, "2024"), "tolerance"),
    ],
)
def test_a_change_that_makes_a_problem_is_refused_and_nothing_is_written(
    shipped: Settings, asked: Wanted, message: str
) -> None:
    book = shipped.path.parent / "workbooks" / BOOK
    before = book.read_bytes()

    with pytest.raises(RegisterError) as caught:
        change(shipped, files(), asked, DAY)
    assert any(message in str(problem) for problem in caught.value.problems)
    assert book.read_bytes() == before
