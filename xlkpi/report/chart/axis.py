"""Axis: round numbers around a series, written in the KPI's unit."""

from collections.abc import Iterable
from math import ceil, floor, log10

from xlkpi.register.kpi import Kpi
from xlkpi.report.chart.chart import Axis
from xlkpi.terms.number import decimals_in
from xlkpi.terms.unit import Unit

MOST_STEPS = 6
NICE = (1, 2, 2.5, 5, 10)
ROOM = 0.08
"""The share of the axis left free above and below the series."""

FULL = 100.0
LEAST = 1e-6
"""A smaller span is that of figures all alike."""


def axis_for(kpi: Kpi, values: Iterable[float]) -> Axis:
    """Return the axis for these values, at most six steps of a round number.

    Shares end at 0% and 100%, and what is never negative at 0.
    """
    shown = list(values)
    low, high = min(shown), max(shown)
    span = high - low
    if span <= LEAST * max(1.0, abs(high)):
        span = abs(high) if abs(high) > LEAST else 1.0
    room = span * ROOM
    floor_at = 0.0 if low >= 0 else None
    ceiling = FULL if kpi.unit.is_percent and high <= FULL else None
    step = _step((high - low) + 2 * room)
    bottom, top = floor((low - room) / step) * step, ceil((high + room) / step) * step
    bottom = bottom if floor_at is None else max(bottom, floor_at)
    top = top if ceiling is None else min(top, ceiling)
    decimals = decimals_in(round(step, 10))
    of_labels = decimals if kpi.decimals is None else kpi.decimals
    return Axis(
        round(bottom, 10), round(top, 10), step,
        number_format(kpi.unit, decimals), number_format(kpi.unit, of_labels),
    )  # fmt: skip


def number_format(unit: Unit, decimals: int) -> str:
    """Return the unit's format as a spreadsheet writes it: `0.0"%"`, `"£"#,##0.0"m"`, `#,##0`."""
    zeros = f".{'0' * decimals}" if decimals else ""
    if unit.is_percent:
        return f'0{zeros}"%"'
    if not unit.is_money:
        return f"#,##0{zeros}"
    scale = unit.show_figure(0, 0).removeprefix("£0")
    pounds = f'"£"#,##0{zeros}' + (f'"{scale}"' if scale else "")
    return f"{pounds};-{pounds}"


def _step(span: float) -> float:
    rough = span / MOST_STEPS
    power = 10.0 ** floor(log10(rough))
    return round(next(nice * power for nice in NICE if nice * power >= rough * 0.999), 10)
