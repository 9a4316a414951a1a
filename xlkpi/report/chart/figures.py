"""Figures of a chart: what it shows, read back, and what a paper remembers of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from xlkpi.report.chart.chart import Axis, Chart, Role
from xlkpi.report.chart.chartml import SERIES, c, name_of
from xlkpi.report.chart.cloning import looks_in

Figures = tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
"""Each series by name, with its points; the periods come last."""

Scale = tuple[str, ...]
LENGTH_OF_MARK = 12


@dataclass(frozen=True, slots=True)
class Made:
    """What was put into a chart when it was last written."""

    alternative: str
    roles: frozenset[str]
    scale: Scale
    mark: str
    """A fingerprint of the figures."""


def said_of(chart: Chart) -> str:
    """Return what a paper remembers of a chart, as text."""
    roles = ";".join(dict.fromkeys(line.role.name for line in chart.lines))
    scale = " ".join(scale_of(chart.axis))
    return f"{chart.alternative}\n{roles}\n{scale}\n{mark_of(figures_of(chart, Role))}"


def made_in(said: str) -> Made | None:
    """Return what a paper remembers of a chart; None where that is nothing of a chart."""
    match said.split("\n"):
        case [alternative, roles, scale, mark]:
            return Made(alternative, frozenset(roles.split(";")), tuple(scale.split()), mark)
        case _:
            return None


def figures_of(chart: Chart, roles: Iterable[Role]) -> Figures:
    """Return the figures of the chart's lines that have one of these roles."""
    wanted = set(roles)
    lines = tuple(
        (line.name, tuple((n, _spelled(v)) for n, v in enumerate(line.values) if v is not None))
        for line in chart.lines
        if line.role in wanted
    )
    names = tuple((n, name) for n, name in enumerate(chart.names) if name)
    return (*sorted(lines), ("", names))


def figures_in(root: etree._Element) -> Figures:
    """Return the figures of a chart's own series; those that an officer added are not ours."""
    held = [s for s in root.iter(SERIES) if Role.of(name_of(s)) is not None]
    lines = tuple(
        (name_of(s), tuple((n, _spelled(float(v))) for n, v in _points(s, "val"))) for s in held
    )
    names = tuple(_points(held[0], "cat")) if held else ()
    return (*sorted(lines), ("", names))


def roles_in(root: etree._Element) -> frozenset[Role]:
    """Return the roles that a chart shows."""
    return frozenset(looks_in(root))


def scale_of(axis: Axis) -> Scale:
    """Return the ends and the step of the upright axis."""
    return tuple(map(_spelled, (axis.low, axis.high, axis.step)))


def scale_in(root: etree._Element) -> Scale:
    """Return the ends and the step of a chart's upright axis, `auto` where Word chooses."""
    axis = next(root.iter(c("valAx")), None)
    if axis is None:
        return ()
    found = (next(axis.iter(c(name)), None) for name in ("min", "max", "majorUnit"))
    return tuple("auto" if n is None else _spelled(float(n.get("val", "nan"))) for n in found)


def mark_of(figures: Figures) -> str:
    """Return a fingerprint of figures."""
    return sha256(repr(figures).encode()).hexdigest()[:LENGTH_OF_MARK]


def _points(series: etree._Element, name: str) -> list[tuple[int, str]]:
    held = series.find(c(name))
    if held is None:
        return []
    return [
        (int(point.get("idx", "0")), point.findtext(c("v")) or "")
        for point in held.iter(c("pt"))
        if point.findtext(c("v"))
    ]


def _spelled(value: float) -> str:
    """Return the number at twelve digits: Word writes the last ones of a double as it likes."""
    return f"{value:.12g}"
