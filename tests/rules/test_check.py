"""Check: each query on the faults that published scorecards contain."""

from collections.abc import Sequence

import pytest

from xlkpi.errors import RefusalError
from xlkpi.rules.check import Check
from xlkpi.terms.unit import Unit

PERCENT = Unit("%")
LEVEL = [10.0, 12, 11, 9, 10, 12, 11, 9]
"""Mean 10.5, mean moving range 11/7: usual from 4.23 to 16.77."""


@pytest.mark.parametrize(
    ("actual", "history", "unit", "expected"),
    [
        (0, [80, 82, 81, 79], None, "Zero where earlier values were not near zero"),
        (0, [80, 82, 81], None, "OK"),
        (0, [80, 82], PERCENT, "Zero where earlier values were not near zero"),
        (0, [80], PERCENT, "OK"),
        (0, [80, 82, 81, 2], None, "OK"),
        (0, [-80, -82, -81, -79], None, "OK"),
        (82, [80, 82, 81, 82], None, "Same as the last value"),
        (82, [80, 82, 81, 82, None], None, "Same as the last value"),
        (82, [82, 82, 82], None, "OK"),
        (82, [82], None, "OK"),
        (16.7, LEVEL, None, "OK"),
        (16.8, LEVEL, None, "Unusual against its history"),
        (4.2, LEVEL, None, "Unusual against its history"),
        (16.8, LEVEL[1:], None, "OK"),
        (101, [], PERCENT, "Above 100"),
        (-0.1, [], PERCENT, "Below 0"),
        (100, [], PERCENT, "OK"),
    ],
)
def test_the_first_query_is_given(
    actual: float, history: Sequence[float | None], unit: Unit | None, expected: str
) -> None:
    assert Check(unit=unit).query(actual, history) == expected


def test_given_bounds_come_before_those_of_a_percentage() -> None:
    assert Check(upper=150, unit=PERCENT).query(140) == "OK"
    assert Check(lower=-5, unit=PERCENT).query(-4) == "OK"
    assert Check(lower=1000).query(999) == "Below 1,000"


def test_bounds_upside_down_are_refused() -> None:
    with pytest.raises(RefusalError, match="lower 5 is above upper 4"):
        Check(lower=5, upper=4)
