"""Another council's register, as it stands: what `check` finds, and where the colours differ."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.test_check_command import ROOT, xlkpi

HART = ROOT / "workbooks" / "examples" / "hart"


@pytest.fixture(scope="module")
def findings() -> list[dict[str, str]]:
    done = xlkpi("check", "--json", "--register", str(HART))
    assert done.returncode == 0, done.stderr
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def about(findings: Iterable[dict[str, str]], words: str) -> set[str]:
    return {finding["kpi"] for finding in findings if words in finding["message"]}


def test_the_zeros_that_stand_for_missing_are_queried(findings: list[dict[str, str]]) -> None:
    assert about(findings, "zero where earlier values were not near zero") == {"IT06", "PS05"}


def test_the_figures_carried_forward_are_queried(findings: list[dict[str, str]]) -> None:
    assert {"HR11", "HS01", "HS16", "ETS01", "RB07", "RB08"} <= about(
        findings, "the same as the last value"
    )


def test_the_rounded_figure_that_hides_a_miss_is_queried(findings: list[dict[str, str]]) -> None:
    assert about(findings, "unrounded figure that missed it") == {"FI06"}


def test_every_rating_that_differs_is_listed_with_its_cause(
    findings: list[dict[str, str]],
) -> None:
    page = (ROOT / "docs" / "deviations.md").read_text(encoding="utf-8")
    hart = page[page.index("## The Hart register") :]
    listed = {line.split("|")[1].strip() for line in hart.splitlines() if line.startswith("| ")}

    assert about(findings, "the file shows") == listed - {"KPI"}


def test_a_finding_leads_to_its_cell(findings: list[dict[str, str]]) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 -- an independent reader

    zero = next(f for f in findings if f["kpi"] == "IT06" and "zero" in f["message"])
    book = load_workbook(next(HART.glob("*.xlsx")))

    assert book[zero["sheet"]][zero["cell"]].value == 0
    assert Path(zero["file"]).name == zero["file"]
