"""Hart's sheet holds what Hart published, zeros and all, and its mapping says why."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from xlkpi.assessment.assess import Question, assess
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.read import read_register

HART = Path(__file__).parents[2] / "workbooks" / "examples" / "hart"
COLUMNS = {
    "Indicator no.": "kpi_ref",
    "What we measure": "description",
    "Team": "service",
    "Symbol": "unit_suffix",
    "Outturn 13/14": "last_year",
    "Qtr 1": "last_quarter",
    "Qtr 2": "this_quarter",
    "Target": "target",
    "Status": "published_status",
    "Comments": "note",
}
DIFFERENT = {"ETS01", "FI06", "HR11", "HS16", "IT06", "PS05"}
"""Rated otherwise than published: zeros for missing, stale copies, a rounded display."""

Source = Callable[[str], Sequence[Mapping[str, str]]]


@pytest.fixture(scope="module")
def mapping() -> Mapping[str, Any]:
    return tomllib.loads((HART / "xlkpi.toml").read_text(encoding="utf-8"))


def test_every_published_cell_stands_in_the_sheet(source: Source) -> None:
    page = load_workbook(HART / "Hart KPIs.xlsx")["KPIs 2014-15 Q2"]
    cells = page.iter_rows(min_row=4, values_only=True)
    headings = [str(heading) for heading in next(cells)]
    rows = [dict(zip(headings, row, strict=True)) for row in cells]
    published = source("hart_kpis_2014_15_q2.csv")
    assert headings == list(COLUMNS)
    assert len(rows) == len(published) == 45
    for shipped, row in zip(rows, published, strict=True):
        for heading, field in COLUMNS.items():
            found = shipped[heading]
            expected = float(row[field]) if isinstance(found, int | float) else row[field]
            assert (found if found is not None else "") == expected, (row["kpi_ref"], heading)


def test_zeros_that_stand_for_missing_stay_zeros(source: Source) -> None:
    published = {row["kpi_ref"]: row["this_quarter"] for row in source("hart_kpis_2014_15_q2.csv")}
    assert [published[ref] for ref in ("ETS01", "IT06", "PS05")] == ["0", "0", "0"]


def test_every_kpi_has_a_polarity_with_its_reason(
    mapping: Mapping[str, Any], source: Source
) -> None:
    kpis = next(table for table in mapping["tables"] if table["fills"] == "kpis")["each"]
    assert set(kpis) == {row["kpi_ref"] for row in source("hart_kpis_2014_15_q2.csv")}
    assert all(said["polarity"] and said["because"] for said in kpis.values())


def test_every_tolerance_has_its_mode_and_reason(mapping: Mapping[str, Any]) -> None:
    targets = next(table for table in mapping["tables"] if table["fills"] == "targets")["each"]
    with_tolerance = {ref for ref, said in targets.items() if "tolerance" in said}
    assert with_tolerance == {"CS02a", "CS02b", "FI06"}
    assert all(targets[ref]["mode"] and targets[ref]["because"] for ref in with_tolerance)


def test_the_ratings_agree_with_the_published_colours_but_for_six() -> None:
    settings = read_settings(HART)
    register = read_register(settings.sources)
    found = assess(register, Question(settings.period, settings.as_at))
    different = {
        assessment.kpi.ref
        for assessment in found
        if assessment.latest is None or assessment.latest.rating_shown is not assessment.rag
    }
    assert len(found) == 45
    assert different == DIFFERENT
