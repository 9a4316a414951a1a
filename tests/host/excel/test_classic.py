"""The worksheet functions through xlwings' own classic call path, with COM faked at its edge."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.host.excel.session import ask
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.host.excel.wrappers import functions_module

TABLES = Path(__file__).parents[2] / "examples"


def rows() -> list[tuple[str, list[Any], Any, str]]:
    return [
        (table.stem.upper(), json.loads(row["arguments"]), json.loads(row["expected"]), row["why"])
        for table in sorted(TABLES.glob("kpi_*.csv"))
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    ]


def flat(answer: object) -> list[object]:
    cells = [cell for row in answer for cell in row] if isinstance(answer, list) else [answer]
    return ["" if cell is None else cell for cell in cells]


def handed(arguments: list[Any], allowed: int) -> bool:
    """Whether Excel lets somebody enter the call: not more arguments than there are, no jagged."""
    shapes = [a for a in arguments if isinstance(a, list)]
    is_even = all(
        len({len(row) if isinstance(row, list) else -1 for row in shape}) == 1 and shape != []
        for shape in shapes
    )
    deep = any(isinstance(c, list) for s in shapes for r in s if isinstance(r, list) for c in r)
    return len(arguments) <= allowed and is_even and not deep


def test_every_row_of_the_tables_is_answered_as_the_core_answers_it(tmp_path: Path) -> None:
    asked = [row for row in rows() if handed(row[1], len(CATALOGUE[row[0]].arguments))]

    found = ask(tmp_path, functions=[row[:2] for row in asked])

    assert len(asked) > 0.98 * len(rows())
    for answer, (name, arguments, expected, why) in zip(found, asked, strict=True):
        wanted = [
            pytest.approx(cell, rel=1e-5, abs=1e-9) if isinstance(cell, int | float) else cell
            for cell in flat(expected)
        ]
        assert flat(answer) == wanted, f"{name}{arguments}: {why}"


def test_a_range_answers_with_its_own_shape(tmp_path: Path) -> None:
    column = [[77.4], [None], ["#SPILL!"], [75.5]]

    found = ask(tmp_path, functions=[["KPI_RAG", [column, 80, "Higher", 5, "percent"]]])

    assert found == [[["Amber"], ["No data"], ["#SPILL!"], ["Red"]]]


def test_the_wrappers_are_those_that_xlwings_would_write(tmp_path: Path) -> None:
    theirs = ask(tmp_path, wrappers=True)

    def heads(text: str) -> list[str]:
        return sorted(re.findall(r"Function (KPI_.*\))\s*$", text, re.MULTILINE))

    def calls(text: str) -> set[str]:
        found = re.findall(r"XLPy\.CallUDF\((.*, ThisWorkbook, Application\.Caller)\)", text)
        return {" ".join(call.split()) for call in found}

    ours = functions_module()
    assert heads(ours.replace("\r\n", "\n")) == heads(theirs)
    assert calls(ours) == calls(theirs)
    assert len(calls(ours)) == len(CATALOGUE)
