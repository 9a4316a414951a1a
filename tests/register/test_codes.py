"""Each problem has a stable code, what was found, and what was expected where that can be said."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from tests.making.books import Tables, register_folder, small_tables
from xlkpi.errors import RegisterError
from xlkpi.register.problem import Problem
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.read import read_register

Spoil = Callable[[Tables], object]


def in_row(table: str, **cells: object) -> Spoil:
    return lambda tables: tables[table][0].update(cells)


def more(table: str, **cells: object) -> Spoil:
    return lambda tables: tables.setdefault(table, []).append(cells)


CUMULATIVE = {"aggregation": "Cumulative", "comparator_type": "Previous period"}
SIGNED = {"directorate": "communities, housing and environment", "period": "2026/27 Q1"}


@pytest.mark.parametrize(
    ("spoil", "code", "found", "expected"),
    [
        (in_row("kpis", polarity=None), "blank-field", "", ""),
        (in_row("kpis", polarity="sideways"), "unknown-word", "sideways", "Higher, Lower, Wit"),
        (in_row("kpis", decimals=99), "out-of-range", "99", ""),
        (in_row("kpis", valid_from="soon"), "not-a-date", "soon", "a date such as 31/03/2026"),
        (in_row("kpis", publish="perhaps"), "not-yes-or-no", "perhaps", "Yes or No"),
        (in_row("kpis", baseline_period="once"), "not-a-period", "once", "a period such as"),
        (in_row("kpis", title="#REF!"), "formula-error", "#REF!", ""),
        (in_row("kpis", comparator_type="Baseline"), "no-baseline", "", "a period"),
        (in_row("kpis", **CUMULATIVE), "cumulative-comparator", "Previous period", "Same period"),
        (in_row("kpis", type="Tracker"), "wrong-target", "95", "Tracker"),
        (in_row("results", value="tbc"), "not-a-number", "tbc", "a number"),
        (in_row("results", value="94.1"), "not-a-number", "94.1", "a number"),
        (in_row("results", value="#DIV/0!"), "formula-error", "#DIV/0!", ""),
        (in_row("results", period="Q2 26"), "not-a-period", "Q2 26", "a period such as"),
        (in_row("results", period="2026-09"), "wrong-frequency", "2026-09", "a quarter"),
        (in_row("results", ref="gr01"), "unknown-kpi", "gr01", "GR01"),
        (in_row("results", period="2025/26 Q4"), "repeated-row", "2025/26 Q4", ""),
        (in_row("results", gap_reason="Suppressed"), "value-and-gap", "Suppressed", ""),
        (in_row("results", lower=99, upper=90), "limits-crossed", "99", ""),
        (in_row("targets", mode=None), "tolerance-without-mode", "2", ""),
        (in_row("targets", tolerance=None), "mode-without-tolerance", "points", ""),
        (in_row("targets", mode="floor", tolerance=99), "impossible-target", "95", ""),
        (in_row("targets", tolerance=-1), "impossible-target", "", ""),
        (more("sign_offs", **SIGNED), "two-spellings", SIGNED["directorate"], "Communities, Hou"),
        (lambda tables: tables["kpis"].clear(), "no-kpis", "", ""),
    ],
)
def test_a_problem_has_its_code(
    tmp_path: Path, spoil: Spoil, code: str, found: str, expected: str
) -> None:
    tables = small_tables()
    spoil(tables)
    with pytest.raises(RegisterError) as caught:
        read_register(read_settings(register_folder(tmp_path, tables)).sources)
    problem = cast("Problem", caught.value.problems[0])

    assert problem.code.name == code
    assert problem.found == found
    assert problem.expected.startswith(expected)
    assert bool(problem.expected) is bool(expected)


def test_what_no_cell_holds_is_unreadable(tmp_path: Path) -> None:
    folder = register_folder(tmp_path)
    (folder / "KPI Data Record.xlsx").unlink()
    with pytest.raises(RegisterError) as caught:
        read_register(read_settings(folder).sources)

    assert {cast("Problem", one).code.name for one in caught.value.problems} == {"unreadable"}
