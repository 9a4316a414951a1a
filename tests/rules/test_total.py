"""Parts make their whole but for the rounding of each."""

import pytest

from xlkpi.rules.total import adds_up, lies_between


@pytest.mark.parametrize(
    ("whole", "decimals", "expected"),
    [
        (39, 0, True),
        (41, 0, True),
        (42, 0, False),
        (40, 0, True),
        (39.2, 1, True),
        (39.3, 1, False),
    ],
)
def test_three_parts_of_thirty_nine(whole: float, decimals: int, *, expected: bool) -> None:
    assert adds_up([17, 14, 8], whole, decimals) is expected


def test_a_mean_lies_between_its_parts() -> None:
    assert lies_between([66.5, 65.6], 66.0, 1)
    assert lies_between([66.5, 65.6], 66.6, 1)
    assert not lies_between([66.5, 65.6], 67.0, 1)
    assert not lies_between([66.5, 65.6], 64.0, 1)
