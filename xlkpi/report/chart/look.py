"""The look of a chart where a template has no sample of its own: one series for each role."""

from functools import lru_cache

from lxml import etree

from xlkpi.report.chart.chart import Role
from xlkpi.report.chart.chartml import NAMESPACES

NAVY, GREY, INK, RULE = "12436D", "6B7479", "0B0C0C", "C9CED2"
ORANGE, BLUE, BAND, PLAIN = "B85200", "2073BC", "E9ECEE", "505A5F"
SIZE = 900
"""Letters of 9 points."""

THIN, MIDDLE, THICK = 12700, 15875, 25400
"""Lines of 1, 1.25 and 2 points, in English Metric Units."""

LINES = {
    Role.UPPER: (GREY, THIN, "sysDot"),
    Role.LOWER: (GREY, THIN, "sysDot"),
    Role.AVERAGE: (GREY, THIN, "solid"),
    Role.MEDIAN: (GREY, THIN, "solid"),
    Role.TARGET: (INK, MIDDLE, "dash"),
    Role.RESULT: (NAVY, THICK, "solid"),
}
POINTS = {Role.WORSE: ORANGE, Role.BETTER: BLUE, Role.UNUSUAL: PLAIN}


@lru_cache
def look() -> bytes:
    """Return a chart without figures, whose series show how each role is drawn."""
    bands = _series(Role.COVID, f"<c:spPr>{_fill(BAND)}<a:ln><a:noFill/></a:ln></c:spPr>")
    lines = "".join(
        (
            _series(Role.BREAK, _invisible(), _upright()),
            *(_series(role, _line(*how) + _marker(role)) for role, how in LINES.items()),
            *(_series(role, _invisible(colour)) for role, colour in POINTS.items()),
        )
    )
    axes = '<c:axId val="111111111"/><c:axId val="222222222"/>'
    plot = (
        f"{_LAYOUT}"
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{bands}<c:gapWidth val="0"/>{axes}</c:barChart>'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}'
        f'<c:marker val="1"/>{axes}</c:lineChart>{_CATEGORIES}{_VALUES}'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    )
    xml = (
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="en-GB"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{plot}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters(INK)}"
        f"</c:chartSpace>"
    )
    return etree.tostring(
        etree.fromstring(xml), xml_declaration=True, encoding="UTF-8", standalone=True
    )


_LAYOUT = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
    '<c:yMode val="edge"/><c:x val="0.055"/><c:y val="0.04"/><c:w val="0.785"/><c:h val="0.77"/>'
    "</c:manualLayout></c:layout>"
)


def _series(role: Role, look: str, more: str = "") -> str:
    """Return a series that has a look and a name, and neither figures nor periods."""
    colour = {**POINTS, Role.RESULT: NAVY}.get(role, PLAIN)
    labels = (
        f"<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_letters(colour, is_bold=role is Role.RESULT)}"
        f'<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
        f'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    extra = '<c:invertIfNegative val="0"/>' if role.is_band else ""
    smooth = "" if role.is_band else '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{role.value}</c:v></c:tx>'
        f"{look}{extra}{labels}{more}{smooth}</c:ser>"
    )


def _line(colour: str, width: int, dash: str) -> str:
    return (
        f'<c:spPr><a:ln w="{width}" cap="rnd">{_fill(colour)}<a:prstDash val="{dash}"/>'
        f"<a:round/></a:ln></c:spPr>"
    )


def _marker(role: Role) -> str:
    return _mark("circle", 5, NAVY) if role is Role.RESULT else _mark("none")


def _invisible(colour: str = "") -> str:
    """Return a line that is not drawn, its points as diamonds where there is a colour."""
    mark = _mark("diamond", 9, colour) if colour else _mark("none")
    return f'<c:spPr><a:ln w="{THIN}"><a:noFill/></a:ln></c:spPr>{mark}'


def _mark(symbol: str, size: int = 0, colour: str = "") -> str:
    if symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{_fill(colour)}<a:ln>{_fill('FFFFFF')}</a:ln></c:spPr></c:marker>"
    )


def _upright() -> str:
    """Return a line from the point down to the axis."""
    return (
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/>'
        f'<c:errValType val="percentage"/><c:noEndCap val="1"/><c:val val="100"/>'
        f'<c:spPr><a:ln w="{THIN}">{_fill(GREY)}<a:prstDash val="lgDash"/></a:ln></c:spPr>'
        f"</c:errBars>"
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _letters(colour: str, *, is_bold: bool = False) -> str:
    look = f'sz="{SIZE}" b="{int(is_bold)}"'
    return (
        f'<c:txPr><a:bodyPr rot="-60000000" wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr {look}>{_fill(colour)}<a:latin typeface="Arial"/><a:cs typeface="Arial"/>'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


_CATEGORIES = (
    '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
    '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
    '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    f'<c:spPr><a:ln w="9525">{_fill(GREY)}</a:ln></c:spPr>{_letters(PLAIN)}'
    '<c:crossAx val="222222222"/><c:crosses val="min"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
    '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
)
_VALUES = (
    '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
    '<c:delete val="0"/><c:axPos val="l"/>'
    f'<c:majorGridlines><c:spPr><a:ln w="6350">{_fill("E3E6E8")}</a:ln></c:spPr></c:majorGridlines>'
    '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
    f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(PLAIN)}"
    '<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
    "</c:valAx>"
)
