"""What no cell of its kind can hold is refused at the cell, never carried on."""

from pathlib import Path

import pytest

from tests.making.books import problems, register_folder, small_tables
from xlkpi.register.cell import ERRORS


@pytest.mark.parametrize(
    ("field", "found", "belongs"),
    [
        ("decimals", 20, "20 where a number from 0 to 15"),
        ("decimals", 1e9, "1,000,000,000 where a number from 0 to 15"),
        ("decimals", -1, "-1 where a number from 0 to 15"),
        ("lag_days", 4_000_000, "4,000,000 where a number from 0 to 3,660"),
        ("lag_days", 1e15, "1e+15 where a number from 0 to 3,660"),
        ("lag_days", -500, "-500 where a number from 0 to 3,660"),
        ("every", 0, "0 where a number from 1 to 20"),
        ("every", -3, "-3 where a number from 1 to 20"),
        ("every", 100_000, "100,000 where a number from 1 to 20"),
        ("min_change", -1, "-1 where a number of 0 or more"),
    ],
)
def test_a_number_out_of_reason_is_located(
    tmp_path: Path, field: str, found: float, belongs: str
) -> None:
    tables = small_tables()
    tables["kpis"][0][field] = found
    (line,) = problems(register_folder(tmp_path, tables))

    assert line.startswith("KPI Supporting Information.xlsx, KPIs!")
    assert line.endswith(f"GR01: found {belongs} belongs: correct it")


@pytest.mark.parametrize("error", sorted(ERRORS))
def test_the_error_of_a_formula_is_nobodys_word(tmp_path: Path, error: str) -> None:
    tables = small_tables()
    for field in ("source", "boards", "unit", "decimals", "title"):
        tables["kpis"][0][field] = error
    found = problems(register_folder(tmp_path, tables))

    assert len(found) == 5
    assert all(f"GR01: found the error {error}: mend the formula" in line for line in found)


def test_words_that_begin_with_a_hash_are_words(tmp_path: Path) -> None:
    tables = small_tables()
    tables["kpis"][0]["source"] = "#1 of the county's measures"

    assert not problems(register_folder(tmp_path, tables))
