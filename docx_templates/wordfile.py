"""The parts of a .docx and the zip around them, the same bytes every time."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from docx_templates.look import numbering, styles
from docx_templates.sample_chart import KEY, sample_parts
from docx_templates.wordxml import NAMESPACES
from xlkpi.report.chart.chartml import CHART_TYPE, WORKBOOK_RELATION, WORKBOOK_TYPE

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

KINDS = {
    "styles.xml": "styles",
    "settings.xml": "settings",
    "numbering.xml": "numbering",
    "fontTable.xml": "fontTable",
}

SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>'
)
FONTS = (
    f'<w:fonts {NAMESPACES}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>xlkpi</dc:creator><dc:language>en-GB</dc:language>"
    "<cp:lastModifiedBy>xlkpi</cp:lastModifiedBy><cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-04-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-04-01T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


def word_file(title: str, body: str, edges: Mapping[str, str]) -> bytes:
    """Return the .docx.

    Args:
        title: the document's title.
        body: what stands inside `w:body`.
        edges: headers and footers by part name (`header1.xml`); their relationship ids are the
            names without the ending.
    """
    has_chart = KEY in body
    parts: Mapping[str, str | bytes] = {
        "[Content_Types].xml": _content_types(tuple(edges), has_chart=has_chart),
        "_rels/.rels": _relations(
            {
                "document": ("officeDocument", "word/document.xml"),
                "core": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": CORE.format(title=escape(title)),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {name.partition(".")[0]: (kind, name) for name, kind in KINDS.items()}
            | {name.partition(".")[0]: (name[:6], name) for name in edges}
            | ({KEY: ("chart", CHART)} if has_chart else {})
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/numbering.xml": numbering(),
        "word/fontTable.xml": FONTS,
    } | {f"word/{name}": xml for name, xml in edges.items()}
    return _zipped({**parts, **(_chart() if has_chart else {})})


CHART, BOOK = "charts/sample.xml", "embeddings/sample.xlsx"


def _chart() -> dict[str, str | bytes]:
    """Return the parts of the sample chart."""
    chart, book = sample_parts()
    return {
        f"word/{CHART}": chart,
        "word/charts/_rels/sample.xml.rels": _relations(
            {"rId1": (WORKBOOK_RELATION, f"../{BOOK}")}
        ),
        f"word/{BOOK}": book,
    }


def _content_types(edges: tuple[str, ...], *, has_chart: bool) -> str:
    kinds = {f"/word/{name}": f"{WORD_TYPE}.{kind}+xml" for name, kind in KINDS.items()}
    kinds |= {f"/word/{name}": f"{WORD_TYPE}.{name[:6]}+xml" for name in edges}
    kinds["/word/document.xml"] = f"{WORD_TYPE}.document.main+xml"
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    if has_chart:
        kinds |= {f"/word/{CHART}": CHART_TYPE, f"/word/{BOOK}": WORKBOOK_TYPE}
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="{name}" Type="{_kind(kind)}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _kind(kind: str) -> str:
    return kind if kind.startswith("http") else f"{OFFICE}/{kind}"


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name, content in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, content if isinstance(content, bytes) else _spelled(content))
    return out.getvalue()


def _spelled(xml: str) -> bytes:
    root = etree.fromstring(xml.encode())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
