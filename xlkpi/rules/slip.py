"""Slip: a value that would be usual but for a slip of the keyboard. Method: docs/analysis/check.md.

Source: Hart's published figures and the slips that officers know: a decimal comma or point in the
wrong place, 0.774 for 77.4%, a lost minus sign, a date that a spreadsheet stored as its number.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from xlkpi.terms.number import same
from xlkpi.terms.period_text import EXCEL_EPOCH

FEWEST = 3
"""Earlier values without which a wrong power of ten or sign is not told."""
FEWEST_PERCENT = 2
"""Earlier values without which a percentage's wrong scale is not told."""
NARROW = 3.0
"""A history whose largest value is more than this many times its smallest varies too much."""
NEAR = 1.25
"""A value meant lies within the range of earlier ones, widened by this factor."""
POWERS = (1, 2, 3, -1, -2, -3)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class SlipKind(Enum):
    """What happened to a value on its way into its cell."""

    DECIMAL = "decimal point"
    PERCENT_SCALE = "scale of a percentage"
    SIGN = "sign"
    DATE = "date"


class Slip(NamedTuple):
    """A probable slip, and the value or the day that was meant."""

    kind: SlipKind
    meant: float | date


def slip(value: float, earlier: Sequence[float], *, is_percent: bool = False) -> Slip | None:
    """Return the slip that would explain `value`, or None when it needs no explaining.

    Args:
        value: the new value, in the KPI's unit.
        earlier: the values before it, oldest first, gaps left out.
        is_percent: whether values are percentages, 77.4 being 77.4%.
    """
    return _date(value, earlier) or _sign(value, earlier) or _scale(value, earlier, is_percent)


def _date(value: float, earlier: Sequence[float]) -> Slip | None:
    """Return the day that a whole number far above all earlier values stands for."""
    if not earlier or not same(value, round(value)):
        return None
    first, last = ((day - EXCEL_EPOCH).days for day in (FIRST_DAY, LAST_DAY))
    is_day = first <= value <= last
    if not is_day or value <= 10 * NARROW * max(map(abs, earlier)):
        return None
    return Slip(SlipKind.DATE, EXCEL_EPOCH + timedelta(days=round(value)))


def _sign(value: float, earlier: Sequence[float]) -> Slip | None:
    if len(earlier) < FEWEST or any(other * value >= 0 for other in earlier):
        return None
    is_meant = _is_narrow(earlier) and _is_usual(value, earlier)
    return Slip(SlipKind.SIGN, -value) if is_meant else None


def _scale(value: float, earlier: Sequence[float], is_percent: bool) -> Slip | None:  # noqa: FBT001
    """Return the value at the power of ten that its history has."""
    fewest = FEWEST_PERCENT if is_percent else FEWEST
    if len(earlier) < fewest or same(value, 0) or any(other * value <= 0 for other in earlier):
        return None
    if not _is_narrow(earlier):
        return None
    for power in POWERS:
        meant = value / 10**power
        is_share = is_percent and abs(power) == 2  # noqa: PLR2004 -- 100 percent are 1
        if (is_share or len(earlier) >= FEWEST) and _is_usual(meant, earlier):
            return Slip(SlipKind.PERCENT_SCALE if is_share else SlipKind.DECIMAL, meant)
    return None


def _is_narrow(earlier: Sequence[float]) -> bool:
    sizes = [abs(other) for other in earlier]
    return max(sizes) <= NARROW * min(sizes)


def _is_usual(value: float, earlier: Sequence[float]) -> bool:
    """Return whether the size of `value` is that of the earlier ones."""
    sizes = [abs(other) for other in earlier]
    return min(sizes) / NEAR <= abs(value) <= max(sizes) * NEAR
