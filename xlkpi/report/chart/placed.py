"""Placed: a chart in its place in a paper, in the look of the sample that stood there."""

from collections.abc import Callable, Iterator

from xlkpi.report.chart.chart import Chart
from xlkpi.report.chart.chartml import RELATION_ID
from xlkpi.report.chart.cloning import cloned
from xlkpi.report.chart.look import look
from xlkpi.report.chart.workbook import workbook
from xlkpi.report.control import Control
from xlkpi.report.drawing import chart_in, chart_run, lead_to
from xlkpi.report.wordml import RUN, parent_of

AddChart = Callable[[bytes, bytes], str]
"""Puts a chart and its workbook into a file, and returns its relationship's id."""


def place_chart(
    control: Control,
    chart: Chart,
    sample_of: Callable[[str], bytes | None],
    add: AddChart,
    numbers: Iterator[int],
) -> str:
    """Put the chart into the control; return the relationship of the sample, empty without one.

    A control that holds words alone gets a chart in the house's own look.
    """
    shown = chart_in(control.content)
    key = "" if shown is None else shown.get(RELATION_ID, "")
    key_of_new = add(cloned(sample_of(key) or look(), chart), workbook(chart))
    if shown is not None:
        lead_to(shown, key_of_new, next(numbers), chart.alternative)
        return key
    run = next(control.content.iter(RUN))
    parent_of(run).replace(run, chart_run(key_of_new, next(numbers), chart.alternative))
    return ""
