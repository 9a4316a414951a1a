"""Direction of travel and signed change, with the published aim-adjusted changes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.rules.change import change
from xlkpi.rules.direction import DirectionRule
from xlkpi.terms.band import Band
from xlkpi.terms.direction import Direction
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.unit import Unit

HIGHER, LOWER, WITHIN, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.WITHIN, Polarity.NONE
IMPROVED, WORSENED, SAME = Direction.IMPROVED, Direction.WORSENED, Direction.SAME
LGBF: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "lgbf_change_dev.json").read_text(encoding="utf-8")
)["cases"]


def direction(
    actual: float | None,
    previous: float | None,
    polarity: Polarity,
    **options: Any,  # noqa: ANN401 -- as it comes
) -> Direction:
    return DirectionRule(polarity, **options).judge(actual, previous)


@pytest.mark.parametrize(
    ("actual", "previous", "polarity", "expected"),
    [
        (5, 4, HIGHER, IMPROVED),
        (4, 5, HIGHER, WORSENED),
        (4, 5, LOWER, IMPROVED),
        (5, 4, NONE, Direction.UP),
        (4, 5, NONE, Direction.DOWN),
        (0.1 + 0.2, 0.3, HIGHER, SAME),
        (None, 4, HIGHER, Direction.NO_DATA),
        (4, None, HIGHER, Direction.NO_COMPARATOR),
        (None, None, HIGHER, Direction.NO_DATA),
        (0, 4, HIGHER, WORSENED),
    ],
)
def test_the_direction_follows_polarity(
    actual: float | None, previous: float | None, polarity: Polarity, expected: Direction
) -> None:
    assert direction(actual, previous, polarity) is expected


@pytest.mark.parametrize(
    ("actual", "previous", "expected"),
    [
        (100, 94, IMPROVED),
        (94, 100, WORSENED),
        (106, 94, SAME),
        (107, 94, WORSENED),
        (97, 103, SAME),
    ],
)
def test_within_a_band_nearer_is_improved(
    actual: float, previous: float, expected: Direction
) -> None:
    assert direction(actual, previous, WITHIN, band=Band(95, 105)) is expected


def test_a_change_smaller_than_the_least_that_matters_is_same() -> None:
    assert direction(10.9, 10, HIGHER, min_change=1) is SAME
    assert direction(11, 10, HIGHER, min_change=1) is IMPROVED
    assert direction(0.3, 0.2, HIGHER, min_change=0.1) is IMPROVED


def test_no_arrow_stands_beside_two_numbers_that_print_alike() -> None:
    assert direction(97.04, 96.96, HIGHER, decimals=1) is SAME
    assert direction(97.05, 96.94, HIGHER, decimals=1) is IMPROVED
    assert direction(0.4, -0.4, HIGHER, decimals=0) is SAME


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"min_change": -1}, "min_change -1 is negative"),
        ({"decimals": 16}, "decimals 16"),
        ({"decimals": -1}, "decimals -1"),
    ],
)
def test_an_impossible_dead_band_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(RefusalError, match=message):
        direction(1, 2, HIGHER, **options)


def test_within_without_its_band_is_refused() -> None:
    with pytest.raises(RefusalError, match="target or upper is blank"):
        direction(1, 2, WITHIN)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_going_back_turns_the_word(a: float, b: float) -> None:
    turned = {IMPROVED: WORSENED, WORSENED: IMPROVED, SAME: SAME}
    assert direction(b, a, HIGHER) is turned[direction(a, b, HIGHER)]


@pytest.mark.parametrize("case", LGBF, ids=lambda case: str(case["code"]))
def test_the_published_aim_adjusted_changes_come_out(case: dict[str, Any]) -> None:
    polarity = LOWER if case["ranking_type"] == "Ascending" else HIGHER
    unit = Unit("%") if case["kind"] == "percentage" else None

    since_previous = change(case["value"], case["previous"], polarity, unit)
    since_first = change(case["value"], case["first"], polarity, unit)

    assert since_previous == pytest.approx(case["aim_adjusted_since_previous"])
    assert since_first == pytest.approx(case["aim_adjusted_since_first"])


@pytest.mark.parametrize(
    ("actual", "previous", "expected"),
    [
        (0, 0, 0.0),
        (5, 0, Outcome.NOT_CALCULABLE),
        (-5, -10, 0.5),
        (None, 5, Outcome.NO_DATA),
        (5, None, Outcome.NO_COMPARATOR),
    ],
)
def test_a_ratio_to_nothing_is_not_calculable(
    actual: float | None, previous: float | None, expected: float | Outcome
) -> None:
    assert change(actual, previous, HIGHER) == expected


def test_no_change_is_a_plain_zero_whatever_the_polarity() -> None:
    assert str(change(0.1 + 0.2, 0.3, LOWER, Unit("%"))) == "0.0"


def test_within_has_no_signed_change() -> None:
    with pytest.raises(RefusalError, match="polarity Within"):
        change(1, 2, WITHIN)
