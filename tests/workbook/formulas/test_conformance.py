"""The tables in tests/examples, laid out in the cells of a workbook: one host more."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.making.formulas import Stored, formula_book
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated
from xlkpi.workbook.package import column_letter

TABLES = sorted((Path(__file__).parents[2] / "examples").glob("kpi_*.csv"))


def rows(table: Path) -> list[tuple[list[Any], Any]]:
    """Return the arguments and the expected cells of each row that a workbook can hold."""
    read = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    found = [
        (json.loads(row["arguments"], object_hook=lambda d: date.fromisoformat(d["date"])), row)
        for row in read
    ]
    return [(given, json.loads(row["expected"])) for given, row in found if is_layable(given)]


def is_layable(arguments: list[Any]) -> bool:
    """Return whether cells can hold the arguments: ragged ranges and empty ones are no ranges."""
    for argument in arguments:
        grid = as_grid(argument)
        if not grid or not grid[0] or len({len(row) for row in grid}) > 1:
            return False
        for cell in [cell for row in grid for cell in row]:
            is_text = isinstance(cell, str) and (cell.startswith(" ") or len(cell) > 200)
            if is_text or isinstance(cell, list):
                return False
    return True


def as_grid(argument: object) -> list[list[Any]]:
    if not isinstance(argument, list):
        return [[argument]]
    return [*argument] if all(isinstance(row, list) for row in argument) else [argument]


def laid_out(
    name: str, examples: list[tuple[list[Any], Any]]
) -> tuple[dict[str, dict[str, object]], dict[str, Any]]:
    """Return sheets of arguments and of formulas, and what each formula's first cell shall be."""
    data: dict[str, object] = {}
    formulas: dict[str, object] = {}
    expected: dict[str, Any] = {}
    top, bottom = 1, 1
    for given, wanted in examples:
        column, references, height = 1, [], 1
        for argument in given:
            grid = as_grid(argument)
            last = f"{column_letter(column + len(grid[0]) - 1)}{top + len(grid) - 1}"
            references.append(f"Data!{column_letter(column)}{top}:{last}")
            for down, row in enumerate(grid):
                for across, cell in enumerate(row):
                    data[f"{column_letter(column + across)}{top + down}"] = cell
            column, height = column + len(grid[0]), max(height, len(grid))
        answer = as_grid(wanted)
        area = f"A{bottom}:{column_letter(len(answer[0]))}{bottom + len(answer) - 1}"
        formulas[f"A{bottom}"] = Stored(f"{name}({','.join(references)})", "old", area=area)
        for down, row in enumerate(answer):
            for across, cell in enumerate(row):
                expected[f"{column_letter(1 + across)}{bottom + down}"] = cell
        top, bottom = top + height, bottom + len(answer)
    return {"Data": data, "Formulas": formulas}, expected


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_workbook_answers_as_the_table_says(table: Path, tmp_path: Path) -> None:
    examples = rows(table)
    sheets, expected = laid_out(table.stem.upper(), examples)

    found = recalculated(FormulaBook(formula_book(tmp_path, sheets)))

    assert len(examples) > 5
    assert not found.unknown
    answers = {one.cell: one.computed for one in found.results}
    assert set(answers) == set(expected)
    for cell, wanted in expected.items():
        is_number = isinstance(wanted, int | float)
        assert answers[cell] == (pytest.approx(wanted, rel=1e-5, abs=1e-9) if is_number else wanted)
