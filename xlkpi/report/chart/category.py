"""Category: a period's name under the axis of a chart, on two short lines."""

from collections.abc import Sequence

from xlkpi.terms.period import MONTHS, Frequency, Period

MOST = 13
"""So many names stand side by side."""

STEPS = {Frequency.MONTH: (1, 2, 3, 6, 12, 24), Frequency.QUARTER: (1, 4, 8)}
"""After how many periods a name may stand, so that the same months or quarters have one."""

STROKE = "\u2044"
"""Looks like / and is no place for a line to end, as LibreOffice would have it."""

ANY = (1, 2, 3, 5, 10)


def category(period: Period) -> str:
    """Return the name: `Q2` over `26/27`, `Sep` over `2026`, `2025/26`."""
    match period.frequency:
        case Frequency.QUARTER:
            year, _, quarter = period.name.partition(" ")
            return f"{quarter}\n{year[2:].replace('/', STROKE)}"
        case Frequency.MONTH | Frequency.ROLLING_YEAR:
            return f"{MONTHS[period.end.month - 1][:3]}\n{period.end.year}"
        case Frequency.ACADEMIC_YEAR:
            return period.name.removesuffix(" academic")
        case _:
            return period.name


def names(periods: Sequence[Period]) -> tuple[str, ...]:
    """Return what stands under the axis: so many names as fit, the last period's among them."""
    last, every = len(periods) - 1, _every(periods)
    return tuple(
        category(period) if (last - place) % every == 0 else ""
        for place, period in enumerate(periods)
    )


def _every(periods: Sequence[Period]) -> int:
    """Return after how many periods there is room for a name."""
    number, frequency = len(periods), periods[0].frequency
    steps = STEPS.get(Frequency.MONTH if frequency is Frequency.ROLLING_YEAR else frequency, ANY)
    return next((step for step in steps if (number - 1) // step < MOST), steps[-1])
