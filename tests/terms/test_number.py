"""Numbers: nearly equal is equal, halves round away from zero."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.terms.number import decimals_in, gap, nearness, rounded, same, shown, side

FLOATS = st.floats(-1e12, 1e12)


def test_floating_point_noise_is_no_difference() -> None:
    assert same(0.1 + 0.2, 0.3)
    assert not same(1, 1 + 2e-9)
    assert same(1e12, 1e12 + 1)


@given(FLOATS, FLOATS)
def test_side_and_gap_agree_with_same(a: float, b: float) -> None:
    assert (side(a, b) == 0) is same(a, b)
    assert (gap(a, b) == 0) is same(a, b)
    assert side(a, b) == -side(b, a)


@given(FLOATS)
def test_a_value_within_its_nearness_is_the_same(value: float) -> None:
    assert same(value, value + 0.9 * nearness(value))
    assert not same(value, value + 1.2 * nearness(value))


def test_infinity_is_near_to_nothing() -> None:
    assert nearness(inf) == 0
    assert not same(inf, 1)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (2.675, 2, "2.68"),
        (-0.04, 1, "0.0"),
        (1234567.891, 1, "1,234,567.9"),
        (77.4, None, "77.4"),
        (80.0, None, "80"),
        (1e-7, None, "0.0000001"),
        (-2.5999999999999943, 1, "-2.6"),
        (57 / 200 * 100, None, "28.5"),
        (57 / 200 * 100, 0, "29"),
        (0.1 + 0.2, None, "0.3"),
        (999_999_999_999_999, None, "999,999,999,999,999"),
        (1e15, None, "1e+15"),
        (-1e-300, None, "0"),
        (-1.7976931348623157e308, 2, "-1.79769313486232e+308"),
    ],
)
def test_numbers_are_written_as_a_spreadsheet_writes_them(
    value: float, decimals: int | None, text: str
) -> None:
    assert shown(value, decimals) == text


def test_a_spelling_has_its_decimals() -> None:
    assert [decimals_in(value) for value in (80, 77.4, 77.45, 1e300, 1e-300, 1.5e-7, 1 / 3)] == [
        0,
        1,
        2,
        0,
        15,
        8,
        15,
    ]


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_rounding_moves_by_half_a_step_at_most(value: float, decimals: int) -> None:
    assert abs(rounded(value, decimals) - value) <= 0.5 * 10**-decimals + 1e-9
