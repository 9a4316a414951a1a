"""The Scorecard's rows: read like any table, held against the Register, never a part of it."""

from pathlib import Path

from tests.making.books import Rows, entries, problems, read, register_folder, small_tables
from xlkpi.register.result import ResultStatus
from xlkpi.terms.missing import GapReason


def with_entries(folder: Path, *rows: dict[str, object]) -> Path:
    typed: Rows = list(rows)
    return register_folder(folder, {**small_tables(), "entries": typed})


def test_an_entry_is_read_with_the_address_of_each_cell(tmp_path: Path) -> None:
    row = {"ref": "GR01", "period": "2026/27 Q2", "value": 77.4, "status": "Provisional"}
    (entry,) = entries(with_entries(tmp_path, row))

    assert (entry.value, entry.status) == (77.4, ResultStatus.PROVISIONAL)
    assert entry.place is not None
    assert entry.place.cell("value") == "D5"
    assert entry.is_filled


def test_the_scorecard_is_no_part_of_the_register(tmp_path: Path) -> None:
    folder = with_entries(tmp_path, {"ref": "GR01", "period": "2026/27 Q2", "value": "oops"})

    assert read(folder).results
    assert "number" in problems(folder)[0]


def test_a_gap_is_spelt_by_its_shorthand(tmp_path: Path) -> None:
    (entry,) = entries(
        with_entries(tmp_path, {"ref": "GR01", "period": "2026/27 Q2", "value": "[c]"})
    )

    assert (entry.value, entry.gap_reason) == (None, GapReason.SUPPRESSED)


def test_a_failed_function_is_only_what_a_cell_shows(tmp_path: Path) -> None:
    row = {"ref": "GR01", "period": "2026/27 Q2", "value": 1, "rag": "#NAME?"}
    (entry,) = entries(with_entries(tmp_path, row))

    assert entry.rag == "#NAME?"


def test_every_contradiction_of_the_scorecard_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        with_entries(
            tmp_path,
            {"ref": "GR01", "period": "2026/27 Q2", "value": 1, "gap_reason": "Suspended"},
            {"ref": "GR01", "period": "2026/27 Q2", "value": 2},
            {"ref": "ZZ99", "period": "2026/27 Q2", "value": 3},
            {"ref": "GR01", "period": "2026-09", "value": 4},
        )
    )

    assert len(found) == 4
    assert any("cannot both hold" in line for line in found)
    assert any("a second entry" in line for line in found)
    assert any("there is no KPI ZZ99" in line for line in found)
    assert any("is a month" in line for line in found)
