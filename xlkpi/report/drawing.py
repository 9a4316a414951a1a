"""Drawing: a picture or a chart as a run of WordprocessingML."""

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from lxml import etree

from xlkpi.report.chart.chartml import CHARTS, RELATION_ID
from xlkpi.report.picture import Picture
from xlkpi.report.wordml import WORD

PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PROPERTIES, SHOWN_CHART = f"{{{PLACED}}}docPr", f"{{{CHARTS}}}chart"

OPENING = (
    f'<w:r xmlns:w="{WORD}" xmlns:wp="{PLACED}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    "{more}>"
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="{name} {number}" descr={alternative}/>'
    "<wp:cNvGraphicFramePr/><a:graphic>"
)
CLOSING = "</a:graphic></wp:inline></w:drawing></w:r>"

PICTURE = (
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Trend {number}"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="{png}"><a:extLst>'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip r:embed="{svg}"/></a:ext>'
    "</a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
)
PICTURE_NAMESPACES = (
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)

CHART_NAMESPACE = f' xmlns:c="{CHARTS}"'
CHART = f'<a:graphicData uri="{CHARTS}"><c:chart r:id="{{key}}"/></a:graphicData>'
CHART_WIDTH, CHART_HEIGHT = 5976000, 1836000
"""16.6 by 5.1 cm: the width of a portrait page, where a template has no chart of its own."""


def drawing_run(
    picture: Picture, number: int, add_picture: Callable[[bytes, str], str]
) -> etree._Element:
    """Return the run that shows the picture; `add_picture` puts its bytes into the file."""
    return etree.fromstring(
        (OPENING + PICTURE + CLOSING).format(
            more=PICTURE_NAMESPACES,
            name="Trend",
            width=picture.width,
            height=picture.height,
            number=number,
            alternative=quoteattr(picture.alternative),
            png=add_picture(picture.png, "png"),
            svg=add_picture(picture.svg, "svg"),
        )
    )


def chart_run(key: str, number: int, alternative: str) -> etree._Element:
    """Return the run that shows the chart to which a relationship of the file leads."""
    return etree.fromstring(
        (OPENING + CHART + CLOSING).format(
            more=CHART_NAMESPACE,
            name="Chart",
            width=CHART_WIDTH,
            height=CHART_HEIGHT,
            number=number,
            alternative=quoteattr(alternative),
            key=key,
        )
    )


def chart_in(element: etree._Element) -> etree._Element | None:
    """Return what leads from a drawing inside the element to its chart, None without one."""
    return next(element.iter(SHOWN_CHART), None)


def lead_to(shown: etree._Element, key: str, number: int, alternative: str) -> None:
    """Have a drawing show another chart, with its words."""
    shown.set(RELATION_ID, key)
    inline = next(around for around in shown.iterancestors() if around.find(PROPERTIES) is not None)
    properties = inline.find(PROPERTIES)
    if properties is None:
        return
    properties.set("id", str(number))
    properties.set("name", f"Chart {number}")
    properties.set("descr", alternative)
