"""The sample chart of a template: every kind of line once, for officers to give their own look."""

from lxml import etree

from xlkpi.report.chart.chart import Axis, Chart, Line, Role
from xlkpi.report.chart.cloning import cloned
from xlkpi.report.chart.labels import spread
from xlkpi.report.chart.look import look
from xlkpi.report.chart.workbook import workbook
from xlkpi.report.drawing import chart_run

KEY = "sampleChart"
"""The relationship of a template to its sample chart."""

WORDS = (
    "Sample chart. Its colours, letters and lines are those of every chart in the paper: change "
    "them here. A line that is deleted here is in no chart."
)
RESULTS = (31.2, 30.1, 31.1, 30.8, None, 31.3, 31.5, 31.3, 31.5, 32.2, 33.0, 33.4, 34.2)
PERIODS = tuple(
    f"Q{quarter % 4 + 1}\n{quarter // 4}/{quarter // 4 + 1}"
    for quarter in range(20 * 4, 20 * 4 + len(RESULTS))
)
AXIS = Axis(26.0, 36.0, 2.0, "#,##0", "#,##0.0")


def sample_chart() -> Chart:
    """Return the sample: a KPI whose results rise beyond what is usual."""
    lines = (
        _at(Role.UPPER, 33.0),
        _at(Role.LOWER, 30.2),
        _at(Role.AVERAGE, 31.6),
        _at(Role.MEDIAN, 29.4),
        Line(Role.TARGET, "Target until Q4 22/23", (30.0,) * 12 + (None,)),
        Line(Role.TARGET, "Target", _only(12, 28.0), label=True, is_points=True),
        Line(Role.RESULT, Role.RESULT.value, RESULTS, label=True),
        Line(Role.WORSE, Role.WORSE.value, _only(12, 34.2)),
        Line(Role.BETTER, Role.BETTER.value, _only(1, 30.1)),
        Line(Role.UNUSUAL, Role.UNUSUAL.value, _only(11, 33.4)),
    )
    events = (
        Line(Role.COVID, Role.COVID.value, (36.0,) * 4 + (None,) * 9, label=True),
        Line(Role.BREAK, f"{Role.BREAK.value}definition", _only(6, 36.0), label=True),
    )
    return Chart(PERIODS, PERIODS, (*events, *spread(lines, AXIS)), AXIS, WORDS)


def sample_run() -> str:
    """Return the run that shows the sample."""
    return etree.tostring(chart_run(KEY, 1, WORDS), encoding="unicode")


def sample_parts() -> tuple[bytes, bytes]:
    """Return the sample as a part of a Word file, and its workbook."""
    chart = sample_chart()
    return cloned(look(), chart), workbook(chart)


def _at(role: Role, value: float) -> Line:
    return Line(role, role.value, (value,) * len(RESULTS), label=True)


def _only(place: int, value: float) -> tuple[float | None, ...]:
    return tuple(value if n == place else None for n in range(len(RESULTS)))
