"""RAG: every rating, every limit, every refusal, and the properties that must always hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.rules.rag import RagRule
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import DECREASE, INCREASE, TRACKER, Target
from xlkpi.terms.tolerance import Tolerance, ToleranceMode

VECTORS = Path(__file__).parents[1] / "vectors"
MODES = {
    "pct_of_target": ToleranceMode.PERCENT,
    "percentage_points": ToleranceMode.POINTS,
    "target_and_floor": ToleranceMode.FLOOR,
    "band": ToleranceMode.POINTS,
}
HIGHER, LOWER, WITHIN = Polarity.HIGHER, Polarity.LOWER, Polarity.WITHIN
FIVE_PERCENT = Tolerance(5, ToleranceMode.PERCENT)
AMOUNTS = st.floats(-1e6, 1e6)
BEST_FIRST = [Rag.GREEN, Rag.AMBER, Rag.RED]


def published_cases() -> list[dict[str, object]]:
    cases: list[dict[str, object]] = json.loads((VECTORS / "rag_dev.json").read_text())["cases"]
    return cases


def rule_of(case: dict[str, object]) -> RagRule:
    def number(key: str) -> float | None:
        found = case.get(key)
        return float(found) if isinstance(found, int | float) else None

    rule = str(case["rule"])
    interim = {"interim_increase": INCREASE, "interim_decrease": DECREASE, "tracker": TRACKER}
    low = number("low") if rule == "band" else number("target")
    numbered = None if low is None else Target.number(low, number("high"))
    size = number("floor") if rule == "target_and_floor" else number("tolerance")
    tolerance = None if size is None else Tolerance(size, MODES[rule])
    word = case.get("polarity", "within" if rule == "band" else None)
    return RagRule(
        interim.get(rule, numbered), None if word is None else Polarity.read(word), tolerance
    )


@pytest.mark.parametrize("case", published_cases(), ids=lambda case: str(case.get("why", "")))
def test_ratings_follow_what_councils_publish(case: dict[str, object]) -> None:
    words = {"no rag": Rag.TRACKER}
    value, comparator = case["value"], case.get("comparator")
    assert isinstance(value, int | float)
    assert comparator is None or isinstance(comparator, int | float)

    rating = rule_of(case).rate(value, comparator)

    expected = str(case["expected"])
    assert rating is (words.get(expected) or Rag(expected.capitalize()))


def test_a_blank_value_is_no_data_and_never_a_zero() -> None:
    assert RagRule(Target.number(0), LOWER, None).rate(None) is Rag.NO_DATA


def test_no_data_is_said_before_no_target() -> None:
    assert RagRule(None, None, None).rate(None) is Rag.NO_DATA


def test_a_tracker_is_a_tracker_even_without_a_value() -> None:
    assert RagRule(TRACKER, None, None).rate(None) is Rag.TRACKER


def test_binary_floating_point_does_not_cost_a_green() -> None:
    assert RagRule(Target.number(0.3), LOWER, None).rate(0.1 + 0.2) is Rag.GREEN


def test_a_zero_floor_is_a_floor_and_a_zero_percentage_is_no_tolerance() -> None:
    floor = RagRule(Target.number(10), HIGHER, Tolerance(0, ToleranceMode.FLOOR))
    percent = RagRule(Target.number(10), HIGHER, Tolerance(0, ToleranceMode.PERCENT))

    assert floor.rate(0) is Rag.AMBER
    assert floor.has_tolerance
    assert percent.rate(9.9) is Rag.RED
    assert not percent.has_tolerance


def test_a_percentage_of_a_band_is_of_the_bound_that_was_crossed() -> None:
    rule = RagRule(Target.number(80, 120), WITHIN, Tolerance(10, ToleranceMode.PERCENT))

    ratings = [rule.rate(value) for value in (71.9, 72, 80, 120, 132, 132.1)]

    green = [Rag.GREEN, Rag.GREEN]
    assert ratings == [Rag.RED, Rag.AMBER, *green, Rag.AMBER, Rag.RED]


@pytest.mark.parametrize(
    ("target", "polarity", "tolerance", "message"),
    [
        (Target.number(80), None, None, "polarity is blank"),
        (Target.number(80), Polarity.NONE, None, "polarity is None"),
        (Target.number(80), WITHIN, None, "upper is blank"),
        (Target.number(80), HIGHER, Tolerance(81, ToleranceMode.FLOOR), "floor 81 is above"),
        (Target.number(80), LOWER, Tolerance(79, ToleranceMode.FLOOR), "floor 79 is below"),
        (Target.number(8, 9), WITHIN, Tolerance(7, ToleranceMode.FLOOR), "mode floor"),
        (INCREASE, LOWER, None, "contradicts"),
        (DECREASE, HIGHER, None, "contradicts"),
        (INCREASE, WITHIN, None, "contradicts"),
    ],
)
def test_what_cannot_be_rated_is_refused_when_the_rule_is_made(
    target: Target, polarity: Polarity | None, tolerance: Tolerance | None, message: str
) -> None:
    with pytest.raises(RefusalError, match=message):
        RagRule(target, polarity, tolerance)


def test_a_negative_tolerance_is_refused() -> None:
    with pytest.raises(RefusalError, match="negative"):
        Tolerance(-1, ToleranceMode.POINTS)


def test_what_a_tracker_does_not_use_is_not_judged() -> None:
    tolerance = Tolerance(5, ToleranceMode.FLOOR)
    assert RagRule(TRACKER, WITHIN, tolerance).rate(1) is Rag.TRACKER


@given(AMOUNTS, AMOUNTS, st.floats(0, 100), st.sampled_from(["percent", "points"]))
def test_mirrored_polarity_mirrors_the_rating(
    value: float, target: float, size: float, mode: str
) -> None:
    tolerance = Tolerance(size, ToleranceMode.read(mode))
    up = RagRule(Target.number(target), HIGHER, tolerance)
    down = RagRule(Target.number(-target), LOWER, tolerance)

    assert up.rate(value) is down.rate(-value)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.floats(0, 100))
def test_a_better_value_is_never_rated_worse(a: float, b: float, target: float, k: float) -> None:
    rule = RagRule(Target.number(target), HIGHER, Tolerance(k, ToleranceMode.PERCENT))

    worse, better = (BEST_FIRST.index(rule.rate(value)) for value in sorted([a, b]))

    assert better <= worse


@given(AMOUNTS, AMOUNTS, st.floats(0, 100), st.floats(0, 100))
def test_a_wider_tolerance_never_rates_worse(
    value: float, target: float, a: float, b: float
) -> None:
    ratings = [
        RagRule(Target.number(target), LOWER, Tolerance(k, ToleranceMode.POINTS)).rate(value)
        for k in sorted([a, b])
    ]

    assert BEST_FIRST.index(ratings[1]) <= BEST_FIRST.index(ratings[0])
