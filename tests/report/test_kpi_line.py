"""A KPI's line in a table: its small print and its year end."""

from dataclasses import replace
from typing import Any

import pytest

from tests.making.records import results
from tests.report.making import assessment
from xlkpi.assessment.assessment import Assessment
from xlkpi.register.result import Result
from xlkpi.report.kpi_line import line_of
from xlkpi.terms.period import Frequency

QUARTERS = "2025/26 Q1 = 10, 2025/26 Q2 = 20, 2025/26 Q3 = 30, 2025/26 Q4 = 40, 2026/27 Q1 = 50"


def recorded(written: str, **fields: Any) -> Assessment:  # noqa: ANN401 -- cells as typed
    """Return an assessment of 2026/27 Q2 with these results behind it."""
    return replace(assessment(0, **fields), history=tuple(results(written)))


def year_end(found: Assessment) -> tuple[str, str]:
    line = line_of(found)
    return line.year_end, line.year_end_period


@pytest.mark.parametrize(
    ("aggregation", "figure", "period"),
    [
        ("Sum", "100", "2025/26"),
        ("Last", "40", "2025/26 Q4"),
        ("Cumulative year to date", "40", "2025/26 Q4"),
        ("Rolling", "40", "2025/26 Q4"),
    ],
)
def test_a_year_end_is_what_the_aggregation_makes_of_the_year(
    aggregation: str, figure: str, period: str
) -> None:
    found = recorded(QUARTERS, aggregation=aggregation, unit="visits", decimals=0)

    assert year_end(found) == (figure, period)


def test_a_rates_year_is_made_of_numerators_and_denominators() -> None:
    found = recorded(QUARTERS, aggregation="Weighted rate")
    parts: tuple[Result, ...] = tuple(
        row.model_copy(update={"numerator": (row.value or 0) * number, "denominator": 100 * number})
        for number, row in enumerate(found.history, 1)
    )

    assert year_end(replace(found, history=parts)) == ("30.0%", "2025/26")
    assert year_end(found) == ("[x]", "2025/26")


def test_a_year_without_all_its_quarters_is_not_short() -> None:
    written = QUARTERS.replace("2025/26 Q2 = 20, ", "")
    found = recorded(written, aggregation="Sum", unit="visits", decimals=0)

    assert year_end(found) == ("[x]", "2025/26")


def test_a_recorded_outturn_is_the_year_end() -> None:
    found = recorded(f"{QUARTERS}, 2025/26 = 99", aggregation="Sum", unit="visits", decimals=0)

    assert year_end(found) == ("99", "2025/26")


def test_an_annual_kpi_has_the_year_before() -> None:
    found = recorded("2024/25 = 8, 2025/26 = 9", frequency="year", decimals=0)
    latest = replace(found, latest=found.history[-1])

    assert latest.kpi.frequency is Frequency.YEAR
    assert year_end(latest) == ("8%", "2024/25")


def test_a_change_since_a_baseline_names_it() -> None:
    fields: dict[str, Any] = {
        "comparator_type": "Baseline",
        "baseline_period": "2026/27 Q1",
        "source": "A return",
    }

    assert line_of(assessment(0, **fields)).note == (
        "Higher is better, % · change since baseline 2026/27 Q1"
    )
