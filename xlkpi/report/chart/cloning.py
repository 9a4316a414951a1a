"""Cloning: a sample chart with other figures in it, its colours, letters and axes as they are."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from xlkpi.report.chart.chart import Axis, Chart, Role
from xlkpi.report.chart.chartml import (
    BARS,
    LINES,
    PLOT,
    RELATION_ID,
    SERIES,
    c,
    element,
    name_of,
    put,
)
from xlkpi.report.chart.look import look
from xlkpi.report.chart.series import series

WORKBOOK_ID = "rId1"
"""The relationship of every chart of ours to its workbook."""

AFTER_ORIENTATION = ("logBase", "orientation")
AFTER_TITLE = ("axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title")
AFTER_CROSSES = (
    *AFTER_TITLE, "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr",
    "crossAx", "crosses", "crossesAt",
)  # fmt: skip
AFTER_OFFSET = (*AFTER_CROSSES, "auto", "lblAlgn", "lblOffset")
AFTER_BETWEEN = (*AFTER_CROSSES, "crossBetween")

Looks = Mapping[Role, etree._Element]  # noqa: SLF001 -- lxml's elements have no public name


@dataclass(frozen=True, slots=True)
class Own:
    """What a chart that stands in a paper keeps when it gets new figures."""

    link: str
    """Its relationship to its workbook."""
    scale: bool
    """Whether an officer has set the ends of its upright axis."""


def cloned(
    sample: bytes, chart: Chart, others: Iterable[bytes] = (), own: Own | None = None
) -> bytes:
    """Return the sample with the chart's figures; same input, same bytes.

    A role that neither the sample nor the others show is not drawn: an officer who wants no limits
    deletes them from the template's sample.

    Args:
        sample: a chart in the look that is wanted; one without lines gives way to the house's own.
        chart: the figures.
        others: charts that lend the look of what the sample does not show.
        own: what the sample keeps, if it is the very chart that gets the figures.
    """
    root = etree.fromstring(sample)
    plot = next(root.iter(PLOT), None)
    if plot is None or plot.find(LINES) is None:
        return cloned(look(), chart, own=own)
    looks = looks_in(root)
    for other in others:
        looks = {**looks_in(etree.fromstring(other)), **looks}
    _fill(plot, chart, looks)
    _set_axes(plot, chart, keeps_scale=own is not None and own.scale)
    _link(root, own)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def looks_in(root: etree._Element) -> dict[Role, etree._Element]:
    """Return a copy of the first series of each role; without a result, the first line is it."""
    found: dict[Role, etree._Element] = {}
    for held in root.iter(SERIES):
        role = Role.of(name_of(held))
        if role is not None and role not in found:
            found[role] = deepcopy(held)
    first = next((held for lines in root.iter(LINES) for held in lines.iterchildren(SERIES)), None)
    if first is not None:
        found.setdefault(Role.RESULT, deepcopy(first))
    return found


def _fill(plot: etree._Element, chart: Chart, looks: Looks) -> None:
    """Put the chart's series into their groups: bands as columns, everything else as lines."""
    lines = next(plot.iterchildren(LINES))
    bars = _bars(plot, lines)
    kinds = (bars, lines)
    for group in kinds:
        for held in group.findall(SERIES):
            group.remove(held)
    number = 0
    for line in chart.lines:
        if line.role in looks:
            group = bars if line.role.is_band else lines
            _add(group, series(looks[line.role], line, number, chart))
            number += 1
    if bars.find(SERIES) is None:
        plot.remove(bars)


def _bars(plot: etree._Element, lines: etree._Element) -> etree._Element:
    """Return the columns of the plot, new ones on the axes of its lines where it has none."""
    held = plot.find(BARS)
    if held is not None:
        return held
    made = element(
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        '<c:gapWidth val="0"/></c:barChart>'
    )
    made.extend(deepcopy(axis) for axis in lines.findall(c("axId")))
    lines.addprevious(made)
    return made


def _add(group: etree._Element, made: etree._Element) -> None:
    before = {c(name) for name in ("barDir", "grouping", "varyColors", "ser")}
    place = max((n + 1 for n, one in enumerate(group) if one.tag in before), default=0)
    group.insert(place, made)


def _set_axes(plot: etree._Element, chart: Chart, *, keeps_scale: bool) -> None:
    upright, level = plot.find(c("valAx")), plot.find(c("catAx"))
    if upright is not None:
        put(upright, _format(chart.axis), AFTER_TITLE)
        scaling = upright.find(c("scaling"))
        if scaling is not None and not keeps_scale:
            put(scaling, element(f"<c:max val='{chart.axis.high!r}'/>"), AFTER_ORIENTATION)
            low = element(f"<c:min val='{chart.axis.low!r}'/>")
            put(scaling, low, (*AFTER_ORIENTATION, "max"))
            put(upright, element(f"<c:majorUnit val='{chart.axis.step!r}'/>"), AFTER_BETWEEN)
    if level is not None:
        for name in ("tickLblSkip", "tickMarkSkip"):
            skip = element(f"<c:{name} val='1'/>")
            put(level, skip, (*AFTER_OFFSET, "tickLblSkip"))


def _format(axis: Axis) -> etree._Element:
    made = element("<c:numFmt sourceLinked='0'/>")
    made.set("formatCode", axis.number_format)
    return made


def _link(root: etree._Element, own: Own | None) -> None:
    """Lead to the workbook; what else a sample leads to does not come along."""
    for name in ("externalData",) if own else ("externalData", "userShapes"):
        for held in root.findall(c(name)):
            root.remove(held)
    data = element("<c:externalData><c:autoUpdate val='0'/></c:externalData>")
    data.set(RELATION_ID, own.link if own else WORKBOOK_ID)
    shapes = root.find(c("userShapes"))
    root.insert(len(root) if shapes is None else root.index(shapes), data)
