"""A slip of the keyboard is told by what the value would be without it; real changes are none."""

from collections.abc import Sequence
from datetime import date

import pytest

from xlkpi.rules.slip import Slip, SlipKind, slip

AROUND_80 = [77.4, 80.1, 79.0, 82.3]


@pytest.mark.parametrize(
    ("value", "earlier", "kind", "meant"),
    [
        (774.0, AROUND_80, SlipKind.DECIMAL, 77.4),
        (7.74, AROUND_80, SlipKind.DECIMAL, 77.4),
        (77400.0, AROUND_80, SlipKind.DECIMAL, 77.4),
        (0.0774, AROUND_80, SlipKind.DECIMAL, 77.4),
        (0.774, AROUND_80, SlipKind.PERCENT_SCALE, 77.4),
        (7740.0, AROUND_80, SlipKind.PERCENT_SCALE, 77.4),
        (0.774, AROUND_80[:2], SlipKind.PERCENT_SCALE, 77.4),
        (-77.4, AROUND_80, SlipKind.SIGN, 77.4),
        (774.0, [-770.0, -801.0, -790.0], SlipKind.SIGN, -774.0),
        (46204.0, AROUND_80, SlipKind.DATE, date(2026, 7, 1)),
    ],
)
def test_the_slip_and_what_was_meant(
    value: float, earlier: Sequence[float], kind: SlipKind, meant: float | date
) -> None:
    found = slip(value, earlier, is_percent=True)

    assert found is not None
    assert found.kind is kind
    assert found.meant == pytest.approx(meant) if isinstance(meant, float) else meant == found.meant


@pytest.mark.parametrize(
    ("value", "earlier"),
    [
        (120.0, AROUND_80),
        (40.0, AROUND_80),
        (0.0, AROUND_80),
        (774.0, AROUND_80[:2]),
        (774.0, []),
        (300.0, [10.0, 31.0, 95.0]),
        (39.0, [-159.0, -162.0, -75.0]),
        (46204.0, [41000.0, 43000.0, 42100.0]),
        (46204.5, AROUND_80[:1]),
        (46204.0, []),
    ],
    ids=[
        "half as much again", "half", "zero", "two values", "none", "a wide history",
        "a series that crosses zero", "figures of that size", "no whole day", "no history",
    ],
)  # fmt: skip
def test_what_a_series_may_do_by_itself_is_no_slip(value: float, earlier: Sequence[float]) -> None:
    assert slip(value, earlier) is None


def test_a_count_is_off_by_a_hundred_too() -> None:
    assert slip(7740, [77.5, 80.0, 79.0]) == Slip(SlipKind.DECIMAL, 77.4)
