"""The conformance tables in tests/examples: arguments as a sheet sees them, the expected cell."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xlkpi.functions.catalogue import CATALOGUE, call

TABLES = Path(__file__).parents[1] / "examples"


def as_cell(found: dict[str, str]) -> date:
    """Return a date, which JSON cannot write, from `{"date": "2024-09-01"}`."""
    return date.fromisoformat(found["date"])


def rows() -> list[Any]:
    return [
        pytest.param(
            table.stem.upper(),
            json.loads(row["arguments"], object_hook=as_cell),
            json.loads(row["expected"]),
            id=f"{table.stem}: {row['why']}",
        )
        for table in sorted(TABLES.glob("kpi_*.csv"))
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    ]


def flat(answer: object) -> list[object]:
    return [cell for row in answer for cell in row] if isinstance(answer, list) else [answer]


@pytest.mark.parametrize(("name", "arguments", "expected"), rows())
def test_each_row_of_the_table_is_answered(
    name: str, arguments: list[object], expected: object
) -> None:
    found = call(name, arguments)

    assert isinstance(found, list) is isinstance(expected, list)
    if isinstance(found, list) and isinstance(expected, list):
        assert [len(row) for row in found] == [len(row) for row in expected]
    for cell, wanted in zip(flat(found), flat(expected), strict=True):
        is_number = isinstance(wanted, int | float)
        assert cell == (pytest.approx(wanted, rel=1e-5, abs=1e-9) if is_number else wanted)


def test_every_function_has_a_table() -> None:
    assert {table.stem.upper() for table in TABLES.glob("kpi_*.csv")} == set(CATALOGUE)


def test_every_refusal_in_the_tables_fits_in_a_cell() -> None:
    texts = [cell for row in rows() for cell in flat(row.values[2]) if isinstance(cell, str)]
    refusals = [text for text in texts if text.startswith("KPI?")]

    assert len(refusals) > 50
    assert max(map(len, refusals)) <= 255
