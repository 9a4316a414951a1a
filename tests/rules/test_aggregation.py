"""How the results of shorter periods make a longer one."""

import pytest

from xlkpi.rules.aggregation import Part, aggregate
from xlkpi.terms.aggregation import Aggregation


def year(kind: str, *values: float | None) -> float | None:
    parts = [None if value is None else Part(value) for value in values]
    return aggregate(Aggregation.read(kind), parts)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("Sum", 100.0), ("Last", 40.0), ("Cumulative year to date", 40.0), ("Rolling", 40.0)],
)
def test_four_quarters_make_a_year_by_their_aggregation(kind: str, expected: float) -> None:
    assert year(kind, 10, 20, 30, 40) == expected


@pytest.mark.parametrize("kind", ["Sum", "Last", "Cumulative year to date", "Rolling"])
def test_a_year_without_its_last_quarter_is_missing(kind: str) -> None:
    assert year(kind, 10, 20, 30, None) is None


@pytest.mark.parametrize("kind", ["Last", "Cumulative year to date", "Rolling"])
def test_a_stock_or_running_total_needs_its_last_quarter_alone(kind: str) -> None:
    assert year(kind, None, None, None, 40) == 40


def test_a_sum_with_a_gap_is_missing_not_short() -> None:
    assert year("Sum", 10, None, 30, 40) is None


def test_percentages_are_weighted_by_their_denominators_never_averaged() -> None:
    parts = [Part(90.0, 90, 100), Part(50.0, 5, 10), Part(90.0, 90, 100), Part(50.0, 5, 10)]

    assert aggregate(Aggregation.WEIGHTED, parts) == pytest.approx(100 * 190 / 220)


def test_a_rate_keeps_its_scale_though_its_values_are_rounded() -> None:
    parts = [Part(74.6, 1253, 168_000), Part(75.1, 1262, 168_000)]

    assert aggregate(Aggregation.WEIGHTED, parts) == pytest.approx(10_000 * 2515 / 336_000)


def test_a_rate_without_its_counts_has_no_year() -> None:
    assert aggregate(Aggregation.WEIGHTED, [Part(90.0), Part(50.0)]) is None
