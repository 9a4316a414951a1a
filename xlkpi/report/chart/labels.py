"""Labels: the words at the right end of each line, moved apart so that none covers another."""

from collections.abc import Sequence
from dataclasses import replace

from xlkpi.report.chart.chart import Axis, Line

PLOT = 0.77
"""The plot's height as a share of the chart's, in the house's own look."""

APART = 0.085
"""The height of a label as a share of the plot's."""


def spread(lines: Sequence[Line], axis: Axis) -> tuple[Line, ...]:
    """Return the lines with their labels moved as little as keeps them apart and in the plot."""
    labelled = [line for line in lines if line.label]
    heights = {line.name: _height(line, axis) for line in labelled}
    order = sorted(labelled, key=lambda line: heights[line.name])
    groups: list[list[float]] = []
    for line in order:
        groups.append([heights[line.name]])
        while len(groups) > 1 and _touch(groups[-2], groups[-1]):
            last = groups.pop()
            groups[-1] += last
    places: dict[str, float] = {}
    names = iter(order)
    for group in groups:
        first = _first(group)
        for number in range(len(group)):
            places[next(names).name] = first + number * APART
    return tuple(
        replace(line, shift=round(PLOT * (heights[line.name] - places[line.name]), 4))
        if line.name in places
        else line
        for line in lines
    )


def _height(line: Line, axis: Axis) -> float:
    """Return how high the line's last point is, as a share of the plot."""
    last = next(value for value in reversed(line.values) if value is not None)
    return (last - axis.low) / (axis.high - axis.low)


def _first(group: Sequence[float]) -> float:
    """Return where the lowest label of a group stands: the group around its middle, inside."""
    middle, reach = sum(group) / len(group), (len(group) - 1) * APART
    return min(max(middle - reach / 2, 0.0), 1.0 - reach)


def _touch(lower: Sequence[float], upper: Sequence[float]) -> bool:
    return _first(lower) + len(lower) * APART > _first(upper)
