"""The same figure again is news in a series that moves finely, and none in a coarse one."""

from collections.abc import Sequence

import pytest

from xlkpi.rules.repeat import repeats_by_nature


@pytest.mark.parametrize(
    ("earlier", "decimals", "expected"),
    [
        ([2.5, 2.7], 1, False),
        ([77.4, 80.1, 75.2, 79.9, 82.0], 1, False),
        ([77.4, 77.4, 75.2, 79.9], 1, True),
        ([4.4, 4.2, 4.5, 4.3, 4.6], 1, True),
        ([4.4, 4.2, 4.5, 4.3], 1, False),
        ([12.0, 13, 11, 14, 12], 0, True),
        ([1200.0, 1350, 1100, 1500, 1250], 0, False),
        ([5.0], 0, False),
        ([], 0, False),
    ],
)
def test_chance_and_habit_repeat_figures(
    earlier: Sequence[float], decimals: int, *, expected: bool
) -> None:
    assert repeats_by_nature(earlier, decimals) is expected
