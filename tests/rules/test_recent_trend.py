"""Recent trend: the published cases, and an independent computation with numpy."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.rules.recent_trend import (
    CRITICAL,
    recent_trend,
    recent_trend_of_proportions,
    with_polarity,
)
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.trend import RecentTrend

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "recent_trend_dev.json").read_text(encoding="utf-8")
)["cases"]
TIMES = np.arange(1.0, 6.0)


def fitted_slope(times: Any, values: Any, errors: Any) -> tuple[float, float]:  # noqa: ANN401 -- arrays
    """Return slope and chi-squared by the normal equations in matrix form."""
    design = np.column_stack([np.ones_like(times), times])
    weights = np.diag(1 / errors**2)
    covariance = np.linalg.inv(design.T @ weights @ design)
    slope = (covariance @ design.T @ weights @ values)[1]
    return float(slope), float(slope**2 / covariance[1, 1])


def independently(values: Any, lowers: Any, uppers: Any) -> RecentTrend:  # noqa: ANN401 -- arrays
    errors = (uppers - lowers) / 3.92
    slope, chi_squared = fitted_slope(TIMES, values, errors)
    rest = [
        fitted_slope(np.delete(TIMES, i), np.delete(values, i), np.delete(errors, i))[0]
        for i in range(5)
    ]
    if chi_squared <= CRITICAL or any(s * np.sign(slope) < 1e-9 for s in rest):
        return RecentTrend.NO_CHANGE
    return RecentTrend.DECREASING if slope < 0 else RecentTrend.INCREASING


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_published_cases_come_out_as_published(case: dict[str, Any]) -> None:
    values, lowers, uppers = zip(*case["points"], strict=True)

    found = with_polarity(recent_trend(values, lowers, uppers), Polarity.read(case["polarity"]))

    assert found.casefold() == case["expected"]


@settings(max_examples=60)
@given(
    st.lists(st.floats(0, 100), min_size=5, max_size=5),
    st.lists(st.floats(0.1, 5), min_size=5, max_size=5),
)
def test_an_independent_computation_agrees(values: list[float], halves: list[float]) -> None:
    centre, half = np.array(values), np.array(halves)
    lowers, uppers = centre - half, centre + half
    expected = independently(centre, lowers, uppers)
    chi_squared = fitted_slope(TIMES, centre, half * 2 / 3.92)[1]

    found = recent_trend(values, list(lowers), list(uppers))

    assert found is expected or chi_squared == pytest.approx(CRITICAL)


@pytest.mark.parametrize(
    ("counts", "wholes", "expected"),
    [
        ([100, 120, 140, 160, 180], [1000] * 5, RecentTrend.INCREASING),
        ([180, 160, 140, 120, 100], [1000] * 5, RecentTrend.DECREASING),
        ([100, 101, 99, 100, 102], [1000] * 5, RecentTrend.NO_CHANGE),
        ([100, 100, 100, 100, 300], [1000] * 5, RecentTrend.NO_CHANGE),
        ([0, 120, 140, 160, 180], [1000] * 5, RecentTrend.NOT_CALCULABLE),
        ([1000, 120, 140, 160, 180], [1000] * 5, RecentTrend.NOT_CALCULABLE),
        ([120, 140, 160, 180], [1000] * 4, RecentTrend.NOT_CALCULABLE),
    ],
)
def test_proportions_are_judged_by_counts(
    counts: list[float], wholes: list[float], expected: RecentTrend
) -> None:
    assert recent_trend_of_proportions(counts, wholes) is expected


@settings(max_examples=60)
@given(st.lists(st.integers(1, 399), min_size=5, max_size=5))
def test_the_proportions_agree_with_numpy(counts: list[int]) -> None:
    n, c, t = np.full(5, 400.0), np.array(counts, float), TIMES
    joint = n.sum() * (c * t).sum() - c.sum() * (n * t).sum()
    spread = n.sum() * (n * t**2).sum() - (n * t).sum() ** 2
    chi_squared = n.sum() * joint**2 / (c.sum() * (n.sum() - c.sum()) * spread)
    odds = np.log(c / (n - c))
    slopes = [np.polyfit(t, odds, 1)[0]]
    slopes += [np.polyfit(np.delete(t, i), np.delete(odds, i), 1)[0] for i in range(5)]
    if min(abs(s) for s in slopes) < 1e-9 or chi_squared == pytest.approx(CRITICAL):
        return
    is_steady = len({s > 0 for s in slopes}) == 1

    found = recent_trend_of_proportions(counts, [400.0] * 5)

    if chi_squared <= CRITICAL or not is_steady:
        assert found is RecentTrend.NO_CHANGE
    else:
        assert found is (RecentTrend.INCREASING if slopes[0] > 0 else RecentTrend.DECREASING)


@pytest.mark.parametrize("gap", [0, 2, 4])
def test_a_gap_among_the_last_five_cannot_be_calculated(gap: int) -> None:
    values: list[float | None] = [1, 2, 3, 4, 5]
    values[gap] = None
    ones, nines = [0.0] * 5, [9.0] * 5
    assert recent_trend(values, ones, nines) is RecentTrend.NOT_CALCULABLE


def test_a_gap_before_the_last_five_does_not_matter() -> None:
    values = [None, 1.0, 2, 3, 4, 5]
    lowers = [None, 0.9, 1.9, 2.9, 3.9, 4.9]
    uppers = [None, 1.1, 2.1, 3.1, 4.1, 5.1]
    assert recent_trend(values, lowers, uppers) is RecentTrend.INCREASING


def test_an_interval_upside_down_is_refused() -> None:
    with pytest.raises(RefusalError, match="lowers has 3 above 1"):
        recent_trend([2.0] * 5, [3.0] * 5, [1.0] * 5)


def test_more_cases_than_the_whole_are_refused() -> None:
    with pytest.raises(RefusalError, match="numerators has 30 of 20"):
        recent_trend_of_proportions([30.0] * 5, [20.0] * 5)
