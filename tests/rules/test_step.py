"""A step is a change larger than such changes have been; a trend that goes on is none."""

from collections.abc import Sequence

import pytest

from xlkpi.rules.step import is_step


@pytest.mark.parametrize(
    ("value", "earlier", "expected"),
    [
        (16.0, [10.0, 11, 10, 11], True),
        (15.9, [10.0, 11, 10, 11], False),
        (6.1, [10.0, 11, 10, 11], False),
        (60.0, [100.0, 90, 80, 70], False),
        (10.0, [10.0, 10, 10], False),
        (10.1, [10.0, 10, 10], True),
        (500.0, [10.0], False),
        (500.0, [], False),
    ],
)
def test_a_move_beyond_the_widened_limit_of_the_moves_before(
    value: float, earlier: Sequence[float], *, expected: bool
) -> None:
    assert is_step(value, earlier) is expected
