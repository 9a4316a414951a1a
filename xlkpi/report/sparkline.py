"""Sparkline: a KPI's results as a small line, with gaps as gaps and the target as dots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.series import series
from xlkpi.register.result import Result
from xlkpi.report.picture import Picture
from xlkpi.report.raster import LONE_RADIUS, RADIUS, Raster
from xlkpi.terms.number import side
from xlkpi.terms.rag import Rag

MOST, FEWEST = 12, 2
"""How many results a line shows, and how many it needs."""

LONGEST = 60
"""So many periods fit side by side; a result older than that is left out."""

WIDTH, HEIGHT, EDGE = 208, 48, 7
"""The drawing in pixels, and the margin that the end dot needs."""

EMU_PER_PIXEL = 5000
"""208 pixels are 2.9 cm: 183 to the inch, sharp in print."""

NAVY, GREY = "#12436D", "#8A9299"

FEWEST_FOR_RECORD = 4
"""The last of fewer results is higher or lower, not the highest or lowest."""

TOO_FEW = "Too few results"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is drawn, in pixels from the top left."""

    strokes: tuple[tuple[Point, ...], ...]
    """Unbroken runs of results."""
    target: float | None

    @property
    def lines(self) -> Iterator[tuple[Point, ...]]:
        """The runs that a line can show."""
        return (stroke for stroke in self.strokes if len(stroke) > 1)

    @property
    def lone(self) -> Iterator[Point]:
        """The results without a neighbour, each shown as a dot; the last has its own."""
        return (stroke[0] for stroke in self.strokes[:-1] if len(stroke) == 1)


def trend_line(assessment: Assessment) -> Picture | str:
    """Return the line of the latest results, or a word where there are too few."""
    results = _recent(assessment.history[-MOST:])
    valued = [result for result in results if result.value is not None]
    if len(valued) < FEWEST:
        return TOO_FEW
    row = assessment.target.target if assessment.target else None
    target = row.value if row and row.upper is None else None
    shape = _shape(series(results), target)
    words = _words(assessment, valued, target)
    return Picture(_svg(shape), _png(shape), WIDTH * EMU_PER_PIXEL, HEIGHT * EMU_PER_PIXEL, words)


def _words(assessment: Assessment, valued: Sequence[Result], target: float | None) -> str:
    """Return what the line says: where it begins and ends, how far it reached, the target."""
    kpi, first, last = assessment.kpi, valued[0], valued[-1]
    known = [result.value for result in valued if result.value is not None]
    low, high = min(known), max(known)
    began = f"{kpi.show(first.value)} in {first.period.name}"
    parts = [
        f"{_side(known)} in {last.period.name}: {kpi.show(last.value)}, from {began}",
        f"{len(known)} results between {kpi.show(low)} and {kpi.show(high)}",
    ]
    if target is not None:
        met = {Rag.GREEN: ", met", Rag.AMBER: ", not met", Rag.RED: ", not met"}
        parts.append(f"target {kpi.show(target)}{met.get(assessment.rag, '')}")
    return f"{'; '.join(parts)}."


def _side(known: Sequence[float]) -> str:
    """Return how the last result stands among those that the line shows."""
    last, others = known[-1], known[:-1]
    if len(known) >= FEWEST_FOR_RECORD and side(last, max(others)) > 0:
        return "Highest"
    if len(known) >= FEWEST_FOR_RECORD and side(last, min(others)) < 0:
        return "Lowest"
    turn = side(last, known[0])
    return {1: "Higher", -1: "Lower"}.get(turn, "The same")


def _recent(results: Sequence[Result]) -> list[Result]:
    """Return the results that are near enough to the last one to stand beside it."""
    return [r for r in results if results[-1].period.number - r.period.number < LONGEST]


def _shape(values: Sequence[float | None], target: float | None) -> _Shape:
    """Return the results and the target at their places, scaled to fill the drawing.

    Each period has its place, whether it has a result or not; no line joins across a gap.
    """
    scaled = [v for v in (*values, target) if v is not None]
    low, high = min(scaled), max(scaled)
    room = HEIGHT - 2 * EDGE
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(HEIGHT - EDGE - share * room, 1)

    strokes: list[list[Point]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            strokes.append([])
        else:
            strokes[-1].append((round(EDGE + number * step, 1), down(value)))
    kept = tuple(tuple(stroke) for stroke in strokes if stroke)
    return _Shape(kept, None if target is None else down(target))


def _svg(shape: _Shape) -> bytes:
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">']
    if shape.target is not None:
        parts.append(
            f'<path d="M{EDGE} {shape.target}H{WIDTH - EDGE}" stroke="{GREY}" stroke-width="1.6" '
            f'stroke-dasharray="3 5"/>'
        )
    for x, y in shape.lone:
        parts.append(f'<circle cx="{x}" cy="{y}" r="{LONE_RADIUS}" fill="{NAVY}"/>')
    for stroke in shape.lines:
        points = " ".join(f"{x},{y}" for x, y in stroke)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{NAVY}" stroke-width="3.2" '
            f'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    x, y = shape.strokes[-1][-1]
    parts.append(f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{NAVY}"/></svg>')
    return "".join(parts).encode()


@lru_cache(maxsize=512)
def _png(shape: _Shape) -> bytes:
    """Return the drawing for programs that show no SVG; one KPI stands in several papers."""
    raster = Raster(WIDTH, HEIGHT)
    if shape.target is not None:
        raster.dots(EDGE, WIDTH - EDGE, shape.target)
    for point in shape.lone:
        raster.dot(*point, LONE_RADIUS)
    for stroke in shape.lines:
        for start, end in pairwise(stroke):
            raster.line(start, end)
    raster.dot(*shape.strokes[-1][-1])
    return raster.png()
