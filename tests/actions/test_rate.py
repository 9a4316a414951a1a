"""Rating the Scorecard: the same judgement as the papers', as values and as live formulas."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.making.books import Rows, register_folder, small_tables
from xlkpi.actions.edit import Options, edit
from xlkpi.actions.rate import rate
from xlkpi.assessment.assess import assess
from xlkpi.errors import SettingsError
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.workbook.cells import WorkbookCells
from xlkpi.workbook.edit.change import Edit, Formula
from xlkpi.workbook.edit.edit import edit_workbook
from xlkpi.workbook.files import FileBook, Files
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.headings import HEADINGS
from xlkpi.workbook.read import read_register

ROOT = Path(__file__).parents[2]
STAMP = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)


def files() -> Files:
    return Files(STAMP)


@pytest.fixture
def shipped(tmp_path: Path) -> Settings:
    """A copy of the shipped Register."""
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copy(ROOT / "xlkpi.toml", tmp_path)
    return read_settings(tmp_path)


@pytest.fixture
def hart(tmp_path: Path) -> Settings:
    """A copy of another council's register."""
    return read_settings(
        shutil.copytree(ROOT / "workbooks" / "examples" / "hart", tmp_path / "hart")
    )


def scorecard(settings: Settings) -> Path:
    return settings.entries[0].path


def by_heading(path: Path, sheet: str) -> Iterator[dict[str, object]]:
    rows = [list(row) for row in WorkbookCells(path).rows(sheet)]
    headings = [str(cell) for cell in rows[3]]
    return (dict(zip(headings, row, strict=False)) for row in rows[4:])


def test_the_shipped_scorecard_says_already_what_the_register_says(shipped: Settings) -> None:
    before = scorecard(shipped).read_bytes()
    done = rate(shipped, files())

    assert (done.rows, done.edited, done.notes) == (111, (), ())
    assert scorecard(shipped).read_bytes() == before


def test_a_typed_figure_is_rated_by_its_row(shipped: Settings) -> None:
    edit(scorecard(shipped), ["Scorecard!D6=99"], Options(), STAMP)
    (edited,) = rate(shipped, files()).edited
    row = next(
        row for row in by_heading(scorecard(shipped), "Scorecard") if row["KPI ref"] == "AH02"
    )

    assert (row["Latest"], row["Rating"], row["Direction"]) == (99, "Red", "Worsened")
    assert str(row["Why"]).startswith("Red: 99.0% is 87.1 points above the target of 11.9%")
    assert edited.backup is not None
    assert {change.sheet for change in edited.changes} == {"Scorecard", "History"}


def test_a_blank_figure_is_no_data(shipped: Settings) -> None:
    edit(scorecard(shipped), ["Scorecard!D6="], Options(), STAMP)
    rate(shipped, files())
    row = next(
        row for row in by_heading(scorecard(shipped), "Scorecard") if row["KPI ref"] == "AH02"
    )

    assert (row["Rating"], row["Direction"]) == ("No data", "No data")


def test_live_ratings_are_formulas_with_the_papers_own_values(shipped: Settings) -> None:
    rate(shipped, files(), is_live=True)
    sheet = load_workbook(scorecard(shipped))["Scorecard"]
    said = {a.kpi.ref: a for a in assess(read_register(shipped.sources), shipped.question)}
    for row in by_heading(scorecard(shipped), "Scorecard"):
        if row["Latest"] is None:
            assert row["Rating"] in {"No data", "Tracker"}
            continue
        assert row["Rating"] == said[str(row["KPI ref"])].rag.value
        assert row["Why"] == said[str(row["KPI ref"])].why

    formulas = [
        cell.value for row in sheet.iter_rows(min_row=5) for cell in row if cell.data_type == "f"
    ]
    called = {str(formula).partition("(")[0].lstrip("=") for formula in formulas}
    assert len(formulas) > 430
    assert called == {"KPI_RAG", "KPI_RAG_WHY", "KPI_DIRECTION", "KPI_TREND", "KPI_BENCHMARK"}
    assert called <= set(CATALOGUE)


def test_live_ratings_recalculate_to_themselves(shipped: Settings) -> None:
    from xlkpi.actions.recalc import differences  # noqa: PLC0415 -- the action under test is another

    rate(shipped, files(), is_live=True)

    assert FormulaBook(scorecard(shipped)).may_call
    assert list(differences(scorecard(shipped))) == []


def test_live_formulas_stay_when_values_are_asked_for(shipped: Settings) -> None:
    rate(shipped, files(), is_live=True)
    edit(scorecard(shipped), ["Scorecard!D6=99"], Options(), STAMP)
    before = FileBook(scorecard(shipped)).formulas("Scorecard")
    rate(shipped, files())

    assert FileBook(scorecard(shipped)).formulas("Scorecard") == before
    row = next(
        row for row in by_heading(scorecard(shipped), "Scorecard") if row["KPI ref"] == "AH02"
    )
    assert row["Rating"] == "Red"


def test_an_officers_own_formula_is_left_as_it_is(shipped: Settings) -> None:
    own = Formula('IF(D6>J6,"Red","Green")', "Green")
    typed = [Edit("Scorecard", "H6", own), Edit("Scorecard", "D6", 99)]
    edit_workbook(scorecard(shipped), typed, stamp=STAMP)
    done = rate(shipped, files(), is_live=True)

    assert done.notes == ("Scorecard!H6 holds a formula of your own and was left as it is",)
    assert FileBook(scorecard(shipped)).formulas("Scorecard")["H6"] == 'IF(D6>J6,"Red","Green")'


def test_another_councils_ratings_change_only_where_the_rule_differs(hart: Settings) -> None:
    (edited,) = rate(hart, files()).edited
    changes = {change.cell: (change.old, change.new) for change in edited.changes}

    assert changes == {
        "I9": ("red", "green"),
        "I10": ("amber", "green"),
        "I15": ("red", "green"),
        "I19": ("green", "red"),
        "I28": ("green", "red"),
        "I34": ("green", "red"),
    }
    assert rate(hart, files()).edited == ()


def test_without_a_scorecard_the_settings_are_refused(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "entries"\nsheet = ""\n'
    settings = read_settings(register_folder(tmp_path, said=said))

    with pytest.raises(SettingsError, match="names no Scorecard"):
        rate(settings, files())


def test_a_scorecard_of_three_columns_is_rated_in_the_columns_it_has(tmp_path: Path) -> None:
    kept = ("ref", "period", "value", "rag")
    absent = [field for field in HEADINGS["entries"] if field not in kept]
    none = ", ".join(f'{field} = ""' for field in absent)
    said = f'[[tables]]\nfills = "entries"\nsheet = "Scorecard"\nheadings = {{ {none} }}\n'
    typed: Rows = [{"ref": "GR01", "period": "2026/27 Q2", "value": 10}]
    settings = read_settings(
        register_folder(tmp_path, {**small_tables(), "entries": typed}, said=said)
    )
    (edited,) = rate(settings, files(), is_live=True).edited

    (change,) = edited.changes
    assert change.cell == "H5"
    assert str(change.new).startswith("Formula(text='KPI_RAG(D5,")
