"""Axes have round numbers around every figure; labels stand apart, inside the plot."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.making.records import kpi
from xlkpi.report.chart.axis import MOST_STEPS, axis_for, number_format
from xlkpi.report.chart.chart import Axis, Line, Role
from xlkpi.report.chart.labels import APART, PLOT, spread
from xlkpi.terms.unit import Unit

FIGURES = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30)
UNIT_AXIS = Axis(0.0, 1.0, 0.2, "0", "0")


@given(FIGURES)
def test_every_figure_is_inside_a_few_steps(values: list[float]) -> None:
    axis = axis_for(kpi(unit="days"), values)

    assert axis.low <= min(values) + abs(min(values)) * 1e-9
    assert axis.high >= max(values) - abs(max(values)) * 1e-9
    assert axis.low < axis.high
    assert (axis.high - axis.low) / axis.step < MOST_STEPS + 3
    assert axis.low >= 0 or min(values) < 0


def test_a_share_ends_at_a_hundred() -> None:
    axis = axis_for(kpi(), [93.0, 99.0])

    assert (axis.high, axis.low >= 0) == (100.0, True)


def test_numbers_are_written_in_the_unit() -> None:
    assert number_format(Unit("%"), 1) == '0.0"%"'
    assert number_format(Unit("£"), 0) == '"£"#,##0;-"£"#,##0'
    assert number_format(Unit("days"), 1) == "#,##0.0"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7))
def test_labels_never_cover_each_other(heights: list[float]) -> None:
    lines = [Line(Role.TARGET, f"Target {n}", (h,), label=True) for n, h in enumerate(heights)]
    placed = spread(lines, UNIT_AXIS)
    where = sorted(h - line.shift / PLOT for h, line in zip(heights, placed, strict=True))

    assert all(b - a > APART - 0.002 for a, b in pairwise(where))
    assert -0.001 <= where[0] <= where[-1] <= 1.001
