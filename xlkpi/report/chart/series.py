"""Series: one line of a chart in XML, in the look of the series of a sample."""

from copy import deepcopy
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from xlkpi.report.chart.chart import Chart, Line, Role
from xlkpi.report.chart.chartml import DRAWING, c, element
from xlkpi.report.chart.workbook import FIRST_SERIES, NAMES, cells_of, heading_of

ASIDE = 0.006
"""How far a label stands from the mark of its point, as a share of the chart's width."""

LEVEL_MARK = 9
"""The size in points of the mark of a target that holds for one period alone."""

KEPT = ("spPr", "marker", "invertIfNegative", "errBars", "smooth", "shape", "extLst")
"""What of a sample's series is look; all else is figures."""

LABEL = (
    "<c:dLbl><c:idx val='{at}'/>{layout}<c:numFmt formatCode={format} sourceLinked='0'/>"
    "<c:dLblPos val='{place}'/><c:showLegendKey val='0'/><c:showVal val='{value}'/>"
    "<c:showCatName val='0'/><c:showSerName val='{name}'/><c:showPercent val='0'/>"
    "<c:showBubbleSize val='0'/><c:separator> </c:separator></c:dLbl>"
)
NOTHING = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""A label that stands aside has no line to its point."""


def series(like: etree._Element, line: Line, number: int, chart: Chart) -> etree._Element:
    """Return the line as a series that looks like another.

    Args:
        like: the series whose look it takes.
        line: its name and figures.
        number: its place among the series, counted from 0, as are their columns.
        chart: the chart that it belongs to.
    """
    made = element("<c:ser/>")
    for name, value in (("idx", number), ("order", number)):
        etree.SubElement(made, c(name)).set("val", str(value))
    made.append(_name(line.name, number + FIRST_SERIES))
    looks = {name: deepcopy(held) for name in KEPT if (held := like.find(c(name))) is not None}
    if line.is_points:
        _level_marks(looks)
    for name in ("spPr", "marker", "invertIfNegative"):
        made.extend(looks[name] for _ in range(name in looks))
    made.append(_labels(like, line, chart))
    made.extend(looks[name] for name in ("errBars",) if name in looks)
    made.append(_periods(chart))
    made.append(_figures(line, number + FIRST_SERIES))
    made.extend(looks[name] for name in ("smooth", "shape") if name in looks)
    return made


def _name(name: str, column: int) -> etree._Element:
    return element(
        f"<c:tx><c:strRef><c:f>{heading_of(column)}</c:f><c:strCache><c:ptCount val='1'/>"
        f"<c:pt idx='0'><c:v>{escape(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    )


def _periods(chart: Chart) -> etree._Element:
    points = "".join(
        f"<c:pt idx='{n}'><c:v>{escape(name)}</c:v></c:pt>"
        for n, name in enumerate(chart.names)
        if name
    )
    return element(
        f"<c:cat><c:strRef><c:f>{cells_of(NAMES, len(chart.names))}</c:f><c:strCache>"
        f"<c:ptCount val='{len(chart.periods)}'/>{points}</c:strCache></c:strRef></c:cat>"
    )


def _figures(line: Line, column: int) -> etree._Element:
    points = "".join(
        f"<c:pt idx='{n}'><c:v>{value!r}</c:v></c:pt>"
        for n, value in enumerate(line.values)
        if value is not None
    )
    number = len(line.values)
    return element(
        f"<c:val><c:numRef><c:f>{cells_of(column, number)}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode><c:ptCount val='{number}'/>{points}</c:numCache>"
        f"</c:numRef></c:val>"
    )


def _labels(like: etree._Element, line: Line, chart: Chart) -> etree._Element:
    """Return the label at the last point: the line's name and figure, in the sample's letters."""
    made = element(f"<c:dLbls>{NOTHING}{NO_LEADERS}</c:dLbls>")
    held = like.find(c("dLbls"))
    found = (
        [next(held.iter(c(name)), None) for name in ("spPr", "txPr")] if held is not None else []
    )
    looks = [look for look in found if look is not None]
    for place, look in enumerate(looks):
        made.insert(place, deepcopy(look))
    if not line.label:
        return made
    at = max(n for n, value in enumerate(line.values) if value is not None)
    is_event = line.role in (Role.COVID, Role.BREAK)
    label = element(
        LABEL.format(
            at=_middle(line) if line.role.is_band else at,
            layout=_moved(line.shift),
            format=quoteattr(chart.axis.label_format),
            place="inEnd" if line.role.is_band else "r",
            value=int(not is_event),
            name=int(line.role is not Role.RESULT),
        )
    )
    place = next(n for n, one in enumerate(label) if one.tag == c("dLblPos"))
    label[place:place] = map(deepcopy, looks)
    made.insert(0, label)
    return made


def _moved(shift: float) -> str:
    return (
        f"<c:layout><c:manualLayout><c:x val='{ASIDE}'/><c:y val='{shift!r}'/></c:manualLayout>"
        f"</c:layout>"
    )


def _middle(line: Line) -> int:
    places = [n for n, value in enumerate(line.values) if value is not None]
    return places[len(places) // 2]


def _level_marks(looks: dict[str, etree._Element]) -> None:
    """Turn a line into level marks of its colour, one a point."""
    lines = looks.get("spPr")
    fill = None if lines is None else next(lines.iter(f"{{{DRAWING}}}solidFill"), None)
    colour = "" if fill is None else etree.tostring(fill, encoding="unicode", with_tail=False)
    looks["spPr"] = element("<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>")
    looks["marker"] = element(
        f"<c:marker><c:symbol val='dash'/><c:size val='{LEVEL_MARK}'/>"
        f"<c:spPr>{colour}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )
