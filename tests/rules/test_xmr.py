"""XmR charts: limits as published, and each flag on a series checked by hand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from xlkpi.errors import RefusalError
from xlkpi.rules.xmr import Limits, limits, present
from xlkpi.rules.xmr_flags import last_signal, signals
from xlkpi.terms.trend import Flag

SPC: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "spc_dev.json").read_text(encoding="utf-8")
)
LEVEL = [10, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9]


def flags_of(points: Sequence[float], chart: Limits) -> list[str]:
    return ["" if signal is None else signal.flag.value for signal in signals(points, chart)]


@pytest.mark.parametrize("case", SPC["limits"], ids=lambda case: str(case["values"][:6]))
def test_limits_are_those_that_are_published(case: dict[str, Any]) -> None:
    chart = limits(case["values"], screen=case["screen_outliers"])

    assert chart is not None
    near = 0.5 * 10 ** -case.get("dp", 9)
    found = {"mean": chart.mean, "lpl": chart.lower, "upl": chart.upper}
    found |= {"nlpl": chart.near_lower, "nupl": chart.near_upper}
    for name in found.keys() & case.keys():
        assert found[name] == pytest.approx(case[name], abs=near), name


@pytest.mark.parametrize("case", SPC["rules"]["seven_one_side_flag_at_7th"], ids=str)
def test_seven_on_one_side_of_the_mean_are_a_shift(case: dict[str, Any]) -> None:
    # -- steps of less than the rounding of `same` would be ties; these zigzag on one side --
    points = [sign * (2 + place % 2) for place, sign in enumerate(case["sign"])]

    found = [
        last_signal(points[: place + 1], Limits(0, 100)) is not None for place in range(len(points))
    ]

    assert found == [flag != 0 for flag in case["out"]]


@pytest.mark.parametrize("case", SPC["rules"]["seven_point_trend_flag_at_7th"], ids=str)
def test_seven_rising_or_falling_are_a_trend(case: dict[str, Any]) -> None:
    points = case["y"]
    chart = Limits(points[len(points) // 2], 1000)

    found = [last_signal(points[: place + 1], chart) for place in range(len(points))]

    trends = [s.side if s is not None and s.flag is Flag.TREND else 0 for s in found]
    assert trends == case["out"]


def test_all_seven_points_of_a_trend_are_flagged() -> None:
    found = flags_of([5, 1, 2, 3, 4, 5, 6, 7, 3], Limits(4, 100))
    assert found == ["", *["trend"] * 7, ""]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([8, 1, 8], ["two of three", "", "two of three"]),
        ([8, -1, 8], ["", "", ""]),
        ([8, 0, 8], ["", "", ""]),
        ([1, 1, 8, 8, 1], ["", "", "two of three", "two of three", ""]),
        ([8, 1, 1, 8, 8], ["", "", "", "two of three", "two of three"]),
        ([-8, -1, -8], ["two of three", "", "two of three"]),
        ([8, 1, 11], ["", "", "outside"]),
    ],
)
def test_two_of_three_near_a_limit_on_one_side_are_flagged(
    points: list[float], expected: list[str]
) -> None:
    assert flags_of(points, Limits(0, 10)) == expected


def test_a_point_on_the_limit_is_inside_and_one_beyond_it_outside() -> None:
    assert flags_of([10, 10.1, -10.1, -10], Limits(0, 10)) == ["", "outside", "outside", ""]


def test_the_stronger_flag_is_given_first() -> None:
    rising_beyond = [1, 2, 3, 4, 5, 6, 11]
    assert flags_of(rising_beyond, Limits(0, 10)) == [*["trend"] * 6, "outside"]


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    assert flags_of([1, 2, 1, 0, 1, 2, 1, 2], Limits(0, 10)) == [""] * 8


def test_a_gap_is_no_point_and_its_neighbours_are_joined() -> None:
    assert limits(present([1, None, 4, None, None, 2])) == limits([1, 4, 2])


def test_a_baseline_sets_the_limits_and_later_points_are_judged_by_them() -> None:
    chart = limits([*LEVEL, 30, 31], baseline=12)

    assert chart == limits(LEVEL)
    assert chart is not None
    assert flags_of([*LEVEL, 30, 31], chart)[-2:] == ["outside", "outside"]


@pytest.mark.parametrize("baseline", [1, 0, -3, 13])
def test_an_impossible_baseline_is_refused(baseline: int) -> None:
    with pytest.raises(RefusalError, match=f"baseline {baseline}"):
        limits(LEVEL, baseline)


def test_a_constant_series_has_no_variation_and_no_flags() -> None:
    chart = limits([7.3] * 9)

    assert chart is not None
    assert not chart.has_variation
    assert flags_of([7.3] * 9, chart) == [""] * 9


def test_a_single_jump_that_is_screened_out_leaves_no_variation() -> None:
    chart = limits([1, 1, 1, 1, 2])

    assert chart is not None
    assert not chart.has_variation
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((1.2, 1.2, 1.2))


def test_floating_point_noise_is_no_variation() -> None:
    chart = limits([0.3, 0.1 + 0.2] * 4)
    assert chart is not None
    assert not chart.has_variation


def test_fewer_than_two_points_have_no_limits() -> None:
    assert limits([5]) is None
    assert limits([]) is None
