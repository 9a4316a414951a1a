"""Drawing: a picture as a run of WordprocessingML."""

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from lxml import etree

from xlkpi.report.picture import Picture
from xlkpi.report.wordml import WORD

INLINE = (
    '<w:r xmlns:w="{word}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main">'
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="Trend {number}" descr={alternative}/>'
    "<wp:cNvGraphicFramePr/>"
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Trend {number}"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="{png}"><a:extLst>'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip r:embed="{svg}"/></a:ext>'
    "</a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def drawing_run(
    picture: Picture, number: int, add_picture: Callable[[bytes, str], str]
) -> etree._Element:
    """Return the run that shows the picture; `add_picture` puts its bytes into the file."""
    return etree.fromstring(
        INLINE.format(
            word=WORD,
            width=picture.width,
            height=picture.height,
            number=number,
            alternative=quoteattr(picture.alternative),
            png=add_picture(picture.png, "png"),
            svg=add_picture(picture.svg, "svg"),
        )
    )
