"""Trend and assurance: the words that a chart's last point and its limits are given."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.rules.assurance import assurance
from xlkpi.rules.trend import trend
from xlkpi.rules.xmr import limits
from xlkpi.terms.assurance import Assurance
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.trend import Variation

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER
LEVEL = [10.0, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9]
ASSURANCE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "spc_dev.json").read_text(encoding="utf-8")
)["assurance"]
SERIES = st.lists(st.one_of(st.none(), st.integers(-50, 50).map(float)), max_size=30)


def test_ordinary_ups_and_downs_are_common_cause() -> None:
    assert trend(LEVEL, HIGHER).text == "Common cause"


@pytest.mark.parametrize(
    ("last", "polarity", "expected"),
    [
        (30, HIGHER, "Special cause improvement"),
        (30, LOWER, "Special cause concern"),
        (-9, HIGHER, "Special cause concern"),
        (-9, LOWER, "Special cause improvement"),
        (30, Polarity.NONE, "Special cause high"),
        (-9, Polarity.WITHIN, "Special cause low"),
    ],
)
def test_a_special_cause_is_turned_for_polarity(
    last: float, polarity: Polarity, expected: str
) -> None:
    assert trend([*LEVEL, last], polarity).text == expected


def test_a_rising_trend_below_the_mean_is_an_improvement_where_higher_is_better() -> None:
    level = [30.0, 60.0] * 10
    assert trend([*level, 12, 14, 16, 18, 20, 22, 24], HIGHER).variation is Variation.IMPROVEMENT


def test_a_point_below_the_limit_is_a_concern_even_while_rising() -> None:
    level = [30.0, 34.0] * 10
    series = [*level, 12, 13, 14, 15, 16, 17, 18]
    assert trend(series, HIGHER, baseline=20).variation is Variation.CONCERN


@pytest.mark.parametrize(("count", "is_trial"), [(6, True), (11, True), (12, False)])
def test_six_to_eleven_values_give_trial_limits(count: int, *, is_trial: bool) -> None:
    assert trend(LEVEL[:count], HIGHER).is_trial is is_trial


def test_five_values_and_any_number_of_gaps_are_too_few() -> None:
    assert trend([*LEVEL[:5], None, None, None], HIGHER).text == "Too few points"


def test_a_constant_series_has_no_variation_and_no_trial_limits() -> None:
    assert trend([4.0] * 8, HIGHER).text == "No variation"


@given(SERIES, st.integers(0, 30))
def test_a_gap_changes_nothing(values: list[float | None], place: int) -> None:
    with_gap = [*values[:place], None, *values[place:]]
    assert trend(with_gap, HIGHER) == trend(values, HIGHER)


@given(SERIES)
def test_a_mirrored_series_with_mirrored_polarity_says_the_same(
    values: list[float | None],
) -> None:
    mirrored = [None if value is None else -value for value in values]
    assert trend(mirrored, LOWER) == trend(values, HIGHER)


def series_between(lower: float, upper: float) -> list[float]:
    """Return six values whose process limits are as given: one step a over 2.66 from the mean."""
    middle, step = (lower + upper) / 2, (upper - lower) / 2 / 2.66
    return [middle - step / 2, middle + step / 2] * 3


@pytest.mark.parametrize("case", ASSURANCE, ids=str)
def test_assurance_is_what_is_published(case: dict[str, Any]) -> None:
    words = {
        "consistent_fail": Assurance.FAILING,
        "consistent_pass": Assurance.PASSING,
        "inconsistent": Assurance.HIT_AND_MISS,
    }
    series = series_between(case["lpl"], case["upl"])
    chart = limits(series)
    assert chart is not None
    assert (chart.lower, chart.upper) == pytest.approx((case["lpl"], case["upl"]))

    if case["out"] is None:
        with pytest.raises(RefusalError, match="polarity None"):
            assurance(series, case["target"], Polarity.NONE)
    else:
        polarity = Polarity.read(case["direction"])
        assert assurance(series, case["target"], polarity) is words[case["out"]]


@pytest.mark.parametrize(
    ("values", "target", "expected"),
    [
        ([100.0] * 8, 100, Assurance.PASSING),
        ([99.0] * 8, 100, Assurance.FAILING),
        ([*[5.0] * 11, 100.0], 10, Assurance.HIT_AND_MISS),
    ],
)
def test_without_variation_the_values_themselves_answer(
    values: list[float], target: float, expected: Assurance
) -> None:
    assert assurance(values, target, HIGHER) is expected


def test_no_target_is_said_before_too_few_points() -> None:
    assert assurance([1.0], None, HIGHER) is Assurance.NO_TARGET
    assert assurance([1.0], 5, HIGHER) is Assurance.TOO_FEW_POINTS
