"""What one row says against another is a problem at the later one, with both places."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.making.books import problems, register_folder, small_tables

Rows = list[dict[str, Any]]

COMPARATOR = {"ref": "GR01", "period": "2026/27 Q1", "area_code": "E1", "value": 1}
COMMENTARY = {"ref": "GR01", "period": "2026/27 Q1", "what_happened": "Words."}
SIGN_OFF = {"directorate": "City Development", "period": "2026/27 Q1"}
ACTION = {"number": 1, "ref": "GR01", "action": "Do it"}
ESCALATION = {
    "number": 1, "ref": "GR01", "period": "2026/27 Q1", "from_level": "Service", "to_level": "CLT",
}  # fmt: skip
RISK = {"risk": "Risk 1", "title": "Floods", "period": "2026/27 Q1", "score": 12}
ISSUE = {"issue": "Bins", "period": "2026/27 Q1", "contacts": 120, "ref": "GR01"}


def found_in(folder: Path, more: Mapping[str, Rows]) -> list[str]:
    tables = small_tables()
    for table, rows in more.items():
        tables.setdefault(table, []).extend(rows)
    return problems(register_folder(folder, tables))


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("commentary", COMMENTARY, "Commentary!B6 (Period): GR01 2026/27 Q1: a second commentary"),
        ("sign_offs", SIGN_OFF, "Sign-offs!B6 (Period): 2026/27 Q1: a second sign-off for the"),
        ("risks", RISK, "Risks!C6 (Period): 2026/27 Q1: a second score of the same risk"),
        ("customer_issues", ISSUE, "Contact Centre!B6 (Period): GR01 2026/27 Q1: a second row for"),
        ("comparator_values", COMPARATOR, "Comparator values!C6 (Area code): GR01 2026/27 Q1: a"),
    ],
)
def test_a_second_row_of_one_subject_is_a_problem(
    tmp_path: Path, table: str, row: dict[str, Any], expected: str
) -> None:
    (line,) = found_in(tmp_path, {table: [row, row]})

    assert expected in line
    assert line.endswith("as row 5: keep one")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("commentary", COMMENTARY),
        ("comparator_values", COMPARATOR),
        ("changes", {"ref": "GR01", "field": "Definition"}),
        ("actions", ACTION),
        ("escalations", ESCALATION),
        ("customer_issues", ISSUE),
    ],
)
def test_a_row_about_an_unknown_kpi_is_a_problem(
    tmp_path: Path, table: str, row: dict[str, Any]
) -> None:
    (line,) = found_in(tmp_path, {table: [{**row, "ref": "ZZ01"}]})

    assert "there is no KPI ZZ01 in the list of KPIs: add the KPI or correct the ref" in line


def test_an_action_about_no_kpi_is_sound(tmp_path: Path) -> None:
    assert not found_in(tmp_path, {"actions": [{"number": 1, "action": "Hire"}]})


def test_a_benchmark_group_needs_members(tmp_path: Path) -> None:
    tables = small_tables()
    tables["groups"] = [{"group": "Core Cities", "area_code": "E1", "area": "One"}]
    tables["kpis"][0]["benchmark_group"] = "Core Citys"
    tables["kpis"][1]["benchmark_group"] = "Core Cities"
    (line,) = problems(register_folder(tmp_path, tables))

    assert "(Benchmark group): GR01: group Core Citys has no member: did you mean Core Cities?" in (
        line
    )


@pytest.mark.parametrize(
    ("field", "cell", "spelling"),
    [
        ("boards", "environment,  housing and Communities", "Environment, Housing and Communities"),
        (
            "directorate",
            "Communities, Housing and environment",
            "Communities, Housing and Environment",
        ),
    ],
)
def test_two_spellings_of_one_audience_are_a_problem(
    tmp_path: Path, field: str, cell: str, spelling: str
) -> None:
    tables = small_tables()
    tables["kpis"][3][field] = cell
    (line,) = problems(register_folder(tmp_path, tables))

    assert f"TR01: the {field.rstrip('s')} '{cell}' is spelt '{spelling}' in KPIs row 5" in line


def test_a_sign_off_spells_its_directorate_as_the_kpis_do(tmp_path: Path) -> None:
    row = {"directorate": "communities, housing and environment", "period": "2026/27 Q1"}
    (line,) = found_in(tmp_path, {"sign_offs": [row]})

    assert "Sign-offs!A5 (Directorate)" in line
    assert "in KPIs row 5" in line


@pytest.mark.parametrize(
    ("kpi", "target", "expected"),
    [
        ({"type": "Tracker", "polarity": "Higher"}, {}, "a number, but GR01 is of type Tracker"),
        ({}, {"value": "Tracker"}, "the word Tracker, but GR01 is of type Targeted"),
        ({}, {"value": "Increase"}, "the word Increase, but GR01 is of type Targeted"),
        ({"type": "Interim"}, {"value": "Tracker"}, "the word Tracker, but GR01 is of type Int"),
        ({"type": "Interim"}, {}, "the target is a number, but GR01 is of type Interim"),
    ],
)
def test_a_target_of_another_kind_than_its_kpi_is_a_problem(
    tmp_path: Path, kpi: dict[str, Any], target: dict[str, Any], expected: str
) -> None:
    tables = small_tables()
    tables["kpis"][0].update(kpi)
    tables["targets"][0].update(target)
    if target:
        tables["targets"][0].update(tolerance=None, mode=None)
    (line,) = problems(register_folder(tmp_path, tables))

    assert "Targets!C5 (Target): GR01 2026/27: the target is " in line
    assert expected in line


def test_an_earlier_year_keeps_what_its_targets_were(tmp_path: Path) -> None:
    earlier = {"ref": "GR01", "period": "2023/24", "value": "Tracker"}

    assert not found_in(tmp_path, {"targets": [earlier]})


@pytest.mark.parametrize("frequency", ["calendar year", "academic year"])
@pytest.mark.parametrize("table", ["results", "targets"])
def test_a_financial_year_is_no_part_of_another_sort_of_year(
    tmp_path: Path, frequency: str, table: str
) -> None:
    tables = small_tables()
    tables["kpis"][0].update(frequency=frequency)
    own = "2025" if frequency == "calendar year" else "2024/25 academic"
    tables["results"] = [row for row in tables["results"] if row["ref"] != "GR01"]
    tables["results"].append({"ref": "GR01", "period": own, "value": 90})
    tables["targets"][0].update(period=own)
    tables[table].append({"ref": "GR01", "period": "2025/26", "value": 91})
    (line,) = problems(register_folder(tmp_path, tables))

    assert f"period 2025/26 is a financial year, but GR01 is recorded by {frequency}" in line


def test_a_blank_state_is_no_state(tmp_path: Path) -> None:
    for state in (None, " "):
        tables = small_tables()
        tables["kpis"][0]["state"] = state
        (line,) = problems(register_folder(tmp_path, tables))

        assert line.endswith("KPIs!G5 (State): GR01: is blank: every row needs one")


def test_a_register_without_states_is_live(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "kpis"\nheadings = { state = "" }\n'

    assert not problems(register_folder(tmp_path, named={"kpis.state": "Zzz"}, said=said))


def test_a_register_of_which_nothing_is_live_is_a_problem(tmp_path: Path) -> None:
    tables = small_tables()
    for kpi in tables["kpis"]:
        kpi["state"] = "Retired"
    (line,) = problems(register_folder(tmp_path, tables))

    assert "KPIs!G5 (State): GR01: no KPI is Live, so nothing would be reported" in line
