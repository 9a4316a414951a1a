"""A value is held against the numerator and the denominator beside it, on its unit's scale."""

import pytest

from xlkpi.rules.share import agrees, scale_of, share
from xlkpi.terms.unit import Unit


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("%", 100),
        ("per 1,000 homes", 1000),
        ("per 100,000", 100_000),
        ("incidents per person", None),
        ("days", None),
        ("", None),
    ],
)
def test_a_unit_says_its_scale(unit: str, scale: float | None) -> None:
    assert scale_of(Unit(unit)) == scale


def test_without_a_scale_the_value_tells_the_power_of_ten() -> None:
    assert share(4.1, 820, 200) == pytest.approx(4.1)
    assert share(55, 64, 114) == pytest.approx(56.14, abs=0.01)
    assert share(0.55, 64, 114) == pytest.approx(0.5614, abs=0.0001)


def test_no_share_of_nothing() -> None:
    assert share(5, 5, 0) is None


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(56.1, 1, True), (56, 0, True), (56.14, 2, True), (55, 0, False), (56.2, 1, False)],
)
def test_rounding_is_allowed_and_no_more(value: float, decimals: int, *, expected: bool) -> None:
    assert agrees(value, 100 * 64 / 114, decimals) is expected
