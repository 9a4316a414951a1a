"""Parts make their whole: categories, the quarters of a year, a total that runs from April."""

from typing import Any

import pytest

from tests.making.asked import COMPLETE, asked
from tests.making.records import kpi, register, results, target
from xlkpi.register.result import Result

COUNT: dict[str, Any] = {**COMPLETE, "unit": "visits", "decimals": 0, "aggregation": "Sum"}
RUNNING: dict[str, Any] = {
    **COUNT, "aggregation": "Cumulative year to date", "comparator_type": "Same period last year",
}  # fmt: skip


def codes(written: str, *more: Result, period: str = "2026/27 Q2", **fields: Any) -> set[str]:  # noqa: ANN401
    one = kpi(**{**COUNT, **fields})
    targets = [target("2026/27", 80), target("2025/26", 80)]
    record = register(one, results=[*results(written), *more], targets=targets)
    return set(asked(record, period=period))


def part(category: str, value: float, period: str = "2026/27 Q2") -> Result:
    return Result(ref="AH01", period=period, breakdown="Sex", category=category, value=value)


def test_a_total_from_april_does_not_fall_within_its_year() -> None:
    assert codes("2026/27 Q1 = 50, 2026/27 Q2 = 40", **RUNNING) == {"cumulative-fall"}
    assert codes("2025/26 Q4 = 90, 2026/27 Q1 = 20, 2026/27 Q2 = 41", **RUNNING) == set()
    assert codes("2026/27 Q1 = 50, 2026/27 Q2 = 40", **{**RUNNING, "unit": "%"}) == set()


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [(60, 40, set()), (60, 45, {"breakdown-total"}), (60, 15, set())],
    ids=["adds up", "does not", "some categories only"],
)
def test_categories_of_a_count_add_up(women: float, men: float, expected: set[str]) -> None:
    found = codes("2026/27 Q1 = 90, 2026/27 Q2 = 100", part("Women", women), part("Men", men))

    assert found == expected


def test_categories_that_never_added_up_overlap() -> None:
    before = [part("Women", 60, "2025/26 Q4"), part("Men", 40, "2025/26 Q4")]

    assert (
        codes("2025/26 Q4 = 95, 2026/27 Q2 = 100", *before, part("Women", 60), part("Men", 45))
        == set()
    )


def test_a_rate_lies_between_those_of_its_categories() -> None:
    rate: dict[str, Any] = {"unit": "%", "decimals": 1, "aggregation": "Weighted rate"}
    parts = part("Women", 67.4), part("Men", 66.6)

    assert codes("2026/27 Q1 = 66, 2026/27 Q2 = 67", *parts, **rate) == set()
    assert codes("2026/27 Q1 = 66, 2026/27 Q2 = 70", *parts, **rate) == {"breakdown-range"}


@pytest.mark.parametrize(("outturn", "expected"), [(100, set()), (110, {"year-total"})])
def test_a_years_figure_is_what_its_quarters_make(outturn: int, expected: set[str]) -> None:
    quarters = "2025/26 Q1 = 21, 2025/26 Q2 = 24, 2025/26 Q3 = 26, 2025/26 Q4 = 29"

    assert codes(f"{quarters}, 2025/26 = {outturn}", period="2025/26 Q4") == expected


def test_a_revised_outturn_may_differ() -> None:
    revised = Result(ref="AH01", period="2025/26", value=110, status="Revised")
    quarters = "2025/26 Q1 = 21, 2025/26 Q2 = 24, 2025/26 Q3 = 26, 2025/26 Q4 = 29"

    assert codes(quarters, revised, period="2025/26 Q4") == set()
