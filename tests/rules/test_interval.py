"""Intervals and comparisons: published figures, and the exact tails by another route."""

import json
from math import exp, factorial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.rules.compare import compare
from xlkpi.rules.interval import Confidence, Method, interval
from xlkpi.terms.comparison import Comparison
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.polarity import Polarity

PUBLISHED: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "confidence_dev.json").read_text(encoding="utf-8")
)
WILSON, BYAR = Method.WILSON, Method.BYAR
USUAL, STRICT = Confidence.NINETY_FIVE, Confidence.NINETY_NINE_POINT_EIGHT


@pytest.mark.parametrize("case", PUBLISHED["wilson"], ids=lambda case: str(case["count"]))
def test_wilson_is_as_published(case: dict[str, Any]) -> None:
    found = interval(case["count"], case["denominator"], WILSON, USUAL)
    assert found == pytest.approx((case["lower"], case["upper"]), abs=5e-7)


@pytest.mark.parametrize("case", PUBLISHED["byars_count"], ids=lambda case: str(case["count"]))
def test_byar_is_as_published(case: dict[str, Any]) -> None:
    found = interval(case["count"], 1, BYAR, USUAL)
    assert found == pytest.approx((case["lower"], case["upper"]), abs=5e-7)


@pytest.mark.parametrize("count", range(10))
@pytest.mark.parametrize("confidence", Confidence)
def test_below_ten_the_limits_leave_exactly_the_tails(count: int, confidence: Confidence) -> None:
    found = interval(count, 1, BYAR, confidence)
    assert not isinstance(found, Outcome)
    low, high = found

    def at_most(events: int, mean: float) -> float:
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(events + 1))

    assert at_most(count, high) == pytest.approx(confidence.tail)
    if count:
        assert 1 - at_most(count - 1, low) == pytest.approx(confidence.tail)
    else:
        assert low == 0


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_proportion_lies_within_its_interval_and_within_nought_and_one(a: int, b: int) -> None:
    count, denominator = min(a, b), max(a, b)
    found = interval(count, denominator, WILSON, USUAL)
    assert not isinstance(found, Outcome)
    low, high = found
    assert 0 <= low <= count / denominator <= high <= 1


@given(st.integers(0, 500))
def test_to_be_surer_the_interval_is_wider(count: int) -> None:
    usual, strict = interval(count, 1, BYAR, USUAL), interval(count, 1, BYAR, STRICT)
    assert not isinstance(usual, Outcome)
    assert not isinstance(strict, Outcome)
    assert strict[0] <= usual[0] < usual[1] < strict[1]


def test_a_denominator_of_nothing_has_no_interval() -> None:
    assert interval(0, 0, WILSON, USUAL) is Outcome.NOT_CALCULABLE
    assert interval(3, 0, BYAR, USUAL) is Outcome.NOT_CALCULABLE
    assert interval(3, 0.3 - 0.1 - 0.2, BYAR, USUAL) is Outcome.NOT_CALCULABLE


@pytest.mark.parametrize(
    ("count", "denominator", "message"),
    [(-1, 10, "count -1"), (0.5, 10, "count 0.5"), (1, -10, "denominator -10"), (11, 10, "above")],
)
def test_impossible_counts_are_refused(count: float, denominator: float, message: str) -> None:
    with pytest.raises(RefusalError, match=message):
        interval(count, denominator, WILSON, USUAL)


@given(st.integers(-9, 9), st.integers(0, 9), st.integers(-9, 9))
def test_a_mirrored_interval_compares_as_its_mirror(low: int, width: int, benchmark: int) -> None:
    up = compare(low, low + width, benchmark, Polarity.HIGHER)
    down = compare(-low - width, -low, -benchmark, Polarity.LOWER)
    assert up is down


def test_touching_is_similar() -> None:
    assert compare(1, 2, 2, Polarity.HIGHER) is Comparison.SIMILAR
    assert compare(1, 2, 2.1, Polarity.HIGHER) is Comparison.WORSE
